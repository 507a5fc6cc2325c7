"""Which characters may begin or end a line, level by level, beside what CSS asks of browsers for Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscopy.layout.break_ import break_lines
from presscopy.layout.fonts import EM
from presscopy.layout.marks import Level
from presscopy.layout.story import Law

from .boxes import story

TABLE = Path(__file__).parent / 'line_break_zh.tsv'
ROWS = [line.split('\t') for line in TABLE.read_text(encoding='utf-8').splitlines() if not line.startswith('#')]
CASES = [(char, place, ours) for _, chars, place, _, _, _, *ours, _ in ROWS for char in chars]
OURS = (Level.BASIC, Level.GB, Level.STRICT)


def may_break(char: str, place: str, level: Level) -> bool:
    """Whether a line may end before (start) or after (end) a character among Han."""
    made = story(f'文{char}字', level)
    return made.laws[0 if place == 'start' else 1] <= Law.AWKWARD


@pytest.mark.parametrize(('char', 'place', 'ours'), CASES)
def test_levels_are_as_written_down(char: str, place: str, ours: list[str]) -> None:
    assert ['may' if may_break(char, place, level) else 'not' for level in OURS] == ours
    assert may_break(char, place, Level.NONE)


@pytest.mark.parametrize('row', ROWS, ids=[f'{row[0]}-{row[1]}' for row in ROWS])
def test_where_we_differ_from_css_we_say_why(row: list[str]) -> None:
    css, ours, why = row[3:6], row[6:9], row[9]
    assert css[2] == ours[2], 'the strictest levels agree'
    assert bool(why) == (css != ours)


@pytest.mark.parametrize(('char', 'place', 'ours'), CASES)
def test_the_breaker_obeys_where_it_can(char: str, place: str, ours: list[str]) -> None:
    """Six characters fit; what stands seventh may begin the second line only where its level lets it."""
    text = '文文文文文文' + char + '字文文文' if place == 'start' else '文文文文文' + char + '字文文文'
    for level, may in zip(OURS, ours, strict=True):
        made = story(text, level)
        for line in break_lines(made, 6 * EM)[1:]:
            first, before = made.cells[line.start].text, made.cells[line.start - 1].text
            assert may == 'may' or (first if place == 'start' else before) != char
