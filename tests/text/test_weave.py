"""Edits of several steps, told in the offsets of the first text, give the last text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from presscopy.text.span import Edit, Revision, Span
from presscopy.text.weave import Weave

from .test_span import TEXT, edited, spelled


def replay(text: str, weave: Weave) -> str:
    assert all(a.end <= b.start for a, b in zip(weave.hunks, weave.hunks[1:], strict=False))
    return spelled(text, [Edit(Span(h.start, h.end), h.text) for h in weave.hunks])


@settings(max_examples=1500)
@given(TEXT, st.data())
def test_the_hunks_of_three_steps_give_the_last_text(text: str, data: st.DataObject) -> None:
    weave, now = Weave(), Revision(text)
    for owner in range(3):
        edits = data.draw(edited(now.text))
        weave.add(now.text, [(edit, owner) for edit in edits])
        now = now.apply(edits)
    assert replay(text, weave) == now.text


@given(TEXT, st.data())
def test_a_projected_edit_stands_alone(text: str, data: st.DataObject) -> None:
    weave, now = Weave(), Revision(text)
    first = data.draw(edited(text))
    weave.add(text, [(edit, 0) for edit in first])
    now = now.apply(first)
    before = list(weave.hunks)
    for edit in weave.project(now.text, data.draw(edited(now.text))):
        assert 0 <= edit.span.start <= edit.span.end <= len(text)
    assert weave.hunks == before


@settings(max_examples=600)
@given(TEXT, st.data())
def test_a_projection_says_what_adding_would(text: str, data: st.DataObject) -> None:
    weave, now = Weave(), Revision(text)
    for owner in range(2):
        edits = data.draw(edited(now.text))
        weave.add(now.text, [(edit, owner) for edit in edits])
        now = now.apply(edits)
    for edit in data.draw(edited(now.text)):
        told = weave.project(now.text, [edit])
        added = Weave()
        added.hunks = list(weave.hunks)
        added.add(now.text, [(edit, 7)])
        assert told == [Edit(Span(h.start, h.end), h.text) for h in added.hunks if h.owner == 7]


def test_what_a_later_step_rewrites_is_carried_by_the_later() -> None:
    weave = Weave()
    weave.add('勇?)好', [(Edit(Span(1, 3), '擔當'), 0)])
    weave.add('勇擔當好', [(Edit(Span(1, 2), '担'), 1), (Edit(Span(2, 3), '当'), 1)])
    assert [tuple(h) for h in weave.hunks] == [(1, 3, '担当', 1)]
    assert weave.merged == {0: 1}


def test_neighbours_stay_apart() -> None:
    weave = Weave()
    weave.add('設(shè)區', [(Edit(Span(1, 6), ''), 0)])
    weave.add('設區', [(Edit(Span(0, 1), '设'), 1), (Edit(Span(1, 2), '区'), 1)])
    assert [tuple(h) for h in weave.hunks] == [(0, 1, '设', 1), (1, 6, '', 0), (6, 7, '区', 1)]
    assert weave.merged == {}
