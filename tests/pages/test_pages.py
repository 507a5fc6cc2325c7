"""The pages that `typeset` makes, measured from the PDF by a judge that knows nothing of the layout, and by poppler, ghostscript, qpdf."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

import presscopy
from presscopy import composing
from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.layout.typearea import Makeup, TypeArea, Wanted
from presscopy.text.finding import Fix
from presscopy.text.span import Revision, Span

from ..conftest import PROJECT
from .judge import Report, judge, squash, text_poppler
from .reader import read

SAMPLES = sorted(path.stem for path in (PROJECT / 'samples').glob('*.txt'))
CHARS = (0, 13, 18, 22, 27)


def sample(name: str) -> Article:
    return presscopy.edit(presscopy.load(PROJECT / 'samples' / f'{name}.txt')).article


def of_gold(path: Path) -> Article:
    """The article that a gold file writes down, roles and all."""
    text, blocks = '', []
    for block in json.loads(path.read_text(encoding='utf-8'))['blocks']:
        blocks.append(Block(block['role'], Span(len(text), len(text) + len(block['text']))))
        text += block['text'] + '\n'
    return Article(Revision(text), tuple(blocks), {'name': str(path)})


def blocks_of(article: Article) -> list[tuple[str, str]]:
    return [(block.role, article.of_block(block)) for block in article.blocks]


def corners(area: TypeArea) -> tuple[float, float, float, float]:
    """The type area as PDF counts: left, foot, right, top, in points; Latin letters and brackets reach below a cell's foot."""
    top = area.sheet.height - area.top
    return tuple(
        v / 1000 for v in (area.left, top - area.height - area.size // 4, area.left + area.width, top + area.size // 8)
    )  # type: ignore[return-value]


def judged(article: Article, chars: int) -> tuple[Report, composing.Printed]:
    printed = presscopy.typeset(article, page=Wanted(chars=chars))
    area = printed.settings[0].area
    return judge(printed.pdf, blocks_of(article), type_area=corners(area)), printed


def flawless(report: Report) -> None:
    assert report.faults == {}
    assert report.flush.share == report.line_end_half.share == report.closeups.share == report.grid.share == 1
    assert not report.strict_start
    assert report.colours and all(colour.black_plate_only for colour in report.colours)


def told(printed: composing.Printed) -> None:
    """Nothing was given up but, in a narrow column, the bound on a line that a number and its unit make loose."""
    wide = printed.settings[0].area.chars >= 20
    assert {finding.code for finding in printed.findings} <= (set() if wide else {'PF201'})


@pytest.mark.parametrize('chars', CHARS)
@pytest.mark.parametrize('name', SAMPLES)
def test_the_samples_are_set_without_a_fault(name: str, chars: int) -> None:
    report, printed = judged(sample(name), chars)
    flawless(report)
    told(printed)


@pytest.mark.parametrize('chars', CHARS)
def test_the_article_is_set_without_a_fault(shared: Path, chars: int) -> None:
    edited = presscopy.edit(presscopy.load(shared / 'seed/article.txt'), least=Fix.UNSAFE)
    gold = [(b['role'], b['text']) for b in json.loads((shared / 'seed/gold.json').read_text('utf-8'))['blocks']]
    assert blocks_of(edited.article) == gold
    report, printed = judged(edited.article, chars)
    flawless(report)
    told(printed)


@pytest.mark.parametrize('chars', [13, 17, 24])
def test_the_open_articles_are_set_without_a_fault(shared: Path, chars: int) -> None:
    for path in sorted((shared / 'pressbench/articles').glob('*/gold.json')):
        report, printed = judged(of_gold(path), chars)
        # a number and its unit may ask for a loose line in a narrow column; that is told, and nothing else happens
        assert {finding.code for finding in printed.findings} <= {'PF201', 'PF205'}, path
        if 'PF205' not in {finding.code for finding in printed.findings}:
            assert report.faults == {}, path


@pytest.mark.parametrize('name', SAMPLES)
def test_poppler_reads_the_article(name: str, tmp_path: Path) -> None:
    need('pdftotext')
    article = sample(name)
    printed = presscopy.typeset(article)
    assert text_poppler(printed.pdf) == squash(''.join(text for _, text in blocks_of(article)))


@pytest.mark.parametrize('name', SAMPLES)
def test_the_fonts_are_embedded_subset_and_read_as_unicode(name: str, tmp_path: Path) -> None:
    need('pdffonts')
    path = written(name, tmp_path)
    rows = subprocess.run(['pdffonts', path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert rows and 'Helvetica' not in ''.join(rows)
    for row in rows:
        assert re.match(r'[A-Z]{6}\+Presscopy\w+ +CID TrueType +Identity-H +yes yes yes ', row), row


def test_only_the_black_plate_has_ink(tmp_path: Path) -> None:
    need('gs')
    done = subprocess.run(
        ['gs', '-q', '-o', '-', '-sDEVICE=inkcov', written('county-review', tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    plates = [[float(value) for value in line.split()[:4]] for line in done.stdout.splitlines() if 'CMYK' in line]
    assert plates
    for cyan, magenta, yellow, black in plates:
        assert cyan == magenta == yellow == 0 < black


def test_qpdf_finds_nothing(tmp_path: Path) -> None:
    need('qpdf')
    done = subprocess.run(['qpdf', '--check', written('feature', tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr


def test_the_file_tells_title_and_author(tmp_path: Path) -> None:
    need('pdfinfo')
    told = subprocess.run(['pdfinfo', written('feature', tmp_path)], capture_output=True, text=True, check=True).stdout
    assert re.search(r'Title: +一座桥，四代人\n', told) and re.search(r'Author: +本报记者 林小禾 通讯员 周大山\n', told)
    assert '595.276 x 841.89 pts (A4)' in told


def test_the_same_copy_gives_the_same_bytes() -> None:
    article = sample('county-review')
    assert presscopy.typeset(article).pdf == presscopy.typeset(article).pdf


def test_several_articles_in_one_file() -> None:
    articles: Sequence[Article] = [sample(name) for name in SAMPLES]
    printed = presscopy.typeset(*articles)
    assert printed.pages == sum(len(one.pages) for one in printed.settings) == 3
    report = judge(printed.pdf, [block for article in articles for block in blocks_of(article)])
    assert not report.text_difference
    assert len({glyph.font for glyph in report.reading.glyphs}) == 4, 'each face once'
    assert [page.number for setting in printed.settings for page in setting.pages] == [1, 2, 3]


def written(name: str, folder: Path) -> str:
    path = folder / f'{name}.pdf'
    path.write_bytes(presscopy.typeset(sample(name)).pdf)
    return str(path)


def need(program: str) -> None:
    """Skip where a second reader is not installed; CI installs them all."""
    if not shutil.which(program):
        pytest.skip(f'{program} is not installed (Debian: poppler-utils, ghostscript, qpdf)')


def test_a_line_pulled_asunder_leaves_what_stands_around_it_alone() -> None:
    words = 'Local residents say that the drainage works beyond recognition '
    made = Article(Revision(words * 8), (Block('body', Span(0, 8 * len(words) - 1)),))
    page = Wanted('100x120', 1, 6, 6, makeup=Makeup(running_head='云溪日报'))
    glyphs = [glyph for glyph in read(presscopy.typeset(made, page=page).pdf).glyphs if glyph.text in '云溪日报']
    assert len(glyphs) > 12 and all(glyph.artifact for glyph in glyphs)
    for one, two in pairwise(glyphs):
        assert one.text == '报' or two.x - one.x == pytest.approx(one.size, abs=0.01)
