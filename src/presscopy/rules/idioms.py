"""YC105: an idiom of four characters with one wrong character in it, whatever that character is.

In: the blocks. Out: strings that are an idiom but for one character, which sounds like the right one or looks like it. Half of such an idiom still
stands as it should; by that half it is found. What has a sense of its own (a word in the string, or over its edge) is no slip.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from presscopy.rules.registry import Family
from presscopy.rules.scan import Scan, Waker
from presscopy.rules.view import View, is_han
from presscopy.tables import idioms, words
from presscopy.tables.load import column, rows
from presscopy.tables.readings import alike_in_sound
from presscopy.text.finding import Finding, Fix, replace
from presscopy.text.span import Span

FAMILY = Family()
rule = FAMILY.rule

MEMO = 'idioms'
# characters that stand between words: 尽己所能, 以海为家
FUNCTION = frozenset('以已己其之的地得在再和是有为也要')
FIGURES = frozenset('一二三四五六七八九十百千万')
KNOWN = 3  # a word so common explains the character that differs


def _misspelt(scan: Scan) -> Collection[int]:
    """The blocks in which something is one character off an idiom; their views are told where, and which idiom."""
    found: dict[int, dict[int, str]] = {}
    text = f'{scan.text}\n\n'  # what stands before the first character and behind the last
    beginning, ending = idioms.lookup(len(scan.pairs))
    for pair, places in scan.pairs.items():
        for others, step in ((beginning(pair), 2), (ending(pair), -2)):
            if not others:
                continue
            heads, tails = others[::2], others[1::2]
            for place in [at + step for at in places if text[at + step] in heads or text[at + step + 1] in tails]:
                if right := _meant(text[place : place + 2], others):
                    start, whole = (place - 2, pair + right) if step > 0 else (place, right + pair)
                    n, at = scan.at(start)
                    if at + 4 <= len(scan.texts[n]) and not _sense(text, start, whole):
                        found.setdefault(n, {})[at] = whole
    for n, some in found.items():
        scan.view(n).memo[MEMO] = some
    return found


def _meant(rest: str, others: str) -> str:
    """The half of an idiom that these two characters are, but for one that is mistaken for another; '' when there is none."""
    first, last = rest[:1], rest[1:]
    for i in range(0, len(others), 2):
        right = others[i : i + 2]
        if right == rest:
            return ''
        if right[0] == first and is_han(last) and mistaken(last, right[1]):
            return right
        if right[1] == last and is_han(first) and mistaken(first, right[0]):
            return right
    return ''


@cache
def mistaken(wrong: str, right: str) -> bool:
    """Whether one character is taken for the other: by its sound or by its look."""
    return alike_in_sound(wrong, right) or right in _lookalikes().get(wrong, '')


@cache
def _lookalikes() -> dict[str, str]:
    return {row[0]: row[1] for row in rows('lookalikes')}


def _sense(text: str, start: int, right: str) -> bool:
    """Whether the string is a word, or its odd character makes one with what stands beside it."""
    wrong = text[start : start + 4]
    k = next(k for k in range(4) if wrong[k] != right[k])
    half = start if k < 2 else start + 2
    if wrong[k] in FUNCTION or (k == 3 and FIGURES.issuperset(wrong[:3])):
        return True  # 七十二|巷
    if (
        wrong in column('idiom_forms')
        or words.frequency(text[half : half + 2])
        or words.frequency(wrong)
        or _in_a_longer_word(text, start)
    ):
        return True
    place = start + k
    return any(
        words.frequency(text[low:high]) >= KNOWN
        for low in range(max(0, place - 3), place + 1)
        for high in range(max(low + 2, place + 1), low + 5)
    )


def _in_a_longer_word(text: str, start: int) -> bool:
    """Whether these four characters lie in a word of five to eight: 君子之交|淡如水."""
    return any(
        words.frequency(text[low : low + length])
        for length in range(5, words.LONGEST + 1)
        for low in range(max(0, start + 4 - length), start + 1)
    )


def _traditional(char: str) -> bool:
    from presscopy.script import gate

    return gate.is_traditional_only(char)


@rule('YC105', waker=Waker(_misspelt, idioms.halves))
def idiom_off_by_one(view: View) -> Iterator[Finding]:
    """四字成语写错一个字：音近或形近，写成的字和前后都不成词。依据 现代汉语词典。

    引号里恰好四个字的，多是有意改的，不报；成语的异形（走家串户、尽己所能）不报。

        大家翘首以待、严阵以代 → 大家翘首以待、严阵以待
        干部任劳任冤 → 干部任劳任怨
        “骑”乐无穷、其乐无穷 → “骑”乐无穷、其乐无穷
        结合起来、联系起来 → 结合起来、联系起来
        勠力同心、君子之交淡如水、礼义之邦 → 勠力同心、君子之交淡如水、礼义之邦
        四大街、七十二巷 → 四大街、七十二巷
    """
    listed: Sequence[tuple[int, int]] = [
        (hit.start, hit.start + len(hit.row.wrong)) for hit in view.memo.get('lexicon', ())
    ]
    for at, right in view.memo[MEMO].items():
        if any(start < at + 4 and at < end for start, end in listed) or view.protected(at):
            continue
        if view[at - 1] in tuple('“‘《') and view[at + 4] in tuple('”’》'):
            continue
        k = next(k for k in range(4) if view[at + k] != right[k])
        if _traditional(right[k]):
            continue
        yield replace('YC105', Span(at + k, at + k + 1), view[at + k], right[k], Fix.UNSAFE)
