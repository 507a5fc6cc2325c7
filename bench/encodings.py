"""How often `decode` reads a file without being told its encoding, beside charset_normalizer where that is installed.

    python bench/encodings.py                      # snippets of the reference material, then lines written for this bench
    python bench/encodings.py --failures           # and what was read wrong
    python bench/encodings.py --alone              # without charset_normalizer
    python bench/encodings.py --fuzz 10000         # instead: hostile files, none of which may break or stall it

In: the articles of the reference material (`../shared` beside the project, $PRESSCOPY_SHARED or --shared DIR). Snippets
of 40 to 4,000 characters, short ones as many as long ones by the logarithm, cut at any character, each in every encoding
that can hold it. Out: read right / all, by encoding and by length. Right: the text is the one that was encoded, to the
character, and nothing in it is called pasted or broken. Then files that are: lines of another encoding in an article (the
text and the lines told must be right), a last character cut off, a bit turned over (all but three characters right).
"""

from __future__ import annotations

import argparse
import codecs
import math
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pressbench import shared_folder

from presscopy.errors import PressError
from presscopy.formats.encoding import decode

try:
    peer: Any = import_module('charset_normalizer')
except ImportError:
    peer = None  # the bench runs without it

SNIPPETS = 2000
SHORTEST, LONGEST = 40, 4000
CLASSES = {'<80': 80, '80–200': 200, '≥200': 10**9}
SCRAP_SHORTEST, SCRAP_LONGEST = 4, 39
SCRAP_CLASSES = {'4–7': 8, '8–15': 16, '16–39': 40}
UNICODE = {
    'utf-8': ('utf-8', b''),
    'utf-8 BOM': ('utf-8', codecs.BOM_UTF8),
    'utf-16-le': ('utf-16-le', b''),
    'utf-16-le BOM': ('utf-16-le', codecs.BOM_UTF16_LE),
    'utf-16-be': ('utf-16-be', b''),
    'utf-16-be BOM': ('utf-16-be', codecs.BOM_UTF16_BE),
    'utf-32-le': ('utf-32-le', b''),
    'utf-32-le BOM': ('utf-32-le', codecs.BOM_UTF32_LE),
    'utf-32-be': ('utf-32-be', b''),
    'utf-32-be BOM': ('utf-32-be', codecs.BOM_UTF32_BE),
}
# marks of the mainland that Taiwan's table lacks, or that its writers set otherwise
IN_BIG5 = str.maketrans('“”‘’∶〔〕', '「」『』：（）')

# ── lines written for this bench: short, or poor in Han characters ────────────────────────────────────────────────────

