"""`--output-format gitlab`: a Code Quality report, which GitLab shows in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from presscopy.report.checked import Checked, Run
from presscopy.report.fingerprint import fingerprints
from presscopy.text.finding import Severity
from presscopy.text.place import Places

EDITS = False
SEVERITIES = {Severity.ERROR: 'major', Severity.WARNING: 'minor', Severity.INFO: 'info'}


def part(one: Checked) -> list[dict[str, Any]]:
    """The issues of one manuscript."""
    path, places = _path(one.name), Places(one.text)
    told = []
    for finding, known in zip(one.found, fingerprints(one.found, one.text, path), strict=True):
        start, end = places.of(finding.span.start), places.of(finding.span.end)
        told.append(
            {
                'description': f'{finding.code} {finding.message(one.lang)}',
                'check_name': finding.code,
                'fingerprint': known,
                'severity': SEVERITIES[finding.severity],
                'location': {
                    'path': path,
                    'positions': {
                        'begin': {'line': start.row, 'column': start.column},
                        'end': {'line': end.row, 'column': end.column},
                    },
                    'lines': {'begin': start.row, 'end': end.row},
                },
            }
        )
    return told


def whole(parts: Iterable[list[dict[str, Any]]], run: Run) -> Iterator[str]:
    """One array."""
    issues = [issue for part in parts for issue in part]
    yield json.dumps(issues, ensure_ascii=False, indent=1) + '\n'


def _path(name: str) -> str:
    """From the project's folder, where GitLab looks for it."""
    project = os.environ.get('CI_PROJECT_DIR', '')
    full = os.path.abspath(name)
    if project and full.startswith(os.path.join(project, '')):
        return os.path.relpath(full, project).replace(os.sep, '/')
    return os.path.normpath(name).replace(os.sep, '/')
