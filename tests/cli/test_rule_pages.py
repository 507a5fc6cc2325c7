"""The pages on rules say what `presscopy rule` prints, and a Markdown reader sees the same text."""

from __future__ import annotations

import importlib.util
import json
from types import ModuleType

import pytest
from markdown_it import MarkdownIt

from presscopy import codes
from presscopy.handbook import docs, page
from tests.conftest import PROJECT, Run


@pytest.fixture(scope='module')
def rules() -> ModuleType:
    spec = importlib.util.spec_from_file_location('docs_rules', PROJECT / 'docs/rules.py')
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shown(markdown: str) -> str:
    """What a reader of the page sees, white space aside."""
    told = []
    for token in MarkdownIt().parse(markdown):
        told += [one.content for one in token.children or ()] if token.type == 'inline' else [token.content]
    return ''.join(''.join(told).split())


def test_every_rule_stands_on_its_familys_page_as_the_command_prints_it(rules: ModuleType) -> None:
    pages = rules.pages()
    seen = {name: shown(text) for name, text in pages.items()}
    for code in docs():
        assert ''.join(page(code).replace('`', '').split()) in seen[f'{code[:2]}.md'], code
        assert f'{code[:2]}.md' in pages['README.md']


def test_the_command_prints_the_page(run: Run) -> None:
    for code in ('BM005', 'BD301', 'JF101', 'PF201', 'bd101'):
        assert run('rule', code).stdout.decode() == page(code.upper())


def test_all_rules_for_machines(run: Run) -> None:
    told = json.loads(run('rule', '--output-format', 'json').stdout)
    assert [one['code'] for one in told] == sorted(docs())
    for one in told:
        row = codes.catalogue()[one['code']]
        assert (one['name'], one['severity'], one['weight']) == (row.name, row.severity.name.lower(), row.weight)
        assert one['fix'] in ('safe', 'unsafe', 'none', 'off') and one['explanation']
    assert json.loads(run('rule', 'bd301', '--output-format', 'json').stdout) == [
        one for one in told if one['code'] == 'BD301'
    ]
    assert run('rule', 'ZZ999', '--output-format', 'json').returncode == 2