Lines = dict[str, tuple[str, ...]]  # by script
HEADLINES: Lines = {
    'simplified': (
        '做强产业，发展后劲更足',
        '全市秋粮收购工作启动',
        '省委书记到我县调研',
        '暴雨红色预警',
        '国庆假期接待游客创新高',
        '“小板凳”议出大民生',
        '高铁开通 山城圆梦',
        '一图读懂政府工作报告',
        '两会今日开幕',
        '村里来了“新农人”',
        '让老百姓看得起病',
        '我市三人获评全国劳模',
    ),
    'traditional': (
        '做強產業，發展後勁更足',
        '全市秋糧收購工作啟動',
        '省委書記到我縣調研',
        '暴雨紅色預警',
        '國慶假期接待遊客創新高',
        '立院三讀通過預算案',
        '高鐵開通 山城圓夢',
        '一圖讀懂政府工作報告',
        '兩會今日開幕',
        '港鐵票價下月起上調',
        '讓老百姓看得起病',
        '颱風逼近 北部停班停課',
    ),
}
FIGURES: Lines = {
    'simplified': (
        '项目\t2023年\t2024年\t增长(%)\n工业\t123.4\t138.9\t12.6\n农业\t45.0\t46.1\t2.4\n',
        '2024-11-08 09:30:00 GDP 1,234.5 亿元 +6.3%\n',
        'PM2.5: 35; PM10: 61; AQI=58 (良)\n',
        '1. 12.5% 2. 8.7% 3. 43.8 4. 412 5. 2026 合计\n',
        'http://www.example.com/a/2024/1108/index.html?id=1024&p=3 详见\n',
        'Tel: 0571-8888 6666 Fax: 0571-8888 7777 邮编 310000\n',
        '序号,姓名,得分\n1,A,98\n2,B,97\n3,C,95\n4,D,91\n',
    ),
    'traditional': (
        '項目\t2023年\t2024年\t增長(%)\n工業\t123.4\t138.9\t12.6\n農業\t45.0\t46.1\t2.4\n',
        '2024-11-08 09:30:00 GDP 1,234.5 億元 +6.3%\n',
        'PM2.5: 35; PM10: 61; AQI=58 (良)\n',
        '1. 12.5% 2. 8.7% 3. 43.8 4. 412 5. 2026 合計\n',
        'http://www.example.com/a/2024/1108/index.html?id=1024&p=3 詳見\n',
        'Tel: 02-2388 6666 Fax: 02-2388 7777 郵遞區號 100\n',
        '序號,姓名,得分\n1,A,98\n2,B,97\n3,C,95\n4,D,91\n',
    ),
}
NAMES: Lines = {
    'simplified': (
        '张伟 王芳 李娜 刘洋 陈静 杨帆 赵磊 黄婷 周杰 吴昊',
        '钟立群、岳松茂、郁大海、凌致远、万雨桐、余思远、范晓岚',
        '翁婧祎 瞿颖 邹喆 綦江 逄锦聚 亓官 訾悦 仝卓 佘诗 冼东妹',
        '龚琰 闫妮 鄢颇 佟丽娅 郗恩庭 郜林 嵇康 汤灿 单雄信 乜泉',
        '淼 焱 垚 鑫 犇 骉 羴 猋',
    ),
    'traditional': (
        '張偉 王芳 李娜 劉洋 陳靜 楊帆 趙磊 黃婷 周杰 吳昊',
        '鐘立群、岳松茂、郁大海、凌致遠、萬雨桐、余思遠、範曉嵐',
        '陳郁秀 蕭萬長 蘇貞昌 賴清德 鄭麗文 盧秀燕 柯文哲 韓國瑜',
        '翁婧 瞿穎 鄒哲 綦江 逄錦聚 訾悅 佘詩曼 冼東妹 嵇康 郜林',
        '麥兆輝 鄧麗欣 葉德嫻 關錦鵬 羅家英 譚詠麟 鍾鎮濤 閻奕格',
    ),
}
POETRY: Lines = {
    'simplified': (
        '床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n',
        '两个黄鹂鸣翠柳，一行白鹭上青天。\n窗含西岭千秋雪，门泊东吴万里船。\n',
        '无边落木萧萧下，不尽长江滚滚来。\n',
        '枯藤老树昏鸦，\n小桥流水人家，\n古道西风瘦马。\n',
        '蒹葭苍苍，白露为霜。所谓伊人，在水一方。\n',
    ),
    'traditional': (
        '床前明月光，疑是地上霜。\n舉頭望明月，低頭思故鄉。\n',
        '兩個黃鸝鳴翠柳，一行白鷺上青天。\n窗含西嶺千秋雪，門泊東吳萬里船。\n',
        '無邊落木蕭蕭下，不盡長江滾滾來。\n',
        '枯藤老樹昏鴉，\n小橋流水人家，\n古道西風瘦馬。\n',
        '蒹葭蒼蒼，白露為霜。所謂伊人，在水一方。\n',
    ),
}
LATIN: Lines = {
    'simplified': (
        'Apple iPhone 16 Pro Max 256GB 发布\n',
        'The 19th Asian Games (亚运会) opened in Hangzhou on Sept. 23, 2023.\n',
        'C919 首飞\n',
        '<p class="lead">本报讯</p>\n',
        'A股、B股、H股，K线图，X光，Wi-Fi，5G\n',
        'from: editor@example.com\nto: desk@example.com\nsubject: 稿件\n',
    ),
    'traditional': (
        'Apple iPhone 16 Pro Max 256GB 發表\n',
        'The 19th Asian Games (亞運會) opened in Hangzhou on Sept. 23, 2023.\n',
        'C919 首飛\n',
        '<p class="lead">本報訊</p>\n',
        'A股、B股、H股，K線圖，X光，Wi-Fi，5G\n',
        'from: editor@example.com\nto: desk@example.com\nsubject: 稿件\n',
    ),
}
HARD = {
    'headlines': HEADLINES,
    'figures': FIGURES,
    'names': NAMES,
    'poetry': POETRY,
    'latin': LATIN,
}
ENGLISH = (
    'The committee’s report, released Monday, says growth “remained solid” in the third quarter.\n',
    'It’s a start.\n',
    '“We’re open,” she said – and the café was.\n',
    'Wait… what?\n',
    'A résumé of the naïve façade at 20 °C, £5 a piece.\n',
    'Members of the Writers’ Union met at the mayor’s office; the ‘old guard’ did not attend — nor did we.\n',
)


