"""Layout beside its peers: the faults of columns, the colour of lines, speed, memory, size; and one column set by each.

    python -m bench.layout --installed PYTHON --typst PYTHON --weasyprint PYTHON [--only faults,pitch,speed] [--picture FILE.png]

`--installed`: where presscopy is installed for use (`pip install .`, bytecode compiled); the peers: interpreters of environments that have
the packages `typst` and `weasyprint`; ReportLab's platypus is in presscopy's own. A peer that is not named is left out. Every tool sets the
same text with the same faces, size, leading, measure and two columns (`setters.py`). Pages are judged from the PDF alone (`tests/pages`).
Times are of wall, tools taking turns on one core, medians; what processes used of the core stands beside.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from tests.pages import breaks
from tests.pages.judge import NOTHING, Report, judge
from tests.pages.lines import PARAGRAPHS
from tests.pages.measures import Share

shared_folder = import_module('bench.pressbench').shared_folder  # by its name here: mypy knows the file by another

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / 'fonts'
LONG = 142_000  # characters
WIDTHS = range(12, 31)  # em
LOOKED_AT = (13, 18, 22, 27)
SEED_BOUNDS = {13: 1.09, 18: 1.045, 22: 1.045, 27: 1.015}
SLACK = 0.01  # em: by how much a line may be looser than Typst's
NEWSPRINT, BOOK = 9.0, 10.5  # points
SHOWN = 27  # lines in the picture
A4 = (595.276, 841.89)
Blocks = Sequence[tuple[str, str]]
Job = dict[str, Any]
Key = tuple[str, int]  # article, measure


class Tool(NamedTuple):
    """Who sets, and with which Python."""

    name: str
    python: str
    way: str  # of setters.py


# ── the text ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def articles(shared: Path) -> dict[str, Blocks]:
    """The real article and the open ones of the bench, as their golds have them."""
    paths = [shared / 'seed/gold.json', *sorted((shared / 'pressbench/articles').glob('*/gold.json'))]
    return {
        path.parent.name: [(b['role'], b['text']) for b in json.loads(path.read_text('utf-8'))['blocks']]
        for path in paths
    }


def long_blocks(blocks: Blocks) -> Blocks:
    """The body of an article over and over, its sentences turned so that no paragraph comes twice."""
    body = [text for role, text in blocks if role == 'body']
    made: list[tuple[str, str]] = []
    count = 0
    turn = 0
    while count < LONG:
        for text in body:
            sentences = [one + '。' for one in text.split('。') if one]
            cut = turn % len(sentences)
            turned = ''.join(sentences[cut:] + sentences[:cut])
            made.append(('body', turned))
            count += len(turned)
        turn += 1
    return made


def job(blocks: Blocks, chars: int, size: float, out: Path, text: Path | None = None, a4: bool = False) -> Job:
    """Two columns of `chars` characters; the sheet as wide as that needs."""
    wide = (2 * chars + 2) * size + 84
    width, height = A4 if a4 else (wide, A4[1])
    return {
        'blocks': blocks,
        'text': str(text),
        'chars': chars,
        'columns': 2,
        'size': size,
        'width': width,
        'height': height,
        'out': str(out),
    }


def set_all(tool: Tool, jobs: Sequence[Job], folder: Path) -> list[dict[str, Any]]:
    """Set the jobs in one process: the seconds of each, and what the tool told."""
    listed = folder / f'{tool.name}.json'
    listed.write_text(json.dumps(jobs, ensure_ascii=False), 'utf-8')
    done = subprocess.run(setting(tool, listed), capture_output=True, text=True, check=True)
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def setting(tool: Tool, listed: Path) -> list[str]:
    """The command that sets listed jobs."""
    return [tool.python, str(HERE / 'setters.py'), tool.way, str(listed), str(FONTS)]


# ── the pages ─────────────────────────────────────────────────────────────────────────────────────────────────────────

LINE_FAULTS = ('at line start', 'at line end', 'run torn', 'number|unit', 'single character')
SHARES = ('flush', 'on one grid', 'closed up', 'trimmed at start', 'half at end')


@dataclass(slots=True)
class Seen:
    """What the pages of one tool show, over all articles and measures."""

    faults: Counter[str] = field(default_factory=Counter)
    shares: dict[str, Share] = field(default_factory=dict)
    exact: Share = NOTHING
    worst: dict[Key, float] = field(default_factory=dict)
    stretch: dict[Key, float] = field(default_factory=dict)
    unlawful: set[Key] = field(default_factory=set)  # pages with one of the faults
    told: Counter[str] = field(default_factory=Counter)

    def add(self, key: Key, report: Report, blocks: Blocks) -> None:
        """Count what one PDF shows."""
        lines = [line for line in report.lines if line.role in PARAGRAPHS]
        found = (
            breaks.bad_starts(lines, breaks.NOT_FIRST),
            breaks.bad_ends(lines),
            breaks.splits(lines, blocks),
            breaks.parted_units(lines, blocks),
            breaks.runts(lines),
        )
        self.faults.update(dict(zip(LINE_FAULTS, map(len, found), strict=True)))
        if any(found):
            self.unlawful.add(key)
        shares = (report.flush, report.grid, report.closeups, report.line_start_trim, report.line_end_half)
        for name, share in zip(SHARES, shares, strict=True):
            self.shares[name] = plus(self.shares.get(name, NOTHING), share)
        self.exact = plus(self.exact, Share(not report.text_difference, 1))
        self.worst[key] = report.worst_pitch
        self.stretch[key] = report.mean_stretch


def plus(a: Share, b: Share) -> Share:
    return Share(a.good + b.good, a.total + b.total)


def look(tools: Sequence[Tool], texts: Mapping[str, Blocks], widths: Sequence[int], folder: Path) -> dict[str, Seen]:
    """Set every article at every measure with every tool, and judge the pages."""
    seen: dict[str, Seen] = {}
    for tool in tools:
        keys = [(name, chars) for name in texts for chars in widths]
        jobs = [job(texts[name], chars, NEWSPRINT, folder / f'{tool.name}-{name}-{chars}.pdf') for name, chars in keys]
        own = seen[tool.name] = Seen()
        for key, one, done in zip(keys, jobs, set_all(tool, jobs, folder), strict=True):
            path = Path(one['out'])
            own.add(key, judge(path.read_bytes(), texts[key[0]], by_order=tool.way == 'presscopy'), texts[key[0]])
            own.told.update(done['told'])
            path.unlink()
    return seen


def print_faults(seen: Mapping[str, Seen], articles: int, widths: Sequence[int]) -> None:
    """A row for each fault and share, a column for each tool."""
    print(f'{articles} articles at {len(widths)} measures from {widths[0]} to {widths[-1]} em, two columns, 9 pt\n')
    print_row('', seen)
    for name in LINE_FAULTS:
        print_row(name, [str(one.faults[name]) for one in seen.values()])
    for name in SHARES:
        print_row(f'{name} %', [f'{100 * one.shares[name].share:.2f}' for one in seen.values()])
    print_row('text exact', [str(one.exact) for one in seen.values()])
    told = seen['presscopy'].told
    print(f'presscopy told of it: {", ".join(f"{told[code]} {code}" for code in sorted(told)) or "nothing"}\n')


def print_pitch(seen: Mapping[str, Seen]) -> None:
    """The loosest line of running text at four measures, and what is put between two glyphs on the average."""
    ours = seen['presscopy']
    print_row('worst pitch of Han, em', seen)
    for chars in LOOKED_AT:
        print_row(f'the real article, {chars}', [f'{one.worst["seed", chars]:.3f}' for one in seen.values()])
    for chars in LOOKED_AT:
        print_row(f'all articles, {chars}', [f'{worst(one, chars):.3f}' for one in seen.values()])
    for chars in LOOKED_AT:
        print_row(f'mean stretch, {chars}', [f'{stretch(one, chars):+.4f}' for one in seen.values()])
    over = [f'{chars}: {ours.worst["seed", chars]:.3f}' for chars in LOOKED_AT if past(ours, chars)]
    print(f'the real article past its bounds: {", ".join(over) or "at no measure"}')
    if 'typst' in seen:
        peer = seen['typst']
        keys = [key for key in ours.worst if key[1] in LOOKED_AT]
        looser = [(round(ours.worst[key] - peer.worst[key], 3), key) for key in keys]
        bad = sorted((one for one in looser if one[0] > SLACK), reverse=True)
        more = [key for key in keys if ours.stretch[key] > peer.stretch[key]]
        print(f'pages with a line looser than typst’s by more than {SLACK}: {len(bad)} of {len(keys)} {bad[:5]}')
        print(f'pages with more stretch than typst’s: {len(more)} of {len(keys)} {more[:5]}')
        lawful = len(set(keys) - peer.unlawful)
        worse = {key for _, key in bad}.union(more) - peer.unlawful
        print(f'of the {lawful} pages on which typst breaks no law of lines: looser or more stretched {len(worse)}\n')


def past(seen: Seen, chars: int) -> bool:
    return seen.worst['seed', chars] > SEED_BOUNDS[chars] + 0.0005


def worst(seen: Seen, chars: int) -> float:
    return max(value for key, value in seen.worst.items() if key[1] == chars)


def stretch(seen: Seen, chars: int) -> float:
    return statistics.mean(value for key, value in seen.stretch.items() if key[1] == chars)


def print_row(name: str, values: Sequence[str] | Mapping[str, Seen]) -> None:
    print(f'{name:<26}' + ''.join(f'{value:>14}' for value in values))


# ── speed ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

# a small process of its own asks the system, whose figure for a child counts the memory of the parent it came from
WATCH = """
import json, os, sys, time
begin = time.perf_counter()
null = os.open(os.devnull, os.O_WRONLY)
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
_, status, used = os.wait4(pid, 0)
print(json.dumps([time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, status]))
"""


class Cost(NamedTuple):
    """What one process took: seconds of wall, seconds of the core, megabytes at its peak."""

    wall: float
    core: float
    peak: float


def cost(command: Sequence[str]) -> Cost:
    """Run one process. Raises CalledProcessError when it fails."""
    done = subprocess.run([sys.executable, '-c', WATCH, *command], capture_output=True, text=True, check=True)
    wall, core, peak, status = json.loads(done.stdout)
    if status:
        raise subprocess.CalledProcessError(status, command, done.stdout, done.stderr)
    return Cost(wall, core, peak)


def compare(title: str, commands: Mapping[str, Sequence[str]], runs: int, against: Sequence[str]) -> None:
    """Run the commands in turn; print medians, ratios to some of them, memory."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            one = cost(command)
            costs[name] += [one] if turn else []  # the first fills the caches
    walls = {name: statistics.median(one.wall for one in found) for name, found in costs.items()}
    cores = {name: statistics.median(one.core for one in found) for name, found in costs.items()}
    print(f'{title}, whole processes')
    for name in commands:
        ratios = ''.join(
            f'  {walls[name] / walls[peer]:5.2f} ({cores[name] / cores[peer]:.2f}) × {peer}'
            for peer in against
            if peer in walls and peer != name
        )
        peak = max(one.peak for one in costs[name])
        print(f'  {name:<24}{walls[name] * 1000:7.0f} ms ({cores[name] * 1000:.0f} of the core){peak:5.0f} MB{ratios}')


