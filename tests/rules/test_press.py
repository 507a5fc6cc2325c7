"""The parts of press copy: what is told of datelines, bylines, captions, jump lines and labels."""

from __future__ import annotations

import pytest

from presscopy import desk
from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.config import House
from presscopy.text.finding import Fix
from presscopy.text.span import Span

LONG = '今年以来，全县各乡镇抓住农时，组织村民整修水渠。'


def found(text: str, role: str = '') -> list[tuple[str, str]]:
    article = Article.of(text)
    if role:
        article = article._replace(told=(Block(role, Span(0, len(text)), '编辑指定'),))
    edited = desk.edit(article, House(select=('XW', 'GS106')))
    return [(one.code, step.revision.text[slice(*one.span)]) for step in edited.steps for one in step.findings]


@pytest.mark.parametrize(
    ('text', 'role', 'expected'),
    [
        (f'新华社云溪1月1日讯（记者林小禾）{LONG}', '', ('XW101', '新华社云溪1月1日讯')),
        (f'新华社云溪电（记者林小禾）{LONG}', '', ('XW101', '新华社云溪电')),
        (f'本报讯：{LONG}', '', ('XW101', '本报讯：')),
        (f'本报讯（记者：林小禾）{LONG}', '', ('XW101', '本报讯（记者：')),
        ('本报记者 林小禾。', 'byline', ('XW102', '。')),
        ('图为云溪县柳河镇村民在田间插秧', 'caption', ('XW103', '秧')),
        (f'{LONG}（下接第4版）', '', ('XW104', '（下接第4版）')),
        (f'{LONG}（下转第版）', '', ('XW104', '（下转第版）')),
        (f'编者案：{LONG}', '', ('XW105', '编者案')),
        (f'{LONG}各村还开展了竞赛活动，村民的积极性很高，劳动的场面很热烈', 'body', ('GS106', '烈')),
    ],
)
def test_what_is_told(text: str, role: str, expected: tuple[str, str]) -> None:
    assert found(text, role) == [expected]


@pytest.mark.parametrize(
    ('text', 'role'),
    [
        (f'新华社云溪1月1日电（记者林小禾）{LONG}', ''),
        (f'本报讯（记者 林小禾）{LONG}', ''),
        (f'本报讯 记者林小禾报道：{LONG}', ''),
        ('本报记者 林小禾', 'byline'),
        ('图为村民在田间插秧，一派繁忙景象。林小禾摄', 'caption'),
        (f'{LONG}（下转第4版）', ''),
        (f'编者按：{LONG}', ''),
        (f'{LONG}各村还开展了竞赛活动，村民的积极性很高，劳动的场面很热烈。', 'body'),
        ('各村还开展了竞赛活动，村民的积极性很高', 'body'),
    ],
)
def test_what_is_let_be(text: str, role: str) -> None:
    assert found(text, role) == []


def test_the_mark_after_a_label_may_be_mended_and_its_words_are_for_the_editor() -> None:
    assert desk.edit(Article.of(f'编者按，{LONG}'), House(select=('XW',))).article.text == f'编者按：{LONG}'
    assert desk.edit(Article.of(f'编著按：{LONG}'), House(select=('XW',))).article.text == f'编著按：{LONG}'
    edited = desk.edit(Article.of(f'编著按：{LONG}'), House(select=('XW',)), least=Fix.UNSAFE)
    assert edited.article.text == f'编者按：{LONG}'


@pytest.mark.parametrize(
    'text',
    [
        f'春耕备耕忙\n{LONG}各村的水渠已经修好三成，村民的积极性很高；\n{LONG}镇里还请来农技员。',
        f'抓住农时，确保丰收\n{LONG}各村还开展了竞赛活动，干部和村民一起下田，春耕进度快于往年\n林小禾会见与会代表（附图片1张）\n{LONG}',
    ],
)
def test_paragraphs_of_a_list_and_of_the_head_need_no_end_mark(text: str) -> None:
    assert not [one for one in found(text) if one[0] == 'GS106']
