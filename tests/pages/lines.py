"""From glyphs to printed lines: which block each glyph spells, where lines break, which column a line stands in.

In: the glyphs of a reading and the article's blocks. Out: `Line`s in the order of the article, `Column`s per page, and
the first place where the text of the pages is not the article's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median

from .fonts import Rect
from .reader import Glyph

Blocks = Sequence[tuple[str, str]]
Owner = tuple[int, int]  # block, offset in its text

STOPS = '，。、；：？！'
CLOSERS = '”’）》】〉」』〕'
OPENERS = '“‘（《【〈「『〔'
HALF_MARKS = STOPS + CLOSERS  # the right half of their cell is blank
HAN = re.compile(r'[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々]')
HEAD_ROLES = ('kicker', 'title', 'deck')  # over the columns, in none of them
RUNNING = ('body', 'question', 'answer')  # set over the column's full measure
PARAGRAPHS = (*RUNNING, 'editors_note')
NOBODY: Owner = (-1, -1)

RUN = 2  # characters: what is alike by chance is shorter
SAME_BASELINE = 0.1  # pt
SHIFT = 0.5  # em: a mark raised or lowered within its line
BACK = 0.6  # em: an opener with its blank half cut off starts this far back at most
HANG = 1.1  # em: what may hang beyond a column
GUTTER = 0.8  # em: no gutter is narrower
INDENT = 3  # em: no first line stands further in
NEARLY_ALL = 0.8
SAME_EDGE = 0.02  # em
ALIKE = 3  # em: columns that differ by less have one measure


# ── text ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def match_exactly(glyphs: Sequence[Glyph], blocks: Blocks) -> tuple[list[Owner], str]:
    """The owner of each glyph, and where the text differs ('' when the pages spell the article)."""
    printed, wanted = ''.join(g.text for g in glyphs), ''.join(text for _, text in blocks)
    if printed != wanted:
        return match_loosely(glyphs, blocks)[0], first_difference(printed, wanted, blocks)
    places = [(b, i) for b, (_, text) in enumerate(blocks) for i in range(len(text))]
    owners, at = [], 0
    for glyph in glyphs:
        owners.append(places[min(at, len(places) - 1)] if places else NOBODY)
        at += len(glyph.text)
    return carry_back(glyphs, owners), ''


def carry_back(glyphs: Sequence[Glyph], owners: list[Owner]) -> list[Owner]:
    """A glyph without text belongs to the character before it."""
    for i in range(1, len(owners)):
        if not glyphs[i].text:
            owners[i] = owners[i - 1]
    return owners


def first_difference(printed: str, wanted: str, blocks: Blocks) -> str:
    """Both texts around the first place where they part."""
    at = next(
        (i for i, (a, b) in enumerate(zip(printed, wanted, strict=False)) if a != b), min(len(printed), len(wanted))
    )
    block, rest = 0, at
    while block < len(blocks) - 1 and rest >= len(blocks[block][1]):
        rest -= len(blocks[block][1])
        block += 1
    role = blocks[block][0] if blocks else 'no block'
    before = wanted[max(0, at - 6) : at]
    return f'{role} {block}, character {rest}: wanted {before}|{wanted[at : at + 10]}, printed {before}|{printed[at : at + 10]}'


def match_loosely(glyphs: Sequence[Glyph], blocks: Blocks) -> tuple[list[Owner], str]:
    """The owner of each glyph without regard to blanks and to the order of blocks; glyphs of no block get none."""
    chars = [(char, i) for i, glyph in enumerate(glyphs) for char in glyph.text if not char.isspace()]
    stream = ''.join(char for char, _ in chars)
    found = place_blocks(stream, [''.join(text.split()) for _, text in blocks])
    owners = [NOBODY] * len(glyphs)
    faults = []
    for b, (role, text) in enumerate(blocks):
        offsets = [i for i, char in enumerate(text) if not char.isspace()]
        for at, place in zip(offsets, found[b], strict=True):
            if place >= 0 and owners[chars[place][1]] == NOBODY:
                owners[chars[place][1]] = (b, at)
        missing = [at for at, place in zip(offsets, found[b], strict=True) if place < 0]
        if missing:
            faults.append(
                f'{role} {b}: {len(missing)} characters not printed, first {text[missing[0] : missing[0] + 10]}'
            )
    return fill_blanks(glyphs, owners), '; '.join(faults)


def place_blocks(stream: str, texts: Sequence[str]) -> list[list[int]]:
    """For each character of each text its place in the stream, -1 where it has none."""
    found: list[list[int]] = [[-1] * len(text) for text in texts]
    free = [True] * len(stream)
    cursor, left = 0, []
    for b, text in enumerate(texts):
        start = stream.find(text, cursor)
        start = start if start >= 0 else stream.find(text)
        if text and start >= 0 and all(free[start : start + len(text)]):
            found[b] = list(range(start, start + len(text)))
            free[start : start + len(text)] = [False] * len(text)
            cursor = start + len(text)
        elif text:
            left.append(b)
    for b in left:
        found[b] = place_broken(stream, texts[b], free, between(found, b, len(stream)))
    return found


def between(found: Sequence[Sequence[int]], b: int, length: int) -> tuple[int, int]:
    """The part of the stream between the blocks before and after that have their places."""
    start = next((own[-1] + 1 for own in reversed(found[:b]) if own and own[-1] >= 0), 0)
    end = next((own[0] for own in found[b + 1 :] if own and own[0] >= 0), length)
    return (start, end) if start < end else (0, length)


def place_broken(stream: str, text: str, free: list[bool], where: tuple[int, int]) -> list[int]:
    """The places of a text that is not printed as one run: where it should be, else anywhere, else nowhere."""
    found = [-1] * len(text)
    for start, end in (where, (0, len(stream))):
        places = [i for i in range(start, end) if free[i]]
        matcher = SequenceMatcher(None, text, ''.join(stream[i] for i in places), autojunk=False)
        matches = [match for match in matcher.get_matching_blocks() if match.size >= min(RUN, len(text))]
        if 2 * sum(match.size for match in matches) >= len(text):
            for i, j, length in matches:
                found[i : i + length] = places[j : j + length]
            break
    for place in found:
        if place >= 0:
            free[place] = False
    return found


def fill_blanks(glyphs: Sequence[Glyph], owners: list[Owner]) -> list[Owner]:
    """Blanks and glyphs without text go to the block on both sides of them."""
    known = [i for i, owner in enumerate(owners) if owner != NOBODY]
    for i, j in pairwise(known):
        if owners[i][0] == owners[j][0] and not ''.join(g.text for g in glyphs[i + 1 : j]).strip():
            owners[i + 1 : j] = [owners[i]] * (j - i - 1)
    return owners


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Line:
    """A printed line of a block: its glyphs, blanks included, and where in the block's text each stands."""

    block: int
    role: str
    glyphs: list[Glyph]
    offsets: list[int]
    end: int = 0
    first: bool = False
    last: bool = False
    column: int | None = None
    page: int = field(init=False)
    y: float = field(init=False)
    size: float = field(init=False)
    visible: list[Glyph] = field(init=False)
    text: str = field(init=False)  # without the blanks at its ends

    def __post_init__(self) -> None:
        self.page = self.glyphs[0].page
        self.text = ''.join(g.text for g in self.glyphs).strip()
        self.visible = [g for g in self.glyphs if g.ink or g.text.strip()] or self.glyphs
        self.y = Counter(g.y for g in self.visible).most_common(1)[0][0]
        self.size = Counter(round(g.size, 4) for g in self.visible).most_common(1)[0][0]

    @property
    def left(self) -> float:
        """The origin of the first character."""
        return self.visible[0].x

    @property
    def right(self) -> float:
        """The edge of the last cell; a mark with a blank right half counts half."""
        glyph = self.visible[-1]
        return glyph.x + (glyph.size / 2 if self.ends_with_mark else glyph.advance)

    @property
    def ends_with_mark(self) -> bool:
        """Is the right half of the last cell blank?"""
        return self.text[-1:] in set(HALF_MARKS)

    @property
    def ink(self) -> Rect | None:
        """The box around the ink."""
        return ink_hull(self.visible)

    def __str__(self) -> str:
        column = '' if self.column is None else f' column {self.column + 1}'
        text = self.text if len(self.text) <= 12 else f'{self.text[:5]}…{self.text[-6:]}'
        return f'p{self.page + 1}{column} y{self.y:.1f} {self.role} {self.block} “{text}”'


