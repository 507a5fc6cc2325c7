"""Tables of figures: lines of fields parted by tabs, set in columns; figures flush right, words flush left.

In: the stories of neighbouring lines with equally many tabs. Out: a line for each, every field in its column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from presscopy.layout.break_ import Given, Line
from presscopy.layout.fonts import EM
from presscopy.layout.justify import Set, justify
from presscopy.layout.marks import Kind
from presscopy.layout.story import Story

TAB = '\t'
BETWEEN = EM, EM // 2  # the least blank between two columns, and where that does not fit
MARKS_OF_FIGURES = frozenset('0123456789.,%‰+-−—–~～/:() \u00a0\u3000±<>≤≥')


class _Field(NamedTuple):
    """A field of one line: its cells as they stand alone, and where they begin in the story."""

    start: int
    end: int
    made: Set | None  # None where it is empty


def is_row(text: str) -> bool:
    """Whether a line is one of a table: fields parted by tabs."""
    return TAB in text.strip()


def set_table(stories: Sequence[Story], room: int) -> list[Set]:
    """The lines of a table, `room` wide at most, its columns closer where they must be; [] when it does not fit."""
    rows = [_fields(story) for story in stories]
    columns = list(zip(*rows, strict=True))
    widths = [max(field.made.width if field.made else 0 for field in column) for column in columns]
    between = next((one for one in BETWEEN if sum(widths) + one * (len(widths) - 1) <= room), 0)
    if not between:
        return []
    spare = room - sum(widths) - between * (len(widths) - 1)
    gap = between + (min(spare // (len(widths) - 1), 2 * EM) if len(widths) > 1 else 0)
    lefts = list(accumulate((width + gap for width in widths[:-1]), initial=0))
    right = [
        _of_figures([_text(story, field) for story, field in zip(stories, column, strict=True)]) for column in columns
    ]
    return [
        _line(
            story,
            row,
            [left + (width if flush else 0) for left, width, flush in zip(lefts, widths, right, strict=True)],
            right,
        )
        for story, row in zip(stories, rows, strict=True)
    ]


def has_head(stories: Sequence[Story]) -> bool:
    """Whether the first line names the columns: no figures in it where those below it are figures."""
    columns = zip(*[[_text(story, field) for field in _fields(story)] for story in stories], strict=True)
    return not any(_of_figures(column) and _is_figure(column[0]) for column in columns)


def _fields(story: Story) -> list[_Field]:
    tabs = [n for n, cell in enumerate(story.cells) if cell.text == TAB]
    found = []
    for start, end in pairwise([-1, *tabs, len(story.cells)]):
        first, last = start + 1, end
        while first < last and story.cells[first].kind is Kind.SPACE:
            first += 1
        line = Line(first, last, 0, 0, True, Given.NOTHING)
        found.append(_Field(first, last, justify(story, line) if last > first else None))
    return found


def _text(story: Story, field: _Field) -> str:
    return ''.join(cell.text for cell in story.cells[field.start : field.end])


def _of_figures(column: Sequence[str]) -> bool:
    """Whether a column holds figures below its head, most of them."""
    below = [text for text in column[1:] if text.strip()]
    figures = [text for text in below if _is_figure(text)]
    return len(figures) * 2 > len(below)


def _is_figure(text: str) -> bool:
    return any(char.isdigit() for char in text) and _bare(text)


def _bare(text: str) -> bool:
    """Figures with their marks and at most a unit behind them."""
    return all(char in MARKS_OF_FIGURES for char in text.rstrip('%‰')[:-2]) and text[:1] in MARKS_OF_FIGURES


def _line(story: Story, row: Sequence[_Field], edges: Sequence[int], right: Sequence[bool]) -> Set:
    """A line with every field at its edge; the tabs stand where the field before them ends and take no room."""
    places: list[int] = []
    end = 0
    for field, edge, flush in zip(row, edges, right, strict=True):
        places += [end] * (field.start - len(places))
        if field.made:
            begin = edge - field.made.width if flush else edge
            places += [begin + place for place in field.made.places]
            end = begin + field.made.width
    return Set(tuple(story.cells), tuple(places + [end] * (len(story.cells) - len(places))), end, 0)
