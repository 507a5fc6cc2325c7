"""A block: one paragraph or line, and the part it plays on the page."""

from __future__ import annotations

from typing import NamedTuple

from presscopy.text.span import Span

ROLES = (
    'kicker',
    'title',
    'deck',
    'byline',
    'editors_note',
    'heading',
    'body',
    'caption',
    'credit',
    'question',
    'answer',
    'signature',
    'lead',
    'dateline',
    'verse',
    'item',
)
# parts written in whole sentences, in which a space between two Han characters is a slip
RUNNING = frozenset(('body', 'lead', 'editors_note', 'question', 'answer', 'item'))


class Block(NamedTuple):
    """A stretch of the article's text, its role, why it was given that role, how sure that is (0 to 1), and how deep an item's list stands in others."""

    role: str
    span: Span
    reason: str = ''
    certainty: float = 1.0
    level: int = 0
