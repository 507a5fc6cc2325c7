"""`--baseline`: what was found once and is let stand, so that a run tells only what is new.

A file of JSON beside the copy, made to be kept under version control: for each file, by its path from the baseline's folder, how often each fault stands in
which line. A line is known by its text without white space (`fingerprint.py`), so that it may move; a line that was rewritten is new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from presscopy.errors import PressError
from presscopy.report.fingerprint import marks
from presscopy.report.located import Located

VERSION = 1


class Baseline(NamedTuple):
    """Counts of faults by file and mark; paths are from `folder`."""

    folder: str
    files: Mapping[str, Mapping[str, int]]

    def key(self, name: str) -> str:
        """A file as the baseline calls it."""
        return name if name == '-' else os.path.relpath(name, self.folder).replace(os.sep, '/')

    def new(self, found: Sequence[Located], text: str, name: str) -> list[Located]:
        """The findings of a file that the baseline does not know, those that are known taken off in order of place."""
        known = Counter(self.files.get(self.key(name), {}))
        told = marks(found, text)
        kept: dict[int, Located] = {}
        for n in sorted(range(len(found)), key=lambda n: found[n].span):
            if known[told[n]] > 0:
                known[told[n]] -= found[n].many
            else:
                kept[n] = found[n]
        number = {old: new for new, old in enumerate(sorted(kept))}
        return [kept[n]._replace(merged=number.get(kept[n].merged, -1)) for n in sorted(kept)]

    def with_files(self, counted: Mapping[str, Mapping[str, int]]) -> Baseline:
        """With these counts in the place of those files'; files that are gone are left out."""
        old = {key: marks for key, marks in self.files.items() if os.path.exists(os.path.join(self.folder, key))}
        return self._replace(files={**old, **{self.key(name): marks for name, marks in counted.items()}})

    def written(self) -> str:
        """The file, the same whenever the findings are, a line a mark."""
        files = {key: dict(sorted(marks.items())) for key, marks in sorted(self.files.items()) if marks}
        return json.dumps({'version': VERSION, 'files': files}, ensure_ascii=False, indent=1) + '\n'


def counted(found: Sequence[Located], text: str) -> Counter[str]:
    """How often each fault stands in which line."""
    counts: Counter[str] = Counter()
    for one, mark in zip(found, marks(found, text), strict=True):
        counts[mark] += one.many
    return counts


def read(path: str, may_be_missing: bool = False) -> Baseline:
    """The baseline in a file. Raises PressError when there is none, and when it is not what `--write-baseline` wrote."""
    folder = os.path.dirname(os.path.abspath(path))
    try:
        with open(path, encoding='utf-8') as file:
            told = json.load(file)
    except FileNotFoundError:
        if may_be_missing:
            return Baseline(folder, {})
        raise PressError('没有这个基线文件', path, '用 --write-baseline 记下现有的问题') from None
    except (ValueError, RecursionError):
        raise PressError('不是基线文件', path, '用 --write-baseline 重写') from None
    files = told.get('files') if isinstance(told, dict) and told.get('version') == VERSION else None
    if not isinstance(files, dict) or not all(_counts(marks) for marks in files.values()):
        raise PressError('不是这一版的基线文件', path, '用 --write-baseline 重写')
    return Baseline(folder, files)


def _counts(marks: object) -> bool:
    return isinstance(marks, dict) and all(isinstance(count, int) for count in marks.values())
