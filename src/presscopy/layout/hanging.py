"""Verse and lists: lines that are short of the measure, and lines that hang under the text of their item.

In: stories. Out: lines set, each with how far from the left it stands. Verse is ragged, as a block in the middle of its column; a line too
long for it is turned over with two ems. An item's text stands to the right of its number or bullet, all of them on whole ems.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from presscopy.layout.break_ import Given, Line, break_lines, natural_width
from presscopy.layout.fonts import EM
from presscopy.layout.justify import Set, from_ink, justify
from presscopy.layout.marks import Hang, Kind
from presscopy.layout.story import QUARTER, Story

BULLET, BULLET_SIZE = '●', 450  # of an em: the • of most faces is too faint
# what an item begins with: a bullet, 1. 1.1 1） （一） 一、 ① A.
LABEL = (
    r'[•·●○■□◆◇▪*–—-][ \u3000]+|[•●○■□◆◇▪][ \u3000]*|\d{1,3}(?:\.\d{1,3})*[.．](?!\d)[ \u3000]*|\d{1,3}(?:\.\d{1,3})+[ \u3000]+|\d{1,3}[)）、][ \u3000]*'
    r'|[（(](?:\d{1,3}|[一二三四五六七八九十百]{1,4}|[A-Za-z])[)）][ \u3000]*|[一二三四五六七八九十百]{1,4}[、．][ \u3000]*|[①-⑳㊀-㊉⑴-⒇⒈-⒛][ \u3000]*|[A-Za-z]{1,4}[.)）][ \u3000]+'
)
INDENT, FEWEST = 2 * EM, 8 * EM  # how far an item stands in, where as much is left for its text
OVER = 2 * EM  # how far the rest of a line of verse stands in


class Hung(NamedTuple):
    """A line as it will stand, how far from the left edge it begins, and the story and line that tell of it."""

    made: Set
    x: int
    story: Story
    line: Line


class Item(NamedTuple):
    """An item of a list: its story, and how many of its cells are the number or bullet."""

    story: Story
    label: int


def item(story: Story) -> Item:
    """A paragraph parted into label and text; one without a label has a bullet beside it that is no part of the copy."""
    match = re.match(LABEL, story.text)
    end = match.end() if match and match.end() < len(story.text) else 0
    return Item(story, next((n for n, offset in enumerate(story.offsets) if offset >= end), 0))


def kind_of_label(text: str) -> str:
    """The label of a paragraph with all numbers alike, '' for none: those of one list have one kind."""
    match = re.match(LABEL, text)
    return re.sub(r'\d+|[一二三四五六七八九十百]+|[①-⑳㊀-㊉⑴-⒇⒈-⒛]', 'N', match[0].strip()) if match else ''


def hang_of(items: Sequence[Item]) -> int:
    """How far the text of all items of one list stands to the right of their labels: whole ems."""
    return max(-(-max(_label_width(one), 1) // EM) * EM for one in items)


def hangs_of(items: Sequence[Item], levels: Sequence[int]) -> dict[int, tuple[int, int]]:
    """For each level of a list, how far its labels stand in from those of the first, and its text from its labels."""
    found = {}
    left = 0
    for level in sorted(set(levels)):
        hang = hang_of([one for one, at in zip(items, levels, strict=True) if at == level])
        found[level] = left, hang
        left += hang
    return found


def _label_width(one: Item) -> int:
    """How wide a label is, with a quarter em behind one that ends in a figure or point."""
    story, end = one
    while end and story.cells[end - 1].kind is Kind.SPACE:
        end -= 1
    wide = sum(cell.width for cell in story.cells[:end]) + sum(story.gaps[: max(0, end - 1)])
    return wide + QUARTER if end and story.cells[end - 1].kind is Kind.LATIN else wide


def inset(hang: int, width: int) -> int:
    """How far the labels of a list stand in; −1 where the column is too narrow to hang anything."""
    return next((by for by in (INDENT, EM, 0) if width - by - hang >= FEWEST), -1)


def set_item(one: Item, hang: int, left: int, width: int, hanging: Hang) -> list[Hung]:
    """The lines of an item: its text beside its label, all of it flush on both sides."""
    rest = one.story.after(one.label)
    made = []
    for line in break_lines(rest, width - left - hang, 0, hanging):
        placed = justify(rest, line)
        if line.start or not one.label:
            made.append(Hung(placed, left + hang, rest, line))
        else:
            made.append(Hung(_labelled(one, placed, hang), left, rest, line))
    return made


def _labelled(one: Item, line: Set, hang: int) -> Set:
    """The first line of an item with its label before it; a space between the two takes what room is left."""
    cells, gaps = one.story.cells[: one.label], one.story.gaps[: one.label]
    advances = [cell.width + gap for cell, gap in zip(cells, gaps, strict=True)]
    places = [min(place, hang) for place in accumulate(advances[:-1], initial=0)]
    return Set((*cells, *line.cells), (*places, *(hang + place for place in line.places)), hang + line.width, 0)


def set_verse(stories: Sequence[Story], width: int, fixed: bool = False) -> list[list[Hung]]:
    """The lines of a poem, one or more for each line of the copy, as a block in the middle of `width`.

    A last line that names the poet, behind a dash, ends where the longest line does.
    """
    wide = [natural_width(story) for story in stories]
    widest = min(width, max(wide))
    left = (width - widest) // 2
    left = left // EM * EM if fixed else left
    made = [_verse_line(story, left, width) for story in stories]
    if len(stories) > 1 and stories[-1].text.startswith('—') and len(made[-1]) == 1:
        made[-1] = [made[-1][0]._replace(x=left + widest - made[-1][0].made.width)]
    return made


def _verse_line(story: Story, left: int, width: int) -> list[Hung]:
    if natural_width(story) <= width:
        line = Line(0, len(story.cells), 0, 0, True, Given.NOTHING)
        return [Hung(from_ink(story, justify(story, line), 0), left, story, line)]
    over = min(OVER, (width // 4) // EM * EM)
    made = []
    for line in break_lines(story, width - over, -over):
        placed = justify(story, line._replace(last=True))
        if not line.start:
            placed = placed._replace(places=tuple(one + over for one in placed.places), width=placed.width + over)
        made.append(Hung(placed, left + (over if line.start else 0), story, line))
    return made
