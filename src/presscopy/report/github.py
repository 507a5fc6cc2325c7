"""`--output-format github`: workflow commands, which GitHub Actions shows beside the lines of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presscopy.report.checked import Checked, Run
from presscopy.text.finding import Severity
from presscopy.text.place import Places

EDITS = False
COMMANDS = {Severity.ERROR: 'error', Severity.WARNING: 'warning', Severity.INFO: 'notice'}


def part(one: Checked) -> str:
    """A command a finding, in order of place."""
    places = Places(one.text)
    told = []
    for finding in sorted(one.found, key=lambda finding: (finding.span, finding.code)):
        start, end = places.of(finding.span.start), places.of(finding.span.end)
        where = {'title': f'presscopy ({finding.code})', 'file': one.name, 'line': start.row, 'endLine': end.row}
        if start.row == end.row:
            # columns are taken only within one line
            where |= {'col': start.column, 'endColumn': end.column}
        listed = ','.join(f'{key}={_property(str(value))}' for key, value in where.items())
        message = f'{one.name}:{start.row}:{start.column}: {finding.code} {finding.message(one.lang)}'
        told.append(f'::{COMMANDS[finding.severity]} {listed}::{_data(message)}\n')
    return ''.join(told)


def whole(parts: Iterable[str], run: Run) -> Iterator[str]:
    """The commands of all files."""
    yield from parts


def _data(text: str) -> str:
    return text.replace('%', '%25').replace('\r', '%0D').replace('\n', '%0A')


def _property(text: str) -> str:
    return _data(text).replace(':', '%3A').replace(',', '%2C')
