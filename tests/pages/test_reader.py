"""The reader against content streams written by hand: where each operator puts a glyph is worked out on paper."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

from .paper import FACE
from .reader import Colour, Glyph, Reading, read

TEXT = {'中': 1, '文': 2, 'A': 3, '—': 4, ' ': 5}  # code by character, in the fonts below
HAN_INK = (0.02, -0.1, 0.98, 0.86)
LETTER_INK = (0.05, 0, 0.45, 0.7)


def code(text: str) -> str:
    """A hexadecimal string of two-byte codes."""
    return '<' + ''.join(f'{TEXT[char]:04X}' for char in text) + '>'


def composite(document: pikepdf.Pdf) -> Dictionary:
    """Pressbox as a Type0 font: CIDs of our own, a CIDToGIDMap, ToUnicode with characters, a range and a run."""
    face = TTFont(FACE)
    glyphs = {number: face.getGlyphID(face.getBestCmap()[ord(char)]) for char, number in TEXT.items()}
    gids = b''.join(glyphs.get(cid, 0).to_bytes(2, 'big') for cid in range(6))
    file = Stream(document, FACE.read_bytes())
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name('/ABCDEF+Pressbox'),
        FontDescriptor=document.make_indirect(Dictionary(Type=Name.FontDescriptor, FontFile2=file)),
        CIDToGIDMap=Stream(document, gids),
        DW=1000,
        W=Array([3, Array([500]), 4, 4, 2000, 5, Array([250])]),
    )
    return type0(document, inner)


def type0(document: pikepdf.Pdf, inner: Dictionary) -> Dictionary:
    """The outer dictionary; code 4 reads as two characters."""
    cmap = (
        b'2 beginbfchar <0003> <0041> <0004> <20142014> endbfchar '
        b'2 beginbfrange <0001> <0002> [<4E2D> <6587>] <0005> <0006> <0020> endbfrange'
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=inner.BaseFont,
            Encoding=Name('/Identity-H'),
            DescendantFonts=Array([document.make_indirect(inner)]),
            ToUnicode=Stream(document, cmap),
        )
    )


def simple(document: pikepdf.Pdf) -> Dictionary:
    """A simple font that is not embedded, with widths and Differences."""
    encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([66, Name.emdash, Name.Euro]))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=encoding, FirstChar=65)
    font.Widths = Array([600, 1000, 500])
    return document.make_indirect(font)


def page(content: str, box: tuple[float, ...] = (0, 0, 300, 400), **resources: Any) -> Reading:
    """Read a page with this content; F1 is composite, F2 simple."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(300, 400))
    own = document.pages[0]
    own.MediaBox = Array(list(box))
    own.Resources = Dictionary(Font=Dictionary(F1=composite(document), F2=simple(document)))
    for key, make in resources.items():
        own.Resources[f'/{key}'] = make(document)
    own.Contents = Stream(document, content.encode())
    out = BytesIO()
    document.save(out)
    return read(out.getvalue())


def places(content: str, **resources: Any) -> list[tuple[str, float, float]]:
    """Text and origin of each glyph."""
    return [(g.text, round(g.x, 3), round(g.y, 3)) for g in page(content, **resources).glyphs]


def only(reading: Reading) -> Glyph:
    """The one glyph."""
    (glyph,) = reading.glyphs
    return glyph


def test_a_glyph_of_a_composite_font() -> None:
    glyph = only(page(f'BT /F1 10 Tf 20 30 Td {code("中")} Tj ET'))
    assert glyph[:5] == (0, '中', 20, 30, 10)
    assert glyph.font == 'ABCDEF+Pressbox'
    assert glyph.advance == 10
    assert glyph.ink == pytest.approx([20 + 10 * HAN_INK[0], 30 + 10 * HAN_INK[1], 20 + 9.8, 30 + 8.6])


def test_advance_comes_from_w_and_not_from_tc() -> None:
    glyphs = page(f'BT /F1 10 Tf 3 Tc {code("A中—A")} Tj ET').glyphs
    assert [(g.x, g.advance) for g in glyphs] == [(0, 5), (8, 10), (21, 20), (44, 5)]
    assert ''.join(g.text for g in glyphs) == 'A中——A'


