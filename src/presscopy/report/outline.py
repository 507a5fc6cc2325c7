"""`presscopy outline`: which line is what, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from presscopy.article import labels
from presscopy.article.article import Article, Edited
from presscopy.article.block import Block
from presscopy.text.place import Places, cells
from presscopy.text.span import PositionMap, Span

DOUBTFUL = 0.7  # a role less certain is shown as a guess

NAMES = {
    'kicker': '引题',
    'title': '主题',
    'deck': '副题',
    'byline': '署名',
    'editors_note': '编者按',
    'heading': '小标题',
    'body': '正文',
    'caption': '图片说明',
    'credit': '责任署名',
    'question': '问',
    'answer': '答',
    'signature': '落款',
    'lead': '导语',
    'dateline': '电头',
    'verse': '诗行',
    'item': '列表项',
}


def record(edited: Edited, filename: str, script: str) -> dict[str, Any]:
    """The outline of one article for machines: texts after safe fixes, spans in the file."""
    article = edited.article
    blocks = []
    for block in article.blocks:
        span = _place(edited, block)
        record: dict[str, Any] = {
            'role': block.role,
            'text': article.of_block(block),
            'start': span.start,
            'end': span.end,
            'reason': block.reason,
            'certainty': block.certainty,
        }
        if place := _dateline(article, block):
            record['dateline'] = article.of_block(block)[place.start : place.end]
        blocks.append(record)
    return {'filename': filename, 'encoding': article.meta.get('encoding', ''), 'script': script, 'blocks': blocks}


def lines(edited: Edited, lang: str) -> Iterator[str]:
    """The outline of one article for the screen: line, role, the beginning of the text, the reason."""
    article = edited.article
    places = Places(edited.source.manuscript)
    for block in article.blocks:
        row = places.of(_place(edited, block).start).row
        role = NAMES[block.role] if lang == 'zh' else block.role
        text = article.of_block(block)
        shown = text if len(text) <= 26 else text[:25] + '…'
        yield f'  {row:>4}  {role}{" " * (13 - cells(role))}{shown}{" " * max(1, 56 - cells(shown))}{_why(article, block, lang)}'.rstrip()


def _why(article: Article, block: Block, lang: str) -> str:
    """The reason, a word where it is weak, and the dateline of a paragraph that has one."""
    doubt = block.certainty < DOUBTFUL
    if lang != 'zh':
        return '(unsure)' if doubt else ''
    place = _dateline(article, block)
    more = f'，电头“{article.of_block(block)[place.start : place.end]}”' if place else ''
    return f'{block.reason}{more}（没有把握）' if doubt else block.reason + more


def _dateline(article: Article, block: Block) -> Span | None:
    return labels.dateline(labels.fold(article.of_block(block))) if block.role in ('body', 'lead') else None


def _place(edited: Edited, block: Block) -> Span:
    """Where a block stands in the file."""
    span = edited.article.revision.origin(block.span)
    return PositionMap(edited.source.markup.cuts).back(span) if edited.source.markup else span
