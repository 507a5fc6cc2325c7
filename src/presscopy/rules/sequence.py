"""BD3: marks in sequence. What may not stand twice, side by side, or before certain words (GB/T 15834—2011)."""

from __future__ import annotations

import re
from itertools import pairwise

from presscopy.rules.registry import Family
from presscopy.rules.view import View
from presscopy.tables.words import is_word
from presscopy.text.finding import Choice, Finding, Fix, replace
from presscopy.text.span import Edit, Span

FAMILY = Family()
rule = FAMILY.rule

NUMERALS = '一二三四五六七八九'
NEXT = frozenset((*pairwise(NUMERALS), ('一', '两'), ('两', '三'), ('三', '五')))
COLLIDING = tuple(one + other for one in '，、；：。' for other in '，、；：。' if one != other)
ORDERING = tuple(char + '、' for char in '一二三四五六七八九十先次者后')
# measure words after which two neighbouring numerals are an approximation, not a list
APPROXIMATE = '天|个|里|米|公里|次|遍|人|名|位|岁|小时|分钟|亩|斤|公斤|吨|件|家|户|间|辆|台|只|头|棵|株|条|根|张|块|元|万|千|百|十|成|倍|层楼|趟|回|场雨|月后|年(?![级代度份间])|周|分钟|成群|里路'


def drop(code: str, view: View, start: int, end: int, fix: Fix = Fix.SAFE) -> Finding:
    """Take `start..end` away; the finding names what stood there."""
    return Finding(
        code, Span(start, end), {'before': view.text[start:end]}, (Choice((Edit(Span(start, end), ''),), fix),)
    )


@rule('BD301', on=('”、“', '’、‘'), pattern=r'(?<=[”’])、(?=[“‘])')
def comma_between_quotes(view: View, match: re.Match[str]) -> Finding | None:
    """并列的引号之间用了顿号。依据 GB/T 15834—2011 4.5.3.5。

    引号后面还有括注的，顿号要留。

        “送政策”、“送技术” → “送政策”“送技术”
        “红船精神”（浙江）、“延安精神” → “红船精神”（浙江）、“延安精神”
    """
    return drop('BD301', view, *match.span())


@rule('BD302', on=('》、《', '〉、〈'), pattern=r'(?<=》)、(?=《)|(?<=〉)、(?=〈)')
def comma_between_titles(view: View, match: re.Match[str]) -> Finding | None:
    """并列的书名号之间用了顿号。依据 GB/T 15834—2011 4.5.3.5。

    《云溪日报》、《农民之友》 → 《云溪日报》《农民之友》
    《〈论语〉、〈孟子〉选》 → 《〈论语〉〈孟子〉选》
    """
    return drop('BD302', view, *match.span())


@rule(
    'BD303',
    on=tuple(f'、{one}' for one in f'{NUMERALS}两'),
    pattern=rf'(?<![第{NUMERALS}百千万、])([{NUMERALS}两])、([{NUMERALS}两])(?=(?:{APPROXIMATE}))(?!.级|十年代)',
)
def comma_in_approximation(view: View, match: re.Match[str]) -> Finding | None:
    """概数中间用了顿号。依据 GB/T 15834—2011 4.5.3.4，GB/T 15835—2011 5.2.1。

    “三、四年级”“一、二等奖”是缩略，“分获二、三名”说的是名次，顿号都要留。

        一、二等奖各5名 → 一、二等奖各5名
        十七、八岁，三、五成群，过了两、三年 → 十七八岁，三五成群，过了两三年
        第十七、八位，三、四年级 → 第十七、八位，三、四年级
    """
    if match.groups() not in NEXT or re.search(f'第[{NUMERALS}]?十$', view.lead(match.start())):
        return None
    if view[match.end()] in '名位' and re.search(
        '[获列居排占夺]', view.text[max(0, match.start() - 4) : match.start()]
    ):
        return None
    return drop('BD303', view, match.start() + 1, match.start() + 2, Fix.UNSAFE)


WAITED = tuple('我你他她它咱俺了着不到会')  # ……等我回来: somebody waits


