"""A line to its measure: how far each cell's successor stands, in whole thousandths of an em that add up exactly.

Squeezed in CLREQ's order (spaces, brackets, pauses, the Han–Latin gap, stops), each step in proportion to what its marks have; stretched
first where that is least seen (spaces, the Han–Latin gap, the blank of marks, the sides of dashes), then over all places that may grow.
"""

from __future__ import annotations

from itertools import accumulate, compress
from operator import add
from typing import NamedTuple

from presscopy.layout.break_ import Line, lead
from presscopy.layout.marks import Kind, Step
from presscopy.layout.story import Cell, Story


class Set(NamedTuple):
    """A line as it will stand: its cells, where each begins (thousandths of an em from the left edge), and how wide it all is.

    A mark that hangs begins where the width ends.
    """

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
    if line.hung:
        seen -= 1  # the mark stands beyond the last place
    moves = [line.indent - (cells[0].left if start else 0), *story.advances[start : end - 1]]
    if line.slack < 0:
        _squeeze(story, start, start + seen - 1, -line.slack, moves)
    places = list(accumulate(moves))
    if line.slack > 0 and seen > 1 and not line.last and not story.fixed:
        places[:seen] = map(add, places, _stretched(story, slice(start, start + seen - 1), line.slack))
        places[seen:] = [place + line.slack for place in places[seen:]]
    width = places[seen] if line.hung else places[seen - 1] + cells[seen - 1].width - cells[seen - 1].trim
    # spaces that the break swallowed stand at the line's end and take no room
    places[seen:] = [width] * (len(cells) - seen)
    return Set(cells, tuple(places), width, story.offsets[start])


def from_ink(story: Story, made: Set, start: int) -> Set:
    """A line that begins with cell `start`, without the blank before an opener that the first line of a paragraph keeps."""
    blank = 0 if start else made.places[0] + story.cells[0].left
    return made._replace(places=tuple(place - blank for place in made.places), width=made.width - blank)


def _squeeze(story: Story, start: int, end: int, much: int, moves: list[int]) -> None:
    """Take `much` out of the moves from cell to cell, step by step, as the places `start` to `end` give it."""
    gives, steps, first = story.gives, story.steps, 1 - start
    if not start and (blank := lead(story)):
        gives, steps, first, end = [blank, *gives], [Step.BRACKET, *steps], 0, end + 1
    giving = [*compress(range(start, end), gives[start:end])]
    found = {steps[i] for i in giving}
    for step in sorted(found):
        places = [i for i in giving if steps[i] == step] if len(found) > 1 else giving
        most = sum([gives[i] for i in places])
        if most <= much:  # all that the step has
            for i in places:
                moves[i + first] -= gives[i]
            much -= most
            if not much:
                return
            continue
        done = passed = 0
        for i in places:
            passed += gives[i]
            here = much * passed // most - done
            moves[i + first] -= here
            done += here
        return


def _stretched(story: Story, between: slice, much: int) -> list[int]:
    """How far each cell moves when `much` is put into the places between them: first what they take with ease, the rest by shares."""
    stretches = story.stretches[between]
    eased = [0, *accumulate([one.ease for one in stretches])]
    first = min(much, eased[-1])
    moved = [first * one // eased[-1] for one in eased] if first else eased
    much -= first
    if not much:
        return moved
    passed = [0, *accumulate([one.share for one in stretches])]
    if not passed[-1]:  # evenly where none grows
        passed = list(range(len(passed)))
    whole = passed[-1]
    return [one + much * share // whole for one, share in zip(moved, passed, strict=True)]
