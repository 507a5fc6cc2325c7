"""What a command costs before and beside its work: CPU over a bare interpreter, and peak memory.

    python bench/startup.py [ARTICLE]        # the real article of the reference material by default

CPU is user plus system time of the whole process, the least of several runs, on one core where the system lets us choose.
Run it with an installed copy (`pip install .`), whose modules are compiled; an editable install compiles them anew where no
bytecode may be written.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from pressbench import shared_folder

RUNS = 15


def cpu(*words: str) -> float:
    """Milliseconds of CPU of one process, the least of RUNS."""
    best = float('inf')
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best * 1000


def peak(*words: str) -> float:
    """Megabytes of memory at the most, of one process."""
    code = (
        'import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True);'
        'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)'
    )
    done = subprocess.run([sys.executable, '-c', code, sys.executable, *words], capture_output=True, check=True)
    return float(done.stdout)


def long_copy(shared: Path, characters: int) -> str:
    """Traditional copy of that length, from the open inputs."""
    texts = [
        path.read_text(encoding='utf-8-sig') for path in sorted((shared / 'pressbench/inputs/seedlike').glob('*.txt'))
    ]
    whole = '\n'.join(texts)
    return (whole * (characters // len(whole) + 1))[:characters]


def main() -> None:
    """Print the figures."""
    if hasattr(os, 'sched_setaffinity'):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    shared = shared_folder(None)
    article = sys.argv[1] if len(sys.argv) > 1 else str(shared / 'seed/article.txt')
    subprocess.run([sys.executable, '-m', 'presscopy', 'check', article], capture_output=True)  # fill the caches
    bare = cpu('-c', 'pass')
    print(f'bare interpreter             {bare:6.0f} ms')
    print(f'--version, whole process     {cpu("-m", "presscopy", "--version"):6.0f} ms')
    print(f'import click, over bare      {cpu("-c", "import click") - bare:6.0f} ms')
    print(f'check, over bare             {cpu("-m", "presscopy", "check", article) - bare:6.0f} ms')
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, 'long.txt')
        path.write_text(long_copy(shared, 322_000), encoding='utf-8')
        memory = peak('-m', 'presscopy', 'fix', str(path), '-o', str(Path(folder, 'out.txt')))
        print(f'fix, 322,000 characters      {memory:6.0f} MB at the most')


if __name__ == '__main__':
    main()
