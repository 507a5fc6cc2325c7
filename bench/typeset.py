"""Typesetting beside its peers: one article and a long copy, whole processes, interleaved on one core.

    python bench/typeset.py [--runs 9] [--typst PYTHON]

The peers set the same text with the same faces, size, measure and columns: ReportLab's platypus (`wordWrap='CJK'`), and Typst where
PYTHON is an interpreter of an environment that has the package `typst`. presscopy does more than they do: it reads the damaged copy and
restores it first; `--as-is` sets the clean text, as they do. Ratios are of medians of wall time; memory is the peak of one process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pressbench import shared_folder

FONTS = Path(__file__).resolve().parent.parent / 'fonts'
LONG = 142_000  # characters
SIZE, LEADING, CHARS, GUTTER = 10.5, 16.8, 22, 21.0

PLATYPUS = """
import json, sys
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
blocks, out, fonts = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3]
for name in ('Song', 'Hei', 'Kai'):
    pdfmetrics.registerFont(TTFont(name, f'{fonts}/Presscopy{name}.ttf'))
def style(font='Song', **more):
    return ParagraphStyle('x', fontName=font, fontSize=10.5, leading=16.8, wordWrap='CJK', alignment=4, **more)
styles = {'body': style(firstLineIndent=21), 'heading': style('Hei', spaceBefore=8, spaceAfter=6), 'byline': style('Kai'),
          'editors_note': style('Kai', borderWidth=.5, borderColor='black', borderPadding=6, firstLineIndent=21)}
frames = [Frame(56 + i * 252, 57, 231, 728, 0, 0, 0, 0) for i in range(2)]
document = BaseDocTemplate(out, pagesize=(595.28, 841.89))
document.addPageTemplates(PageTemplate('page', frames))
document.build([Paragraph(text, styles.get(role, styles['body'])) for role, text in blocks])
"""

TYPST = """
import json, sys, typst
blocks, out, fonts = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3]
def quoted(text):
    return text.replace('\\\\', '\\\\\\\\').replace('"', '\\\\"')
body = ['#set page(paper: "a4", margin: (x: 56pt, y: 57pt), columns: 2)', '#set columns(gutter: 21pt)',
        '#set text(font: "Presscopy Song", size: 10.5pt, lang: "zh", region: "cn")',
        '#set par(justify: true, leading: 6.3pt, spacing: 6.3pt, first-line-indent: (amount: 2em, all: true))']
for role, text in blocks:
    if role == 'heading':
        body.append(f'#block(text(font: "Presscopy Hei", "{quoted(text)}"))')
    elif role == 'editors_note':
        body.append(f'#block(stroke: .5pt, inset: 8pt, text(font: "Presscopy Kai", "{quoted(text)}"))')
    else:
        body.append(f'#par("{quoted(text)}")')
source = out + '.typ'
open(source, 'w').write('\\n\\n'.join(body))
typst.compile(source, output=out, font_paths=[fonts], root='/')
"""


def measured(words: list[str]) -> tuple[float, float]:
    """Seconds of wall time and megabytes at the peak of one process."""
    code = (
        'import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);'
        'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)'
    )
    before = time.perf_counter()
    subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    took = time.perf_counter() - before
    peak = subprocess.run([sys.executable, '-c', code, *words], capture_output=True, check=True)
    return took, int(peak.stdout) / 1024


def compare(title: str, jobs: dict[str, list[str]], runs: int, base: str) -> None:
    """Run the jobs in turn, and print medians, ratios to `base`, and memory."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    peaks: dict[str, float] = {}
    for words in jobs.values():
        measured(words)
    for _ in range(runs):
        for name, words in jobs.items():
            took, peaks[name] = measured(words)
            times[name].append(took)
    print(title)
    for name, found in times.items():
        middle = statistics.median(found)
        ratio = middle / statistics.median(times[base])
        print(f'  {name:<34}{middle * 1000:7.0f} ms  {ratio:5.2f} × {base}  {peaks[name]:5.0f} MB')


def stages(article: Path) -> None:
    """What layout and painting take after imports, in one process."""
    import presscopy
    from presscopy.article.article import Article
    from presscopy.layout.fonts import Faces
    from presscopy.layout.sheet import Design, set_article
    from presscopy.layout.typearea import Wanted, type_area
    from presscopy.paint.pdf import About, paint

    text: Article = presscopy.edit(presscopy.load(article)).article
    area = type_area(Wanted(chars=CHARS))
    laid, painted = [], []
    for _ in range(9):
        begin = time.perf_counter()
        setting = set_article(text, Design(area, Faces()))
        middle = time.perf_counter()
        paint(setting.pages, area.sheet, About())
        laid.append(middle - begin)
        painted.append(time.perf_counter() - middle)
    print('after imports, fonts opened anew each time')
    print(f'  first run: layout {laid[0] * 1000:.0f} ms, painting {painted[0] * 1000:.0f} ms')
    print(
        f'  median:    layout {statistics.median(laid) * 1000:.0f} ms, painting {statistics.median(painted) * 1000:.0f} ms'
    )


def long_blocks(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
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


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument('--runs', type=int, default=9)
    asked.add_argument('--typst', metavar='PYTHON', help='an interpreter that has the package typst')
    asked.add_argument('--shared', help='the reference material')
    given = asked.parse_args()
    if hasattr(os, 'sched_setaffinity'):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    shared = shared_folder(given.shared)
    article = shared / 'seed/article.txt'
    blocks = [(b['role'], b['text']) for b in json.loads((shared / 'seed/gold.json').read_text('utf-8'))['blocks']]
    command = Path(sys.executable).with_name('presscopy')  # as a user calls it
    presscopy = [str(command), 'typeset', '-q', '--chars', str(CHARS)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, some in (('one article', blocks), ('142,000 characters', long_blocks(blocks))):
            data, clean = place / 'blocks.json', place / 'clean.txt'
            data.write_text(json.dumps(some, ensure_ascii=False), 'utf-8')
            clean.write_text('\n'.join(text for _, text in some) + '\n', 'utf-8')
            jobs = {'presscopy --as-is, clean text': [*presscopy, '--as-is', str(clean), '-o', str(place / 'a.pdf')]}
            if name == 'one article':
                jobs['presscopy, the damaged copy'] = [*presscopy, str(article), '-o', str(place / 'b.pdf')]
            jobs['platypus'] = [sys.executable, '-c', PLATYPUS, str(data), str(place / 'c.pdf'), str(FONTS)]
            if given.typst:
                jobs['typst'] = [given.typst, '-c', TYPST, str(data), str(place / 'd.pdf'), str(FONTS)]
            compare(name, jobs, given.runs if name == 'one article' else 3, 'platypus')
            print(
                '  KB  '
                + ', '.join(f'{path.stem} {path.stat().st_size // 1024}' for path in sorted(place.glob('?.pdf')))
            )
    stages(article)
    print(f'this process at its peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB')


if __name__ == '__main__':
    main()
