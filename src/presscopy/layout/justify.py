"""A line to its measure: how far each cell's successor stands, in whole thousandths of an em that add up exactly.

Squeezed in CLREQ's order (spaces, brackets, pauses, the Han–Latin gap, stops), each step in proportion to what its marks have; stretched
evenly over all places that may grow.
"""

from __future__ import annotations

from typing import NamedTuple

from presscopy.layout.break_ import Line
from presscopy.layout.marks import Kind, Step
from presscopy.layout.measure import Cell, Story


class Set(NamedTuple):
    """A line as it will stand: its cells, where each begins (thousandths of an em from the left edge), and how wide it all is."""

    cells: tuple[Cell, ...]
    places: tuple[int, ...]
    width: int
    offset: int  # of the first cell in the story's text


def justify(story: Story, line: Line) -> Set:
    """Place the cells of a line; its first ink cell begins at the indent, its last one ends at the measure."""
    start, end = line.start, line.end
    cells = tuple(story.cells[start:end])
    seen = len(cells)
    while seen > 1 and cells[seen - 1].kind is Kind.SPACE:
        seen -= 1
    extra = [0] * len(cells)
    if line.slack < 0:
        _squeeze(story, start, start + seen - 1, -line.slack, extra)
    elif line.slack > 0 and not line.last:
        _stretch(story, start, start + seen - 1, line.slack, extra)
    at = line.indent - (cells[0].left if start else 0)
    places = []
    gaps = story.gaps
    for i, cell in enumerate(cells):
        places.append(at)
        at += cell.width + gaps[start + i] + extra[i] if i < seen - 1 else cell.width
        if i == seen - 1:
            at -= cell.trim
            width = at
            # spaces that the break swallowed stand at the line's end and take no room
        elif i >= seen:
            at = width
    return Set(cells, tuple(places), width, story.offsets[start])


def _squeeze(story: Story, start: int, end: int, much: int, extra: list[int]) -> None:
    """Take `much` out of the places `start` to `end`, step by step."""
    for step in Step:
        places = [i for i in range(start, end) if story.gives[i] and story.steps[i] == step]
        most = sum(story.gives[i] for i in places)
        take = min(much, most)
        if not take:
            continue
        done = passed = 0
        for i in places:
            passed += story.gives[i]
            here = take * passed // most - done
            extra[i - start] -= here
            done += here
        much -= take
        if not much:
            return


def _stretch(story: Story, start: int, end: int, much: int, extra: list[int]) -> None:
    """Put `much` into the places that grow, evenly; into all of them where none does."""
    places = [i for i in range(start, end) if story.grows[i]] or list(range(start, end))
    for n, i in enumerate(places):
        extra[i - start] += much * (n + 1) // len(places) - much * n // len(places)
