"""Whether a pair of characters may be one that a compiled table is searched by, told without making a set of them all.

Source: the pairs of `lexicon.bin` and the halves of `idioms.bin`, compiled by `build.py` into `pairs.bin`: `PPR1`, then 2**20 bits, one set for each pair. What has
no bit is none of them; of others some three in a hundred have one.
"""

from __future__ import annotations

import os
from functools import cache

MAGIC = b'PPR1'
PATH = os.path.join(os.path.dirname(__file__), 'pairs.bin')
BITS = 20


@cache
def _open() -> bytes:
    with open(PATH, 'rb') as file:
        data = file.read()
    assert data.startswith(MAGIC), 'pairs.bin was written by another version'
    return data[len(MAGIC) :]


def place(number: int) -> int:
    """Which bit stands for a pair: the first character and, 65,536 times, the second."""
    return (number * 0x9E3779B1 >> 12) & ((1 << BITS) - 1)


def perhaps(number: int) -> bool:
    """Whether a pair, as a number, may be one of them."""
    at = place(number)
    return bool(_open()[at >> 3] >> (at & 7) & 1)
