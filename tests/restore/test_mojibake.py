"""Text read in the wrong encoding: made by the wrong reading itself, given back by the desk."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import presscopy
from presscopy import Article
from presscopy.restore.half_lost import likeliest
from presscopy.restore.mojibake import repairs
from presscopy.restore.reading import suspects
from presscopy.text.finding import Fix

from .sentences import SENTENCES

SIMPLIFIED = (
    '今年以来，全县上下围绕“加快建设”的目标，统筹推进各项工作，交出了一份高分答卷。',
    '老人把珍藏了四十年的旧照片捐给档案馆，希望更多的年轻人了解这段历史。',
    '“过去办一张证要跑好几个部门，现在一个窗口就能办结。”前来办事的陈女士说。',
    '编者按：本网推出《年终盘点》专栏，敬请关注。',
    '合作社采用统一育苗、统一技术、统一销售的办法，带动周边农户增收。',
)


def windows(data: bytes) -> str:
    """Bytes as a browser reads them when told windows-1252."""
    return ''.join(
        bytes([byte]).decode('cp1252') if byte not in b'\x81\x8d\x8f\x90\x9d' else chr(byte) for byte in data
    )


WRONG: dict[str, Callable[[str], str]] = {
    'utf8-as-latin1': lambda text: text.encode().decode('latin-1'),
    'utf8-as-windows': lambda text: windows(text.encode()),
    'gbk-as-latin1': lambda text: text.encode('gb18030').decode('latin-1'),
    'gbk-as-windows': lambda text: windows(text.encode('gb18030')),
    'twice': lambda text: windows(windows(text.encode()).encode()),
}


def restored(text: str) -> str:
    for repair in sorted(repairs(text, suspects(frozenset(text))), reverse=True):
        if not repair.lost:
            text = text[: repair.start] + repair.text + text[repair.end :]
    return text


@pytest.mark.parametrize('text', SIMPLIFIED)
@pytest.mark.parametrize('name', WRONG)
def test_the_wrong_reading_is_undone(name: str, text: str) -> None:
    assert restored(WRONG[name](text)) == text


@pytest.mark.parametrize('text', ['你好', '今天', '老人把照片捐给档案馆', '全县上下，各项工程好'])
def test_utf8_as_gbk(text: str) -> None:
    """Only an even number of characters comes through whole."""
    assert restored(text.encode().decode('gb18030')) == text


@pytest.mark.parametrize('text', SENTENCES[:12])
def test_big5_as_latin1_and_as_gbk(text: str) -> None:
    data = text.translate(str.maketrans('着爲說裏“”', '著為説裡「」')).replace('説', '說').encode('cp950', 'ignore')
    assert restored(data.decode('latin-1')) == data.decode('cp950')
    try:
        as_gbk = data.decode('gb18030')
    except UnicodeDecodeError:
        return
    assert restored(as_gbk) in (data.decode('cp950'), as_gbk)


@pytest.mark.parametrize(
    'text', [*SIMPLIFIED, *SENTENCES, 'naïve café Müller–Straße Ångström', '25°C ± 3×4÷2 · €5 £6', '饕餮魑魅魍魉']
)
def test_what_was_read_well_stays(text: str) -> None:
    assert restored(text) == text


@pytest.mark.parametrize(
    ('line', 'wanted'),
    [
        ('他说：ä½ å¥½ï¼Œä»Šå¤©。', '他说：你好，今天。'),
        ('cafÃ© 昨日开业', 'café 昨日开业'),
        ('最高25Â°C', '最高25°C'),
        ('¾¡¹ÜÌìÆø²»ºÃ', '尽管天气不好'),
    ],
)
def test_within_a_sound_line(line: str, wanted: str) -> None:
    assert presscopy.edit(Article.of(line)).article.text == wanted


def holed(text: str, hole: str) -> str:
    """UTF-8 as a reader of GBK shows it, a mark for every byte that it lost."""
    return text.encode().decode('gb18030', 'replace').replace('\ufffd', hole)


@pytest.mark.parametrize('hole', ['\ufffd', '?'])
@pytest.mark.parametrize('text', [text for text in SIMPLIFIED if '\ufffd' in holed(text, '\ufffd')])
def test_lost_bytes_are_guessed_by_the_words_and_never_applied(text: str, hole: str) -> None:
    seen = holed(text, hole)
    edited = presscopy.edit(Article.of(seen))
    (finding,) = [one for step in edited.steps for one in step.findings if one.code == 'BM004']
    assert finding.fix is Fix.UNSAFE
    assert edited.article.text == seen
    told = likeliest(seen)
    assert len(told) == len(text) and sum(a != b for a, b in zip(told, text, strict=True)) <= 0.1 * len(text)


def test_one_of_the_five_bytes_windows_has_not() -> None:
    """来 is E6 9D A5, and 9D was dropped: the words tell which character it was."""
    edited = presscopy.edit(Article.of('今年以来，全县'.encode().decode('cp1252', 'ignore')))
    assert '今年以' in edited.article.text and '，全县' in edited.article.text
    (hole,) = [one for step in edited.steps for one in step.findings if one.detail.get('candidates')]
    assert hole.detail['candidates'] == '来'


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    found = sorted(repairs(text, suspects(frozenset(text))))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(alphabet='浣犲ソ锛銆?\ufffd涓€鐨勬槸abc。，今天', max_size=30))
def test_any_guess_is_chinese(line: str) -> None:
    told = likeliest(line)
    assert '\ufffd' not in told and all(char not in told for char in '浣犲ソ')
