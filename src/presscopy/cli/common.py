"""What the commands share: reading copy, writing files without losing any, options."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from presscopy.article.article import Article
from presscopy.cli.progress import PROGRESS, echo
from presscopy.config import House, Settings, find, load, selectors
from presscopy.errors import PressError, os_words

if TYPE_CHECKING:
    from pathlib import Path

STDIN = '-'
MOST_ROWS = 1000  # that one --role may name


class Failures:
    """Counts the files that could not be read or written; the others still run."""

    def __init__(self) -> None:
        self.count = 0

    def note(self, text: str) -> None:
        """Say what is worth knowing and no failure."""
        echo(text, err=True)

    def tell(self, wrong: Exception, name: str) -> str:
        """Say what went wrong with one file; returns what was said."""
        if isinstance(wrong, BrokenPipeError):
            raise wrong  # no fault of the file: the reader of the output has gone
        self.count += 1
        if isinstance(wrong, OSError):
            wrong = PressError(os_words(wrong), str(wrong.filename or name), _os_remedy(wrong))
        echo(str(wrong), err=True)
        return str(wrong)


def _os_remedy(wrong: OSError) -> str:
    known = {
        FileNotFoundError: '请检查文件名和所在的文件夹',
        IsADirectoryError: '请列出其中的文件，例如 文件夹/*.txt',
        PermissionError: '请检查文件和文件夹的读写权限，或用 -o 写到别处',
    }
    return known.get(type(wrong), '')


def read(name: str, encoding: str = '', shown: str = '') -> Article:
    """The article in file `name`, or on standard input for '-'.

    Raises PressError and OSError for what cannot be read.
    """
    from presscopy.formats import files

    if name == STDIN:
        most = files.largest(shown)
        data = sys.stdin.buffer.read(most + 1)
        if len(data) > most:
            raise _too_large('标准输入' if shown in ('', STDIN) else shown, most)
    else:
        info = os.stat(name)
        if stat.S_ISDIR(info.st_mode):
            raise IsADirectoryError(21, '', name)
        most = files.largest(name)
        if info.st_size > most:
            raise _too_large(name, most, info.st_size)
        with open(name, 'rb') as file:
            data = file.read(most + 1)  # a device has no size to ask for
        if len(data) > most:
            raise _too_large(name, most)
    return files.read(data, shown or name, encoding)


def _too_large(name: str, most: int, size: int = 0) -> PressError:
    told = f'（{size / 1e6:.0f} MB）' if size else f'（超过 {most // 1_000_000} MB）'
    return PressError(f'文件太大{told}，不像一篇稿子', name, f'请分成每个不到 {most // 1_000_000} MB 的文件')


def write_bytes(data: bytes) -> None:
    """To standard output, as they are."""
    PROGRESS.clear()
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def coloured() -> bool:
    """Whether standard output is a terminal that shows colours, and the user has not said no (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get('NO_COLOR') and os.environ.get('TERM') != 'dumb'


def replace_file(path: str | os.PathLike[str], data: bytes | Iterable[bytes]) -> None:
    """Put `data`, whole or in parts, in the place of a file: written beside it, flushed to disk, then renamed, permissions kept.

    The old file stands until the new one is whole. A symbolic link stays one.
    """
    import tempfile

    path = os.path.realpath(path)
    folder, name = os.path.split(path)
    if not os.path.isdir(folder):
        raise PressError('没有这个文件夹', folder, '请先建文件夹，或换一个去处')
    if os.path.isdir(path):
        raise IsADirectoryError(21, '', path)
    mode = stat.S_IMODE(os.stat(path).st_mode) if os.path.exists(path) else None
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(13, '', path)
    try:
        handle, temporary = tempfile.mkstemp(prefix=f'.{name[:40]}.', dir=folder)
    except OSError as wrong:  # the folder is at fault, not the name that nobody gave
        raise OSError(wrong.errno, wrong.strerror, folder) from None
    try:
        with os.fdopen(handle, 'wb') as file:
            for part in (data,) if isinstance(data, bytes) else data:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode if mode is not None else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def back_up(path: Path) -> Path:
    """Copy a file to `name.bak`, or `name.bak2` … when that stands already."""
    n, kept = 1, path.with_name(path.name + '.bak')
    while kept.exists():
        n += 1
        kept = path.with_name(f'{path.name}.bak{n}')
    replace_file(kept, path.read_bytes())
    return kept


class Choices(NamedTuple):
    """The options that all commands on copy share."""

    select: str | None
    ignore: str | None
    lang: str | None
    config: str | None
    fail_level: str | None = None


def house(given: Choices, settings: Settings) -> Settings:
    """Settings with the command line's on top."""
    style, sources = settings.house, dict(settings.sources)
    for name, value in given._asdict().items():
        if value is None or name == 'config':
            continue
        checked: Any = selectors(value, f'--{name}', f'--{name}') if name in ('select', 'ignore') else value
        style = style._replace(**{name: checked})
        sources[name] = f'--{name.replace("_", "-")}'
    return Settings(style, sources, settings.path)


def fonts_of(style: House, given: object = ()) -> dict[str, str]:
    """The font file for each role that the house or the command line names, the latter's word last.

    Raises PressError for what is not written as role=path.
    """
    chosen: dict[str, str] = {}
    for pair in (*style.font, *(given if isinstance(given, tuple) else ())):
        role, _, path = str(pair).partition('=')
        if not role or not path:
            raise PressError(
                f'看不懂“{pair}”', '--font', '写成 用途=文件，如 --font kai=楷体.ttf；用途有 song headline hei kai'
            )
        chosen[role] = path
    return chosen


class Houses:
    """The settings for each folder, looked up once."""

    def __init__(self, given: Choices) -> None:
        for name in ('select', 'ignore'):
            if value := getattr(given, name):
                selectors(value, f'--{name}', f'--{name}')
        if given.select is not None and not given.select.strip(' ,'):
            raise PressError('没有写代码，什么也不会查', '--select', '例如 --select BD,KG101；不写 --select 就查全部')
        self.given = given
        self._known: dict[str, Settings] = {}
        self._files: dict[str, Settings] = {}

    def near(self, name: str) -> House:
        """The house for one file."""
        return self.settings(os.path.dirname(name) if name != STDIN else '').for_file(name)

    def settings(self, folder: str) -> Settings:
        """The settings for copy in a folder; a settings file is read once."""
        if folder not in self._known:
            path = self.given.config or find(folder if os.path.isdir(folder) else '.')
            if path not in self._files:
                self._files[path] = house(self.given, load(path=path) if path else Settings.unset())
            self._known[folder] = self._files[path]
        return self._known[folder]


class Given(NamedTuple):
    """What every command on copy is given: the files, how to read them, and the settings near each.

    `walked`: for the files that were found in a folder, their paths from there.
    """

    paths: tuple[str, ...]
    encoding: str
    houses: Houses
    failures: Failures
    roles: Mapping[int, str]
    walked: Mapping[str, str] = {}

    def each(self, shown: str = '') -> Iterator[tuple[str, Article, House]]:
        """The articles that can be read, by name, with their house; what cannot is told and counted. `shown` names standard input."""
        for name in PROGRESS.through(self.paths, len(self.paths)):
            try:
                opened = self.open(name, shown)
            except (PressError, OSError) as wrong:
                self.failures.tell(wrong, name)
            else:
                yield opened

    def open(self, name: str, shown: str = '') -> tuple[str, Article, House]:
        """One article by the name it goes by, with its house. Raises PressError and OSError for what cannot be read."""
        called = shown if shown and name == STDIN else name
        article = read(name, self.encoding, called)
        return called, _with_roles(article, self.roles), self.houses.near(name)


def _with_roles(article: Article, roles: Mapping[int, str]) -> Article:
    if not roles:
        return article
    from presscopy.article.structure import by_editor

    return by_editor(article, roles)


def roles_given(pairs: tuple[str, ...], paths: tuple[str, ...]) -> dict[int, str]:
    """`--role 3=小标题` or `--role 5-8=诗行` as numbers of lines and names of roles.

    Raises PressError for what is not written so, for a role that there is none of, and for more than one manuscript.
    """
    if pairs and len(paths) > 1:
        raise PressError('只能给一篇稿件指定角色', '--role', '一次一篇')
    found: dict[int, str] = {}
    if pairs:
        from presscopy.article.structure import role_called, roles_listed
    for pair in pairs:
        row, _, called = pair.partition('=')
        role, (first, _, last) = role_called(called), row.partition('-')
        last = last or first
        if not (
            first.strip().isdecimal() and last.strip().isdecimal() and role and 0 <= int(last) - int(first) < MOST_ROWS
        ):
            raise PressError(f'看不懂“{pair}”', '--role', f'写成 行号=角色，如 3=小标题；角色有 {roles_listed()}')
        found |= dict.fromkeys(range(int(first), int(last) + 1), role)
    return found


def on_given(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the arguments that all commands on copy share (`options.COPY`), as one `Given`."""

    def run(
        paths: tuple[str, ...],
        select: str | None,
        ignore: str | None,
        encoding: str,
        role: tuple[str, ...],
        config: str | None,
        force_exclude: bool,
        lang: str | None,
        fail_level: str | None = None,
        **rest: Any,
    ) -> int:
        houses, failures = Houses(Choices(select, ignore, lang, config, fail_level)), Failures()
        walked: Mapping[str, str] = {}
        if force_exclude or any(os.path.isdir(path) for path in paths):
            from presscopy.cli.folders import named

            paths, walked = named(paths, houses, failures, force_exclude)
        return command(Given(paths, encoding, houses, failures, roles_given(role, paths), walked), **rest)

    return run
