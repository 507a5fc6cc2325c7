"""The search for the texts that explain a damaged run: hypotheses taken over the visible line, token by token.

In: the tokens before the run and from it on, and what stays the same during one search (`Desk`). Out: every hypothesis (`Walk`) that is in step again
behind the run, unranked but for what it costs. What is searched, and why so, is told in `inversion`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from presscopy.restore.likely import (
    ALL_WORDS,
    GUESSED_LAST,
    MARKS,
    NEVER_LAST,
    OTHERWISE,
    PHRASES,
    RARE_IN_GB2312,
    SIMPLIFIED_ONLY,
    alone,
    in_big5_all,
    is_han,
    respelled,
    unlikely,
)
from presscopy.restore.shown import Token, authored, decoded, dropped_pairs, encoded
from presscopy.tables.load import rows
from presscopy.tables.readings import characters, readings
from presscopy.tables.words import beginning as _beginning

MOST_DROPPED, MOST_WITH_COMMAS = 2, 3
ENDS = '。？！”…'  # marks that end a line
CONTEXT = 6  # characters read on either side of a run
LONGEST_IN_SEARCH = 4  # words looked for while searching; the last ranking takes longer ones too
REACH = 80  # a run that is not over after so many tokens is given up
# characters so common that they may have stood anywhere (CHEAPEST bits at most), of those whose second byte begins a pair that vanishes
CHEAPEST, CHEAP = 9.0, '…、。为之他但去她将將對而著要！（），'
WIDTHS = (40, 60, 100, 12)  # hypotheses kept at each step, by the pairs they assume lost,
JUST_BACK = (
    100  # of those that are in step again, until the first character behind the run has shown what words there are
)
DROPPING, DROPPING_AGAIN = 4, 2  # of these, how many may lose a pair next, and one more,
HALF_READ = 16  # how many of the outcomes are followed,
ALIKE = 6  # how many with the same last characters,
SLACK = 50.0  # and how many bits worse than the best they may be
HALVES = (HALF_READ,) * (MOST_WITH_COMMAS + 1)


@lru_cache(maxsize=1 << 12)  # the same last characters are asked for again and again
def beginning(start: str) -> Callable[[str], int] | None:
    """`words.beginning`, of what is spelled otherwise too."""
    found, usual = _beginning(start), respelled(start)
    other = _beginning(usual) if usual != start else None
    if found and other:
        one, two = found, other
        return lambda rest: max(one(rest), two(rest))
    return found or other


class Walk(NamedTuple):
    """One hypothesis: the author's text up to a token of the visible line.

    `pending` holds the first byte of a character whose second is still to come: nothing when in step, several
    alternatives after a dropped pair.
    """

    text: str
    plain: str  # the same in Simplified
    costs: tuple[float, ...]  # of the best reading of `plain` and of its last beginnings, the whole last
    pending: bytes
    last: int  # the author's last byte, 0 when unknown
    parted: bool  # whether a gloss stands right after it
    fresh: frozenset[str]  # glossed characters not met elsewhere
    stop: int  # where the run ends in `text`,
    end: int  # and in the visible line
    dropped: int
    guessed: int


# a character, its Simplified form, what it costs alone, what speaks against it whatever stands before (None: that decides),
# and the second bytes of the pair that vanished with its own second byte
Ending = tuple[str, str, float, float | None, bytes]
Price = Callable[
    [str, str, float, float | None], float
]  # of a character: it, its Simplified form, alone, what speaks against it


class Desk(NamedTuple):
    """What stays the same during one search."""

    glossed: Mapping[str, str]
    unglossed: frozenset[str]
    simple: Simple  # of one character
    length: int  # of the visible line
    phrases: frozenset[str]
    endings: dict[int, list[Ending]]  # of a first byte, see `_endings`
    cheap: dict[int, list[Ending]]  # the same, see `_cheap`


class Simple(dict[str, str]):
    """The Simplified form of each character, asked for once; many at a time cost little more than one."""

    def __init__(self, simplify: Callable[[str], str]) -> None:
        super().__init__()
        self._simplify = simplify

    def __missing__(self, char: str) -> str:
        found = self[char] = self._simplify(char) or char
        return found

    def ask(self, chars: Sequence[str]) -> None:
        """Learn the forms of many characters in one go."""
        self.update(zip(chars, self._simplify(''.join(chars)), strict=True))


def first_walk(before: Sequence[Token], at: int, desk: Desk) -> Walk | None:
    """The text left of the run, in step; None if no character stands there whose bytes could have been hit."""
    if not before or len(before[-1].body) != 2:
        return None
    walk = Walk('', '', (0.0,), b'', 0, False, frozenset(), 0, at, 0, 0)
    sound = max((i + 1 for i, token in enumerate(before) if not token.char), default=0)
    for token in before[sound:][-CONTEXT:]:
        walk = _with_char(walk, token.char, desk)
    return walk._replace(last=before[-1].body[1], parted=bool(before[-1].gloss), stop=len(walk.text))


def walk_line(first: Walk, cut: Sequence[Token], desk: Desk) -> tuple[list[Walk], int]:
    """All hypotheses that explain the line up to a place where every one is in step again, and that place."""
    walks, reached = [first], first.end
    cut = cut[:REACH]
    for token in cut:
        if not any(walk.pending for walk in walks) and _enough(walks, token, cut):
            break
        once = _pruned((new for walk in _droppable(walks, DROPPING) for new in _drop(walk, desk)), HALVES)
        twice = _pruned((new for walk in _droppable(once, DROPPING_AGAIN) for new in _drop(walk, desk)), HALVES)
        # a comma costs two pairs in a row: no reading is sure that was not held against one with it
        twice += _pruned(
            (new for walk in once if walk.dropped < MOST_WITH_COMMAS for new in _drop(walk, desk, cheap=True)), HALVES
        )
        walks = [*walks, *once, *twice]
        walks, reached = _pruned(new for walk in walks for new in _step(walk, token, desk)), token.end
    return [walk for walk in walks if not walk.pending], reached


def _enough(walks: Sequence[Walk], token: Token, cut: Sequence[Token]) -> bool:
    """Whether the right neighbours are read: some characters on, or up to the next damaged run."""
    end = max((walk.end for walk in walks), default=token.start)
    return (token.start > end and not token.char) or sum(end <= one.start < token.start for one in cut) >= CONTEXT


def _pruned(walks: Iterable[Walk], most: Sequence[int] = WIDTHS) -> list[Walk]:
    """The best of them, in a fixed order; of those that go on alike only a few.

    Those that assume more lost pairs are longer and cost more until their words are whole, so each number is ranked by itself.
    """
    kept: list[Walk] = []
    alike: dict[tuple[bytes, str, int, int], int] = {}
    counts, back, least = [0] * len(most), [0] * len(most), [math.inf] * len(most)
    for walk in sorted(walks, key=lambda walk: (walk.costs[-1], walk.text)):
        dropped, cost = walk.dropped, walk.costs[-1]
        least[dropped] = min(least[dropped], cost)
        just_back = not walk.pending and walk.stop == len(walk.text)
        full = back[dropped] == JUST_BACK if just_back else counts[dropped] == most[dropped]
        if full or cost > least[dropped] + SLACK:
            continue
        future = (walk.pending, walk.plain[-LONGEST_IN_SEARCH:], walk.end, dropped)
        alike[future] = alike.get(future, 0) + 1
        if alike[future] <= ALIKE:
            kept.append(walk)
            if just_back:
                back[dropped] += 1
            else:
                counts[dropped] += 1
    return kept


def _step(walk: Walk, token: Token, desk: Desk) -> Iterator[Walk]:
    """The hypothesis taken over one more token, in each way that explains it."""
    if not token.char:
        yield from _over_lost(walk, token, desk)
    elif not walk.pending:
        yield from _in_step(walk, token, desk)
    elif len(token.body) == 2:
        yield from _over_pair(walk, token, desk)
    elif token.body >= b'@':
        yield from _over_single(walk, token, desk)
    elif token.char == '?':
        yield from _over_swallowed(walk, token, desk)


def _over_lost(walk: Walk, token: Token, desk: Desk) -> Iterator[Walk]:
    """`?X)`: a first byte that swallowed the bracket; with the byte before it, it makes a character read X.

    In step, that character lies across two of the author's, and the lost byte begins the next one. Out of step it is the
    author's own, and ends the shift.
    """
    for char in characters(token.gloss):
        body = encoded(char)
        if len(body) != 2 or body[1] < 0x81 or body[0] not in (walk.pending or (walk.last,)):
            continue
        fresh = _heard(body[0], walk.parted, walk.fresh, body[1], token.gloss, desk)
        if fresh is None:
            continue
        new = walk._replace(last=body[1], parted=bool(token.gloss), fresh=fresh)
        yield _back_in_step(new, char, token, desk) if walk.pending else new._replace(pending=body[1:])


def _in_step(walk: Walk, token: Token, desk: Desk) -> Iterator[Walk]:
    fresh: frozenset[str] | None
    text, plain, costs, pending, last, parted, fresh, stop, end, dropped, guessed = walk
    for byte in token.body[:-1]:
        fresh = _heard(last, parted, fresh, byte, '', desk)
        if fresh is None:
            return
        last, parted = byte, False
    fresh = _heard(last, parted, fresh, token.body[-1], token.gloss, desk)
    if fresh is None:
        return
    char = token.char
    simple = desk.simple[char]
    cost = _pricer(walk, desk)(char, simple, alone(simple), None)
    costs = (*costs[1 - LONGEST_IN_SEARCH :], cost)
    last, parted = token.body[-1], bool(token.gloss)
    yield Walk(text + char, plain + simple, costs, pending, last, parted, fresh, stop, end, dropped, guessed)


def _over_pair(walk: Walk, token: Token, desk: Desk) -> Iterator[Walk]:
    """A character read in the wrong step: its first byte ends the author's, its second begins the next."""
    first, second = token.body
    price = _pricer(walk, desk)
    for char, new in _ended(walk, first, '', desk):
        fresh = _heard(new.last, new.parted, new.fresh, second, token.gloss, desk)
        if fresh is not None:
            pending, parted = token.body[1:], bool(token.gloss)
            yield _with_char(new, char, desk, price)._replace(pending=pending, last=second, parted=parted, fresh=fresh)


