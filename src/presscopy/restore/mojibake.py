"""Text that was read in the wrong encoding and saved so: 浣犲ソ for 你好, ä¸­å›½ for 中国, ¾¡¹Ü for 尽管.

In: a text. Out: the stretches that are such, each with what it was. A stretch is given back only when its bytes can be had again without loss, are
valid in the other encoding, and read as Chinese (or, for Ã© and the like, are letters and marks) while the stretch as it stands does not.

The pairs are those that Chinese copy meets: UTF-8 or GBK or Big5 read as Latin-1 or its Windows cousin, UTF-8 read as GBK, Big5 read as GBK and GBK
as Big5. What went through two of them comes back in two rounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from presscopy.restore.gaps import with_one_byte_more
from presscopy.restore.likely import BESIDE_BIG5, COMMON_IN_GB2312, MARKS, SYMBOLS, alone, is_han, rows_of_pairs, word
from presscopy.tables.words import LONGEST

# what Windows makes of the bytes 80 to 9F; five stand for themselves
_WINDOWS = bytes(range(0x80, 0xA0)).decode('cp1252', 'replace')
LATIN = {char: 0x80 + n for n, char in enumerate(_WINDOWS) if char != '\ufffd'}
LATIN |= {chr(code): code for code in range(0x80, 0x100)}
_HIGH = re.escape(''.join(LATIN))
# with the blanks that copying made of the byte A0
HIGH_RUN = re.compile(f'[{_HIGH}](?: ?[{_HIGH}])+')
# the second byte of GBK and Big5 may lie below 0x80
PAIRS = re.compile(f'(?:[{_HIGH}][{_HIGH}@-~])+')
RUN_OF_OTHERS = re.compile(r'[^\x00-\x7f]+')
# marks that Chinese copy has of its own, though the Windows code page has them too, and signs of measures
AT_HOME = frozenset('“”‘’…—–·×÷°±§‰²³µ™®©\xa0')
LONGEST_LINE = 4000  # characters; a longer one with bytes lost is not searched
LEAST_GAIN = 12.0  # bits that the restored text must read better
READS = 13.5  # what a restored character may cost in the mean
ODD = 2  # as many odd characters must a line have before anything is tried


UTF8_IN_LATIN = 'UTF-8 当成了西文编码'
UTF8_IN_GBK = 'UTF-8 当成了 GBK'


class Repair(NamedTuple):
    """A stretch that was read wrongly, what it was, and what the wrong reading was.

    `lost`: bytes are gone, and only words can tell what it was: `text`, or one of the characters `maybe`.
    """

    start: int
    end: int
    text: str
    how: str
    lost: bool = False
    maybe: frozenset[str] = frozenset()


def suspects(chars: frozenset[str]) -> frozenset[str]:
    """The characters of a text that clean Chinese copy hardly has: rare Han, kana, accented letters, what nobody types."""
    return frozenset(char for char in chars if char > '\x7f' and _odd(char))


@lru_cache(maxsize=1 << 14)
def _odd(char: str) -> bool:
    if char in AT_HOME:
        return False
    if '\u4e00' <= char <= '\u9fff':
        return char not in _usual()
    return char in LATIN or any(low <= char <= high for low, high in ODD_RANGES)


# kana, what nobody typed, Greek and Cyrillic, boxes
ODD_RANGES = ('\u3040', '\u30ff'), ('\ue000', '\uf8ff'), ('\u0370', '\u04ff'), ('\u2500', '\u259f')


@cache
def _usual() -> frozenset[str]:
    """The characters of the first levels of GB 2312 and of Big5, and the mainland's Traditional forms."""
    gb = b''.join(rows_of_pairs(range(0xB0, 0xD8), bytes(range(0xA1, 0xFF)))).decode('gb2312', 'ignore')
    big5 = b''.join(rows_of_pairs(range(0xA4, 0xC7), bytes((*range(0x40, 0x7F), *range(0xA1, 0xFF)))))
    return frozenset(gb + big5.decode('big5', 'ignore') + BESIDE_BIG5)


def repairs(text: str, odd: frozenset[str]) -> Iterator[Repair]:
    """Every stretch that can be given back; `odd` are the suspects of the text."""
    if not odd:
        return
    one = f'[{re.escape("".join(sorted(odd)))}]'
    pattern = re.compile(one)
    latin = f'|[{re.escape("".join(sorted(odd & LATIN.keys())))}]' if odd & LATIN.keys() else ''
    # a rare character by itself is a name; what was read wrongly is full of them
    trigger = re.compile(f'{one}.?{one}{latin}')
    at = 0
    while found := trigger.search(text, at):
        start, end = text.rfind('\n', 0, found.start()) + 1, text.find('\n', found.start())
        at = end = end if end >= 0 else len(text)
        line = text[start:end]
        for repair in _with_losses(line, _of_line(line, latin != '' and any(char in LATIN for char in line)), pattern):
            yield repair._replace(start=start + repair.start, end=start + repair.end)


