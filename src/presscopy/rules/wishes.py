"""GS901, GS902: what the copy itself asks to be spared, looked at once all rules have run."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from presscopy.article.article import UNREAD, Article
from presscopy.codes import catalogue, off
from presscopy.config import House
from presscopy.text.finding import Finding
from presscopy.text.span import Span


def unheeded(article: Article, heeded: Collection[tuple[int, str]], house: House) -> Iterator[Finding]:
    """没有用的忽略标记〔GS901〕，标记里没有的代码，和写得看不懂的标记〔GS902〕。

    这一次没有查的规则，标记用没用上说不准，不报。
    """
    # heeded: the wishes that spared the copy a finding, by their number and the code
    known = catalogue()
    for n, (span, codes, mark) in enumerate(article.ignores):
        place = Span(span.start, min(span.start + 1, len(article.text)))
        for code in codes:
            meant = [one for one in known if one.startswith(code)]
            looked_for = all(house.wants(one) for one in meant if one == code or one not in off())
            if not meant:
                yield Finding('GS902', place, {'before': code.strip(UNREAD), 'context': mark})
            elif (n, code) not in heeded and looked_for:
                yield Finding('GS901', place, {'before': code, 'context': mark})
