"""XW1, GS102: what one place of an article says against another, or against the calendar. One look at the whole article, after the words stage.

In: the article with its blocks; out: findings that only show. Each check begins at a literal that is rare, so that a look costs little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from presscopy.article.article import Article
from presscopy.tables import words
from presscopy.tables.readings import alike_in_sound
from presscopy.text.finding import Finding
from presscopy.text.span import Span

LONGEST = 100_000  # a longer text is many articles, and names in it are those of many people
DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEK = '一二三四五六日'
# a calendar of its own: 农历 藏历 回历
OTHER_CALENDAR = re.compile(r'历[^。；]{0,9}$')
COUNTED = '个名人位家户件条台辆座间棵株次项套头只亩吨公里米元'
TITLE_ENDS = '任长理席员表授者辑记'
TITLES = frozenset(
    [
        '书记',
        '主任',
        '县长',
        '市长',
        '区长',
        '镇长',
        '乡长',
        '村长',
        '局长',
        '厅长',
        '部长',
        '院长',
        '校长',
        '所长',
        '站长',
        '厂长',
        '处长',
        '科长',
        '司长',
        '省长',
        '董长',
        '队长',
        '组长',
        '会长',
        '社长',
        '经理',
        '主席',
        '委员',
        '代表',
        '教授',
        '记者',
        '编辑',
        '事长',
        '讯员',
    ]
)
AFTER_NAME = '，、。：；）（ \u3000\n说表介告认指强报摄'
CODES = ('XW106', 'XW107', 'XW108', 'XW109', 'XW110', 'XW111', 'GS102')
LEVELS = (
    r'([一二三四五六七八九十]{1,3})、',
    r'（([一二三四五六七八九十]{1,3})）',
    r'(\d{1,2})[.．](?!\d)',
    r'（(\d{1,2})）',
)


def consistency(article: Article) -> Iterator[Finding]:
    """Everything that does not agree within the article."""
    text = article.text
    if text.isascii():
        return
    checks = (impossible_dates, ranges_backwards, totals, halves, shares, ages, lifetimes)
    for check in (*checks, names, places, terms) if len(text) <= LONGEST else checks:
        for finding in check(text):
            if not _within(article.closed, finding.span.start):
                yield finding
    yield from levels(article)


def _within(closed: tuple[Span, ...], at: int) -> bool:
    return any(start <= at < end for start, end in closed)


def _shown(code: str, text: str, start: int, end: int, context: str = '') -> Finding:
    return Finding(code, Span(start, end), {'before': text[start:end], 'context': context})


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def impossible_dates(text: str) -> Iterator[Finding]:
    """日期不存在〔XW107〕，或星期和日期对不上〔XW108〕。事实性。

    2月30日、4月31日、13月5日没有；2月29日只在闰年有。农历和其他历法不查；没有写年份的，不查星期。
    """
    for match in re.finditer(
        r'月(\d{1,2})(?:日|号(?![楼院馆厅线文机井车]))(?:([，、（(\s]?)(星期|礼拜|周)([一二三四五六日天])(?!至|到|—|～))?',
        text,
    ):
        head = re.search(r'(?:(?<!\d)(\d{4})年)?(?<![\d.])(\d{1,2})$', text[max(0, match.start() - 7) : match.start()])
        if not head:
            continue
        start = match.start() - len(head[0])
        year, month, day = int(head[1] or 0), int(head[2]), int(match[1])
        if OTHER_CALENDAR.search(text[max(0, start - 12) : start]):
            continue
        last = DAYS[month] if 1 <= month <= 12 else 0
        if month == 2 and year and not _leap(year):
            last = 28
        if not 1 <= day <= last:
            yield _shown('XW107', text, start, match.end(1) + 1)
        elif match[3] and 1900 <= year <= 2100 and not (match[3] == '周' and match[2] not in ('', '（', '(')):
            right = WEEK[_weekday(year, month, day)]
            if match[4].replace('天', '日') != right:
                yield _shown('XW108', text, start, match.end(), f'星期{right}')
    for match in re.finditer(r'月三十(一?)日', text):
        head = re.search(r'(?:十一|(?<!十)[二四六九])$', text[max(0, match.start() - 2) : match.start()])
        if head and (match[1] or head[0] == '二'):
            start = match.start() - len(head[0])
            if not OTHER_CALENDAR.search(text[max(0, start - 12) : start]):
                yield _shown('XW107', text, start, match.end())


def _weekday(year: int, month: int, day: int) -> int:
    """Monday is 0; Sakamoto's sum, for the datetime module need not be loaded."""
    shift = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)
    year -= month < 3
    return (year + year // 4 - year // 100 + year // 400 + shift[month - 1] + day - 1) % 7


def ranges_backwards(text: str) -> Iterator[Finding]:
    """起止的日期倒了〔XW109〕：5月8日至3日、2016年至2012年。事实性。

    跨年的月份（11月至3月）、公元前的年份不查。
    """
    for match in re.finditer(r'日[至到—～](\d{1,2})日', text):
        head = re.search(r'(?<!\d)\d{1,2}月(\d{1,2})$', text[max(0, match.start() - 5) : match.start()])
        if head and int(match[1]) < int(head[1]):
            yield _shown('XW109', text, match.start() - len(head[0]), match.end())
    for match in re.finditer(r'日[至到—～](\d{4})年(\d{1,2})月(\d{1,2})日', text):
        first = re.search(r'(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})$', text[max(0, match.start() - 11) : match.start()])
        if first and tuple(map(int, match.groups())) < tuple(map(int, first.groups())):
            yield _shown('XW109', text, match.start() - len(first[0]), match.end())
    for match in re.finditer(r'年[至到—～](\d{4})年', text):
        first = re.search(r'(?<!\d)(\d{4})$', text[max(0, match.start() - 5) : match.start()])
        if first and int(match[1]) < int(first[1]) and '前' not in text[max(0, match.start() - 8) : match.start()]:
            yield _shown('XW109', text, match.start() - 4, match.end())


def totals(text: str) -> Iterator[Finding]:
    """分项加起来和合计对不上〔XW110〕。事实性。

    只查写尽了的：同一句里几项都是“名称＋数＋同一单位”，用顿号隔开，后面紧接“共”“合计”。带“多、余、约、其中”的不查。
    """
    if not any(word in text for word in ('，共', '，合计', '，总计', '，一共')):
        return
    for match in re.finditer(
        rf'，(?:共计|合计|总计|一共|共)(?:有|为)?(\d+(?:\.\d+)?)([{COUNTED}]|[万亿]元)(?![{COUNTED}]|[多余]|次)', text
    ):
        clause = text[max(0, match.start() - 120) : match.start()]
        cut = max(clause.rfind(mark) for mark in '。；：，！？\n')
        before, clause = clause[: cut + 1], clause[cut + 1 :]
        if (cut < 0 and match.start() > 120) or re.search(r'[约近余多每超]|其中|以上|至少|还有|包括|等', clause):
            continue
        if before.endswith('，') and re.search(r'\d', before[max(before.rfind(mark) for mark in '。；：！？\n') + 1 :]):
            continue
        items = [re.fullmatch(rf'[^\d]{{1,10}}?(\d+(?:\.\d+)?){match[2]}', one) for one in clause.split('、')]
        if len(items) < 2 or not all(items):
            continue
        parts = [one[1] for one in items if one]
        total = sum(map(float, parts))
        # figures with a point are rounded, each by half of its last place
        places = [len(one.partition('.')[2]) for one in (*parts, match[1])]
        if abs(total - float(match[1])) > (0.51 * len(places) * 0.1 ** min(places) if max(places) else 0.01):
            yield _shown('XW110', text, match.start() + 1, match.end(), f'{total:.6g}')


def halves(text: str) -> Iterator[Finding]:
    """男女人数加起来和总人数对不上〔XW110〕：共50人，其中男30人、女25人。事实性。

    “以上、左右、多、余”等约数不查。
    """
    if '男' not in text or '女' not in text:
        return
    kind = r'(?:性|生|职工|队员|选手|代表|教师|党员|子)?'
    parts = re.compile(rf'男{kind}(\d+)[人名][，、和]女{kind}(\d+)[人名](?=[，。；、）])')
    for match in parts.finditer(text):
        head = re.search(
            r'(?<![约近多超逾余\d.万亿])(\d+)[人名][^\d。；，：\n]{0,6}(?:，其中[，：]?|[：（](?:其中)?)$',
            text[max(0, match.start() - 24) : match.start()],
        )
        total = int(match[1]) + int(match[2])
        if head and total != int(head[1]):
            yield _shown('XW110', text, *match.span(), f'{total}人')


def shares(text: str) -> Iterator[Finding]:
    """各部分占比加上“其余”超过100%〔XW110〕。事实性。"""
    if '其余' not in text and '剩余' not in text and '剩下' not in text:
        return
    for match in re.finditer(r'(?:其余|剩余|剩下)[^，。；、：%\d]{0,10}?(\d+(?:\.\d+)?)%', text):
        sentence = text[max(0, match.start() - 100) : match.start()]
        sentence = sentence[max(sentence.rfind(mark) for mark in '。；：！？\n') + 1 :]
        parts = re.findall(r'[^增升长降]占[^，。；、\d%]{0,8}(\d+(?:\.\d+)?)%', sentence)
        if not parts or len(parts) != sentence.count('%'):
            continue
        total = sum(map(float, parts)) + float(match[1])
        if total > 101:
            yield _shown('XW110', text, match.start(), match.end(), f'{total:g}%')


def ages(text: str) -> Iterator[Finding]:
    """出生年份和“今年多少岁”对不上〔XW111〕。事实性。

    以稿件里写明的年份推算，前后差一岁（周岁、虚岁）不算；稿件里没有别的年份就不查。
    """
    years: set[int] | None = None
    dated: set[int] = set()
    for match in re.finditer(r'(?:今年|现年)(\d{1,3})岁', text):
        around = text[max(0, match.start() - 40) : match.end() + 30]
        around = around[around.rfind('\n', 0, min(match.start(), 40)) + 1 :].split('\n')[0]
        born = re.findall(
            r'(?:(?<!\d)(\d{4})年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出生|生于)|(?:出生于|生于)(\d{4})年)', around
        )
        if len(born) != 1:
            continue
        birth, age = int(born[0][0] or born[0][1]), int(match[1])
        if years is None:
            years = set(map(int, re.findall(r'(?<!\d)([12]\d{3})年', text)))
            dated = set(map(int, re.findall(r'(?<!\d)([12]\d{3})年\d{1,2}月', text)))
        if max(dated, default=0) > birth and not any(abs(year - birth - age) <= 1 for year in years):
            yield _shown('XW111', text, match.start(), match.end(), f'{birth}年')


def lifetimes(text: str) -> Iterator[Finding]:
    """生卒年份和享年对不上〔XW111〕：1950—2020，享年80岁。事实性。

    虚岁、积闰会多算几岁：少算一岁、多算三岁以内的不报。
    """
    for match in re.finditer(r'(?:享年|终年)(\d{1,3})岁', text):
        before = text[max(0, match.start() - 60) : match.start()]
        before = before[max(before.rfind(mark) for mark in '。\n；') + 1 :]
        span = re.search(r'(?<!\d)([12]\d{3})[^，。\d]?[^，。]{0,6}[—～–-]+([12]\d{3})(?!\d)', before)
        born = span or re.search(r'生于([12]\d{3})年|(?<!\d)([12]\d{3})年[^，。]{0,6}出生', before)
        died = span or re.search(r'(?<!\d)([12]\d{3})年[^，。；]{0,12}(?:[逝去辞离]世|病逝|病故|牺牲)', before)
        if not born or not died:
            continue
        birth = int(born[1] or born[2])
        lived = int(died[2] if span else died[1]) - birth
        if lived > 0 and not -1 <= int(match[1]) - lived <= 3:
            yield _shown('XW111', text, *match.span(), f'{birth}年')


def names(text: str) -> Iterator[Finding]:
    """同一个人的名字前后写法不一〔XW106〕。事实性。

    同姓、名字只差一个字、那个字同音，一种写法多、另一种只见一次，两处旁边都有职务或“记者”，才报。
    """
    from presscopy.article.names import common_surnames

    seen: dict[str, int] = {}
    alike: dict[str, set[str]] = {}
    surnames = common_surnames()
    for match in re.finditer(rf'[{TITLE_ENDS}][ \u3000]?([^\W\d_A-Za-z]{{3}})(?=[{AFTER_NAME}])', text):
        name = match[1]
        if name[0] not in surnames or text[match.start() - 1 : match.start() + 1] not in TITLES:
            continue
        if name not in seen:
            seen[name] = match.start(1)
            alike.setdefault(name[:2] + '.', set()).add(name)
            alike.setdefault(name[0] + '.' + name[2], set()).add(name)
    for shape, group in alike.items():
        if len(group) == 2:
            at = shape.index('.')
            one, other = group
            if not alike_in_sound(one[at], other[at]):
                continue
            count = Counter({name: text.count(name) for name in group})
            (usual, often), (odd, once) = count.most_common()
            if once == 1 and often >= 2 and usual not in _line_around(text, seen[odd]):
                yield _shown('XW106', text, seen[odd], seen[odd] + 3, usual)


# what the name of a place or a body ends in, and what stands in front of such a word without being a name
PLACE_ENDS = {'道': '街', '库': '水', '学': '小中', '司': '公', '团': '集'} | dict.fromkeys('镇乡村县市区局厅委院', '')
KNOWN_WORD = 8  # so often in print that the character before it is no part of it
NO_NAME = frozenset(
    '的了在是和与及到从向去把被对各个每全本该某此那这几两多数一二三四五六七八九十百千有无大小老新城乡镇村县市区所'
)


def places(text: str) -> Iterator[Finding]:
    """同一个地方或单位的名字前后写法不一〔XW106〕：青石镇、清石镇。事实性。

    “镇、村、局、公司”之前的两个字只差一个、那个字同音，一种写法至少三次、另一种只见一次，才报。
    """
    seen: Counter[str] = Counter()
    for match in re.finditer(f'[{"".join(PLACE_ENDS)}]', text):
        before = PLACE_ENDS[match[0]]
        if before and text[match.start() - 1] not in before:
            continue
        name = text[max(0, match.start() - (3 if before else 2)) : match.end()]
        if NO_NAME.isdisjoint(name[:2]) and re.match(r'[^\W\d_A-Za-z]{2}.', name):
            seen[name] += 1
    often = [name for name, times in seen.items() if times >= 3]
    often = [name for name in often if words.frequency(name[1:]) < KNOWN_WORD]  # 望|灾区
    once = [name for name, times in seen.items() if times == 1]
    for odd in once if often else ():
        for usual in often:
            if usual[2:] != odd[2:] or (usual[0] == odd[0]) == (usual[1] == odd[1]):
                continue
            at = 0 if usual[1] == odd[1] else 1
            place = text.find(odd)
            if alike_in_sound(usual[at], odd[at]) and usual not in _line_around(text, place):
                yield _shown('XW106', text, place, place + len(odd), usual)
                break


def terms(text: str) -> Iterator[Finding]:
    """同一个提法，引号加得前后不一〔XW106〕：“两战赢”、“两战”双赢。体例。

    一处引号里是整个提法，另一处引号只到一半、后面接着余下的字，报少的一种。多一个字的，整个提法至少要见两次。
    """
    quoted: dict[str, int] = {}
    for match in re.finditer(r'“([^\W\d_A-Za-z]{2,8})”', text):
        quoted.setdefault(match[1], match.start())
    for whole, place in quoted.items():
        for size in range(2, len(whole)):
            part, rest = whole[:size], whole[size:]
            if part not in quoted:
                continue
            found = re.search(rf'“{part}”[^\W\d_A-Za-z]?{rest}', text)
            if not found:
                continue
            often = text.count(f'“{whole}”'), text.count(found[0])
            if len(found[0]) > len(whole) + 2 and often[0] < 2:
                continue
            if often[0] >= often[1]:
                yield _shown('XW106', text, *found.span(), f'“{whole}”')
            else:
                yield _shown('XW106', text, place, place + len(whole) + 2, found[0])


def _line_around(text: str, at: int) -> str:
    """The sentence or so around a place: where both names stand in it, they are two people."""
    start = max(text.rfind('\n', 0, at) + 1, at - 60)
    return text[start : at + 60].split('\n')[0]


def levels(article: Article) -> Iterator[Finding]:
    """序次的层次颠倒〔GS102〕：“1.”下面用“一、”。依据 GB/T 15834—2011 附录B.3.8。

    顺序是一、（一）1.（1）。只报插在低一层两个序次之间的高一层序次。
    """
    found: list[tuple[int, int, int, int]] = []  # level, number, where
    for block in article.blocks:
        first = article.text[block.span.start]
        if first not in '一二三四五六七八九十（0123456789':
            continue
        for level, form in enumerate(LEVELS):
            head = article.text[block.span.start : block.span.start + 8]
            if match := re.match(form, head):
                found.append((level, _number(match[1]), block.span.start, block.span.start + match.end()))
                break
    for n, (level, number, start, end) in enumerate(found):
        if number != 1 or not n or found[n - 1][0] <= level or any(one[0] == level for one in found[:n]):
            continue
        above, count = found[n - 1][:2]
        after = next((one for one in found[n + 1 :] if one[0] == above), None)
        if after and after[1] == count + 1 and found[n + 1][:2] == (level, 2):
            yield _shown('GS102', article.text, start, end)


def _number(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    tens, ten, ones = digits.partition('十')
    if not ten:
        return '一二三四五六七八九'.find(digits[0]) + 1
    return (('一二三四五六七八九'.find(tens) + 1) or 1) * 10 + '一二三四五六七八九'.find(ones or '\0') + 1


def spacing(text: str) -> Iterator[Finding]:
    """汉字和西文、数字之间的空格，全文有的有、有的没有〔KG103〕。依据 CY/T 154—2017 第8章（条款待核）。默认不查。

    报少的一种的头一处。
    """
    spaced = list(re.finditer(r'[^\W\d_A-Za-z] [A-Za-z0-9]|[A-Za-z0-9%] [^\W\d_A-Za-z]', text))
    closed_up = list(re.finditer(r'[^\W\d_A-Za-z][A-Za-z0-9]|[A-Za-z0-9%][^\W\d_A-Za-z]', text))
    if spaced and closed_up:
        few = min(spaced, closed_up, key=len)
        yield _shown('KG103', text, *few[0].span(), str(len(few)))
