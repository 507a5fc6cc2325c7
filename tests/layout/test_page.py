"""Pages: rows into columns, the type area, the title block, the note's box; whole pages written down as text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscopy.errors import PressError
from presscopy.layout.compose import Column, Row, compose, firm_lines
from presscopy.layout.fonts import EM
from presscopy.layout.furniture import fit_lines
from presscopy.layout.justify import Set
from presscopy.layout.page import Setting
from presscopy.layout.sheet import Design, set_article
from presscopy.layout.typearea import MM, Wanted, sheet_of, size_of, sizes, stepped, type_area
from presscopy.paint.golden import golden

from .boxes import article, faces, story

GOLDEN = Path(__file__).parent / 'golden'
NOTE = '编者按：这一年，全县上下围绕“建设山水宜居城”的目标，一件接着一件办，交出了一份有分量的答卷。今起，本网推出专栏，带您回望。'
BODY = '全长3.5公里的溪滨绿道全线贯通、老城区最后一批旱厕退出历史、云溪古街（一期）修葺一新……回望2023年，云溪把“办实事”写在年初的清单上。'
OTHER = '清晨6点，上塘镇莲花村的早市已经热闹起来。刚离水的溪鱼、带着露水的青菜、现磨的豆腐，沿着老街一字排开。'


def paragraphs(*counts: int) -> list[Row]:
    """Rows of paragraphs of so many lines each; 0 stands for a heading with its blank line."""
    rows: list[Row] = []
    for n, count in enumerate(counts):
        if count:
            rows += [Row(Set((), (), 0, 0), role=f'body{n}', firm=firm) for firm in firm_lines(count)]
        else:
            rows += [Row(None, firm=True, blank='space')] if rows else []
            rows.append(Row(Set((), (), 0, 0), role='heading', firm=True))
    return rows


def shape(pages: list[list[Column]]) -> list[list[str]]:
    """Each column as a string: a letter a paragraph, H a heading, a dot a blank."""
    return [
        [
            ''.join('.' if row.line is None else 'H' if row.role == 'heading' else row.role[4] for row in column.rows)
            for column in page
        ]
        for page in pages
    ]


@pytest.mark.parametrize(
    ('counts', 'height', 'wanted'),
    [
        # a lone last line does not go over: two lines do
        ((9,), 8, [['00000', '0000']]),
        ((4, 4), 5, [['0000', '1111']]),
        # a heading goes with the two lines that follow it
        ((5, 0, 4), 8, [['00000', 'H2222']]),
        # a paragraph of three lines stays whole
        ((6, 3), 8, [['0000', '00111']]),
    ],
)
def test_columns_end_where_they_may(counts: tuple[int, ...], height: int, wanted: list[list[str]]) -> None:
    assert shape(compose(paragraphs(*counts), 2, lambda page: height)) == wanted


def test_a_short_column_is_levelled_by_a_blank_before_its_heading() -> None:
    pages = compose(paragraphs(4, 0, 5, 3, 9, 9), 2, lambda page: 12)
    assert shape(pages)[0] == ['0000..H22222', '333444444444']


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.integers(8, 40), st.integers(1, 4))
def test_every_row_is_printed_once_and_no_column_ends_badly(counts: list[int], height: int, columns: int) -> None:
    rows = paragraphs(*counts)
    pages = compose(rows, columns, lambda page: height)
    printed = [row for page in pages for column in page for row in column.rows if row.line is not None]
    assert [row.role for row in printed] == [row.role for row in rows if row.line is not None]
    for page in pages:
        assert len(page) == columns
        for column in page:
            assert len(column.rows) <= height
            assert not column.rows or column.rows[0].blank != 'space'
    filled = [column for page in pages for column in page if column.rows]
    for column in filled[:-1]:
        assert column.forced or not column.rows[-1].firm


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20), st.integers(2, 4))
def test_the_last_page_is_balanced(counts: list[int], columns: int) -> None:
    pages = compose(paragraphs(*counts), columns, lambda page: 60)
    heights = [len(column.rows) for column in pages[-1]]
    total = sum(heights)
    assert max(heights) <= -(-total // columns) + 8, 'no column stands far above the others for nothing'


# --- the type area -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(('text', 'points'), [('小五', 9), ('五号', 10.5), ('9pt', 9), ('10.5', 10.5), ('12点', 12)])
def test_sizes_as_people_write_them(text: str, points: float) -> None:
    assert size_of(text) == points * 1000


@pytest.mark.parametrize('text', ['', '大', '0', '9em', '-3', '999'])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(PressError, match='字号'):
        size_of(text)


def test_sizes_step_along_the_list() -> None:
    assert stepped(10_500, 1) == 12_000 and stepped(10_500, -1) == 9_000 and stepped(10_500, 0) == 10_500
    assert stepped(42_000, 3) == 42_000
    assert len(sizes()) == 16


@pytest.mark.parametrize('text', ['a5x', '10x10', '210x', 'x', '99999x10'])
def test_what_is_no_sheet(text: str) -> None:
    with pytest.raises(PressError):
        sheet_of(text)


@pytest.mark.parametrize(
    ('chars', 'columns', 'size'), [(13, 3, 10.5), (18, 2, 10.5), (22, 2, 10.5), (27, 2, 9), (48, 1, 10.5)]
)
def test_columns_are_found_for_the_characters_asked_for(chars: int, columns: int, size: float) -> None:
    area = type_area(Wanted(chars=chars))
    assert (area.chars, area.columns, area.size / 1000) == (chars, columns, size)


@given(
    st.sampled_from(['a4', 'a3', 'tabloid', 'broadsheet', 'galley', '210x285', '100x150']),
    st.integers(0, 6),
    st.integers(0, 60),
    st.sampled_from([0, 7_500, 9_000, 10_500, 14_000]),
)
def test_a_type_area_fits_its_sheet_or_is_refused(sheet: str, columns: int, chars: int, size: int) -> None:
    try:
        area = type_area(Wanted(sheet, columns, chars, 0, size))
    except PressError as wrong:
        assert wrong.what and wrong.remedy
        return
    assert area.left >= 0 and area.left + area.width <= area.sheet.width
    assert area.top >= 0 and area.top + area.height <= area.sheet.height
    assert not chars or area.chars == chars
    assert not columns or area.columns == columns
    assert area.column_width == area.chars * area.size, 'whole characters'


def test_margins_are_those_of_the_sheet_or_more() -> None:
    area = type_area(Wanted())
    assert area.left >= 15 * MM - 1 and area.sheet.height - area.top - area.height >= 18 * MM


# --- titles --------------------------------------------------------------------------------------------------------------


def test_a_title_steps_down_before_it_takes_two_lines() -> None:
    short = fit_lines(story('一座桥四代人'), 26_000, 10_500, 480_000)
    assert short.size == 26_000 and len(short.lines) == 1
    middle = fit_lines(story('一' * 24), 26_000, 10_500, 480_000)
    assert len(middle.lines) == 1 and middle.size < 26_000
    long = fit_lines(story('平阳县全面推进基层治理现代化建设迈上新的台阶谱写新的篇章'), 26_000, 10_500, 480_000)
    assert len(long.lines) == 2 and long.size == 26_000


@given(st.text(alphabet='红色速递走进千家万户，基层治理 “新”台阶2023', min_size=1, max_size=60).filter(str.strip))
def test_no_title_is_wider_than_the_page_and_none_is_lost(text: str) -> None:
    made = story(text.strip())
    cut = fit_lines(made, 26_000, 10_500, 231_000)
    assert ''.join(cell.text for line in cut.lines for cell in line.cells) == text.strip()
    assert all(line.width * cut.size // EM <= 231_000 for line in cut.lines)


# --- whole pages ---------------------------------------------------------------------------------------------------------


def setting(name: str) -> Setting:
    """The small articles that are written down in golden/."""
    wanted = {
        'note-and-byline': Wanted('110x120', 2, 10, 16, 10_000, 15_000),
        'title-block': Wanted('150x150', 2, 16, 16, 10_000, 15_000),
        'note-runs-on': Wanted('90x80', 2, 9, 9, 10_000, 15_000),
        'galley': Wanted('galley', 0, 20, 0, 0, 0),
    }[name]
    blocks = {
        'note-and-byline': [
            ('editors_note', NOTE),
            ('byline', '本网记者 林小禾 编辑 周知微'),
            ('body', BODY),
            ('heading', '强链补链，工业经济跑出新速度'),
            ('body', OTHER),
        ],
        'title-block': [
            ('kicker', '走基层·山水之间'),
            ('title', '一座桥，四代人'),
            ('deck', '——云溪县下坪村廊桥重修记'),
            ('byline', '本报记者 林小禾'),
            ('body', BODY),
            ('body', OTHER),
            ('signature', '读者 周大山'),
        ],
        'note-runs-on': [('body', OTHER), ('editors_note', NOTE + NOTE), ('body', OTHER)],
        'galley': [
            ('title', '县文化馆冬季公益课堂开始报名'),
            ('body', BODY),
            ('question', '问：怎么报名？'),
            ('answer', '答：' + OTHER),
        ],
    }[name]
    return set_article(article(*blocks), Design(type_area(wanted), faces()))


@pytest.mark.parametrize('name', ['note-and-byline', 'title-block', 'note-runs-on', 'galley'])
def test_pages_are_as_written_down(name: str) -> None:
    """To write them anew: PRESSCOPY_GOLDEN=write pytest tests/layout/test_page.py, then read the diff."""
    path, made = GOLDEN / f'{name}.txt', golden(setting(name))
    if os.environ.get('PRESSCOPY_GOLDEN') == 'write':
        path.write_text(made, encoding='utf-8')
    assert made == path.read_text(encoding='utf-8')


def test_copy_without_a_headline_begins_at_the_top() -> None:
    made = set_article(article(('body', BODY)), Design(type_area(Wanted(chars=20)), faces()))
    assert made.pages[0].placed[0].y == made.area.baseline(0)


def test_what_was_given_up_is_told_with_its_place() -> None:
    text = '见' + 'a' * 60 + '好了吧'
    made = set_article(article(('body', text)), Design(type_area(Wanted(chars=12)), faces()))
    assert {'PF205'} <= {finding.code for finding in made.findings}
    assert all(0 <= finding.span.start < finding.span.end <= len(text) for finding in made.findings)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ['body', 'heading', 'byline', 'editors_note', 'caption', 'credit', 'question', 'signature']
            ),
            st.text(alphabet='一的是，。“”《》 12年a—…', min_size=1, max_size=60).filter(str.strip),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_the_pages_spell_the_article(blocks: list[tuple[str, str]]) -> None:
    made = article(*[(role, text.strip()) for role, text in blocks])
    printed = set_article(made, Design(type_area(Wanted('100x120', 2, 8)), faces()))
    shown = ''.join(cell.text for page in printed.pages for placed in page.placed for cell in placed.line.cells)
    assert shown == ''.join(text.strip() for _, text in blocks)
    area = printed.area
    for page in printed.pages:
        for placed in page.placed:
            assert area.left <= placed.x and placed.x + placed.line.width * placed.size // EM <= area.left + area.width
            assert area.top <= placed.y <= area.top + area.height