def _over_single(walk: Walk, token: Token, desk: Desk) -> Iterator[Walk]:
    """A letter that is the second byte of a character: what follows is in step."""
    price = _pricer(walk, desk)
    for char, new in _ended(walk, token.body[0], token.gloss, desk):
        yield _back_in_step(new, char, token, desk, price)


def _over_swallowed(walk: Walk, token: Token, desk: Desk) -> Iterator[Walk]:
    """A '?' that stands for a first byte, unknown, and the ASCII mark after it, unknown too; at the end of the line for the byte alone."""
    at_end = token.end == desk.length
    if len(walk.pending) > 1:
        # after a dropped pair every second byte could be; only the mark that ends the line is likely enough
        endings = [(char, walk) for char in ENDS if at_end and encoded(char)[0] in walk.pending]
    else:
        endings = [pair for byte in range(0x81, 0xFF) for pair in _ended(walk, byte, '', desk, common=True)]
    for char, new in endings:
        if at_end and char in NEVER_LAST:
            continue
        mark, sure = swallowed(char, at_end)
        done = _with_char(new, char, desk)
        if mark:
            done = _with_char(done, mark, desk)
        if at_end and not sure:
            done = done._replace(costs=(*done.costs[:-1], done.costs[-1] + GUESSED_LAST))
        guessed = walk.guessed + (not sure)
        yield done._replace(pending=b'', last=0, parted=False, stop=len(done.text), end=token.end, guessed=guessed)


