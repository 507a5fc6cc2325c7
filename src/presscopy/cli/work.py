"""The same work on every file, here or spread over processes. What goes wrong with one file does not stop the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from presscopy.cli.common import STDIN
from presscopy.cli.progress import PROGRESS
from presscopy.errors import PressError


class Outcome(NamedTuple):
    """What came of one file: the value, or what went wrong."""

    name: str
    value: Any = None
    wrong: PressError | OSError | None = None


class Safely(NamedTuple):
    """Work of which every end is an outcome."""

    work: Callable[[str], Any]

    def on(self, name: str) -> Outcome:
        """Do it on one file."""
        try:
            return Outcome(name, self.work(name))
        except (PressError, OSError) as wrong:
            return Outcome(name, wrong=wrong)
        except Exception as wrong:
            if os.environ.get('PRESSCOPY_DEBUG'):
                raise
            what = '内存不够' if isinstance(wrong, MemoryError) else f'程序出错：{type(wrong).__name__}: {wrong}'
            remedy = '稿件没有改动；请把稿件和这条信息发给 presscopy 的维护者'
            return Outcome(name, wrong=PressError(what, name, remedy))


@contextmanager
def on_each(work: Callable[[str], Any], paths: tuple[str, ...], jobs: int) -> Generator[Iterator[Outcome], None, None]:
    """The outcomes in the order of the files, with progress told; no process is left when the block ends. `work` must go through pickle."""
    outcomes = _outcomes(Safely(work), paths, jobs)
    try:
        yield PROGRESS.through(outcomes, len(paths))
    finally:
        PROGRESS.clear()
        outcomes.close()


def _outcomes(safely: Safely, paths: tuple[str, ...], jobs: int) -> Generator[Outcome, None, None]:
    count = 1
    if len(paths) > 1 and STDIN not in paths:
        from presscopy.cli import pool

        count = pool.workers(paths, jobs)
    if count < 2:
        yield from map(safely.on, paths)
        return
    for one in pool.spread(safely.on, paths, count):
        if isinstance(one, pool.Died):
            lost = PressError('程序中断了，这一篇没有做完', one.name, '可能是内存不够：用 --jobs 1 再试，或把文件分开')
            one = Outcome(one.name, wrong=lost)
        yield one
