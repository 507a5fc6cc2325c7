"""KG: spaces. Beside Chinese marks, between Han, before %, and odd ones.

Spaces between Han and Latin letters or figures are the house's affair and stay as they are.
"""

from __future__ import annotations

import re

from presscopy.article.labels import NOTES
from presscopy.article.names import common_surnames
from presscopy.rules.registry import Family
from presscopy.rules.sequence import drop
from presscopy.rules.view import SPACES, View, is_chinese, is_digit, is_han, is_latin, perhaps_a_byte
from presscopy.tables.words import is_word
from presscopy.text.finding import Finding, Fix, replace
from presscopy.text.span import Span

FAMILY = Family()
rule = FAMILY.rule

GAP = r'[^\S\n]+'
BLANKS = tuple(SPACES)
STOPS_AND_CLOSERS = '，。、；：？！”’）》〉】〕'  # no space before these
STOPS_AND_OPENERS = '，。、；：？！“‘（《〈【〔'  # no space after these
OPENERS, CLOSERS = '“‘（《〈【〔', '”’）》〉】〕'
LABEL = r'(?:记者|通讯员|评论员|编辑|责编|责任编辑|校对|作者|读者|摄影|文字|整理|美编|版式|供图|摄|文/图|图/文|文|图|绘|译|讯|电)'
# compiled when a space between Han is met
LABELLED = rf'{LABEL}[：:]?$|{LABEL}{GAP}[\w·]{{2,4}}(?:{GAP}[\w·]{{2,4}})*$'
# 记者 王 伟: a name of two characters is spread to the width of three
SPREAD_NAME = rf'{LABEL}{GAP}(?:(?:\w{GAP}\w(?!\w)|[\w·]{{2,4}}){GAP})*(\w)$'
LABEL_NEXT = rf'{LABEL}(?:[\s：:]|报道|$)'


@rule('KG101', on=BLANKS, pattern=GAP)
def space_by_mark(view: View, match: re.Match[str]) -> Finding | None:
    """全角标点旁的空格。标点自占一格，旁边不留空。依据 GB/T 15834—2011 5.1.1—5.1.5。

    图片说明与作者之间的空当、表格式的空当（两个全角空格以上）、符号旁边的空格不动。

        今年 ，全县增产 。 → 今年，全县增产。
        会议指出， 要坚持。 → 会议指出，要坚持。
        卡尔 · 马克思生于1818年，青石精神 —— 实干。 → 卡尔·马克思生于1818年，青石精神——实干。
        他说“say ‘yes’ to life”。 → 他说“say ‘yes’ to life”。
        品名　单价（元/公斤）　涨跌 → 品名　单价（元/公斤）　涨跌
        图为村民采摘杨梅。 本报记者 林小禾 摄 → 图为村民采摘杨梅。 本报记者 林小禾 摄
    """
    start, end = match.span()
    left, right = view[start - 1], view[end]
    if not left or not right or not view.has_han or match[0].count('\u3000') > 1 or view.reference:
        return None
    if '\t' in match[0]:
        return None  # between the cells of a row
    stop = (right in STOPS_AND_CLOSERS and _plain(left)) or (left in STOPS_AND_OPENERS and _plain(right))
    outside = (left in CLOSERS and is_chinese(right)) or (right in OPENERS and _plain(left))
    stop = stop or (view.running and _by_an_inner_mark(view, start, end))
    if not (stop or outside) or (left in '。！？”’）' and _credit_follows(view, end)):
        return None
    if match[0] == '\u3000' and not view.running and view.text.count('\u3000') > 1 and '。' not in view.text:
        return None  # a row: 规格　单价（元/公斤）　涨跌
    if (outside and not stop and _parts_a_title(view, start, end)) or view.in_english(start):
        return None
    return drop('KG101', view, start, end)


def _by_an_inner_mark(view: View, start: int, end: int) -> bool:
    """Whether an interpunct or a dash between Han stands beside the space, in a sentence: 卡尔 · 马克思, 精神 —— 实干."""
    marks = view[start - 1] + view[end]
    if '·' not in marks and not (view.text[start - 2 : start] == '——' or view.text[end : end + 2] == '——'):
        return False
    low, high = start - 1, end
    while view[low] and (view[low] in '·—' or view[low] in SPACES):
        low -= 1
    while view[high] and (view[high] in '·—' or view[high] in SPACES):
        high += 1
    return is_han(view[low]) and is_han(view[high])


def _parts_a_title(view: View, start: int, end: int) -> bool:
    """Titles part their phrases with one space: 柘川“三链”融合 “四季”不断. A space inside the quotation marks as well is a slip."""
    if view.running or end - start > 1 or '（' in (view[start - 1], view[end]) or '）' in (view[start - 1], view[end]):
        return False
    if view[start - 1] in CLOSERS:
        return view[start - 2] not in SPACES
    return is_han(view[start - 1]) and view[end + 1] not in SPACES


def _plain(char: str) -> bool:
    return is_chinese(char) or is_latin(char) or is_digit(char) or char in '“”‘’…%℃·`'


def _credit_follows(view: View, at: int) -> bool:
    rest = view.text[at:]
    return (
        len(rest) <= 40
        and bool(re.search(rf'{LABEL}$|^(?:本报|新华社)?.{{0,4}}(?:记者|通讯员)', rest))
        and rest[-1] not in '。！？'
    )


