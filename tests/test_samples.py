"""The three manuscripts of samples/ come out as a careful editor would leave them."""

from __future__ import annotations

from pathlib import Path

import pytest

import presscopy
from presscopy.article.article import Article
from presscopy.report.located import located
from presscopy.report.records import records

from .conftest import PROJECT, Run

SAMPLES = sorted(path.stem for path in (PROJECT / 'samples').glob('*.txt'))
ROLES = {
    'county-review': 'editors_note byline body heading body body heading body body heading body body heading body body body',
    'feature': 'kicker title deck byline body body body heading body body heading body body heading body body body',
    'notice': 'title body heading body heading body',
}


def read(name: str) -> tuple[Article, str]:
    wanted = (PROJECT / 'tests' / 'samples' / f'{name}.txt').read_text(encoding='utf-8').rstrip('\n')
    return presscopy.load(PROJECT / 'samples' / f'{name}.txt'), wanted


@pytest.mark.parametrize('name', SAMPLES)
def test_fix_gives_the_clean_copy(name: str) -> None:
    article, wanted = read(name)
    assert presscopy.edit(article).article.text.rstrip('\n') == wanted


@pytest.mark.parametrize('name', SAMPLES)
def test_clean_copy_is_left_alone(name: str) -> None:
    _, wanted = read(name)
    assert presscopy.edit(Article.of(wanted)).article.text == wanted


@pytest.mark.parametrize('name', SAMPLES)
def test_roles(name: str) -> None:
    article, _ = read(name)
    assert ' '.join(block.role for block in presscopy.edit(article).article.blocks) == ROLES[name]


def replay(text: str, array: list[dict]) -> str:  # type: ignore[type-arg]
    """Apply every safe fix of a JSON array at once."""
    edits = [e for r in array if r['fix'] and r['fix']['applicability'] == 'safe' for e in r['fix']['edits']]
    edits.sort(key=lambda e: (e['start'], e['end']))
    parts, at = [], 0
    for edit in edits:
        assert at <= edit['start'] <= edit['end'] <= len(text), 'fixes overlap'
        parts += [text[at : edit['start']], edit['content']]
        at = edit['end']
    return ''.join([*parts, text[at:]])


@pytest.mark.parametrize('each', [False, True])
@pytest.mark.parametrize('name', SAMPLES)
def test_the_json_says_what_fix_writes(name: str, each: bool) -> None:
    article, _ = read(name)
    edited = presscopy.edit(article)
    array = records(located(edited, each=each), article.text, name, 'zh')
    assert replay(article.text, array) == edited.article.text
    for record in array:
        if 'merged_into' in record:
            assert record['fix'] is None
            assert array[record['merged_into']]['fix']


def test_the_stray_particle_is_the_editor_s(run: Run) -> None:
    done = run('check', '--select', 'YF101', '--output-format', 'concise', PROJECT / 'samples' / 'county-review.txt')
    assert done.returncode == 1
    assert done.stdout.decode().count('YF101') == 1


def test_the_report_fits_a_screen(run: Run) -> None:
    for name in SAMPLES:
        done = run('check', PROJECT / 'samples' / f'{name}.txt')
        assert len(done.stdout.decode().splitlines()) <= 40, name


def test_every_sample_is_listed() -> None:
    assert set(SAMPLES) == set(ROLES)
    assert Path(PROJECT / 'samples').is_dir()
