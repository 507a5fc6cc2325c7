"""All the tables of words under `tables/wording/` in one search: what stands in a block of them, and is no accident.

In: a block. Out: its hits, each with the row that it met. A row is `wrong right unless before after why`, `-` for an empty cell:
`right` empty: shown only; `unless`: longer strings, parted by “、”, in which it is lawful; `before` and `after`: patterns that must
end and begin at its edges. Rows are found by their first two characters, so that a block is looked through once, however many rows there are.
"""

from __future__ import annotations

import re
from functools import cache
from operator import add
from typing import NamedTuple

from presscopy.rules.view import View
from presscopy.tables import load, words
from presscopy.text.finding import Finding, Fix, replace
from presscopy.text.span import Span

CODES = {
    'YC101': 'variants',
    'YC102': 'typos',
    'YC103': 'confusables',
    'YC104': 'redundancy',
    'YC105': 'idioms',
    'YZ102': 'characters',
    'YZ104': 'misread',
}
REACH = 4  # characters looked at on either side for words that reach over an edge
SHORT = 3  # a longer string is no accident


class Row(NamedTuple):
    """One row of a table, with the code of its table."""

    code: str
    wrong: str
    right: str
    unless: tuple[str, ...]
    before: str
    after: str


class Hit(NamedTuple):
    """Where a row was met."""

    start: int
    row: Row


@cache
def by_pair() -> dict[str, list[Row]]:
    """Every row under its first two characters, longer rows first; read when a block is first looked through."""
    found: dict[str, list[Row]] = {}
    for code, name in CODES.items():
        for wrong, right, unless, before, after, _ in load.rows(f'wording/{name}'):
            lawful = () if unless == '-' else tuple(unless.split('、'))
            row = Row(code, wrong, '' if right == '-' else right, lawful, before.strip('-'), after.strip('-'))
            found.setdefault(wrong[:2], []).append(row)
    for listed in found.values():
        if len(listed) > 1:
            listed.sort(key=lambda row: -len(row.wrong))
    return found


def hits(view: View) -> list[Hit]:
    """What stands in the block of all tables, from left to right; where two meet, the longer has it."""
    if 'lexicon' not in view.memo:
        text, table = view.text, by_pair()
        pairs = table.keys() & set(map(add, text, text[1:]))
        view.memo['lexicon'] = _weighed(view, [row for pair in pairs for row in table[pair]]) if pairs else []
    found: list[Hit] = view.memo['lexicon']
    return found


def findings(view: View, code: str) -> list[Finding]:
    """The hits of one table as findings; the edit is as small as the fault."""
    return [_finding(one) for one in hits(view) if one.row.code == code]


def _finding(hit: Hit) -> Finding:
    code, wrong, right = hit.row[:3]
    end = hit.start + len(wrong)
    if not right:
        return Finding(code, Span(hit.start, end), {'before': wrong, 'after': ''})
    found = replace(code, Span(hit.start, end), wrong, right, Fix.UNSAFE)
    head = _common(wrong, right)
    tail = _common(wrong[head:][::-1], right[head:][::-1])
    edit = (
        found.choices[0]
        .edits[0]
        ._replace(span=Span(hit.start + head, end - tail), text=right[head : len(right) - tail])
    )
    return found._replace(choices=(found.choices[0]._replace(edits=(edit,)),))


def _common(one: str, other: str) -> int:
    n = 0
    while n < min(len(one), len(other)) and one[n] == other[n]:
        n += 1
    return n


def _weighed(view: View, rows: list[Row]) -> list[Hit]:
    found = []
    for row in rows:
        at = view.text.find(row.wrong)
        while at >= 0:
            if not view.protected(at) and _meant(view.text, at, row):
                found.append(Hit(at, row))
            at = view.text.find(row.wrong, at + 1)
    found.sort(key=lambda hit: (hit.start, -len(hit.row.wrong)))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].start + len(kept[-1].row.wrong):
            kept.append(hit)
    return kept


def _meant(text: str, at: int, row: Row) -> bool:
    """Whether the row's string stands here as itself: in its frame, in no longer lawful string, and over no other word's edge."""
    end = at + len(row.wrong)
    if row.before and not re.search(f'(?:{row.before})$', text[max(0, at - 16) : at]):
        return False
    if row.after and not re.match(row.after, text[end : end + 16]):
        return False
    for lawful in row.unless:
        if text.find(lawful, max(0, at - len(lawful) + 1), end + len(lawful) - 1) >= 0:
            return False
    return len(row.wrong) > SHORT or not crosses(text, at, end)


def crosses(text: str, start: int, end: int) -> bool:
    """Whether a word reaches over an edge of this stretch, and the words beside the stretch explain it less well.

    按装修图纸: 装修 reaches over, and no word begins with 修图. 全面部暑: 面部 does too, but 全面 ends where the stretch begins.
    """
    over = max(
        (
            words.frequency(text[a:b])
            for a in range(start + 1, end)
            for b in range(end + 1, min(len(text), end + REACH - 1) + 1)
        ),
        default=0,
    )
    if over and over >= max((words.frequency(text[end : end + n]) for n in (2, 3, 4)), default=0):
        return True
    over = max(
        (words.frequency(text[a:b]) for a in range(max(0, start - REACH + 1), start) for b in range(start + 1, end)),
        default=0,
    )
    return bool(over) and over >= max((words.frequency(text[max(0, start - n) : start]) for n in (2, 3, 4)), default=0)
