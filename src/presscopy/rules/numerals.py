"""SZ: numerals. Safe where the form changes in a closed frame and the value stays; else for an editor (GB/T 15835—2011)."""

from __future__ import annotations

import re

from presscopy.rules.registry import Family
from presscopy.rules.scan import Scan, Waker
from presscopy.rules.view import View, is_latin
from presscopy.text.finding import Choice, Finding, Fix, replace
from presscopy.text.span import Edit, Span

FAMILY = Family()
rule = FAMILY.rule

DIGIT = '0123456789'
EVENTS = (
    '前后', '事件', '晚会', '运动', '惨案', '起义', '国际', '主题', '宣传',
    '宪法', '禁毒', '消费', '防灾', '法制', '学雷锋', '全民', '消防', '世界', '国家', '全国', '维权',
)  # fmt: skip
MEASURES = (
    '个|名|人|位|家|户|只|头|条|件|台|辆|座|间|棵|株|次|项|种|套|批|岁|天|周|年(?!级)|小时|分钟|秒|倍|度|摄氏度|℃|'
    '米|厘米|毫米|千米|公里|海里|里|亩|公顷|平方米|平方公里|立方米|吨|公斤|千克|克|斤|升|毫升|元|千瓦|兆瓦|微克|毫克|'
    'cm|mm|km|kg|m(?![a-z])|g(?![a-z])'
)


@rule(
    'SZ106',
    on=('-', '－', '–'),
    pattern=rf'(?<![\d\-—/.:A-Za-z第])(\d+(?:\.\d+)?)[-－–](\d+(?:\.\d+)?)(?=(?:多|余)?(?:{MEASURES}))(?![\d\-—/.:])',
    enters=True,
)
def hyphen_in_range(view: View, match: re.Match[str]) -> Finding | None:
    """数值的起止用了短横线。用浪纹线。依据 GB/T 15834—2011 4.13.3.2b，GB/T 15835—2011 5.1.3。

    电话、日期、比分、编号里的短横线不动；后面的数不比前面大的，不是起止。

        海拔300-900米之间 → 海拔300～900米之间
        HAW-4和TPC-3海底光缆 → HAW-4和TPC-3海底光缆
    """
    first, second = match[1], match[2]
    if float(first) >= float(second) or not view.has_han or (first.startswith('0') and not first.startswith('0.')):
        return None
    if len(first) == len(second) == 4 and view[match.end()] == '年':
        return None
    at = match.end(1)
    return replace('SZ106', Span(at, at + 1), view[at], '～')


@rule(
    'SZ118',
    on=tuple(f'：{one}' for one in '012345'),
    pattern=r'(?<![\d：:])([01]?\d|2[0-4])：([0-5]\d)(?:：[0-5]\d)?(?![\d：年月日])',
    enters=True,
)
def wide_time_colon(view: View, match: re.Match[str]) -> Finding | None:
    """时刻用了全角冒号。依据 GB/T 15835—2011 5.1.5。

    晚上8：00准时开演。 → 晚上8:00准时开演。
    影片《007：无暇赴死》 → 影片《007：无暇赴死》
    """
    colons = [at for at in range(*match.span()) if view[at] == '：']
    edits = tuple(Edit(Span(at, at + 1), ':') for at in colons)
    detail = {'before': match[0], 'after': match[0].replace('：', ':')}
    return Finding('SZ118', Span(*match.span()), detail, (Choice(edits, Fix.SAFE),))


@rule('SZ106', on=('-', '－'), pattern=r'(?<![\d\-—/.:A-Za-z])(\d{1,3})[-－](\d{1,3})(?=月|页|层|期(?!间)|版)')
def hyphen_in_numbers(view: View, match: re.Match[str]) -> Finding | None:
    """月份、页码一类序数的起止用了短横线。可用一字线或浪纹线，请编辑定。依据 GB/T 15835—2011 5.1.3。

    1—5月、第3～5页 → 1—5月、第3～5页
    """
    if int(match[1]) >= int(match[2]):
        return None
    at = match.end(1)
    return replace('SZ106', Span(at, at + 1), view[at], '—' if view[match.end()] == '月' else '～', Fix.UNSAFE)


