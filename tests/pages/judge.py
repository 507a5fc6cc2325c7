"""Judge the pages of a PDF as newspaper columns, whatever made them.

In: the PDF and the article's blocks (role, text). Out: a `Report`: what a reader of proofs would mark, each with its
place, and the figures a bench compares. What is measured follows CLREQ (https://www.w3.org/TR/clreq/).

    python -m tests.pages.judge FILE.pdf GOLD.json [--loose]
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from . import breaks, frames, measures
from .fonts import Rect
from .lines import (
    RUNNING,
    Column,
    Columns,
    Line,
    find_columns,
    lines_of,
    match_exactly,
    match_loosely,
    split_at_gutters,
    stand_in_columns,
)
from .measures import Share
from .reader import Colour, Glyph, Reading, read

NOTHING = Share(0, 0)


@dataclass(slots=True)
class Report:
    """What the pages show. Lists name the offending places; each is empty on a good page."""

    # text
    text_difference: str = ''
    foreign: list[str] = field(default_factory=list)
    # line ends
    bad_start: list[str] = field(default_factory=list)
    strict_start: list[str] = field(default_factory=list)
    bad_end: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    number_unit: list[str] = field(default_factory=list)
    runts: list[str] = field(default_factory=list)
    not_flush: list[str] = field(default_factory=list)
    flush: Share = NOTHING
    hung: list[str] = field(default_factory=list)
    whole_at_end: list[str] = field(default_factory=list)
    line_end_half: Share = NOTHING
    whole_at_start: list[str] = field(default_factory=list)
    line_start_trim: Share = NOTHING
    # within lines
    worst_pitch: float = 1.0
    worst_pitch_at: str = ''
    note_pitch: float = 1.0
    note_pitch_at: str = ''
    tightest_pitch: float = 1.0
    tightest_pitch_at: str = ''
    mean_pitch: float = 0.0
    mean_stretch: float = 0.0
    gaps: list[float] = field(default_factory=list)
    not_closed_up: list[str] = field(default_factory=list)
    closeups: Share = NOTHING
    # the page
    leading: float = 0.0
    off_grid: list[str] = field(default_factory=list)
    grid: Share = NOTHING
    widows: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    stranded_headings: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    bottoms: dict[int, list[tuple[int, int, float]]] = field(default_factory=dict)
    overlaps: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    note_rule: list[str] = field(default_factory=list)
    # what was seen
    lines: list[Line] = field(default_factory=list)
    columns: Columns = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)

    @property
    def colours(self) -> set[Colour]:
        """Every colour used."""
        return self.reading.colours

    @property
    def faults(self) -> dict[str, list[str]]:
        """Every list that is not empty, apart from `hung` and `strict_start`, which depend on the style."""
        lists = {name: getattr(self, name) for name in FAULTS}
        lists['text_difference'] = [self.text_difference] if self.text_difference else []
        return {name: places for name, places in lists.items() if places}

    def __str__(self) -> str:
        return table(self)


FAULTS = (
    'foreign',
    'bad_start',
    'bad_end',
    'split',
    'number_unit',
    'runts',
    'not_flush',
    'whole_at_end',
    'whole_at_start',
    'not_closed_up',
    'off_grid',
    'widows',
    'orphans',
    'stranded_headings',
    'order',
    'overlaps',
    'struck',
    'outside',
    'note_rule',
)


def judge(
    pdf: bytes, blocks: Sequence[tuple[str, str]], *, by_order: bool = True, type_area: Rect | None = None
) -> Report:
    """Measure the pages of a PDF that sets these blocks.

    `by_order=False` is for other producers: blanks and the order of blocks in the content do not count.
    """
    reading = read(pdf)
    glyphs = [glyph for glyph in reading.glyphs if not glyph.artifact]
    owners, difference = (match_exactly if by_order else match_loosely)(glyphs, blocks)
    lines, columns = set_out(lines_of(glyphs, owners, blocks), blocks)
    report = Report(text_difference=difference, lines=lines, columns=columns, reading=reading)
    report.foreign = foreign(glyphs, owners)
    look_at_line_ends(report, blocks)
    look_within_lines(report)
    look_at_pages(report, type_area)
    return report


def set_out(lines: list[Line], blocks: Sequence[tuple[str, str]]) -> tuple[list[Line], Columns]:
    """The lines in their columns."""
    columns = find_columns(lines)
    lines = split_at_gutters(lines, columns, blocks)
    stand_in_columns(lines, columns)
    return lines, columns


def foreign(glyphs: Sequence[Glyph], owners: Sequence[tuple[int, int]]) -> list[str]:
    """What is printed, not marked as an artifact, and in no block."""
    text = ''.join(g.text if owner[0] < 0 else '\n' for g, owner in zip(glyphs, owners, strict=True))
    return [part.strip() for part in re.split('\n+', text) if part.strip()]


def look_at_line_ends(report: Report, blocks: Sequence[tuple[str, str]]) -> None:
    """Prohibitions, runs, edges."""
    lines, columns = report.lines, report.columns
    report.bad_start = breaks.bad_starts(lines, breaks.NOT_FIRST)
    report.strict_start = breaks.bad_starts(lines, breaks.NOT_FIRST_STRICT)
    report.bad_end = breaks.bad_ends(lines)
    report.split = breaks.splits(lines, blocks)
    report.number_unit = breaks.parted_units(lines, blocks)
    report.runts = breaks.runts(lines)
    report.not_flush, report.flush = measures.not_flush(lines, columns)
    report.hung = measures.hung(lines, columns)
    report.whole_at_end, report.line_end_half = measures.line_end_half(lines, columns)
    report.whole_at_start, report.line_start_trim = measures.line_start_trim(lines, columns)


def look_within_lines(report: Report) -> None:
    """Pitch, gaps, neighbouring marks."""
    lines = report.lines
    tightest, worst = measures.extreme_pitches(lines, RUNNING)
    report.tightest_pitch, report.tightest_pitch_at = tightest
    report.worst_pitch, report.worst_pitch_at = worst
    report.note_pitch, report.note_pitch_at = measures.extreme_pitches(lines, ['editors_note'])[1]
    report.mean_pitch, report.mean_stretch = measures.mean_pitch(lines), measures.mean_stretch(lines)
    report.gaps = measures.gaps(lines)
    report.not_closed_up, report.closeups = measures.closeups(lines)


def look_at_pages(report: Report, type_area: Rect | None) -> None:
    """The grid, the columns, ink and rules."""
    lines, glyphs, boxes = report.lines, report.reading.glyphs, report.reading.boxes
    report.leading = measures.leading_of(lines)
    report.off_grid, report.grid = measures.off_grid(lines, report.leading)
    report.widows, report.orphans = measures.widows(lines), measures.orphans(lines)
    report.stranded_headings = measures.stranded_headings(lines)
    report.order, report.bottoms = measures.order_faults(lines), measures.bottoms(lines)
    report.overlaps = measures.overlaps(glyphs, name_of)
    report.struck = frames.struck(glyphs, boxes)
    report.outside = measures.outside(lines, report.columns, type_area)
    report.note_rule = frames.note_faults(lines, glyphs, boxes)


def name_of(glyph: Glyph) -> str:
    """A glyph and its place."""
    return f'p{glyph.page + 1} {glyph.text or "□"} at {glyph.x:.1f}, {glyph.y:.1f}'


# ── another reader ────────────────────────────────────────────────────────────────────────────────────────────────────


def text_poppler(pdf: bytes) -> str:
    """The text as pdftotext reads it in the order of the content, squashed; artifacts included."""
    done = subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', '-', '-'], input=pdf, capture_output=True, check=True)
    return squash(done.stdout.decode())


def squash(text: str) -> str:
    """Text without the blanks that touch a Han character or mark, so that two readers' can be compared."""
    text = re.sub(r'\s+', ' ', text).strip()
    return re.sub(r'(?<=[^\x00-\u02ff]) | (?=[^\x00-\u02ff])', '', text)


