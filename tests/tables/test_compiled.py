"""The compiled tables answer as their sources do."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscopy.tables import idioms, lexicon, pairs, readings, words


def test_words() -> None:
    assert words.is_word('担当') and words.is_word('一目了然')
    assert not words.is_word('当担') and not words.is_word('担') and not words.is_word('')
    assert not words.is_word('\U00020000\U00020001')
    assert words.frequency('我们') > words.frequency('吧唧') > 0
    assert words.starting('中') > 300 and words.starting('囧') < 3


def test_words_over_a_place() -> None:
    assert (1, 3) in words.words_over('去酒吧坐', 2)
    assert words.words_over('', 0) == []


def test_readings_go_there_and_back() -> None:
    assert readings.readings('個')[0] == 'gè'
    assert readings.readings('a') == () and readings.readings('龥') != ()
    assert '當' in readings.characters('dāng')
    assert readings.characters('xyz') == ''
    for reading in ('lián', 'men', 'lǜ'):
        assert all(reading in readings.readings(char) for char in readings.characters(reading))


def test_the_files_are_what_their_sources_give() -> None:
    pytest.importorskip('jieba', reason='the sources of the tables are in the extra dev')
    from presscopy.tables import build

    assert Path(words.PATH).read_bytes() == build.pack_words(build.jieba_words())
    assert Path(readings.PATH).read_bytes() == build.pack_readings(build.pypinyin_readings())
    packed = build.pack_idioms(build.listed_idioms())
    assert Path(idioms.PATH).read_bytes() == packed
    assert Path(pairs.PATH).read_bytes() == build.pack_pairs(packed, build.pack_lexicon())
    assert Path(lexicon.PATH).read_bytes() == build.pack_lexicon()


def test_idioms_by_either_half() -> None:
    assert '任劳' in idioms.ending('任怨')
    assert '任怨' in idioms.beginning('任劳')
    assert idioms.beginning('今天') == '' and idioms.ending('今天') == ''
    for look, ask in zip(idioms.lookup(1), idioms.lookup(10**6), strict=True):
        assert all(sorted(look(half)) == sorted(ask(half)) for half in ('任劳', '任怨', '今天', '一心'))


def test_every_pair_of_the_compiled_tables_may_be_one() -> None:
    for listed in (lexicon.pairs(), idioms.halves()):
        data = listed.encode('utf-16-le')
        numbers = [int.from_bytes(data[at : at + 4], 'little') for at in range(0, len(data), 4)]
        assert numbers and all(map(pairs.perhaps, numbers))
    others = range(0x4E004E00, 0x4E009F00)
    assert sum(map(pairs.perhaps, others)) < len(others) // 10
