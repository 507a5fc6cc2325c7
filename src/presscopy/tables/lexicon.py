"""The tables of words under `wording/` in one: their rows by the first two characters of what is wrong.

Source: those tables, each with its own source on top, and the common words of jieba's dictionary (MIT) with two characters changed round; compiled by `build.py` into `lexicon.bin`, so that a short copy does not pay for thousands of rows.

Layout, little-endian: `PLX1`, count n; the n pairs that rows begin with, UTF-16-LE, sorted as uint32; n+1 uint32 (where the rows of each begin); the rows, UTF-8, each
`code wrong right unless before after` parted by tabs, those of a pair parted by line ends.
"""

from __future__ import annotations

import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import add
from struct import unpack_from

MAGIC = b'PLX1'
PATH = os.path.join(os.path.dirname(__file__), 'lexicon.bin')
# the tables by the code of their findings
CODES = {
    'YC101': 'variants',
    'YC102': 'typos',
    'YC103': 'confusables',
    'YC104': 'redundancy',
    'YC105': 'idioms',
    'YZ102': 'characters',
    'YZ104': 'misread',
}


@cache
def _open() -> tuple[bytes, array[int], array[int], int]:
    """The file, the pairs as numbers, where the rows of each begin, and where the rows do."""
    with open(PATH, 'rb') as file:
        data = file.read()
    magic, count = unpack_from('<4sI', data, 0)
    assert magic == MAGIC, 'lexicon.bin was written by another version'
    middle, end = 8 + 4 * count, 12 + 8 * count
    keys, starts = array('I', data[8:middle]), array('I', data[middle:end])
    if sys.byteorder == 'big':
        keys.byteswap()
        starts.byteswap()
    return data, keys, starts, end


def pairs() -> str:
    """The first two characters of all rows, one pair after the other."""
    data, keys, *_ = _open()
    return data[8 : 8 + 4 * len(keys)].decode('utf-16-le')


@cache
def begun() -> frozenset[str]:
    """The same as a set, for those who ask for many."""
    listed = pairs()
    return frozenset(map(add, listed[::2], listed[1::2]))


def rows_of(pair: str) -> Sequence[str]:
    """The rows that begin with these characters, none when there are none."""
    data, keys, starts, end = _open()
    key = int.from_bytes(pair.encode('utf-16-le', 'surrogatepass'), 'little')
    n = bisect_left(keys, key)
    if n == len(keys) or keys[n] != key:
        return ()
    return data[end + starts[n] : end + starts[n + 1]].decode('utf-8').split('\n')
