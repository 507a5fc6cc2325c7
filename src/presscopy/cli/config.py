"""`presscopy config`: the settings in force, and where each came from."""

from __future__ import annotations

import os

import click

from presscopy.config import load
from presscopy.errors import ExitCode
from presscopy.text.place import cells


@click.command('config', epilog='\b\n例：\n  presscopy config 稿件.txt')
@click.argument('path', required=False, metavar='[稿件]')
def command(path: str | None) -> int:
    """看现在用的设置，每一项从哪里来。给出稿件就看管它的那份设置。"""
    start = path or '.'
    settings = load(start if os.path.isdir(start) else os.path.dirname(os.path.abspath(start)))
    for name, value in settings.house._asdict().items():
        shown = ','.join(value) or '（空）' if isinstance(value, tuple) else str(value or '（由程序定）')
        pad = ' ' * max(1, 14 - cells(shown))
        click.echo(f'{name.replace("_", "-"):<12}{shown}{pad}{settings.sources[name]}')
    return ExitCode.CLEAN
