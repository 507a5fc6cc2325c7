"""YZ and YF: characters and words, once the script is Simplified and the marks are right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscopy.article.names import is_name
from presscopy.rules.names import TRANSLITERATED
from presscopy.rules.registry import Family
from presscopy.rules.view import View, is_digit, is_han
from presscopy.tables.load import column
from presscopy.text.finding import Choice, Finding, Fix
from presscopy.text.span import Edit, Span

FAMILY = Family()
rule = FAMILY.rule

HARD = '噢喔哦呃嗯哇哟咦'
SOFT = '啊呀呢吧嘛啦'
REACH = 4  # characters of a word on either side


@rule('YF101', at=HARD + SOFT)
def stray_particle(view: View, i: int) -> Finding | None:
    """句中夹入语气词。语气词不会夹在两个汉字中间。语法性。

    酒吧、喇嘛、呢绒一类词，译名的音节，引语里的“啊、呢、吧”，分句开头的感叹词，都不算。删去是第一建议，其次是改作“的”。

        “好啊，咱们走！” → “好啊，咱们走！”
        酒吧街、喇嘛庙、毛呢大衣 → 酒吧街、喇嘛庙、毛呢大衣
        落实“三农”噢政策，增长哦8.5% → 落实“三农”政策，增长8.5%
        山啊水啊，都是家乡的好 → 山啊水啊，都是家乡的好
        弄些虫啊草的，走啊走出了山 → 弄些虫啊草的，走啊走出了山
    """
    char, left, right = view[i], view[i - 1], view[i + 1]
    if not (_inside(left, '”》', char) and _inside(right, '“《', char)) or left in HARD + SOFT or right in HARD + SOFT:
        return None
    following = view.text[i + 1 : i + 13]
    if re.match(rf'[^。！？；]{{1,10}}{char}(?!\w)|\w{{1,3}}(?:的|什么的|之类)(?!\w)', following):
        return None  # 山啊水啊，都是家乡的好; 弄些虫啊草的
    if char in SOFT and left == right:
        return None  # 走啊走
    if left in TRANSLITERATED and right in TRANSLITERATED:
        return None
    if _in_a_table(view.text, i, 'particle_words') or (
        char in SOFT and (_quoted(view, i) or view.role in ('question', 'answer'))
    ):
        return None
    span = Span(i, i + 1)
    choices = (Choice((Edit(span, ''),), Fix.UNSAFE, 0.7), Choice((Edit(span, '的'),), Fix.UNSAFE, 0.3))
    context = view.text[max(0, i - 2) : i + 3]
    return Finding('YF101', span, {'before': char, 'context': context}, choices)


def _inside(char: str, marks: str, particle: str) -> bool:
    """Whether a neighbour belongs to running text: Han, and by a hard particle also a figure or the edge of a quotation."""
    return is_han(char) or (particle in HARD and (is_digit(char) or (char != '' and char in marks)))


def _in_a_table(text: str, i: int, table: str) -> bool:
    words = column(table)
    return any(text[a:b] in words for n in (2, 3, 4, 5) for a in range(max(0, i - n + 1), i + 1) if (b := a + n) > i)


def _quoted(view: View, i: int) -> bool:
    start, end = view.enclosing(i)
    if (start, end) == (0, len(view.text)):
        return view.follows == '' and view.text[:1] == '“' and '”' not in view.text
    inner = view.text[start:end]
    return len(inner) > 4 and (inner[-1] in '。！？，…' or view[start - 2] in '：，' or '，' in inner)


def residues(view: View, to_simplified: dict[str, str]) -> Iterator[Finding]:
    """简体稿里夹着繁体字。依据 通用规范汉字表；国家通用语言文字法第17条所列情形除外。〔YZ101〕

    日本的姓氏、地名照原字写（三塚、手塚、峯岸）的不报；人名单独成段或列在名单里（……、朱文榘、……），生僻的异体字也不报。
    其余生僻的异体字不在词里，多半也是姓名，改不改由编辑定。
    """
    for i, char in enumerate(view.text):
        if char not in to_simplified or view.protected(i) or _in_a_table(view.text, i, 'script/kept_in_names'):
            continue
        span, new = Span(i, i + 1), to_simplified[char]
        fix = Fix.UNSAFE if _perhaps_a_name(view.text, i, to_simplified) else Fix.SAFE
        if _is_listed_name(view.text, i) and (fix is Fix.UNSAFE or _is_a_variant_alone(view.text, i, to_simplified)):
            continue
        told: dict[str, str | int] = {'before': char, 'after': new}
        if fix is Fix.UNSAFE:
            told['doubt'] = 1
        yield Finding('YZ101', span, told, (Choice((Edit(span, new),), fix),))


def _perhaps_a_name(text: str, i: int, to_simplified: dict[str, str]) -> bool:
    """Whether the character at `i` is a seldom variant, whose common form is no simplified one, and no word stands there."""
    from presscopy.script import gate

    new = to_simplified[text[i]]
    if gate.level(new) == 1 and _usual_in_big5(text[i]):
        return False
    return _is_a_variant_alone(text, i, to_simplified)


def _is_a_variant_alone(text: str, i: int, to_simplified: dict[str, str]) -> bool:
    """Whether the character at `i` has a common form that both scripts write, and no word stands there: 汎 in 王汎森."""
    from presscopy.script import gate
    from presscopy.tables.words import words_over

    if gate.is_simplified_only(to_simplified[text[i]]):
        return False
    low = max(0, i - REACH)
    around = ''.join(to_simplified.get(char, char) for char in text[low : i + 1 + REACH])
    return not words_over(around, i - low)


def _is_listed_name(text: str, i: int) -> bool:
    """Whether the Han around `i`, between two marks or ends of a line, are a name of three characters: 、朱文榘、"""
    low = high = i
    while low and is_han(text[low - 1]):
        low -= 1
    while high < len(text) and is_han(text[high]):
        high += 1
    return high - low == 3 and is_name(text[low:high])


def _usual_in_big5(char: str) -> bool:
    """Whether a character is among the 5,401 that Big5 calls usual, or the seven that were found to be missing there (裏 恒 …)."""
    try:
        code = char.encode('cp950')
    except UnicodeEncodeError:
        return False
    return code < b'\xc6\xa1' or code >= b'\xf9\xd6'