def _droppable(walks: Sequence[Walk], most: int) -> Iterator[Walk]:
    """The hypotheses worth a dropped pair: the best of those that assume none yet, one, and so on."""
    for dropped in range(MOST_DROPPED):
        yield from [walk for walk in walks if walk.pending and walk.dropped == dropped][:most]


def swallowed(char: str, at_end: bool) -> tuple[str, bool]:
    """What a '?' after `char` swallowed, and whether that is sure.

    At the end of the line it was what ended the line; that is sure after a mark that ends a sentence, for nothing else can follow there.
    Elsewhere it was any ASCII character below '@': a comma most likely, but also a digit or a bracket.
    """
    if at_end:
        return '', char in ENDS
    return ('' if char in MARKS else ','), False


def _drop(walk: Walk, desk: Desk, cheap: bool = False) -> Iterator[Walk]:
    """The hypothesis that here a pair vanished: it ended one character, with `cheap` one of `CHEAP`, and began the next. The best of them only."""
    endings: list[Ending] = []
    for first in walk.pending:
        if cheap:
            endings += _cheap(desk).get(first, ())
        elif first >= 0x81:  # less begins no character
            endings += _endings(first, desk)
    if not endings:
        return
    price = _pricer(walk, desk)
    glossed, fresh, parted = desk.glossed, walk.fresh, walk.parted
    found = [
        (price(char, simple, lone, odd), char, seconds)
        for char, simple, lone, odd, seconds in endings
        if parted or (char not in glossed and char not in fresh)
    ]
    for cost, char, seconds in nsmallest(2 * HALF_READ, found):
        text, plain, costs, _, _, _, fresh, stop, end, dropped, guessed = walk
        text, plain, costs = text + char, plain + (desk.simple[char]), (*costs[1 - LONGEST_IN_SEARCH :], cost)
        yield Walk(text, plain, costs, seconds, 0, False, fresh, stop, end, dropped + 1, guessed)


