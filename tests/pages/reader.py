"""Read the pages of any PDF into glyphs and boxes.

In: the bytes of a PDF. Out: a `Reading`: every glyph in the order of the content, with its text, origin, advance and
ink in points (y up from the bottom of the page); every painted path; every colour used. The operators are those of
ISO 32000-1, annex A; clipping, shadings and colour spaces are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from math import hypot
from typing import Any, NamedTuple

import pikepdf

from .fonts import Cell, Face, Rect, open_face

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

UNIT: Matrix = (1, 0, 0, 1, 0, 0)
SOFT_HYPHEN = '\u00ad'
DEEPEST = 12  # form in form
INVISIBLE = (3, 7)  # text rendering modes


class Glyph(NamedTuple):
    """One shown glyph. `text` is '' where the text of several glyphs is given by the first of them."""

    page: int
    text: str
    x: float
    y: float
    size: float
    font: str
    advance: float
    ink: Rect | None
    artifact: bool


class Box(NamedTuple):
    """One painted subpath or image: `kind` is rect, line, path or image; `stroke` the width of its line, if stroked."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    kind: str
    stroke: float | None
    filled: bool
    artifact: bool


class Colour(NamedTuple):
    """A colour something was painted with: `use` is text or path, then the operator and its operands."""

    use: str
    operator: str
    operands: tuple[float | str, ...]

    @property
    def black_plate_only(self) -> bool:
        """Does it mark no plate but the black one?"""
        if self.operator in ('k', 'K'):
            return self.operands[:3] == (0, 0, 0)
        return self.operator in ('g', 'G')


@dataclass(slots=True)
class Reading:
    """All that was found: page sizes, glyphs in the order of the content, boxes, colours."""

    pages: list[tuple[float, float]] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    colours: set[Colour] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The text of what is not an artifact."""
        return ''.join(glyph.text for glyph in self.glyphs if not glyph.artifact)


def read(pdf: bytes) -> Reading:
    """Read every page."""
    reading, faces = Reading(), {}  # type: ignore[var-annotated]
    with pikepdf.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            x0, y0, x1, y1 = (float(v) for v in page.mediabox)
            reading.pages.append((x1 - x0, y1 - y0))
            state = State(ctm=(1, 0, 0, 1, -x0, -y0))
            Interpreter(number, reading, faces, state).run(page, page.resources)
    return reading


# ── matrices ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def times(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def at(m: Matrix, x: float, y: float) -> Point:
    """Where m puts a point."""
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def hull(points: Sequence[Point]) -> Rect:
    """The box around points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def moved(m: Matrix, box: Rect) -> Rect:
    """The box around a box that m has moved."""
    x0, y0, x1, y1 = box
    return hull([at(m, x0, y0), at(m, x1, y0), at(m, x0, y1), at(m, x1, y1)])


# ── states ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class State:
    """The graphics state, text state included."""

    ctm: Matrix = UNIT
    face: Face | None = None
    size: float = 0
    char_space: float = 0
    word_space: float = 0
    scale: float = 1
    leading: float = 0
    rise: float = 0
    mode: int = 0
    line_width: float = 1
    fill: tuple[str, tuple[Any, ...]] = ('g', (0.0,))
    stroke: tuple[str, tuple[Any, ...]] = ('G', (0.0,))


@dataclass(slots=True)
class Marked:
    """A marked-content sequence: an artifact or not, and the text that stands for its glyphs."""

    artifact: bool = False
    actual: str | None = None


@dataclass(slots=True)
class Subpath:
    """Points as painted, in page space."""

    points: list[Point]
    closed: bool = False
    curved: bool = False

    @property
    def kind(self) -> str:
        """rect, line or path."""
        if self.curved:
            return 'path'
        x0, y0, x1, y1 = hull(self.points)
        if len(self.points) == 2 or x1 - x0 < 1e-6 or y1 - y0 < 1e-6:
            return 'line'
        corners = {(round(x, 3), round(y, 3)) for x, y in self.points}
        square = corners == {(round(x, 3), round(y, 3)) for x in (x0, x1) for y in (y0, y1)}
        return 'rect' if square else 'path'


