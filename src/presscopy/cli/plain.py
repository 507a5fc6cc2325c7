"""Words on the command line that need no click: a command on copy, options spelled out in full, files.

What comes of them is what click would make of them (a property in tests/cli). Anything else, a wrong value too, is left to click, for its messages.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from presscopy.cli.options import Option

COMPLETION = '_PRESSCOPY_COMPLETE'  # the shell asks click for the words that may come next


def read(words: Sequence[str], options: Sequence[Option]) -> dict[str, Any] | None:
    """The value of every option by the name of its parameter, and the `paths`; None where the words are not plain."""
    if os.name == 'nt' or COMPLETION in os.environ:  # click expands patterns where the shell does not
        return None
    known = {word: option for option in options for word in (*option.words, option.off) if word}
    values: dict[str, Any] = {one.parameter: () if one.many else one.default for one in options}
    paths: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == '-' or (word and word[0] != '-'):
            paths.append(word)
            continue
        spelled, equals, given = word.partition('=')
        option = known.get(spelled)
        if option is None or (equals and (option.kind == 'flag' or spelled[:2] != '--')):
            return None
        if option.kind == 'flag':
            values[option.parameter] = spelled != option.off
            continue
        value = _value(option, given if equals else next(rest, ''))
        if value is None:
            return None
        values[option.parameter] = (*values[option.parameter], value) if option.many else value
    return {**values, 'paths': tuple(paths)} if paths else None


def _value(option: Option, given: str) -> str | int | None:
    """What an option is given; None for what is not plain."""
    if not given or (given[0] == '-' and given != '-'):
        return None
    if option.kind == 'number':
        value = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None
        return value if value is not None and option.low <= value <= option.high else None
    return None if option.choices and given not in option.choices else given
