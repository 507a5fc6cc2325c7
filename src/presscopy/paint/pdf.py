"""Pages to a PDF, through ReportLab's document. Everything is placed already; text and rules are black alone (K), no other ink.

The same pages give the same bytes: no clock, no chance, no names of the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import add, sub
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from presscopy.layout.fonts import EM
from presscopy.layout.justify import Set
from presscopy.layout.page import Page, Placed, Rule
from presscopy.layout.story import Cell
from presscopy.layout.typearea import Sheet
from presscopy.paint.type0 import TEXT, Code, Used
from presscopy.version import __version__

BLACK = '0 0 0 1 k 0 0 0 1 K'


class _Ink(NamedTuple):
    """What a cell shows: font, code, where the glyph's origin stands in the cell, where its advance ends. Cells of several glyphs have no font."""

    font: str = ''
    shown: str = ''
    begins: int = 0
    ends: int = 0


class Shown(NamedTuple):
    """What every cell shows: all in one, and glyph by glyph."""

    inks: Mapping[Cell, _Ink]
    glyphs: Mapping[Cell, Sequence[tuple[int, Code]]]


Run = tuple[
    str, int, list[str], list[int]
]  # font, where the first glyph's origin is, the codes, the blank between each and the next


class About(NamedTuple):
    """What the file says of itself."""

    title: str = ''
    author: str = ''


def paint(pages: Sequence[Page], sheet: Sheet, about: About) -> bytes:
    """The PDF of these pages."""
    document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 6), lang='zh-CN')
    _describe(document, about)
    shown = _embed(document, pages)
    for page in pages:
        document.addPage(_page(page, sheet, shown))
    made: bytes = document.GetPDFData(None)
    return made


def _page(page: Page, sheet: Sheet, shown: Shown) -> pdfdoc.PDFPage:
    """A page, its content deflated and no more: ReportLab would wrap it in ASCII85, a quarter longer."""
    made = pdfdoc.PDFPage()
    made.pagewidth, made.pageheight, made.Rotate = sheet.width / 1000, sheet.height / 1000, 0
    made.Resources = pdfdoc.PDFResourceDictionary()
    made.Resources.basicFonts()
    content = '\n'.join((BLACK, *_rules(page.rules, sheet), *_text(page, sheet, shown), ''))
    made.Contents = pdfdoc.PDFStream(content=content, filters=[TEXT])
    return made


def _describe(document: pdfdoc.PDFDocument, about: About) -> None:
    document.setTitle(about.title)
    document.setAuthor(about.author)
    document.setSubject('')
    document.setKeywords('')
    document.setCreator(f'presscopy {__version__}')
    document.setProducer(f'presscopy {__version__} (ReportLab)')


def _embed(document: pdfdoc.PDFDocument, pages: Iterable[Page]) -> Shown:
    """Every face that prints something, as a font of the document; returns what each cell shows."""
    cells = dict.fromkeys(chain.from_iterable(line.cells for line in _lines(pages)))
    used: dict[int, Used] = {}
    for cell in cells:
        for face, number, _, text in cell.glyphs:
            if id(face) not in used:
                used[id(face)] = Used(face, len(used) + 1)
            used[id(face)].add(number, text)
    codes = {key: one.codes(document) for key, one in used.items()}
    glyphs = {
        cell: [(shift, codes[id(face)][number, text]) for face, number, shift, text in cell.glyphs] for cell in cells
    }
    return Shown({cell: _ink(own) for cell, own in glyphs.items()}, glyphs)


def _ink(glyphs: Sequence[tuple[int, Code]]) -> _Ink:
    if len(glyphs) != 1:
        return _Ink()
    shift, (font, shown, advance) = glyphs[0]
    return _Ink(font, shown, shift, shift + advance)


def _lines(pages: Iterable[Page]) -> Iterator[Set]:
    for page in pages:
        for placed in (*page.placed, *page.furniture):
            yield placed.line


def _rules(rules: Sequence[Rule], sheet: Sheet) -> Iterator[str]:
    if not rules:
        return
    yield '/Artifact BMC 2 J'
    for x0, y0, x1, y1, weight in rules:
        yield f'{_points(weight)} w {_points(x0)} {_up(y0, sheet)} m {_points(x1)} {_up(y1, sheet)} l S'
    yield 'EMC'


