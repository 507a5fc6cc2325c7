"""Whatever comes in, the desk is told what, where and what to try; nothing is lost, and the exit code is 2."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, no_traceback

BROKEN = {
    'empty.txt': (b'', '空文件'),
    'blank.txt': (' \n\u3000\n'.encode(), '空白'),
    'binary.txt': (bytes(range(256)) * 8, 'NUL'),
    'nul.txt': ('今年以来\0全县'.encode(), 'NUL'),
    'word.docx': (b'PK\x03\x04' + b'\0' * 60, 'docx'),
    'page.pdf': (b'%PDF-1.7\n', 'PDF'),
    'old.doc': (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 60, 'Word'),
    'noise.txt': (b'\x81\x20\x93\x20\xff\xfe ' * 9, '认不出编码'),
}


@pytest.mark.parametrize('command', ['check', 'fix', 'outline'])
@pytest.mark.parametrize('name', BROKEN)
def test_what_is_no_copy_is_refused(run: Run, tmp_path: Path, name: str, command: str) -> None:
    data, word = BROKEN[name]
    (tmp_path / name).write_bytes(data)
    done = run(command, name)
    said = no_traceback(done)
    assert done.returncode == 2
    assert word in said and name in said
    assert (tmp_path / name).read_bytes() == data


def test_a_missing_file_and_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / '稿件').mkdir()
    for name, word in (('没有.txt', '没有这个文件'), ('稿件', '文件夹')):
        done = run('check', name)
        assert done.returncode == 2
        assert word in no_traceback(done)


@pytest.mark.skipif(sys.platform == 'win32', reason='links need rights there')
def test_what_the_system_says_is_told_in_chinese(run: Run, tmp_path: Path) -> None:
    (tmp_path / '圈.txt').symlink_to('圈.txt')
    assert '符号链接绕成了圈' in no_traceback(run('check', '圈.txt'))
    (tmp_path / '稿.txt').write_text('今年以来,全县增产。\n', encoding='utf-8')
    assert '是文件夹，不是文件' in no_traceback(run('check', '--output-file', '.', '稿.txt'))
    assert '设置文件读不出来：没有这个文件' in no_traceback(run('check', '--config', '无.toml', '稿.txt'))


def test_the_other_files_still_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / '好 稿.txt').write_text('今年以来,全县增产。\n', encoding='utf-8')
    done = run('check', '--output-format', 'concise', '没有.txt', '好 稿.txt')
    assert done.returncode == 2
    assert '好 稿.txt:1:5: BD101' in done.stdout.decode()


@pytest.mark.skipif(sys.platform == 'win32' or os.geteuid() == 0, reason='root may write anywhere')
def test_an_unwritable_file_is_left(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '稿.txt'
    path.write_text('今年以来,全县增产。\n', encoding='utf-8')
    path.chmod(0o444)
    done = run('fix', path)
    assert done.returncode == 2
    assert '权限' in no_traceback(done)


def test_a_target_that_cannot_be_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '稿.txt'
    path.write_text('今年以来,全县增产。\n', encoding='utf-8')
    for target in ('没有这个夹/净稿.txt', '稿.txt/净稿.txt', '/proc/净稿.txt'):
        done = run('fix', path, '-o', target)
        assert done.returncode == 2
        no_traceback(done)
    assert path.read_text(encoding='utf-8') == '今年以来,全县增产。\n'
    assert [one.name for one in tmp_path.iterdir()] == ['稿.txt']


def test_a_file_too_large_is_not_a_manuscript(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '大.txt'
    with path.open('wb') as file:
        file.truncate(100_000_000)
    done = run('fix', path)
    assert done.returncode == 2
    assert '太大' in no_traceback(done)


def test_a_character_that_does_not_fit_the_encoding_leaves_the_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '稿.txt'
    data = '編者按:本縣的發展,全縣上下圍繞目標,統籌做好工作&#x1F600;。'.encode('big5')
    path.write_bytes(data)
    done = run('fix', path)
    assert done.returncode == 2
    said = no_traceback(done)
    assert '写不进' in said and '第1行' in said
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    'env',
    [{'PYTHONIOENCODING': 'gbk'}, {'LC_ALL': 'C'}, {'LC_ALL': 'C', 'PYTHONUTF8': '0', 'PYTHONCOERCECLOCALE': '0'}],
)
def test_any_console_will_do(run: Run, tmp_path: Path, env: dict[str, str]) -> None:
    path = tmp_path / 'a.txt'
    path.write_text('全县\ufffd作会议😀召开,很好.\n', encoding='utf-8')
    for words in (
        ['check', 'a.txt'],
        ['fix', '--diff', 'a.txt'],
        ['outline', 'a.txt'],
        ['fix', 'a.txt', '-o', '-'],
        ['--help'],
        ['rule', 'BD101'],
    ):
        done = run(*words, **env)
        assert done.returncode in (0, 1), words
        no_traceback(done)


@pytest.mark.parametrize(
    ('words', 'word'),
    [
        (['check', '--select', 'XX9', 'a.txt'], 'XX9'),
        (['check'], '稿件'),
        (['check', '--nonsense', 'a.txt'], 'nonsense'),
        (['chek', 'a.txt'], 'chek'),
        (['fix', '--encoding', 'klingon', 'a.txt'], 'klingon'),
        (['rule', 'ZZ999'], 'ZZ999'),
        (['convert', '-c', 'hk2sp', '--plain', 'a.txt'], 'hk2sp'),
    ],
)
def test_wrong_usage_is_explained(run: Run, tmp_path: Path, words: list[str], word: str) -> None:
    (tmp_path / 'a.txt').write_text('好。\n', encoding='utf-8')
    done = run(*words)
    assert done.returncode == 2
    assert word in no_traceback(done)


def test_wrong_settings_name_file_and_value(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text('好。\n', encoding='utf-8')
    for text, word in (
        ('select = 3', 'select'),
        ('selec = ["BD"]', 'selec'),
        ('ignore = ["Q1"]', 'Q1'),
        ('= broken', 'TOML'),
    ):
        (tmp_path / 'presscopy.toml').write_text(text, encoding='utf-8')
        done = run('check', 'a.txt')
        assert done.returncode == 2
        said = no_traceback(done)
        assert word in said and 'presscopy.toml' in said


def test_a_name_that_begins_like_an_option_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / '-头版.txt').write_text('收成好.\n', encoding='utf-8')
    told = run('check', '-头版.txt')
    assert told.returncode == 1
    assert 'BD102' in told.stdout.decode()
    assert run('check', '--selcet', '-头版.txt').returncode == 2


@pytest.mark.skipif(not os.path.exists('/dev/zero'), reason='no endless file here')
@pytest.mark.parametrize('command', ['check', 'fix', 'outline'])
def test_what_has_no_end_is_not_read_to_it(run: Run, command: str) -> None:
    done = run(command, '/dev/zero')
    assert (done.returncode, done.stdout) == (2, b'')
    assert '太大' in no_traceback(done)


def test_standard_input_has_the_bounds_of_a_file(run: Run) -> None:
    done = run('check', '-', data='县'.encode() * 6_000_000)
    assert done.returncode == 2
    assert '标准输入：文件太大（超过 16 MB）' in no_traceback(done)


@pytest.mark.parametrize(
    ('words', 'told'),
    [
        (['check', 'a.txt', '--jobs'], '--jobs 后面缺少值'),
        (['check', 'a.txt', '--each=3'], '--each 后面不带值'),
        (['check', 'a.txt', '-j', 'x'], '--jobs 的值不对，应是 0 到 256 的整数'),
        (['typeset', 'a.txt', '--chars', '0'], '--chars 的值不对，应是 1 到 400 的整数'),
    ],
)
def test_what_is_wrong_with_an_option_is_told_in_chinese(run: Run, words: list[str], told: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert told in no_traceback(done)


@pytest.mark.parametrize(
    'copy',
    ['1' * 60_000, '?lián)' * 8_000, '县(xiàn)?lián)' * 4_000, '“《（」' * 12_000 + '县', '任劳任冤' * 4_000],
    ids=['figures', 'broken runs', 'glosses', 'marks', 'one idiom'],
)
def test_what_is_no_sentence_is_looked_through_all_the_same(run: Run, tmp_path: Path, copy: str) -> None:
    """Copy that is one kind of thing over and over: an answer for all of it, and what is fixed is at rest (see the limit of `run`)."""
    (tmp_path / 'a.txt').write_text(copy, encoding='utf-8')
    done = run('fix', '--unsafe-fixes', 'a.txt', '-o', 'b.txt')
    no_traceback(done)
    assert done.returncode == 0
    assert (tmp_path / 'b.txt').exists()
