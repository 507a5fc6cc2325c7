"""Offsets as an editor and as a machine name them: line and column, display cells."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple
from unicodedata import category, east_asian_width


class Place(NamedTuple):
    """Line and column, both from 1; columns are code points."""

    row: int
    column: int


class Places:
    """The lines of one text."""

    __slots__ = ('starts', 'text')

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        at = text.find('\n')
        while at >= 0:
            self.starts.append(at + 1)
            at = text.find('\n', at + 1)

    def of(self, offset: int) -> Place:
        """The place of an offset; the end of the text is a place too."""
        row = bisect_right(self.starts, offset)
        return Place(row, offset - self.starts[row - 1] + 1)

    def utf16(self, offset: int) -> Place:
        """The same with the column in UTF-16 code units, of which a character beyond the first plane takes two."""
        row, column = self.of(offset)
        before = self.text[offset - column + 1 : offset]
        return Place(row, column + sum(char > '\uffff' for char in before))

    def line(self, row: int) -> str:
        """The text of line `row`, without its end."""
        end = self.starts[row] - 1 if row < len(self.starts) else len(self.text)
        return self.text[self.starts[row - 1] : end]


def cells(text: str) -> int:
    """How many cells a terminal gives the text: 2 for Han and full-width marks, 0 for combining marks.

    Curly quotes, ellipses and dashes are of ambiguous width; terminals give them one cell unless told otherwise.
    """
    return sum(0 if category(char) in ('Mn', 'Me') else 2 if east_asian_width(char) in 'WF' else 1 for char in text)


def is_wide(char: str) -> bool:
    """Whether a character takes two cells: Han, kana, full-width marks. '' does not."""
    return char != '' and east_asian_width(char) in 'WF'
