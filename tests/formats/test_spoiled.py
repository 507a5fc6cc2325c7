"""Spoiled files of every format: each gets an article or a message. `bench/fuzz.py` does ten thousand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench import fuzz


def test_every_spoiled_file_is_answered() -> None:
    said = Counter(fuzz.answer(name, data) for name, data in fuzz.cases(250, Path('/nowhere'), 7))
    assert said['read'] > 40 and said['refused'] > 40
    assert set(said) <= {'read', 'refused', 'read, not written'}


def test_spoiling_spoils() -> None:
    cases = dict(fuzz.cases(40, Path('/nowhere'), 7))
    assert all(data != dict(fuzz.seeds(Path('/nowhere')))[name] for name, data in cases.items())
