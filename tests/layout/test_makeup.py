"""Pages made to order, written down as text: marks that hang or are narrow, the grid of cells, articles that flow, 转版 lines, overset text, tables, verse, lists.

To write them anew: PRESSCOPY_GOLDEN=write pytest tests/layout/test_makeup.py, then read the diff.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from presscopy.layout.marks import Hang, Widths
from presscopy.layout.page import merged
from presscopy.layout.rows import Design
from presscopy.layout.sheet import set_issue
from presscopy.layout.typearea import Makeup, Wanted, type_area
from presscopy.paint.golden import of_pages

from .boxes import article, faces

GOLDEN = Path(__file__).parent / 'golden'
SMALL = Wanted('110x120', 2, 10, 16, 10_000, 15_000)
TALL = Wanted('110x150', 2, 10, 22, 10_000, 15_000)
BODY = '全长3.5公里的溪滨绿道全线贯通、老城区最后一批旱厕退出历史、云溪古街（一期）修葺一新……回望2023年，云溪把“办实事”写在年初的清单上。'
OTHER = '清晨6点，上塘镇莲花村的早市已经热闹起来。“刚离水的溪鱼、带着露水的青菜。”老周说，“都在这里。”'
MARKS = (
    '他说好。她问行吗？（笑）大家都说：“行！”于是，村里、镇里、县里，都动了起来。清沟，修渠，备种，样样不落。好！都好！'
)
NEWS = [('title', '一座桥'), ('body', BODY), ('body', OTHER)]
MARKED = [('title', '“好”，他说'), ('body', MARKS), ('body', OTHER)]
LONG = [('title', '一座桥'), ('body', BODY), ('heading', '一块不少'), *[('body', OTHER + BODY)] * 4]
FIGURES = [
    ('body', '乡镇\t户数\t增长'),
    *[('body', f'{town}\t{homes}\t{share}') for town, homes, share in (
        ('上塘', '1,203', '9.4%'), ('下坪', '87', '12.0%'), ('青石', '456', '0.5%'), ('柘川', '2,001', '100%'),
        ('北埠', '12', '−3.1%'), ('溪口', '300', '4.0%'), ('桐岭', '950', '7.7%'), ('云台', '64', '8%'),
    )],
]  # fmt: skip
POEM = [('verse', line) for line in ('轻轻的我走了，', '正如我轻轻的来；', '我轻轻的招手，作别西天的云彩。')]
LIST = [('item', '1. 加强领导，层层压实责任。'), ('item', '2. 抓好落实。“农技员”要下沉到村、到田头，手把手地教。'), ('item', '10. 保障农资。')]  # fmt: skip
BULLETS = [('item', '水稻：推广机插秧，每亩用种量4公斤左右。'), ('item', '油菜')]
PAGES: dict[str, tuple[Sequence[Sequence[tuple[str, str]]], Design]] = {}


def page(name: str, *articles: Sequence[tuple[str, str]], wanted: Wanted = SMALL, **design: object) -> None:
    """Add a page to those written down."""
    PAGES[name] = articles, Design(type_area(wanted), faces(), **design)  # type: ignore[arg-type]


page('hang-allow', MARKED, hang=Hang.ALLOW)
page('hang-force', MARKED, hang=Hang.FORCE)
page('marks-kaiming', MARKED, widths=Widths.KAIMING)
page('marks-half', MARKED, widths=Widths.HALF)
page('fixed-grid', NEWS, fixed=True)
page(
    'flow',
    NEWS,
    [('kicker', '短讯'), *NEWS],
    [('title', '早市'), ('body', OTHER)],
    wanted=TALL,
    makeup=Makeup(flow=True, column_rule=True),
)
page('running-head', NEWS, makeup=Makeup(first_page=7, running_head='云溪日报　2023年12月29日', column_rule=True))
page('turns', LONG, NEWS, makeup=Makeup(turns=True, first_page=3))
page('overset', LONG, NEWS, makeup=Makeup(pages=1))
page('table', [('title', '一座桥'), ('body', OTHER), ('body', OTHER), *FIGURES[:6], ('body', OTHER)], wanted=TALL)
page('table-parted', [('body', OTHER), *FIGURES, ('body', OTHER)], wanted=SMALL._replace(lines=9))
page('verse', [('title', '一座桥'), ('body', OTHER), *POEM, ('body', OTHER)])
page('lists', [('body', OTHER), *LIST, ('body', OTHER), *BULLETS], wanted=Wanted('150x150', 2, 16, 16, 10_000, 15_000))


@pytest.mark.parametrize('name', PAGES)
def test_pages_are_as_written_down(name: str) -> None:
    articles, design = PAGES[name]
    made = of_pages(merged(set_issue([article(*blocks) for blocks in articles], design)), design.area)
    path = GOLDEN / f'{name}.txt'
    if os.environ.get('PRESSCOPY_GOLDEN') == 'write':
        path.write_text(made, encoding='utf-8')
    assert made == path.read_text(encoding='utf-8')
