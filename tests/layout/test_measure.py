"""Cells: each mark's ink where it belongs, neighbours closed up, what belongs together kept together."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscopy.layout.fonts import EM, ROLES, Faces
from presscopy.layout.marks import LATIN, Kind, Level, is_latin, table
from presscopy.layout.measure import measure
from presscopy.layout.ruler import Ruler
from presscopy.layout.story import HALF, Law

from .boxes import story

ALPHABET = '一的是在県龘𠮷，。、；：？！“”‘’（）《》【】—…·～-/％℃ 　\u00a0\u200b12.5%aZé+@$'


def gaps(text: str) -> list[int]:
    return list(story(text).gaps[:-1])


@pytest.mark.parametrize(
    ('text', 'wanted'),
    [
        ('说：“好', [0, -500, 0]),
        ('好。”他', [0, -500, 0]),
        ('”，他', [-500, 0]),
        ('”“', [-500]),
        ('》《', [-500]),
        ('（《', [-500]),
        ('。”）', [-500, -500]),
        ('”——', [-500]),
        ('好——“', [0, -500]),
        ('红·黑', [0, 0]),
        ('”·“', [-500, -500]),
        ('好（', [0]),
    ],
)
def test_neighbouring_marks_are_closed_up(text: str, wanted: list[int]) -> None:
    assert gaps(text) == wanted


@pytest.mark.parametrize(
    ('text', 'wanted'),
    [
        ('年2020年', [250, 0, 0, 0, 250]),
        ('增长5%的', [0, 250, 0, 250]),
        ('（A', [0]),
        ('，A', [0]),
        ('4A级', [0, 250]),
        ('沪-杭', [0, 0]),
    ],
)
def test_a_quarter_em_between_han_and_latin(text: str, wanted: list[int]) -> None:
    assert gaps(text) == wanted


def test_widths() -> None:
    widths = {
        text: sum(cell.width for cell in story(text).cells)
        for text in ('——', '……', '·', '-', '中-日', '？！', '！！！')
    }
    assert widths['——'] == widths['……'] == 2 * EM
    assert widths['·'] == HALF
    assert widths['-'] == 500, 'a Latin hyphen is as wide as the face has it'
    assert widths['中-日'] == 2 * EM + HALF
    # two of ？！ take the place of one character, three of two (GB/T 15834 5.1.2); the closing up is in the gaps
    assert widths['？！'] + sum(gaps('？！')) == EM
    assert widths['！！！'] + sum(gaps('！！！')) == 2 * EM


@pytest.mark.parametrize('role', ROLES)
def test_marks_stand_in_their_half_in_every_face(role: str) -> None:
    """An opener's ink lies in the right half of its cell, a closer's and a stop's in the left, what is half wide in the middle."""
    ruler = Ruler(Faces(), role)
    for char, mark in table().items():
        (cell,) = ruler.cells(char) if mark.kind is not Kind.JOINT else list(ruler.cells(f'中{char}中'))[1:2]
        glyph = cell.glyphs[0]
        low, high = (edge + glyph.shift for edge in glyph.face.ink(glyph.number))
        if mark.kind is Kind.OPEN:
            assert low >= HALF and high <= EM, (char, low, high)
        elif mark.kind in (Kind.CLOSE, Kind.PAUSE, Kind.STOP):
            assert low >= 0 and high <= HALF + 5, (char, low, high)
        elif mark.kind in (Kind.DOT, Kind.JOINT):
            assert cell.width == HALF
            assert abs(low + high - HALF) <= 2, (char, low, high)


@pytest.mark.parametrize('role', ROLES)
def test_a_dash_is_one_stroke_of_two_ems(role: str) -> None:
    (cell,) = Ruler(Faces(), role).cells('——')
    assert cell.text == '——' and cell.width == 2 * EM
    edges = [(low + g.shift, high + g.shift) for g in cell.glyphs for low, high in [g.face.ink(g.number)]]
    assert edges[0][0] >= 0 and edges[-1][1] <= 2 * EM
    assert all(left[1] >= right[0] for left, right in pairwise(edges)), 'no gap in the stroke'
    assert abs(edges[0][0] + edges[-1][1] - 2 * EM) <= 2, 'in the middle of its cell'


def law(text: str, after: str, level: Level = Level.STRICT) -> Law:
    made = story(text, level)
    at = text.index(after) + len(after)
    return Law(made.laws[list(made.offsets).index(at) - 1])


