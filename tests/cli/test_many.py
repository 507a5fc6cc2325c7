"""Many files: spread over processes when it pays, told in their order, stopped cleanly."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from presscopy.cli import pool
from tests.conftest import PROJECT, Run, no_traceback

SAMPLE = (PROJECT / 'samples/notice.txt').read_text('utf-8')


@pytest.fixture
def many(tmp_path: Path) -> list[str]:
    names = [f'稿{n:02}.txt' for n in range(24)]
    for n, name in enumerate(names):
        (tmp_path / name).write_text(SAMPLE * (1 + n % 3), encoding='utf-8')
    return names


@pytest.mark.parametrize('form', ['full', 'concise', 'json', 'sarif', 'junit'])
def test_the_report_is_the_same_however_many_processes(run: Run, tmp_path: Path, many: list[str], form: str) -> None:
    (tmp_path / many[5]).write_bytes(b'')
    names = [*many[:10], '没有.txt', *many[10:]]
    one = run('check', '--jobs', '1', '--output-format', form, *names)
    for jobs in ('2', '5', '0'):
        other = run('check', '--jobs', jobs, '--output-format', form, *names)
        assert (other.returncode, other.stdout, other.stderr) == (one.returncode, one.stdout, one.stderr)
    assert one.returncode == 2
    assert '是空文件' in no_traceback(one)


def test_the_count_and_the_baseline_too(run: Run, many: list[str]) -> None:
    told = [run('check', '--jobs', jobs, '--statistics', *many).stdout for jobs in ('1', '3')]
    assert told[0] == told[1]
    assert run('check', '--jobs', '3', '--baseline', 'b.json', '--write-baseline', *many).returncode == 0
    assert run('check', '--jobs', '3', '--baseline', 'b.json', *many).returncode == 0


def test_a_pool_only_where_it_pays(tmp_path: Path) -> None:
    small, large = tmp_path / 'a.txt', tmp_path / 'b.txt'
    small.write_text('好' * 10)
    large.write_text('好' * 100_000)
    assert pool.workers([str(large)], 0) == pool.workers([str(large)], 8) == 1
    assert pool.workers([str(small)] * 50, 0) == 1
    assert pool.workers([str(large)] * 50, 0) == len(os.sched_getaffinity(0))
    assert pool.workers([str(large)] * 3, 8) == 3


def test_one_file_starts_no_process() -> None:
    code = 'import sys; from presscopy.cli import group; group.main(["check", "--jobs", "4", sys.argv[1]]); print("multiprocessing" in sys.modules)'
    done = subprocess.run([sys.executable, '-c', code, str(PROJECT / 'samples/notice.txt')], capture_output=True)
    assert done.stdout.decode().splitlines()[-1] == 'False'


def work(name: str) -> str:
    if name == 'dies':
        os._exit(9)
    time.sleep(0.01 * (len(name) % 3))
    return name.upper()


def test_a_worker_that_dies_costs_its_file_only() -> None:
    names = [f'n{n}' * (1 + n % 4) for n in range(40)]
    names[7] = names[20] = 'dies'
    assert list(pool.spread(work, names, 3)) == [pool.Died(n) if n == 'dies' else n.upper() for n in names]


def test_results_that_are_not_wanted_leave_no_process() -> None:
    results = pool.spread(work, ['a'] * 1000, 3)
    assert next(results) == 'A'
    results.close()
    import multiprocessing

    assert multiprocessing.active_children() == []


def test_an_interrupt_ends_all_processes(tmp_path: Path, many: list[str]) -> None:
    words = [sys.executable, '-m', 'presscopy', 'check', '--jobs', '3', '--output-format', 'concise', *many * 40]
    started = subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert started.stdout
    started.stdout.readline()
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=30)
    assert started.returncode == 130
    assert said.decode().split() == ['已中止']
    with pytest.raises(ProcessLookupError):
        os.killpg(started.pid, 0)


def test_progress_on_a_terminal_after_two_seconds(tmp_path: Path, many: list[str]) -> None:
    words = [sys.executable, '-m', 'presscopy', 'check', '--output-format', 'json', many[0], '-', many[1], many[2]]
    ours, theirs = pty.openpty()
    started = subprocess.Popen(words, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    time.sleep(2.5)
    out, _ = started.communicate(SAMPLE.encode(), timeout=30)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert '看了 ' in said and '/4' in said
    assert said.endswith('\r\x1b[K')
    assert {one['filename'] for one in json.loads(out)} == {many[0], '-', many[1], many[2]}


def test_fix_writes_the_same_however_many_processes(run: Run, tmp_path: Path, many: list[str]) -> None:
    (tmp_path / many[3]).write_bytes(SAMPLE.encode('gb18030'))
    (tmp_path / many[4]).write_bytes(b'')
    said = {}
    for jobs in ('1', '3'):
        done = run('fix', '--jobs', jobs, '-o', f'净{jobs}', *many)
        assert done.returncode == 2
        written = {path.name: path.read_bytes() for path in (tmp_path / f'净{jobs}').iterdir()}
        said[jobs] = written, no_traceback(done), run('fix', '--jobs', jobs, '--diff', *many).stdout
    assert said['1'] == said['3']
    assert sorted(said['1'][0]) == sorted(set(many) - {many[4]})
    assert run('outline', '--jobs', '1', *many).stdout == run('outline', '--jobs', '3', *many).stdout
    assert (
        run('outline', '--json', '--jobs', '1', *many).stdout == run('outline', '--json', '--jobs', '3', *many).stdout
    )


def test_a_reader_that_leaves_ends_all_processes(tmp_path: Path, many: list[str]) -> None:
    words = [sys.executable, '-m', 'presscopy', 'check', '--jobs', '3', '--each', *many * 20]
    started = subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert started.stdout and started.stderr
    started.stdout.readline()
    started.stdout.close()
    with started.stderr:
        assert started.stderr.read() == b''
    started.wait(30)
    with pytest.raises(ProcessLookupError):
        os.killpg(started.pid, 0)
