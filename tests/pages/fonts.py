"""What a font in a PDF says of its codes: their text, their advance, and the ink of the embedded outlines.

In: a font dictionary. Out: a `Face`, which turns a shown string into cells, measured in em. Composite fonts (two-byte
codes) and simple ones alike; TrueType and CFF programs. See ISO 32000-1, 9.6 to 9.10.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from math import prod
from struct import unpack_from
from typing import Any

from fontTools import agl
from fontTools.cffLib import CFFFontSet
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.ttLib import TTFont

Rect = tuple[float, float, float, float]  # x0, y0, x1, y1

SECTION = re.compile(rb'begin(bfchar|bfrange)(.*?)end\1', re.S)
TOKEN = re.compile(rb'<([0-9A-Fa-f\s]*)>|([\[\]])')
UNKNOWN_WIDTH = 500.0  # of a font that is not embedded and gives no widths


@dataclass(frozen=True, slots=True)
class Cell:
    """One code: what it reads as, how far it moves, where its ink lies, and whether word spacing applies."""

    text: str
    advance: float
    ink: Rect | None
    word_space: bool = False


@dataclass(slots=True)
class Face:
    """A font as the content stream uses it; the cells are made once per code."""

    name: str
    code_length: int
    make: Callable[[int], Cell]
    known: dict[int, Cell] = field(default_factory=dict)

    def cells(self, data: bytes) -> Iterator[Cell]:
        """The cells of a shown string."""
        step = self.code_length
        for i in range(0, len(data) - step + 1, step):
            code = int.from_bytes(data[i : i + step], 'big')
            cell = self.known.get(code)
            if cell is None:
                cell = self.known[code] = self.make(code)
            yield cell


def open_face(font: Any) -> Face:
    """The face of a font dictionary."""
    name = str(font.get('/BaseFont', '/')).lstrip('/')
    if font.get('/Subtype') == '/Type0':
        return Face(name, 2, composite(font))
    return Face(name, 1, simple(font))


# ── composite fonts ───────────────────────────────────────────────────────────────────────────────────────────────────


def composite(font: Any) -> Callable[[int], Cell]:
    """Cells of a Type0 font, whose codes are the CIDs (Identity-H)."""
    inner = font['/DescendantFonts'][0]
    texts, widths, ink = unicode_map(font), cid_widths(inner), cid_ink(inner)
    default = float(inner.get('/DW', 1000))
    by_utf16 = str(font.get('/Encoding', '')).startswith('/Uni')

    def make(cid: int) -> Cell:
        text = texts.get(cid, chr(cid) if by_utf16 else '\ufffd')
        return Cell(text, widths.get(cid, default) / 1000, None if by_utf16 else ink(cid))

    return make


def cid_widths(inner: Any) -> dict[int, float]:
    """The W array: `c [w w …]` and `first last w`."""
    widths: dict[int, float] = {}
    entries = list(inner.get('/W', []))
    i = 0
    while i < len(entries):
        first = int(entries[i])
        try:
            row = [float(w) for w in entries[i + 1]]
        except TypeError:
            widths.update(dict.fromkeys(range(first, int(entries[i + 1]) + 1), float(entries[i + 2])))
            i += 3
        else:
            widths.update(enumerate(row, first))
            i += 2
    return widths


def cid_ink(inner: Any) -> Callable[[int], Rect | None]:
    """Ink by CID, through CIDToGIDMap or the charset of a CID-keyed CFF program."""
    program = open_program(inner.get('/FontDescriptor'))
    if isinstance(program, TrueType):
        to_gid = inner.get('/CIDToGIDMap')
        if to_gid is None or to_gid == '/Identity':
            return program.ink
        table, glyphs = to_gid.read_bytes(), program
        return lambda cid: glyphs.ink(unpack_from('>H', table, 2 * cid)[0]) if 2 * cid + 1 < len(table) else None
    if isinstance(program, Compact):
        return program.ink_of_cid
    return lambda cid: None


# ── simple fonts ──────────────────────────────────────────────────────────────────────────────────────────────────────


def simple(font: Any) -> Callable[[int], Cell]:
    """Cells of a font with one-byte codes."""
    texts, names, ink = unicode_map(font), code_names(font), simple_ink(font)
    first = int(font.get('/FirstChar', 0))
    widths = [float(w) for w in font.get('/Widths', [])]
    unit = float(font['/FontMatrix'][0]) if '/FontMatrix' in font else 0.001
    missing = float(font.get('/FontDescriptor', {}).get('/MissingWidth', 0 if widths else UNKNOWN_WIDTH))

    def make(code: int) -> Cell:
        text = texts.get(code)
        if text is None:
            text = agl.toUnicode(names[code]) if code in names else chr(code)
        width = widths[code - first] if 0 <= code - first < len(widths) else missing
        return Cell(text, width * unit, ink(code, names.get(code, '')), code == 32)

    return make


def code_names(font: Any) -> dict[int, str]:
    """Glyph names by code: the base encoding and its Differences."""
    encoding = font.get('/Encoding')
    differences = encoding.get('/Differences', []) if hasattr(encoding, 'keys') else []
    base = encoding.get('/BaseEncoding', '') if hasattr(encoding, 'keys') else encoding
    names = base_names(str(base or ''))
    code = 0
    for entry in differences:
        if isinstance(entry, int):
            code = entry
        else:
            names[code] = str(entry).lstrip('/')
            code += 1
    return names


def base_names(encoding: str) -> dict[int, str]:
    """The names of a predefined encoding."""
    codec = {'/WinAnsiEncoding': 'cp1252', '/MacRomanEncoding': 'mac_roman'}.get(encoding)
    if codec is None:
        return {code: name for code, name in enumerate(StandardEncoding) if name != '.notdef'}
    chars = {code: bytes([code]).decode(codec, 'ignore') for code in range(32, 256)}
    return {code: agl.UV2AGL.get(ord(char), f'uni{ord(char):04X}') for code, char in chars.items() if char}


def simple_ink(font: Any) -> Callable[[int, str], Rect | None]:
    """Ink by code and glyph name."""
    program = open_program(font.get('/FontDescriptor'))
    if isinstance(program, TrueType):
        return program.ink_of_code
    if isinstance(program, Compact):
        return program.ink_of_code
    return lambda code, name: None


# ── text ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def unicode_map(font: Any) -> dict[int, str]:
    """Code to text, from the ToUnicode CMap."""
    stream = font.get('/ToUnicode')
    if stream is None or not hasattr(stream, 'read_bytes'):
        return {}
    found: dict[int, str] = {}
    for kind, body in SECTION.findall(stream.read_bytes()):
        tokens = [bracket.decode() if bracket else digits for digits, bracket in TOKEN.findall(body)]
        found.update(single_codes(tokens) if kind == b'bfchar' else code_ranges(tokens))
    return found


def single_codes(tokens: list[Any]) -> Iterator[tuple[int, str]]:
    """`<code> <text>` of bfchar."""
    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
        yield int(code, 16), utf16(text)


def code_ranges(tokens: list[Any]) -> Iterator[tuple[int, str]]:
    """`<first> <last> <text>` and `<first> <last> [<text> …]` of bfrange."""
    i = 0
    while i + 2 < len(tokens):
        first, last = int(tokens[i], 16), int(tokens[i + 1], 16)
        if tokens[i + 2] == '[':
            end = tokens.index(']', i)
            yield from zip(range(first, last + 1), map(utf16, tokens[i + 3 : end]), strict=False)
            i = end + 1
        else:
            text = utf16(tokens[i + 2])
            for code in range(first, last + 1) if text else ():
                yield code, text[:-1] + chr(ord(text[-1]) + code - first)
            i += 3


def utf16(digits: bytes) -> str:
    """The text of a hexadecimal string."""
    return bytes.fromhex(digits.decode()).decode('utf-16-be', 'replace')


# ── outlines ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class TrueType:
    """Boxes from the headers of the glyf table; nothing is unpacked but what is asked for."""

    def __init__(self, font: TTFont) -> None:
        self.upem = font['head'].unitsPerEm
        self.places = font['loca'].locations
        self.glyf = font.reader['glyf']
        self.font = font
        self.cmaps = cmaps(font)

    def ink(self, gid: int) -> Rect | None:
        """The box of a glyph in em, None where it is blank."""
        if gid + 1 >= len(self.places) or self.places[gid + 1] - self.places[gid] < 10:
            return None
        contours, *box = unpack_from('>5h', self.glyf, self.places[gid])
        if contours == 0:
            return None
        return tuple(v / self.upem for v in box)

    def ink_of_code(self, code: int, name: str) -> Rect | None:
        """The box of a simple font's code: by the symbol cmap, the Macintosh one, or the Unicode one."""
        char = agl.toUnicode(name) if name else ''
        tries = [
            ((3, 0), code),
            ((3, 0), 0xF000 + code),
            ((1, 0), code),
            ((3, 1), ord(char) if len(char) == 1 else code),
        ]
        for key, wanted in tries:
            if wanted in self.cmaps.get(key, {}):
                return self.ink(self.font.getGlyphID(self.cmaps[key][wanted]))
        return None


