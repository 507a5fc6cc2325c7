"""The rules as an editor reads them: what each is about, from the catalogue and from the docstring of the function that checks it."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from presscopy import codes, desk, rules
from presscopy.formats import plain
from presscopy.text.finding import Severity

FIX = {'safe': '可直接修改', 'unsafe': '改动要编辑定', 'none': '只提示', 'off': '默认不查'}
GRAVE = {Severity.ERROR: '差错', Severity.WARNING: '警告', Severity.INFO: '提示', Severity.OFF: '不查'}


TOLD = re.compile(r'[〔（]([A-Z]{2}\d{3}(?: [A-Z]{2}\d{3})*)[〕）]')


_ROOM = sorted(f'{rules.__name__}.{one.name}' for one in pkgutil.iter_modules(rules.__path__))


@cache
def docs() -> Mapping[str, str]:
    """The docstring of every rule that is checked, by code: that of the rule's function, else of the one that names the fewest codes in 〔 〕 or （ ） beside it."""
    found: dict[str, str] = {}
    for family in (*desk.MARKS, *desk.WORDS):
        for rule in family.rules:
            for code in rule.codes:
                found[code] = inspect.getdoc(rule.check) or ''
    few: dict[str, int] = {}
    for module in (*map(import_module, _ROOM), plain):
        for text in _docstrings(module):
            named = [code for group in TOLD.findall(text) for code in group.split()]
            for code in named:
                if (code not in found or code in few) and len(named) < few.get(code, 99):
                    found[code], few[code] = text, len(named)
    from presscopy.layout.faults import DOCS

    return {**found, **DOCS}


def _docstrings(module: ModuleType) -> list[str]:
    functions = [one for _, one in inspect.getmembers(module, inspect.isfunction) if one.__module__ == module.__name__]
    functions.sort(key=lambda one: one.__code__.co_firstlineno)
    return [inspect.getdoc(one) or '' for one in functions]


def fix_class(code: str) -> str:
    """Who may apply what the rule offers: safe, unsafe, none or off; the catalogue may say more after the word."""
    return codes.catalogue()[code].fix.split()[0].rstrip(',;')


def page(code: str) -> str:
    """All that there is to say of one rule, as `presscopy rule` prints it."""
    row = codes.catalogue()[code]
    fix = FIX.get(fix_class(code), row.fix)
    return (
        f'{code} {row.name}　{row.what}\n'
        f'级别：{GRAVE[row.severity]}　修改：{fix}　依据：{row.basis}　差错计分：{row.weight:g}\n\n{docs()[code]}\n'
    )


def record(code: str) -> dict[str, Any]:
    """The same for a machine."""
    row = codes.catalogue()[code]
    return {
        'code': code,
        'name': row.name,
        'summary': row.what,
        'basis': row.basis,
        'fix': fix_class(code),
        'severity': row.severity.name.lower(),
        'weight': row.weight,
        'explanation': docs()[code],
    }
