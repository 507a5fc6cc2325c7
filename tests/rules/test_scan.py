"""Where watched pairs stand: a short text and a long one, looked through in two ways, hold the same."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscopy.rules import scan
from presscopy.rules.scan import Watched
from presscopy.tables import idioms, lexicon

OWN = '，使。”㍿㎡\U00020000甲'
TEXTS = st.text(st.sampled_from('，使。”按装任劳怨美仑\U00020000甲一1a\n'), max_size=40)


@given(TEXTS)
def test_pairs_of_its_own_are_found_where_they_stand(text: str) -> None:
    wanted = {OWN[i : i + 2] for i in range(0, len(OWN), 2)}
    places = [n for n, pair in enumerate(map(''.join, pairwise(text))) if pair in wanted]
    assert Watched([OWN]).places(text) == places


@given(TEXTS)
def test_a_short_text_shows_all_that_a_long_one_does(text: str) -> None:
    watched = Watched([OWN], [lexicon.pairs, idioms.halves])
    filler = '\n' * (scan.SHORT + 1)
    long = [place for place in watched.places(text + filler) if place < len(text)]
    assert set(long) <= set(watched.places(text))


def test_what_was_asked_is_forgotten_when_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, 'MOST_KNOWN', 300)
    watched = Watched([OWN], [lexicon.pairs])
    for start in range(0x4E00, 0x9E00, 0x80):
        watched.places(''.join(map(chr, range(start, start + 0x100))))
        assert len(watched._known) < 600
    assert watched.places('按装，使') == [0, 2]
