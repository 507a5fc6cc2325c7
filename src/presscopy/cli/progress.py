"""How far long work has come, on the terminal; and what is said above that line."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

AFTER = 2.0  # seconds of work before it is worth a word
EVERY = 0.1  # seconds between two looks of the eye
Item = TypeVar('Item')


class Progress:
    """One line on standard error that tells how many of how many are done; nothing where standard error is no terminal."""

    def __init__(self) -> None:
        self.started = self.told = 0.0
        self.standing = False

    def through(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        """The items, with a word on how many are done while the next one is worked on."""
        if total < 2 or not sys.stderr.isatty():
            yield from items
            return
        self.started = time.monotonic()
        for done, item in enumerate(items):
            self.clear()
            self._tell(done, total)
            yield item
            self._tell(done + 1, total)
        self.clear()

    def _tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.started >= AFTER and now - self.told >= EVERY:
            self.told, self.standing = now, True
            sys.stderr.write(f'\r\x1b[K看了 {done}/{total} …')
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, for something else is to be said."""
        if self.standing:
            self.standing = False
            sys.stderr.write('\r\x1b[K')
            sys.stderr.flush()


PROGRESS = Progress()


def echo(text: Any = '', err: bool = False, nl: bool = True) -> None:
    """Say something in the place of the line of progress."""
    PROGRESS.clear()
    stream = sys.stderr if err else sys.stdout
    try:
        stream.write(f'{text}\n' if nl else str(text))
        stream.flush()
    except BrokenPipeError:
        if not err:
            raise
        # nobody hears what is said beside the work; the work goes on
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
