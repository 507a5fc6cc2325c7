"""JF: Traditional to Simplified, line by line, with every decision on record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presscopy.article.article import Article
from presscopy.article.block import Block
from presscopy.script import gate
from presscopy.script.account import Decision
from presscopy.script.convert import Converter
from presscopy.tables.load import rows
from presscopy.text.characters import characters_of
from presscopy.text.finding import Choice, Finding, Fix
from presscopy.text.span import Edit, EditRun, Span

LONGEST_REGIONAL = 9  # characters of a word of the table


def conversions(article: Article, converter: Converter) -> Iterator[Finding]:
    """繁体字转为规范字。〔JF101〕；一繁对多简的字按词判定〔JF102〕；判定不了的请编辑看〔JF103〕。

    没有繁体专用字的行一字不动；简体稿里夹的繁体字不归这里（见 YZ101）。
    """
    done = converter.account(article.text)
    converted, decisions = done.text, sorted(done.decisions)
    for start, end in article.closed:
        converted = converted[:start] + article.text[start:end] + converted[end:]
        decisions = [one for one in decisions if one.end <= start or one.start >= end]
    k = 0
    for block in article.blocks:
        start, end = block.span
        mine: list[Decision] = []
        while k < len(decisions) and decisions[k].start < end:
            if decisions[k].start >= start:
                mine.append(decisions[k])
            k += 1
        before, after = article.text[start:end], converted[start:end]
        if before != after or mine:
            yield from _of_block(block, before, after, mine)
            shut = [*article.closed, *(Span(one.start, one.end) for one in mine)]
            yield from _region_words(block, before, after, shut)


def _region_words(block: Block, before: str, after: str, shut: list[Span]) -> Iterator[Finding]:
    """繁体稿里台湾、香港的用词（软体、资讯、计程车），大陆报刊另有说法；只作建议。〔JF105〕"""
    usual, heads = _regional()
    done = 0
    for at in [i for i in range(len(after) - 1) if after[i : i + 2] in heads]:
        word = next((after[at : at + n] for n in range(LONGEST_REGIONAL, 1, -1) if after[at : at + n] in usual), '')
        span = Span(at, at + len(word)).shifted(block.span.start)
        if word and at >= done and all(end <= span.start or start >= span.end for start, end in shut):
            done = at + len(word)
            detail = {'before': before[at:done], 'after': usual[word]}
            yield Finding('JF105', span, detail, (Choice((Edit(span, usual[word]),), Fix.UNSAFE, 0.5),))


@cache
def _regional() -> tuple[dict[str, str], frozenset[str]]:
    """The words of the regions with the usual ones, and the first two characters of each."""
    usual = {row[0]: row[1] for row in rows('script/region_words')}
    return usual, frozenset(word[:2] for word in usual)


def outside(article: Article) -> Iterator[Finding]:
    """表外字：《通用规范汉字表》8105字以外的字。姓名、地名、科技术语可以用；其余请核对是不是误转、误植。〔YZ103〕"""
    beyond = characters_of(article.text) - gate.levels().keys()
    odd = {char for char in beyond if '\u4e00' <= char <= '\u9fff' and not gate.is_traditional_only(char)}
    if odd:
        for match in re.finditer(f'[{"".join(sorted(odd))}]', article.text):
            if match[0] in odd and not any(start <= match.start() < end for start, end in article.closed):
                odd.remove(match[0])
                yield Finding('YZ103', Span(*match.span()), {'before': match[0]})


def foreign(article: Article) -> Iterator[Finding]:
    """日文等不是中文的段落：原样留着，不转换，也不动标点。〔JF104〕"""
    if not gate.KANA.isdisjoint(characters_of(article.text)):
        for block in article.blocks:
            if gate.classify(article.of_block(block)) == 'japanese':
                yield Finding('JF104', block.span, {'before': article.of_block(block)[:8]})


def _of_block(block: Block, before: str, after: str, decisions: list[Decision]) -> Iterator[Finding]:
    plain = list(after)
    start = block.span.start
    for one in decisions:
        span = Span(one.start, one.end)
        told: dict[str, str | int] = {'before': one.before, 'after': one.after, 'rule': one.rule}
        choices: tuple[Choice, ...] = ()
        if one.before != one.after:
            choices = (Choice((Edit(span, one.after),), Fix.SAFE, 1.0 if one.certain else 0.6),)
            plain[one.start - start : one.end - start] = before[one.start - start : one.end - start]
        if choices or not one.certain:
            yield Finding('JF102' if one.certain else 'JF103', span, told, choices)
    rest = ''.join(plain)
    changed = sum(map(str.__ne__, before, rest))
    if changed:
        run = EditRun.overlay(start, before, rest)
        first = next(i for i, (old, new) in enumerate(zip(before, rest, strict=True)) if old != new)
        detail: dict[str, str | int] = {'before': before[first], 'after': rest[first], 'count': changed}
        yield Finding('JF101', block.span, detail, (Choice(run, Fix.SAFE),))
