"""`--output-format json-lines`: the records of `json`, one a line, as they come. `merged_into` counts lines from 0."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from presscopy.report.checked import Checked, Run
from presscopy.report.records import numbered, of

EDITS = True


def part(one: Checked) -> list[dict[str, Any]]:
    """The records of one manuscript."""
    return of(one)


def whole(parts: Iterable[list[dict[str, Any]]], run: Run) -> Iterator[str]:
    """A line a record."""
    for record in numbered(parts):
        yield json.dumps(record, ensure_ascii=False) + '\n'
