"""`presscopy outline`: which line is what, and why."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from presscopy import desk
from presscopy.article.article import Article
from presscopy.cli.common import Given, write_bytes
from presscopy.cli.options import JOBS, Command, flag
from presscopy.cli.progress import echo
from presscopy.cli.work import on_each
from presscopy.errors import ExitCode
from presscopy.report import outline

SCRIPTS = {'traditional': '繁体', 'simplified': '简体', 'mixed': '繁简混杂'}


def run(given: Given, machine: bool, jobs: int) -> int:
    """看程序把每一行认作什么：标题、署名、编者按、小标题还是正文，理由是什么。"""
    array: list[dict[str, Any]] = []
    with on_each(partial(_outlined, given, machine), given.paths, jobs) as outcomes:
        for name, told, wrong in outcomes:
            if wrong:
                given.failures.tell(wrong, name)
            elif machine:
                array.append(told)
            else:
                echo(told)
    if machine:
        write_bytes((json.dumps(array, ensure_ascii=False, indent=1) + '\n').encode('utf-8', 'backslashreplace'))
    return ExitCode.ERROR if given.failures.count else ExitCode.CLEAN


command = Command(
    run,
    (flag('--json', help='输出 JSON。', name='machine'), JOBS),
    '\b\n例：\n  presscopy outline 稿件.txt\n  presscopy outline --json 稿件.txt',
)


def _outlined(given: Given, machine: bool, name: str) -> dict[str, Any] | str:
    """The record of one manuscript, or its lines."""
    _, article, house = given.open(name)
    edited = desk.edit(article, house)
    script = script_of(article)
    if machine:
        return outline.record(edited, name, script)
    head = SCRIPTS[script] if house.lang == 'zh' else script
    return '\n'.join((f'{name}（{article.meta["encoding"].upper()}，{head}）', *outline.lines(edited, house.lang)))


def script_of(article: Article) -> str:
    """Traditional, simplified or mixed, by what most lines are."""
    from presscopy.script import gate

    kinds = [gate.classify(article.of_block(block)) for block in article.blocks]
    traditional, simplified = kinds.count('traditional'), kinds.count('simplified')
    if traditional and not simplified and 'mixed' not in kinds:
        return 'traditional'
    return 'mixed' if traditional or 'mixed' in kinds else 'simplified'
