"""Articles to pages: every step of layout by name.

setting, = set_issue([article], Design(type_area(Wanted()), Faces()))
setting.pages[0].placed[0]        # the first printed line and where it stands
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.layout.break_ import Given, Line
from presscopy.layout.compose import Column, Row, compose
from presscopy.layout.faults import FORCED, OVERSET, TITLE
from presscopy.layout.fonts import EM
from presscopy.layout.furniture import (
    SMALLEST,
    Opening,
    column_rules,
    folio,
    frames,
    overset_mark,
    parting_rule,
    running_head,
    table_rules,
    title_block,
    turn_line,
)
from presscopy.layout.hanging import BULLET_SIZE
from presscopy.layout.justify import justify
from presscopy.layout.measure import measure
from presscopy.layout.page import Page, Placed, Setting
from presscopy.layout.rows import Design, Rows, Rulers, ruler_of
from presscopy.layout.styles import TITLE_ROLES, styles
from presscopy.layout.typearea import ASCENT, POINT, stepped
from presscopy.text.finding import Finding
from presscopy.text.span import Span

FEWEST_ROWS = 5  # fewer are not worth beginning the columns below a title block
EVERY = 5  # a galley numbers every fifth line
BETWEEN = 2  # blank lines between two articles on one page
SHOWN = 20  # characters of a text that a finding names


class Start(NamedTuple):
    """Where an article begins: the number of its page, and the line of the grid."""

    page: int = 1
    row: int = 0


TOP = Start()


def set_issue(articles: Iterable[Article], design: Design) -> list[Setting]:
    """Set articles one after the other, each on a page of its own or, where the make-up says so, below the one before."""
    settings: list[Setting] = []
    rulers: Rulers = {}
    start = Start(design.makeup.first_page)
    for article in articles:
        setting = set_article(article, design, start, rulers)
        settings.append(setting)
        if setting.pages:
            last = setting.pages[-1].number
            start = Start(last, setting.foot + BETWEEN) if design.makeup.flow else Start(last + 1)
    return _furnished(settings, design, rulers)


def set_article(article: Article, design: Design, start: Start = TOP, rulers: Rulers | None = None) -> Setting:
    """Measure, break, justify and compose an article into pages, the first of which begins at `start`."""
    setter = _Setter(article, design, {} if rulers is None else rulers)
    head, rest = _head(article.blocks)
    opening = setter.opening(head)
    if head and not opening.rows:
        head, rest = [], article.blocks
    rows = setter.rows(rest)
    area, makeup = design.area, design.makeup
    if start.row and start.row + opening.rows + FEWEST_ROWS > area.lines:
        start = Start(start.page + 1)
    first = area.lines - start.row - opening.rows
    first = first if first >= FEWEST_ROWS else 0
    most = makeup.first_page + makeup.pages - start.page if makeup.pages else 0
    pages = compose(rows, area.columns, lambda page: area.lines if page else first, makeup.turns, most) or [[]]
    allowed = most if makeup.pages else len(pages)
    overset = setter.overset(opening, pages, max(0, allowed))
    made = setter.pages(pages[: max(0, allowed)], opening, start)
    foot = 0
    if made:
        foot = max((len(column.rows) for column in pages[len(made) - 1]), default=0)
        foot += start.row + opening.rows if len(made) == 1 else 0
    return Setting(area, tuple(made), tuple(sorted(setter.findings, key=lambda one: one.span)), foot, overset)


def _furnished(settings: Sequence[Setting], design: Design, rulers: Rulers) -> list[Setting]:
    """The settings with what each page has once, whatever stands on it: its number, its running head, the mark of overset text."""
    numbers = [page.number for setting in settings for page in setting.pages]
    overset = sum(setting.overset for setting in settings)
    many = len(set(numbers)) > 1 or design.makeup.first_page > 1
    ruler = ruler_of(rulers, design, 'song', EM // 2)
    made, seen, left = [], 0, len(numbers)
    for setting in settings:
        pages = []
        for page in setting.pages:
            around, rules = list(page.furniture), list(page.rules)
            if page.number != seen:
                if design.makeup.running_head:
                    words, rule = running_head(measure(design.makeup.running_head, ruler), design.area)
                    around, rules = [words, *around], [*rules, rule]
                if many:
                    around.insert(0, folio(measure(str(page.number), ruler), design.area, design.area.size))
            left -= 1
            if overset and not left:
                words, rule = overset_mark(measure(f'余{overset}行未排', ruler), design.area)
                around, rules = [*around, words], [*rules, rule]
            seen = page.number
            pages.append(page._replace(furniture=tuple(around), rules=tuple(rules)))
        made.append(setting._replace(pages=tuple(pages)))
    return made


def _head(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """The blocks of the title block: kicker, title, deck, and the byline right below them."""
    end = 0
    while end < len(blocks) and blocks[end].role in TITLE_ROLES:
        end += 1
    while 0 < end < len(blocks) and blocks[end].role == 'byline':
        end += 1
    return blocks[:end], blocks[end:]


class _Setter(Rows):
    """One article on its way to pages: its title block, its rows, and the place of each on a page."""

    def opening(self, head: Sequence[Block]) -> Opening:
        """The title block: smaller where a page cannot hold it, which is told; none at all where that does not help."""
        parts = [self.part(block) for block in head]
        most = max((styles()[block.role].step for block in head), default=0) - SMALLEST
        for down in range(most + 1):
            made = title_block(parts, self.area, down)
            if made.rows <= self.area.lines:
                break
        else:
            self._tell_title(head, '')
            return Opening()
        for part, line in made.given:
            self._tell(part.at, part.story, line)
        size = min((one.size for one in made.placed if one.role == 'title'), default=self.area.size)
        if down and size < self.area.size:
            self._tell_title(head, f'{size / POINT:g}')
        return made

    def _tell_title(self, head: Sequence[Block], after: str) -> None:
        block = max(head, key=lambda one: one.span.end - one.span.start)
        text = self.article.of_block(block)
        self.findings.append(Finding(TITLE, block.span, {'before': _shortened(text), 'after': after}))

    def overset(self, opening: Opening, pages: Sequence[Sequence[Column]], allowed: int) -> int:
        """How many lines stand on pages beyond those allowed; told with the place of the first."""
        left = [row for page in pages[allowed:] for column in page for row in column.rows]
        lines = [(row.at, row.line) for row in left if row.line is not None and not row.again]
        if not allowed:
            lines = [(one.at, one.line) for one in opening.placed] + lines
        if lines:
            at, line = lines[0]
            end = self.article.blocks[-1].span.end
            text = _shortened(''.join(cell.text for cell in line.cells))
            self.findings.append(Finding(OVERSET, Span(at, end), {'before': text, 'after': len(lines)}))
        return len(lines)

    def pages(self, pages: Sequence[Sequence[Column]], opening: Opening, start: Start) -> list[Page]:
        """Give every row its place; the title block stands on the first page."""
        made = []
        makeup = self.design.makeup
        for n, columns in enumerate(pages):
            number = start.page + n
            top = 0 if n else start.row
            first_row = top if n else top + opening.rows
            placed = [] if n else list(opening.lowered(top * self.area.leading).placed)
            furniture: list[Placed] = []
            for c, column in enumerate(columns):
                self._tell_forced(column)
                for r, row in enumerate(column.rows):
                    if row.beside:
                        furniture.append(self._beside(row, c, first_row + r))
                    if row.line is not None and row.again:
                        furniture.append(self._placed(row, c, first_row + r)._replace(role='', at=-1))
                    elif row.line is not None:
                        placed.append(self._placed(row, c, first_row + r))
                    elif row.blank in ('from', 'to') and not (row.blank == 'to' and n == len(pages) - 1):
                        furniture.append(self._turn(row.blank, number, c, first_row + r))
            rules = frames(columns, self.area, first_row) + table_rules(columns, self.area, first_row)
            if makeup.column_rule:
                rules += column_rules(columns, self.area, first_row)
            if top:
                rules.append(parting_rule(self.area, top, BETWEEN))
            if self.area.sheet.name == 'galley':
                furniture += self._line_numbers(placed, 0 if n else len(opening.placed))
            made.append(Page(number, tuple(placed), tuple(rules), tuple(furniture)))
        return made

    def _turn(self, blank: str, number: int, column: int, row: int) -> Placed:
        text = f'（下转第{number + 1}版）' if blank == 'to' else f'（上接第{number - 1}版）'
        return turn_line(measure(text, self._ruler('kai', EM // 2)), self.area, column, row, blank == 'to')

    def _placed(self, row: Row, column: int, at: int) -> Placed:
        assert row.line is not None
        y = self.area.baseline(at)
        return Placed(self.area.column_left(column) + row.x, y, row.size, row.line, row.role, row.at)

    def _beside(self, row: Row, column: int, at: int) -> Placed:
        assert row.beside is not None
        x, sign = row.beside
        size = row.size * BULLET_SIZE // EM
        smaller = row.size - size
        middle = ASCENT - EM // 2  # of a cell, above the baseline
        y = self.area.baseline(at) - smaller * middle // EM
        return Placed(self.area.column_left(column) + x + smaller // 2, y, size, sign, '', -1)

    def _tell_forced(self, column: Column) -> None:
        if column.forced:
            row = next(row for row in reversed(column.rows) if row.line is not None)
            assert row.line is not None
            text = ''.join(cell.text for cell in row.line.cells)
            self.findings.append(Finding(FORCED, Span(row.at, row.at + len(text)), {'before': text}))

    def _line_numbers(self, placed: Sequence[Placed], head: int) -> list[Placed]:
        """Every fifth line of a galley has its number in the left margin, in further columns in the gutter before it."""
        area, size = self.area, stepped(self.area.size, -2)
        made = []
        for n, one in enumerate(placed, 1):
            if n % EVERY == 0:
                story = measure(str(n), self._ruler('song', EM // 2))
                line = justify(story, Line(0, len(story.cells), 0, 0, True, Given.NOTHING))
                column = max(c for c in range(area.columns) if not c or (n > head and area.column_left(c) <= one.x))
                room = area.gutter if column else area.left
                if column and self.design.makeup.column_rule:
                    room //= 2
                width = line.width * size // EM
                if width + size // 4 > room:
                    continue
                x = area.column_left(column) - min(area.size // 8 if column else area.size, room - width) - width
                made.append(Placed(x, one.y, size, line, '', -1))
        return made


def _shortened(text: str) -> str:
    """As much of a long text as tells which it is."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'
