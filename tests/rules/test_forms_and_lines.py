"""Compatibility forms, lines broken in mid-sentence, marks that tell roles: through the whole desk."""

from __future__ import annotations

import pytest

import presscopy
from presscopy import Article, desk
from presscopy.formats import files, plain
from presscopy.text.finding import Fix

BODY = '今年以来，全县上下抢抓农时，早稻播种进度快于往年，农技人员下到田间地头，把技术送到农民手里。'


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('今年﹐全县﹑全市﹔好﹕是﹖啊﹗', '今年，全县、全市；好：是？啊！'),
        ('今年︐全县︒', '今年，全县。'),
        ('﹁今天﹂好，︵甲︶。', '“今天”好，（甲）。'),
        ('阿卜杜拉﹒买买提来了。', '阿卜杜拉·买买提来了。'),
        ('绿化率５０﹪。', '绿化率50%。'),
        ('今天⸺好‥‥', '今天——好……'),
        ('ﬁne 与 𝟐𝟎𝟐𝟒年', 'fine 与 2024年'),
        ('⼀是⾞，豈⾔。', '一是车，岂言。'),
    ],
)
def test_forms(before: str, after: str) -> None:
    assert presscopy.edit(Article.of(before)).article.text == after


@pytest.mark.parametrize(
    'lines',
    [
        (f'{BODY[:-1]}，', '这一切来之不易。'),
        (BODY[:-10], '把技术送到农民手里。'),
    ],
)
def test_a_line_broken_in_mid_sentence_is_an_editor_s_matter(lines: tuple[str, str]) -> None:
    text = '\n'.join(('春耕备耕忙', *lines))
    edited = presscopy.edit(Article.of(text))
    assert edited.article.text == text
    (found,) = [one for step in edited.steps for one in step.findings if one.code == 'GS104']
    assert found.fix is Fix.UNSAFE
    joined = desk.edit(Article.of(text), least=Fix.UNSAFE)
    assert joined.article.text == '春耕备耕忙\n' + ''.join(lines)
    assert [block.role for block in joined.article.blocks] == ['title', 'body']


@pytest.mark.parametrize(
    'text',
    [
        f'春耕备耕忙\n{BODY}\n{BODY}',
        f'咏春\n林小禾\n春风拂面柳丝长，\n燕子衔泥筑画梁。\n最是一年春好处，\n农家备耕闹田庄。\n{BODY}',
        f'名单\n甲\t2\n乙\t3\n{BODY}',
        f'春耕备耕忙\n{BODY}\n抢农时\n{BODY}',
    ],
)
def test_lines_that_are_whole(text: str) -> None:
    assert not [one for one in desk.check(Article.of(text)) if one.code == 'GS104']


def test_heading_marks_of_plain_text_are_not_printed() -> None:
    source = f'# 春耕,忙\n\n{BODY}\n\n## 抢农时\n\n{BODY}\n'
    edited = presscopy.edit(plain.read(source.encode(), '稿.txt'))
    assert [(block.role, edited.article.of_block(block)[:4]) for block in edited.article.blocks] == [
        ('title', '春耕，忙'), ('body', '今年以来'), ('heading', '抢农时'), ('body', '今年以来'),
    ]  # fmt: skip
    assert desk.manuscript(edited) == source.replace(',', '，')


def test_a_mark_in_plain_text_says_what_a_line_is() -> None:
    source = f'〔presscopy:role 副题〕春耕忙\n〔presscopy:role title〕\n抢农时，保丰收\n{BODY}〔presscopy:role 导语〕\n'
    edited = presscopy.edit(plain.read(source.encode(), '稿.txt'))
    assert [block.role for block in edited.article.blocks] == ['deck', 'title', 'lead']
    assert 'presscopy' not in edited.article.text
    assert desk.manuscript(edited) == source


def test_a_long_headline_over_its_report_is_no_broken_line() -> None:
    text = f'春耕备耕忙\n{BODY}\n全县各乡镇坚持不懈加强精神文明建设推动乡村面貌一年一个样群众生活一天比一天好\n本报讯 {BODY}'
    assert not [one for one in desk.check(Article.of(text)) if one.code == 'GS104']


def test_an_item_of_a_list_begins_anew() -> None:
    source = f'# 春耕备耕忙\n\n* {BODY[:-10]}\n* 把技术送到农民手里。\n'
    assert not [one for one in desk.check(files.read(source.encode(), '稿.md')) if one.code == 'GS104']
