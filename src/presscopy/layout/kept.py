"""What a break must not part: a number from its unit, 第 from its number, an address but after one of its marks (GB/T 15835—2011 5.1.7.2)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from presscopy.layout.story import Law
from presscopy.tables.load import column

APPROXIMATE = ('余', '多', '几', '来')
MYRIADS = ('十', '百', '千', '万', '亿')
LONGEST_UNIT = 4
BEFORE_UNITS = frozenset((' ', *APPROXIMATE, *MYRIADS))
LAST_FIGURE = re.compile(r'[0-9０-９%‰](?=[^0-9０-９.,%‰])')
FIGURES = frozenset('0123456789０１２３４５６７８９')
NUMERALS = FIGURES | frozenset('〇一二两三四五六七八九十百千万几若')
BEFORE_NUMBERS = {'第': NUMERALS, '￥': FIGURES, '¥': FIGURES, '$': FIGURES}
GROUPS = re.compile(
    r'(?<![\d.,:/-])\d{1,3}(?:[ \u2009\u00a0]\d{3})+(?!\d)'
)  # thousands parted by a space (GB/T 15835—2011 5.1.2)
ADDRESS = r'(?:https?://|www\.)[!-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+'
PARTS = '/?&=@.'  # an address may be parted after these


@cache
def _units() -> dict[str, list[str]]:
    """The units by their first character, long ones first."""
    found: dict[str, list[str]] = {}
    for unit in sorted(column('layout/units'), key=len, reverse=True):
        found.setdefault(unit[0], []).append(unit)
    return found


def keep_numbers(text: str, offsets: Sequence[int], laws: list[int]) -> None:
    """Number and unit stay on one line, and 第 with its number (GB/T 15835—2011 5.1.7.2)."""
    figures = [found.end() for found in LAST_FIGURE.finditer(text)]
    signs = [char for char in BEFORE_NUMBERS if char in text]
    if not figures and not signs:
        return
    for start in figures:
        kept, end = _unit(text, start)
        for offset in range(start, end):
            _forbid(offset, Law.NUMBER if offset < kept else Law.AWKWARD, offsets, laws)
    for sign in signs:
        at = text.find(sign)
        while 0 <= at < len(text) - 1:
            if text[at + 1] in BEFORE_NUMBERS[sign]:
                _forbid(at + 1, Law.NUMBER, offsets, laws)
            at = text.find(sign, at + 1)


def keep_groups(text: str, offsets: Sequence[int], laws: list[int]) -> None:
    """A number whose thousands are parted by spaces is one number: 6 053, 1 750 000; where it must be parted, it is at one of them."""
    for found in GROUPS.finditer(text):
        for offset in range(found.start() + 1, found.end()):
            if text[offset - 1].isspace():
                _forbid(offset, Law.NUMBER, offsets, laws)


def _forbid(offset: int, law: Law, offsets: Sequence[int], laws: list[int]) -> None:
    """A break before what stands at `offset` goes against `law` at least, unless a cell runs over it."""
    i = offset if type(offsets) is range else bisect_left(offsets, offset)
    if i < len(offsets) and offsets[i] == offset and laws[i - 1] < law:
        laws[i - 1] = law


def _unit(text: str, at: int) -> tuple[int, int]:
    """Up to where a number that ends at `at` is kept whole, and where its unit ends: 余, 万 and the like, then a unit of the table, or Latin letters.

    A unit of several characters begins on the line of its number; the rest of it is a word like any other: 16.8万人|次.
    """
    start = at
    if text[at] in BEFORE_UNITS:
        at += text[at] == ' '
        at += text[at : at + 1] in APPROXIMATE
        while text[at : at + 1] in MYRIADS:
            at += 1
        at += text[at : at + 1] in APPROXIMATE
    for unit in _units().get(text[at : at + 1], ()):
        if text.startswith(unit, at):
            return at + 1, at + len(unit)
    end = at
    while end < len(text) and ((text[end].isascii() and text[end].isalpha()) or text[end] in 'μΩ'):
        end += 1
    if not 0 < end - at <= LONGEST_UNIT + 1:
        end = at if text[start] != ' ' or at > start + 1 else start
    return end, end


def open_addresses(text: str, offsets: Sequence[int], laws: list[int]) -> None:
    """Where an address must be parted, it is after one of its marks, where no reader takes the parts for words."""
    index = {offset: i for i, offset in enumerate(offsets)}
    for found in re.finditer(ADDRESS, text):
        for offset in range(found.start(), found.end() - 1):
            if text[offset] in PARTS and text[offset + 1] not in PARTS and laws[index[offset]] != Law.NEVER:
                laws[index[offset]] = Law.ADDRESS
