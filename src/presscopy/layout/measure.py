"""Text to cells: each character or joined pair with its glyphs, its width, the blank on either side of its ink.

    story = measure('他说：“好。”', ruler)
    [cell.width for cell in story.cells]        # [1000, 1000, 1000, 1000, 1000, 1000, 1000]
    story.gaps                                  # [0, 0, -500, 0, 0, -500, 0]: ：“ and 。” are closed up

Most of a text is Han characters between Han characters, about which there is nothing to say; what is said of each place is written over
that, so that the work is done where marks, letters and figures stand.

Widths are thousandths of an em. What may be squeezed, stretched or broken between two cells is worked out here once, so that the
breaker only adds numbers. Standards: GB/T 15834—2011 5.1.1—5.1.10, GB/T 15835—2011 5.1.7.2, W3C CLREQ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import add

from presscopy.layout.fonts import EM
from presscopy.layout.kept import keep_groups, keep_numbers, open_addresses
from presscopy.layout.marks import Kind, Step
from presscopy.layout.ruler import EVENLY, HAN, PAIR, RIGID, Ruler
from presscopy.layout.story import WIDTH, Cell, Law, Story, Stretch, edges_of

HAN_RUN = re.compile('[\u4e00-\u9fff]+')
CLOSER = 60  # thousandths of an em by which the letters of a word may stand closer, to fill whole cells
SHORT_COSTS = 2  # by how little a line on the grid that stays short of the measure is minded


def measure(text: str, ruler: Ruler) -> Story:
    """The cells of a paragraph, and the places between them."""
    if not text:
        return Story(text, (), (), (), (), (), (), (), (), ())
    most = len(text)  # cells; fewer where some are joined
    gaps, gives, steps, laws = [0] * most, [0] * most, [int(Step.STOP)] * most, [int(Law.FREE)] * most
    stretches, advances = [EVENLY] * most, [EM] * most
    cells: list[Cell] = []
    marked = []
    for run, han in _runs(text):
        if run:
            one = ruler.run(run)
            start = len(cells) - one.before
            at = slice(start, start + len(one.gaps))
            gaps[at], gives[at], steps[at], laws[at] = one.gaps, one.gives, one.steps, one.laws
            stretches[at] = one.stretches
            advances[start : start + len(one.advances)] = one.advances
            marked.append((start, one.edges))
            cells += one.cells
        cells += map(ruler.plain, han)
    count = len(cells)
    for each in (gaps, gives, steps, stretches, laws, advances):
        del each[count:]
    steps[-1] = 0
    stretches[-1] = RIGID
    offsets = _offsets(text, count)
    keep_numbers(text, offsets, laws)
    if ' ' in text or '\u2009' in text or '\u00a0' in text:
        keep_groups(text, offsets, laws)
    if '@' in text or '://' in text or 'www.' in text:
        open_addresses(text, offsets, laws)
    story = Story(text, cells, offsets, gaps, gives, steps, stretches, laws, advances, marked)
    return _on_grid(story) if ruler.fixed else story


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Runs of others than Han characters, `HAN` standing for those they touch; and the Han characters after each."""
    at = 0
    for found in HAN_RUN.finditer(text):
        start, end = found.span()
        yield ((HAN if at else '') + text[at:start] + HAN if start > at else ''), found[0]
        at = end
    if at < len(text):
        yield (HAN if at else '') + text[at:], ''


def _offsets(text: str, count: int) -> Sequence[int]:
    """Where each of the cells of a text begins in it: all are of one character but joined pairs."""
    if count == len(text):
        return range(count)
    offsets: list[int] = []
    at = 0
    for pair in re.finditer(PAIR, text):
        offsets += range(at, pair.start() + 1)
        at = pair.end()
    offsets += range(at, len(text))
    return offsets


def _on_grid(story: Story) -> Story:
    """Every Han character and mark in a cell of its own; a Latin word or number in the middle of as many whole ones as it needs."""
    cells, gaps = list(story.cells), [0] * len(story.cells)
    for start, end in _latin_stretches(cells, story.laws):
        wide = sum(cell.width for cell in cells[start:end])
        over = wide % EM
        if over <= CLOSER * (end - start) and wide > EM:
            # two figures to a cell: what they are too wide is taken out between them
            for n in range(start, end):
                gaps[n] = over * (n - start) // (end - start) - over * (n + 1 - start) // (end - start)
            continue
        spare = -wide % EM
        front = spare // 2 if start else 0
        gaps[end - 1] = spare - front
        if front:
            gaps[start - 1] += front
            cells[start] = cells[start]._replace(left=-front)  # at a line start too
    none = [0] * len(gaps)
    return story._replace(
        cells=cells,
        gaps=gaps,
        gives=none,
        steps=none,
        stretches=[Stretch(0, SHORT_COSTS)] * len(gaps),
        advances=list(map(add, map(WIDTH, cells), gaps)),
        marked=[(0, edges_of(cells, gaps))],
        fixed=True,
    )


def _latin_stretches(cells: Sequence[Cell], laws: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where Latin words stand, each with the spaces after it that take no whole cell: (start, end). A line may end after any of them.

    A number in groups of thousands is one word, and one with its unit.
    """
    start = None
    for n, cell in enumerate(cells):
        if cell.kind is Kind.LATIN or cell.width % EM:
            parted = cell.kind is not Kind.SPACE and cells[n - 1].kind is Kind.SPACE and laws[n - 1] < Law.NUMBER
            if start is not None and parted:
                yield start, n
                start = n
            start = n if start is None else start
        elif start is not None:
            yield start, n
            start = None
    if start is not None:
        yield start, len(cells)