def _with_losses(line: str, found: Sequence[Repair], odd: re.Pattern[str]) -> Sequence[Repair]:
    """A line that was UTF-8 throughout and lost bytes is told as one, in place of the pieces that came through whole."""
    left = len(odd.findall(line)) - sum(len(odd.findall(line, one.start, one.end)) for one in found)
    holes = [match.start() for match in re.finditer('[?\ufffd]', line)]
    whole = left < ODD and not any(one.how == UTF8_IN_GBK for one in found)
    told = '' if whole or not holes or len(line) > LONGEST_LINE else likeliest(line)
    if not told or told == _applied(line, found):
        return [*found, *_wounded(line, found)]
    # what was ASCII on both sides is no part of it
    first = next(i for i, char in enumerate(line) if char != told[i : i + 1])
    last = next(i for i, char in enumerate(reversed(line)) if char != told[len(told) - 1 - i : len(told) - i])
    return [Repair(first, len(line) - last, told[first : len(told) - last], f'{UTF8_IN_GBK}，有字节丢失', lost=True)]


def _applied(line: str, found: Sequence[Repair]) -> str:
    for one in sorted(found, reverse=True):
        line = line[: one.start] + one.text + line[one.end :]
    return line


def _wounded(line: str, found: Sequence[Repair]) -> Iterator[Repair]:
    """Beside UTF-8 read as Latin, what is left of characters that lost a byte on the way: æ¥ of æ\x9d¥, 来."""
    if not any(one.how == UTF8_IN_LATIN for one in found):
        return
    for run in HIGH_RUN.finditer(line):
        if any(one.start < run.end() and run.start() < one.end for one in found):
            spans = [(run.start(), run.start())] + [one[:2] for one in found if run.start() <= one.start < run.end()]
            gaps = [(a[1], b[0]) for a, b in pairwise([*sorted(spans), (run.end(), run.end())]) if a[1] < b[0]]
        else:
            gaps = [run.span()]
        for start, end in gaps:
            data = _latin_bytes(line[start:end])
            if len(data) < 2 or not 0xE2 <= data[0] <= 0xEF:
                continue
            maybe = frozenset(with_one_byte_more(data) & _usual())
            yield Repair(start, end, '', UTF8_IN_LATIN, lost=True, maybe=maybe)


def _of_line(line: str, latin: bool) -> list[Repair]:
    """What the line gains most by."""
    families = [_utf8_in_gbk, _big5_in_gbk, _gbk_in_big5]
    if latin:
        families = [_utf8_in_latin, _gbk_in_latin, _big5_in_latin, *families]
    best: list[Repair] = []
    most = LEAST_GAIN
    for family in families:
        repairs = family(line)
        gain = sum(_cost(line[one.start : one.end]) - _cost(one.text) for one in repairs)
        if gain > most:
            best, most = repairs, gain
    return best


def _utf8_in_latin(line: str) -> list[Repair]:
    found = []
    for run in HIGH_RUN.finditer(line):
        for match in UTF8.finditer(_latin_bytes(run[0])):
            told = match[0].decode('utf-8')
            while all(char in LATIN for char in told) and (again := UTF8.fullmatch(_latin_bytes(told))):
                told = again[0].decode('utf-8')  # read wrongly twice
            if all(map(_sensible, told)):
                start = run.start() + match.start()
                found.append(Repair(start, start + len(match[0]), told, UTF8_IN_LATIN))
    high = sum(char in LATIN and char not in AT_HOME for char in line)
    # bytes of another encoding may look like a character of UTF-8 here and there
    return found if 2 * sum(char not in AT_HOME for one in found for char in line[one.start : one.end]) >= high else []


def _gbk_in_latin(line: str) -> list[Repair]:
    return _pairs_in_latin(line, 'gb18030', 'GBK 当成了西文编码')


def _big5_in_latin(line: str) -> list[Repair]:
    return _pairs_in_latin(line, 'cp950', 'Big5 当成了西文编码')


def _pairs_in_latin(line: str, encoding: str, how: str) -> list[Repair]:
    runs = [run for run in PAIRS.finditer(line) if not all(char in AT_HOME for char in run[0])]
    told = [_decoded(_latin_bytes(run[0]), encoding) for run in runs]
    if 2 * sum(len(run[0]) for run in runs if len(run[0]) > 2) < sum(len(run[0]) for run in runs):
        return []  # an accented letter and a plain one, here and there: pinyin, French
    found = [Repair(*run.span(), text, how) for run, text in zip(runs, told, strict=True) if text and _chinese(text)]
    return found if len(found) > 0.8 * len(runs) and _reads(found) else []


