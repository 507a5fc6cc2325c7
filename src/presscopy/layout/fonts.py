"""Faces: which glyph a character has, how wide it is, where its ink lies. The only door to HarfBuzz.

Lengths are thousandths of an em whatever the font's own units are. Any font that HarfBuzz reads will do: TrueType or
PostScript outlines, .ttf .otf .ttc (`FILE#2` names the third font of a collection, else the one for Simplified Chinese is taken).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import uharfbuzz as hb

from presscopy.errors import PressError

EM = 1000
ROLES = ('song', 'headline', 'hei', 'kai')
FILES = {
    'song': 'PresscopySong.ttf',
    'headline': 'PresscopyHeadline.ttf',
    'hei': 'PresscopyHei.ttf',
    'kai': 'PresscopyKai.ttf',
}
GETA = '〓'  # stands on the page, as in metal, where no face has the character
SIMPLIFIED = ('SC', 'CN', 'GB', 'Simplified', 'Hans')
# tables that a font inside a PDF has no use for
DROPPED = (
    'GSUB',
    'GPOS',
    'GDEF',
    'BASE',
    'VORG',
    'vhea',
    'vmtx',
    'name',
    'STAT',
    'meta',
    'DSIG',
    'kern',
    'post',
    'OS/2',
    'cmap',
)
# Latin is set glyph by glyph, so that each keeps its character: pairs are kerned, nothing is joined
FEATURES = {'kern': True, 'liga': False, 'clig': False, 'dlig': False, 'calt': False, 'ccmp': False, 'locl': False}


class Subset(NamedTuple):
    """A font file that holds only some glyphs, and where each went: old number → new number."""

    data: bytes
    glyphs: Mapping[int, int]


class Metrics(NamedTuple):
    """What a PDF font descriptor tells of a face, in thousandths of an em."""

    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]
    weight: int
    serif: bool


class Face:
    """One font of one file. Raises PressError when the file is no font that can be set and embedded."""

    def __init__(self, path: str) -> None:
        self.path = path
        file, _, number = path.rpartition('#') if path.rpartition('#')[2].isdigit() else (path, '', '')
        try:
            blob = hb.Blob.from_file_path(file)
        except (hb.HarfBuzzError, OSError):
            raise PressError(
                '没有这个字体文件，或没有权限读', file, '请检查路径；presscopy fonts 看现有的字体'
            ) from None
        self._face = _choose(blob, file, number)
        self._font = hb.Font(self._face)
        self._upem = self._face.upem or EM
        self._glyphs: dict[str, int] = {}
        self._advances: dict[int, int] = {}
        if not {'glyf', 'CFF '} & set(self._face.table_tags):
            raise PressError('这个字体没有可嵌入的轮廓', file, '请换成 TrueType（glyf）或 OpenType（CFF）字体')

    def glyph(self, char: str) -> int:
        """The number of the glyph of one character, 0 when the face has none."""
        found = self._glyphs.get(char)
        if found is None:
            found = self._glyphs[char] = self._font.get_nominal_glyph(ord(char)) or 0
        return found

    def advance(self, glyph: int) -> int:
        """How far the next glyph stands, by the font's own table."""
        found = self._advances.get(glyph)
        if found is None:
            found = self._advances[glyph] = self._scaled(self._font.get_glyph_h_advance(glyph))
        return found

    def ink(self, glyph: int) -> tuple[int, int]:
        """From where to where the ink of a glyph reaches, counted from its origin; (0, 0) for a blank."""
        extents = self._font.get_glyph_extents(glyph)
        if extents is None:
            return 0, 0
        return self._scaled(extents.x_bearing), self._scaled(extents.x_bearing + extents.width)

    def kerned(self, text: str) -> Sequence[tuple[int, int]]:
        """Glyph and advance of every character of a Latin word, pairs kerned; figures keep their own width, so that they line up."""
        if not text.isalpha() or len(text) == 1:
            return [(self.glyph(char), self.advance(self.glyph(char))) for char in text]
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, FEATURES)
        glyphs = [info.codepoint for info in buffer.glyph_infos]
        if len(glyphs) != len(text) or glyphs != [self.glyph(char) for char in text]:
            return [(self.glyph(char), self.advance(self.glyph(char))) for char in text]
        return [(glyph, self._scaled(one.x_advance)) for glyph, one in zip(glyphs, buffer.glyph_positions, strict=True)]

    def subset(self, glyphs: Iterable[int]) -> Subset:
        """A font of these glyphs alone, without hints or layout tables, glyph and CID numbers the same."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.set(set(glyphs) | {0})
        wanted.flags = (
            hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NOTDEF_OUTLINE
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.CFF_IDENTITY_CHARSET
            | hb.SubsetFlags.DESUBROUTINIZE
        )
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), 'big') for tag in DROPPED)
        if self._face.has_var_data:
            wanted.pin_all_axes_to_default(self._face)
        plan = hb.SubsetPlan(self._face, wanted)
        made = plan.execute()
        return Subset(bytes(made.blob.data), dict(plan.old_to_new_glyph_mapping))

    @cached_property
    def name(self) -> str:
        """The PostScript name, letters, digits and hyphens only."""
        raw = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or ''
        kept = ''.join(char for char in raw if char.isascii() and (char.isalnum() or char == '-'))
        return kept or 'Unnamed'

    @cached_property
    def family(self) -> str:
        """The family as a person knows it."""
        return self._face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or self.name

    @property
    def is_postscript(self) -> bool:
        """Whether the outlines are PostScript's (CFF) and not TrueType's."""
        return 'CFF ' in self._face.table_tags

    @cached_property
    def metrics(self) -> Metrics:
        """For the font descriptor; read from the tables head, hhea and OS/2."""
        head, hhea, os2 = (self._table(tag) for tag in ('head', 'hhea', 'OS/2'))
        box = tuple(self._scaled(_signed(head, at)) for at in (36, 38, 40, 42))
        cap = self._scaled(_signed(os2, 88)) if len(os2) >= 90 else 0
        weight = int.from_bytes(os2[4:6], 'big') if len(os2) >= 6 else 400
        serif = len(os2) > 33 and os2[32] == 2 and os2[33] < 11
        ascent, descent = self._scaled(_signed(hhea, 4)), self._scaled(_signed(hhea, 6))
        return Metrics(ascent, descent, cap or ascent, (box[0], box[1], box[2], box[3]), weight, serif)

    def lacks(self, chars: Iterable[str]) -> list[str]:
        """Which of these characters the face does not have."""
        return [char for char in chars if not self.glyph(char)]

    def may_embed(self) -> bool:
        """Whether the font's own table lets it be embedded (fsType is not restricted)."""
        os2 = self._table('OS/2')
        return len(os2) < 10 or int.from_bytes(os2[8:10], 'big') & 0x0F != 2

    def _table(self, tag: str) -> bytes:
        return bytes(self._face.reference_table(tag).data)

    def _scaled(self, value: int) -> int:
        return value if self._upem == EM else round(value * EM / self._upem)


