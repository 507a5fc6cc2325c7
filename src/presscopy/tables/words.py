"""The word list: which strings of Han characters are words, and how common they are.

Source: the dictionary of jieba 0.42 (MIT), words of 2 to 8 Han characters, compiled by `build.py` into `words.bin`, which is
mapped into memory: opening it reads nothing but the head.

Layout, little-endian: `PWD1`, count n; 65,537 uint32 (words before each first character); n+1 uint32 (offsets of the tails);
n bytes (weights); the tails, each word without its first character, in UTF-16-BE, sorted within a first character.
"""

from __future__ import annotations

import mmap
import os
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from struct import unpack_from

MAGIC = b'PWD1'
LONGEST = 8
PATH = os.path.join(os.path.dirname(__file__), 'words.bin')


@cache
def _open() -> tuple[mmap.mmap, Sequence[int], Sequence[int], int, int]:
    """The map, its first-character index, its offsets, and where its weights and tails begin."""
    with open(PATH, 'rb') as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    magic, count = unpack_from('<4sI', data, 0)
    assert magic == MAGIC, 'words.bin was written by another version'
    offsets = 8 + 65537 * 4
    weights = offsets + (count + 1) * 4
    if sys.byteorder == 'little':
        view = memoryview(data)
        index, starts = view[8:offsets].cast('I'), view[offsets:weights].cast('I')
        return data, index, starts, weights, weights + count
    return data, unpack_from('<65537I', data, 8), unpack_from(f'<{count + 1}I', data, offsets), weights, weights + count


@lru_cache(maxsize=1 << 10)
def _tails(char: str) -> str:
    """The tails of all words that begin with a character, one after the other: quickly searched."""
    data, index, offsets, _, tails = _open()
    low, high = index[ord(char)], index[ord(char) + 1]
    return data[tails + offsets[low] : tails + offsets[high]].decode('utf-16-be')


def frequency(word: str) -> int:
    """How common `word` is: 0 for no word, else the number of binary digits of its count in the source (1 to 20)."""
    if not 2 <= len(word) <= LONGEST or word[0] > '\uffff':
        return 0
    # most strings are no words: their tails stand nowhere among those of the first character
    if word[1:] not in _tails(word[0]):
        return 0
    want = word[1:].encode('utf-16-be', 'surrogatepass')
    data, index, offsets, weights, tails = _open()
    low, high = index[ord(word[0])], index[ord(word[0]) + 1]
    while low < high:
        middle = (low + high) // 2
        tail = data[tails + offsets[middle] : tails + offsets[middle + 1]]
        if tail < want:
            low = middle + 1
        elif tail == want:
            return data[weights + middle]
        else:
            high = middle
    return 0


def beginning(start: str) -> Callable[[str], int] | None:
    """What `frequency` says of words that begin with these one or two characters, None when there are none: look the rest up in it.

    The place in the list is found once; most strings are no words, and that is all it takes to see it.
    """
    if not start or start[0] > '\uffff':
        return None
    among = _tails(start[0])
    head = start[1:]
    if not among or head not in among:
        return None

    def weight(rest: str) -> int:
        return frequency(start + rest) if head + rest in among else 0

    return weight


def ending_in(text: str) -> list[tuple[str, int]]:
    """The words that are one character and then a beginning of `text`, with their weights: for 作会议, 工作 and 合作."""
    data, index, offsets, weights, tails = _open()
    want = text.encode('utf-16-be', 'surrogatepass')
    found = []
    end = tails + offsets[len(offsets) - 1]
    at = data.find(want[:2], tails, end) if want else -1
    while at >= 0:
        n = bisect_left(offsets, at - tails)
        if offsets[n] == at - tails:
            tail = data[at : tails + offsets[n + 1]]
            if want.startswith(tail):
                found.append((chr(bisect_right(index, n) - 1) + tail.decode('utf-16-be'), data[weights + n]))
        at = data.find(want[:2], at + 1, end)
    return found


def beginning_in(start: str) -> list[tuple[str, int]]:
    """The words that go on from `start`, with their weights: for 社会, 社会主义 and many more."""
    if not start or start[0] > '\uffff':
        return []
    data, index, offsets, weights, tails = _open()
    head, found = start[1:].encode('utf-16-be', 'surrogatepass'), []
    for n in range(index[ord(start[0])], index[ord(start[0]) + 1]):
        tail = data[tails + offsets[n] : tails + offsets[n + 1]]
        if len(tail) > len(head) and tail.startswith(head):
            found.append((start[0] + tail.decode('utf-16-be'), data[weights + n]))
    return found


def is_word(word: str) -> bool:
    """Whether the dictionary has `word` (2 to 8 Han characters, Simplified)."""
    return frequency(word) > 0


def starting(char: str) -> int:
    """How many words begin with this character: a measure of how common it is."""
    if len(char) != 1 or char > '\uffff':
        return 0
    index = _open()[1]
    return index[ord(char) + 1] - index[ord(char)]


def words_over(text: str, at: int, longest: int = 4) -> list[tuple[int, int]]:
    """Every dictionary word of `text` that covers position `at`: (start, end), shortest first."""
    found = []
    for length in range(2, longest + 1):
        for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
            if frequency(text[start : start + length]):
                found.append((start, start + length))
    return found
