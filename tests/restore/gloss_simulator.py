"""The third party's damage: pinyin glosses inserted on GBK bytes, then read by a decoder that loses things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Seen(NamedTuple):
    """A visible character, and which byte of the author's it begins with (-1: a byte of a gloss)."""

    char: str
    origin: int


def damage(text: str, glossed: Mapping[str, str], order: Iterable[str]) -> str:
    """What a reader of the converted page sees of `text`; the characters are searched in `order`."""
    return ''.join(seen.char for seen in trace(text, glossed, order))


def trace(text: str, glossed: Mapping[str, str], order: Iterable[str]) -> list[Seen]:
    """The same, each visible character with its origin."""
    data = text.encode('gbk')
    origins = list(range(len(data)))
    for char in order:
        data, origins = insert(data, origins, char.encode('gbk'), f'({glossed[char]})'.encode('gbk'))
    return list(lossy(data, origins))


def insert(data: bytes, origins: list[int], pair: bytes, gloss: bytes) -> tuple[bytes, list[int]]:
    """`data.replace(pair, pair + gloss)`, with the origins carried on."""
    new_origins: list[int] = []
    done = 0
    while (at := data.find(pair, done)) >= 0:
        new_origins += origins[done : at + 2] + [-1] * len(gloss)
        done = at + 2
    return data.replace(pair, pair + gloss), new_origins + origins[done:]


def lossy(data: bytes, origins: list[int]) -> Iterable[Seen]:
    """Decode as the converter's reader does: a bad pair is one '?', a pair without a character is nothing."""
    at = 0
    while at < len(data):
        first, second = data[at], data[at + 1] if at + 1 < len(data) else 0
        if first <= 0x80 or first == 0xFF:
            if first != 0xFF:
                yield Seen('€' if first == 0x80 else chr(first), origins[at])
            at += 1
            continue
        if second < 0x40 or second in (0x7F, 0xFF):
            yield Seen('?', origins[at])
        elif char := pair_char(first, second):
            yield Seen(char, origins[at])
        at += 2


def pair_char(first: int, second: int) -> str:
    """The character of a pair, '' for one of the user-defined or unassigned areas."""
    try:
        char = bytes((first, second)).decode('gbk')
    except UnicodeDecodeError:
        return ''
    return char if len(char) == 1 else ''


def truth(text: str, seen: list[Seen], start: int, end: int) -> str | None:
    """What the author wrote where `seen[start:end]` stands; None when either side is out of step."""
    data = text.encode('gbk')
    cuts = {0}
    for char in text:
        cuts.add(max(cuts) + len(char.encode('gbk')))
    after = next((one.origin for one in seen[end:] if one.origin >= 0), len(data))
    first = seen[start].origin
    if first not in cuts or after not in cuts:
        return None
    return data[first:after].decode('gbk')
