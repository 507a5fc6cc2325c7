"""Files pasted together from several encodings, line by line.

In: the bytes of a file without NUL bytes, and the encoding that fits the whole, if one does. Out: a `Reading` with each line
in the encoding that reads best beside its neighbours, and in `mixed` the lines that are in another one than most (from 0;
line ends are LF, CR LF and CR); None when that is one encoding for all, or some line reads as nothing.

A few broken bytes in a line are borne (`encoding_losses`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from math import inf
from operator import itemgetter, ne
from typing import NamedTuple

from presscopy.formats import encoding_losses as losses
from presscopy.formats.weighing import DOUBTFUL, PLAIN_BITS, SURE, UNMARKED, Reading, Weight, beyond, weigh

BIG5 = ('cp950', 'big5hkscs')
PASTED = ('utf-8', 'gb18030', *BIG5)  # what the lines of one file may be in

SHORT = 100  # bytes: lines so short may come again
SMALL = 200_000  # bytes: in a smaller file every line is looked at, in a larger one when something shows
MOST_LINES = 200_000
SWITCH, GAIN = 14.0, 20.0  # bits: what a change of encoding between lines costs, and what all of them must win

LINE = rb'[\x80-\xff][^\r\n]*'  # from the first byte that tells something
# Two quick looks at the kinds of byte: three Han characters of UTF-8; one of the commonest of Big5, to GB18030 a private one
UTF8_KINDS = bytes(b'H'[0] if 0xE3 <= byte <= 0xE9 else b't'[0] if 0x80 <= byte <= 0xBF else 0 for byte in range(256))
BIG5_KINDS = bytes(b'H'[0] if 0xA4 <= byte <= 0xA7 else b't'[0] if 0x40 <= byte <= 0x7E else 0 for byte in range(256))
SIGNS = ((UTF8_KINDS, b'HttHttHtt'), (BIG5_KINDS, b'Ht'))
LOOKS = 200  # lines looked at because of such a sign, before they are taken for chance


class Line(NamedTuple):
    """A line in one encoding: its bits with those of its broken bytes; `escaped` is its text when it has such."""

    bits: float
    weight: Weight
    escaped: str = ''


def looks_pasted(data: bytes, called: str) -> bool:
    """Whether a file that reads well should be looked at line by line: a large one only when one of its lines asks for it."""
    if len(data) < SMALL:
        return True
    for kinds, sign in SIGNS if called == 'gb18030' else SIGNS[:1]:
        seen = data.translate(kinds)
        at = seen.find(sign)
        for _ in range(LOOKS):
            if at < 0:
                break
            start, end = data.rfind(b'\n', 0, at) + 1, data.find(b'\n', at)
            found = re.search(LINE, data[start : end if end >= 0 else len(data)])
            line = _line(found[0], called) if found else {}
            if called in line and min(line.values()).bits + GAIN < line[called].bits:
                return True
            at = seen.find(sign, end) if end >= 0 else -1
    return False


def by_lines(data: bytes, whole: str, may_lose: bool) -> Reading | None:
    """Each line in the encoding that reads best, given its neighbours'; None when that is one for all, or some line is none.

    `whole` is an encoding that fits the whole file, if one does: then the others must win much. The cheapest way through
    the lines is found as a shortest path: each costs its bits, and a change of encoding costs SWITCH.
    """
    starts: list[int] = []
    lines: list[dict[str, Line]] = []
    rest, broken, mendable = len(data), 0, losses.MENDED
    for found in re.finditer(LINE, data):
        line = _line(found[0], whole)
        broken += not line
        if may_lose and not _is_plain(line):
            is_sound = whole or any(one.weight.is_below(DOUBTFUL) for one in line.values())
            line = {**_lossy_line(found[0], PASTED[:1] if is_sound else PASTED), **line}
            if any(one.escaped and called in losses.PAIRED for called, one in line.items()):
                mendable -= len(found[0])
        if not line or len(lines) == MOST_LINES or broken * losses.LOSS_IN > len(data) + losses.LOSS_IN or mendable < 0:
            return None
        starts.append(found.start())
        lines.append(line)
        rest -= len(found[0])
    # one kind of Big5 in a file
    ways = [_path(lines, ('utf-8', 'gb18030', big5)) for big5 in BIG5]
    bits, path = min(ways, key=itemgetter(0))
    return _pasted(data, whole, starts, lines, path, bits + rest * PLAIN_BITS) if path else None


def _path(lines: list[dict[str, Line]], encodings: tuple[str, ...]) -> tuple[float, list[str]]:
    """The bits of the cheapest way and the encoding of each line; infinite and none when a line is in none of the encodings."""
    costs = {called: UNMARKED[called] for called in encodings}
    before: list[dict[str, str]] = []
    for line in lines:
        cheapest = min(costs, key=costs.__getitem__)
        change = costs[cheapest] + SWITCH
        came = {one: one if costs.get(one, inf) <= change else cheapest for one in encodings if one in line}
        costs = {one: min(costs.get(one, inf), change) + line[one].bits for one in came}
        if not costs:
            return inf, []
        before.append(came)
    path = [min(costs, key=costs.__getitem__)]
    for came in reversed(before):
        path.append(came[path[-1]])
    return min(costs.values()), path[-2::-1]


def _pasted(
    data: bytes, whole: str, starts: list[int], lines: list[dict[str, Line]], path: list[str], bits: float
) -> Reading | None:
    """The reading in which the telling lines begin at `starts` and are in the encodings of `path`."""
    chosen = [line[called] for line, called in zip(lines, path, strict=True)]
    sizes = dict.fromkeys(path, 0)
    for called, start, end in zip(path, starts, [*starts[1:], len(data)], strict=True):
        sizes[called] += end - start
    most = max(sizes, key=sizes.__getitem__)
    changes = sum(map(ne, path, path[1:]))
    won = sum(line[whole].bits - one.bits for line, one in zip(lines, chosen, strict=True)) if whole else inf
    if won < GAIN + SWITCH * changes:
        return None
    texts: list[str] = []
    parts: list[str] = []
    at = 0
    for found, one, called in zip(re.finditer(LINE, data), chosen, path, strict=True):
        texts.append(one.escaped or found[0].decode(called))
        parts += data[at : found.start()].decode('ascii'), texts[-1]
        at = found.end()
    for called, run in groupby(range(len(path)), path.__getitem__):
        if called != most and not _is_telling(''.join(texts[n] for n in run), bool(whole)):
            return None
    text, lost = losses.filled(''.join([*parts, data[at:].decode('ascii')]))
    others = [n for n, called in enumerate(path) if called != most]
    if not (others or lost) or (lost and not losses.is_little(text, lost, path[-1])):
        return None
    mixed = tuple(zip(_rows(data, [starts[n] for n in others]), (path[n] for n in others), strict=True))
    bits += (GAIN if mixed else 0) + (losses.ANY_BROKEN if lost else 0)
    return Reading(bits, weigh(text.replace('\ufffd', '')), text, most, mixed, lost)


def _is_telling(text: str, reads_otherwise: bool) -> bool:
    """Whether lines are in an encoding of their own. When they would read otherwise: by Han characters, not by ★ or ────."""
    if re.search(losses.ESCAPED, text):
        return False
    weight = weigh(text)
    han = re.findall('[\u4e00-\u9fff]', text)
    if reads_otherwise:
        return weight.mean <= SURE and len(set(han)) > 1 and len(han) * 2 > len(beyond(text))
    return weight.is_below(DOUBTFUL)


def _rows(data: bytes, places: list[int]) -> Iterator[int]:
    """The line, from 0, in which each place is."""
    row = at = 0
    for place in places:
        row += data.count(b'\n', at, place) + data.count(b'\r', at, place) - data.count(b'\r\n', at, place)
        yield row
        at = place


def _line(line: bytes, whole: str) -> dict[str, Line]:
    """A line in each encoding that it fits, or up to the first in which it reads plainly."""
    return _short_line(line, whole) if len(line) < SHORT else _fit_line(line, whole)


def _fit_line(line: bytes, whole: str) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for called in dict.fromkeys([whole or 'utf-8', *PASTED]):
        try:
            text = line.decode(called)
        except UnicodeDecodeError:
            continue
        other = next((one for one in BIG5 if one != called and one in found), '') if called in BIG5 else ''
        if other and line.decode(other) == text:
            found[called] = found[other]
        elif other or not _is_plain(found):
            weight = weigh(text)
            found[called] = Line(weight.bits, weight)
    return found


_short_line = lru_cache(maxsize=1 << 12)(_fit_line)


def _is_plain(line: dict[str, Line]) -> bool:
    return any(one.weight.is_plain for one in line.values())


def _lossy_line(line: bytes, encodings: tuple[str, ...]) -> dict[str, Line]:
    """A line with a few broken bytes, in the encodings up to the first in which it reads plainly."""
    return _lossy_short_line(line, encodings) if len(line) < SHORT else _mend_line(line, encodings)


def _mend_line(line: bytes, encodings: tuple[str, ...]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    bearable = len(line[: losses.CHUNK]) // losses.BEARABLE + losses.BEARABLE
    for called in encodings:
        escaped = None if _is_plain(found) else losses.escaped_text(line, called, bearable)
        if escaped and (cost := losses.cost(escaped)):
            weight = weigh(re.sub(losses.ESCAPED, '', escaped))
            if weight.is_below(DOUBTFUL):
                found[called] = Line(weight.bits + cost, weight, escaped)
    return found


_lossy_short_line = lru_cache(maxsize=1 << 12)(_mend_line)
