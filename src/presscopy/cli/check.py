"""`presscopy check`: what is wrong with the copy. Changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from presscopy import desk
from presscopy.cli.common import STDIN, Given, coloured, replace_file, write_bytes
from presscopy.cli.options import FAIL, JOBS, Command, Option, flag
from presscopy.cli.progress import echo
from presscopy.cli.work import Outcome, on_each
from presscopy.errors import ExitCode, PressError
from presscopy.report.checked import COUNTS, FOR_PEOPLE, FORMATS, Checked, Run, opened
from presscopy.report.located import located
from presscopy.rules import restore
from presscopy.text.finding import Severity

if TYPE_CHECKING:
    from presscopy.report.baseline import Baseline


def run(
    given: Given,
    output_format: str,
    output_file: str | None,
    apart: bool,
    stdin_filename: str,
    utf8: bool,
    baseline: str | None,
    write_baseline: bool,
    count: bool,
    add_ignore: bool,
    jobs: int,
    exit_zero: bool,
) -> int:
    """检查稿件，列出每一处问题和理由，不改动文件。“-”读标准输入。"""
    if add_ignore:
        from presscopy.cli.ignores import add

        return add(given)
    known = _baseline(baseline, write_baseline)
    look = Look(
        given,
        _form(output_format, count),
        apart,
        stdin_filename,
        known,
        write_baseline,
        utf8,
        coloured() and not output_file,
    )
    report = _Report(given)
    with on_each(look.at, _apart(given, output_file, baseline), jobs) as looked:
        if known and write_baseline:
            return _write_baseline(str(baseline), known, report, looked)
        pieces = opened(look.form).whole(report.parts(looked), report.run)
        _write(pieces, output_format in FOR_PEOPLE, output_file)
    if given.failures.count:
        return ExitCode.ERROR
    return ExitCode.FINDINGS if report.worst and not exit_zero else ExitCode.CLEAN


command = Command(
    run,
    (
        Option(
            ('--output-format',),
            '输出格式：full 给人看，concise 一处一行；json json-lines github gitlab sarif junit 给程序。',
            choices=tuple(FORMATS),
            default='full',
        ),
        Option(('--output-file',), '报告写到这个文件，不写到屏幕。', 'file', '文件'),
        flag('--each', help='同类的修改一处一处列出。', name='apart'),
        Option(('--stdin-filename',), '标准输入（-）在报告里用的名字。', metavar='文件名', default=''),
        flag('--utf8', help='不是 UTF-8、带字节序标记的文件也报（BM009）。'),
        Option(('--baseline',), '基线文件：其中记下的问题不再报，只报新的。', 'file', '文件'),
        flag('--write-baseline', help='把现有的问题记进 --baseline 的文件。'),
        flag('--statistics', help='只报各类问题的处数和估计的差错率。', name='count'),
        flag('--add-ignore', help='在有问题的行末写上忽略标记，让现有的问题不再报；会改动文件。'),
        JOBS,
        flag('--exit-zero', help='有问题也以 0 退出；用法不对、读不了仍是 2。'),
        FAIL,
    ),
    '\b\n例：\n  presscopy check 稿件.txt\n  presscopy check --output-format concise 稿件/*.txt\n  presscopy check --select BD --output-format json - < 稿件.txt\n  presscopy check --statistics 稿件/*.txt          各类处数和差错率\n\n退出码：0 没有问题，1 有问题，2 用法不对或读不了。',
)


def _form(output_format: str, count: bool) -> str:
    """The format of the report; the count has two of its own. Raises PressError for one that it has not."""
    if not count:
        return output_format
    if output_format not in COUNTS:
        raise PressError(f'--statistics 没有 {output_format} 格式', '--output-format', f'可用：{"、".join(COUNTS)}')
    return COUNTS[output_format]


def _apart(given: Given, *written: str | None) -> tuple[str, ...]:
    """The manuscripts without what is written to, where that was found in a folder. Raises PressError where it was named as copy."""
    targets = {os.path.realpath(path) for path in written if path is not None}
    paths = []
    for path in given.paths:
        if path == STDIN or os.path.realpath(path) not in targets:
            paths.append(path)
        elif path not in given.walked:
            raise PressError('会盖掉稿件本身', path, '换一个文件名')
    return tuple(paths)


def _baseline(path: str | None, write: bool) -> Baseline | None:
    """The baseline that was asked for. Raises PressError where it cannot be read."""
    if path is None:
        if write:
            raise PressError('没有说写到哪里', '--write-baseline', '用 --baseline 文件 --write-baseline')
        return None
    from presscopy.report.baseline import read

    return read(path, may_be_missing=write)


def _write_baseline(path: str, known: Baseline, report: _Report, looked: Iterable[Outcome]) -> int:
    counts = dict(report.parts(looked))
    replace_file(path, known.with_files(counts).written().encode('utf-8', 'backslashreplace'))
    many = sum(count for marks in counts.values() for count in marks.values())
    echo(f'{path}：记下{len(counts)}篇的{many}处问题', err=True)
    return ExitCode.ERROR if report.given.failures.count else ExitCode.CLEAN


class Looked(NamedTuple):
    """What came of one manuscript: its part of the report, and whether it fails."""

    part: Any
    fails: bool = False


class Look(NamedTuple):
    """The work on one manuscript, the same in this process and in another."""

    given: Given
    form: str
    apart: bool
    shown: str
    known: Baseline | None = None
    counting: bool = False
    utf8: bool = False
    colour: bool = False

    def at(self, name: str) -> Looked:
        """Read, check and write up one manuscript."""
        called, article, house = self.given.open(name, self.shown)
        if self.utf8 and (other := restore.other_encoding(article)):
            article = article._replace(trouble=(*article.trouble, other))
        edited = desk.edit(article, house)
        form = opened(self.form)
        found = located(edited, edits=form.EDITS, each=self.apart)
        if self.counting:
            from presscopy.report.baseline import counted

            return Looked((called, counted(found, article.manuscript)))
        if self.known:
            found = self.known.new(found, article.manuscript, called)
        level = Severity[house.fail_level.upper()]
        one = Checked(called, article.manuscript, found, house.lang, level, edited, self.apart, self.colour)
        return Looked(form.part(one), any(finding.severity >= level for finding in found))


class _Report:
    """What is gathered while the report is written."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.run = Run(_explained, [])
        self.worst = False

    def parts(self, looked: Iterable[Outcome]) -> Iterator[Any]:
        """The parts of the report, in the order of the files; what could not be read is told and counted."""
        for one in looked:
            if one.wrong is not None:
                self.run.unread.append((one.name, self.given.failures.tell(one.wrong, one.name)))
                continue
            self.worst = self.worst or one.value.fails
            yield one.value.part


def _explained(code: str) -> str:
    from presscopy.handbook import docs

    return docs().get(code, '')


def _write(pieces: Iterable[str], for_people: bool, target: str | None) -> None:
    """The report, to a file that stands whole or not at all, or to standard output: documents in UTF-8, words in the terminal's encoding."""
    if target is not None:
        replace_file(target, (piece.encode('utf-8', 'backslashreplace') for piece in pieces))
        return
    for piece in pieces:
        if for_people:
            echo(piece, nl=False)
        else:
            write_bytes(piece.encode('utf-8', 'backslashreplace'))
