"""The tables of words under `wording/` in one: their rows by the first two characters of what is wrong.

Source: those tables, each with its own source on top, and the common words of jieba's dictionary (MIT) with two characters changed round; compiled by `build.py` into `lexicon.bin`, so that a short copy does not pay for thousands of rows.

Layout, little-endian: `PLX1`, count n; the n pairs that rows begin with, sorted, UTF-16-LE; n+1 uint32 (where the rows of each begin); the rows, UTF-8, each
`code wrong right unless before after` parted by tabs, those of a pair parted by line ends.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Mapping, Sequence
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
def _open() -> tuple[str, array[int], bytes]:
    """The pairs one after the other, where the rows of each begin, and the rows."""
    with open(PATH, 'rb') as file:
        data = file.read()
    magic, count = unpack_from('<4sI', data, 0)
    assert magic == MAGIC, 'lexicon.bin was written by another version'
    middle, end = 8 + 4 * count, 12 + 8 * count
    starts = array('I', data[middle:end])
    if sys.byteorder == 'big':
        starts.byteswap()
    return data[8:middle].decode('utf-16-le'), starts, data[end:]


def pairs() -> str:
    """The first two characters of all rows, one pair after the other."""
    return _open()[0]


@cache
def begun() -> Mapping[str, int]:
    """The same as a mapping from the pair to its number."""
    listed = pairs()
    return {pair: n for n, pair in enumerate(map(add, listed[::2], listed[1::2]))}


def rows_of(pair: str) -> Sequence[str]:
    """The rows that begin with these characters, none when there are none."""
    n = begun().get(pair)
    if n is None:
        return ()
    _, starts, data = _open()
    return data[starts[n] : starts[n + 1]].decode('utf-8').split('\n')