DIGITS = '〇一二三四五六七八九'
TENS = {f'{n}0': ('' if n == 1 else DIGITS[n]) + '十' for n in range(1, 10)}
COUNTED = '个名人位家户只头条件台辆座间棵株次项种套批岁天年元块亩斤吨米里页字'


def _flag(code: str, match: re.Match[str]) -> Finding:
    return Finding(code, Span(*match.span()), {'before': match[0]})


@rule('SZ101', on=('0几',), pattern=rf'(?<![\d.])([1-9]0)几(?=[{COUNTED}万亿])')
def arabic_with_ji(view: View, match: re.Match[str]) -> Finding | None:
    """阿拉伯数字后接“几”。概数用汉字。依据 GB/T 15835—2011 4.2.2。

    3个多月、20多人 → 3个多月、20多人
    """
    return replace('SZ101', Span(*match.span(1)), match[1], TENS[match[1]], Fix.UNSAFE)


OF_A_DATE = re.compile(r'[，春夏秋冬初末底]|\d{1,2}月|参加|入伍|毕业|出生|退休|入党|成立|建成|开业|投产')


@rule('SZ103', on=tuple(f'{one}年' for one in DIGIT), pattern=r'[04-9]\d年')
def two_digit_year(view: View, match: re.Match[str]) -> Finding | None:
    """年份只写两位数。依据 GB/T 15835—2011 5.1.4；汉字年份 5.2.2。

    年数不算：房龄98年、15年来。

        房龄98年。 → 房龄98年。
    """
    left, right = view[match.start() - 1], view.text[match.end() : match.end() + 4]
    zero = match[0][0] == '0' and not left.isdigit()
    dated = (not left or left in '，。；：“（从自于在到至') and OF_A_DATE.match(right)
    since = left and left in '于自从' and match[0][0] != '0' and not (right and right[0] in '来间多龄')
    return _flag('SZ103', match) if zero or dated or since else None


@rule(
    'SZ104',
    on=tuple(f'年{one}' for one in f'{DIGIT}一二三四五六七八九十'),
    pattern=r'[一二0-9](?:(?<=[一二])[〇零○一二三四五六七八九]{3}年\d{1,2}月|(?<=\d)\d{3}年[一二三四五六七八九十]{1,2}月\d)',
)
def mixed_date(view: View, match: re.Match[str]) -> Finding | None:
    """一个日期里汉字数字和阿拉伯数字混用。依据 GB/T 15835—2011 4.3。

    20世纪80年代、二十世纪八十年代 → 20世纪80年代、二十世纪八十年代
    """
    return _flag('SZ104', match)


@rule('SZ107', on=('%',), pattern=r'(?<![\d.\-－])(\d+(?:\.\d+)?)(%?)([-－~～—])(\d+(?:\.\d+)?)%', enters=True)
def percent_range(view: View, match: re.Match[str]) -> Finding | None:
    """百分数的起止，前一个数少了百分号，或用了短横线。依据 GB/T 15835—2011 5.1.3。

    增长20%～30%。 → 增长20%～30%。
    """
    if (match[2] and match[3] in '～—') or not view.has_han:
        return None
    start, end = match.start(2), match.end(3)
    return replace('SZ107', Span(start, end), match[0], '%～', Fix.UNSAFE)


@rule(
    'SZ108',
    on=('-', '－', '~', '～'),
    pattern=r'(?<![\d.\-－A-Za-z])\d+(?:\.\d+)?[-－~～](?:\d+(?:\.\d+)?)[万亿]',
    enters=True,
)
def ambiguous_range(view: View, match: re.Match[str]) -> Finding | None:
    """起止的前一个数省了“万、亿”，意思可能两样。依据 GB/T 15835—2011 5.1.3。

    总投资9亿～16亿元 → 总投资9亿～16亿元
    """
    return _flag('SZ108', match)


