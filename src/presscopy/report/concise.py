"""`--output-format concise`: one line a finding, for grep and for editors that jump to file:line:column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from presscopy.report.checked import Checked, Run
from presscopy.report.located import Located
from presscopy.text.finding import Fix
from presscopy.text.place import Places

EDITS = False
MARK = {
    'zh': {Fix.SAFE: '〔可修〕', Fix.UNSAFE: '〔待定〕', Fix.NONE: ''},
    'en': {Fix.SAFE: '[fix]', Fix.UNSAFE: '[unsafe]', Fix.NONE: ''},
}


def part(one: Checked) -> str:
    """The lines of one manuscript."""
    return ''.join(f'{line}\n' for line in lines(one.found, one.text, one.name, one.lang))


def whole(parts: Iterable[str], run: Run) -> Iterator[str]:
    """The lines of all manuscripts."""
    yield from parts


def lines(found: Sequence[Located], text: str, filename: str, lang: str) -> Iterator[str]:
    """`file:line:column: CODE message`, in order of place."""
    places = Places(text)
    for one in sorted(found, key=lambda one: (one.span, one.code)):
        row, column = places.of(one.span.start)
        yield f'{filename}:{row}:{column}: {one.code} {one.message(lang)}{MARK[lang][one.fix]}'