def ink_hull(glyphs: Iterable[Glyph]) -> Rect | None:
    """The box around the ink of glyphs, None if they are all blank."""
    inks = [g.ink for g in glyphs if g.ink]
    if not inks:
        return None
    return (min(i[0] for i in inks), min(i[1] for i in inks), max(i[2] for i in inks), max(i[3] for i in inks))


def lines_of(glyphs: Sequence[Glyph], owners: Sequence[Owner], blocks: Blocks) -> list[Line]:
    """The lines of every block in the article's order, first and last marked."""
    pieces: dict[int, list[tuple[Glyph, int]]] = defaultdict(list)
    for glyph, (block, offset) in zip(glyphs, owners, strict=True):
        if block >= 0:
            pieces[block].append((glyph, offset))
    lines = []
    for block in sorted(pieces):
        lines += block_lines(pieces[block], block, blocks[block])
    return lines


def block_lines(pieces: Sequence[tuple[Glyph, int]], block: int, content: tuple[str, str]) -> list[Line]:
    """The lines of one block; one that is all blank is none."""
    groups: list[list[tuple[Glyph, int]]] = []
    for glyph, offset in pieces:
        if not groups or breaks(groups[-1], glyph):
            groups.append([])
        groups[-1].append((glyph, offset))
    groups = [group for group in groups if any(g.ink or g.text.strip() for g, _ in group)]
    lines = [Line(block, content[0], [g for g, _ in group], [at for _, at in group]) for group in groups]
    return number(lines, len(content[1]))


