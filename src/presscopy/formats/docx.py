"""The copy in a Word file (.docx): one paragraph a line, as the author saw it.

In: the bytes. Out: an article; what the styles say of a line goes into `told`, and the marks that part cells into `closed` and
`seams`. Headers, footers and comments are no copy. ECMA-376 part 1, WordprocessingML. The file is only read, never written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple

from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.errors import PressError
from presscopy.formats.docx_numbering import Numbering
from presscopy.formats.docx_package import AS_TEXT, IN_PARTS, Parts, W, is_on, parts, value, within
from presscopy.formats.docx_runs import SPACE, WORDART, Notes, Paragraph, Runs
from presscopy.formats.docx_styles import SURE, Part, Styles
from presscopy.text.span import Edit, Span

META = {'encoding': 'docx', 'newline': '\n', 'bom': '', 'format': 'docx'}
BETWEEN_CELLS, BETWEEN_PARAGRAPHS = '\t', '\u3000'
DEEPEST = 30  # tables and text boxes inside each other
# the longest of the classic novels has a million characters, in some thousands of paragraphs; each cell of a table counts as one
CHARACTERS, PARAGRAPHS = 2_000_000, 40_000
COLUMNS = 500  # of a table; Word makes 63 at most
NEAR_TOP = 3  # a title stands in one of the first lines
PARAGRAPH, TABLE, ROW, CELL = W + 'p', W + 'tbl', W + 'tr', W + 'tc'


class _Line(NamedTuple):
    """A line of the copy, what its style says of it, and the places of the marks put between cells and their paragraphs."""

    text: str
    part: Part | None = None
    joints: tuple[int, ...] = ()
    turn: int = 0  # which line of its paragraph it is
    number: str = ''  # the list that it is an item of
    level: int = 0  # how deep that stands in others


class _Set(NamedTuple):
    """The lines of a paragraph, and those of the text boxes that follow it; of a table no lines, and its rows."""

    own: list[_Line]
    after: list[_Line]


def read(data: bytes, name: str = '') -> Article:
    """The article in the bytes of a Word file.

    Raises PressError for what is no Word file, for one that is damaged, encrypted or made to harm, and for one without text.
    """
    lines = list(_Reader(parts(data, name), name).lines())
    if not lines:
        raise PressError('没有文字', name, '稿件也许是图片，或者文字都在页眉、批注里；请来稿方发文字稿')
    return _article(lines, name)


def _article(lines: Sequence[_Line], name: str) -> Article:
    told: list[Block] = []
    joints: list[Span] = []
    at = 0
    for line, part in zip(lines, _listed(lines, _titled(lines)), strict=True):
        if part:
            start = at + len(line.text) - len(line.text.lstrip())
            level = line.level if part.role == 'item' else 0
            told.append(Block(part.role, Span(start, at + len(line.text.rstrip())), part.reason, SURE, level))
        joints += (Span(at + joint, at + joint + 1) for joint in line.joints)
        at += len(line.text) + 1
    text = ''.join(f'{line.text}\n' for line in lines)
    if 'presscopy' in text and (made := _marked(text, name, told, joints)):
        return made
    article = Article.of(text, {'name': name, **META})
    return article._replace(told=tuple(told), closed=tuple(joints), seams=tuple(joints))


def _marked(text: str, name: str, told: Sequence[Block], joints: Sequence[Span]) -> Article | None:
    """The article without the marks that an editor wrote into it; None where there are none."""
    from presscopy.formats import ignores, marked

    roles, spared = list(marked.role_marks(text, name)), ignores.marks(text)
    if not roles and not spared:
        return None
    away = marked.apart((*(span for span, _ in roles), *(mark.cut for mark in spared)))
    said = [*(one for _, one in roles), *(marked.Told(b.span, b.role, b.reason, b.certainty, b.level) for b in told)]
    cuts = [Edit(span, '') for span in away]
    wishes = [mark.asks for mark in spared if mark.asks]
    article = marked.article(text, cuts, {'name': name, **META}, said, joints, wishes)
    if not article.text.strip():
        raise PressError('只有标记，没有文字', name, '请检查来稿是否存完整')
    return article


def _titled(lines: Sequence[_Line]) -> list[Part | None]:
    """The part of each line. The only heading of the first level, near the top of a copy without a title, is the title."""
    found = [line.part for line in lines]
    first = [i for i, line in enumerate(lines) if line.part and line.part.level == 1 and not line.turn]
    if len(first) == 1 and first[0] < NEAR_TOP and not any(part and part.role == 'title' for part in found):
        return [Part('title', f'{part.reason}，全文只有这一处') if part and part.level == 1 else part for part in found]
    return found


def _listed(lines: Sequence[_Line], parts: Sequence[Part | None]) -> list[Part | None]:
    """The parts, an item where two or more paragraphs of one list stand together; a lone number is most often a heading's."""
    found = list(parts)
    for (number, free), group in groupby(range(len(lines)), key=lambda i: (lines[i].number, parts[i] is None)):
        rows = list(group)
        items = [i for i in rows if not lines[i].turn]
        if number and free and len(items) > 1:
            for i in items:
                found[i] = Part('item', '项目符号或编号列表的一项')
    return found


