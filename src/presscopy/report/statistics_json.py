"""`--statistics --output-format json`: the count as one record for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from presscopy.report.checked import Checked, Run
from presscopy.report.statistics import Tally, record, tally, together

EDITS = False


def part(one: Checked) -> Tally:
    """The count of one manuscript."""
    return tally(one.edited)


def whole(parts: Iterable[Tally], run: Run) -> Iterator[str]:
    """The count of all manuscripts."""
    yield json.dumps(record(together(parts)), ensure_ascii=False, indent=1) + '\n'
