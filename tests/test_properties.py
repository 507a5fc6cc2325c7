"""Laws of the desk, over copy put together at random."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

import presscopy
from presscopy.article.article import Article
from presscopy.config import House
from presscopy.desk import promises
from presscopy.report.located import located
from presscopy.report.records import records
from presscopy.rules.view import is_han

from .test_samples import replay

PIECES = st.sampled_from(
    [
        *'今年以来全县上下村民记者说好的在和等乾著於里后',
        *'個設經濟發個設經濟發',
        *',.;:?!()"\'~-—…·，。；：？！“”‘’「」『』《》（）、 　\n\n',
        *[
            '(gè)',
            '(shè)',
            '(jīng)',
            '?lián)',
            '...',
            '--',
            '。。。',
            '1,000',
            '3.5',
            '10:30',
            '8:00-11:30',
            '2016-2020年',
            '3-5天',
        ],
        *[
            'English',
            'iPhone',
            'https://a.example/b',
            'n@m.example',
            '67.2%',
            '第一、',
            '（一）、',
            '1、',
            '、、',
            '！。',
            '”、“',
            '》、《',
        ],
        *[
            '编者按:',
            '本報記者 林小禾',
            '编辑',
            '\ufffd',
            '\u200b',
            '&nbsp;',
            '&quot;',
            '⼀',
            '\xa0',
            '噢',
            '２０２０',
            '％',
        ],
    ]
)
COPY = st.lists(PIECES, min_size=1, max_size=40).map(''.join)


@settings(max_examples=250, deadline=None)
@given(COPY)
def test_the_promises_hold(text: str) -> None:
    edited = presscopy.edit(Article.of(text))
    assert promises(edited, House()) == ''


@settings(max_examples=250, deadline=None)
@given(COPY)
def test_the_json_says_what_fix_writes(text: str) -> None:
    edited = presscopy.edit(Article.of(text))
    for each in (False, True):
        array = records(located(edited, each=each), text, 'a', 'zh')
        assert replay(text, array) == edited.article.text


@settings(max_examples=1500, deadline=None)
@given(COPY)
def test_rules_on_marks_and_spaces_touch_no_han(text: str) -> None:
    house = House(select=('BD', 'KG', 'SZ'), script='off')
    after = presscopy.edit(Article.of(text), house).article.text
    assert [c for c in after if is_han(c)] == [c for c in text if is_han(c)]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
@example('\xa0¼«°¡')
@example('¡¡¡𠀀á\xa0¡')  # the blank that is mended first must not make a letter of another script out of its neighbours
def test_any_text_at_all(text: str) -> None:
    edited = presscopy.edit(Article.of(text))
    assert promises(edited, House()) == ''
