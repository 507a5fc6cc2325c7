"""Undo pinyin glosses that were inserted on GBK bytes and damaged the characters around them.

In: a visible line and the place of a `?lián)` in it. Out: what the author may have written there, best first.

What happened to the line. A converter held Traditional text as GBK bytes and, for one character after another,
searched its two bytes and wrote `(pinyin)` after each hit, also where the hit lay across two characters. What followed
was read in the wrong step: a first byte before an ASCII byte that cannot follow it swallowed that byte and became `?`,
pairs of the user-defined and unassigned areas vanished, all else became some other character:

    勇擔當     D3 [C2 93] FA AE 94                 聯 is C293: its bytes lie across 勇 and 擔
    inserted   D3 C2 | 93 ( | l i á n ) | FA AE | 94 ( | d ā n g )
    visible    勇      ?      lián)       dropped  ?      dāng)

So the true bytes are on the page but for three kinds of loss: the first byte a `?` stands for (known through the
reading), a dropped pair (known to lie in certain areas), and a swallowed ASCII mark (not known at all). The search
walks the visible line and keeps every author's text that explains it. Two facts prune it hard: each pair must be a Han
character or a Chinese mark, and a glossed character is glossed wherever its bytes stand, unless the gloss before it
parted them. What is left is ranked by how it reads: words of the dictionary with both neighbours, phrases met elsewhere
in the file, and common characters. How far the ranking may be trusted was measured, see `settled`.

Standard: GBK (GB 13000.1-93 appendix to GB 2312-80), as in the codec `gbk`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from presscopy.restore.likely import (
    DROPPED,
    GUESSED_LAST,
    LONE_HALF,
    NEW_GLOSS,
    ODD_GLOSS,
    PHRASES,
    read,
    unbalanced,
    unlikely,
)
from presscopy.restore.search import MOST_DROPPED, Desk, Simple, Walk, first_walk, walk_line
from presscopy.restore.shown import GLOSS, LOST, decoded_all, encoded, neighbours, silent, tokens
from presscopy.tables.readings import is_reading, readings

# bits by which a sure reading beats every other: one that assumes as many dropped pairs, that is as many characters; one that assumes more or fewer
MARGIN, MARGIN_OF_LENGTHS = 9.0, 11.0
AT_LINE_END, UNKNOWN = '。…”', '\ufffd'
STRAIN, STRAIN_LONE, STRAIN_DROPPED = 14.0, 19.0, 8.0  # bits a character of its worst word may cost


class Candidate(NamedTuple):
    """One text that explains a damaged run."""

    start: int  # the run in the visible line, half-open: from the '?' ...
    end: int  # ... to the place where the text is in step again, its glosses included
    text: str  # the author's characters, glosses removed
    score: float  # how well line and candidate read together, in bits; higher is better
    dropped: int  # how many dropped pairs it assumes
    guessed: int = 0  # how many swallowed ASCII marks it had to guess
    strain: float = 0.0  # bits a character costs in its worst word; low when it reads well


class Habits(NamedTuple):
    """What a file shows about the converter it went through."""

    glossed: dict[str, str]  # with the reading
    unglossed: frozenset[str]  # whose bytes stand somewhere without a gloss
    phrases: frozenset[str]  # two and three Han characters in a row


def habits(text: str) -> Habits:
    """The characters glossed in `text` with their reading, and those whose bytes stand there without a gloss.

    Only lines without damage are asked: there each pair of bytes was searched, also those across two characters.
    """
    glossed: dict[str, str] = {}
    seen: set[bytes] = set()
    sound: list[str] = []
    for line in text.splitlines():
        if '?' in line and any(is_reading(lost[1]) for lost in LOST.finditer(line)):
            continue
        plain, at = [], 0
        for gloss in GLOSS.finditer(line):
            if gloss.start() > at and is_reading(gloss[1]):
                if gloss[1] in readings(line[gloss.start() - 1]):
                    glossed[line[gloss.start() - 1]] = gloss[1]
                plain.append(line[at : gloss.start()])
                seen |= neighbours(plain[-1], glossed=True)
                at = gloss.end()
        plain.append(line[at:])
        seen |= neighbours(plain[-1])
        sound.append(''.join(plain))
    unglossed = decoded_all(seen) - glossed.keys()
    return Habits(glossed, frozenset(unglossed), _phrases('\n'.join(sound)))


def _phrases(text: str) -> frozenset[str]:
    """All that stands together in a text, of the lengths in `PHRASES`; what is no Han character parts."""
    odd = {ord(char): '\n' for char in set(text) if not '\u4e00' <= char <= '\u9fff'}
    pieces = [piece for piece in text.translate(odd).split('\n') if len(piece) > 1]
    found: set[str] = set()
    for length in PHRASES:
        found |= {piece[i : i + length] for piece in pieces for i in range(len(piece) - length + 1)}
    return frozenset(found)


def invert(
    text: str,
    at: int,
    glossed: Mapping[str, str],
    simplify: Callable[[str], str],
    unglossed: frozenset[str] = frozenset(),
    phrases: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """All texts that explain the damaged run at `text[at]`, best first.

    `glossed` are the characters seen glossed elsewhere in the file, with their reading; `simplify` makes a Traditional
    string Simplified, character for character. `unglossed` and `phrases`, as `habits` finds them in the whole file, make
    more runs sure.
    """
    found = LOST.match(text, at)
    if not found or not is_reading(found[1]) or _in_doubt(text, at, glossed, simplify, unglossed, phrases):
        return []
    before = tokens(text[:at])
    if all(token.char for token in before):
        unglossed |= silent(before)
    desk = Desk(glossed, unglossed - glossed.keys(), Simple(simplify), len(text), phrases, {}, {})
    first = first_walk(before, at, desk)
    if first is None:
        return []
    walks, reached = walk_line(first, tokens(text, at), desk)
    ranked: dict[str, Candidate] = {}
    for walk in walks:
        new = _candidate(walk, at, len(first.text), simplify(walk.text), desk)
        odd = unbalanced(text[:at] + walk.text[len(first.text) :] + text[reached:])
        new = new._replace(score=new.score - LONE_HALF * odd)
        old = ranked.get(walk.text)
        if old is None or (old.score, -old.dropped) < (new.score, -new.dropped):
            ranked[walk.text] = new
    return sorted(ranked.values(), key=lambda one: (-one.score, one.dropped, one.text))


def _candidate(walk: Walk, at: int, begin: int, plain: str, desk: Desk) -> Candidate:
    """A finished hypothesis with its score: what its words cost, and what speaks against it."""
    cost, strain = read(plain, walk.text, begin, walk.stop, desk.phrases)
    cost += sum(unlikely(before, char) for before, char in pairwise(walk.text))
    cost += sum(NEW_GLOSS if desk.simple[char] != char else ODD_GLOSS for char in walk.fresh)
    cost += DROPPED * walk.dropped
    cost += GUESSED_LAST if walk.guessed and walk.end == desk.length else 0.0
    return Candidate(at, walk.end, walk.text[begin : walk.stop], -cost, walk.dropped, walk.guessed, strain)


def settled(candidates: Sequence[Candidate]) -> Candidate | None:
    """The one candidate that is sure: it is made of words and common characters, and no other comes near it.

    One with a guessed mark is never sure: nothing on the page tells a swallowed comma from a colon or a digit, and the
    second byte of the character before it is lost too (創建, read for 創近5年).

    Measured: of 9,669 simulated runs in published copy 4,769 are sure, one of them wrong (強，廣 for 強，同廣); by the margin of texts of one length alone it
    would be a fifth more, of which some 7 in 1,000 were wrong, each a character short. In the tests' sentences (`bench/restoring.py`, 681 runs) the right text is the first
    candidate for 90 %, among five for 94 %; in twelve articles, with more characters glossed across two others, for 83 % and 90 % of those runs that did not
    swallow a digit or a letter, which nobody can tell. Without `unglossed` and `phrases` less is sure: pass them.
    """
    return candidates[0] if _clear(candidates) and not candidates[0].guessed else None


def agreed(candidates: Sequence[Candidate], text: str) -> Candidate | None:
    """What is sure of a run at the end of the visible line `text` whose last mark is not: the first byte of 。 begins …… and ” too, and the second is lost.

    The candidate's text without the mark, held against every other as `settled` does; in the place of the mark stands U+FFFD, which says that something is lost.
    """
    if (
        not candidates
        or candidates[0].end < len(text)
        or text[-1:] != '?'
        or candidates[0].text[-1:] not in AT_LINE_END
    ):
        return None
    last = encoded(candidates[0].text[-1])[0]
    kept: dict[str, Candidate] = {}
    for one in candidates:
        if one.text[-1:] in AT_LINE_END and encoded(one.text[-1])[0] == last and one.end == candidates[0].end:
            sure = one.text.rstrip(one.text[-1])
            # the second half of …… is one that vanished
            one = one._replace(text=f'{sure}{UNKNOWN}', dropped=one.dropped - (len(one.text) - len(sure) > 1))
        kept.setdefault(one.text, one)
    best, *others = kept.values()
    return best if len(best.text) > 1 and not best.guessed and _clear([best, *others]) else None


def _clear(candidates: Sequence[Candidate]) -> bool:
    """Whether the best candidate reads well, and better than all others by a clear margin.

    A lone character may be rarer: its bytes are all on the page, and nothing had room to vanish. Where a pair may have been dropped, there was room
    for characters that the search did not try, too: only everyday words are sure then, and nothing is with as many dropped as the search tries at all.
    """
    if not candidates:
        return False
    best = candidates[0]
    limit = STRAIN_DROPPED if best.dropped else STRAIN_LONE if len(best.text) == 1 else STRAIN
    if best.strain > limit or best.dropped >= MOST_DROPPED:
        return False
    return all(
        best.score - other.score >= (MARGIN if other.dropped == best.dropped else MARGIN_OF_LENGTHS)
        for other in candidates[1:]
    )


def _in_doubt(
    text: str,
    at: int,
    glossed: Mapping[str, str],
    simplify: Callable[[str], str],
    unglossed: frozenset[str],
    phrases: frozenset[str],
) -> bool:
    """Whether an earlier run of the line may reach beyond `at`, so that nobody knows the step there."""
    earlier = [token for token in tokens(text[:at]) if not token.char]
    if not earlier:
        return False
    between = tokens(text[:at], earlier[-1].end)
    if any(len(token.body) == 1 and token.body < b'@' for token in between):
        return False  # no second byte is below 0x40: what stands before such a byte was complete
    run = invert(text, earlier[-1].start, glossed, simplify, unglossed, phrases)
    return not run or any(one.end > at for one in run)
