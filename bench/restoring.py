"""How fast clean copy is read and looked through for damage, and how often damaged runs come back right.

    python -m bench.restoring
    python -m bench.restoring --runs 240

In: the reference material (`../shared`, or $PRESSCOPY_SHARED): its clean articles for speed, their Traditional forms for the damage; without it the tests'
sentences. Out: MB/s of read + restore over 6 MB (least of 5), and of the runs that the simulator (`tests/restore/gloss_simulator.py`) damages: how many are
sure, right, right first, right among the five shown. A run that swallowed an ASCII character (a digit, a letter) cannot be told by anybody; how many of the
others were not told is counted apart.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import Counter
from pathlib import Path

from presscopy import desk
from presscopy.config import House
from presscopy.formats import files
from presscopy.restore.inversion import agreed, settled
from presscopy.script.convert import by_table
from presscopy.text.characters import characters_of
from presscopy.text.finding import Fix
from tests.restore.sentences import SENTENCES
from tests.restore.trials import hits, trials

PROJECT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get('PRESSCOPY_SHARED', PROJECT.parent / 'shared'))
MEGABYTES = 6


def speed() -> None:
    texts = [path.read_text(encoding='utf-8') for path in sorted(SHARED.glob('pressbench/articles/*/gold.txt'))]
    text = '\n'.join(texts or SENTENCES)
    text = (text + '\n') * (MEGABYTES * 1_000_000 // len(text.encode()))
    for encoding in ('utf-8', 'gb18030'):
        data, best = text.encode(encoding), float('inf')
        for _ in range(5):
            characters_of.cache_clear()
            begin = time.process_time()
            desk.Desk(files.read(data, 'a.txt'), House(), Fix.SAFE).restore()
            best = min(best, time.process_time() - begin)
        print(f'read + restore, clean {encoding}: {len(data) / 1e6 / best:.0f} MB/s')


def copies() -> list[list[str]]:
    """Traditional copy that GBK can write, in files."""
    found = [
        path.read_text(encoding='utf-8').splitlines() for path in sorted(SHARED.glob('pressbench/inputs/trad_t/*.txt'))
    ]
    return [
        [line for line in lines if line.strip() and line.encode('gbk', 'ignore').decode('gbk') == line]
        for lines in found
    ]


def recovery(files_of_damage: int) -> None:
    for name, copy in (('sentences', []), ('articles', copies())):
        counts: Counter[str] = Counter()
        for n in range(files_of_damage):
            draw = random.Random(n)
            if name == 'articles' and not copy:
                return
            lines = draw.sample(SENTENCES, 24) if name == 'sentences' else copy[n % len(copy)]
            for trial in trials(lines, hits(lines, by_table), draw, n % 2 == 1, by_table):
                right, sure = trial.right, bool(settled(trial.candidates))
                part = None if sure else agreed(trial.candidates, trial.line)
                counts['runs'] += 1
                counts['sure'] += sure
                counts['wrong'] += sure and not right[0]
                counts['all but its last mark'] += part is not None
                counts['wrong'] += part is not None and not (trial.wrote or '').startswith(part.text[:-1])
                counts['first'] += any(right[:1])
                counts['five'] += any(right[:5])
                lost = any(char.isascii() for char in trial.wrote or '') and not any(right[:5])
                counts['an ASCII character swallowed'] += lost
        told = counts['runs'] - counts['an ASCII character swallowed']
        print(
            f'{name}: {counts["runs"]} runs; sure {counts["sure"] / counts["runs"]:.1%}, all but the mark at the end of the line '
            f'{counts["all but its last mark"] / counts["runs"]:.1%}, of these wrong {counts["wrong"]}; right first '
            f'{counts["first"] / counts["runs"]:.1%}, among five {counts["five"] / counts["runs"]:.1%}; where no ASCII character was swallowed '
            f'({told}): first {counts["first"] / told:.1%}, among five {counts["five"] / told:.1%}'
        )


def main() -> None:
    parser = argparse.ArgumentParser(description='Speed of reading and restoring; recovery of damaged runs.')
    parser.add_argument('--runs', type=int, default=120, help='simulated files of each kind')
    asked = parser.parse_args()
    speed()
    recovery(asked.runs)


if __name__ == '__main__':
    main()
