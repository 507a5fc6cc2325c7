"""Run the four files of cases (copy check and conversion) and print how many rows pass.

In: the reference material (`../shared` beside the project, or $PRESSCOPY_SHARED). Every row of copy is a file of its
own in a temporary folder, and all of them go through one process; conversion takes the rows of a config as lines.

    python bench/cases.py --failures
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pressbench import CommandFailed, presscopy, presscopy_json, shared_folder

CODE = re.compile(r'[A-Z]{2}\d{3}')
PUBLIC = ('--ignore', 'JF,YZ')  # the public suites hold Traditional and Japanese rows whose script is not at issue
LOUD = ('error', 'warning')


@dataclass
class Row:
    """One case: what goes in, what should come out, how it is judged, and what came."""

    number: int
    given: str
    expected: str
    kind: str
    codes: list[str] = field(default_factory=list)
    note: str = ''
    got: str | None = None
    found: list[tuple[str, str]] = field(default_factory=list)  # code, severity

    @property
    def families(self) -> list[str]:
        return sorted({code[:2] for code in self.codes}) or ['--']

    @property
    def passed(self) -> bool:
        if self.got != self.expected:
            return False
        if self.kind == 'flag':
            return any(code in self.codes for code, _ in self.found)
        if self.kind == 'keep':
            return not any(severity in LOUD for _, severity in self.found)
        return True


def read(path: Path) -> list[list[str]]:
    """The rows of a table; not splitlines(), which would also break a cell at U+2028 or a form feed."""
    return [line.split('\t') for line in path.read_bytes().decode().split('\n') if line]


# ── copy check ────────────────────────────────────────────────────────────────────────────────────────────────────────


def own(path: Path) -> list[Row]:
    """input, expected, codes, note: the note's first word says how the row is judged."""
    rows = []
    for number, (given, expected, codes, note) in enumerate(read(path), 1):
        kind, *rest = note.split()
        # a keep row names the code that a hasty rule would give
        tempting = rest[0] if rest and kind == 'keep' else ''
        rows.append(Row(number, given, expected, kind, CODE.findall(tempting if kind == 'keep' else codes), note))
    run_own(rows)
    return rows


def run_own(rows: Sequence[Row]) -> None:
    with tempfile.TemporaryDirectory(prefix='cases-') as name:
        folder = Path(name)
        files = write(rows, folder / 'in')
        unsafe = {path: row for path, row in files.items() if row.kind == 'unsafe'}
        fix(files, folder / 'safe')
        fix(unsafe, folder / 'unsafe', '--unsafe-fixes')
        check({path: row for path, row in files.items() if row.kind in ('flag', 'keep')})


def public(path: Path) -> list[Row]:
    """input, expected, source: a row whose two texts agree is a keep row; both kinds are judged by the text alone."""
    rows = [
        Row(number, given, expected, 'keep' if given == expected else 'fix', note=source)
        for number, (given, expected, source) in enumerate(read(path), 1)
    ]
    with tempfile.TemporaryDirectory(prefix='cases-') as name:
        fix(write(rows, Path(name) / 'in'), Path(name) / 'safe', *PUBLIC)
    return rows


def write(rows: Iterable[Row], folder: Path) -> dict[Path, Row]:
    folder.mkdir()
    files = {folder / f'{row.number:04}.txt': row for row in rows}
    for path, row in files.items():
        path.write_text(row.given + '\n', encoding='utf-8', newline='')
    return files


def fix(files: dict[Path, Row], out: Path, *options: str) -> None:
    """One run for all files: same names in the folder `out`."""
    if not files:
        return
    out.mkdir()
    failed = None
    try:
        presscopy('fix', *options, *files, '-o', out if len(files) > 1 else out / next(iter(files)).name)
    except CommandFailed as why:
        failed = why  # one bad file of many: the others were written
    for path, row in files.items():
        fixed = out / path.name
        row.got = fixed.read_bytes().decode().removesuffix('\n') if fixed.exists() else None
    if failed and all(row.got is None for row in files.values()):
        raise failed


