"""The stored tables: hit, miss, damage, no place to write; and dictionaries that are not there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from presscopy.errors import PressError
from presscopy.script import cache, convert, dictionaries
from presscopy.script import compile as compiling


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder and a process that has loaded nothing."""
    monkeypatch.setenv('PRESSCOPY_CACHE', str(tmp_path))
    monkeypatch.setattr(cache, '_loaded', {})
    monkeypatch.setattr(convert, '_engines', {})
    yield tmp_path


def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, '_loaded', {})
    monkeypatch.setattr(convert, '_engines', {})


def _no_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(kind: str) -> None:
        raise AssertionError(f'{kind} was compiled')

    monkeypatch.setattr(compiling, 'compile_kind', fail)


def test_a_miss_writes_and_a_hit_reads(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.load('press')
    assert [path.name.split('-')[1] for path in fresh.iterdir()] == ['press']
    _forget(monkeypatch)
    _no_compiling(monkeypatch)
    after = cache.load('press')
    assert all(getattr(before, name) == getattr(after, name) for name in cache.Compiled.__slots__)
    assert convert.convert('後來') == '后来'


@pytest.mark.parametrize('damage', [b'', b'x', b'00000000 3\nabc'])
def test_a_damaged_file_is_made_again(fresh: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    cache.load('t2s')
    (path,) = fresh.iterdir()
    good = path.read_bytes()
    path.write_bytes(damage or good[: len(good) // 2])
    _forget(monkeypatch)
    assert convert.convert('後來', 't2s', plain=True) == '后来'
    assert path.read_bytes() == good


def test_a_changed_table_is_a_miss(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.load('t2s')
    asked = []
    monkeypatch.setattr(cache, 'stamp', lambda name: f'{name}\t0\t0')
    monkeypatch.setattr(cache, '_compile', lambda kind, path: asked.append(kind))
    _forget(monkeypatch)
    cache.load('t2s')
    assert asked == ['t2s']


def test_nowhere_to_write_is_silent(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = fresh / 'file'
    blocked.write_text('')
    monkeypatch.setenv('PRESSCOPY_CACHE', str(blocked / 'below'))
    assert convert.convert('後來') == '后来'
    assert list(fresh.iterdir()) == [blocked]


def test_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv('PRESSCOPY_CACHE', raising=False)
    monkeypatch.setattr(sys, 'platform', 'linux')
    monkeypatch.setenv('XDG_CACHE_HOME', str(tmp_path))
    assert cache.folder() == os.path.join(str(tmp_path), 'presscopy')
    monkeypatch.setenv('XDG_CACHE_HOME', '')
    monkeypatch.setenv('HOME', str(tmp_path))
    assert cache.folder() == os.path.join(str(tmp_path), '.cache', 'presscopy')


def test_a_hit_imports_little(fresh: Path) -> None:
    code = (
        'import sys; from presscopy.script.convert import convert; assert convert("後來") == "后来"; '
        'print(*sorted({"importlib.metadata", "json", "presscopy.tables.load", "hashlib"} & set(sys.modules)))'
    )
    for expected in ({'importlib.metadata', 'presscopy.tables.load'}, set()):
        out = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True).stdout
        assert expected <= set(out.split()) and (expected or not out.split())


def test_missing_package(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionaries, 'DISTRIBUTION', 'opencc-python-not-there')
    with pytest.raises(PressError) as caught:
        cache.load('press')
    assert 'pip install' in str(caught.value) and '没有安装' in str(caught.value)


def test_missing_and_overwritten_files(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = dictionaries.distribution(dictionaries.DISTRIBUTION)
    digests = dictionaries._digests(found)
    assert f'opencc/dictionary/{dictionaries.CHARACTERS}.txt' in digests
    with pytest.raises(PressError, match='缺文件'):
        dictionaries._checked(found, 'opencc/dictionary/NotThere.txt', digests)
    name = f'opencc/dictionary/{dictionaries.PHRASES}.txt'
    with pytest.raises(PressError) as caught:
        dictionaries._checked(found, name, {name: 'other'})
    assert '改写' in str(caught.value) and '--force-reinstall' in str(caught.value) and name in str(caught.value)


def test_a_line_that_is_no_entry(tmp_path: Path) -> None:
    bad = tmp_path / 'TSCharacters.txt'
    bad.write_text('後\t后\n<html>\n', encoding='utf-8')
    with pytest.raises(PressError, match='第2行'):
        dictionaries.read(bad)


def test_settings_that_cannot_be(fresh: Path) -> None:
    with pytest.raises(PressError, match='没有“s2t”这种转换'):
        convert.Converter('s2t')
    with pytest.raises(PressError, match='不能用'):
        convert.Converter(overrides={'計畫': '计划书'})
    with pytest.raises(PressError, match='没有逐处说明'):
        convert.Converter('t2s', plain=True).account('後來')


def test_threads_share_a_converter() -> None:
    from concurrent.futures import ThreadPoolExecutor

    converter = convert.Converter()
    text = '後來這個計畫顯著，看著名單。\n' * 6000
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(converter.convert, [text] * 4))) == 1
