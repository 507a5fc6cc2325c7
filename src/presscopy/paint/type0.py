"""Font objects of our own: one Type 0 font a face, with only the glyphs that are printed and the characters that each of them says.

ReportLab cuts a large font into many simple ones and switches between them in the middle of a line; this is one font, two-byte codes
(Identity-H), TrueType or PostScript outlines. Where a face draws two characters with one glyph (space and no-break space), the second is
a font of its own over the same outlines, so that text copied from the page is the author's. Objects follow ISO 32000-1, 9.7.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from presscopy.layout.fonts import Face


class Deflate:
    """A stream filter of ReportLab's kind with a level of our own: outlines hardly shrink further for three times the work."""

    pdfname = 'FlateDecode'

    def __init__(self, level: int) -> None:
        self.level = level

    def encode(self, data: bytes | str) -> bytes:
        """The data compressed."""
        return zlib.compress(data.encode('latin-1') if isinstance(data, str) else data, self.level)


OUTLINES, TEXT = Deflate(1), Deflate(4)
ESCAPED = {'(': r'\(', ')': r'\)', '\\': r'\\', '\r': r'\r'}


class Code(NamedTuple):
    """A glyph as a page shows it: the resource name of its font, its code as it stands in a string of the page, its advance."""

    font: str
    shown: str
    advance: int


class Used:
    """The glyphs of one face that a document prints, with the text of each."""

    def __init__(self, face: Face, number: int) -> None:
        self.face, self.number = face, number
        self._layers: list[dict[int, str]] = []
        self._layer_of: dict[tuple[int, str], int] = {}

    def add(self, glyph: int, text: str) -> None:
        """Note that `glyph` is printed for `text`."""
        if (glyph, text) in self._layer_of:
            return
        n = next((n for n, layer in enumerate(self._layers) if glyph not in layer), len(self._layers))
        if n == len(self._layers):
            self._layers.append({})
        self._layers[n][glyph] = text
        self._layer_of[glyph, text] = n

    def codes(self, document: pdfdoc.PDFDocument) -> dict[tuple[int, str], Code]:
        """Write the font into the document and return how each glyph is shown."""
        subset = self.face.subset({glyph for glyph, _ in self._layer_of})
        base = _tag(self._layer_of) + '+' + self.face.name
        advances = {subset.glyphs[glyph]: self.face.advance(glyph) for glyph, _ in self._layer_of}
        descendant = _descendant(document, self.face, base, subset.data, advances)
        for n, layer in enumerate(self._layers):
            says = {subset.glyphs[glyph]: text for glyph, text in layer.items()}
            _register(document, self._resource(n), _type0(document, base, descendant, says))
        return {
            (glyph, text): Code(self._resource(layer), _shown(subset.glyphs[glyph]), self.face.advance(glyph))
            for (glyph, text), layer in self._layer_of.items()
        }

    def _resource(self, layer: int) -> str:
        return f'P{self.number}' + ('' if layer == 0 else f'x{layer}')


def _shown(code: int) -> str:
    """A code in a literal string, one character a byte; what would end or change the string is escaped (ISO 32000-1, 7.3.4.2)."""
    return ''.join(ESCAPED.get(char, char) for char in code.to_bytes(2, 'big').decode('latin-1'))


def _tag(used: Iterable[tuple[int, str]]) -> str:
    """Six capital letters that stand for this subset and no other."""
    digest = hashlib.sha256(repr(sorted(used)).encode()).digest()
    return ''.join(chr(65 + byte % 26) for byte in digest[:6])


def _register(document: pdfdoc.PDFDocument, name: str, font: pdfdoc.PDFObject) -> None:
    """Put a font among those that every page of the document may use."""
    document.idToObject['BasicFonts'].dict[name] = document.Reference(font, f'font.{name}')


def _dictionary(**items: object) -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(items)


def _stream(
    document: pdfdoc.PDFDocument, data: bytes, name: str, how: Deflate = TEXT, **items: object
) -> pdfdoc.PDFObjectReference:
    made = pdfdoc.PDFStream(_dictionary(**items), data, [how])
    return document.Reference(made, name)


