"""A page as text: every printed line with its place, readable in a diff.

    page 1  a4  2 columns of 22×43  @10.5/16.8
    c0 r0   @10.5  x 21..231      body          今年以来，全县上下围绕
    rule    45.638,51.627 → 276.638,51.627

`c` is the column (- for what spans them), `r` the line of the grid (- for what is off it); x in points from the column's left edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presscopy.layout.fonts import EM
from presscopy.layout.furniture import HAIRLINE
from presscopy.layout.marks import HANGING
from presscopy.layout.page import Page, Placed, Setting
from presscopy.layout.typearea import POINT, TypeArea


def golden(setting: Setting) -> str:
    """All pages of a setting, one printed line a line."""
    return of_pages(setting.pages, setting.area)


def of_pages(pages: Iterable[Page], area: TypeArea) -> str:
    """Pages that may hold several articles, one printed line a line."""
    return '\n'.join(line for page in pages for line in _page(page, area)) + '\n'


def _page(page: Page, area: TypeArea) -> Iterator[str]:
    yield (
        f'page {page.number}  {area.sheet.name}  {area.columns} columns of {area.chars}×{area.lines}'
        f'  @{area.size / POINT:g}/{area.leading / POINT:g}'
    )
    for placed in page.placed:
        yield _line(placed, area)
    for x0, y0, x1, y1, weight in page.rules:
        thick = '' if weight == HAIRLINE else f'  {weight / POINT:g}'
        yield f'rule    {x0 / POINT:g},{y0 / POINT:g} → {x1 / POINT:g},{y1 / POINT:g}{thick}'
    for placed in page.furniture:
        yield f'beside  {placed.x / POINT:g},{placed.y / POINT:g}  {_text(placed)}'


def _line(placed: Placed, area: TypeArea) -> str:
    column = next((c for c in range(area.columns) if _inside(placed, area, c)), None)
    rows = [r for r in range(area.lines) if area.baseline(r) == placed.y]
    left = area.left if column is None else area.column_left(column)
    begin = placed.x - left + placed.line.places[0] * placed.size // EM
    end = placed.x - left + placed.line.width * placed.size // EM
    place = f'c{"-" if column is None else column} r{rows[0] if rows else "-"}'
    return f'{place:<8}@{placed.size / POINT:g}  x {begin / POINT:g}..{end / POINT:g}  {placed.role:<13}{_text(placed)}'


def _inside(placed: Placed, area: TypeArea, column: int) -> bool:
    left = area.column_left(column)
    return left <= placed.x and placed.x + placed.line.width * placed.size // EM <= left + area.column_width


def _text(placed: Placed) -> str:
    """What a line says; a bar before the mark that hangs outside the measure."""
    line = placed.line
    return ''.join(
        '|' * (place == line.width > 0 and cell.text in HANGING) + cell.text
        for cell, place in zip(line.cells, line.places, strict=True)
    )
