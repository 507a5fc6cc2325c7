"""Rules that are off unless a house asks for them by their own code: what they tell is often no fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presscopy.rules.registry import Family
from presscopy.rules.view import View, is_han
from presscopy.tables import words
from presscopy.tables.load import rows
from presscopy.text.finding import Finding
from presscopy.text.span import Span

FAMILY = Family()
rule = FAMILY.rule

LONG_SENTENCE = 100
ASKING = '什么|谁|哪|如何|怎样|怎么|是否|多少|为何'


@rule(
    'BD316',
    on=('？',),
    pattern=rf'(?:不知道|不知|不清楚|不明白|想知道|弄清|问明)[^，。；？！“”]{{0,16}}(?:{ASKING})[^，。；？！“”]{{0,16}}(？)',
)
def question_in_statement(view: View, match: re.Match[str]) -> Finding | None:
    """间接问句、陈述句末尾用了问号。依据 GB/T 15834—2011 附录A.2。默认不查。

    他不知道该怎么办。 → 他不知道该怎么办。
    """
    return Finding('BD316', Span(*match.span(1)), {'before': match[0]})


@rule('DW106', on=('度',), pattern=r'(?:气温|体温|水温|温度|高温|低温|零下|零上)[^，。；\d]{0,6}\d[\d.～—]*度')
def vague_degree(view: View, match: re.Match[str]) -> Finding | None:
    """温度只写“度”。写“摄氏度”或“℃”。依据 GB 3102.4（条款待核）。默认不查。

    气温25摄氏度、气温25℃ → 气温25摄氏度、气温25℃
    """
    return Finding('DW106', Span(*match.span()), {'before': match[0]})


@rule('GS108')
def long_sentence(view: View) -> Iterator[Finding]:
    """一句超过100字。依据：报刊体例（条款待核）。默认不查。

    春耕开始了。 → 春耕开始了。
    """
    if len(view.text) <= LONG_SENTENCE:
        return
    for match in re.finditer(rf'[^。！？]{{{LONG_SENTENCE + 1},}}', view.text):
        yield Finding('GS108', Span(*match.span()), {'before': str(len(match[0]))})


ASPECT = frozenset('着了过住起出上下进回开到向在往成完来去给')  # after a verb of one character
CLOSED = frozenset('着了过住起到出')  # and after words that may also tell what kind of thing
THINGS, STEADY = frozenset('笑哭爱学问唱跳吃喝记答想伸倒'), frozenset('着起')  # verbs that are things too: 幽默的笑
ENDS = '，。；！？、：…”’）'
TOWARDS = '[对向跟和][^，。；：！？“”的]{1,8}(?:说|讲|介绍|喊|问)[：，道]'
SAYING = '(?:说|讲|问)，|(?:说|讲|问|喊|答|叫|笑)(?:：|道(?![理德路]))|笑着说|(?:回答|告诉)[^，。；：！？“”的]{0,8}[：，]|表示：'
# 更好的|为人民服务, 很好的|把两者结合起来
FOR = '为(?![人数止首主难时](?!民))[^，。；：！？“”的]{1,8}(?:服务|提供|创造|排忧|谋|解决)|把(?![握关手戏柄门脉酒])[^，。；：！？的]{2}'
# words whose second character is 得, written 的: what must stand before, the wrong word, what must follow
WRITTEN = (
    r'(?<![明凸突彰浅])显的(?=很|十分|格外|非常|特别|有些|更加|更为|尤为|异常|越发|愈发|如此|那么|这么)'
    r'|(?:^|(?<=[我你他她们也都还总就才，。；：“]))觉的(?=很|有点|有些|自己|应该|这|那|不|还|挺|非常|特别|十分)'
    r'|(?:^|(?<=[不很更最也都还才就是常，。；：]))值的(?=关注|注意|一提|学习|推荐|信赖|称道|警惕|肯定|借鉴|尊敬|庆幸|欣慰|珍惜|思考|我们)'
    r'|(?:^|(?<=[才都也更就，。；：]))懂的(?=如何|怎样|怎么|感恩|珍惜|尊重|体谅)'
    r'|(?<![改转演应不多善突政事巨质量蜕嬗裂畸渐可兵叛病哗激剧衍])变的(?=越来越|更加|更为|十分|非常|格外|异常|很|越发|日益|愈加|愈来愈|如此)'
    r'|舍不的|巴不的|怪不的|恨不的|由不的|顾不的|容不的|(?<=[还才都没就])来的及(?!时)|(?<![是的])不的不(?!是)'
)


@rule('YF103', at='的地得')
def structural_particle(view: View, i: int) -> Finding | None:
    """“的、地、得”用错。依据：依据待核（《现代汉语词典》“的”“地”“得”各条；语法性）。默认不查。

    只报看得准的：只作状语的词在带“着、了、过”的动词或“说：”之前，该用“地”；动词同“很快、非常顺利”一类分句末的补语
    之间，该用“得”；“重要得问题”“显的很”“值的注意”一类定形的搭配。“写的很好”可以是写的东西很好，拿不准，不报。

        慢慢的走着、高兴的说：“好。” → 慢慢的走着、高兴的说：“好。”
        静静的顿河、深深的敬意 → 静静的顿河、深深的敬意
    """
    text, char = view.text, view[i]
    right = (
        (_is_adverbial(text, i) and '地')
        or (char != '得' and _has_complement(text, i) and '得')
        or (char != '的' and _is_attribute(text, i) and '的')
        or (char == '的' and _is_miswritten(text, i) and '得')
    )
    if not right or right == char:
        return None
    left = next((j for j in range(i, max(0, i - 4), -1) if not is_han(view[j - 1])), max(0, i - 4))
    end = next((j for j in range(i + 1, i + 5) if not is_han(view[j])), i + 5)
    before = text[left:end]
    return Finding('YF103', Span(i, i + 1), {'before': before, 'after': right})


@cache
def _of(kind: str) -> dict[str, tuple[str, ...]]:
    """The words of a kind with the words that they go with."""
    return {word: tuple(goes.split()) for word, its, goes in rows('structural') if its == kind}


def _ending(text: str, i: int, kind: str) -> str:
    """The longest word of a kind that ends before place `i`."""
    known = _of(kind)
    return next((text[i - n : i] for n in (5, 4, 3, 2, 1) if i >= n and text[i - n : i] in known), '')


def _beginning(text: str, i: int, kind: str) -> str:
    known = _of(kind)
    return next((text[i : i + n] for n in (5, 4, 3, 2, 1) if text[i : i + n] in known), '')


def _is_adverbial(text: str, i: int) -> bool:
    """慢慢的|走着, 高兴的|说："""
    if text[i] == '得' and text[i + 1 : i + 2] in tuple('到知出以了不'):
        return False  # 渐渐|得知
    manner = max(_ending(text, i, '情状'), _ending(text, i, '方式'), _ending(text, i, '口气'), key=len)
    if manner and text[i] != '地' and text[i - len(manner) - 1 : i - len(manner)] not in ('得', '是'):
        sole = manner in _of('情状')
        if (sole or text[i] == '的') and _is_verb(text, i + 1, sole):
            return True
    if not _ending(text, i, '口气') or text[i] == '地':
        return False
    return bool(re.match(SAYING, text[i + 1 : i + 20]) or (text[i] == '的' and re.match(TOWARDS, text[i + 1 : i + 20])))


def _is_verb(text: str, at: int, sole: bool) -> bool:
    """Whether at this place stands what can be nothing but a verb: 走|着, 改变|着, 改变|了|我们."""
    one, then = text[at : at + 1], text[at + 1 : at + 2]
    if one in _of('动字') and then in (STEADY if one in THINGS else ASPECT if sole else CLOSED):
        return not words.frequency(text[at + 1 : at + 3]) or then not in '着了过'
    if _beginning(text, at, '动补') or (sole and _beginning(text, at, '动词')) or re.match(FOR, text[at : at + 12]):
        return True
    after, beyond = text[at + 2 : at + 3], text[at + 3 : at + 4]
    if after not in ('着', '了') or words.frequency(text[at : at + 2]) < 4:
        return False
    if any(words.frequency(text[at + 2 : at + n]) for n in (4, 5, 6)):  # 经验|了不起
        return False
    return is_han(beyond) and beyond not in '吗吧呢啊嘛的'


def _has_complement(text: str, i: int) -> bool:
    """跑的|很快。 气的|直跺脚"""
    if _ending(text, i, '感受') and _beginning(text, i + 1, '结果'):
        return True
    degree = _beginning(text, i + 1, '程度')
    verb = _ending(text, i, '带补语') or _ending(text, i, '不带宾语')
    if not degree or not verb:
        return False
    goes = _of('带补语').get(verb) or tuple(_of('状语补语'))
    at = i + 1 + len(degree)
    for n in (2, 1):
        if text[at : at + n] in goes:
            after = text[at + n : at + n + 2].lstrip('了啊吧呢嘛')[:1]
            return not after or after in ENDS
    return False


def _is_attribute(text: str, i: int) -> bool:
    """重要得|问题"""
    thing = _beginning(text, i + 1, '名物')
    return bool(thing and _ending(text, i, '修饰')) and not is_han(text[i + 1 + len(thing) : i + 2 + len(thing)])


def _is_miswritten(text: str, i: int) -> bool:
    return any(match.start() <= i < match.end() for match in re.compile(WRITTEN).finditer(text, max(0, i - 3), i + 6))
