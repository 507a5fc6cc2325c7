"""Markdown (CommonMark with tables and ~~strikethrough~~): the words are copy, everything else stays as it is in the file.

Code, addresses of links, HTML and front matter are closed to every rule. Headings tell roles; front matter may give kicker, title, deck and byline.
Standard: CommonMark 0.31.2, GFM for tables, through markdown-it-py. That library does not say where an inline piece stands in the file, so its rules are
watched at work: each consumes a stretch of the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from presscopy.article.article import Article
from presscopy.article.structure import VERSE
from presscopy.errors import PressError
from presscopy.formats import ignores, marked
from presscopy.formats.plain import opened
from presscopy.text.place import is_wide
from presscopy.text.span import Edit, Span

FRONT = re.compile(r'\A(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*$\n?', re.DOTALL | re.MULTILINE)
# what front matter may call the parts of the title block
KEYS = {
    'title': 'title', '标题': 'title', '主题': 'title', 'kicker': 'kicker', '引题': 'kicker', '眉题': 'kicker', '肩题': 'kicker',
    'deck': 'deck', 'subtitle': 'deck', '副题': 'deck', '副标题': 'deck', 'byline': 'byline', 'author': 'byline', '作者': 'byline', '署名': 'byline',
}  # fmt: skip
DEEPEST = 40  # block quotes and lists within each other
MARKUP = 8  # characters of markup that a line of verse may carry, with the break
# entities that Markdown needs where they stand
NEEDED = frozenset('<>&*_`[]()\\|~#')


class Piece(NamedTuple):
    """A stretch of the file that is copy; `put` is what parts it from the piece before."""

    span: Span
    put: str
    shut: bool = False


class Taken(NamedTuple):
    """What one inline rule consumed: its name, the stretch, and the tokens it made."""

    rule: str
    start: int
    end: int
    tokens: Sequence[tuple[Any, int]]  # with the length of what each held


def read(data: bytes, name: str = '', encoding: str = '') -> Article:
    """The article in a Markdown file: the words without the markup, each knowing its place in the file.

    Raises PressError for what is no text, holds no words, or is nested beyond reason.
    """
    source, meta, trouble = opened(data, name, encoding)
    front = FRONT.match(source)
    head = list(_front_matter(front)) if front else []
    pieces = [Piece(span, '\n') for span, _ in head]
    told = [marked.Told(span, role, '文件头里写明', 0.99) for span, role in head]
    body, levels, others = _body(source, front.end() if front else 0, name)
    roles = marked.heading_roles([(line, level) for line, _, level in levels])
    for (line, span, _), (role, reason) in zip(levels, roles, strict=True):
        if role == 'title' and any(one.role == 'title' for one in told):
            role, reason = 'heading', '1级标题标记'
        told.append(marked.Told(span, role, reason, 0.95 if line else 0.99))
    told += [marked.Told(span, role, reason, 0.95, level) for span, role, reason, level in others]
    pieces += body
    marks = list(marked.role_marks(source, name))
    told = [one for _, one in marks] + told
    spared = ignores.marks(source, paragraphs=True)
    pieces = _without(pieces, [*(span for span, _ in marks), *(mark.cut for mark in spared)])
    if not pieces:
        raise PressError('没有文字', name, '这个 Markdown 文件里只有代码、图片或标记')
    cuts = _cuts(source, pieces)
    shut = [piece.span for piece in pieces if piece.shut]
    wishes = [mark.asks for mark in spared if mark.asks]
    made = marked.article(source, cuts, {**meta, 'format': 'markdown'}, told, shut, wishes)
    return made._replace(trouble=trouble)


def _without(pieces: Sequence[Piece], away: Sequence[Span]) -> list[Piece]:
    """The pieces less the stretches taken away."""
    if not away:
        return list(pieces)
    kept: list[Piece] = []
    for span, put, shut in pieces:
        at = span.start
        if span.start == span.end:
            kept.append(Piece(span, put))
            continue
        for start, end in sorted(away):
            if start < span.end and end > at:
                if start > at:
                    kept.append(Piece(Span(at, start), put if at == span.start else '', shut))
                at = max(at, end)
        if at < span.end:
            kept.append(Piece(Span(at, span.end), put if at == span.start else '', shut))
    return kept


def _cuts(source: str, pieces: Sequence[Piece]) -> list[Edit]:
    """Everything between the pieces, each stretch with what is put in its place."""
    cuts, at = [], 0
    for n, piece in enumerate(pieces):
        put = piece.put if n else ''
        if at < piece.span.start or put:
            cuts.append(Edit(Span(at, piece.span.start), put))
        at = piece.span.end
    if at < len(source):
        cuts.append(Edit(Span(at, len(source)), '\n' if source.endswith('\n') else ''))
    return cuts


def _front_matter(front: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """The values of the keys that are parts of a title block, with their places; all else in the front matter stays closed.

    Only a value that stands in the file as it is read is taken: no escapes, no folded lines.
    """
    if front[1] != '---':
        return
    import yaml

    try:
        root = yaml.compose(front[2], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        role = KEYS.get(str(key.value).lower()) if isinstance(key, yaml.ScalarNode) else None
        if role and isinstance(value, yaml.ScalarNode) and value.value.strip():
            at = front[2].find(value.value, value.start_mark.index, value.end_mark.index)
            if at >= 0 and '\n' not in value.value:
                start = front.start(2) + at
                yield Span(start, start + len(value.value)), role


class _Other(NamedTuple):
    """A line of code, of a list, a table or verse: what its markup says of it."""

    span: Span
    role: str
    reason: str
    level: int = 0  # how deep the list stands in others


class _Line(NamedTuple):
    number: int  # among the lines of copy
    span: Span  # of its words
    level: int


def _body(source: str, begin: int, name: str) -> tuple[list[Piece], list[_Line], list[_Other]]:
    """The pieces of copy behind the front matter, its headings, and the lines of code, lists, tables and verse."""
    starts = [0, *(match.end() for match in re.finditer('\n', source)), len(source) + 1]
    # the front matter's lines stay, empty, so that line numbers hold
    text = '\n' * source.count('\n', 0, begin) + source[begin:]
    env: dict[str, Any] = {}
    try:
        tokens = _parser().parse(text, env)
    except RecursionError:
        raise PressError('引用或列表套得太深', name, '请检查这个 Markdown 文件') from None
    if any(token.level > 2 * DEEPEST for token in tokens):
        raise PressError('引用或列表套得太深', name, '请检查这个 Markdown 文件')
    pieces: list[Piece] = []
    headings: list[_Line] = []
    others: list[_Other] = []
    line, level, cell, ordinal, quoted = 0, 0, 0, False, 0
    fresh = False  # whether an item has shown nothing yet
    inside: list[str] = []
    cursor = begin
    for token in tokens:
        if token.type == 'heading_open':
            level = int(token.tag[1:])
        elif token.type in ('list_item_open', 'table_open'):
            ordinal, fresh = bool(token.info), token.type == 'list_item_open'
            inside.append('列表的一项' if token.type == 'list_item_open' else '表格的一行')
        elif token.type in ('list_item_close', 'table_close'):
            inside.pop()
        elif token.type in ('blockquote_open', 'blockquote_close'):
            quoted += token.nesting
        elif token.type in ('fence', 'code_block'):
            first, last = token.map[0] + (token.type == 'fence'), token.map[1] - (token.type == 'fence')
            for row in range(first, last):
                span = _trimmed(source, starts[row], min(starts[row + 1] - 1, len(source)))
                if span.start < span.end:
                    pieces.append(Piece(span, '\n', shut=True))
                    others.append(_Other(span, 'body', '代码'))
                    line += 1
        elif token.type == 'inline' and token.content.strip():
            found, cursor = _inline(token, source, starts, env, cursor if cell else 0)
            if ordinal and found:
                found = [_with_number(source, starts, token.map[0], found[0]), *found[1:]]
                ordinal = False
            if not found:
                continue
            pieces += [Piece(Span(found[0].span.start, found[0].span.start), '\t' if cell else '\n'), *found]
            whole = Span(found[0].span.start, found[-1].span.end)
            if level:
                headings.append(_Line(line, whole, level))
            elif inside:
                first = Span(whole.start, next(_line_ends(source, found)))
                others += [_Other(first, 'item', inside[-1], len(inside) - 1)] if fresh else []
                others.append(_Other(whole, 'body', inside[-1]))
                fresh = False
            elif quoted and _is_verse(source, found):
                others.append(_Other(whole, 'verse', '引用块里分行的短句'))
            line, level = line + 1, 0
        if token.type in ('td_close', 'th_close'):
            cell += 1
        elif token.type == 'tr_close':
            cell = 0
    return pieces, headings, others


def _line_ends(source: str, pieces: Sequence[Piece]) -> Iterator[int]:
    """Where each line of a paragraph ends in the file: at its hard breaks, and at its end."""
    for before, piece in pairwise(pieces):
        if piece.put == '\n' or source[piece.span.start : piece.span.end] == '\n':
            yield before.span.end
    yield pieces[-1].span.end


def _is_verse(source: str, pieces: Sequence[Piece]) -> bool:
    """Whether a quoted paragraph is parted into short lines by hard breaks."""
    ends = list(_line_ends(source, pieces))
    starts = [pieces[0].span.start, *ends[:-1]]
    return len(ends) > 1 and all(end - start <= VERSE + MARKUP for start, end in zip(starts, ends, strict=True))


def _with_number(source: str, starts: Sequence[int], row: int, piece: Piece) -> Piece:
    """The first piece of an item of a numbered list, number included: the reader sees it too."""
    lead = source[starts[row] : piece.span.start]
    number = re.search(r'\d{1,9}[.)][ \t]+$', lead)
    return piece._replace(span=Span(starts[row] + number.start(), piece.span.end)) if number else piece


def _trimmed(source: str, start: int, end: int) -> Span:
    text = source[start:end]
    return (
        Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip())) if text.strip() else Span(start, start)
    )


def _inline(token: Any, source: str, starts: Sequence[int], env: Any, after: int) -> tuple[list[Piece], int]:
    """The pieces of copy in one paragraph, heading or table cell, and where it ends in the file."""
    places = _places(token, source, starts, after)
    if places is None:
        return [], after
    content = token.content
    keep = bytearray(b'\1' * len(content))
    put: dict[int, str] = {}
    for taken in _consumed(content, env):
        _mark(taken, content, keep, put)
    places.append(places[-1] + 1)
    pieces: list[Piece] = []
    at = 0
    while at < len(content):
        kind, end = keep[at], at + 1
        while end < len(content) and keep[end] == kind and end not in put and places[end] == places[end - 1] + 1:
            end += 1
        if at in put:
            pieces.append(Piece(Span(places[at], places[at]), put[at]))
        if kind:
            pieces.append(Piece(Span(places[at], places[end - 1] + 1), '', shut=kind == 2))
        at = end
    if at in put:
        pieces.append(Piece(Span(places[at], places[at]), put[at]))
    return pieces, places[-1]


def _places(token: Any, source: str, starts: Sequence[int], after: int) -> list[int] | None:
    """Where each character of a token's content stands in the file; None when it does not stand there as it is."""
    places: list[int] = []
    row = token.map[0]
    for part in token.content.split('\n'):
        for at_row in range(row, token.map[1]):
            begin = max(starts[at_row], after)
            # a cell is looked for behind the last one, a line of a paragraph from its end: its markup stands in front
            found = (
                source.find(part, begin, starts[at_row + 1]) if after else source.rfind(part, begin, starts[at_row + 1])
            )
            if found >= 0:
                break
        else:
            return None
        places += range(found, found + len(part) + 1)  # and the line feed
        row, after = at_row + 1, 0
    return places[:-1]


