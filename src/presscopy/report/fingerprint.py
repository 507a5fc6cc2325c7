"""What a finding is known by when the copy around it moves: its code and the line it stands in, white space aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from presscopy.report.located import Located
from presscopy.text.place import Places


def marks(found: Sequence[Located], text: str) -> list[str]:
    """For each finding its code and a digest of its line; the same for the same fault in the same line, wherever the line has gone."""
    places = Places(text)
    lines: dict[int, str] = {}
    told = []
    for one in found:
        row = places.of(one.span.start).row
        if row not in lines:
            lines[row] = digest(''.join(places.line(row).split()))
        told.append(f'{one.code} {lines[row]}')
    return told


def fingerprints(found: Sequence[Located], text: str, name: str) -> list[str]:
    """For each finding of a file a name of its own that stays when lines are moved."""
    seen: Counter[str] = Counter()
    told = []
    for mark in marks(found, text):
        told.append(digest(f'{name}\n{mark}\n{seen[mark]}', 32))
        seen[mark] += 1
    return told


def digest(text: str, length: int = 16) -> str:
    """A short digest of a text in hexadecimal digits."""
    return sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:length]
