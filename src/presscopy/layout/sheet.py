"""An article to pages: every step of layout by name.

setting = set_article(article, Design(type_area(Wanted()), Faces()))
setting.pages[0].placed[0]        # the first printed line and where it stands
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.layout.break_ import Given, Line, break_lines
from presscopy.layout.compose import Column, Row, compose, firm_lines
from presscopy.layout.faults import CODES, FORCED, MISSING
from presscopy.layout.fonts import EM, Faces
from presscopy.layout.furniture import Part, fit_lines, folio, frames, title_block
from presscopy.layout.justify import justify
from presscopy.layout.marks import Hang, Level, Widths
from presscopy.layout.measure import Ruler, Story, measure
from presscopy.layout.page import Page, Placed, Setting
from presscopy.layout.styles import TITLE_ROLES, Style, styles
from presscopy.layout.typearea import TypeArea, stepped
from presscopy.text.finding import Finding
from presscopy.text.span import Span

FEWEST_ROWS = 5  # fewer are not worth beginning the columns below a title block
NARROW = 10  # characters: a box in a narrower column has no room for an inset
EVERY = 5  # a galley numbers every fifth line


class Design(NamedTuple):
    """How an article is to be set."""

    area: TypeArea
    faces: Faces
    level: Level = Level.STRICT
    hang: Hang = Hang.OFF
    widths: Widths = Widths.FULL


def set_article(article: Article, design: Design, before: int = 0) -> Setting:
    """Measure, break, justify and compose an article into pages; `before` is how many pages stand before its first."""
    setter = _Setter(article, design)
    head, rest = _head(article.blocks)
    opening, title_rows = title_block([setter.part(block) for block in head], design.area)
    rows = setter.rows(rest)
    area = design.area
    first = area.lines - title_rows if area.lines - title_rows >= FEWEST_ROWS else 0
    pages = compose(rows, area.columns, lambda page: area.lines if page else first)
    made = setter.pages(pages, opening, title_rows, before)
    return Setting(area, tuple(made), tuple(sorted(setter.findings, key=lambda one: one.span)))


def _head(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """The blocks of the title block: kicker, title, deck, and the byline right below them."""
    end = 0
    while end < len(blocks) and blocks[end].role in TITLE_ROLES:
        end += 1
    while 0 < end < len(blocks) and blocks[end].role == 'byline':
        end += 1
    return blocks[:end], blocks[end:]


class _Setter:
    """One article on its way to pages, and what is to be told of it."""

    def __init__(self, article: Article, design: Design) -> None:
        self.article, self.design, self.area = article, design, design.area
        self.findings: list[Finding] = []
        self._rulers: dict[tuple[str, int], Ruler] = {}

    def part(self, block: Block) -> Part:
        style = styles()[block.role]
        return Part(style, self._story(block, style), block.span.start)

    def _ruler(self, face: str, space: int) -> Ruler:
        ruler = self._rulers.get((face, space))
        if ruler is None:
            design = self.design
            ruler = self._rulers[face, space] = Ruler(design.faces, face, design.level, space, design.widths)
        return ruler

    def _story(self, block: Block, style: Style) -> Story:
        story = measure(self.article.of_block(block), self._ruler(style.face, style.space))
        for cell, offset in zip(story.cells, story.offsets, strict=True):
            if not cell.found:
                start = block.span.start + offset
                self.findings.append(Finding(MISSING, Span(start, start + len(cell.text)), {'before': cell.text}))
        return story

    def rows(self, blocks: Sequence[Block]) -> list[Row]:
        """The rows of the grid that the blocks take, one after the other."""
        rows: list[Row] = []
        for n, block in enumerate(blocks):
            style = styles()[block.role]
            made = self._block(block, style)
            follows = blocks[n + 1].role if n + 1 < len(blocks) else ''
            keeps = style.role in ('heading', 'byline', 'kicker', 'title', 'deck') and follows != ''
            if keeps or follows in ('credit', 'signature'):
                made[-1] = made[-1]._replace(firm=True)
            if style.role in ('heading', 'kicker', 'title', 'deck', 'byline', 'credit'):
                made[:-1] = [row._replace(firm=True) for row in made[:-1]]
            blank = Row(None, firm=True, blank='space')
            follow = blank._replace(firm=made[-1].firm)
            rows += [blank] * style.before if rows and rows[-1].blank != 'space' else []
            rows += made
            rows += [follow] * style.after if follows and styles()[follows].before == 0 else []
        return rows

    def _block(self, block: Block, style: Style) -> list[Row]:
        if style.align == 'justify':
            rows = self._paragraph(block, style)
            return rows if block.role != 'editors_note' else _boxed(rows)
        size = stepped(self.area.size, style.step)
        story = self._story(block, style)
        room = self.area.column_width - style.indent * size
        cut = fit_lines(story, size, size, room)
        share = 1 if style.align == 'right' else 2
        return [
            Row(
                line,
                (room - line.width * cut.size // EM) // share,
                cut.size,
                block.role,
                block.span.start + line.offset,
            )
            for line in cut.lines
        ]

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
            self._tell(block, story, line)
            made = justify(story, line)
            rows.append(Row(made, inset, size, block.role, block.span.start + made.offset, firm))
        return rows

    def _tell(self, block: Block, story: Story, line: Line) -> None:
        if line.given:
            start = block.span.start + story.offsets[line.start]
            last = story.offsets[line.end - 1] + len(story.cells[line.end - 1].text)
            text = story.text[story.offsets[line.start] : last]
            self.findings.append(Finding(CODES[line.given], Span(start, block.span.start + last), {'before': text}))

    def pages(self, pages: list[list[Column]], opening: list[Placed], title_rows: int, before: int) -> list[Page]:
        """Give every row its place; the title block stands on the first page."""
        made = []
        many = before + len(pages) > 1
        for n, columns in enumerate(pages or [[]]):
            first_row = 0 if n else title_rows
            placed = list(opening) if n == 0 else []
            for c, column in enumerate(columns):
                self._tell_forced(column)
                for r, row in enumerate(column.rows):
                    if row.line is not None:
                        placed.append(self._placed(row, c, first_row + r))
            rules = frames(columns, self.area, first_row)
            number = before + n + 1
            furniture = [self._folio(number)] if many else []
            if self.area.sheet.name == 'galley':
                furniture += self._line_numbers(placed)
            made.append(Page(number, tuple(placed), tuple(rules), tuple(furniture)))
        return made

    def _placed(self, row: Row, column: int, at: int) -> Placed:
        assert row.line is not None
        y = self.area.baseline(at)
        return Placed(self.area.column_left(column) + row.x, y, row.size, row.line, row.role, row.at)

    def _tell_forced(self, column: Column) -> None:
        if column.forced:
            row = next(row for row in reversed(column.rows) if row.line is not None)
            assert row.line is not None
            text = ''.join(cell.text for cell in row.line.cells)
            self.findings.append(Finding(FORCED, Span(row.at, row.at + len(text)), {'before': text}))

    def _folio(self, number: int) -> Placed:
        return folio(measure(str(number), self._ruler('song', EM // 2)), self.area, self.area.size)

    def _line_numbers(self, placed: Sequence[Placed]) -> list[Placed]:
        """Every fifth line of a galley has its number in the left margin."""
        size = stepped(self.area.size, -2)
        made = []
        for n, one in enumerate(placed, 1):
            if n % EVERY == 0:
                story = measure(str(n), self._ruler('song', EM // 2))
                line = justify(story, Line(0, len(story.cells), 0, 0, True, Given.NOTHING))
                x = self.area.left - self.area.size - line.width * size // EM
                made.append(Placed(x, one.y, size, line, '', -1))
        return made


def _boxed(rows: list[Row]) -> list[Row]:
    """The rows of a note between the edges of its box."""
    inside = [row._replace(boxed=True) for row in rows]
    inside[-1] = inside[-1]._replace(firm=True)
    return [Row(None, firm=True, blank='open', boxed=True), *inside, Row(None, blank='close', boxed=True)]
