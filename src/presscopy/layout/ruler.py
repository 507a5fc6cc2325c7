"""The ruler: which glyphs a character is, how wide its cell, and what is to be known of the place between two cells.

Cells and places are made once for each kind and kept, so that measuring a text is looking them up. Standards: GB/T 15834—2011 5.1.1—5.1.10, W3C CLREQ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from operator import add
from typing import NamedTuple

from presscopy.layout.fonts import EM, GETA, Face, Faces
from presscopy.layout.marks import (
    LATIN,
    LATIN_NOT_FIRST,
    LATIN_NOT_LAST,
    MARKS,
    NEVER,
    Kind,
    Level,
    Mark,
    Step,
    Widths,
    is_han,
    is_latin,
    table,
    widths,
)
from presscopy.layout.story import EIGHTH, HALF, QUARTER, WIDTH, Cell, Edges, Glyph, Law, Manner, Stretch, edges_of

HAN = '一'  # stands for any Han character
JOINED_DASH = '⸺'  # U+2E3A: two em dashes as one stroke
QUOTES = '“”‘’'
SHAPELESS = ('Cf', 'Cc', 'Cs')  # categories of characters that are never seen
# what may look different beside its neighbours: Latin, paired dashes, quotation marks and spaces that touch Latin, the second of ？！
PERHAPS_LATIN = '(?:[!-\u058f]|[\u1e00-\u209f])'  # cheaper to compile than LATIN, which decides afterwards
PAIR = r'([—―…⋯])\1'
DEGREES = '°′″'  # behind a figure they are as wide as their ink
WITH_NEIGHBOURS = re.compile(
    f'[{LATIN}]+|{PAIR}|(?<=[！？])[？！]|[“‘ ](?={PERHAPS_LATIN})|(?<={PERHAPS_LATIN})[’” ]|(?<=[0-9])[{DEGREES}]'
)
SEEN_BESIDE_HAN = frozenset('%')  # marks of a number that take the gap as its digits do
OFTEN = 16  # characters: longer runs hardly come twice
# Before characters are moved apart by more than nobody sees, the gap beside Latin grows to half an em (CLREQ), a space as much, the blank of
# a mark by two fifths; and of the rest, too, marks and spaces take more: there the eye minds it least.
EVENLY, RIGID = Stretch(EM // 100, 1), Stretch(0, 0)
SPACED, GAP, BLANK, SIDE = Stretch(QUARTER, 4), Stretch(QUARTER, 1), Stretch(2 * EM // 5, 4), Stretch(EM // 5, 2)


class _Place(NamedTuple):
    """What is to be known of the place between two cells."""

    gap: int
    give: int
    step: int
    stretch: Stretch
    law: int


class Run(NamedTuple):
    """Cells other than Han characters, and the places from the Han character before them on, if there is one."""

    cells: Sequence[Cell]
    before: bool
    advances: Sequence[int]
    edges: Edges
    gaps: Sequence[int] = ()
    gives: Sequence[int] = ()
    steps: Sequence[int] = ()
    stretches: Sequence[Stretch] = ()
    laws: Sequence[int] = ()


class _Kept(dict[str, Cell]):
    """Cells by their text, made when they are first asked for."""

    def __init__(self, make: Callable[[str], Cell]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Cell:
        made = self[text] = self._make(text)
        return made


class Ruler:
    """Measures text in the face of one role. Cells and the places between two manners are made once and kept.

    `space`: the width of a space beside Han; between Latin words it is the font's own. `style`: how wide the marks are.
    `fixed`: every mark takes a whole cell of the grid.
    """

    def __init__(
        self,
        faces: Faces,
        role: str,
        level: Level = Level.STRICT,
        space: int = HALF,
        style: Widths = Widths.FULL,
        fixed: bool = False,
    ) -> None:
        self.fixed = fixed
        self.complete = True  # no character was met that no face has
        self.faces, self.role, self.level, self.space = faces, role, level, space
        self._widths = widths(style)
        self._cells = _Kept(self._make_cell)
        self._latin: dict[tuple[str, int], Cell] = {}
        self._manners: dict[Manner, int] = {}
        self._by_number: list[Manner] = []
        self._places: dict[tuple[int, int], _Place] = {}
        self._runs: dict[str, Run] = {}
        self.plain = self._cells.__getitem__  # the cell of a character that is the same whatever stands beside it
        self._words: dict[str, Sequence[Cell]] = {}
        self._own = faces.face(role)
        self._han = self._numbered(Manner(Kind.FULL, han=True))  # the first, 0

    def cells(self, text: str) -> list[Cell]:
        """The cells of a text, in order; together they spell it."""
        made: list[Cell] = []
        i = 0
        for found in WITH_NEIGHBOURS.finditer(text):
            start, end = found.span()
            if start > i:
                made += map(self.plain, text[i:start])
            i = end
            made += self._words.get(found[0]) or self._special(text, start, end)
        made += map(self.plain, text[i:])
        return made

    def _special(self, text: str, start: int, end: int) -> Sequence[Cell]:
        """The cells of what stands there and needs a look at its neighbours."""
        char = text[start]
        if is_latin(char):
            if char in table() and _between_han(text, start):
                return (self._cells[char],)
            made = tuple(self._latin_run(text[start:end]))
            if char not in table():
                self._words[text[start:end]] = made
            return made
        if end > start + 1:
            return (self._cells[char * 2],)
        if char == ' ' and _beside_latin(text, start):
            return (self._cells[' ~'],)
        special = (
            char in DEGREES
            or (char in QUOTES and _in_english(text, start))
            or (char in '？！' and _is_pair(text, start))
            or (char == ' ' and _between_latin(text, start))
        )
        return (self._cells[char + '|' if special else char],)

    def run(self, text: str) -> Run:
        """What is to be known of a run of others than Han characters; most come many times. `HAN` at its ends is not part of it."""
        made = self._runs.get(text)
        if made is None:
            cells = self.cells(text)
            places = [tuple(each) for each in zip(*map(self._place, cells, cells[1:]), strict=True)]
            before, end = text[0] == HAN, len(cells) - (text[-1] == HAN)
            gaps = (*places[0], 0) if places else (0,)
            advances = tuple(map(add, map(WIDTH, cells[:end]), gaps))
            made = Run(cells[before:end], before, advances, edges_of(cells[:end], gaps), *places)
            if len(text) <= OFTEN:
                self._runs[text] = made
        return made

    def _place(self, here: Cell, there: Cell) -> _Place:
        key = here.manner, there.manner
        place = self._places.get(key)
        if place is None:
            gap, give, step, stretch, law = self._make_place(*map(self._by_number.__getitem__, key))
            # plain numbers: members of an enumeration are slow to hash and to compare
            place = self._places[key] = _Place(gap, give, int(step), stretch, int(law))
        return place

    def _numbered(self, manner: Manner) -> int:
        number = self._manners.get(manner)
        if number is None:
            number = self._manners[manner] = len(self._by_number)
            self._by_number.append(manner)
        return number

    def _make_cell(self, text: str) -> Cell:
        """The cell of a character, of a joined pair, or (with | behind it) of a mark in a special place."""
        char = text[0]
        number = self._own.glyph(char) if '\u3400' <= char <= '\u9fff' else 0
        if number:
            shift = (EM - self._own.advance(number)) // 2
            return Cell(char, Kind.FULL, EM, 0, 0, (Glyph(self._own, number, shift, char),), self._han)
        if char.isspace():
            return self._space(char, text[1:])
        mark = table().get(char)
        if mark is None:
            if unicodedata.category(char) in SHAPELESS:
                return self._shapeless(char)
            return self._full(char, Mark(Kind.FULL, EM, NEVER, NEVER, Step.STOP))
        if mark.kind in (Kind.DASH, Kind.ELLIPSIS) and len(text) == 2:
            return self._pair(text, mark)
        if text.endswith('|'):
            return self._narrow(char) if char in QUOTES + DEGREES else self._narrow_stop(char, mark)
        return self._full(char, mark)

    def _full(self, char: str, mark: Mark) -> Cell:
        """A character in a cell of a whole or half em, its ink where the kind has it: see `_shift`."""
        face = self.faces.having(char, self.role)
        found = face is not None
        self.complete = self.complete and found
        shown = char if found else GETA
        face = face or self.faces.having(GETA, self.role) or self._own
        number = face.glyph(shown)
        kind, width, first, last, step = mark
        left = HALF if kind is Kind.OPEN else 0
        right = HALF if kind in (Kind.CLOSE, Kind.PAUSE, Kind.STOP) else 0
        shift = _shift(face, number, kind, width)
        trim = right if kind not in (Kind.JOINT, Kind.DASH) else max(0, width - shift - face.advance(number))
        if self.fixed:
            shift, width = shift + (EM - width) // 2, EM
            left = right = trim = 0
        elif width == EM and self._widths.get(kind) == HALF:
            # the blank half of the cell is not there: the ink stays where it was in the other
            width, shift = HALF, shift - left
            left = right = trim = 0
        manner = Manner(kind, left, right, 0, first, last, step, kind is Kind.FULL and is_han(char))
        return Cell(char, kind, width, left, trim, (Glyph(face, number, shift, char),), self._numbered(manner), found)

    def _narrow_stop(self, char: str, mark: Mark) -> Cell:
        """The second of ？！ together, which take the place of one character (GB/T 15834 5.1.2)."""
        cell = self._full(char, mark)
        if self.fixed:
            return cell
        manner = self._by_number[cell.manner]._replace(right=0)
        return cell._replace(width=HALF, trim=0, manner=self._numbered(manner))

    def _pair(self, text: str, mark: Mark) -> Cell:
        """—— or ……: two ems, unbroken; the dash one stroke, by the font's two-em glyph or by two that meet in the middle."""
        char = text[0]
        single = self._full(char, mark)
        one = single.glyphs[0]
        face = one.face
        if mark.kind is Kind.ELLIPSIS:
            return single._replace(text=text, width=2 * EM, glyphs=(one, one._replace(shift=one.shift + EM)))
        if joined := face.glyph(JOINED_DASH):
            glyphs: tuple[Glyph, ...] = (Glyph(face, joined, (2 * EM - face.advance(joined)) // 2, text),)
        else:
            low, high = face.ink(one.number)
            glyphs = (one._replace(shift=EM - high), one._replace(shift=EM - low))
        last = glyphs[-1]
        trim = 0 if self.fixed else max(0, 2 * EM - last.shift - face.advance(last.number))
        return single._replace(text=text, width=2 * EM, trim=trim, glyphs=glyphs)

    def _space(self, char: str, place: str) -> Cell:
        """A space; `place`: | between Latin words, ~ between Han and Latin, where it is the gap that would stand there without it."""
        number = self._own.glyph(char) or self._own.glyph(' ')
        in_latin = place == '|'
        if place == '~' and self.space == HALF and not self.fixed:
            gap = self._numbered(Manner(Kind.SPACE, slack=EIGHTH, step=Step.LATIN))
            return Cell(char, Kind.SPACE, QUARTER, 0, 0, (Glyph(self._own, number, 0, char),), gap)
        wide = char == '\u3000' or (self.fixed and not in_latin)
        width = EM if wide else self._own.advance(number) if in_latin else self.space
        last = Level.BASIC if char in '\u00a0\u202f' else NEVER
        manner = Manner(Kind.SPACE, slack=max(width // 3, min(width, HALF) - QUARTER), not_last=last, step=Step.WORD)
        return Cell(char, Kind.SPACE, width, 0, 0, (Glyph(self._own, number, 0, char),), self._numbered(manner))

    def _shapeless(self, char: str) -> Cell:
        manner = self._numbered(Manner(Kind.NOTHING))
        return Cell(char, Kind.NOTHING, 0, 0, 0, (Glyph(self._own, self._own.glyph(' '), 0, char),), manner)

    def _latin_run(self, run: str) -> Iterator[Cell]:
        if all(map(self._own.glyph, run)):
            for char, (number, advance) in zip(run, self._own.kerned(run), strict=True):
                yield self._latin_cell(char, self._own, number, advance)
            return
        for char in run:
            other = self.faces.having(char, self.role)
            if other is None:
                yield self._cells[char]
            else:
                yield self._latin_cell(char, other, other.glyph(char), other.advance(other.glyph(char)))

    def _latin_cell(self, char: str, face: Face, number: int, advance: int) -> Cell:
        cell = self._latin.get((char, advance))
        if cell is None:
            manner = Manner(
                Kind.LATIN,
                not_first=Level.BASIC if char in LATIN_NOT_FIRST else Level.GB if char in '-/' else NEVER,
                not_last=Level.BASIC if char in LATIN_NOT_LAST else Level.GB if char == '/' else NEVER,
                sign=char.isalnum() or char in SEEN_BESIDE_HAN,
                figure=char.isdigit(),
                letter=char.isalpha(),
                hyphen=char == '-',
            )
            cell = Cell(char, Kind.LATIN, advance, 0, 0, (Glyph(face, number, 0, char),), self._numbered(manner))
            self._latin[char, advance] = cell
        return cell

    def _narrow(self, char: str) -> Cell:
        """A quotation mark of English text, or ° ′ ″ behind a figure: as wide as its ink and a little, whatever the font's cell is."""
        face = self.faces.having(char, self.role)
        if face is None:
            return self._full(char, table()[char])
        number = face.glyph(char)
        low, high = face.ink(number)
        opens = char in '“‘'
        first, last = (NEVER, Level.BASIC) if opens else (Level.BASIC, NEVER)
        manner = self._numbered(Manner(Kind.LATIN, not_first=first, not_last=last, sign=char in DEGREES))
        side = EIGHTH // 4
        return Cell(char, Kind.LATIN, high - low + 2 * side, 0, 0, (Glyph(face, number, side - low, char),), manner)

    def _make_place(self, here: Manner, there: Manner) -> _Place:
        law = self._law(here, there)
        if Kind.NOTHING in (here.kind, there.kind):
            return _Place(0, 0, Step.WORD, RIGID, law)
        if Kind.SPACE in (here.kind, there.kind):
            # the blank that may go is the space's own; it is reckoned after it
            if here.step is Step.LATIN:
                return _Place(0, here.slack, Step.LATIN, GAP, law)
            return _Place(0, here.slack, Step.WORD, SPACED if here.kind is Kind.SPACE else RIGID, law)
        if here.kind is Kind.LATIN and there.kind is Kind.LATIN:
            return _Place(0, 0, Step.WORD, RIGID, law)
        blank = here.right + there.left
        step = here.step if here.right else there.step
        if here.kind in MARKS and there.kind in MARKS:
            gap = -min(HALF, blank)
            if here.kind is Kind.CLOSE and there.kind is Kind.OPEN:
                step = Step.STOP  # what parts ”“ or 》《 goes last
            return _Place(gap, blank + gap, step, RIGID, law)
        if (here.han and there.sign) or (here.sign and there.han):
            return _Place(QUARTER, EIGHTH, Step.LATIN, GAP, law)
        wide = Kind.DASH in (here.kind, there.kind) or Kind.ELLIPSIS in (here.kind, there.kind)
        return _Place(0, blank, step, BLANK if blank else SIDE if wide else EVENLY, law)

    def _law(self, here: Manner, there: Manner) -> Law:
        if there.kind in (Kind.SPACE, Kind.NOTHING) or (here.kind is Kind.SPACE and here.not_last <= Level.BASIC):
            return Law.NEVER
        law = Law.FREE
        if there.not_first <= self.level:
            law = Law.STRICT if there.not_first == Level.STRICT else Law.START
        if here.not_last <= self.level:
            law = max(law, Law.STRICT if here.not_last == Level.STRICT else Law.END)
        if here.kind is Kind.LATIN and there.kind is Kind.LATIN:
            law = max(law, Law.AWKWARD if here.hyphen and there.letter else Law.WORD)
        elif here.figure and there.han:
            law = max(law, Law.AWKWARD)
        return law


def _shift(face: Face, number: int, kind: Kind, width: int) -> int:
    """How far from the left edge of its cell a glyph's origin is put, so that the ink lies where the kind has it.

    Faces draw marks to their own width (“” of a third of an em in Kai, · of a third in Song): an opener's ink belongs in the right half,
    a closer's or stop's in the left, everything else in the middle.
    """
    low, high = face.ink(number)
    advance = face.advance(number)
    if kind is Kind.OPEN:
        if advance < EM:
            return EM - max(advance, high)
        return min(0, EM - high) if low >= HALF - EIGHTH else 3 * QUARTER - (low + high) // 2
    if kind in (Kind.CLOSE, Kind.PAUSE, Kind.STOP):
        return max(0, -low) if high <= HALF + EIGHTH else QUARTER - (low + high) // 2
    if width == HALF:
        return QUARTER - (low + high) // 2
    return (width - advance) // 2


def _between_han(text: str, i: int) -> bool:
    """Whether - or / stands between characters that are not Latin: then it takes half an em (GB/T 15834 5.1.7, 5.1.9)."""
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    return bool(
        before
        and after
        and not is_latin(before)
        and not is_latin(after)
        and not before.isspace()
        and not after.isspace()
    )


def _between_latin(text: str, i: int) -> bool:
    """Whether a space stands between two Latin words."""
    return 0 < i < len(text) - 1 and is_latin(text[i - 1]) and is_latin(text[i + 1])


def _beside_latin(text: str, i: int) -> bool:
    """Whether a space stands between a Han character and a letter or figure."""
    sides = text[i - 1 : i] + text[i + 1 : i + 2]
    return len(sides) == 2 and any(map(is_han, sides)) and any(is_latin(char) and char.isalnum() for char in sides)


def _in_english(text: str, i: int) -> bool:
    """Whether a curly quotation mark belongs to English text: Latin, or a space beside Latin, on its outer side; Latin within."""
    outer, inner = (i - 1, i + 1) if text[i] in '“‘' else (i + 1, i - 1)
    if text[i] == '’' and 0 < i < len(text) - 1 and is_latin(text[i - 1]) and is_latin(text[i + 1]):
        return True
    if not (0 <= inner < len(text) and is_latin(text[inner])):
        return False
    step = -1 if outer < i else 1
    while 0 <= outer < len(text) and text[outer] in ' .,;:!?)(':
        outer += step
    if not 0 <= outer < len(text):
        return not any(is_han(char) for char in text)
    return is_latin(text[outer])


def _is_pair(text: str, i: int) -> bool:
    """Whether this ？ or ！ is the second of exactly two."""
    return (
        i > 0
        and text[i - 1] in '？！'
        and text[i - 2 : i - 1] not in ('？', '！')
        and text[i + 1 : i + 2] not in ('？', '！')
    )
