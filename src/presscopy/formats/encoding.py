"""Which encoding a file is in, by its content.

UTF-8, UTF-16 and UTF-32 with or without a byte order mark, GB18030 (and so GBK and GB 2312), Big5 (cp950, and Hong Kong's
where that does not do), and cp1252 for English with typographic marks. Every encoding that fits the bytes is tried, and
the text that would surprise a newspaper's desk least is taken: rarity is counted in bits a character, so that readings
of different lengths compare (a Han character is two bytes here, three there).

A file pasted together from several encodings is read line by line, and `mixed` says which lines; a few broken bytes become
U+FFFD, and `lost` says which. What reads as nothing is refused with the place of the first byte that does not fit.

In: the bytes of a file, and the encoding when one is named. Out: `Decoded`, or a PressError that tells the desk what to do.
Most files are clean UTF-8 and need nothing but this file; the rarity (`weighing`), pasted lines (`encoding_lines`) and
broken bytes (`encoding_losses`) are opened when one is not.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from presscopy.errors import PressError

if TYPE_CHECKING:
    from presscopy.formats.weighing import Reading

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

WIDE = ('utf-32-le', 'utf-32-be', 'utf-16-le', 'utf-16-be')
NO_NUL = 1000  # bytes of UTF-16 may be without a NUL byte
WESTERN = 0.2  # of the bytes may be beyond ASCII in cp1252
ASCII = bytes(range(0x80))
PLAIN = '\t\n\x0b\f\r' + bytes(range(0x20, 0x7F)).decode()
SHORT = 100  # bytes: so few may be UTF-8 by accident


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
        return _likelier(data) or Decoded(text, 'utf-8', False)
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
        other = _best(body) if called == 'utf-8' and b'\0' not in body else _broken(body, called)
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
        found = _broken(data, codecs.lookup(encoding).name)
        if found:
            return found._replace(encoding=encoding)
        what = f'不是 {encoding} 编码：第{wrong.start + 1}个字节读不通'
        raise PressError(what, name, '去掉 --encoding 让程序判断，或换一种编码') from None
    except (LookupError, ValueError):
        raise PressError(f'没有叫“{encoding}”的编码', name, CAN_BE_NAMED) from None


def _broken(data: bytes, called: str) -> Decoded | None:
    """In an encoding that is told, when a few bytes do not fit it."""
    from presscopy.formats.encoding_losses import few_broken

    found = few_broken(data, called)
    return _decoded(found) if found else None


def _wide(data: bytes, name: str) -> Decoded:
    """NUL bytes are UTF-16 or UTF-32 without a mark, or no text."""
    from presscopy.formats.encoding_losses import lossy
    from presscopy.formats.weighing import DOUBTFUL, NO_COMMON, beyond, char_bits

    found = [reading for called in WIDE if (reading := _whole(data, called) or lossy(data, called))]
    best = min(found, default=None)
    if not best or '\0' in best.text:
        raise _binary(data, name)
    if best.weight.is_below(DOUBTFUL):
        return _decoded(best)
    # what fits UTF-32 is that, however rare its characters; what is UTF-16 by chance has worse than rare ones
    is_utf32 = best.encoding[:6] == 'utf-32'
    if not best.lost and (is_utf32 or max(map(char_bits().__getitem__, beyond(best.text))) <= NO_COMMON):
        return _decoded(best)
    raise _binary(data, name)


def _unreadable(data: bytes, start: int, name: str) -> PressError:
    row = data.count(b'\n', 0, start) + 1
    what = f'认不出编码：UTF-8、GB18030、Big5 都读不通（第{start + 1}个字节，第{row}行）'
    return PressError(what, name, '请用 --encoding 指明编码，或请来稿方另存为 UTF-8')


def _binary(data: bytes, name: str) -> PressError:
    what = f'含有 NUL 字节（第{data.index(0) + 1}个字节），像是二进制文件'
    return PressError(what, name, '请确认这是文字稿；若是文字，请另存为 UTF-8')


# ── the whole file in one encoding ────────────────────────────────────────────────────────────────────────────────────


def _best(data: bytes) -> Decoded | None:
    """The likeliest reading of a file without NUL bytes, None when it reads as nothing."""
    from presscopy.formats.encoding_lines import PASTED, by_lines, looks_pasted
    from presscopy.formats.encoding_losses import lossy
    from presscopy.formats.weighing import SURE, UNMARKED

    whole = min(filter(_is_likely, _whole_readings(data)), default=None)
    called = whole.encoding if whole and whole.encoding in PASTED else ''
    if whole and whole.weight.mean <= SURE:
        pasted = by_lines(data, called, may_lose=False) if called and looks_pasted(data, called) else None
        return _decoded(pasted or whole)
    lines = by_lines(data, called, may_lose=True)
    if lines and called:
        return _decoded(lines)
    wide = [one for one in UNMARKED if one in WIDE and _could_be(data, one)]
    cut = [reading for one in wide if (reading := lossy(data, one))]
    found = [reading for reading in (whole, lines, *cut) if reading and _is_likely(reading)]
    return _decoded(min(found)) if found else None


def _is_likely(reading: Reading) -> bool:
    """Whether a file without NUL bytes could be this."""
    from presscopy.formats.weighing import DOUBTFUL, SURE

    if reading.encoding == 'cp1252':
        return reading.weight.mean <= DOUBTFUL
    return reading.weight.is_below(SURE + 1 if reading.encoding in WIDE else DOUBTFUL)


def _decoded(reading: Reading) -> Decoded:
    return Decoded(reading.text, reading.encoding, False, reading.mixed, reading.lost)


def _whole_readings(data: bytes) -> Iterator[Reading]:
    from presscopy.formats.weighing import UNMARKED

    return (reading for called in UNMARKED if _could_be(data, called) and (reading := _whole(data, called)))


def _could_be(data: bytes, called: str) -> bool:
    """What is quickly seen. English has some quotes and accents; UTF-16 without a NUL byte has no line end, no ASCII, no 一."""
    if called == 'cp1252':
        return len(data.translate(None, ASCII)) <= WESTERN * len(data)
    return called not in WIDE or len(data) <= NO_NUL


def _whole(data: bytes, called: str) -> Reading | None:
    """All of it in one encoding, None when it does not fit."""
    from presscopy.formats.weighing import UNMARKED, Reading, weigh

    try:
        text = data.decode(called)
    except UnicodeDecodeError:
        return None
    weight = weigh(text)
    return Reading(weight.bits + UNMARKED.get(called, 0.0), weight, text, called)


def _strange(text: str) -> bool:
    """UTF-8 as no one writes it: letters of two bytes only, or control characters."""
    beyond = set(text).difference(PLAIN)
    return bool(beyond) and (max(beyond) < '\u0800' or min(beyond) < ' ')


def _likelier(data: bytes) -> Decoded | None:
    """What the bytes of strange UTF-8 say in another encoding, when that is copy (or in UTF-8, when it is that)."""
    from presscopy.formats.weighing import SURE

    likely = min(_whole_readings(data))
    return _decoded(likely) if likely.weight.mean <= SURE + 1 else None