@rule('BD304', on=('…等',), pattern=r'…{1,2}等(?:等)?')
def ellipsis_and_deng(view: View, match: re.Match[str]) -> Finding | None:
    """省略号和“等”并用。依据 GB/T 15834—2011 附录A.9.2。

    葡萄……等水果。 → 葡萄……等水果。
    他说……等我回来。 → 他说……等我回来。
    """
    following = view.text[match.end() - 1 : match.end() + 1]
    if (is_word(following) and following[0] == '等' and following not in ('等等',)) or following[1:] in WAITED:
        return None
    return Finding('BD304', Span(*match.span()), {'before': match[0]})


@rule('BD305', on=('，，', '。。', '、、', '；；', '：：'), pattern=r'([，。、；：])\1+')
def repeated_stop(view: View, match: re.Match[str]) -> Finding | None:
    """点号重复。只有问号、叹号可以叠用。依据 GB/T 15834—2011 4.2.3.3、4.3.3.3。

    苹果、、梨 → 苹果、梨
    """
    if match[1] == '。' and len(match[0]) > 2:
        return None
    return drop('BD305', view, match.start() + 1, match.end())


@rule('BD306', on=('！！！！', '？？？？'), pattern=r'！{4,}|？{4,}')
def too_many_marks(view: View, match: re.Match[str]) -> Finding | None:
    """叹号或问号叠用超过三个。依据 GB/T 15834—2011 4.2.3.3、4.3.3.3。

    真没想到！！！！ → 真没想到！！！
    """
    return drop('BD306', view, match.start() + 3, match.end())


@rule('BD307', on=COLLIDING, pattern=r'([，、；：。])(?!\1)([，、；：。])')
def colliding_stops(view: View, match: re.Match[str]) -> Finding | None:
    """两个不同的点号相撞。依据待核（参 GB/T 15834—2011 附录B.2）。

    完成任务，。 → 完成任务，。
    """
    strong = '。；：，、'
    keep = min(match[1], match[2], key=strong.index)
    other = match[2] if keep == match[1] else match[1]
    span = Span(*match.span())
    choices = tuple(Choice((Edit(span, mark),), Fix.UNSAFE, 0.5) for mark in (keep, other))
    return Finding('BD307', span, {'before': match[0]}, choices)


@rule('BD308', on=('”。', '’。'), pattern=r'(?<=[。！？])([”’]+)。')
def stop_after_quoted_stop(view: View, match: re.Match[str]) -> Finding | None:
    """引文末尾已有句末点号，引号外又用句号。依据 GB/T 15834—2011 附录B.2.1。

    他说：“好。”。 → 他说：“好。”
    """
    return drop('BD308', view, match.end() - 1, match.end())


@rule('BD309', on=('。”的', '，”的'), pattern=r'[。，]”(?=的(?!确)[^\W\d_A-Za-z])')
def stop_in_partial_quote(view: View, match: re.Match[str]) -> Finding | None:
    """作句子成分的引文末尾带了点号。依据 GB/T 15834—2011 附录B.2.1。

    成为“标杆。”的企业 → 成为“标杆。”的企业
    """
    return drop('BD309', view, match.start(), match.start() + 1, Fix.UNSAFE)


LONGEST_NAME = 12
CALLED = (
    '称为',
    '称作',
    '叫作',
    '叫做',
    '誉为',
    '视为',
    '评为',
    '名为',
    '号称',
    '人称',
    '获',
    '获得',
    '荣获',
    '成为',
    '当作',
)
KINDS = (
    '活动',
    '精神',
    '行动',
    '工程',
    '称号',
    '理念',
    '战略',
    '政策',
    '模式',
    '口号',
    '计划',
    '方针',
    '之乡',
    '美誉',
    '奖',
    '专项',
)


