"""What may have stood where one character was lost: the characters that make a word with what stands on both sides.

In: the text left and right of the gap, Simplified. Out: characters, likeliest first. Nothing here is sure: an editor chooses.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from presscopy.restore.likely import ALL_WORDS, alone, is_han, rows_of_pairs
from presscopy.tables.words import beginning_in, ending_in, starting

LONGEST_WORD = 5
SAVED, SAVED_OF_FEW = 8.0, 1.0  # bits that the word must save over single characters; less where bytes tell too
PLAIN = 17.0  # what a lost character may cost alone: a common one


class Filling(NamedTuple):
    """A character that may have been lost, the word it makes, and how many bits that word saves."""

    char: str
    word: str
    at: int  # where the character stands in the word
    saved: float

    @property
    def inside(self) -> bool:
        """Whether the word goes on on both sides of the gap."""
        return 0 < self.at < len(self.word) - 1


def fillings(left: str, right: str, allowed: frozenset[str] = frozenset()) -> list[Filling]:
    """The characters that make a word across the gap, likeliest first; of `allowed` ones only, where any are named."""
    left, right = _run(left, -1), _run(right, 1)
    if not left and not right:
        return []
    chars, least = (allowed, SAVED_OF_FEW) if allowed else (_common(), SAVED)
    best: dict[str, Filling] = {}

    def offer(char: str, word: str, at: int, weight: int) -> None:
        saved = sum(map(alone, word)) - (ALL_WORDS - weight)
        if saved >= least and (char not in best or best[char].saved < saved):
            best[char] = Filling(char, word, at, saved)

    for word, weight in ending_in(right[: LONGEST_WORD - 1]):
        if word[0] in chars:
            offer(word[0], word, 0, weight)
    for i in range(1, min(len(left), LONGEST_WORD - 1) + 1):
        head = left[len(left) - i :]
        for word, weight in beginning_in(head):
            if len(word) <= LONGEST_WORD and word[i] in chars and right.startswith(word[i + 1 :]):
                offer(word[i], word, i, weight)
    return sorted(best.values(), key=lambda one: (-one.saved, one.char))


def _run(text: str, step: int) -> str:
    """The Han characters next to the gap."""
    if step < 0:
        i = len(text)
        while i and is_han(text[i - 1]) and len(text) - i < LONGEST_WORD:
            i -= 1
        return text[i:]
    i = 0
    while i < len(text) and is_han(text[i]) and i < LONGEST_WORD:
        i += 1
    return text[:i]


def with_one_byte_more(data: bytes) -> set[str]:
    """The characters of UTF-8 that two of their three bytes may be left of: the first, and one of the others."""
    if len(data) != 2 or not 0xE0 <= data[0] <= 0xEF:
        return set()
    bodies = (body for byte in range(0x80, 0xC0) for body in (bytes((*data, byte)), bytes((data[0], byte, data[1]))))
    return {body.decode('utf-8', 'ignore') for body in bodies} - {''}


@cache
def _common() -> frozenset[str]:
    """Characters common enough to be meant."""
    level = b''.join(rows_of_pairs(range(0xB0, 0xD8), bytes(range(0xA1, 0xFF)))).decode('gb2312', 'ignore')
    return frozenset(char for char in level if starting(char) and alone(char) <= PLAIN)
