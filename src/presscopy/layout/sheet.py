"""Articles to pages: every step of layout by name.

setting, = set_issue([article], Design(type_area(Wanted()), Faces()))
setting.pages[0].placed[0]        # the first printed line and where it stands
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.layout.break_ import Given, Line, break_lines
from presscopy.layout.compose import Column, Row, Table, compose, firm_lines
from presscopy.layout.faults import CODES, FORCED, MISSING, OVERSET, TITLE
from presscopy.layout.fonts import EM, Faces
from presscopy.layout.furniture import (
    SMALLEST,
    Opening,
    Part,
    column_rules,
    fit_lines,
    folio,
    frames,
    overset_mark,
    parting_rule,
    running_head,
    table_rules,
    title_block,
    turn_line,
)
from presscopy.layout.hanging import (
    BULLET,
    BULLET_SIZE,
    Hung,
    hangs_of,
    inset,
    item,
    kind_of_label,
    set_item,
    set_verse,
)
from presscopy.layout.justify import justify
from presscopy.layout.marks import Hang, Level, Widths
from presscopy.layout.measure import measure
from presscopy.layout.page import Page, Placed, Setting
from presscopy.layout.ruler import Ruler
from presscopy.layout.story import Story
from presscopy.layout.styles import TITLE_ROLES, Style, styles
from presscopy.layout.table import TAB, has_head, is_row, set_table
from presscopy.layout.typearea import ASCENT, POINT, Lists, Makeup, TypeArea, stepped
from presscopy.text.finding import Finding
from presscopy.text.span import Span

FEWEST_ROWS = 5  # fewer are not worth beginning the columns below a title block
NARROW = 10  # characters: a box in a narrower column has no room for an inset
EVERY = 5  # a galley numbers every fifth line
BETWEEN = 2  # blank lines between two articles on one page
GRIDDED = ('justify', 'hang', 'verse')  # what stands on the grid of cells, where one is asked for
SHOWN = 20  # characters of a text that a finding names


class Design(NamedTuple):
    """How an article is to be set."""

    area: TypeArea
    faces: Faces
    level: Level = Level.STRICT
    hang: Hang = Hang.OFF
    widths: Widths = Widths.FULL
    makeup: Makeup = Makeup()
    fixed: bool = False  # 纵横对齐: running text on a grid of cells
    lists: Lists = Lists.HANG


class Start(NamedTuple):
    """Where an article begins: the number of its page, and the line of the grid."""

    page: int = 1
    row: int = 0


KEPT_WHOLE = 5  # lines of a table that no column parts
STANZA = 4  # lines of verse that are kept together
BLANK = Row(None, blank='space')
ALONE = Line(0, 1, 0, 0, True, Given.NOTHING)  # one cell by itself
Rulers = dict[tuple[str, int, bool], Ruler]
TOP = Start()


def set_issue(articles: Iterable[Article], design: Design) -> list[Setting]:
    """Set articles one after the other, each on a page of its own or, where the make-up says so, below the one before."""
    settings: list[Setting] = []
    rulers: Rulers = {}
    start = Start(design.makeup.first_page)
    for article in articles:
        setting = set_article(article, design, start, rulers)
        settings.append(setting)
        if setting.pages:
            last = setting.pages[-1].number
            start = Start(last, setting.foot + BETWEEN) if design.makeup.flow else Start(last + 1)
    return _furnished(settings, design, rulers)


def set_article(article: Article, design: Design, start: Start = TOP, rulers: Rulers | None = None) -> Setting:
    """Measure, break, justify and compose an article into pages, the first of which begins at `start`."""
    setter = _Setter(article, design, {} if rulers is None else rulers)
    head, rest = _head(article.blocks)
    opening = setter.opening(head)
    if head and not opening.rows:
        head, rest = [], article.blocks
    rows = setter.rows(rest)
    area, makeup = design.area, design.makeup
    if start.row and start.row + opening.rows + FEWEST_ROWS > area.lines:
        start = Start(start.page + 1)
    first = area.lines - start.row - opening.rows
    first = first if first >= FEWEST_ROWS else 0
    most = makeup.first_page + makeup.pages - start.page if makeup.pages else 0
    pages = compose(rows, area.columns, lambda page: area.lines if page else first, makeup.turns, most) or [[]]
    allowed = most if makeup.pages else len(pages)
    overset = setter.overset(opening, pages, max(0, allowed))
    made = setter.pages(pages[: max(0, allowed)], opening, start)
    foot = 0
    if made:
        foot = max((len(column.rows) for column in pages[len(made) - 1]), default=0)
        foot += start.row + opening.rows if len(made) == 1 else 0
    return Setting(area, tuple(made), tuple(sorted(setter.findings, key=lambda one: one.span)), foot, overset)


def _furnished(settings: Sequence[Setting], design: Design, rulers: Rulers) -> list[Setting]:
    """The settings with what each page has once, whatever stands on it: its number, its running head, the mark of overset text."""
    numbers = [page.number for setting in settings for page in setting.pages]
    overset = sum(setting.overset for setting in settings)
    many = len(set(numbers)) > 1 or design.makeup.first_page > 1
    ruler = _ruler_of(rulers, design, 'song', EM // 2)
    made, seen, left = [], 0, len(numbers)
    for setting in settings:
        pages = []
        for page in setting.pages:
            around, rules = list(page.furniture), list(page.rules)
            if page.number != seen:
                if design.makeup.running_head:
                    words, rule = running_head(measure(design.makeup.running_head, ruler), design.area)
                    around, rules = [words, *around], [*rules, rule]
                if many:
                    around.insert(0, folio(measure(str(page.number), ruler), design.area, design.area.size))
            left -= 1
            if overset and not left:
                words, rule = overset_mark(measure(f'余{overset}行未排', ruler), design.area)
                around, rules = [*around, words], [*rules, rule]
            seen = page.number
            pages.append(page._replace(furniture=tuple(around), rules=tuple(rules)))
        made.append(setting._replace(pages=tuple(pages)))
    return made


def _ruler_of(rulers: Rulers, design: Design, face: str, space: int, fixed: bool = False) -> Ruler:
    """The ruler of a face, kept for all articles of a job."""
    ruler = rulers.get((face, space, fixed))
    if ruler is None:
        ruler = Ruler(design.faces, face, design.level, space, design.widths, fixed)
        rulers[face, space, fixed] = ruler
    return ruler


def _head(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """The blocks of the title block: kicker, title, deck, and the byline right below them."""
    end = 0
    while end < len(blocks) and blocks[end].role in TITLE_ROLES:
        end += 1
    while 0 < end < len(blocks) and blocks[end].role == 'byline':
        end += 1
    return blocks[:end], blocks[end:]


class _Setter:
    """One article on its way to pages, and what is to be told of it."""

    def __init__(self, article: Article, design: Design, rulers: Rulers) -> None:
        self.article, self.design, self.area = article, design, design.area
        self.findings: list[Finding] = []
        self._rulers = rulers

    def opening(self, head: Sequence[Block]) -> Opening:
        """The title block: smaller where a page cannot hold it, which is told; none at all where that does not help."""
        parts = [self.part(block) for block in head]
        most = max((styles()[block.role].step for block in head), default=0) - SMALLEST
        for down in range(most + 1):
            made = title_block(parts, self.area, down)
            if made.rows <= self.area.lines:
                break
        else:
            self._tell_title(head, '')
            return Opening()
        for part, line in made.given:
            self._tell(part.at, part.story, line)
        size = min((one.size for one in made.placed if one.role == 'title'), default=self.area.size)
        if down and size < self.area.size:
            self._tell_title(head, f'{size / POINT:g}')
        return made

    def _tell_title(self, head: Sequence[Block], after: str) -> None:
        block = max(head, key=lambda one: one.span.end - one.span.start)
        text = self.article.of_block(block)
        self.findings.append(Finding(TITLE, block.span, {'before': _shortened(text), 'after': after}))

    def overset(self, opening: Opening, pages: Sequence[Sequence[Column]], allowed: int) -> int:
        """How many lines stand on pages beyond those allowed; told with the place of the first."""
        left = [row for page in pages[allowed:] for column in page for row in column.rows]
        lines = [(row.at, row.line) for row in left if row.line is not None and not row.again]
        if not allowed:
            lines = [(one.at, one.line) for one in opening.placed] + lines
        if lines:
            at, line = lines[0]
            end = self.article.blocks[-1].span.end
            text = _shortened(''.join(cell.text for cell in line.cells))
            self.findings.append(Finding(OVERSET, Span(at, end), {'before': text, 'after': len(lines)}))
        return len(lines)

    def part(self, block: Block) -> Part:
        style = styles()[block.role]
        return Part(style, self._story(block, style), block.span.start)

    def _ruler(self, face: str, space: int, fixed: bool = False) -> Ruler:
        return _ruler_of(self._rulers, self.design, face, space, fixed)

    def _story(self, block: Block, style: Style) -> Story:
        fixed = self.design.fixed and style.align in GRIDDED
        ruler = self._ruler(style.face, style.space, fixed)
        story = measure(self.article.of_block(block), ruler)
        for n in () if ruler.complete else range(len(story.cells)):
            cell, start = story.cells[n], block.span.start + story.offsets[n]
            if not cell.found:
                self.findings.append(Finding(MISSING, Span(start, start + len(cell.text)), {'before': cell.text}))
        return story

    def rows(self, blocks: Sequence[Block]) -> list[Row]:
        """The rows of the grid that the blocks take, one after the other."""
        rows: list[Row] = []
        grouped = {**self._tables(blocks), **self._lists(blocks), **self._poems(blocks)}
        for n, block in enumerate(blocks):
            style = styles()[block.role]
            made = grouped.get(n) or self._block(block, style)
            made = _after(rows, made)
            follows = blocks[n + 1].role if n + 1 < len(blocks) else ''
            keeps = style.role in ('heading', 'byline', 'kicker', 'title', 'deck') and follows != ''
            if keeps or follows in ('credit', 'signature'):
                made = _firm_end(made)
            if style.role in ('heading', 'kicker', 'title', 'deck', 'byline', 'credit'):
                made[:-1] = [row._replace(firm=True) for row in made[:-1]]
            blank = Row(None, firm=True, blank='space')
            follow = blank._replace(firm=made[-1].firm)
            rows += [blank] * style.before if rows and rows[-1].blank != 'space' else []
            rows += made
            rows += [follow] * style.after if follows and styles()[follows].before == 0 else []
        return rows

    def _tables(self, blocks: Sequence[Block]) -> dict[int, list[Row]]:
        """The rows of every table by the number of their block: neighbouring lines of text with equally many tabs."""
        found: dict[int, list[Row]] = {}
        if TAB not in self.article.text:
            return found
        tabs = [
            text.count(TAB) if block.role == 'body' and is_row(text := self.article.of_block(block)) else 0
            for block in blocks
        ]
        start = 0
        for count, group in groupby(tabs):
            end = start + len(list(group))
            if count and end - start > 1:
                found |= self._table(blocks, start, end)
            start = end
        return found

    def _table(self, blocks: Sequence[Block], start: int, end: int) -> dict[int, list[Row]]:
        """One table at the largest size that its column holds, between blank lines; none when no size does."""
        style = styles()['body']
        told = len(self.findings)
        stories = [self._story(block, style) for block in blocks[start:end]]
        for step in (0, -1, -2, -3):
            size = stepped(self.area.size, step)
            if lines := set_table(stories, self.area.column_width * EM // size):
                break
        else:
            del self.findings[told:]  # they are told again when the lines are set as text
            return {}
        wide = max(line.width for line in lines) * size // EM
        left = (self.area.column_width - wide) // 2
        beyond = min(left, self.area.size // 2)
        head = Row(lines[0], left, size, ruled=True, firm=True, again=True) if has_head(stories) else None
        table = Table(blocks[start].span.start, left - beyond, left + wide + beyond, head)
        table = table._replace(head=head and head._replace(table=table))
        whole = len(lines) <= min(KEPT_WHOLE, self.area.lines // 2)
        rows: dict[int, list[Row]] = {}
        for n, (line, firm) in enumerate(zip(lines, firm_lines(len(lines)), strict=True)):
            block = blocks[start + n]
            headed = head is not None and not n
            firm = firm or headed or (n < len(lines) - 1 if whole else n == 1 and head is not None)
            rows[start + n] = [Row(line, left, size, block.role, block.span.start, firm, table=table, ruled=headed)]
        return _apart(rows, start, end)

    def _lists(self, blocks: Sequence[Block]) -> dict[int, list[Row]]:
        """The rows of the items of every list by the number of their block; none where the column is too narrow to hang them."""
        rows: dict[int, list[Row]] = {}
        style, size = styles()['item'], self.area.size
        width = self.area.column_width * EM // size
        for start, end in self._hanging(blocks):
            items = [item(self._story(block, style)) for block in blocks[start:end]]
            levels = [block.level for block in blocks[start:end]]
            if inset(max(map(sum, hangs_of(items, levels).values())), width) < 0:
                levels = [0] * len(items)
            hangs = hangs_of(items, levels)
            first = inset(max(map(sum, hangs.values())), width)
            if first < 0:
                continue
            for n, (one, level) in enumerate(zip(items, levels, strict=True), start):
                deeper, hang = hangs[level]
                left = first + deeper
                rows[n] = self._hung(blocks[n], set_item(one, hang, left, width, self.design.hang))
                if not one.label and blocks[n].role == 'item':
                    sign = justify(measure(BULLET, self._ruler(style.face, style.space)), ALONE)
                    rows[n][0] = rows[n][0]._replace(beside=(left * size // EM, sign))
        return rows

    def _hanging(self, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
        """Where paragraphs stand together that hang: items of lists, and numbered paragraphs of one kind where all are to hang."""
        if self.design.lists is Lists.INDENT:
            return
        yield from _groups(blocks, 'item')
        if self.design.lists is Lists.ALL:
            kinds = [kind_of_label(self.article.of_block(block)) if block.role == 'body' else '' for block in blocks]
            yield from ((start, end) for kind, start, end in _runs(kinds) if kind and end - start > 1)

    def _poems(self, blocks: Sequence[Block]) -> dict[int, list[Row]]:
        """The rows of every poem by the number of their block, its stanzas parted by a blank line, as in the copy."""
        rows: dict[int, list[Row]] = {}
        style = styles()['verse']
        for start, end in _groups(blocks, 'verse'):
            stories = [self._story(block, style) for block in blocks[start:end]]
            poem = set_verse(stories, self.area.column_width * EM // self.area.size, self.design.fixed)
            blanks = [
                self.article.text.count('\n', one.span.end, two.span.start) for one, two in pairwise(blocks[start:end])
            ]
            stanzas = [n for n, count in enumerate(blanks, start) if count > min(blanks)]
            for n, line in enumerate(poem, start):
                rows[n] = self._hung(blocks[n], line)
            for first, last in zip((start, *(n + 1 for n in stanzas)), (*stanzas, end - 1), strict=True):
                count = last - first + 1
                firms = [n < count - 1 for n in range(count)] if count <= STANZA else firm_lines(count)
                for n, firm in zip(range(first, last + 1), firms, strict=True):
                    rows[n] = _firm_end(rows[n]) if firm else rows[n]
                if last < end - 1:
                    rows[last].append(BLANK)
            rows |= _apart(rows, start, end)
        return rows

    def _hung(self, block: Block, lines: Sequence[Hung]) -> list[Row]:
        """Lines that stand each as far from the left as they say, at the size of the text."""
        size = self.area.size
        made = []
        for (line, x, story, told), firm in zip(lines, firm_lines(len(lines)), strict=True):
            self._tell(block.span.start, story, told)
            made.append(Row(line, x * size // EM, size, block.role, block.span.start + line.offset, firm))
        return made

    def _block(self, block: Block, style: Style) -> list[Row]:
        if style.align in GRIDDED:
            rows = self._paragraph(block, style)
            return rows if block.role != 'editors_note' else _boxed(rows)
        size = stepped(self.area.size, style.step)
        story = self._story(block, style)
        room = self.area.column_width - style.indent * size
        cut = fit_lines(story, size, min(size, self.area.size) if block.role in TITLE_ROLES else size, room)
        for line in cut.given:
            self._tell(block.span.start, story, line)
        share = 1 if style.align == 'right' else 2
        # 占行: a line too large for one of the grid has blank lines above it
        above = [Row(None, firm=True)] * (-(-cut.size // self.area.leading) - 1)
        made: list[Row] = []
        for one in cut.lines:
            x = (room - one.width * cut.size // EM) // share
            made += [*above, Row(one, x, cut.size, block.role, block.span.start + one.offset)]
        return made

    def _paragraph(self, block: Block, style: Style) -> list[Row]:
        """The lines of running text, flush on both sides."""
        size = stepped(self.area.size, style.step)
        inset = self.area.size if block.role == 'editors_note' and self.area.chars >= NARROW else 0
        if block.role == 'editors_note' and not inset:
            inset = self.area.size // 2
        width = (self.area.column_width - 2 * inset) * EM // size
        story = self._story(block, style)
        lines = break_lines(story, width, style.indent * EM, self.design.hang)
        rows = []
        for line, firm in zip(lines, firm_lines(len(lines)), strict=True):
            self._tell(block.span.start, story, line)
            made = justify(story, line)
            rows.append(Row(made, inset, size, block.role, block.span.start + made.offset, firm))
        return rows

    def _tell(self, at: int, story: Story, line: Line) -> None:
        if line.given:
            start = at + story.offsets[line.start]
            last = story.offsets[line.end - 1] + len(story.cells[line.end - 1].text)
            text = story.text[story.offsets[line.start] : last]
            self.findings.append(Finding(CODES[line.given], Span(start, at + last), {'before': text}))

    def pages(self, pages: Sequence[Sequence[Column]], opening: Opening, start: Start) -> list[Page]:
        """Give every row its place; the title block stands on the first page."""
        made = []
        makeup = self.design.makeup
        for n, columns in enumerate(pages):
            number = start.page + n
            top = 0 if n else start.row
            first_row = top if n else top + opening.rows
            placed = [] if n else list(opening.lowered(top * self.area.leading).placed)
            furniture: list[Placed] = []
            for c, column in enumerate(columns):
                self._tell_forced(column)
                for r, row in enumerate(column.rows):
                    if row.beside:
                        furniture.append(self._beside(row, c, first_row + r))
                    if row.line is not None and row.again:
                        furniture.append(self._placed(row, c, first_row + r)._replace(role='', at=-1))
                    elif row.line is not None:
                        placed.append(self._placed(row, c, first_row + r))
                    elif row.blank in ('from', 'to') and not (row.blank == 'to' and n == len(pages) - 1):
                        furniture.append(self._turn(row.blank, number, c, first_row + r))
            rules = frames(columns, self.area, first_row) + table_rules(columns, self.area, first_row)
            if makeup.column_rule:
                rules += column_rules(columns, self.area, first_row)
            if top:
                rules.append(parting_rule(self.area, top, BETWEEN))
            if self.area.sheet.name == 'galley':
                furniture += self._line_numbers(placed)
            made.append(Page(number, tuple(placed), tuple(rules), tuple(furniture)))
        return made

    def _turn(self, blank: str, number: int, column: int, row: int) -> Placed:
        text = f'（下转第{number + 1}版）' if blank == 'to' else f'（上接第{number - 1}版）'
        return turn_line(measure(text, self._ruler('kai', EM // 2)), self.area, column, row, blank == 'to')

    def _placed(self, row: Row, column: int, at: int) -> Placed:
        assert row.line is not None
        y = self.area.baseline(at)
        return Placed(self.area.column_left(column) + row.x, y, row.size, row.line, row.role, row.at)

    def _beside(self, row: Row, column: int, at: int) -> Placed:
        assert row.beside is not None
        x, sign = row.beside
        size = row.size * BULLET_SIZE // EM
        smaller = row.size - size
        middle = ASCENT - EM // 2  # of a cell, above the baseline
        y = self.area.baseline(at) - smaller * middle // EM
        return Placed(self.area.column_left(column) + x + smaller // 2, y, size, sign, '', -1)

    def _tell_forced(self, column: Column) -> None:
        if column.forced:
            row = next(row for row in reversed(column.rows) if row.line is not None)
            assert row.line is not None
            text = ''.join(cell.text for cell in row.line.cells)
            self.findings.append(Finding(FORCED, Span(row.at, row.at + len(text)), {'before': text}))

    def _line_numbers(self, placed: Sequence[Placed]) -> list[Placed]:
        """Every fifth line of a galley has its number in the left margin."""
        size = stepped(self.area.size, -2)
        made = []
        for n, one in enumerate(placed, 1):
            if n % EVERY == 0:
                story = measure(str(n), self._ruler('song', EM // 2))
                line = justify(story, Line(0, len(story.cells), 0, 0, True, Given.NOTHING))
                x = self.area.left - self.area.size - line.width * size // EM
                made.append(Placed(x, one.y, size, line, '', -1))
        return made


def _groups(blocks: Sequence[Block], role: str) -> Iterator[tuple[int, int]]:
    """Where blocks of one role stand together: (start, end)."""
    yield from ((start, end) for found, start, end in _runs([block.role for block in blocks]) if found == role)


def _runs(values: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Each stretch of equal values: (value, start, end)."""
    start = 0
    for value, group in groupby(values):
        end = start + len(list(group))
        yield value, start, end
        start = end


