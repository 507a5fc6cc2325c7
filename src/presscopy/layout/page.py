"""What layout hands to paint: pages of placed lines and rules. Lengths are thousandths of a point, y counts down from the sheet's top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from presscopy.layout.justify import Set
from presscopy.layout.typearea import TypeArea
from presscopy.text.finding import Finding


class Placed(NamedTuple):
    """A printed line: where its left edge and baseline stand, its size, its cells, and the offset in the article of its first character.

    `role` is that of the block it prints; '' for what is no part of the article (page numbers, line numbers).
    """

    x: int
    y: int
    size: int
    line: Set
    role: str
    at: int


class Rule(NamedTuple):
    """A straight rule from one point to another, `weight` thick."""

    x0: int
    y0: int
    x1: int
    y1: int
    weight: int


class Page(NamedTuple):
    """One page: its number from 1, its lines in reading order, its rules, and what stands outside the type area."""

    number: int
    placed: tuple[Placed, ...]
    rules: tuple[Rule, ...]
    furniture: tuple[Placed, ...]


class Setting(NamedTuple):
    """An article as it will be printed, and what an editor should know of how it was set (PF), placed in the article's text.

    Its first page may be the last of the article before: `merged` makes one of both. `overset`: how many lines found no page.
    """

    area: TypeArea
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    foot: int = 0  # how many lines of the grid are used on its last page
    overset: int = 0


def merged(settings: Iterable[Setting]) -> list[Page]:
    """The sheets to print: what several articles put on one page is one page."""
    made: list[Page] = []
    for page in (page for setting in settings for page in setting.pages):
        if made and made[-1].number == page.number:
            above = made.pop()
            page = Page(
                page.number,
                above.placed + page.placed,
                above.rules + page.rules,
                above.furniture + page.furniture,
            )
        made.append(page)
    return made
