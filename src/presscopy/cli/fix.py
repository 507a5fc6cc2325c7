"""`presscopy fix`: apply what is safe. Every change is on record, and the desk's promises are checked before a file is touched."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from presscopy import desk
from presscopy.article.article import Edited
from presscopy.cli.common import STDIN, Given, back_up, coloured, replace_file, write_bytes
from presscopy.cli.options import JOBS, Command, Option, flag
from presscopy.cli.progress import echo
from presscopy.cli.work import on_each
from presscopy.errors import ExitCode, PressError
from presscopy.formats import files
from presscopy.report.located import Located, located
from presscopy.text.finding import Fix, Severity

NEWLINES = {'lf': '\n', 'crlf': '\r\n'}
NEWLINE_NAMES = {'\n': 'LF', '\r\n': 'CRLF', '\r': 'CR'}
BOM = {'yes': 'yes', 'no': ''}


def run(
    given: Given,
    unsafe_fixes: bool,
    diff: bool,
    output: str | None,
    output_encoding: str,
    newline: str,
    bom: str,
    backup: bool,
    check_left: bool,
    jobs: int,
    quiet: bool,
) -> int:
    """改正稿件中有把握的问题：就地改，或用 -o 另存。“-”读标准输入，写标准输出。"""
    least = Fix.UNSAFE if unsafe_fixes else Fix.SAFE
    if output is None and not diff:
        given = _writable(given)
    targets = _targets(given.paths, output, given.walked)
    asked = {
        key: value for key, value in (('newline', NEWLINES.get(newline)), ('bom', BOM.get(bom))) if value is not None
    }
    mend = Mend(given, least, targets, output is not None, output_encoding, asked, diff)
    would = left = False
    with on_each(mend.at, given.paths, jobs) as outcomes:
        for name, mended, wrong in outcomes:
            try:
                if wrong:
                    raise wrong
                if diff:
                    _show(mended.diff)
                    for note in mended.notes:
                        echo(f'{name}：{note}', err=True)
                else:
                    in_place = targets[name] == Path(name)
                    if in_place and mended.data is not None and mended.stamp != _stamp(name):
                        raise PressError('读了以后稿件又被改过，没有写', name, '再运行一次')
                    _write(targets[name], mended.data, backup and in_place)
            except (PressError, OSError) as told:
                given.failures.tell(told, name)
                continue
            would, left = would or mended.changed, left or mended.left
            if not quiet and not diff:
                echo(mended.account, err=True)
    if given.failures.count:
        return ExitCode.ERROR
    return ExitCode.FINDINGS if (diff and would) or (check_left and left) else ExitCode.CLEAN


command = Command(
    run,
    (
        flag('--unsafe-fixes', help='连同会动字句的建议一起改（取第一建议）。'),
        flag('--diff', help='不改文件，只显示会怎么改。'),
        Option(('-o', '--output'), '另存为文件或文件夹；“-”写到标准输出。写成 UTF-8。', 'file', '去处'),
        Option(
            ('--output-encoding',),
            '写成这种编码；默认就地改时不变，另存为 UTF-8。',
            metavar='编码',
            default='',
        ),
        Option(('--newline',), '换行符：照原样、LF 或 CRLF。', choices=('keep', 'lf', 'crlf'), default='keep'),
        Option(('--bom',), '字节序标记：照原样、加上或去掉。', choices=('keep', 'yes', 'no'), default='keep'),
        flag('--backup', help='就地改之前把原稿存为 .bak。'),
        flag('--check-left', help='改后还有问题就以 1 退出。'),
        JOBS,
        flag('-q', '--quiet', help='不显示改了几处。'),
    ),
    '\b\n例：\n  presscopy fix --diff 稿件.txt            只看会怎么改\n  presscopy fix 稿件.txt -o 净稿.txt       另存\n  presscopy fix --backup 稿件/*.txt        就地改，原稿留 .bak\n  presscopy fix - < 稿件.txt > 净稿.txt\n\n退出码：0 改好，1（--diff）会有改动或（--check-left）还有问题，2 用法不对、读不了或写不了。',
)


class Mended(NamedTuple):
    """What came of one manuscript: whether it is another, whether something is left for an editor, the bytes to write (None: the file stays as it is)."""

    changed: bool
    left: bool
    data: bytes | None
    diff: tuple[str, ...]
    account: str
    notes: tuple[str, ...]  # what changes in how the file is written
    stamp: tuple[int, int]  # of the file when it was read


class Mend(NamedTuple):
    """The work on one manuscript, all but the writing, the same in this process and in another. `asked`: what to change in how the file is written."""

    given: Given
    least: Fix
    targets: Mapping[str, Path | None]
    elsewhere: bool
    encoding: str
    asked: Mapping[str, str]
    diff: bool

    def at(self, name: str) -> Mended:
        """Read and mend one manuscript. Raises PressError when a promise does not hold, or the result cannot be written as asked."""
        stamp = _stamp(name)
        _, article, house = self.given.open(name)
        edited = desk.edit(article, house, least=self.least)
        if broken := desk.promises(edited, house, self.least):
            raise PressError(f'没有写：{broken}', name, '这是程序的错，请把稿件发给 presscopy 的维护者')
        # a file of several encodings is written back in one
        several = any(one.code == 'BM008' for one in article.trouble)
        notes = self._notes(article.meta, several, house.lang)
        changed = edited.article.text != article.text or bool(notes)
        if changed and article.meta.get('mixed') and 'newline' not in self.asked:
            called = NEWLINE_NAMES[article.meta['newline']]
            notes += (f'换行统一为 {called}' if house.lang == 'zh' else f'line ends are now all {called}',)
        diff = tuple(_diff(name, edited)) if self.diff else ()
        data = None if self.diff else self._data(name, edited, changed)
        found = located(edited, edits=False)
        left = any(not one.applied and one.severity >= Severity.WARNING for one in found)
        account = _account(name, found, house.lang)
        account = '\n  '.join((account, *notes))
        return Mended(changed, left, data, diff, account, notes, stamp)

    def _notes(self, meta: Mapping[str, str], several: bool, lang: str) -> tuple[str, ...]:
        """What changes in the file and is no change of its text: the encoding, the line ends, the mark of its bytes."""
        notes = []
        if several:
            called = (self.encoding or ('utf-8' if self.elsewhere else meta['encoding'])).upper()
            notes.append(f'全文统一为 {called} 编码' if lang == 'zh' else f'now all in {called}')
        elif self.encoding and meta['encoding'] != 'docx' and _codec(self.encoding) != _codec(meta['encoding']):
            called = self.encoding.upper()
            notes.append(f'存为 {called} 编码' if lang == 'zh' else f'now in {called}')
        if (newline := self.asked.get('newline')) and (newline != meta.get('newline') or meta.get('mixed')):
            called = NEWLINE_NAMES[newline]
            notes.append(f'换行改为 {called}' if lang == 'zh' else f'line ends are now {called}')
        had = bool(meta.get('bom'))
        marked = bool(self.asked['bom']) if 'bom' in self.asked else had and not self.encoding
        if marked != had and (not self.elsewhere or 'bom' in self.asked):
            chinese, english = ('加上了', 'added') if marked else ('去掉了', 'removed')
            notes.append(f'{chinese}字节序标记' if lang == 'zh' else f'byte order mark {english}')
        return tuple(notes)

    def _data(self, name: str, edited: Edited, changed: bool) -> bytes | None:
        """The file as it will be; None when it stays as it is."""
        text, target, marked = desk.manuscript(edited), self.targets[name], 'bom' in self.asked
        article = edited.article._replace(meta={**edited.article.meta, **self.asked})
        if target is None:
            return files.write(article, text, self.encoding or 'utf-8', marked)
        in_place = name != STDIN and target == Path(name)
        if not files.is_text(edited.article) and (in_place or target.suffix.lower() != '.txt'):
            stem = os.path.splitext(os.path.basename(name))[0]
            raise PressError('Word 文件只读，还不能写回', name, f'用 -o {stem}.txt 另存为纯文本；用 --diff 看会怎么改')
        if in_place and edited.source.meta.get('lost') and (changed or self.encoding):
            raise PressError('有字节读不通，就地改写会丢掉它们', name, '用 -o 另存；原文件留作证据')
        data = files.write(article, text, self.encoding if in_place else self.encoding or 'utf-8', marked)
        return None if in_place and not changed and not self.encoding else data


def _writable(given: Given) -> Given:
    """Without the Word files that were found in folders: they are read only, which is told once; one that was named fails by itself."""
    word = [name for name in given.walked if name.lower().endswith('.docx')]
    if word:
        given.failures.note(f'文件夹里有{len(word)}个 Word 文件只读，没有改；用 -o 文件夹 另存为 .txt')
    return given._replace(paths=tuple(name for name in given.paths if name not in word))


def _targets(paths: tuple[str, ...], output: str | None, walked: Mapping[str, str]) -> dict[str, Path | None]:
    """Where each file goes: itself, a file, a folder (what was found in a folder keeps its path from there), or None for standard output.

    Raises PressError before anything is written when two files would be one.
    """
    if output is None:
        return {name: None if name == STDIN else Path(name) for name in paths}
    if output == STDIN:
        if len(paths) > 1:
            raise PressError('几个稿件不能都写到标准输出', '-o -', '用 -o 文件夹')
        return dict.fromkeys(paths)
    folder = Path(output)
    if len(paths) == 1 and not walked and not folder.is_dir() and not output.endswith(('/', '\\')):
        return {paths[0]: folder}
    if folder.exists() and not folder.is_dir():
        raise PressError('几个稿件要写到文件夹，这是文件', output, '用 -o 另一个文件夹')
    targets: dict[str, Path | None] = {}
    taken: dict[str, str] = {}
    for name in paths:
        base = 'stdin.txt' if name == STDIN else walked.get(name) or Path(name).name
        if base.lower().endswith('.docx'):
            base = f'{base[:-5]}.txt'
        if base in taken and taken[base] != name:
            raise PressError(f'{taken[base]} 和 {name} 同名，都要写到这里', output, '请分两次写到不同的文件夹')
        taken[base] = name
        targets[name] = folder / base
    for one in {path.parent for path in targets.values() if path}:
        one.mkdir(parents=True, exist_ok=True)
    return targets


def _codec(name: str) -> str:
    """One name for an encoding of many; one that there is none of is refused when it is written in."""
    import codecs

    try:
        return codecs.lookup(name).name
    except LookupError:
        return name


def _stamp(name: str) -> tuple[int, int]:
    """What tells that a file is still the one that was read."""
    if name == STDIN:
        return 0, 0
    info = os.stat(name)
    return info.st_mtime_ns, info.st_size


def _write(target: Path | None, data: bytes | None, backup: bool) -> None:
    """Put a mended manuscript where it goes."""
    if data is None:
        return
    if target is None:
        write_bytes(data)
        return
    if backup:
        back_up(target)
    replace_file(target, data)


def _diff(name: str, edited: Edited) -> Iterator[str]:
    from difflib import unified_diff

    # the words behind a tab, where diff writes dates: patch takes the name before it for the file
    ends = '\r\n' if edited.source.meta.get('newline') == '\r\n' else '\n'
    before, after = (_lines(text, ends) for text in (edited.source.manuscript, desk.manuscript(edited)))
    for line in unified_diff(before, after, name, name, '（原稿）', '（改后）', n=0):
        yield line if line.endswith('\n') else line + '\n\\ 文件末尾没有换行\n'


def _lines(text: str, ends: str) -> list[str]:
    """As patch parts them: at line feeds only, and with the ends that they have in the file."""
    *whole, last = text.split('\n')
    return [*(line + ends for line in whole), *([last] if last else [])]


def _show(diff: Iterable[str]) -> None:
    colour = coloured()
    for line in diff:
        red, green = line.startswith('-'), line.startswith('+')
        echo(f'\x1b[{31 if red else 32}m{line}\x1b[0m' if colour and (red or green) else line, nl=False)


def _account(name: str, found: list[Located], lang: str) -> str:
    done = sum(one.many for one in found if one.applied)
    others = [one for one in found if not one.settled and one.severity > Severity.INFO]
    if lang == 'en':
        tail = f'; {len(others)} left for an editor (presscopy check)' if others else ''
        return f'{name}: {done} changed{tail}' if done else f'{name}: nothing to change{tail}'
    tail = f'；{len(others)}处请编辑看（presscopy check）' if others else ''
    return f'{name}：改了{done}处{tail}' if done else f'{name}：没有要改的{tail}'
