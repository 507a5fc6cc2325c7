"""How a character is read: tone-marked Hanyu Pinyin, every reading, most usual first.

Source: the character table of pypinyin (MIT), compiled by `build.py` into `readings.bin`, which is mapped into memory.
Layout, little-endian: `PRD1`, bytes of the syllable list, length of the pool; for each code point from U+3007 to U+9FFF a uint32 where
its numbers begin in the pool, and one more; the pool of uint16 syllable numbers; the syllables, UTF-8, parted by a blank.
"""

from __future__ import annotations

import mmap
import sys
from array import array
from bisect import bisect_right
from functools import cache
from pathlib import Path
from struct import unpack_from

MAGIC = b'PRD1'
FIRST, LAST = 0x3007, 0x9FFF
PATH = Path(__file__).with_name('readings.bin')


@cache
def _open() -> tuple[mmap.mmap, int, tuple[str, ...]]:
    """The map, where its pool begins, and the syllables."""
    with PATH.open('rb') as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    magic, _, pool = unpack_from('<4sII', data, 0)
    assert magic == MAGIC, 'readings.bin was written by another version'
    start = 12 + (LAST - FIRST + 2) * 4
    return data, start, tuple(data[start + pool * 2 :].decode('utf-8').split(' '))


def readings(char: str) -> tuple[str, ...]:
    """The readings of one character, `()` when it has none in the table."""
    code = ord(char)
    if not FIRST <= code <= LAST:
        return ()
    data, pool, syllables = _open()
    begin, end = unpack_from('<2I', data, 12 + (code - FIRST) * 4)
    return tuple(syllables[i] for i in unpack_from(f'<{end - begin}H', data, pool + begin * 2))


@cache
def _arrays() -> tuple[array[int], array[int], dict[str, int]]:
    """Where each character begins in the pool, the pool, and the number of each syllable."""
    data, start, syllables = _open()
    starts, pool = array('I', data[12:start]), array('H', data[start : start + unpack_from('<I', data, 8)[0] * 2])
    if sys.byteorder == 'big':
        starts.byteswap()
        pool.byteswap()
    return starts, pool, {one: n for n, one in enumerate(syllables)}


@cache
def characters(reading: str) -> str:
    """All characters with that reading, in code order; '' for no syllable of Chinese."""
    starts, pool, numbers = _arrays()
    number, at, found = numbers.get(reading, -1), -1, []
    while number >= 0:
        try:
            at = pool.index(number, at + 1)
        except ValueError:
            break
        found.append(chr(FIRST + bisect_right(starts, at) - 1))
    return ''.join(found)
