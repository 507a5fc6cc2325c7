"""Distances on the page: flush lines, pitch, gaps, the treatment of marks, the grid, columns, overlaps.

In: lines in their columns, glyphs, boxes. Out: offending places and shares. Lengths of text are in em.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import mean, median
from typing import NamedTuple

from .fonts import Rect
from .lines import HALF_MARKS, HAN, OPENERS, PARAGRAPHS, RUNNING, STOPS, Column, Columns, Line
from .reader import Glyph

FLUSH = 0.05  # em
ON_GRID = 0.1  # pt
TOUCH = 0.3  # pt: ink that overlaps less than this only touches
PAIR = 0.5  # em: how far apart the cells of two neighbouring marks stand once closed up
TRIMMED = 0.12  # em: blank before an opener at the line start
HALVES = ('—', '…', '——', '……', '')  # what may touch its like
KERN = 0.15  # em: what kerned letters may share
GRID_ROLES = (*PARAGRAPHS, 'heading', 'byline', 'signature')
PICTURE_ROLES = ('caption', 'credit')  # stand where their picture stands


class Share(NamedTuple):
    """How many of how many."""

    good: int
    total: int

    @property
    def share(self) -> float:
        """1 where there was nothing to do."""
        return self.good / self.total if self.total else 1.0

    def __str__(self) -> str:
        return f'{self.good}/{self.total}'


def column_of(line: Line, columns: Columns) -> Column | None:
    """The column a line stands in."""
    return None if line.column is None else columns[line.page][line.column]


# ── line ends ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def right_edges(line: Line) -> list[float]:
    """Where a line may be said to end: its last cell, half of it, three quarters of a centred mark; or the mark hangs."""
    last = line.visible[-1]
    edges = [last.x + last.advance]
    if line.ends_with_mark:
        edges += [last.x + line.size / 2, last.x]
    if line.text[-1] == '·':  # in the middle of a cell of one em or of half an em, whatever its own width
        edges += [last.x + (last.advance + cell * line.size) / 2 for cell in (0.5, 1)]
    return edges


def full_edge(line: Line, columns: Columns, notes: dict[int, float]) -> float | None:
    """Where a full line ends: the column's edge, for a note that of its own widest line."""
    if line.role == 'editors_note':
        return notes[line.block] + column_left(line, columns)
    column = column_of(line, columns)
    return column.right if column else None


def note_edges(lines: Sequence[Line], columns: Columns) -> dict[int, float]:
    """For each note how far its full lines reach into the column, or on the page when it stands in none."""
    edges: dict[int, float] = {}
    for own in by_block([line for line in lines if line.role == 'editors_note']):
        full = [line for line in own if not line.last] or own
        plain = [line for line in full if not line.ends_with_mark] or full
        edges[own[0].block] = max(line.right - column_left(line, columns) for line in plain)
    return edges


def column_left(line: Line, columns: Columns) -> float:
    """The left edge of a line's column; of the page when it stands in none."""
    column = column_of(line, columns)
    return column.left if column else 0


def not_flush(lines: Sequence[Line], columns: Columns) -> tuple[list[str], Share]:
    """Lines, last ones apart, that do not reach the edge or pass it."""
    notes, faults, total = note_edges(lines, columns), [], 0
    for line in lines:
        edge = full_edge(line, columns, notes)
        if line.last or line.role not in PARAGRAPHS or edge is None:
            continue
        total += 1
        off = min((right - edge for right in right_edges(line)), key=abs) / line.size
        if abs(off) > FLUSH:
            faults.append(f'{line} ends {off:+.3f} em from the edge')
    return faults, Share(total - len(faults), total)


def hung(lines: Sequence[Line], columns: Columns) -> list[str]:
    """Lines whose last mark stands outside the column."""
    found = []
    for line in lines:
        column = column_of(line, columns)
        if (
            column
            and line.role in RUNNING
            and line.ends_with_mark
            and line.visible[-1].x > column.right - 0.25 * line.size
        ):
            found.append(f'{line} hangs {line.text[-1]}')
    return found


