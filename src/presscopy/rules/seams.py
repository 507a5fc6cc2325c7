"""Edits and markup: no edit may reach across a place where markup was taken out of the copy.

`今年**以来**,全县` reads 今年以来,全县: the comma may be changed, for it stands in the file as it stands in the copy. What would have to
change the asterisks too is left to the editor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from presscopy.text.finding import Choice, Finding, Fix
from presscopy.text.span import Edit, EditRun, Span

START = attrgetter('start')


def kept(findings: Iterable[Finding], seams: Sequence[Span], offset: int = 0) -> Iterator[Finding]:
    """The findings, offsets `offset` before those of `seams`: none inside what is shut, no edit across a seam.

    `seams` are sorted and apart. A choice that reaches across one becomes something only to be shown.
    """
    for finding in findings:
        span = finding.span.shifted(offset)
        if span.start < span.end and any(
            seam.start <= span.start and span.end <= seam.end for seam in _near(seams, span)
        ):
            continue
        choices = []
        for choice in finding.choices:
            if isinstance(choice.edits, EditRun):
                choices.append(choice._replace(edits=_within(choice.edits, seams, offset)))
            elif any(_crosses(edit, seams, offset) for edit in choice.edits):
                choices.append(Choice(choice.edits, Fix.NONE, choice.certainty, choice.note))
            else:
                choices.append(choice)
        if any(choice.edits for choice in choices) or not choices:
            yield finding._replace(choices=tuple(choices))


def _near(seams: Sequence[Span], span: Span) -> Iterator[Span]:
    """The seams that touch a stretch."""
    i = max(0, bisect_left(seams, span.start, key=START) - 1)
    while i < len(seams) and seams[i].start <= span.end:
        yield seams[i]
        i += 1


def _crosses(edit: Edit, seams: Sequence[Span], offset: int) -> bool:
    start, end = edit.span.shifted(offset)
    return any(
        (seam.start < end and start < seam.end) or start < seam.start < end or start == end == seam.start
        for seam in _near(seams, Span(start, end))
    )


def _within(run: EditRun, seams: Sequence[Span], offset: int) -> Sequence[Edit]:
    """The edits of a run that cross no seam; one of equal length is parted at the seams."""
    found: list[Edit] = []
    for edit in run:
        if not _crosses(edit, seams, offset):
            found.append(edit)
        elif len(edit.text) == edit.span.end - edit.span.start:
            single = (
                Edit(Span(edit.span.start + i, edit.span.start + i + 1), char) for i, char in enumerate(edit.text)
            )
            found += [one for one in single if not _crosses(one, seams, offset)]
    return found
