"""Fonts in the PDF: outlines of both kinds, collections, one glyph for two characters, characters that no face has."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

import presscopy
from presscopy.article.article import Article
from presscopy.errors import PressError
from presscopy.layout.fonts import Face, Faces

from ..layout.boxes import FACE, article
from ..pages.judge import judge

TEXT = '今年以来，“全县”增产5%。'


def cff(path: Path, chars: str = TEXT + ' 〓—…', family: str = 'Box SC') -> Path:
    """A font with PostScript outlines: every character a box of its own width."""
    builder = FontBuilder(1000, isTTF=False)
    names = ['.notdef', *(f'u{ord(char):04X}' for char in dict.fromkeys(chars))]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f'u{ord(char):04X}' for char in chars})
    widths = {name: 500 if name != '.notdef' and int(name[1:], 16) < 0x80 else 1000 for name in names}
    strings = {}
    for name in names:
        pen = T2CharStringPen(widths[name], None)
        pen.moveTo((50, 0))
        for point in ((450, 0), (450, 700), (50, 700)):
            pen.lineTo(point)
        pen.closePath()
        strings[name] = pen.getCharString()
    builder.setupCFF('Box', {'FullName': family}, strings, {})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({'familyName': family, 'styleName': 'Regular', 'psName': 'BoxSC-Regular'})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=400)
    builder.setupPost()
    builder.save(path)
    return path


def read_back(made: Article, fonts: dict[str, str]) -> set[str]:
    """The fonts that a page shows the article with, its text checked."""
    printed = presscopy.typeset(made, fonts=fonts)
    report = judge(printed.pdf, [(block.role, made.of_block(block)) for block in made.blocks])
    assert not report.text_difference
    assert not report.faults.get('overlaps')
    return {glyph.font for glyph in report.reading.glyphs}


def test_postscript_outlines_are_set_and_read_back(tmp_path: Path) -> None:
    font = cff(tmp_path / 'box.otf')
    assert Face(str(font)).is_postscript
    assert {name.split('+')[1] for name in read_back(article(('body', TEXT * 5)), {'song': str(font)})} == {
        'BoxSC-Regular'
    }


def test_what_a_face_lacks_is_borrowed(tmp_path: Path) -> None:
    font = cff(tmp_path / 'box.otf')
    fonts = read_back(article(('body', TEXT + '龘')), {'song': str(font)})
    assert len(fonts) == 2 and any('BoxSC' in name for name in fonts)


def test_a_collection_gives_its_simplified_font(tmp_path: Path) -> None:
    parts = [
        TTFont(cff(tmp_path / f'{n}.otf', family=family)) for n, family in enumerate(('Box JP', 'Box SC', 'Box TC'))
    ]
    collection = TTCollection()
    collection.fonts = parts
    path = tmp_path / 'box.ttc'
    collection.save(path)
    assert Face(str(path)).family == 'Box SC'
    assert Face(f'{path}#2').family == 'Box TC'
    with pytest.raises(PressError, match='没有第 9 号'):
        Face(f'{path}#9')
    read_back(article(('body', TEXT)), {'song': f'{path}#1'})


@pytest.mark.parametrize('role', ['song', 'kai'])
def test_two_characters_drawn_alike_stay_two(role: str) -> None:
    """Space and no-break space, · and •, ～ and 〜 share a glyph in these faces."""
    name = {'song': 'body', 'kai': 'editors_note'}[role]
    read_back(article((name, '甲 乙\u00a0丙·丁‧戊～己〜庚/辛／壬')), {})


def test_what_no_face_has_keeps_its_place_and_its_text() -> None:
    made = article(('body', '一\U0002a6d6二'))
    printed = presscopy.typeset(made)
    assert [(f.code, f.span) for f in printed.findings] == [('PF101', (1, 2))]
    report = judge(printed.pdf, [('body', '一\U0002a6d6二')])
    assert not report.text_difference
    assert all(glyph.ink for glyph in report.reading.glyphs), '〓 is seen, no blank and no .notdef'


@pytest.mark.parametrize(
    ('name', 'data', 'word'),
    [('a.ttf', b'', '不是字体'), ('b.ttf', b'hello' * 99, '不是字体'), ('c.otf', b'OTTO' + bytes(200), '轮廓')],
)
def test_what_is_no_font_is_refused(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(PressError, match=word):
        Face(str(path))


def test_a_missing_font_and_an_unknown_role() -> None:
    with pytest.raises(PressError, match='没有这个字体文件'):
        Face('没有.ttf')
    with pytest.raises(PressError, match='用途'):
        Faces({'楷体': FACE})


def test_a_font_that_forbids_embedding_is_refused(tmp_path: Path) -> None:
    font = TTFont(FACE)
    font['OS/2'].fsType = 2
    font.save(tmp_path / 'closed.ttf')
    with pytest.raises(PressError, match='不让嵌入'):
        Faces({'song': str(tmp_path / 'closed.ttf')}).face('song')


def test_lengths_are_thousandths_whatever_the_font_counts_in(tmp_path: Path) -> None:
    from fontTools.ttLib.scaleUpem import scale_upem

    font = TTFont(FACE)
    scale_upem(font, 2048)
    font.save(tmp_path / 'fine.ttf')
    fine, plain = Face(str(tmp_path / 'fine.ttf')), Face(FACE)
    for char in '一，“a':
        assert abs(fine.advance(fine.glyph(char)) - plain.advance(plain.glyph(char))) <= 1
    read_back(article(('body', TEXT)), {'song': str(tmp_path / 'fine.ttf')})