def _text(page: Page, sheet: Sheet, shown: Shown) -> list[str]:
    """The article's lines, then what is no part of it."""
    made: list[str] = []
    state = _State()  # of the whole page: ET does not undo it
    parts = ((page.placed, 'BT', 'ET'), (page.furniture, '/Artifact <</Type /Pagination>> BDC BT', 'ET EMC'))
    for lines, opening, closing in parts:
        if lines:
            made.append(opening)
            for placed, runs in zip(lines, _all_runs(lines, shown), strict=True):
                _show_line(placed, sheet, runs, state, made)
            made.append(closing)
    return made


class _State:
    """What the page has been told last: font, size and character spacing."""

    def __init__(self) -> None:
        self.font: tuple[str, int] = ('', 0)
        self.spacing = 0


def _show_line(placed: Placed, sheet: Sheet, runs: Iterable[Run], state: _State, made: list[str]) -> None:
    """One printed line: a place, then runs of glyphs of one font with what stands between them.

    Numbers inside a run are thousandths of an em, as layout's are, so nothing is rounded; the commonest gap becomes the character spacing.
    """
    size, y = placed.size, _up(placed.y, sheet)
    for font, start, codes, gaps in runs:
        if (font, size) != state.font:
            state.font = font, size
            made.append(f'/{font} {_points(size)} Tf')
        spacing = _commonest(gaps)
        if spacing * size != state.spacing:
            state.spacing = spacing * size
            made.append(f'{spacing * size / EM / 1000:.6g} Tc')
        for n, gap in enumerate(gaps):
            if gap != spacing:
                codes[n] += f'){spacing - gap}('
        made.append(f'1 0 0 1 {_points(placed.x + start * size / EM)} {y} Tm\n[({"".join(codes)})] TJ')


def _commonest(gaps: Sequence[int]) -> int:
    """The gap that most glyphs have behind them, 0 where none comes twice."""
    found = 0
    most = max(1, gaps.count(0))
    if 2 * most > len(gaps):
        return 0
    for gap in set(gaps):
        count = gaps.count(gap)
        if count > most or (count == most > 1 and abs(gap) < abs(found)):
            found, most = gap, count
    return found


def _all_runs(lines: Sequence[Placed], shown: Shown) -> Iterator[Iterable[Run]]:
    """The runs of every line. Most lines are of one font, a glyph a cell: those are reckoned all together."""
    cells = chain.from_iterable(placed.line.cells for placed in lines)
    places = list(chain.from_iterable(placed.line.places for placed in lines))
    fonts, codes, begins, ends = zip(*map(shown.inks.__getitem__, cells), strict=True)
    origins = list(map(add, places, begins))
    gaps = list(map(sub, origins[1:], map(add, places, ends)))
    at = 0
    for placed in lines:
        end = at + len(placed.line.cells)
        font = fonts[at]
        if font and fonts[at:end].count(font) == end - at:
            yield ((font, origins[at], list(codes[at:end]), gaps[at : end - 1]),)
        else:
            yield _runs(placed.line, shown)
        at = end


def _runs(line: Set, shown: Shown) -> Iterator[Run]:
    """The glyphs of a line by font."""
    font, start, at = '', 0, 0
    codes: list[str] = []
    gaps: list[int] = []
    for cell, place in zip(line.cells, line.places, strict=True):
        for shift, (name, code, advance) in shown.glyphs[cell]:
            origin = place + shift
            if name == font:
                gaps.append(origin - at)
            else:
                if codes:
                    yield font, start, codes, gaps
                font, start, codes, gaps = name, origin, [], []
            codes.append(code)
            at = origin + advance
    if codes:
        yield font, start, codes, gaps


@cache
def _points(value: float) -> str:
    """Thousandths of a point as points."""
    return f'{value / 1000:.3f}'.rstrip('0').rstrip('.')


def _up(y: int, sheet: Sheet) -> str:
    """A y counted down from the sheet's top as PDF counts it, up from its foot."""
    return _points(sheet.height - y)