@rule(
    'SZ109',
    on=('近', '约', '超', '逾', '接近'),
    pattern=rf'(?:近|约|大约|超过|超|逾|将近|接近)(?:\d[\d,.]*[十百千万亿]*|[十百千万]+)[多余](?=[{COUNTED}万亿])'
    r'|(?:近|约|大约|将近|接近)[占有为需]?\d[\d,.]*[^，。；、\d]{0,4}(?:左右|上下)',
)
def doubly_approximate(view: View, match: re.Match[str]) -> Finding | None:
    """约数用了两次：近…余、约…左右、超过…多。语法性。

    近百人参加，30人左右到场。 → 近百人参加，30人左右到场。
    年近七十余勇可贾 → 年近七十余勇可贾
    """
    return _flag('SZ109', match)


@rule(
    'SZ110',
    on=('倍',),
    pattern=r'(?:下降|减少|降低|缩小|缩短|减轻|节约|降幅达?|跌)了?(?:近|约|超过)?(?:\d[\d.]*|[一二两三四五六七八九十百]+)多?倍',
)
def decreased_by_times(view: View, match: re.Match[str]) -> Finding | None:
    """减少、下降用了“倍”。减少只能说几成、百分之几。语法性。

    产量比去年增长2倍。 → 产量比去年增长2倍。
    """
    return _flag('SZ110', match)


def _long_numbers(scan: Scan) -> set[int]:
    return {scan.at(match.start())[0] for match in re.finditer(r'[0-9](?=[0-9]{5})', scan.text)}


@rule('SZ111', waker=Waker(_long_numbers), pattern=r'(?<![0-9])[0-9]{6,}(?=[元人户亩吨个名件株头台只辆斤册棵])')
def long_integer(view: View, match: re.Match[str]) -> Finding | None:
    """六位以上的整数没有用万、亿，也没有分节。可以改得好读些。依据 GB/T 15835—2011 5.1.1（可采用，不是必须）。

    电话、编号、邮编不查。

        总投资1,250,000元、125万元 → 总投资1,250,000元、125万元
    """
    first, left = match[0][0], view[match.start() - 1]
    alone = not left or not (left in '.,，-—/' or left.isdigit() or is_latin(left))
    return _flag('SZ111', match) if alone and first != '0' else None


@rule(
    'SZ112',
    on=tuple(f'{one}{many}' for one in DIGIT for many in '千百'),
    pattern=r'(?<![\d.])\d{1,3}[千百](?=[\d万亿元人个名户家多余])(?!千?万?分)',
)
def mixed_magnitude(view: View, match: re.Match[str]) -> Finding | None:
    """阿拉伯数字后用了“千、百”。可与数字同用的只有“万、亿”。依据 GB/T 15835—2011 5.3。

    3亿4500万元 → 3亿4500万元
    3千米、5千瓦 → 3千米、5千瓦
    """
    return _flag('SZ112', match)


@rule(
    'SZ113',
    on=('二',),
    pattern=r'(?<![第十百千万亿〇零一二三四五六七八九\d、“])二(?=[个名只条件家户辆座台间张本支棵头匹]|位(?!数))(?!名字|家人|件套|条例|手)',
)
def two_before_measure(view: View, match: re.Match[str]) -> Finding | None:
    """量词前用了“二”。用“两”。依据：现代汉语词典（条款待核）。

    三分之二的农户、二百五十米 → 三分之二的农户、二百五十米
    """
    return replace('SZ113', Span(*match.span()), '二', '两', Fix.UNSAFE)


