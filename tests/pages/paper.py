"""Pages set by hand for the judge's own tests: every line is put where the test says, with `pressbox.ttf`.

In: `Put`s, one for each printed line. Out: a PDF, and the blocks it sets. A column is ten em wide, the lines stand on a
grid. A line is filled to the measure, the mark at its end counted half, an opener at its start cut in half, unless the
test asks otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .lines import HALF_MARKS, OPENERS

FACE = Path(__file__).parent.parent / 'fonts' / 'pressbox.ttf'
SIZE, LEADING, MEASURE, TOP = 10.0, 15.0, 100.0, 360.0
LEFTS = (40.0, 160.0)
TYPE_AREA = (40.0, 40.0, 260.0, 370.0)

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Put:
    """A line: its block, text, column and row; then how it is set."""

    block: int
    text: str
    column: int = 0
    row: float = 0
    role: str = 'body'
    indent: float = 0  # em
    filled: bool = True
    narrower: float = 0  # pt at either side
    dx: float = 0
    dy: float = 0
    whole_end: bool = False
    whole_start: bool = False
    page: int = 0


def advance(char: str) -> float:
    """Of the face: half an em for letters and digits."""
    return SIZE / 2 if char.isascii() and not char.isspace() else SIZE


def cells(put: Put) -> list[tuple[float, str]]:
    """Where each character of a line stands."""
    widths = [advance(char) for char in put.text]
    left = LEFTS[put.column] + put.narrower + put.indent * SIZE + put.dx
    starts_half = put.text[0] in OPENERS and not put.whole_start
    ends_half = put.text[-1] in HALF_MARKS and not put.whole_end
    natural = sum(widths) - SIZE / 2 * (starts_half + ends_half)
    room = MEASURE - 2 * put.narrower - put.indent * SIZE - natural
    stretch = room / (len(widths) - 1) if put.filled and len(widths) > 1 else 0
    at = left - SIZE / 2 * starts_half
    places = []
    for char, width in zip(put.text, widths, strict=True):
        places.append((at, char))
        at += width + stretch
    return places


def blocks_of(puts: Sequence[Put]) -> list[tuple[str, str]]:
    """The article that these lines set."""
    numbers = sorted({put.block for put in puts})
    return [
        (next(p.role for p in puts if p.block == n), ''.join(p.text for p in puts if p.block == n)) for n in numbers
    ]


def print_pages(puts: Sequence[Put], boxes: Sequence[Rect] = (), rules: Sequence[Rect] = ()) -> bytes:
    """The lines in the order given; boxes and rules (from, to) on the first page."""
    if 'Pressbox' not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont('Pressbox', str(FACE)))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(300, 400), invariant=True)
    for page in sorted({put.page for put in puts}):
        canvas.setFillColorCMYK(0, 0, 0, 1)
        canvas.setStrokeColorCMYK(0, 0, 0, 1)
        canvas.setFont('Pressbox', SIZE)
        for put in puts:
            if put.page == page:
                draw(canvas, put)
        for x0, y0, x1, y1 in boxes if page == 0 else ():
            canvas.rect(x0, y0, x1 - x0, y1 - y0)
        for rule in rules if page == 0 else ():
            canvas.line(*rule)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def draw(canvas: Canvas, put: Put) -> None:
    """One line, character by character."""
    for x, char in cells(put):
        canvas.drawString(x, TOP - put.row * LEADING + put.dy, char)
