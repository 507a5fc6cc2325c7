"""How a character is read: tone-marked Hanyu Pinyin, every reading, most usual first.

Source: the character table of pypinyin (MIT), compiled by `build.py` into `readings.bin`.
Layout, little-endian: `PRD1`, bytes of the syllable list, length of the pool; for each code point from U+3007 to U+9FFF a uint32 where
its numbers begin in the pool, and one more; the pool of uint16 syllable numbers; the syllables, UTF-8, parted by a blank.
"""

from __future__ import annotations

import os
import sys
from array import array
from bisect import bisect_right
from functools import cache
from struct import pack, unpack_from

MAGIC = b'PRD1'
FIRST, LAST = 0x3007, 0x9FFF
PATH = os.path.join(os.path.dirname(__file__), 'readings.bin')


@cache
def _open() -> tuple[bytes, int, tuple[str, ...]]:
    """The file, where its pool begins, and the syllables."""
    with open(PATH, 'rb') as file:
        data = file.read()
    magic, _, pool = unpack_from('<4sII', data, 0)
    assert magic == MAGIC, 'readings.bin was written by another version'
    start = 12 + (LAST - FIRST + 2) * 4
    return data, start, tuple(data[start + pool * 2 :].decode('utf-8').split(' '))


@cache
def readings(char: str) -> tuple[str, ...]:
    """The readings of one character, `()` when it has none in the table."""
    code = ord(char)
    if not FIRST <= code <= LAST:
        return ()
    data, pool, syllables = _open()
    begin, end = unpack_from('<2I', data, 12 + (code - FIRST) * 4)
    return tuple(syllables[i] for i in unpack_from(f'<{end - begin}H', data, pool + begin * 2))


@cache
def _numbers() -> dict[str, int]:
    return {one: n for n, one in enumerate(_open()[2])}


def is_reading(text: str) -> bool:
    """Whether some character is read so."""
    return text in _numbers()


@cache
def _starts() -> array[int]:
    """Where the numbers of each character begin in the pool."""
    found = array('I', _open()[0][12 : 12 + (LAST - FIRST + 2) * 4])
    if sys.byteorder == 'big':
        found.byteswap()
    return found


@cache
def characters(reading: str) -> str:
    """All characters with that reading, in code order; '' for no syllable of Chinese."""
    data, start, _ = _open()
    number = _numbers().get(reading)
    if number is None:
        return ''
    starts = _starts()
    want, end = pack('<H', number), start + starts[-1] * 2
    found = []
    at = data.find(want, start, end)
    while at >= 0:
        if not (at - start) % 2:
            found.append(chr(FIRST + bisect_right(starts, (at - start) // 2) - 1))
        at = data.find(want, at + 1, end)
    return ''.join(found)


TONELESS = str.maketrans('āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ', 'aaaaeeeeiiiioooouuuuüüüü')
USUAL = 2  # readings of a character that are looked at


def alike_in_sound(one: str, other: str) -> bool:
    """Whether two characters sound alike but for the tone, each by its usual readings."""
    sounds = [{reading.translate(TONELESS) for reading in readings(char)[:USUAL]} for char in (one, other)]
    return not sounds[0].isdisjoint(sounds[1])