@rule(
    'SZ115',
    on=('·', *(f'{figure}{event}' for figure in '0123456789' for event in EVENTS)),
    pattern=rf'(?<![\d.])\d{{1,2}}\.\d{{1,2}}(?={"|".join(EVENTS)})|(?<![十\w])[二三四五六七八九]·[一二三四五六七八九十]{{1,3}}(?!\w*[斯特尔])',
    enters=True,
)
def dated_event(view: View, match: re.Match[str]) -> Finding | None:
    """用月日作名称的事件写法不合。数字写法加间隔号和引号：“3·15”；汉字只有一月、十一月、十二月用间隔号。依据 GB/T 15835—2011 5.1.6、5.2.3。

    “3·15”晚会、“一二·九”运动 → “3·15”晚会、“一二·九”运动
    """
    return _flag('SZ115', match)


@rule(
    'SZ116',
    on=('农历', '阴历', *(f'{week}{one}' for week in ('星期', '礼拜', '周') for one in '123456')),
    pattern=r'(?:农历|阴历)(?:\d{4}年)?\d{1,2}月|(?:星期|礼拜|[每本上下]周)([1-6])(?![\d:：.月年个天次周%-])|(?<![\d第一二三四五六七八九十])周([1-6])(?=[上下晚早]|[，。、至到])',
)
def lunar_or_weekday(view: View, match: re.Match[str]) -> Finding | None:
    """农历月日、星期几用了阿拉伯数字。依据 GB/T 15835—2011 4.2.1、4.2.3。

    星期三、农历八月十五 → 星期三、农历八月十五
    """
    if day := match[1] or match[2]:
        return replace('SZ116', Span(*match.span(match.lastindex or 0)), day, DIGITS[int(day)], Fix.UNSAFE)
    return _flag('SZ116', match)


@rule('SZ117', on=('.',), pattern=r'\.(?:(?<=[^\W\d_A-Za-z]\.)|(?<=～\.))(\d+)(?=[%％倍米元亿万公吨克度])', enters=True)
def bare_decimal(view: View, match: re.Match[str]) -> Finding | None:
    """小数点前少了0。依据 GB/T 15835—2011 5.1.2。

    增长0.5% → 增长0.5%
    """
    return replace('SZ117', Span(match.start(), match.start() + 1), '.', '0.', Fix.UNSAFE)


@rule(
    'SZ120',
    on=('至少', '最少', '起码', '最多', '至多', '不超过', '不少于', '不低于'),
    pattern=r'(?:至少|最少|起码)[^，。；、]{0,4}\d[^，。；、]{0,5}以上|不(?:少|低)于\d[^，。；、]{0,4}以上|(?:最多|至多)[^，。；、]{0,5}\d[^，。；、]{0,5}(?:以下|以内|之内)|不超过\d[^，。；、]{0,4}(?:以下|以内|之内)',
)
def clashing_bounds(view: View, match: re.Match[str]) -> Finding | None:
    """上限、下限说了两次：至少…以上、最多…以下、不超过…以内。语法性。

    至少50人才能成团。 → 至少50人才能成团。
    """
    return _flag('SZ120', match)


@rule('SZ122', on=('百分之',), pattern=r'百分之\d[\d.]*')
def percent_mixed(view: View, match: re.Match[str]) -> Finding | None:
    """“百分之”后接阿拉伯数字。写作20%或百分之二十。依据 GB/T 15835—2011 5.3。

    百分之二十 → 百分之二十
    """
    return _flag('SZ122', match)


@rule(
    'YZ105',
    on=tuple(f'{one}年' for one in '〇零○一二三四五六七八九OＯo0'),
    pattern=r'[一二][〇零○一二三四五六七八九OＯo0]{3}年',
    enters=True,
)
def year_zero(view: View, match: re.Match[str]) -> Finding | None:
    """汉字年份里的“〇”写成了零、字母O、数字0或圆圈。依据 GB/T 15835—2011 5.2.5。

    二〇二一年 → 二〇二一年
    """
    year = match[0].translate(str.maketrans('零○OＯo0', '〇〇〇〇〇〇'))
    if year == match[0]:
        return None
    fix = Fix.SAFE if match[0].replace('○', '〇') == year else Fix.UNSAFE
    return replace('YZ105', Span(*match.span()), match[0], year, fix)
