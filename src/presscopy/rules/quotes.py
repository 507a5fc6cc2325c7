"""Quotation marks: which opens, which closes, how deep, and so which form (GB/T 15834—2011, 4.8).

All quotation marks of a block are read together. Each is taken as opening or closing, at the least cost: what stands beside it, the way it
already points, and the order “outer double, inner single” speak for one reading; marks that find no partner cost most. Straight marks are only
rewritten when the whole block pairs up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from presscopy.rules.registry import Family
from presscopy.rules.scan import Scan, Waker
from presscopy.rules.view import SPACES, View, is_digit, is_latin
from presscopy.text.finding import Finding, Fix, replace
from presscopy.text.span import Span

FAMILY = Family()
rule = FAMILY.rule

DOUBLE, SINGLE = '“”', '‘’'
# each mark: what it pairs with, and the way it points (+1 opens, -1 closes, 0 both)
KIND = {
    '“': ('double', 1), '”': ('double', -1), '‘': ('single', 1), '’': ('single', -1), '"': ('double', 0), "'": ('single', 0),
    '「': ('corner', 1), '」': ('corner', -1), '『': ('white', 1), '』': ('white', -1), '＂': ('double', 0), '〝': ('double', 1), '〞': ('double', -1),
}  # fmt: skip
MARKS = f'[{"".join(KIND)}]'
STRAIGHT = '"\'＂'
NEVER_FIRST = '，。、；：？！,.;:!?）)》】'
LEADS_IN = '：:（(《、【'
CODES = {
    '"': 'BD108',
    '＂': 'BD108',
    '〝': 'BD108',
    '〞': 'BD108',
    "'": 'BD109',
    '「': 'BD110',
    '」': 'BD110',
    '『': 'BD110',
    '』': 'BD110',
}
UNPAIRED, FLIP, NEST, MIXED, VOID, ODD, ABSURD = 8.0, 3.0, 1.5, 1.0, 6.0, 6.0, 14.0
# two marks that find no partner are better than one turned where it cannot stand: 他说：“好。他说：“行。
FAR = 0.002  # a character between two partners: of two readings the one with short quotations is likelier
DEEPEST, BEAM = 4, 24
MOST = 1000  # marks of a paragraph; what has more is no copy, and takes seconds to read


class Token(NamedTuple):
    """A quotation mark in the block."""

    at: int
    char: str
    kind: str
    points: int


# the last mark's role and, linked, those before it: sharing them keeps a long block cheap
Roles = tuple[tuple[bool, int], Any] | None


class Reading(NamedTuple):
    """One way to read the marks so far: cost, the marks still open, (opens, depth) for each mark; depth -1 is unpaired."""

    cost: float
    open: tuple[int, ...]
    roles: Roles


def tokens(view: View) -> list[Token]:
    """The quotation marks of a block, apostrophes and measures left out."""
    found = []
    for match in re.finditer(MARKS, view.text):
        i, char = match.start(), match[0]
        if not (view.protected(i) or (char in "'’" and _apostrophe(view, i)) or _inch(view, i)):
            found.append(Token(i, char, *KIND[char]))
    return found


def _apostrophe(view: View, i: int) -> bool:
    if re.search(r"['’][nN]['’]", view.text[max(0, i - 2) : i + 3]):
        return True  # rock 'n' roll
    if not is_latin(view[i - 1]) and not is_digit(view[i - 1]):
        one, two, three = (view[at].isdecimal() for at in range(i + 1, i + 4))  # wide figures too
        return one and two and not three and _of_a_year(view, i)
    return is_latin(view[i + 1]) or (
        view[i] == "'" and view[i + 1] == ' ' and is_latin(view[i + 2]) and view.text.find("'") == i
    )


def _of_a_year(view: View, i: int) -> bool:
    """Whether the mark at `i`, two digits after it, stands for the beginning of a year (’98世博会), no quotation being open."""
    return view[i] == "'" or view.text.rfind('‘', 0, i) <= view.text.rfind('’', 0, i)


def _inch(view: View, i: int) -> bool:
    """6.1", 12"、15": a measure, where nothing but measures stands under this mark."""
    char = view[i]
    if char not in '"\'' or not is_digit(view[i - 1]):
        return False
    return view[i + 1] == 'x' or all(is_digit(view[match.start() - 1]) for match in re.finditer(char, view.text))


