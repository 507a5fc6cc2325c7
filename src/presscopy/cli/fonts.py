"""`presscopy fonts`: which face serves which role, and what it lacks."""

from __future__ import annotations

import os

import click

from presscopy.cli.common import Choices, Houses, fonts_of
from presscopy.cli.progress import echo
from presscopy.errors import ExitCode
from presscopy.layout.fonts import ROLES, Faces
from presscopy.layout.marks import table
from presscopy.tables.load import rows
from presscopy.text.place import cells

USES = {'song': '正文', 'headline': '标题', 'hei': '小标题、引题', 'kai': '编者按、署名'}
SHOWN = 12


@click.command('fonts', epilog='\b\n例：\n  presscopy fonts\n  presscopy fonts --font kai=我的楷体.ttf')
@click.option('--font', multiple=True, metavar='用途=文件', help='看换上这个字体会怎样，可重复。')
@click.option('--config', metavar='文件', help='设置文件；默认取这个文件夹起最近的 presscopy.toml。')
def command(font: tuple[str, ...], config: str | None) -> int:
    """看每种用途用哪个字体，缺哪些字。缺的字由别的字体补，都没有的印成〓并报告。"""
    style = Houses(Choices(None, None, None, config)).settings('.').house
    faces = Faces(fonts_of(style, font))
    standard = ''.join(chars for row in rows('script/tgh8105') for chars in row[1:])
    for role in ROLES:
        face = faces.face(role)
        name = f'{role}（{USES[role]}）'
        kind = 'OpenType/CFF' if face.is_postscript else 'TrueType'
        echo(f'{name}{" " * max(1, 24 - cells(name))}{face.family}  {kind}  {_short(face.path)}')
        for what, wanted in (('通用规范汉字', standard), ('标点和符号', ''.join(table()))):
            lacking = face.lacks(wanted)
            shown = ''.join(lacking[:SHOWN]) + ('……' if len(lacking) > SHOWN else '')
            echo(f'    {what}{len(wanted)}个：' + (f'缺{len(lacking)}个 {shown}' if lacking else '齐全'))
    return ExitCode.CLEAN


def _short(path: str) -> str:
    """A path from here where it lies below, else in full."""
    near = os.path.relpath(path)
    return path if near.startswith('..') else near
