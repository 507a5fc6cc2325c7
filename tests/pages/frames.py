"""The rules drawn around an editor's note: they go around all of it, and around nothing else.

In: boxes, glyphs and lines. Out: what is wrong, in words. A note that runs on in the next column has its rules left and
right in every piece, above in the first, below in the last, and is open where it runs on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from .fonts import Rect
from .lines import Line, ink_hull
from .measures import TOUCH, inside, meet, pieces
from .reader import Box, Glyph

THIN = 2.5  # pt: a filled box no thicker is a rule
FAR = 3  # em: how far from the ink a rule may stand
FAR_LEFT = 5  # em: from an indented first line
STRAIGHT = 0.5  # pt


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: `at` is where it stands, `low` and `high` how far it goes."""

    page: int
    upright: bool
    at: float
    low: float
    high: float

    def spans(self, low: float, high: float) -> bool:
        """Does it go along all of this?"""
        return self.low <= low + TOUCH and self.high >= high - TOUCH


def rules_of(boxes: Sequence[Box]) -> list[Rule]:
    """Every rule of the pages: lines, thin filled boxes, the four sides of stroked boxes."""
    return [rule for box in boxes for rule in box_rules(box)]


def box_rules(box: Box) -> list[Rule]:
    """The rules one box draws."""
    page, x0, y0, x1, y1 = box[:5]
    if box.kind == 'image':
        return []
    thin = THIN if box.filled and box.stroke is None else STRAIGHT
    if x1 - x0 <= thin and y1 - y0 > thin:
        return [Rule(page, True, (x0 + x1) / 2, y0, y1)]
    if y1 - y0 <= thin and x1 - x0 > thin:
        return [Rule(page, False, (y0 + y1) / 2, x0, x1)]
    if box.stroke is None or x1 - x0 <= thin:
        return []
    upright = [Rule(page, True, x, y0, y1) for x in (x0, x1)]
    return [*upright, *(Rule(page, False, y, x0, x1) for y in (y0, y1))]


def note_faults(lines: Sequence[Line], glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> list[str]:
    """What is wrong with the rules around the notes of an article."""
    rules, faults = rules_of(boxes), []
    notes = [line for line in lines if line.role == 'editors_note']
    for _, group in groupby(notes, key=lambda line: line.block):
        own = pieces(list(group))
        for i, piece in enumerate(own):
            faults += piece_faults(piece, rules, glyphs, i == 0, i == len(own) - 1)
    return faults + enclosed(lines, glyphs, boxes)


def piece_faults(
    piece: Sequence[Line], rules: Sequence[Rule], glyphs: Sequence[Glyph], first: bool, last: bool
) -> list[str]:
    """What is wrong around the lines of a note in one column."""
    where, size = piece[0], piece[0].size
    box = ink_hull(glyph for line in piece for glyph in line.visible)
    if box is None:
        return []
    here = [rule for rule in rules if rule.page == where.page]
    found = {
        'left': nearest(here, True, box[0], -FAR_LEFT * size, (box[1], box[3])),
        'right': nearest(here, True, box[2], (FAR_LEFT if len(piece) == 1 else FAR) * size, (box[1], box[3])),
        'top': nearest(here, False, box[3], FAR * size, (box[0], box[2])) if first else None,
        'bottom': nearest(here, False, box[1], -FAR * size, (box[0], box[2])) if last else None,
    }
    wanted = ['left', 'right', *(['top'] if first else []), *(['bottom'] if last else [])]
    faults = [f'{where}: no rule at the {side}' for side in wanted if found[side] is None]
    left, right = found['left'], found['right']
    if left is None or right is None:
        return faults
    room = inner_room(left, right, found['top'], found['bottom'])
    if not first and closed(here, room, box[3], room[3]):
        faults.append(f'{where}: closed above, though it runs on')
    if not last and closed(here, room, room[1], box[1]):
        faults.append(f'{where}: closed below, though it runs on')
    return faults + strangers(where, room, piece, glyphs)


def nearest(rules: Sequence[Rule], upright: bool, edge: float, reach: float, along: tuple[float, float]) -> Rule | None:
    """The rule next to an edge, on the side and as far as `reach` says, that goes along all of the text."""
    low, high = sorted((edge, edge + reach))
    near = [
        rule
        for rule in rules
        if rule.upright == upright and low - TOUCH <= rule.at <= high + TOUCH and rule.spans(*along)
    ]
    return min(near, key=lambda rule: abs(rule.at - edge), default=None)


def inner_room(left: Rule, right: Rule, top: Rule | None, bottom: Rule | None) -> Rect:
    """What the rules enclose; where one is open, as far as the others go."""
    y0 = bottom.at if bottom else min(left.low, right.low)
    y1 = top.at if top else max(left.high, right.high)
    return (left.at, y0, right.at, y1)


def closed(rules: Sequence[Rule], room: Rect, low: float, high: float) -> bool:
    """Is there a rule across the room at this height?"""
    return any(
        not rule.upright and low - TOUCH <= rule.at <= high + 2 * STRAIGHT and rule.spans(room[0] + 1, room[2] - 1)
        for rule in rules
    )


def strangers(where: Line, room: Rect, piece: Sequence[Line], glyphs: Sequence[Glyph]) -> list[str]:
    """Ink within the rules that is not the note's."""
    own = {id(glyph) for line in piece for glyph in line.glyphs}
    text = [g.text for g in glyphs if g.page == where.page and g.ink and id(g) not in own and meet(g.ink, room)]
    return [f'{where}: its rules go around “{"".join(text)[:12]}”, too'] if text else []


def enclosed(lines: Sequence[Line], glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> list[str]:
    """Lines of other blocks inside a drawn box; a frame around the whole page is none."""
    faults = []
    inks: dict[int, list[Rect]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.ink and not glyph.artifact:
            inks[glyph.page].append(glyph.ink)
    for box in boxes:
        frame = box[1:5]
        if box.stroke is None or box.kind == 'line' or all(inside(ink, frame) for ink in inks[box.page]):
            continue
        for line in lines:
            if line.page == box.page and line.role != 'editors_note' and line.ink and inside(line.ink, frame):
                faults.append(f'{line} stands in a box')
    return faults


def struck(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> list[str]:
    """Glyphs that a rule runs through."""
    faults, inks = [], defaultdict(list)
    for glyph in glyphs:
        inks[glyph.page].append(glyph)
    for rule in rules_of(boxes):
        bar = (rule.at - 0.5, rule.low, rule.at + 0.5, rule.high)
        if not rule.upright:
            bar = (rule.low, rule.at - 0.5, rule.high, rule.at + 0.5)
        hit = [g.text for g in inks[rule.page] if g.ink and runs_through(bar, g.ink, rule)]
        if hit:
            faults.append(f'p{rule.page + 1}: a rule at {rule.at:.1f} runs through “{"".join(hit)[:12]}”')
    return faults


def runs_through(bar: Rect, ink: Rect, rule: Rule) -> bool:
    """Does the middle of the rule lie inside the ink?"""
    low, high = (ink[0], ink[2]) if rule.upright else (ink[1], ink[3])
    return low + TOUCH < rule.at < high - TOUCH and meet(bar, ink)
