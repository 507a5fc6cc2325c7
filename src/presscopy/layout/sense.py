"""Where a title may be parted by its sense: at spaces and marks first, between words next, inside a word last."""

from __future__ import annotations

from collections.abc import Sequence

from presscopy.layout.marks import Kind, is_han
from presscopy.layout.story import Story
from presscopy.tables.words import LONGEST, frequency

SPACE, MARK, WORD, PHRASE, INSIDE = 0.0, 0.5, 5.0, 9.0, 14.0  # in ems of unevenness that a better place is worth
BOUND_BEFORE = frozenset('的了着过们地得')  # belong to what stands before them
BOUND_AFTER = frozenset('不第')


def penalties(story: Story) -> Sequence[float]:
    """How unwelcome a line end after the first k cells is, for every k."""
    inside = inside_words(story.text)
    found = [0.0]
    for k, cell in enumerate(story.cells, 1):
        offset = story.offsets[k] if k < len(story.cells) else len(story.text)
        follows = story.cells[k] if k < len(story.cells) else None
        if cell.kind is Kind.SPACE:
            found.append(_space(story, k))
        elif cell.kind in (Kind.PAUSE, Kind.STOP, Kind.CLOSE) or (follows and follows.kind in (Kind.OPEN, Kind.DASH)):
            found.append(MARK)
        elif offset in inside:
            found.append(INSIDE)
        else:
            found.append(WORD)
    return found


def _space(story: Story, k: int) -> float:
    """The same of the space that is cell k, counted from 1: between Chinese words it parts the title, beside Latin ones it does not."""
    before, after = story.cells[k - 2 : k - 1], story.cells[k : k + 1]
    sides = [cell.kind is Kind.LATIN for cell in (*before, *after)]
    if not any(sides):
        return SPACE
    if not all(sides):
        return WORD
    if before and before[0].text in ',.:;!?':
        return MARK
    return PHRASE if any(map(is_han, story.text)) else WORD


def inside_words(text: str) -> frozenset[int]:
    """The offsets that lie inside a word, by the likeliest cut of the text into dictionary words."""
    n = len(text)
    best = [0.0] + [float('-inf')] * n
    came = [0] * (n + 1)
    for end in range(1, n + 1):
        for start in range(max(0, end - LONGEST), end):
            word = text[start:end]
            # a word is worth its frequency in bits less what any word costs; a lone character costs a little more
            value = frequency(word) - 21.0 if len(word) > 1 else -14.0
            if len(word) > 1 and value == -21.0:
                continue
            if best[start] + value > best[end]:
                best[end], came[end] = best[start] + value, start
    inside: set[int] = set()
    end = n
    while end:
        inside.update(range(came[end] + 1, end))
        end = came[end]
    for i in range(1, n):
        if text[i] in BOUND_BEFORE or (text[i - 1] in BOUND_AFTER and is_han(text[i])):
            inside.add(i)
    return frozenset(inside)