def number(lines: list[Line], length: int) -> list[Line]:
    """Set what depends on the neighbours: ends, first, last."""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        line.end = following.offsets[0] if following else length
        line.first, line.last = line is lines[0], following is None
    return lines


def breaks(line: Sequence[tuple[Glyph, int]], glyph: Glyph) -> bool:
    """Does this glyph begin a new line? A mark may stand a little above or below its line."""
    before = line[-1][0]
    if glyph.page != before.page or glyph.x < before.x - BACK * before.size:
        return True
    if any(abs(glyph.y - other.y) <= SAME_BASELINE for other, _ in line):
        return False
    near = abs(glyph.y - before.y) < SHIFT * before.size and glyph.x < before.x + before.advance + before.size
    return not near


# ── columns ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Column:
    """A column of a page, by the lines that stand in it: the width of its lines is the measure."""

    page: int
    left: float
    right: float
    size: float

    @property
    def measure(self) -> float:
        """The width of a full line."""
        return self.right - self.left


Columns = dict[int, list[Column]]  # by page, from left to right


def find_columns(lines: Sequence[Line]) -> Columns:
    """The columns of each page: where body text begins; then those of other pages and of other text, if lines need them."""
    pages = {page: [x for x in lines if x.page == page] for page in sorted({line.page for line in lines})}
    columns: Columns = {}
    for page, here in pages.items():
        columns[page] = without_overlap(clusters(page, full_starts(here)))
    known = [column for found in columns.values() for column in found]
    for page, here in pages.items():
        others = [Column(page, c.left, c.right, c.size) for c in known if any(fits(line, c) for line in here)]
        rest = [line for line in here if line.role not in (*HEAD_ROLES, 'byline')]
        others += [c for c in clusters(page, rest) if all(c.measure < o.measure + o.size for o in known)]
        columns[page] = without_overlap([*columns[page], *others])
    return columns


def full_starts(lines: Sequence[Line]) -> list[Line]:
    """Lines of running text that neither are indented nor begin with an opener."""
    return [line for line in lines if line.role in RUNNING and not line.first and line.text[0] not in OPENERS]


