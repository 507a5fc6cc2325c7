"""Write docs/rules/: a page for each family of rules, in the words of `presscopy rule`. With --check: say whether the pages are current.

python docs/rules.py [--check]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from presscopy.handbook import docs, page
from presscopy.report.statistics import FAMILIES

FOLDER = Path(__file__).resolve().parent / 'rules'
NOTE = '<!-- docs/rules.py 从规则总表和各条规则的说明写成，不要手改 -->\n'


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    by_family: dict[str, list[str]] = {}
    for code in sorted(docs()):
        by_family.setdefault(code[:2], []).append(code)
    told = {}
    for family, codes in by_family.items():
        name, english = FAMILIES[family]
        parts = [f'# {family} {name} · {english}\n', NOTE, *(f'## {in_markdown(page(code))}' for code in codes)]
        told[f'{family}.md'] = '\n'.join(parts)
    rows = [
        f'| [{family}]({family}.md) | {FAMILIES[family][0]} | {len(codes)} | {codes[0]}–{codes[-1]} |'
        for family, codes in by_family.items()
    ]
    head = '同样的文字用 `presscopy rule BD301` 看；`presscopy rule --output-format json` 给程序。'
    table = '| 类 | 管什么 | 条 | 代码 |\n|---|---|---|---|\n' + '\n'.join(rows) + '\n'
    told['README.md'] = '\n'.join(['# 规则 · Rules\n', NOTE, f'{head}\n', table])
    return told


def in_markdown(text: str) -> str:
    """The same text where * _ < & [ ] would be marks of Markdown; lines that are set in, the examples, and code stay."""
    return ''.join(line if line.startswith('    ') else _escaped(line) for line in text.splitlines(keepends=True))


def _escaped(line: str) -> str:
    parts = re.split(r'(`[^`]*`)', line)
    return ''.join(one if n % 2 else re.sub(r'[\\*_<>&\[\]#|~]', r'\\\g<0>', one) for n, one in enumerate(parts))


def stale() -> Iterator[str]:
    """The pages that do not say what the rules say."""
    wanted = pages()
    for name in sorted({*wanted, *(path.name for path in FOLDER.glob('*.md'))}):
        path = FOLDER / name
        if name not in wanted or not path.exists() or path.read_text('utf-8') != wanted[name]:
            yield name


def main() -> int:
    """Write the pages, or with --check name those that are stale and return 1."""
    names = list(stale())
    if sys.argv[1:] == ['--check']:
        print(f'docs/rules: {", ".join(names)} stale, run docs/rules.py' if names else 'docs/rules: current')
        return 1 if names else 0
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for name in names:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding='utf-8')
        else:
            (FOLDER / name).unlink()
        print(f'docs/rules/{name}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
