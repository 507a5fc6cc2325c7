"""Verse and lists: each line of verse its own, as a block in the middle; the text of items under each other; tables with their rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscopy.layout.compose import Row, _levelled
from presscopy.layout.fonts import EM
from presscopy.layout.furniture import HAIRLINE, THICK
from presscopy.layout.hanging import hang_of, inset, item
from presscopy.layout.justify import Set
from presscopy.layout.page import Page, Setting
from presscopy.layout.rows import Design
from presscopy.layout.sheet import set_article
from presscopy.layout.story import HALF
from presscopy.layout.typearea import Lists, Makeup, Wanted, type_area
from presscopy.text.span import Revision, Span

from .boxes import article, faces, story

BODY = '全长3.5公里的溪滨绿道全线贯通、老城区最后一批旱厕退出历史、云溪古街（一期）修葺一新。'
WIDE, NARROW = Wanted('150x150', 1, 30, 16, 10_000, 15_000), Wanted('110x120', 2, 10, 16, 10_000, 15_000)


def setting(*blocks: tuple[str, str], wanted: Wanted = WIDE, fixed: bool = False, lists: Lists = Lists.HANG) -> Setting:
    return set_article(article(*blocks), Design(type_area(wanted), faces(), fixed=fixed, lists=lists))


def lines(made: Setting, role: str) -> list[tuple[int, str]]:
    """Each line of a role: how many thousandths of an em from the left of its column it begins, and its words."""
    area = made.area
    found = []
    for page in made.pages:
        for one in page.placed:
            if one.role == role:
                column = max(c for c in range(area.columns) if area.column_left(c) <= one.x)
                x = one.x - area.column_left(column) + one.line.places[0] * one.size // EM
                found.append((x * EM // one.size, ''.join(cell.text for cell in one.line.cells)))
    return found


def inks(found: Sequence[tuple[int, str]]) -> list[int]:
    """Where the ink of lines begins: an opener's is in the right half of its cell, which may have given up its left one."""
    return [x + HALF if words[0] in '（“' and x % EM else x for x, words in found]


# --- lists ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('text', 'label', 'hang'),
    [
        ('1. 加强领导', '1. ', 2),
        ('1.加强领导', '1.', 2),
        ('12. 加强领导', '12. ', 2),
        ('1.1 加强领导', '1.1 ', 2),
        ('1.5万亩水稻', '', 1),
        ('2023年的事', '', 1),
        ('（一）加强领导', '（一）', 3),
        ('(1) 加强领导', '(1) ', 2),
        ('一、加强领导', '一、', 2),
        ('①加强领导', '①', 1),
        ('• 加强领导', '• ', 1),
        ('- 加强领导', '- ', 1),
        ('a) 加强领导', 'a) ', 2),
        ('加强领导', '', 1),
        ('——加强领导', '', 1),
        ('1.', '', 1),
    ],
)
def test_what_an_item_begins_with(text: str, label: str, hang: int) -> None:
    made = item(story(text))
    assert ''.join(cell.text for cell in made.story.cells[: made.label]) == label
    assert hang_of([made]) == hang * EM


def test_the_text_of_all_items_stands_in_one_line() -> None:
    made = setting(('body', BODY), *[('item', f'{n}. 各乡镇要把春耕备耕摆在突出位置，主要负责人亲自抓，分管负责人具体抓。') for n in (9, 10)])  # fmt: skip
    found = lines(made, 'item')
    assert [x for x, _ in found] == [2 * EM, 4 * EM, 2 * EM, 4 * EM]
    for one in made.pages[0].placed:
        if one.role == 'item' and one.line.cells[0].text in '91':
            first = next(n for n, cell in enumerate(one.line.cells) if cell.text == '各')
            assert one.line.places[first] == 2 * EM


def test_an_item_without_a_label_has_a_bullet_that_is_no_part_of_the_copy() -> None:
    made = setting(('item', '油菜'), ('item', '马铃薯等旱粮'))
    assert [x for x, _ in lines(made, 'item')] == [3 * EM, 3 * EM]
    area = made.area
    beside = made.pages[0].furniture
    assert [(one.line.cells[0].text, one.role, one.at) for one in beside] == [('●', '', -1)] * 2
    for one, row in zip(beside, (0, 1), strict=True):
        assert area.left + 2 * area.size <= one.x < area.left + 3 * area.size
        assert area.line_top(row) < one.y < area.baseline(row)


def test_narrow_columns_hang_as_far_as_they_can() -> None:
    assert [inset(EM, width * EM) for width in (20, 11, 10, 9, 8)] == [2 * EM, 2 * EM, EM, 0, -1]
    assert [x for x, _ in lines(setting(('item', '1. ' + BODY), wanted=NARROW), 'item')][:2] == [0, 2 * EM]
    # no room: set as a paragraph
    assert inks(lines(setting(('item', '（一）' + BODY), wanted=NARROW), 'item'))[:2] == [2 * EM, 0]


