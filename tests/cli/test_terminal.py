"""Terminals of all kinds: colours only where they show, consoles in other encodings, completion in the shell."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, no_traceback

COPY = '標題\n\n𠮷先生說,全縣經濟向好.鷺又噢飛了回來。\n'
COMMANDS = (
    ('check',),
    ('check', '--lang', 'en'),
    ('check', '--output-format', 'concise'),
    ('check', '--output-format', 'github'),
    ('check', '--output-format', 'json'),
    ('check', '--statistics'),
    ('fix', '--diff'),
    ('fix', '-o', '-'),
    ('outline',),
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / '稿件𠮷.txt'
    path.write_text(COPY, encoding='utf-8')
    return path


def on_terminal(folder: Path, *words: str, **env: str) -> str:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key != 'NO_COLOR'}
    started = subprocess.Popen(
        [sys.executable, '-m', 'presscopy', *words], cwd=folder, stdout=theirs, env={**kept, 'TERM': 'xterm', **env}
    )
    os.close(theirs)
    said = b''
    while True:
        try:
            piece = os.read(ours, 10_000)
        except OSError:
            break
        if not piece:
            break
        said += piece
    started.wait(30)
    os.close(ours)
    return said.decode().replace('\r\n', '\n')


@pytest.mark.parametrize('words', [('check',), ('fix', '--diff')])
def test_colour_only_on_a_terminal_and_not_when_the_user_says_no(
    run: Run, tmp_path: Path, copy: Path, words: tuple[str, ...]
) -> None:
    plain = run(*words, copy.name).stdout.decode()
    assert '\x1b' not in plain
    shown = on_terminal(tmp_path, *words, copy.name)
    assert '\x1b[3' in shown
    assert re.sub(r'\x1b\[\d*m', '', shown) == plain
    assert on_terminal(tmp_path, *words, copy.name, NO_COLOR='1') == plain
    assert on_terminal(tmp_path, *words, copy.name, TERM='dumb') == plain


def test_a_report_in_a_file_has_no_colours(tmp_path: Path, copy: Path) -> None:
    on_terminal(tmp_path, 'check', '--output-file', '报告.txt', copy.name)
    assert '\x1b' not in (tmp_path / '报告.txt').read_text('utf-8')


@pytest.mark.parametrize('words', COMMANDS, ids=' '.join)
def test_consoles_in_other_encodings_do_not_fail(run: Run, copy: Path, words: tuple[str, ...]) -> None:
    usual = run(*words, copy.name)
    no_traceback(usual)
    for env in (
        {'PYTHONIOENCODING': 'gbk'},
        {'LC_ALL': 'C'},
        {'LC_ALL': 'C', 'PYTHONUTF8': '0', 'PYTHONCOERCECLOCALE': '0'},
        {'LC_ALL': 'POSIX', 'PYTHONIOENCODING': 'ascii'},
    ):
        done = run(*words, copy.name, **env)
        assert done.returncode == usual.returncode, (env, done.stderr)
        assert b'Traceback' not in done.stderr
        if env == {'PYTHONIOENCODING': 'gbk'} and words[-1] in ('check', 'concise'):
            assert done.stdout.decode('gbk') == usual.stdout.decode().replace('𠮷', '\\U00020bb7')
        if 'json' in words:
            # documents are UTF-8 wherever they are written
            assert done.stdout.decode().count('"code"') == usual.stdout.decode().count('"code"')


def test_folders_under_a_plain_locale(run: Run, tmp_path: Path, copy: Path) -> None:
    env = {'LC_ALL': 'C', 'PYTHONUTF8': '0', 'PYTHONCOERCECLOCALE': '0'}
    (tmp_path / '.gitignore').write_text('别的.txt\n', encoding='utf-8')
    done = run('check', '.', **env)
    assert done.returncode == 1
    assert b'Traceback' not in done.stderr


@pytest.mark.parametrize('shell', ['bash', 'zsh', 'fish'])
def test_shells_get_their_completion(run: Run, shell: str) -> None:
    done = run(_PRESSCOPY_COMPLETE=f'{shell}_source')
    assert done.returncode == 0
    assert 'presscopy' in done.stdout.decode()


def completed(run: Run, line: str) -> list[str]:
    words = line.split(' ')
    env = {'_PRESSCOPY_COMPLETE': 'bash_complete', 'COMP_WORDS': line, 'COMP_CWORD': str(len(words) - 1)}
    return run(**env).stdout.decode().split()


def test_what_is_completed(run: Run) -> None:
    assert {'plain,check', 'plain,convert', 'plain,config'} <= set(completed(run, 'presscopy c'))
    assert 'plain,--output-format' in completed(run, 'presscopy check --out')
    assert 'plain,sarif' in completed(run, 'presscopy check --output-format s')
    assert completed(run, 'presscopy rule BD30') == [f'plain,BD30{n}' for n in range(1, 10)]
    assert [one.split(',')[0] for one in completed(run, 'presscopy check 稿')] == ['file']


@pytest.mark.parametrize(
    ('before', 'wide'),
    [('县', 2), ('\tｶﾞ', 3), ('e\u0301❤\ufe0f', 2), ('\u200b县\u00a0', 4), ('A县\u3000', 5), ('\x1b[2J县', 6)],
)
def test_the_caret_stands_under_the_place(run: Run, tmp_path: Path, before: str, wide: int) -> None:
    (tmp_path / 'a.txt').write_text(f'今年好。\n去年{before}鹭又噢飞了，大家都说好。\n', encoding='utf-8')
    said = run('check', '--select', 'YF101', 'a.txt').stdout.decode().split('\n')
    caret = next(line for line in said if line.strip() == '^^')
    assert caret == ' ' * (6 + 4 + wide + 4) + '^^'
    assert '\x1b' not in ''.join(said) and '\t' not in ''.join(said)


def test_a_reader_that_goes_early_is_no_fault_of_the_file(tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text('今年以来,全县增产。\n' * 9000, encoding='utf-8')
    line = f'{sys.executable} -m presscopy fix --diff a.txt | head -1'
    done = subprocess.run(['bash', '-o', 'pipefail', '-c', line], cwd=tmp_path, capture_output=True, timeout=120)
    assert done.stdout.decode() == '--- a.txt\t（原稿）\n'
    assert done.returncode == 0 and not done.stderr


def test_files_are_mended_though_nobody_hears(tmp_path: Path) -> None:
    for n in range(30):
        (tmp_path / f'{n}.txt').write_text(f'第{n}年,全县增产。\n' * 3, encoding='utf-8')
    line = f'{sys.executable} -m presscopy fix . 2>&1 | head -1; exit ${{PIPESTATUS[0]}}'
    assert subprocess.run(['bash', '-c', line], cwd=tmp_path, capture_output=True, timeout=120).returncode == 0
    assert not any(',' in path.read_text(encoding='utf-8') for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ('words', 'says'),
    [
        ('check a.txt >&-', '输出关着'),
        ('fix - < a.txt >&-', '输出关着'),
        ('check - <&-', '空文件'),
        ('check 无 2>&-', ''),
    ],
)
def test_streams_that_are_closed(tmp_path: Path, words: str, says: str) -> None:
    (tmp_path / 'a.txt').write_text(COPY, encoding='utf-8')
    line = f'{sys.executable} -m presscopy {words}'
    done = subprocess.run(['bash', '-c', line], cwd=tmp_path, capture_output=True, timeout=120)
    assert done.returncode == 2
    assert says in no_traceback(done) and '程序出错' not in no_traceback(done)
