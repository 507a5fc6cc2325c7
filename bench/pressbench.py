"""Drive the public commands over the press bench and the real article, then print the scores.

In: the reference material (`../shared` beside the project, or $PRESSCOPY_SHARED). Out: one folder per kind of input
with ID.txt (after `fix`), ID.blocks.json (from `outline`) and ID.findings.json (from `check`), and the table of
`score.py`.

    python bench/pressbench.py /tmp/press --kinds simp,trad_t,glossed
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
STRAY = '噢'  # the one word of the real article that only an editor may take out
# Script changes are judged by cer and hard: the truth lists none of them, so their findings would all count as false.
JUDGED = 'BM,YZ,BD,KG,SZ,DW,YC,YF,XW,GS,PF'


class CommandFailed(Exception):
    """A command that could not do its work: the message is the first thing it said."""


def presscopy(*words: str | Path, stdin: str | None = None, may_exit: Sequence[int] = (0, 1)) -> str:
    """Run one command of the tool in a process of its own and return what it printed."""
    done = subprocess.run(
        [sys.executable, '-m', 'presscopy', *map(str, words)],
        input=None if stdin is None else stdin.encode(),
        capture_output=True,
        env={**os.environ, 'PYTHONUTF8': '1'},
    )
    if done.returncode not in may_exit:
        said = done.stderr.decode(errors='replace').strip()
        # a traceback says it last, a message for the desk says it first
        line = said.splitlines()[-1 if said.startswith('Traceback') else 0] if said else 'no message'
        raise CommandFailed(f'presscopy {words[0]} exited {done.returncode}: {line}')
    return done.stdout.decode()


def presscopy_json(*words: str | Path) -> list[Any]:
    """The array that a command printed."""
    printed = presscopy(*words)
    try:
        answer = json.loads(printed)
    except ValueError as why:
        raise CommandFailed(f'presscopy {words[0]} printed no JSON: {why}') from why
    if not isinstance(answer, list):
        raise CommandFailed(f'presscopy {words[0]} printed JSON that is no array')
    return answer


def shared_folder(given: str | None) -> Path:
    """Where the reference material is; without it there is nothing to measure."""
    folder = Path(given or os.environ.get('PRESSCOPY_SHARED') or PROJECT.parent / 'shared').resolve()
    if not folder.is_dir():
        raise SystemExit(f'no reference material at {folder}: give --shared DIR or set PRESSCOPY_SHARED')
    return folder


def save_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + '\n', encoding='utf-8')


def plain(path: Path) -> str:
    """A text without its last newline, as the scorer reads it."""
    return path.read_text(encoding='utf-8-sig').rstrip('\n')


# ── the bench ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Kind:
    """One kind of input (one folder of the bench), where its outputs go, and what went wrong."""

    name: str
    files: list[Path]
    out: Path
    trouble: list[str] = field(default_factory=list)

    def run(self) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        for path in self.files:
            for end in ('txt', 'blocks.json', 'findings.json'):
                self.output(path, end).unlink(missing_ok=True)
        for step in (self.fix, self.outline, self.check):
            try:
                step()
            except CommandFailed as why:
                self.trouble.append(str(why))
        missing = [path.name for path in self.files if not self.output(path, 'txt').exists()]
        if missing:
            self.trouble.append(f'no text for {" ".join(missing)}')

    def output(self, path: Path, end: str) -> Path:
        return self.out / f'{path.stem}.{end}'

    def fix(self) -> None:
        """Plain text only: a formatted file keeps its format, its text comes from the outline."""
        texts = [path for path in self.files if path.suffix == '.txt']
        if len(texts) == 1:
            presscopy('fix', texts[0], '-o', self.out / texts[0].name, may_exit=(0,))
        elif texts:
            presscopy('fix', *texts, '-o', self.out, may_exit=(0,))

    def outline(self) -> None:
        for record in presscopy_json('outline', '--json', *self.files):
            path = Path(record['filename'])
            save_json(self.output(path, 'blocks.json'), record['blocks'])
            if path.suffix != '.txt':
                lines = [block['text'] for block in record['blocks']]
                self.output(path, 'txt').write_text('\n'.join(lines) + '\n', encoding='utf-8')

    def check(self) -> None:
        by_file: dict[str, list[dict[str, object]]] = {str(path): [] for path in self.files}
        for finding in presscopy_json('check', '--output-format', 'json', '--each', *self.files):
            by_file.setdefault(finding['filename'], []).extend(places(finding))
        for name, found in by_file.items():
            save_json(self.output(Path(name), 'findings.json'), found)


def places(finding: dict[str, Any]) -> list[dict[str, object]]:
    """Where a finding points: its offset, or for a bulk finding (a whole block in one) each of its edits."""
    edits = (finding.get('fix') or {}).get('edits') or []
    spans = edits if len(edits) > 1 else [finding['offset']]
    return [{'start': span['start'], 'end': span['end'], 'code': finding['code']} for span in spans]


def score(bench: Path, out: Path, kinds: Sequence[str], codes: str, json_file: str | None) -> str:
    """The scorer's table, without the rows of kinds that an earlier run left in the folder."""
    folders = {'--gold': 'articles', '--truth': 'truth', '--inputs': 'inputs'}
    words = [sys.executable, str(bench / 'score.py'), '--outputs', str(out), '--codes', codes]
    for option, folder in folders.items():
        words += [option, str(bench / folder)]
    if json_file:
        words += ['--json', json_file]
    done = subprocess.run(words, capture_output=True, env={**os.environ, 'PYTHONUTF8': '1'})
    if done.returncode:
        raise CommandFailed('score.py: ' + done.stderr.decode(errors='replace').strip())
    head, *rows = done.stdout.decode().splitlines()
    return '\n'.join([head, *(row for row in rows if row.split()[0] in kinds)])


