"""What is damage, and what only looks like it."""

from __future__ import annotations

import pytest

import presscopy
from presscopy.article.article import Article


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('他问(好吗?ok)就走了。', '他问（好吗？ok）就走了。'),
        ('真的吗?a)是，b)不是。', '真的吗？a)是，b)不是。'),
        ('加快建设(shè)大都市区。', '加快建设大都市区。'),
        ('这是一個(gè)例子。', '这是一个例子。'),
        ('“角（jué）色”不读“角（jiǎo）色”。', '“角（jué）色”不读“角（jiǎo）色”。'),
        ('昆阳镇上林垟（yáng）村。', '昆阳镇上林垟（yáng）村。'),
        ('個(gè)設(shè)經(jīng)濟(jì)發(fā)展(試行)。', '个设经济发展（试行）。'),
        ('甲&amp;乙，&ldquo;好&rdquo;。', '甲&乙，“好”。'),
        ('\ufeff全\u200b县⼀心。', '全县一心。'),
        ('全县\ufffd作会议。', '全县\ufffd作会议。'),
        ('锟斤拷会议。', '锟斤拷会议。'),
    ],
)
def test_restore(before: str, after: str) -> None:
    assert presscopy.edit(Article.of(before)).article.text == after


def test_damage_that_stays_in_doubt_is_closed_to_every_stage() -> None:
    line = '奮勇?lián)?dāng),幹部隊伍建設'  # no other gloss in the file: no evidence
    text = presscopy.edit(Article.of(line)).article.text
    assert text.startswith('奋勇?lián)?dāng)')
    assert '，干部队伍' in text


def test_a_wrapped_file_is_rejoined_and_others_are_not() -> None:
    paragraph = '今年以来全县上下抢抓农时早稻播种进度快于往年农技人员下到田间地头把技术送到农民手里大家都说好' * 2
    width = 30
    lines = [paragraph[i : i + width] for i in range(0, len(paragraph), width)]
    wrapped = '\n'.join(lines)
    text = presscopy.edit(Article.of(f'春耕忙\n\n{wrapped}\n\n{wrapped}\n')).article.text
    assert text == f'春耕忙\n{paragraph}\n{paragraph}\n'
    verse = '床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n'
    assert presscopy.edit(Article.of(verse)).article.text == verse
