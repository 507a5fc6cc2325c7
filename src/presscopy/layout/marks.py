"""What is Chinese about a character on the page: the blank in its cell, where it may not stand, what gives way first.

Read from `tables/layout/marks.tsv` (GB/T 15834—2011 5.1, W3C CLREQ); nothing here knows of fonts or lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from presscopy.tables.load import rows


class Kind(IntEnum):
    """What a cell is to its neighbours."""

    FULL = 0  # Han, kana, full-width letters, symbols
    LATIN = 1
    SPACE = 2
    OPEN = 3
    CLOSE = 4
    PAUSE = 5
    STOP = 6
    DOT = 7
    JOINT = 8
    DASH = 9
    ELLIPSIS = 10
    NOTHING = 11  # characters without a shape of their own


MARKS = frozenset((Kind.OPEN, Kind.CLOSE, Kind.PAUSE, Kind.STOP, Kind.DOT, Kind.DASH, Kind.ELLIPSIS))


class Step(IntEnum):
    """What gives way, first to last, when a line must be squeezed (after CLREQ, line adjustment)."""

    WORD = 0  # spaces between words
    BRACKET = 1  # the blank of brackets and quotation marks
    PAUSE = 2  # the blank of 、，；：
    LATIN = 3  # the gap between Han and Latin
    STOP = 4  # the blank of 。？！


class Level(IntEnum):
    """避头尾: how strict the prohibitions at line start and line end are taken."""

    NONE = 0
    BASIC = 1
    GB = 2
    STRICT = 3


class Hang(IntEnum):
    """悬挂: whether 、，。． at a line end may stand outside the measure."""

    OFF = 0
    ALLOW = 1  # where the line is the better for it
    FORCE = 2


class Widths(IntEnum):
    """How wide the marks are: all of them whole, only those that end a sentence (开明式), or none."""

    FULL = 0
    KAIMING = 1
    HALF = 2


HANGING = frozenset('、，。．')
NEVER = 9  # a level no setting reaches: the mark may stand there


class Mark(NamedTuple):
    """One row of the table: how wide the cell is, and from which level on the mark is kept from line start and line end."""

    kind: Kind
    width: int
    not_first: int
    not_last: int
    step: Step


# marks of Latin text that follow or lead what they belong to
LATIN_NOT_FIRST = frozenset(',.;:!?)]}%\'"')
LATIN_NOT_LAST = frozenset('([{$#@')


@cache
def table() -> Mapping[str, Mark]:
    """Every mark by its character."""
    found = {}
    for char, kind, width, first, last, step in rows('layout/marks'):
        found[char] = Mark(
            Kind[kind.upper()],
            500 if width == '½' else 1000,
            _level(first),
            _level(last),
            Step[step.upper()] if step != '-' else Step.STOP,
        )
    return found


@cache
def widths(style: Widths) -> Mapping[Kind, int]:
    """The width of the marks that carry a blank, in thousandths of an em, by kind."""
    return {Kind[kind.upper()]: 500 if each[style] == '½' else 1000 for kind, *each in rows('layout/widths')}


def _level(name: str) -> int:
    return NEVER if name == '-' else Level[name.upper()]


def is_han(char: str) -> bool:
    """Han characters and what behaves like them beside Latin: kana, 〇."""
    return (
        '\u4e00' <= char <= '\u9fff'
        or '\u3400' <= char <= '\u4dbf'
        or char in '〇々'
        or '\u3041' <= char <= '\u30fe'
        or '\uf900' <= char <= '\ufaff'
        or char >= '\U00020000'
    )


# letters, digits and marks that are set to their own width: ASCII, Latin (but \xad ° · × ÷ ± § ¶ ´ ¨), Greek, Cyrillic, raised and lowered figures
LATIN = '!-~\u00a1-\u00a6\u00a9-\u00ac\u00ae\u00af\u00b2\u00b3\u00b5\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u058f\u1e00-\u1fff\u2070-\u209f'


def is_latin(char: str) -> bool:
    """Whether a character is one of `LATIN`."""
    return (
        '!' <= char <= '~'
        or ('\u00a1' <= char <= '\u058f' and char not in '\u00ad°·×÷±§¶´¨')
        or '\u1e00' <= char <= '\u1fff'
        or '\u2070' <= char <= '\u209f'
    )
