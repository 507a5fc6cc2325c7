"""The faces that come with presscopy: the files listed, under names their licences allow, with the characters of the press."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from presscopy.tables import load

from ..conftest import PROJECT
from . import make_pressbox

FOLDER = PROJECT / 'fonts'
FACES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / 'fonts.toml').read_text(encoding='utf-8'))
MARKS = '，。、；：？！“”‘’（）《》〈〉【】〔〕…—⸺·～％℃〇〓' + ''.join(map(chr, range(0x21, 0x7F)))
RESERVED = ('source', 'lxgw', '霞鹜', 'noto', 'klee')
MAY_NAME_THEM = {0, 7, 13, 14}  # copyright, trademark, licence and its address

per_face = pytest.mark.parametrize('role', FACES)


@cache
def font(path: Path) -> TTFont:
    return TTFont(path, lazy=True)


def face(role: str) -> TTFont:
    return font(FOLDER / FACES[role]['file'])


def missing(role: str, wanted: str) -> str:
    have = face(role).getBestCmap()
    return ''.join(char for char in wanted if ord(char) not in have)


def ink(path: Path, char: str) -> tuple[int, tuple[int, int, int, int]]:
    """The advance of a character and the box of its ink."""
    glyphs = font(path).getGlyphSet()
    glyph = glyphs[font(path).getBestCmap()[ord(char)]]
    pen = BoundsPen(glyphs)
    glyph.draw(pen)
    return glyph.width, pen.bounds


def test_four_roles() -> None:
    assert list(FACES) == ['song', 'headline', 'hei', 'kai']
    assert {path.name for path in FOLDER.glob('*.ttf')} == {listed['file'] for listed in FACES.values()}


@per_face
def test_the_file_is_the_one_listed(role: str) -> None:
    data = (FOLDER / FACES[role]['file']).read_bytes()
    assert hashlib.sha256(data).hexdigest() == FACES[role]['sha256']


def test_check_needs_only_the_standard_library(tmp_path: Path) -> None:
    def check(script: Path) -> subprocess.CompletedProcess[str]:
        # -I -S: no site-packages, nothing of this environment
        return subprocess.run([sys.executable, '-I', '-S', script, '--check'], capture_output=True, text=True)

    assert check(FOLDER / 'build.py').returncode == 0
    for name in ('build.py', 'fonts.toml'):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / FACES['kai']['file']).write_bytes(b'another font')
    done = check(tmp_path / 'build.py')
    assert done.returncode == 1
    assert all(listed['file'] in done.stderr for listed in FACES.values())


@per_face
def test_every_name_is_ours(role: str) -> None:
    records = {record.nameID: record.toUnicode() for record in face(role)['name'].names}
    for number, text in records.items():
        assert number in MAY_NAME_THEM or not any(name in text.lower() for name in RESERVED), (number, text)
    family = FACES[role]['family']
    assert records[1] == records[4] == family
    assert records[6] == family.replace(' ', '') == Path(FACES[role]['file']).stem


@per_face
def test_the_licence_lies_beside_the_face(role: str) -> None:
    licence = (FOLDER / FACES[role]['licence']).read_text(encoding='utf-8')
    assert 'SIL OPEN FONT LICENSE Version 1.1' in licence and 'TERMINATION' in licence and 'DISCLAIMER' in licence
    head = licence.splitlines()
    for line in face(role)['name'].getDebugName(0).splitlines():
        assert line in head


@per_face
def test_the_face_may_be_embedded_and_has_its_weight(role: str) -> None:
    assert face(role)['OS/2'].fsType == 0
    assert face(role)['OS/2'].usWeightClass == FACES[role]['weight']
    assert 'glyf' in face(role)


@per_face
def test_standard_han_and_marks(role: str) -> None:
    standard = ''.join(members for _, members in load.rows('script/tgh8105'))
    assert len(standard) == 8105
    assert missing(role, standard + MARKS) == ''


def test_song_has_all_han_of_gbk() -> None:
    codes = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    text = ''.join(code.decode('gbk', errors='ignore') for code in codes)
    han = ''.join(char for char in text if '\u3400' <= char <= '\u9fff' or '\uf900' <= char <= '\ufaff')
    assert len(han) > 20902
    assert missing('song', han) == ''


def test_pressbox_is_what_its_script_makes() -> None:
    assert make_pressbox.PATH.read_bytes() == make_pressbox.make()


@pytest.mark.parametrize(
    ('chars', 'advance', 'left', 'right'),
    [
        ('编制党', 1000, 20, 980),
        ('，。？', 1000, 60, 440),
        ('”）》', 1000, 60, 440),
        ('“（《', 1000, 560, 940),
        ('—', 1000, 0, 1000),
        ('⸺', 2000, 200, 1800),
        ('·', 330, 115, 215),
        ('A9%', 500, 50, 450),
    ],
)
def test_pressbox_is_measured_on_paper(chars: str, advance: int, left: int, right: int) -> None:
    for char in chars:
        width, box = ink(make_pressbox.PATH, char)
        assert (width, box[0], box[2]) == (advance, left, right), char


def test_pressbox_has_a_glyph_for_each_character() -> None:
    glyphs = font(make_pressbox.PATH).getBestCmap().values()
    assert len(set(glyphs)) == len(glyphs)