def _apart(rows: dict[int, list[Row]], start: int, end: int) -> dict[int, list[Row]]:
    """Rows of blocks `start` to `end`, a blank line above them and one below."""
    rows[end - 1].append(BLANK)
    if start:
        rows[start].insert(0, BLANK)
    return rows


def _after(rows: Sequence[Row], made: list[Row]) -> list[Row]:
    """Rows to stand below others: one blank line between them and not two, and no column ends in it below a heading."""
    if made[0].blank != 'space' or not rows:
        return made
    return made[1:] if rows[-1].blank == 'space' else [made[0]._replace(firm=rows[-1].firm), *made[1:]]


def _firm_end(made: Sequence[Row]) -> list[Row]:
    """Rows after whose last line, and the blank below it, no column may end."""
    last = max(n for n, row in enumerate(made) if row.blank != 'space')
    return [row._replace(firm=True) if n >= last else row for n, row in enumerate(made)]


def _shortened(text: str) -> str:
    """As much of a long text as tells which it is."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'


def _boxed(rows: list[Row]) -> list[Row]:
    """The rows of a note between the edges of its box."""
    inside = [row._replace(boxed=True) for row in rows]
    inside[-1] = inside[-1]._replace(firm=True)
    return [Row(None, firm=True, blank='open', boxed=True), *inside, Row(None, blank='close', boxed=True)]
