"""What holds for any text: lengths, doing it twice, lines that must not be touched, and the package's own output."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscopy.script import compile as compiling
from presscopy.script import dictionaries, gate
from presscopy.script.backends import LONG
from presscopy.script.cache import load
from presscopy.script.convert import Converter
from presscopy.script.engine import Engine

opencc = pytest.importorskip('opencc')
if not hasattr(getattr(opencc, 'opencc', None), 'StringTree'):
    pytest.skip('模块 opencc 不是 opencc-python-reimplemented', allow_module_level=True)

PLAIN = 't2s', 'tw2s', 'hk2s'
ORACLE = {config: opencc.OpenCC(config) for config in PLAIN}
MINE = {config: Converter(config, plain=True) for config in PLAIN}
STAGES = {config: Engine(config).stages for config in PLAIN}
PRESS = {config: Converter(config) for config in ('auto', *PLAIN)}

PHRASES = sorted({key for config in PLAIN for stage in STAGES[config] for key in stage.phrases})
PRESS_PHRASES = sorted(Engine('press').stages[0].phrases)
CHARS = sorted(
    set(load('press').anchors) | set('後裏裡看名作者於說了的一，。 \n') | set(load('press').traditional[::40])
)
hard = st.lists(
    st.one_of(st.sampled_from(PRESS_PHRASES), st.sampled_from(CHARS), st.characters(codec='utf-8')), max_size=14
).map(''.join)
plain_text = st.lists(st.one_of(st.sampled_from(PHRASES), st.sampled_from(CHARS)), max_size=10).map(''.join)


@pytest.mark.parametrize('config', PLAIN)
@settings(max_examples=200, deadline=None)
@given(plain_text)
def test_windows_equal_a_full_pass(config: str, text: str) -> None:
    """Looking only around the anchors gives what OpenCC's leftmost-longest pass over everything gives."""
    whole = text
    for stage in STAGES[config]:
        whole = stage.convert(whole)
    assert MINE[config].convert(text) == whole


@pytest.mark.parametrize('config', PLAIN)
@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PHRASES), st.sampled_from(CHARS)), max_size=8))
def test_plain_is_the_package(config: str, words: list[str]) -> None:
    """Words apart cannot overlap; where phrases overlap the package prefers the longest anywhere, we the leftmost."""
    text = '，'.join(words)
    assert MINE[config].convert(text) == ORACLE[config].convert(text)


@pytest.mark.parametrize('config', PLAIN)
def test_plain_is_the_package_on_its_own_words(config: str) -> None:
    text = '\n'.join(dictionaries.read(dictionaries.find()['STPhrases']).values())[:200_000]
    assert len(text) > LONG
    assert MINE[config].convert(text) == ORACLE[config].convert(text)


@pytest.mark.parametrize('config', PLAIN)
def test_plain_is_the_package_on_articles(config: str, shared: Path) -> None:
    for path in sorted((shared / 'pressbench' / 'inputs').glob('*/*.txt')):
        text = path.read_text(encoding='utf-8-sig', errors='replace')
        assert MINE[config].convert(text) == ORACLE[config].convert(text), path


def test_order_of_overlapping_phrases() -> None:
    """The one known difference: 反覆|覆命 from the left, where the package may begin with the longer word."""
    assert MINE['t2s'].convert('反覆覆命') == '反复复命'


@settings(max_examples=400, deadline=None)
@given(hard)
def test_twice_is_once_and_lengths_stay(text: str) -> None:
    once = PRESS['auto'].convert(text)
    assert len(once) == len(text)
    assert PRESS['auto'].convert(once) == once
    assert PRESS['auto'].account(text).text == once


@pytest.mark.parametrize('config', PLAIN)
@settings(max_examples=100, deadline=None)
@given(hard)
def test_stated_configurations_keep_lengths(config: str, text: str) -> None:
    assert len(PRESS[config].convert(text)) == len(text)


@settings(max_examples=200, deadline=None)
@given(hard)
def test_only_traditional_lines_change(text: str) -> None:
    for line, made in zip(text.split('\n'), PRESS['auto'].convert(text).split('\n'), strict=True):
        if not any(map(gate.is_traditional_only, line)):
            assert made == line


