"""Ten thousand spoiled files: whatever comes in, the desk answers with an article or a message, soon and in bounded memory.

In: the samples, and with the reference material (`../shared`, or $PRESSCOPY_SHARED) its inputs; each in several encodings, as Markdown and as Word files.
Spoiled by flipped bits, truncation, spliced encodings, swapped and repeated pieces, NULs. Out: counts, the slowest case, the highest memory; exit code 1
when anything but an article or a PressError came back, or a case took more than 5 s a megabyte.

    python -m bench.fuzz --runs 10000
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from presscopy import desk
from presscopy.errors import PressError
from presscopy.formats import files
from presscopy.report.located import located

PROJECT = Path(__file__).resolve().parent.parent
ENCODINGS = ('utf-8', 'utf-8-sig', 'gb18030', 'utf-16', 'utf-16-le', 'utf-32', 'big5hkscs')
SECONDS_A_MEGABYTE = 5.0
GRACE = 2.0  # seconds for any file, however small


def seeds(shared: Path) -> list[tuple[str, bytes]]:
    """Sound files to spoil: name and bytes."""
    texts = [path.read_text(encoding='utf-8') for path in sorted((PROJECT / 'samples').glob('*.txt'))]
    found: list[tuple[str, bytes]] = []
    for path in sorted(shared.glob('pressbench/inputs/*/*')):
        if path.suffix == '.docx':
            found.append((path.name, path.read_bytes()))
        elif path.parent.name in ('glossed', 'seedlike', 'trad_tw', 'wrap'):
            texts.append(path.read_text(encoding='utf-8-sig'))
    for n, text in enumerate(texts):
        for encoding in ENCODINGS:
            found.append((f'{n}.txt', text.encode(encoding, 'replace')))
        found.append((f'{n}.md', ('# 题\n\n> ' + text.replace('\n', '\n\n**').replace('，', '，`')).encode()))
    return found


def spoiled(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    """One file, spoiled in one to three ways."""
    for _ in range(draw.randint(1, 3)):
        if not data:
            break
        way, at = draw.randrange(8), draw.randrange(len(data))
        piece = draw.choice(others)
        cut = draw.randrange(max(1, len(piece)))
        if way == 0:
            data = data[:at]
        elif way == 1:
            bits = bytearray(data)
            for _ in range(draw.choice((1, 5, 50))):
                bits[draw.randrange(len(bits))] ^= 1 << draw.randrange(8)
            data = bytes(bits)
        elif way == 2:
            data = data[:at] + piece[cut : cut + draw.randint(1, 2000)] + data[at:]
        elif way == 3:
            data = data[:at] + bytes(draw.randrange(256) for _ in range(draw.randint(1, 40))) + data[at:]
        elif way == 4:
            data = data[:at] + b'\0' * draw.randint(1, 9) + data[at:]
        elif way == 5:
            data = data[at:] + data[:at]
        elif way == 6:
            data = data[:at] + data[at : at + 30] * draw.randint(2, 200) + data[at:]
        else:
            data = data[:at] + data[at + draw.randint(1, 9) :]
    return data


def spoiled_word(data: bytes, draw: random.Random) -> bytes:
    """A Word file of which one part is spoiled and zipped again, or the zip itself."""
    if draw.random() < 0.3:
        return spoiled(data, [data], draw)
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, 'w', ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith(('.xml', '.rels'))]
        chosen = draw.choice(['word/document.xml', draw.choice(names)])
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, spoiled(body, [body], draw) if name == chosen else body)
    return out.getvalue()


def cases(runs: int, shared: Path, seed: int) -> Iterator[tuple[str, bytes]]:
    sound = seeds(shared)
    everything = [data for _, data in sound]
    for n in range(runs):
        draw = random.Random(seed * 1_000_003 + n)
        name, data = draw.choice(sound)
        try:
            yield name, spoiled_word(data, draw) if name.endswith('.docx') else spoiled(data, everything, draw)
        except BadZipFile:
            continue


def answer(name: str, data: bytes) -> str:
    """What the desk says to a file: read, or refused."""
    try:
        article = files.read(data, name)
    except PressError as wrong:
        assert str(wrong)
        return 'refused'
    edited = desk.edit(article)
    located(edited)
    try:
        files.write(edited.article, desk.manuscript(edited), 'utf-8')
    except PressError:
        return 'read, not written'
    return 'read'


def main() -> int:
    parser = argparse.ArgumentParser(description='Spoil files and see that each gets an answer.')
    parser.add_argument('--runs', type=int, default=10_000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--shared', type=Path, default=PROJECT.parent / 'shared')
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    slowest, worst = (0.0, 0, ''), 0.0
    for n, (name, data) in enumerate(cases(asked.runs, asked.shared, asked.seed)):
        begin = time.process_time()
        try:
            said = answer(name, data)
        except Exception:
            said = 'fault'
            print(f'--- case {n} {name}\n{traceback.format_exc(limit=-6)}')
        took = time.process_time() - begin
        if took > GRACE + SECONDS_A_MEGABYTE * len(data) / 1e6:
            said = 'slow'
            print(f'--- case {n} {name}: {took:.1f} s for {len(data)} bytes')
        counts[said] += 1
        slowest = max(slowest, (took, n, name))
        worst = max(worst, took / max(1e-3, len(data) / 1e6)) if len(data) > 20_000 else worst
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(', '.join(f'{word} {count}' for word, count in counts.most_common()))
    print(
        f'slowest {slowest[0]:.2f} s (case {slowest[1]}, {slowest[2]}); {worst:.1f} s a MB at most; peak {memory:.0f} MB'
    )
    return 1 if counts['fault'] or counts['slow'] else 0


if __name__ == '__main__':
    sys.exit(main())