def check(files: dict[Path, Row]) -> None:
    by_name = {str(path): row for path, row in files.items()}
    for finding in presscopy_json('check', '--output-format', 'json', *files):
        by_name[finding['filename']].found.append((finding['code'], finding['severity']))


# ── conversion ────────────────────────────────────────────────────────────────────────────────────────────────────────


def conversion(path: Path) -> list[Row]:
    """config, input, expected, note: rows marked [press: …] are wrong or contested for press copy and do not count."""
    rows = [
        Row(number, given, expected, config, note=note)
        for number, (config, given, expected, note) in enumerate(read(path)[1:], 2)
        if '[press:' not in note
    ]
    for config in {row.kind for row in rows}:
        of_config = [row for row in rows if row.kind == config]
        text = ''.join(row.given + '\n' for row in of_config)
        try:
            lines = presscopy('convert', '--config', config, stdin=text, may_exit=(0,)).split('\n')
        except CommandFailed as why:
            print(f'{path.stem}: {why}; its {len(of_config)} rows count as failed')
            continue
        if len(lines) != len(of_config) + 1:
            raise CommandFailed(f'convert --config {config}: {len(of_config)} lines in, {len(lines) - 1} out')
        for row, line in zip(of_config, lines, strict=False):
            row.got = line
    return rows


# ── the account ───────────────────────────────────────────────────────────────────────────────────────────────────────

FILES: dict[str, Callable[[Path], list[Row]]] = {
    'copycheck_own': own,
    'copycheck_public': public,
    'conversion_own': conversion,
    'conversion_public': conversion,
}


def tally(rows: Sequence[Row], groups: Callable[[Row], Iterable[str]]) -> str:
    """`fix 50/52  keep 118/118`: a row with codes of two families counts in both."""
    every, passed = Counter[str](), Counter[str]()
    for row in rows:
        for group in groups(row):
            every[group] += 1
            passed[group] += row.passed
    return '  '.join(f'{group} {passed[group]}/{count}' for group, count in sorted(every.items()))


def account(name: str, rows: Sequence[Row]) -> list[str]:
    passed = sum(row.passed for row in rows)
    lines = [f'{name:18} {passed}/{len(rows)}', '    kind    ' + tally(rows, lambda row: [row.kind])]
    if any(row.codes for row in rows):
        lines.append('    family  ' + tally(rows, lambda row: row.families))
    return lines


def failure(name: str, row: Row) -> str:
    lines = [' '.join([f'{name}:{row.number}', f'[{row.kind}]', *row.codes, f'({row.note})' if row.note else ''])]
    if row.got != row.expected:
        lines += [f'    input     {row.given}', f'    got       {row.got}', f'    expected  {row.expected}']
    else:
        lines += [f'    text      {row.given}']
        lines += ['    findings  ' + (', '.join(f'{code} {severity}' for code, severity in row.found) or 'none')]
    return '\n'.join(lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description='Run the case files of the reference material and print how many rows pass.',
        epilog='example: python bench/cases.py --only copycheck_own --failures',
    )
    parser.add_argument('--shared', metavar='DIR', help='the reference material ($PRESSCOPY_SHARED, or ../shared)')
    parser.add_argument('--only', choices=sorted(FILES), help='one file of the four')
    parser.add_argument('--failures', action='store_true', help='list the rows that fail, with got and expected')
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    folder = shared_folder(asked.shared) / 'cases'
    could_not_run = False
    for name, run in FILES.items():
        if asked.only not in (None, name):
            continue
        try:
            rows = run(folder / f'{name}.tsv')
        except CommandFailed as why:
            could_not_run = True
            print(f'{name:18} {why}')
            continue
        print(*account(name, rows), sep='\n')
        if asked.failures:
            print(*(failure(name, row) for row in rows if not row.passed), sep='\n')
    return 2 if could_not_run else 0


if __name__ == '__main__':
    raise SystemExit(main())
