"""Edits as values, and texts that know where each character came from.

    revision = Revision('個(gè)人').apply([Edit(Span(1, 5), '')])
    revision.text                  # '個人'
    revision.origin(Span(1, 2))    # Span(5, 6): where the author typed 人

Offsets are code points, spans half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload


class Span(NamedTuple):
    """A half-open stretch of a text, in code points."""

    start: int
    end: int

    def __contains__(self, place: object) -> bool:
        """Whether an offset lies inside."""
        return isinstance(place, int) and self.start <= place < self.end

    def shifted(self, by: int) -> Span:
        """The same stretch, `by` characters further on."""
        return Span(self.start + by, self.end + by)


class Edit(NamedTuple):
    """Put `text` in the place of `span`."""

    span: Span
    text: str


class EditRun(Sequence[Edit]):
    """Many edits of one kind, kept as two strings or as arrays until somebody asks for each.

    `EditRun.overlay(start, before, after)`: two strings of equal length; every maximal stretch in which they differ is one edit.
    `EditRun(starts, ends, texts)`: arrays; `texts` is one string for all or a sequence of strings.
    """

    __slots__ = ('_edits', 'after', 'before', 'ends', 'start', 'starts', 'texts')

    def __init__(self, starts: Sequence[int], ends: Sequence[int], texts: Sequence[str] | str) -> None:
        self.starts, self.ends, self.texts = starts, ends, texts
        self.start, self.before, self.after = 0, '', ''
        self._edits: list[Edit] | None = None

    @classmethod
    def overlay(cls, start: int, before: str, after: str) -> EditRun:
        """The changes between two strings of equal length; `start` is where they stand in the text."""
        assert len(before) == len(after), 'an overlay keeps the length'
        run = cls((), (), '')
        run.start, run.before, run.after = start, before, after
        return run

    @property
    def is_overlay(self) -> bool:
        """Whether the run is two strings of equal length."""
        return bool(self.before)

    def _list(self) -> list[Edit]:
        if self._edits is None:
            self._edits = list(self._each())
        return self._edits

    def _each(self) -> Iterator[Edit]:
        if not self.is_overlay:
            for i, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
                yield Edit(Span(start, end), self.texts if isinstance(self.texts, str) else self.texts[i])
            return
        begin = -1
        for i, (old, new) in enumerate(zip(self.before, self.after, strict=True)):
            if (old != new) == (begin >= 0):
                continue
            if begin < 0:
                begin = i
            else:
                yield self._cut(begin, i)
                begin = -1
        if begin >= 0:
            yield self._cut(begin, len(self.before))

    def _cut(self, begin: int, end: int) -> Edit:
        return Edit(Span(self.start + begin, self.start + end), self.after[begin:end])

    def __len__(self) -> int:
        return len(self._list()) if self.is_overlay else len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Edit]: ...
    def __getitem__(self, index: int | slice) -> Edit | Sequence[Edit]:
        return self._list()[index]

    def __iter__(self) -> Iterator[Edit]:
        return iter(self._list()) if self._edits is not None else self._each()


class PositionMap:
    """Where the characters of one text stand in the next. Only edits that change the length are stored."""

    __slots__ = ('new_ends', 'new_starts', 'old_ends', 'old_starts')

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.old_starts: list[int] = []
        self.old_ends: list[int] = []
        self.new_starts: list[int] = []
        self.new_ends: list[int] = []
        shift = 0
        for (start, end), text in edits:
            if len(text) == end - start:
                continue
            self.old_starts.append(start)
            self.old_ends.append(end)
            self.new_starts.append(start + shift)
            self.new_ends.append(start + shift + len(text))
            shift += len(text) - (end - start)

    def back(self, span: Span) -> Span:
        """Where a stretch of the new text stood in the old one; what was rewritten maps to all that it replaced."""
        return _through(span, self.new_starts, self.new_ends, self.old_starts, self.old_ends)

    def forward(self, span: Span) -> Span:
        """Where a stretch of the old text stands in the new one; empty when it was taken away."""
        return _through(span, self.old_starts, self.old_ends, self.new_starts, self.new_ends)


def _through(span: Span, here0: list[int], here1: list[int], there0: list[int], there1: list[int]) -> Span:
    start, end = span
    i = bisect_right(here1, start)  # edits that end at or before the first character
    if i < len(here0) and here0[i] <= start:
        first = there0[i]
    else:
        first = start + (there1[i - 1] - here1[i - 1] if i else 0)
    if start == end:
        inside = i < len(here0) and here0[i] < start
        return Span(first, there1[i]) if inside else Span(first, first)
    j = bisect_left(here0, end)  # edits that begin at or before the last character
    if j and here1[j - 1] >= end:
        return Span(first, there1[j - 1])
    return Span(first, end + (there1[j - 1] - here1[j - 1] if j else 0))


class Revision:
    """A text, and the way back to what the author typed: one position map per step that changed a length."""

    __slots__ = ('text', 'trail')

    def __init__(self, text: str, trail: tuple[PositionMap, ...] = ()) -> None:
        self.text, self.trail = text, trail

    def apply(self, changes: Iterable[Edit | EditRun]) -> Revision:
        """The next revision: overlays first, then the edits in order of place. Two edits may touch, never overlap.

        Raises ValueError when two edits overlap or one lies outside the text.
        """
        text, edits = self.text, []
        overlays: list[EditRun] = []
        for change in changes:
            if isinstance(change, Edit):
                edits.append(change)
            elif change.is_overlay:
                overlays.append(change)
            else:
                edits.extend(change)
        text = _overlaid(text, overlays)
        if not edits:
            return self if text is self.text else Revision(text, self.trail)
        edits.sort()
        parts: list[str] = []
        at = 0
        for (start, end), new in edits:
            if not at <= start <= end <= len(text):
                raise ValueError(f'edit {start}..{end} overlaps another or lies outside the text')
            parts += (text[at:start], new)
            at = end
        step = PositionMap(edits)
        trail = (*self.trail, step) if step.old_starts else self.trail
        return Revision(''.join((*parts, text[at:])), trail)

    def origin(self, span: Span) -> Span:
        """Where this stretch stands in the first text."""
        for step in reversed(self.trail):
            span = step.back(span)
        return span


def _overlaid(text: str, runs: Sequence[EditRun]) -> str:
    parts: list[str] = []
    at = 0
    for run in sorted(runs, key=lambda one: one.start):
        if text[run.start : run.start + len(run.before)] != run.before:
            raise ValueError('an overlay does not lie on its own text')
        if run.start < at:
            raise ValueError('two overlays overlap')
        parts += (text[at : run.start], run.after)
        at = run.start + len(run.before)
    return ''.join((*parts, text[at:])) if parts else text
