"""An article in the hands of the desk: text, blocks, and what is known of the file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from presscopy.article.block import Block
from presscopy.text.finding import Finding
from presscopy.text.span import Edit, EditRun, PositionMap, Revision, Span


class Markup(NamedTuple):
    """A marked-up file as text, and the edits that take its markup away: `Revision(source).apply(cuts)` is the copy."""

    source: str
    cuts: tuple[Edit, ...]


UNREAD = '?'  # in the place of codes: the mark is not written as one is


class Ignore(NamedTuple):
    """A stretch in which the author of the copy wants no findings of these codes (or beginnings of codes); '' is all. `mark` as it is written."""

    span: Span
    codes: tuple[str, ...]
    mark: str


class Article(NamedTuple):
    """The text as it now stands and its blocks in order; `meta` tells of the file (name, encoding, newline, bom).

    `closed`: damage that could not be undone, code, and the like. No stage but restore may enter it.
    `told`: the role of a line as a style, a mark in the copy or the editor says it; `structure` obeys.
    `markup`: the file that the text was taken out of, when it holds more than the text.
    `seams`: where markup was taken out, or something put in its place. No edit may reach across one.
    `trouble`: what was found while the bytes were read.
    `ignores`: where the copy itself says that findings are not wanted.
    """

    revision: Revision
    blocks: tuple[Block, ...] = ()
    meta: Mapping[str, str] = {}
    closed: tuple[Span, ...] = ()
    told: tuple[Block, ...] = ()
    markup: Markup | None = None
    seams: tuple[Span, ...] = ()
    trouble: tuple[Finding, ...] = ()
    ignores: tuple[Ignore, ...] = ()

    @classmethod
    def of(cls, text: str, meta: Mapping[str, str] | None = None) -> Article:
        """An article of one block a line, all of them body, until `structure` looks at it."""
        return cls(Revision(text), lines(text), meta or {})

    @property
    def text(self) -> str:
        """The text as it now stands."""
        return self.revision.text

    @property
    def manuscript(self) -> str:
        """The text of the file as it came, markup and all."""
        return self.markup.source if self.markup else self.text

    def afresh(self) -> Article:
        """The same text as if it had come so: no trail, no roles but those it was told."""
        revision = Revision(self.text)
        return self._replace(revision=revision, blocks=lines(self.text), markup=None, trouble=())

    def looked_at_anew(self) -> Article:
        """The same article with its trail, before any line has a role."""
        return self._replace(blocks=lines(self.text), trouble=())

    def apply(self, changes: Iterable[Edit | EditRun]) -> Article:
        """The next article: edits applied, blocks moved along. A block that became empty is gone."""
        revision = self.revision.apply(changes)
        if revision is self.revision:
            return self
        if len(revision.trail) == len(self.revision.trail):
            return self._replace(revision=revision)
        step: PositionMap = revision.trail[-1]
        moved = (block._replace(span=step.forward(block.span)) for block in self.blocks)
        blocks = tuple(block for block in moved if block.span.start < block.span.end)
        return self._replace(
            revision=revision,
            blocks=blocks,
            closed=tuple(map(step.forward, self.closed)),
            told=tuple(block._replace(span=step.forward(block.span)) for block in self.told),
            seams=tuple(map(step.forward, self.seams)),
            ignores=tuple(one._replace(span=step.forward(one.span)) for one in self.ignores),
        )

    def of_block(self, block: Block) -> str:
        """The text of one block."""
        return self.text[block.span.start : block.span.end]


class Step(NamedTuple):
    """What one stage said of the text it saw; `applied` numbers the findings whose first choice was carried out."""

    stage: str
    revision: Revision
    findings: tuple[Finding, ...]
    applied: frozenset[int]


class Edited(NamedTuple):
    """The desk's record: the copy as it came, every step with its findings, the copy as it is now.

    `severities`: the level of those codes to which the house gives another than the catalogue.
    """

    source: Article
    steps: tuple[Step, ...]
    article: Article
    severities: Mapping[str, str] = {}


@lru_cache(maxsize=2)
def lines(text: str) -> tuple[Block, ...]:
    """One body block for every line that holds more than white space, without the white space at its ends."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Block]:
    at = 0
    for line in text.split('\n'):
        body = line.strip()
        if body:
            start = at if line[0] == body[0] else at + len(line) - len(line.lstrip())
            yield Block('body', Span(start, start + len(body)))
        at += len(line) + 1
