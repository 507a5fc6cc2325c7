"""Which encoding a file is in, by its content.

UTF-8, UTF-16 and UTF-32 with or without a byte order mark, GB18030 (and so GBK and GB 2312), Big5 (cp950, and Hong Kong's
where that does not do), and cp1252 for English with typographic marks. Every encoding that fits the bytes is tried, and
the text that would surprise a newspaper's desk least is taken: rarity is counted in bits a character, so that readings
of different lengths compare (a Han character is two bytes here, three there).

A file pasted together from several encodings is read line by line, and `mixed` says which lines; a few broken bytes become
U+FFFD, and `lost` says which. What reads as nothing is refused with the place of the first byte that does not fit.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, compress, groupby
from math import inf
from operator import itemgetter, ne
from typing import NamedTuple

from presscopy.errors import PressError
from presscopy.tables.words import starting

BOMS = (
    (codecs.BOM_UTF8, 'utf-8'),
    (codecs.BOM_UTF32_LE, 'utf-32-le'),
    (codecs.BOM_UTF32_BE, 'utf-32-be'),
    (codecs.BOM_UTF16_LE, 'utf-16-le'),
    (codecs.BOM_UTF16_BE, 'utf-16-be'),
    (b'\x84\x31\x95\x33', 'gb18030'),
)
# what other programs' files begin with, and what an editor can do about it
FOREIGN = (
    (b'PK\x03\x04', '是 docx、wps 或压缩文件，不是纯文本', '请在文字处理软件里另存为“纯文本（UTF-8）”再交给 presscopy'),
    (b'%PDF', '是 PDF 文件', '请从 PDF 复制或导出文字，存为 .txt'),
    (b'\xd0\xcf\x11\xe0', '是旧式 Word（.doc）或 WPS 文件', '请在文字处理软件里另存为“纯文本（UTF-8）”'),
    (b'{\\rtf', '是 RTF 文件', '请在文字处理软件里另存为“纯文本（UTF-8）”'),
    (b'\x89PNG', '是图片', '请交文字稿'),
    (b'\xff\xd8\xff', '是图片', '请交文字稿'),
    (b'\x1f\x8b', '是压缩文件', '请先解压'),
)
CAN_BE_NAMED = '可用：utf-8 gb18030 cp950 big5hkscs utf-16'

# The encodings of files without NUL bytes, and how much rarer they are than the first, in bits. Bytes that are UTF-8 by
# accident are so rare that UTF-8 goes ahead.
UNMARKED = {
    'utf-8': -10.0,
    'gb18030': 0.0,
    'cp950': 2.0,
    'big5hkscs': 6.0,
    'utf-16-le': 10.0,
    'utf-16-be': 12.0,
    'cp1252': 10.0,
}
WIDE = ('utf-32-le', 'utf-32-be', 'utf-16-le', 'utf-16-be')
BIG5 = ('cp950', 'big5hkscs')
PASTED = ('utf-8', 'gb18030', *BIG5)  # what the lines of one file may be in
# two bytes a character: one that is lost shifts the rest
PAIRED = ('gb18030', 'gbk', 'gb2312', 'cp950', 'big5', 'big5hkscs')
MAY_LOSE = (*UNMARKED, *PAIRED, *WIDE)

# Bits of a character beyond ASCII, on the average: the press has 9 to 11, its lists of names 10 to 15, and what is read in a
# wrong encoding 15 to 25.
SURE, DOUBTFUL = 12.0, 14.5
LENIENT = 24.0  # so many bits more may a few characters have between them
PLENTY = 12  # characters, from which on a line that reads well is beyond doubt
SAMPLE = 6000  # characters weighed of a text
WESTERN = 0.2  # of the bytes may be beyond ASCII in cp1252
ASCII = bytes(range(0x80))
NO_NUL = 1000  # bytes of UTF-16 may be without a NUL byte
SHORT = 100  # bytes: so few may be UTF-8 by accident, and lines so short may come again
SMALL = 200_000  # bytes: in a smaller file every line is looked at, in a larger one when something shows
MOST_LINES = 200_000
SWITCH, GAIN = 14.0, 20.0  # bits: what a change of encoding between lines costs, and what all of them must win
BROKEN, MORE_BROKEN, ANY_BROKEN = 30.0, 8.0, 20.0  # bits: a broken byte, one after it, and that there are any
LOSS_IN = 200  # one loss in so many characters at the most
BEARABLE = 8  # broken bytes of a short text, and one in so many of a long line
CHUNK, LONG_RUN, MENDED = 1 << 16, 4000, 500_000  # bytes: read at a time, in one run that is mended, mended in all
INCOMPLETE = ('incomplete multibyte sequence', 'unexpected end of data', 'truncated data')


class Decoded(NamedTuple):
    """The text as decoded, and the encoding; `bom` tells whether a byte order mark stood in front (it is taken off).

    `mixed`: the lines (from 0; line ends are LF, CR LF and CR) that are in another encoding than most of the file, and in
    which. `lost`: where in `text` a U+FFFD stands for broken bytes, and the bytes.
    """

    text: str
    encoding: str
    bom: bool
    mixed: tuple[tuple[int, str], ...] = ()
    lost: tuple[tuple[int, bytes], ...] = ()


def decode(data: bytes, name: str = '', encoding: str = '') -> Decoded:
    """Decode `data`, in `encoding` when one is named, else in the one its content shows.

    Raises PressError for what is no text or fits no encoding.
    """
    for mark, called in BOMS:
        if data.startswith(mark) and (not encoding or _same(encoding, called)):
            return _marked(data, mark, called, name)
    if encoding:
        return _named(data, encoding, name)
    for head, what, remedy in FOREIGN:
        if data.startswith(head):
            raise PressError(what, name, remedy)
    if b'\0' in data:
        return _wide(data, name)
    try:
        text = data.decode('utf-8')
    except UnicodeDecodeError as wrong:
        found = _best(data)
        if found:
            return found
        raise _unreadable(data, wrong.start, name) from None
    if len(data) < SHORT and _strange(text):
        likely = min(_whole_readings(data))
        return likely.decoded if likely.weight.mean <= SURE + 1 else Decoded(text, 'utf-8', False)
    return Decoded(text, 'utf-8', False)


def _same(one: str, other: str) -> bool:
    try:
        one = codecs.lookup(one).name.replace('_', '-')
    except (LookupError, ValueError):
        return False
    return one == other or one == other.rsplit('-', 1)[0] or one == f'{other}-sig'


def _marked(data: bytes, mark: bytes, called: str, name: str) -> Decoded:
    """A file with a byte order mark. (Scripts paste it before text that is something else; then it is left out.)"""
    body = data[len(mark) :]
    try:
        found = Decoded(body.decode(called), called, True)
    except UnicodeDecodeError as wrong:
        other = _best(body) if called == 'utf-8' and b'\0' not in body else _few_broken(body, called)
        if not other:
            what = f'不是 {called} 编码：第{len(mark) + wrong.start + 1}个字节读不通'
            raise PressError(what, name, '请来稿方另存为 UTF-8') from None
        found = other._replace(bom=other.encoding == called)
    if '\0' in found.text:
        raise _binary(data, name)
    return found


def _named(data: bytes, encoding: str, name: str) -> Decoded:
    """In the encoding that is asked for: a few broken bytes are borne, nothing else is guessed."""
    try:
        return Decoded(data.decode(encoding), encoding, False)
    except UnicodeDecodeError as wrong:
        called = codecs.lookup(encoding).name
        found = _few_broken(data, called) if called in MAY_LOSE else None
        if found:
            return found._replace(encoding=encoding)
        what = f'不是 {encoding} 编码：第{wrong.start + 1}个字节读不通'
        raise PressError(what, name, '去掉 --encoding 让程序判断，或换一种编码') from None
    except (LookupError, ValueError):
        raise PressError(f'没有叫“{encoding}”的编码', name, CAN_BE_NAMED) from None


def _wide(data: bytes, name: str) -> Decoded:
    """NUL bytes are UTF-16 or UTF-32 without a mark, or no text."""
    found = [reading for called in WIDE if (reading := _whole(data, called) or _lossy(data, called))]
    best = min(found, default=None)
    if not best or '\0' in best.decoded.text:
        raise _binary(data, name)
    if best.weight.is_below(DOUBTFUL):
        return best.decoded
    # what fits UTF-32 is that, however rare its characters; what is UTF-16 by chance has worse than rare ones
    text, called, _, _, lost = best.decoded
    if not lost and (called[:6] == 'utf-32' or max(map(_bits().__getitem__, _beyond(text))) <= NO_COMMON):
        return best.decoded
    raise _binary(data, name)


def _unreadable(data: bytes, start: int, name: str) -> PressError:
    row = data.count(b'\n', 0, start) + 1
    what = f'认不出编码：UTF-8、GB18030、Big5 都读不通（第{start + 1}个字节，第{row}行）'
    return PressError(what, name, '请用 --encoding 指明编码，或请来稿方另存为 UTF-8')


def _binary(data: bytes, name: str) -> PressError:
    what = f'含有 NUL 字节（第{data.index(0) + 1}个字节），像是二进制文件'
    return PressError(what, name, '请确认这是文字稿；若是文字，请另存为 UTF-8')


# ── the whole file in one encoding ────────────────────────────────────────────────────────────────────────────────────


class Reading(NamedTuple):
    """A way to read the bytes and what it costs; the cheapest is the likeliest."""

    bits: float
    weight: Weight
    decoded: Decoded

    @property
    def is_likely(self) -> bool:
        """Whether a file without NUL bytes could be this."""
        if self.decoded.encoding == 'cp1252':
            return self.weight.mean <= DOUBTFUL
        return self.weight.is_below(SURE + 1 if self.decoded.encoding in WIDE else DOUBTFUL)


def _best(data: bytes) -> Decoded | None:
    """The likeliest reading of a file without NUL bytes, None when it reads as nothing."""
    whole = min((reading for reading in _whole_readings(data) if reading.is_likely), default=None)
    called = whole.decoded.encoding if whole and whole.decoded.encoding in PASTED else ''
    if whole and whole.weight.mean <= SURE:
        pasted = _by_lines(data, called, may_lose=False) if called and _looks_pasted(data, called) else None
        return (pasted or whole).decoded
    lines = _by_lines(data, called, may_lose=True)
    if lines and called:
        return lines.decoded
    wide = [one for one in UNMARKED if one in WIDE and _could_be(data, one)]
    cut = [reading for one in wide if (reading := _lossy(data, one))]
    found = [reading for reading in (whole, lines, *cut) if reading and reading.is_likely]
    return min(found).decoded if found else None


def _whole_readings(data: bytes) -> Iterator[Reading]:
    return (reading for called in UNMARKED if _could_be(data, called) and (reading := _whole(data, called)))


def _could_be(data: bytes, called: str) -> bool:
    """What is quickly seen. English has some quotes and accents; UTF-16 without a NUL byte has no line end, no ASCII, no 一."""
    if called == 'cp1252':
        return len(data.translate(None, ASCII)) <= WESTERN * len(data)
    return called not in WIDE or len(data) <= NO_NUL


def _whole(data: bytes, called: str) -> Reading | None:
    """All of it in one encoding, None when it does not fit."""
    try:
        text = data.decode(called)
    except UnicodeDecodeError:
        return None
    weight = weigh(text)
    return Reading(weight.bits + UNMARKED.get(called, 0.0), weight, Decoded(text, called, False))


def _strange(text: str) -> bool:
    """UTF-8 as no one writes it: letters of two bytes only, or control characters."""
    beyond = _beyond(text)
    return bool(beyond) and (max(beyond) < '\u0800' or min(beyond) < ' ')


# ── line by line ──────────────────────────────────────────────────────────────────────────────────────────────────────

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


def _looks_pasted(data: bytes, called: str) -> bool:
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


def _by_lines(data: bytes, whole: str, may_lose: bool) -> Reading | None:
    """Each line in the encoding that reads best, given its neighbours'; None when that is one for all, or some line is none.

    `whole` is an encoding that fits the whole file, if one does: then the others must win much. The cheapest way through
    the lines is found as a shortest path: each costs its bits, and a change of encoding costs SWITCH.
    """
    starts: list[int] = []
    lines: list[dict[str, Line]] = []
    rest, broken, mendable = len(data), 0, MENDED
    for found in re.finditer(LINE, data):
        line = _line(found[0], whole)
        broken += not line
        if may_lose and not _is_plain(line):
            is_sound = whole or any(one.weight.is_below(DOUBTFUL) for one in line.values())
            line = {**_lossy_line(found[0], PASTED[:1] if is_sound else PASTED), **line}
            mendable -= len(found[0]) if any(one.escaped and called in PAIRED for called, one in line.items()) else 0
        if not line or len(lines) == MOST_LINES or broken * LOSS_IN > len(data) + LOSS_IN or mendable < 0:
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
    text, lost = _filled(''.join([*parts, data[at:].decode('ascii')]))
    others = [n for n, called in enumerate(path) if called != most]
    if not (others or lost) or (lost and not _few(text, lost, path[-1])):
        return None
    mixed = tuple(zip(_rows(data, [starts[n] for n in others]), (path[n] for n in others), strict=True))
    bits += (GAIN if mixed else 0) + (ANY_BROKEN if lost else 0)
    return Reading(bits, weigh(text.replace('\ufffd', '')), Decoded(text, most, False, mixed, lost))


def _is_telling(text: str, reads_otherwise: bool) -> bool:
    """Whether lines are in an encoding of their own. When they would read otherwise: by Han characters, not by ★ or ────."""
    if re.search(ESCAPED, text):
        return False
    weight = weigh(text)
    han = re.findall('[\u4e00-\u9fff]', text)
    if reads_otherwise:
        return weight.mean <= SURE and len(set(han)) > 1 and len(han) * 2 > len(_beyond(text))
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
    for called in encodings:
        escaped = None if _is_plain(found) else _escaped(line, called, len(line[:CHUNK]) // BEARABLE + BEARABLE)
        if escaped and (pieces := re.findall(ESCAPED, escaped)):
            weight = weigh(re.sub(ESCAPED, '', escaped))
            if weight.is_below(DOUBTFUL):
                found[called] = Line(weight.bits + sum(map(_price, pieces)), weight, escaped)
    return found


_lossy_short_line = lru_cache(maxsize=1 << 12)(_mend_line)


# ── a few broken bytes ────────────────────────────────────────────────────────────────────────────────────────────────

ESCAPED = '[\udc00-\udcff]+'


def _escape(wrong: UnicodeError) -> tuple[str, int]:
    """A broken byte stands as U+DC00 and the byte; no decoder gives such a character by itself."""
    assert isinstance(wrong, UnicodeDecodeError)
    return ''.join(chr(0xDC00 + byte) for byte in wrong.object[wrong.start : wrong.end]), wrong.end


codecs.register_error('presscopy.escape', _escape)


def _lossy(data: bytes, called: str) -> Reading | None:
    """The whole in one encoding when a few pieces are broken, None when there are many or none."""
    escaped = _escaped(data, called, len(data) // LOSS_IN + BEARABLE)
    if escaped is None:
        return None
    text, lost = _filled(escaped)
    if not lost or not _few(text, lost, called):
        return None
    weight = weigh(text.replace('\ufffd', ''))
    bits = weight.bits + UNMARKED.get(called, 0.0) + ANY_BROKEN + sum(map(_price, re.findall(ESCAPED, escaped)))
    return Reading(bits, weight, Decoded(text, called, False, (), lost))


def _few_broken(data: bytes, called: str) -> Decoded | None:
    reading = _lossy(data, called)
    return reading.decoded if reading and reading.weight.is_below(DOUBTFUL) else None


def _price(piece: str) -> float:
    return BROKEN + MORE_BROKEN * (len(piece) - 1)


def _filled(escaped: str) -> tuple[str, tuple[tuple[int, bytes], ...]]:
    """The text with U+FFFD for each broken piece; where those are, and the bytes of each."""
    lost = []
    gone = 0
    for found in re.finditer(ESCAPED, escaped):
        lost.append((found.start() - gone, bytes(ord(char) - 0xDC00 for char in found[0])))
        gone += len(found[0]) - 1
    return re.sub(ESCAPED, '\ufffd', escaped), tuple(lost)


def _few(text: str, lost: tuple[tuple[int, bytes], ...], last: str) -> bool:
    """Whether little is lost: the last character cut off; beside that one in LOSS_IN, or a single one when a line is sound."""
    at, piece = lost[-1]
    is_cut = at == len(text) - 1 and _is_cut(piece, last)
    size = 3 if last == 'utf-8' else 2
    inside = sum(-(-len(piece) // size) for _, piece in lost[: len(lost) - is_cut])
    if inside * LOSS_IN <= len(text):
        return True
    return inside == 1 and any(_beyond(line) for line in text.splitlines() if '\ufffd' not in line)


def _is_cut(piece: bytes, called: str) -> bool:
    """Whether the bytes are the beginning of a character."""
    try:
        piece.decode(called)
    except UnicodeDecodeError as wrong:
        return wrong.start == 0 and wrong.reason in INCOMPLETE
    return False


def _escaped(data: bytes, called: str, bearable: int) -> str | None:
    """The text with its broken bytes escaped; None when they are more than could be borne."""
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
    bits = _bits()
    ways = [(0.0, 0, '')] + [(inf, 0, '')] * len(
        run
    )  # what it costs to get here, the place before, the character between
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


# ── how rare a text is ────────────────────────────────────────────────────────────────────────────────────────────────

PLAIN = r'[\t\n\x0b\f\r -~]+'
PLAIN_BITS = 5.0  # of an ASCII character; the same for all, since nearly every encoding reads them alike
# What a character costs that is there twice (────, ……), and one more of a script that is not Chinese
SAME, SAME_SCRIPT = 3.0, 7.0
SCRIPTS = (
    r'[\u3041-\u30ff]{2,}|[\u0400-\u04ff]{2,}|[\u0370-\u03ff]{2,}|[\u0590-\u07ff]{2,}|[\u2460-\u24ff]{2,}'
    r'|[\u2160-\u217f]{2,}|[\uff10-\uff5a]{2,}'
)
# One Han character alone in English is likelier a curly quote and the letter after it
LONE = r'(?<=[a-z])[\u3400-\u9fff](?![^\x00-\x7f])'
LONE_BITS = 5.0
# What is counted comes after the figure; figures are often all the rest of a table
COUNTED = '(?<=[0-9])[年月日时時分秒亿億万萬元个個人名家届屆次余餘岁歲米吨噸公号號版周週]'
COUNTED_BITS = 4.0
MARKS = (
    (4.0, '，'),
    (4.5, '。'),
    (5.5, '、“”'),
    (6.5, '：《》「」'),
    (7.5, '；？！（）\u3000'),
    (9.0, '—…·‘’『』％～'),
    (11.0, '０１２３４５６７８９〈〉【】〔〕．－／〇•‧∶–\ufeff'),
    (12.0, '＊↑↓←●○■□◆◇▲△★☆※→×÷±°℃℅‰㎡§′″￥￭①②③ⅠⅡⅢⅣⅤ─│éèêëàáâäöôóòüùúçñíï£€©®\xa0'),
)
# The characters of the press that are commonest by jieba's dictionary (MIT), in Simplified and in the Traditional text of
# the mainland, Taiwan and Hong Kong, with the bits they cost
COMMON_HAN = (
    (6, '的'),
    (7, '一是人了不在有大中國国和為爲为這这'),
    (8, '上他个個地年來来我會会以到時时要出生學学說説说道民家子也成行下們们于於后就发後發自之对對得著主長长可過过'),
    (
        9,
        '天作分方用多你着部能市等业業全里工公經经本都而高政法面門门动動日進进区區事代那去心小同北定開开產产前其軍军还'
        '還然起种種所如裡裏現现理机機體体表力好外與与文当兩两當实實重新三麼么只山水關关明從从化平建又制南內内西沒没此'
        '將将員员名手最東东頭头者月間间無无安看见見各城十相但已些正口通想度加第她合院物性戰战',
    ),
    (
        10,
        '由位常點点海意場场武使次二向治因立數数样樣身情入原問问把路被并利石老教万萬知級级量任江及应應省資资委务務元美'
        '特期並世湖回系比氣气汉漢總总展電电科金先声聲提品设設或義义王社很統统处處四首共马馬形己兒儿司太目基領领队隊直'
        '计計别女別權权话話少流命至報报米給给打變变果書书清活几州华華解幾議议更稱称程今張決决张導导术府術才保交放管結'
        '结師师便走達达族反再題题色五京河接條条规規式县縣白它改風风光运運信受什组組听聽布百济濟党指论論黨強强做取技黃'
        '黄神選选記记斯真卻却職职号號界件花類类何眼兵传傳帶带空干农農边邊据集據聯联',
    ),
    (
        11,
        '古广廣完质質陽阳難难增历史專专官每住商即步认認車车台林必死游舉举線线備言皇土团收臺考求德叫近备爭研争非具李衆'
        '眾众連连歷调調感轉转笑革團该該持始英克士爾尔让讓拉思根格造较較际際親亲单單朝紅红型價价校约約器字段周亞亚深候'
        '則则屬功属积積快圖图火千准究往遊极極育裝装許许參参半令吃喫佈观觀魚鱼精辦办像帝八复影告隨遠远群羣包整構构料随'
        '划算象容劃示投势勢熱热值網夫网望源息语語股鐵铁断斷派速怎需片愛爱律紀纪支早况況病境證证編编越局推滿满且列觉覺'
        '服雙双未居除織樂乐企引標标确確织初青志項率项飞飛節球节察龙龍响響药站藥施均消幹客準失轻輕存低甚般擊击曾防請请'
        '離离落顯显羅罗营營足素视視护護副食创創餘余照興兴占巴虽雖洲村佔費费易试試星木寶黑左宝置跟央識识維维采六環底宮'
        '宫房音环案批切斗富乡鄉另倒若按查故突责責严嚴桥橋模僅仅勝胜杀殺围圍席採态態製破承招係楊杨负負层層须父供續续状'
        '狀域細似依銀银范修找九致密终終血須旅钱錢赛賽獨鬥',
    ),
    (
        12,
        '習醫彈臉樓藝鎮陸協檢寫範獲蘇驗緊勞戶優財養適陳衛衞傷絕階雲劉剛億聞審壓監敵樹蘭復溫園詞島預繼執誰驚輯畫劍談禮'
        '願築亂講臨揮歐葉擔歲荊貴轄錯幫塊額劇歡夠孫陣銷堅練腳衝讀測吳寧換異顧順敗鮮貨礦歸買險評嗎廠遺筆輸漸頂訓錄徵畢'
        '盡獻爺納腦豐飯擴齊趕訴詩礎屆靜盤賣灣減祕靈雜澤側慶媽館補舊輪婦載懷軟槍',
    ),
)
# GB 2312 and Big5 have a level of common characters and one of rare ones; the more words begin with one, the commoner it is
LEAST_HAN, GB_COMMON, GB_RARE, BIG5_COMMON, NO_COMMON, NO_GBK = 12.0, 16.6, 19.0, 15.0, 21.0, 24.0
A_WORD = 0.6  # fewer bits for each binary digit of the number of words
# what else a file may have, by the last character of the range
RANGES = (
    ('\x1f', 30.0),
    ('\x7f', 5.0),
    ('\x9f', 40.0),
    ('\xff', 14.0),
    ('\u024f', 16.0),
    ('\u036f', 20.0),
    ('\u04ff', 16.0),
    ('\u1fff', 25.0),
    ('\u206f', 18.0),
    ('\u23ff', 17.0),
    ('\u24ff', 15.0),
    ('\u27bf', 17.0),
    ('\u2fff', 25.0),
    ('\u303f', 14.0),
    ('\u30ff', 16.0),
    ('\u312f', 18.0),
    ('\u318f', 25.0),
    ('\u33ff', 20.0),
    ('\u4dbf', 24.0),
    ('\u9fff', 24.0),
    ('\uabff', 27.0),
    ('\ud7af', 18.0),
    ('\udfff', 40.0),
    ('\uf8ff', 30.0),
    ('\ufaff', 24.0),
    ('\ufe2f', 28.0),
    ('\uff00', 18.0),
    ('\uff5e', 13.0),
    ('\uffdf', 24.0),
    ('\uffef', 20.0),
    ('\uffff', 40.0),
    ('\U0001f2ff', 28.0),
    ('\U0001faff', 20.0),
    ('\U0001ffff', 28.0),
    ('\U0003ffff', 26.0),
    ('\U0010ffff', 40.0),
)


class Weight(NamedTuple):
    """What a text costs in bits; of what is not plain ASCII, repetitions left out, the mean and the number (in the sample)."""

    bits: float
    mean: float
    beyond: int

    def is_below(self, limit: float) -> bool:
        """Whether it could be copy at all: fewer characters may be rarer ones."""
        return not self.beyond or self.mean <= limit + LENIENT / self.beyond

    @property
    def is_plain(self) -> bool:
        """Whether it is copy beyond doubt."""
        return self.beyond >= PLENTY and self.mean <= SURE - 1


def weigh(text: str) -> Weight:
    """What a text costs; from a sample when it is long."""
    sample = _sample(text)
    beyond = _beyond(sample)
    once = ''.join(compress(beyond, map(ne, beyond, chain(' ', beyond))))
    bits = _bits()
    cost = sum(map(bits.__getitem__, once))
    mean = cost / (len(once) or 1)
    for run in re.finditer(SCRIPTS, once):
        cost -= max(0.0, bits[run[0][0]] - SAME_SCRIPT) * (len(run[0]) - 1)
    cost += LONE_BITS * len(re.findall(LONE, sample)) - COUNTED_BITS * len(re.findall(COUNTED, sample))
    cost += SAME * (len(beyond) - len(once)) + PLAIN_BITS * (len(sample) - len(beyond))
    return Weight(cost * len(text) / (len(sample) or 1), mean, len(once))


def _beyond(text: str) -> str:
    return re.sub(PLAIN, '', text)


def _sample(text: str) -> str:
    """Pieces from all over a text, from where it is not ASCII."""
    if len(text) <= SAMPLE:
        return text
    pieces, size = [], SAMPLE // 8
    at = 0
    for n in range(8):
        found = re.compile(r'[^\x00-\x7f]').search(text, max(at, (len(text) - size) * n // 7))
        if not found:
            break
        at = found.start() + size
        pieces.append(text[found.start() : at])
    return ''.join(pieces) or text[:SAMPLE]


class _Bits(dict[str, float]):
    """The bits of every character, worked out when first asked for."""

    def __missing__(self, char: str) -> float:
        bits = self[char] = _han(char) if '\u4e00' <= char <= '\u9fa5' else _other(char)
        return bits


@cache
def _bits() -> _Bits:
    return _Bits((char, bits) for bits, chars in (*COMMON_HAN, *MARKS) for char in chars)


def _other(char: str) -> float:
    return next(bits for last, bits in RANGES if char <= last)


def _han(char: str) -> float:
    words = A_WORD * starting(char).bit_length()
    lead = _lead(char, 'gb2312')
    if lead:
        return max(LEAST_HAN, (GB_COMMON if lead < 0xD8 else GB_RARE) - words)
    return BIG5_COMMON if 0xA4 <= _lead(char, 'cp950') <= 0xC6 else NO_COMMON


def _lead(char: str, encoding: str) -> int:
    try:
        return char.encode(encoding)[0]
    except UnicodeEncodeError:
        return 0
