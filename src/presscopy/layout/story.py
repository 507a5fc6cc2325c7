"""The cells of a paragraph and the places between them: what measuring finds out, and breaking and justifying go by.

Widths are thousandths of an em.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from presscopy.layout.fonts import EM, Face
from presscopy.layout.marks import NEVER, Kind, Step

HALF, QUARTER, EIGHTH = EM // 2, EM // 4, EM // 8
WIDTH = attrgetter('width')


class Law(IntEnum):
    """What a break after a cell would go against, lightest first; the breaker gives up one after the other."""

    FREE = 0
    AWKWARD = 1  # a number parted from the word after it: allowed, avoided
    ADDRESS = 2  # inside a web or mail address, after / and the like
    NUMBER = 4  # a number parted from its unit
    STRICT = 5  # kept from line start only by the strictest level
    WORD = 7  # inside a Latin word or a number
    END = 8  # an opener at the line end
    START = 9  # a stop or closer at the line start
    NEVER = 99  # inside a cell, before a space


class Glyph(NamedTuple):
    """A glyph of a face, how far from the left edge of its cell its origin stands, and the characters it says."""

    face: Face
    number: int
    shift: int
    text: str


class Manner(NamedTuple):
    """How a cell bears itself towards its neighbours; most Han characters share one."""

    kind: Kind
    left: int = 0  # blank before the ink that may be given up
    right: int = 0  # blank after it
    slack: int = 0  # what a space may give
    not_first: int = NEVER
    not_last: int = NEVER
    step: Step = Step.STOP
    han: bool = False
    sign: bool = False  # a letter, figure or percent sign, that takes a gap beside Han
    figure: bool = False
    letter: bool = False
    hyphen: bool = False


class _Fields(NamedTuple):
    text: str
    kind: Kind
    width: int
    left: int  # blank before the ink that a line start takes off
    trim: int  # what a line end takes off: the blank after the ink, or the side of a dash's cell
    glyphs: tuple[Glyph, ...]
    manner: int  # the number that the ruler gave its manner
    found: bool = True  # whether a face has it


class Cell(_Fields):
    """One character, or a joined pair, as it stands on the page.

    The ruler makes each once, so a cell is itself and no other: what is known of cells is looked up by the cell, quickly.
    """

    __slots__ = ()
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__


class Stretch(NamedTuple):
    """What a place takes when its line is stretched."""

    ease: int  # before characters are moved further apart
    share: int  # of the rest, beside 1 for a place between two Han characters


class Edges(NamedTuple):
    """Where the ink of cells does not begin or end with them: by the number of the cell, what lies between."""

    starts: Sequence[tuple[int, int]]  # of a line that begins with the cell
    ends: Sequence[tuple[int, int]]  # of a line that ends with the cell before

    def after(self, start: int) -> Edges:
        """Those of the cells from `start` on."""
        starts, ends = (
            [one for one in each if one[0] >= least] for each, least in ((self.starts, start), (self.ends, start + 1))
        )
        return Edges(starts, ends)


class Story(NamedTuple):
    """The cells of one paragraph and, for the place after each cell, what the breaker needs to know."""

    text: str
    cells: Sequence[Cell]
    offsets: Sequence[int]  # of each cell in the text
    gaps: Sequence[int]  # blank put in (+) or taken out (−)
    gives: Sequence[int]  # what may be squeezed out
    steps: Sequence[int]  # when it is: the lowest first
    stretches: Sequence[Stretch]  # what it takes when the line is stretched
    laws: Sequence[int]  # what a break there would go against
    advances: Sequence[int]  # how far from each cell the next one stands
    marked: Sequence[
        tuple[int, Edges]
    ]  # where there are others than Han characters: from which cell, and the edges of their ink
    fixed: bool = False  # 纵横对齐: every cell stands on whole ems, no line is squeezed or stretched

    def after(self, start: int) -> Story:
        """The story without its first cells; offsets stay those of the whole text."""
        if not start:
            return self
        return self._replace(
            cells=self.cells[start:],
            offsets=self.offsets[start:],
            gaps=self.gaps[start:],
            gives=self.gives[start:],
            steps=self.steps[start:],
            stretches=self.stretches[start:],
            laws=self.laws[start:],
            advances=self.advances[start:],
            marked=[(at - start, edges.after(start - at)) for at, edges in self.marked],
        )


def edges_of(cells: Sequence[Cell], gaps: Sequence[int]) -> Edges:
    """Where blank lies at the edges of these cells."""
    starts = [(n, cell.left) for n, cell in enumerate(cells) if cell.left]
    ends = [(n, cell.trim + gap) for n, (cell, gap) in enumerate(zip(cells, gaps, strict=False), 1) if cell.trim + gap]
    return Edges(starts, ends)
