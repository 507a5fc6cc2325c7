"""How a text reads, for those who wonder whether it was read in the wrong encoding: what in it is odd, whether it is Chinese, what it costs.

This much is asked of every text, so nothing here is made before it is needed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from presscopy.restore.likely import BESIDE_BIG5, COMMON_IN_GB2312, MARKS, SYMBOLS, alone, is_han, rows_of_pairs, word
from presscopy.tables.words import LONGEST

# what Windows makes of the bytes 80 to 9F; five stand for themselves
_WINDOWS = bytes(range(0x80, 0xA0)).decode('cp1252', 'replace')
LATIN = {char: 0x80 + n for n, char in enumerate(_WINDOWS) if char != '\ufffd'}
LATIN |= {chr(code): code for code in range(0x80, 0x100)}
HIGH = re.escape(''.join(LATIN))
# marks that Chinese copy has of its own, though the Windows code page has them too, and signs of measures
AT_HOME = frozenset('“”‘’…—–·×÷°±§‰²³µ™®©\xa0')
PINYIN = frozenset('àáèéêìíòóùúü')  # the accents of pinyin that Latin-1 has
READS = 13.5  # what a restored character may cost in the mean


def suspects(chars: frozenset[str]) -> frozenset[str]:
    """The characters of a text that clean Chinese copy hardly has: rare Han, kana, accented letters, what nobody types.

    None at all where they are the accents of pinyin, and one rare character at most: what was read wrongly shows more.
    """
    odd = frozenset(char for char in chars if char > '\x7f' and is_odd(char))
    rest = odd - PINYIN
    return frozenset() if not rest or (len(rest) == 1 and is_han(*rest)) else odd


@lru_cache(maxsize=1 << 14)
def is_odd(char: str) -> bool:
    """Whether clean Chinese copy hardly has the character."""
    if char in AT_HOME:
        return False
    if '\u4e00' <= char <= '\u9fff':
        # the first levels of GB 2312 and of Big5 without making their sets, which only a suspect needs
        return not (
            b'\xb0' <= encoded(char, 'gb2312')[:1] < b'\xd8'
            or b'\xa4' <= encoded(char, 'big5')[:1] < b'\xc7'
            or char in BESIDE_BIG5
        )
    return char in LATIN or any(low <= char <= high for low, high in ODD_RANGES)


# kana, what nobody typed, Greek and Cyrillic, boxes
ODD_RANGES = ('\u3040', '\u30ff'), ('\ue000', '\uf8ff'), ('\u0370', '\u04ff'), ('\u2500', '\u259f')


@cache
def usual() -> frozenset[str]:
    """The characters of the first levels of GB 2312 and of Big5, and the mainland's Traditional forms."""
    gb = b''.join(rows_of_pairs(range(0xB0, 0xD8), bytes(range(0xA1, 0xFF)))).decode('gb2312', 'ignore')
    big5 = b''.join(rows_of_pairs(range(0xA4, 0xC7), bytes((*range(0x40, 0x7F), *range(0xA1, 0xFF)))))
    return frozenset(gb + big5.decode('big5', 'ignore') + BESIDE_BIG5)


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text, b'' when it does not fit. Windows reads the byte 80, which GBK has not, as €."""
    if encoding == 'gb18030' and '€' in text:
        return b'\x80'.join(encoded(part, encoding) for part in text.split('€'))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b''


def decoded(data: bytes, encoding: str) -> str:
    """The text of some bytes, '' when they are none in that encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ''


def is_chinese(text: str) -> bool:
    """Han and Chinese marks only, and what stands between them: signs, letters and digits."""
    return all(
        is_han(char) or char in MARKS or char in SYMBOLS or '\uff00' <= char <= '\uff5e' or char in ' \u3000' or '!' <= char <= '~'
        for char in text
    )  # fmt: skip


def cost_of(text: str) -> float:
    """What the best division into words costs, in bits; a text in Traditional script pays no more than one in Simplified."""
    costs = [0.0]
    for end in range(1, len(text) + 1):
        best = costs[end - 1] + alone_in_either(text[end - 1])
        for start in range(max(0, end - LONGEST), end - 1):
            best = min(best, costs[start] + word(text[start:end]))
        costs.append(best)
    return costs[-1]


def alone_in_either(char: str) -> float:
    """The cost of one character by itself, in either script."""
    return min(alone(char), COMMON_IN_GB2312) if char in usual() else alone(char)