def line_end_half(lines: Sequence[Line], columns: Columns) -> tuple[list[str], Share]:
    """Full lines that end with a mark: its blank half should be cut off, or hang (GB/T 15834—2011, 5.1.10)."""
    notes, faults, total = note_edges(lines, columns), [], 0
    for line in lines:
        edge = full_edge(line, columns, notes)
        if line.last or line.role not in PARAGRAPHS or edge is None or not line.ends_with_mark:
            continue
        total += 1
        if line.visible[-1].x + line.size / 2 < edge - 2 * FLUSH * line.size:
            faults.append(f'{line} ends with a whole {line.text[-1]}')
    return faults, Share(total - len(faults), total)


def line_start_trim(lines: Sequence[Line], columns: Columns) -> tuple[list[str], Share]:
    """Lines within a block that begin with an opener: its ink should stand at the edge."""
    lefts = left_edges(lines, columns)
    faults, total = [], 0
    for line in lines:
        left = lefts.get((line.block, line.page, line.column))
        if line.first or line.role not in PARAGRAPHS or line.text[0] not in OPENERS or left is None:
            continue
        total += 1
        glyph = line.visible[0]
        ink = glyph.ink[0] if glyph.ink else glyph.x
        half_cell = left + (0.5 + FLUSH) * line.size  # an opener's ink is at the right of its cell, whatever its width
        if glyph.x + glyph.advance > half_cell and ink > left + TRIMMED * line.size:
            faults.append(f'{line} begins with a whole {line.text[0]}')
    return faults, Share(total - len(faults), total)


def left_edges(lines: Sequence[Line], columns: Columns) -> dict[tuple[int, int, int | None], float]:
    """The left edge of each block in each column: of its lines that neither are indented nor begin with an opener."""
    plain: dict[tuple[int, int, int | None], list[float]] = defaultdict(list)
    edges: dict[tuple[int, int, int | None], float] = {}
    for line in lines:
        column = column_of(line, columns)
        key = (line.block, line.page, line.column)
        if column and line.role in RUNNING:
            edges[key] = column.left
        elif not line.first and line.text[0] not in OPENERS:
            plain[key].append(line.left)
    return {key: median(values) for key, values in plain.items()} | edges


# ── within lines ──────────────────────────────────────────────────────────────────────────────────────────────────────


def neighbours(line: Line) -> Iterator[tuple[Glyph, Glyph]]:
    """Neighbouring glyphs that both have text; a blank between two keeps them apart."""
    glyphs = [g for g in line.glyphs if g.text]
    return ((a, b) for a, b in pairwise(glyphs) if a.text.strip() and b.text.strip())


def pitches(line: Line) -> list[tuple[float, str]]:
    """The distances of neighbouring Han characters of one size, with the two."""
    return [
        ((b.x - a.x) / a.size, a.text + b.text)
        for a, b in neighbours(line)
        if HAN.match(a.text[-1]) and HAN.match(b.text[0]) and abs(a.size - b.size) < 0.01
    ]


def extreme_pitches(lines: Sequence[Line], roles: Sequence[str]) -> list[tuple[float, str]]:
    """The narrowest and the widest distance of two Han characters, and where."""
    found = [(pitch, f'{pair} in {line}') for line in lines if line.role in roles for pitch, pair in pitches(line)]
    found.sort(key=lambda item: item[0])
    return [found[0], found[-1]] if found else [(1.0, ''), (1.0, '')]


