"""`--output-format sarif`: SARIF 2.1.0, which code scanning services and editors read.

Columns are counted in UTF-16 code units, as most viewers do, and `columnKind` says so.
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from presscopy import codes
from presscopy.report import records
from presscopy.report.checked import Checked, Run
from presscopy.report.fingerprint import fingerprints
from presscopy.text.finding import Severity
from presscopy.text.place import Places
from presscopy.version import __version__

EDITS = True
SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json'
LEVELS = {'error': 'error', 'warning': 'warning', 'info': 'note', 'off': 'none'}


def part(one: Checked) -> list[dict[str, Any]]:
    """The results of one manuscript."""
    places, artifact = Places(one.text), _artifact(one.name)
    known = fingerprints(one.found, one.text, artifact['uri'])
    told = []
    for record, fingerprint in zip(records.of(one), known, strict=True):
        result = {
            'ruleId': record['code'],
            'level': LEVELS[record['severity']],
            'message': {'text': record['message']},
            'locations': [
                {'physicalLocation': {'artifactLocation': artifact, 'region': _region(places, **record['offset'])}}
            ],
            'partialFingerprints': {'presscopyLine/v1': fingerprint},
        }
        if one.in_text and (fixes := _fixes(record, places, artifact)):
            result['fixes'] = fixes
        told.append(result)
    return told


def whole(parts: Iterable[list[dict[str, Any]]], run: Run) -> Iterator[str]:
    """The log: one run, the rules that its results name."""
    results = [result for part in parts for result in part]
    rules = sorted({result['ruleId'] for result in results})
    for result in results:
        result['ruleIndex'] = rules.index(result['ruleId'])
    told = {
        'tool': {
            'driver': {
                'name': 'presscopy',
                'version': __version__,
                'semanticVersion': __version__,
                'rules': [_rule(code, run.explain(code)) for code in rules],
            }
        },
        'invocations': [
            {
                'executionSuccessful': not run.unread,
                'toolExecutionNotifications': [
                    {
                        'level': 'error',
                        'message': {'text': message},
                        'locations': [{'physicalLocation': {'artifactLocation': _artifact(name)}}],
                    }
                    for name, message in run.unread
                ],
            }
        ],
        'columnKind': 'utf16CodeUnits',
        'results': results,
    }
    yield json.dumps({'$schema': SCHEMA, 'version': '2.1.0', 'runs': [told]}, ensure_ascii=False, indent=1) + '\n'


def _rule(code: str, explained: str) -> dict[str, Any]:
    row = codes.catalogue()[code]
    rule: dict[str, Any] = {
        'id': code,
        'name': row.name,
        'shortDescription': {'text': row.what},
        'defaultConfiguration': {
            'level': LEVELS[row.severity.name.lower()],
            'enabled': row.severity is not Severity.OFF,
        },
        'properties': {'tags': [code[:2]], 'basis': row.basis, 'weight': row.weight},
    }
    if explained:
        rule['fullDescription'] = {'text': explained.split('\n\n', 1)[0]}
        rule['help'] = {'text': explained, 'markdown': explained}
    return rule


def _fixes(record: dict[str, Any], places: Places, artifact: dict[str, str]) -> list[dict[str, Any]]:
    """What could be done, the best first; what is only for information is no fix."""
    offered = [record['fix'] or {}, *record['alternatives']]
    return [
        {
            'description': {'text': choice['message']},
            'artifactChanges': [
                {
                    'artifactLocation': artifact,
                    'replacements': [
                        {
                            'deletedRegion': _region(places, edit['start'], edit['end']),
                            'insertedContent': {'text': edit['content']},
                        }
                        for edit in choice['edits']
                    ],
                }
            ],
            'properties': {'applicability': choice['applicability'], 'certainty': choice['certainty']},
        }
        for choice in offered
        if choice.get('edits') and choice['applicability'] != 'none'
    ]


def _region(places: Places, start: int, end: int) -> dict[str, int]:
    first, last = places.utf16(start), places.utf16(end)
    return {
        'startLine': first.row,
        'startColumn': first.column,
        'endLine': last.row,
        'endColumn': last.column,
    }


def _artifact(name: str) -> dict[str, str]:
    """Where the file is: from the folder of the run, which the reader of the log knows, or absolute."""
    if os.path.isabs(name):
        return {'uri': Path(name).as_uri()}
    return {'uri': quote(os.fsencode(os.path.normpath(name).replace(os.sep, '/'))), 'uriBaseId': '%SRCROOT%'}