def _signed(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 2], 'big', signed=True)


def _choose(blob: hb.Blob, file: str, number: str) -> hb.Face:
    """The font of a file: the named one of a collection, else the one made for Simplified Chinese, else the first."""
    count = hb.Face(blob, 0).count
    if not count:
        raise PressError('不是字体文件', file, '可用 .ttf .otf .ttc')
    if number:
        if int(number) >= count:
            raise PressError(f'字体集里只有 {count} 个字体，没有第 {number} 号', file, '编号从 0 起')
        return hb.Face(blob, int(number))
    for index in range(count):
        face = hb.Face(blob, index)
        name = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or ''
        if count == 1 or set(name.replace('-', ' ').split()) & set(SIMPLIFIED):
            return face
    return hb.Face(blob, 0)


class Faces:
    """The faces of one job by role, the next to ask where one lacks a character, and what was nowhere to be found."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        chosen = dict(chosen or {})
        unknown = sorted(set(chosen) - set(ROLES))
        if unknown:
            raise PressError(f'没有“{unknown[0]}”这个字体用途', '--font', f'可用：{"、".join(ROLES)}')
        self.paths = {role: chosen.get(role) or bundled(role) for role in ROLES}
        self._faces: dict[str, Face] = {}
        self._order: dict[str, Sequence[str]] = {}
        for role in chosen:
            self.face(role)  # what a user names is looked at even where nothing asks for it

    def face(self, role: str) -> Face:
        """The face that serves a role; a font file is opened when it is first needed."""
        return self._opened(self.paths[role])

    def having(self, char: str, role: str) -> Face | None:
        """The face to set `char` with: the role's own, else the one it replaces, else song's, else any other that has it, else none."""
        own = self.face(role)
        if own.glyph(char):
            return own
        for path in self._others(role):
            face = self._opened(path)
            if face.glyph(char):
                return face
        return None

    def _others(self, role: str) -> Sequence[str]:
        """The files to ask after the role's own, in order."""
        found = self._order.get(role)
        if found is None:
            order = [role, 'song', *ROLES]
            paths = [path for one in order for path in (self.paths[one], bundled(one))]
            found = self._order[role] = [path for path in dict.fromkeys(paths) if path != self.paths[role]]
        return found

    def _opened(self, path: str) -> Face:
        face = self._faces.get(path)
        if face is None:
            face = self._faces[path] = Face(path)
            if not face.may_embed():
                raise PressError('字体的许可不让嵌入 PDF', path, '请换一个字体')
        return face


def folder() -> str:
    """Where the fonts that come with presscopy lie: in the package, or at the top of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for place in (os.path.join(package, 'fonts'), os.path.join(package, '..', '..', 'fonts')):
        if os.path.isfile(os.path.join(place, FILES['song'])):
            return os.path.normpath(place)
    raise PressError(
        'presscopy 自带的字体不见了', os.path.join(package, 'fonts'), '请重新安装 presscopy，或用 --font 指定字体'
    )


def bundled(role: str) -> str:
    """The file of the face that comes with presscopy for a role."""
    return os.path.join(folder(), FILES[role])