@dataclass(frozen=True)
class Case:
    """A text as a file would hold it; `row` is the line of the table it counts in, `column` the column."""

    row: str
    column: str
    text: str
    data: bytes


# ── what is measured ──────────────────────────────────────────────────────────────────────────────────────────────────


def sources(shared: Path) -> dict[str, list[str]]:
    """The articles by script, each kind run together so that a snippet may be longer than one of them."""
    press = shared / 'pressbench'

    def run_together(*patterns: str) -> str:
        paths = [path for pattern in patterns for path in sorted(shared.glob(pattern))]
        return '\n'.join(path.read_text(encoding='utf-8-sig') for path in paths)

    assert press.is_dir(), f'no articles in {press}'
    kinds = ('trad_t', 'trad_tw', 'trad_hk')
    return {
        'simplified': [run_together('pressbench/articles/*/gold.txt', 'seed/gold.txt')],
        'traditional': [run_together(f'pressbench/inputs/{kind}/*.txt', 'seed/article.txt') for kind in kinds],
    }


def snippets(shared: Path, count: int, shortest: int, longest: int) -> Iterator[tuple[str, str]]:
    """Script and text of each; always the same ones."""
    dice = random.Random(15834)
    texts = sources(shared)
    for n in range(count):
        script = 'traditional' if n % 2 else 'simplified'
        text = dice.choice(texts[script])
        length = round(math.exp(dice.uniform(math.log(shortest), math.log(longest))))
        start = dice.randrange(len(text) - length)
        yield script, text[start : start + length]


def held(script: str, text: str) -> Iterator[tuple[str, str, bytes]]:
    """Row, text and bytes for every encoding that can hold the text (for Big5 with the marks it has)."""
    for row, (encoding, mark) in UNICODE.items():
        yield row, text, mark + text.encode(encoding)
    yield f'gb18030 {script}', text, text.encode('gb18030')
    if script == 'traditional':
        for encoding in ('cp950', 'big5hkscs'):
            fitted = text.translate(IN_BIG5)
            try:
                data = fitted.encode(encoding)
            except UnicodeEncodeError:
                continue
            if data.decode(encoding) == fitted:
                yield encoding, fitted, data


def cut_cases(pieces: Iterable[tuple[str, str]], classes: dict[str, int]) -> Iterator[Case]:
    """Pieces of the reference material, by encoding and length."""
    for script, text in pieces:
        column = next(name for name, limit in classes.items() if len(text) < limit)
        for row, fitted, data in held(script, text):
            yield Case(row, column, fitted, data)


def hard_cases() -> Iterator[Case]:
    """The lines of this file, one by one, by encoding and kind."""
    for column, by_script in HARD.items():
        for script, lines in by_script.items():
            for line in lines:
                for row, fitted, data in held(script, line):
                    yield Case(row, column, fitted, data)
    for line in ENGLISH:
        yield Case('cp1252', 'latin', line, line.encode('cp1252'))


# ── who is asked ──────────────────────────────────────────────────────────────────────────────────────────────────────


def ours(data: bytes) -> str | None:
    """What `decode` makes of a file, None when it refuses."""
    try:
        found = decode(data)
    except PressError:
        return None
    return None if found.mixed or found.lost else found.text


def theirs(data: bytes) -> str | None:
    """What charset_normalizer makes of it."""
    best = peer.from_bytes(data).best()
    return None if best is None else str(best).removeprefix('\ufeff')


