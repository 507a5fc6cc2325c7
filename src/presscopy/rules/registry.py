"""Binds rule functions to codes, and runs a family over the blocks of an article.

A rule names the characters it wakes on (`at`), or a pattern with the strings it wakes on, or says itself which blocks wake it. Who is woken
where is found for all blocks at once, so that a hundred rules cost little more than one. Rules run in the order in which they are written; the first to touch a place has it,
and the others see the text again in the next round.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from presscopy.rules.scan import Scan, Waker, Watched
from presscopy.text.finding import Finding, Fix, in_bulk
from presscopy.text.span import Edit, EditRun, Span

Found = Finding | Iterable[Finding] | None


class Rule(NamedTuple):
    """One function and how it is woken."""

    codes: tuple[str, ...]
    check: Callable[..., Any]
    at: str
    pattern: str
    on: dict[str, list[str]]  # by their first two characters
    beside: tuple[str, ...]
    enters: bool
    waker: Waker | None
    roles: frozenset[str]

    def woken(self, scan: Scan) -> Sequence[int]:
        """The blocks in which it may have something to say, from first to last."""
        if self.roles and self.roles.isdisjoint(scan.roles):
            return ()
        if self.waker:
            return sorted(self.waker.blocks(scan))
        found: Sequence[int] = range(len(scan.texts))
        if self.on:
            there = self.on.keys() & scan.begun
            found = sorted(set().union(*(scan.holding(*self.on[begin]) for begin in there))) if there else ()
        if self.beside:
            found = [n for n in found if any(map(scan.texts[n].__contains__, self.beside))]
        return [n for n in found if scan.roles[n] in self.roles] if self.roles else found


class Family:
    """The rules of one file, in order."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def rule(
        self,
        codes: str,
        *,
        at: str = '',
        pattern: str = '',
        on: tuple[str, ...] = (),
        beside: tuple[str, ...] = (),
        enters: bool = False,
        waker: Waker | None = None,
        roles: Collection[str] = (),
    ) -> Callable[[Any], Any]:
        """Bind a function to its code or codes.

        `at`: called as (view, index) at each of these characters that is not protected (with `enters`, also there);
        `pattern`: called as (view, match), in blocks that hold one of the strings `on` and, where they are given, one of those `beside`
        (which saves compiling it where it cannot match); neither: called once with the view, where `on` is given in blocks that hold
        one of its strings, and with a `waker` in those that it names. `roles`: only in blocks of these roles.
        """

        by_begin: dict[str, list[str]] = {}
        for one in on:
            by_begin.setdefault(one[:2], []).append(one)

        def bind(check: Any) -> Any:
            self.rules.append(
                Rule(tuple(codes.split()), check, at, pattern, by_begin, beside, enters, waker, frozenset(roles))
            )
            return check

        return bind

    def pairs(self) -> str:
        """The pairs of characters that its rules wake on, one after the other."""
        return ''.join({begin for rule in self.rules for begin in rule.on if len(begin) > 1})

    def tables(self) -> set[Callable[[], str]]:
        """What gives the pairs of the compiled tables that its rules search."""
        return {rule.waker.pairs for rule in self.rules if rule.waker and rule.waker.pairs}

    def findings(self, scan: Scan, wants: Callable[[str], bool]) -> dict[int, list[Finding]]:
        """Every finding by the number of its block, in rule order per place, offsets in the block; of rules with a code that is wanted."""
        found: dict[int, list[Finding]] = defaultdict(list)
        rules = [rule for rule in self.rules if any(map(wants, rule.codes))]
        _at_characters(rules, scan, found)
        for rule in sorted(rules, key=lambda one: not one.pattern):
            if not rule.at and (woken := rule.woken(scan)):
                if rule.pattern:
                    _matches(rule, scan, woken, found)
                else:
                    for n in woken:
                        if one := rule.check(scan.view(n)):
                            found[n] += _each(one)
        return found


def watched(families: Iterable[Family]) -> Watched:
    """All that must be found for the rules of these families to be woken."""
    every = tuple(families)
    return Watched((family.pairs() for family in every), set().union(*(family.tables() for family in every)))


def _at_characters(rules: Iterable[Rule], scan: Scan, found: dict[int, list[Finding]]) -> None:
    by_char: dict[str, list[Rule]] = {}
    for rule in rules:
        for char in rule.at:
            if char in scan.characters:
                by_char.setdefault(char, []).append(rule)
    for place in sorted(place for char, some in by_char.items() for place in _open_places(scan, char, some)):
        n, i = scan.at(place)
        view = scan.view(n)
        for rule in by_char[view.text[i]]:
            # what is protected is asked last: it takes a search of the block
            if (one := rule.check(view, i)) and not (view.closed(i) if rule.enters else view.protected(i)):
                found[n] += _each(one)
                break


def _open_places(scan: Scan, char: str, rules: Sequence[Rule]) -> list[int]:
    """Where a character stands, but for the points and colons within figures: they are all protected."""
    found = scan.places(char)
    if char not in '.:' or any(rule.enters for rule in rules):
        return found
    figures, text = frozenset('0123456789'), scan.text
    return [at for at in found if not (at and text[at - 1] in figures and text[at + 1 : at + 2] in figures)]


def _matches(rule: Rule, scan: Scan, woken: Sequence[int], found: dict[int, list[Finding]]) -> None:
    pattern = re.compile(rule.pattern)
    for n in woken:
        text = scan.texts[n]
        for match in pattern.finditer(text):
            view, at = scan.view(n), match.start()
            if (one := rule.check(view, match)) and (
                at == len(text) or not (view.closed(at) if rule.enters else view.protected(at))
            ):
                found[n] += _each(one)


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
    if not by:
        return finding
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
