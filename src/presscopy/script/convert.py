"""Traditional to Simplified, as a newspaper prints it.

In: a text and a configuration. Out: the text, and on request an account of every place that the character alone did not
decide. Press conversions keep the length of the text, so an offset before is an offset after.

The press layers stand over the dictionaries of opencc-python-reimplemented: what OpenCC 1.4.2 added, the standard list of
characters (通用规范汉字表, 2013), the words of the press, and rules for 著 於 像. `plain` leaves them off: for t2s, tw2s and hk2s
it gives what the package gives (`compile` tells the one difference).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from presscopy.script import gate
from presscopy.script.engine import LONG, Engine, Patch, patched

TYPE_CHECKING = False  # as in typing, whose import costs a quarter of a start
if TYPE_CHECKING:
    from typing import NoReturn

    from presscopy.script.account import Conversion

CONFIGS = 'auto', 't2s', 'tw2s', 'hk2s', 'tw2sp'
# what befalls the lines of a script: all of it is converted, or only what no Simplified text may hold
_WHOLE, _RESIDUE = 'whole', 'residue'
_FATES = {gate.TRADITIONAL: _WHOLE, gate.MIXED: _WHOLE}
_STATED = {gate.NEUTRAL: _WHOLE, gate.SIMPLIFIED: _RESIDUE}
_engines: dict[str, Engine] = {}


class Converter:
    """Converts texts by one configuration; made once, used often, by several threads if need be.

    auto            line by line, and only the lines that are Traditional: the rest stays as it is
    t2s tw2s hk2s   the copy is said to be Traditional: lines that tell nothing are converted too, and of Simplified
                    lines the characters that only Traditional writing has
    tw2sp           the same, with the words of Taiwan exchanged (軟體 → 软件): the one that may change the length
    plain           the dictionaries alone, without the press layers and, but for `auto`, without asking the line
    overrides       the house's own words, Traditional to Simplified: they win over everything
    """

    def __init__(
        self, config: str = 'auto', *, plain: bool = False, overrides: Mapping[str, str] | None = None
    ) -> None:
        """Raises PressError for an unknown configuration, an unusable override, or unusable dictionaries."""
        if config not in CONFIGS:
            _fail(f'没有“{config}”这种转换', f'可用：{"、".join(CONFIGS)}')
        self.config, self.plain = config, plain
        self._overrides = dict(overrides or {})
        self._house = _pattern(self._overrides)
        self._engine = _engine(config if plain else 'press')
        self._region = _engine('region') if config == 'tw2sp' and not plain else None
        self._fates = _FATES if config == 'auto' else _FATES | _STATED

    def convert(self, text: str) -> str:
        """The text in Simplified. Press conversions but tw2sp keep its length."""
        if self.plain and self.config != 'auto':
            return self._plain(text)
        if self.config == 'auto' and gate.sets()[0].isdisjoint(text):
            return text
        names = self._engine.names(text)
        return '\n'.join([self._run(run, fate, names) for fate, run in self._runs(text)])

    def account(self, text: str) -> Conversion:
        """The text in Simplified with what was decided in it.

        Raises PressError for tw2sp and for plain conversions, which keep no account.
        """
        from presscopy.script.account import Conversion, decisions

        if self.config == 'tw2sp' or self.plain:
            _fail('这种转换没有逐处说明', '请用 auto、t2s、tw2s 或 hk2s，不加 plain')
        names, found, at = self._engine.names(text), [], 0
        for fate, run in self._runs(text):
            if fate == _WHOLE:
                found += decisions(self._engine, run, list(self._patches(run, names)), at)
            at += len(run) + 1
        return Conversion(self.convert(text), tuple(found))

    def _runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Neighbouring lines of one fate, joined."""
        many = len(text) > LONG

        def fate_of(line: str) -> str:
            return self._fates.get(gate.classify(line, many=many), '')

        for fate, lines in groupby(text.split('\n'), key=fate_of):
            yield fate, '\n'.join(lines)

    def _run(self, run: str, fate: str, names: frozenset[str]) -> str:
        if not fate:
            return run
        if self._region and fate == _WHOLE:
            run = self._region.stages[0].convert(run)
        made = patched(self._engine.translate(run), self._patches(run, names))
        assert len(made) == len(run), 'a press conversion keeps the length'
        return _only_residue(run, made) if fate == _RESIDUE else made

    def _plain(self, text: str) -> str:
        """The package's own way; tw2sp changes lengths, so there each stage reads the whole text."""
        if self.config != 'tw2sp':
            return patched(self._engine.translate(text), self._patches(text, frozenset()))
        for stage in self._engine.stages:
            text = stage.convert(text)
        return text

    def _patches(self, run: str, names: frozenset[str]) -> Iterator[Patch]:
        found = self._engine.patches(run, names)
        if not self._house:
            return found
        own = [(m.start(), m.end(), self._overrides[m.group()], 'override', True) for m in self._house.finditer(run)]
        taken = {at for start, end, *_ in own for at in range(start, end)}
        return iter(sorted(own + [patch for patch in found if taken.isdisjoint(range(patch[0], patch[1]))]))


def convert(text: str, config: str = 'auto', *, plain: bool = False) -> str:
    """A text in Simplified; see `Converter`."""
    return Converter(config, plain=plain).convert(text)


def by_table(text: str) -> str:
    """Every character by the press table alone, whatever its words and line: to look words up, not to print."""
    return _engine('press').translate(text)


def _engine(kind: str) -> Engine:
    engine = _engines.get(kind)
    if engine is None:
        engine = _engines[kind] = Engine(kind)
    return engine


def _pattern(overrides: dict[str, str]) -> re.Pattern[str] | None:
    for before, after in overrides.items():
        if not before or len(before) != len(after) or '\n' in before + after:
            _fail(f'自定义转换“{before}→{after}”不能用', '两边都要有字，字数要相等，不能换行')
    longest_first = sorted(map(re.escape, overrides), key=len, reverse=True)
    return re.compile('|'.join(longest_first)) if overrides else None


def _only_residue(run: str, made: str) -> str:
    old = gate.sets()[0]
    return ''.join([new if char in old else char for char, new in zip(run, made, strict=True)])


def _fail(what: str, remedy: str) -> NoReturn:
    from presscopy.errors import PressError

    raise PressError(what, '', remedy)
