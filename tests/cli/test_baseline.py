"""`check --baseline`: a run tells only what is new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, no_traceback

OLD = '今年以来,全县增产,农民增收。\n县里说:很好?\n於可欣和錢鍾書來了,縣裏很高興。\n'


def new(run: Run, *words: str | Path, cwd: str = '') -> list[dict]:
    done = run('check', '--output-format', 'json', '--baseline', '基线.json', *words)
    found = json.loads(done.stdout)
    assert done.returncode == (1 if any(one['severity'] != 'info' for one in found) else 0), no_traceback(done)
    return found


@pytest.fixture
def copy(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / '稿/a b.txt'
    path.parent.mkdir()
    path.write_text(OLD, encoding='utf-8')
    done = run('check', '--baseline', '基线.json', '--write-baseline', '稿')
    assert done.returncode == 0
    assert '基线.json：记下1篇的' in no_traceback(done)
    return path


def test_what_was_there_is_not_told(run: Run, copy: Path) -> None:
    assert new(run, '稿') == new(run, '--each', '稿') == []
    assert new(run, copy) == []
    assert '没有问题' in run('check', '--baseline', '基线.json', '稿').stdout.decode()


def test_lines_may_move(run: Run, copy: Path) -> None:
    lines = OLD.splitlines(keepends=True)
    copy.write_text('新的一行，没有问题。\n' + ''.join(reversed(lines)), encoding='utf-8')
    assert new(run, '稿') == []


def test_what_is_new_is_told(run: Run, copy: Path) -> None:
    copy.write_text(OLD + '明年再看,再说。\n', encoding='utf-8')
    [one] = new(run, '稿')
    assert (one['code'], one['location']['row']) == ('BD101', 4)
    assert one['fix']['edits']
    # the same line once more
    copy.write_text(OLD + '县里说:很好?\n', encoding='utf-8')
    assert {one['location']['row'] for one in new(run, '稿')} == {4}


def test_another_file_with_the_same_line_is_new(run: Run, copy: Path) -> None:
    (copy.parent / 'c.txt').write_text(OLD, encoding='utf-8')
    assert {one['filename'] for one in new(run, '稿')} == {'稿/c.txt'}


def test_merged_findings_still_point_to_each_other(run: Run, copy: Path) -> None:
    copy.write_text('說:「好」,\n' + OLD + '我們說,「全縣經濟向好 」,他說"好".\n' * 2, encoding='utf-8')
    found = new(run, '--each', '稿')
    assert found
    for one in found:
        if 'merged_into' in one:
            assert one['fix'] is None
            assert found[one['merged_into']]['fix']


def test_paths_are_from_the_baselines_folder(run: Run, copy: Path, tmp_path: Path) -> None:
    told = json.loads((tmp_path / '基线.json').read_text('utf-8'))
    assert list(told['files']) == ['稿/a b.txt']
    (tmp_path / '基线.json').rename(copy.parent / '基线.json')
    (copy.parent / '基线.json').write_text(json.dumps({**told, 'files': {'a b.txt': told['files']['稿/a b.txt']}}))
    assert run('check', '--baseline', '稿/基线.json', '稿/a b.txt').returncode == 0


def test_writing_again_changes_only_what_was_looked_at(run: Run, copy: Path, tmp_path: Path) -> None:
    before = (tmp_path / '基线.json').read_bytes()
    run('check', '--baseline', '基线.json', '--write-baseline', '稿')
    assert (tmp_path / '基线.json').read_bytes() == before
    (copy.parent / 'c.txt').write_text(OLD, encoding='utf-8')
    run('check', '--baseline', '基线.json', '--write-baseline', '稿/c.txt')
    assert new(run, '稿') == []
    copy.unlink()
    run('check', '--baseline', '基线.json', '--write-baseline', '稿/c.txt')
    assert list(json.loads((tmp_path / '基线.json').read_text('utf-8'))['files']) == ['稿/c.txt']


def test_what_is_no_baseline_is_told(run: Run, copy: Path, tmp_path: Path) -> None:
    assert '没有这个基线文件' in no_traceback(run('check', '--baseline', '没有.json', '稿'))
    for text in (
        '{',
        '[]',
        '{"version": 9}',
        '{"version": 1, "files": {"a": 1}}',
        '{"version": 1, "files": {"a": {"b": "c"}}}',
    ):
        (tmp_path / '坏.json').write_text(text)
        done = run('check', '--baseline', '坏.json', '稿')
        assert done.returncode == 2
        assert '基线文件' in no_traceback(done)
    assert run('check', '--write-baseline', '稿').returncode == 2
