"""The numbers that Word puts in front of paragraphs: 一、 （一） 1. ①.

In: the numbering part, then one paragraph after another. Out: the label of each, as the author saw it.
ECMA-376 part 1, 17.9 (Numbering) and 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from presscopy.formats.docx_package import MC, W, is_on, value, whole

LEVELS = 9
LONGEST = 60  # characters of a pattern or a label; a longer one was made to burst
UNLABELLED = ('bullet', 'none')
PLACE = re.compile('%([1-9])')
CLOSE = frozenset('、，。：；．）】〕》」』”’…—')  # a label that ends so, or in ①, stands close to its text


class Level(NamedTuple):
    """How one level of a list counts, and how its number is written."""

    start: int = 1
    format: str = 'decimal'
    pattern: str = ''
    suffix: str = 'tab'
    legal: bool = False  # all numbers in the pattern as 1, 2, 3
    restart: int | None = None  # begins anew after this level, counted from 1; 0: never; None: after any higher level
    style: str = ''


class _List(NamedTuple):
    """A list of the document (w:num): the definition it shares with others, and where it departs from it."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """The lists of a file, and how far each has counted."""

    def __init__(self, root: Any) -> None:
        self.definitions = _Definitions(root)
        self.numbers = {num.get(W + 'numId') or '': num for num in ([] if root is None else root.findall(W + 'num'))}
        self.lists: dict[str, _List | None] = {}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[tuple[str, int]] = set()

    def _of(self, number: str) -> _List | None:
        """A list of the file; files keep thousands of which a copy uses a few."""
        if number not in self.lists:
            num = self.numbers.get(number)
            self.lists[number] = None if num is None else _list(num, self.definitions)
        return self.lists[number]

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that belongs to a paragraph style."""
        one = self._of(number)
        return next((at for at, level in one.levels.items() if level.style == style), 0) if one and style else 0

    def has_bullets(self, number: str, at: int) -> bool:
        """Whether a level of a list has bullets for numbers."""
        one = self._of(number)
        return one is not None and at in one.levels and one.levels[at].format == 'bullet'

    def label(self, number: str, at: int, *, shown: bool = True) -> str:
        """The label of the next paragraph at a level (from 0 up) of a list, with the space that parts it from the text.

        A paragraph that is not shown counts, and has none.
        """
        one = self._of(number)
        if one is None or not 0 <= at < LEVELS or at not in one.levels:
            return ''
        counts = self._count(number, one, at)
        level = one.levels[at]
        if level.format in UNLABELLED or not shown:
            return ''

        def figure(place: re.Match[str]) -> str:
            other = one.levels.get(int(place[1]) - 1, Level())
            count = counts[int(place[1]) - 1]
            return formatted(
                _start(one, int(place[1]) - 1) if count is None else count, 'decimal' if level.legal else other.format
            )

        label = PLACE.sub(figure, level.pattern, LEVELS)[:LONGEST].strip()
        close = not label or level.suffix == 'nothing' or label[-1] in CLOSE or '①' <= label[-1] <= '⑳'
        return label if close else label + ' '

    def _count(self, number: str, one: _List, at: int) -> list[int | None]:
        """Count one paragraph. Lists of one definition count on from each other, unless one says where it starts."""
        counts = self.counts.setdefault(one.definition, [None] * LEVELS)
        last = counts[at]
        anew = at in one.starts and (number, at) not in self.begun
        self.begun.add((number, at))
        counts[at] = _start(one, at) if last is None or anew else last + 1
        for deeper in range(at + 1, LEVELS):
            restart = one.levels.get(deeper, Level()).restart
            if restart is None or at < restart:
                counts[deeper] = None
        return counts


def _start(one: _List, at: int) -> int:
    return one.starts.get(at, one.levels.get(at, Level()).start)


class _Definitions:
    """The levels of each definition (w:abstractNum), read when a list is met that has them."""

    def __init__(self, root: Any) -> None:
        self.elements: dict[str, Any] = {}
        self.styled: dict[str, str] = {}  # by list style
        self.read: dict[str, dict[int, Level]] = {}
        for each in () if root is None else root.findall(W + 'abstractNum'):
            name = each.get(W + 'abstractNumId') or ''
            self.elements[name] = each
            if style := value(each, 'styleLink'):
                self.styled[style] = name

    def levels(self, name: str) -> dict[int, Level]:
        """The levels of one; of one that only points to a list style the levels of that."""
        if name not in self.read:
            each = self.elements.get(name)
            style = value(each, 'numStyleLink') or ''
            each = self.elements.get(self.styled.get(style, name))
            # of several for one level the last
            last = {whole(one.get(W + 'ilvl'), -1): one for one in ([] if each is None else each.findall(W + 'lvl'))}
            self.read[name] = {at: _level(one) for at, one in last.items() if 0 <= at < LEVELS}
        return self.read[name]


def _list(num: Any, definitions: _Definitions) -> _List:
    definition = value(num, 'abstractNumId') or ''
    levels, starts = dict(definitions.levels(definition)), {}
    last: dict[int, Any] = {}
    for override in num.findall(W + 'lvlOverride'):
        at = min(max(whole(override.get(W + 'ilvl')), 0), LEVELS - 1)
        if (own := override.find(W + 'lvl')) is not None:
            last[at] = own
        if (start := value(override, 'startOverride')) is not None:
            starts[at] = whole(start, 1)
    levels.update((at, _level(own)) for at, own in last.items())
    return _List(definition, levels, starts)


