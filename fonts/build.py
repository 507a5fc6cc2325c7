"""Make the four faces of presscopy from their open sources, byte for byte the same each time.

    python fonts/build.py --sources FOLDER [FOLDER ...]    # needs fonttools, uharfbuzz and presscopy
    python fonts/build.py --check                          # needs nothing; exit 1 when a file is not the one listed

The folders hold, at any depth, the files that `fonts.toml` lists. To fetch them:

    npm pack @expo-google-fonts/noto-serif-sc@0.4.3    # then unpack each .tgz with tar
    npm pack @expo-google-fonts/noto-sans-sc@0.4.3
    apt-get download fonts-lxgw-wenkai                 # 1.250, then dpkg-deb --extract; or install it

In: the sources, `fonts.toml` (what to make) and `press_marks.tsv` (the marks every face holds). Out: the faces beside this
file, and their sums in `fonts.toml`. A subset is a modified version in the words of the Open Font License 1.1 and may not
bear a reserved name, so every name of a face becomes its presscopy name; notices of copyright and licence stay.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LISTED = FOLDER / 'fonts.toml'

# name records that stay as the source has them: copyright, version, trademark, designers, licence and its address
KEPT_NAMES = (0, 5, 7, 9, 10, 13, 14)
# Lines are laid out by the engine from advances and ink. Only kern is the font's own business, in Latin words;
# vertical metrics are of no use without the feature vert, the variation names of STAT none in a static face.
KEPT_FEATURES = {'kern'}
DROPPED_TABLES = {'BASE', 'DSIG', 'GDEF', 'GSUB', 'STAT', 'VORG', 'gasp', 'vhea', 'vmtx'}


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description='Make the faces of presscopy, or check them.')
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument('--sources', type=Path, nargs='+', metavar='FOLDER', help='where the source fonts lie')
    choice.add_argument('--check', action='store_true', help='exit 1 when a face is not the one fonts.toml lists')
    chosen = parser.parse_args(words)
    return check() if chosen.check else build(chosen.sources)


def faces() -> dict[str, dict[str, Any]]:
    """The tables of fonts.toml by role."""
    return tomllib.loads(LISTED.read_text(encoding='utf-8'))


def check() -> int:
    """Compare each face with its sum; 1 when one differs or is missing."""
    wrong = 0
    for role, face in faces().items():
        path = FOLDER / face['file']
        if not path.is_file() or sum_of(path.read_bytes()) != face['sha256']:
            print(f'{path.name} ({role}) is not the file that fonts.toml lists', file=sys.stderr)
            wrong = 1
    return wrong


def build(folders: Sequence[Path]) -> int:
    """Make every face and write its sum down."""
    for role, face in faces().items():
        data = rename(subset(source(face, folders), charset(face['charset'])), face['family'])
        replace_file(FOLDER / face['file'], data)
        write_sum(role, sum_of(data))
        print(f'{face["file"]}: {len(data):,} bytes')
    return 0


def source(face: dict[str, Any], folders: Sequence[Path]) -> bytes:
    """The source font of a face, which must be the very file the list names."""
    found = [path.read_bytes() for folder in folders for path in sorted(folder.rglob(face['source_file']))]
    for data in found:
        if sum_of(data) == face['source_sha256']:
            return data
    what = 'another version lies there' if found else 'no such file'
    sys.exit(f'{face["source_file"]} of {face["source_package"]} {face["source_version"]}: {what}')


def charset(names: Sequence[str]) -> set[int]:
    """The code points of these named sets together."""
    sets = {'tgh8105': standard_han, 'gbk': gbk_han, 'press': press_marks}
    return set().union(*(sets[name]() for name in names))


def standard_han() -> set[int]:
    """The 8,105 characters of 通用规范汉字表."""
    from presscopy.tables import load

    return {ord(char) for _, line in load.rows('script/tgh8105') for char in line}


def gbk_han() -> set[int]:
    """Every Han character that has a code of two bytes in GBK, Simplified and Traditional."""
    codes = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    return {ord(char) for code in codes for char in code.decode('gbk', errors='ignore') if is_han(char)}


def is_han(char: str) -> bool:
    """A Han character of the basic plane, the compatibility ideographs included."""
    return '\u3400' <= char <= '\u9fff' or '\uf900' <= char <= '\ufaff'


def press_marks() -> set[int]:
    """The ranges of press_marks.tsv."""
    marks: set[int] = set()
    for line in (FOLDER / 'press_marks.tsv').read_text(encoding='utf-8').splitlines():
        if not line.startswith('#'):
            first, last, _ = line.split('\t')
            marks.update(range(int(first, 16), int(last, 16) + 1))
    return marks


def subset(data: bytes, wanted: set[int]) -> bytes:
    """The font with the wanted characters it has, without hinting and layout features the engine does not use."""
    import uharfbuzz as hb

    order = hb.SubsetInput()
    order.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    order.unicode_set.update(wanted)
    order.layout_feature_tag_set.clear()
    order.layout_feature_tag_set.update(map(tag, KEPT_FEATURES))
    order.drop_table_tag_set.update(map(tag, DROPPED_TABLES))
    order.name_id_set.update(KEPT_NAMES)
    return bytes(hb.subset(hb.Face(data), order).blob.data)


def tag(name: str) -> int:
    """The number by which OpenType knows a table or a feature."""
    return int.from_bytes(name.encode('ascii'), 'big')


def rename(data: bytes, family: str) -> bytes:
    """The font under its presscopy name, in one language and for one platform."""
    from fontTools.ttLib import TTFont

    # the dates of the source stay, so that the bytes are the same each time
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    postscript = family.replace(' ', '')
    style = 'Bold' if font['head'].macStyle & 1 else 'Regular'
    names = font['name']
    kept = {i: record.toUnicode() for i in KEPT_NAMES if (record := names.getName(i, 3, 1, 0x409))}
    own = {1: family, 2: style, 3: f'presscopy: {postscript}', 4: family, 6: postscript}
    names.names = []
    for number, text in sorted({**kept, **own}.items()):
        names.setName(text, number, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def sum_of(data: bytes) -> str:
    """The SHA-256 of these bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_sum(role: str, found: str) -> None:
    """Put the sum of a face into its table of fonts.toml and leave the rest as it stands."""
    line = re.compile(rf"(?ms)(^\[{role}\]$.*?^sha256 = )'[^']*'")
    text = LISTED.read_text(encoding='utf-8')
    replace_file(LISTED, line.sub(rf"\g<1>'{found}'", text, count=1).encode())


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in one step, so that whoever opens it finds the old one or the new one, whole."""
    fresh = path.with_name(path.name + '.new')
    fresh.write_bytes(data)
    fresh.replace(path)


if __name__ == '__main__':
    sys.exit(main())
