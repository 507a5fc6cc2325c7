"""Script conversion beside its peers: megabytes a second, each in a process of its own, pinned to one core, in turns.

    python bench/conversion.py --opencc /peers/cpp/bin/python --zhconv /peers/zhrs/bin/python

In: texts made from what is at hand, with well over 5,000 distinct characters: every word of the dictionary of opencc-python-reimplemented in Traditional form,
and the reference material's Traditional articles where they are there; shuffled, in lines: news with one in fifty, the big text with one in seven from the dictionary (which holds far more
characters with several forms than news does). Out: the median of the rounds in MB/s of UTF-8, and each as a ratio
to the first peer that is there. A peer is a Python in a virtual environment of its own (several packages own the module name `opencc`):

    opencc       pip install opencc         (OpenCC's C++)
    zhconv-rs    pip install zhconv-rs
    the package  opencc-python-reimplemented, in this environment; it is asked for a tenth of the text

With `--news FILE` the first million bytes of a text of your own, in Traditional script, stand in the table too: news of many hands holds
far more different words than a few shuffled articles, which flatter every cache. With `--clean FILE`, published Simplified copy, the lines
that each changes, in one pass and in a second one over its own outcome; there nothing is to be changed.

Also: CPU of import and first conversion over a bare interpreter, an installed copy, least of 15.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get('PRESSCOPY_SHARED', PROJECT.parent / 'shared'))
SIZES = {'seed': 8_000, 'news': 920_000, 'big': 8_000_000}  # bytes of UTF-8
ARTICLES = {'seed': 1.0, 'news': 0.98, 'big': 0.85}  # the share of lines from articles; the rest from the dictionary
# a worker: makes its converter, then for every line that names a file converts it and says how long that took
WORKER = """
import sys, time, json
{make}
for line in sys.stdin:
    text = open(line.strip(), encoding='utf-8').read()
    times = []
    for _ in range({repeat}):
        begin = time.perf_counter()
        made = convert(text)
        times.append(time.perf_counter() - begin)
    import hashlib
    print(json.dumps([min(times), hashlib.sha256(made.encode()).hexdigest()]), flush=True)