def full_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of running text that had to be filled."""
    return [line for line in lines if line.role in RUNNING and not line.last]


def mean_pitch(lines: Sequence[Line]) -> float:
    """By how much the distance of Han characters exceeds 1 em on the average of full lines."""
    values = [pitch - 1 for line in full_lines(lines) for pitch, _ in pitches(line)]
    return mean(values) if values else 0.0


def mean_stretch(lines: Sequence[Line]) -> float:
    """What full lines add between two glyphs on the average; below 0 when marks give way more than gaps grow."""
    values = [(b.x - a.x - a.advance) / a.size for line in full_lines(lines) for a, b in neighbours(line)]
    return mean(values) if values else 0.0


def gaps(lines: Sequence[Line]) -> list[float]:
    """The blanks between Han characters and letters or digits."""
    return [
        round((b.x - a.x - a.advance) / a.size, 4) + 0.0  # no negative zero
        for line in lines
        if line.role in PARAGRAPHS
        for a, b in neighbours(line)
        if {kind(a.text[-1]), kind(b.text[0])} == {'han', 'latin'}
    ]


def kind(char: str) -> str:
    """han, latin (digits too) or mark."""
    if HAN.match(char):
        return 'han'
    return 'latin' if char.isascii() and char.isalnum() else 'mark'


def closeups(lines: Sequence[Line]) -> tuple[list[str], Share]:
    """Neighbouring marks, which should take an em and a half together at most."""
    faults, total = [], 0
    for line in lines:
        if line.role not in PARAGRAPHS:
            continue
        slack = FLUSH + max(0.0, median([pitch for pitch, _ in pitches(line)] or [1.0]) - 1)
        for a, b in neighbours(line):
            blank = blank_between(a, b)
            if blank is not None:
                total += 1
                if blank > PAIR + slack:
                    faults.append(f'{a.text}{b.text} take {1 + blank:.2f} em in {line}')
    return faults, Share(total - len(faults), total)


def blank_between(a: Glyph, b: Glyph) -> float | None:
    """How far two marks stand apart beyond their halves, in em; None if they are no such pair.

    A closer's ink is at the left of its cell, an opener's at the right: whatever the width of the cell.
    """
    first, second = a.text[-1], b.text[0]
    if first in STOPS[-2:] and second in STOPS[-2:]:
        return None
    if first in HALF_MARKS and second in HALF_MARKS:
        return (b.x - a.x) / a.size
    if first in HALF_MARKS and second in OPENERS:
        return (b.x + b.advance - a.x) / a.size - 1
    if first in OPENERS and second in OPENERS:
        return (b.x + b.advance - a.x - a.advance) / a.size
    return None


# ── the grid ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def leading_of(lines: Sequence[Line]) -> float:
    """The most common distance of neighbouring baselines in a paragraph; 0 where no paragraph has two lines."""
    steps = [
        a.y - b.y
        for a, b in pairwise(lines)
        if a.block == b.block and a.role in RUNNING and (a.page, a.column) == (b.page, b.column)
    ]
    if not steps:
        return 0.0
    common = Counter(round(step, 1) for step in steps).most_common(1)[0][0]
    return mean(step for step in steps if abs(step - common) < ON_GRID)


def off_grid(lines: Sequence[Line], leading: float) -> tuple[list[str], Share]:
    """Lines in columns whose baseline is not on the grid of most lines of their page."""
    faults, total = [], 0
    placed = [line for line in lines if line.column is not None and line.role in GRID_ROLES]
    for _, group in groupby(sorted(placed, key=lambda line: line.page), key=lambda line: line.page):
        here = list(group)
        total += len(here)
        phase = common_phase([line.y for line in here if line.role in RUNNING] or [x.y for x in here], leading)
        for line in here:
            off = from_grid(line.y, phase, leading)
            if abs(off) > ON_GRID:
                faults.append(f'{line} is {off:+.2f} pt off the grid')
    return faults, Share(total - len(faults), total)


def common_phase(baselines: Sequence[float], leading: float) -> float:
    """The baseline that most others are whole lines away from."""
    tries = {round(from_grid(y, 0, leading), 1): y for y in baselines}.values()
    return max(tries, key=lambda y: sum(abs(from_grid(other, y, leading)) <= ON_GRID for other in baselines))


def from_grid(y: float, phase: float, leading: float) -> float:
    """The distance to the next line of the grid."""
    return (y - phase + leading / 2) % leading - leading / 2 if leading else 0.0


# ── columns ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def pieces(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a block, one list for each column they stand in."""
    return [list(group) for _, group in groupby(lines, key=lambda line: (line.block, line.page, line.column))]


