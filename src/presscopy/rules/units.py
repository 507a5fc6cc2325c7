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
    'kW·h': 'kwh KWH KWh Kwh kWh KW·h KW·H kw·h',
    'MW·h': 'MWH MWh MW·H',
    'km/h': 'KM/H KM/h Km/h Km/H',
    'kW': 'KW Kw kw',
    'kV': 'KV Kv kv',
    'mm': 'MM',
    'cm': 'CM Cm',
    'Hz': 'HZ hz',
    'kHz': 'KHZ KHz Khz khz',
    'MHz': 'MHZ Mhz mhz',
    'GHz': 'GHZ Ghz ghz',
    'kPa': 'KPA KPa Kpa kpa',
    'MPa': 'MPA Mpa mpa',
    'hPa': 'HPA HPa Hpa hpa',
    'dB': 'DB Db db',
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
    '㎢': '平方千米',
    '㎖': '毫升',
    '㎍': '微克',
    '㏊': '公顷',
    '㎾': '千瓦',
    '㎸': '千伏',
}


@rule(
    'DW101',
    on=(
        '公尺',
        '公升',
        '公分',
        '时速',
        '英呎',
        '英吋',
        *(f'{figure}{unit}' for figure in '0123456789' for unit in '瓩浬呎吋'),
    ),
    pattern=r'公尺|(?<!办)公升|(?<=\d)公分|英呎|英吋|(?<=\d)[瓩浬呎吋]'
    r'|时速[^，。；]{0,4}\d[\d.]*(?:公里|千米|km)(?:/(?:小?时|h)|每小时)',
)
def bad_unit(view: View, match: re.Match[str]) -> Finding | None:
    """废除的单位，或“时速…公里/小时”。依据 GB 3100—3102、国务院1984年命令（条款待核）。

    引文中的旧单位可以照原样。

        时速120公里 → 时速120公里
    """
    return Finding('DW101', Span(*match.span()), {'before': match[0]})


SYMBOLS = {**SURE, **{wrong: right for right, all_wrong in LIKELY.items() for wrong in all_wrong.split()}}


@rule(
    'DW102',
    on=(
        'KG',
        'Kg',
        'KM',
        'Km',
        'ML',
        'MM',
        'CM',
        'Cm',
        'KW',
        'Kw',
        'kw',
        'kW',
        'MW',
        'KV',
        'Kv',
        'kv',
        'HZ',
        'hz',
        'KP',
        'Kp',
        'kp',
        'MP',
        'Mp',
        'mp',
        'HP',
        'Hp',
        'hp',
        'DB',
        'Db',
        'db',
    ),
    pattern=r'(?:(?<![A-Za-z\d_.\-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[万亿]? ?|(?<=[元吨个次]/))((?:[KkMmGg]?[Hh][Zz]|[KkMmHh][Pp][Aa]|M[Ww]·?[Hh]|[Kk][Ww](?:·?[Hh])?|K[Mm](?:/[Hh])?'
    r'|K[Gg]|[Kk][Vv]|ML|MM|C[Mm]|[Dd][Bb]))(?![A-Za-z\d/·²³]|\.\w)',
    enters=True,
)
def unit_letters(view: View, match: re.Match[str]) -> Finding | None:
    """单位符号的大小写。依据 GB 3100。

    每箱重50kg。 → 每箱重50kg。
    每箱重2.5KG，每瓶1,500 ML → 每箱重2.5kg，每瓶1,500 mL
    4GB、3M公司、CM3 → 4GB、3M公司、CM3
    """
    letters = match[1]
    right = SYMBOLS.get(letters)
    if right is None:
        return None
    return replace('DW102', Span(*match.span(1)), letters, right, Fix.SAFE if letters in SURE else Fix.UNSAFE)


@rule('DW103', at=''.join(GLYPHS))
def unit_glyph(view: View, i: int) -> Finding | None:
    """单位用了合成字符，许多字体没有。依据 GB 3100；字体。

    占地50平方米 → 占地50平方米
    """
    return replace('DW103', Span(i, i + 1), view[i], GLYPHS[view[i]], Fix.UNSAFE)


IN_HAN = {'m': '米', 'km': '千米', 'cm': '厘米', 'mm': '毫米', 'dm': '分米', 'g': '克', 'l': '升'}


@rule(
    'DW105',
    on=('平方', '立方', *(f'{prefix}{unit}' for prefix in '千厘毫' for unit in 'mMgGlL')),
    pattern=r'(?:(?<=平方|立方)(?:[kKcCdDmM]?[mM])|(?<=\d[千厘毫])[mMgGlL])(?![A-Za-z])',
)
def mixed_unit(view: View, match: re.Match[str]) -> Finding | None:
    """单位一半汉字一半字母。依据 GB 3100。

    50平方米 → 50平方米
    50平方km、3立方cm、30毫m → 50平方千米、3立方厘米、30毫米
    """
    return replace('DW105', Span(*match.span()), match[0], IN_HAN[match[0].lower()], Fix.UNSAFE)


@rule(
    'DW107', on=('m2', 'm3', 'M2', 'M3'), pattern=r'(?:(?<=[\d万亿/])|(?<=\d ))(?:(?:k|c|d|m)?m|M)[23](?![\dA-Za-z.])'
)
def lost_superscript(view: View, match: re.Match[str]) -> Finding | None:
    """平方、立方的上标丢了。依据 GB 3100。

    占地50平方米 → 占地50平方米
    """
    return Finding('DW107', Span(*match.span()), {'before': match[0]})
