"""The desk's record told in the offsets of the file as it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from presscopy import codes
from presscopy.article.article import Article, Edited, Step
from presscopy.text.finding import Choice, Finding, Fix, Severity
from presscopy.text.span import Edit, PositionMap, Span
from presscopy.text.weave import Weave

DOUBTFUL = 0.9  # a choice less certain is shown to an editor, even where it was applied


class Located(NamedTuple):
    """A finding with its place in the file. `merged` is the number of the later finding that carries its edit, -1 for none.

    `applied`: the fix is part of what the desk did; then `choices[0].edits` are in the file's offsets and fit all the others.
    """

    code: str
    severity: Severity
    span: Span
    detail: Mapping[str, str | int]
    choices: tuple[Choice, ...]
    merged: int
    applied: bool

    @property
    def many(self) -> int:
        """How many places the finding stands for."""
        count = self.detail.get('count', 1)
        return count if isinstance(count, int) else 1

    @property
    def fix(self) -> Fix:
        """The class of its best choice."""
        return self.choices[0].fix if self.choices else Fix.NONE

    @property
    def settled(self) -> bool:
        """Whether the desk applied it and no editor need look: a doubtful decision is applied and told."""
        return self.applied and self.choices[0].certainty > DOUBTFUL

    def message(self, lang: str) -> str:
        """What an editor is told."""
        return codes.message(self.code, self.detail, lang)


def located(edited: Edited, *, edits: bool = True, each: bool = False) -> list[Located]:
    """Every finding, in the order of the stages; with `each`, bulk findings are taken apart.

    With `edits` the choices carry edits in the file's offsets, and findings whose edits went into a later one say so; without, they carry none,
    which is quicker when only places and words are wanted.
    """
    weave = Weave()
    found: list[Located] = []
    for step in edited.steps:
        told, base, text = list(members(step, each)), len(found), step.revision.text
        for one, on in told:
            choices = one.choices
            if edits and not on:  # what is only offered stands in the text before this step's own edits
                choices = tuple(c._replace(edits=weave.project(text, c.edits)) for c in choices)
            found.append(
                Located(one.code, severity(one, edited), step.revision.origin(one.span), one.detail, choices, -1, on)
            )
        if edits:
            weave.add(text, [(e, base + n) for n, (one, on) in enumerate(told) if on for e in one.choices[0].edits])
    found = _woven(found, weave) if edits else found
    return [in_manuscript(one, edited.source) for one in found] if edited.source.markup else found


def in_manuscript(one: Located, source: Article) -> Located:
    """The finding in the offsets of the file that the copy was taken out of, markup and all."""
    if not source.markup:
        return one
    back = PositionMap(source.markup.cuts)
    choices = tuple(
        choice._replace(edits=tuple(Edit(back.back(edit.span), edit.text) for edit in choice.edits))
        for choice in one.choices
    )
    return one._replace(span=back.back(one.span), choices=choices)


def severity(finding: Finding, edited: Edited) -> Severity:
    """As the house says, else the catalogue; a gloss that may be the author's is only told."""
    if finding.detail.get('doubt'):
        return Severity.INFO
    own = edited.severities.get(finding.code)
    return Severity[own.upper()] if own else codes.severity(finding.code)


def members(step: Step, each: bool) -> Iterator[tuple[Finding, bool]]:
    """The findings of a step, and whether they were applied; with `each`, bulk findings taken apart."""
    for n, finding in enumerate(step.findings):
        applied = n in step.applied
        if not (each and finding.detail.get('count')):
            yield finding, applied
            continue
        for edit in finding.choices[0].edits:
            before = step.revision.text[edit.span.start : edit.span.end]
            detail = {**{k: v for k, v in finding.detail.items() if k != 'count'}, 'before': before, 'after': edit.text}
            if finding.code == 'BM001':
                detail['before'] = step.revision.text[edit.span.start - 1 : edit.span.end]
            choice = finding.choices[0]._replace(edits=(edit,))
            yield Finding(finding.code, edit.span, detail, (choice,)), applied


def _woven(found: list[Located], weave: Weave) -> list[Located]:
    mine: dict[int, list[Edit]] = {}
    for hunk in weave.hunks:
        mine.setdefault(hunk.owner, []).append(Edit(Span(hunk.start, hunk.end), hunk.text))
    told = []
    for n, one in enumerate(found):
        if one.applied:
            edits: Sequence[Edit] = mine.get(n, ())
            merged = -1
            if not edits:
                merged = n
                while merged in weave.merged and merged not in mine:
                    merged = weave.merged[merged]
            one = one._replace(choices=(one.choices[0]._replace(edits=edits), *one.choices[1:]), merged=merged)
        told.append(one)
    return told
