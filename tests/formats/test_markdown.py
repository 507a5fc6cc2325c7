"""Markdown: the words are copy and know their place in the file; code, links, HTML and front matter stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscopy import composing, desk
from presscopy.errors import PressError
from presscopy.formats import files, markdown
from tests.conftest import Run, no_traceback

BODY = '今年以来，全县上下抢抓农时，早稻播种进度快于往年，农技人员下到田间地头，把技术送到农民手里。'


def words(source: str) -> str:
    return markdown.read(source.encode(), '稿.md').text


def fixed(source: str) -> str:
    return desk.manuscript(desk.edit(markdown.read(source.encode(), '稿.md')))


@pytest.mark.parametrize(
    ('source', 'copy'),
    [
        ('今年**以来**,全*县*~~上下~~', '今年以来,全县上下'),
        ('见[县*报*](http://a.cn/b "题,目")第2版', '见县报第2版'),
        ('见[县报][1]。\n\n[1]: http://a.cn', '见县报。'),
        ('运行 `a,b` 即可', '运行 a,b 即可'),
        ('![图,](a.png)春耕', '春耕'),
        ('春<b>耕</b>忙<br>备耕', '春耕忙\n备耕'),
        ('全县\n上下', '全县上下'),
        ('open\nsource', 'open source'),
        ('一行  \n两行\\\n三行', '一行\n两行\n三行'),
        (r'\*号\* 与 \#', '*号* 与 #'),
        ('A &lt; B', 'A < B'),
        ('> 编者按：今起\n> 推出', '编者按：今起推出'),
        ('- 一\n- 二', '一\n二'),
        ('1. 一\n2. 二', '1. 一\n2. 二'),
        ('| 名 | 数 |\n|---|---|\n| 甲 | 2 |', '名\t数\n甲\t2'),
        ('春耕\n\n```\nx,y\n```\n\n忙', '春耕\nx,y\n忙'),
        ('春耕\n===\n\n忙', '春耕\n忙'),
        ('春耕\n\n---\n\n忙', '春耕\n忙'),
        ('---\ntitle: "春耕,忙"\ntags: [a]\n---\n正文', '春耕,忙\n正文'),
        ('---\ntitle: [春, 耕\n---\n正文', '正文'),
        ('<!-- 批,注 -->\n\n春耕', '春耕'),
    ],
)
def test_the_words(source: str, copy: str) -> None:
    assert words(source) == copy


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('> 編者按:今年**以來**,全縣\n', '> 编者按：今年**以来**，全县\n'),
        ('见[县,报](http://a.cn/b,c),第2版\n', '见[县，报](http://a.cn/b,c)，第2版\n'),
        ('见 `个,人` 和 <http://a.cn/b,c>,好\n', '见 `个,人` 和 <http://a.cn/b,c>，好\n'),
        ('- 一,二\n- 三,四\n', '- 一，二\n- 三，四\n'),
        ('| 甲,乙 | 2,000 |\n|---|---:|\n| 丙,丁 | 1 |\n', '| 甲，乙 | 2,000 |\n|---|---:|\n| 丙，丁 | 1 |\n'),
        ('---\ntitle: 春耕,忙\nfile: a,b\n---\n正文,\n', '---\ntitle: 春耕，忙\nfile: a,b\n---\n正文，\n'),
        ('```\n个(gè)人,&amp;\n```\n\n個人,好。\n', '```\n个(gè)人,&amp;\n```\n\n个人，好。\n'),
        ('A&amp;B公司,好\n', 'A&amp;B公司，好\n'),
    ],
)
def test_edits_go_back_into_the_file(before: str, after: str) -> None:
    assert fixed(before) == after


def test_no_edit_reaches_across_markup() -> None:
    """The space belongs to a fault of two characters, between which the bold ends: an editor's matter."""
    article = markdown.read('全县 **上下**  ,围绕目标。\n'.encode(), '稿.md')
    assert '**上下**' in desk.manuscript(desk.edit(article))


def test_front_matter_and_headings_tell_roles() -> None:
    source = f'---\n副题: 全县抢农时\n---\n# 春耕忙\n\n本报记者 林小禾\n\n{BODY}\n\n## 抓播种\n\n{BODY}\n'
    edited = desk.edit(markdown.read(source.encode(), '稿.md'))
    blocks = [(block.role, edited.article.of_block(block)) for block in edited.article.blocks]
    assert [role for role, _ in blocks] == ['deck', 'title', 'byline', 'body', 'heading', 'body']
    assert blocks[0][1] == '全县抢农时'


