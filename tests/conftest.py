"""What the tests share: the command line as a user runs it, and the reference material where it lies beside the project."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).parent.parent
SHARED = Path(os.environ.get('PRESSCOPY_SHARED', PROJECT.parent / 'shared'))

# at the desk new examples each time; in CI the same ones, so that a change is judged by what it changed
settings.register_profile('ci', derandomize=True, deadline=None)
if os.environ.get('CI'):
    settings.load_profile('ci')

Run = Callable[..., 'subprocess.CompletedProcess[bytes]']


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `presscopy` with these words in a folder of its own; bytes in, bytes out."""

    def call(*words: str | Path, data: bytes = b'', **env: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, '-m', 'presscopy', *map(str, words)],
            input=data,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, **env},
            timeout=120,
        )

    return call


@pytest.fixture
def shared() -> Path:
    """The reference material, `../shared` beside the project or $PRESSCOPY_SHARED."""
    if not (SHARED / 'seed').is_dir():
        pytest.skip('the reference material is not beside the project (../shared or $PRESSCOPY_SHARED)')
    return SHARED


def no_traceback(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a command said on standard error, which is never a traceback."""
    said = done.stderr.decode(errors='replace')
    assert 'Traceback' not in said
    return said
