"""The short account after typesetting: how much was changed of each kind, and what an editor should look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presscopy.report.located import Located
from presscopy.text.finding import Severity
from presscopy.text.place import Places

# what is counted together, by the beginnings of codes, first that fits
KINDS = (
    (('BM001',), '拼音括注', 'glosses'),
    (('BM', 'GS103', 'GS104', 'KG105'), '编码、断行', 'damage and line ends'),
    (('JF', 'YZ'), '字', 'characters'),
    (('BD',), '标点', 'marks'),
    (('KG',), '空格', 'spaces'),
    (('SZ', 'DW'), '数字和单位', 'figures and units'),
    (('',), '字词', 'words'),
)
MOST = 12


def lines(name: str, found: Sequence[Located], text: str, lang: str) -> Iterator[str]:
    """The account of one manuscript."""
    zh = lang == 'zh'
    counts: dict[str, int] = {}
    for one in found:
        if one.settled:
            zh_kind, en_kind = next((kind, english) for codes, kind, english in KINDS if one.code.startswith(codes))
            kind = zh_kind if zh else en_kind
            counts[kind] = counts.get(kind, 0) + one.many
    if zh:
        done = '，'.join(f'{kind}{count}处' for kind, count in counts.items())
    else:
        done = ', '.join(f'{count} {kind}' for kind, count in counts.items())
    if zh:
        yield f'{name}：{"改了" + done if done else "没有要改的"}'
    else:
        yield f'{name}: {"changed " + done if done else "nothing to change"}'
    places = Places(text)
    look = sorted((one for one in found if not one.settled and one.severity > Severity.INFO), key=lambda one: one.span)
    if look:
        yield f'  请编辑看{len(look)}处' if zh else f'  {len(look)} for an editor'
    shown = [one for n, one in enumerate(look) if n < MOST or _told_here_alone(one)]
    for one in shown:
        row, column = places.of(one.span.start)
        where = f'第{row}行第{column}字' if zh else f'line {row}, character {column}'
        yield f'    {where}  {one.code} {one.message(lang)}'
    if more := len(look) - len(shown):
        checked = any(not one.code.startswith('PF') for one in look[MOST:])
        if zh:
            yield f'    …… 另有{more}处{"，见 presscopy check" if checked else ""}'
        else:
            yield f'    … and {more} more{": presscopy check" if checked else ""}'


def _told_here_alone(one: Located) -> bool:
    """What is wrong with the page itself, and no check of the copy tells of: a character that no face has, overset text."""
    return one.code.startswith('PF') and one.severity is Severity.ERROR
