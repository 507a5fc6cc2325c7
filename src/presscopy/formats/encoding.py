"""Which encoding a file is in, by its content.

UTF-8, UTF-16 and UTF-32 with or without a byte order mark, GB18030, Big5 (cp950, and Hong Kong's where that does not do). A file that none of them fits is
refused with the place of the first byte that does not fit; nothing is ever replaced by '?'.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from presscopy.errors import PressError
from presscopy.tables.words import starting

BOMS = (
    (codecs.BOM_UTF8, 'utf-8'),
    (codecs.BOM_UTF32_LE, 'utf-32-le'),
    (codecs.BOM_UTF32_BE, 'utf-32-be'),
    (codecs.BOM_UTF16_LE, 'utf-16-le'),
    (codecs.BOM_UTF16_BE, 'utf-16-be'),
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
COMMON = 12  # a character that begins this many words is a common one
SAMPLE = 4000  # characters looked at


class Decoded(NamedTuple):
    """The text as decoded, and the encoding; `bom` tells whether a byte order mark stood in front (it is taken off)."""

    text: str
    encoding: str
    bom: bool


def decode(data: bytes, name: str = '', encoding: str = '') -> Decoded:
    """Decode `data`, in `encoding` when one is named, else in the one its content shows.

    Raises PressError for what is no text or fits no encoding.
    """
    for mark, called in BOMS:
        if data.startswith(mark) and (not encoding or _same(encoding, called)):
            return Decoded(_strict(data[len(mark) :], called, name), called, True)
    if encoding:
        return Decoded(_strict(data, encoding, name), encoding, False)
    for head, what, remedy in FOREIGN:
        if data.startswith(head):
            raise PressError(what, name, remedy)
    wide = _wide(data)
    if wide:
        return Decoded(_strict(data, wide, name), wide, False)
    if b'\0' in data:
        where = f'第{data.index(0) + 1}个字节'
        raise PressError(
            f'含有 NUL 字节（{where}），像是二进制文件', name, '请确认这是文字稿；若是文字，请另存为 UTF-8'
        )
    try:
        return Decoded(data.decode('utf-8'), 'utf-8', False)
    except UnicodeDecodeError as wrong:
        return _legacy(data, name, wrong)


def _same(one: str, other: str) -> bool:
    one, other = one.lower().replace('_', '-'), other.lower()
    return one == other or one == other.rsplit('-', 1)[0] or one == f'{other}-sig'


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise PressError(f'没有叫“{encoding}”的编码', name, '可用：utf-8 gb18030 cp950 big5hkscs utf-16') from None
    except UnicodeDecodeError as wrong:
        what = f'不是 {encoding} 编码：第{wrong.start + 1}个字节读不通'
        raise PressError(what, name, '去掉 --encoding 让程序判断，或换一种编码') from None


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: NUL bytes, or line feeds and marks, stand on one side only."""
    head = data[:4096]
    if len(data) % 4 == 0 and len(head) >= 8:
        for called, zeros in (('utf-32-le', head[2::4] + head[3::4]), ('utf-32-be', head[0::4] + head[1::4])):
            if not any(zeros.replace(b'\1', b'').replace(b'\2', b'')) and _reads(data, called):
                return called
    if b'\0' not in data:
        return ''
    # some Han end in a zero byte (一 is U+4E00), so both orders are read and the likelier taken
    found = [called for called in ('utf-16-le', 'utf-16-be') if _reads(data, called)]
    return max(found, key=lambda called: likeness(data[:8192].decode(called, 'ignore')), default='')


def _reads(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)[:8192]
    except UnicodeDecodeError:
        return False
    return bool(text) and '\0' not in text and sum(_plain(char) for char in text) > 0.9 * len(text)


def _plain(char: str) -> bool:
    return (
        ' ' <= char <= '~'
        or char in '\r\n\t'
        or '\u2010' <= char <= '\u303f'
        or '\u3400' <= char <= '\u9fff'
        or char >= '\uff00'
    )


def _legacy(data: bytes, name: str, utf8: UnicodeDecodeError) -> Decoded:
    """GB18030 or Big5: the one whose text is made of common characters."""
    best: tuple[float, Decoded] | None = None
    for called in ('gb18030', 'cp950', 'big5hkscs', 'utf-16-le', 'utf-16-be'):
        try:
            text = data.decode(called)
        except UnicodeDecodeError:
            continue
        score = likeness(text) if called[:3] != 'utf' or _reads(data, called) else 0.0
        if best is None or score > best[0] + 1e-9:
            best = score, Decoded(text, called, False)
    if best and best[0] > 0.25:
        return best[1]
    row = data.count(b'\n', 0, utf8.start) + 1
    what = f'认不出编码：UTF-8、GB18030、Big5 都读不通（第{utf8.start + 1}个字节，第{row}行）'
    raise PressError(what, name, '请用 --encoding 指明编码，或请来稿方另存为 UTF-8')


def likeness(text: str) -> float:
    """How much a text looks like Chinese: the share of common characters among what is not ASCII, 0 to 1."""
    other = [char for char in text[: SAMPLE * 4] if char > '\x7f'][:SAMPLE]
    if not other:
        return 1.0
    good = sum(
        char in '，。、；：？！“”‘’（）《》「」『』—…·　０１２３４５６７８９' or starting(char) >= COMMON
        for char in other
    )
    return good / len(other)
