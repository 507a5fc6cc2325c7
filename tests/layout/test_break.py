"""Lines: they cover the text, fit the measure, stand flush, and no better step of the order was to be had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presscopy.layout import break_
from presscopy.layout.break_ import BOUND, Given, Line, balanced, break_lines
from presscopy.layout.fonts import EM, Faces
from presscopy.layout.justify import justify
from presscopy.layout.marks import HANGING, Hang, Kind, Level, Widths, table
from presscopy.layout.measure import measure
from presscopy.layout.ruler import Ruler
from presscopy.layout.sense import inside_words, penalties
from presscopy.layout.story import Law, Story

from .boxes import faces, story

ALPHABET = '一的是在县年万，。、：”“（《》—…·/ 12.%ab'


def words_of(made: Story, line: Line) -> str:
    return ''.join(cell.text for cell in made.cells[line.start : line.end])


def broken(text: str, width: int, indent: int = 0) -> list[str]:
    made = story(text)
    return [words_of(made, line) for line in break_lines(made, width * EM, indent * EM)]


# --- a second reckoning, from the cells of one line alone ----------------------------------------------------------------


class Reckoned(NamedTuple):
    """A line by itself: what it lacks of the measure, what it can give, takes with ease, and shares the rest among."""

    slack: int
    give: int
    ease: int
    share: int
    words: int  # characters that are no marks

    @property
    def each(self) -> float:
        """How far its characters are moved apart."""
        over = max(0, self.slack - self.ease)
        return over / self.share if self.share else 10 * EM if over else 0.0


def reckoned(made: Story, start: int, end: int, width: int) -> Reckoned | None:
    """A line from `start` to `end`, None when there is nothing to see in it."""
    cells = list(made.cells[start:end])
    while cells and cells[-1].kind is Kind.SPACE:
        cells.pop()
    if not cells:
        return None
    inner = slice(start, start + len(cells) - 1)
    natural = sum(cell.width for cell in cells) + sum(made.gaps[inner]) - cells[-1].trim
    natural -= cells[0].left if start else 0
    words = sum(c.kind is Kind.FULL or (c.kind is Kind.LATIN and c.text.isalnum()) for c in cells)
    give = sum(made.gives[inner]) + (cells[0].left if not start and cells[0].kind is Kind.OPEN else 0)
    ease, share = (sum(each) for each in zip((0, 0), *made.stretches[inner], strict=True))
    return Reckoned(width - natural, give, ease, share, words)


def needs(made: Story, start: int, end: int, width: int) -> Given | None:
    """The step that a line from `start` to `end` asks for by itself, None when it does not fit at all."""
    line = reckoned(made, start, end, width)
    last = end == len(made.cells)
    if line is None:
        return Given.NOTHING if last else None
    if -line.slack > line.give:
        return None
    step = Given.NOTHING
    if not last:
        law = made.laws[end - 1]
        if law == Law.NEVER:
            return None
        if law > Law.AWKWARD:
            step = Given(law)
        if line.each > BOUND:
            step = max(step, Given.BOUND)
    elif start and line.words < 2:
        step = Given.RUNT
    return step


def ways_to_cut(count: int) -> Iterator[list[tuple[int, int]]]:
    """Every way to cut so many cells into lines."""
    for cuts in range(count):
        for places in combinations(range(1, count), cuts):
            yield list(pairwise([0, *places, count]))


def least_step(made: Story, width: int, indent: int) -> Given:
    """The lightest step with which the paragraph can be set at all, by trying every way to cut it."""
    best: Given | None = None
    for cut in ways_to_cut(len(made.cells)):
        steps = [needs(made, a, b, width - (indent if a == 0 else 0)) for a, b in cut]
        if all(step is not None for step in steps):
            worst = max(step for step in steps if step is not None)
            best = worst if best is None else min(best, worst)
    assert best is not None
    return best


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=ALPHABET, min_size=1, max_size=11), st.integers(3, 8))
def test_no_lighter_step_was_to_be_had(text: str, width: int) -> None:
    made = story(text)
    lines = break_lines(made, width * EM, EM)
    assert max(line.given for line in lines) == least_step(made, width * EM, EM)


def price(made: Story, cut: Sequence[tuple[int, int]], width: int, bound: int) -> float | None:
    """What lines cost, None where a law would have to be given up or one were looser than `bound`."""
    total = 0.0
    for start, end in cut:
        line = reckoned(made, start, end, width)
        if line is None or needs(made, start, end, width) is not Given.NOTHING:
            return None
        if line.slack < 0:
            total += break_.SQUEEZE * (-line.slack / line.give) ** 3
        if end == len(made.cells):
            total += break_.SHORT if start and line.words < 3 else 0
            continue
        if line.slack > 0 and line.each > bound:
            return None
        if line.slack > 0:
            total += break_.EASED * min(1, line.slack / line.ease if line.ease else 1)
            total += (line.each / break_.STRETCH) ** 4
        total += break_.PULL * line.slack / EM * min(1, (break_.NARROW / width) ** 2)
        total += break_.AWKWARD if made.laws[end - 1] else 0
    return total


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=ALPHABET.replace(' ', '') + '人民日报', min_size=6, max_size=12), st.integers(3, 8))
def test_no_cheaper_lines_were_to_be_had(text: str, width: int) -> None:
    made = story(text)
    lines = [(line.start, line.end) for line in break_lines(made, width * EM)]
    for bound in break_.BOUNDS[Given.NOTHING]:
        prices = [price(made, cut, width * EM, bound) for cut in ways_to_cut(len(made.cells))]
        if found := [one for one in prices if one is not None]:
            own = price(made, lines, width * EM, bound)
            assert own is not None and own == pytest.approx(min(found))
            break


@given(st.text(alphabet=ALPHABET + '人民日报走进基层山水之间', max_size=120), st.integers(8, 40), st.integers(0, 2))
def test_lines_cover_the_text_and_fit_the_measure(text: str, width: int, indent: int) -> None:
    made = story(text)
    lines = break_lines(made, width * EM, indent * EM)
    assert ''.join(words_of(made, line) for line in lines) == text
    for line in lines:
        placed = justify(made, line)
        assert placed.width <= width * EM, 'never wider than the measure'
        if (
            not line.last and sum(cell.kind is not Kind.SPACE for cell in placed.cells) > 1
        ):  # one alone cannot be spread
            assert placed.width == width * EM, 'flush'
        ink = [cell for cell in placed.cells if cell.kind not in (Kind.SPACE, Kind.NOTHING)]
        first = placed.cells[0]
        if line.start and first.kind is Kind.OPEN:
            assert placed.places[0] == -first.left, 'an opener at the line start gives up its blank'
        assert list(placed.places) == sorted(placed.places), 'no cell before the one it follows'
        if ink and not line.last and ink[-1].kind in (Kind.CLOSE, Kind.PAUSE, Kind.STOP):
            assert ink[-1].trim in (0, 500), 'a mark at the line end takes half a cell'


@given(st.text(alphabet='一的是在县了不我，。、“”《》', min_size=20, max_size=120), st.integers(10, 30))
def test_marks_keep_off_line_starts_and_ends(text: str, width: int) -> None:
    made = story(text)
    for line in break_lines(made, width * EM, 2 * EM):
        words = words_of(made, line)
        if line.start and line.given < Given.START:
            before = words_of(made, Line(0, line.start, 0, 0, False, Given.NOTHING))
            assert words[0] not in '，。、”》' or before[-1:] == '', words
        if not line.last and line.given < Given.END:
            assert words[-1] not in '“《'


@pytest.mark.parametrize(
    ('text', 'width', 'wanted'),
    [
        # 避头: the comma goes with its character, the line is squeezed or the character taken along
        ('今年以来全县上下，同心协力', 8, ['今年以来全县上', '下，同心协力']),
        # 避尾: the opening mark waits for the next line
        ('今年以来全县的《规划纲要》', 8, ['今年以来全县的', '《规划纲要》']),
        # a number and its unit stay together
        ('去年全县共有25个行政村', 7, ['去年全县共有', '25个行政村']),
        # two characters at least on the last line
        ('一二三四五六七八九', 8, ['一二三四五六七', '八九']),
        # —— and …… are one
        ('一二三四五六七……八九十', 8, ['一二三四五六', '七……八九十']),
    ],
)
def test_paragraphs_one_can_set_by_hand(text: str, width: int, wanted: list[str]) -> None:
    assert broken(text, width) == wanted


def test_an_address_longer_than_the_measure_is_parted_at_its_marks() -> None:
    lines = broken('见www.example.com/news/2023/county/index.html等处', 12)
    assert lines == ['见www.example.com/news/', '2023/county/index.html', '等处']
    # rather than that a single character is left over
    assert broken('见www.example.com/news/2023/county/index.html等', 12)[2] == 'html等'


def test_an_address_is_parted_rather_than_the_words_before_it_pulled_asunder() -> None:
    lines = broken('网址：https://archives.example.cn/very/long/path等处可见', 16)
    assert lines == ['网址：https://archives.example.', 'cn/very/long/path等处可见']


def test_a_number_in_groups_of_thousands_is_not_parted() -> None:
    for width in range(6, 20):
        assert all(line.count('2 417') == line.count('2') for line in broken('全镇常住居民2 417户登记在册', width))


def test_a_single_figure_is_left_alone_no_more_than_a_character() -> None:
    assert broken('夜间请拨打这个号码转3', 10)[-1] == '转3'
    assert not broken('全年累计产值占全县的比重（%）', 11)[-1].startswith('重')  # marks do not count, % neither


def test_the_line_end_comma_is_half_and_the_line_full() -> None:
    made = story('一二三四五六七，八九十一二三')
    line = break_lines(made, 8 * EM)[0]
    placed = justify(made, line)
    assert words_of(made, line)[-1] in '，七'
    assert placed.width == 8 * EM


def test_squeeze_goes_in_order() -> None:
    """Brackets give first, then pauses, then the Han–Latin gap; 。 last, and what parts two pairs of brackets."""
    made = story('一“二”三，四5六。七》《八')
    end = len(made.cells)
    all_give = sum(made.gives[:-1])
    for much, untouched in ((200, '，45。》'), (1200, '45。》'), (1600, '。》')):
        placed = justify(made, Line(0, end, 0, -much, True, Given.NOTHING))
        loose = justify(made, Line(0, end, 0, 0, True, Given.NOTHING))
        moved = {
            made.cells[i].text
            for i in range(end - 1)
            if placed.places[i + 1] - placed.places[i] != loose.places[i + 1] - loose.places[i]
        }
        assert loose.width - placed.width == much <= all_give
        assert not moved & set(untouched), (much, moved)


def test_stretch_begins_with_what_grows_with_ease() -> None:
    """The gap beside Latin, spaces, the blank of marks and the sides of dashes grow before characters are moved apart by more than a hundredth."""
    made = story('一二，三4 五——六七')
    end = len(made.cells)
    ease = sum(one.ease for one in made.stretches[:-1])
    loose = justify(made, Line(0, end, 0, 0, False, Given.NOTHING))
    for much, apart in ((ease // 2, 5), (ease, 10), (ease + 520, 50)):
        placed = justify(made, Line(0, end, 0, much, False, Given.NOTHING))
        assert placed.width - loose.width == much
        assert placed.places[1] - EM == pytest.approx(apart, abs=1), 'between two Han characters'
        assert placed.places[3] - loose.places[3] > 0, 'after a comma'


def test_a_paragraph_may_give_up_the_blank_before_its_opener() -> None:
    made = story('“一二三四五六七八九”')
    (line,) = break_lines(made, 10 * EM)
    placed = justify(made, line)
    assert (line.slack, placed.places[0], placed.width) == (-500, -500, 10 * EM)


@pytest.mark.parametrize(
    ('text', 'room', 'wanted'),
    [
        # pairs of marks give up all but their ink: each half a cell
        ('说：“好', 500, 500),
        # a space beside Han stays a quarter em wide, the gap beside Latin an eighth
        ('谷雨 余年', 250, 250),
        ('共4个', 250, 250),
    ],
)
def test_what_a_line_can_give(text: str, room: int, wanted: int) -> None:
    made = story(text)
    assert sum(made.gives[:-1]) == wanted
    loose = justify(made, Line(0, len(made.cells), 0, 0, True, Given.NOTHING))
    placed = justify(made, Line(0, len(made.cells), 0, -room, True, Given.NOTHING))
    assert loose.width - placed.width == room


def test_lines_are_squeezed_before_they_are_stretched() -> None:
    # the comma gives half an em for 七; stretched, the first line would have been a character short
    made = story('一二，三四五六七八九十一二三四')
    assert [words_of(made, line) for line in break_lines(made, 8 * EM)] == ['一二，三四五六七', '八九十一二三四']
    assert broken('一二，三四五，六七八九十一', 7) == ['一二，三四五，六', '七八九十一']


@pytest.mark.parametrize(
    ('title', 'count', 'wanted'),
    [
        ('强链补链，工业经济跑出新速度', 2, ['强链补链，', '工业经济跑出新速度']),
        ('红色速递走进千家万户 基层治理迈上新台阶', 2, ['红色速递走进千家万户 ', '基层治理迈上新台阶']),
        ('县文化馆冬季公益课堂开始报名', 2, ['县文化馆冬季', '公益课堂开始报名']),
        ('档案馆用large language model整理旧志', 2, ['档案馆用', 'large language model整理旧志']),
        ('The Street Wakes Up: Twelve Mornings in Town', 2, ['The Street Wakes Up: ', 'Twelve Mornings in Town']),
    ],
)
def test_titles_part_at_sense(title: str, count: int, wanted: list[str]) -> None:
    made = story(title)
    cut = balanced(made, count, penalties(made), 40 * EM)
    assert [title[made.offsets[a] : (made.offsets[b] if b < len(made.cells) else None)] for a, b in cut] == wanted


def test_words_are_found_in_a_title() -> None:
    assert inside_words('全面推进基层治理') == {1, 3, 5, 7}


def test_level_none_lets_a_comma_begin_a_line() -> None:
    made = story('一二三四五六七八，九十', Level.NONE)
    assert [words_of(made, line) for line in break_lines(made, 8 * EM)] == ['一二三四五六七八', '，九十']


@given(st.text(alphabet=ALPHABET + '？！’‘～\u00a0\u200b', max_size=80), st.sampled_from(Widths), st.booleans())
def test_a_line_one_cell_longer_is_never_the_narrower(text: str, style: Widths, fixed: bool) -> None:
    table = break_._Table(measure(text, Ruler(faces(), 'song', style=style, fixed=fixed)))
    assert table.ends == sorted(table.ends) and table.least == sorted(table.least)


# --- hanging, and how wide marks are ---------------------------------------------------------------------------------------


def hung(text: str, width: int, hang: Hang) -> list[str]:
    """The lines of a paragraph; | before a mark that stands outside the measure."""
    made = story(text)
    lines = break_lines(made, width * EM, 0, hang)
    words = [words_of(made, line) for line in lines]
    return [f'{one[:-1]}|{one[-1]}' if line.hung else one for one, line in zip(words, lines, strict=True)]


@pytest.mark.parametrize(
    ('text', 'hang', 'wanted'),
    [
        # a full line whose comma finds no room: without hanging a character goes to the next line
        ('一二三四五六七八，九十一二', Hang.OFF, ['一二三四五六七', '八，九十一二']),
        ('一二三四五六七八，九十一二', Hang.ALLOW, ['一二三四五六七八|，', '九十一二']),
        # the comma has room: allowed, it stays within; forced, it goes out
        ('一二三四五六七，八九十一二', Hang.ALLOW, ['一二三四五六七，', '八九十一二']),
        ('一二三四五六七，八九十一二', Hang.FORCE, ['一二三四五六七|，', '八九十一二']),
        # other marks never hang
        ('一二三四五六七八？九十一二', Hang.FORCE, ['一二三四五六七', '八？九十一二']),
        ('一二三四五六七八”九十一二', Hang.FORCE, ['一二三四五六七', '八”九十一二']),
        # the last line too
        ('一二三四五六七八。', Hang.ALLOW, ['一二三四五六七八|。']),
    ],
)
def test_marks_hang_as_asked(text: str, hang: Hang, wanted: list[str]) -> None:
    assert hung(text, 8, hang) == wanted


@settings(deadline=None)
@given(
    st.text(alphabet=ALPHABET + '人民日报走进基层', max_size=100),
    st.integers(8, 30),
    st.sampled_from([Hang.ALLOW, Hang.FORCE]),
    st.sampled_from(Widths),
)
def test_only_a_hanging_mark_stands_outside(text: str, width: int, hang: Hang, style: Widths) -> None:
    made = story(text, style=style)
    lines = break_lines(made, width * EM, 2 * EM, hang)
    assert ''.join(words_of(made, line) for line in lines) == text
    for line in lines:
        placed = justify(made, line)
        seen = [cell for cell in placed.cells if cell.kind is not Kind.SPACE]
        assert placed.width <= width * EM
        if not line.last and len(seen) > 1:  # one alone cannot be spread
            assert placed.width == width * EM, 'flush without the mark that hangs'
        if line.hung:
            assert seen[-1].text in HANGING
            at = max(n for n, cell in enumerate(placed.cells) if cell.kind is not Kind.SPACE)
            assert placed.places[at] == placed.width, 'it begins where the measure ends'
        elif hang is Hang.FORCE and len(seen) > 1 and line.end - line.start > 1:
            assert seen[-1].text not in HANGING or line.start + len(seen) < 2
        assert list(placed.places) == sorted(placed.places)


@given(st.text(alphabet=ALPHABET, max_size=60), st.integers(8, 30))
def test_hanging_gives_up_no_more_than_it_saves(text: str, width: int) -> None:
    made = story(text)
    plain = max((line.given for line in break_lines(made, width * EM)), default=Given.NOTHING)
    hanging = max((line.given for line in break_lines(made, width * EM, 0, Hang.ALLOW)), default=Given.NOTHING)
    assert hanging <= plain


@pytest.mark.parametrize(
    ('style', 'wanted'),
    [
        # “ ， 。 ” each, and what 。” comes to together
        (Widths.FULL, [1000, 1000, 1000, 1000, 1500]),
        (Widths.KAIMING, [500, 500, 1000, 500, 1000]),
        (Widths.HALF, [500, 500, 500, 500, 1000]),
    ],
)
def test_marks_are_as_wide_as_the_style_has_them(style: Widths, wanted: list[int]) -> None:
    made = story('“一，二。”', style=style)
    cells = {cell.text: cell.width for cell in made.cells}
    closing = sum(cell.width for cell in made.cells[-2:]) + made.gaps[-2]
    assert [*(cells[char] for char in '“，。”'), closing] == wanted
    assert cells['一'] == 1000 and story('——', style=style).cells[0].width == 2000


def test_the_ink_of_a_half_mark_stands_in_its_cell() -> None:
    """Real faces: every mark that the style halves has its ink between the edges of its cell."""
    ruler = Ruler(Faces(), 'song', style=Widths.HALF)
    for char, mark in table().items():
        if mark.kind in (Kind.OPEN, Kind.CLOSE, Kind.PAUSE, Kind.STOP):
            cell = measure(char, ruler).cells[0]
            for glyph in cell.glyphs:
                low, high = glyph.face.ink(glyph.number)
                assert cell.width == 500 and glyph.shift + low >= -40 and glyph.shift + high <= 560, char


# --- 纵横对齐 ----------------------------------------------------------------------------------------------------------------


@cache
def grid_ruler() -> Ruler:
    return Ruler(faces(), 'song', fixed=True)


@example('1111111111 1·', 8)
@example('见“Made in China 2025 plan for all of us”的，一的是在县', 10)
@settings(deadline=None)
@given(st.text(alphabet='一的是在县年万人民日报，。、：”“（》《—…·/ 12.%ab', max_size=120), st.integers(8, 30))
def test_on_the_grid_every_han_character_stands_on_whole_ems(text: str, width: int) -> None:
    made = measure(text, grid_ruler())
    lines = break_lines(made, width * EM, 2 * EM, Hang.ALLOW)
    assert ''.join(words_of(made, line) for line in lines) == text
    for line in lines:
        placed = justify(made, line)
        assert placed.width <= width * EM
        if line.start and made.laws[line.start - 1] >= Law.WORD:
            continue  # a word parted by force ends where it may
        for cell, place in zip(placed.cells, placed.places, strict=True):
            if cell.kind not in (Kind.LATIN, Kind.SPACE, Kind.NOTHING):
                assert place % EM == 0 and cell.width % EM == 0, (cell.text, place)


def test_a_number_in_groups_takes_no_cell_for_its_space() -> None:
    assert sum(measure('人6 053户', grid_ruler()).advances) == 4 * EM


def test_a_number_takes_whole_cells_and_a_mark_one() -> None:
    made = measure('去年“增长”9.4%，好', grid_ruler())
    placed = justify(made, break_lines(made, 20 * EM)[0])
    where = dict(zip((cell.text for cell in placed.cells), placed.places, strict=True))
    assert [where[char] for char in '去年“增长”9，好'] == [0, 1000, 2000, 3000, 4000, 5000, 6000, 8000, 9000]
