"""Whether a few characters are a Chinese name, by its surname; in either script."""

from __future__ import annotations

import re
from functools import cache

from presscopy.tables.load import rows


@cache
def surnames() -> frozenset[str]:
    """Every surname of the table, in both scripts."""
    return frozenset(form for simplified, traditional, _ in rows('surnames') for form in (simplified, traditional))


@cache
def common_surnames() -> frozenset[str]:
    """The surnames one meets most, by which a list of names can be known, Simplified."""
    return frozenset(simplified for simplified, _, common in rows('surnames') if common == '1')


def is_name(text: str) -> bool:
    """Whether a text may be one person's name: a surname and one or two characters, a blank between two allowed, or a name with ·."""
    bare = re.sub(r'(?<=^.)[ \u3000]+(?=.$)', '', text)
    if not bare or not all('\u4e00' <= char <= '\u9fff' or char == '·' for char in bare):
        return False
    if '·' in bare:
        return 3 <= len(bare) <= 14 and bare[0] != '·' != bare[-1]
    return (2 <= len(bare) <= 3 and bare[0] in surnames()) or (3 <= len(bare) <= 4 and bare[:2] in surnames())


def are_names(text: str) -> bool:
    """Whether a text is names and nothing else, parted by blanks or 、."""
    parts = re.split(r'[ \u3000]+|、', text.strip())
    joined, i = [], 0
    while i < len(parts):
        # 王 伟: a blank inside a name of two characters
        if len(parts[i]) == 1 and i + 1 < len(parts) and len(parts[i + 1]) == 1:
            joined.append(parts[i] + parts[i + 1])
            i += 2
        else:
            joined.append(parts[i])
            i += 1
    return all(map(is_name, joined))
