"""The visible line as bytes: what each piece was decoded from, and what an author may have typed.

Standard: GBK (GB 13000.1-93 appendix to GB 2312-80), as in the codec `gbk`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from presscopy.restore.likely import MARKS, SYMBOLS, is_han
from presscopy.tables.load import rows
from presscopy.tables.readings import is_reading

GLOSS = re.compile(r'\(([^\W\d_A-Z]+)\)')
LOST = re.compile(r'\?([^\W\d_A-Z]+)\)')


class Token(NamedTuple):
    """A piece of the visible line, with the gloss that follows it."""

    start: int
    end: int
    char: str  # what is seen; '' for a `?X)`, whose one byte is lost
    body: bytes
    gloss: str


def tokens(text: str, start: int = 0) -> list[Token]:
    """Cut a visible line into the pieces it was decoded from, glosses taken to the piece before them."""
    found: list[Token] = []
    at = start
    while at < len(text):
        lost = LOST.match(text, at) if text[at] == '?' else None
        if lost and is_reading(lost[1]):
            found.append(Token(at, lost.end(), '', b'', lost[1]))
        else:
            gloss = GLOSS.match(text, at + 1) if text[at + 1 : at + 2] == '(' else None
            said = gloss[1] if gloss and is_reading(gloss[1]) else ''
            end = gloss.end() if gloss and said else at + 1
            found.append(Token(at, end, text[at], encoded(text[at]), said))
        at = found[-1].end
    return found


@cache
def encoded(char: str) -> bytes:
    """The bytes a visible character was decoded from; a zero byte when GBK has none."""
    if char == '€':  # 0x80, the one single byte of the code page that is not ASCII
        return b'\x80'
    try:
        return char.encode('gbk')
    except UnicodeEncodeError:
        return b'\0'


@cache
def decoded(first: int, second: int) -> str:
    """The character of a pair of bytes, '' when the decoder drops it or it is none."""
    try:
        char = bytes((first, second)).decode('gbk')
    except UnicodeDecodeError:
        return ''
    return char if len(char) == 1 else ''


@cache
def authored(first: int, second: int) -> str:
    """The character of a pair if an author may have typed it: Han or a Chinese mark."""
    char = decoded(first, second)
    return char if char and (is_han(char) or char in MARKS or char in SYMBOLS) else ''


@cache
def dropped_pairs() -> Mapping[int, bytes]:
    """The first bytes of pairs a decoder drops, with the second bytes each can have (`tables/gbk_holes.tsv`)."""
    table: dict[int, bytes] = {}
    for first, ranges in rows('gbk_holes'):
        seconds: list[int] = []
        for one in ranges.split():
            low, _, high = one.partition('-')
            seconds += range(int(low, 16), int(high or low, 16) + 1)
        table[int(first, 16)] = bytes(seconds)
    return table


def decoded_all(pairs: Iterable[bytes]) -> set[str]:
    """The characters of many pairs of bytes, in one go; pairs that are none are left out."""
    lines = b'\n'.join(pairs).decode('gbk', 'replace').split('\n')
    return {char for char in lines if len(char) == 1 and char != '\ufffd'}


def silent(cut: Sequence[Token]) -> set[str]:
    """The Han characters whose bytes stand in an undamaged stretch without a gloss, also across two characters."""
    seen: set[str] = set()
    last = b''
    for token in cut:
        pairs = [*pairwise(last + token.body)]
        seen |= {decoded(*pair) for pair in (pairs[:-1] if token.gloss else pairs)}
        last = b'' if token.gloss else token.body[-1:]  # a gloss may have parted the next pair before it was searched
    return seen


def neighbours(piece: str, glossed: bool = False) -> set[bytes]:
    """All neighbouring bytes of a piece of text; a gloss after it would have told of the last two."""
    try:
        body = piece.encode('gbk')
    except UnicodeEncodeError:
        body = b''.join(map(encoded, piece))
    return {body[i : i + 2] for i in range(len(body) - 1 - glossed)}
