"""What stands around the columns: the title block across all of them, the box of a note, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presscopy.layout.break_ import Given, Line, balanced, natural_width
from presscopy.layout.compose import Column
from presscopy.layout.fonts import EM
from presscopy.layout.justify import Set, justify
from presscopy.layout.measure import Story
from presscopy.layout.page import Placed, Rule
from presscopy.layout.sense import penalties
from presscopy.layout.styles import Style
from presscopy.layout.typearea import ASCENT, TypeArea, sizes, stepped

HAIRLINE = 500  # thousandths of a point
ONE_LINE, MORE_LINES = 0.62, 0.5  # how far a title steps down before it takes another line
MOST_LINES = 6
PITCH = {'title': 1.28}  # from line to line within a title, of its size
BELOW = {'kicker': 0.8, 'title': 0.5, 'deck': 0.7, 'byline': 0.9}  # blank below each part, of its size


class Cut(NamedTuple):
    """A title cut into lines at one size."""

    size: int
    lines: tuple[Set, ...]


def fit_lines(story: Story, largest: int, least: int, width: int) -> Cut:
    """The largest size and fewest lines that hold a title in `width`; lines are even and broken at sense."""
    listed = sorted((size for size in {*sizes().values(), largest, least} if least <= size <= largest), reverse=True)
    unwelcome: Sequence[float] = ()
    for count in range(1, MOST_LINES + 1):
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
    return _many_lines(story, listed[-1], width, unwelcome or penalties(story))


def _many_lines(story: Story, size: int, width: int, unwelcome: Sequence[float]) -> Cut:
    room = width * EM // size
    count = max(1, -(-natural_width(story) // room))
    while True:
        spans = balanced(story, count, unwelcome, room)
        if spans and all(natural_width(story, start, end) <= room for start, end in spans):
            return Cut(size, tuple(_set(story, start, end) for start, end in spans))
        count += 1
        if count > len(story.cells):
            return Cut(size, tuple(_set(story, n, n + 1) for n in range(len(story.cells))))


def _set(story: Story, start: int, end: int) -> Set:
    """Cells `start` to `end` at their own width; blank before an opener and after a closer does not count."""
    made = justify(story, Line(start, end, 0, 0, True, Given.NOTHING))
    lead = 0 if start else story.cells[0].left
    return made._replace(places=tuple(place - lead for place in made.places), width=made.width - lead)


def centred(line: Set, size: int, left: int, width: int) -> int:
    """The x at which a line stands in the middle of `width`."""
    return left + (width - line.width * size // EM) // 2


class Part(NamedTuple):
    """A block of the title block: its style, its story and where its text begins in the article."""

    style: Style
    story: Story
    at: int


def title_block(parts: Sequence[Part], area: TypeArea) -> tuple[list[Placed], int]:
    """Kicker, title, deck and byline across the columns, and how many lines of the grid they take."""
    placed: list[Placed] = []
    y = 0
    for part in parts:
        role = part.style.role
        largest = stepped(area.size, part.style.step)
        cut = fit_lines(part.story, largest, min(area.size, largest), area.width)
        pitch = round(cut.size * PITCH.get(role, 1.35))
        for line in cut.lines:
            x = centred(line, cut.size, area.left, area.width)
            placed.append(
                Placed(x, area.top + y + cut.size * ASCENT // EM, cut.size, line, role, part.at + line.offset)
            )
            y += pitch
        y += round(cut.size * BELOW.get(role, 0.5)) - (pitch - cut.size)
    if not placed:
        return [], 0
    rows = -(-(y + area.leading // 3) // area.leading)
    spare = rows * area.leading - y - area.leading // 3
    lower = spare // 2
    return [one._replace(y=one.y + lower) for one in placed], rows


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


def folio(story: Story, area: TypeArea, size: int) -> Placed:
    """The page number, in the middle of the foot margin."""
    line = _set(story, 0, len(story.cells))
    foot = area.sheet.height - area.top - area.height
    y = area.top + area.height + min(foot * 3 // 5, 3 * area.size)
    return Placed(centred(line, size, area.left, area.width), y, size, line, '', -1)
