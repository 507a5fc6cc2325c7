"""Traditional to Simplified, as a newspaper prints it.

In: a text and a configuration. Out: the text, and on request an account of every place that the character alone did not
decide. Press conversions keep the length of the text, so an offset before is an offset after.

The press layers stand over the dictionaries of opencc-python-reimplemented: what OpenCC 1.4.2 added, the standard list of
characters (通用规范汉字表, 2013), the words of the press, and rules for 著 於 像. `plain` leaves them off: for t2s, tw2s and hk2s
it gives what the package gives (`compile` tells the one difference).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from presscopy.script import gate
from presscopy.script.backends import LONG, NAMES
from presscopy.script.engine import Engine, Patch, patched
from presscopy.text.characters import characters_of

TYPE_CHECKING = False  # as in typing, whose import costs a quarter of a start
if TYPE_CHECKING:
    from typing import NoReturn

    from presscopy.script.account import Conversion
    from presscopy.text.span import Edit

CONFIGS = 'auto', 't2s', 'tw2s', 'hk2s', 'tw2sp', 'hk2sp'
_REGIONS = {'tw2sp': 'region-tw', 'hk2sp': 'region-hk'}
# what befalls the lines of a script: all of it is converted, or only what no Simplified text may hold
_WHOLE, _RESIDUE = 'whole', 'residue'
_FATES = {gate.TRADITIONAL: _WHOLE, gate.MIXED: _WHOLE}
_STATED = {gate.NEUTRAL: _WHOLE, gate.SIMPLIFIED: _RESIDUE}
_engines: dict[str, Engine] = {}
PART = 3_000_000  # characters converted at a time in a stream


class Converter:
    """Converts texts by one configuration; made once, used often, by several threads if need be.

    auto            line by line, and only the lines that are Traditional: the rest stays as it is
    t2s tw2s hk2s   the copy is said to be Traditional: lines that tell nothing are converted too, and of Simplified
                    lines the characters that only Traditional writing has
    tw2sp hk2sp     the same, with the words of Taiwan or Hong Kong exchanged (軟體 → 软件): these may change the length
    plain           the dictionaries alone, without the press layers and, but for `auto`, without asking the line
    overrides       the house's own words, Traditional to Simplified: they win over everything
    backend         standard, pillow or numpy; auto takes the quickest that is there and pays. All give the same
    """

    def __init__(
        self,
        config: str = 'auto',
        *,
        plain: bool = False,
        overrides: Mapping[str, str] | None = None,
        backend: str = 'auto',
    ) -> None:
        """Raises PressError for an unknown configuration, an unusable override, or unusable dictionaries."""
        if config not in CONFIGS:
            _fail(f'没有“{config}”这种转换', f'可用：{"、".join(CONFIGS)}')
        if backend not in NAMES:
            _fail(f'没有叫“{backend}”的后端', f'可用：{"、".join(NAMES)}')
        self.config, self.plain, self.backend = config, plain, backend
        self._overrides = dict(overrides or {})
        self._house = _pattern(self._overrides)
        if plain and config == 'hk2sp':
            _fail('hk2sp 没有 plain 一式', '去掉 plain，或用 hk2s')
        self._engine = _engine(config if plain else 'press')
        self._region = _engine(_REGIONS[config]) if config in _REGIONS and not plain else None
        self._fates = _FATES if config == 'auto' else _FATES | _STATED

    def convert(self, text: str) -> str:
        """The text in Simplified. Press conversions but tw2sp and hk2sp keep its length."""
        if self.plain and self.config != 'auto':
            return self._plain(text)
        if self.config == 'auto' and gate.sets()[0].isdisjoint(characters_of(text)):
            return text
        if self._region:
            text = self._of_the_press(text)
        made, _, patches, _ = self._decided(text)
        return patched(made, patches)

    def account(self, text: str) -> Conversion:
        """The text in Simplified with what was decided in it.

        Raises PressError for plain conversions, which keep no account.
        """
        from presscopy.script.account import across

        if self.plain:
            _fail('这种转换没有逐处说明', '去掉 plain')
        if self._region:
            exchanged = list(self._exchanged(text))
            return across(text, exchanged, self._account(self._of_the_press(text)))
        return self._account(text)

    def _exchanged(self, text: str) -> Iterator[Edit]:
        """The words of the region in the lines that are converted."""
        assert self._region
        at = 0
        for _, start, end in (*self._spared(text), ('', len(text), len(text))):
            yield from self._region.stages[0].exchanged(text, at, start)
            at = end

    def _account(self, text: str) -> Conversion:
        from presscopy.script.account import Conversion, decisions

        if self.config == 'auto' and gate.sets()[0].isdisjoint(characters_of(text)):
            return Conversion(text, ())
        made, places, patches, spared = self._decided(text)
        found = decisions(self._engine, text, made, places, patches, spared)
        return Conversion(patched(made, patches), tuple(found))

    def _decided(self, text: str) -> tuple[str, list[int], list[Patch], list[tuple[int, int]]]:
        """The text by the table, its anchors, what is to be patched in it, and the stretches whose lines are not converted, or not wholly."""
        made, places = self._engine.look(text, self.backend)
        patches = self._patches(text, places, self._engine.names(text))
        spared = list(self._spared(text))
        if not spared:
            return made, places, patches, []
        kept: list[Patch] = []
        i = 0
        for fate, start, end in spared:
            while i < len(patches) and patches[i][0] < start:
                kept.append(patches[i])
                i += 1
            inside = i
            while i < len(patches) and patches[i][0] < end:
                i += 1
            line = text[start:end]
            if fate == _RESIDUE:
                moved = [(a - start, b - start, new, rule, sure) for a, b, new, rule, sure in patches[inside:i]]
                line = _only_residue(line, patched(made[start:end], moved))
            kept.append((start, end, line, '', True))
        return made, places, kept + patches[i:], [(start, end) for _, start, end in spared]

    def _spared(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The lines that are not converted, or not wholly, with their fate."""
        if len(text) > LONG:
            yield from self._spared_of_many(text)
            return
        start = 0
        for line in text.split('\n'):
            fate = self._fates.get(gate.classify(line), '') if line else _WHOLE
            if fate != _WHOLE:
                yield fate, start, start + len(line)
            start += len(line) + 1

    def _spared_of_many(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The same for a long text: only lines that hold something of another script are looked at one by one."""
        other, neutral = gate.patterns()
        start, size, stated = 0, len(text), gate.NEUTRAL in self._fates
        while start <= size:
            found = other.search(text, start)
            line = max(start, text.rfind('\n', start, found.start()) + 1) if found else size
            if not stated:
                yield from (('', *one.span()) for one in neutral.finditer(text, start, line) if one[0])
            if not found:
                return
            end = text.find('\n', found.start())
            end = end if end >= 0 else size
            fate = self._fates.get(gate.classify(text[line:end], many=True), '')
            if fate != _WHOLE:
                yield fate, line, end
            start = end + 1

    def stream(self, pieces: Iterable[str]) -> Iterator[str]:
        """A text of any length in pieces cut anywhere: the same text as `convert` gives of the whole, in bounded memory.

        It is converted some million characters at a time, whole lines together; a line longer than that is cut where no phrase can cross.
        What the rest of a text tells of a name (於可欣) is known within such a part only.
        """
        held: list[str] = []
        size = 0
        for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size >= PART:
                text = ''.join(held)
                cut = self._cut(text)
                yield self.convert(text[:cut])
                held, size = [text[cut:]], len(text) - cut
        yield self.convert(''.join(held))

    def _cut(self, text: str) -> int:
        """Where a part may end: behind its last line, else where no phrase can cross."""
        cut = text.rfind('\n') + 1
        if cut:
            return cut
        pairs = self._engine.bigrams
        apart = (at for at in range(len(text) - 1, 0, -1) if text[at - 1 : at + 1] not in pairs)
        return next(apart, len(text))

    def _of_the_press(self, text: str) -> str:
        """With the words of Taiwan exchanged, in the lines that are converted."""
        assert self._region
        parts, at = [], 0
        for _, start, end in self._spared(text):
            parts += [self._region.stages[0].convert(text[at:start]), text[start:end]]
            at = end
        return ''.join((*parts, self._region.stages[0].convert(text[at:])))

    def _plain(self, text: str) -> str:
        """The package's own way; tw2sp changes lengths, so there each stage reads the whole text."""
        if self.config != 'tw2sp':
            made, places = self._engine.look(text, self.backend)
            return patched(made, self._patches(text, places, frozenset()))
        for stage in self._engine.stages:
            text = stage.convert(text)
        return text

    def _patches(self, run: str, places: Iterable[int], names: frozenset[str]) -> list[Patch]:
        found = self._engine.patches(run, places, names)
        if not self._house:
            return found
        own = [(m.start(), m.end(), self._overrides[m.group()], 'override', True) for m in self._house.finditer(run)]
        taken = {at for start, end, *_ in own for at in range(start, end)}
        return sorted(own + [patch for patch in found if taken.isdisjoint(range(patch[0], patch[1]))])


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
