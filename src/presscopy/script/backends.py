"""Ways to send a text through a character table, all with the same outcome.

In: a text. Out: the text by the table, and where the characters of interest stand (anchors, and what the table of the first plane cannot hold).

standard   `str.translate`, with a list for long texts, and one `re` class for the places
pillow     the table as two rows of bytes, low and high, through which Pillow sends a picture of one line; ReportLab brings Pillow
numpy      the table as an array; the places come out of the same pass

They pay only on long texts: when their module is loaded already, or when the text is so long that loading it pays.
"""

from __future__ import annotations

import re
import sys

TYPE_CHECKING = False  # as in typing, whose import costs a quarter of a start
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Backend(Protocol):
        """One way."""

        def look(self, text: str) -> tuple[str, list[int]]:
            """The text by the table, and the places of interest from left to right."""


NAMES = 'auto', 'standard', 'pillow', 'numpy'
LONG = 60_000  # from this many characters on, in one text or in several, a list pays its making
# from how many characters on a module pays: when it is loaded already, and when it is not
PAYS = {'numpy': (20_000, 3_000_000), 'pillow': (400_000, 1_500_000)}
MODULES = {'numpy': 'numpy', 'pillow': 'PIL'}
_MARK = 1 << 31
_BEYOND = '\U00010000-\U0010ffff'  # the tables of the first plane leave these alone


def chosen(name: str, size: int) -> str:
    """The way for a text of so many characters: the one named, or for `auto` the quickest that is there."""
    if name != 'auto':
        return name
    for one, (loaded, fresh) in PAYS.items():
        if size >= (loaded if MODULES[one] in sys.modules else fresh) and _there(MODULES[one]):
            return one
    return 'standard'


def _there(module: str) -> bool:
    from importlib.util import find_spec

    return module in sys.modules or find_spec(module) is not None


def made(name: str, table: dict[int, int], anchors: str, alone: frozenset[str], bigrams: set[str]) -> Backend:
    """The way of that name, for a table and the characters whose places are wanted.

    A way may leave out the places at which neither one of `alone` stands nor a pair of `bigrams`.

    Raises PressError when its module is not there.
    """
    if name == 'standard':
        return Standard(table, anchors)
    try:
        return Numpy(table, anchors, alone, bigrams) if name == 'numpy' else Pillow(table, anchors)
    except ImportError:
        from presscopy.errors import PressError

        raise PressError(f'没有安装 {MODULES[name]}', 'backend', 'pip install numpy，或用 standard') from None


def beyond(table: dict[int, int]) -> str:
    """The characters of the first plane whose target lies beyond it."""
    return ''.join(chr(code) for code, new in table.items() if code < 0x10000 <= new)


class Standard:
    """`str.translate`: with the table itself at first, with a list once there was enough to translate."""

    def __init__(self, table: dict[int, int], anchors: str) -> None:
        self._table = table
        self._dense: list[int] = []
        self._done = 0
        self._class = re.compile(f'[{re.escape(anchors)}{_BEYOND}]')

    def look(self, text: str) -> tuple[str, list[int]]:
        """The text by the table, and the places of interest from left to right."""
        return self.translate(text), [match.start() for match in self._class.finditer(text)]

    def translate(self, text: str) -> str:
        """By the table alone. In a long text the characters beyond the first plane wait for the patches."""
        if not self._dense:
            self._done += len(text)
            if self._done < LONG:
                return text.translate(self._table)
            dense = list(range(0x10000))
            for code, new in self._table.items():
                if code < 0x10000:
                    dense[code] = new
            self._dense = dense
        return text.translate(self._dense)


class Numpy:
    """The table as an array of all code points; a bit beyond them marks the characters whose places are wanted."""

    def __init__(self, table: dict[int, int], anchors: str, alone: frozenset[str], bigrams: set[str]) -> None:
        import numpy

        self._np = numpy
        self._table = numpy.arange(0x110000, dtype='<u4')
        self._table[list(table)] = list(table.values())
        self._table[[ord(char) for char in anchors]] |= _MARK
        self._alone = numpy.zeros(0x110000, dtype=bool)
        self._alone[[ord(char) for char in alone]] = True
        pairs = sorted(ord(pair[0]) << 32 | ord(pair[1]) for pair in bigrams)
        self._pairs = numpy.array(pairs or [-1], dtype='<i8')

    def look(self, text: str) -> tuple[str, list[int]]:
        """The text by the table, and the places of interest from left to right."""
        np = self._np
        if not text:
            return '', []
        codes = np.array(text).reshape(1).view('<u4')
        made = self._table.take(codes)
        places = np.flatnonzero(made >= _MARK)
        made[places] &= _MARK - 1
        if not made[-1]:  # numpy drops NULs at the end of a string
            return made.tobytes().decode('utf-32-le', 'surrogatepass'), self._near(codes, places)
        return str(made.view(f'<U{len(made)}').item()), self._near(codes, places)

    def _near(self, codes: Any, places: Any) -> list[int]:
        """Of these places, those at which something may be decided."""
        here = codes[places].astype('<i8')
        after = codes[(places + 1).clip(max=len(codes) - 1)].astype('<i8')
        before = codes[(places - 1).clip(min=0)].astype('<i8')
        near = self._alone[here] | self._is_pair(here << 32 | after) | self._is_pair(before << 32 | here)
        found: list[int] = places[near].tolist()
        return found

    def _is_pair(self, pairs: Any) -> Any:
        return self._pairs[self._np.searchsorted(self._pairs, pairs).clip(max=len(self._pairs) - 1)] == pairs


class Pillow:
    """The table as two rows of 65,536 bytes: a picture of one line is sent through each, and the two are woven."""

    def __init__(self, table: dict[int, int], anchors: str) -> None:
        from PIL import Image

        self._image, self._standard = Image, Standard(table, anchors)
        full = list(range(0x10000))
        for code, new in table.items():
            if code < 0x10000 and new < 0x10000:
                full[code] = new
        self._low, self._high = [new & 0xFF for new in full], [new >> 8 for new in full]
        self._class = re.compile(f'[{re.escape(anchors + beyond(table))}{_BEYOND}]')

    def look(self, text: str) -> tuple[str, list[int]]:
        """The text by the table, and the places of interest from left to right."""
        data = text.encode('utf-16-le', 'surrogatepass')
        if not data:
            return '', []
        points = self._image.frombytes('I', (len(data) // 2, 1), data, 'raw', 'I;16')
        woven = self._image.merge('LA', (points.point(self._low, 'L'), points.point(self._high, 'L'))).tobytes()
        made = str(woven, 'utf-16-le', 'surrogatepass')
        if len(made) != len(text):
            return self._standard.look(text)  # two halves of a character stood side by side, and UTF-16 made them one
        return made, [match.start() for match in self._class.finditer(text)]
