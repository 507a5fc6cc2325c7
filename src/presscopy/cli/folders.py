"""Folders among the arguments: the copy in them, in order of name.

Taken are text, Markdown and Word files, or what `include` in the settings names; left are hidden files and folders, what `exclude` names, what git ignores
(`.gitignore` at every level, https://git-scm.com/docs/gitignore), and folders behind symbolic links. `include` and `exclude` are written like a .gitignore, from
the folder of the settings file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from presscopy.errors import PressError
from presscopy.formats.files import MARKDOWN

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from presscopy.cli.common import Failures, Houses

ENDINGS = ('.txt', *MARKDOWN, '.docx')
HIDDEN = ('.', '~$')  # and what Word leaves beside an open file


class Named(NamedTuple):
    """The files that the arguments come to, and for each that was found in a folder its path from there."""

    paths: tuple[str, ...]
    walked: Mapping[str, str]


def named(paths: tuple[str, ...], houses: Houses, failures: Failures, force_exclude: bool) -> Named:
    """The arguments with files in the place of folders; a file is taken once. A folder without copy is told, and is
    a failure when it leaves nothing to do.

    With `force_exclude` files that were named are left out as well, when `exclude` says so.
    """
    if force_exclude:
        paths = tuple(path for path in paths if not _excluded(path, houses))
    folders = [path for path in paths if os.path.isdir(path)]
    if not folders:
        return Named(paths, {})
    told = [path for path in paths if path not in folders]
    known = {os.path.abspath(path) for path in told}
    found: list[str] = []
    walked: dict[str, str] = {}
    for path in paths:
        if path not in folders:
            found.append(path)
            continue
        walk = _Walk(path, houses, failures)
        inside = sorted(walk.files(), key=lambda name: name.split('/'))
        for below in inside:
            name = os.path.normpath(os.path.join(path, below))
            if os.path.abspath(name) not in known:
                known.add(os.path.abspath(name))
                found.append(name)
                walked[name] = below
        if not inside:
            failures.note(f'{path}：文件夹里没有要看的稿件（.txt .md .docx）{walk.why()}')
    failures.count += not found and not failures.count
    return Named(tuple(found), walked)


class Ignores(NamedTuple):
    """Patterns in the manner of .gitignore, with the folders that they are written from; the nearest folder's word is the last."""

    levels: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    def below(self, folder: str, lines: Iterable[str]) -> Ignores:
        """These, and those of one folder more."""
        from pathspec import GitIgnoreSpec

        return Ignores((*self.levels, (folder, GitIgnoreSpec.from_lines(lines))))

    def match(self, path: str, is_folder: bool) -> bool:
        """Whether the patterns are about this path, absolute."""
        for folder, spec in reversed(self.levels):
            below = path[len(folder) :].lstrip(os.sep).replace(os.sep, '/')
            said = spec.check_file(f'{below}/' if is_folder else below).include
            if said is not None:
                return said
        return False


class _Walk:
    """One folder that was named."""

    def __init__(self, folder: str, houses: Houses, failures: Failures) -> None:
        self.folder, self.houses, self.failures = folder, houses, failures
        self.left = 0

    def files(self) -> Iterator[str]:
        """Every manuscript, by its path from the folder, with slashes."""
        top = os.path.abspath(self.folder)
        above = _from_above(top)
        # one who names an ignored folder means it
        yield from self._in(top, '', Ignores() if above.match(top, is_folder=True) else above)

    def _in(self, folder: str, below: str, ignores: Ignores) -> Iterator[str]:
        try:
            self.houses.settings(folder)
            entries = sorted(os.scandir(folder), key=lambda one: one.name)
        except (OSError, PressError) as wrong:
            self.failures.tell(wrong, os.path.join(self.folder, below))
            return
        if any(one.name == '.gitignore' for one in entries):
            ignores = ignores.below(folder, _lines(os.path.join(folder, '.gitignore')))
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.name.startswith(HIDDEN) or not (is_folder or (entry.is_file() and self._is_copy(entry.path))):
                continue
            if ignores.match(entry.path, is_folder) or _excluded(entry.path, self.houses, is_folder):
                self.left += 1
            elif is_folder:
                yield from self._in(entry.path, f'{below}{entry.name}/', ignores)
            else:
                yield f'{below}{entry.name}'

    def _is_copy(self, path: str) -> bool:
        settings = self.houses.settings(os.path.dirname(path))
        if not settings.house.include:
            return path.lower().endswith(ENDINGS)
        return _spec(settings.house.include, settings.path).match(path, is_folder=False)

    def why(self) -> str:
        """A word on what was left out."""
        return f'，跳过了 .gitignore 和 exclude 所列的{self.left}项' if self.left else ''


def _excluded(path: str, houses: Houses, is_folder: bool = False) -> bool:
    try:
        settings = houses.settings(os.path.dirname(path))
    except PressError:
        return False  # told when the file itself is opened
    if not settings.house.exclude:
        return False
    spec, full = _spec(settings.house.exclude, settings.path), os.path.abspath(path)
    return spec.match(full, is_folder)


_SPECS: dict[tuple[str, tuple[str, ...]], Ignores] = {}


def _spec(patterns: tuple[str, ...], settings_file: str) -> Ignores:
    key = settings_file, patterns
    if key not in _SPECS:
        _SPECS[key] = Ignores().below(os.path.dirname(os.path.abspath(settings_file)), patterns)
    return _SPECS[key]


def _from_above(folder: str) -> Ignores:
    """What git ignores in this folder by the .gitignore files above it, as far as the top of the repository."""
    chain, at = [], folder
    while not os.path.exists(os.path.join(at, '.git')):
        parent = os.path.dirname(at)
        if parent == at:
            return Ignores()
        chain.append(at)
        at = parent
    ignores = Ignores()
    if lines := _lines(os.path.join(at, '.git', 'info', 'exclude')):
        ignores = ignores.below(at, lines)
    above = [at, *reversed(chain)][:-1]
    for one in above:
        if lines := _lines(os.path.join(one, '.gitignore')):
            ignores = ignores.below(one, lines)
    return ignores


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding='utf-8', errors='replace') as file:
            return [line for line in file.read().splitlines() if line.strip() and not line.startswith('#')]
    except OSError:
        return []
