"""`presscopy config`: the settings in force, and where each came from."""

from __future__ import annotations

import os

import click

from presscopy.cli.progress import echo
from presscopy.config import load
from presscopy.errors import ExitCode
from presscopy.text.place import cells

MOST = 4  # entries of a list shown


@click.command('config', epilog='\b\n例：\n  presscopy config 稿件.txt')
@click.argument('path', required=False, metavar='[稿件]')
def command(path: str | None) -> int:
    """看现在用的设置，每一项从哪里来。给出稿件就看管它的那份设置。"""
    start = path or '.'
    settings = load(start if os.path.isdir(start) else os.path.dirname(os.path.abspath(start)))
    for name, value in settings.house._asdict().items():
        shown = _shown(value)
        pad = ' ' * max(1, 14 - cells(shown))
        echo(f'{name.replace("_", "-"):<17}{shown}{pad}{settings.sources[name]}')
    return ExitCode.CLEAN


def _shown(value: object) -> str:
    """A setting in one line; of a long list its beginning and how many there are."""
    if not isinstance(value, tuple):
        return str(value or '（由程序定）')
    parts = [one if isinstance(one, str) else _pair(one) for one in value]
    if len(parts) > MOST:
        return f'{",".join(parts[:MOST])} … 共{len(parts)}条'
    return ','.join(parts) or '（空）'


def _pair(one: tuple[object, ...]) -> str:
    first, second = one[0], one[1]
    told = '+'.join(second) if isinstance(second, tuple) else str(second)
    return str(first) if first == second or not told else f'{first}={told}'
