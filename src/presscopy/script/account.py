"""What was decided in a text: the record behind findings, the diff and the report.

In: a run of converted lines with its patches. Out: decisions, from left to right.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from presscopy.script.cache import LOOK, load
from presscopy.script.engine import PHRASE, Engine, Patch

_LAYERS = {'o': 'opencc', 'a': 'opencc-1.4.2', 'p': 'press'}
_AROUND = 5  # how far from a doubtful character a word that explains it may reach


class Decision(NamedTuple):
    """A place the characters alone did not decide.

    Offsets are code points of the text before; `rule` is a layer of phrases (opencc, opencc-1.4.2, press), override, or
    particle, surname, image, look; `certain` is false where an editor should look.
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    certain: bool


class Conversion(NamedTuple):
    """A converted text, and the decisions in it from left to right."""

    text: str
    decisions: tuple[Decision, ...]


def decisions(engine: Engine, run: str, patches: list[Patch], base: int) -> list[Decision]:
    """The decisions in a run that begins at `base`: what the patches decided, and what nothing did."""
    table = engine.translate(run)
    found = [decision for patch in patches if (decision := _decision(engine, run, table, patch, base))]
    decided = {at for start, end, *_ in patches for at in range(start, end)}
    for at, char in enumerate(run):
        if char in LOOK and at not in decided and not _explained(run, at):
            found.append(Decision(base + at, base + at + 1, char, table[at], 'look', False))
    return sorted(found)


def _decision(engine: Engine, run: str, table: str, patch: Patch, base: int) -> Decision | None:
    """A patch, cut down to the characters that were in doubt; None when none was."""
    start, end, new, rule, certain = patch
    if rule == PHRASE:
        doubtful = [at for at in range(start, end) if run[at] in LOOK or table[at] != new[at - start]]
        rule = _LAYERS[_marks(engine)[run[start:end]]]
    else:
        doubtful = [start, end - 1] if rule else []
    if not doubtful:
        return None
    first, last = doubtful[0], doubtful[-1] + 1
    return Decision(base + first, base + last, run[first:last], new[first - start : last - start], rule, certain)


@cache
def _marks(engine: Engine) -> dict[str, str]:
    return dict(zip(engine.stages[0].phrases, engine.marks, strict=True))


@cache
def _known() -> frozenset[str]:
    return frozenset(load('press').known.split('\t'))


def _explained(run: str, at: int) -> bool:
    """Whether a known word covers the character."""
    starts, ends = range(max(0, at - _AROUND), at + 1), range(at + 1, min(len(run), at + _AROUND) + 1)
    return any(run[start:end] in _known() for start in starts for end in ends)
