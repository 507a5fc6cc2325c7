"""Files put through the simulated converter, and what the inversion makes of every run that it damaged."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from presscopy.restore.inversion import Candidate, habits, invert, settled
from presscopy.restore.shown import LOST
from presscopy.tables.readings import readings

from .gloss_simulator import Seen, pair_char, trace, truth
from .sentences import GLOSSED

Simplify = Callable[[str], str]


class Trial(NamedTuple):
    """One damaged run of one simulated file."""

    seen: str
    line: str  # as it is seen, whole
    wrote: str | None  # what the author had there, None when the end of the run cannot be told
    candidates: list[Candidate]
    right: list[bool]  # for each candidate


def hits(lines: Sequence[str], simplify: Simplify) -> list[str]:
    """Characters a converter changes whose bytes lie across two characters of these lines."""
    pairs = {pair_char(one.encode('gbk')[-1], two.encode('gbk')[0]) for line in lines for one, two in pairwise(line)}
    return sorted(char for char in pairs if char and readings(char) and simplify(char) != char)


def trials(
    lines: Sequence[str], across: Sequence[str], draw: random.Random, in_order: bool, simplify: Simplify
) -> Iterator[Trial]:
    """Every damaged run of a file of these lines, after a converter with its own set of characters, some of `across` among them, searched as drawn or in the order of GBK."""
    chosen = list(dict.fromkeys(draw.sample(GLOSSED, draw.randint(40, 100)) + draw.sample(across, min(5, len(across)))))
    glossed = {char: readings(char)[0] for char in chosen}
    if in_order:
        chosen.sort(key=lambda char: char.encode('gbk'))
    traces = [trace(line, glossed, chosen) for line in lines]
    shown = [''.join(one.char for one in seen) for seen in traces]
    habit = habits('\n'.join(shown))
    for line, seen, text in zip(lines, traces, shown, strict=True):
        at = 0
        while found := LOST.search(text, at):
            here = found.start()
            candidates = invert(text, here, habit.glossed, simplify, habit.unglossed, habit.phrases)
            end = in_step_after(line, seen, here, found.end())
            right = [truth(line, seen, one.start, one.end) == one.text for one in candidates]
            yield Trial(text[here : here + 12], text, truth(line, seen, here, end), candidates, right)
            sure = settled(candidates)
            at = sure.end if sure else end


def in_step_after(line: str, seen: list[Seen], start: int, end: int) -> int:
    """Where the run at `start` is over in truth."""
    ends = (place for place in range(end, len(seen) + 1) if truth(line, seen, start, place) is not None)
    return next(ends, len(seen))
