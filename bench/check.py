"""What the checker costs and how seldom it cries wolf, beside its peers in the same run.

    python bench/check.py --installed PYTHON [--autocorrect COMMAND] [--zhlint COMMAND] [--published FILE]

PYTHON is that of a virtual environment with `pip install .`, its modules compiled. COMMAND is the peer's own (`node_modules/.bin/autocorrect`). FILE is
published copy as text, a paragraph a line: for counting false findings and for the round trip, never shipped. Commands run whole, pinned to one core,
in turn, the middle of several runs; figures are milliseconds and, in brackets, presscopy's over the peer's.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pressbench import shared_folder

PROJECT = Path(__file__).resolve().parents[1]
SIZES = {'.5 MB': 500_000, '5 MB': 5_000_000}
HALF = {'，': ',', '。': '.', '：': ':', '；': ';', '？': '?', '！': '!', '（': '(', '）': ')', '“': '"', '”': '"'}
ROUND_TRIP = 1500  # paragraphs
NORMS = (
    'BD301',
    'BD302',
    'BD121',
    'BD110',
    'YC101',
)  # of the norms of 2011 and of GF 1001: the published copy is older


def seconds(words: Sequence[str], folder: str) -> float:
    """Wall time of one process."""
    start = time.perf_counter()
    subprocess.run(words, capture_output=True, cwd=folder)
    return time.perf_counter() - start


def in_turn(commands: dict[str, Sequence[str]], folder: str, runs: int) -> dict[str, float]:
    """The middle time of each command, milliseconds; the commands take turns."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, words in commands.items():
            times[name].append(seconds(words, folder) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def clean_copy(size: int) -> str:
    """Correct Simplified copy of about `size` bytes: the paragraphs of the samples after `fix`, over and over in changing order."""
    from presscopy import desk
    from presscopy.text.finding import Fix

    paragraphs: list[str] = []
    for path in sorted([*PROJECT.glob('samples/*.txt'), *PROJECT.glob('tests/samples/*.txt')]):
        text = desk.edit(desk.load(path), least=Fix.UNSAFE).article.text
        paragraphs += [line for line in text.split('\n') if len(line) > 30]
    chance, out, length = random.Random(7), [], 0
    while length < size:
        chance.shuffle(paragraphs)
        out += paragraphs
        length += sum(len(one.encode()) + 1 for one in paragraphs)
    return '\n'.join(out) + '\n'


def speed(given: argparse.Namespace) -> None:
    """Whole processes on the seed, .5 MB and 5 MB."""
    with tempfile.TemporaryDirectory() as folder:
        seed = shared_folder(None) / 'seed/article.txt'
        copies = {'seed': seed.read_text(encoding='utf-8'), **{name: clean_copy(size) for name, size in SIZES.items()}}
        own: dict[str, float] = {}
        for name, text in copies.items():
            (Path(folder) / 'copy.txt').write_text(text, encoding='utf-8')
            commands: dict[str, Sequence[str]] = {
                'presscopy': (given.installed, '-m', 'presscopy', 'check', 'copy.txt')
            }
            if given.autocorrect:
                commands['autocorrect'] = (given.autocorrect, '--lint', 'copy.txt')
                commands['autocorrect json'] = (given.autocorrect, '--lint', '--format', 'json', 'copy.txt')
            if given.zhlint and name == '.5 MB':
                commands['zhlint'] = (given.zhlint, 'copy.txt')
            found = in_turn(commands, folder, 9 if name == 'seed' else 5)
            own[name] = found['presscopy']
            told = '  '.join(
                f'{peer} {took:.0f}' + ('' if peer == 'presscopy' else f' ({own[name] / took:.2f})')
                for peer, took in found.items()
            )
            print(f'{name:<8}{told}')
        version = in_turn({'--version': (given.installed, '-m', 'presscopy', '--version')}, folder, 9)['--version']
        code = (
            'import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True);'
            'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)'
        )
        words = (sys.executable, '-c', code, given.installed, '-m', 'presscopy', 'check', 'copy.txt')
        peak = float(subprocess.run(words, capture_output=True, text=True, cwd=folder).stdout)
        print(f'--version {version:.0f}   5 MB: {peak:.0f} MB at the most, growth {own["5 MB"] / own[".5 MB"]:.1f}')


def published(path: Path, show: int) -> None:
    """False findings on published copy, and the marks that come back after they were made half-width."""
    from presscopy import codes, desk
    from presscopy.formats import files
    from presscopy.text.finding import Severity

    table = {0xFF10 + i: 48 + i for i in range(10)} | {0xFF21 + i: 65 + i for i in range(26)}
    table |= {0xFF41 + i: 97 + i for i in range(26)} | {0xFF05: ord('%'), 0xFF0E: ord('.')}
    text = path.read_text(encoding='utf-8').translate(table)
    paragraphs = text.split('\n')
    found: Counter[str] = Counter()
    samples: dict[str, list[str]] = {}
    for start in range(0, len(paragraphs), 400):
        article = files.read('\n'.join(paragraphs[start : start + 400]).encode(), 'copy.txt')
        for step in desk.edit(article).steps:
            for one in step.findings:
                found[one.code] += int(one.detail.get('count', 1))
                low, high = one.span
                samples.setdefault(one.code, []).append(
                    step.revision.text[max(0, low - 10) : high + 10].replace('\n', '⏎')[:60]
                )
    per = len(text) / 1e4
    levels = {
        level: sum(n for code, n in found.items() if codes.severity(code) == level and code not in NORMS)
        for level in (Severity.ERROR, Severity.WARNING)
    }
    errors, warnings = levels[Severity.ERROR], levels[Severity.WARNING]
    print(
        f'{len(text):,} characters: errors {errors / per:.3f}, errors and warnings {(errors + warnings) / per:.3f} in ten thousand ({", ".join(NORMS)} aside)'
    )
    for code, count in found.most_common():
        print(f'  {code} {count}' + ''.join(f'\n      {one}' for one in samples[code][:show]))
    round_trip(
        [one for one in paragraphs if len(one) > 60 and not one.isascii() and '"' not in one and '『' not in one]
    )


def round_trip(paragraphs: list[str]) -> None:
    """Marks made half-width and restored by `fix`."""
    from presscopy import desk
    from presscopy.article.article import Article

    chosen = random.Random(3).sample(paragraphs, min(ROUND_TRIP, len(paragraphs)))
    exact = right = marks = 0
    for paragraph in chosen:
        spoiled = paragraph.translate({ord(full): half for full, half in HALF.items()})
        back = desk.edit(Article.of(spoiled)).article.text
        clean = desk.edit(Article.of(paragraph)).article.text  # what is not at issue may be changed in both
        exact += back == clean
        places = [i for i, char in enumerate(clean) if char in HALF]
        marks += len(places)
        right += sum(back[i] == clean[i] for i in places) if len(back) == len(clean) else 0
    print(
        f'round trip of {len(chosen)} paragraphs: marks {right / marks:.4f}, paragraphs exact {exact / len(chosen):.3f}'
    )


def rests(rounds: int) -> None:
    """How many of generated texts a second `fix` leaves as they are."""
    from presscopy import desk
    from presscopy.article.article import Article

    chance = random.Random(11)
    pieces = [
        '今年',
        '以来',
        '全县',
        '增长',
        '了',
        '的',
        '（',
        '）',
        '“',
        '”',
        '"',
        ',',
        '.',
        ':',
        ';',
        '?',
        '!',
        '(',
        ')',
        '《',
        '》',
        '、',
        '……',
        '...',
        '——',
        '--',
        '-',
        '~',
        '10',
        '3.5%',
        '98年',
        '5-8',
        '二○二一',
        'OpenAI',
        'http://a.cn',
        '說',
        '後',
        '裏',
        '\n',
    ]
    at_rest = 0
    for _ in range(rounds):
        text = ''.join(chance.choice(pieces) for _ in range(chance.randint(3, 40)))
        once = desk.edit(Article.of(text)).article.text
        at_rest += not once.strip() or desk.edit(Article.of(once)).article.text == once
    print(f'second fix changes nothing: {at_rest} of {rounds}')


def main() -> None:
    """Print what the arguments allow to be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--installed', default='')
    parser.add_argument('--autocorrect', default='')
    parser.add_argument('--zhlint', default='')
    parser.add_argument('--published', type=Path)
    parser.add_argument('--show', type=int, default=0, help='examples of each finding on published copy')
    given = parser.parse_args()
    parts: list[Callable[[], None]] = [lambda: rests(2500)]
    if given.installed:
        if hasattr(os, 'sched_setaffinity'):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        parts.append(lambda: speed(given))
    if given.published:
        parts.append(lambda: published(given.published, given.show))
    for part in parts:
        part()


if __name__ == '__main__':
    main()
