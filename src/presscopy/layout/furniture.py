"""What stands around the columns: the title block across all of them, the box of a note, rules between them, running head, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presscopy.errors import PressError
from presscopy.layout.break_ import Given, Line, balanced, break_lines, natural_width
from presscopy.layout.compose import Column, of_one_table
from presscopy.layout.fonts import EM
from presscopy.layout.justify import Set, from_ink, justify
from presscopy.layout.page import Placed, Rule
from presscopy.layout.sense import penalties
from presscopy.layout.story import Story
from presscopy.layout.styles import Style
from presscopy.layout.typearea import ASCENT, TypeArea, sizes, stepped

HAIRLINE, THICK = 500, 750  # thousandths of a point
ONE_LINE, MORE_LINES = 0.62, 0.5  # how far a title steps down before it takes another line
MOST_LINES = 6
LONG_TITLE = 80  # cells; a longer one is no title, and is broken as text is
SMALLEST = -3  # sizes above the body's that a title may step down to
MARK = 600  # thousandths of an em that the square of an overset mark is wide
PITCH = {'title': 1.28}  # from line to line within a title, of its size
BELOW = {'kicker': 0.8, 'title': 0.5, 'deck': 0.7, 'byline': 0.9}  # blank below each part, of its size


class Cut(NamedTuple):
    """A title cut into lines at one size."""

    size: int
    lines: tuple[Set, ...]
    given: tuple[Line, ...] = ()  # lines that only a broken law made possible


def fit_lines(story: Story, largest: int, least: int, width: int) -> Cut:
    """The largest size and fewest lines that hold a title in `width`; lines are even and broken at sense."""
    listed = sorted((size for size in {*sizes().values(), largest, least} if least <= size <= largest), reverse=True)
    unwelcome: Sequence[float] = ()
    for count in range(1, MOST_LINES + 1) if len(story.cells) <= LONG_TITLE else ():
        for size in listed:
            if count < MOST_LINES and size < largest * (ONE_LINE if count == 1 else MORE_LINES):
                break
            room = width * EM // size
            if count == 1:
                spans = [(0, len(story.cells))]
            else:
                unwelcome = unwelcome or penalties(story)
                spans = balanced(story, count, unwelcome, room)
            if spans and all(natural_width(story, start, end) <= room for start, end in spans):
                return Cut(size, tuple(_set(story, start, end) for start, end in spans))
    return _many_lines(story, listed[-1], width, unwelcome)


def _many_lines(story: Story, size: int, width: int, unwelcome: Sequence[float]) -> Cut:
    """A title at its least size: in as few even lines as hold it, else broken as text is, laws given up where it must be."""
    room = width * EM // size
    least = max(1, -(-natural_width(story) // room))
    for count in range(least, min(least + 3, 2 * MOST_LINES)) if len(story.cells) <= LONG_TITLE else ():
        spans = balanced(story, count, unwelcome or penalties(story), room)
        if spans and all(natural_width(story, start, end) <= room for start, end in spans):
            return Cut(size, tuple(_set(story, start, end) for start, end in spans))
    lines = break_lines(story, room)
    broken = tuple(line for line in lines if line.given > Given.RUNT)
    return Cut(size, tuple(_ragged(story, line) for line in lines), broken)


def _ragged(story: Story, line: Line) -> Set:
    """A line at its own width, or squeezed to the measure; blank before an opener does not count."""
    return from_ink(story, justify(story, line._replace(last=True)), line.start)


def _set(story: Story, start: int, end: int) -> Set:
    """Cells `start` to `end` at their own width; blank before an opener and after a closer does not count."""
    return from_ink(story, justify(story, Line(start, end, 0, 0, True, Given.NOTHING)), start)


def centred(line: Set, size: int, left: int, width: int) -> int:
    """The x at which a line stands in the middle of `width`."""
    return left + (width - line.width * size // EM) // 2


class Part(NamedTuple):
    """A block of the title block: its style, its story and where its text begins in the article."""

    style: Style
    story: Story
    at: int


class Opening(NamedTuple):
    """A title block as it stands at the top of the type area: its lines, how many of the grid they take, what was given up."""

    placed: tuple[Placed, ...] = ()
    rows: int = 0
    given: tuple[tuple[Part, Line], ...] = ()

    def lowered(self, by: int) -> Opening:
        """The same, further down."""
        return self._replace(placed=tuple(one._replace(y=one.y + by) for one in self.placed)) if by else self


def title_block(parts: Sequence[Part], area: TypeArea, down: int = 0) -> Opening:
    """Kicker, title, deck and byline across the columns, all of them `down` sizes smaller than they should be."""
    placed: list[Placed] = []
    given: list[tuple[Part, Line]] = []
    y = 0
    for part in parts:
        role = part.style.role
        largest = stepped(area.size, max(part.style.step - down, min(part.style.step, SMALLEST)))
        cut = fit_lines(part.story, largest, min(area.size, largest), area.width)
        given += [(part, line) for line in cut.given]
        pitch = round(cut.size * PITCH.get(role, 1.35))
        for line in cut.lines:
            x = centred(line, cut.size, area.left, area.width)
            placed.append(
                Placed(x, area.top + y + cut.size * ASCENT // EM, cut.size, line, role, part.at + line.offset)
            )
            y += pitch
        y += round(cut.size * BELOW.get(role, 0.5)) - (pitch - cut.size)
    if not placed:
        return Opening()
    rows = -(-(y + area.leading // 3) // area.leading)
    spare = rows * area.leading - y - area.leading // 3
    lower = spare // 2
    return Opening(tuple(placed), rows, tuple(given)).lowered(lower)


def frames(columns: Sequence[Column], area: TypeArea, first_row: int) -> list[Rule]:
    """The rules round the notes of a page; a note that runs on has an open edge."""
    rules: list[Rule] = []
    for n, column in enumerate(columns):
        left, right = area.column_left(n), area.column_left(n) + area.column_width
        at = 0
        while at < len(column.rows):
            if not column.rows[at].boxed:
                at += 1
                continue
            end = at
            while (
                end < len(column.rows)
                and column.rows[end].boxed
                and not (end > at and column.rows[end - 1].blank == 'close')
            ):
                end += 1
            rules += _frame(column, at, end, first_row, left, right, area)
            at = end
    return rules


def _frame(column: Column, at: int, end: int, first_row: int, left: int, right: int, area: TypeArea) -> list[Rule]:
    rows = column.rows
    opens, closes = rows[at].blank == 'open', rows[end - 1].blank == 'close'
    row_top, row_end = area.line_top(first_row + at), area.line_top(first_row + end - 1)
    top = row_top + (area.size // 10 if at == 0 else area.size // 2) if opens else row_top - area.leading // 6
    foot = row_end + area.size // 2 if closes else row_end + area.size + area.leading // 6
    rules = [Rule(left, top, left, foot, HAIRLINE), Rule(right, top, right, foot, HAIRLINE)]
    if opens:
        rules.append(Rule(left, top, right, top, HAIRLINE))
    if closes:
        rules.append(Rule(left, foot, right, foot, HAIRLINE))
    return rules


def table_rules(columns: Sequence[Column], area: TypeArea, first_row: int) -> list[Rule]:
    """三线表: a rule above each piece of a table and one below it, a thinner one under its head, in the middle between two lines."""
    rules: list[Rule] = []
    between = (area.leading - area.size) // 2
    for n, column in enumerate(columns):
        for r, row in enumerate(column.rows):
            if (table := row.table) is None:
                continue
            left, right = area.column_left(n) + table.left, area.column_left(n) + table.right
            top = area.line_top(first_row + r) - between
            foot = area.line_top(first_row + r) + area.size + between
            if not r or not of_one_table(column.rows[r - 1], row):
                rules.append(Rule(left, top, right, top, THICK))
            if r + 1 == len(column.rows) or not of_one_table(row, column.rows[r + 1]):
                rules.append(Rule(left, foot, right, foot, THICK))
            elif row.ruled:
                rules.append(Rule(left, foot, right, foot, HAIRLINE))
    return rules


def column_rules(columns: Sequence[Column], area: TypeArea, first_row: int) -> list[Rule]:
    """栏线: a hairline in the middle of the gutter between two columns that both have text, as long as the longer of all."""
    last = max((len(column.rows) for column in columns), default=0)
    top, foot = area.line_top(first_row), area.line_top(first_row + last - 1) + area.size
    return [
        Rule(x, top, x, foot, HAIRLINE)
        for n in range(1, len(columns))
        if columns[n - 1].rows and columns[n].rows
        for x in [area.column_left(n) - area.gutter // 2]
    ]


def parting_rule(area: TypeArea, row: int, blank: int) -> Rule:
    """A line across the page in the middle of the `blank` rows above `row`: there one article ends and another begins."""
    above = area.line_top(row - blank - 1) + area.size
    y = (above + area.line_top(row)) // 2
    return Rule(area.left, y, area.left + area.width, y, HAIRLINE)


def fitted(story: Story, size: int, width: int) -> tuple[Set, int]:
    """A line of furniture and the largest size, `size` at most, at which it is no wider than `width`."""
    line = _set(story, 0, len(story.cells))
    listed = sorted((one for one in {*sizes().values(), size} if one <= size), reverse=True)
    return line, next((one for one in listed if line.width * one // EM <= width), listed[-1])


def turn_line(story: Story, area: TypeArea, column: int, row: int, right: bool) -> Placed:
    """转版: where the article goes on (at the right edge of its last column) or comes from (at the left of its first)."""
    line, size = fitted(story, area.size, area.column_width)
    spare = area.column_width - line.width * size // EM
    x = area.column_left(column) + (spare if right else 0)
    return Placed(x, area.baseline(row), size, line, '', -1)


def running_head(story: Story, area: TypeArea) -> tuple[Placed, Rule]:
    """眉线: the words above the type area, and the line under them. Raises PressError where there is no room."""
    rule_y = area.top - area.size
    line, size = fitted(story, area.size, area.width)
    if rule_y - 2 * size < 0:
        raise PressError('上边没有排眉题的地方', '--running-head', '减少行数，或换大一点的开张')
    if line.width * size // EM > area.width:
        raise PressError('眉题比版心还宽', '--running-head', '改短一些')
    words = Placed(area.left, rule_y - size * 2 // 5, size, line, '', -1)
    return words, Rule(area.left, rule_y, area.left + area.width, rule_y, HAIRLINE)


def overset_mark(story: Story, area: TypeArea) -> tuple[Placed, Rule]:
    """What shows on the page that text is left over: a black square and the number of lines, below the last column."""
    line, size = fitted(story, area.size, area.width - area.size)
    right = area.left + area.width
    foot = area.sheet.height - area.top - area.height
    y = area.top + area.height + min(max(size, foot // 2), foot) - size // 8
    x = right - line.width * size // EM
    thick = size * MARK // EM
    # a short line with square ends is a square
    middle = y - size * (ASCENT - EM // 2) // EM
    square = Rule(x - thick, middle, x - thick + 100, middle, thick)
    return Placed(x, y, size, line, '', -1), square


def folio(story: Story, area: TypeArea, size: int) -> Placed:
    """The page number, in the middle of the foot margin; smaller where that is narrow."""
    line = _set(story, 0, len(story.cells))
    foot = area.sheet.height - area.top - area.height
    size = min(size, foot * 3 // 5)
    y = area.top + area.height + max(min(foot * 3 // 5, 3 * area.size), min(size, foot * 4 // 5))
    return Placed(centred(line, size, area.left, area.width), y, size, line, '', -1)
