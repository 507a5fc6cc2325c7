"""`--output-format junit`: a suite a manuscript and a case a finding, for servers that show test reports.

A finding below the level that fails is a case that passes and tells what it saw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from presscopy.report.checked import Checked, Run
from presscopy.text.place import Places

EDITS = False
# what XML 1.0 may not hold, not even escaped
UNFIT = re.compile('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')


class Suite(NamedTuple):
    """One manuscript as XML."""

    xml: str
    tests: int
    failures: int


def part(one: Checked) -> Suite:
    """The suite of one manuscript; one that is clean has a case that says so."""
    places = Places(one.text)
    cases, failures = [], 0
    for finding in sorted(one.found, key=lambda finding: (finding.span, finding.code)):
        row, column = places.of(finding.span.start)
        message = finding.message(one.lang)
        told = f'{one.name}:{row}:{column}: {finding.code} {message}'
        if finding.severity >= one.level:
            failures += 1
            kind = finding.severity.name.lower()
            inner = f'<failure type={_value(kind)} message={_value(message)}>{_text(told)}</failure>'
        else:
            inner = f'<system-out>{_text(told)}</system-out>'
        cases.append(_case(f'{finding.code} {row}:{column}', one.name, inner, row))
    tests = len(cases) or 1
    body = ''.join(cases) or _case('presscopy', one.name)
    counts = f'tests="{tests}" failures="{failures}" errors="0"'
    return Suite(f' <testsuite name={_value(one.name)} {counts}>\n{body} </testsuite>\n', tests, failures)


def whole(parts: Iterable[Suite], run: Run) -> Iterator[str]:
    """The document; a file that could not be read is a suite with an error."""
    suites = list(parts)
    unread = []
    for name, message in run.unread:
        case = _case('presscopy', name, f'<error type="unread" message={_value(message)}/>')
        unread.append(f' <testsuite name={_value(name)} tests="1" failures="0" errors="1">\n{case} </testsuite>\n')
    tests = sum(one.tests for one in suites) + len(unread)
    failures = sum(one.failures for one in suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="presscopy" tests="{tests}" failures="{failures}" errors="{len(unread)}">\n'
    yield from (one.xml for one in suites)
    yield from unread
    yield '</testsuites>\n'


def _case(name: str, file: str, inner: str = '', row: int = 0) -> str:
    line = f' line="{row}"' if row else ''
    head = f'  <testcase name={_value(name)} classname={_value(file)} file={_value(file)}{line}'
    return f'{head}>{inner}</testcase>\n' if inner else f'{head}/>\n'


def _fit(text: str) -> str:
    return UNFIT.sub(lambda match: f'U+{ord(match[0]):04X}', text)


def _text(text: str) -> str:
    return escape(_fit(text))


def _value(text: str) -> str:
    return quoteattr(_fit(text), {'\n': '&#10;', '\r': '&#13;', '\t': '&#9;'})
