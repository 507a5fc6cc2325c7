"""The blocks that are looked through together: in which of them a character or a string stands.

In: the texts of the blocks. Out: numbers of blocks, so that a rule is asked only where it may have something to say. All pairs of characters
that any rule or word of a table begins with are found in one pass over the whole; a single character is asked of each block, which C does quickly.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from functools import cached_property
from itertools import accumulate, compress, count
from operator import add
from typing import Any, NamedTuple

from presscopy.rules.view import View
from presscopy.tables.pairs import perhaps

_PAIR = 'utf-16-le' if sys.byteorder == 'little' else 'utf-16-be'  # two code units are one number of array('I')
_LAST = '\uffff'
SHORT = 20_000  # characters of a text in which there are few pairs
MOST_KNOWN = 200_000
PAIRED = '“”‘’"\'「」『』＂〝〞（）【】〔〕《》'


class Waker(NamedTuple):
    """How a rule is woken that no list of strings can wake: by which blocks, and the pairs of characters it wants found for that."""

    blocks: Callable[[Scan], Collection[int]]
    pairs: Callable[[], str] | None = None  # of a compiled table, one after the other


class Watched:
    """The pairs of characters to be found; in strings, one pair after the other.

    `listed` give those by which compiled tables are searched. A short text is not worth a set of them all: there a pair is found, too, that only may be one.
    """

    def __init__(self, own: Iterable[str], listed: Iterable[Callable[[], str]] = ()) -> None:
        self._own, self._listed = tuple(own), tuple(listed)

    @cached_property
    def _pairs(self) -> Sequence[str]:
        return (*self._own, *(pairs() for pairs in self._listed))

    @cached_property
    def _strings(self) -> frozenset[str]:
        return frozenset(some[i : i + 2] for some in self._pairs for i in range(0, len(some), 2))

    @cached_property
    def _numbers(self) -> frozenset[int]:
        """Of the pairs of the first plane, that is of all that can stand in a text of that plane."""
        return _numbers(self._pairs)

    @cached_property
    def _known(self) -> _Known:
        return _Known(_numbers(self._own), bool(self._listed))

    def places(self, text: str) -> list[int]:
        """Where any of the pairs stands, from left to right."""
        data = text.encode(_PAIR, 'surrogatepass')
        if len(data) == 2 * len(text):  # no character takes two units
            return self._places(data)
        return [*compress(count(), map(self._strings.__contains__, map(add, text, text[1:])))]

    def _places(self, data: bytes) -> list[int]:
        units = len(data) // 2
        if units > SHORT:
            asked: Callable[[int], bool] = self._numbers.__contains__
        else:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            asked = self._known.__getitem__
        found: list[int] = []
        for first in (0, 1):
            numbers = array('I', data[2 * first : 2 * first + (units - first) // 2 * 4])
            found += compress(range(first, units, 2), map(asked, numbers))
        found.sort()
        return found


class _Known(dict[int, bool]):
    """Whether a pair is to be found, by its number; worked out when it is first asked for."""

    def __init__(self, own: frozenset[int], listed: bool) -> None:
        super().__init__()
        self._own, self._listed = own, listed

    def __missing__(self, number: int) -> bool:
        found = self[number] = number in self._own or (self._listed and perhaps(number))
        return found


def _numbers(strings: Iterable[str]) -> frozenset[int]:
    found = array('I')
    for some in strings:
        data = some.encode(_PAIR, 'surrogatepass')
        if len(data) > 2 * len(some):  # some characters take two units
            pairs = (some[i : i + 2] for i in range(0, len(some), 2))
            data = ''.join(pair for pair in pairs if max(pair) <= _LAST).encode(_PAIR, 'surrogatepass')
        found.frombytes(data)
    return frozenset(found)


class Scan:
    """Some blocks of an article, in order."""

    def __init__(
        self,
        texts: Sequence[str],
        roles: Sequence[str],
        view: Callable[[int], View],
        watched: Watched,
        characters: frozenset[str],
    ) -> None:
        """`view` makes the view of a block by its number; it is asked once for each, and only for those that a rule is asked about.

        `characters`: all that may stand in the blocks; more do no harm.
        """
        self.texts, self.roles, self.characters, self._watched = texts, roles, characters, watched
        self.text = '\n'.join(texts)
        assert self.text.count('\n') == max(0, len(texts) - 1), 'a block is a line'
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)][: len(texts)]
        self._make = view
        self._views: dict[int, View] = {}
        self._holding: dict[tuple[str, ...], Collection[int]] = {}
        self.memo: dict[str, Any] = {}  # what a rule works out once for all blocks

    def view(self, n: int) -> View:
        """The block of that number as rules see it."""
        found = self._views.get(n)
        if found is None:
            found = self._views[n] = self._make(n)
        return found

    def at(self, place: int) -> tuple[int, int]:
        """The number of the block where a place of the whole lies, and the place in it."""
        n = bisect_right(self._starts, place) - 1
        return n, place - self._starts[n]

    def places(self, char: str) -> list[int]:
        """Where a character stands in the whole."""
        found, text = [], self.text
        at = text.find(char)
        while at >= 0:
            found.append(at)
            at = text.find(char, at + 1)
        return found

    @cached_property
    def pairs(self) -> dict[str, list[int]]:
        """Where each watched pair stands in the whole."""
        found: dict[str, list[int]] = defaultdict(list)
        text = self.text
        for at in self._watched.places(text):
            found[text[at : at + 2]].append(at)
        return dict(found)

    @cached_property
    def begun(self) -> Set[str]:
        """All that a string may begin with that stands in a block: the watched pairs and the characters there."""
        return self.pairs.keys() | self.characters

    def only(self, chars: str) -> dict[str, list[int]]:
        """What is left of the blocks when only these marks, of those that stand in pairs, are kept: each such rest with its blocks: of most rests there are few."""
        found: dict[str, list[int]] = defaultdict(list)
        if not self.characters.isdisjoint(chars):
            kept = frozenset(chars + '\n')
            for n, rest in enumerate(''.join(filter(kept.__contains__, self._paired)).split('\n')):
                found[rest].append(n)
            found.pop('', None)
        return found

    @cached_property
    def _paired(self) -> str:
        """The marks that stand in pairs, and the ends of the blocks."""
        return ''.join(re.findall(f'[{PAIRED}\n]', self.text))

    def holding(self, *strings: str) -> Collection[int]:
        """The blocks in which one of some strings stands: a single character, or such as begin with the same watched pair."""
        found = self._holding.get(strings)
        if found is None:
            found = self._holding[strings] = self._with(strings)
        return found

    def _with(self, strings: tuple[str, ...]) -> Collection[int]:
        one = strings[0]
        if len(one) == 1:
            if one not in self.characters:
                return ()
            return [n for n, text in enumerate(self.texts) if one in text]
        text, places = self.text, self.pairs.get(one[:2], ())
        if one[:2] in strings:
            return {self.at(at)[0] for at in places}
        return {self.at(at)[0] for at in places if text.startswith(strings, at)}
