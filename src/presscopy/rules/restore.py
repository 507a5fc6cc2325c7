"""BM and the line repairs: what converters, mail and word processors did to the copy is undone first.

Other stages would destroy the evidence: a gloss parts the phrases that conversion needs, and the “?” of a broken character must not become “？”.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from presscopy.article.article import Article
from presscopy.rules.view import is_han
from presscopy.tables.readings import is_reading, readings
from presscopy.text.finding import Choice, Finding, Fix, replace
from presscopy.text.place import cells
from presscopy.text.span import Edit, Span

if TYPE_CHECKING:
    from presscopy.restore.inversion import Habits

GLOSS = re.compile(r'(?<=\w)\(([^\W\d_A-Z]+)\)')
BROKEN = re.compile(r'\?([^\W\d_A-Z]+)\)')
TONES = frozenset('āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ')
ENTITY = r'&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});'
# characters that nobody typed: (from, to, what they are)
RANGES = (
    ('\x00', '\x08', 'BM003'), ('\x0b', '\x1f', 'BM003'), ('\x7f', '\x9f', 'BM003'), ('\xad', '\xad', 'BM003'),
    ('\u200b', '\u200f', 'BM003'), ('\u202a', '\u202e', 'BM003'), ('\u2060', '\u2064', 'BM003'), ('\u2066', '\u2069', 'BM003'),
    ('\ufeff', '\ufeff', 'BM003'), ('\ue000', '\uf8ff', 'private'), ('\U000f0000', '\U0010fffd', 'private'),
    ('\ufffd', '\ufffd', 'BM002'), ('\u2e80', '\u2fd5', 'BM006'), ('\uf900', '\ufaff', 'BM006'), ('\U0002f800', '\U0002fa1f', 'BM006'),
)  # fmt: skip
# what is left when the bytes are gone for good
MOJIBAKE = '(?:锟斤拷|锟斤|斤拷|烫烫烫|屯屯屯)+'
# broken runs of one line that are looked into: each depends on those before it, and a line with more is noise
MOST_RUNS = 6
EVIDENCE = 3  # glossed characters that a file must show before a broken run in it may be settled
RADICALS = str.maketrans('⺀⺁⺄⺈⺊⺌⺍⺕⺗⺛⺝⺟⺠⺡⺢⺣⺤⺥⺩⺪⺫⺬⺭⺮⺯⺰⺳⺴⺵⺶⺷⺸⺹⺻⺼⺽⺾⺿⻀⻁⻅⻆⻈⻉⻋⻌⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻱⻳',
                         '冫厂乙刀卜小小彐心无月母民水水火爪爪王疋网示示竹糹纟网网网羊羊羊老聿肉臼艸艸艸虎见角讠贝辶辶长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟龟')  # fmt: skip


def glosses(article: Article, level: Callable[[str], int], plain: Callable[[str], str]) -> Iterator[Finding]:
    """拼音括注残留：個(gè)。繁简转换程序把部分字的读音留在了字后的半角括号里。〔BM001〕

    括注的读音要是前一个字的读音。稿中只有一处、前面又是生僻字或多音字的，可能是作者注音，只提示。
    """
    text = article.text
    broken = [match.span() for match in broken_marks(text)]
    found = [m for m in bracketed(text) if not any(a <= m.start() < b for a, b in broken)]
    common = Counter(text[m.start() - 1] for m in found if level(plain(text[m.start() - 1])) < 3 and _said(m, text))
    habit = len(common) >= 3 or sum(common.values()) >= 5
    for match in found:
        char, span = text[match.start() - 1], Span(*match.span())
        detail = {'before': char + match[0], 'after': char}
        sure = _said(match, text) and (habit or _plainly_left(match[1], char, plain(char), level))
        if sure and not _lawful(text, match, level(plain(char)), habit):
            yield Finding('BM001', span, detail, (Choice((Edit(span, ''),), Fix.SAFE),))
        elif not TONES.isdisjoint(match[1]):
            yield Finding('BM001', span, {**detail, 'doubt': 1}, (Choice((Edit(span, ''),), Fix.NONE),))


def bracketed(text: str) -> list[re.Match[str]]:
    """Every pinyin in half-width brackets after a Han character."""
    if '(' not in text:
        return []
    return [m for m in GLOSS.finditer(text) if is_reading(_plain(m[1])) and is_han(text[m.start() - 1])]


def broken_marks(text: str) -> list[re.Match[str]]:
    """Every “?” that pinyin and a closing bracket follow: a lost opening bracket, and the byte that swallowed it.

    A syllable without a tone mark counts only in a file that shows others with one: (好吗?a) is a question.
    """
    if '?' not in text:
        return []
    found = [m for m in BROKEN.finditer(text) if is_reading(_plain(m[1]))]
    toned = any(not TONES.isdisjoint(m[1]) for m in (*found, *bracketed(text)))
    return found if toned else []


def _plain(said: str) -> str:
    return said.replace('ɡ', 'g')  # some converters write the letter of the phonetic alphabet


def _said(match: re.Match[str], text: str) -> bool:
    return _plain(match[1]) in readings(text[match.start() - 1])


def _plainly_left(said: str, char: str, plain: str, level: Callable[[str], int]) -> bool:
    """A single gloss: nobody explains the one reading of a common character, or the usual one of a character just converted."""
    if level(plain) != 1 or TONES.isdisjoint(said):
        return False
    return len(readings(plain)) == 1 or (char != plain and said == readings(plain)[0])


def _lawful(text: str, match: re.Match[str], level: int, habit: bool) -> bool:
    """A rare character that stands elsewhere without its reading was explained by the author."""
    char = text[match.start() - 1]
    return level == 3 and (not habit or text.count(char) > text.count(char + '('))


def broken_runs(article: Article, simplify: Callable[[str], str]) -> Iterator[Finding]:
    """字节错位的残段：?lián)?dāng)。插进拼音时拆散了一个字的两个字节；按字节反推，只有一种读法成词时才改。〔BM002〕"""
    from presscopy.restore.inversion import habits

    done, seen = 0, habits(article.text)
    runs: dict[int, int] = {}
    for match in broken_marks(article.text):
        if match.start() >= done:
            row = article.text.rfind('\n', 0, match.start())
            runs[row] = runs.get(row, 0) + 1
            finding = _inverted(article, match, seen, simplify, runs[row] <= MOST_RUNS)
            yield finding
            done = finding.span.end


def _inverted(
    article: Article, match: re.Match[str], seen: Habits, simplify: Callable[[str], str], search: bool
) -> Finding:
    from presscopy.restore.inversion import invert, settled

    text = article.text
    line = text.rfind('\n', 0, match.start()) + 1
    shown = text[line : _line_end(text, line)]
    at = match.start() - line
    candidates = invert(shown, at, seen.glossed, simplify, seen.unglossed, seen.phrases) if search else []
    # the other glosses of the file are the evidence; without them nothing is sure, and a cleaned file is not read anew
    sure = settled(candidates) if len(seen.glossed) >= EVIDENCE else None
    listed = ([sure] if sure else candidates)[:5]
    fix = Fix.SAFE if sure else Fix.NONE
    choices = tuple(
        Choice((Edit(Span(line + one.start, line + one.end), one.text),), fix, 0.99 if sure else 0.5) for one in listed
    )
    ends = [choice.edits[0].span.end for choice in choices]
    span = choices[0].edits[0].span if sure else Span(match.start(), max([_reach(text, match.end()), *ends]))
    detail = {'before': text[span.start : span.end], 'candidates': '、'.join(one.text for one in listed)}
    return Finding('BM002', span, detail, choices)


def _reach(text: str, at: int) -> int:
    """Where damage that cannot be undone may end: before the next mark, or behind a “?” that stands for another lost byte."""
    while at < len(text) and (text[at].isalpha() or text[at] in '@`'):
        at += 1
    return at + (text[at : at + 1] == '?')


def characters(article: Article) -> Iterator[Finding]:
    """看不见的字符、网页代码、部首和兼容字形、乱码、丢失的字。〔BM002 BM003 BM004 BM005 BM006〕"""
    text = article.text
    odd = {char: code for char in set(text) for low, high, code in RANGES if low <= char <= high}
    if odd:
        for match in re.finditer(f'([{re.escape("".join(odd))}])\\1*', text):
            yield from _odd(match, odd[match[1]])
    if '锟' in text or '斤拷' in text or '烫烫' in text or '屯屯' in text:
        for match in re.finditer(MOJIBAKE, text):
            yield Finding('BM004', Span(*match.span()), {'before': match[0]})
    if '&' in text:
        for match in re.finditer(ENTITY, text):
            yield from _entity(match)


def _odd(match: re.Match[str], code: str) -> Iterator[Finding]:
    span = Span(*match.span())
    if code == 'BM003':
        yield replace(code, span, match[0], '')
    elif code == 'private':
        yield Finding('BM003', span, {'before': match[0], 'after': ''})
    elif code == 'BM002':
        yield Finding(code, span, {'before': match[0], 'candidates': '？'})
    else:
        plain = unicodedata.normalize('NFKC', match[0]).translate(RADICALS)
        if plain != match[0] and len(plain) == len(match[0]):
            yield replace(code, span, match[0], plain)


def _entity(match: re.Match[str]) -> Iterator[Finding]:
    from html import unescape

    char = unescape(match[0])
    if char != match[0] and len(char) == 1:
        yield replace('BM005', Span(*match.span()), match[0], char)


def line_ends(article: Article) -> Iterator[Finding]:
    """行首行尾的空白、多余空行、整篇的硬回车。〔KG104 KG105 GS103 GS104 BM007〕"""
    text = article.text
    if article.meta.get('mixed'):
        yield Finding('BM007', Span(0, 0), {'before': '', 'after': ''})
    yield from _padding(text)
    if wrapped(text):
        yield from _rejoined(text)
    else:
        for match in re.finditer(r'(?<=\n)(?:[ \t\u3000\xa0]*\n){2,}', text):
            at = match.start() + match[0].find('\n') + 1
            if text[at : match.end()].strip(' \t\u3000\xa0'):
                yield replace('GS103', Span(at, match.end()), '', '')


def _line_end(text: str, at: int) -> int:
    end = text.find('\n', at)
    return end if end >= 0 else len(text)


def _padding(text: str) -> Iterator[Finding]:
    for match in re.finditer(r'(?m)^[^\S\n]+(?=\S)|(?<=\S)[^\S\n]+$', text):
        start, end = match.span()
        indent = start == 0 or text[start - 1] == '\n'
        if indent and text[start] == ' ' and not any(map(is_han, text[end : _line_end(text, end)])):
            continue  # code, not an indent of Chinese copy
        if indent and re.match(LISTED, text[end : end + 6]):
            continue  # an item of a list within a list
        yield replace('KG105' if indent else 'KG104', Span(start, end), match[0], '')


LISTED = r'[-*+>|] |\d{1,2}[.)] |```'
WRAP_LINES = 3  # full lines that show a width
NARROWEST = 16  # characters or cells; verse is narrower


def wrapped(text: str) -> bool:
    """Whether a whole file is broken at one width: paragraphs apart by blank lines, all their lines but the last equally wide.

    The width may be counted in characters or in cells; marks that may not begin a line leave a line up to two characters short or long.
    """
    groups = [group.split('\n') for group in re.split(r'\n[ \t\u3000]*\n', text.strip('\n')) if group.strip()]
    return any(_one_width(groups, measure, slack) for measure, slack in ((len, 2), (cells, 5)))


def _one_width(groups: list[list[str]], measure: Callable[[str], int], slack: int) -> bool:
    full = [measure(line.rstrip()) for group in groups for line in group[:-1]]
    if len(groups) < 2 or len(full) < WRAP_LINES or max(full) < NARROWEST:
        return False
    last = max(measure(group[-1].rstrip()) for group in groups)
    return min(full) >= max(full) - slack and last <= max(full) + slack


def _rejoined(text: str) -> Iterator[Finding]:
    # where every line has the same number of characters, words were cut; else lines were broken at the blanks of Latin text
    cut = len({len(line) for group in re.split(r'\n\s*\n', text.strip('\n')) for line in group.split('\n')[:-1]}) == 1
    for match in re.finditer(r'[ \t\u3000]*\n(?:[ \t\u3000]*\n)*[ \t\u3000]*', text):
        start, end = match.span()
        at = start + match[0].find('\n')
        if end == len(text) or not start:
            continue
        if match[0].count('\n') > 1:
            yield replace('GS103', Span(at + 1, start + match[0].rfind('\n') + 1), '', '')
        else:
            gap = ' ' if not cut and _letter(text[at - 1]) and _letter(text[at + 1]) else ''
            yield replace('GS104', Span(at, at + 1), '', gap)


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
