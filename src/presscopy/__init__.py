"""presscopy: from the copy a Chinese newsroom receives to clean Simplified copy and a page ready for the press.

The library in a few names:

    article = presscopy.load('稿件.txt')          # bytes decoded, one block a line
    edited = presscopy.edit(article)              # the stages of the desk; safe fixes applied
    edited.article.text                           # the clean text
    presscopy.check(article)                      # every finding, in the offsets of the file
    presscopy.typeset(edited.article).pdf         # the page, ready for the press
    presscopy.convert('後來', 't2s')              # script conversion alone
"""

from __future__ import annotations

from presscopy.version import __version__

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from typing import Any

    from presscopy.article.article import Article, Edited
    from presscopy.composing import typeset
    from presscopy.desk import check, edit, load
    from presscopy.script.convert import Converter, convert
    from presscopy.text.finding import Finding

__all__ = ['Article', 'Converter', 'Edited', 'Finding', '__version__', 'check', 'convert', 'edit', 'load', 'typeset']

_HOMES = {
    'Article': 'article.article',
    'Edited': 'article.article',
    'check': 'desk',
    'edit': 'desk',
    'load': 'desk',
    'typeset': 'composing',
    'Converter': 'script.convert',
    'convert': 'script.convert',
    'Finding': 'text.finding',
}


def __getattr__(name: str) -> Any:
    """Open a room when one of its names is asked for, so that `import presscopy` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from importlib import import_module

    value = getattr(import_module(f'{__name__}.{_HOMES[name]}'), name)
    globals()[name] = value
    return value