@rule(
    'BD309', on=tuple(f'{stop}”{kind}' for stop in '。，' for kind in KINDS), pattern=rf'[。，]”(?={"|".join(KINDS)})'
)
@rule('BD309', on=('。”',), beside=CALLED, pattern='。”$')
def stop_in_quoted_name(view: View, match: re.Match[str]) -> Finding | None:
    """引号里是一个名称，末尾带了点号。点号去掉，句末的移到引号外。依据 GB/T 15834—2011 附录B.2.1。

    开展“送温暖。”活动 → 开展“送温暖”活动
    他被称为“活地图。” → 他被称为“活地图”。
    他说：“今年要开展活动。”活动从三月开始。 → 他说：“今年要开展活动。”活动从三月开始。
    """
    end = match.start()
    start = view.text.rfind('“', max(0, end - LONGEST_NAME - 1), end)
    if start < 0 or start + 1 == end or any(mark in view.text[start + 1 : end] for mark in '“”，。？！：'):
        return None
    if match.end() < len(view.text):
        return None if view[start - 1] == '：' else drop('BD309', view, end, end + 1, Fix.UNSAFE)
    if not view.text[max(0, start - 2) : start].endswith(CALLED):
        return None
    return replace('BD309', Span(*match.span()), '。”', '”。', Fix.UNSAFE)


@rule('BD310', on=tuple(f'{stop}（' for stop in '，、；'), pattern=r'[，、；](（[^（）。\d]{1,20}）)(?=[，、；。])')
@rule('BD310', on=('。）',), pattern=r'。(?=）(?:[，、；。]|[^\W\d_A-Za-z]))')
def stop_and_bracket(view: View, match: re.Match[str]) -> Finding | None:
    """句内括号前后的点号：括号前多了点号，或句内的括注里用了句号。依据 GB/T 15834—2011 附录A.8、B.2.2。

    编号、图号等带数字的括注不查；成段的括注、引文里的不查。

        今年（截至六月），全县增收。 → 今年（截至六月），全县增收。
    """
    if match[0] == '。':
        opening = view.text.rfind('（', 0, match.start())
        inside = view.text[opening + 1 : match.start()]
        before = view.text[max(0, opening - 1) : opening]
        if opening < 1 or before in '。！？…”' or any(mark in inside for mark in '。！？“'):
            return None
    return Finding('BD310', Span(*match.span()), {'before': match[0]})


@rule('BD311', on=('说：“', '道：“'), pattern=r'，”([^\W\d_A-Za-z]{1,8}(?:说|道))(：)(?=“)')
def colon_after_said(view: View, match: re.Match[str]) -> Finding | None:
    """“某某说”插在两段引文中间，后面用了冒号。用逗号。依据 GB/T 15834—2011 附录A.6、B.1.5。

    前一段引文已成句的，冒号可用。

        “今年好，”他说，“明年更好。” → “今年好，”他说，“明年更好。”
        “今年好。”他说：“明年更好。” → “今年好。”他说：“明年更好。”
    """
    return Finding('BD311', Span(*match.span(2)), {'before': match[1] + match[2]})


@rule(
    'BD311',
    on=('：',),
    pattern=r'：([^。！？；：“”‘’《》（）\d\n]{3,24})(：)(?!“)(?=[^\W\d_A-Za-z])',
)
def colon_in_colon(view: View, match: re.Match[str]) -> Finding | None:
    """一句里套用了两层冒号。依据 GB/T 15834—2011 4.7.3.5。

    引文里的不算。

        会议提出：一要抓春耕，二要抓防汛。 → 会议提出：一要抓春耕，二要抓防汛。
    """
    labelled = view.lead(match.start(), 2).endswith(('报道', '附记', '者按', '讯', '答', '问'))
    if labelled or view.role not in ('body', 'lead', 'item') or view.enclosing(match.start(2)) != (0, len(view.text)):
        return None
    return Finding('BD311', Span(*match.span(2)), {'before': match[0]})


ITEM = 8  # characters of an item in a list, at most
# 与执法相关: a preposition and what it goes with
COMPARED = '[相无有]关|相[同似近符等当反称邻连接通悖伴比]|相结合|一致|一样|不同|吻合|挂钩|接轨|同步|同行|为[伴邻友]|见面|无缘|匹配|媲美|结合|衔接|互动|配套'