def whole_processes(tools: Sequence[Tool], shared: Path, blocks: Blocks, folder: Path, runs: int) -> None:
    """One article, then a long copy."""
    peers = [tool for tool in tools if tool.way not in ('presscopy', 'copy')]
    python = next(tool.python for tool in tools if tool.way == 'copy')
    command = [str(Path(python).with_name('presscopy')), 'typeset', '-q', '--chars', '22']
    imports = 'import presscopy.cli.typeset, presscopy.layout.sheet, presscopy.paint.pdf, os; os._exit(0)'
    for title, some, turns in (
        ('one article', blocks, runs),
        ('142,000 characters', long_blocks(blocks), max(3, runs // 2)),
    ):
        text = folder / 'clean.txt'
        text.write_text('\n'.join(line for _, line in some) + '\n', 'utf-8')
        commands = {'presscopy --as-is': [*command, '--as-is', str(text), '-o', str(folder / 'presscopy.pdf')]}
        if some is blocks:
            damaged = [*command, str(shared / 'seed/article.txt'), '-o', str(folder / 'damaged.pdf')]
            commands |= {'presscopy, damaged copy': damaged, 'presscopy, imports alone': [python, '-c', imports]}
        for tool in peers:
            listed = folder / f'{tool.name}.json'
            out = folder / f'{tool.name}.pdf'
            listed.write_text(json.dumps([job(some, 22, BOOK, out, a4=True)], ensure_ascii=False), 'utf-8')
            commands[tool.name] = setting(tool, listed)
        compare(title, commands, turns, ('platypus', 'typst', 'weasyprint'))
        sizes = {
            name: (folder / f'{name}.pdf').stat().st_size / 1024 for name in ('presscopy', *(t.name for t in peers))
        }
        print('  PDF, KB: ' + ', '.join(f'{name} {size:.0f}' for name, size in sizes.items()) + '\n')


def one_after_another(tools: Sequence[Tool], texts: Mapping[str, Blocks], folder: Path, runs: int) -> None:
    """Articles set in one process: the median of every article but the first."""
    took: dict[str, list[float]] = {}
    for _ in range(runs):
        for tool in tools:
            if tool.way == 'presscopy':
                continue
            jobs = []
            for name, blocks in texts.items():
                text = folder / f'{name}.txt'
                text.write_text('\n'.join(line for _, line in blocks) + '\n', 'utf-8')
                jobs.append(job(blocks, 22, BOOK, folder / f'{tool.name}.pdf', text, a4=True))
            done = set_all(tool, jobs, folder)
            took.setdefault(tool.name, []).append(statistics.mean(one['seconds'] for one in done[1:]))
    print('in one process, an article after the first')
    for tool_name, seconds in took.items():
        middle = statistics.median(seconds)
        ratio = f'  {middle / statistics.median(took["typst"]):5.2f} × typst' if 'typst' in took else ''
        print(f'  {tool_name:<24}{middle * 1000:7.1f} ms{ratio}')
    print()


# ── the picture ───────────────────────────────────────────────────────────────────────────────────────────────────────


def picture(tools: Sequence[Tool], blocks: Blocks, folder: Path, target: Path) -> None:
    """The first lines of the same column, set by each tool, side by side."""
    from PIL import Image, ImageDraw, ImageFont

    some = [(role, text) for role, text in blocks if role in ('body', 'heading')][1:6]
    strips = []
    for tool in tools:
        out = folder / f'{tool.name}.pdf'
        set_all(tool, [job(some, 13, NEWSPRINT, out)], folder)
        strips.append((tool.name, column_of(out, some)))
    high = min(strip.height for _, strip in strips)
    wide = sum(strip.width for _, strip in strips) + 60 * (len(strips) + 1)
    sheet = Image.new('L', (wide, high + 130), 255)
    draw, at = ImageDraw.Draw(sheet), 60
    face = ImageFont.truetype(str(FONTS / 'PresscopyHei.ttf'), 30)
    for name, strip in strips:
        draw.text((at + 20, 30), name, font=face, fill=0)
        sheet.paste(strip.crop((0, 0, strip.width, high)), (at, 90))
        at += strip.width + 60
    sheet.save(target, optimize=True)
    print(f'picture: {target}')


def column_of(pdf: Path, blocks: Blocks) -> Any:
    """The first column of a page as a picture, a hairline at either edge of its measure."""
    import pypdfium2
    from PIL import ImageDraw

    report = judge(pdf.read_bytes(), blocks, by_order=False)
    column = report.columns[0][0]
    lines = [line for line in report.lines if line.page == 0 and line.column == 0]
    top = max(line.y for line in lines) + NEWSPRINT
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    scale = 3.2
    image = page.render(scale=scale, grayscale=True).to_pil()
    side, edges = 8, (column.left, column.left + 13 * NEWSPRINT)
    box = [(edges[0] - side) * scale, (page.get_height() - top - 4) * scale, (edges[1] + side + 4) * scale]
    image = image.crop((round(box[0]), round(box[1]), round(box[2]), round(box[1] + SHOWN * 14.4 * scale)))
    draw = ImageDraw.Draw(image)
    for edge in edges:
        x = round((edge - edges[0] + side) * scale)
        draw.line((x, 0, x, image.height), fill=190)
    return image


# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def tools_of(given: argparse.Namespace) -> Iterator[Tool]:
    """Who takes part."""
    yield Tool('presscopy', given.installed, 'presscopy')
    if given.typst:
        yield Tool('typst', given.typst, 'typst')
    if given.weasyprint:
        yield Tool('weasyprint', given.weasyprint, 'weasyprint')
    yield Tool('platypus', given.installed, 'platypus')


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(prog='python -m bench.layout', description=__doc__)
    asked.add_argument('--installed', metavar='PYTHON', default=sys.executable, help='where presscopy is installed')
    asked.add_argument('--typst', metavar='PYTHON', help='an interpreter that has the package typst')
    asked.add_argument('--weasyprint', metavar='PYTHON', help='an interpreter that has the package weasyprint')
    asked.add_argument('--only', default='faults,pitch,speed', help='parts of the table')
    asked.add_argument('--picture', type=Path, help='write the same column set by each')
    asked.add_argument('--runs', type=int, default=9)
    asked.add_argument('--shared', help='the reference material')
    given = asked.parse_args()
    if hasattr(os, 'sched_setaffinity'):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if given.installed != sys.executable:
        os.environ.pop('PYTHONPATH', None)  # it would put this checkout before what is installed
    shared = shared_folder(given.shared)
    texts, tools = articles(shared), list(tools_of(given))
    parts = given.only.split(',')
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if {'faults', 'pitch'} & set(parts):
            widths = list(WIDTHS) if 'faults' in parts else list(LOOKED_AT)
            seen = look(tools, texts, widths, folder)
            if 'faults' in parts:
                print_faults(seen, len(texts), widths)
            print_pitch(seen)
        if 'speed' in parts:
            timed = list(chain([Tool('presscopy', given.installed, 'copy')], tools[1:]))
            whole_processes(timed, shared, texts['seed'], folder, given.runs)
            one_after_another(timed, texts, folder, max(3, given.runs // 3))
        if given.picture:
            picture(tools, texts['seed'], folder, given.picture)


if __name__ == '__main__':
    main()
