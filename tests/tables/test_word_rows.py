"""The tables of words: no pair that is a loop, no wrong form inside a right one unless the row says so, and a word list that finds what it should."""

from __future__ import annotations

import pytest

import presscopy
from presscopy import Article
from presscopy.tables import load
from presscopy.tables.lexicon import CODES

ROWS = [row for name in CODES.values() for row in load.rows(f'wording/{name}')]


def test_no_row_leads_to_another() -> None:
    free = {row[0] for row in ROWS if row[3] == row[4] == '-'}
    assert not ({row[1] for row in ROWS} - {'-'}) & free
    assert all(row[0] != row[1] for row in ROWS)


def test_a_wrong_form_inside_a_right_one_is_lawful_there() -> None:
    plain = {row[0]: row for row in ROWS if row[3] == row[4] == '-'}
    for row in ROWS:
        right = row[1]
        inside = (right[a:b] for a in range(len(right)) for b in range(a + 2, len(right) + 1))
        for wrong in inside:
            if wrong in plain:
                lawful = plain[wrong][2].split('、')
                assert any(one in right for one in lawful), (row[0], right, wrong)


@pytest.mark.parametrize(
    ('text', 'code'),
    [
        ('他把水笼头关上了。', 'YC102'),
        ('村民们众志成诚，渡过了难关。', 'YC105'),
        ('截止昨日，已有三百人报名。', 'YC103'),
        ('这本名着很有名。', 'YZ104'),
        ('会议进行进行得很顺利。', 'YF104'),
        ('全县的的工作。', 'YF102'),
    ],
)
def test_what_is_found(text: str, code: str) -> None:
    assert code in {one.code for one in presscopy.check(Article.of(text))}


@pytest.mark.parametrize(
    'text', ['他盯着名单看，看着作业本写。', '报名已于昨日截止。', '历史给我们的启示很深。', '蚊帐和帐篷都要带。']
)
def test_what_is_left_alone(text: str) -> None:
    assert not [one for one in presscopy.check(Article.of(text)) if one.code[:2] in ('YC', 'YZ')]
