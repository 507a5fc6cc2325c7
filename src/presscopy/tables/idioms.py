"""Idioms of four characters, found by either half: for a string that is one but for one character.

Source: the words of four characters that both the dictionary of jieba 0.42 (MIT) and the phrases of pypinyin (MIT) list, and the right forms of this
project's own table of idioms; without the forms that its tables call wrong and those that have a commoner twin of the same sound; compiled by `build.py` into `idioms.bin`.

Layout, little-endian: `PID1`, count n, bytes of the halves; n uint64 sorted, each the four characters of an idiom, first character highest;
n uint64 sorted, the same with the last half first; the halves by which a text is searched, UTF-16-LE, two characters each.
"""

from __future__ import annotations

import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from struct import unpack_from

MAGIC = b'PID1'
MANY = 2000  # from so many questions on, a table of all pays being made
PATH = os.path.join(os.path.dirname(__file__), 'idioms.bin')


@cache
def _open() -> tuple[array[int], array[int], str]:
    """The idioms by their first half, by their last half, and the halves that are looked for."""
    with open(PATH, 'rb') as file:
        data = file.read()
    magic, count, _ = unpack_from('<4sII', data, 0)
    assert magic == MAGIC, 'idioms.bin was written by another version'
    by_first, by_last = array('Q'), array('Q')
    middle, end = 12 + 8 * count, 12 + 16 * count
    by_first.frombytes(data[12:middle])
    by_last.frombytes(data[middle:end])
    if sys.byteorder == 'big':
        by_first.byteswap()
        by_last.byteswap()
    return by_first, by_last, data[end:].decode('utf-16-le')


def halves() -> str:
    """The halves by which a text is searched, one after the other; those that are everyday words are not among them."""
    return _open()[2]


def packed(text: str) -> int:
    """Characters of the first plane as one number, the first highest."""
    number = 0
    for char in text:
        number = number << 16 | ord(char)
    return number


Look = Callable[[str], str]


def lookup(many: int) -> tuple[Look, Look]:
    """Two questions about half an idiom: what follows it, and what stands before it in the idioms that there are, two characters each, one after the other.

    `many`: how often they will be asked; for many a table of all is made.
    """
    return _all() if many > MANY else (beginning, ending)


@lru_cache(maxsize=1 << 14)
def beginning(half: str) -> str:
    """What follows this half in the idioms that begin with it."""
    return _beside(_open()[0], half)


@lru_cache(maxsize=1 << 14)
def ending(half: str) -> str:
    """What stands before this half in the idioms that end with it."""
    return _beside(_open()[1], half)


def _beside(listed: array[int], half: str) -> str:
    key = packed(half)
    found = ''
    at = bisect_left(listed, key << 32)
    while at < len(listed) and listed[at] >> 32 == key:
        found += chr(listed[at] >> 16 & 0xFFFF) + chr(listed[at] & 0xFFFF)
        at += 1
    return found


@cache
def _all() -> tuple[Look, Look]:
    return _table(_open()[0]), _table(_open()[1])


def _table(listed: array[int]) -> Look:
    found: dict[str, str] = {}
    highest_first = array('Q', listed)
    if sys.byteorder == 'little':
        highest_first.byteswap()
    joined = highest_first.tobytes().decode('utf-16-be')
    for at in range(0, len(joined), 4):
        half = joined[at : at + 2]
        found[half] = found.get(half, '') + joined[at + 2 : at + 4]

    def look(half: str) -> str:
        return found.get(half, '')

    return look
