"""Run every command that README.md shows between `$ ` and its output, and compare what it prints.

A block fenced as ```console holds commands and their real output; a line `…` in it stands for any number of lines.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r'^```console\n(.*?)^```', re.MULTILINE | re.DOTALL)


def sessions(text: str) -> list[tuple[str, str]]:
    """Every command and what is said to come of it."""
    found = []
    for block in BLOCK.findall(text):
        for part in re.split(r'^\$ ', block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition('\n')
            found.append((command, output))
    return found


def main() -> int:
    """Compare all; returns 1 when one differs."""
    wrong = 0
    shell_path = f'PATH={Path(sys.executable).parent}:$PATH; '
    told = [(path, *session) for path in ('README.md',) for session in sessions((PROJECT / path).read_text('utf-8'))]
    for path, command, wanted in told:
        done = subprocess.run(['bash', '-c', shell_path + command], capture_output=True, cwd=PROJECT)
        got = (done.stdout + done.stderr).decode()
        pattern = '.*'.join(re.escape(piece) for piece in re.split(r'^…\n', wanted, flags=re.MULTILINE))
        if not re.fullmatch(pattern, got, re.DOTALL):
            wrong += 1
            print(f'{path}: $ {command}\n--- shown\n{wanted}--- printed\n{got}')
    print(f'README: {len(told) - wrong} of {len(told)} commands print what they are said to print')
    return 1 if wrong or not told else 0


if __name__ == '__main__':
    sys.exit(main())
