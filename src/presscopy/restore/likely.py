"""How likely a text is, in bits: what its characters, words and marks cost. Lower reads better."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from presscopy.tables.words import LONGEST, frequency

# How rare a thing is, in bits, on the scale of the word list (about 2**26 words counted).
ALL_WORDS = 26.0
RARE_IN_GB2312, OUTSIDE_GB2312 = 18.0, 23.0
COMMON_IN_GB2312 = 16.0
SIMPLIFIED_ONLY = 6.0  # more for a character that Big5 lacks
MARK, RARE_MARK, DIGIT, SYMBOL, STRAY_LETTER, FOREIGN = 5.0, 14.0, 4.0, 15.0, 12.0, 20.0
PHRASES = {2: 12.0, 3: 15.0}  # by length: Han characters that stand so elsewhere in the file
GUESSED_LAST = 8.0  # an ASCII mark at the end of a line
MARK_AFTER_MARK, LONE_HALF = 8.0, 8.0
DROPPED = 1.0  # a pair assumed dropped: a text with one character more
NEW_GLOSS = 2.0  # a glossed character not met elsewhere in the file,
ODD_GLOSS = 14.0  # and one that is the same in Simplified: converters gloss what they changed
SECOND_FORM = 8.0  # a character of Traditional text that hardly stands alone, though its Simplified form does
MISPLACED = 6.0  # a function word that stands alone where grammar does not let it

# Characters that often stand alone as words, most frequent first (jieba's dictionary, MIT), with what each row costs.
ALONE = (
    (8.5, '了是在和有他不我的人也为就这上年中你说一到都等着对来与地还要又大而之道以得她个后去将那但从月下把被于'),
    (11.0, '时只多过可并能好会出或日由里用所向已其给很看使前新想却它最见起小高更如再才便没走做让内及听成各事号至'),
    (12.0, '叫两当三本无此们家长市门正同吃天比米外即分问话打老自副跟笑则像较国死省住万因曾元呢手达头作该女开路约'),
    (12.5, '军称名二每属谁受带进先应吧县心占处区太点水南张今间总回山请者党段法连站第共另生全行倒快派啊相吗经按找'),
    (13.0, '口均种字入真拿城马干王据四子书仍难西东少次些钱北气近杀清学强写既若往台原发任美未杨兵非除边位鱼明设州'),
    (13.5, '直定越身重声五低坐儿极放金红朝爱知主您报类早虽面别初性型讲部送远反指乡方甚常完意队式左拉花电条剑'),
)
MARKS = frozenset('、。·—～…“”‘’〈〉《》「」『』【】〔〕，．：；？！（）％')
MARK_COSTS = {
    '，': 4.0,
    '。': 4.5,
    '、': 5.0,
    '“': 5.5,
    '”': 5.5,
    '：': 6.0,
    '《': 6.0,
    '》': 6.0,
    '；': 7.0,
    '？': 7.0,
    '！': 7.0,
    '（': 8.0,
    '）': 8.0,
    '…': 6.0,
    '—': 10.0,
}
MARK_PAIRS = frozenset(
    [closing + mark for closing in '”》）' for mark in '，。、；：？！']
    + [mark + opening for mark in '，。、；：' for opening in '“《（']
    + ['。”', '，”', '？”', '！”', '…”', '”“', '》《', '“《', '》”', '”》', '——', '……', '（《', '》）', '”）', '（“']
)
NEVER_LAST = '、，；·—“‘《〈（「『【〔'  # at the end of a line
OPENING, CLOSING = '“‘《〈「『【〔（', '”’》〉」』】〕）'
BESIDE_BIG5 = '説爲衆啓峯麪裏鉤綫鐘着牀羣恆秘'  # usual in Traditional text of the mainland, though Big5 lacks some
# Words of one character, Simplified, that lead on to what follows, none of them to these; that begin a clause; that want a noun behind them.
LEAD_ON, NEVER_LED_TO = '但将要而之与和及以被把向从会', frozenset('，。；：、？！”）》的了着著地得')
BEGIN_CLAUSE, WANT_NOUN, NO_NOUN = '但', frozenset('着著'), '对为于'
SECOND_FORMS = frozenset('箇傢噹嚮曏妳榦彊拏挐据暸颱祇衹党蘤迴听衕极气种')
# Characters that conversion leaves as they are, since each is right in some words, with the one that they are in others: 著名 and 帶著, 彷彿, 反覆, 座標, 傢俱
OTHERWISE = {'著': '着', '彷': '仿', '覆': '复', '座': '坐', '俱': '具', '薰': '熏'}
RESPELLED = str.maketrans(OTHERWISE)
SYMBOLS = frozenset('ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴⅵ①②③④⑤⑥⑦⑧⑨⑩℃‰○●△▲□■◇◆☆★→〇×÷')


def unlikely(before: str, char: str) -> float:
    """What speaks against a character in Traditional text, in bits: a Simplified form, a mark after a mark."""
    if is_han(char):
        return 0.0 if in_big5(char) else SIMPLIFIED_ONLY
    if char in MARKS and before and before in MARKS and before + char not in MARK_PAIRS:
        return MARK_AFTER_MARK
    return 0.0


def unbalanced(text: str) -> int:
    """How many quotes, book titles and brackets have lost their other half, a half ellipsis among them."""
    count, open_ones = text.count('…') % 2, ''
    for char in text:
        if char in OPENING:
            open_ones += char
        elif char in CLOSING:
            matched = open_ones[-1:] == OPENING[CLOSING.index(char)]
            count, open_ones = (count, open_ones[:-1]) if matched else (count + 1, open_ones)
    return count + len(open_ones)


@cache
def in_big5(char: str) -> bool:
    """Whether Traditional text may have a character: Big5 has it, or the mainland's usage."""
    return len(char.encode('cp950', 'ignore')) == 2 or char in BESIDE_BIG5


