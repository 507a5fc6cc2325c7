"""Binds rule functions to codes, and runs a family over a block in one scan.

A rule names the characters it wakes on (`at`), or a pattern with the strings it wakes on, or says that it wants the whole block. A block
is only searched for what stands in it, so that a hundred rules cost little more than one. Rules run in the order in which they are written; the first to touch a place has it,
and the others see the text again in the next round.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from presscopy.rules.view import View
from presscopy.text.finding import Finding, Fix, in_bulk
from presscopy.text.span import Edit, EditRun, Span

Found = Finding | Iterable[Finding] | None


class Rule(NamedTuple):
    """One function and how it is woken."""

    codes: tuple[str, ...]
    check: Callable[..., Any]
    at: str
    pattern: str
    on: tuple[str, ...]
    enters: bool


class Family:
    """The rules of one file, in order."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._by_char: dict[str, list[Rule]] = {}
        self._by_pattern: list[
            tuple[Rule, frozenset[str], tuple[str, ...]]
        ] = []  # with the characters and the strings they wake on
        self._of_blocks: list[Rule] = []

    def rule(
        self, codes: str, *, at: str = '', pattern: str = '', on: tuple[str, ...] = (), enters: bool = False
    ) -> Callable[[Any], Any]:
        """Bind a function to its code or codes.

        `at`: called as (view, index) at each of these characters that is not protected (with `enters`, also there);
        `pattern`: called as (view, match), in blocks that hold one of the strings `on` (which saves compiling it where it
        cannot match); neither: called once with the view.
        """

        def bind(check: Any) -> Any:
            made = Rule(tuple(codes.split()), check, at, pattern, on, enters)
            self.rules.append(made)
            if pattern:
                single = frozenset(one for one in on if len(one) == 1)
                self._by_pattern.append((made, single, tuple(one for one in on if len(one) > 1)))
            elif not at:
                self._of_blocks.append(made)
            return check

        return bind

    def _woken(self, view: View) -> Iterator[tuple[int, list[Rule]]]:
        """The places of the block at which rules wake, from left to right, with those rules."""
        if not self._by_char:
            for rule in self.rules:
                for char in rule.at:
                    self._by_char.setdefault(char, []).append(rule)
        places = [(i, char) for char in view.characters & self._by_char.keys() for i in _places(view.text, char)]
        for i, char in sorted(places):
            yield i, self._by_char[char]

    def check(self, view: View) -> Iterator[Finding]:
        """Every finding of the family in one block, in rule order per place, offsets in the block."""
        for i, rules in self._woken(view):
            for rule in rules:
                if not (view.closed(i) if rule.enters else view.protected(i)) and (found := rule.check(view, i)):
                    yield from _each(found)
                    break
        text, characters = view.text, view.characters
        for rule, single, strings in self._by_pattern:
            if rule.on and single.isdisjoint(characters) and not any(one in text for one in strings):
                continue
            for match in re.finditer(rule.pattern, text):
                at = match.start()
                if at == len(text) or not (view.closed(at) if rule.enters else view.protected(at)):
                    yield from _each(rule.check(view, match))
        for rule in self._of_blocks:
            yield from _each(rule.check(view))


def _places(text: str, char: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


def _each(found: Found) -> Iterable[Finding]:
    if found is None:
        return ()
    return (found,) if isinstance(found, Finding) else found


class Taken:
    """Stretches that already have an edit; two edits may touch, never overlap."""

    __slots__ = ('ends', 'starts')

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def take(self, edits: Sequence[Edit]) -> bool:
        """Whether all these places were free; then they are taken."""
        spans = [edit.span for edit in edits]
        if not all(self._free(span) for span in spans):
            return False
        for start, end in spans:
            i = bisect_left(self.starts, start)
            self.starts.insert(i, start)
            self.ends.insert(i, end)
        return True

    def _free(self, span: Span) -> bool:
        i = bisect_left(self.starts, span.start)
        if i and self.ends[i - 1] > span.start:
            return False
        return i == len(self.starts) or (self.starts[i] >= span.end and self.starts[i] != span.start)


def settle(findings: Iterable[Finding], offset: int, least: Fix) -> tuple[list[Finding], list[Finding]]:
    """Part one block's findings into those to apply now, folded by code, and the others; offsets shifted by `offset`."""
    taken = Taken()
    now: dict[tuple[str, bool | int], list[Finding]] = {}
    later: list[Finding] = []
    for finding in findings:
        edits = finding.changes(least)
        if not edits:
            later.append(shifted(finding, offset))
        elif taken.take(edits):
            # an editor's choice stays a finding of its own: only what is safe and has no other way is folded
            safe = finding.fix is Fix.SAFE and len(finding.choices) == 1
            now.setdefault((finding.code, safe or len(now)), []).append(shifted(finding, offset))
    folded = []
    for (code, _), group in now.items():
        group.sort(key=lambda one: one.span)
        folded.append(in_bulk(code, group))
    return folded, later


def shifted(finding: Finding, by: int) -> Finding:
    """The same finding, `by` characters further on."""
    choices = tuple(
        choice._replace(edits=tuple(Edit(edit.span.shifted(by), edit.text) for edit in choice.edits))
        for choice in finding.choices
    )
    return finding._replace(span=finding.span.shifted(by), choices=choices)


def changes(findings: Iterable[Finding]) -> list[Edit | EditRun]:
    """What the first choices of these findings change, for `Article.apply`."""
    found: list[Edit | EditRun] = []
    for finding in findings:
        edits = finding.choices[0].edits
        if isinstance(edits, EditRun):
            found.append(edits)
        else:
            found.extend(edits)
    return found
