"""The box face for every role, and text measured with it: an em is a box, a letter half a box."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.layout.fonts import ROLES, Faces
from presscopy.layout.marks import Level, Widths
from presscopy.layout.measure import measure
from presscopy.layout.ruler import Ruler
from presscopy.layout.story import Story
from presscopy.text.span import Revision, Span

FACE = str(Path(__file__).parent.parent / 'fonts' / 'pressbox.ttf')


@cache
def faces() -> Faces:
    """Every role set with boxes."""
    return Faces(dict.fromkeys(ROLES, FACE))


@cache
def ruler(level: Level = Level.STRICT, style: Widths = Widths.FULL) -> Ruler:
    """Measures body text in boxes."""
    return Ruler(faces(), 'song', level, style=style)


def story(text: str, level: Level = Level.STRICT, style: Widths = Widths.FULL) -> Story:
    """A paragraph in boxes."""
    return measure(text, ruler(level, style))


def article(*blocks: tuple[str, str]) -> Article:
    """An article of these (role, text) blocks, a line each."""
    text, found = '', []
    for role, words in blocks:
        found.append(Block(role, Span(len(text), len(text) + len(words))))
        text += words + '\n'
    return Article(Revision(text), tuple(found))
