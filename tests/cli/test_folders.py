"""Folders as arguments: which files are taken, in which order, and where what is written goes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run, no_traceback

COPY = '今年以来,全县增产。\n'


def lay(folder: Path, *names: str, text: str = COPY) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith('.docx'):
            from docx import Document

            document = Document()
            document.add_paragraph(text.strip())
            document.save(str(path))
        else:
            path.write_text(text, encoding='utf-8')


def seen(run: Run, *words: str | Path) -> list[str]:
    """The files that `check` found something in, in its order."""
    done = run('check', '--output-format', 'concise', '--select', 'BD101', *words)
    no_traceback(done)
    return list(dict.fromkeys(line.split(':')[0] for line in done.stdout.decode().splitlines()))


def test_copy_of_all_kinds_in_order_of_name(run: Run, tmp_path: Path) -> None:
    lay(
        tmp_path,
        '二/b.txt',
        '二/甲 乙.md',
        '一.txt',
        '二.docx',
        '二/深/c.TXT',
        'a.py',
        '二/~$稿.docx',
        '.藏/d.txt',
        '.e.txt',
    )
    assert seen(run, '.') == ['一.txt', '二/b.txt', '二/深/c.TXT', '二/甲 乙.md', '二.docx']
    assert seen(run, '二') == ['二/b.txt', '二/深/c.TXT', '二/甲 乙.md']
    assert seen(run, tmp_path / '二') == [f'{tmp_path}/{name}' for name in ('二/b.txt', '二/深/c.TXT', '二/甲 乙.md')]


def test_a_file_is_taken_once(run: Run, tmp_path: Path) -> None:
    lay(tmp_path, '稿/a.txt', '稿/b.txt')
    done = run('check', '--output-format', 'concise', '稿/b.txt', '稿', '稿/')
    assert [line.split(':')[0] for line in done.stdout.decode().splitlines()] == ['稿/b.txt', '稿/a.txt']


def test_an_empty_folder_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / '空').mkdir()
    done = run('check', '--output-format', 'json', '空')
    assert (done.returncode, done.stdout) == (2, b'[]\n')
    assert '空：文件夹里没有要看的稿件' in no_traceback(done)
    lay(tmp_path, '空/a.txt')
    (tmp_path / '空/.gitignore').write_text('*.txt\n')
    assert '跳过了 .gitignore 和 exclude 所列的1项' in no_traceback(run('check', '空'))
    # where there is something else to do it is no failure
    lay(tmp_path, '净.txt', text='今年以来，全县增产。\n')
    done = run('check', '空', '净.txt')
    assert done.returncode == 0
    assert '空：文件夹里没有' in no_traceback(done)


def test_links_make_no_loops(run: Run, tmp_path: Path) -> None:
    lay(tmp_path, '稿/a.txt')
    os.symlink('..', tmp_path / '稿/上')
    os.symlink('.', tmp_path / '稿/自己')
    os.symlink('没有', tmp_path / '稿/断.txt')
    assert seen(run, '.') == ['稿/a.txt']


def test_settings_include_and_exclude(run: Run, tmp_path: Path) -> None:
    lay(tmp_path, '稿/a.txt', '稿/存档/b.txt', '稿/c.md', '稿/旧稿1.txt', 'd.text')
    (tmp_path / 'presscopy.toml').write_text('exclude = ["存档/", "/稿/旧*"]\n', encoding='utf-8')
    assert seen(run, '.') == ['稿/a.txt', '稿/c.md']
    assert seen(run, '稿/旧稿1.txt') == ['稿/旧稿1.txt']
    assert seen(run, '--force-exclude', '稿/旧稿1.txt', '稿/a.txt', '稿/存档') == ['稿/a.txt']
    (tmp_path / 'presscopy.toml').write_text('include = ["*.text", "/稿/*.md"]\n', encoding='utf-8')
    assert seen(run, '.') == ['d.text', '稿/c.md']
    (tmp_path / 'presscopy.toml').write_text('exclude = "存档"\n', encoding='utf-8')
    assert 'exclude 应是文件名样式的列表' in no_traceback(run('check', '.'))


def git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ['git', '-c', 'core.quotePath=false', *words], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


def test_what_git_ignores_is_left_as_git_does_it(run: Run, tmp_path: Path) -> None:
    names = (
        'a.txt',
        'b.txt',
        '草稿/a.txt',
        '稿/a.txt',
        '稿/b.txt',
        '稿/留/b.txt',
        '稿/草稿',
        '深/草稿/c.txt',
        '深/#x.txt',
        '深/y z.txt',
        'info.txt',
    )
    lay(tmp_path, *(name for name in names if name.endswith('.txt')))
    (tmp_path / '.gitignore').write_text('# 说明\nb.txt\n草稿/\n!/稿/留/b.txt\n\\#x.txt\n', encoding='utf-8')
    (tmp_path / '稿/.gitignore').write_text('!b.txt\n/a.txt\n', encoding='utf-8')
    (tmp_path / '深/.gitignore').write_text('y*\n', encoding='utf-8')
    git(tmp_path, 'init', '-q')
    (tmp_path / '.git/info/exclude').write_text('info.txt\n')
    wanted = git(tmp_path, 'ls-files', '--others', '--exclude-standard').split('\n')
    wanted = [name for name in wanted if name.endswith('.txt')]
    assert sorted(seen(run, '.')) == sorted(wanted) == ['a.txt', '稿/b.txt', '稿/留/b.txt']
    # from below the top the files above still count; one who names an ignored folder means it
    assert seen(run, '稿') == ['稿/b.txt', '稿/留/b.txt']
    assert seen(run, '深') == []
    assert seen(run, '草稿') == ['草稿/a.txt']


def test_fix_goes_through_folders(run: Run, tmp_path: Path) -> None:
    lay(tmp_path, '稿/a.txt', '稿/深/a.txt', '稿/w.docx')
    done = run('fix', '稿', '-o', '净')
    assert done.returncode == 0, no_traceback(done)
    written = sorted(str(path.relative_to(tmp_path / '净')) for path in (tmp_path / '净').rglob('*') if path.is_file())
    assert written == ['a.txt', 'w.txt', '深/a.txt']
    done = run('fix', '稿')
    assert done.returncode == 0
    assert '1个 Word 文件只读' in no_traceback(done)
    assert (tmp_path / '稿/深/a.txt').read_text('utf-8') == COPY.replace(',', '，')


def test_outline_and_typeset_go_through_folders(run: Run, tmp_path: Path) -> None:
    lay(tmp_path, '稿/a.txt', '稿/深/a.txt', text='题\n\n' + COPY)
    assert run('outline', '稿').stdout.decode().count('稿/') == 2
    done = run('typeset', '稿', '-o', '版/')
    assert done.returncode == 0, no_traceback(done)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob('*.pdf')) == ['版/a.pdf', '版/深/a.pdf']


@pytest.mark.skipif(not hasattr(os, 'geteuid') or os.geteuid() == 0, reason='root may read everything')
def test_a_folder_that_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    lay(tmp_path, '稿/a.txt', '稿/锁/b.txt')
    (tmp_path / '稿/锁').chmod(0)
    done = run('check', '稿')
    (tmp_path / '稿/锁').chmod(0o755)
    assert done.returncode == 2
    assert '没有权限' in no_traceback(done)


def test_settings_that_cannot_be_used_cost_their_folder_only(run: Run, tmp_path: Path) -> None:
    lay(tmp_path, '好/a.txt', '坏/b.txt')
    (tmp_path / '坏/presscopy.toml').write_text('exclude = 3\n')
    done = run('check', '--output-format', 'concise', '.')
    assert done.returncode == 2
    assert 'exclude 应是' in no_traceback(done)
    assert done.stdout.decode().startswith('好/a.txt:')
