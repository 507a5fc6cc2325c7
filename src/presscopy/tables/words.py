"""The word list: which strings of Han characters are words, and how common they are.

Source: the dictionary of jieba 0.42 (MIT), words of 2 to 8 Han characters, compiled by `build.py` into `words.bin`, which is
mapped into memory: opening it reads nothing but the head.

Layout, little-endian: `PWD1`, count n; 65,537 uint32 (words before each first character); n+1 uint32 (offsets of the tails);
n bytes (weights); the tails, each word without its first character, in UTF-16-BE, sorted within a first character.
"""

from __future__ import annotations

import mmap
from functools import cache
from pathlib import Path
from struct import unpack_from

MAGIC = b'PWD1'
LONGEST = 8
PATH = Path(__file__).with_name('words.bin')


@cache
def _open() -> tuple[mmap.mmap, int, int, int]:
    """The map and where its offsets, weights and tails begin."""
    with PATH.open('rb') as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    magic, count = unpack_from('<4sI', data, 0)
    assert magic == MAGIC, 'words.bin was written by another version'
    offsets = 8 + 65537 * 4
    weights = offsets + (count + 1) * 4
    return data, offsets, weights, weights + count


def frequency(word: str) -> int:
    """How common `word` is: 0 for no word, else the number of binary digits of its count in the source (1 to 20)."""
    if not 2 <= len(word) <= LONGEST or word[0] > '\uffff':
        return 0
    data, offsets, weights, tails = _open()
    low, high = unpack_from('<2I', data, 8 + ord(word[0]) * 4)
    want = word[1:].encode('utf-16-be', 'surrogatepass')
    while low < high:
        middle = (low + high) // 2
        start, end = unpack_from('<2I', data, offsets + middle * 4)
        tail = data[tails + start : tails + end]
        if tail < want:
            low = middle + 1
        elif tail == want:
            return int(data[weights + middle])
        else:
            high = middle
    return 0


def is_word(word: str) -> bool:
    """Whether the dictionary has `word` (2 to 8 Han characters, Simplified)."""
    return frequency(word) > 0


def starting(char: str) -> int:
    """How many words begin with this character: a measure of how common it is."""
    if len(char) != 1 or char > '\uffff':
        return 0
    low, high = unpack_from('<2I', _open()[0], 8 + ord(char) * 4)
    return int(high - low)


def words_over(text: str, at: int, longest: int = 4) -> list[tuple[int, int]]:
    """Every dictionary word of `text` that covers position `at`: (start, end), shortest first."""
    found = []
    for length in range(2, longest + 1):
        for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
            if frequency(text[start : start + length]):
                found.append((start, start + length))
    return found
