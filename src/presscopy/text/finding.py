"""Findings: what is wrong, where, and what could be done. The only currency between the stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from presscopy.text.span import Edit, EditRun, Span


class Fix(IntEnum):
    """Who may apply a choice: the program, an editor, nobody."""

    NONE = 0
    UNSAFE = 1
    SAFE = 2


class Severity(IntEnum):
    """How grave a finding is; OFF is never shown."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3


class Choice(NamedTuple):
    """One thing that could be done: its edits, who may do it, how sure we are (0 to 1), and a word about it."""

    edits: Sequence[Edit]
    fix: Fix
    certainty: float = 1.0
    note: str = ''


class Finding(NamedTuple):
    """A fault: its code, its place in the text that the stage saw, what its message is filled from, choices best first.

    A bulk finding (`detail['count']` over 1) stands for many changes of one kind in one block.
    """

    code: str
    span: Span
    detail: Mapping[str, str | int]
    choices: tuple[Choice, ...] = ()

    @property
    def fix(self) -> Fix:
        """The class of the best choice; NONE when there is none."""
        return self.choices[0].fix if self.choices else Fix.NONE

    def changes(self, least: Fix) -> Sequence[Edit]:
        """The edits of the first choice when it is of class `least` or safer, else none."""
        return self.choices[0].edits if self.choices and self.choices[0].fix >= least else ()


def replace(code: str, span: Span, before: str, after: str, fix: Fix = Fix.SAFE, **detail: str | int) -> Finding:
    """The common finding: one edit, its message filled from what stood there and what should."""
    return Finding(code, span, {'before': before, 'after': after, **detail}, (Choice((Edit(span, after),), fix),))


def in_bulk(code: str, findings: Sequence[Finding]) -> Finding:
    """Fold single safe findings of one code in one block into one."""
    if len(findings) == 1:
        return findings[0]
    edits = [edit for finding in findings for edit in finding.choices[0].edits]
    run = EditRun([e.span.start for e in edits], [e.span.end for e in edits], [e.text for e in edits])
    span = Span(findings[0].span.start, findings[-1].span.end)
    return Finding(code, span, {**findings[0].detail, 'count': len(findings)}, (Choice(run, Fix.SAFE),))
