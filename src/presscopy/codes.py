"""The catalogue for everyone: what each code is called, rests on, weighs, and how its message reads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from presscopy.tables.load import rows
from presscopy.text.finding import Severity


class Code(NamedTuple):
    """One row of the catalogue. `weight` is the error points of one fault by 报纸期刊质量管理规定."""

    code: str
    name: str
    what: str
    basis: str
    fix: str
    severity: Severity
    weight: float


FIELDS = ('before', 'after', 'context', 'candidates')  # what a template may be filled from


@cache
def catalogue() -> Mapping[str, Code]:
    """Every code of the house, in the table's order."""
    found = {}
    for code, name, what, basis, fix, severity, weight in rows('codes'):
        found[code] = Code(code, name, what, basis, fix, Severity[severity.upper()], float(weight))
    return found


@cache
def _templates() -> Mapping[str, tuple[str, str]]:
    return {code: (zh, en) for code, zh, en in rows('messages')}


def message(code: str, detail: Mapping[str, str | int], lang: str = 'zh') -> str:
    """What an editor is told: the code's template filled from the finding's detail.

    A row may hold several, parted by ‖: the first of which all fields are known is taken.
    """
    known = {key: _visible(value) for key, value in detail.items() if value != ''}
    *special, plain = (one.strip() for one in _templates()[code][lang == 'en'].split('‖'))
    template = next((one for one in special if all(f'{{{key}}}' not in one or key in known for key in FIELDS)), plain)
    text = template.format_map({**dict.fromkeys(FIELDS, ''), **known})
    count = detail.get('count', 1)
    if isinstance(count, int) and count > 1:
        text += f'，本段{count}处' if lang == 'zh' else f', {count} in this paragraph'
    return text


def _visible(value: str | int) -> str:
    """Characters one cannot see are told by their code."""
    if isinstance(value, int):
        return str(value)
    return ''.join(f'U+{ord(c):04X}' if not c.isprintable() or (c.isspace() and c != ' ') else c for c in value)


@cache
def off() -> frozenset[str]:
    """The codes that are checked only where a house asks for them by their whole name."""
    return frozenset(
        code for code, row in catalogue().items() if row.severity is Severity.OFF or row.fix.startswith('off')
    )


def severity(code: str) -> Severity:
    """How grave the house thinks a finding of this code; what was off and asked for is only told."""
    return max(catalogue()[code].severity, Severity.INFO)