@pytest.mark.parametrize(
    ('wanted', 'lefts'),
    [(WIDE, [2, 4, 8, 2]), (NARROW._replace(chars=14), [0, 2, 6, 0]), (NARROW._replace(chars=11), [0, 0, 3, 0])],
)
def test_a_list_within_a_list_stands_further_in(wanted: Wanted, lefts: list[int]) -> None:
    """Where the column is too narrow for that, it does not."""
    made = article(('item', '1. 加强领导'), ('item', '（一）抓好'), ('item', '油菜'), ('item', '2. 保障农资'))
    levels = [0, 1, 2, 0]
    made = made._replace(blocks=tuple(b._replace(level=n) for b, n in zip(made.blocks, levels, strict=True)))
    found = lines(set_article(made, Design(type_area(wanted), faces())), 'item')
    assert [x // EM for x, _ in found] == lefts


def test_what_hangs_is_asked_for() -> None:
    item, more = '（一）' + BODY, '（二）' + BODY
    hanging, indented = [2 * EM, 5 * EM], [2 * EM, 0]
    for lists, role, wanted in (
        (Lists.HANG, 'item', hanging),
        (Lists.INDENT, 'item', indented),
        (Lists.HANG, 'body', indented),
        (Lists.ALL, 'body', hanging),
        (Lists.ALL, 'item', hanging),
    ):
        found = lines(setting((role, item), (role, more), lists=lists), role)
        assert inks(found)[:2] == wanted, (lists, role)
    # one numbered paragraph alone, or two of unlike kinds, are running text
    for second in (BODY, '2. ' + BODY):
        assert inks(lines(setting(('body', item), ('body', second), lists=Lists.ALL), 'body'))[:2] == indented


# --- verse ----------------------------------------------------------------------------------------------------------------

POEM = ['轻轻的我走了，', '正如我轻轻的来；', '我轻轻的招手，', '作别西天的云彩。']


def test_lines_of_verse_begin_in_one_place_and_are_not_stretched() -> None:
    made = setting(('body', BODY), *[('verse', line) for line in POEM], ('body', BODY))
    found = lines(made, 'verse')
    assert [words for _, words in found] == POEM
    widest = 7 * EM + EM // 2
    assert {x for x, _ in found} == {(30 * EM - widest) // 2}
    rows = [made.area.baseline(row) for row in range(made.area.lines)]
    placed = made.pages[0].placed
    at = [rows.index(one.y) for one in placed]
    first = next(n for n, one in enumerate(placed) if one.role == 'verse')
    assert at[first] - at[first - 1] == at[first + 4] - at[first + 3] == 2, 'a blank line above and below'


def test_stanzas_are_parted_as_in_the_copy() -> None:
    made = article(*[('verse', line) for line in POEM])
    text = made.text.replace('来；\n', '来；\n\n')
    spans = [
        Span(start + (start > made.blocks[1].span.start), end + (start > made.blocks[1].span.start))
        for _, (start, end), *_ in made.blocks
    ]
    parted = made._replace(
        revision=Revision(text),
        blocks=tuple(b._replace(span=s) for b, s in zip(made.blocks, spans, strict=True)),
    )
    placed = set_article(parted, Design(type_area(WIDE), faces())).pages[0].placed
    leading = type_area(WIDE).leading
    assert [(two.y - one.y) // leading for one, two in pairwise(placed)] == [1, 2, 1]


def test_stanzas_are_not_driven_apart_to_level_a_column() -> None:
    verse = Row(Set((), (), 0, 0), role='verse')
    heading = Row(Set((), (), 0, 0), role='heading')
    blank = Row(None, blank='space')
    assert _levelled((verse, blank, verse), 4) == (verse, blank, verse)
    assert _levelled((verse, blank, verse, blank, heading), 6) == (verse, blank, verse, blank, blank, heading)


def test_the_poet_stands_below_the_end_of_the_longest_line() -> None:
    made = setting(*[('verse', line) for line in (*POEM, '——徐志摩')])
    ends = [one.x + one.line.width * one.size // EM for one in made.pages[0].placed]
    assert ends[-1] == max(ends) and len({one.x for one in made.pages[0].placed[:-1]}) == 1


def test_a_long_line_of_verse_is_turned_over() -> None:
    made = setting(*[('verse', line) for line in ('轻轻的我走了', '正如我轻轻的来正如我轻轻的来')], wanted=NARROW)
    assert lines(made, 'verse')[:2] == [(0, '轻轻的我走了'), (0, '正如我轻轻的来正如我')]
    assert [x for x, _ in lines(made, 'verse')] == [0, 0, 2 * EM]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(['verse', 'item', 'body', 'heading']), st.text(alphabet='一是，。“”（1.） a—…', min_size=1, max_size=40).filter(str.strip)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([WIDE, NARROW, Wanted('90x80', 2, 9, 9, 10_000, 15_000)]),
    st.booleans(),
)  # fmt: skip
def test_verse_and_lists_spell_the_copy_and_stay_in_their_column(
    blocks: list[tuple[str, str]], wanted: Wanted, fixed: bool
) -> None:
    made = setting(*[(role, text.strip()) for role, text in blocks], wanted=wanted, fixed=fixed)
    shown = ''.join(cell.text for page in made.pages for one in page.placed for cell in one.line.cells)
    assert shown == ''.join(text.strip() for _, text in blocks)
    area = made.area
    rows = {area.baseline(row) for row in range(area.lines)}
    for page in made.pages:
        for one in page.placed:
            column = max(c for c in range(area.columns) if area.column_left(c) <= one.x)
            assert one.x + one.line.width * one.size // EM <= area.column_left(column) + area.column_width
            assert list(one.line.places) == sorted(one.line.places) and one.y in rows


# --- the rules of tables --------------------------------------------------------------------------------------------------

HEAD, FIGURES = '乡镇\t户数\t增长', [f'村{"一二三四五六七八九"[n % 9]}\t{n},203\t{n}.4%' for n in range(30)]


def table(count: int, head: str = HEAD, wanted: Wanted = NARROW) -> Setting:
    return setting(*[('body', row) for row in [head, *FIGURES[:count]] if row], wanted=wanted)


def rules(page: Page) -> list[tuple[int, int]]:
    return sorted((one.y0, one.weight) for one in page.rules if one.y0 == one.y1)


def test_a_table_has_three_rules() -> None:
    made = setting(
        ('body', BODY), *[('body', row) for row in (HEAD, *FIGURES[:3])], wanted=Wanted('110x150', 1, 20, 24)
    )
    area = made.area
    rows = [one for one in made.pages[0].placed if '\t' in [cell.text for cell in one.line.cells]]
    found = rules(made.pages[0])
    assert [weight for _, weight in found] == [THICK, HAIRLINE, THICK]
    between = (area.leading - area.size) // 2
    below = area.size - area.size * 880 // EM
    for (y, _), (one, side) in zip(found, ((rows[0], -1), (rows[0], 1), (rows[-1], 1)), strict=True):
        assert y == (one.y - area.size * 880 // EM - between if side < 0 else one.y + below + between)
    for rule in made.pages[0].rules:
        assert area.left <= rule.x0 <= rows[0].x and rows[0].x < rule.x1 <= area.left + area.width


def test_a_table_of_figures_alone_has_no_rule_below_its_first_line() -> None:
    made = table(4, head='')
    assert HAIRLINE not in {weight for page in made.pages for _, weight in rules(page)}


@pytest.mark.parametrize('count', [13, 20, 29])
def test_a_parted_table_says_its_head_again(count: int) -> None:
    made = table(count)
    area = made.area
    pieces = [
        column
        for page in made.pages
        for c in range(area.columns)
        if (column := [one for one in page.placed if area.column_left(c) <= one.x < area.column_left(c) + area.column_width])
    ]  # fmt: skip
    again = [one for page in made.pages for one in page.furniture if '\t' in [cell.text for cell in one.line.cells]]
    assert len(again) == len(pieces) - 1 >= 1
    for one in again:
        assert (''.join(cell.text for cell in one.line.cells), one.role, one.at) == (HEAD, '', -1)
        assert one.y == area.baseline(0)
    weights = [weight for page in made.pages for _, weight in rules(page)]
    assert weights.count(THICK) == 2 * len(pieces) and weights.count(HAIRLINE) == len(pieces)
    assert all(len(piece) > 1 for piece in pieces)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(['table', 'body', 'verse', 'item', 'heading', 'title']), min_size=1, max_size=6),
    st.integers(2, 25),
    st.integers(6, 12),
    st.integers(1, 3),
    st.booleans(),
)
def test_whatever_stands_beside_a_table_all_is_printed_once(
    kinds: list[str], count: int, high: int, columns: int, turns: bool
) -> None:
    blocks: list[tuple[str, str]] = []
    for kind in kinds:
        if kind == 'table':
            blocks += [('body', row) for row in (HEAD, *FIGURES[:count])]
        else:
            blocks.append((kind, POEM[1] if kind in ('verse', 'heading', 'title') else BODY))
    design = Design(
        type_area(Wanted('150x120', columns, 10, high, 10_000, 15_000)), faces(), makeup=Makeup(turns=turns)
    )
    made = set_article(article(*blocks), design)
    shown = ''.join(cell.text for page in made.pages for one in page.placed for cell in one.line.cells)
    assert shown == ''.join(text for _, text in blocks)
    for page in made.pages:
        places = [(one.x, one.y) for one in (*page.placed, *page.furniture)]
        assert len(set(places)) == len(places), 'nothing on top of another'
        assert all(one.weight in (HAIRLINE, THICK) and one.weight >= 250 for one in page.rules)
