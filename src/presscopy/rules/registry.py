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
from presscopy.text.characters import characters_of
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

    def rule(
        self, codes: str, *, at: str = '', pattern: str = '', on: tuple[str, ...] = (), enters: bool = False
    ) -> Callable[[Any], Any]:
        """Bind a function to its code or codes.

        `at`: called as (view, index) at each of these characters that is not protected (with `enters`, also there);
        `pattern`: called as (view, match), in blocks that hold one of the strings `on` (which saves compiling it where it
        cannot match); neither: called once with the view, where `on` is given in blocks that hold one of its strings.
        """

        def bind(check: Any) -> Any:
            self.rules.append(Rule(tuple(codes.split()), check, at, pattern, on, enters))
            return check

        return bind

    def check(self, view: View) -> Iterator[Finding]:
        """Every finding of the family in one block, in rule order per place, offsets in the block."""
        return self.awake(view.text).check(view)

    def wanted(self, wants: Callable[[str], bool]) -> bool:
        """Whether any code of the family is wanted."""
        return any(wants(code) for rule in self.rules for code in rule.codes)

    def awake(self, text: str) -> Awake:
        """Those rules that something in a text can wake, for all its blocks."""
        return Awake(self.rules, text)


class Awake:
    """Rules that something in a text can wake. What stands nowhere in it is looked for once, not block by block."""

    def __init__(self, rules: Sequence[Rule], text: str) -> None:
        there = characters_of(text)
        self._by_char: dict[str, list[Rule]] = {}
        # the others by number, in the order in which they run, and what wakes each: a character, a string, any block at all
        self._others: list[Rule] = []
        self._wakers: dict[str, list[int]] = {}
        self._strings: list[tuple[int, tuple[str, ...]]] = []
        self._always: list[int] = []
        for rule in sorted(rules, key=lambda one: not one.pattern):
            if rule.at:
                for char in rule.at:
                    if char in there:
                        self._by_char.setdefault(char, []).append(rule)
                continue
            single = [one for one in rule.on if len(one) == 1 and one in there]
            strings = tuple(one for one in rule.on if len(one) > 1 and one in text)
            if not (single or strings or not rule.on):
                continue
            n = len(self._others)
            self._others.append(rule)
            for char in single:
                self._wakers.setdefault(char, []).append(n)
            if strings:
                self._strings.append((n, strings))
            if not rule.on:
                self._always.append(n)
        self._chars, self._waking = frozenset(self._by_char), frozenset(self._wakers)

    def check(self, view: View) -> Iterator[Finding]:
        """Every finding in one block, in rule order per place, offsets in the block."""
        text = view.text
        if here := self._chars & view.characters:
            yield from self._at_characters(view, here)
        woken = {n for char in self._waking & view.characters for n in self._wakers[char]}
        for n, strings in self._strings:
            if n not in woken and _holds(text, strings):
                woken.add(n)
        woken.update(self._always)
        for n in sorted(woken):
            rule = self._others[n]
            if not rule.pattern:
                yield from _each(rule.check(view))
                continue
            for match in re.finditer(rule.pattern, text):
                at = match.start()
                if at == len(text) or not (view.closed(at) if rule.enters else view.protected(at)):
                    yield from _each(rule.check(view, match))

    def _at_characters(self, view: View, here: frozenset[str]) -> Iterator[Finding]:
        places = [(i, char) for char in here for i in _places(view.text, char)]
        places.sort()
        for i, char in places:
            for rule in self._by_char[char]:
                if not (view.closed(i) if rule.enters else view.protected(i)) and (found := rule.check(view, i)):
                    yield from _each(found)
                    break


def _holds(text: str, strings: tuple[str, ...]) -> bool:
    for one in strings:  # noqa: SIM110 — any() makes a generator, and this runs for every block
        if one in text:
            return True
    return False


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
