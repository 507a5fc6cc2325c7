"""YF102, YF104, YF106, YF107: what is written twice, constructions run together, negations that say the opposite."""

from __future__ import annotations

import re

from presscopy.rules.registry import Family
from presscopy.rules.view import View, is_han
from presscopy.tables.words import frequency, words_over
from presscopy.text.finding import Choice, Finding, Fix
from presscopy.text.span import Edit, Span

FAMILY = Family()
rule = FAMILY.rule

FUNCTION = '的了是在和与为将把被从及以或由对并要'
COMMON = 9  # binary digits of a word's count in the source: a word known to everyone


@rule('YF102', on=tuple(char * 2 for char in FUNCTION), pattern=rf'([{FUNCTION}])\1')
def doubled_character(view: View, match: re.Match[str]) -> Finding | None:
    """虚字重了一个。语法性。

    前后有词把它们分开的（目的的、为了了解、实实在在、和和气气）不算。

        全县的的工作 → 全县的工作
        他的目的的确达到了 → 他的目的的确达到了
        是是非非 → 是是非非
    """
    i = match.start()
    if view[i - 1] == match[1] or view[i + 2] == match[1] or not (is_han(view[i - 1]) and is_han(view[i + 2])):
        return None
    low = max(0, i - 4)
    around = view.text[low : i + 6]
    if any(
        end - start > 1 and around[start:end] != match[0]
        for at in (i - low, i - low + 1)
        for start, end in words_over(around, at)
    ):
        return None
    return Finding('YF102', Span(i, i + 2), {'before': match[0], 'after': match[1]}, _without(i + 1, i + 2))


@rule('YF104')
def doubled_word(view: View) -> list[Finding]:
    """同一个词连写了两遍。语法性。

    重叠的说法（总结总结、一件一件、金黄金黄的）不算：后面是标点、“的”“地”“一下”，或是单字的重叠。

        会议进行进行得很顺利 → 会议进行得很顺利
        要总结总结，再往前走 → 要总结总结，再往前走
    """
    found = []
    for match in re.finditer(r'([\u4e00-\u9fff]{2,4})\1', view.text):
        word, (start, end) = match[1], match.span()
        follows = view[end]
        if len(set(word)) == 1 or frequency(word) < COMMON or view.protected(start):
            continue
        if not is_han(follows) or follows in '的地吧看一再又' or word[0] in '一几半两越很又' or frequency(word * 2):
            continue
        if len(word) == 2 and _other_words(view.text, start, end):
            continue
        found.append(
            Finding('YF104', Span(start, end), {'before': match[0], 'after': word}, _without(end - len(word), end))
        )
    return found


def _other_words(text: str, start: int, end: int) -> bool:
    """Whether longer words reach over the edges (反对|对…, 火山|火山口): then nothing is said twice."""
    size = end - start
    over = any(frequency(text[a : start + 1 + n]) for a in range(max(0, start - 3), start) for n in range(size // 2))
    return over or any(frequency(text[start + size // 2 : end + n]) for n in (1, 2))


@rule(
    'YF106',
    on=('通过', '本着', '之所以'),
    pattern=r'(?:^|(?<=[，。；“]))通过[^，。；：“”]{2,20}，使(?!用|得以|命|馆|者)|本着[^，。；]{2,14}为(?:原则|宗旨|目的|目标)|之所以[^，。；]{2,20}的原因',
)
def blended_pattern(view: View, match: re.Match[str]) -> Finding:
    """两种句式杂糅，或缺了主语：通过……使、本着……为原则、之所以……的原因。语法性。

    通过培训，使村民掌握了技术。 → 通过培训，使村民掌握了技术。
    """
    return Finding('YF106', Span(*match.span()), {'before': match[0]})


@rule(
    'YF107',
    on=('防止', '切忌', '避免', '无时无刻'),
    pattern=r'(?:防止|避免)[^，。；：不]{1,12}不再(?:发生|出现|重演)|切忌不[要可能]|无时无刻(?!不|没有|没|都不)',
)
def negation_clash(view: View, match: re.Match[str]) -> Finding:
    """否定用反了：防止……不再发生、切忌不要，“无时无刻”后面没有“不”。逻辑性。

    防止事故不再发生。 → 防止事故不再发生。
    我们无时无刻不在想念家乡。 → 我们无时无刻不在想念家乡。
    """
    return Finding('YF107', Span(*match.span()), {'before': match[0]})


def _without(start: int, end: int) -> tuple[Choice, ...]:
    return (Choice((Edit(Span(start, end), ''),), Fix.UNSAFE),)