@rule('BD312', on=('、和', '、与', '、及', '、以及'), pattern=r'、(?=[和与及]|以及)')
def comma_before_conjunction(view: View, match: re.Match[str]) -> Finding | None:
    """“和、与、及、以及”前用了顿号。依据 GB/T 15834—2011 附录A.3；和、与：依据待核。

    “和、与”前可删顿号；“及、以及”前可删也可改逗号，请编辑定。

        苹果、和平路 → 苹果、和平路
        木占军（彝族）、和志强（纳西族） → 木占军（彝族）、和志强（纳西族）
        群众最关注、与生活最密切的行业 → 群众最关注、与生活最密切的行业
        规定富有针对性、与办案密切相关 → 规定富有针对性、与办案密切相关
    """
    i = match.end()
    if any(is_word(view.text[i : i + n]) for n in (2, 3)) and view.text[i : i + 2] != '以及':
        return None
    if view[i] in '和与':
        # 和 may be a surname, 与 a preposition: the conjunction stands before the last of some short items
        following = re.match(r'[^，。、；：！？（）]*', view.text[i + 1 :])
        size = len(following[0]) if following else 0
        if re.search(f'(?:{COMPARED})(?:起来)?$', view.text[i + 1 : i + 1 + size]):
            return None
        if view[i + 1 + size] in ('（', '、') or (view[i] == '与' and (size > ITEM or '的' in view.text[i : i + size])):
            return None
        return drop('BD312', view, *match.span(), Fix.UNSAFE)
    if view.text[i + 1 : i + 3].endswith('、') or view.text[i + 2 : i + 3] == '、':
        return None  # 以及、以为: an item of its own
    return Finding('BD312', Span(*match.span()), {'before': '、'})


@rule('BD313', on=('、等',), pattern=r'、(?=等)')
def comma_before_deng(view: View, match: re.Match[str]) -> Finding | None:
    """“等”前用了顿号。依据 GB/T 15834—2011 附录B.1.2。

    修路、架桥、等工程 → 修路、架桥等工程
    等级、等次、等待 → 等级、等次、等待
    """
    word = view.text[match.end() : match.end() + 2]
    if (is_word(word) and word != '等等') or word in ('等次', '等外') or view[match.end() + 2] == '、':
        return None
    return drop('BD313', view, *match.span())


@rule(
    'BD314',
    on=('）、', '），', '）。', '）．', '）.'),
    pattern=r'(?<=）)、|(?:(?<=^（[一二三四五六七八九十\d]）)|(?<=^（[一二三四五六七八九十\d]{2}）))[，。．.](?=[^\W\d_A-Za-z])',
    enters=True,
)
def comma_after_bracketed_number(view: View, match: re.Match[str]) -> Finding | None:
    """带括号的序号后用了点号。依据 GB/T 15834—2011 附录B.3.4。

    （一）、加强组织领导 → （一）加强组织领导
    （一），加强组织领导 → （一）加强组织领导
    （1）．加强组织领导 → （1）加强组织领导
    """
    if not re.search(r'(?:^|[。；：，\s])（[一二三四五六七八九十\d]{1,3}）$', view.lead(match.start())):
        return None
    return drop('BD314', view, *match.span())


@rule(
    'BD315',
    on=ORDERING,
    pattern=r'(?:^|(?<=[。；：！？“]))(?:第[一二三四五六七八九十]|首先|其次|再次|再者|最后)、(?![^。]{0,6}、)',
)
def comma_after_ordinal_word(view: View, match: re.Match[str]) -> Finding | None:
    """“第一、首先”一类词后用了顿号。依据 GB/T 15834—2011 4.4.3.3、附录B.3.1。

    第一、二、三名 → 第一、二、三名
    """
    return replace('BD315', Span(match.end() - 1, match.end()), '、', '，', Fix.UNSAFE)


@rule('BD317', on=('！。', '？。'), pattern=r'(?<=[！？])。')
def stop_after_exclamation(view: View, match: re.Match[str]) -> Finding | None:
    """叹号、问号后又用句号。依据 GB/T 15834—2011 附录B.2.1；无引号时：依据待核。

    太好了！。 → 太好了！
    """
    return drop('BD317', view, *match.span())


