"""All the tables of words under `tables/wording/` in one search: what stands in the blocks of them, and is no accident.

In: the blocks. Out: their hits, each with the row that it met. A row is `wrong right unless before after why`, `-` for an empty cell:
`right` empty: shown only; `unless`: longer strings, parted by “、”, in which it is lawful; `before` and `after`: patterns that must
end and begin at its edges. Rows are found by their first two characters, so that the copy is looked through once, however many rows there are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from presscopy.article.names import common_surnames
from presscopy.rules.scan import Scan, Waker
from presscopy.rules.view import View
from presscopy.tables import lexicon, words
from presscopy.text.finding import Finding, Fix, replace
from presscopy.text.span import Span

REACH = 4  # characters looked at on either side for words that reach over an edge
SHORT = 3  # a longer string is no accident
MANY = 2000  # pairs, from which on a set of all that begin rows pays
FEW = 3  # strings that are quickly asked for one by one


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
def rows_of(pair: str) -> list[Row]:
    """The rows that begin with these characters."""
    found = []
    for row in lexicon.rows_of(pair):
        code, wrong, right, unless, before, after = row.split('\t')
        lawful = () if unless == '-' else tuple(unless.split('、'))
        found.append(Row(code, wrong, right.strip('-'), lawful, before.strip('-'), after.strip('-')))
    return found


def met(scan: Scan) -> dict[int, list[Hit]]:
    """What stands in the blocks of all tables, from left to right, by block; where two meet, the longer has it."""
    found: dict[int, list[Hit]] | None = scan.memo.get('lexicon')
    if found is None:
        met: dict[int, list[Hit]] = {}
        text = f'{scan.text}\n'
        many = len(scan.pairs) > MANY
        for pair in scan.pairs.keys() & lexicon.begun() if many else scan.pairs:
            rows = rows_of(pair)
            if not rows:
                continue
            strings = tuple([row.wrong for row in rows])
            places = scan.pairs[pair]
            if len(strings) > FEW and min(map(len, strings)) > 2:
                third = ''.join(
                    [string[2] for string in strings]
                )  # most of what begins so goes on with another character
                places = [at for at in places if text[at + 2] in third]
            for place in places:
                if text.startswith(strings, place):
                    n, at = scan.at(place)
                    met.setdefault(n, []).extend(Hit(at, row) for row in rows if text.startswith(row.wrong, place))
        found = {n: hits for n, some in met.items() if (hits := _weighed(scan.view(n), some))}
        for n, hits in found.items():
            scan.view(n).memo['lexicon'] = hits
        scan.memo['lexicon'] = found
    return found


def waker(code: str) -> Waker:
    """Wakes a rule in the blocks that hold something of its table."""

    def blocks(scan: Scan) -> Collection[int]:
        return [n for n, hits in met(scan).items() if any(hit.row.code == code for hit in hits)]

    return Waker(blocks, lexicon.pairs)


def findings(view: View, code: str) -> Sequence[Finding]:
    """The hits of one table as findings; the edit is as small as the fault."""
    return [_finding(one) for one in view.memo['lexicon'] if one.row.code == code]


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


def _weighed(view: View, hits: list[Hit]) -> list[Hit]:
    found = [one for one in hits if not view.protected(one.start) and _meant(view.text, one.start, one.row)]
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
    if len(row.wrong) == SHORT - 1 and _a_name(text, at, end):
        return False
    for lawful in row.unless:
        if text.find(lawful, max(0, at - len(lawful) + 1), end + len(lawful) - 1) >= 0:
            return False
    return len(row.wrong) > SHORT or not crosses(text, at, end)


# who says something, or is called something: 沈默老师, 村民严瑾
NAMED_AFTER = r'(?:说|表示|介绍|告诉|坦言|认为|指出|回忆|笑着|老师|先生|女士|同志|书记|主任|院长|校长|医生|教授|[，（](?:\d\d岁|[男女]))'
NAMED_BEFORE = '(?:记者|通讯员|书记|主任|村民|居民|市民|老师|学生|同学|演员|作家|诗人|画家|导演|教授|医生|局长|县长|镇长|村长|校长|院长|经理|老人|同志|名叫|姓名：)'


def _a_name(text: str, at: int, end: int) -> bool:
    """Whether the stretch begins with a surname, and what stands beside it is what stands beside a name."""
    if text[at] not in common_surnames():
        return False
    return bool(re.match(NAMED_AFTER, text[end : end + 4]) or re.search(f'{NAMED_BEFORE}$', text[max(0, at - 4) : at]))


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
