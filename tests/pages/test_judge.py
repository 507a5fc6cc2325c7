"""The judge is proved able to fail: pages with one planted fault each, and clean pages with none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from .judge import Report, judge, squash
from .lines import breaks
from .measures import Share
from .paper import MEASURE, TYPE_AREA, Put, blocks_of, print_pages
from .reader import Glyph

CLEAN = [
    Put(0, '今年以来全县上下', indent=2),
    Put(0, '围绕加快建设的目标，', row=1),
    Put(0, '交出高分答卷。', row=2, filled=False),
    Put(1, '强化治理', row=3, role='heading', filled=False),
    Put(2, '新建成的村史馆依', row=4, indent=2),
    Put(2, '次展示发展历程以及成', row=5),
    Put(2, '果全村总收入为2020年', column=1),
    Put(2, '“翻番”后来稳步提高', column=1, row=1),
    Put(2, '到今天。', column=1, row=2, filled=False),
    Put(3, '广大干部群众齐心', column=1, row=3, indent=2),
    Put(3, '协力，把蓝图变成现实', column=1, row=4),
    Put(3, '迈上新台阶。', column=1, row=5, filled=False),
]
NOTE = [
    Put(0, '编者按今天推', role='editors_note', indent=2, narrower=5),
    Put(0, '出一组年终盘点的', role='editors_note', row=1, narrower=5),
    Put(0, '报道请读者垂注。', role='editors_note', row=2, narrower=5, filled=False),
    *[replace(put, block=put.block + 1, row=put.row + 4) for put in CLEAN[:3]],
    *[replace(put, block=2, row=put.row + 4, column=1) for put in CLEAN[:3]],
]
AROUND_NOTE = (40.0, 325.0, 140.0, 372.0)


def judged(puts: Sequence[Put], **drawn: Sequence[tuple[float, float, float, float]]) -> Report:
    """The report on a page, within its type area."""
    return judge(print_pages(puts, **drawn), blocks_of(puts), type_area=TYPE_AREA)


def with_line(number: int, text: str | None = None, **changes: object) -> list[Put]:
    """The clean page with one line set otherwise."""
    puts = list(CLEAN)
    puts[number] = replace(puts[number], text=text or puts[number].text, **changes)  # type: ignore[arg-type]
    return puts


def with_lines(first: int, *texts: str) -> list[Put]:
    """The clean page with other text in lines that follow one another."""
    puts = list(CLEAN)
    for i, text in enumerate(texts, first):
        puts[i] = replace(puts[i], text=text)
    return puts


# ── clean pages ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_clean_page_has_no_fault() -> None:
    report = judged(CLEAN)
    assert report.faults == {}
    assert report.strict_start == report.hung == []


def test_the_figures_of_the_clean_page() -> None:
    report = judged(CLEAN)
    assert report.flush == Share(8, 8)
    assert report.grid == Share(12, 12)
    assert report.leading == pytest.approx(15)
    assert report.line_end_half == Share(1, 1)
    assert report.line_start_trim == Share(1, 1)
    assert [column.measure for column in report.columns[0]] == pytest.approx([MEASURE, MEASURE])
    assert report.bottoms == {0: [(0, 6, 285.0), (1, 6, 285.0)]}
    assert report.worst_pitch == pytest.approx(1 + 0.5 / 9, abs=1e-5)
    assert all(colour.black_plate_only for colour in report.colours)


def test_the_table_is_short() -> None:
    assert len(str(judged(CLEAN)).splitlines()) < 20


def test_a_spanning_title_block_stands_off_the_grid() -> None:
    head = [
        Put(0, '奋力谱写新篇章', role='title', dx=70, filled=False),
        Put(1, '本网记者张三', row=1.1, role='byline', dx=80, filled=False),
    ]
    assert judged([*head, *(replace(put, block=put.block + 2, row=put.row + 3) for put in CLEAN)]).faults == {}


def test_a_hanging_mark_is_flush_and_is_told() -> None:
    report = judged(with_line(1, '围绕加快建设的总目标，', filled=False))
    assert report.faults == {}
    assert len(report.hung) == 1


def test_a_hyphenated_word_is_not_torn() -> None:
    assert judged(with_lines(9, '广大干部群众news-', 'paper齐心协力变现')).split == []


# ── planted faults ────────────────────────────────────────────────────────────────────────────────────────────────────

PLANTED: dict[str, tuple[str, list[Put], str]] = {
    'forbidden start': ('bad_start', with_lines(5, '次展示发展历程以及成', '，果全村收入2020年'), 'begins with ，'),
    'forbidden end': ('bad_end', with_lines(6, '果全村收入2020年“', '翻番”后来稳步提高了'), 'ends with “'),
    'dash torn': ('split', with_lines(9, '广大干部群众齐—', '—心协力把蓝图变现实'), '—|—'),
    'number torn': ('split', with_lines(9, '占比达到了99.', '9%的干部群众齐心协'), '99.|9%'),
    'thousands torn': ('split', with_lines(9, '收入达到了了1,', '000余万元齐心协力'), '1,|000'),
    'word torn': ('split', with_lines(9, '广大干部群众news', 'paper齐心协力变现'), 'news|paper'),
    'number and unit': ('number_unit', with_lines(6, '果全村总收入是2020', '年翻番后来稳步地提高'), '2020|年'),
    'hundred and more': ('number_unit', with_lines(6, '果全村总收入是180', '余名学员稳步地提高了'), '180|余名'),
    '第 and number': ('number_unit', with_lines(6, '果全村总收入跃居第', '1名后来稳步地提高了'), '第|1名'),
    'runt': ('runts', with_line(2, '卷。'), 'single'),
    'ragged line': ('not_flush', with_line(5, '次展示发展历程以及', filled=False), '-1.000 em'),
    'line too long': ('not_flush', with_line(10, dx=3), '+0.300 em'),
    'whole mark at the end': ('whole_at_end', with_line(1, whole_end=True), 'whole ，'),
    'whole opener at the start': ('whole_at_start', with_line(7, whole_start=True), 'whole “'),
    'marks not closed up': ('not_closed_up', with_line(10, '协力，“把图”变现实'), '，“ take 2.'),
    'off the grid': ('off_grid', with_line(10, dy=3), '+3.00 pt'),
    'column off the grid': ('off_grid', [replace(p, dy=-2 * p.column) for p in CLEAN], '2.00 pt'),
    'overlap': ('overlaps', with_line(4, dy=9), 'overlap'),
    'outside': ('outside', with_line(3, dx=-7), 'outside'),
    'order': ('order', [*CLEAN[:9], *(replace(p, column=0, row=p.row + 3) for p in CLEAN[9:])], 'comes after'),
}


@pytest.mark.parametrize('name', PLANTED)
def test_the_planted_fault_is_found(name: str) -> None:
    kind, puts, said = PLANTED[name]
    places = judged(puts).faults.get(kind, [])
    assert any(said in place for place in places), places


ALONE = ['bad_start', 'bad_end', 'split', 'number_unit', 'runts', 'order', 'off_grid', 'whole_at_start']


@pytest.mark.parametrize('name', [name for name, (kind, _, _) in PLANTED.items() if kind in ALONE])
def test_nothing_else_is_found(name: str) -> None:
    kind, puts, _ = PLANTED[name]
    assert list(judged(puts).faults) == [kind]


def test_an_ellipsis_at_the_start_is_told_apart() -> None:
    report = judged(with_lines(9, '广大干部群众齐心', '……力把蓝图变成现实'))
    assert report.faults == {}
    assert len(report.strict_start) == 1


def test_widow_and_orphan() -> None:
    widow = [replace(put, column=0, row=6 + i) if 6 <= (i := CLEAN.index(put) - 6) + 6 <= 7 else put for put in CLEAN]
    assert [place.split('“')[1] for place in judged(widow).widows] == ['到今天。” stands alone']
    orphan = [replace(put, column=1, row=-1) if put is CLEAN[5] else put for put in CLEAN]
    assert len(judged(orphan).orphans) == 1


def test_neighbouring_columns_at_one_height_are_two_lines() -> None:
    across = [Put(9, '一段话的头一行在左', row=5), Put(9, '栏，第二行在右栏。', 1, 5, filled=False)]
    left = [replace(put, block=0, column=0) for put in CLEAN[:2]]
    right = [replace(put, block=1, column=1) for put in CLEAN[:2]]
    report = judged([*left, *right, *across])
    assert [line.column for line in report.lines if line.block == 2] == [0, 1]
    assert len(report.widows) == len(report.orphans) == 1


def test_a_raised_mark_stays_in_its_line() -> None:
    def glyph(text: str, x: float, y: float) -> tuple[Glyph, int]:
        return Glyph(0, text, x, y, 10, 'F', 10, None, False), 0

    line = [glyph('中', 0, 100), glyph('…', 10, 102)]
    assert not breaks(line[:1], line[1][0])
    assert not breaks(line, glyph('文', 20, 100)[0])
    assert breaks(line, glyph('文', 0, 86)[0])


def test_a_heading_at_the_foot_of_a_column() -> None:
    puts = [replace(put, column=1, row=put.row - 6) if put in CLEAN[4:6] else put for put in CLEAN]
    assert len(judged(puts).stranded_headings) == 1


def test_a_stretched_line_shows_in_the_pitch() -> None:
    report = judged(with_line(10, '协力把蓝图变现'))
    assert report.worst_pitch == pytest.approx(1.5, abs=1e-5)
    assert '协力把蓝图变现' in report.worst_pitch_at


def test_the_text_is_compared_exactly() -> None:
    blocks = blocks_of(CLEAN)
    blocks[2] = ('body', blocks[2][1].replace('历程', '过程'))
    report = judge(print_pages(CLEAN), blocks)
    assert report.text_difference.startswith('body 2, character 13: wanted')
    assert '过程' in report.text_difference
    assert '历程' in report.text_difference
    assert len(report.lines) == len(CLEAN)


def test_other_producers_may_change_order_and_blanks() -> None:
    puts = [*CLEAN[9:], *CLEAN[:9]]
    assert judge(print_pages(puts), blocks_of(CLEAN)).text_difference
    report = judge(print_pages(puts), blocks_of(CLEAN), by_order=False)
    assert report.text_difference == ''
    assert report.faults == {}


def test_a_running_head_may_come_between() -> None:
    puts = [*CLEAN[:5], Put(9, '县新闻周刊', row=-3, filled=False), *CLEAN[5:]]
    report = judge(print_pages(puts), blocks_of(CLEAN), by_order=False)
    assert report.text_difference == ''
    assert report.foreign == ['县新闻周刊']
    assert len(report.lines) == len(CLEAN)


def test_a_block_that_is_not_printed_is_named() -> None:
    blocks = [*blocks_of(CLEAN), ('body', '这一段谁也没有排上去。')]
    assert judge(print_pages(CLEAN), blocks, by_order=False).text_difference.startswith('body 4: 11 characters')
    assert judge(print_pages(CLEAN), blocks).text_difference.startswith('body 4, character 0: wanted')


def test_text_of_no_block_is_named() -> None:
    puts = [*CLEAN, Put(4, '第3版', row=20, filled=False)]
    assert judge(print_pages(puts), blocks_of(CLEAN), by_order=False).foreign == ['第3版']


# ── the note ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_ruled_note_is_clean() -> None:
    assert judged(NOTE, boxes=[AROUND_NOTE]).faults == {}


def test_four_rules_do_as_well() -> None:
    x0, y0, x1, y1 = AROUND_NOTE
    rules = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    assert judged(NOTE, rules=rules).faults == {}
    assert 'no rule at the bottom' in judged(NOTE, rules=rules[1:]).note_rule[0]


BOXES: dict[str, tuple[Callable[[float, float, float, float], tuple[float, float, float, float]], str]] = {
    'goes around the next line': (lambda x0, y0, x1, y1: (x0, y0 - 32, x1, y1), 'too'),
    'goes around the other column': (lambda x0, y0, x1, y1: (x0, y0 - 80, x1 + 120, y1), 'no rule at the right'),
    'leaves a line out': (lambda x0, y0, x1, y1: (x0, y0 + 20, x1, y1), 'no rule at the left'),
    'stands elsewhere': (lambda x0, y0, x1, y1: (x0, y0 - 80, x1, y1 - 60), 'stands in a box'),
}


@pytest.mark.parametrize('name', BOXES)
def test_a_box_in_the_wrong_place(name: str) -> None:
    move, said = BOXES[name]
    assert any(said in place for place in judged(NOTE, boxes=[move(*AROUND_NOTE)]).note_rule)


def test_a_rule_through_text() -> None:
    assert '今年以来' in judged(NOTE, boxes=[AROUND_NOTE], rules=[(40, 304, 140, 304)]).struck[0]


def test_a_note_that_runs_on_is_open_where_it_does() -> None:
    note = [
        *(replace(put, row=put.row + 4) for put in NOTE[:2]),
        *(replace(put, column=1, row=put.row - 2) for put in NOTE[1:3]),
    ]
    note[2:] = [Put(0, '又一行编者按的话', 1, 0, 'editors_note', narrower=5), replace(note[3], row=1)]
    ends = {'foot': (40, 282, 140, 282), 'head': (160, 372, 260, 372)}
    rules = [(40, 312, 140, 312), (40, 282, 40, 312), (140, 282, 140, 312)]
    rules += [(160, 340, 260, 340), (160, 340, 160, 372), (260, 340, 260, 372)]
    text = [replace(put, block=1, row=put.row) for put in CLEAN[:3]]
    puts = [*note, *[replace(put, column=1, row=put.row + 3) for put in text]]
    assert judged(puts, rules=rules).note_rule == []
    for end in ends.values():
        assert 'though it runs on' in judged(puts, rules=[*rules, end]).note_rule[0]


# ── text of another reader ────────────────────────────────────────────────────────────────────────────────────────────


def test_squash_keeps_the_blanks_between_words() -> None:
    assert squash('2020 年，the\nnews  paper\n 刊登') == '2020年，the news paper刊登'
