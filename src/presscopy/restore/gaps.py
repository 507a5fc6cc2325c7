"""What may have stood where one character was lost: the characters that make a word with what stands on both sides.

In: the text left and right of the gap, Simplified. Out: characters, likeliest first. Nothing here is sure: an editor chooses.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from presscopy.restore.likely import ALL_WORDS, alone, is_han
from presscopy.tables.words import beginning, frequency, starting

LONGEST_WORD = 5
SAVED = 8.0  # bits that the word must save over single characters
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
    chars = allowed or _common()
    best: dict[str, Filling] = {}
    for i in range(min(len(left), LONGEST_WORD - 1) + 1):
        head = left[len(left) - i :]
        weigh = beginning(head) if head and i <= 2 else None
        if head and not weigh and i <= 2:
            continue
        for j in range(min(len(right), LONGEST_WORD - 1 - i) + 1):
            if i + j == 0:
                continue
            tail = right[:j]
            around = sum(map(alone, head + tail))
            for char in chars:
                weight = weigh(char + tail) if weigh else frequency(head + char + tail)
                if weight:
                    saved = around + alone(char) - (ALL_WORDS - weight)
                    if saved >= SAVED and (char not in best or best[char].saved < saved):
                        best[char] = Filling(char, head + char + tail, i, saved)
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


@cache
def _common() -> tuple[str, ...]:
    """Characters common enough to be meant."""
    level = b''.join(bytes((a, b)) for a in range(0xB0, 0xD8) for b in range(0xA1, 0xFF)).decode('gb2312', 'ignore')
    return tuple(char for char in level if starting(char) and alone(char) <= PLAIN)
