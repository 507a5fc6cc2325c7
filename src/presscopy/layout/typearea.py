"""The sheet and the type area: so many characters a line, lines a column, columns a page, at one size and leading.

Lengths are whole thousandths of a point; y counts down from the top of the sheet. All columns share one grid of baselines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from presscopy.errors import PressError
from presscopy.layout.fonts import EM
from presscopy.layout.marks import Hang, Widths
from presscopy.tables.load import rows

POINT = 1000
MM = 72_000 / 25.4
SIZE = 10_500  # 五号
SMALLER = 9_000  # 小五, tried where the lines asked for fit a column twice that way
LEADING = 1.6  # of the size
FULL = 0.75  # of the width of a sheet that its columns should fill
ASCENT = 880  # of an em, from the top of a Han cell to the baseline
TIGHTEST = 1.15
FEWEST_CHARS, FEWEST_LINES = 6, 6


@cache
def sizes() -> Mapping[str, int]:
    """字号 by name, in thousandths of a point."""
    return {name: round(float(points) * POINT) for name, points in rows('layout/sizes')}


def size_of(text: str, option: str = '--size') -> int:
    """A size as people write it: 小五, 五号, 9pt, 10.5. Raises PressError for anything else."""
    name = text.strip()
    if name in sizes():
        return sizes()[name]
    found = re.fullmatch(r'(\d+(?:\.\d+)?)\s*(?:pt|点|磅)?', name)
    if not found or not 3 <= float(found[1]) <= 144:
        raise PressError(f'没有“{text}”这个字号', option, f'可用：{"、".join(sizes())}，或点数如 9pt（3 至 144）')
    return round(float(found[1]) * POINT)


def stepped(size: int, step: int) -> int:
    """The size `step` places further up the list of 字号 (− further down), counted from the nearest to `size`."""
    if not step:
        return size
    listed = sorted(sizes().values())
    nearest = min(range(len(listed)), key=lambda i: abs(listed[i] - size))
    return listed[max(0, min(nearest + step, len(listed) - 1))]


class Sheet(NamedTuple):
    """A trimmed page: its size and the least margins, in thousandths of a point."""

    name: str
    width: int
    height: int
    side: int
    top: int
    foot: int


@cache
def sheets() -> Mapping[str, Sheet]:
    """The sheets that have a name."""
    return {row[0]: Sheet(row[0], *(round(float(value) * MM) for value in row[1:])) for row in rows('layout/sheets')}


def sheet_of(text: str) -> Sheet:
    """A sheet by name or as WIDTHxHEIGHT in millimetres. Raises PressError."""
    name = text.strip().lower()
    if name in sheets():
        return sheets()[name]
    found = re.fullmatch(r'(\d+(?:\.\d+)?)\s*[x×*]\s*(\d+(?:\.\d+)?)\s*(?:mm|毫米)?', name)
    if not found:
        raise PressError(
            f'没有“{text}”这种开张', '--sheet', f'可用：{"、".join(sheets())}，或宽x高（毫米），如 210x285'
        )
    width, height = float(found[1]), float(found[2])
    if not (50 <= width <= 2000 and 50 <= height <= 2000):
        raise PressError(f'开张 {text} 太小或太大', '--sheet', '宽和高都在 50 至 2000 毫米之间')
    side = max(8.0, min(18.0, width * 0.072))
    return Sheet(
        f'{found[1]}x{found[2]}',
        round(width * MM),
        round(height * MM),
        round(side * MM),
        round(side * 1.2 * MM),
        round(side * 1.35 * MM),
    )


class TypeArea(NamedTuple):
    """版心: where type stands on every page. `left` and `top` are the corner of the first character cell."""

    sheet: Sheet
    left: int
    top: int
    columns: int
    chars: int
    lines: int
    size: int
    leading: int
    gutter: int

    @property
    def column_width(self) -> int:
        """The width of one column."""
        return self.chars * self.size

    @property
    def width(self) -> int:
        """From the left edge of the first column to the right edge of the last."""
        return self.columns * self.column_width + (self.columns - 1) * self.gutter

    @property
    def height(self) -> int:
        """From the top of the first line's cells to the foot of the last line's."""
        return (self.lines - 1) * self.leading + self.size

    def column_left(self, column: int) -> int:
        """The left edge of a column, the first being 0."""
        return self.left + column * (self.column_width + self.gutter)

    def line_top(self, row: int) -> int:
        """The top of the cells of a line of the grid."""
        return self.top + row * self.leading

    def baseline(self, row: int) -> int:
        """The baseline of a line of the grid, set in the body size."""
        return self.line_top(row) + self.size * ASCENT // EM


class Lists(IntEnum):
    """Which paragraphs hang under the text behind their number: the items of lists, none, or numbered paragraphs of running text too."""

    HANG = 0
    INDENT = 1
    ALL = 2


class Makeup(NamedTuple):
    """拼版: how articles follow one another, and what stands around their columns."""

    flow: bool = False  # an article begins below the one before, not on a page of its own
    pages: int = 0  # no more than these; what does not fit is told (0: as many as it takes)
    first_page: int = 1
    turns: bool = False  # 转版: say where an article goes on and where it comes from
    column_rule: bool = False
    running_head: str = ''


class Wanted(NamedTuple):
    """What a user asks of the page; 0 leaves it to the program."""

    sheet: str = 'a4'
    columns: int = 0
    chars: int = 0
    lines: int = 0
    size: int = 0
    leading: int = 0
    hang: Hang = Hang.OFF
    widths: Widths = Widths.FULL
    makeup: Makeup = Makeup()
    fixed: bool = False  # 纵横对齐
    lists: Lists = Lists.HANG


def type_area(wanted: Wanted) -> TypeArea:
    """The type area that was asked for, what was left open filled in so that the page is well used.

    Raises PressError, with the numbers, when it does not fit the sheet.
    """
    sheet = sheet_of(wanted.sheet)
    wide, high = sheet.width - 2 * sheet.side, sheet.height - sheet.top - sheet.foot
    if wanted.chars and wanted.chars < FEWEST_CHARS:
        raise PressError(f'每行 {wanted.chars} 字太少', '--chars', f'至少 {FEWEST_CHARS} 字')
    size, columns, chars = _columns(wanted, sheet, wide)
    gutter = 2 * size if columns > 1 else 0
    leading, lines = _lines(wanted, size, high)
    area = TypeArea(sheet, 0, 0, columns, chars, lines, size, leading, gutter)
    if area.width > sheet.width or area.height > sheet.height:
        raise PressError(
            _too_large(area), '--chars/--columns/--lines', '减少字数、栏数或行数，换小一点的字号，或换大一点的开张'
        )
    spare = sheet.height - area.height
    top = max(0, min(spare, spare * sheet.top // (sheet.top + sheet.foot)))
    return area._replace(left=(sheet.width - area.width) // 2, top=top)


def _columns(wanted: Wanted, sheet: Sheet, wide: int) -> tuple[int, int, int]:
    """Size, number of columns, characters a line."""
    size = wanted.size or SIZE
    if sheet.name == 'galley':
        return size, wanted.columns or 1, wanted.chars or min(28, wide // size)
    if not wanted.chars:
        columns = wanted.columns or max(1, round((wide / size + 2) / 24))
        chars = (wide - (columns - 1) * 2 * size) // columns // size
        if chars < FEWEST_CHARS:
            raise PressError(
                f'{columns} 栏太多，每栏只有 {max(chars, 0)} 字', '--columns', f'每栏至少 {FEWEST_CHARS} 字'
            )
        return size, columns, chars
    tried = [size] if wanted.size else [SIZE, SMALLER]
    fits = [(one, wanted.columns or _fitting(wanted.chars, one, wide)) for one in tried]
    filled = [columns * (wanted.chars + 2) * one - 2 * one for one, columns in fits]
    for (one, columns), used in zip(fits, filled, strict=True):
        if FULL * wide <= used <= wide:
            return one, columns, wanted.chars
    within = [(used, one, columns) for (one, columns), used in zip(fits, filled, strict=True) if used <= wide]
    best = max(within) if within else min(zip(filled, *zip(*fits, strict=True), strict=True))
    return best[1], best[2], wanted.chars


def _fitting(chars: int, size: int, wide: int) -> int:
    return max(1, (wide + 2 * size) // ((chars + 2) * size))


def _lines(wanted: Wanted, size: int, high: int) -> tuple[int, int]:
    """Leading and number of lines."""
    leading = wanted.leading or round(size * LEADING / 100) * 100
    if wanted.leading and wanted.leading < size:
        raise PressError(f'行距 {wanted.leading / POINT:g} 点比字还小', '--leading', f'至少 {size / POINT:g} 点')
    lines = wanted.lines or (high - size) // leading + 1
    if wanted.lines and not wanted.leading and (lines - 1) * leading + size > high:
        leading = max((high - size) // max(1, lines - 1), round(size * TIGHTEST))
    if lines < FEWEST_LINES:
        raise PressError(f'每栏 {lines} 行太少', '--lines', f'至少 {FEWEST_LINES} 行')
    return leading, lines


def _too_large(area: TypeArea) -> str:
    width, height = (round(value / MM) for value in (area.width, area.height))
    return f'版心宽 {width} 高 {height} 毫米，放不进 {round(area.sheet.width / MM)}×{round(area.sheet.height / MM)} 毫米的纸'