def _mark(taken: Taken, content: str, keep: bytearray, put: dict[int, str]) -> None:
    """Note what of a consumed stretch is markup (0), copy (1) or copy that nothing may change (2)."""
    rule, start, end, tokens = taken
    kinds = {token.type for token, _ in tokens}
    if rule == 'newline':
        left = len(content[:start].rstrip(' \t\\')) if 'hardbreak' in kinds else len(content[:start].rstrip(' \t'))
        keep[left:end] = bytes(end - left)
        wide = is_wide(content[left - 1 : left]) or is_wide(content[end : end + 1])
        put[end] = '\n' if 'hardbreak' in kinds else '' if wide else ' '
    elif rule == 'escape' and end - start == 2:
        keep[start:end] = b'\0\2'
    elif rule == 'entity' and tokens and tokens[-1][0].content in NEEDED:
        keep[start:end] = bytes(end - start)
        put[end] = tokens[-1][0].content
    elif rule == 'backticks' and 'code_inline' in kinds:
        fence = len(tokens[-1][0].markup)
        keep[start:end] = b'\0' * fence + b'\2' * (end - start - 2 * fence) + b'\0' * fence
    elif rule == 'autolink' and 'link_open' in kinds:
        keep[start:end] = b'\0' + b'\2' * (end - start - 2) + b'\0'
    elif rule == 'link' and 'link_open' in kinds:
        close = _label_end(content, start, end, keep)
        keep[start] = 0
        keep[close:end] = bytes(end - close)
    elif rule in ('image', 'html_inline') and kinds & {'image', 'html_inline'}:
        keep[start:end] = bytes(end - start)
        if rule == 'html_inline' and content[start:end].lower().startswith('<br'):
            put[end] = '\n'
    elif rule in ('emphasis', 'strikethrough'):
        for token, length in tokens:
            if not token.content:
                keep[start : start + length] = bytes(length)
            start += length


