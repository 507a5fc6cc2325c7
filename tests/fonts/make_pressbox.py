"""Make `pressbox.ttf`, the face of the layout tests, in which a page can be worked out on paper.

    python tests/fonts/make_pressbox.py            # writes it beside this file
    python tests/fonts/make_pressbox.py --check    # exit 1 when the file on disk is another one

An em is 1,000 units, as in the layout. A Han character is a full box, a stop a box in the left half of its em, a letter
half an em. Every character has a glyph of its own, so that the text read back from a page is certain; the glyphs of one
class are copies of one shape.
"""

from __future__ import annotations

import io
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

from presscopy.tables import load

PATH = Path(__file__).with_name('pressbox.ttf')
SAMPLES = PATH.parent.parent / 'samples'
ASCENT, DESCENT = 880, -120
DATE = 3786912000  # 2024-01-01 in seconds from 1904: a fixed date, so that the bytes are the same each time

Box = tuple[int, int, int, int]  # left, bottom, right, top


class Shape(NamedTuple):
    """What the characters of one class look like: the advance and the ink."""

    advance: int
    ink: tuple[Box, ...]


HAN = Shape(1000, ((20, -100, 980, 860),))
STOP = Shape(1000, ((60, -60, 440, 300),))
CLOSER = Shape(1000, ((60, -100, 440, 860),))
OPENER = Shape(1000, ((560, -100, 940, 860),))
DASH = Shape(1000, ((0, 340, 1000, 420),))
LONG_DASH = Shape(2000, ((200, 340, 1800, 420),))
ELLIPSIS = Shape(1000, tuple((x, 340, x + 140, 480) for x in (80, 430, 780)))
DOT = Shape(330, ((115, 340, 215, 440),))
LETTER = Shape(500, ((50, 0, 450, 700),))
SPACE = Shape(250, ())
WIDE_SPACE = Shape(1000, ())
MISSING = Shape(1000, ((0, DESCENT, 1000, ASCENT),))

MARKS = {
    '，。、；：？！．': STOP,
    '”’）》】〉」』〕〗］｝': CLOSER,
    '“‘（《【〈「『〔〖［｛': OPENER,
    '—': DASH,
    '⸺': LONG_DASH,
    '…': ELLIPSIS,
    '·': DOT,
    ' \u00a0': SPACE,
    '\u3000': WIDE_SPACE,
}
SIGNS = '℃℉‰′″※№☎〇〓～−±×÷≈≠≤≥°§€£¥□■△▲▽▼○●◎☆★◇◆→←↑↓①②③④⑤⑥⑦⑧⑨⑩āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ'
BEYOND = '𠮷𬭚'  # a rare name and a chemical element, beyond the basic plane


def main(words: Iterable[str]) -> int:
    data = make()
    if '--check' in words:
        same = PATH.is_file() and PATH.read_bytes() == data
        if not same:
            print(f'{PATH.name} is not what {Path(__file__).name} makes', file=sys.stderr)
        return int(not same)
    PATH.write_bytes(data)
    print(f'{PATH.name}: {len(data):,} bytes')
    return 0


def make() -> bytes:
    """The face as bytes, the same each time."""
    shapes = {char: shape_of(char) for char in sorted(characters())}
    names = {char: f'u{ord(char):04X}' for char in shapes}
    glyphs = {'.notdef': draw(MISSING)} | copies(shapes, names)
    advances = {'.notdef': MISSING.advance} | {names[char]: shape.advance for char, shape in shapes.items()}

    font = FontBuilder(1000, isTTF=True)
    font.font.recalcTimestamp = False
    font.updateHead(created=DATE, modified=DATE)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({ord(char): name for char, name in names.items()})
    # format 12 reaches beyond the basic plane, and the second map of the basic plane alone would be 20 KB
    font.font['cmap'].tables = [table for table in font.font['cmap'].tables if table.format == 12]
    font.setupGlyf(glyphs)
    left = {name: glyph.xMin if glyph.numberOfContours else 0 for name, glyph in glyphs.items()}
    font.setupHorizontalMetrics({name: (advance, left[name]) for name, advance in advances.items()})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupNameTable({'familyName': 'Pressbox', 'styleName': 'Regular', 'psName': 'Pressbox'}, mac=False)
    font.setupOS2(
        sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT, sCapHeight=700
    )
    font.setupPost(keepGlyphNames=False)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def characters() -> set[str]:
    """Every character the face has: the clean samples, the commonest Han characters, letters and marks."""
    copy = ''.join(path.read_text(encoding='utf-8') for path in sorted(SAMPLES.glob('*.txt')))
    common = ''.join(members for level, members in load.rows('script/tgh8105') if level == '1')
    ranges = (0x20, 0x7F), (0xFF01, 0xFF5F), (0x4E00, 0x5000)
    listed = ''.join(chr(code) for first, end in ranges for code in range(first, end))
    return set(copy + common + listed + ''.join(MARKS) + SIGNS + BEYOND) - set('\n\ufeff')


def shape_of(char: str) -> Shape:
    """The shape of the class a character belongs to."""
    for members, shape in MARKS.items():
        if char in members:
            return shape
    # letters of foreign words stand half an em wide; signs such as ℃ and ①, and full-width letters, fill their em
    foreign = unicodedata.category(char)[0] == 'L' or char < '\x7f'
    return LETTER if foreign and unicodedata.east_asian_width(char) not in 'WF' else HAN


def copies(shapes: dict[str, Shape], names: dict[str, str]) -> dict[str, Glyph]:
    """A glyph for each character: the first of a class is drawn, the others refer to it."""
    drawn: dict[Shape, str] = {}
    glyphs: dict[str, Glyph] = {}
    for char, shape in shapes.items():
        name = names[char]
        glyphs[name] = refer(drawn[shape], glyphs) if shape in drawn else draw(shape)
        drawn.setdefault(shape, name)
    return glyphs


def draw(shape: Shape) -> Glyph:
    """The boxes of a shape as an outline."""
    pen = TTGlyphPen(None)
    for left, bottom, right, top in shape.ink:
        pen.moveTo((left, bottom))
        for point in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(point)
        pen.closePath()
    glyph = pen.glyph()
    glyph.recalcBounds(None)
    return glyph


def refer(name: str, glyphs: dict[str, Glyph]) -> Glyph:
    """A glyph that shows another one: 16 bytes where the outline takes 28."""
    if not glyphs[name].numberOfContours:
        return draw(Shape(0, ()))
    pen = TTGlyphPen(glyphs)
    pen.addComponent(name, (1, 0, 0, 1, 0, 0))
    glyph = pen.glyph()
    glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax = (
        getattr(glyphs[name], edge) for edge in ('xMin', 'yMin', 'xMax', 'yMax')
    )
    return glyph


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
