"""How rare a text is, in bits.

In: a text. Out: its `Weight`, from which a `Reading` (what a file's bytes may mean) gets its cost: the fewer bits, the less
would the text surprise a newspaper's desk. Readings of different lengths compare, because what counts is the whole text,
not the mean (a Han character is two bytes here, three there).

A character's bits come from the table `common_chars`, from the marks below, and for all others from the word list and from
the levels of GB 2312 and Big5. They are worked out when first asked for; a clean UTF-8 file never asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain, compress
from operator import ne
from typing import NamedTuple

from presscopy.tables.load import rows
from presscopy.tables.words import starting

# The encodings of files without NUL bytes, and how much rarer they are than GB18030, in bits. Bytes that are UTF-8 by
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

# Bits of a character beyond ASCII, on the average: the press has 9 to 11, its lists of names 10 to 15, and what is read in a
# wrong encoding 15 to 25.
SURE, DOUBTFUL = 12.0, 14.5
LENIENT = 24.0  # so many bits more may a few characters have between them
PLENTY = 12  # characters, from which on a line that reads well is beyond doubt
SAMPLE = 6000  # characters weighed of a text

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
# GB 2312 and Big5 have a level of common characters and one of rare ones; the more words begin with one, the commoner it is
LEAST_HAN, GB_COMMON, GB_RARE, BIG5_COMMON, NO_COMMON = 12.0, 16.6, 19.0, 15.0, 21.0
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


class Reading(NamedTuple):
    """A way to read the bytes of a file and what it costs; the cheapest is the likeliest. For `mixed` and `lost` see `Decoded`."""

    bits: float
    weight: Weight
    text: str
    encoding: str
    mixed: tuple[tuple[int, str], ...] = ()
    lost: tuple[tuple[int, bytes], ...] = ()


def weigh(text: str) -> Weight:
    """What a text costs; from a sample when it is long."""
    sample = _sample(text)
    rare = beyond(sample)
    once = ''.join(compress(rare, map(ne, rare, chain(' ', rare))))
    bits = char_bits()
    cost = sum(map(bits.__getitem__, once))
    mean = cost / (len(once) or 1)
    for run in re.finditer(SCRIPTS, once):
        cost -= max(0.0, bits[run[0][0]] - SAME_SCRIPT) * (len(run[0]) - 1)
    cost += LONE_BITS * len(re.findall(LONE, sample)) - COUNTED_BITS * len(re.findall(COUNTED, sample))
    cost += SAME * (len(rare) - len(once)) + PLAIN_BITS * (len(sample) - len(rare))
    return Weight(cost * len(text) / (len(sample) or 1), mean, len(once))


def beyond(text: str) -> str:
    """What is beyond plain ASCII in a text."""
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
    """Those of the tables, and the others as they are worked out."""

    def __missing__(self, char: str) -> float:
        bits = self[char] = _han(char) if '\u4e00' <= char <= '\u9fa5' else _other(char)
        return bits


@cache
def char_bits() -> Mapping[str, float]:
    """The bits of every character, by character."""
    common = ((float(bits), chars) for bits, chars in rows('common_chars'))
    return _Bits((char, bits) for bits, chars in (*common, *MARKS) for char in chars)


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
