"""Files are read by what is in them."""

from __future__ import annotations

import pytest

from presscopy.errors import PressError
from presscopy.formats.encoding import decode

TRADITIONAL = (
    '編者按：今年以來，全縣上下圍繞“加快建設”的目標，統籌推進各項工作，交出了一份高分答卷。本網推出專欄，敬請關注。'
)
SIMPLIFIED = (
    '编者按：今年以来，全县上下围绕“加快建设”的目标，统筹推进各项工作，交出了一份高分答卷。本网推出专栏，敬请关注。'
)
BIG5 = TRADITIONAL.replace('“', '「').replace('”', '」')


@pytest.mark.parametrize(
    ('text', 'encoding', 'told'),
    [
        (SIMPLIFIED, 'utf-8', 'utf-8'),
        (SIMPLIFIED, 'gb18030', 'gb18030'),
        (SIMPLIFIED[:12], 'gbk', 'gb18030'),
        (TRADITIONAL, 'gb18030', 'gb18030'),
        (BIG5, 'cp950', 'cp950'),
        (BIG5[:14] + '～', 'cp950', 'cp950'),
        (BIG5 + '在深水埗舉行嘅活動', 'big5hkscs', 'big5hkscs'),
        (SIMPLIFIED, 'utf-16-le', 'utf-16-le'),
        (TRADITIONAL + 'A1', 'utf-16-be', 'utf-16-be'),
        (SIMPLIFIED + 'A1', 'utf-32-le', 'utf-32-le'),
    ],
)
def test_the_content_tells_the_encoding(text: str, encoding: str, told: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.bom) == (text, told, False)


@pytest.mark.parametrize('encoding', ['utf-8-sig', 'utf-16', 'utf-32'])
def test_a_byte_order_mark_is_taken_off_and_remembered(encoding: str) -> None:
    found = decode(SIMPLIFIED.encode(encoding))
    assert found.text == SIMPLIFIED and found.bom


def test_a_named_encoding_is_obeyed() -> None:
    assert decode('稿'.encode('gbk'), '稿.txt', 'gbk').text == '稿'
    with pytest.raises(PressError, match='utf-8'):
        decode('稿'.encode('gbk'), '稿.txt', 'utf-8')


def test_a_broken_file_is_refused_with_its_place() -> None:
    with pytest.raises(PressError, match=r'第\d+个字节'):
        decode(SIMPLIFIED.encode() + b'\xff\xff\x81 \xff')


def test_ascii_is_utf8() -> None:
    assert decode(b'plain text').encoding == 'utf-8'
