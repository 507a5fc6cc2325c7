"""`--output-format full`: for the editor's screen. What the program will do is told by kind, in a few lines; what an editor must decide is
shown with its line and a caret under the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from presscopy import codes
from presscopy.report.checked import Checked, Run
from presscopy.report.located import Located
from presscopy.text.finding import Fix, Severity
from presscopy.text.place import Places, cells

EDITS = False
WINDOW = 34  # characters shown on either side of the place
WORDS = {
    'zh': {
        'fixable': '可直接修改（presscopy fix）',
        'look': '请编辑看',
        'count': '{n}处',
        'lines': '第{rows}行',
        'line': '第{row}行第{column}字',
        'offer': '建议：{texts}',
        'unsafe': '接受第一建议：presscopy fix --unsafe-fixes',
        'delete': '删去',
    },
    'en': {
        'fixable': 'fixed by presscopy fix',
        'look': 'for an editor',
        'count': '{n}',
        'lines': 'line {rows}',
        'line': 'line {row}, character {column}',
        'offer': 'suggestions: {texts}',
        'unsafe': 'take the first suggestion: presscopy fix --unsafe-fixes',
        'delete': 'delete',
    },
}


# in a Word file places are told by paragraph
BY_PARAGRAPH = {
    'zh': {'lines': '第{rows}段', 'line': '第{row}段第{column}字'},
    'en': {'lines': 'paragraph {rows}', 'line': 'paragraph {row}, character {column}'},
}
ALIKE = 5
# what a terminal shows them in (ECMA-48): red, yellow, cyan
COLOURS = {Severity.ERROR: '31', Severity.WARNING: '33', Severity.INFO: '36', Severity.OFF: '36'}


def painted(text: str, style: str, colour: bool) -> str:
    """The text in a style, where the terminal shows colours."""
    return f'\x1b[{style}m{text}\x1b[0m' if colour else text


def part(one: Checked) -> str:
    """The report of one manuscript."""
    return ''.join(f'{line}\n' for line in _report(one))


def whole(parts: Iterable[str], run: Run) -> Iterator[str]:
    """The reports of all manuscripts."""
    yield from parts


def _report(one: Checked) -> Iterator[str]:
    zh, encoding = one.lang == 'zh', one.meta['encoding'].upper()
    blocks = len(one.edited.article.blocks)
    name = painted(one.name, '1', one.colour)
    about = f'{name}（{encoding}，{blocks}段）' if zh else f'{name} ({encoding}, {blocks} blocks)'
    if not one.found:
        yield f'{about}没有问题' if zh else f'{about}: clean'
        return
    yield about
    yield from lines(one.found, one.text, one.lang, one.apart, not one.in_text, one.colour)
    fixable = sum(finding.many for finding in one.found if finding.settled)
    others = [finding for finding in one.found if not finding.settled]
    look = sum(finding.severity > Severity.INFO for finding in others)
    hints = len(others) - look
    if zh:
        yield f'共{fixable}处可直接修改，{look}处请编辑看' + (f'，另有{hints}处提示' if hints else '') + '。'
    else:
        yield f'{fixable} can be fixed, {look} for an editor' + (f', {hints} hints' if hints else '') + '.'


def lines(
    found: Sequence[Located], text: str, lang: str, each: bool = False, by_paragraph: bool = False, colour: bool = False
) -> Iterator[str]:
    """The report of one file without its heading.

    With `each` every change stands on a line of its own; else changes are told by kind, and of more than ALIKE findings of one code that an editor
    should look at only the lines are named.
    """
    words, places, alike = WORDS[lang], Places(text), len(found) if each else ALIKE
    if by_paragraph:
        words = {**words, **BY_PARAGRAPH[lang]}
    fixed = [one for one in found if one.settled]
    if fixed:
        yield f'  {words["fixable"]}'
        yield from _each(fixed, places, words, lang) if each else _by_code(fixed, places, words, lang)
    rest = sorted((one for one in found if not one.settled), key=lambda one: one.span)
    doubts = [one for one in rest if one.severity > Severity.INFO] or rest
    if doubts:
        yield f'  {words["look"]}'
    shown: dict[str, int] = {}
    for one in doubts:
        shown[one.code] = shown.get(one.code, 0) + 1
        if shown[one.code] <= alike:
            yield from _one(one, places, words, lang, colour)
    for code, count in shown.items():
        if count > alike:
            others = [one for one in doubts if one.code == code][alike:]
            yield f'    {code} … {words["count"].format(n=len(others))}  {_rows(others, places, words)}'


def _by_code(found: Sequence[Located], places: Places, words: dict[str, str], lang: str) -> Iterator[str]:
    groups: dict[str, list[Located]] = {}
    for one in found:
        groups.setdefault(one.code, []).append(one)
    counts = {code: sum(one.many for one in group) for code, group in groups.items()}
    name = {code: _short(code) if lang == 'zh' else codes.catalogue()[code].name for code in groups}
    wide = max(cells(name[code]) for code in groups)
    for code, group in sorted(groups.items(), key=lambda item: (-counts[item[0]], item[0])):
        pad = ' ' * (wide - cells(name[code]))
        yield f'    {code} {name[code]}{pad} {words["count"].format(n=counts[code]):>6}  {_rows(group, places, words)}'


def _each(found: Sequence[Located], places: Places, words: dict[str, str], lang: str) -> Iterator[str]:
    for one in sorted(found, key=lambda one: (one.span, one.code)):
        row, column = places.of(one.span.start)
        after = _shown(str(one.detail.get('after', '')), words['delete'])
        change = f'{_shown(str(one.detail["before"]), "·")} → {after}'
        yield f'    {words["line"].format(row=row, column=column)}  {one.code} {change}  {one.message(lang)}'


def _shown(text: str, empty: str) -> str:
    return ''.join(c if c.isprintable() and not c.isspace() else '␣' for c in text) or empty


def _seen(line: str) -> str:
    """A line as a terminal can show it, a sign for a character: tabs and what takes no cell or steers the terminal would put the caret elsewhere."""
    if line.isprintable():
        return line
    return ''.join(c if c.isprintable() or c == '\u3000' else ' ' if c == '\t' else '␣' for c in line)


def _rows(found: Sequence[Located], places: Places, words: dict[str, str]) -> str:
    rows = sorted({places.of(one.span.start).row for one in found})
    parts, i = [], 0
    while i < len(rows):
        j = i
        while j + 1 < len(rows) and rows[j + 1] == rows[j] + 1:
            j += 1
        parts.append(str(rows[i]) if i == j else f'{rows[i]}–{rows[j]}')
        i = j + 1
    listed = ' '.join(parts[:8]) + (' …' if len(parts) > 8 else '')
    return words['lines'].format(rows=listed)


def _one(one: Located, places: Places, words: dict[str, str], lang: str, colour: bool) -> Iterator[str]:
    row, column = places.of(one.span.start)
    code = painted(one.code, COLOURS[one.severity], colour)
    yield f'    {words["line"].format(row=row, column=column)}  {code} {one.message(lang)}'
    line = places.line(row)
    low, high = max(0, column - 1 - WINDOW), min(len(line), column - 1 + WINDOW)
    line = _seen(line)
    shown = ('…' if low else '') + line[low:high] + ('…' if high < len(line) else '')
    before = cells(('…' if low else '') + line[low : column - 1])
    width = max(1, cells(line[column - 1 : min(high, column - 1 + one.span.end - one.span.start)]))
    yield f'      {shown}'
    yield f'      {" " * before}{painted("^" * width, COLOURS[one.severity], colour)}'
    texts = [edit.text or words['delete'] for choice in one.choices for edit in choice.edits[:1]]
    if texts and one.code not in ('JF103',):
        tail = f'（{words["unsafe"]}）' if one.fix is Fix.UNSAFE and lang == 'zh' else ''
        yield f'      {words["offer"].format(texts=" / ".join(texts))}{tail}'


def _short(code: str) -> str:
    """What a code is about, without its examples."""
    what = re.sub(r'(?:(?<=[^\W\d_A-Za-z])|(?<=%))（.*', '', codes.catalogue()[code].what)
    return what if '→' in what else what.split('：')[0]
