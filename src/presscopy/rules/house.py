"""YC107, YC108: the house's own words; and the stretches of copy that it wants left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from presscopy.article.article import Article
from presscopy.text.finding import Choice, Finding, Fix
from presscopy.text.span import Edit, Span

Word = tuple[str, str, str]


def words(article: Article, listed: Sequence[Word]) -> Iterator[Finding]:
    """本报用字：词表里写明不用的词。有改用的词就建议改用〔YC107〕，没有就只提醒〔YC108〕。

    长词先于短词；已经写成改用的词的地方不报（“市委→中共市委”不会报“中共市委”）。
    """
    taken: list[Span] = list(article.closed)
    rights = [right for _, right, _ in listed]
    for wrong, right, reason in sorted(listed, key=lambda one: -len(one[0])):
        if wrong not in article.text:
            continue
        lawful = [span for word in rights if wrong in word for span in places(article.text, word)]
        for span in places(article.text, wrong):
            if meets(span, taken) or meets(span, lawful):
                continue
            taken.append(span)
            choices = (Choice((Edit(span, right),), Fix.UNSAFE),) if right else ()
            detail = {'before': wrong, 'after': right, 'context': reason}
            yield Finding('YC107' if right else 'YC108', span, detail, choices)


def names(article: Article, listed: Iterable[tuple[str, str]], traditional: Callable[[str], bool]) -> Iterator[Finding]:
    """本报写定的名字，稿里还是别的写法：繁体字的写法直接改〔YZ101〕，其余请编辑定〔YC107〕。"""
    for written, own in listed:
        for span in places(article.text, written) if written != own else ():
            if not meets(span, article.closed):
                code, fix = ('YZ101', Fix.SAFE) if any(map(traditional, written)) else ('YC107', Fix.UNSAFE)
                yield Finding(code, span, {'before': written, 'after': own}, (Choice((Edit(span, own),), fix),))


def places(text: str, word: str) -> Iterator[Span]:
    """Where a word stands, from left to right, no two overlapping."""
    at = text.find(word) if word else -1
    while at >= 0:
        yield Span(at, at + len(word))
        at = text.find(word, at + len(word))


def kept(article: Article, listed: Iterable[str]) -> Article:
    """The article with every place of these words closed to all rules that follow."""
    more = [span for word in listed for span in places(article.text, word)]
    return article._replace(closed=(*article.closed, *more)) if more else article


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether a stretch shares a character with one of others."""
    return any(span.start < end and start < span.end for start, end in others)