def _label_end(content: str, start: int, end: int, keep: bytearray) -> int:
    """Where the label of a link ends: the bracket that matches the first one. Brackets in code and escapes do not count."""
    depth = 0
    for at in range(start, end):
        if keep[at] != 1 or (at and keep[at - 1] == 0 and content[at - 1] == '\\'):
            continue
        if content[at] == '[':
            depth += 1
        elif content[at] == ']':
            depth -= 1
            if not depth:
                return at
    return end - 1


def _consumed(content: str, env: Any) -> list[Taken]:
    """What each inline rule consumed of a text, inner pieces before the outer ones they stand in."""
    from markdown_it.rules_inline import StateInline

    parser = _parser()
    taken: list[Taken] = []
    state = StateInline(content, parser, env, [])
    env['watch'] = (state, taken)
    try:
        parser.inline.tokenize(state)
        for rule in parser.inline.ruler2.getRules(''):
            rule(state)
    except RecursionError:
        return []  # brackets beyond reason: all of it is read as words
    finally:
        del env['watch']
    return taken


@cache
def _parser() -> Any:
    """The block parser, its inline rules wrapped so that they tell what they consume."""
    from markdown_it import MarkdownIt

    # beyond its depth the parser leaves words out without a word: see `_body`
    parser = MarkdownIt('commonmark', {'maxNesting': 3 * DEEPEST}).enable(['table', 'strikethrough'])
    parser.core.ruler.enableOnly(['normalize', 'block'])
    parser.inline.ruler2.disable('fragments_join')  # it would hide which asterisks were marks
    for rule in parser.inline.ruler.__rules__:
        parser.inline.ruler.at(rule.name, _watched(rule.name, rule.fn))
    return parser


def _watched(name: str, work: Callable[[Any, bool], bool]) -> Callable[[Any, bool], bool]:
    def rule(state: Any, silent: bool) -> bool:
        watch = state.env.get('watch')
        if silent or watch is None or watch[0] is not state:
            return work(state, silent)
        start, count, pending = state.pos, len(state.tokens), bool(state.pending)
        done = work(state, silent)
        if done:
            # pushing a token first pushes the text that was pending before it
            made = state.tokens[count + (pending and len(state.tokens) > count) :]
            watch[1].append(Taken(name, start, state.pos, tuple((token, len(token.content)) for token in made)))
        return done

    return rule
