"""What marked-up formats share: the copy is what is left when the markup is taken away, and every place knows where it stood in the file.

Also the marks that an editor may write into any copy to say what a line is:

    〔presscopy:role 小标题〕 at the beginning or end of a line, or alone on the line above it (诗行: above all the short lines of a stanza);
    <!-- presscopy: role heading --> likewise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from presscopy.article.article import Article, Ignore, Markup, lines
from presscopy.article.block import Block
from presscopy.article.structure import VERSE, role_called, roles_listed
from presscopy.errors import PressError
from presscopy.text.span import Edit, PositionMap, Revision, Span

ROLE_MARK = r'〔presscopy[:：]\s*role[ =：:]\s*([^\s〕]+)\s*〕|<!--\s*presscopy:\s*role[ =:]\s*(\S+?)\s*-->'
NEAR_TOP = 3  # a title stands in one of the first lines


class Told(NamedTuple):
    """What a place in the file says of the line that it stands in."""

    span: Span
    role: str
    reason: str
    certainty: float = 1.0
    level: int = 0


def article(
    source: str,
    cuts: Sequence[Edit],
    meta: Mapping[str, str],
    told: Iterable[Told] = (),
    shut: Iterable[Span] = (),
    ignores: Iterable[Ignore] = (),
) -> Article:
    """The copy in a marked-up file. `cuts` take the markup away; all spans are places in `source`. In what is `shut` (code) nothing may be changed;
    in `ignores` findings are not wanted."""
    cuts = [cut for cut in cuts if source[cut.span.start : cut.span.end] != cut.text]
    revision, step = Revision(source).apply(cuts), PositionMap(cuts)
    text = revision.text
    seams, shift = [], 0
    for (start, end), put in cuts:
        seams.append(Span(start + shift, start + shift + len(put)))
        shift += len(put) - (end - start)
    inner = [step.forward(span) for span in shut]
    roles = [Block(role, step.forward(span), reason, sure, level) for span, role, reason, sure, level in told]
    return Article(
        Revision(text),
        lines(text),
        meta,
        closed=(*inner, *(seam for seam in seams if seam.start < seam.end)),
        told=tuple(block for block in roles if block.span.start < block.span.end),
        markup=Markup(source, tuple(cuts)) if cuts else None,
        seams=tuple(sorted((*seams, *inner))),
        ignores=tuple(one._replace(span=step.forward(one.span)) for one in ignores),
    )


def role_marks(source: str, name: str) -> Iterator[tuple[Span, Told]]:
    """The marks by which an editor says what a line is: the stretch to take away, and what it says of which line.

    Raises PressError for a role that there is none of.
    """
    if 'presscopy' not in source:
        return
    for match in re.finditer(ROLE_MARK, source):
        called = match[1] or match[2]
        role = role_called(called)
        row = source.count('\n', 0, match.start()) + 1
        if not role:
            raise PressError(f'第{row}行：没有叫“{called}”的角色', name, f'角色有 {roles_listed()}')
        start, end = match.span()
        alone = False
        line_start, line_end = source.rfind('\n', 0, start) + 1, _line_end(source, end)
        cut = Span(start, end)
        if not (source[line_start:start] + source[end:line_end]).strip():
            # alone on its line: the next line that holds something is meant, and this one goes
            alone = True
            cut = Span(line_start, min(line_end + 1, len(source)))
            rest = re.compile(r'\S').search(source, cut.end)
            line_start, line_end = (rest.start(), _line_end(source, rest.start())) if rest else (end, end)
        if role == 'verse' and alone:
            line_end = _verse_end(source, line_end)
        yield cut, Told(Span(line_start, line_end), role, '稿中标明')


def _verse_end(source: str, at: int) -> int:
    """Where the short lines end that go on below a line of verse: at an empty line, a long one, a mark."""
    while at < len(source):
        end = _line_end(source, at + 1)
        line = source[at + 1 : end].strip()
        if not 0 < len(line) <= VERSE or 'presscopy' in line:
            break
        at = end
    return at


def apart(spans: Iterable[Span]) -> list[Span]:
    """Stretches to take away, in order; those that meet in one place as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _line_end(source: str, at: int) -> int:
    end = source.find('\n', at)
    return end if end >= 0 else len(source)


def heading_roles(levels: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """Roles and reasons for heading marks, given as (number of the line among those that hold text, level from 1 up).

    The only heading of the first level, near the top, is the title; all others are headings.
    """
    first = [line for line, level in levels if level == 1]
    titled = len(first) == 1 and first[0] < NEAR_TOP
    return [
        ('title', '唯一的一级标题标记') if titled and level == 1 else ('heading', f'{level}级标题标记')
        for _, level in levels
    ]