def _endings(first: int, desk: Desk) -> Sequence[Ending]:
    """The characters that begin with a byte and end with the first of a pair that vanishes, with what such a pair can end with."""
    if not desk.endings:  # all at once: one question of many characters costs little more than one of few
        pairs = dropped_pairs()
        listed = rows('gbk_before_holes')
        every = ''.join(chars for _, chars in listed)
        desk.simple.ask(every)
        usual = in_big5_all(every)
        desk.endings.update((byte, []) for byte in range(0x81, 0xFF))
        for bits, chars in listed:
            lone, body = float(bits), chars.encode('gbk')
            for begin, end, char in zip(body[::2], body[1::2], chars, strict=True):
                odd = None if not is_han(char) else 0.0 if char in usual else SIMPLIFIED_ONLY
                desk.endings[begin].append((char, desk.simple[char], lone, odd, pairs[end]))
    return desk.endings.get(first, ())


def _cheap(desk: Desk) -> dict[int, list[Ending]]:
    """The endings that are one of `CHEAP`, by their first byte."""
    if not desk.cheap:
        pairs = dropped_pairs()
        for char in CHEAP:
            first, second = encoded(char)
            simple = desk.simple[char]
            odd = unlikely('', char) if is_han(char) else None
            desk.cheap.setdefault(first, []).append((char, simple, alone(simple), odd, pairs[second]))
    return desk.cheap


def _ended(walk: Walk, byte: int, gloss: str, desk: Desk, common: bool = False) -> Iterator[tuple[str, Walk]]:
    """The pending character ended by `byte`, for each first byte it may have."""
    common = common or len(walk.pending) > 1
    for first in walk.pending:
        char = authored(first, byte)
        if not char or (common and alone(desk.simple[char]) > RARE_IN_GB2312):
            continue
        fresh = _heard(first, walk.parted, walk.fresh, byte, gloss, desk)
        if fresh is not None:
            yield char, walk._replace(last=byte, parted=bool(gloss), fresh=fresh)


def _back_in_step(walk: Walk, char: str, token: Token, desk: Desk, price: Price | None = None) -> Walk:
    new = _with_char(walk, char, desk, price)
    return new._replace(pending=b'', stop=len(new.text), end=token.end)


def _heard(last: int, parted: bool, fresh: frozenset[str], byte: int, gloss: str, desk: Desk) -> frozenset[str] | None:
    """What is glossed besides when one more byte of the author's comes, None when its gloss, or the lack of one, contradicts.

    A glossed character is glossed wherever its bytes stand; only a gloss right between them keeps it from being found.
    """
    char = decoded(last, byte) if last else ''
    if gloss:
        if not char or char in desk.unglossed or gloss not in (desk.glossed.get(char), *readings(char)):
            return None
        if desk.glossed.get(char, gloss) != gloss:
            return None
        return fresh if char in desk.glossed else fresh | {char}
    return None if char and not parted and (char in desk.glossed or char in fresh) else fresh


def _with_char(walk: Walk, char: str, desk: Desk, price: Price | None = None) -> Walk:
    """One more character of the author's, the costs carried on. `price`: of `_pricer`, where many are asked for."""
    text, plain, costs, pending, last, parted, fresh, stop, end, dropped, guessed = walk
    simple = desk.simple[char]
    cost = (price or _pricer(walk, desk))(char, simple, alone(simple), None)
    costs = (*costs[1 - LONGEST_IN_SEARCH :], cost)
    return Walk(text + char, plain + simple, costs, pending, last, parted, fresh, stop, end, dropped, guessed)


def _pricer(walk: Walk, desk: Desk) -> Price:
    """What the best reading costs when a character comes next: alone, or as the end of a word or of a phrase met elsewhere.

    What the walk alone decides is worked out once; this is the inmost step of the search.
    """
    costs, plain, text, phrases = walk.costs, walk.plain, walk.text, desk.phrases
    last, before = costs[-1], text[-1:]
    ends = [
        (costs[-length], beginning(plain[1 - length :]), text[1 - length :], PHRASES.get(length, math.inf))
        for length in range(2, min(LONGEST_IN_SEARCH, len(costs)) + 1)
    ]

    def price(char: str, simple: str, lone: float, odd: float | None) -> float:
        cost = last + lone
        usual = OTHERWISE.get(simple)
        for begin, word, written, phrase in ends:
            if begin >= cost:
                continue  # every word and phrase costs something
            if word and (weight := word(simple) or (usual and word(usual))) and begin + ALL_WORDS - weight < cost:
                cost = begin + ALL_WORDS - weight
            if begin + phrase < cost and written + char in phrases:
                cost = begin + phrase
        return cost + (unlikely(before, char) if odd is None else odd)

    return price
