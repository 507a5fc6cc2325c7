"""Plain words are read without click: what comes of them is what click makes of them, and what is not plain is left to it."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscopy.cli import ON_COPY, group, plain
from presscopy.cli.options import COPY, Option

PROJECT = Path(__file__).resolve().parent.parent.parent
VALUES = [
    '稿.txt',
    '-',
    '',
    '3',
    '03',
    '+3',
    ' 3',
    '9999999999',
    '-1',
    '1.5',
    'zh',
    'json',
    'off',
    'a=b',
    '=',
    '--',
    '-x',
    '--no-such',
    '--se',
    '-h',
]


def options(name: str) -> tuple[Option, ...]:
    return (*COPY, *import_module(f'presscopy.cli.{name}').command.options)


def by_click(name: str, words: list[str]) -> dict[str, Any] | None:
    """What click makes of the words; None where it says that something is wrong, or shows help."""
    command = group.on_copy(name, import_module(f'presscopy.cli.{name}').command)
    try:
        with command.make_context(name, list(words), resilient_parsing=False) as context:
            return dict(context.params)
    except (click.ClickException, click.exceptions.Exit):
        return None


def words_of(name: str) -> st.SearchStrategy[list[str]]:
    named = [word for one in options(name) for word in (*one.words, one.off) if word]
    some = st.sampled_from(VALUES)
    fitting = [
        [one.words[-1], *([] if one.kind == 'flag' else [(one.choices or ('7' if one.kind == 'number' else '文',))[0]])]
        for one in options(name)
    ]
    one = st.one_of(
        st.sampled_from(fitting),
        some.map(lambda value: [value]),
        st.sampled_from(named).map(lambda word: [word]),
        st.tuples(st.sampled_from(named), some).map(list),
        st.tuples(st.sampled_from(named), some).map(lambda pair: ['='.join(pair)]),
    )
    return st.lists(one, max_size=5).map(lambda parts: [word for part in parts for word in part])


@pytest.mark.parametrize('name', ON_COPY)
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_what_is_read_is_what_click_reads(name: str, data: st.DataObject) -> None:
    words = data.draw(words_of(name))
    found = plain.read(words, options(name))
    if found is not None:
        assert found == by_click(name, words)


@pytest.mark.parametrize(
    ('name', 'words'),
    [
        ('check', ['稿.txt']),
        ('check', ['--output-format', 'json', '--select=BD,KG', '-', '稿.txt', '-j', '2']),
        ('fix', ['稿.txt', '-o', '净.txt', '--bom', 'no', '--role', '3=h1', '--role', '5=body']),
        ('outline', ['--json', '稿.txt']),
        ('typeset', ['--as-is', '稿.txt', '-o', '-', '--chars', '13', '--no-column-rule', '--font', 'kai=a.ttf']),
    ],
)
def test_everyday_words_are_plain(name: str, words: list[str]) -> None:
    found = plain.read(words, options(name))
    assert found is not None
    assert found == by_click(name, words)


@pytest.mark.parametrize(
    'words',
    [
        [],
        ['--help'],
        ['稿.txt', '--output-for', 'json'],
        ['稿.txt', '--jobs', '257'],
        ['稿.txt', '--jobs'],
        ['-o', '稿.txt'],
    ],
)
def test_the_rest_is_left_to_click(words: list[str]) -> None:
    assert plain.read(words, options('check')) is None


def test_the_shell_is_answered_by_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(plain.COMPLETION, 'bash_complete')
    assert plain.read(['稿.txt'], options('check')) is None


def test_a_check_does_not_wait_for_click() -> None:
    code = 'import sys; sys.argv = ["presscopy", "check", sys.argv[1]]; import os; os._exit = lambda code: print("click" in sys.modules, code); from presscopy.cli import run; run()'
    done = subprocess.run([sys.executable, '-c', code, str(PROJECT / 'samples/notice.txt')], capture_output=True)
    assert done.stdout.decode().splitlines()[-1] in ('False 0', 'False 1')
