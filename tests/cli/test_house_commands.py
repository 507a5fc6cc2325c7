"""`check --statistics` and `check --add-ignore`, as an editor runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

COPY = '全县粮食丰收,再上新台阶\n今年以来,全县增产,农民增收。\n县里说:很好?\n'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / '稿 件.txt'
    path.write_text(COPY, encoding='utf-8')
    return path


def test_statistics_count_and_estimate(run: Run, copy: Path) -> None:
    done = run('check', '--statistics', copy.name)
    out = done.stdout.decode()
    assert done.returncode == 1
    assert 'BD101' in out and '合格线：报纸3，期刊2' in out and '估计' in out


def test_statistics_for_machines(run: Run, copy: Path) -> None:
    told = json.loads(run('check', '--statistics', '--output-format', 'json', copy.name).stdout)
    counts = {one['code']: one['count'] for one in told['findings']}
    assert counts['BD101'] == 3 and told['files'] == 1
    # three commas, of which one in the title counts twice; a colon and a question mark
    assert told['error_rate']['as_received'] == pytest.approx((0.1 * 4 + 0.2) / told['characters'] * 1e4, rel=0.02)
    assert told['error_rate']['after_fix'] == 0


def test_the_same_fault_counts_three_times(run: Run, copy: Path) -> None:
    copy.write_text('今年以来,全县增产,农民增收,企业增效,财政增税,大家都说好。\n', encoding='utf-8')
    told = json.loads(run('check', '--statistics', '--output-format', 'json', copy.name).stdout)
    assert told['error_rate']['as_received'] == pytest.approx(0.3 / told['characters'] * 1e4, rel=0.02)


@pytest.mark.parametrize('ending', ['.txt', '.md'])
def test_add_ignore_spares_what_is_there_today(run: Run, copy: Path, ending: str) -> None:
    path = copy.with_suffix(ending)
    path.write_text(COPY.replace('\n', '\n\n') + '於可欣和錢鍾書來了,縣裏很高興。\n', encoding='utf-8')
    assert run('check', path.name).returncode == 1
    assert run('check', '--add-ignore', path.name).returncode == 0
    assert run('check', path.name).returncode == 0
    once = path.read_bytes()
    assert run('check', '--add-ignore', path.name).returncode == 0
    assert path.read_bytes() == once
    assert run('fix', path.name).returncode == 0
    assert path.read_bytes() == once


def test_add_ignore_keeps_encoding_and_line_ends(run: Run, copy: Path) -> None:
    copy.write_bytes(COPY.replace('\n', '\r\n').encode('gb18030'))
    assert run('check', '--add-ignore', copy.name).returncode == 0
    text = copy.read_bytes().decode('gb18030')
    assert '〔presscopy:ignore BD101〕\r\n' in text


def test_a_table_of_markdown_gets_no_mark(run: Run, copy: Path) -> None:
    path = copy.with_suffix('.md')
    path.write_text('# 题\n\n| 甲,乙 | 丙 |\n|---|---|\n| 今年,全县 | 好 |\n', encoding='utf-8')
    done = run('check', '--add-ignore', path.name)
    assert '不能写标记' in done.stderr.decode()


def test_add_ignore_keeps_the_blanks_of_a_line(run: Run, copy: Path) -> None:
    path = copy.with_suffix('.md')
    path.write_text('# 题\n\n今年,好。  \n全县,好. <!-- presscopy: ignore BD101 -->\n', encoding='utf-8')
    run('check', '--add-ignore', path.name)
    lines = path.read_text(encoding='utf-8').split('\n')
    assert lines[2] == '今年,好。<!-- presscopy: ignore BD101 -->  '
    assert lines[3] == '全县,好. <!-- presscopy: ignore BD101,BD102 -->'
    assert run('check', path.name).returncode == 0


def test_add_ignore_needs_a_file_of_text(run: Run) -> None:
    assert run('check', '--add-ignore', '-', data='今年,好。'.encode()).returncode == 2