# ── the table ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def table(report: Report, shown: int = 3) -> str:
    """The report on one screen: figures, then each fault with its first places."""
    rows = [f'{name:<22}{value}' for name, value in figures(report).items()]
    for name, places in report.faults.items():
        rows.append(f'{name:<22}{len(places)}')
        rows += [f'    {place}' for place in places[:shown]]
    return '\n'.join(rows)


def figures(report: Report) -> dict[str, str]:
    """The figures for a bench."""
    gaps = report.gaps
    spread = f'{min(gaps):.3f} … {median(gaps):.3f} … {max(gaps):.3f} em of {len(gaps)}' if gaps else '-'
    return {
        'pages': f'{len(report.reading.pages)}, {len(report.lines)} lines, measure {measure(report.columns)}',
        'flush': f'{report.flush} = {report.flush.share:.0%}',
        'worst pitch': f'{report.worst_pitch:.3f} em {report.worst_pitch_at}',
        'worst pitch of notes': f'{report.note_pitch:.3f} em {report.note_pitch_at}',
        'tightest pitch': f'{report.tightest_pitch:.3f} em {report.tightest_pitch_at}',
        'mean pitch, stretch': f'{report.mean_pitch:+.4f}, {report.mean_stretch:+.4f} em',
        'gaps Han–Latin': spread,
        'marks closed up': str(report.closeups),
        'line end half': f'{report.line_end_half}, {len(report.hung)} hung',
        'line start trimmed': str(report.line_start_trim),
        'leading': f'{report.leading:.3f} pt, on the grid {report.grid} = {report.grid.share:.0%}',
        'columns': '; '.join(f'p{p + 1} {"+".join(str(n) for _, n, _ in c)}' for p, c in report.bottoms.items()),
    }


def measure(columns: Columns) -> str:
    """The measures of the columns in em, without repetition."""
    every: list[Column] = [column for found in columns.values() for column in found]
    return ', '.join(sorted({f'{column.measure / column.size:.2f} em' for column in every})) or '-'


def main() -> None:
    """Judge a file against the blocks of a JSON file."""
    parser = argparse.ArgumentParser(prog='python -m tests.pages.judge', description='Judge the pages of a PDF.')
    parser.add_argument('pdf', type=Path)
    parser.add_argument('gold', type=Path, help='JSON with {"blocks": [{"role", "text"}]}')
    parser.add_argument('--loose', action='store_true', help='blanks and the order of blocks do not count')
    parser.add_argument('--all', action='store_true', help='every offending place')
    words = parser.parse_args()
    gold = json.loads(words.gold.read_text(encoding='utf-8'))
    blocks = [(block['role'], block['text']) for block in gold['blocks']]
    report = judge(words.pdf.read_bytes(), blocks, by_order=not words.loose)
    print(table(report, 1000 if words.all else 3))


if __name__ == '__main__':
    main()