def _big5_in_gbk(line: str) -> list[Repair]:
    return _runs_in(line, 'gb18030', 'cp950', 'Big5 当成了 GBK')


def _gbk_in_big5(line: str) -> list[Repair]:
    return _runs_in(line, 'cp950', 'gb18030', 'GBK 当成了 Big5')


def _runs_in(line: str, read_as: str, written: str, how: str) -> list[Repair]:
    found = []
    for run in RUN_OF_OTHERS.finditer(line):
        if len(run[0]) < 2:
            continue  # one letter of pinyin
        data = _encoded(run[0], read_as)
        told = _decoded(data, written) if data else ''
        if told and told != run[0] and _chinese(told):
            found.append(Repair(*run.span(), told, how))
    return found if _reads(found) else []


def _reads(found: Sequence[Repair]) -> bool:
    """Whether what would be given back reads as Chinese."""
    whole = ''.join(one.text for one in found)
    return sum(map(is_han, whole)) >= ODD and _cost(whole) / len(whole) <= READS


# characters of more than one byte: Unicode, table 3-7
UTF8 = re.compile(
    rb'(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]'
    rb'|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+'
)


def _latin_bytes(text: str) -> bytes:
    return bytes(0xA0 if char == ' ' else LATIN.get(char, ord(char) & 0xFF) for char in text)


def _sensible(char: str) -> bool:
    """What UTF-8 read as Latin may have been: Han and Chinese marks, letters with accents, common signs."""
    return (
        is_han(char)
        or char in MARKS
        or char.isalpha()
        or char in AT_HOME
        or '\u2010' <= char <= '\u22ff'
        or '\u3000' <= char <= '\u303f'
        or '\uff00' <= char <= '\uffef'
        or char >= '\U0001f300'
    )


def _utf8_in_gbk(line: str) -> list[Repair]:
    """The stretches of a line that were UTF-8: whole characters on both sides, read better than they stand."""
    found = []
    for run in RUN_OF_OTHERS.finditer(line):
        starts, data = {0: 0}, bytearray()
        for n, char in enumerate(run[0], 1):
            data += _encoded(char, 'gb18030') or b'\0'
            starts[len(data)] = n
        for match in UTF8.finditer(data):
            whole = match[0].decode('utf-8')
            ends = [match.start()]
            for char in whole:
                ends.append(ends[-1] + len(char.encode('utf-8')))
            both = [n for n, end in enumerate(ends) if end in starts]
            if len(both) > 1:
                start, end = (run.start() + starts[ends[both[side]]] for side in (0, -1))
                told = whole[both[0] : both[-1]]
                if _better(told, line[start:end]):
                    found.append(Repair(start, end, told, UTF8_IN_GBK))
    return found


def _encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text, b'' when it does not fit. Windows reads the byte 80, which GBK has not, as €."""
    if encoding == 'gb18030' and '€' in text:
        return b'\x80'.join(_encoded(part, encoding) for part in text.split('€'))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b''


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ''


def _chinese(text: str) -> bool:
    """Han and Chinese marks only, and what stands between them: signs, letters and digits."""
    return all(
        is_han(char) or char in MARKS or char in SYMBOLS or '\uff00' <= char <= '\uff5e' or char in ' \u3000' or '!' <= char <= '~'
        for char in text
    )  # fmt: skip


def _better(told: str, was: str) -> bool:
    """Whether a text reads as Chinese, and better than what stands there."""
    if not _chinese(told) or not sum(map(is_han, told)):
        return False
    cost = _cost(told)
    return cost / len(told) <= READS and _cost(was) - cost >= LEAST_GAIN and len(told) <= len(was)


def _cost(text: str) -> float:
    """What the best division into words costs, in bits; a text in Traditional script pays no more than one in Simplified."""
    costs = [0.0]
    for end in range(1, len(text) + 1):
        best = costs[end - 1] + _alone(text[end - 1])
        for start in range(max(0, end - LONGEST), end - 1):
            best = min(best, costs[start] + word(text[start:end]))
        costs.append(best)
    return costs[-1]


def _alone(char: str) -> float:
    return min(alone(char), COMMON_IN_GB2312) if char in _usual() else alone(char)


# --- where bytes are lost too ---------------------------------------------------------------------------------------------

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
    return told if told and _chinese(told) and _cost(told) / len(told) <= READS else ''


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
        for byte in _encoded(char, 'gb18030') or b'\0':
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
            if len(char) == 1 and (char in _usual() or char in MARKS or (is_han(char) and not lost)):
                yield _said(walk, char)


def _said(walk: Half, char: str) -> Half:
    """One more character, the costs carried on."""
    text, costs = walk.text, walk.costs
    cost = costs[-1] + _alone(char)
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