def clusters(page: int, lines: Sequence[Line]) -> list[Column]:
    """Lines with the same left edge, the most frequent first."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.left):
        if not groups or line.left - groups[-1][-1].left > 1:
            groups.append([])
        groups[-1].append(line)
    groups.sort(key=len, reverse=True)
    return [Column(page, median(x.left for x in g), max(x.right for x in g), g[0].size) for g in groups]


def without_overlap(found: Sequence[Column]) -> list[Column]:
    """The columns that do not stand in one named before, from left to right."""
    kept: list[Column] = []
    for column in found:
        apart = all(column.left > other.right - other.size or column.right < other.left + other.size for other in kept)
        if apart:
            kept.append(column)
    return sorted(kept, key=lambda column: column.left)


def split_at_gutters(lines: Sequence[Line], columns: Columns, blocks: Blocks) -> list[Line]:
    """Two lines that stand at one height in neighbouring columns were taken for one: part them."""
    by_block: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        spanning = (*HEAD_ROLES, 'byline')  # their own blanks may be as wide
        by_block[line.block] += [line] if line.role in spanning else parted(line, columns[line.page])
    return [line for block, own in by_block.items() for line in number(own, len(blocks[block][1]))]


def parted(line: Line, columns: Sequence[Column]) -> list[Line]:
    """The pieces of a line between gutters."""
    cuts = [0]
    for i, (a, b) in enumerate(pairwise(line.glyphs), 1):
        if b.x - a.x - a.advance > GUTTER * line.size and over_a_gutter(a, b, columns):
            cuts.append(i)
    ends = [*cuts[1:], len(line.glyphs)]
    return [Line(line.block, line.role, line.glyphs[i:j], line.offsets[i:j]) for i, j in zip(cuts, ends, strict=True)]


def over_a_gutter(a: Glyph, b: Glyph, columns: Sequence[Column]) -> bool:
    """Does the one stand in a column and the other at the next one's edge?"""
    for left, right in pairwise(columns):
        if a.x < left.right + 0.1 and right.left - BACK * b.size <= b.x <= right.left + INDENT * b.size:
            return a.x + a.advance <= left.right + HANG * a.size and a.x >= left.left - BACK * a.size
    return False


def stand_in_columns(lines: Sequence[Line], columns: Columns) -> None:
    """Give each line its column; what spans several columns, or stands above them, has none."""
    for line in lines:
        if line.role not in HEAD_ROLES:
            line.column = next((i for i, c in enumerate(columns[line.page]) if fits(line, c)), None)
    spanning = {(x.block, x.page) for x in lines if x.column is None or (x.role == 'byline' and above(x, lines))}
    for line in lines:
        if line.role not in RUNNING and (line.block, line.page) in spanning:
            line.column = None
    widen(lines, columns)


def above(line: Line, lines: Sequence[Line]) -> bool:
    """Is this line above the text of all columns of its page?"""
    text = [other for other in lines if other.page == line.page and other.role in PARAGRAPHS]
    return all(line.y > other.y + (other.size if other.column != line.column else 0) for other in text)


def widen(lines: Sequence[Line], columns: Columns) -> None:
    """Set the right edges by the full lines of all columns that are about as wide."""
    standing: dict[tuple[int, int | None], list[Line]] = defaultdict(list)
    for line in lines:
        if line.role in RUNNING and not line.last:
            standing[line.page, line.column].append(line)
    widths = [
        (column, [full_width(line, column) for line in standing[page, i]] or [(column.measure, True)])
        for page, found in columns.items()
        for i, column in enumerate(found)
    ]
    widest = [(max(own)[0], own) for _, own in widths]
    for column, own in widths:
        reach = max(own)[0]
        pool = [width for most, others in widest if abs(most - reach) <= ALIKE * column.size for width in others]
        column.right = column.left + common_width(pool, column.size)


def full_width(line: Line, column: Column) -> tuple[float, bool]:
    """How wide a line is, and whether this is sure: a mark at its end may hang."""
    return line.right - column.left, not line.ends_with_mark


def common_width(widths: Sequence[tuple[float, bool]], size: float) -> float:
    """The width nearly all lines have, so that a single line too long is found; else that of the longest."""
    sure = sorted([width for width, is_sure in widths if is_sure] or [width for width, _ in widths])
    near = SAME_EDGE * size
    alike = [(bisect_right(sure, width + near) - bisect_left(sure, width - near), width) for width in sure]
    most = max(alike)[0]
    return median(width for count, width in alike if count == most) if most >= NEARLY_ALL * len(sure) else sure[-1]


def fits(line: Line, column: Column) -> bool:
    """Does the line stand inside the column, hanging marks allowed?"""
    reach = HANG * line.size
    last = line.visible[-1]
    return (
        line.left >= column.left - reach
        and last.x <= column.right + 0.1 * line.size
        and line.right <= column.right + reach
    )
