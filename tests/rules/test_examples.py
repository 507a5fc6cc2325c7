"""Every pair in a rule's docstring holds: `a → b` becomes b by that rule, `a → a` is left alone."""

from __future__ import annotations

import inspect
import re

import pytest

from presscopy import desk
from presscopy.article.article import Article
from presscopy.codes import catalogue
from presscopy.config import House
from presscopy.text.finding import Fix

HELPERS = 'BD1', 'KG1', 'SZ118'  # half-width marks and blanks are settled first in copy as it comes
PAIR = re.compile(r'^ *(\S.*?) → (.+)$', re.MULTILINE)
CASES = [
    pytest.param(rule.codes, *pair, id=f'{rule.codes[0]}-{n}')
    for family in (*desk.MARKS, *desk.WORDS)
    for rule in family.rules
    for n, pair in enumerate(PAIR.findall(inspect.getdoc(rule.check) or ''))
]


@pytest.mark.parametrize(('codes', 'before', 'after'), CASES)
def test_the_example_holds(codes: tuple[str, ...], before: str, after: str) -> None:
    house = House(select=(*codes, *HELPERS), script='off')
    # what an editor must decide is shown with what taking the suggestion gives
    unsafe = before != after and catalogue()[codes[0]].fix.startswith('unsafe')
    edited = desk.edit(Article.of(before), house, least=Fix.UNSAFE if unsafe else Fix.SAFE)
    assert edited.article.text == after


def test_every_rule_explains_itself() -> None:
    for family in (*desk.MARKS, *desk.WORDS):
        for rule in family.rules:
            text = inspect.getdoc(rule.check) or ''
            assert '依据' in text or '语法性' in text or '逻辑性' in text or rule.codes[0].startswith('KG'), rule.codes
