"""`--statistics`: how many faults of which kind, and the rate of errors that they come to.

The rate follows the annex of 报纸期刊质量管理规定 (国新出发〔2020〕10号) as far as a program can: points by kind of fault (`codes.weight`), those in a headline
twice, the same fault at most three times, the form of numerals at most one point an issue; against the pass marks of 3 (newspapers) and 2 (periodicals)
in ten thousand characters. It is an estimate: the rule counts the cells of the page, blanks and all, and every fault, also those no program sees.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from presscopy import codes
from presscopy.article.article import Edited
from presscopy.report.checked import Checked, Run
from presscopy.report.located import members, severity
from presscopy.text.finding import Severity
from presscopy.text.place import cells

EDITS = False
PASS = {'newspaper': 3, 'periodical': 2}  # points in ten thousand characters
HEADLINES = ('kicker', 'title', 'deck', 'heading')
MOST_ALIKE = 3  # times the same fault counts
MOST_NUMERALS = 1.0  # points for the form of numerals
FORM = 0.1  # points of one fault of form


class Tally(NamedTuple):
    """Of one article or of many: characters (Latin letters and digits are halves), findings and fixable ones by code, error points as the copy came and as `fix` leaves it."""

    files: int
    characters: float
    found: Counter[str]
    fixed: Counter[str]
    came: float
    left: float

    def rate(self, points: float) -> float:
        """Points in ten thousand characters."""
        return points / self.characters * 10_000 if self.characters else 0.0


def tally(edited: Edited) -> Tally:
    """The count of one article."""
    found: Counter[str] = Counter()
    fixed: Counter[str] = Counter()
    came, left = _Points(), _Points()
    article = edited.article
    roles = sorted((article.revision.origin(block.span).start, block.role) for block in article.blocks)
    starts = [start for start, _ in roles]
    for step in edited.steps:
        for one, applied in members(step, each=True):
            found[one.code] += 1
            fixed[one.code] += applied
            if severity(one, edited) < Severity.WARNING:
                continue
            at = bisect_right(starts, step.revision.origin(one.span).start) - 1
            headline = at >= 0 and roles[at][1] in HEADLINES
            fault = (one.code, str(one.detail.get('before', '')), str(one.detail.get('after', '')))
            came.add(fault, headline)
            if not applied:
                left.add(fault, headline)
    size = sum(cells(article.of_block(block)) for block in article.blocks) / 2
    return Tally(1, size, found, fixed, came.total(), left.total())


def part(one: Checked) -> tuple[Tally, str]:
    """The count of one manuscript, and the language that its house wants it told in."""
    return tally(one.edited), one.lang


def whole(parts: Iterable[tuple[Tally, str]], run: Run) -> Iterator[str]:
    """The count of all manuscripts; nothing when none could be read."""
    every = list(parts)
    if every:
        yield from (f'{line}\n' for line in lines(together(one for one, _ in every), every[-1][1]))


class _Points:
    """Error points of one article."""

    def __init__(self) -> None:
        self.sum = self.numerals = 0.0
        self.alike: Counter[tuple[str, str, str]] = Counter()

    def add(self, fault: tuple[str, str, str], headline: bool) -> None:
        """Count one fault, unless it has been counted often enough."""
        self.alike[fault] += 1
        if self.alike[fault] > MOST_ALIKE:
            return
        weight = codes.catalogue()[fault[0]].weight
        points = weight * (2 if headline else 1)
        if fault[0].startswith('SZ') and weight == FORM:
            self.numerals += points
        else:
            self.sum += points

    def total(self) -> float:
        """All points."""
        return self.sum + min(self.numerals, MOST_NUMERALS)


def lines(sums: Tally, lang: str) -> Iterator[str]:
    """The count for the editor's screen: by family, then by code, then the rate."""
    zh = lang == 'zh'
    for family, listed in _families(sums.found):
        total, fixed = sum(sums.found[c] for c in listed), sum(sums.fixed[c] for c in listed)
        yield f'{family}  {_padded(FAMILIES[family][0 if zh else 1])}{total:>6}' + (
            f'  可直接修改{fixed:>6}' if zh else f'  fixable{fixed:>6}'
        )
        for code in listed:
            known = codes.catalogue()[code]
            name = known.what.split('：')[0] if zh else known.name
            yield f'    {code}  {_padded(name, 34)}{sums.found[code]:>6}{sums.fixed[code]:>6}'
    total, fixed, size = sums.found.total(), sums.fixed.total(), f'{round(sums.characters):,}'
    came, left = sums.rate(sums.came), sums.rate(sums.left)
    if zh:
        yield f'{sums.files}篇{size}字，{total}处问题，可直接修改{fixed}处。'
        yield f'差错率（估计）：来稿{came:.2f}，fix之后{left:.2f}（每万字）；合格线：报纸3，期刊2。'
        yield '按《报纸期刊质量管理规定》的计分估计：标题加倍，同一差错一篇最多计3次，数字用法一篇最多计1分，提示不计，标点每处0.1分（依据待核）。不能代替质检。'
    else:
        yield f'{sums.files} files, {size} characters, {total} findings, {fixed} fixable.'
        yield f'Error rate (estimate): {came:.2f} as received, {left:.2f} after fix, in ten thousand characters; pass marks: newspaper 3, periodical 2.'


FAMILIES = {
    'BM': ('编码', 'encoding'),
    'JF': ('简繁', 'script'),
    'YZ': ('用字', 'characters'),
    'BD': ('标点', 'marks'),
    'KG': ('空格', 'spacing'),
    'SZ': ('数字', 'numerals'),
    'DW': ('单位', 'units'),
    'YC': ('用词', 'words'),
    'YF': ('语法', 'grammar'),
    'XW': ('新闻', 'press form'),
    'GS': ('格式', 'form'),
    'PF': ('印前', 'prepress'),
}


def _families(found: Counter[str]) -> Iterator[tuple[str, list[str]]]:
    for family in FAMILIES:
        if listed := sorted((c for c in found if c.startswith(family)), key=lambda c: (-found[c], c)):
            yield family, listed


def _padded(text: str, wide: int = 12) -> str:
    while cells(text) > wide:
        text = text[:-1]
    return text + ' ' * (wide - cells(text))


def record(sums: Tally) -> dict[str, Any]:
    """The same for machines."""
    return {
        'files': sums.files,
        'characters': round(sums.characters),
        'findings': [
            {'code': code, 'name': codes.catalogue()[code].name, 'count': count, 'fixable': sums.fixed[code]}
            for code, count in sorted(sums.found.items())
        ],
        'error_rate': {
            'estimate': True,
            'per': 10_000,
            'as_received': round(sums.rate(sums.came), 2),
            'after_fix': round(sums.rate(sums.left), 2),
            'pass': PASS,
        },
    }


def together(sums: Iterable[Tally]) -> Tally:
    """The sum of many."""
    every = list(sums)
    found: Counter[str] = Counter()
    fixed: Counter[str] = Counter()
    for one in every:
        found.update(one.found)
        fixed.update(one.fixed)
    points = sum(one.came for one in every), sum(one.left for one in every)
    return Tally(len(every), sum(one.characters for one in every), found, fixed, *points)