def _descendant(
    document: pdfdoc.PDFDocument, face: Face, base: str, data: bytes, advances: dict[int, int]
) -> pdfdoc.PDFObjectReference:
    name = pdfdoc.PDFName(base)
    metrics = face.metrics
    if face.is_postscript:
        subtype, key = 'CIDFontType0', 'FontFile3'
        file = _stream(document, _cff(data), f'file.{base}', OUTLINES, Subtype=pdfdoc.PDFName('CIDFontType0C'))
    else:
        subtype, key = 'CIDFontType2', 'FontFile2'
        file = _stream(document, data, f'file.{base}', OUTLINES, Length1=len(data))
    descriptor = _dictionary(
        Type=pdfdoc.PDFName('FontDescriptor'),
        FontName=name,
        Flags=4 | (2 if metrics.serif else 0),
        FontBBox=pdfdoc.PDFArray(list(metrics.box)),
        ItalicAngle=0,
        Ascent=metrics.ascent,
        Descent=metrics.descent,
        CapHeight=metrics.cap_height,
        StemV=10 + metrics.weight // 5,
    )
    descriptor[key] = file
    font = _dictionary(
        Type=pdfdoc.PDFName('Font'),
        Subtype=pdfdoc.PDFName(subtype),
        BaseFont=name,
        CIDSystemInfo=_dictionary(
            Registry=pdfdoc.PDFString('Adobe'), Ordering=pdfdoc.PDFString('Identity'), Supplement=0
        ),
        FontDescriptor=document.Reference(descriptor, f'descriptor.{base}'),
        DW=1000,
        W=_widths(advances),
    )
    if not face.is_postscript:
        font['CIDToGIDMap'] = pdfdoc.PDFName('Identity')
    return document.Reference(font, f'cid.{base}')


def _widths(advances: dict[int, int]) -> pdfdoc.PDFArray:
    """The widths that are not a whole em, as runs of neighbouring codes."""
    runs: list[object] = []
    last = -2
    for code, advance in sorted(advances.items()):
        if advance == 1000:
            continue
        if code != last + 1:
            runs += [code, pdfdoc.PDFArray([])]
        runs[-1].sequence.append(advance)  # type: ignore[attr-defined]
        last = code
    return pdfdoc.PDFArray(runs)


def _cff(data: bytes) -> bytes:
    """The table `CFF ` of an OpenType file."""
    for at in range(12, 12 + 16 * int.from_bytes(data[4:6], 'big'), 16):
        if data[at : at + 4] == b'CFF ':
            start, length = (int.from_bytes(data[at + n : at + n + 4], 'big') for n in (8, 12))
            return data[start : start + length]
    raise AssertionError('a subset of a PostScript font keeps its outlines')


def _type0(
    document: pdfdoc.PDFDocument, base: str, descendant: pdfdoc.PDFObjectReference, says: dict[int, str]
) -> pdfdoc.PDFObject:
    text = _to_unicode(says)
    return _dictionary(
        Type=pdfdoc.PDFName('Font'),
        Subtype=pdfdoc.PDFName('Type0'),
        BaseFont=pdfdoc.PDFName(base),
        Encoding=pdfdoc.PDFName('Identity-H'),
        DescendantFonts=pdfdoc.PDFArray([descendant]),
        ToUnicode=_stream(document, text, f'text.{base}.{hashlib.sha256(text).hexdigest()[:8]}'),
    )


def _to_unicode(says: dict[int, str]) -> bytes:
    """The CMap from code to text, .notdef included (ISO 32000-1, 9.10.3)."""
    pairs = sorted({0: '\ufffd', **says}.items())
    parts = [
        '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
        '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
        '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
        '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ]
    for at in range(0, len(pairs), 100):
        some = pairs[at : at + 100]
        lines = (f'<{code:04x}> <{text.encode("utf-16-be", "surrogatepass").hex()}>' for code, text in some)
        parts += [f'{len(some)} beginbfchar', *lines, 'endbfchar']
    parts.append('endcmap CMapName currentdict /CMap defineresource pop end end')
    return '\n'.join(parts).encode()
