"""YC107, YC108: the house's own words; and the stretches of copy that it wants left alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from presscopy.article.article import Article
from presscopy.text.finding import Choice, Finding, Fix
from presscopy.text.span import Edit, Span

Word = tuple[str, str, str]


def words(article: Article, listed: Sequence[Word]) -> Iterator[Finding]:
    """本报用字：词表里写明不用的词。有改用的词就建议改用〔YC107〕，没有就只提醒〔YC108〕。

    长词先于短词；已经写成改用的词的地方不报（“市委→中共市委”不会报“中共市委”）。
    """
    taken = Stretches(article.closed)
    rights = [right for _, right, _ in listed]
    for wrong, right, reason in sorted(listed, key=lambda one: -len(one[0])):
        if wrong not in article.text:
            continue
        lawful = Stretches(span for word in rights if wrong in word for span in places(article.text, word))
        met = []
        for span in places(article.text, wrong):
            if taken.meets(span) or lawful.meets(span):
                continue
            met.append(span)
            choices = (Choice((Edit(span, right),), Fix.UNSAFE),) if right else ()
            detail = {'before': wrong, 'after': right, 'context': reason}
            yield Finding('YC107' if right else 'YC108', span, detail, choices)
        taken = Stretches((*taken, *met))


def names(article: Article, listed: Iterable[tuple[str, str]], traditional: Callable[[str], bool]) -> Iterator[Finding]:
    """本报写定的名字，稿里还是别的写法：繁体字的写法直接改〔YZ101〕，其余请编辑定〔YC107〕。"""
    closed = Stretches(article.closed)
    for written, own in listed:
        for span in places(article.text, written) if written != own else ():
            if not closed.meets(span):
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


class Stretches:
    """Stretches of a text, put in order and joined where they meet, so that a place is found among thousands at once."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def __iter__(self) -> Iterator[Span]:
        """From left to right."""
        return map(Span, self._starts, self._ends)

    def meets(self, span: Span) -> bool:
        """Whether a stretch shares a character with one of these, or an empty one lies inside."""
        i = bisect_left(self._starts, max(span.end, span.start + 1)) - 1
        return i >= 0 and self._ends[i] > span.start and (span.start < span.end or self._starts[i] < span.start)

    def within(self, span: Span) -> list[Span]:
        """Those that share a character with a stretch."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return list(map(Span, self._starts[first:last], self._ends[first:last]))

    def holds(self, span: Span) -> bool:
        """Whether a stretch lies inside one of these."""
        i = bisect_right(self._starts, span.start) - 1
        return i >= 0 and span.end <= self._ends[i] and span.start < self._ends[i]
