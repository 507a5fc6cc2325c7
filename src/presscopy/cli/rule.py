"""`presscopy rule`: what a rule is about, in an editor's words."""

from __future__ import annotations

import click

from presscopy import codes
from presscopy.cli.common import write_bytes
from presscopy.cli.progress import echo
from presscopy.errors import ExitCode, PressError
from presscopy.handbook import FIX, docs, fix_class, page, record


@click.command(
    'rule',
    epilog='\b\n例：\n  presscopy rule          列出全部规则\n  presscopy rule BD301\n  presscopy rule --output-format json',
)
@click.argument(
    'code',
    required=False,
    metavar='[代码]',
    shell_complete=lambda ctx, param, typed: [code for code in sorted(docs()) if code.startswith(typed.upper())],
)
@click.option(
    '--output-format', type=click.Choice(['text', 'json']), default='text', help='text 给人看，json 给程序：一个数组。'
)
def command(code: str | None, output_format: str) -> int:
    """看一条规则管什么、依据什么、什么时候不算；给代码的开头（如 BD）列出这一类，不给列出全部。"""
    listed = _known(code.upper()) if code is not None else sorted(docs())
    if output_format == 'json':
        import json

        told = [record(one) for one in listed]
        write_bytes((json.dumps(told, ensure_ascii=False, indent=1) + '\n').encode())
    elif code is None or listed != [code.upper()]:
        for one in listed:
            row = codes.catalogue()[one]
            echo(f'{one}  {FIX.get(fix_class(one), row.fix)}  {row.what}')
    else:
        echo(page(listed[0]), nl=False)
    return ExitCode.CLEAN


def _known(code: str) -> list[str]:
    """The codes of the rules that are checked and begin so. Raises PressError when there is none."""
    if listed := [one for one in sorted(docs()) if code and one.startswith(code)]:
        return listed
    what = '没有这条规则' if code not in codes.catalogue() else '这条规则还没有做'
    raise PressError(what, code, '用 presscopy rule 看全部规则')
