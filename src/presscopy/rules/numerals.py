"""SZ: numerals in closed frames, whose form can change without changing the value (GB/T 15835—2011)."""

from __future__ import annotations

import re

from presscopy.rules.registry import Family
from presscopy.rules.view import View
from presscopy.text.finding import Finding, replace
from presscopy.text.span import Span

FAMILY = Family()
rule = FAMILY.rule

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


@rule('SZ118', on=('：',), pattern=r'(?<![\d：:])([01]?\d|2[0-4])：([0-5]\d)(?![\d：])', enters=True)
def wide_time_colon(view: View, match: re.Match[str]) -> Finding | None:
    """时刻用了全角冒号。依据 GB/T 15835—2011 5.1.5。

    晚上8：00准时开演。 → 晚上8:00准时开演。
    影片《007：无暇赴死》 → 影片《007：无暇赴死》
    """
    at = match.end(1)
    return replace('SZ118', Span(at, at + 1), '：', ':')
