"""GS1: the form of titles and headings."""

from __future__ import annotations

import re

from presscopy.rules.registry import Family
from presscopy.rules.sequence import drop
from presscopy.rules.view import View
from presscopy.text.finding import Finding

FAMILY = Family()
rule = FAMILY.rule

TITLES = frozenset(('kicker', 'title', 'deck', 'heading'))


@rule('GS101', roles=TITLES, on=('。', '，', '；', '：'), pattern=r'(?<![。，；：.])[。，；：]$')
def title_end_mark(view: View, match: re.Match[str]) -> Finding:
    """标题末尾用了句号、逗号、分号或冒号。依据 GB/T 15834—2011 附录B.4。

    问号、叹号、省略号可以用。
    """
    return drop('GS101', view, *match.span())
