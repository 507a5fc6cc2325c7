"""Text to cells: each character or joined pair with its glyphs, its width, the blank on either side of its ink.

    story = measure('他说：“好。”', ruler)
    [cell.width for cell in story.cells]        # [1000, 1000, 1000, 1000, 1000, 1000, 1000]
    story.gaps                                  # [0, 0, -500, 0, 0, -500, 0]: ：“ and 。” are closed up

Widths are thousandths of an em. What may be squeezed, stretched or broken between two cells is worked out here once, so that the
breaker only adds numbers. Standards: GB/T 15834—2011 5.1.1—5.1.10, GB/T 15835—2011 5.1.7.2, W3C CLREQ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from presscopy.layout.fonts import EM, GETA, Face, Faces
from presscopy.layout.marks import (
    LATIN_NOT_FIRST,
    LATIN_NOT_LAST,
    MARKS,
    NEVER,
    Kind,
    Level,
    Mark,
    Step,
    is_han,
    is_latin,
    table,
)
from presscopy.tables.load import column

HALF, QUARTER, EIGHTH = EM // 2, EM // 4, EM // 8
JOINED_DASH = '⸺'  # U+2E3A: two em dashes as one stroke
QUOTES = '“”‘’'
SEEN_BESIDE_HAN = frozenset('%')  # marks of a number that take the gap as its digits do


class Law(IntEnum):
    """What a break after a cell would go against, lightest first; the breaker gives up one after the other."""

    FREE = 0
    AWKWARD = 1  # a number parted from the word after it: allowed, avoided
    NUMBER = 4  # a number parted from its unit
    STRICT = 5  # kept from line start only by the strictest level
    ADDRESS = 6  # inside a web or mail address, after / and the like
    WORD = 7  # inside a Latin word or a number
    END = 8  # an opener at the line end
    START = 9  # a stop or closer at the line start
    NEVER = 99  # inside a cell, before a space


class Glyph(NamedTuple):
    """A glyph of a face, how far from the left edge of its cell its origin stands, and the characters it says."""

    face: Face
    number: int
    shift: int
    text: str


class Cell(NamedTuple):
    """One character, or a joined pair, as it stands on the page."""

    text: str
    kind: Kind
    width: int
    left: int  # blank before the ink that may be given up
    right: int  # blank after it
    trim: int  # what a line end takes off: that blank, or the side of a dash's cell
    glyphs: tuple[Glyph, ...]
    not_first: int = NEVER
    not_last: int = NEVER
    step: Step = Step.STOP
    found: bool = True  # whether a face has it


class Story(NamedTuple):
    """The cells of one paragraph and, for the place after each cell, what the breaker needs to know."""

    text: str
    cells: Sequence[Cell]
    offsets: Sequence[int]  # of each cell in the text
    gaps: Sequence[int]  # blank put in (+) or taken out (−)
    gives: Sequence[int]  # what may be squeezed out
    steps: Sequence[int]  # when it is: the lowest first
    grows: Sequence[bool]  # whether it may be stretched
    laws: Sequence[int]  # what a break there would go against


class _Place(NamedTuple):
    gap: int
    give: int
    step: int
    grow: bool
    law: int


END_OF_TEXT = _Place(0, 0, 0, False, Law.FREE)


def measure(text: str, ruler: Ruler) -> Story:
    """The cells of a paragraph, and the places between them."""
    cells = list(ruler.cells(text))
    offsets, at = [], 0
    for cell in cells:
        offsets.append(at)
        at += len(cell.text)
    places = [ruler.between(here, there) for here, there in pairwise(cells)]
    places.append(END_OF_TEXT)
    laws = [place.law for place in places]
    _keep_numbers(text, offsets, laws)
    if '@' in text or '://' in text or 'www.' in text:
        _open_addresses(text, offsets, laws)
    return Story(
        text,
        cells,
        offsets,
        [place.gap for place in places],
        [place.give for place in places],
        [place.step for place in places],
        [place.grow for place in places],
        laws,
    )


class Ruler:
    """Measures text in the face of one role. Cells and the places between two cells are made once and kept.

    `space`: the width of a space beside Han; between Latin words it is the font's own.
    """

    def __init__(self, faces: Faces, role: str, level: Level = Level.STRICT, space: int = HALF) -> None:
        self.faces, self.role, self.level, self.space = faces, role, level, space
        self._cells: dict[str, Cell] = {}
        self._latin: dict[tuple[str, int], Cell] = {}
        self._places: dict[tuple[int, int], _Place] = {}

    def cells(self, text: str) -> Iterator[Cell]:
        """The cells of a text, in order; together they spell it."""
        marks = table()
        known = self._cells
        i, n = 0, len(text)
        while i < n:
            char = text[i]
            cell = known.get(char)
            if cell is not None and cell.kind is Kind.FULL:
                yield cell
                i += 1
                continue
            end = i + 1
            if is_latin(char) and not (char in marks and _between_han(text, i)):
                end = _latin_end(text, i)
                yield from self._latin_run(text[i:end])
            elif char in QUOTES and _in_english(text, i):
                yield self._latin_quote(char)
            elif char in '—―…⋯' and text[i : i + 2] == char * 2:
                end = i + 2
                yield self._kept(char * 2)
            elif char in '？！' and _is_pair(text, i):
                # GB/T 15834 5.1.2: two of ？！ together take the place of one character
                yield self._kept(char + '|')
            else:
                yield self._kept(char)
            i = end

    def between(self, here: Cell, there: Cell) -> _Place:
        """What stands between two neighbouring cells."""
        key = id(here), id(there)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = self._make_place(here, there)
        return place

    def _kept(self, text: str) -> Cell:
        cell = self._cells.get(text)
        if cell is None:
            cell = self._cells[text] = self._make_cell(text)
        return cell

    def _make_cell(self, text: str) -> Cell:
        char = text[0]
        mark = table().get(char)
        if char.isspace():
            return self._space(char)
        if mark is None:
            if unicodedata.category(char) in ('Cf', 'Cc', 'Cs', 'Co', 'Cn') and not self.faces.having(char, self.role):
                return self._shapeless(char)
            return self._full(char, Mark(Kind.FULL, EM, NEVER, NEVER, Step.STOP))
        if mark.kind in (Kind.DASH, Kind.ELLIPSIS) and len(text) == 2:
            return self._pair(text, mark)
        if text.endswith('|'):
            return self._full(char, mark)._replace(width=HALF, right=0, trim=0)
        return self._full(char, mark)

    def _full(self, char: str, mark: Mark) -> Cell:
        """A character in a cell of a whole or half em, its ink where the kind has it: see `_shift`."""
        face = self.faces.having(char, self.role)
        found = face is not None
        shown = char if found else GETA
        face = face or self.faces.having(GETA, self.role) or self.faces.face(self.role)
        number = face.glyph(shown)
        kind, width, first, last, step = mark
        left = HALF if kind is Kind.OPEN else 0
        right = HALF if kind in (Kind.CLOSE, Kind.PAUSE, Kind.STOP) else 0
        shift = _shift(face, number, kind, width)
        trim = right if kind not in (Kind.JOINT, Kind.DASH) else max(0, width - shift - face.advance(number))
        return Cell(char, kind, width, left, right, trim, (Glyph(face, number, shift, char),), first, last, step, found)

    def _pair(self, text: str, mark: Mark) -> Cell:
        """—— or ……: two ems, unbroken; the dash one stroke, by the font's two-em glyph or by two that meet in the middle."""
        char = text[0]
        single = self._full(char, mark)
        face = single.glyphs[0].face
        if mark.kind is Kind.DASH and face.glyph(JOINED_DASH):
            number = face.glyph(JOINED_DASH)
            glyphs: tuple[Glyph, ...] = (Glyph(face, number, (2 * EM - face.advance(number)) // 2, text),)
        elif mark.kind is Kind.DASH:
            low, high = face.ink(single.glyphs[0].number)
            number = single.glyphs[0].number
            glyphs = (Glyph(face, number, EM - high, char), Glyph(face, number, EM - low, char))
        else:
            one = single.glyphs[0]
            glyphs = (one, one._replace(shift=one.shift + EM))
        last = glyphs[-1]
        trim = max(0, 2 * EM - last.shift - face.advance(last.number)) if mark.kind is Kind.DASH else 0
        return single._replace(text=text, width=2 * EM, trim=trim, glyphs=glyphs)

    def _space(self, char: str) -> Cell:
        face = self.faces.face(self.role)
        width = EM if char == '\u3000' else self.space
        number = face.glyph(char) or face.glyph(' ')
        last = Level.BASIC if char in '\u00a0\u202f' else NEVER
        return Cell(char, Kind.SPACE, width, 0, 0, 0, (Glyph(face, number, 0, char),), NEVER, last, Step.WORD)

    def _shapeless(self, char: str) -> Cell:
        face = self.faces.face(self.role)
        return Cell(char, Kind.NOTHING, 0, 0, 0, 0, (Glyph(face, face.glyph(' '), 0, char),))

    def _latin_run(self, run: str) -> Iterator[Cell]:
        face = self.faces.face(self.role)
        if all(face.glyph(char) for char in run):
            for char, (number, advance) in zip(run, face.kerned(run), strict=True):
                yield self._latin_cell(char, face, number, advance)
            return
        for char in run:
            other = self.faces.having(char, self.role)
            if other is None:
                yield self._kept(char)
            else:
                yield self._latin_cell(char, other, other.glyph(char), other.advance(other.glyph(char)))

    def _latin_cell(self, char: str, face: Face, number: int, advance: int, shift: int = 0) -> Cell:
        cell = self._latin.get((char, advance))
        if cell is None:
            first = Level.BASIC if char in LATIN_NOT_FIRST else Level.GB if char in '-/' else NEVER
            last = Level.BASIC if char in LATIN_NOT_LAST else Level.GB if char == '/' else NEVER
            cell = Cell(char, Kind.LATIN, advance, 0, 0, 0, (Glyph(face, number, shift, char),), first, last)
            self._latin[char, advance] = cell
        return cell

    def _latin_quote(self, char: str) -> Cell:
        """A quotation mark of English text: as wide as its ink and a little, whatever the font's cell is."""
        face = self.faces.having(char, self.role)
        if face is None:
            return self._kept(char)
        low, high = face.ink(face.glyph(char))
        cell = self._latin_cell(char, face, face.glyph(char), high - low + EIGHTH // 2, EIGHTH // 4 - low)
        return cell._replace(
            not_first=NEVER if char in '“‘' else Level.BASIC, not_last=Level.BASIC if char in '“‘' else NEVER
        )

    def _make_place(self, here: Cell, there: Cell) -> _Place:
        law = self._law(here, there)
        if Kind.NOTHING in (here.kind, there.kind):
            return _Place(0, 0, Step.WORD, False, law)
        if here.kind is Kind.SPACE or there.kind is Kind.SPACE:
            # the blank that may go is the space's own; it is reckoned after it
            give = here.width // 3 if here.kind is Kind.SPACE else 0
            return _Place(0, give, Step.WORD, here.kind is Kind.SPACE, law)
        if here.kind is Kind.LATIN and there.kind is Kind.LATIN:
            return _Place(0, 0, Step.WORD, False, law)
        blank = here.right + there.left
        if here.kind in MARKS and there.kind in MARKS:
            gap = -min(HALF, blank)
            left = blank + gap
            return _Place(gap, left // 2, here.step if here.right else there.step, False, law)
        if _gapped(here, there) or _gapped(there, here):
            return _Place(QUARTER, EIGHTH, Step.LATIN, True, law)
        return _Place(0, blank, here.step if here.right else there.step, True, law)

    def _law(self, here: Cell, there: Cell) -> Law:
        if there.kind in (Kind.SPACE, Kind.NOTHING) or (here.not_last <= Level.BASIC and here.kind is Kind.SPACE):
            return Law.NEVER
        law = Law.FREE
        if there.not_first <= self.level:
            law = Law.STRICT if there.not_first == Level.STRICT else Law.START
        if here.not_last <= self.level:
            law = max(law, Law.STRICT if here.not_last == Level.STRICT else Law.END)
        if here.kind is Kind.LATIN and there.kind is Kind.LATIN:
            after_hyphen = here.text == '-' and there.text.isalpha()
            law = max(law, Law.AWKWARD if after_hyphen else Law.WORD)
        elif here.kind is Kind.LATIN and here.text.isdigit() and is_han(there.text[0]):
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
            return EM - advance
        return 0 if low >= HALF - EIGHTH else 3 * QUARTER - (low + high) // 2
    if kind in (Kind.CLOSE, Kind.PAUSE, Kind.STOP):
        return 0 if high <= HALF + EIGHTH else QUARTER - (low + high) // 2
    if width == HALF:
        return QUARTER - (low + high) // 2
    return (width - advance) // 2


def _gapped(han: Cell, latin: Cell) -> bool:
    """Whether a quarter-em gap belongs between the two: Han beside a Latin letter, digit or percent sign."""
    return (
        latin.kind is Kind.LATIN
        and (latin.text.isalnum() or latin.text in SEEN_BESIDE_HAN)
        and han.kind is Kind.FULL
        and is_han(han.text)
    )


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


def _latin_end(text: str, i: int) -> int:
    end = i + 1
    while end < len(text) and is_latin(text[end]):
        end += 1
    return end


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


@cache
def _number_and_unit() -> re.Pattern[str]:
    units = '|'.join(sorted(column('layout/units'), key=len, reverse=True))
    return re.compile(
        rf'(?<=[0-9０-９%‰])\s?(?:余|多|几|来)?[十百千万亿]*(?:余|多|几|来)?(?:{units}|[A-Za-zμΩ]{{1,5}}(?![A-Za-z]))?'
    )


def _keep_numbers(text: str, offsets: Sequence[int], laws: list[int]) -> None:
    """Number and unit stay on one line, and 第 with its number (GB/T 15835—2011 5.1.7.2)."""
    index = {offset: i for i, offset in enumerate(offsets)}
    for found in _number_and_unit().finditer(text):
        for offset in range(found.start(), found.end()):
            if (i := index.get(offset)) is not None and laws[i - 1] < Law.NUMBER:
                laws[i - 1] = Law.NUMBER
    for ordinal in ORDINAL.finditer(text):
        i = index[ordinal.start()]
        laws[i] = max(laws[i], Law.NUMBER)


ORDINAL = re.compile(r'[第¥￥$](?=[0-9０-９])|第(?=[〇一二两三四五六七八九十百千万几若])')
ADDRESS = re.compile(r'(?:https?://|www\.)[!-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+')
PARTS = '/?&=@.'


def _open_addresses(text: str, offsets: Sequence[int], laws: list[int]) -> None:
    """Where an address must be parted, it is after one of its marks, where no reader takes the parts for words."""
    index = {offset: i for i, offset in enumerate(offsets)}
    for found in ADDRESS.finditer(text):
        for offset in range(found.start(), found.end() - 1):
            if text[offset] in PARTS and text[offset + 1] not in PARTS and laws[index[offset]] == Law.WORD:
                laws[index[offset]] = Law.ADDRESS