def test_lists_and_verse_tell_roles() -> None:
    source = f'# 春耕忙\n\n> 轻轻的我走了，\\\n> 正如我**轻轻**的来；  \n> 我轻轻的招手\n\n1. {BODY}\n\n   第二段\n2. 抓好落实\n\n- 项目一\\\n  换行\n\n> 引文一段\n> 还是一段\n'
    article = desk.edit(files.read(source.encode(), '稿.md')).article
    blocks = [(block.role, article.of_block(block)) for block in article.blocks]
    assert blocks == [
        ('title', '春耕忙'),
        ('verse', '轻轻的我走了，'),
        ('verse', '正如我轻轻的来；'),
        ('verse', '我轻轻的招手'),
        ('item', f'1. {BODY}'),
        ('body', '第二段'),
        ('item', '2. 抓好落实'),
        ('item', '项目一'),
        ('body', '换行'),
        ('body', '引文一段还是一段'),
    ]


def test_items_know_how_deep_their_list_stands() -> None:
    source = f'# 春耕忙\n\n{BODY}\n\n1. 加强领导\n   - 水稻\n     - 早稻\n   - 油菜\n2. 保障农资\n'
    article = desk.edit(files.read(source.encode(), '稿.md')).article
    assert [block.level for block in article.blocks if block.role == 'item'] == [0, 1, 2, 1, 0]


def test_a_mark_says_what_a_line_is() -> None:
    source = f'# 春耕忙\n\n<!-- presscopy: role 引题 -->\n\n金秋时节\n\n{BODY}〔presscopy:role lead〕\n'
    edited = desk.edit(markdown.read(source.encode(), '稿.md'))
    assert [block.role for block in edited.article.blocks] == ['title', 'kicker', 'lead']
    assert desk.manuscript(edited) == source


def test_offsets_are_those_of_the_file() -> None:
    source = '## 小**标**题\n\n全县,上下。\n'
    (finding,) = desk.check(markdown.read(source.encode(), '稿.md'))
    assert source[finding.span.start : finding.span.end] == ','
    assert [(source[e.span.start : e.span.end], e.text) for e in finding.choices[0].edits] == [(',', '，')]


@pytest.mark.parametrize('source', ['```\nx\n```\n'.replace('x', ''), '![a](b.png)\n', '---\na: b\n---\n'])
def test_a_file_without_words_is_refused(source: str) -> None:
    with pytest.raises(PressError, match='没有文字'):
        markdown.read(source.encode(), '稿.md')


def test_a_file_nested_beyond_reason_is_answered() -> None:
    for source in ('> ' * 3000 + '深', '[' * 20000 + '深', '*' * 20000 + '深', '- ' * 3000 + '深', '![' * 5000 + '深'):
        try:
            assert '深' in words(source)
        except PressError as wrong:
            assert '太深' in str(wrong)


PIECES = st.sampled_from(
    [
        '今年,全县', '編者按:個人', '**', '*', '_', '`', '[', '](http://a.b)', '![', '\n', '\n\n', '> ', '- ', '1. ', '# ', '|', '|---|\n',
        '<b>', '</b>', '<!-- x -->', '&amp;', '&nbsp;', '\\*', '\\', '~~', '```\n', '  \n', '    ', '(文)', '"', '3,000', '---\n', 'title: 题,目\n',
        '噢', '.', '!', '(gè)', '\t', '\u3000', '〔presscopy:role 正文〕', 'https://x.y/a,b',
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=40).map(''.join))
def test_what_is_written_reads_as_the_desk_left_it(source: str) -> None:
    """Or nothing is written: where new marks would be read as markup."""
    try:
        article = markdown.read(source.encode(), '稿.md')
    except PressError:
        return
    edited = desk.edit(article)
    assert not desk.replayed(edited)
    try:
        data = files.write(edited.article, desk.manuscript(edited))
    except PressError as wrong:
        assert '再读一遍' in str(wrong)
        return
    if not edited.article.text.strip():
        return
    assert ''.join(markdown.read(data, '稿.md').text.split()) == ''.join(edited.article.text.split())


def test_fix_in_place_and_diff(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '稿.md'
    path.write_bytes('## 小**标**题\r\n\r\n全縣,上下。\r\n'.encode())
    said = run('fix', '--diff', '稿.md')
    assert said.returncode == 1 and '+全县，上下。' in said.stdout.decode()
    assert run('fix', '稿.md').returncode == 0
    assert path.read_bytes() == '## 小**标**题\r\n\r\n全县，上下。\r\n'.encode()
    no_traceback(run('typeset', '稿.md'))
    assert (tmp_path / '稿.pdf').exists()


def test_the_page_has_the_kicker_on_top(run: Run, tmp_path: Path) -> None:
    """Whatever the order in the front matter."""
    article = markdown.read(f'---\ntitle: 春耕忙\n引题: 金秋时节\n---\n{BODY}\n'.encode(), '稿.md')
    printed = composing.typeset(desk.edit(article).article)
    assert not composing.unspelled(printed, [desk.edit(article).article])
    rows = [
        ''.join(glyph.text for cell in placed.line.cells for glyph in cell.glyphs)
        for placed in printed.settings[0].pages[0].placed
    ]
    assert rows[:2] == ['金秋时节', '春耕忙']