def table(cases: Iterable[Case], columns: Iterable[str], read: Callable[[bytes], str | None]) -> tuple[str, list[str]]:
    """The table for one reader, and its failures."""
    right: dict[tuple[str, str], int] = {}
    every: dict[tuple[str, str], int] = {}
    wrong = []
    for case in cases:
        got = read(case.data)
        for row in (case.row, 'all'):
            for column in (case.column, 'all'):
                every[row, column] = every.get((row, column), 0) + 1
                right[row, column] = right.get((row, column), 0) + (got == case.text)
        if got != case.text:
            wrong.append(f'  {case.row}, {case.column}: {case.text[:40]!r} read as {(got or "nothing")[:40]!r}')
    names = [*columns, 'all']
    lines = [' ' * 22 + ''.join(f'{name:>13}' for name in names)]
    for row in dict.fromkeys(row for row, _ in every if row != 'all'):
        lines.append(_line(row, names, right, every))
    lines.append(_line('all', names, right, every))
    share = [f'{right.get(("all", name), 0) / max(1, every.get(("all", name), 0)):13.2%}' for name in names]
    return '\n'.join([*lines, ' ' * 22 + ''.join(share)]), wrong


def _line(row: str, names: list[str], right: dict[tuple[str, str], int], every: dict[tuple[str, str], int]) -> str:
    cells = [f'{right[row, name]}/{every[row, name]}' if (row, name) in every else '' for name in names]
    return f'{row:<22}' + ''.join(f'{cell:>13}' for cell in cells)


# ── pasted, broken, hostile ───────────────────────────────────────────────────────────────────────────────────────────

PASTES = [
    (one, other) for one in ('utf-8', 'gb18030', 'cp950') for other in ('utf-8', 'gb18030', 'cp950') if one != other
]
DAMAGED = ('utf-8', 'gb18030', 'cp950', 'utf-16-le')


def pages(shared: Path) -> list[list[str]]:
    """The lines of the articles that every encoding can hold."""
    texts = [text for kind in sources(shared).values() for text in kind]
    lines = [line for text in texts for line in text.translate(IN_BIG5).split('\n') if line.strip()]
    return [lines, [line for line in lines if fits(line, 'cp950')]]


def fits(text: str, encoding: str) -> bool:
    """Whether an encoding holds a text."""
    return text.encode(encoding, 'ignore').decode(encoding) == text


def pasted(shared: Path, count: int) -> dict[str, str]:
    """How often lines pasted into a file of another encoding are read and told, by the number of lines."""
    dice = random.Random(7)
    every, held_by_big5 = pages(shared)
    told = {}
    for most, other in PASTES:
        for size in (1, 3, 10):
            right = 0
            for _ in range(count):
                lines = dice.choices(held_by_big5 if most == 'cp950' else every, k=dice.randrange(30, 60))
                at = dice.randrange(len(lines) + 1)
                lines[at:at] = dice.choices(held_by_big5 if other == 'cp950' else every, k=size)
                inside = [n for n in range(at, at + size) if not lines[n].isascii()]
                data = b'\n'.join(line.encode(other if at <= n < at + size else most) for n, line in enumerate(lines))
                try:
                    found = decode(data)
                except PressError:
                    continue
                right += found.text == '\n'.join(lines) and [n for n, _ in found.mixed] == inside
            told[f'{other} in {most}, {size} lines'] = f'{right}/{count}'
    return told


def broken(shared: Path, count: int) -> dict[str, str]:
    """How often a file is read in which the last character is cut off or one bit is turned over."""
    dice = random.Random(8)
    told = {}
    for encoding in DAMAGED:
        for damage in ('cut', 'bit'):
            right = 0
            for _ in range(count):
                text = '\n'.join(dice.choices(pages_of(shared, encoding), k=dice.randrange(4, 30)))
                data = bytearray(text.encode(encoding))
                if damage == 'cut':
                    del data[-1]
                else:
                    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
                try:
                    found = decode(bytes(data))
                except PressError:
                    continue
                right += near(found.text, text) and not found.mixed
            told[f'{encoding}, {damage}'] = f'{right}/{count}'
    return told


@cache
def pages_of(shared: Path, encoding: str) -> list[str]:
    """The lines that an encoding can hold."""
    return pages(shared)[encoding == 'cp950']