def read(view: View, marks: list[Token]) -> list[tuple[bool, int]]:
    """The cheapest reading of all marks, (opens, depth) each, by a narrow search from left to right."""
    beam = [Reading(0.0, (), None)]
    for n, mark in enumerate(marks):
        opening, closing = _costs(view, mark)
        grown: dict[tuple[int, ...], Reading] = {}
        for state in beam:
            for new in _steps(state, n, mark, marks, opening, closing, view[mark.at - 1]):
                if new.open not in grown or new.cost < grown[new.open].cost:
                    grown[new.open] = new
        beam = sorted(grown.values(), key=lambda one: one.cost)[:BEAM]
    return min((_ended(view, state, marks) for state in beam), key=lambda one: one[0])[1]


def _steps(
    state: Reading, n: int, mark: Token, marks: list[Token], opening: float, closing: float, between: str
) -> Iterator[Reading]:
    depth = len(state.open)
    if depth < DEEPEST:
        same = depth and marks[state.open[-1]].kind == mark.kind
        cost = state.cost + opening + (NEST * depth if same else 0)
        yield Reading(cost, (*state.open, n), ((True, depth), state.roles))
    if depth:
        first = marks[state.open[-1]]
        if first.kind == mark.kind or {first.kind, mark.kind} == {'corner', 'white'}:
            unlike = (first.char in STRAIGHT) != (mark.char in STRAIGHT) or first.kind != mark.kind
            mixed = MIXED if unlike else 0.0
            mixed += FAR * (mark.at - first.at)
            if mark.at == first.at + 2 and between in '、，；：':
                mixed += VOID  # a quotation of nothing but a mark: “甲“、”乙” is two that are turned
            yield Reading(state.cost + closing + mixed, state.open[:-1], ((False, depth - 1), state.roles))
    yield Reading(state.cost + UNPAIRED, state.open, ((mark.points > 0, -1), state.roles))


def _costs(view: View, mark: Token) -> tuple[float, float]:
    """What it costs to read a mark as opening and as closing."""
    left, right = view[mark.at - 1], view[mark.at + 1]
    if mark.points > 0:
        return ODD if right and right in NEVER_FIRST else 0.0, FLIP + (ABSURD if left and left in LEADS_IN else 0.0)
    if mark.points < 0:
        return FLIP + (ABSURD if right and right in NEVER_FIRST else 0.0), ODD if left and left in LEADS_IN else 0.0
    opening = closing = 0.0
    if not left:
        closing += 6
    if not right:
        opening += 6
    if right and right in NEVER_FIRST:
        opening += 4
    if left and left in LEADS_IN:
        closing += 4
    elif left and left in '，,；;':
        closing += 1.5
    elif left and left in '。！？.!?…':
        opening += 0.5
    if (left in SPACES) != (right in SPACES) and left and right:
        if left in SPACES:
            closing += 1
        else:
            opening += 1
    return opening, closing


def _ended(view: View, state: Reading, marks: list[Token]) -> tuple[float, list[tuple[bool, int]]]:
    """Marks left open cost, but for the mark that opens a quotation of several paragraphs, or goes on with it at the head of one (4.8.3.5)."""
    roles, cost, link = [], state.cost, state.roles
    while link is not None:
        role, link = link
        roles.append(role)
    roles.reverse()
    for n in state.open:
        goes_on = marks[n].at == 0 or (n == state.open[0] and view.text[-1] in '。！？…')
        continued = goes_on and view.follows[:1] in tuple(KIND)
        if not continued:
            cost += UNPAIRED
            roles[n] = (True, -1)
    return cost, roles


