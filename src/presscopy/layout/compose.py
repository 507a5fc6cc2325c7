"""Lines into columns: one row of the grid after another, each column ended where no rule of the page is broken.

No heading ends a column, no paragraph leaves one line behind or sends one ahead, a note's box keeps two lines on either side of a break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from presscopy.layout.justify import Set


class Table(NamedTuple):
    """What the rows of one table share: how far its rules reach within the column, and its head, to be said again where it is parted."""

    at: int  # where it begins in the article
    left: int
    right: int
    head: Row | None = None


class Row(NamedTuple):
    """One line of the grid: a printed line, or a blank.

    `firm`: no column may end after it. `blank`: 'space' (dropped at a column's top and foot), 'open' or 'close' (the edges of a box),
    'from' or 'to' (where it says that the article comes from the page before or goes on to the next).
    `beside`: what stands beside the line and is no part of the article, and how far from the column's left edge.
    `again`: the head of a table, said a second time. `ruled`: a rule stands below it, within its table.
    """

    line: Set | None
    x: int = 0  # from the column's left edge
    size: int = 0
    role: str = ''
    at: int = 0
    firm: bool = False
    blank: str = ''
    boxed: bool = False
    beside: tuple[int, Set] | None = None
    table: Table | None = None
    ruled: bool = False
    again: bool = False


def of_one_table(one: Row, two: Row) -> bool:
    """Whether both rows belong to the same table."""
    return one.table is not None and two.table is not None and one.table.at == two.table.at


COMES_FROM, GOES_TO = Row(None, firm=True, blank='from'), Row(None, blank='to')


FEWEST_WITH_HEAD = 4  # lines of a column that can spare one for the head of a table


class Column(NamedTuple):
    """The rows of one column from its top, and whether it had to end where it should not."""

    rows: tuple[Row, ...]
    forced: bool


def firm_lines(count: int) -> Iterator[bool]:
    """For each line of a paragraph, whether a column may not end after it: two lines at least stay on either side of a break."""
    for n in range(count):
        yield n < count - 1 and (n == 0 or n == count - 2)


def compose(
    rows: Sequence[Row], columns: int, height_of: Callable[[int], int], turns: bool = False, last: int = 0
) -> list[list[Column]]:
    """Pages of columns. `height_of(page)` is how many rows the columns of a page (from 0) have; the last page is balanced.

    `turns`: a page that the article goes on from, or comes to, gives a line to say so; none after the `last` page that may be printed.
    """
    pages: list[list[Column]] = []
    at = 0
    while (at := _skip(rows, at)) < len(rows):
        height = height_of(len(pages))
        if turns and at:
            rows = [*rows[:at], COMES_FROM, *rows[at:]]
        page, end = _page(rows, at, columns, height)
        if end == len(rows):
            page = _balanced(rows, at, columns, height)
        elif turns and end > at and len(pages) + 1 != last:
            page, end = _turned(rows, at, columns, height)
        pages.append(page)
        at = end
    return pages


def _turned(rows: Sequence[Row], at: int, columns: int, height: int) -> tuple[list[Column], int]:
    """A page whose last line says where the article goes on."""
    page, end = _page(rows, at, columns, height, kept_free=1)
    last = page[-1].rows
    blanks = [Row(None)] * (height - 1 - len(last))
    return [*page[:-1], page[-1]._replace(rows=(*last, *blanks, GOES_TO))], end


def _page(rows: Sequence[Row], at: int, columns: int, height: int, kept_free: int = 0) -> tuple[list[Column], int]:
    """The columns of a page and the row after them; the last column leaves `kept_free` lines."""
    made: list[Column] = []
    for n in range(columns):
        height -= kept_free if n == columns - 1 else 0
        at = _skip(rows, at)
        head = _head_again(rows, at) if height > FEWEST_WITH_HEAD else ()
        end, forced = _end(rows, at, height - len(head))
        kept = _trimmed(rows[at:end])
        if head:
            first = int(kept[0].blank == 'from')
            kept = (*kept[:first], *head, *kept[first:])
        level = columns > 1 and end < len(rows)
        made.append(Column(_levelled(kept, height) if level else kept, forced))
        at = end
    return made, _skip(rows, at)


def _head_again(rows: Sequence[Row], at: int) -> tuple[Row, ...]:
    """The head of a table that goes on in a column which begins with row `at`."""
    first = at + int(at < len(rows) and rows[at].blank == 'from')
    table = rows[first].table if at and first < len(rows) else None
    return (table.head,) if table and table.head and of_one_table(rows[at - 1], rows[first]) else ()


def _balanced(rows: Sequence[Row], at: int, columns: int, most: int) -> list[Column]:
    """The lowest columns that hold the rest, none of them ended by force where that can be had."""
    least = -(-(len(rows) - at) // columns)
    best: list[Column] = []
    for height in range(max(1, least - 2), most + 1):
        page, end = _page(rows, at, columns, height)
        if end < len(rows):
            continue
        if not any(column.forced for column in page):
            return page
        best = best or page
    return best or _page(rows, at, columns, most)[0]


def _skip(rows: Sequence[Row], at: int) -> int:
    """Past the blank lines that a column does not begin with."""
    while at < len(rows) and rows[at].blank == 'space':
        at += 1
    return at


def _end(rows: Sequence[Row], at: int, height: int) -> tuple[int, bool]:
    """Where a column that begins at row `at` ends, and whether by force."""
    end = min(at + height, len(rows))
    if end == len(rows) or height < 1:
        return (end, False) if height >= 1 else (at, False)
    while end > at and rows[end - 1].firm:
        end -= 1
    return (end, False) if end > at else (at + height, True)


def _trimmed(rows: Sequence[Row]) -> tuple[Row, ...]:
    kept = list(rows)
    while kept and kept[-1].blank == 'space':
        kept.pop()
    return tuple(kept)


def _within_verse(rows: Sequence[Row], at: int) -> bool:
    return rows[at - 1].role == 'verse' and at + 1 < len(rows) and rows[at + 1].role == 'verse'


def _levelled(rows: tuple[Row, ...], height: int) -> tuple[Row, ...]:
    """A column that falls short gets its lacking lines as blanks before its headings, one each, so that feet are level; stanzas stay as they are."""
    short = height - len(rows)
    places = [
        n for n, row in enumerate(rows) if n and row.blank == 'space' and not row.boxed and not _within_verse(rows, n)
    ]
    if not 0 < short <= len(places):
        return rows
    made = list(rows)
    for n in reversed(places[len(places) - short :]):
        made.insert(n, made[n])
    return tuple(made)
