"""Edits of many steps told as edits of the first text.

Each step edits the text that the step before left. A machine that only has the first text needs them all in its offsets, none
overlapping. Where an edit touches characters that an earlier step wrote, the two become one, and the later owner carries it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from presscopy.text.span import Edit, Span


class Hunk(NamedTuple):
    """In the first text, `start..end` becomes `text`; `owner` numbers the finding that carries it."""

    start: int
    end: int
    text: str
    owner: int


class Weave:
    """All hunks so far, sorted and apart; `merged[a] == b`: an edit of owner a went into one of owner b."""

    __slots__ = ('_here', 'hunks', 'merged')

    def __init__(self) -> None:
        self.hunks: list[Hunk] = []
        self.merged: dict[int, int] = {}
        self._here: list[tuple[int, int]] = []  # where each hunk stands in the text that the next step sees

    def add(self, text: str, edits: Iterable[tuple[Edit, int]]) -> None:
        """Take in one step's edits. `text` is what the step saw: the first text with all hunks applied."""
        woven: list[Hunk] = []
        for hunk, fresh, old in self._groups(text, sorted(edits), self.hunks, 0):
            woven += [hunk] if fresh else old
            if fresh:
                for owner in {one.owner for one in old} - {hunk.owner}:
                    self.merged[owner] = hunk.owner
        self.hunks, self._here, shift = woven, [], 0
        for hunk in woven:
            self._here.append((hunk.start + shift, hunk.start + shift + len(hunk.text)))
            shift += len(hunk.text) - (hunk.end - hunk.start)

    def project(self, text: str, edits: Iterable[Edit]) -> list[Edit]:
        """The same edits in the offsets of the first text, merged with what they touch; nothing is taken in."""
        wanted = sorted(edits)
        if not wanted:
            return []
        # only the hunks that may touch are looked at
        low = bisect_left(self._here, wanted[0].span.start, key=lambda place: place[1])
        high = bisect_right(self._here, wanted[-1].span.end, key=lambda place: place[0])
        shift = self._here[low - 1][1] - self.hunks[low - 1].end if low else 0
        groups = self._groups(text, [(edit, -1) for edit in wanted], self.hunks[low:high], shift)
        return [Edit(Span(hunk.start, hunk.end), hunk.text) for hunk, fresh, _ in groups if fresh]

    def _groups(
        self, text: str, edits: list[tuple[Edit, int]], hunks: list[Hunk], before: int
    ) -> Iterable[tuple[Hunk, bool, list[Hunk]]]:
        """Every chain of hunks and edits that overlap: (the one hunk it makes, has it an edit, the hunks in it).

        `before` is by how much the text has grown in front of these hunks.
        """
        items: list[tuple[int, int, Edit | Hunk, int]] = []
        shift = before
        for hunk in hunks:
            begin = hunk.start + shift
            items.append((begin, begin + len(hunk.text), hunk, -1))
            shift += len(hunk.text) - (hunk.end - hunk.start)
        items += [(edit.span.start, edit.span.end, edit, owner) for edit, owner in edits]
        # empty stretches come before what begins in the same place
        items.sort(key=lambda item: (item[0], item[0] != item[1]))
        shift, i = before, 0
        while i < len(items):
            low, high = items[i][:2]
            grown = _growth(items[i])
            j = i + 1
            while j < len(items):
                begin, end = items[j][:2]
                # two that only add to the first text in one place would have no order
                adds = begin == high and high - low == grown and end - begin == _growth(items[j])
                if begin >= high and not adds and not (begin == end == low == high):
                    break
                high = max(high, end)
                grown += _growth(items[j])
                j += 1
            old = [item[2] for item in items[i:j] if isinstance(item[2], Hunk)]
            hunk = self._joined(text, items[i:j], (low, high), (low - shift, high - shift - grown))
            yield hunk, len(old) < j - i, old
            shift += grown
            i = j

    @staticmethod
    def _joined(
        text: str, items: list[tuple[int, int, Edit | Hunk, int]], here: tuple[int, int], source: tuple[int, int]
    ) -> Hunk:
        parts: list[str] = []
        at, owner = here[0], -1
        for begin, end, item, who in items:
            if isinstance(item, Edit):
                parts += (text[at:begin], item.text)
                at, owner = end, who
        return Hunk(source[0], source[1], ''.join((*parts, text[at : here[1]])), owner)


def _growth(item: tuple[int, int, Edit | Hunk, int]) -> int:
    """By how much a hunk has made the first text longer; an edit that is still to come has not."""
    hunk = item[2]
    return len(hunk.text) - (hunk.end - hunk.start) if isinstance(hunk, Hunk) else 0
