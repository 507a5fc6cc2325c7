"""XW1: the parts of press copy: datelines, bylines, captions, jump lines, labels of editor's notes; GS106."""

from __future__ import annotations

import re

from presscopy.article.labels import BULLETS
from presscopy.rules.registry import Family
from presscopy.rules.scan import Scan, Waker
from presscopy.rules.view import View, is_han
from presscopy.text.finding import Finding, Fix, replace
from presscopy.text.span import Span

FAMILY = Family()
rule = FAMILY.rule

RUNS = frozenset(('body', 'lead', 'item'))
LONG_PARAGRAPH = 40
SHORT_CAPTION = 12


def _shown(code: str, match: re.Match[str]) -> Finding:
    return Finding(code, Span(*match.span()), {'before': match[0]})


@rule(
    'XW101',
    on=('新华社', '本报', '本网'),
    beside=('日讯', '电（', '日电', '报讯', '网讯', '讯（'),
    pattern=r'^新华社[^\W\d_A-Za-z]{2,6}(?:\d{1,2}月)?\d{1,2}日讯|^新华社[^\W\d_A-Za-z]{2,6}(?<!日)电(?=（)'
    r'|^新华社(?:\d{1,2}月)?\d{1,2}日电|^本[报网]讯[，：、。]|^(?:新华社|本[报网])[^。，：（]{0,16}[电讯]（(?:本报|新华社)?记者：',
)
def dateline(view: View, match: re.Match[str]) -> Finding | None:
    """电头的格式不合。报刊体例，依据待核。

    通讯社用“电”，写明地点和日期；本报用“讯”。“讯”“电”后不加点号，括号里“记者”和姓名之间不用冒号。

        本报讯（记者 林小禾）全县春耕已经开始。 → 本报讯（记者 林小禾）全县春耕已经开始。
        新华社云溪1月1日电（记者林小禾）春耕开始。 → 新华社云溪1月1日电（记者林小禾）春耕开始。
    """
    return _shown('XW101', match)


@rule('XW102', roles=('byline',), on=('记者', '通讯员', '文', '摄', '图'), pattern=r'[。，；、：]$')
def byline(view: View, match: re.Match[str]) -> Finding:
    """署名行末尾用了点号。报刊体例，依据待核。

    本报记者 林小禾 → 本报记者 林小禾
    """
    return _shown('XW102', match)


@rule('XW103', roles=('caption',), on=('图',), pattern=r'(?<![。！？…”’）摄供])$')
def caption(view: View, match: re.Match[str]) -> Finding | None:
    """图片说明缺句末点号。报刊体例，依据待核。

    句末是作者（某某摄）的不算；短的说明不算。

        图为村民在田间插秧。 → 图为村民在田间插秧。
    """
    if len(view.text) <= SHORT_CAPTION or re.search(r'(?:摄影?|供图)[：:]?\S{0,6}$', view.text):
        return None
    return Finding('XW103', Span(max(0, match.start() - 1), match.start()), {'before': view.text[-6:]})


@rule(
    'XW104',
    on=('下接', '上转', '下转', '上接'),
    pattern=r'[（(](?:(?:下接|上转)第?\d{0,3}版|(?:下转|上接)第?[0○×Xx_＿]{0,3}版)[^（）()]{0,8}[）)]',
)
def jump_line(view: View, match: re.Match[str]) -> Finding | None:
    """转版的标注写反了，或没有版次。应是“下转第N版”“上接第N版”。报刊体例，依据待核。

    （下转第4版）、（上接第1版） → （下转第4版）、（上接第1版）
    """
    return _shown('XW104', match)


@rule('XW105', on=('编者案', '编者安', '编著按'), pattern=r'^[〔【]?(编者[案安]|编著按)(?=[〕】：:，])')
def note_label(view: View, match: re.Match[str]) -> Finding | None:
    """编者按的标签写错了字。报刊体例，依据：现代汉语词典。

    编者按：今年以来，各地开展竞赛。 → 编者按：今年以来，各地开展竞赛。
    """
    return replace('XW105', Span(*match.span(1)), match[1], '编者按', Fix.UNSAFE)


@rule(
    'XW105',
    on=tuple(f'{label}{mark}' for label in ('编者按', '编者的话', '编后', '编后语', '开栏的话') for mark in '，。；、'),
    pattern=r'^(?:编者按|编者的话|编后语?|开栏的话)([，。；、])(?=\S)',
)
def note_mark(view: View, match: re.Match[str]) -> Finding | None:
    """编者按的标签后用了别的点号。用冒号。报刊体例，依据待核。

    编者按，今年以来，各地开展竞赛。 → 编者按：今年以来，各地开展竞赛。
    编者按：今年以来，各地开展竞赛。 → 编者按：今年以来，各地开展竞赛。
    """
    return replace('XW105', Span(*match.span(1)), match[1], '：')


def _open_ended(scan: Scan) -> list[int]:
    return [
        n for n, text in enumerate(scan.texts) if text[-1] not in '。”！？' and scan.roles[n] in RUNS and '。' in text
    ]


def _among_titles(view: View) -> bool:
    """Whether neither the line before nor the one after ends like a sentence: what stands between is part of the head."""
    before, after = view.precedes[-1:], view.follows[-1:]
    return (not before or _no_stop(before)) and _no_stop(after)


def _no_stop(char: str) -> bool:
    return is_han(char) or char == '）'


@rule('GS106', waker=Waker(_open_ended), pattern=r'(?:[^\W\d_A-Za-z]|[，、；])$')
def no_end_mark(view: View, match: re.Match[str]) -> Finding | None:
    """正文一段的末尾缺点号。依据 GB/T 15834—2011 4.1。

    标题、署名、图片说明和短行不查；段里前面没有句号的，上下两行都是标题的，也不查。几段并列，段末用分号，不算。

        春耕开始了。 → 春耕开始了。
    """
    if (
        len(view.text) < LONG_PARAGRAPH
        or view[0] in BULLETS
        or (match[0] == '；' and view.follows)
        or _among_titles(view)
    ):
        return None
    last = view.text[view.text.rfind('。') + 1 :]
    if len(last) < 6 or (is_han(match[0]) and re.search(r'[ \u3000/]|摄$|电$|报道$|——.{1,8}$', last)):
        return None
    return _shown('GS106', match)