def _level(element: Any) -> Level:
    legal, restart = element.find(W + 'isLgl'), value(element, 'lvlRestart')
    return Level(
        start=whole(value(element, 'start')),
        format=_format(element),
        pattern=(value(element, 'lvlText') or '')[:LONGEST],
        suffix=value(element, 'suff') or 'tab',
        legal=legal is not None and is_on(legal),
        restart=None if restart is None else whole(restart),
        style=value(element, 'pStyle') or '',
    )


def _format(element: Any) -> str:
    """The number format of a level; a custom one (001, 002, …) as its example."""
    custom = element.find(f'{MC}AlternateContent/{MC}Choice/{W}numFmt')
    if custom is not None and (custom.get(W + 'format') or '').startswith('0'):
        return str(custom.get(W + 'format')).partition(',')[0][:8]
    fallback = element.find(f'{MC}AlternateContent/{MC}Fallback/{W}numFmt')
    usual: str | None = value(element, 'numFmt') or (None if fallback is None else fallback.get(W + 'val'))
    return usual or 'decimal'


@lru_cache(1000)
def formatted(number: int, format: str) -> str:
    """A number as one of Word's formats writes it; in figures when the format does not reach so far or is not known."""
    if format.strip('0') in ('', '1') and format:
        return str(number).zfill(len(format))
    write = FORMATS.get(format)
    return (write(number) if write and 0 < number < 32768 else '') or str(number)


def _roman(number: int) -> str:
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ('M', 'CM', 'D', 'CD', 'C', 'XC', 'L', 'XL', 'X', 'IX', 'V', 'IV', 'I'),
        strict=True,
    )
    written = ''
    for worth, sign in steps:
        written += sign * (number // worth)
        number %= worth
    return written


def _letter(number: int) -> str:
    """A … Z, then AA, BB, as Word goes on."""
    return chr(ord('A') + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 780 else ''


def _row(first: str, count: int) -> Callable[[int], str]:
    """Numbers that have a character each, from this one on."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else ''


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _full_width(number: int) -> str:
    return ''.join(chr(ord(figure) + 0xFEE0) for figure in str(number))


HAN, UNITS = '〇一二三四五六七八九', '十百千'
STEMS, BRANCHES = '甲乙丙丁戊己庚辛壬癸', '子丑寅卯辰巳午未申酉戌亥'


def _digits(number: int) -> str:
    return ''.join(HAN[int(figure)] for figure in str(number))


def _counting(number: int) -> str:
    """一 … 九十九, then digit by digit."""
    return _counted(number) if number < 100 else _digits(number)


def _counted(number: int, digits: str = HAN, units: str = UNITS, *, zero: str = '零', bare: bool = True) -> str:
    """Read out with 十百千万. `bare`: 十 and not 一十 at the beginning; without `zero` 百一 is written for 101, as in Japanese."""
    if number >= 10000:
        high, low = divmod(number, 10000)
        rest = _counted(low, digits, units, zero=zero, bare=False) if low else ''
        return _counted(high, digits, units, zero=zero, bare=bare) + '万' + (zero if 0 < low < 1000 else '') + rest
    written, gap = '', False
    for power in (3, 2, 1, 0):
        figure = number // 10**power % 10
        if not figure:
            gap = bool(written)
            continue
        one = figure == 1 and power and (not zero or (bare and power == 1 and not written))
        written += (zero if gap else '') + ('' if one else digits[figure]) + (units[power - 1] if power else '')
        gap = False
    return written


FORMATS: Mapping[str, Callable[[int], str]] = {
    'decimalZero': lambda number: f'{number:02}',
    'upperRoman': _roman,
    'lowerRoman': lambda number: _roman(number).lower(),
    'upperLetter': _letter,
    'lowerLetter': lambda number: _letter(number).lower(),
    'chineseCounting': _counting,
    'taiwaneseCounting': _counting,
    'chineseCountingThousand': _counted,
    'taiwaneseCountingThousand': _counted,
    'japaneseCounting': lambda number: _counted(number, zero=''),
    'ideographDigital': _digits,
    'taiwaneseDigital': _digits,
    'japaneseDigitalTenThousand': _digits,
    'chineseLegalSimplified': lambda number: _counted(number, '零壹贰叁肆伍陆柒捌玖', '拾佰仟', bare=False),
    'ideographLegalTraditional': lambda number: _counted(number, '零壹貳參肆伍陸柒捌玖', '拾佰仟', bare=False),
    'decimalEnclosedCircle': _row('①', 20),
    'decimalEnclosedCircleChinese': _row('①', 20),
    'decimalEnclosedParen': _row('⑴', 20),
    'decimalEnclosedFullstop': _row('⒈', 20),
    'ideographEnclosedCircle': _row('㊀', 10),
    'decimalFullWidth': _full_width,
    'decimalFullWidth2': _full_width,
    'ideographTraditional': _cycle(STEMS),
    'ideographZodiac': _cycle(BRANCHES),
    'ideographZodiacTraditional': lambda number: STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12],
}