def in_big5_all(chars: Iterable[str]) -> frozenset[str]:
    """Those of many characters of which `in_big5` is true, in one go."""
    every = ''.join(chars)
    known = every.encode('cp950', 'ignore').decode('cp950')
    return frozenset(char for char in known if not char.isascii()) | frozenset(BESIDE_BIG5).intersection(every)


def rows_of_pairs(firsts: Iterable[int], seconds: bytes, end: bytes = b'') -> Iterator[bytes]:
    """For each first byte, every pair that it makes with the second bytes, one after the other, `end` behind each."""
    step = 2 + len(end)
    row = bytearray((b'\0\0' + end) * len(seconds))
    row[1::step] = seconds
    for first in firsts:
        row[0::step] = bytes([first]) * len(seconds)
        yield bytes(row)


def read(plain: str, text: str, begin: int, stop: int, phrases: frozenset[str]) -> tuple[float, float]:
    """What the best division of a text into words costs in bits, and a character of the worst word over begin..stop.

    Words count by themselves but for what stands alone and cannot: function words (优良但的设施, 看着将孙女), characters that Traditional text has
    in compounds only (噹: 叮噹).
    """
    costs, starts = [0.0], [0]
    for end in range(1, len(plain) + 1):
        cost, start = min(
            (costs[start] + cost_of(plain[start:end], text[start:end] in phrases), start)
            for start in range(max(0, end - LONGEST), end)
        )
        costs.append(cost)
        starts.append(start)
    end = len(plain)
    worst = odd = 0.0
    while end > 0:
        start = starts[end]
        if start < stop and end > begin:
            worst = max(worst, (costs[end] - costs[start]) / (end - start))
        if end - start == 1:
            odd += misplaced(plain, start) + (SECOND_FORM if text[start] in SECOND_FORMS else 0.0)
        end = start
    return costs[-1] + odd, worst


def misplaced(plain: str, at: int) -> float:
    """What speaks against a word of one character at a place of a Simplified text, in bits."""
    word, before, after = plain[at], plain[at - 1 : at], plain[at + 1 : at + 2]
    inside = bool(before) and before not in MARKS
    odd = (
        (word in LEAD_ON and (after in NEVER_LED_TO or before in WANT_NOUN))
        or (word in NO_NOUN and before in WANT_NOUN)
        or (word in BEGIN_CLAUSE and inside)
    )
    return MISPLACED if odd else 0.0


def cost_of(piece: str, met: bool) -> float:
    """The cost of one piece; `met`: it stands elsewhere in the file."""
    cost = alone(piece) if len(piece) == 1 else word(piece)
    return min(cost, PHRASES[len(piece)]) if met else cost


def respelled(piece: str) -> str:
    """A string of Simplified characters as Simplified copy spells it: 彷佛 is 仿佛."""
    return piece if OTHERWISE.keys().isdisjoint(piece) else piece.translate(RESPELLED)


@lru_cache(maxsize=1 << 16)
def word(piece: str) -> float:
    """The cost of a word of the list, from the number of binary digits of its count; beyond reach when it is none."""
    weight, usual = frequency(piece), respelled(piece)
    if usual != piece:
        weight = max(weight, frequency(usual))
    return ALL_WORDS - weight if weight else math.inf


@cache
def _listed() -> dict[str, float]:
    listed = {char: cost for cost, chars in reversed(ALONE) for char in chars}
    return {**listed, '著': listed['着']}


@cache
def alone(char: str) -> float:
    """The cost of one character by itself: of those that often stand so by the list, of other Han characters by the two levels of GB 2312."""
    if not is_han(char):
        if char in MARKS or char in ',.;:!?()"':
            return MARK_COSTS.get(char, RARE_MARK if char in MARKS else MARK)
        if char.isascii():
            return DIGIT if char.isdigit() else STRAY_LETTER
        return SYMBOL if char in SYMBOLS else FOREIGN
    if (listed := _listed().get(char)) is not None:
        return listed
    row = char.encode('gb2312', 'ignore')[:1]
    if char == '〇' or b'\xb0' <= row <= b'\xd7':
        return COMMON_IN_GB2312
    return RARE_IN_GB2312 if b'\xd8' <= row <= b'\xf7' else OUTSIDE_GB2312


def is_han(char: str) -> bool:
    """A Han character that GBK may have."""
    return '\u4e00' <= char <= '\u9fff' or char == '〇'
