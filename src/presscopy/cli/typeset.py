"""`presscopy typeset`: the main job. Read, fix safely, lay out, paint; a short account of what was changed and where to look."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from presscopy import codes, composing
from presscopy.article.article import Article, Edited
from presscopy.cli.common import STDIN, Given, fonts_of, replace_file, write_bytes
from presscopy.cli.options import FAIL, Command, Option, flag, number
from presscopy.cli.progress import PROGRESS, echo
from presscopy.config import HANGS, LISTS, WIDTHS, House
from presscopy.errors import ExitCode, PressError
from presscopy.layout.marks import Hang, Widths
from presscopy.layout.typearea import POINT, Lists, Makeup, TypeArea, Wanted, size_of, sizes
from presscopy.report import account
from presscopy.report.located import Located, in_manuscript, located
from presscopy.text.finding import Finding, Fix, Severity


def run(
    given: Given, output: str | None, as_is: bool, unsafe_fixes: bool, png: bool, quiet: bool, **rest: object
) -> int:
    """改好稿件，排成可付印的 PDF 版面：标题、署名、小标题、加框的编者按，几栏几行都可定。"""
    parts = {role: str(text) for role in ('kicker', 'title', 'deck', 'byline') if (text := rest.pop(role)) is not None}
    if parts and len(given.paths) > 1:
        raise PressError('只能给一篇稿件补标题和署名', f'--{next(iter(parts))}', '一次排一篇')
    least = Fix.UNSAFE if unsafe_fixes else Fix.SAFE
    ready: list[_Ready] = []
    for name, article, house in given.each():
        try:
            ready.append(_edited(name, article, house, parts, as_is, least))
        except PressError as wrong:
            given.failures.tell(wrong, name)
    worst = False
    jobs = _apart(_jobs(ready, given, output))
    for target, some in PROGRESS.through(jobs, len(jobs)):
        try:
            worst = _print(target, some, given, rest, png, quiet) or worst
        except (PressError, OSError) as wrong:
            given.failures.tell(wrong, target)
    return ExitCode.ERROR if given.failures.count else ExitCode.FINDINGS if worst else ExitCode.CLEAN


command = Command(
    run,
    (
        Option(
            ('-o', '--output'),
            'PDF 文件、文件夹，或“-”写到标准输出；默认与稿件同名、在同一文件夹。',
            'file',
            '去处',
        ),
        flag('--as-is', help='照原稿排，一个字不改。'),
        flag('--unsafe-fixes', help='连同会动字句的建议一起改（取第一建议）再排。'),
        Option(('--kicker',), '引题；稿件里没有时用。', metavar='文字'),
        Option(('--title',), '主题；稿件里没有时用。', metavar='文字'),
        Option(('--deck',), '副题；稿件里没有时用。', metavar='文字'),
        Option(('--byline',), '署名；稿件里没有时用。', metavar='文字'),
        Option(
            ('--sheet',),
            'a4 a3 tabloid（四开）broadsheet（对开）galley（小样），或宽x高（毫米）；默认 a4。',
            metavar='开张',
        ),
        number('--columns', 1, 20, metavar='栏数', help='分几栏。'),
        number('--chars', 1, 400, metavar='字数', help='每栏一行几个字。'),
        number('--lines', 1, 1000, metavar='行数', help='每栏几行。'),
        Option(('--size',), '正文字号：小五、五号、9pt；默认五号。', metavar='字号'),
        Option(('--leading',), '行距，从一行到下一行；默认字号的1.6倍。', metavar='点数'),
        Option(
            ('--hang',),
            '行末的、，。．可否悬挂到栏外：off 不挂，allow 合适时挂，force 一律挂。',
            choices=tuple(HANGS),
        ),
        Option(
            ('--marks-style',),
            '标点占位：full 全角，kaiming 开明（句末点号全角，其余半角），half 半角。',
            choices=tuple(WIDTHS),
        ),
        Option(
            ('--lists',),
            '列表怎样排：hang 转行齐文字（Word、Markdown 的列表），indent 照正文首行缩进，all 连续编号的正文段落也齐文字。',
            choices=tuple(LISTS),
        ),
        flag('--fixed-grid', help='纵横对齐：正文每字一格，标点全角，行内不挤不拉。'),
        flag('--flow', help='几篇接着排：下一篇排在上一篇下面，不另起一页。'),
        number('--pages', 1, 10000, metavar='页数', help='最多几页；排不下的报告行数，版面上也标出。'),
        number('--first-page', 1, 10000, metavar='页码', help='从第几页（版）起编号；默认 1。'),
        flag('--turns', help='跨页时加排“下转第几版”“上接第几版”。'),
        flag('--column-rule', help='栏与栏之间加栏线。', off='--no-column-rule', default=None),
        Option(('--running-head',), '每页上方的眉题，下加眉线。', metavar='文字'),
        Option(('--font',), '用自己的字体：song（正文）headline hei kai，可重复。', metavar='用途=文件', many=True),
        flag('--png', help='另存每页的图片（需要 presscopy[png]）。'),
        flag('-q', '--quiet', help='不显示说明。'),
        FAIL._replace(help='有这一级以上的问题也以 1 退出；默认只看印不出的字、排不下的行。'),
    ),
    '\b\n例：\n  presscopy typeset 稿件.txt                   稿件.pdf，A4 两栏\n  presscopy typeset 稿件.txt -o 大样.pdf --chars 13 --size 小五\n  presscopy typeset --sheet galley 稿件.txt    小样，一栏，带行号\n  presscopy typeset --title 标题 --byline "本报记者 某某" 稿件.txt\n  presscopy typeset 稿件/*.txt -o 本期.pdf     几篇排成一份\n\n退出码：0 排好，1 有字印不出、有行排不下、自查不合或有 --fail-level 以上的问题，2 用法不对、读不了或写不了。',
)


class _Ready(NamedTuple):
    """A manuscript that may be set: its record, the article with what the command line supplied, and its house."""

    name: str
    edited: Edited
    article: Article
    house: House


def _edited(name: str, article: Article, house: House, parts: Mapping[str, str], as_is: bool, least: Fix) -> _Ready:
    if as_is:
        edited = Edited(article, (), composing.as_it_stands(article))
    else:
        from presscopy import desk

        edited = desk.edit(article, house, least=least)
    return _Ready(name, edited, composing.supplied(edited.article, parts), house)


def _jobs(ready: Sequence[_Ready], given: Given, output: str | None) -> list[tuple[str, list[_Ready]]]:
    """Which manuscripts go into which PDF. Raises PressError before anything is written where two would be one."""
    if output == STDIN or (output is None and given.paths == (STDIN,)):
        if sys.stdout.isatty():
            raise PressError('PDF 不能写到屏幕上', '-o -', '用 -o 文件.pdf')
        return [(STDIN, list(ready))] if ready else []
    if output is not None and not output.endswith(('/', '\\')) and not os.path.isdir(output):
        if not output.lower().endswith('.pdf'):
            raise PressError('排出来的是 PDF，文件名应以 .pdf 结尾', output, f'例如 -o {_stem(output)}.pdf')
        return [(output, list(ready))] if ready else []
    taken: dict[str, str] = {}
    jobs = []
    for one in ready:
        called = ('stdin' if one.name == STDIN else _stem(one.name)) + '.pdf'
        below = _stem(given.walked[one.name]) + '.pdf' if one.name in given.walked else os.path.basename(called)
        target = called if output is None else os.path.join(output, below)
        if target in taken:
            raise PressError(
                f'{taken[target]} 和 {one.name} 都要写成 {target}', output or '', '请分两次，或用 -o 另一个文件夹'
            )
        taken[target] = one.name
        jobs.append((target, [one]))
    for folder in {os.path.dirname(target) for target, _ in jobs if output is not None}:
        os.makedirs(folder or '.', exist_ok=True)
    return jobs


def _apart(jobs: list[tuple[str, list[_Ready]]]) -> list[tuple[str, list[_Ready]]]:
    """The jobs, none of which writes over a manuscript. Raises PressError before anything is written."""
    sources = {os.path.realpath(one.name) for _, some in jobs for one in some if one.name != STDIN}
    for target, _ in jobs:
        if target != STDIN and os.path.realpath(target) in sources:
            raise PressError('会盖掉稿件本身', target, '用 -o 换一个文件名')
    return jobs


def _stem(path: str) -> str:
    """A path without its ending."""
    return os.path.splitext(path)[0]


def _print(
    target: str, ready: Sequence[_Ready], given: Given, options: Mapping[str, object], png: bool, quiet: bool
) -> bool:
    """Set, paint and write one PDF and tell of it; returns whether something is wrong with it."""
    house = ready[0].house
    articles = [one.article for one in ready]
    printed = composing.typeset(*articles, page=_wanted(house, options), fonts=fonts_of(house, options.get('font')))
    images = _pictures(printed.pdf) if png else []
    broken = [composing.unspelled(printed, articles), *(_replayed(one.edited) for one in ready)]
    if target == STDIN:
        write_bytes(printed.pdf)
    else:
        replace_file(target, printed.pdf)
    pictures = _write_pictures(target, images)
    told = [
        [*located(one.edited, edits=False), *_located(one, setting.findings)]
        for one, setting in zip(ready, printed.settings, strict=True)
    ]
    if not quiet:
        _tell(target, ready, printed, told, pictures)
    for what in filter(None, broken):
        echo(f'{target}：自查不合：{what}\n    请把稿件发给 presscopy 的维护者', err=True)
    level = given.houses.given.fail_level
    return any(broken) or any(_fails(found, Severity[level.upper()] if level else None) for found in told)


def _replayed(edited: Edited) -> str:
    if not edited.steps:
        return ''
    from presscopy import desk

    return desk.replayed(edited)


def _fails(found: Iterable[Located], level: Severity | None) -> bool:
    """A character that no face has, and text that found no page, fail by themselves; other findings when the user names a level."""
    return any(
        f.code in ('PF101', 'PF209') or (level is not None and not f.settled and f.severity >= level) for f in found
    )


def _located(one: _Ready, findings: Iterable[Finding]) -> list[Located]:
    """Findings of the page, in the offsets of the file."""
    revision = one.article.revision
    found = (
        Located(f.code, codes.severity(f.code), revision.origin(f.span), f.detail, (), -1, False)
        for f in findings
        if one.house.wants(f.code)
    )
    return [in_manuscript(finding, one.edited.source) for finding in found]


def _wanted(house: House, options: Mapping[str, object]) -> Wanted:
    """What is asked of the page: the command line's word before the house's."""

    def ask(name: str) -> object:
        value = options.get(name)
        return getattr(house, name) if value is None else value

    size, leading = str(ask('size') or ''), str(ask('leading') or '')
    return Wanted(
        str(ask('sheet')),
        int(str(ask('columns'))),
        int(str(ask('chars'))),
        int(str(ask('lines'))),
        size_of(size) if size else 0,
        size_of(leading, '--leading') if leading else 0,
        Hang[str(ask('hang')).upper()],
        Widths[str(ask('marks_style')).upper()],
        Makeup(
            bool(options.get('flow')),
            int(str(options.get('pages') or 0)),
            int(str(options.get('first_page') or 1)),
            bool(options.get('turns')),
            bool(ask('column_rule')),
            str(ask('running_head')).strip(),
        ),
        bool(options.get('fixed_grid')),
        Lists[str(ask('lists')).upper()],
    )


def _pictures(pdf: bytes) -> list[bytes]:
    from presscopy.paint.png import pictures

    return list(pictures(pdf))


def _write_pictures(target: str, images: Sequence[bytes]) -> list[str]:
    stem = 'stdin' if target == STDIN else _stem(target)
    paths = [f'{stem}-{n}.png' for n in range(1, len(images) + 1)]
    for path, data in zip(paths, images, strict=True):
        replace_file(path, data)
    return paths


def _tell(
    target: str,
    ready: Sequence[_Ready],
    printed: composing.Printed,
    told: Sequence[Sequence[Located]],
    pictures: Sequence[str],
) -> None:
    lang = ready[0].house.lang
    aside = target == STDIN
    for one, found in zip(ready, told, strict=True):
        for line in account.lines(one.name, found, one.edited.source.manuscript, lang):
            echo(line, err=aside)
    area = printed.settings[0].area
    place = '标准输出' if aside else target
    if lang == 'en':
        echo(f'{place}: {printed.pages} page(s), {_area_in_english(area)}', err=aside)
    else:
        echo(f'版面 {place}：{printed.pages}页，{_area(area)}', err=aside)
    if pictures:
        echo(f'{"图片" if lang == "zh" else "pictures"} {" ".join(pictures)}', err=aside)


def _area(area: TypeArea) -> str:
    name = next((name for name, size in sizes().items() if size == area.size), f'{area.size / POINT:g}点')
    columns = f'{area.columns}栏，每栏' if area.columns > 1 else '通栏'
    return f'{area.sheet.name.upper()}，{columns}{area.chars}字×{area.lines}行，{name}字'


def _area_in_english(area: TypeArea) -> str:
    return f'{area.sheet.name}, {area.columns} column(s) of {area.chars} characters × {area.lines} lines at {area.size / POINT:g} pt'