@pytest.mark.parametrize(
    ('text', 'after', 'wanted'),
    [
        ('到2020年底', '2020', Law.NUMBER),
        ('6.37亿元', '6.37', Law.NUMBER),
        ('6.37亿元', '37亿', Law.NUMBER),
        ('6700余人', '余', Law.NUMBER),
        ('12平方公里', '12', Law.NUMBER),
        ('67.2%的', '%', Law.FREE),
        ('第3季度', '第', Law.NUMBER),
        ('第二次', '第', Law.NUMBER),
        ('510计划', '510', Law.AWKWARD),
        ('重50 kg的', '50 ', Law.NUMBER),
        ('年5月', '年', Law.FREE),
        ('1234件', '12', Law.WORD),
        ('99.9%', '99', Law.START),
        ('state-of', 'state-', Law.AWKWARD),
        ('好，坏', '好', Law.START),
        ('（好', '（', Law.END),
        ('文/图', '文', Law.START),
        ('文/图', '/', Law.END),
        ('好……', '好', Law.STRICT),
        ('见www.a.cn/bc好', 'cn/', Law.ADDRESS),
        ('有6 053人', '6 ', Law.NUMBER),
        ('有1 750 000人', '750 ', Law.NUMBER),
        ('编号12 3456号', '12 ', Law.FREE),
        ('转角45°处', '45', Law.START),
    ],
)
def test_what_a_break_would_go_against(text: str, after: str, wanted: Law) -> None:
    assert law(text, after) == wanted


@pytest.mark.parametrize(
    ('level', 'comma', 'dot', 'dash'),
    [
        (Level.NONE, Law.FREE, Law.FREE, Law.FREE),
        (Level.BASIC, Law.START, Law.FREE, Law.FREE),
        (Level.GB, Law.START, Law.START, Law.FREE),
        (Level.STRICT, Law.START, Law.START, Law.STRICT),
    ],
)
def test_four_levels_of_prohibition(level: Level, comma: Law, dot: Law, dash: Law) -> None:
    assert [law(text, text[0], level) for text in ('好，', '好·', '好——')] == [comma, dot, dash]


def test_english_keeps_its_own_quotation_marks() -> None:
    kinds = {cell.kind for cell in story('“It’s ok,” he said.').cells}
    assert kinds == {Kind.LATIN, Kind.SPACE}
    assert story('他说“hello”。').cells[2].kind is Kind.OPEN


def test_a_space_between_words_is_the_font_s_own() -> None:
    assert story('in a').cells[2].width == 250
    assert story('张 三').cells[1].width == HALF


def test_a_space_beside_latin_is_the_gap_that_would_stand_there() -> None:
    spaced, plain = story('请拨 12345 转'), story('请拨12345转')
    assert sum(spaced.advances) == sum(plain.advances)
    assert sum(spaced.gives) == sum(plain.gives)


def test_a_degree_behind_a_figure_takes_no_cell() -> None:
    made = measure('北纬30°15′处', Ruler(Faces({}), 'song'))
    assert all(cell.kind is Kind.LATIN and cell.width < HALF for cell in made.cells if cell.text in '°′')
    assert story('以°为号').cells[1].width == EM


@given(st.text(alphabet=ALPHABET, max_size=40))
def test_the_cells_spell_the_text(text: str) -> None:
    made = story(text)
    assert ''.join(cell.text for cell in made.cells) == text
    assert ''.join(glyph.text for cell in made.cells for glyph in cell.glyphs) == text
    assert len(made.cells) == len(made.gaps) == len(made.laws) == len(made.offsets)


def test_what_no_face_has_is_marked() -> None:
    made = measure('一\U0002a6d6二', Ruler(Faces(), 'song'))
    assert [cell.found for cell in made.cells] == [True, False, True]


def test_a_face_that_lacks_a_character_borrows_it() -> None:
    faces = Faces()
    (cell,) = Ruler(faces, 'kai').cells('嘅')  # in song alone
    assert cell.found and cell.glyphs[0].face is faces.face('song')
    (cell,) = Ruler(faces, 'song').cells('₂')  # in kai alone
    assert cell.found and cell.glyphs[0].face is faces.face('kai')


def test_what_is_never_seen_takes_no_room() -> None:
    made = story('一\u00ad\u200b\u200d二')
    assert [cell.width for cell in made.cells] == [EM, 0, 0, 0, EM]
    assert made.gaps[0] == 0


def test_the_pattern_of_latin_characters_says_what_the_function_says() -> None:
    assert re.findall(f'[{LATIN}]', every := ''.join(map(chr, range(0xD800)))) == [*filter(is_latin, every)]
