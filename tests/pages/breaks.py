"""What may not happen where a line ends: marks on the wrong side, runs torn apart, a single character left over.

In: the lines of an article. Out: the offending places. The sets are those of CLREQ (https://www.w3.org/TR/clreq/) 3.1.6
and of GB/T 15834—2011, 5.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .lines import HAN, PARAGRAPHS, Blocks, Line

NOT_FIRST = set('，。、；：？！”’）》】〉」』〕％‰℃·～-/,.;:!?)]}%')
NOT_FIRST_STRICT = set('—…')
NOT_LAST = set('“‘（《【〈「『〔￥＄¥$([{№#')

NUMBER = re.compile(r'[0-9０-９]+(?:[.,:．：][0-9０-９]+)*[%‰％℃°]?')
LATIN = re.compile(r"[A-Za-z0-9À-ɏ]+(?:['’][A-Za-z]+)*")
HYPHENS = ('-', '‐', '')  # a hyphen the engine has put in may read as nothing

COUNTED = re.compile(r'[0-9０-９%％‰][多余]?[万亿千百十]{0,2}[余多]?$')
UNITS = re.compile(
    '[多余]?(?:年|月(?!球)|日(?!前|常|益|均)|号(?!召|称)|时(?!代|候|间|任|常)|分(?!别|析|类|布|为|管|校|局)|秒|天(?!气|空)|周(?!边|围)|岁|'
    '点(?!击|赞)|期(?!间|望|待)|季|世纪|小时|个(?!性|别|体)|人(?!民|才|工|大|均|社|行|事)|名(?!单|称|为)|位(?!于|置)|次(?!日|要)|元(?!旦|素)|角(?!色|度)|'
    '万(?!众|物)|亿|千(?!方)|百(?!姓|货)|家(?!庭|乡|长)|户|件|条(?!件|例)|项(?!目)|米|亩|吨|斤|克|届(?!时)|级(?!别)|座(?!谈)|辆|台(?!湾|州|风)|'
    '套|度(?!过)|种(?!植|子)|场(?!地|所)|倍|款(?!项)|册|篇|枚|棵|株|粒|颗|幢|栋|艘|'
    '公(?:里|斤|顷|分|尺|升|克|吨)|[平立]方|[厘毫微纳分千]米|[毫千微]克|毫?升|海里|[美港欧日]元|英镑|摄氏度)'
)
LATIN_UNIT = re.compile(r'\s*(?:℃|°|[kcmμ]?m[²³23]?|[kmμ]?g|k?W|kWh|[MGT]B|[km]?L|h|s)(?![A-Za-z])')


def bad_starts(lines: Sequence[Line], marks: set[str]) -> list[str]:
    """Lines within a block that begin with one of these marks."""
    return [f'{line} begins with {line.text[0]}' for line in lines if not line.first and line.text[0] in marks]


def bad_ends(lines: Sequence[Line]) -> list[str]:
    """Lines within a block that end with an opener or a prefix."""
    return [f'{line} ends with {line.text[-1]}' for line in lines if not line.last and line.text[-1] in NOT_LAST]


def boundaries(lines: Sequence[Line], blocks: Blocks) -> Iterator[tuple[Line, str, str]]:
    """Every line end within a block, with the block's text before and after it."""
    for line in lines:
        if not line.last:
            text = blocks[line.block][1]
            yield line, text[: line.end], text[line.end :]


def splits(lines: Sequence[Line], blocks: Blocks) -> list[str]:
    """Dashes, ellipses, numbers and unhyphenated words that a line end tears apart."""
    return [
        f'{line} tears {before[-6:]}|{after[:6]}'
        for line, before, after in boundaries(lines, blocks)
        if tears(before, after) and not (before[-1:].isalpha() and hyphenated(line))
    ]


def tears(before: str, after: str) -> bool:
    """Does the boundary stand inside a run that stays together?"""
    if before[-1:] + after[:1] in ('——', '……'):
        return torn_pair(before, after)
    whole, at = before[-40:] + after[:40], len(before[-40:])
    return any(m.start() < at < m.end() for pattern in (NUMBER, LATIN) for m in pattern.finditer(whole))


def torn_pair(before: str, after: str) -> bool:
    """Is it the middle of a pair, not the end of one?"""
    run = len(before) - len(before.rstrip(after[0]))
    return run % 2 == 1


def hyphenated(line: Line) -> bool:
    """Does the line end with a hyphen, one that reads as nothing included?"""
    last = line.visible[-1]
    return last.text in HYPHENS


def parted_units(lines: Sequence[Line], blocks: Blocks) -> list[str]:
    """Numbers parted from their unit, and 第 from its number."""
    return [
        f'{line} parts {before[-6:]}|{after[:4]}'
        for line, before, after in boundaries(lines, blocks)
        if parts_unit(before, after.lstrip())
    ]


def parts_unit(before: str, after: str) -> bool:
    """Is the boundary between a number and its unit, or after 第?"""
    if before.endswith('第'):
        return bool(re.match('[0-9０-９一二三四五六七八九十百]', after))
    counted = COUNTED.search(before)
    return bool(counted and (UNITS.match(after) or (before[-1:].isdigit() and LATIN_UNIT.match(after))))


def runts(lines: Sequence[Line]) -> list[str]:
    """Last lines of paragraphs that hold one Han character, or marks alone."""
    return [
        f'{line} is a single character'
        for line in lines
        if line.last and not line.first and line.role in PARAGRAPHS and is_runt(line.text)
    ]


def is_runt(text: str) -> bool:
    """One Han character and marks; a whole word or number is none."""
    words = [char for char in text if char.isalnum()]
    return len(words) < 2 and all(HAN.match(word) for word in words)
