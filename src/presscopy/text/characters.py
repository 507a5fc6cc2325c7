"""Which characters a text holds: asked by many stages of the same text, worked out once."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=2)
def characters_of(text: str) -> frozenset[str]:
    """Each character of a text once."""
    return frozenset(text)
