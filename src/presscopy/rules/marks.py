"""BD1: the form of marks. Half-width marks, ellipses, dashes, ranges, foreign glyphs (GB/T 15834—2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscopy.rules.names import is_between_names
from presscopy.rules.registry import Family
from presscopy.rules.scan import Scan, Waker
from presscopy.rules.view import SPACES, View, is_chinese, is_digit, is_han, is_latin, perhaps_a_byte
from presscopy.text.finding import Finding, Fix, replace
from presscopy.text.span import Span

FAMILY = Family()
rule = FAMILY.rule

ABBREVIATION = (
    r'(?:^|[^A-Za-z])(?:vs|etc|Mr|Mrs|Ms|Dr|Prof|No|Inc|Ltd|Co|Corp|Jr|Sr|St|Vol|Fig|Ed|al|i\.e|e\.g|[ap]\.m|[A-Z])$'
)
ORDINAL = r'(?:^|[\s。；：，“（])(?:\d{1,2}|[a-z])$'
FULL = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


def _full(view: View, i: int, code: str, mark: str) -> Finding | None:
    if not view.in_chinese(i) or _in_foreign_brackets(view, i):
        return None
    return replace(code, Span(i, i + 1), view[i], mark)


def _in_foreign_brackets(view: View, i: int) -> bool:
    """(120.5, 28.3), (ABC, Inc.): between brackets that hold nothing Chinese."""
    start = max(view.text.rfind(mark, max(0, i - 60), i) for mark in '（(')
    end = min((at for mark in '）)' if (at := view.text.find(mark, i, i + 60)) >= 0), default=-1)
    return 0 <= start < end and not any(map(is_chinese, view.text[start + 1 : end]))


@rule('BD101', at=',')
def half_comma(view: View, i: int) -> Finding | None:
    """中文里的半角逗号。依据 GB/T 15834—2011 4.4.2。

    英文句中、千位分隔、坐标、参考文献著录（GB/T 7714）里的逗号不动。

        今年以来,全县 → 今年以来，全县
        1,000元 → 1,000元
        foo,bar,baz → foo,bar,baz
        坐标（120.5, 28.3）处 → 坐标（120.5, 28.3）处
        [1] 林小禾. 乡土[M]. 北京: 青禾出版社, 2008: 12. → [1] 林小禾. 乡土[M]. 北京: 青禾出版社, 2008: 12.
        同比增长67.2%,2020年起步。 → 同比增长67.2%，2020年起步。
    """
    return _full(view, i, 'BD101', '，')


@rule('BD103', at=';')
def half_semicolon(view: View, i: int) -> Finding | None:
    """中文里的半角分号。依据 GB/T 15834—2011 4.6.2。

    表情符号、英文句中的分号不动。

        一是路通了;二是水通了。 → 一是路通了；二是水通了。
        中文 ;-) → 中文 ;-)
    """
    return _full(view, i, 'BD103', '；')


@rule('BD104', at=':')
def half_colon(view: View, i: int) -> Finding | None:
    """中文里的半角冒号。依据 GB/T 15834—2011 4.7.2。

    时刻、比分、比例、网址里的冒号不动。

        会议强调:要抓实。 → 会议强调：要抓实。
        10:30开始，比分98:95。 → 10:30开始，比分98:95。
        Reason: CORS header → Reason: CORS header
    """
    return _full(view, i, 'BD104', '：')


@rule('BD102', at='.')
def half_period(view: View, i: int) -> Finding | None:
    """中文句末的半角句点。依据 GB/T 15834—2011 4.1.2。

    小数、序号、网址、缩写、省略号里的点不动。

        收成很好. → 收成很好。
        同比增长8.3%. → 同比增长8.3%。
        1.加强领导。 → 1.加强领导。
        a.甲 b.乙 → a.甲 b.乙
        译文：Where there is a will, there is a way.有志者事竟成。 → 译文：Where there is a will, there is a way.有志者事竟成。
        运行时 vs. 编译器 → 运行时 vs. 编译器
        阿里巴巴.US → 阿里巴巴.US
        困扰多年.2022年起整治。 → 困扰多年。2022年起整治。
        作于一九九六.四.五 → 作于一九九六.四.五
        浙江省.温州市.平阳县 → 浙江省.温州市.平阳县
        比分改写为88:85.关键时刻 → 比分改写为88:85。关键时刻
    """
    if '.' in (view[i - 1], view[i + 1]) or not view.has_han or view.in_english(i) or view.reference:
        return None
    if i < 4 and re.match(r'[一二三四五六七八九十]{1,3}$', view.text[:i]) and is_han(view[i + 1]):
        return replace('BD102', Span(i, i + 1), '.', '、')  # a Chinese ordinal at the head of a paragraph (4.5.3.3)
    if view[i - 1] in NUMERALS and view[i + 1] in NUMERALS:
        return None  # a date: 一九九六.四.五
    left = view.before(i)
    if is_chinese(left):
        ends = _closed_by_han(view, i) and not _within_a_name(view, i)
    elif left and left.isascii() and left.isalnum():
        ends = _closed_by_ascii(view, i)
    else:
        right = view.after(i)
        ends = bool(left) and (not right or is_chinese(right) or view[i + 1] in ('（', '“', '《'))
    return replace('BD102', Span(i, i + 1), '.', '。') if ends else None


PLACE = r'[^各全本我该此\W\d_A-Za-z][^\W\d_A-Za-z]{1,4}(?<=[市州盟县区旗镇乡村])(?![^\W\d_A-Za-z])'


def _within_a_name(view: View, i: int) -> bool:
    """卡尔.马克思: a point that stands for the interpunct of a foreign name; 浙江省.温州市: one between places, each within the other."""
    if view[i - 1] in tuple('省市州盟县区') and re.match(PLACE, view.text[i + 1 : i + 8]):
        return True
    return is_between_names(view.text[max(0, i - 2) : i], view.text[i + 1 : i + 3])


NUMERALS = tuple('〇零一二三四五六七八九十')
DATED = r'\d{1,4}(?:年|月|日|岁|天|名|位|个(?!百分)|家|人|多|余|时)|\d{2,}(?![倍米元亿万公克吨度%])[^\W\d_]|[1-9]\d{2,}[元米公克吨]'
LABELLED = r'[表图件注例题章节条款项号第]\d{1,2}$'


def _closed_by_han(view: View, i: int) -> bool:
    """A point after Han: the end of a sentence, unless a name or a bare decimal goes on behind it."""
    if is_digit(view[i + 1]):
        return bool(re.match(DATED, view.text[i + 1 : i + 24]))
    right = view.after(i)
    return (is_chinese(right) or not right or view[i + 1] in SPACES + '”’"\'）》)(（') and not is_latin(view[i + 1])


def _closed_by_ascii(view: View, i: int) -> bool:
    """A point after a figure or a Latin word: the end of a sentence when the copy is Chinese and no abbreviation, ordinal or name is there."""
    before, right = view.lead(i), view.after(i)
    if re.search(ABBREVIATION, before) or re.search(ORDINAL, before) or not any(map(is_han, view.sentence(i))):
        return False
    if not right:
        return True
    if view[i - 1] == '）' and is_han(view[i + 1]):
        return True
    if view[i - 1] != view.before(i) or not is_chinese(right):
        return False
    if is_latin(view[i - 1]):
        if re.search(r"(?:[A-Za-z']+,? ){3,}[A-Za-z']+$", view.lead(i, 80)):
            return False  # an English sentence
        return view[i + 1] in SPACES + '”’"\'）》)' or is_chinese(view[i + 1])
    figure = re.search(r'[\d.:,]+$', before)
    return figure is not None and len(figure[0]) > 2 and not re.search(LABELLED, before)


def _exclaimed(view: View, i: int, code: str, mark: str) -> Finding | None:
    left, right = view.before(i), view.after(i)
    if view.in_english(i) or not view.has_han:
        return None
    if is_chinese(left) or (is_chinese(right) and view[i + 1] not in SPACES and left):
        return replace(code, Span(i, i + 1), view[i], mark)
    ends = not right or is_chinese(right) or view[i + 1] in '!?！？'
    if left and ends and any(map(is_han, view.sentence(i))):
        return replace(code, Span(i, i + 1), view[i], mark)
    return None


@rule('BD105', at='?')
def half_question(view: View, i: int) -> Finding | None:
    """中文里的半角问号。依据 GB/T 15834—2011 4.2.2。

    英文句、网址里的问号不动；紧跟残缺拼音的“?”是坏掉的字，留给编码修复。

        还有多大空间? → 还有多大空间？
        3~5? No, 3-5 is fine. → 3~5? No, 3-5 is fine.
    """
    return _exclaimed(view, i, 'BD105', '？')


@rule('BD106', at='!')
def half_exclamation(view: View, i: int) -> Finding | None:
    """中文里的半角叹号。依据 GB/T 15834—2011 4.3.2。

    英文引语、以叹号结尾的名称不动。

        太好了! → 太好了！
        她用英语说：“Nice to meet you!” → 她用英语说：“Nice to meet you!”
        来自Yahoo!的文档 → 来自Yahoo!的文档
    """
    return _exclaimed(view, i, 'BD106', '！')


@rule('BD111', on=('…',), pattern=r'…(?<!……)(?:…{2}|…{4,})?(?!…)')  # neither …… nor twelve points
@rule(
    'BD111',
    on=('...', '。。。', '⋯', '···', '・・・', '•••'),
    pattern=r'[.。⋯·・•](?:(?<=\.)\.{2,}|(?<=。)。{2,}|(?<=⋯)⋯*|(?<=·)·{2,}|(?<=・)・{2,}|(?<=•)•{2,})',
)
def ellipsis(view: View, match: re.Match[str]) -> Finding | None:
    """省略号写成三个点、一串句号或半个。省略号占两格，六个点。依据 GB/T 15834—2011 4.11.2。

    英文中的三点不动；整行省略用的十二个点不动。

        栽树、修渠......一件件干。 → 栽树、修渠……一件件干。
        回望这一年。。。大家感慨。 → 回望这一年……大家感慨。
        雨一直下・・・・・・路断了。 → 雨一直下……路断了。
        aaa... bbb → aaa... bbb
    """
    if not view.next_to_han(*match.span()) or view.in_english(match.start()):
        return None
    if perhaps_a_byte(view[match.start() - 1]) or perhaps_a_byte(view[match.end()]):
        return None
    return replace('BD111', Span(*match.span()), match[0], '……')


@rule(
    'BD112', on=('--', '－－', '──', '―', '–', '—'), pattern=r'-{2,}|－{2,}|─{2,}|―{1,2}|–{2}|—–|–—|—{3,}|(?<!—)—(?!—)'
)
def dash(view: View, match: re.Match[str]) -> Finding | None:
    """破折号写成短横、制表线或只占一格。破折号占两格。依据 GB/T 15834—2011 4.10.2。

    起止用的一字线不动；引号、点号旁边单个的一字线多半是半个破折号，只作建议。

        这就是青石精神--实干。 → 这就是青石精神——实干。
        沈括（1031—1095） → 沈括（1031—1095）
    """
    start, end = match.span()
    if match[0] == '—':
        near = view[start - 1] in '”’》，。！？' or view[end] in '“‘《' or start == 0 or _halved(view, start)
        if not (near and is_chinese(view.after(start)) and view[start - 1] != view[end]):
            return None
        return replace('BD112', Span(start, end), '—', '——', Fix.UNSAFE)
    if not view.next_to_han(start, end) or view.in_english(start):
        return None
    return replace('BD112', Span(start, end), match[0], '——')


DATE_IN_QUOTES = r'[“"]\d{1,2}[•・‧∙⋅･]\d{1,2}[”"]'


def _halved(view: View, i: int) -> bool:
    """Whether a clause ends at the single dash, the only one of its sentence: 他来了—她也来了, 这就是答案—实干."""
    before = re.split('[，。；：！？]', view.lead(i, 24))[-1]
    after = re.split('[。；！？]', view.text[i + 1 : i + 40])[0]
    return (
        '—' not in before + after
        and is_han(view[i - 1])
        and is_han(view[i + 1])
        and bool(before[-1:] in '了着' or re.match('\n?(?:这|那|他|她|它|我).*[是有说]', before))
    )


@rule('BD113', at='•・‧∙⋅･.')
def interpunct(view: View, i: int) -> Finding | None:
    """间隔号用了别的圆点。依据 GB/T 15834—2011 4.14.2。

        阿依古丽・买买提 → 阿依古丽·买买提
        “3•15”晚会 → “3·15”晚会
    卡尔.马克思、列夫.托尔斯泰、阿卜杜拉.本.侯赛因 → 卡尔.马克思、列夫.托尔斯泰、阿卜杜拉.本.侯赛因
    """
    if view[i] == '.':
        return replace('BD113', Span(i, i + 1), '.', '·', Fix.UNSAFE) if _within_a_name(view, i) else None
    if (
        (is_han(view[i - 1]) and is_han(view[i + 1]))
        or (is_digit(view[i - 1]) and re.search(DATE_IN_QUOTES, view.text[max(0, i - 3) : i + 4]))
        or (is_han(view.before(i)) and is_han(view.after(i)) and view[i - 1])
    ):
        return replace('BD113', Span(i, i + 1), view[i], '·')
    return None


RANGE_LEFT = r'(?:[\d%％℃]|[\d一二三四五六七八九十百千万亿][月日时点分年元度岁级课章节版期]|[一二三四五六七八九十]|周[一二三四五六日]|[A-Za-z]|\d[^\W\d_A-Za-z]{1,2}|[A-Za-z]\d)$'
RANGE_RIGHT = (
    r'[-－+]?\d|(?<=[A-Za-z]\d.)[A-Za-z]\d|[一二三四五六七八九十]|第[\d一二三四五六七八九十]|周[一二三四五六日]'
)


@rule('BD114', at='~∼〜')
def range_mark(view: View, i: int) -> Finding | None:
    """数值起止用了半角波浪线。依据 GB/T 15834—2011 4.13.3.2b，GB/T 15835—2011 5.1.3。

    气温5~8摄氏度 → 气温5～8摄氏度
    水深10米~15米，A4~A8版 → 水深10米～15米，A4～A8版
    两地上市~全速推进！ → 两地上市~全速推进！
    """
    if not (
        view.has_han
        and re.compile(RANGE_RIGHT).match(view.text, i + 1)
        and re.search(RANGE_LEFT, view.text[max(0, i - 3) : i])
    ):
        return None
    if not is_digit(view[i + 1]) and is_latin(view[i - 1]):
        return None
    return replace('BD114', Span(i, i + 1), view[i], '～')


@rule(
    'BD115',
    on=tuple('０１２３４５６７８９') + tuple(map(chr, (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))),
    pattern=r'[０-９Ａ-Ｚａ-ｚ]+(?:[．，－][０-９]+|[．＠＿－／][０-９Ａ-Ｚａ-ｚ]+)*',
    enters=True,
)
def wide_alphanumeric(view: View, match: re.Match[str]) -> Finding | None:
    """全角的数字或字母。数字用半角，依据 GB/T 15835—2011 5.1.7.1；字母：依据待核。

    只卖１０００元 → 只卖1000元
    ＣＢＤ中心 → CBD中心
    登录ｗｗｗ．ｙｕｎｘｉ．ｃｎ → 登录www.yunxi.cn
    """
    return replace('BD115', Span(*match.span()), match[0], match[0].translate(FULL))


def _without_han(scan: Scan) -> list[int]:
    return [n for n, text in enumerate(scan.texts) if not any(map(is_han, text))]


@rule('BD116', waker=Waker(_without_han))
def wide_in_english(view: View) -> Iterator[Finding]:
    """整段英文里的全角标点。依据 CY/T 154—2017 第5章（条款待核）。

    Said：Come and，Join us！ → Said: Come and, Join us!
    SHA1。 → SHA1。
    """
    for match in re.finditer('[，。；：？！（）]', view.text) if view.english else ():
        i = match.start()
        if view.before(i).isascii() and not view.closed(i):
            yield _narrow(view, i)


def _narrow(view: View, i: int) -> Finding:
    mark = {'。': '.', '（': '(', '）': ')'}.get(view[i]) or view[i].translate(FULL)
    word = is_latin(view[i + 1]) or is_digit(view[i + 1])
    gap = ' ' if word and mark not in '(' else ''
    return replace('BD116', Span(i, i + 1), view[i], mark + gap)


@rule('BD117', on=('<<', '＜＜'), pattern=r'(?:<<|＜＜)([^<>＜＞\n]{1,40})(?:>>|＞＞)', enters=True)
def ascii_title_marks(view: View, match: re.Match[str]) -> Finding | None:
    """书名号写成尖括号。依据 GB/T 15834—2011 4.15.2。

    <<云溪日报>>今起改版。 → 《云溪日报》今起改版。
    """
    if not any(map(is_han, match[1])):
        return None
    return replace('BD117', Span(*match.span()), match[0], f'《{match[1]}》')


@rule('BD118', at='．｡､')
def foreign_stop(view: View, i: int) -> Finding | None:
    """句号、顿号用了别的字形。依据 GB/T 15834—2011 4.1.2、4.5.2。

    数字中间的全角点是小数点。

        苹果､梨都卖了好价钱｡ → 苹果、梨都卖了好价钱。
        长3．5公里 → 长3.5公里
        １．加强领导 → 1.加强领导
    """
    if view[i] == '．' and view[i - 1].isdecimal() and (view[i + 1].isdecimal() or re.search(ORDINAL, view.lead(i))):
        return replace('BD118', Span(i, i + 1), '．', '.')
    if not view.next_to_han(i, i + 1):
        return None
    return replace('BD118', Span(i, i + 1), view[i], '、' if view[i] == '､' else '。')


@rule('BD120', at='％')
def wide_percent(view: View, i: int) -> Finding | None:
    """全角百分号。依据 GB/T 15835—2011 4.1.1 的示例；字形：依据待核。

    增长25％。 → 增长25%。
    """
    return replace('BD120', Span(i, i + 1), '％', '%') if is_digit(view[i - 1]) or view[i - 1] in tuple('（(') else None


@rule('BD121', on=tuple(f'{figure}、' for figure in '0123456789０１２３４５６７８９'), pattern=r'^\d{1,2}、(?=\D)')
def ordinal_comma(view: View, match: re.Match[str]) -> Finding | None:
    """段首阿拉伯数字序号后用了顿号。依据 GB/T 15834—2011 附录B.3.3。

    1、加强组织领导。 → 1.加强组织领导。
    """
    return replace('BD121', Span(match.end() - 1, match.end()), '、', '.')
