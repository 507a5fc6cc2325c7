"""DW: units of measurement, their names, letters and glyphs (GB 3100—3102)."""

from __future__ import annotations

import re

from presscopy.rules.registry import Family
from presscopy.rules.view import View
from presscopy.text.finding import Finding, Fix, replace
from presscopy.text.span import Span

FAMILY = Family()
rule = FAMILY.rule

SURE = {'KG': 'kg', 'Kg': 'kg', 'KM': 'km', 'Km': 'km', 'ML': 'mL'}
LIKELY = {
    'KWH': 'kW·h',
    'KWh': 'kW·h',
    'Kwh': 'kW·h',
    'kwh': 'kW·h',
    'kWh': 'kW·h',
    'KW': 'kW',
    'Kw': 'kW',
    'MM': 'mm',
    'CM': 'cm',
    'KM/H': 'km/h',
    'Km/h': 'km/h',
}
GLYPHS = {
    '㎡': '平方米',
    '㎥': '立方米',
    '㎞': '千米',
    '㎏': '千克',
    '㎝': '厘米',
    '㎜': '毫米',
    '㎎': '毫克',
    '㏄': '毫升',
}


@rule(
    'DW101',
    on=('公尺', '公升', '时速', '英呎', '英吋'),
    pattern=r'公尺|(?<!办)公升|英呎|英吋|时速[^，。；]{0,4}\d[\d.]*(?:公里|千米|km)/(?:小时|h)',
)
def bad_unit(view: View, match: re.Match[str]) -> Finding | None:
    """废除的单位，或“时速…公里/小时”。依据 GB 3100—3102、国务院1984年命令（条款待核）。

    引文中的旧单位可以照原样。

        时速120公里 → 时速120公里
    """
    return Finding('DW101', Span(*match.span()), {'before': match[0]})


@rule(
    'DW102',
    on=('K', 'k', 'M', 'C'),
    pattern=r'(?<=\d)(?:KM/H|Km/h|K[Ww][Hh]|kwh|kWh|K[Gg]|K[Mm]|K[Ww]|ML|MM|CM)(?![A-Za-z\d/])',
)
def unit_letters(view: View, match: re.Match[str]) -> Finding | None:
    """单位符号的大小写。依据 GB 3100。

    每箱重50kg。 → 每箱重50kg。
    """
    letters = match[0]
    if letters in SURE:
        return replace('DW102', Span(*match.span()), letters, SURE[letters])
    return replace('DW102', Span(*match.span()), letters, LIKELY[letters], Fix.UNSAFE) if letters in LIKELY else None


@rule('DW103', at=''.join(GLYPHS))
def unit_glyph(view: View, i: int) -> Finding | None:
    """单位用了合成字符，许多字体没有。依据 GB 3100；字体。

    占地50平方米 → 占地50平方米
    """
    return replace('DW103', Span(i, i + 1), view[i], GLYPHS[view[i]], Fix.UNSAFE)


@rule('DW105', on=('平方', '立方'), pattern=r'(?<=平方|立方)[mM](?![A-Za-z])')
def mixed_unit(view: View, match: re.Match[str]) -> Finding | None:
    """单位一半汉字一半字母。依据 GB 3100。

    50平方米 → 50平方米
    """
    return replace('DW105', Span(*match.span()), match[0], '米', Fix.UNSAFE)


@rule('DW107', on=('m2', 'm3', 'M2', 'M3'), pattern=r'(?<=[\d万亿])(?:(?:k|c|d|m)?m|M)[23](?![\dA-Za-z.])')
def lost_superscript(view: View, match: re.Match[str]) -> Finding | None:
    """平方、立方的上标丢了。依据 GB 3100。

    占地50平方米 → 占地50平方米
    """
    return Finding('DW107', Span(*match.span()), {'before': match[0]})
