"""Every table is sorted, headed, and says each thing once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presscopy import codes
from presscopy.tables import load

FOLDER = Path(load.FOLDER)
TABLES = sorted(path.relative_to(FOLDER).with_suffix('').as_posix() for path in FOLDER.rglob('*.tsv'))


@pytest.mark.parametrize('name', TABLES)
def test_the_head_tells_source_licence_and_date(name: str) -> None:
    text = (FOLDER / f'{name}.tsv').read_text(encoding='utf-8')
    head = ''.join(line for line in text.splitlines(keepends=True) if line.startswith('#'))
    assert re.search('来源|[Ss]ource', head), name
    assert re.search('MIT|Apache|Unicode', head), name
    assert re.search(r'\d{4}-\d{2}(-\d{2})?', head), name
    assert '\r' not in text and not re.search(r'[ \t]$', text, re.MULTILINE)


@pytest.mark.parametrize('name', TABLES)
def test_rows_are_sorted_and_of_one_width(name: str) -> None:
    rows = load.rows(name)
    assert rows
    keys = [row[0] for row in rows]
    assert keys == sorted(keys), name
    assert len({len(row) for row in rows}) == 1, name
    assert len(set(rows)) == len(rows), name


def test_every_code_that_is_reported_has_a_message_and_an_explanation() -> None:
    from presscopy.handbook import docs

    told = {row[0] for row in load.rows('messages')}
    assert set(docs()) == told
    assert told <= set(codes.catalogue())


def test_templates_are_filled_from_what_findings_carry() -> None:
    for code, zh, en in load.rows('messages'):
        fields = set(re.findall(r'\{(\w+)\}', zh + en))
        assert fields <= {'before', 'after', 'context', 'candidates'}, code
