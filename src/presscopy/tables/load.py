"""The one reader of the tables.

A table is a TSV file in UTF-8. Lines that begin with `#` are its head (what it is, source, licence, date) and its remarks;
every other line is a row, cells parted by one tab. A name may hold a folder: `rows('script/phrases')`.
"""

from __future__ import annotations

import os
from functools import cache

FOLDER = os.path.dirname(__file__)


def lines(name: str) -> list[str]:
    """The rows of table `name` as they stand, for a table so long that only some of its rows are ever taken apart."""
    with open(os.path.join(FOLDER, *f'{name}.tsv'.split('/')), encoding='utf-8') as file:
        return [line for line in file.read().splitlines() if line and line[0] != '#']


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """All rows of table `name` (without `.tsv`), in the file's order."""
    return tuple(tuple(line.split('\t')) for line in lines(name))


@cache
def column(name: str, index: int = 0) -> frozenset[str]:
    """One column of table `name` as a set."""
    return frozenset(row[index] for row in rows(name))
