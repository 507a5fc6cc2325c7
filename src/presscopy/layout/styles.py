"""How each part of an article is set: face, size, alignment, indent, blank lines. Read from `tables/layout/styles.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from presscopy.tables.load import rows

TITLE_ROLES = ('kicker', 'title', 'deck')


class Style(NamedTuple):
    """One row of the table; `step` counts sizes above the body's, `indent` ems, `before` and `after` lines of the grid."""

    role: str
    face: str
    step: int
    align: str
    indent: int
    before: int
    after: int
    space: int


@cache
def styles() -> Mapping[str, Style]:
    """The style of every role."""
    return {
        role: Style(role, face, int(step), align, int(indent), int(before), int(after), int(space))
        for role, face, step, align, indent, before, after, space in rows('layout/styles')
    }
