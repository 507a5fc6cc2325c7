"""Laws of edits: what is replayed is the result, and every character knows where it was typed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscopy.text.span import Edit, EditRun, Revision, Span

TEXT = st.text(alphabet='甲乙丙丁戊a1，。 (', max_size=30)


@st.composite
def edited(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits of `text` that do not overlap, at most one at a place."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = dict(zip(cuts[::2], cuts[1::2], strict=False))  # they may touch, or insert
    return [Edit(Span(a, b), draw(st.text(alphabet='子丑寅', max_size=3))) for a, b in pairs.items()]


@st.composite
def text_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(TEXT)
    return text, draw(edited(text))


def spelled(text: str, edits: list[Edit]) -> str:
    """The plain way to apply edits: from the last to the first."""
    for (start, end), new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@given(text_and_edits())
def test_applying_is_what_the_edits_say(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert Revision(text).apply(edits).text == spelled(text, edits)


@given(text_and_edits())
def test_untouched_characters_are_the_author_s(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    revision = Revision(text).apply(edits)
    for i, char in enumerate(revision.text):
        origin = revision.origin(Span(i, i + 1))
        if char not in '子丑寅':
            assert text[origin.start : origin.end].startswith(char) or any(
                e.span.start <= origin.start < e.span.end for e in edits
            )
        else:
            assert any(e.span.start <= origin.start <= e.span.end for e in edits)


@given(text_and_edits())
def test_maps_go_there_and_back(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    revision = Revision(text).apply(edits)
    if not revision.trail:
        return
    step = revision.trail[0]
    for i in range(len(text)):
        there = step.forward(Span(i, i + 1))
        if there.start < there.end:
            back = step.back(there)
            assert back.start <= i < back.end


@given(text_and_edits(), st.data())
def test_two_steps_are_one_trail(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    once = Revision(text).apply(edits)
    twice = once.apply(data.draw(edited(once.text)))
    origins = [twice.origin(Span(i, i + 1)) for i in range(len(twice.text))]
    assert all(0 <= span.start <= span.end <= len(text) for span in origins)
    assert all(a.start <= b.start and a.end <= b.end for a, b in itertools.pairwise(origins))


def test_a_gloss_taken_out() -> None:
    revision = Revision('個(gè)人').apply([Edit(Span(1, 5), '')])
    assert revision.text == '個人'
    assert revision.origin(Span(0, 1)) == Span(0, 1)
    assert revision.origin(Span(1, 2)) == Span(5, 6)
    assert revision.origin(Span(0, 2)) == Span(0, 6)


def test_an_overlay_is_one_change_until_asked() -> None:
    run = EditRun.overlay(2, '個人設備', '个人设备')
    assert [tuple(edit) for edit in run] == [(Span(2, 3), '个'), (Span(4, 6), '设备')]
    assert Revision('一二個人設備').apply([run]).text == '一二个人设备'
    assert Revision('一二個人設備').apply([run]).trail == ()


def test_an_edit_inside_an_overlay_that_leaves_its_place_alone() -> None:
    run = EditRun.overlay(0, '沿著個', '沿著个')
    assert Revision('沿著個').apply([run, Edit(Span(1, 2), '着')]).text == '沿着个'


@pytest.mark.parametrize(
    'edits',
    [
        [Edit(Span(0, 2), ''), Edit(Span(1, 3), '')],
        [Edit(Span(2, 9), '')],
    ],
)
def test_edits_that_overlap_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match='overlaps'):
        Revision('甲乙丙').apply(edits)


def test_an_overlay_on_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match='own text'):
        Revision('甲乙丙').apply([EditRun.overlay(0, '乙', '丙')])
