"""The marks by which the copy itself says that findings are not wanted.

    〔presscopy:ignore YC101〕 at the end of a line, for that line; alone on a line, for the next one that holds something;
    <!-- presscopy: ignore BD301 --> likewise;
    〔presscopy:ignore-start BD301〕 and 〔presscopy:ignore-end〕, each alone on its line or not, for all between them.

Codes or beginnings of codes, parted by commas or spaces; none stands for all. The marks are no part of the copy: they are never printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from presscopy.article.article import UNREAD, Ignore
from presscopy.text.span import Span

_WHAT = r'\s*(ignore(?:-start|-end)?)(?![A-Za-z-])[\s:：]*([A-Za-z0-9,，、\s]*?)\s*'
MARK = (
    # compiled where a copy holds a mark: most hold none
    rf'〔presscopy[:：]{_WHAT}〕|<!--\s*presscopy:{_WHAT}-->'
)
ANY = r'〔presscopy[:：](?!\s*role\b)[^〕\n]{0,200}〕|<!--\s*presscopy:(?!\s*role\b)[^\n]{0,200}?-->'  # meant as a mark
PARTED = r'[,，、\s]+'


class Mark(NamedTuple):
    """One mark in the file: the stretch to take away, and what it asks for of which stretch; None for the end of a region."""

    cut: Span
    asks: Ignore | None


def marks(source: str, *, paragraphs: bool = False) -> list[Mark]:
    """Every mark in a file's text, all spans being places in it. With `paragraphs` a line alone means the paragraph below it."""
    if 'presscopy' not in source:
        return []
    found: list[Mark] = []
    opened: list[int] = []
    for match in re.finditer(MARK, source):
        kind, codes = match[1] or match[3], _codes(match[2] or match[4] or '')
        cut, line = _places(source, match.start(), match.end(), paragraphs)
        if kind == 'ignore-end' and opened:
            n = opened.pop()
            first = found[n]
            if first.asks:
                found[n] = first._replace(asks=first.asks._replace(span=Span(first.cut.end, match.start())))
            found.append(Mark(cut, None))
        else:
            # a region without an end reaches to the end of the copy; an end without a beginning asks for nothing, and is told as unused
            span = {'ignore': line, 'ignore-start': Span(cut.end, len(source))}.get(kind, Span(cut.start, cut.start))
            if kind == 'ignore-start':
                opened.append(len(found))
            found.append(Mark(cut, Ignore(span, codes, match[0])))
    for match in re.finditer(ANY, source):
        if not re.match(MARK, match[0]):
            cut, _ = _places(source, match.start(), match.end(), paragraphs)
            found.append(Mark(cut, Ignore(Span(cut.start, cut.start), (UNREAD,), match[0])))
    return sorted(found, key=lambda mark: mark.cut)


def _codes(written: str) -> tuple[str, ...]:
    return tuple(code.upper() for code in re.split(PARTED, written) if code) or ('',)


def _places(source: str, start: int, end: int, paragraphs: bool) -> tuple[Span, Span]:
    """What is to be taken away, and the line that is meant."""
    low, high = source.rfind('\n', 0, start) + 1, _line_end(source, end)
    if re.sub(ANY, '', source[low:high]).strip():
        # at the end of the line, the blank before the mark goes with it
        last = not re.sub(ANY, '', source[end:high]).strip()
        return Span(len(source[low:start].rstrip(' \t\u3000')) + low if last else start, end), Span(low, high)
    rest = re.compile(r'\S').search(source, high)
    while rest and (other := re.compile(MARK).match(source, rest.start())):
        rest = re.compile(r'\S').search(source, other.end())
    line = Span(end, end)
    if rest:
        gap = re.compile(r'\n[ \t]*\n').search(source, rest.start()) if paragraphs else None
        line = Span(
            rest.start(), gap.start() if gap else len(source) if paragraphs else _line_end(source, rest.start())
        )
    return Span(low, min(high + 1, len(source))), line


def _line_end(source: str, at: int) -> int:
    end = source.find('\n', at)
    return end if end >= 0 else len(source)


def added(source: str, wanted: Mapping[int, set[str]], *, comment: bool) -> tuple[str, list[int]]:
    """The file's text with a mark at the end of each line of `wanted` (numbers from 1), and the lines that cannot have one.

    A line that has a mark gets the further codes written into it. `comment`: as a comment of Markdown.
    """
    out = source.split('\n')
    refused = []
    for row, codes in sorted(wanted.items()):
        line = out[row - 1]
        if comment and (line.lstrip().startswith(('|', '```', '~~~', '---')) or not line.strip()):
            refused.append(row)
            continue
        old = next((m for m in re.finditer(MARK, line) if (m[1] or m[3]) == 'ignore'), None)
        if old:
            codes = codes | {code for code in _codes(old[2] or old[4] or '') if code}
        listed = ','.join(sorted(codes))
        mark = f'<!-- presscopy: ignore {listed} -->' if comment else f'〔presscopy:ignore {listed}〕'
        # blanks at the end of a line may be a fault that the mark spares, or break the line in Markdown
        at, to = old.span() if old else (len(line.rstrip()),) * 2
        out[row - 1] = line[:at] + mark + line[to:]
    return '\n'.join(out), refused
