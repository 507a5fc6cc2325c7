"""Glosses over generated copy: any sentences, any set of glossed characters, any order; lawful brackets of the author's among them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import presscopy
from presscopy import Article
from presscopy.article.article import Edited
from presscopy.restore.mojibake import repairs
from presscopy.restore.reading import suspects
from presscopy.rules import restore
from presscopy.script.convert import by_table
from presscopy.tables.readings import readings

from .gloss_simulator import damage
from .sentences import GLOSSED, SENTENCES
from .trials import hits

LAWFUL = ('上林垟(yáng)村。', '垟（yáng）里。', '鋆(yún)先生。', '昆陽鎮(平陽)。', '工程(一期)。', '產值(GDP)。')
GLOSS = re.compile(r'\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]+\)')
ACROSS = hits(SENTENCES, by_table)
LINES = st.lists(st.sampled_from(SENTENCES), min_size=6, max_size=14, unique=True)


def converted(lines: list[str], chosen: list[str]) -> str:
    return '\n'.join(damage(line, {char: readings(char)[0] for char in chosen}, chosen) for line in lines)


def outside_damage(edited: Edited) -> str:
    """The text without what could not be undone and was told."""
    text = edited.article.text
    for start, end in sorted(edited.article.closed, reverse=True):
        text = text[:start] + text[end:]
    return text


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    LINES,
    st.lists(st.sampled_from(GLOSSED), min_size=12, max_size=120, unique=True),
    st.lists(st.sampled_from(LAWFUL), max_size=3),
)
def test_glosses_go_and_lawful_brackets_stay(lines: list[str], chosen: list[str], lawful: list[str]) -> None:
    text = '\n'.join([converted(lines, chosen), *lawful])
    edited = presscopy.edit(Article.of(text))
    rest = outside_damage(edited)
    for kept in set(lawful):
        inner = re.split('[(（)）]', kept)[1].translate(str.maketrans('陽', '阳'))
        assert len(re.findall(f'[(（]{inner}[)）]', edited.article.text)) >= lawful.count(kept), kept
    for line in rest.split('\n')[: -len(lawful) or None]:
        assert not GLOSS.search(line)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(LINES, st.lists(st.sampled_from(GLOSSED), min_size=5, max_size=120, unique=True))
def test_nothing_of_it_is_taken_for_another_encoding(lines: list[str], chosen: list[str]) -> None:
    text = converted(lines, [*chosen, *ACROSS[:3]])
    assert list(repairs(text, suspects(frozenset(text)))) == []


@pytest.mark.parametrize('text', ['上林垟(yáng)村召开会议。', '瓯(ōu)江水位上涨。', '他叫鋆(yún)。'])
def test_one_lone_gloss_after_a_rare_character_is_the_author_s(text: str) -> None:
    assert 'BM001' not in {one.code for one in presscopy.check(Article.of(text)) if one.fix > 0}
    assert GLOSS.search(presscopy.edit(Article.of(text)).article.text)


def test_so_many_runs_are_looked_into_and_the_same_one_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file full of them is no manuscript; each is told all the same."""
    monkeypatch.setattr(restore, 'MOST_SEARCHED', 2)
    head = '全縣(xiàn)經(jīng)濟(jì)發(fā)展\n'
    rows = ['幹部勇?lián)?dāng)。', '羣衆勇?lián)?dāng)。', '黨員勇?lián)?dāng)。']
    found = list(restore.broken_runs(Article.of(head + '\n'.join([*rows, *rows])), by_table))
    assert [bool(one.choices) for one in found] == [True, True, False] * 2
    assert [one.choices for one in found[:2]] != [one.choices for one in found[3:5]]  # each in its own place
