"""One compiled kind of conversion at work.

In: a text. Out: the text by the character table, and the patches where phrases and rules decide otherwise. An engine never
changes once it is made (but for the tables it builds for its first long text), so threads may share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presscopy.script import backends, cache, particles

TYPE_CHECKING = False  # as in typing, whose import costs a quarter of a start
if TYPE_CHECKING:
    from presscopy.text.span import Edit

Patch = tuple[int, int, str, str, bool]  # start, end, what to print, the rule, whether it is certain
PHRASE = 'phrase'


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

    def exchanged(self, text: str, start: int, end: int) -> Iterator[Edit]:
        """The phrases of a stretch of a text that the pass writes otherwise, and what it writes."""
        from presscopy.text.span import Edit, Span

        at = start
        while at < end:
            key = self.match(text, at, end)
            if key and self.phrases[key] != key:
                yield Edit(Span(at, at + len(key)), self.phrases[key])
            at += len(key) or 1


class Engine:
    """Converts by the table, and finds the patches."""

    __slots__ = 'alone', 'anchors', 'backends', 'beyond', 'bigrams', 'kept', 'marks', 'stages', 'table', 'words'

    def __init__(self, kind: str) -> None:
        """Raises PressError when the dictionaries are needed and unusable."""
        tables = cache.load(kind)
        self.stages = [Stage(stored) for stored in tables.stages.split('\f')]
        # of one stage only: the stage's own table is the whole table
        self.table = str.maketrans(tables.source, tables.target) if tables.source else self.stages[0].table
        self.marks = tables.marks
        pairs = tables.bigrams
        self.bigrams = {pairs[i : i + 2] for i in range(0, len(pairs), 2)}
        self.words = particles.read_words(tables.words) if tables.words else {}
        rules = ''.join(particles.RULES) if self.words else ''
        self.anchors = tables.anchors + rules + (cache.LOOK if self.words else '')
        self.beyond = frozenset(backends.beyond(self.table))
        # characters that are decided without a phrase: by a rule, or because a table of the first plane cannot hold them
        self.alone = frozenset(rules if len(self.stages) == 1 else tables.anchors) | self.beyond
        self.kept = self.alone | frozenset(cache.LOOK) if self.words else self.alone
        self.backends: dict[str, backends.Backend] = {}

    def look(self, text: str, backend: str = 'auto') -> tuple[str, list[int]]:
        """A text by the character table, and the places where phrases and rules may decide otherwise.

        In a long text the characters beyond the first plane wait for `patches`.
        """
        name = backends.chosen(backend, len(text))
        way = self.backends.get(name)
        if way is None:
            way = self.backends[name] = backends.made(name, self.table, self.anchors, self.kept, self.bigrams)
        return way.look(text)

    def translate(self, text: str) -> str:
        """By the character table alone, characters beyond the first plane among them."""
        return text.translate(self.table)

    def convert(self, text: str, backend: str = 'auto') -> str:
        """A text by table, phrases and rules."""
        made, places = self.look(text, backend)
        return patched(made, self.patches(text, places, self.names(text)))

    def names(self, text: str) -> frozenset[str]:
        """Names with the surname 於 that the text makes certain."""
        return particles.names(text, self.words) if self.words and '於' in text else frozenset()

    def patches(self, text: str, places: Iterable[int], names: frozenset[str]) -> list[Patch]:
        """What phrases and rules decide around these places, from left to right."""
        found: list[Patch] = []
        done, size, bigrams = 0, len(text), self.bigrams
        piece = self._piece if len(self.stages) == 1 else self._passes
        for start in self._near(text, places, names):
            if start < done:
                continue
            end = start + 1
            while start > done and text[start - 1 : start + 1] in bigrams:
                start -= 1
            while end < size and text[end - 1 : end + 1] in bigrams:
                end += 1
            done = end
            piece(text, start, end, names, found)
        return found

    def _near(self, text: str, places: Iterable[int], names: frozenset[str]) -> Iterable[int]:
        """The places where something may be decided: most have no phrase beside them, and then only a rule could say anything."""
        bigrams, alone = self.bigrams, self.alone
        if not self.words:
            return [
                at
                for at in places
                if text[at : at + 2] in bigrams
                or text[at - 1 : at + 1] in bigrams
                or text[at] in alone
                or text[at] > '\uffff'
            ]
        titles, silent = self.words['称谓'], particles.is_silent
        return [
            at
            for at in places
            if text[at : at + 2] in bigrams
            or text[at - 1 : at + 1] in bigrams
            or ((text[at] in alone or text[at] > '\uffff') and not silent(text, at, titles, names))
        ]

    def _passes(self, text: str, start: int, end: int, _: frozenset[str], found: list[Patch]) -> None:
        new = text[start:end]
        for stage in self.stages:
            new = stage.convert(new)
        found.append((start, end, new, PHRASE, True))

    def _piece(self, text: str, at: int, end: int, names: frozenset[str], found: list[Patch]) -> None:
        stage, alone = self.stages[0], self.alone
        while at < end:
            char = text[at]
            key = stage.match(text, at, end) if char in stage.firsts else ''
            if key:
                found.append((at, at + len(key), stage.phrases[key], PHRASE, True))
            elif char > '\uffff' or char in self.beyond:
                found.append((at, at + 1, char.translate(self.table), '', True))
            elif char in alone and (verdict := self._rule(text, at, names)):
                found.append((at, at + 1, verdict[0], particles.RULES[char], verdict[1]))
            at += len(key) or 1

    def _rule(self, text: str, at: int, names: frozenset[str]) -> particles.Verdict:
        return ('於', True) if text[at : at + 3] in names else particles.decide(text, at, self.words)


def patched(text: str, patches: Iterable[Patch]) -> str:
    """A text with its patches in; offsets are those of a text of the same length."""
    parts: list[str] = []
    done = 0
    for start, end, new, _, _ in patches:
        parts += text[done:start], new
        done = end
    return ''.join(parts) + text[done:] if parts else text
