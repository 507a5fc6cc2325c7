"""Damaged gloss runs: real ones, the model that makes them, and how often the inversion is right."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from presscopy.restore import search
from presscopy.restore.inversion import agreed, habits, invert, settled
from presscopy.restore.likely import RARE_IN_GB2312, alone
from presscopy.restore.shown import LOST, authored, decoded, dropped_pairs, tokens
from presscopy.script.convert import by_table
from presscopy.tables.load import rows
from presscopy.tables.readings import readings

from .gloss_simulator import damage
from .sentences import SENTENCES
from .trials import Trial, hits, trials

simplify = cache(OpenCC('t2s').convert)
ACROSS = hits(SENTENCES, simplify)

REAL = {
    # what the author wrote, what was seen, the run's end, what stood there
    'dropped-pair': ('奮勇擔當,', '奮勇?lián)?dāng),', '?lián)?dāng)', '擔當'),
    'letter-ends-the-shift': ('田園生活', '田?fàn)@生活', '?fàn)@', '園'),
    'rare-alone': ('夜漸深,', '夜?jié)u深,', '?jié)u', '漸'),
    'gloss-inside': ('4個月時間', '4個(gè)月?shēng)r(shí)間', '?shēng)r(shí)', '時'),
    'quote-inside': ('不要因為“感覺挺好', '不要因?yàn)椤案杏X挺好', '?yàn)椤案杏X', '為“感覺'),
    'han-in-the-wrong-step': ('的夜鷺分成兩組,對', '的夜鷺?lè)殖蓛山M,對', '?lè)殖蓛山M', '分成兩組'),
    'cyrillic-in-the-wrong-step': ('遇到了帶着孫女', '遇到了?yào)ё艑O女', '?yào)ё艑O', '帶着孫'),
}
GLOSSES = {
    'dropped-pair': {'聯': 'lián', '當': 'dāng'},
    'letter-ends-the-shift': {'飯': 'fàn'},
    'rare-alone': {'節': 'jié'},
    'gloss-inside': {'個': 'gè', '時': 'shí', '聲': 'shēng'},
    'quote-inside': {'驗': 'yàn'},
    'han-in-the-wrong-step': {'樂': 'lè'},
    'cyrillic-in-the-wrong-step': {'藥': 'yào'},
}


@pytest.mark.parametrize('name', REAL)
def test_simulator_makes_the_real_damage(name: str) -> None:
    author, seen, _, _ = REAL[name]
    assert damage(author, GLOSSES[name], GLOSSES[name]) == seen


@pytest.mark.parametrize('name', REAL)
def test_real_run_is_settled(name: str) -> None:
    _, seen, run, wrote = REAL[name]
    at = seen.index('?')
    sure = settled(invert(seen, at, {}, simplify))
    assert sure is not None
    assert (seen[sure.start : sure.end], sure.text) == (run, wrote)


def test_swallowed_mark_is_not_sure() -> None:
    """理 lost its second byte and the comma with it: shown with a comma, never applied."""
    seen = '適當(dāng)?shù)乃使芾?使其'
    found = invert(seen, seen.index('?'), {'當': 'dāng'}, simplify)
    assert found
    assert all(one.guessed == 1 for one in found)
    assert all(one.text.endswith('管理,') for one in found[:10])
    assert settled(found) is None


def test_glossed_character_without_its_gloss_is_a_contradiction() -> None:
    """Were 兩 glossed in this file, it would show its gloss here too. 分 might not: the gloss of 樂 parts its bytes."""
    seen = '的夜鷺?lè)殖蓛山M,對'
    assert settled(invert(seen, 3, {'分': 'fēn'}, simplify))
    assert not any('兩' in one.text for one in invert(seen, 3, {'兩': 'liǎng'}, simplify))


def test_character_seen_plain_cannot_be_the_gloss() -> None:
    seen = '吃飯后到田?fàn)@生活'
    assert not any(one.text == '園' for one in invert(seen, seen.index('?'), {}, simplify))


@pytest.mark.parametrize('seen', ['真的嗎?lián)', '4?lián)人', '?lián)人', '他說?abc)人', '勇?人'])
def test_what_is_no_run_has_no_candidates(seen: str) -> None:
    found = invert(seen, seen.index('?'), {}, simplify)
    assert settled(found) is None


def test_run_inside_another_is_left_to_that_one() -> None:
    seen = '奮勇?lián)?dāng),'
    assert invert(seen, seen.rindex('?'), {}, simplify) == []


def test_habits() -> None:
    found = habits('經(jīng)濟(jì)發展\n勇?lián)?dāng)個\n(平陽)')
    assert found.glossed == {'經': 'jīng', '濟': 'jì'}
    assert {'發', '展', '平', '陽'} <= found.unglossed
    assert '個' not in found.unglossed  # the line is damaged: who knows what its bytes are
    assert '發展' in found.phrases


def test_tokens_cover_the_line() -> None:
    seen = '4個(gè)月?shēng)r(shí)間(平陽)'
    cut = tokens(seen)
    assert ''.join(seen[one.start : one.end] for one in cut) == seen
    assert [one.gloss for one in cut if one.gloss] == ['gè', 'shēng', 'shí']


def files(seeds: range) -> Iterator[Trial]:
    """Simulated files of some of the sentences each."""
    for seed in seeds:
        draw = random.Random(seed)
        yield from trials(draw.sample(SENTENCES, 24), ACROSS, draw, seed % 2 == 1, simplify)


def test_over_simulated_damage() -> None:
    """Nothing sure is wrong; see `settled` for what can be sure at all. The rest is shown, mostly the right text first."""
    runs = list(files(range(18)))
    sure = [run for run in runs if settled(run.candidates)]
    parts = [(run, agreed(run.candidates, run.line)) for run in runs if run not in sure]
    but_for_a_mark = [(run, part) for run, part in parts if part]
    assert len(runs) >= 40
    assert [run for run in sure if not run.right[0]] == []
    assert [run for run, part in but_for_a_mark if not str(run.wrote).startswith(part.text[:-1])] == []
    assert len(sure) + len(but_for_a_mark) >= 0.6 * len(runs)
    assert sum(any(run.right[:1]) for run in runs) >= 0.85 * len(runs)


@pytest.mark.parametrize(
    ('wrote', 'mistaken'),
    [
        (
            '湧來了幾百人……',
            '湧來了幾百人。',
        ),  # the last of the four bytes is all that a “?” at the end of the line stands for, as with a full stop
        ('推翻以他為首的反政府武裝力量', '推翻以他為首的反正武裝力量'),
    ],
)
def test_what_may_be_longer_is_not_sure(wrote: str, mistaken: str) -> None:
    """Found in published copy: the true text has a character more, whose bytes vanished; the shorter one reads well, too."""
    (gloss,) = hits([wrote], simplify)
    seen = damage(wrote, {gloss: readings(gloss)[0]}, [gloss])
    candidates = invert(seen, seen.index('?'), {}, simplify)
    assert settled(candidates) is None
    assert mistaken.startswith(seen[: seen.index('?')] + candidates[0].text)


@pytest.mark.parametrize('end', ['。', '……', '”'])
def test_what_stands_before_a_lost_mark_is_sure(end: str) -> None:
    """下 and the first byte of the mark are the bytes of a glossed character: the mark is lost, the rest of the run is not."""
    wrote = f'“一片歡呼，價格創下新高{end}'
    seen = damage(wrote, {'撓': 'náo'}, '撓')
    assert seen.endswith('?náo)滦赂摺?')
    candidates = invert(seen, seen.index('?'), {}, simplify)
    assert settled(candidates) is None
    sure = agreed(candidates, seen)
    assert sure is not None
    assert (sure.text, sure.end) == ('下新高\ufffd', len(seen))
    assert agreed(candidates, f'{seen}，') is None  # what goes on has its mark


PIECES = st.sampled_from(
    ['勇', '當(dāng)', '?lián)', '?dāng)', '?shù)', '?', ',', '。', '的', '乃使芾', 'M', '@', '(', '€', '😀', '１', '']
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=9).map(''.join))
def test_any_line_is_answered(seen: str) -> None:
    """Candidates lie inside the line, keep its left side, and come best first."""
    for found in LOST.finditer(seen):
        candidates = invert(seen, found.start(), {'當': 'dāng'}, simplify)
        assert all(one.start == found.start() and found.end() <= one.end <= len(seen) for one in candidates)
        assert all(one.text and not LOST.search(one.text) for one in candidates)
        assert [one.score for one in candidates] == sorted((one.score for one in candidates), reverse=True)


def test_the_holes_of_gbk_are_those_of_the_codec() -> None:
    found: dict[int, bytes] = {}
    for first in range(0x81, 0xFF):
        holes = [second for second in range(0x40, 0xFF) if second != 0x7F and not decoded(first, second)]
        if holes:
            found[first] = bytes(holes)
    assert dict(dropped_pairs()) == found


def test_the_characters_before_the_holes_are_those_of_the_codec() -> None:
    listed: dict[float, str] = {}
    for first in range(0x81, 0xFF):
        for second in dropped_pairs():
            char = authored(first, second)
            if char and (bits := alone(by_table(char))) <= RARE_IN_GB2312:
                listed[bits] = listed.get(bits, '') + char
    assert {float(bits): chars for bits, chars in rows('gbk_before_holes')} == listed


def test_the_cheap_characters_are_those_that_cost_little_and_may_vanish() -> None:
    desk = search.Desk({}, frozenset(), search.Simple(simplify), 9, frozenset(), {}, {})
    every = (ending for first in range(0x81, 0xFF) for ending in search._endings(first, desk))
    assert ''.join(sorted(char for char, _, lone, *_ in every if lone <= search.CHEAPEST)) == search.CHEAP