# ── the real article ──────────────────────────────────────────────────────────────────────────────────────────────────


def seed_report(seed: Path, out: Path) -> list[str]:
    """Two lines: is the fixed article the careful gold but for the stray word, and is each block what it should be."""
    article, fixed = seed / 'article.txt', out / 'seed.txt'
    fixed.unlink(missing_ok=True)
    lines = []
    try:
        presscopy('fix', article, '-o', fixed, may_exit=(0,))
        lines.append('seed text    ' + compare(plain(fixed), plain(seed / 'gold.txt')))
    except CommandFailed as why:
        lines.append(f'seed text    {why}')
    try:
        (record,) = presscopy_json('outline', '--json', article)
        save_json(out / 'seed.blocks.json', record['blocks'])
        gold = json.loads((seed / 'gold.json').read_text(encoding='utf-8'))['blocks']
        lines.append('seed blocks  ' + compare_blocks(record['blocks'], gold))
    except (CommandFailed, ValueError) as why:
        lines.append(f'seed blocks  {why}')
    return lines


def compare(got: str, gold: str) -> str:
    """The gold has no 噢; taking it out is not a safe fix, so it has to stand in the text still, once."""
    if got.replace(STRAY, '') == gold:
        times = got.count(STRAY)
        return f'exact but for {STRAY}' if times == 1 else f'{STRAY} stands {times} times, not once'
    steps = difflib.SequenceMatcher(None, got, gold, autojunk=False).get_opcodes()
    apart = [(got[a:b], gold[c:d]) for tag, a, b, c, d in steps if tag != 'equal' and got[a:b] != STRAY]
    shown = '  '.join(f'{left!r}→{right!r}' for left, right in apart[:5])
    return f'differs in {len(apart)} places (got→gold): {shown}'


def compare_blocks(got: Sequence[dict[str, Any]], gold: Sequence[dict[str, Any]]) -> str:
    """Blocks in their order, text and role both."""
    right = [
        have['role'] == want['role'] and have['text'].replace(STRAY, '') == want['text']
        for have, want in zip(got, gold, strict=False)
    ]
    wrong = [
        f'{number} ({have["role"]}, should be {want["role"]})'
        for number, (have, want, ok) in enumerate(zip(got, gold, right, strict=False), 1)
        if not ok
    ]
    note = f'; wrong: {", ".join(wrong[:5])}' if wrong else ''
    extra = '' if len(got) == len(gold) else f'; {len(got)} blocks found'
    return f'{sum(right)} of {len(gold)}{extra}{note}'


# ── the command line ──────────────────────────────────────────────────────────────────────────────────────────────────


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description='Run presscopy over the press bench and the real article, and print the scores.',
        epilog='example: python bench/pressbench.py /tmp/press --kinds simp,trad_t,glossed',
    )
    parser.add_argument('out', metavar='OUT', type=Path, help='folder for the outputs; made when it is not there')
    parser.add_argument('--shared', metavar='DIR', help='the reference material ($PRESSCOPY_SHARED, or ../shared)')
    parser.add_argument('--kinds', metavar='A,B', help='only these kinds of input')
    parser.add_argument('--codes', metavar='A,B', default=JUDGED, help='findings that are scored (default: all but JF)')
    parser.add_argument('--json', metavar='FILE', help="also write the scorer's full account")
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    shared = shared_folder(asked.shared)
    bench = shared / 'pressbench'
    known = sorted(folder.name for folder in (bench / 'inputs').iterdir() if folder.is_dir())
    names = asked.kinds.split(',') if asked.kinds else known
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f'no such kind: {", ".join(unknown)}; there are {", ".join(known)}')
    asked.out.mkdir(parents=True, exist_ok=True)
    kinds = [Kind(name, sorted((bench / 'inputs' / name).iterdir()), asked.out / name) for name in names]
    for kind in kinds:
        kind.run()
    try:
        print(score(bench, asked.out, names, asked.codes, asked.json))
    except CommandFailed as why:
        print(why, file=sys.stderr)
        return 2
    for kind in kinds:
        for line in kind.trouble:
            print(f'{kind.name}: {line}')
    print(*seed_report(shared / 'seed', asked.out), sep='\n')
    return 0


if __name__ == '__main__':
    raise SystemExit(main())