@rule('KG102', on=BLANKS, pattern=GAP)
def space_between_han(view: View, match: re.Match[str]) -> Finding | None:
    """汉字之间的空格。

    署名、电头后面的空当不动；标题、短行用空格隔开语句是常例，不报；引号里回目、题刻用的一个全角空格不动；名单里的可能是有意留的，只作建议。

        回目是“栊翠庵茶品梅花雪　怡红院劫遇母蝗虫”。 → 回目是“栊翠庵茶品梅花雪　怡红院劫遇母蝗虫”。
        金融业回落， 部分行 业复苏缓慢。 → 金融业回落，部分行业复苏缓慢。
        本报讯 记者昨日获悉，展览开幕。 → 本报讯 记者昨日获悉，展览开幕。
        记者 林小禾 → 记者 林小禾
        小　梅：（上）大嫂，在家呢？ → 小　梅：（上）大嫂，在家呢？
        编者按 今年以来，各地开展竞赛。 → 编者按 今年以来，各地开展竞赛。
        本报讯（记者林小禾 通讯员周大山）展览昨日开幕。 → 本报讯（记者林小禾 通讯员周大山）展览昨日开幕。
        本报讯（记者 王 伟）展览昨日开幕。 → 本报讯（记者 王 伟）展览昨日开幕。
    """
    start, end = match.span()
    if not (is_han(view[start - 1]) and is_han(view[end])) or '\t' in match[0]:
        return None
    if (view.role == 'editors_note' and view.text[:start] in NOTES) or (
        match[0] == '\u3000' and start == 1 and view[end + 1] in ('：', ':')
    ):
        return None  # a label; 小　梅：: somebody who speaks
    if re.search(LABELLED, view.lead(start, 40)) or re.match(LABEL_NEXT, view.text[end : end + 8]):
        return None
    if not view.running or _in_a_name(view, start, end) or _parts_reporters(view, start, end):
        return None
    if match[0] == '\u3000' and _of_an_inscription(view, start):
        return None
    return drop('KG102', view, start, end, Fix.UNSAFE if _list_of_names(view, start) else Fix.SAFE)


def _of_an_inscription(view: View, at: int) -> bool:
    """Whether the space parts the halves of a quotation without a stop: “栊翠庵茶品梅花雪　怡红院劫遇母蝗虫”, or follows whom a message calls."""
    start, end = view.enclosing(at)
    inner = view.text[start:end]
    called = view[start] in ('@', '＠') and re.fullmatch(r'[\w-]+', view.text[start + 1 : at])
    return (start, end) != (0, len(view.text)) and (bool(called) or not any(mark in inner for mark in '，。！？；'))


REPORTER = '(?:记者|通讯员|评论员|特派员|摄影)'


def _parts_reporters(view: View, start: int, end: int) -> bool:
    """（记者林小禾 通讯员周大山）, （记者林小禾 周大山）: names that stand close to what they are."""
    named = re.search(rf'{REPORTER}([\w·]{{2,4}})(?:{GAP}{REPORTER}?[\w·]{{2,4}})*$', view.lead(start, 40))
    if not named or named[1][0] not in common_surnames():
        return False
    following = re.match(rf'{REPORTER}?([\w·]{{2,4}})(?!\w)', view.text[end : end + 12])
    return following is not None and following[1][0] in common_surnames()


def _in_a_name(view: View, start: int, end: int) -> bool:
    """Whether the space spreads a name of two characters behind 记者 and the like."""
    if is_han(view[end + 1]) or view[start - 1] not in common_surnames():
        return False
    return bool(re.search(SPREAD_NAME, view.lead(start, 40)))


LIST = rf'(?:(?<!\w)|(?<=[是有为]))[\w·]{{2,4}}(?:{GAP}[\w·]{{2,4}}){{2,}}(?!\w)'
ITEM = rf'{GAP}([\w·]{{2,4}})(?={GAP})'


def _list_of_names(view: View, at: int) -> bool:
    """Whether spaces part several short items here: a list of words or names, not a word that a stray space cut."""
    if 'listed' not in view.memo:
        lists = [match.span() for match in re.finditer(LIST, view.text)]
        items = [m for m in re.finditer(ITEM, view.text) if is_word(m[1]) or m[1][0] in common_surnames()]
        view.memo['listed'] = {
            *(a + gap.start() for a, b in lists for gap in re.finditer(GAP, view.text[a:b])),
            *(match.start() for match in items),
            *(match.end() for match in items),
        }
    return at in view.memo['listed']


@rule('KG106', on=('  ',), pattern=r' {2,}')
def multiple_spaces(view: View, match: re.Match[str]) -> Finding | None:
    """连续空格。署名行除外。

    使用 Vue  框架。 → 使用 Vue 框架。
    """
    start, end = match.span()
    if not view.running or not (view[start - 1].isascii() or view[end].isascii()):
        return None
    return replace('KG106', Span(start, end), match[0], ' ')


@rule('KG107', on=tuple(f'{blank}%' for blank in SPACES), pattern=rf'(?<=\d){GAP}(?=%)')
def space_before_percent(view: View, match: re.Match[str]) -> Finding | None:
    """数字和百分号之间的空格。依据：报纸体例；单位符号前的空隙按 GB 3101—1993 3.4，不管。

    绿化率达45 %，居前列。 → 绿化率达45%，居前列。
    """
    return drop('KG107', view, *match.span())


@rule('KG108', on=BLANKS, pattern=r'[\xa0\t\u2000-\u200a\u202f]+')
def odd_space(view: View, match: re.Match[str]) -> Finding | None:
    """不换行空格、窄空格或制表符混在文字中间。"""
    start, end = match.span()
    if not view[start - 1] or not view[end] or '\t' in match[0] or not view.has_han:
        return None
    if is_han(view[start - 1]) and is_han(view[end]):
        return None
    if perhaps_a_byte(view[start - 1]) or perhaps_a_byte(view[end]):
        return None
    return replace('KG108', Span(start, end), match[0], ' ')