def cmaps(font: TTFont) -> dict[tuple[int, int], dict[int, str]]:
    """The cmap tables by platform and encoding; a subset may have none."""
    if 'cmap' not in font:
        return {}
    return {(table.platformID, table.platEncID): table.cmap for table in font['cmap'].tables}


class Compact:
    """Boxes drawn from a CFF program, each glyph once."""

    def __init__(self, fonts: CFFFontSet) -> None:
        self.top = fonts[fonts.fontNames[0]]
        self.strings = self.top.CharStrings
        self.keyed = hasattr(self.top, 'ROS')
        self.unit = compact_unit(self.top)
        encoding = getattr(self.top, 'Encoding', None)
        self.encoding = encoding if isinstance(encoding, list) else StandardEncoding

    def ink_of_cid(self, cid: int) -> Rect | None:
        """The box of a CID; where the program is not CID-keyed, the CID is the glyph's number."""
        if self.keyed:
            return self.ink('.notdef' if cid == 0 else f'cid{cid:05d}')
        return self.ink(self.top.charset[cid]) if cid < len(self.top.charset) else None

    def ink_of_code(self, code: int, name: str) -> Rect | None:
        """The box of a simple font's code."""
        return self.ink(name or self.encoding[code])

    def ink(self, name: str) -> Rect | None:
        """The box of a named glyph in em, None where it is blank."""
        if name not in self.strings:
            return None
        box = self.strings[name].calcBounds(self.strings)
        return None if box is None else tuple(v * self.unit for v in box)


def compact_unit(top: Any) -> float:
    """One font unit in em: the matrix of the font, of its font dictionaries, or one of each; 1/1000 where none is."""
    dictionaries = [top, *list(getattr(top, 'FDArray', []))[:1]]
    given = [float(each.rawDict['FontMatrix'][0]) for each in dictionaries if 'FontMatrix' in each.rawDict]
    return prod(given) if given else 0.001


def open_program(descriptor: Any) -> TrueType | Compact | None:
    """The embedded font program; None where there is none, or it is a kind without boxes (Type 1, Type 3)."""
    if descriptor is None:
        return None
    stream = descriptor.get('/FontFile2') or descriptor.get('/FontFile3')
    if stream is None:
        return None
    data = stream.read_bytes()
    if data[:4] in (b'\x00\x01\x00\x00', b'true', b'OTTO'):
        font = TTFont(BytesIO(data), lazy=True)
        return TrueType(font) if 'glyf' in font else Compact(font['CFF '].cff)
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    return Compact(fonts)
