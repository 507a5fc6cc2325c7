"""One compiled kind of conversion at work.

In: a text. Out: the text by the character table, and the patches where phrases and rules decide otherwise. An engine never
changes once it is made (but for the table it builds for its first long text), so threads may share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscopy.script import cache, particles

Patch = tuple[int, int, str, str, bool]  # start, end, what to print, the rule, whether it is certain
PHRASE = 'phrase'
LONG = 60_000  # from this many characters on, preparing for speed pays
_BEYOND = '\U00010000-\U0010ffff'  # characters that such a list leaves alone


class Stage:
    """Phrases and characters of one pass, ready for scanning."""

    __slots__ = 'firsts', 'phrases', 'sizes', 'table'

    def __init__(self, stored: str) -> None:
        source, target, keys, values = stored.split('\t')
        self.table = str.maketrans(source, target)
        self.phrases = dict(zip(keys.split('\v'), values.split('\v'), strict=True)) if keys else {}
        self.firsts = {key[0] for key in self.phrases}
        self.sizes = sorted(set(map(len, self.phrases)), reverse=True)

    def match(self, text: str, at: int, end: int) -> str:
        """The longest phrase that stands at a place, or nothing."""
        if text[at] in self.firsts:
            for size in self.sizes:
                if at + size <= end and text[at : at + size] in self.phrases:
                    return text[at : at + size]
        return ''

    def convert(self, text: str) -> str:
        """The whole pass from left to right: for pieces, or where phrases change the length."""
        parts, at, end = [], 0, len(text)
        while at < end:
            key = self.match(text, at, end)
            parts.append(self.phrases[key] if key else text[at].translate(self.table))
            at += len(key) or 1
        return ''.join(parts)


class Engine:
    """Converts by the table, and finds the patches."""

    __slots__ = 'anchors', 'bigrams', 'dense', 'marks', 'stages', 'table', 'words'

    def __init__(self, kind: str) -> None:
        """Raises PressError when the dictionaries are needed and unusable."""
        tables = cache.load(kind)
        self.stages = [Stage(stored) for stored in tables.stages.split('\f')]
        # of one stage only: the stage's own table is the whole table
        self.table = str.maketrans(tables.source, tables.target) if tables.source else self.stages[0].table
        self.dense: list[int] = []
        self.marks = tables.marks
        pairs = tables.bigrams
        self.bigrams = {pairs[i : i + 2] for i in range(0, len(pairs), 2)}
        self.words = particles.read_words(tables.words) if tables.words else {}
        rules = ''.join(particles.RULES) if self.words else ''
        self.anchors = re.compile(f'[{re.escape(tables.anchors + rules)}{_BEYOND}]')

    def translate(self, text: str) -> str:
        """By the character table alone. In a long text the characters beyond the first plane wait for `patches`."""
        if len(text) < LONG:
            return text.translate(self.table)
        if not self.dense:
            dense = list(range(0x10000))
            for code, new in self.table.items():
                if code < 0x10000:
                    dense[code] = new
            self.dense = dense
        return text.translate(self.dense)

    def convert(self, text: str) -> str:
        """A text by table, phrases and rules."""
        return patched(self.translate(text), self.patches(text, self.names(text)))

    def names(self, text: str) -> frozenset[str]:
        """Names with the surname 於 that the text makes certain."""
        return particles.names(text, self.words) if self.words and '於' in text else frozenset()

    def patches(self, text: str, names: frozenset[str]) -> Iterator[Patch]:
        """What phrases and rules decide, from left to right."""
        done, size, bigrams = 0, len(text), self.bigrams
        piece = self._piece if len(self.stages) == 1 else self._passes
        for match in self.anchors.finditer(text):
            start = match.start()
            if start < done:
                continue
            end = start + 1
            while start > done and text[start - 1 : start + 1] in bigrams:
                start -= 1
            while end < size and text[end - 1 : end + 1] in bigrams:
                end += 1
            done = end
            yield from piece(text, start, end, names)

    def _passes(self, text: str, start: int, end: int, _: frozenset[str]) -> Iterator[Patch]:
        new = text[start:end]
        for stage in self.stages:
            new = stage.convert(new)
        yield start, end, new, PHRASE, True

    def _piece(self, text: str, at: int, end: int, names: frozenset[str]) -> Iterator[Patch]:
        stage = self.stages[0]
        while at < end:
            key = stage.match(text, at, end)
            if key:
                yield at, at + len(key), stage.phrases[key], PHRASE, True
            elif text[at] in particles.RULES and self.words:
                yield from self._rule(text, at, names)
            elif text[at] > '\uffff':
                yield at, at + 1, text[at].translate(self.table), '', True
            at += len(key) or 1

    def _rule(self, text: str, at: int, names: frozenset[str]) -> Iterator[Patch]:
        char = text[at]
        verdict = ('於', True) if text[at : at + 3] in names else particles.decide(text, at, self.words)
        if verdict:
            yield at, at + 1, verdict[0], particles.RULES[char], verdict[1]


def patched(text: str, patches: Iterator[Patch]) -> str:
    """A text with its patches in; offsets are those of a text of the same length."""
    parts: list[str] = []
    done = 0
    for start, end, new, _, _ in patches:
        parts += text[done:start], new
        done = end
    return ''.join(parts) + text[done:] if parts else text
