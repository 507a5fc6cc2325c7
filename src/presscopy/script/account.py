"""What was decided in a text: the record behind findings, the diff and the report.

In: a run of converted lines with its patches. Out: decisions, from left to right.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from presscopy.script.cache import LOOK, load
from presscopy.script.engine import PHRASE, Engine, Patch
from presscopy.text.span import Edit, PositionMap, Span

_LAYERS = {'o': 'opencc', 'a': 'opencc-1.4.2', 'p': 'press'}
_AROUND = 5  # how far from a doubtful character a word that explains it may reach


class Decision(NamedTuple):
    """A place the characters alone did not decide.

    Offsets are code points of the text before; `rule` is a layer of phrases (opencc, opencc-1.4.2, press), override, or
    particle, surname, image, look, region (a word of Taiwan or Hong Kong exchanged); `certain` is false where an editor should look.
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    certain: bool


class Conversion(NamedTuple):
    """A converted text, and the decisions in it from left to right. `moves`: what changed the length, as edits of the text before."""

    text: str
    decisions: tuple[Decision, ...]
    moves: tuple[Edit, ...] = ()

    def forward(self, start: int, end: int) -> Span:
        """Where a stretch of the text before stands in `text`."""
        return PositionMap(self.moves).forward(Span(start, end))

    def back(self, start: int, end: int) -> Span:
        """Where a stretch of `text` came from; a word exchanged for one of another length is one place."""
        return PositionMap(self.moves).back(Span(start, end))


def across(before: str, exchanged: list[Edit], after: Conversion) -> Conversion:
    """The account of two steps as one: words of a region exchanged in `before`, then `after` made of the result."""
    moves = tuple(edit for edit in exchanged if edit.span.end - edit.span.start != len(edit.text))
    whole = Conversion(after.text, (), moves)
    words = [
        Decision(start, end, before[start:end], after.text[slice(*whole.forward(start, end))], 'region', True)
        for (start, end), _ in exchanged
    ]
    inside = {at for (start, end), _ in exchanged for at in range(start, end)}
    places = PositionMap(moves)
    others = []
    for one in after.decisions:
        start, end = places.back(Span(one.start, one.end))
        if inside.isdisjoint(range(start, end)):
            others.append(one._replace(start=start, end=end))
    return whole._replace(decisions=tuple(sorted([*words, *others])))


def decisions(
    engine: Engine, text: str, table: str, places: list[int], patches: list[Patch], spared: list[tuple[int, int]]
) -> list[Decision]:
    """The decisions in a text: what the patches decided, and what nothing did.

    `table` is the text by the character table, `places` are those of its anchors; in the stretches `spared` nothing was decided.
    """
    doubts = _doubts(engine)
    found: list[Decision] = []
    for start, end, new, rule, certain in patches:
        if rule == PHRASE:
            key = text[start:end]
            if key not in doubts:
                doubts[key] = _doubt(engine, key, new, table[start:end])
            if doubt := doubts[key]:
                first, last, before, after, layer = doubt
                found.append(Decision(start + first, start + last, before, after, layer, certain))
        elif rule:
            found.append(Decision(start, end, text[start:end], new, rule, certain))
    doubtful = [at for at in places if text[at] in LOOK]
    if doubtful:
        decided = {at for start, end, _, rule, _ in patches if rule for at in range(start, end)}
        decided |= {at for start, end in spared for at in doubtful if start <= at < end}
        found += [
            Decision(at, at + 1, text[at], table[at], 'look', False)
            for at in doubtful
            if at not in decided and not _explained(text, at)
        ]
    return sorted(found)


Doubt = tuple[
    int, int, str, str, str
]  # of a phrase: first and last of the characters in doubt, before, after, the layer


@cache
def _doubts(_: Engine) -> dict[str, Doubt | None]:
    """What was in doubt in each phrase met so far."""
    return {}


def _doubt(engine: Engine, key: str, new: str, plain: str) -> Doubt | None:
    """A phrase cut down to the characters that were in doubt; None when none was."""
    doubtful = [i for i, char in enumerate(key) if char in LOOK or plain[i] != new[i]]
    if not doubtful:
        return None
    first, last = doubtful[0], doubtful[-1] + 1
    return first, last, key[first:last], new[first:last], _LAYERS[_marks(engine)[key]]


@cache
def _marks(engine: Engine) -> dict[str, str]:
    return dict(zip(engine.stages[0].phrases, engine.marks, strict=True))


@cache
def _known() -> frozenset[str]:
    return frozenset(load('press').known.split('\t'))


def _explained(run: str, at: int) -> bool:
    """Whether a known word covers the character; the short words, which most are, are tried first."""
    known = _known()
    if run[at - 1 : at + 1] in known or run[at : at + 2] in known:
        return True
    starts, ends = range(max(0, at - _AROUND), at + 1), range(at + 1, min(len(run), at + _AROUND) + 1)
    return any(run[start:end] in known for start in starts for end in ends if end - start > 2)
