"""The real article and the open inputs of the reference material, where it lies beside the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import presscopy
from presscopy.article.article import Article
from presscopy.report.located import located
from presscopy.report.records import records
from presscopy.text.finding import Fix

from .test_samples import replay

STRAY = '噢'


def test_the_article_comes_out_as_its_author_meant(shared: Path) -> None:
    gold = (shared / 'seed/gold.txt').read_text(encoding='utf-8').rstrip('\n')
    article = presscopy.load(shared / 'seed/article.txt')
    fixed = presscopy.edit(article).article.text.rstrip('\n')
    assert fixed.count(STRAY) == 1
    assert fixed.replace(STRAY, '') == gold
    assert presscopy.edit(article, least=Fix.UNSAFE).article.text.rstrip('\n') == gold


def test_a_second_fix_of_the_article_changes_nothing(shared: Path) -> None:
    once = presscopy.edit(presscopy.load(shared / 'seed/article.txt')).article
    assert presscopy.edit(Article.of(once.text)).article.text == once.text


def test_every_line_of_the_article_has_its_role(shared: Path) -> None:
    gold = json.loads((shared / 'seed/gold.json').read_text(encoding='utf-8'))['blocks']
    blocks = presscopy.edit(presscopy.load(shared / 'seed/article.txt')).article.blocks
    assert [block.role for block in blocks] == [block['role'] for block in gold]


def test_what_the_article_leaves_to_the_editor(shared: Path) -> None:
    edited = presscopy.edit(presscopy.load(shared / 'seed/article.txt'))
    found = located(edited, each=True)
    assert sum(one.code == 'BM001' for one in found) == 237
    # a stray particle; and one motto quoted in two ways: “两战赢”, “两战”双赢
    assert [one.code for one in found if not one.applied] == ['YF101', 'XW106']
    stray = next(one for one in found if one.code == 'YF101')
    assert [choice.edits[0].text for choice in stray.choices] == ['', '的']


def inputs(shared: Path) -> list[Path]:
    """Every open input that this version reads."""
    return sorted((shared / 'pressbench/inputs').glob('*/*.txt'))


def test_the_json_of_every_open_input_says_what_fix_writes(shared: Path) -> None:
    for path in inputs(shared):
        article = presscopy.load(path)
        edited = presscopy.edit(article)
        array = records(located(edited), article.text, path.name, 'zh')
        assert replay(article.text, array) == edited.article.text, path


def test_each_fix_is_valid_alone(shared: Path) -> None:
    article = presscopy.load(shared / 'pressbench/inputs/seedlike/p04.txt')
    array = records(located(presscopy.edit(article), each=True), article.text, 'p04', 'zh')
    for record in array:
        for choice in (record['fix'], *record['alternatives']):
            if choice:
                text = replay(article.text, [{'fix': {**choice, 'applicability': 'safe'}}])
                assert text != article.text


@pytest.mark.parametrize('kind', ['simp'])
def test_clean_copy_is_not_touched(shared: Path, kind: str) -> None:
    for path in sorted((shared / 'pressbench/inputs' / kind).glob('*.txt')):
        article = presscopy.load(path)
        assert presscopy.edit(article).article.text == article.text, path
