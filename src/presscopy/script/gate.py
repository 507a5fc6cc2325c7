"""Which lines the conversion may touch.

In: a line. Out: 'traditional', 'simplified', 'mixed', 'japanese' or 'neutral', and for single characters whether only one
of the two scripts uses them, and their level in the standard list (通用规范汉字表, 2013).

Characters are counted once each. A line with more Simplified-only than Traditional-only characters is Simplified with some
residue, which another stage reports; characters that both scripts write (里 后 云 面 干 丑 种 余) tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from presscopy.script import cache

TRADITIONAL, SIMPLIFIED, MIXED, JAPANESE, NEUTRAL = 'traditional', 'simplified', 'mixed', 'japanese', 'neutral'
KANA = frozenset(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB))))
_LIST_OF_NAMES = 60  # characters
_HAN_PER_KANA = 6  # a shop sign (鮮の物) in a Chinese line has less kana, a Japanese line has more
_sets: list[frozenset[str]] = []
_finders: dict[bool, tuple[Callable[[str], object], Callable[[str], object]]] = {}
_levels: dict[str, int] = {}
_patterns: list[re.Pattern[str]] = []


def classify(line: str, *, many: bool = False) -> str:
    """The script of a line. `many` says that so many will follow that a quicker search pays its preparation."""
    old, other = _finders.get(many) or _prepare(many)
    if not other(line):
        return TRADITIONAL if old(line) else NEUTRAL
    distinct = set(line)
    if not KANA.isdisjoint(distinct) and _is_japanese(line):
        return JAPANESE
    traditional, simplified = sets()
    left, right = len(distinct & traditional), len(distinct & simplified)
    if right > left:
        return SIMPLIFIED
    if left:
        if right and len(line) < _LIST_OF_NAMES and _are_names(line):
            return SIMPLIFIED  # 薛应旂、王汎森
        return MIXED if right else TRADITIONAL
    return NEUTRAL


def _are_names(line: str) -> bool:
    """Whether a line is nothing but names of persons, which may keep a variant character."""
    from presscopy.tables.load import rows

    surnames = {one for row in rows('surnames') for one in row[:2]}
    return all(2 <= len(one) <= 3 and one[0] in surnames for one in re.split('[、，和 \u3000]+', line.strip()))


def is_traditional_only(char: str) -> bool:
    """Whether only Traditional writing uses this character: the conversion changes it and the standard does not list it."""
    return char in sets()[0]


def is_simplified_only(char: str) -> bool:
    """Whether only Simplified writing uses this character: all its Traditional forms are other characters."""
    return char in sets()[1]


def level(char: str) -> int:
    """The level (1, 2, 3) of a character in the standard list of 8,105; 0 outside it."""
    return levels().get(char, 0)


def levels() -> dict[str, int]:
    """The levels of all characters of that list."""
    if not _levels:
        from presscopy.tables.load import rows

        for number, members in rows('script/tgh8105'):
            _levels.update(dict.fromkeys(members, int(number)))
    return _levels


def sets() -> tuple[frozenset[str], frozenset[str]]:
    """The Traditional-only and the Simplified-only characters."""
    if not _sets:
        tables = cache.load('press')
        _sets[:] = frozenset(tables.traditional), frozenset(tables.simplified)
    return _sets[0], _sets[1]


def patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """For long texts: something that is Simplified-only, kana, or beyond the first plane; and a line without anything Traditional-only."""
    if not _patterns:
        traditional, simplified = sets()
        members = ''.join(sorted(char for char in traditional if ord(char) < 0x10000))
        _patterns[:] = _class(simplified | KANA, '\U00010000-\U0010ffff'), re.compile(f'(?m)^[^{members}\n]*$')
    return _patterns[0], _patterns[1]


def _prepare(many: bool) -> tuple[Callable[[str], object], Callable[[str], object]]:
    """Two tests of a line: has it something Traditional-only; has it something Simplified-only or kana."""
    traditional, simplified = sets()
    other = simplified | KANA
    if many:
        # a single character beyond the first plane in a class makes it fifty times slower, a range does not; so such a
        # character sends the line to the exact count, and the first test never meets one
        _finders[many] = _class(traditional).search, _class(other, '\U00010000-\U0010ffff').search
    else:
        _finders[many] = lambda line: not traditional.isdisjoint(line), lambda line: not other.isdisjoint(line)
    return _finders[many]


def _class(chars: frozenset[str], more: str = '') -> re.Pattern[str]:
    members = ''.join(sorted(char for char in chars if ord(char) < 0x10000))
    return re.compile(f'[{members}{more}]')


def _is_japanese(line: str) -> bool:
    if KANA.isdisjoint(line):
        return not any('\u3400' <= char <= '\u9fff' for char in line)
    kana = sum(char in KANA for char in line)
    return kana * _HAN_PER_KANA >= sum('\u3400' <= char <= '\u9fff' for char in line)