# ── the operators ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Interpreter:
    """Runs the content of one page."""

    def __init__(self, page: int, reading: Reading, faces: dict[Any, Face], state: State) -> None:
        self.page, self.reading, self.faces, self.state = page, reading, faces, state
        self.saved: list[State] = []
        self.marked: list[Marked] = []
        self.path: list[Subpath] = []
        self.tm = self.tlm = UNIT
        self.resources: Any = {}
        self.depth = 0

    def run(self, content: Any, resources: Any) -> None:
        """Every operator of a content stream, with its resources."""
        outer, self.resources = self.resources, resources
        for instruction in pikepdf.parse_content_stream(content):
            name, operands = str(instruction.operator), list(instruction.operands)
            if name in COLOURS:
                self.colour(name, operands)
            elif name in PAINTS:
                self.paint(*PAINTS[name])
            elif name in OPERATORS:
                OPERATORS[name](self, *operands)
        self.resources = outer

    # graphics state

    def save(self) -> None:
        self.saved.append(replace(self.state))

    def restore(self) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def concat(self, *matrix: Any) -> None:
        self.state.ctm = times(numbers(matrix), self.state.ctm)

    def line_width(self, width: Any) -> None:
        self.state.line_width = float(width)

    def colour(self, name: str, operands: Sequence[Any]) -> None:
        values = tuple(str(v) if isinstance(v, pikepdf.Object) else float(v) for v in operands)
        if name[0].islower():
            self.state.fill = (name, values)
        else:
            self.state.stroke = (name, values)

    # text

    def begin_text(self) -> None:
        self.tm = self.tlm = UNIT

    def set_font(self, name: Any, size: Any) -> None:
        self.state.size = float(size)
        font = self.resources.get('/Font', {}).get(str(name))
        if font is None:
            self.state.face = None
            return
        key = font.objgen if font.is_indirect else (self.page, self.depth, str(name))
        if key not in self.faces:
            self.faces[key] = open_face(font)
        self.state.face = self.faces[key]

    def set_char_space(self, value: Any) -> None:
        self.state.char_space = float(value)

    def set_word_space(self, value: Any) -> None:
        self.state.word_space = float(value)

    def set_scale(self, value: Any) -> None:
        self.state.scale = float(value) / 100

    def set_leading(self, value: Any) -> None:
        self.state.leading = float(value)

    def set_rise(self, value: Any) -> None:
        self.state.rise = float(value)

    def set_mode(self, value: Any) -> None:
        self.state.mode = int(value)

    def text_matrix(self, *matrix: Any) -> None:
        self.tm = self.tlm = numbers(matrix)

    def next_line(self, x: Any, y: Any) -> None:
        self.tm = self.tlm = times((1, 0, 0, 1, float(x), float(y)), self.tlm)

    def next_line_leading(self, x: Any, y: Any) -> None:
        self.state.leading = -float(y)
        self.next_line(x, y)

    def new_line(self) -> None:
        self.next_line(0, -self.state.leading)

    def show_on_new_line(self, data: Any) -> None:
        self.new_line()
        self.show(data)

    def show_spaced(self, word: Any, char: Any, data: Any) -> None:
        self.set_word_space(word)
        self.set_char_space(char)
        self.show_on_new_line(data)

    def show_array(self, entries: Any) -> None:
        for entry in entries:
            if isinstance(entry, pikepdf.String):
                self.show(entry)
            else:
                self.move(-float(entry) / 1000 * self.state.size * self.state.scale)

    def show(self, data: Any) -> None:
        state = self.state
        if state.face is None:
            return
        for cell in state.face.cells(bytes(data)):
            self.place(cell, state.face.name)
            space = state.char_space + (state.word_space if cell.word_space else 0)
            self.move((cell.advance * state.size + space) * state.scale)
        self.use_colours('text', state.mode % 4 in (0, 2), state.mode % 4 in (1, 2))

    def move(self, x: float) -> None:
        a, b, c, d, e, f = self.tm
        self.tm = (a, b, c, d, e + a * x, f + b * x)

    def place(self, cell: Cell, font: str) -> None:
        """Record a glyph where the text matrix stands."""
        state = self.state
        em = (state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise)
        m = times(em, times(self.tm, state.ctm))
        ink = moved(m, cell.ink) if cell.ink and state.mode not in INVISIBLE else None
        advance = cell.advance * hypot(m[0], m[1])
        text = self.actual(cell.text.replace(SOFT_HYPHEN, ''))
        glyph = Glyph(self.page, text, m[4], m[5], hypot(m[2], m[3]), font, advance, ink, self.artifact)
        self.reading.glyphs.append(glyph)

    # marked content

    @property
    def artifact(self) -> bool:
        return any(marked.artifact for marked in self.marked)

    def actual(self, text: str) -> str:
        """The text of a glyph, or what ActualText puts in its place: all of it at the first glyph."""
        for marked in self.marked:
            if marked.actual is not None:
                text, marked.actual = marked.actual, ''
                return text
        return text

    def begin_marked(self, tag: Any, properties: Any = None) -> None:
        if isinstance(properties, pikepdf.Name):
            properties = self.resources.get('/Properties', {}).get(str(properties))
        actual = properties.get('/ActualText') if hasattr(properties, 'keys') else None
        self.marked.append(Marked(tag == '/Artifact', None if actual is None else str(actual)))

    def end_marked(self) -> None:
        if self.marked:
            self.marked.pop()

    # paths

    def move_to(self, x: Any, y: Any) -> None:
        self.path.append(Subpath([at(self.state.ctm, float(x), float(y))]))

    def line_to(self, x: Any, y: Any) -> None:
        if self.path:
            self.path[-1].points.append(at(self.state.ctm, float(x), float(y)))

    def curve_to(self, *values: Any) -> None:
        if self.path:
            self.path[-1].curved = True
            for x, y in zip(values[::2], values[1::2], strict=True):
                self.line_to(x, y)

    def rectangle(self, x: Any, y: Any, width: Any, height: Any) -> None:
        x, y, width, height = (float(v) for v in (x, y, width, height))
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.path.append(Subpath([at(self.state.ctm, *corner) for corner in corners], closed=True))

    def close(self) -> None:
        if self.path:
            self.path[-1].closed = True

    def paint(self, closes: bool, fills: bool, strokes: bool) -> None:
        """Record the path as boxes; `n` records nothing."""
        if closes:
            self.close()
        if fills or strokes:
            a, b, c, d, _, _ = self.state.ctm
            width = self.state.line_width * abs(a * d - b * c) ** 0.5 if strokes else None
            for part in self.path:
                self.reading.boxes.append(Box(self.page, *hull(part.points), part.kind, width, fills, self.artifact))
            self.use_colours('path', fills, strokes)
        self.path = []

    def use_colours(self, use: str, fills: bool, strokes: bool) -> None:
        if fills:
            self.reading.colours.add(Colour(use, *self.state.fill))
        if strokes:
            self.reading.colours.add(Colour(use, *self.state.stroke))

    # objects

    def do(self, name: Any) -> None:
        """Run a form, or record where an image stands."""
        thing = self.resources.get('/XObject', {}).get(str(name))
        if thing is None or self.depth >= DEEPEST:
            return
        if thing.get('/Subtype') == '/Image':
            box = moved(self.state.ctm, (0, 0, 1, 1))
            self.reading.boxes.append(Box(self.page, *box, 'image', None, True, self.artifact))
        elif thing.get('/Subtype') == '/Form':
            self.form(thing)

    def form(self, form: Any) -> None:
        """Run a form in a state of its own."""
        outer, text, saved = replace(self.state), (self.tm, self.tlm), self.saved
        self.saved, self.depth = [], self.depth + 1
        self.concat(*form.get('/Matrix', UNIT))
        self.run(form, form.get('/Resources', self.resources))
        self.state, (self.tm, self.tlm), self.saved, self.depth = outer, text, saved, self.depth - 1


