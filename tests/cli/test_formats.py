"""Whatever a desk receives: Word, Markdown, several encodings, and what is not read says what to do."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import Run, no_traceback

BODY = '今年以来,全縣上下搶抓農時,早稻播種進度快於往年,農技人員下到田間地頭,把技術送到農民手裏。'
CLEAN = '今年以来，全县上下抢抓农时，早稻播种进度快于往年，农技人员下到田间地头，把技术送到农民手里。'


def word(*paragraphs: tuple[str, str]) -> bytes:
    from docx import Document

    document = Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style or None)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


COPY = word(
    ('春耕忙', 'Title'),
    ('全縣搶農時', 'Subtitle'),
    ('本報記者 林小禾', ''),
    (BODY, ''),
    ('抓播種', 'Heading 1'),
    (BODY, ''),
)


def test_a_word_file_is_read_everywhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / '稿 件.docx').write_bytes(COPY)
    (outline,) = json.loads(run('outline', '--json', '稿 件.docx').stdout)
    assert [block['role'] for block in outline['blocks']] == ['title', 'deck', 'byline', 'body', 'heading', 'body']
    assert outline['blocks'][3]['text'] == CLEAN
    assert all(0 < block['certainty'] <= 1 for block in outline['blocks'])
    said = run('check', '稿 件.docx')
    assert said.returncode == 1 and '第4 6段' in said.stdout.decode()
    assert run('typeset', '稿 件.docx').returncode == 0
    assert (tmp_path / '稿 件.pdf').read_bytes().startswith(b'%PDF')


def test_a_word_file_is_not_written_back(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '稿.docx'
    path.write_bytes(COPY)
    for words in (['稿.docx'], ['稿.docx', '-o', '净稿.docx']):
        said = run('fix', *words)
        assert said.returncode == 2 and '-o 稿.txt' in no_traceback(said)
    assert path.read_bytes() == COPY
    assert run('fix', '稿.docx', '-o', '净稿.txt').returncode == 0
    assert (tmp_path / '净稿.txt').read_text(encoding='utf-8').splitlines()[3] == CLEAN
    assert run('fix', '稿.docx', '-o', '净稿/').returncode == 0
    assert (tmp_path / '净稿' / '稿.txt').exists()
    assert '+春耕' not in run('fix', '--diff', '稿.docx').stdout.decode()


def test_a_word_file_on_standard_input(run: Run) -> None:
    said = run('outline', '-', data=COPY)
    assert said.returncode == 0 and '春耕忙' in said.stdout.decode()


@pytest.mark.parametrize(
    ('name', 'data', 'word_said'),
    [
        ('稿.html', '<p>今年以来</p>'.encode(), '浏览器'),
        ('稿.txt', '<!DOCTYPE html>\n<html><p>今年以来</p></html>'.encode(), '浏览器'),
        ('稿.doc', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 60, '另存'),
        ('稿.wps', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 60, '另存'),
        ('稿.rtf', b'{\\rtf1\\ansi abc}', '另存'),
        ('稿.pdf', b'%PDF-1.7\n', 'PDF'),
        ('表.xlsx', b'PK\x03\x04' + b'\0' * 60, '表.xlsx'),
    ],
)
def test_what_is_not_read_says_what_to_do(run: Run, tmp_path: Path, name: str, data: bytes, word_said: str) -> None:
    (tmp_path / name).write_bytes(data)
    for command in ('check', 'fix', 'typeset'):
        said = run(command, name)
        assert said.returncode == 2 and word_said in no_traceback(said)
        assert (tmp_path / name).read_bytes() == data


def test_an_editor_says_what_a_line_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / '稿.txt').write_text(f'金秋时节\n\n万亩稻田喜丰收\n{CLEAN}\n', encoding='utf-8')
    (outline,) = json.loads(run('outline', '--json', '--role', '1=主题', '--role', '3=deck', '稿.txt').stdout)
    assert [(block['role'], block['reason']) for block in outline['blocks'][:2]] == [
        ('title', '编辑指定'),
        ('deck', '编辑指定'),
    ]
    for pair, told in (('2=deck', '第2行没有文字'), ('1=大字', '大字'), ('一=deck', '行号'), ('9=deck', '第9行')):
        said = run('outline', '--role', pair, '稿.txt')
        assert said.returncode == 2 and told in no_traceback(said)


def test_a_file_of_two_encodings_is_told_and_made_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '稿.txt'
    path.write_bytes(f'春耕忙\n{CLEAN}\n'.encode() + '农技人员下到田间地头，把技术送到农民手里。\n'.encode('gb18030'))
    said = run('check', '--output-format', 'concise', '稿.txt').stdout.decode()
    assert '稿.txt:3:1: BM008 第3行是 GB18030 编码' in said
    assert '统一为 UTF-8' in run('fix', '稿.txt').stderr.decode()
    assert path.read_text(encoding='utf-8').splitlines()[2] == '农技人员下到田间地头，把技术送到农民手里。'


def test_broken_bytes_are_told_and_never_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '稿.txt'
    data = f'春耕忙,\n{CLEAN}农技人员下到田间地头'.encode()[:-1]
    path.write_bytes(data)
    said = run('check', '稿.txt').stdout.decode()
    assert 'BM002' in said and '头' in said.split('可能是')[1]
    refused = run('fix', '稿.txt')
    assert refused.returncode == 2 and '-o' in no_traceback(refused)
    assert path.read_bytes() == data
    assert run('fix', '稿.txt', '-o', '净稿.txt').returncode == 0


@pytest.mark.parametrize('ends', ['\r\n', '\r', '\n'])
def test_line_ends_and_mark_are_kept(run: Run, tmp_path: Path, ends: str) -> None:
    path = tmp_path / '稿.txt'
    path.write_bytes(b'\xef\xbb\xbf' + ends.join(('春耕忙', '今年以来,很好。', '')).encode())
    assert run('fix', '稿.txt').returncode == 0
    assert path.read_bytes() == b'\xef\xbb\xbf' + ends.join(('春耕忙', '今年以来，很好。', '')).encode()


def test_line_ends_and_mark_as_asked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '稿.txt'
    path.write_bytes('春耕忙\n今年以来，很好。\n'.encode())
    assert run('fix', '--newline', 'crlf', '--bom', 'yes', '稿.txt').returncode == 0
    assert path.read_bytes() == b'\xef\xbb\xbf' + '春耕忙\r\n今年以来，很好。\r\n'.encode()
    assert run('fix', '--newline', 'lf', '--bom', 'no', '稿.txt').returncode == 0
    assert path.read_bytes() == '春耕忙\n今年以来，很好。\n'.encode()
    assert run('fix', '--bom', 'yes', '稿.txt', '-o', '净稿.txt').returncode == 0
    assert (tmp_path / '净稿.txt').read_bytes().startswith(b'\xef\xbb\xbf')
