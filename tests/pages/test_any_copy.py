"""Whatever the copy holds, the page says it: the text of the PDF, read through ToUnicode, is the article's."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import presscopy
from presscopy import composing
from presscopy.article import structure
from presscopy.article.article import Article
from presscopy.errors import PressError
from presscopy.layout.typearea import Wanted

from .reader import read

ANYTHING = st.text(alphabet=st.characters(blacklist_categories=('Cs',)), min_size=1, max_size=60)
COPY = st.text(alphabet='一的是县年，。“”《》（）——……12.5%aé \u3000\u00a0\u200b？！·-/@', min_size=1, max_size=200)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.one_of(ANYTHING, COPY), min_size=1, max_size=5),
    st.sampled_from([0, 6, 8, 13, 30]),
    st.sampled_from(['a4', '100x100', 'galley', '60x80']),
)
def test_the_text_of_the_page_is_the_copy_s(lines: list[str], chars: int, sheet: str) -> None:
    article = structure.assign(Article.of('\n'.join(lines)))
    if not article.blocks:
        return
    try:
        printed = presscopy.typeset(article, page=Wanted(sheet, 0, chars))
    except PressError as wrong:
        assert wrong.remedy, 'a type area that does not fit its sheet'
        return
    assert not composing.unspelled(printed, [article])
    shown = ''.join(glyph.text for glyph in read(printed.pdf).glyphs if not glyph.artifact)
    wanted = ''.join(article.of_block(block) for block in article.blocks)
    # the reader leaves soft hyphens out
    assert shown.replace('\u00ad', '') == wanted.replace('\u00ad', '')