def by_block(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each block."""
    return [list(group) for _, group in groupby(lines, key=lambda line: line.block)]


def parted_blocks(lines: Sequence[Line]) -> list[list[list[Line]]]:
    """The blocks that run on in another column, in pieces."""
    own = [line for line in lines if line.role in (*PARAGRAPHS, 'heading')]
    return [parts for parts in map(pieces, by_block(own)) if len(parts) > 1]


def widows(lines: Sequence[Line]) -> list[str]:
    """Last lines that stand alone at the head of a column."""
    return [f'{p[-1][0]} stands alone' for p in parted_blocks(lines) if len(p[-1]) == 1]


def orphans(lines: Sequence[Line]) -> list[str]:
    """First lines that stand alone at the foot of a column."""
    return [f'{p[0][0]} stands alone' for p in parted_blocks(lines) if len(p[0]) == 1]


def stranded_headings(lines: Sequence[Line]) -> list[str]:
    """Headings after which the text goes on in another column."""
    return [
        f'{a} ends its column'
        for a, b in pairwise(lines)
        if a.role == 'heading' and a.last and (a.page, a.column) != (b.page, b.column)
    ]


def order_faults(lines: Sequence[Line]) -> list[str]:
    """Lines that stand before the one they follow: columns from left to right, lines from top to bottom."""
    text = [line for line in lines if line.role not in PICTURE_ROLES]
    return [f'{b} comes after {a}' for a, b in pairwise(text) if steps_back(a, b)]


def steps_back(a: Line, b: Line) -> bool:
    """Is b to be read before a? A line over several columns begins a new set of columns."""
    if a.page != b.page:
        return b.page < a.page
    if a.column is None or b.column is None:
        return a.column == b.column and b.y > a.y + ON_GRID
    return b.column < a.column or (b.column == a.column and b.y > a.y + ON_GRID)


def bottoms(lines: Sequence[Line]) -> dict[int, list[tuple[int, int, float]]]:
    """For each page its columns: number, how many lines, the last baseline."""
    found: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    inside_columns = [line for line in lines if line.column is not None]
    placed = sorted(inside_columns, key=lambda line: (line.page, line.column or 0))
    for (page, column), group in groupby(placed, key=lambda line: (line.page, line.column)):
        ys = [line.y for line in group]
        found[page].append((column or 0, len(ys), min(ys)))
    return dict(found)


# ── ink ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def meet(a: Rect, b: Rect) -> bool:
    """Do two boxes share more than a touch in both directions?"""
    return min(a[2], b[2]) - max(a[0], b[0]) > TOUCH and min(a[3], b[3]) - max(a[1], b[1]) > TOUCH


def overlaps(glyphs: Sequence[Glyph], name: Callable[[Glyph], str]) -> list[str]:
    """Pairs of glyphs drawn over one another, artifacts included."""
    order = {id(g): i for i, g in enumerate(glyphs)}
    rows: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.ink:
            for row in range(int(glyph.ink[1] // 20), int(glyph.ink[3] // 20) + 1):
                rows[glyph.page, row].append(glyph)
    found = {
        (order[id(a)], order[id(b)]): f'{name(a)} and {name(b)} overlap'
        for row in rows.values()
        for a, b in row_overlaps(sorted(row, key=lambda g: g.ink or (0,)))
        if not may_touch(a, b)
    }
    return [found[key] for key in sorted(found)]


def row_overlaps(row: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """Overlapping pairs of glyphs sorted from left to right."""
    active: list[Glyph] = []
    for glyph in row:
        active = [g for g in active if g.ink and glyph.ink and g.ink[2] > glyph.ink[0] + TOUCH]
        yield from ((g, glyph) for g in active if g.ink and glyph.ink and meet(g.ink, glyph.ink))
        active.append(glyph)


def may_touch(a: Glyph, b: Glyph) -> bool:
    """The halves of one dash or ellipsis, and kerned letters."""
    if abs(a.y - b.y) > TOUCH or not a.ink or not b.ink:
        return False
    if a.text in HALVES and b.text in HALVES:
        return b.x - a.x > 0.5 * a.size
    kerned = a.text.isascii() and b.text.isascii() and b.x > a.x
    return kerned and min(a.ink[2], b.ink[2]) - b.ink[0] < KERN * a.size


def outside(lines: Iterable[Line], columns: Columns, area: Rect | None) -> list[str]:
    """Ink outside the type area; where none is given, left or right of all columns."""
    faults = []
    for line in lines:
        box, ink = area or columns_hull(columns[line.page]), line.ink
        if box and ink and not inside(ink, box):
            faults.append(f'{line} stands outside')
        elif line.column is None and line.role in RUNNING and columns[line.page]:
            faults.append(f'{line} fits no column')
    return faults


def columns_hull(columns: Sequence[Column]) -> Rect | None:
    """From the first column to the last, of any height."""
    if not columns:
        return None
    return (min(c.left for c in columns), -1e9, max(c.right for c in columns), 1e9)


def inside(a: Rect, b: Rect) -> bool:
    """Does a lie in b?"""
    return a[0] >= b[0] - TOUCH and a[1] >= b[1] - TOUCH and a[2] <= b[2] + TOUCH and a[3] <= b[3] + TOUCH