def near(one: str, other: str) -> bool:
    """Whether two texts are the same but for three characters in one place."""
    size = min(len(one), len(other))
    first = next((n for n in range(size) if one[n] != other[n]), size)
    last = next((n for n in range(size - first) if one[-1 - n] != other[-1 - n]), size - first)
    return max(len(one), len(other)) - first - last <= 3


def hostile(shared: Path, count: int) -> Iterator[bytes]:
    """Files no one would send: real ones with bits turned over, bytes gone, pieces of other encodings; and noise."""
    dice = random.Random(9)
    texts = [text for kind in sources(shared).values() for text in kind]
    encodings = ('utf-8', 'gb18030', 'cp950', 'big5hkscs', 'utf-16', 'utf-16-le', 'utf-32-be', 'cp1252', 'utf-8-sig')
    for n in range(count):
        pieces = []
        for _ in range(dice.choice((1, 1, 2, 5))):
            text = dice.choice(texts)
            start = dice.randrange(len(text))
            piece = text[start : start + dice.choice((1, 5, 50, 1000, 5000))]
            pieces.append(piece.encode(dice.choice(encodings), 'ignore') if n % 5 else dice.randbytes(len(piece)))
        data = bytearray(dice.choice((b'', b'\n', b'\r\n')).join(pieces))
        for _ in range(dice.choice((0, 1, 3, 100)) if data else 0):
            at = dice.randrange(len(data) or 1)
            change = dice.randrange(4)
            if change == 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            elif change == 1:
                del data[at : at + dice.choice((1, 2, 50))]
            elif change == 2:
                data[at:at] = bytes([dice.randrange(256)]) * dice.choice((1, 3, 500))
            else:
                del data[dice.randrange(len(data) + 1) :]
        yield bytes(data)


def fuzz(shared: Path, count: int) -> None:
    """Print what became of hostile files, and the slowest; an exception that is no PressError ends the run."""
    became: dict[str, int] = {}
    slowest, size, which = 0.0, 0, ''
    for data in hostile(shared, count):
        start = time.perf_counter()
        try:
            found = decode(data)
            what = 'pasted' if found.mixed else 'broken' if found.lost else 'clean'
            assert not re.search('[\ud800-\udfff]', found.text), 'half a surrogate pair'
        except PressError:
            what = 'refused'
        took = time.perf_counter() - start
        became[what] = became.get(what, 0) + 1
        slowest, size, which = max((slowest, size, which), (took, len(data), what))
    print(', '.join(f'{what} {number}' for what, number in sorted(became.items())), f'of {count}')
    print(f'slowest: {slowest * 1000:.0f} ms for {size:,} bytes ({which})')


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--shared', metavar='DIR', help='the reference material')
    parser.add_argument('--count', type=int, default=SNIPPETS, help='how many snippets')
    parser.add_argument('--failures', action='store_true', help='show what was read wrong')
    parser.add_argument('--alone', action='store_true', help='leave charset_normalizer out')
    parser.add_argument('--fuzz', type=int, metavar='N', help='only try N hostile files')
    asked = parser.parse_args()
    shared = shared_folder(asked.shared)
    if asked.fuzz:
        fuzz(shared, asked.fuzz)
        return
    long = [*snippets(shared, asked.count, SHORTEST, LONGEST)]
    scraps = [*snippets(shared, asked.count, SCRAP_SHORTEST, SCRAP_LONGEST)]
    readers: list[tuple[str, Callable[[bytes], str | None]]] = [('presscopy', ours)]
    if peer and not asked.alone:
        readers.append((f'charset_normalizer {peer.__version__}', theirs))
    for name, read in readers:
        for title, cases, columns in (
            (f'{asked.count} snippets', cut_cases(long, CLASSES), list(CLASSES)),
            (f'{asked.count} scraps', cut_cases(scraps, SCRAP_CLASSES), list(SCRAP_CLASSES)),
            ('hard lines', hard_cases(), list(HARD)),
        ):
            printed, wrong = table(cases, columns, read)
            print(f'\n{name}: {title}\n{printed}', flush=True)
            if asked.failures:
                print('\n'.join(wrong))
    for title, told in (('pasted', pasted(shared, asked.count // 20)), ('broken', broken(shared, asked.count // 10))):
        print(f'\n{title} files, read and told right')
        for name, share in told.items():
            print(f'{name:<32}{share:>9}')


if __name__ == '__main__':
    main()
