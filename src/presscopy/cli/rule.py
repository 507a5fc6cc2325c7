"""`presscopy rule`: what a rule is about, in an editor's words."""

from __future__ import annotations

import inspect

import click

from presscopy import codes, desk
from presscopy.errors import ExitCode, PressError
from presscopy.rules import restore, script, words
from presscopy.text.finding import Severity

FIX = {'safe': '可直接修改', 'unsafe': '改动要编辑定', 'none': '只提示', 'off': '默认不查'}
GRAVE = {Severity.ERROR: '差错', Severity.WARNING: '警告', Severity.INFO: '提示', Severity.OFF: '不查'}


def docs() -> dict[str, str]:
    """The docstring of every rule that is checked, by code."""
    found: dict[str, str] = {}
    for family in (*desk.MARKS, *desk.WORDS):
        for rule in family.rules:
            for code in rule.codes:
                found[code] = inspect.getdoc(rule.check) or ''
    for check in (*_functions(restore), *_functions(script), words.residues):
        text = inspect.getdoc(check) or ''
        for code in codes.catalogue():
            if code in text and code not in found:
                found[code] = text
    from presscopy.layout.faults import DOCS

    return {**found, **DOCS}


def _functions(module: object) -> list[object]:
    return [one for name, one in inspect.getmembers(module, inspect.isfunction) if not name.startswith('_')]


@click.command('rule', epilog='\b\n例：\n  presscopy rule          列出全部规则\n  presscopy rule BD301')
@click.argument('code', required=False, metavar='[代码]')
def command(code: str | None) -> int:
    """看一条规则管什么、依据什么、什么时候不算；不给代码就列出全部。"""
    known = docs()
    if code is None:
        for one in sorted(known):
            row = codes.catalogue()[one]
            kind = row.fix.split()[0].rstrip(',;')
            click.echo(f'{one}  {FIX.get(kind, row.fix)}  {row.what}')
        return ExitCode.CLEAN
    code = code.upper()
    if code not in known:
        raise PressError(
            '没有这条规则' if code not in codes.catalogue() else '这条规则还没有做',
            code,
            '用 presscopy rule 看全部规则',
        )
    row = codes.catalogue()[code]
    click.echo(f'{code} {row.name}　{row.what}')
    kind = row.fix.split()[0].rstrip(',;')
    click.echo(
        f'级别：{GRAVE[row.severity]}　修改：{FIX.get(kind, row.fix)}　依据：{row.basis}　差错计分：{row.weight:g}'
    )
    click.echo()
    click.echo(known[code])
    return ExitCode.CLEAN
