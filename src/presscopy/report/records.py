"""`--output-format json`: the findings as records for machines. The shape is fixed; docs/interfaces.md describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from presscopy import codes
from presscopy.report.checked import Checked, Run
from presscopy.report.located import Located
from presscopy.text.finding import Choice, Fix
from presscopy.text.place import Places

EDITS = True


def part(one: Checked) -> list[dict[str, Any]]:
    """The records of one manuscript."""
    return of(one)


def whole(parts: Iterable[list[dict[str, Any]]], run: Run) -> Iterator[str]:
    """One array of the records of all manuscripts."""
    head = '[\n'
    for record in numbered(parts):
        yield head + json.dumps([record], ensure_ascii=False, indent=1)[2:-2]
        head = ',\n'
    yield '[]\n' if head == '[\n' else '\n]\n'


def numbered(parts: Iterable[list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """The records in a row; `merged_into`, counted within a manuscript, then counts from the first of all."""
    base = 0
    for part in parts:
        for record in part:
            if 'merged_into' in record:
                record['merged_into'] += base
            yield record
        base += len(part)


def of(one: Checked) -> list[dict[str, Any]]:
    """The records of one manuscript."""
    return records(one.found, one.text, one.name, one.lang)


def records(found: Sequence[Located], text: str, filename: str, lang: str, base: int = 0) -> list[dict[str, Any]]:
    """One record a finding. `text` is the decoded file; `base` is how many records stand before these in the array."""
    places = Places(text)
    return [_record(one, places, filename, lang, base) for one in found]


def _record(one: Located, places: Places, filename: str, lang: str, base: int) -> dict[str, Any]:
    start, end = places.of(one.span.start), places.of(one.span.end)
    merged = one.applied and one.merged >= 0
    offered = [choice for choice in one.choices if choice.edits]
    fixed = offered and not merged and offered[0].fix > Fix.NONE
    record: dict[str, Any] = {
        'code': one.code,
        'name': codes.catalogue()[one.code].name,
        'message': one.message(lang),
        'severity': one.severity.name.lower(),
        'filename': filename,
        'location': {'row': start.row, 'column': start.column},
        'end_location': {'row': end.row, 'column': end.column},
        'offset': {'start': one.span.start, 'end': one.span.end},
        'fix': _choice(offered[0], one.message(lang)) if fixed else None,
        'alternatives': [_choice(choice, one.message(lang)) for choice in offered[1 if fixed else 0 :] if not merged],
    }
    if merged:
        record['merged_into'] = base + one.merged
    return record


def _choice(choice: Choice, message: str) -> dict[str, Any]:
    return {
        'applicability': choice.fix.name.lower(),
        'message': choice.note or message,
        'certainty': choice.certainty,
        'edits': [{'start': start, 'end': end, 'content': text} for (start, end), text in choice.edits],
    }
