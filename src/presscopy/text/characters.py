"""Which characters a text holds: asked by many stages of the same text, worked out once."""

from __future__ import annotations

import re
from functools import lru_cache

LONG = 200_000  # from so many characters on, looking for new ones only pays
PIECE = 20_000


@lru_cache(maxsize=2)
def characters_of(text: str) -> frozenset[str]:
    """Each character of a text once."""
    if len(text) < LONG:
        return frozenset(text)
    known, at = set(text[:PIECE]), PIECE
    while at < len(text):
        # twice as much at a time: the further on, the fewer new ones
        known.update(re.findall(f'[^{re.escape("".join(known))}]', text[at : 2 * at]))
        at *= 2
    return frozenset(known)
