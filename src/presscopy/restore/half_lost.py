"""A line of UTF-8 that was read as GBK and lost bytes on the way: what it may have said.

In: the line, with U+FFFD or `?` where a byte is gone. Out: the likeliest text, by its words; never sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presscopy.restore.likely import MARKS, is_han, word
from presscopy.restore.reading import READS, alone_in_either, cost_of, encoded, is_chinese, usual

WIDTH = 24  # hypotheses kept
LOOK_BACK = 4  # characters of the longest word looked for


class Half(NamedTuple):
    """One hypothesis of what a line said up to a place: its text, what that costs, the bytes of a character begun."""

    text: str
    costs: tuple[float, ...]  # of the last beginnings and of the whole, last
    pending: bytes


def likeliest(line: str) -> str:
    """What a line may have said that was UTF-8, was read as GBK and lost a byte at each U+FFFD or `?`; '' when it was none.

    Never sure: a lost byte is one of sixty-four, and only the words speak for one of them.
    """
    walks = [Half('', (0.0,), b'')]
    for char in line:
        walks = _kept(new for walk in walks for new in _on(walk, char))
        if not walks:
            return ''
    done = [walk.text for walk in walks if not walk.pending]
    told = done[0] if done else ''
    return told if told and is_chinese(told) and cost_of(told) / len(told) <= READS else ''


def _on(walk: Half, char: str) -> Iterator[Half]:
    if char in '?\ufffd':
        if not walk.pending and char == '?':
            yield _said(walk, char)
        for byte in range(0x80, 0xC0) if walk.pending else (0xE2, 0xE3, *range(0xE4, 0xEA), 0xEF):
            yield from _byte(walk, byte, lost=True)
    elif char.isascii():
        if not walk.pending:
            yield _said(walk, char)
    else:
        walks = [walk]
        for byte in encoded(char, 'gb18030') or b'\0':
            walks = [new for one in walks for new in _byte(one, byte, lost=False)]
        yield from walks


def _byte(walk: Half, byte: int, lost: bool) -> Iterator[Half]:
    data = walk.pending + bytes((byte,))
    if len(data) == 1:
        if 0xE2 <= byte <= 0xEF:
            yield walk._replace(pending=data)
    elif byte & 0xC0 == 0x80:
        if len(data) < 3:
            yield walk._replace(pending=data)
        else:
            char = data.decode('utf-8', 'replace')
            if len(char) == 1 and (char in usual() or char in MARKS or (is_han(char) and not lost)):
                yield _said(walk, char)


def _said(walk: Half, char: str) -> Half:
    """One more character, the costs carried on."""
    text, costs = walk.text, walk.costs
    cost = costs[-1] + alone_in_either(char)
    for length in range(2, min(LOOK_BACK, len(costs)) + 1):
        cost = min(cost, costs[-length] + word(text[1 - length :] + char))
    return Half(text + char, (*costs[1 - LOOK_BACK :], cost), b'')


def _kept(walks: Iterator[Half]) -> list[Half]:
    """The best of them; of those that go on alike only one."""
    best: dict[tuple[str, bytes], Half] = {}
    for walk in walks:
        key = walk.text[1 - LOOK_BACK :], walk.pending
        if key not in best or best[key].costs[-1] > walk.costs[-1]:
            best[key] = walk
    return sorted(best.values(), key=lambda one: (one.costs[-1], one.text))[:WIDTH]