def _to_be_read(scan: Scan) -> list[int]:
    """The blocks whose marks are not simply “, ”, “, ”; and those with code or markup in them, where a mark may be no mark."""
    unlike = {n for rest, some in scan.only(''.join(KIND)).items() if rest != DOUBLE * (len(rest) // 2) for n in some}
    return sorted(unlike.union(*(scan.holding(one) for one in '`<{\\')))


@rule('BD108 BD109 BD110 BD119 BD201 BD204 BD207', waker=Waker(_to_be_read))
def quotation_marks(view: View) -> Iterator[Finding]:
    """引号的形式、方向和层次。横排用弯引号，外双内单。依据 GB/T 15834—2011 4.8.2、4.8.3.4、4.8.3.5。

    英文段落不动；引文连着几段，段首有引号而段末没有，是正常写法。

        他说："今年的收成好。" → 他说：“今年的收成好。”
        她说：「奶奶常念『瑞雪兆丰年』。」 → 她说：“奶奶常念‘瑞雪兆丰年’。”
        他说：“老人常讲“人勤地不懒”，不假。” → 他说：“老人常讲‘人勤地不懒’，不假。”
        他说：‘老人讲“勤能补拙”，我信。’ → 他说：‘老人讲“勤能补拙”，我信。’
        开展“送温暖“、”送健康”活动。 → 开展“送温暖”、“送健康”活动。
        他说：“好。她说：“行。 → 他说：“好。她说：“行。
        他说”好“，又说”行“。 → 他说“好”，又说“行”。
        what's up → what's up
        我国成功地举办了’97中国旅游年。 → 我国成功地举办了’97中国旅游年。
        ’９８世博会 → ’98世博会
    """
    if not view.has_han and not any('\u3040' <= c <= '\u30ff' for c in view.text):
        return
    marks = tokens(view)
    if _in_order(marks) or len(marks) > MOST:
        return
    roles = read(view, marks)
    broken = any(depth < 0 for _, depth in roles)
    single = [False] * (DEEPEST + 1)  # the form of the pair that is open at each depth
    for mark, (opens, depth) in zip(marks, roles, strict=True):
        if depth < 0:
            yield Finding('BD201', Span(mark.at, mark.at + 1), {'before': mark.char})
        elif opens:
            single[depth] = not single[depth - 1] if depth else mark.kind == 'single'
        if broken:
            # directions cannot be told: only marks that show their own are put into the form of horizontal text
            form = mark.kind == 'white' if mark.kind in ('corner', 'white') else None
            found = _form(mark, mark.points > 0, form, depth) if form is not None else None
        else:
            found = _form(mark, opens, single[depth], depth)
        if found:
            yield found


def _in_order(marks: list[Token]) -> bool:
    """Whether the marks stand as they should: curly, outer double and inner single, all paired."""
    depth = 0
    for mark in marks:
        depth -= mark.points < 0
        if not 0 <= depth < 2 or mark.char != (SINGLE if depth else DOUBLE)[mark.points < 0]:
            return False
        depth += mark.points > 0
    return depth == 0


def _form(mark: Token, opens: bool, single: bool, depth: int) -> Finding | None:
    """What a mark should look like, and by which code."""
    span = Span(mark.at, mark.at + 1)
    want = (SINGLE if single else DOUBLE)[0 if opens else 1]
    if mark.char in CODES:
        return replace(CODES[mark.char], span, mark.char, want)
    if mark.char == want:
        outermost = single and depth == 0
        return replace('BD207', span, mark.char, DOUBLE[0 if opens else 1], Fix.UNSAFE) if outermost else None
    turned = mark.points > 0 if opens else mark.points < 0
    return replace('BD204' if turned else 'BD119', span, mark.char, want)