"""
OURS = "from presscopy.script.convert import Converter\nc = Converter('t2s', plain={plain}, backend='{backend}')\nconvert = c.convert"
AUTO = "from presscopy.script.convert import Converter\nconvert = Converter('auto').convert"
CLEAN = """
import sys
{make}
lines = open(sys.argv[1], encoding='utf-8').read().split('\\n')
once = [convert(line) for line in lines]
twice = [convert(line) for line in once]
changed = sum(a != b for a, b in zip(lines, once)), sum(a != b for a, b in zip(once, twice))
print(f'{{len(lines):,}} lines: {{changed[0]}} changed, {{changed[1]}} changed again')
"""
ACCOUNT = (
    "from presscopy.script.convert import Converter\nc = Converter('t2s')\nconvert = lambda text: c.account(text).text"
)


def every(chars: list[str]) -> list[str]:
    """Every character once, so that no cache is flattered."""
    return [''.join(chars[i : i + 40]) for i in range(0, len(chars), 40)]


def made_text(size: int, draw: random.Random, share: float = 0.85) -> str:
    from presscopy.script import dictionaries

    words = [value for one in dictionaries.choices(dictionaries.find()['STPhrases']).values() for value in one]
    chars = list(dictionaries.read(dictionaries.find()['STCharacters']).values())
    chars = [*dict.fromkeys(''.join((*chars, *words)))]
    articles = [
        line
        for path in sorted(SHARED.glob('pressbench/inputs/trad_*/*.txt'))
        for line in path.read_text(encoding='utf-8').splitlines()
        if line.strip()
    ]
    lines = every(chars) if size > 500_000 else []
    length = 0
    while length < size:
        if articles and draw.random() < share:
            line = draw.choice(articles)
        else:
            line = '，'.join(''.join(draw.choices(words, k=4)) for _ in range(8)) + draw.choice(chars) + '。'
        lines.append(line)
        length += len(line.encode()) + 1
    return '\n'.join(lines) + '\n'


class Worker:
    """A converter in a process of its own, on one core."""

    def __init__(self, name: str, python: str, make: str, repeat: int) -> None:
        self.name = name
        core = max(os.sched_getaffinity(0))
        self.process = subprocess.Popen(
            [python, '-c', WORKER.format(make=make, repeat=repeat)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        )
        self.seen: dict[str, list[float]] = {}
        self.digests: dict[str, str] = {}

    def ask(self, key: str, path: str) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(path + '\n')
        self.process.stdin.flush()
        took, digest = json.loads(self.process.stdout.readline())
        self.seen.setdefault(key, []).append(took)
        self.digests[key] = digest


def clean(path: Path, workers: list[tuple[str, str, str]]) -> None:
    """What each does to copy that is Simplified already."""
    for name, python, make in workers:
        told = subprocess.run([python, '-c', CLEAN.format(make=make), path], check=True, capture_output=True, text=True)
        print(f'{path.name}, {name}: {told.stdout.strip()}')


def startup(python: str) -> dict[str, float]:
    """CPU milliseconds over a bare interpreter, least of 15."""
    scripts = {
        'bare': 'pass',
        'first conversion': "import presscopy; presscopy.convert('後來沿著河走', 't2s')",
    }
    least: dict[str, float] = {}
    for _ in range(15):
        for name, script in scripts.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([python, '-c', script], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            took = 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            least[name] = min(took, least.get(name, took))
    return {name: took - least['bare'] for name, took in least.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description='Speed of script conversion beside its peers.')
    parser.add_argument('--opencc', metavar='PYTHON', help="a Python with OpenCC's C++ package")
    parser.add_argument('--zhconv', metavar='PYTHON', help='a Python with zhconv-rs')
    parser.add_argument('--installed', metavar='PYTHON', help='a Python with an installed presscopy, for the start')
    parser.add_argument('--news', metavar='FILE', type=Path, help='Traditional news of your own, UTF-8')
    parser.add_argument('--clean', metavar='FILE', type=Path, help='published Simplified copy, UTF-8')
    parser.add_argument('--rounds', type=int, default=9)
    asked = parser.parse_args()
    ways: list[tuple[str, str, str]] = [
        (f'presscopy {backend}', sys.executable, OURS.format(plain=True, backend=backend))
        for backend in ('standard', 'pillow', 'numpy')
    ]
    ways += [
        ('press standard', sys.executable, OURS.format(plain=False, backend='standard')),
        ('press auto', sys.executable, 'import numpy\n' + OURS.format(plain=False, backend='auto')),
        ('press account', sys.executable, ACCOUNT),
    ]
    peers = []
    if asked.opencc:
        peers.append(('opencc C++', asked.opencc, "import opencc\nconvert = opencc.OpenCC('t2s').convert"))
    if asked.zhconv:
        peers.append(
            ('zhconv-rs', asked.zhconv, "import zhconv_rs\nconvert = lambda text: zhconv_rs.zhconv(text, 'zh-hans')")
        )
    package = ('the package', sys.executable, "from opencc import OpenCC\nconvert = OpenCC('t2s').convert")
    with tempfile.TemporaryDirectory() as folder:
        paths: dict[str, str] = {}
        sizes: dict[str, int] = {}
        texts = {key: made_text(size, random.Random(size), ARTICLES[key]) for key, size in SIZES.items()}
        if asked.news:
            own = asked.news.read_bytes()[:1_000_000].decode('utf-8', 'ignore')
            texts['own news'] = '\n'.join(every(sorted({*texts['news']} - {*own, '\n'}))) + '\n' + own
        for key, text in texts.items():
            paths[key], sizes[key] = os.path.join(folder, f'{key}.txt'), len(text.encode())
            Path(paths[key]).write_text(text, encoding='utf-8', newline='')
            print(f'{key}: {sizes[key] / 1e6:.2f} MB, {len(set(text)):,} distinct characters')
        workers = [Worker(name, python, make, 3) for name, python, make in (*peers, *ways)]
        slow = Worker(*package, 1)
        for round_ in range(asked.rounds):
            for key, path in paths.items():
                for worker in workers:
                    worker.ask(key, path)
                if key == 'seed' or (key.endswith('news') and round_ < 3):
                    slow.ask(key, path)
        report([*workers, slow], sizes)
    if asked.clean:
        forced = OURS.format(plain=False, backend='standard')
        clean(asked.clean, [('auto', sys.executable, AUTO), ('t2s', sys.executable, forced), *peers])
    if asked.installed:
        print(
            'over a bare interpreter, ms CPU:',
            {name: round(took, 1) for name, took in startup(asked.installed).items() if name != 'bare'},
        )


def ours(workers: list[Worker]) -> list[Worker]:
    return [worker for worker in workers if worker.name.startswith('presscopy')]


def report(workers: list[Worker], sizes: dict[str, int]) -> None:
    median: Callable[[list[float]], float] = statistics.median
    first = workers[0]
    print(f'{"MB/s":22}' + ''.join(f'{key:>10}{"ratio":>8}' for key in sizes))
    for worker in workers:
        cells = ''
        for key, size in sizes.items():
            if key not in worker.seen:
                cells += f'{"–":>10}{"":>8}'
                continue
            took = median(worker.seen[key])
            cells += f'{size / 1e6 / took:10.1f}{median(first.seen[key]) / took:8.2f}'
        print(f'{worker.name:22}{cells}')
    slowest = workers[-1]
    for key in slowest.seen:
        print(
            f'{key}, standard to {slowest.name}: {median(slowest.seen[key]) / median(ours(workers)[0].seen[key]):.1f}'
        )
    alike = all(len({worker.digests[key] for worker in ours(workers)}) == 1 for key in sizes)
    print('the three ways give the same:', alike)
    for peer in workers:
        if not peer.name.startswith(('presscopy', 'press ')):
            same = [key for key in peer.digests if peer.digests[key] == ours(workers)[0].digests[key]]
            print(f'the same as {peer.name}, byte by byte:', '、'.join(same) or '–')


if __name__ == '__main__':
    main()
