"""Text that was read in the wrong encoding and saved so: 浣犲ソ for 你好, ä¸­å›½ for 中国, ¾¡¹Ü for 尽管.

In: a text. Out: the stretches that are such, each with what it was. A stretch is given back only when its bytes can be had again without loss, are
valid in the other encoding, and read as Chinese (or, for Ã© and the like, are letters and marks) while the stretch as it stands does not.

The pairs are those that Chinese copy meets: UTF-8 or GBK or Big5 read as Latin-1 or its Windows cousin, UTF-8 read as GBK, Big5 read as GBK and GBK
as Big5. What went through two of them comes back in two rounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from presscopy.restore.gaps import with_one_byte_more
from presscopy.restore.half_lost import likeliest
from presscopy.restore.likely import MARKS, is_han
from presscopy.restore.reading import AT_HOME, HIGH, LATIN, READS, cost_of, decoded, encoded, is_chinese, usual

# with the blanks that copying made of the byte A0
HIGH_RUN = f'[{HIGH}](?: ?[{HIGH}])+'
# the second byte of GBK and Big5 may lie below 0x80
PAIRS = f'(?:[{HIGH}][{HIGH}@-~])+'
RUN_OF_OTHERS = re.compile(r'[^\x00-\x7f]+')
# of the scripts that stand in Chinese copy: Latin, Greek, Cyrillic, kana, Hangul, rare Han
LETTERS = re.compile(
    '[\x80-\u052f\u1e00-\u1fff\u3040-\u30ff\u3400-\u4dbf\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]'
)
LONGEST_LINE = 4000  # characters; a longer one with bytes lost is not searched
LEAST_GAIN = 12.0  # bits that the restored text must read better
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


def repairs(text: str, odd: frozenset[str]) -> Iterator[Repair]:
    """Every stretch that can be given back; `odd` are the suspects of the text."""
    if not odd:
        return
    one = f'[{re.escape("".join(sorted(odd)))}]'
    pattern = re.compile(one)
    accents = re.escape(''.join(sorted(odd & LATIN.keys())))
    # a rare character by itself is a name, an accent between plain letters is pinyin; what was read wrongly is full of them
    latin = f'|[{accents}][{HIGH}]|[{HIGH}][{accents}]' if accents else ''
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
    for run in re.finditer(HIGH_RUN, line):
        if any(one.start < run.end() and run.start() < one.end for one in found):
            spans = [(run.start(), run.start())] + [one[:2] for one in found if run.start() <= one.start < run.end()]
            gaps = [(a[1], b[0]) for a, b in pairwise([*sorted(spans), (run.end(), run.end())]) if a[1] < b[0]]
        else:
            gaps = [run.span()]
        for start, end in gaps:
            data = _latin_bytes(line[start:end])
            if len(data) < 2 or not 0xE2 <= data[0] <= 0xEF:
                continue
            maybe = frozenset(with_one_byte_more(data) & usual())
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
        gain = sum(cost_of(line[one.start : one.end]) - cost_of(one.text) for one in repairs)
        if gain > most:
            best, most = repairs, gain
    return best


def _utf8_in_latin(line: str) -> list[Repair]:
    found = []
    for run in re.finditer(HIGH_RUN, line):
        for match in UTF8.finditer(_latin_bytes(run[0])):
            told = match[0].decode('utf-8')
            while all(char in LATIN for char in told) and (again := UTF8.fullmatch(_latin_bytes(told))):
                told = again[0].decode('utf-8')  # read wrongly twice
            if all(map(_sensible, told)):
                start = run.start() + match.start()
                found.append(Repair(start, start + len(match[0]), told, UTF8_IN_LATIN))
    high = sum(char in LATIN and char not in AT_HOME for char in line)
    # bytes of another encoding may look like a character of UTF-8 here and there
    foreign = sum(char not in AT_HOME and char != ' ' for one in found for char in line[one.start : one.end])
    return found if 2 * foreign >= high else []


def _gbk_in_latin(line: str) -> list[Repair]:
    return _pairs_in_latin(line, 'gb18030', 'GBK 当成了西文编码')


def _big5_in_latin(line: str) -> list[Repair]:
    return _pairs_in_latin(line, 'cp950', 'Big5 当成了西文编码')


def _pairs_in_latin(line: str, encoding: str, how: str) -> list[Repair]:
    runs = [run for run in re.finditer(PAIRS, line) if not all(char in AT_HOME for char in run[0])]
    told = [decoded(_latin_bytes(run[0]), encoding) for run in runs]
    if 2 * sum(len(run[0]) for run in runs if len(run[0]) > 2) < sum(len(run[0]) for run in runs):
        return []  # an accented letter and a plain one, here and there: pinyin, French
    found = [Repair(*run.span(), text, how) for run, text in zip(runs, told, strict=True) if text and is_chinese(text)]
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
        data = encoded(run[0], read_as)
        told = decoded(data, written) if data else ''
        if told and told != run[0] and is_chinese(told):
            found.append(Repair(*run.span(), told, how))
    return found if _reads(found) else []


def _reads(found: Sequence[Repair]) -> bool:
    """Whether what would be given back reads as Chinese."""
    whole = ''.join(one.text for one in found)
    return sum(map(is_han, whole)) >= ODD and cost_of(whole) / len(whole) <= READS


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
        or (char.isalpha() and LETTERS.match(char) is not None)
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
            data += encoded(char, 'gb18030') or b'\0'
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


def _better(told: str, was: str) -> bool:
    """Whether a text reads as Chinese, and better than what stands there."""
    if not is_chinese(told) or not sum(map(is_han, told)):
        return False
    cost = cost_of(told)
    return cost / len(told) <= READS and cost_of(was) - cost >= LEAST_GAIN and len(told) <= len(was)