@rule('BD318', on=('……。',), pattern=r'……。')
def stop_after_ellipsis(view: View, match: re.Match[str]) -> Finding | None:
    """省略号后又用句号。一般不用。依据 GB/T 15834—2011 附录B.2.4。

    走远了……。 → 走远了……。
    """
    return Finding('BD318', Span(*match.span()), {'before': match[0]})


def _year(text: str) -> bool:
    return len(text) == 4 and 1000 <= int(text) <= 2100


DAYS = r'(?:\d{1,2}(?:[月日时]|点(?:半|\d{1,2}分)?)|(?:周|星期)[一二三四五六])'
LINES = '高铁|铁路|高速|公路|城际|航线|列车|动车|客运专线|班列|航班|国道|管道'


@rule(
    'BD320',
    on=tuple(f'{one}{mark}' for one in '年月日时点半分一二三四五六' for mark in '-－'),
    pattern=rf'{DAYS}([-－])(?=(?:\d{{4}}年)?{DAYS}|(?:周|星期)日)|\d[年月日]([-－])(?=\d{{4}}年\d{{1,2}}月|至?今)',
)
def hyphen_between_days(view: View, match: re.Match[str]) -> Finding:
    """月日、星期的起止用了短横线。用一字线，或者用“至”，请编辑定。依据 GB/T 15834—2011 4.13.3.2a。

    5月1日—5日、5月1日至5日 → 5月1日—5日、5月1日至5日
    """
    at = match.start(match.lastindex or 0)
    return replace('BD320', Span(at, at + 1), view[at], '—', Fix.UNSAFE)


@rule('BD320', on=('-', '－'), pattern=rf'(?<=[^\W\d_A-Za-z])[-－](?=[^\W\d_A-Za-z]{{2,4}}?(?:{LINES}))')
def hyphen_between_places(view: View, match: re.Match[str]) -> Finding:
    """地点的起止用了短横线。用一字线。依据 GB/T 15834—2011 4.13.3.2a。

    北京—上海高铁 → 北京—上海高铁
    """
    return replace('BD320', Span(*match.span()), match[0], '—', Fix.UNSAFE)


@rule('BD320', on=('年-', '年－'), pattern=r'(?<!\d)([12]\d{3})年([-－])([12]\d{3})年')
def hyphen_between_years(view: View, match: re.Match[str]) -> Finding | None:
    """年份的起止用了短横线，两头都写了“年”。用一字线。依据 GB/T 15834—2011 4.13.3.2a。

    2018年-2020年，年均增长7%。 → 2018年—2020年，年均增长7%。
    """
    return replace('BD320', Span(*match.span(2)), match[2], '—') if match[1] < match[3] else None


@rule(
    'BD320',
    on=('-', '－'),
    pattern=r'(?<![\d\-—/.A-Za-z])(\d{1,4}(?::\d\d)?)[-－](\d{1,4}(?::\d\d)?)(?![\d\-—/.:A-Za-z])',
    enters=True,
)
def hyphen_as_range(view: View, match: re.Match[str]) -> Finding | None:
    """年份、时刻的起止用了短横线。用一字线。依据 GB/T 15834—2011 4.13.3.2a，GB/T 15835—2011 5.1.3。

    日期、电话、编号、比分里的短横线不动。

        “十三五”时期（2016-2020年） → “十三五”时期（2016—2020年）
        2020-2021学年 → 2020—2021学年
        开放时间8:00-11:30。 → 开放时间8:00—11:30。
        2021-05-01 → 2021-05-01
    """
    first, second = match[1], match[2]
    at = match.start(2) - 1
    if ':' in first and ':' in second:
        good = _minutes(first) < _minutes(second) <= 1440
    else:
        after = view.text[match.end() : match.end() + 2]
        named = after[:1] == '年' or after in ('学年', '财年', '赛季')
        named = named or (view[match.start() - 1] in '（(' and view[match.end()] in '）)')
        good = _both_years(first, second) and named and int(first) < int(second)
    return replace('BD320', Span(at, at + 1), view[at], '—') if good and view.has_han else None


def _both_years(first: str, second: str) -> bool:
    return first.isdigit() and second.isdigit() and _year(first) and _year(second)


def _minutes(clock: str) -> int:
    hour, minute = clock.split(':')
    return int(hour) * 60 + int(minute)
