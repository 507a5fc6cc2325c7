"""Characters that are gone: what may have stood there, by words."""

from __future__ import annotations

import pytest

import presscopy
from presscopy import Article
from presscopy.restore.gaps import fillings
from presscopy.text.finding import Finding


@pytest.mark.parametrize(
    ('left', 'right', 'wanted'),
    [
        ('全县', '作会议召开', '工'),
        ('社', '主义核心', '会'),
        ('经济社会发', '', '展'),
        ('', '设美丽乡村', '建'),
        ('受到', '众欢迎', '群'),
    ],
)
def test_a_word_tells(left: str, right: str, wanted: str) -> None:
    assert wanted in [one.char for one in fillings(left, right)[:3]]


def test_only_what_is_allowed() -> None:
    assert [one.char for one in fillings('全县', '作会议', frozenset('合的'))] == ['合']


def test_nothing_beside_it_tells_nothing() -> None:
    assert fillings('，', '。') == []


def holes(text: str) -> list[Finding]:
    edited = presscopy.edit(Article.of(text))
    assert edited.article.text == text
    return [one for step in edited.steps for one in step.findings if one.code == 'BM002']


def test_a_lost_character_is_told_with_its_choices() -> None:
    (found,) = holes('全县\ufffd作会议召开。')
    assert found.choices[0].edits[0].text == '工'
    assert found.choices[0].note == '成词：工作'


def test_a_question_mark_inside_a_word_is_a_lost_character() -> None:
    (found,) = holes('要坚持社?主义核心价值观。')
    assert found.detail['candidates'] == '会'


@pytest.mark.parametrize(
    'text', ['这样做好?我们觉得不行。', '为什么?因为人民群众高兴。', '去不?去就早点去。', '农业怎么样?发展快。']
)
def test_a_question_stays_one(text: str) -> None:
    assert presscopy.edit(Article.of(text)).article.text == text.replace('?', '？')


def test_many_holes_are_answered_soon() -> None:
    assert len(holes('全县\ufffd作会议召开。' * 200)) == 200
