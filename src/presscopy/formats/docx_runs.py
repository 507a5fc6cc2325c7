"""The characters of a paragraph in a Word file, as its reader sees them.

In: one w:p after another, in the order of the copy. Out: text with '\\n' for line breaks inside the paragraph, and the text boxes
anchored in it. Deleted and hidden text, readings over characters and field codes are left out. ECMA-376 part 1, 17.3.3 and 17.16.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from presscopy.formats.docx_package import MATH, SKIPPED, W, inside, is_on
from presscopy.formats.docx_styles import Styles

SPACE = '{http://www.w3.org/XML/1998/namespace}space'
PLAIN = {W + 'tab': '\t', W + 'ptab': '\t', W + 'cr': '\n', W + 'noBreakHyphen': '-'}
TEXTS = (W + 't', MATH + 't')
RUN, BOX = W + 'r', W + 'txbxContent'
WORDART = '{urn:schemas-microsoft-com:vml}textpath'
FIELD, CODE, SIMPLE = W + 'fldChar', W + 'instrText', W + 'fldSimple'
SYMBOL_FONTS = ('symbol', 'wingdings', 'webdings', 'marlett', 'zapfdingbats')
# figures set above the line: without this 10 to the power of 5 would read 105
RAISED = str.maketrans('0123456789+-−–n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ')
FIGURES = frozenset('0123456789+-−–n')

LONGEST_CODE, MOST_BRACKETS = 1000, 12  # of an equation that a person set
ALL_CODES = 1_000_000  # characters of all equations: 10,000 phonetic guides
SWITCH = re.compile(r'\\([osfx])(?:\s{0,9}+\\[a-z]{1,2}+\d{0,4}+){0,5}+\s{0,9}+\(', re.IGNORECASE)
MARK = re.compile(r'\\[(),;\\]|[(),;]')  # those after a backslash are text
READING = re.compile(r'\s{0,9}\\s\s{0,9}\\(?:up|do)', re.IGNORECASE)


class Paragraph:
    """What has been read of a paragraph: pieces of text, and the text boxes that hang on it."""

    __slots__ = ('boxes', 'pieces')

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.boxes: list[Any] = []


class Note(NamedTuple):
    """A footnote or endnote and the mark that stands for it in the text; '' when the author set one of his own."""

    mark: str
    element: Any


class Notes:
    """The notes of a file, numbered in the order in which the text refers to them."""

    def __init__(self, footnotes: Any, endnotes: Any) -> None:
        self.known = {
            (kind, note.get(W + 'id')): note
            for kind, root in (('footnote', footnotes), ('endnote', endnotes))
            for note in ([] if root is None else root.findall(W + kind))
            if note.get(W + 'type') in (None, 'normal')
        }
        self.marks: dict[tuple[str, str | None], str] = {}
        self.cited: list[Note] = []
        self.count = 0

    def mark(self, kind: str, reference: Any) -> str:
        """The mark of the note that a reference points to."""
        key = kind, reference.get(W + 'id')
        if key not in self.marks:
            own = reference.get(W + 'customMarkFollows') in ('1', 'true', 'on')
            self.count += not own
            self.marks[key] = '' if own else note_mark(self.count)
            if key in self.known:
                self.cited.append(Note(self.marks[key], self.known[key]))
        return self.marks[key]


def note_mark(number: int) -> str:
    """① to ⑳, then 〔21〕."""
    return chr(ord('①') + number - 1) if number <= 20 else f'〔{number}〕'


class _Field:
    """A field that has begun: its code so far, and what stood in it as text."""

    __slots__ = ('code', 'filled', 'text')

    def __init__(self) -> None:
        self.code: list[str] = []
        self.text: list[str] = []
        self.filled = False


class _Manner(NamedTuple):
    """How a run is shown."""

    hidden: bool = False
    raised: bool = False


SHOWN = _Manner()


class Runs:
    """Reads paragraphs; keeps what goes on from one to the next: fields not yet ended, notes referred to."""

    def __init__(self, styles: Styles, notes: Notes, *, preserve: bool = False) -> None:
        self.styles, self.notes, self.preserve = styles, notes, preserve
        self.fields: list[_Field] = []  # begun
        self.read = 0  # characters of equations
        self.codes: list[_Field] = []  # those of them whose result has not come yet

    def take(self, element: Any, into: Paragraph) -> None:
        """Read one w:p to the end."""
        hidden = self.styles.hides(element.find(W + 'pPr'))
        stack: list[tuple[Iterator[Any], _Manner]] = [(inside(element), SHOWN)]
        while stack:
            children, manner = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif isinstance(child, str):
                self._put(child, into)
            elif child.tag == RUN:
                stack.append((inside(child), manner if manner.hidden else self._manner(child, hidden)))
            elif (deeper := self._read(child, manner, into)) is not None:
                stack.append((deeper, manner))
        self._leave(into)

    def _read(self, child: Any, manner: _Manner, into: Paragraph) -> Iterator[Any] | None:
        """Take what one element holds; returns what lies deeper."""
        tag = child.tag
        if tag in SKIPPED or not isinstance(tag, str):  # comments and processing instructions have no name
            return None
        if tag == FIELD:
            self._field(child.get(W + 'fldCharType'), into)
        elif tag == CODE:
            if self.codes:
                self.codes[-1].code.append(child.text or '')
        elif manner.hidden:
            return None
        elif tag in TEXTS:
            self._put(_raised(self._text(child)) if manner.raised else self._text(child), into)
        elif tag in PLAIN:
            self._put(PLAIN[tag], into)
        elif tag in (BOX, WORDART):
            into.boxes.append(child)
        elif tag in READERS:
            return READERS[tag](self, child, into)
        else:
            return inside(child)
        return None

    def _text(self, element: Any) -> str:
        """The text of a w:t. Word shows no white space at its ends unless told to keep it, and a line end as a space."""
        text = element.text or ''
        if not (self.preserve or element.get(SPACE) == 'preserve'):
            text = text.strip(' \t\r\n')
        return text.replace('\n', ' ').replace('\r', ' ') if '\n' in text or '\r' in text else text

    def _manner(self, run: Any, hidden: bool) -> _Manner:
        properties = run.find(W + 'rPr')
        if properties is None:
            return _Manner(hidden) if hidden else SHOWN
        own: bool | None = None
        raised = False
        for one in properties:
            if one.tag == W + 'vanish':
                own = is_on(one)
            elif one.tag == W + 'rStyle':
                # a switch in both styles turns back: ECMA-376 part 1, 17.7.3
                hidden = hidden != self.styles.hides_run(one.get(W + 'val'))
            elif one.tag == W + 'vertAlign':
                raised = one.get(W + 'val') == 'superscript'
        return _Manner(hidden if own is None else own, raised)

    def _put(self, text: str, into: Paragraph) -> None:
        if self.codes:
            self.codes[-1].code.append(text)
            self.codes[-1].text.append(text)
            return
        if self.fields and text:
            self.fields[-1].filled = True
        into.pieces.append(text)

    def _field(self, kind: str | None, into: Paragraph) -> None:
        if kind == 'begin':
            field = _Field()
            self.fields.append(field)
            self.codes.append(field)
        elif kind == 'separate' and self.codes and self.codes[-1] is self.fields[-1]:
            self.codes.pop()
        elif kind == 'end' and self.fields:
            field = self.fields.pop()
            if self.codes and self.codes[-1] is field:
                self.codes.pop()
            if not field.filled:
                self._put(self._equation(''.join(field.code)), into)

    def _equation(self, code: str) -> str:
        """What a field without a result sets, while those of the file are not too many to have been set by a person."""
        self.read += min(len(code), LONGEST_CODE)
        return equation(code) if self.read <= ALL_CODES else ''

    def _leave(self, into: Paragraph) -> None:
        """A code ends with its paragraph at the latest: a field that was begun by mistake does not swallow the copy."""
        broken, self.codes = self.codes, []
        for field in broken:
            into.pieces += field.text

    def _break(self, element: Any, into: Paragraph) -> None:
        if element.get(W + 'type') not in ('page', 'column'):
            self._put('\n', into)

    def _symbol(self, element: Any, into: Paragraph) -> None:
        self._put(symbol(element.get(W + 'font') or '', element.get(W + 'char') or ''), into)

    def _simple(self, element: Any, into: Paragraph) -> Iterator[Any]:
        """A simple field: its result; for an equation, which has none, what it sets."""
        return inside(element) if len(element) else iter((self._equation(element.get(W + 'instr') or ''),))

    def _footnote(self, element: Any, into: Paragraph) -> None:
        self._put(self.notes.mark('footnote', element), into)

    def _endnote(self, element: Any, into: Paragraph) -> None:
        self._put(self.notes.mark('endnote', element), into)

    def _fraction(self, element: Any, into: Paragraph) -> Iterator[Any]:
        above, below = element.find(MATH + 'num'), element.find(MATH + 'den')
        return iter([one for one in (above, '/', below) if one is not None])

    def _power(self, element: Any, into: Paragraph) -> Iterator[Any]:
        base, power = element.find(MATH + 'e'), element.find(MATH + 'sup')
        above = '' if power is None else ''.join(one.text or '' for one in power.iter(MATH + 't'))
        return iter([one for one in (base, _raised(above)) if one is not None])


READERS: dict[str, Callable[[Runs, Any, Paragraph], Iterator[Any] | None]] = {
    W + 'br': Runs._break,
    W + 'sym': Runs._symbol,
    SIMPLE: Runs._simple,
    W + 'footnoteReference': Runs._footnote,
    W + 'endnoteReference': Runs._endnote,
    MATH + 'f': Runs._fraction,
    MATH + 'sSup': Runs._power,
}


def _raised(text: str) -> str:
    return text.translate(RAISED) if FIGURES.issuperset(text) else text


def symbol(font: str, code: str) -> str:
    """The character of a w:sym. In a symbol font it keeps a code for private use: no other font has the sign there."""
    try:
        number = int(code[:8], 16)
    except ValueError:
        return ''
    if font.lower().replace(' ', '').startswith(SYMBOL_FONTS):
        return chr(0xF000 | number & 0xFF)
    control = number < 0x20 or 0x7F <= number < 0xA0
    return '' if control or 0xD800 <= number < 0xE000 or number > 0x10FFFF else chr(number)


def equation(code: str) -> str:
    r"""What an EQ field sets: the base of a phonetic guide, the character in a circle, a fraction; '' for another field.

    Word's 拼音指南 makes `EQ \* jc2 \* hps10 \o\ad(\s\up 9(pīn),拼)`, its 带圈字符 `eq \o\ac(○,3)`.
    """
    code = code.strip()[:LONGEST_CODE]
    if code[:2].upper() != 'EQ' or code.count('(') > MOST_BRACKETS:
        return ''
    match = SWITCH.search(code)
    return _formula(code, match, 2) if match else ''


def _formula(code: str, match: re.Match[str], depth: int) -> str:
    parts = _arguments(code, match.end())
    kind = match[1].lower()
    if kind == 'o':
        bases = [part for part in parts if not READING.match(part)] or ['']
        base = _argument(bases[-1], depth)
        if parts[0].strip() in ('○', '〇', '◯') and base.isascii() and base.isdecimal() and 0 < int(base[:3]) <= 20:
            return chr(ord('①') + int(base) - 1)
        return base
    shown = [_argument(part, depth) for part in parts]
    return '/'.join(shown) if kind == 'f' else ''.join(shown)


def _argument(part: str, depth: int) -> str:
    match = SWITCH.search(part)
    if match and depth:
        return _formula(part, match, depth - 1)
    return '' if match else re.sub(r'\\(.)', r'\1', part.strip())


def _arguments(code: str, at: int) -> list[str]:
    """What stands between the bracket that opens before `at` and the one that closes it, parted at commas."""
    parts: list[str] = []
    start, depth = at, 0
    for mark in MARK.finditer(code, at):
        at = mark.start()
        depth += (mark[0] == '(') - (mark[0] == ')')
        if depth < 0:
            return [*parts, code[start:at]]
        if mark[0] in (',', ';') and not depth:
            parts.append(code[start:at])
            start = mark.end()
    return [*parts, code[start:]]
