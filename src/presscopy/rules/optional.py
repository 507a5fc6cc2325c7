"""Rules that are off unless a house asks for them by their own code: what they tell is often no fault."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscopy.rules.registry import Family
from presscopy.rules.view import View
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
