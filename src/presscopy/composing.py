"""The composing room: clean articles to pages and a PDF, and what is checked of them before it leaves the house."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from presscopy.article import structure
from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.errors import PressError
from presscopy.text.finding import Finding
from presscopy.text.span import Edit, Span

if TYPE_CHECKING:
    from presscopy.layout.page import Setting
    from presscopy.layout.story import Cell
    from presscopy.layout.typearea import Wanted
    from presscopy.paint.pdf import About


def typeset(*articles: Article, page: Wanted | None = None, fonts: Mapping[str, str] | None = None) -> Printed:
    """Set clean articles, each from the top of a page or (`Makeup.flow`) below the one before, and paint them as one PDF.

    `page` is what is asked of the page (default: A4, the rest left to the program), `fonts` a font file for each role that the house sets
    with its own face. Raises PressError when the type area does not fit or a font cannot be used.
    """
    from presscopy.layout.fonts import Faces
    from presscopy.layout.page import merged
    from presscopy.layout.rows import Design
    from presscopy.layout.sheet import set_issue
    from presscopy.layout.typearea import Wanted, type_area
    from presscopy.paint.pdf import paint

    page = page or Wanted()
    design = Design(
        type_area(page),
        Faces(fonts),
        hang=page.hang,
        widths=page.widths,
        makeup=page.makeup,
        fixed=page.fixed,
        lists=page.lists,
    )
    settings = set_issue(map(in_print_order, articles), design)
    return Printed(paint(merged(settings), design.area.sheet, about(articles)), tuple(settings))


def as_it_stands(article: Article) -> Article:
    """The article with its roles and not one character changed."""
    return structure.assign(article)


def supplied(article: Article, given: Mapping[str, str]) -> Article:
    """The article with the parts of its title block that the copy lacks, written in as edits like any other.

    Raises PressError for a part that the copy has, and for one that is empty or of several lines.
    """
    head = [block for block in article.blocks if block.role in given]
    if head:
        had = article.of_block(head[0])
        raise PressError(f'稿件里已有这一行：“{had}”', f'--{head[0].role}', '去掉这个选项，或先改稿件')
    for role, text in given.items():
        if not text.strip() or '\n' in text or '\r' in text:
            raise PressError('应是一行文字', f'--{role}', '不能空，也不能换行')
    for role in ('kicker', 'title', 'deck', 'byline'):
        if role in given:
            article = _with_line(article, role, given[role].strip())
    return article


def _with_line(article: Article, role: str, text: str) -> Article:
    """One more line below those of the title block that come before it."""
    above = ('kicker', 'title', 'deck', 'byline')[: ('kicker', 'title', 'deck', 'byline').index(role)]
    after = 0
    while after < len(article.blocks) and article.blocks[after].role in above:
        after += 1
    at = article.blocks[after].span.start if after < len(article.blocks) else len(article.text)
    article = article.apply([Edit(Span(at, at), f'{text}\n')])
    block = Block(role, Span(at, at + len(text)), '命令行给出')
    return article._replace(blocks=(*article.blocks[:after], block, *article.blocks[after:]))


def in_print_order(article: Article) -> Article:
    """The article with the lines that open it as a page has them: kicker, title, deck, byline, then the rest. Front matter may name them in any order."""
    order = ('kicker', 'title', 'deck', 'byline')
    head = 0
    while head < len(article.blocks) and article.blocks[head].role in order:
        head += 1
    block = sorted(article.blocks[:head], key=lambda one: order.index(one.role))
    return article._replace(blocks=(*block, *article.blocks[head:]))


def about(articles: Sequence[Article]) -> About:
    """Title and author as the file will tell them: the titles and bylines, else the names of the files."""
    from presscopy.paint.pdf import About

    titles, authors = [], []
    for article in articles:
        by_role = {block.role: article.of_block(block) for block in reversed(article.blocks)}
        name = os.path.splitext(os.path.basename(article.meta.get('name', '')))[0]
        titles.append(by_role.get('title') or (name if name != '-' else '') or article.text.strip()[:20])
        authors += [by_role['byline']] if 'byline' in by_role else []
    return About('；'.join(titles), '；'.join(authors))


class Printed(NamedTuple):
    """A PDF and how its articles were set, in their order."""

    pdf: bytes
    settings: tuple[Setting, ...]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len({page.number for setting in self.settings for page in setting.pages})

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What an editor should know of how the articles were set, in the offsets of the text set."""
        return tuple(finding for setting in self.settings for finding in setting.findings)


def unspelled(printed: Printed, articles: Sequence[Article]) -> str:
    """Whether the glyphs of the pages spell the articles; returns where they first do not, '' when all holds."""
    said = _Said()
    for setting, article in zip(printed.settings, map(in_print_order, articles), strict=True):
        lines = (placed.line.cells for page in setting.pages for placed in page.placed)
        shown = ''.join(map(said.__getitem__, chain.from_iterable(lines)))
        wanted = ''.join(article.of_block(block) for block in article.blocks)
        if setting.overset and wanted.startswith(shown):
            continue  # what is missing is told
        if shown != wanted:
            at = next(
                (i for i, (a, b) in enumerate(zip(shown, wanted, strict=False)) if a != b), min(len(shown), len(wanted))
            )
            return f'版面上的字和稿件对不上，在“{wanted[max(0, at - 6) : at + 6]}”处'
    return ''


class _Said(dict['Cell', str]):
    """What the glyphs of a cell say; most cells come many times."""

    def __missing__(self, cell: Cell) -> str:
        said = self[cell] = ''.join(glyph.text for glyph in cell.glyphs)
        return said
