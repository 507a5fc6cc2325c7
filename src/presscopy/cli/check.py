"""`presscopy check`: what is wrong with the copy. Changes nothing."""

from __future__ import annotations

from typing import Any

import click

from presscopy import desk
from presscopy.article.article import Edited
from presscopy.cli.common import FAIL, Given, on_copy, write_bytes
from presscopy.config import House
from presscopy.errors import ExitCode
from presscopy.report import concise, full, records
from presscopy.report.located import Located, located
from presscopy.text.finding import Severity

FORMATS = ('full', 'concise', 'json')


@click.command(
    'check',
    epilog='\b\n例：\n  presscopy check 稿件.txt\n  presscopy check --output-format concise 稿件/*.txt\n  presscopy check --select BD --output-format json - < 稿件.txt\n  presscopy check --statistics 稿件/*.txt          各类处数和差错率\n\n退出码：0 没有问题，1 有问题，2 用法不对或读不了。',
)
@on_copy
@click.option(
    '--output-format',
    type=click.Choice(FORMATS),
    default='full',
    help='输出格式：full 给人看，concise 一处一行，json 给程序。',
)
@click.option('--each', 'apart', is_flag=True, help='同类的修改一处一处列出。')
@click.option('--stdin-filename', metavar='文件名', default='', help='标准输入（-）在报告里用的名字。')
@click.option('--statistics', 'count', is_flag=True, help='只报各类问题的处数和估计的差错率。')
@click.option('--add-ignore', is_flag=True, help='在有问题的行末写上忽略标记，让现有的问题不再报；会改动文件。')
@FAIL
def command(given: Given, output_format: str, apart: bool, stdin_filename: str, count: bool, add_ignore: bool) -> int:
    """检查稿件，列出每一处问题和理由，不改动文件。“-”读标准输入。"""
    if add_ignore:
        from presscopy.cli.ignores import add

        return add(given)
    if count:
        return _statistics(given, output_format, stdin_filename)
    array: list[dict[str, Any]] = []
    worst = False
    for name, article, house in given.each(stdin_filename):
        edited = desk.edit(article, house)
        found = located(edited, edits=output_format != 'full', each=apart)
        worst = worst or any(one.severity >= Severity[house.fail_level.upper()] for one in found)
        if output_format == 'json':
            array += records.records(found, article.manuscript, name, house.lang, len(array))
        elif output_format == 'concise':
            for line in concise.lines(found, article.manuscript, name, house.lang):
                click.echo(line)
        else:
            _full(name, edited, found, house, apart)
    if output_format == 'json':
        import json

        write_bytes((json.dumps(array, ensure_ascii=False, indent=1) + '\n').encode())
    return ExitCode.ERROR if given.failures.count else ExitCode.FINDINGS if worst else ExitCode.CLEAN


def _statistics(given: Given, output_format: str, stdin_filename: str) -> int:
    from presscopy.report import statistics

    sums, lang, worst = [], 'zh', False
    for _, article, house in given.each(stdin_filename):
        edited = desk.edit(article, house)
        sums.append(statistics.tally(edited))
        lang = house.lang
        level = Severity[house.fail_level.upper()]
        worst = worst or any(one.severity >= level for one in located(edited, edits=False))
    total = statistics.together(sums)
    if output_format == 'json':
        import json

        write_bytes((json.dumps(statistics.record(total), ensure_ascii=False, indent=1) + '\n').encode())
    elif total.files:
        for line in statistics.lines(total, lang):
            click.echo(line)
    return ExitCode.ERROR if given.failures.count else ExitCode.FINDINGS if worst else ExitCode.CLEAN


def _full(name: str, edited: Edited, found: list[Located], house: House, apart: bool) -> None:
    zh = house.lang == 'zh'
    meta = edited.source.meta
    blocks = len(edited.article.blocks)
    about = f'{meta["encoding"].upper()}，{blocks}段' if zh else f'{meta["encoding"].upper()}, {blocks} blocks'
    if not found:
        click.echo(f'{name}（{about}）没有问题' if zh else f'{name} ({about}): clean')
        return
    click.echo(f'{name}（{about}）' if zh else f'{name} ({about})')
    by_paragraph = meta.get('format') == 'docx'
    for line in full.lines(found, edited.source.manuscript, house.lang, apart, by_paragraph):
        click.echo(line)
    fixable = sum(one.many for one in found if one.settled)
    others = [one for one in found if not one.settled]
    look = sum(one.severity > Severity.INFO for one in others)
    hints = len(others) - look
    if zh:
        click.echo(f'共{fixable}处可直接修改，{look}处请编辑看' + (f'，另有{hints}处提示' if hints else '') + '。')
    else:
        click.echo(f'{fixable} can be fixed, {look} for an editor' + (f', {hints} hints' if hints else '') + '.')