def test_tj_arrays_and_scaling() -> None:
    assert places(f'BT /F1 10 Tf 50 Tz [{code("中")} -500 {code("文")} 1000 {code("A")}] TJ ET') == [
        ('中', 0, 0),
        ('文', 7.5, 0),
        ('A', 7.5, 0),
    ]


def test_word_space_is_for_single_bytes_only() -> None:
    assert places(f'BT /F1 10 Tf 7 Tw {code(" A")} Tj ET')[1] == ('A', 2.5, 0)
    assert places('BT /F2 10 Tf 7 Tw (A A) Tj ET')[2] == ('A', 13, 0)


def test_lines() -> None:
    content = 'BT /F1 10 Tf 12 TL 5 90 Td X Tj T* X Tj 1 -20 TD X Tj T* X Tj 12 TL X \' 1 2 X " ET'
    assert [p[1:] for p in places(content.replace('X', code('中')))] == [
        (5, 90),
        (5, 78),
        (6, 58),
        (6, 38),
        (6, 26),
        (6, 14),
    ]


def test_text_matrix_rise_and_page_box() -> None:
    assert places(f'BT /F1 1 Tf 4 Ts 10 0 0 10 50 60 Tm {code("中")} Tj ET') == [('中', 50, 100)]
    moved = only(page(f'BT /F1 10 Tf 50 60 Td {code("中")} Tj ET', box=(-10, -20, 310, 420)))
    assert (moved.x, moved.y) == (60, 80)


def test_the_graphics_state_is_kept() -> None:
    content = f'q 2 0 0 2 10 10 cm BT /F1 10 Tf 5 5 Td {code("中")} Tj ET Q BT /F1 10 Tf 5 5 Td {code("中")} Tj ET'
    glyphs = page(content).glyphs
    assert [(g.x, g.y, g.size, g.advance) for g in glyphs] == [(20, 20, 20, 20), (5, 5, 10, 10)]


def form(document: pikepdf.Pdf) -> Dictionary:
    """A form with a matrix and fonts of its own."""
    own = Stream(document, f'BT /G 10 Tf 1 1 Td {code("文")} Tj ET 0 0 4 4 re f'.encode())
    own.Type, own.Subtype, own.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 50])
    own.Matrix = Array([1, 0, 0, 1, 100, 0])
    own.Resources = Dictionary(Font=Dictionary(G=composite(document)))
    return Dictionary(Fm=document.make_indirect(own))


def test_a_form_runs_in_its_place() -> None:
    reading = page('q 1 0 0 1 0 50 cm /Fm Do Q', XObject=form)
    assert only(reading)[1:4] == ('文', 101, 51)
    assert reading.boxes[0][1:6] == (100, 50, 104, 54, 'rect')


def test_artifacts_nest() -> None:
    content = '/P BMC X Tj /Artifact BMC /Span BMC X Tj EMC EMC X Tj EMC /Artifact <</Type /Pagination>> BDC X Tj EMC'
    reading = page(f'BT /F1 10 Tf {content} ET'.replace('X', code('中')))
    assert [g.artifact for g in reading.glyphs] == [False, True, False, True]
    assert reading.text == '中中'


def test_actual_text_stands_for_all_its_glyphs() -> None:
    reading = page(f'BT /F1 10 Tf /Span <</ActualText <FEFF20266F22>>> BDC {code("中文")} Tj EMC {code("A")} Tj ET')
    assert [g.text for g in reading.glyphs] == ['…漢', '', 'A']


def test_properties_may_be_named() -> None:
    reading = page(
        f'BT /F1 10 Tf /Span /P1 BDC {code("A")} Tj EMC ET',
        Properties=lambda _: Dictionary(P1=Dictionary(ActualText=pikepdf.String('乙'))),
    )
    assert reading.text == '乙'


def test_invisible_text_has_no_ink() -> None:
    assert only(page(f'BT /F1 10 Tf 3 Tr {code("中")} Tj ET')).ink is None
    assert only(page(f'BT /F1 10 Tf {code(" ")} Tj ET')).ink is None