class _Reader:
    """Goes through the document once, in its order; numbering and notes count along."""

    def __init__(self, package: Parts, name: str) -> None:
        self.document, self.name = package.document, name
        self.styles = Styles(package.styles)
        self.numbering = Numbering(package.numbering)
        self.notes = Notes(package.footnotes, package.endnotes)
        self.characters = self.paragraphs = 0  # so far
        self.runs = Runs(self.styles, self.notes, preserve=self.document.get(SPACE) == 'preserve')

    def lines(self) -> Iterator[_Line]:
        """All lines: the body, then the notes in the order of their marks."""
        for body in self.document.findall(W + 'body'):
            yield from self._story(body)
        for note in self.notes.cited:  # a note may refer to another, which then comes last
            lines = list(self._story(note.element))
            for i, line in enumerate(lines):
                yield line if i else _Line(note.mark + line.text.lstrip(), line.part, _shifted(line, len(note.mark)))

    def _story(self, container: Any, depth: int = 0) -> Iterator[_Line]:
        for own, after in self._blocks(container, depth):
            yield from own
            yield from after

    def _blocks(self, container: Any, depth: int, *, cell: bool = False) -> Iterator[_Set]:
        """The paragraphs and tables of a story in their order."""
        if depth > DEEPEST:
            raise PressError(f'表格、文本框套了 {DEEPEST} 层以上', self.name, AS_TEXT)
        paragraph, properties = None, None
        for element in within(container, (PARAGRAPH, TABLE)):
            if element.tag == PARAGRAPH:
                if not paragraph and not len(element):
                    continue
                properties = element.find(W + 'pPr')
                paragraph = paragraph or Paragraph()
                self.runs.take(element, paragraph)
                if _runs_on(properties):
                    continue
            if paragraph:
                yield self._set(paragraph, properties, depth, cell)
                paragraph = None
            if element.tag == TABLE:
                yield _Set([], list(self._rows(element, depth + 1)))
        if paragraph:
            yield self._set(paragraph, properties, depth, cell)

    def _set(self, paragraph: Paragraph, properties: Any, depth: int, cell: bool) -> _Set:
        """A paragraph with its number before it. A number without text is shown in a cell only."""
        text, part = ''.join(paragraph.pieces), self.styles.part(properties)
        written = not text.isspace() and bool(text)
        label, number, level = self._label(properties, shown=written or cell)
        if written:
            text = label + text
        elif cell:
            text = label.rstrip()
        own = [_Line(line, part, number=number, level=level) for line in text.split('\n') if line.strip()]
        own = [line._replace(turn=i) for i, line in enumerate(own)] if len(own) > 1 else own
        self._counted(text, len(own))
        return _Set(own, [line for box in paragraph.boxes for line in self._box(box, depth)])

    def _box(self, box: Any, depth: int) -> Iterator[_Line]:
        """The lines of a text box, or of a piece of WordArt."""
        if box.tag != WORDART:
            return self._story(box, depth + 1)
        text = ' '.join((box.get('string') or '').split())
        self._counted(text, 1)
        return iter([_Line(text)] if text else [])

    def _counted(self, text: str, lines: int) -> None:
        self.characters += len(text)
        self.paragraphs += lines
        if self.characters > CHARACTERS:
            raise PressError(f'文字超过 {CHARACTERS // 10000} 万字', self.name, IN_PARTS)
        if self.paragraphs > PARAGRAPHS:
            raise PressError(f'文字超过 {PARAGRAPHS // 10000} 万段', self.name, IN_PARTS)

    def _label(self, properties: Any, *, shown: bool) -> tuple[str, str, int]:
        """The number of a paragraph, the list that it comes from ('' for none), and its level there. A bullet is not spelled out."""
        number, level, style = self.styles.numbering(properties)
        if number in ('', '0'):
            return '', '', 0
        if style:  # a list that a style brings along says itself which of its levels is for that style
            level = self.numbering.level_of(number, style) or level
        level = level or 0
        label = self.numbering.label(number, level, shown=shown)
        return label, number if label or self.numbering.has_bullets(number, level) else '', level

    def _rows(self, table: Any, depth: int) -> Iterator[_Line]:
        """A line for each row, then the rows of tables and the text boxes in it."""
        for row in within(table, (ROW,)):
            if _is_gone(row):
                continue
            cells = [self._cell(cell, depth) for cell in self._cells(row) if not _continues(cell, 'hMerge')]
            if len(cells) == 1:  # a frame around running text, most often around the whole copy
                yield from (line for own, after in cells[0] for line in (*own, *after))
                continue
            yield from _joined([line for own, _ in cell for line in own] for cell in cells)
            yield from (line for cell in cells for _, after in cell for line in after)

    def _cells(self, row: Any) -> list[Any]:
        cells = list(islice(within(row, (CELL,)), COLUMNS + 1))
        if len(cells) > COLUMNS:
            raise PressError(f'表格的一行超过 {COLUMNS} 格', self.name, AS_TEXT)
        return cells

    def _cell(self, cell: Any, depth: int) -> list[_Set]:
        """What a cell holds. One merged into the cell above is empty."""
        return [] if _continues(cell, 'vMerge') else list(self._blocks(cell, depth, cell=True))