def numbers(values: Sequence[Any]) -> Matrix:
    """The six numbers of a matrix."""
    return tuple(float(v) for v in values)  # type: ignore[return-value]


COLOURS = {'k', 'K', 'g', 'G', 'rg', 'RG', 'sc', 'SC', 'scn', 'SCN', 'cs', 'CS'}
PAINTS = {  # closes, fills, strokes
    'S': (False, False, True),
    's': (True, False, True),
    'f': (False, True, False),
    'F': (False, True, False),
    'f*': (False, True, False),
    'B': (False, True, True),
    'B*': (False, True, True),
    'b': (True, True, True),
    'b*': (True, True, True),
    'n': (False, False, False),
}
OPERATORS: dict[str, Callable[..., None]] = {
    'q': Interpreter.save,
    'Q': Interpreter.restore,
    'cm': Interpreter.concat,
    'w': Interpreter.line_width,
    'BT': Interpreter.begin_text,
    'Tf': Interpreter.set_font,
    'Tc': Interpreter.set_char_space,
    'Tw': Interpreter.set_word_space,
    'Tz': Interpreter.set_scale,
    'TL': Interpreter.set_leading,
    'Ts': Interpreter.set_rise,
    'Tr': Interpreter.set_mode,
    'Tm': Interpreter.text_matrix,
    'Td': Interpreter.next_line,
    'TD': Interpreter.next_line_leading,
    'T*': Interpreter.new_line,
    'Tj': Interpreter.show,
    'TJ': Interpreter.show_array,
    "'": Interpreter.show_on_new_line,
    '"': Interpreter.show_spaced,
    'BMC': Interpreter.begin_marked,
    'BDC': Interpreter.begin_marked,
    'EMC': Interpreter.end_marked,
    'm': Interpreter.move_to,
    'l': Interpreter.line_to,
    'c': Interpreter.curve_to,
    'v': Interpreter.curve_to,
    'y': Interpreter.curve_to,
    're': Interpreter.rectangle,
    'h': Interpreter.close,
    'Do': Interpreter.do,
}
