"""Broken bytes in a file.

In: bytes and an encoding that all but a few pieces of them fit. Out: a `Reading` with U+FFFD for each broken piece, and in
`lost` where those stand and what bytes they are; None when too much is broken.

Where every character is two bytes (GB18030, Big5), a byte gone makes wrong pairs of what follows. Such a run is realigned:
it is read in the way that costs least, broken bytes and rare characters weighed alike.

The lines of a file (`encoding_lines`) need the steps between: `escaped_text` is the text with each broken byte escaped as one
character, `cost` what the broken pieces of such a text cost, `filled` that text with U+FFFD and the places, and `is_little`
whether so little is lost that the file can be used.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from math import inf

from presscopy.formats.weighing import DOUBTFUL, UNMARKED, Reading, beyond, char_bits, weigh

# two bytes a character: one that is lost shifts the rest
PAIRED = ('gb18030', 'gbk', 'gb2312', 'cp950', 'big5', 'big5hkscs')
MAY_LOSE = (*UNMARKED, *PAIRED, 'utf-32-le', 'utf-32-be')

BROKEN, MORE_BROKEN, ANY_BROKEN = 30.0, 8.0, 20.0  # bits: a broken byte, one after it, and that there are any
LOSS_IN = 200  # one loss in so many characters at the most
BEARABLE = 8  # broken bytes of a short text, and one in so many of a long line
CHUNK, LONG_RUN, MENDED = 1 << 16, 4000, 500_000  # bytes: read at a time, in one run that is mended, mended in all
INCOMPLETE = ('incomplete multibyte sequence', 'unexpected end of data', 'truncated data')
ESCAPED = '[\udc00-\udcff]+'


def _escape(wrong: UnicodeError) -> tuple[str, int]:
    """A broken byte stands as U+DC00 and the byte; no decoder gives such a character by itself."""
    assert isinstance(wrong, UnicodeDecodeError)
    return ''.join(chr(0xDC00 + byte) for byte in wrong.object[wrong.start : wrong.end]), wrong.end


codecs.register_error('presscopy.escape', _escape)


def lossy(data: bytes, called: str) -> Reading | None:
    """The whole in one encoding when a few pieces are broken, None when there are many or none."""
    escaped = escaped_text(data, called, len(data) // LOSS_IN + BEARABLE)
    if escaped is None:
        return None
    text, lost = filled(escaped)
    if not lost or not is_little(text, lost, called):
        return None
    weight = weigh(text.replace('\ufffd', ''))
    bits = weight.bits + UNMARKED.get(called, 0.0) + ANY_BROKEN + cost(escaped)
    return Reading(bits, weight, text, called, lost=lost)


def few_broken(data: bytes, called: str) -> Reading | None:
    """The same when the encoding is told from elsewhere: what remains must read as copy."""
    reading = lossy(data, called) if called in MAY_LOSE else None
    return reading if reading and reading.weight.is_below(DOUBTFUL) else None


def cost(escaped: str) -> float:
    """The bits of the broken pieces of a text, 0 when it has none."""
    return sum(BROKEN + MORE_BROKEN * (len(piece) - 1) for piece in re.findall(ESCAPED, escaped))


def filled(escaped: str) -> tuple[str, tuple[tuple[int, bytes], ...]]:
    """The text with U+FFFD for each broken piece; where those are, and the bytes of each."""
    lost = []
    gone = 0
    for found in re.finditer(ESCAPED, escaped):
        lost.append((found.start() - gone, bytes(ord(char) - 0xDC00 for char in found[0])))
        gone += len(found[0]) - 1
    return re.sub(ESCAPED, '\ufffd', escaped), tuple(lost)


def is_little(text: str, lost: tuple[tuple[int, bytes], ...], last: str) -> bool:
    """Whether little is lost: the last character cut off; beside that one in LOSS_IN, or a single one when a line is sound."""
    at, piece = lost[-1]
    is_cut = at == len(text) - 1 and _is_cut(piece, last)
    size = 3 if last == 'utf-8' else 2
    inside = sum(-(-len(piece) // size) for _, piece in lost[: len(lost) - is_cut])
    if inside * LOSS_IN <= len(text):
        return True
    return inside == 1 and any(beyond(line) for line in text.splitlines() if '\ufffd' not in line)


def _is_cut(piece: bytes, called: str) -> bool:
    """Whether the bytes are the beginning of a character."""
    try:
        piece.decode(called)
    except UnicodeDecodeError as wrong:
        return wrong.start == 0 and wrong.reason in INCOMPLETE
    return False


def escaped_text(data: bytes, called: str, bearable: int) -> str | None:
    """The text with its broken bytes escaped; None when they are more than `bearable`."""
    decoder = codecs.getincrementaldecoder(called)('presscopy.escape')
    parts = []
    for start in range(0, len(data), CHUNK):
        parts.append(decoder.decode(data[start : start + CHUNK], start + CHUNK >= len(data)))
        bearable -= sum(map(len, re.findall(ESCAPED, parts[-1])))
        if bearable < 0:
            return None
    text = ''.join(parts)
    return _mended(data, called) if called in PAIRED and re.search(ESCAPED, text) else text


RUN = rb'[\x80-\xff][^\x00-\x2f]*'  # no character goes over a byte below 30, so a shift of pairs ends there


def _mended(data: bytes, called: str) -> str:
    """Text in pairs of bytes. A lost byte makes wrong pairs of all that follow, so a broken run is read the likeliest way."""
    parts = []
    left = MENDED
    for block in _blocks(data):
        try:
            parts.append(block.decode(called))
            continue
        except UnicodeDecodeError:
            at = 0
        for found in re.finditer(RUN, block):
            run = found[0]
            try:
                run.decode(called)
            except UnicodeDecodeError:
                left -= len(run)
                parts.append(block[at : found.start()].decode(called))
                mend = len(run) <= LONG_RUN and left > 0
                parts.append(_mend(run, called) if mend else run.decode(called, 'presscopy.escape'))
                at = found.end()
        parts.append(block[at:].decode(called))
    return ''.join(parts)


def _blocks(data: bytes) -> Iterator[bytes]:
    """Pieces that no character goes over."""
    at = 0
    while at < len(data):
        found = re.compile(rb'[\x00-\x2f]').search(data, at + CHUNK)
        end = found.start() if found else len(data)
        yield data[at:end]
        at = end


def _mend(run: bytes, called: str) -> str:
    """The cheapest reading of a run, broken bytes escaped: a shortest path over its bytes."""
    bits = char_bits()
    # to each place: what it costs to get there, the place before, the character between
    ways = [(0.0, 0, ''), *[(inf, 0, '')] * len(run)]
    for at, byte in enumerate(run):
        cost, _, last = ways[at]
        for end in (at + 1, at + 2, at + 4):
            char = _char(run[at:end], called) if end <= len(run) else ''
            if char and cost + bits[char] < ways[end][0]:
                ways[end] = cost + bits[char], at, char
        broken = cost + (MORE_BROKEN if '\udc00' <= last <= '\udcff' else BROKEN)
        if byte >= 0x80 and broken < ways[at + 1][0]:
            ways[at + 1] = broken, at, chr(0xDC00 + byte)
    chars = []
    at = len(run)
    while at:
        _, at, char = ways[at]
        chars.append(char)
    return ''.join(reversed(chars))


@lru_cache(maxsize=1 << 14)
def _char(code: bytes, called: str) -> str:
    """The one character of these bytes, '' when they are none."""
    try:
        char = code.decode(called)
    except UnicodeDecodeError:
        return ''
    return char if len(char) == 1 else ''
