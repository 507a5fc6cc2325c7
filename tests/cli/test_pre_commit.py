"""The hooks that the project ships, run by the real pre-commit on a repository with Chinese file names."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import PROJECT

COPY = '今年以来,全县增产。\n'
CLEAN = COPY.replace(',', '，')


def lay(folder: Path, hook: str) -> None:
    """A repository whose one hook is the shipped one, with this interpreter's presscopy in the place of an environment of its own."""
    [shipped] = [
        one for one in yaml.safe_load((PROJECT / '.pre-commit-hooks.yaml').read_text('utf-8')) if one['id'] == hook
    ]
    program, rest = shipped['entry'].split(' ', 1)
    assert program == 'presscopy'
    local = {**shipped, 'language': 'system', 'entry': f'{shlex.quote(sys.executable)} -m presscopy {rest}'}
    config = {'repos': [{'repo': 'local', 'hooks': [local]}]}
    (folder / '.pre-commit-config.yaml').write_text(yaml.safe_dump(config, allow_unicode=True), encoding='utf-8')
    git(folder, 'init', '-q')


def git(folder: Path, *words: str) -> None:
    subprocess.run(['git', *words], cwd=folder, check=True, capture_output=True)


def commit_hooks(folder: Path) -> tuple[int, str]:
    """What pre-commit says of all that is staged."""
    git(folder, 'add', '-A')
    env = {**os.environ, 'PRE_COMMIT_HOME': str(folder.parent / 'cache'), 'NO_COLOR': '1'}
    words = [sys.executable, '-m', 'pre_commit', 'run', '--all-files', '--color', 'never']
    done = subprocess.run(words, cwd=folder, capture_output=True, env=env)
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / '稿 库'
    folder.mkdir()
    return folder


def test_fix_fails_once_for_it_changed_files_then_passes(repository: Path) -> None:
    lay(repository, 'presscopy-fix')
    names = ('头版 要闻.txt', '二版/综合：报道.md', '“短”=讯.txt')
    (repository / '二版').mkdir()
    for name in names:
        (repository / name).write_text(COPY, encoding='utf-8')
    (repository / '程序.py').write_text('a = "今年,全县"\n', encoding='utf-8')
    code, said = commit_hooks(repository)
    assert (code, 'Failed' in said, 'files were modified by this hook' in said) == (1, True, True), said
    assert [(repository / name).read_text('utf-8') for name in names] == [CLEAN] * 3
    assert (repository / '程序.py').read_text('utf-8') == 'a = "今年,全县"\n'
    code, said = commit_hooks(repository)
    assert (code, 'Passed' in said) == (0, True), said


def test_check_reads_word_files_and_honours_exclude(repository: Path) -> None:
    from docx import Document

    lay(repository, 'presscopy-check')
    document = Document()
    document.add_paragraph(COPY.strip())
    document.save(str(repository / '来 稿.docx'))
    (repository / '存档').mkdir()
    (repository / '存档/旧.txt').write_text(COPY, encoding='utf-8')
    (repository / 'presscopy.toml').write_text('exclude = ["存档/"]\n', encoding='utf-8')
    code, said = commit_hooks(repository)
    assert code == 1, said
    assert 'exit code: 1' in said and '来 稿.docx' in said and 'BD101' in said
    assert '旧.txt' not in said
    (repository / '来 稿.docx').unlink()
    code, said = commit_hooks(repository)
    assert (code, 'Passed' in said) == (0, True), said


def test_encoding_wants_utf8_without_a_mark_and_line_ends_of_one_kind(repository: Path) -> None:
    lay(repository, 'presscopy-encoding')
    text = '今年以来，全县增产，农民增收。\n明年再看，大家都说好。\n'
    wrong = {
        '国标.txt': text.encode('gb18030'),
        '标记.txt': b'\xef\xbb\xbf' + text.encode(),
        '换行.txt': text.replace('\n', '\r\n', 1).encode(),
        '零宽.txt': text.replace('，', '，\u200b').encode(),
    }
    for name, data in wrong.items():
        (repository / name).write_bytes(data)
    (repository / '好.txt').write_text(COPY, encoding='utf-8')
    code, said = commit_hooks(repository)
    assert code == 1, said
    assert '文件是 GB18030 编码，不是 UTF-8' in said
    assert '字节序标记（BOM）' in said
    for name in wrong:
        assert f'{name}（' in said
    assert '好.txt（UTF-8，1段）没有问题' in said
    # as the rule tells to mend it
    fix = [sys.executable, '-m', 'presscopy', 'fix', '--output-encoding', 'utf-8', '--newline', 'lf', '.']
    assert subprocess.run(fix, cwd=repository, capture_output=True).returncode == 0
    code, said = commit_hooks(repository)
    assert (code, 'Passed' in said) == (0, True), said


@pytest.mark.parametrize('command', ['check', 'fix'])
def test_a_hook_does_not_wait_for_what_sets_pages(command: str, repository: Path) -> None:
    (repository / 'a.txt').write_text(COPY, encoding='utf-8')
    words = [sys.executable, '-X', 'importtime', '-m', 'presscopy', command, '--force-exclude', 'a.txt']
    done = subprocess.run(words, cwd=repository, capture_output=True)
    opened = {line.rsplit('|')[-1].strip().split('.')[0] for line in done.stderr.decode().splitlines() if '|' in line}
    assert 'presscopy' in opened
    assert opened.isdisjoint({'click', 'reportlab', 'uharfbuzz', 'PIL', 'docx', 'pathspec', 'multiprocessing'})
