"""Many files at once: the same work on each, spread over processes, the results in the order of the files.

Each worker has a pipe of its own, takes a few files at a time and sends back what came of them. A worker that dies costs one file only; when the run ends
early, all workers end with it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

WORTH = 15_000  # bytes of copy for each worker; less is done before a worker is up
BATCH = (
    32  # files handed over at once, while they are small: one by one the handing over would take longer than the work
)
AHEAD = 4 * BATCH  # results per worker that may wait for one that comes before them


class Died(NamedTuple):
    """The worker ended in the midst of this."""

    name: str


def workers(paths: Sequence[str], jobs: int) -> int:
    """How many processes this is worth: `jobs` if the user said, else by the number of files and their size; 1 is this process."""
    if len(paths) < 2:
        return 1
    if jobs:
        return min(jobs, len(paths))
    most = min(_processors(), len(paths))
    if most < 2:
        return 1
    return max(1, min(most, sum(map(_size, paths)) // WORTH))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count() or 1


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def spread(work: Callable[[str], Any], names: Sequence[str], count: int) -> Iterator[Any]:
    """`work(name)` for every name, in order, by `count` workers; `Died` in the place of what a worker took with it.

    `work` and what it returns must go through pickle.
    """
    crew = _Crew(work, count)
    try:
        yield from crew.results(names)
    finally:
        crew.dismiss()


def _batches(names: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """The numbers of the files, in batches of not too many nor too much."""
    batch: list[int] = []
    size = 0
    for n, name in enumerate(names):
        batch.append(n)
        size += _size(name)
        if len(batch) == BATCH or size >= WORTH:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


class _Worker(NamedTuple):
    pipe: Connection
    process: BaseProcess


class _Crew:
    def __init__(self, work: Callable[[str], Any], count: int) -> None:
        import multiprocessing
        import sys

        self.work = work
        # a copy of this process has all that is read and compiled already; elsewhere it is not safe
        way = 'fork' if sys.platform == 'linux' else 'spawn'
        self.context: BaseContext = multiprocessing.get_context(way)
        self.idle: list[_Worker] = []
        self.todo: deque[tuple[int, ...]] = deque()
        self.busy: dict[Connection, tuple[_Worker, tuple[int, ...]]] = {}
        for _ in range(count):
            self._hire()

    def _hire(self) -> None:
        ours, theirs = self.context.Pipe()
        # a copied process holds our ends too, and must let go of them to see us end
        held = [worker.pipe for worker in self._all()] + [ours]
        forked = self.context.get_start_method() == 'fork'
        process = self.context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(self.work, theirs, held if forked else ()), daemon=True
        )
        process.start()
        theirs.close()
        self.idle.append(_Worker(ours, process))

    def _all(self) -> list[_Worker]:
        return [*self.idle, *(worker for worker, _ in self.busy.values())]

    def results(self, names: Sequence[str]) -> Iterator[Any]:
        """What came of each name, in order."""
        from multiprocessing.connection import wait

        self.todo = deque(_batches(names))
        done: dict[int, Any] = {}
        most = AHEAD * len(self.idle)
        for n in range(len(names)):
            while n not in done:
                while self.idle and self.todo and self.todo[0][0] < n + most:
                    self._give(self.todo.popleft(), names, done)
                if n not in done and self.busy:
                    for pipe in wait(list(self.busy)):
                        self._take(pipe, names, done)  # type: ignore[arg-type]
            yield done.pop(n)

    def _give(self, batch: tuple[int, ...], names: Sequence[str], done: dict[int, Any]) -> None:
        worker = self.idle.pop()
        self.busy[worker.pipe] = worker, batch
        try:
            worker.pipe.send([names[n] for n in batch])
        except OSError:
            self._bury(worker.pipe, names, done)

    def _take(self, pipe: Connection, names: Sequence[str], done: dict[int, Any]) -> None:
        try:
            results = pipe.recv()
        except (EOFError, OSError):
            self._bury(pipe, names, done)
            return
        worker, batch = self.busy.pop(pipe)
        done.update(zip(batch, results, strict=True))
        self.idle.append(worker)

    def _bury(self, pipe: Connection, names: Sequence[str], done: dict[int, Any]) -> None:
        """A worker is dead: of several files, each is tried by itself; of one, that one is lost."""
        worker, batch = self.busy.pop(pipe)
        if len(batch) == 1:
            done[batch[0]] = Died(names[batch[0]])
        else:
            self.todo.extendleft((n,) for n in reversed(batch))
        pipe.close()
        worker.process.join()
        self._hire()

    def dismiss(self) -> None:
        for worker in self._all():
            worker.process.terminate()
        for worker in self._all():
            worker.process.join()
            worker.pipe.close()


def _serve(work: Callable[[str], Any], pipe: Connection, held: Sequence[Connection]) -> None:
    """A worker's life. An interrupt from the keyboard reaches all processes; it is for the first to act on."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in held:
        other.close()
    while True:
        try:
            names = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        try:
            pipe.send([work(name) for name in names])
        except BrokenPipeError:
            os._exit(0)
