"""Sentences and what a newspaper prints: `cases.tsv`, each named for what it guards."""

from pathlib import Path

import pytest

from presscopy.script.convert import Converter, convert

LINES = Path(__file__).with_name('cases.tsv').read_text(encoding='utf-8').splitlines()
CASES = [line.split('\t') for line in LINES if not line.startswith('#')]


@pytest.mark.parametrize(('config', 'text', 'expected'), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_case(config: str, text: str, expected: str) -> None:
    assert convert(text.replace('\\n', '\n'), config) == expected.replace('\\n', '\n')


@pytest.mark.parametrize('expected', [row[3] for row in CASES], ids=[row[0] for row in CASES])
def test_what_is_converted_stays(expected: str) -> None:
    text = expected.replace('\\n', '\n')
    assert convert(text) == text


def test_account_names_the_rule_and_the_place() -> None:
    made = Converter().account('記者看著計畫，徵在此處。\n简体行\n這裡有狼藉。')
    assert made.text == '记者看着计划，征在此处。\n简体行\n这里有狼藉。'
    assert [tuple(one) for one in made.decisions] == [
        (3, 4, '著', '着', 'particle', True),
        (5, 6, '畫', '划', 'press', True),
        (7, 8, '徵', '征', 'look', False),
        (21, 22, '藉', '藉', 'press', True),
    ]


def test_account_agrees_with_the_text() -> None:
    text = '\n'.join(row[2] for row in CASES if row[1] == 'auto')
    made = Converter().account(text)
    for one in made.decisions:
        assert text[one.start : one.end] == one.before
        assert made.text[one.start : one.end] == one.after


def test_known_words_need_no_look() -> None:
    assert Converter().account('徵求意見，葡萄乾好吃，藝術的昇華。').decisions == ((14, 15, '昇', '升', 'press', True),)


def test_doubtful_surname_is_shown() -> None:
    (one,) = Converter().account('於可欣說這個問題不難。').decisions
    assert (one.after, one.rule, one.certain) == ('于', 'surname', False)


def test_house_words_win() -> None:
    house = Converter(overrides={'計畫': '计画', '乾燥劑': '乾燥剂'})
    made = house.account('計畫用乾燥劑，這個計畫。')
    assert made.text == '计画用乾燥剂，这个计画。'
    assert [one.rule for one in made.decisions] == ['override'] * 3
