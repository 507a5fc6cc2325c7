"""Pages: rows into columns, the type area, the title block, the note's box; whole pages written down as text."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscopy.errors import PressError
from presscopy.layout.compose import Column, Row, compose, firm_lines
from presscopy.layout.fonts import EM
from presscopy.layout.furniture import fit_lines
from presscopy.layout.justify import Set
from presscopy.layout.page import Setting, merged
from presscopy.layout.rows import Design
from presscopy.layout.sheet import set_article, set_issue
from presscopy.layout.typearea import MM, Makeup, Wanted, sheet_of, size_of, sizes, stepped, type_area
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
    return set_issue([article(*blocks)], Design(type_area(wanted), faces()))[0]


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


@pytest.mark.parametrize('count', range(1, 12))
def test_no_question_is_left_at_the_end_of_a_column(count: int) -> None:
    talk = [('question', '问：怎么报名？'), ('answer', '答：到馆里来。')]
    made = set_article(
        article(('body', '好' * (10 * count - 2)), *talk * 8), Design(type_area(Wanted('110x120', 2, 10)), faces())
    )
    right = made.area.left + made.area.column_width
    for page in made.pages:
        for column in ([one for one in page.placed if (one.x < right) == left] for left in (True, False)):
            if column:
                last = ''.join(cell.text for cell in column[-1].line.cells)
                assert not last.startswith('问')


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    'body',
                    'heading',
                    'byline',
                    'editors_note',
                    'caption',
                    'credit',
                    'question',
                    'signature',
                    'verse',
                    'item',
                ]
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


# --- several articles, and what stands around the columns -----------------------------------------------------------------

SMALL = Wanted('110x120', 2, 10, 16, 10_000, 15_000)
TALL = Wanted('110x150', 2, 10, 22, 10_000, 15_000)


def issue(*articles: list[tuple[str, str]], wanted: Wanted = SMALL, **makeup: object) -> list[Setting]:
    design = Design(type_area(wanted), faces(), makeup=Makeup(**makeup))  # type: ignore[arg-type]
    return set_issue([article(*blocks) for blocks in articles], design)


def furniture(settings: list[Setting]) -> list[list[str]]:
    """What each page says beside its articles."""
    return [[''.join(cell.text for cell in one.line.cells) for one in page.furniture] for page in merged(settings)]


SHORT, LONG = [('title', '短讯'), ('body', OTHER)], [('title', '一座桥'), *[('body', BODY + OTHER)] * 4]


def test_each_article_begins_a_page_unless_they_flow() -> None:
    apart = issue(SHORT, SHORT)
    assert [page.number for setting in apart for page in setting.pages] == [1, 2]
    flowing = issue(SHORT, SHORT, flow=True)
    assert [page.number for setting in flowing for page in setting.pages] == [1, 1]
    first, second = (setting.pages[0] for setting in flowing)
    assert max(one.y for one in first.placed) < min(one.y for one in second.placed)
    assert len(second.rules) == 1, 'a line between the two'
    rule = second.rules[0]
    assert max(one.y for one in first.placed) < rule.y0 == rule.y1 < min(one.y - one.size for one in second.placed)


@given(st.lists(st.sampled_from([SHORT, LONG]), min_size=1, max_size=5), st.booleans())
def test_articles_that_flow_share_the_grid_and_nothing_overlaps(
    articles: list[list[tuple[str, str]]], turns: bool
) -> None:
    made = issue(*articles, flow=True, turns=turns)
    area = made[0].area
    rows = {area.baseline(row) for row in range(area.lines)}
    for page in merged(made):
        places = [(one.x, one.y) for one in (*page.placed, *page.furniture)]
        assert len(set(places)) == len(places)
        for one in page.placed:
            assert one.role == 'title' or one.y in rows
            assert area.top < one.y < area.top + area.height
    for setting, blocks in zip(made, articles, strict=True):
        shown = ''.join(cell.text for page in setting.pages for one in page.placed for cell in one.line.cells)
        assert shown == ''.join(text for _, text in blocks)


def test_pages_are_numbered_from_the_first() -> None:
    assert furniture(issue(SHORT)) == [[]]
    assert furniture(issue(SHORT, SHORT)) == [['1'], ['2']]
    assert furniture(issue(SHORT, first_page=7)) == [['7']]


def test_line_numbers_of_several_columns_stand_apart() -> None:
    made = issue(LONG, wanted=Wanted('galley', 2, 10, 16))
    area, page = made[0].area, made[0].pages[0]
    numbers = [
        one
        for one in page.furniture
        if one.x < area.column_left(1) - area.gutter // 2 or one.y < area.top + area.height
    ]
    assert len({(one.x // area.gutter, one.y) for one in numbers}) == len(numbers) > 3
    assert {one.x < area.left for one in numbers} == {True, False}


def test_turn_lines_name_the_pages() -> None:
    made = issue(LONG + LONG[1:], turns=True, first_page=3)
    said = furniture(made)
    assert len(said) >= 3
    assert said[0] == ['3', '（下转第4版）']
    assert said[1] == ['4', '（上接第3版）', '（下转第5版）']
    assert said[-1][-1] == f'（上接第{len(said) + 1}版）'
    area = made[0].area
    to, come = made[0].pages[0].furniture[-1], made[0].pages[1].furniture[1]
    assert to.y == area.baseline(area.lines - 1), 'the last line of the last column'
    assert come.y == area.baseline(0) and come.x == area.left


def test_column_rules_stand_in_the_middle_of_the_gutter() -> None:
    setting = issue([('body', BODY + OTHER)], column_rule=True)[0]
    area = setting.area
    (rule,) = setting.pages[0].rules
    assert rule.x0 == rule.x1 == area.column_left(1) - area.gutter // 2
    assert rule.y0 == area.line_top(0) and rule.y1 > rule.y0
    assert not issue([('body', '一行')], column_rule=True)[0].pages[0].rules, 'nothing beside it, no rule'


def test_the_running_head_stands_above_every_page() -> None:
    made = issue(SHORT, SHORT, running_head='云溪日报　2023年12月29日')
    for page in merged(made):
        head = page.furniture[-1]
        (rule,) = page.rules
        assert head.y < rule.y0 == rule.y1 < made[0].area.top
    with pytest.raises(PressError, match='眉题'):
        issue(SHORT, wanted=Wanted('110x85', 2, 10, 16, 10_000, 15_000), running_head='云溪日报')


def test_text_that_finds_no_page_is_told_and_shown() -> None:
    whole = issue(LONG)[0]
    lines = sum(len(page.placed) for page in whole.pages)
    cut = issue(LONG, pages=1)[0]
    kept = len(cut.pages[0].placed)
    assert len(cut.pages) == 1 and cut.overset == lines - kept > 0
    (told,) = [finding for finding in cut.findings if finding.code == 'PF209']
    assert told.detail['after'] == cut.overset
    last = cut.pages[0].placed[-1]
    assert told.span.start - last.at - sum(len(cell.text) for cell in last.line.cells) in (0, 1)
    assert furniture([cut]) == [[f'余{cut.overset}行未排']]
    mark = cut.pages[0].furniture[-1]
    assert cut.area.top + cut.area.height < mark.y < cut.area.sheet.height
    assert issue(LONG, pages=len(whole.pages))[0].overset == 0


def test_an_article_without_any_page_is_overset_as_a_whole() -> None:
    made = issue(LONG, SHORT, pages=1)
    assert made[1].pages == () and made[1].overset >= 3
    assert [finding.span.start for finding in made[1].findings if finding.code == 'PF209'] == [0]
    total = made[0].overset + made[1].overset
    assert furniture(made) == [[f'余{total}行未排']]


# --- titles too long for their page ---------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 400), st.sampled_from(['一', '县里', 'ab ', 'w', '，一']), st.sampled_from(['60x60', '90x80', 'a4'])
)
def test_no_title_leaves_the_page(count: int, unit: str, sheet: str) -> None:
    text = (unit * count)[:400].strip()
    made = issue([('title', text), ('body', OTHER)], wanted=Wanted(sheet))[0]
    area = made.area
    shown = ''.join(cell.text for page in made.pages for one in page.placed for cell in one.line.cells)
    assert shown == text + OTHER
    for page in made.pages:
        for one in page.placed:
            assert area.left <= one.x and one.x + one.line.width * one.size // EM <= area.left + area.width
            assert area.top <= one.y - one.size // 2 and one.y <= area.top + area.height


def test_a_title_that_steps_below_the_text_or_into_the_columns_is_told() -> None:
    told = {}
    for count in (10, 60, 400):
        made = issue([('title', '山' * count), ('body', OTHER)], wanted=Wanted('60x60'))[0]
        told[count] = [finding.detail['after'] for finding in made.findings if finding.code == 'PF210']
    assert told[10] == [] and told[400] == ['']


def test_a_word_that_must_be_parted_in_a_title_is_told() -> None:
    made = issue([('title', '看' + 'w' * 90), ('body', OTHER)], wanted=Wanted('90x80'))[0]
    assert 'PF205' in {finding.code for finding in made.findings}


def test_a_title_in_the_columns_takes_whole_lines() -> None:
    made = issue([('body', OTHER), ('title', '一座桥'), ('body', OTHER)])[0]
    placed = [one for page in made.pages for one in page.placed]
    at = next(n for n, one in enumerate(placed) if one.role == 'title')
    assert placed[at].size > made.area.leading
    assert placed[at].y - placed[at - 1].y >= placed[at].size or placed[at].x != placed[at - 1].x


# --- tables of figures ----------------------------------------------------------------------------------------------------

TABLE = ['乡镇\t户数\t增长', '上塘镇\t1,203\t9.4%', '下坪\t87\t12.0%']


def table_lines(*rows: str, wanted: Wanted = SMALL) -> list[list[tuple[str, int, int]]]:
    """For each line of a table its fields: text, where it begins and ends, in thousandths of a point."""
    made = issue([('body', row) for row in rows], wanted=wanted)[0]
    found = []
    for page in made.pages:
        for one in page.placed:
            fields: list[tuple[str, int, int]] = []
            text, begin, end = '', 0, 0
            for cell, place in zip(one.line.cells, one.line.places, strict=True):
                x = one.x + place * one.size // EM
                if cell.text == '\t':
                    fields.append((text, begin, end))
                    text = ''
                    continue
                begin, text = (begin, text + cell.text) if text else (x, cell.text)
                end = x + cell.width * one.size // EM
            found.append([*fields, (text, begin, end)])
    return found


def test_figures_stand_flush_right_and_words_flush_left() -> None:
    lines = table_lines(*TABLE)
    assert [[text for text, _, _ in line] for line in lines] == [row.split('\t') for row in TABLE]
    names, figures, shares = zip(*lines, strict=True)
    assert len({begin for _, begin, _ in names}) == 1
    assert len({end for _, _, end in figures}) == len({end for _, _, end in shares}) == 1
    for line in lines:
        for (_, _, end), (_, begin, _) in pairwise(line):
            assert begin >= end, 'no field meets the next'


def test_a_small_table_is_not_parted_to_balance_the_columns() -> None:
    rows = [('body', f'青石{n}\t{n * 37}\t{n * 11}%') for n in range(8)]
    made = set_article(article(('title', '一座桥'), ('body', OTHER), *rows), Design(type_area(TALL), faces()))
    figures = [one for one in made.pages[0].placed if any(cell.text == '%' for cell in one.line.cells)]
    assert len(figures) == 8 and len({one.x > made.area.left + made.area.column_width for one in figures}) == 1


def test_a_table_too_wide_for_its_column_is_set_as_text() -> None:
    wide = ['很长很长的一个项目名称\t一二三四五六七八九十\t12', '甲\t乙\t3']
    made = issue([('body', row) for row in wide])[0]
    shown = ''.join(cell.text for page in made.pages for one in page.placed for cell in one.line.cells)
    assert shown == ''.join(wide)
    assert all(
        one.x + one.line.width * one.size // EM <= made.area.left + made.area.width for one in made.pages[0].placed
    )


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(
            st.lists(st.text(alphabet='一二12.,%a（）“ ', max_size=6), min_size=n + 1, max_size=n + 1),
            min_size=2,
            max_size=6,
        )
    )
)
def test_tables_spell_their_lines_and_stay_in_the_column(rows: list[list[str]]) -> None:
    lines = ['\t'.join(row).strip() for row in rows]
    lines = [line for line in lines if line]
    if not lines:
        return
    made = issue([('body', line) for line in lines])[0]
    shown = ''.join(cell.text for page in made.pages for one in page.placed for cell in one.line.cells)
    assert shown == ''.join(lines)
    for page in made.pages:
        for one in page.placed:
            edge = one.x + one.line.width * one.size // EM
            assert made.area.left <= one.x and edge <= made.area.left + made.area.width + 1
            assert list(one.line.places) == sorted(one.line.places)


def test_no_line_is_kept_for_a_page_that_is_not_printed() -> None:
    plain, turning = issue(LONG, pages=1)[0], issue(LONG, pages=1, turns=True)[0]
    one, other = (
        [(*placed[:3], placed.line.places, [*map(tuple, placed.line.cells)]) for placed in made.pages[0].placed]
        for made in (turning, plain)
    )
    assert one == other
    assert turning.overset == plain.overset