def _joined(cells: Iterable[Sequence[_Line]]) -> Iterator[_Line]:
    """A row as one line, with the places of the marks that part its cells and their paragraphs."""
    pieces: list[str] = []
    joints: list[int] = []
    at = 0
    for i, cell in enumerate(cells):
        for j, text in enumerate([line.text for line in cell] or ['']):
            joint = BETWEEN_PARAGRAPHS if j else BETWEEN_CELLS if i else ''
            if joint:
                joints.append(at)
            pieces += (joint, text)
            at += len(joint) + len(text)
    text = ''.join(pieces)
    if text.strip():
        yield _Line(text, None, tuple(joints))


def _shifted(line: _Line, by: int) -> tuple[int, ...]:
    by -= len(line.text) - len(line.text.lstrip())
    return tuple(joint + by for joint in line.joints if joint + by >= 0)


def _runs_on(properties: Any) -> bool:
    """Whether the end of a paragraph is deleted, moved away or hidden, so that the next one goes on in its line."""
    mark = None if properties is None else properties.find(W + 'rPr')
    if mark is None:
        return False
    hidden = mark.find(W + 'vanish')
    gone = mark.find(W + 'del') is not None or mark.find(W + 'moveFrom') is not None
    return gone or (hidden is not None and is_on(hidden))


def _is_gone(row: Any) -> bool:
    """Whether a row is deleted or hidden."""
    properties = row.find(W + 'trPr')
    if properties is None:
        return False
    hidden = properties.find(W + 'hidden')
    return properties.find(W + 'del') is not None or (hidden is not None and is_on(hidden))


def _continues(cell: Any, merge: str) -> bool:
    properties = cell.find(W + 'tcPr')
    merged = None if properties is None else properties.find(W + merge)
    return merged is not None and (value(properties, merge) or 'continue') == 'continue'
