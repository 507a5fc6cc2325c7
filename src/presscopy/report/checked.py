"""What a report is made from. Every output format is a file with the same three names:

* `EDITS`: whether it tells the edits, and needs them in the file's offsets;
* `part(one)`: what one manuscript adds to the report, plain data that travels between processes;
* `whole(parts, run)`: the report in pieces of text, from the parts in the order of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from presscopy.article.article import Edited
from presscopy.report.located import Located
from presscopy.text.finding import Severity

# the format as the user names it, and its file
FORMATS = {
    'full': 'full',
    'concise': 'concise',
    'json': 'records',
    'json-lines': 'json_lines',
    'github': 'github',
    'gitlab': 'gitlab',
    'sarif': 'sarif',
    'junit': 'junit',
}
# the count that stands in the place of a report, by the format asked for
COUNTS = {'full': 'statistics', 'json': 'statistics-json'}
# read by people, in the encoding of their terminal; the others are documents in UTF-8
FOR_PEOPLE = ('full', 'concise')


class Checked(NamedTuple):
    """One manuscript that was looked at: its name, the text that the findings lie in, and what the house asked for.

    `level` from which a finding fails; `edited` is the record that the findings come from; `apart`: each change stands by itself;
    `colour`: the report is for a terminal that shows colours.
    """

    name: str
    text: str
    found: Sequence[Located]
    lang: str
    level: Severity
    edited: Edited
    apart: bool = False
    colour: bool = False

    @property
    def meta(self) -> Mapping[str, str]:
        """What is known of the file."""
        return self.edited.source.meta

    @property
    def in_text(self) -> bool:
        """Whether the places are places in the file: those of a Word file are in what was read out of it."""
        return self.meta.get('format') != 'docx'


class Run(NamedTuple):
    """What concerns the run and no single file: how a rule is explained, and the files that could not be read, filled in as the parts come."""

    explain: Callable[[str], str]
    unread: list[tuple[str, str]]


class Format(Protocol):
    """One output format."""

    EDITS: bool

    def part(self, one: Checked) -> Any:
        """What one manuscript adds."""

    def whole(self, parts: Iterable[Any], run: Run) -> Iterator[str]:
        """The report, in pieces."""


def opened(name: str) -> Format:
    """The format of this name, its file imported only now."""
    module: Any = import_module(f'presscopy.report.{FORMATS.get(name) or name.replace("-", "_")}')
    return module  # type: ignore[no-any-return]
