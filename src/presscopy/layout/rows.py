"""Blocks to rows of the grid: running text, titles, lists, verse and tables, each line with what it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.layout.break_ import Given, Line, break_lines
from presscopy.layout.compose import Row, Table, firm_lines
from presscopy.layout.faults import CODES, MISSING
from presscopy.layout.fonts import EM, Faces
from presscopy.layout.furniture import (
    Part,
    fit_lines,
)
from presscopy.layout.hanging import (
    BULLET,
    Hung,
    hangs_of,
    inset,
    item,
    kind_of_label,
    set_item,
    set_verse,
)
from presscopy.layout.justify import justify
from presscopy.layout.marks import Hang, Level, Widths
from presscopy.layout.measure import measure
from presscopy.layout.ruler import Ruler
from presscopy.layout.story import Story
from presscopy.layout.styles import TITLE_ROLES, Style, styles
from presscopy.layout.table import TAB, has_head, is_row, set_table
from presscopy.layout.typearea import Lists, Makeup, TypeArea, stepped
from presscopy.text.finding import Finding
from presscopy.text.span import Span

NARROW = 10  # characters: a box in a narrower column has no room for an inset
GRIDDED = ('justify', 'hang', 'verse')  # what stands on the grid of cells, where one is asked for
KEPT_WHOLE = 10  # lines of a table that no column parts
STANZA = 4  # lines of verse that are kept together
BLANK = Row(None, blank='space')
ALONE = Line(0, 1, 0, 0, True, Given.NOTHING)  # one cell by itself
Rulers = dict[tuple[str, int, bool], Ruler]


class Design(NamedTuple):
    """How an article is to be set."""

    area: TypeArea
    faces: Faces
    level: Level = Level.STRICT
    hang: Hang = Hang.OFF
    widths: Widths = Widths.FULL
    makeup: Makeup = Makeup()
    fixed: bool = False  # 纵横对齐: running text on a grid of cells
    lists: Lists = Lists.HANG


def ruler_of(rulers: Rulers, design: Design, face: str, space: int, fixed: bool = False) -> Ruler:
    """The ruler of a face, kept for all articles of a job."""
    ruler = rulers.get((face, space, fixed))
    if ruler is None:
        ruler = Ruler(design.faces, face, design.level, space, design.widths, fixed)
        rulers[face, space, fixed] = ruler
    return ruler


class Rows:
    """An article whose blocks become rows of the grid, and what is to be told of it."""

    def __init__(self, article: Article, design: Design, rulers: Rulers) -> None:
        self.article, self.design, self.area = article, design, design.area
        self.findings: list[Finding] = []
        self._rulers = rulers

    def part(self, block: Block) -> Part:
        """A block of the title block, measured."""
        style = styles()[block.role]
        return Part(style, self._story(block, style), block.span.start)

    def _ruler(self, face: str, space: int, fixed: bool = False) -> Ruler:
        return ruler_of(self._rulers, self.design, face, space, fixed)

    def _story(self, block: Block, style: Style) -> Story:
        fixed = self.design.fixed and style.align in GRIDDED
        ruler = self._ruler(style.face, style.space, fixed)
        story = measure(self.article.of_block(block), ruler)
        for n in () if ruler.complete else range(len(story.cells)):
            cell, start = story.cells[n], block.span.start + story.offsets[n]
            if not cell.found:
                self.findings.append(Finding(MISSING, Span(start, start + len(cell.text)), {'before': cell.text}))
        return story

    def rows(self, blocks: Sequence[Block]) -> list[Row]:
        """The rows of the grid that the blocks take, one after the other."""
        rows: list[Row] = []
        grouped = {**self._tables(blocks), **self._lists(blocks), **self._poems(blocks)}
        for n, block in enumerate(blocks):
            style = styles()[block.role]
            made = grouped.get(n) or self._block(block, style)
            made = _after(rows, made)
            follows = blocks[n + 1].role if n + 1 < len(blocks) else ''
            keeps = style.role in ('heading', 'byline', 'kicker', 'title', 'deck') and follows != ''
            keeps = keeps or (style.role == 'question' and follows in ('answer', 'body'))
            if keeps or follows in ('credit', 'signature'):
                made = _firm_end(made)
            if style.role in ('heading', 'kicker', 'title', 'deck', 'byline', 'credit'):
                made[:-1] = [row._replace(firm=True) for row in made[:-1]]
            blank = Row(None, firm=True, blank='space')
            follow = blank._replace(firm=made[-1].firm)
            rows += [blank] * style.before if rows and rows[-1].blank != 'space' else []
            rows += made
            rows += [follow] * style.after if follows and styles()[follows].before == 0 else []
        return rows

    def _tables(self, blocks: Sequence[Block]) -> dict[int, list[Row]]:
        """The rows of every table by the number of their block: neighbouring lines of text with equally many tabs."""
        found: dict[int, list[Row]] = {}
        if TAB not in self.article.text:
            return found
        tabs = [
            text.count(TAB) if block.role == 'body' and is_row(text := self.article.of_block(block)) else 0
            for block in blocks
        ]
        start = 0
        for count, group in groupby(tabs):
            end = start + len(list(group))
            if count and end - start > 1:
                found |= self._table(blocks, start, end)
            start = end
        return found

    def _table(self, blocks: Sequence[Block], start: int, end: int) -> dict[int, list[Row]]:
        """One table at the largest size that its column holds, between blank lines; none when no size does."""
        style = styles()['body']
        told = len(self.findings)
        stories = [self._story(block, style) for block in blocks[start:end]]
        for step in (0, -1, -2, -3):
            size = stepped(self.area.size, step)
            if lines := set_table(stories, self.area.column_width * EM // size):
                break
        else:
            del self.findings[told:]  # they are told again when the lines are set as text
            return {}
        wide = max(line.width for line in lines) * size // EM
        left = (self.area.column_width - wide) // 2
        beyond = min(left, self.area.size // 2)
        head = Row(lines[0], left, size, ruled=True, firm=True, again=True) if has_head(stories) else None
        table = Table(blocks[start].span.start, left - beyond, left + wide + beyond, head)
        table = table._replace(head=head and head._replace(table=table))
        whole = len(lines) <= min(KEPT_WHOLE, self.area.lines // 2)
        rows: dict[int, list[Row]] = {}
        for n, (line, firm) in enumerate(zip(lines, firm_lines(len(lines)), strict=True)):
            block = blocks[start + n]
            headed = head is not None and not n
            firm = firm or headed or (n < len(lines) - 1 if whole else n == 1 and head is not None)
            rows[start + n] = [Row(line, left, size, block.role, block.span.start, firm, table=table, ruled=headed)]
        return _apart(rows, start, end)

    def _lists(self, blocks: Sequence[Block]) -> dict[int, list[Row]]:
        """The rows of the items of every list by the number of their block; none where the column is too narrow to hang them."""
        rows: dict[int, list[Row]] = {}
        style, size = styles()['item'], self.area.size
        width = self.area.column_width * EM // size
        for start, end in self._hanging(blocks):
            items = [item(self._story(block, style)) for block in blocks[start:end]]
            levels = [block.level for block in blocks[start:end]]
            if inset(max(map(sum, hangs_of(items, levels).values())), width) < 0:
                levels = [0] * len(items)
            hangs = hangs_of(items, levels)
            first = inset(max(map(sum, hangs.values())), width)
            if first < 0:
                continue
            for n, (one, level) in enumerate(zip(items, levels, strict=True), start):
                deeper, hang = hangs[level]
                left = first + deeper
                rows[n] = self._hung(blocks[n], set_item(one, hang, left, width, self.design.hang))
                if not one.label and blocks[n].role == 'item':
                    sign = justify(measure(BULLET, self._ruler(style.face, style.space)), ALONE)
                    rows[n][0] = rows[n][0]._replace(beside=(left * size // EM, sign))
        return rows

    def _hanging(self, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
        """Where paragraphs stand together that hang: items of lists, and numbered paragraphs of one kind where all are to hang."""
        if self.design.lists is Lists.INDENT:
            return
        yield from _groups(blocks, 'item')
        if self.design.lists is Lists.ALL:
            kinds = [kind_of_label(self.article.of_block(block)) if block.role == 'body' else '' for block in blocks]
            yield from ((start, end) for kind, start, end in _runs(kinds) if kind and end - start > 1)

    def _poems(self, blocks: Sequence[Block]) -> dict[int, list[Row]]:
        """The rows of every poem by the number of their block, its stanzas parted by a blank line, as in the copy."""
        rows: dict[int, list[Row]] = {}
        style = styles()['verse']
        for start, end in _groups(blocks, 'verse'):
            stories = [self._story(block, style) for block in blocks[start:end]]
            poem = set_verse(stories, self.area.column_width * EM // self.area.size, self.design.fixed)
            blanks = [
                self.article.text.count('\n', one.span.end, two.span.start) for one, two in pairwise(blocks[start:end])
            ]
            stanzas = [n for n, count in enumerate(blanks, start) if count > min(blanks)]
            for n, line in enumerate(poem, start):
                rows[n] = self._hung(blocks[n], line)
            for first, last in zip((start, *(n + 1 for n in stanzas)), (*stanzas, end - 1), strict=True):
                count = last - first + 1
                firms = [n < count - 1 for n in range(count)] if count <= STANZA else firm_lines(count)
                for n, firm in zip(range(first, last + 1), firms, strict=True):
                    rows[n] = _firm_end(rows[n]) if firm else rows[n]
                if last < end - 1:
                    rows[last].append(BLANK)
            rows |= _apart(rows, start, end)
        return rows

    def _hung(self, block: Block, lines: Sequence[Hung]) -> list[Row]:
        """Lines that stand each as far from the left as they say, at the size of the text."""
        size = self.area.size
        made = []
        for (line, x, story, told), firm in zip(lines, firm_lines(len(lines)), strict=True):
            self._tell(block.span.start, story, told)
            made.append(Row(line, x * size // EM, size, block.role, block.span.start + line.offset, firm))
        return made

    def _block(self, block: Block, style: Style) -> list[Row]:
        if style.align in GRIDDED:
            rows = self._paragraph(block, style)
            return rows if block.role != 'editors_note' else _boxed(rows)
        size = stepped(self.area.size, style.step)
        story = self._story(block, style)
        room = self.area.column_width - style.indent * size
        cut = fit_lines(story, size, min(size, self.area.size) if block.role in TITLE_ROLES else size, room)
        for line in cut.given:
            self._tell(block.span.start, story, line)
        share = 1 if style.align == 'right' else 2
        # 占行: a line too large for one of the grid has blank lines above it
        above = [Row(None, firm=True)] * (-(-cut.size // self.area.leading) - 1)
        made: list[Row] = []
        for one in cut.lines:
            x = (room - one.width * cut.size // EM) // share
            made += [*above, Row(one, x, cut.size, block.role, block.span.start + one.offset)]
        return made

    def _paragraph(self, block: Block, style: Style) -> list[Row]:
        """The lines of running text, flush on both sides."""
        size = stepped(self.area.size, style.step)
        inset = self.area.size if block.role == 'editors_note' and self.area.chars >= NARROW else 0
        if block.role == 'editors_note' and not inset:
            inset = self.area.size // 2
        width = (self.area.column_width - 2 * inset) * EM // size
        story = self._story(block, style)
        lines = break_lines(story, width, style.indent * EM, self.design.hang)
        rows = []
        for line, firm in zip(lines, firm_lines(len(lines)), strict=True):
            self._tell(block.span.start, story, line)
            made = justify(story, line)
            rows.append(Row(made, inset, size, block.role, block.span.start + made.offset, firm))
        return rows

    def _tell(self, at: int, story: Story, line: Line) -> None:
        if line.given:
            start = at + story.offsets[line.start]
            last = story.offsets[line.end - 1] + len(story.cells[line.end - 1].text)
            text = story.text[story.offsets[line.start] : last]
            # between its groups of thousands a number is parted from no unit
            number = line.given is Given.NUMBER and story.text[last : last + 1].isdigit()
            code = CODES[Given.WORD if number else line.given]
            self.findings.append(Finding(code, Span(start, at + last), {'before': text}))


def _groups(blocks: Sequence[Block], role: str) -> Iterator[tuple[int, int]]:
    """Where blocks of one role stand together: (start, end)."""
    yield from ((start, end) for found, start, end in _runs([block.role for block in blocks]) if found == role)


def _runs(values: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Each stretch of equal values: (value, start, end)."""
    start = 0
    for value, group in groupby(values):
        end = start + len(list(group))
        yield value, start, end
        start = end


def _apart(rows: dict[int, list[Row]], start: int, end: int) -> dict[int, list[Row]]:
    """Rows of blocks `start` to `end`, a blank line above them and one below."""
    rows[end - 1].append(BLANK)
    if start:
        rows[start].insert(0, BLANK)
    return rows


def _after(rows: Sequence[Row], made: list[Row]) -> list[Row]:
    """Rows to stand below others: one blank line between them and not two, and no column ends in it below a heading."""
    if made[0].blank != 'space' or not rows:
        return made
    return made[1:] if rows[-1].blank == 'space' else [made[0]._replace(firm=rows[-1].firm), *made[1:]]


def _firm_end(made: Sequence[Row]) -> list[Row]:
    """Rows after whose last line, and the blank below it, no column may end."""
    last = max(n for n, row in enumerate(made) if row.blank != 'space')
    return [row._replace(firm=True) if n >= last else row for n, row in enumerate(made)]


def _boxed(rows: list[Row]) -> list[Row]:
    """The rows of a note between the edges of its box."""
    inside = [row._replace(boxed=True) for row in rows]
    inside[-1] = inside[-1]._replace(firm=True)
    return [Row(None, firm=True, blank='open', boxed=True), *inside, Row(None, blank='close', boxed=True)]
