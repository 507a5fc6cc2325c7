"""Which line is what: copy as desks receive it, one case a shape."""

from __future__ import annotations

import pytest

from presscopy.article import structure
from presscopy.article.article import Article

BODY = '今年以来，全县上下抢抓农时，早稻播种进度快于往年，农技人员下到田间地头，把技术送到农民手里。'


def roles(*lines: str) -> str:
    return ' '.join(block.role for block in structure.assign(Article.of('\n'.join(lines))).blocks)


@pytest.mark.parametrize(
    ('lines', 'wanted'),
    [
        (('编者按：今起推出专栏。', '本网记者 苏意伟 编辑 陈聪', BODY), 'editors_note byline body'),
        (('編者按: 今起推出專欄。', '本報記者 林小禾', BODY), 'editors_note byline body'),
        (('〔开栏的话〕今起推出专栏。', BODY), 'editors_note body'),
        (('春耕备耕忙', BODY), 'title body'),
        (('金秋时节', '万亩稻田喜丰收', BODY), 'kicker title body'),
        (
            ('金秋时节', '万亩稻田喜丰收', '亩产创新高', '本报记者 林小禾 通讯员 周大山', BODY),
            'kicker title deck byline body',
        ),
        (('万亩稻田喜丰收', '——青石镇见闻', '林小禾 文/图', BODY), 'title deck byline body'),
        (('走基层', '万亩稻田喜丰收', '--青石镇見聞', BODY), 'kicker title deck body'),
        (('春耕备耕忙', BODY, '抢农时', BODY, '保丰收', BODY), 'title body heading body heading body'),
        (
            ('春耕备耕忙', BODY, '一、抓播种', BODY, '（二）抓管护', BODY, '3.抓服务', BODY),
            'title body heading body heading body heading body',
        ),
        (('春耕备耕忙', '本报讯 4月19日，全县春耕现场会召开。', BODY), 'title body body'),
        (('读者来信', BODY, '读者 林小禾'), 'title body signature'),
        (('春耕备耕忙', BODY, '图为农民在插秧。', '林小禾 摄'), 'title body caption credit'),
        (('春耕備耕忙', BODY, '圖為農民在插秧。', '本報記者 林小禾 攝'), 'title body caption credit'),
        (('春耕备耕忙', BODY, '责任编辑：林小禾  校对：周大山'), 'title body credit'),
        (('春耕备耕忙', BODY, '（据新华社）'), 'title body credit'),
        (
            ('面对面', '一碗面', '记者：生意好吗？', '老周：好。', '记者：为什么？', '老周：面好。'),
            'kicker title question answer question answer',
        ),
        (
            ('一碗面', '问：生意好吗？', '答：好。', '问：为什么？', '答：面好。'),
            'title question answer question answer',
        ),
        (('春耕备耕忙', BODY, '“路通了，心就亮了！”', BODY), 'title body body body'),
        (('春耕备耕忙', BODY, '为什么种得早', BODY), 'title body heading body'),
        (('# 春耕备耕忙', BODY), 'title body'),
        ((BODY, BODY), 'body body'),
        ((BODY,), 'body'),
        (('春耕备耕忙',), 'title'),
    ],
)
def test_roles(lines: tuple[str, ...], wanted: str) -> None:
    assert roles(*lines) == wanted


def test_every_role_has_its_reason() -> None:
    blocks = structure.assign(Article.of(f'春耕备耕忙\n本报记者 林小禾\n{BODY}')).blocks
    assert all(block.reason for block in blocks)


def test_the_text_is_not_changed() -> None:
    text = f'  春耕备耕忙 \n\n　　{BODY}\n'
    article = structure.assign(Article.of(text))
    assert article.text == text
    assert [article.of_block(block) for block in article.blocks] == ['春耕备耕忙', BODY]