def test_simple_fonts_read_through_their_encoding() -> None:
    assert [(g.text, g.advance) for g in page('BT /F2 10 Tf (ABC) Tj ET').glyphs] == [('A', 6), ('—', 10), ('€', 5)]


def test_boxes() -> None:
    reading = page(
        '2 w 10 10 20 30 re S 0 0 m 50 0 l S q 2 0 0 2 0 0 cm 1 w 0 5 m 0 9 l s Q '
        '0 0 m 5 9 l 9 0 l f 0 0 m 1 2 3 4 5 0 c b 7 7 2 2 re W n'
    )
    assert [box[1:8] for box in reading.boxes] == [
        (10, 10, 30, 40, 'rect', 2, False),
        (0, 0, 50, 0, 'line', 2, False),
        (0, 10, 0, 18, 'line', 2, False),
        (0, 0, 9, 9, 'path', None, True),
        (0, 0, 5, 4, 'path', 2, True),
    ]


def test_colours_are_told_by_use() -> None:
    reading = page(f'0 0 0 1 k 1 0 0 RG 0 0 9 9 re S BT /F1 9 Tf {code("中")} Tj ET 0.5 g 0 0 1 1 re f')
    assert reading.colours == {
        Colour('path', 'RG', (1, 0, 0)),
        Colour('text', 'k', (0, 0, 0, 1)),
        Colour('path', 'g', (0.5,)),
    }
    assert sorted(colour.operator for colour in reading.colours if colour.black_plate_only) == ['g', 'k']


def compact(*, keyed: bool) -> bytes:
    """A CFF face with a blank and a box; as CID-keyed, its glyphs are CIDs 7 and 9."""
    glyphs = ['.notdef', 'a', 'b']
    strings = {}
    for name, ink in zip(glyphs, [None, None, (100, -200, 900, 700)], strict=True):
        pen = T2CharStringPen(1000, None)
        if ink:
            x0, y0, x1, y1 = ink
            pen.moveTo((x0, y0))
            for point in ((x1, y0), (x1, y1), (x0, y1)):
                pen.lineTo(point)
            pen.closePath()
        strings[name] = pen.getCharString()
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder(glyphs)
    font.setupCFF('Compact', {}, strings, {})
    out = BytesIO()
    if keyed:
        make_keyed(font.font['CFF '].cff[0])
    font.font['CFF '].cff.compile(out, font.font, isCFF2=False)
    return out.getvalue()


def make_keyed(top: Any) -> None:
    """Turn a name-keyed font into a CID-keyed one."""
    names = {'a': 'cid00007', 'b': 'cid00009'}
    top.ROS = ('Adobe', 'Identity', 0)
    top.CIDCount = 10
    top.charset = [names.get(name, name) for name in top.charset]
    strings = top.CharStrings
    strings.charStrings = {names.get(name, name): string for name, string in strings.charStrings.items()}
    inner = FontDict()
    inner.Private = top.Private
    top.FDArray = FDArrayIndex()
    top.FDArray.append(inner)
    top.FDSelect = FDSelect()
    for _ in strings.charStrings:
        top.FDSelect.append(0)
    top.FDSelect.format = 0
    strings.fdArray, strings.fdSelect = top.FDArray, top.FDSelect
    del top.Private


@pytest.mark.parametrize(('keyed', 'cid'), [(False, 2), (True, 9)])
def test_ink_of_a_compact_font(keyed: bool, cid: int) -> None:
    def fonts(document: pikepdf.Pdf) -> Dictionary:
        file = Stream(document, compact(keyed=keyed), Subtype=Name.CIDFontType0C)
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name.Compact)
        inner.FontDescriptor = document.make_indirect(Dictionary(Type=Name.FontDescriptor, FontFile3=file))
        return Dictionary(F3=type0(document, inner))

    glyphs = page(f'BT /F3 10 Tf <{cid - 1 if not keyed else 7:04X}{cid:04X}> Tj ET', Font=fonts).glyphs
    assert glyphs[0].ink is None
    assert glyphs[1].ink == pytest.approx([11, -2, 19, 7])
