"""The tables of words: no row undoes another, no right form is itself wrong, and every pattern can be read."""

from __future__ import annotations

import re

import pytest

from presscopy.tables import lexicon, load, words

ROWS = [(code, *row) for code, name in lexicon.CODES.items() for row in load.rows(f'wording/{name}')]
PLAIN = {row[1]: row for row in ROWS if row[4] == row[5] == '-'}


def test_every_row_is_found_by_its_first_two_characters() -> None:
    found = {tuple(row.split('\t')) for pair in lexicon.begun() for row in lexicon.rows_of(pair)}
    listed = {row[:6] for row in ROWS}
    assert listed <= found
    turned = found - listed  # words with two characters changed round
    assert all(code == 'YC102' and sorted(wrong) == sorted(right) for code, wrong, right, *_ in turned)
    assert ('YC102', '盖覆率', '覆盖率', '-', '-', '-') in turned
    assert all(row.split('\t')[1].startswith(pair) for pair in lexicon.begun() for row in lexicon.rows_of(pair))
    assert lexicon.rows_of('今天') == ()


def test_every_row_has_two_characters_to_be_found_by() -> None:
    assert all(len(row[1]) > 1 for row in ROWS)


def test_no_right_form_is_wrong_in_another_row() -> None:
    loops = [(wrong, right) for _, wrong, right, *_ in ROWS if right in PLAIN and PLAIN[right][2] != '-']
    assert not loops


def test_no_right_form_holds_the_wrong_one() -> None:
    assert not [row for row in ROWS if row[2] != '-' and row[1] in row[2]]


def test_exceptions_hold_the_word() -> None:
    assert not [(row[1], one) for row in ROWS if row[3] != '-' for one in row[3].split('、') if row[1] not in one]


@pytest.mark.parametrize('name', ['typos', 'idioms'])
def test_what_is_called_a_slip_is_no_word_of_any_weight(name: str) -> None:
    common = [(row[0], row[1]) for row in load.rows(f'wording/{name}') if words.frequency(row[0]) > 11]
    assert not common


def test_patterns_compile() -> None:
    for _, wrong, _, _, before, after, _ in ROWS:
        for pattern in (before, after):
            assert re.compile(pattern), wrong