@settings(max_examples=100, deadline=None)
@given(st.lists(hard, min_size=1, max_size=5).map('\n'.join))
def test_long_texts_go_the_same_way(text: str) -> None:
    many = LONG // (len(text) + 1) + 2
    assert PRESS['auto'].convert('\n\n'.join([text] * many)) == '\n\n'.join([PRESS['auto'].convert(text)] * many)


def test_no_phrase_leaves_a_traditional_character() -> None:
    for key, value in Engine('press').stages[0].phrases.items():
        assert len(key) == len(value)
        assert not any(map(gate.is_traditional_only, value)), key


def test_articles(shared: Path) -> None:
    """Total error on Traditional copy of three flavours at most .0003; Simplified copy is not touched."""
    bench = shared / 'pressbench'
    for kind in ('trad_t', 'trad_tw', 'trad_hk', 'simp'):
        wrong = total = 0
        for path in sorted((bench / 'inputs' / kind).glob('*.txt')):
            text = path.read_text(encoding='utf-8').rstrip('\n')
            gold = (bench / 'articles' / path.stem / 'gold.txt').read_text(encoding='utf-8').rstrip('\n')
            made = PRESS['auto'].convert(text)
            assert len(made) == len(gold)
            assert kind != 'simp' or made == text
            wrong += sum(mine != right for mine, right in zip(made, gold, strict=True))
            total += len(gold)
        assert wrong <= 0.0003 * total, kind


@pytest.mark.parametrize(('name', 'share'), [('conversion_own', 0.95), ('conversion_public', 0.9)])
def test_shared_cases(name: str, share: float, shared: Path) -> None:
    lines = (shared / 'cases' / f'{name}.tsv').read_text(encoding='utf-8').splitlines()[1:]
    rows = [line.split('\t') for line in lines if '[press' not in line]
    rows = [row for row in rows if row[0] in PLAIN]
    right = sum(PRESS[config].convert(text) == expected for config, text, expected, _ in rows)
    assert right >= share * len(rows)


def test_tables_are_sorted_and_sound() -> None:
    folder = Path(compiling.FOLDER) / 'script'
    for name in ('opencc_additions', 'press_characters', 'press_phrases'):
        lines = (folder / f'{name}.tsv').read_text(encoding='utf-8').splitlines()
        keys = [line.split('\t')[0] for line in lines if not line.startswith('#')]
        assert keys == sorted(set(keys)), name
        assert lines[0].startswith('# ') and re.search(r'20\d\d-\d\d-\d\d', ''.join(lines[:3])), name


REGIONAL = sorted(Engine('region-tw').stages[0].phrases)
regional = st.lists(st.one_of(st.sampled_from(REGIONAL), st.sampled_from(CHARS), st.just('。\n')), max_size=12).map(
    ''.join
)


@settings(max_examples=200, deadline=None)
@given(regional)
def test_words_of_a_region_have_an_account_and_places_go_both_ways(text: str) -> None:
    converter = Converter('tw2sp')
    done = converter.account(text)
    assert done.text == converter.convert(text)
    last = 0
    for one in done.decisions:
        assert text[one.start : one.end] == one.before and one.start >= last
        last = one.end
        there = done.forward(one.start, one.end)
        assert done.text[there.start : there.end] == one.after
        assert done.back(*there) == (one.start, one.end)
    # outside the words exchanged the length stays
    changed = sum(len(one.after) - len(one.before) for one in done.decisions if one.rule == 'region')
    assert len(done.text) - len(text) == changed


def test_the_account_of_a_text_from_taiwan() -> None:
    done = Converter('tw2sp').account('他著實把網際網路的軟體看了一遍。')
    assert done.text == '他着实把互联网的软件看了一遍。'
    assert [(one.before, one.after, one.rule) for one in done.decisions] == [
        ('著', '着', 'particle'),
        ('網際網路', '互联网', 'region'),
        ('軟體', '软件', 'region'),
    ]
    assert done.forward(9, 11) == (8, 10)
