"""Where lines end: the breaks of a paragraph that cost least in all, by adding numbers.

A line is squeezed or stretched to the measure, rather squeezed: lines are first looked for that need no stretching at all, then such as
are a little stretched, then up to the bound. The breaker first asks for lines that keep every law; where there are none it gives up,
in this order: the bound on stretching; addresses whole; the last line of one character; number and unit; the strictest prohibitions at
line start; Latin words and numbers whole; openers at line end; stops at line start. It never makes a line wider than the measure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cached_property
from itertools import accumulate, chain
from operator import attrgetter, sub
from typing import NamedTuple

from presscopy.layout.fonts import EM
from presscopy.layout.marks import HANGING, Hang, Kind
from presscopy.layout.story import Law, Story

BOUND = 125  # thousandths of an em that characters may be moved apart by before it is a fault
TIGHT = 30  # a line looser than this is set only where no others are to be had
UNSTRETCHED = -1  # a bound under which lines are full or squeezed
STRETCH = 20.0  # a stretch that costs 1; the cost grows with its fourth power: the worst line is what a reader sees
LOOSE = 1e3  # a line past the bound
EASED = 1.0  # a line whose blanks take all that they can with ease; in proportion where they take less
SQUEEZE = 0.6  # what a line costs that gives all it has; less, by the third power
PULL = 0.8  # what an em costs that a line lacks of the measure, or saves that is squeezed into it
NARROW = 13 * EM  # in wider columns an em costs less, by the square: it is less of a line, and more marks can give way
AWKWARD = 0.4
HUNG = 0.05  # what a mark outside the measure costs where the line would do without
SHORT = 0.2  # a last line shorter than the indent
INFINITE = float('inf')
SLIP = 2000  # by how much the edge of the ink and the reach of the cells may differ at both ends of a line
EASE, SHARE = attrgetter('ease'), attrgetter('share')
SPACE = re.compile(r'\s')
WEIGHT = 1e4  # a step given up weighs this much more than the one before
ANY = EM * EM  # a bound that no line meets


class Given(IntEnum):
    """What had to be given up for a line; numbers as in Law where a law stands for it."""

    NOTHING = 0
    BOUND = 1
    ADDRESS = Law.ADDRESS
    RUNT = 3
    NUMBER = Law.NUMBER
    STRICT = Law.STRICT
    WORD = Law.WORD
    END = Law.END
    START = Law.START


# Tried one after the other. An address is rather parted after one of its marks than the lines about it pulled asunder: both are weighed together.
BOUNDS = {Given.NOTHING: (UNSTRETCHED, TIGHT, BOUND), Given.BOUND: (), Given.ADDRESS: (2 * BOUND, ANY)}


class Line(NamedTuple):
    """Cells `start` to `end` of a story; `slack` is what the line lacks of the measure (− where it must be squeezed).

    `hung`: its last mark stands outside the measure.
    """

    start: int
    end: int
    indent: int
    slack: int
    last: bool
    given: Given
    hung: bool = False


def break_lines(story: Story, width: int, indent: int = 0, hang: Hang = Hang.OFF) -> list[Line]:
    """The lines of a paragraph set to `width`, the first one indented. All lengths in thousandths of an em."""
    if not story.cells:
        return []
    table = _Table(story, hang)
    for given in Given:
        if lines := _try(table, width, indent, given):
            return lines
    raise AssertionError('a line that may break anywhere fits any measure wider than a cell')


class _Table:
    """Prefix sums over the story: how far a line reaches, what it can give, where it can grow."""

    def __init__(self, story: Story, hang: Hang = Hang.OFF) -> None:
        cells = story.cells
        self.story = story
        self.count = n = len(cells)
        # reach[k]: how far from the first cell the next one after k cells stands; gives likewise
        self.reach = reach = [0, *accumulate(story.advances)]
        self.gives = [0, *accumulate(story.gives)]
        # ends[k], starts[k]: where the ink of a line that ends after k cells ends, and where one that starts there begins
        self.ends, self.starts = reach.copy(), reach.copy()
        for start, edges in story.marked:
            for k, blank in edges.ends:
                self.ends[start + k] -= blank
            for k, blank in edges.starts:
                self.starts[start + k] += blank
        # seen[k]: the last visible cell of a line that ends after k cells, -1 for none
        self.seen = seen = list(range(-1, n))
        given: Iterable[int] = chain((0,), self.gives)  # up to the last visible cell
        if SPACE.search(story.text):
            for k, cell in enumerate(cells, 1):
                if cell.kind is Kind.SPACE:
                    seen[k] = seen[k - 1]
                    self.ends[k] = self.ends[k - 1]
            given = map(self.gives.__getitem__, seen)
        # least[k]: the least room, counted from the edge of the first cell, for a line that ends after k cells; like ends it never falls
        self.least = list(map(sub, self.ends, given))
        for k in range(bisect_right(seen, -1)):
            self.least[k] = 0
        if hang:
            self.least = [room - SLIP for room in self.least]
        self.hang = hang
        # asked of every paragraph, so worked out at once
        self.tails = self._tails()
        self.last = self.ways(n)  # the ways the last line may end
        self.candidates = self._candidates()

    @cached_property
    def eases(self) -> Sequence[int]:
        """Like `gives`, of what a line takes with ease; most paragraphs never ask."""
        return [0, *accumulate(map(EASE, self.story.stretches))]

    @cached_property
    def shares(self) -> Sequence[int]:
        """Like `gives`, of the shares it has in the rest."""
        return [0, *accumulate(map(SHARE, self.story.stretches))]

    def _tails(self) -> tuple[int, int]:
        """From which start on a last line is shorter than an indent, and from which it holds a single character: marks do not count.

        A number of two figures is no single character; a paragraph of one line is none of these.
        """
        count, runt = 0, 1
        for start in range(self.count - 1, 0, -1):
            cell = self.story.cells[start]
            count += cell.kind is Kind.FULL or (cell.kind is Kind.LATIN and cell.text.isalnum())
            if count >= 2 and runt == 1:
                runt = start + 1
            if count > 2:
                return start + 1, runt
        return 1, runt

    def _candidates(self) -> tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[bool], Sequence[int]]:
        """The ways a line within the text may end, from short to long: the cells before the break, then as `ways`, then `least`.

        Where no marks hang there is one for each number of cells, and they stand at their numbers.
        """
        if not self.hang:
            return (), self.ends, self.seen, (), self.least
        found = [(k, *way, self.least[k]) for k in range(1, self.count) for way in self.ways(k)]
        return tuple(zip(*found, strict=True)) if found else ((), (), (), (), ())  # type: ignore[return-value]

    def ways(self, k: int) -> list[tuple[int, int, bool]]:
        """How a line may end after k cells: where its ink ends, its last cell within the measure, whether a mark hangs."""
        seen = self.seen[k]
        plain = self.ends[k], seen, False
        if not self.hang or seen < 1 or self.story.cells[seen].text not in HANGING:
            return [plain]
        hung = self.reach[seen], seen - 1, True
        return [hung] if self.hang is Hang.FORCE else [plain, hung]


def _try(table: _Table, width: int, indent: int, given: Given) -> list[Line]:
    """The cheapest lines when laws up to `given` may be broken, none when there are no such lines.

    Looser ones are looked for only where there are no tighter ones: that keeps the worst line of a paragraph good, and is quicker.
    """
    for bound in BOUNDS.get(given, (ANY,)):
        if lines := _cheapest(table, width, indent, given, bound):
            return lines
    return []


def _cheapest(table: _Table, width: int, indent: int, given: Given, bound: int) -> list[Line]:
    """The cheapest lines that move no characters further apart than `bound`, none when there are no such lines."""
    laws, n = table.story.laws, table.count
    starts, ends, gives = table.starts, table.ends, table.gives
    eases, shares = (table.eases, table.shares) if bound > UNSTRETCHED else ((), ())
    awkward = Law.AWKWARD
    allowed = max(given, awkward)
    pull = PULL / EM * min(1, (NARROW / width) ** 2)
    stops, edges, seens, hangs, least = table.candidates
    cost = [INFINITE] * (n + 1)
    came = [-1] * (n + 1)
    hung = [False] * (n + 1)
    cost[0] = 0.0
    # What a line lacks of the measure is where it should end less where it does: the second part is the same for all lines
    # that end there, so the costs are kept without it.
    for start, so_far in enumerate(cost):  # the costs of later starts are written as we go
        if so_far == INFINITE or start == n:
            continue
        first, count = (
            (bisect_right(stops, start), len(stops)) if hangs else (start + 1, n)
        )  # of the candidates past the start
        far = starts[start] + width if start else width - indent  # where the ink of a full line ends
        total = so_far - pull * ends[start]
        so_far = total + pull * far
        given_before = gives[start] if start else -lead(table.story)
        # from the longest line that can be squeezed in to the shortest that can be stretched
        for at in range(bisect_right(least, far - given_before, first, count) - 1, first - 1, -1):
            stop, seen = stops[at] if hangs else at, seens[at]
            slack = far - edges[at]
            if slack > 0:
                if bound == UNSTRETCHED:
                    if not hangs or slack > SLIP:
                        break
                    continue
                ease = eases[seen] - eases[start]
                if slack > ease:
                    share = shares[seen] - shares[start]
                    # a line that is all one address is spaced out, as a last resort
                    each = (slack - ease) / share if share else BOUND + (slack - ease) / max(1, seen - start)
                    if each > bound:
                        if not hangs or slack - ease - SLIP > bound * (share + 1):
                            break
                        continue
                    if so_far >= cost[stop]:
                        continue
                    price = each / STRETCH
                    price *= price
                    price = price * price + EASED
                    if each > BOUND:
                        price += LOOSE
                else:
                    price = EASED * slack / ease
            elif so_far >= cost[stop]:
                continue
            elif slack:
                give = gives[seen] - given_before
                if -slack > give:
                    continue
                price = -slack / give
                price *= SQUEEZE * price * price
            else:
                price = 0.0
            if law := laws[stop - 1]:
                if law > allowed:
                    continue
                price += AWKWARD if law == awkward else WEIGHT ** (law - 1)
            price += so_far
            if hangs and hangs[at]:
                price += HUNG + pull * (ends[stop] - edges[at])
            if price < cost[stop] and seen >= start:  # else nothing but spaces
                cost[stop] = price
                came[stop] = start
                if hangs:
                    hung[stop] = hangs[at]
        if total < cost[n] and table.least[n] <= far - given_before:
            last, hangs_last = _last(table, start, far, given)
            price = total + last
            if price < cost[n]:
                cost[n] = price
                came[n] = start
                hung[n] = hangs_last
    return _trace(table, came, hung, width, indent) if cost[n] < INFINITE else []


def _last(table: _Table, start: int, far: int, given: Given) -> tuple[float, bool]:
    """What a last line costs that starts there, nothing when it fits and is not too short, and whether its mark hangs."""
    price, hung = INFINITE, False
    for edge, seen, hangs in table.last:
        one = HUNG if hangs else 0.0
        if far < edge:
            over, give = (
                edge - far,
                table.gives[max(seen, start)] - (table.gives[start] if start else -lead(table.story)),
            )
            one = INFINITE if over > give else one + SQUEEZE * (over / give) ** 3
        if one < price:
            price, hung = one, hangs
    short, runt = table.tails
    if start >= runt:
        return (price + WEIGHT**2 if given >= Given.RUNT else INFINITE), hung
    return (price + SHORT if start >= short else price), hung


def lead(story: Story) -> int:
    """The blank that a paragraph beginning with an opener can give; in lines after the first it is cut off whatever they hold."""
    return story.cells[0].left if story.cells[0].kind is Kind.OPEN else 0


def _trace(table: _Table, came: Sequence[int], hung: Sequence[bool], width: int, indent: int) -> list[Line]:
    lines: list[Line] = []
    end = table.count
    while end:
        start = came[end]
        lines.append(_line(table, start, end, width, indent if start == 0 else 0, hung[end]))
        end = start
    lines.reverse()
    return lines


def _line(table: _Table, start: int, end: int, width: int, indent: int, hung: bool) -> Line:
    begin = table.starts[start] if start else table.reach[0]
    seen = table.seen[end] - hung
    slack = width - indent - ((table.reach[seen + 1] if hung else table.ends[end]) - begin)
    last = end == table.count
    law = 0 if last else table.story.laws[end - 1]
    given = Given(law) if law > Law.AWKWARD else Given.NOTHING
    if not last and slack > 0:
        share = table.shares[seen] - table.shares[start]
        ease = table.eases[seen] - table.eases[start]
        if slack - ease > BOUND * share and given < Given.BOUND:
            given = Given.BOUND
    if last and start >= table.tails[1]:
        given = Given.RUNT
    return Line(start, end, indent, slack, last, given, hung)


def natural_width(story: Story, start: int = 0, end: int | None = None) -> int:
    """How wide cells `start` to `end` are without squeeze or stretch, blank at the ends left out."""
    table = _Table(story)
    return table.ends[len(story.cells) if end is None else end] - table.starts[start]


def balanced(story: Story, count: int, penalties: Sequence[float], room: int) -> list[tuple[int, int]]:
    """Cut a title into `count` lines of at most `room`, as even as sense allows: (start, end) of each, [] when it cannot be cut so.

    `penalties[k]` says how unwelcome a break after k cells is, in ems.
    """
    table = _Table(story)
    n = table.count
    total = table.ends[n] - table.starts[0]
    ideal = total / count
    stops = [k for k in range(1, n) if story.laws[k - 1] <= Law.AWKWARD]
    states: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, -1)}
    for line in range(1, count + 1):
        for stop in stops if line < count else [n]:
            best: tuple[float, int] | None = None
            for start in [0] if line == 1 else [k for k in stops if k < stop]:
                if (line - 1, start) not in states:
                    continue
                width = table.ends[stop] - table.starts[start]
                if width > room:
                    continue
                off = (width - ideal) / 1000
                price = states[line - 1, start][0] + off * off
                price += 0 if stop == n else penalties[stop] ** 2
                if table.seen[stop] - start < 1:
                    price += 100
                if best is None or price < best[0]:
                    best = price, start
            if best:
                states[line, stop] = best
    if (count, n) not in states:
        return []
    cut, end = [], n
    for line in range(count, 0, -1):
        start = states[line, end][1]
        cut.append((start, end))
        end = start
    return cut[::-1]
