"""How the work grows with dense and hostile copy: four times the text should take about four times as long.

python bench/growth.py
"""

from __future__ import annotations

import time

import presscopy
from presscopy.article.article import Article

COUNT = 4000
DENSE = {
    'quotes': '他说"好",',
    'brackets': '(他说',
    'points': 'a.',
    'spaces': '汉 字',
    'broken glosses': '?lián)',
    'mail': '中文,a@',
    'hyphens': '3-',
    'stops': '，。',
    'titles': '《书',
    'copy': '今年以来,全县上下围绕"加快建设"的目标,统筹做好工作.',
}


def work(piece: str, count: int) -> float:
    """Seconds of CPU for `count` of the piece in one line."""
    start = time.process_time()
    presscopy.edit(Article.of(piece * count))
    return time.process_time() - start


def main() -> None:
    """Print seconds for COUNT and four times as many, and how many times the work grew."""
    work('好', 1)
    for name, piece in DENSE.items():
        once, more = work(piece, COUNT), work(piece, 4 * COUNT)
        print(f'{name:<16} {once:6.2f} s {more:6.2f} s   ×{more / max(once, 1e-3):.1f}')


if __name__ == '__main__':
    main()
