"""BM and the line repairs: what converters, mail and word processors did to the copy is undone first.

Other stages would destroy the evidence: a gloss parts the phrases that conversion needs, and the “?” of a broken character must not become “？”.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from presscopy.article.article import Article
from presscopy.article.block import RUNNING, Block
from presscopy.rules.view import is_han, perhaps_a_byte
from presscopy.tables.load import rows
from presscopy.tables.readings import is_reading, readings
from presscopy.text.characters import characters_of
from presscopy.text.finding import Choice, Finding, Fix, replace
from presscopy.text.place import cells
from presscopy.text.span import Edit, Span

if TYPE_CHECKING:
    from presscopy.restore.gaps import Filling
    from presscopy.restore.inversion import Candidate, Habits

GLOSS = re.compile(r'(?<=\w)\(([^\W\d_A-Z]+)\)')
BROKEN = re.compile(r'\?([^\W\d_A-Z]+)\)')
TONES = frozenset('āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ')
ENTITY = r'&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});'
# characters that nobody typed: (from, to, what they are)
RANGES = (
    ('\x00', '\x08', 'BM003'), ('\x0b', '\x1f', 'BM003'), ('\x7f', '\x9f', 'BM003'), ('\xad', '\xad', 'BM003'),
    ('\u200b', '\u200f', 'BM003'), ('\u202a', '\u202e', 'BM003'), ('\u2060', '\u2064', 'BM003'), ('\u2066', '\u2069', 'BM003'),
    ('\ufeff', '\ufeff', 'BM003'), ('\ue000', '\uf8ff', 'private'), ('\U000f0000', '\U0010fffd', 'private'),
    ('\u2e80', '\u2fd5', 'BM006'), ('\uf900', '\ufaff', 'BM006'), ('\U0002f800', '\U0002fa1f', 'BM006'),
    ('\u2025', '\u2025', 'form'), ('\u2e3a', '\u2e3b', 'form'), ('\u301c', '\u301c', 'form'), ('\ufb00', '\ufb06', 'form'),
    ('\ufe10', '\ufe19', 'form'), ('\ufe30', '\ufe6f', 'form'), ('\U0001d400', '\U0001d7ff', 'BM006'),
)  # fmt: skip
# what is left when the bytes are gone for good
MOJIBAKE = '(?:锟斤拷|锟斤|斤拷|烫烫烫|屯屯屯)+'
# broken runs of one line that are looked into: each depends on those before it, and a line with more is noise
MOST_RUNS = 6
MOST_SEARCHED = 100  # of one file: each takes a tenth of a second, and a file with more was not damaged by glosses
MOST_HOLES = 100  # lost characters of one file that words are looked for
SURELY_LOST = 30.0  # bits that a word over a “?” must save before it is taken for a lost character
LINE_ENDS = '。', '……', '”'  # what a lost character at the end of a line may have been
EVIDENCE = 3  # glossed characters that a file must show before a broken run in it may be settled
RADICALS = str.maketrans('⺀⺁⺄⺈⺊⺌⺍⺕⺗⺛⺝⺟⺠⺡⺢⺣⺤⺥⺩⺪⺫⺬⺭⺮⺯⺰⺳⺴⺵⺶⺷⺸⺹⺻⺼⺽⺾⺿⻀⻁⻅⻆⻈⻉⻋⻌⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻱⻳',
                         '冫厂乙刀卜小小彐心无月母民水水火爪爪王疋网示示竹糹纟网网网羊羊羊老聿肉臼艸艸艸虎见角讠贝辶辶长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟龟')  # fmt: skip


def glosses(article: Article, level: Callable[[str], int], plain: Callable[[str], str]) -> Iterator[Finding]:
    """拼音括注残留：個(gè)。繁简转换程序把部分字的读音留在了字后的半角括号里。〔BM001〕

    括注的读音要是前一个字的读音。稿中只有一处、前面又是生僻字或多音字的，可能是作者注音，只提示。
    """
    text = article.text
    found = bracketed(text)
    plains = {char: plain(char) for char in {text[m.start() - 1] for m in found}}
    levels = {char: level(simple) for char, simple in plains.items()}
    common = Counter(text[m.start() - 1] for m in found if levels[text[m.start() - 1]] < 3 and _said(m, text))
    habit = len(common) >= 3 or sum(common.values()) >= 5
    for match in found:
        char, span = text[match.start() - 1], Span(*match.span())
        detail = {'before': char + match[0], 'after': char}
        sure = _said(match, text) and (habit or _plainly_left(match[1], char, plains[char], level))
        if sure and not _lawful(text, match, plains[char], levels[char], habit):
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


def _lawful(text: str, match: re.Match[str], plain: str, level: int, habit: bool) -> bool:
    """Whether the author explained a rare character: one that stands elsewhere without its reading, or that no converter changed."""
    char = text[match.start() - 1]
    if level != 1 and char == plain:
        return True
    return level == 3 and (not habit or text.count(char) > text.count(char + '('))


def broken_runs(article: Article, simplify: Callable[[str], str]) -> Iterator[Finding]:
    """字节错位的残段：?lián)?dāng)。插进拼音时拆散了一个字的两个字节；按字节反推，只有一种读法成词时才改。〔BM002〕

    多一字、少一字也读得通的（将对新加坡……、对新加坡……），只列出来，不改。行末只剩标点定不下来的，字改好，标点处留“�”，请编辑补。
    """
    from presscopy.restore.inversion import habits

    done, seen = 0, habits(article.text)
    runs: dict[int, int] = {}
    known: dict[tuple[str, int], list[Candidate]] = {}  # by line, and the place in it
    for match in broken_marks(article.text):
        if match.start() >= done:
            row = article.text.rfind('\n', 0, match.start())
            runs[row] = runs.get(row, 0) + 1
            finding = _inverted(article, match, seen, simplify, known if runs[row] <= MOST_RUNS else None)
            yield finding
            done = finding.span.end


def _inverted(
    article: Article,
    match: re.Match[str],
    seen: Habits,
    simplify: Callable[[str], str],
    known: dict[tuple[str, int], list[Candidate]] | None,
) -> Finding:
    from presscopy.restore.inversion import agreed, invert, settled

    text = article.text
    line = text.rfind('\n', 0, match.start()) + 1
    shown = text[line : _line_end(text, line)]
    at = match.start() - line
    candidates: list[Candidate] = known.get((shown, at), []) if known is not None else []
    if known is not None and (shown, at) not in known and len(known) < MOST_SEARCHED:
        candidates = invert(shown, at, seen.glossed, simplify, seen.unglossed, seen.phrases)
        known[shown, at] = candidates
    # the other glosses of the file are the evidence; without them nothing is sure, and a cleaned file is not read anew
    sure = settled(candidates) or agreed(candidates, shown) if len(seen.glossed) >= EVIDENCE else None
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


def mojibake(article: Article, simplify: Callable[[str], str]) -> Iterator[Finding]:
    """读错了编码的文字：浣犲ソ（你好）、ä¸­å›½（中国）、¾¡¹Ü（尽管）。字节能完整还原、读来成文的改回；有字节丢失的给出最可能的读法，请编辑定。〔BM004〕"""
    from presscopy.restore.reading import suspects

    odd = suspects(characters_of(article.text))
    if not odd:
        return
    from presscopy.restore.mojibake import repairs

    found = sorted(repairs(article.text, odd))
    begins, ends = {one.start: one.text for one in found}, {one.end: one.text for one in found}
    for one in found:
        span = Span(one.start, one.end)
        if any(start < span.end and span.start < end for start, end in article.closed):
            continue
        before = article.text[one.start : one.end]
        if one.lost and not one.text:
            beside = ends.get(one.start, ''), begins.get(one.end, '')
            filled = _fillings(article.text, span, simplify, one.maybe, beside)[:5] if one.maybe else []
            yield _hole(span, before, filled, 'BM004')
            continue
        fix, sure = (Fix.UNSAFE, 0.6) if one.lost else (Fix.SAFE, 0.99)
        detail = {'before': before, 'candidates' if one.lost else 'after': one.text}
        yield Finding('BM004', span, detail, (Choice((Edit(span, one.text),), fix, sure, one.how),))


def lost(article: Article, simplify: Callable[[str], str], possible: Sequence[str] = ()) -> Iterator[Finding]:
    """丢失的字：全县�作会议、社?主义。从前后的词推出可能是哪个字，请编辑定。〔BM002〕

    `possible`：文件里字节残缺之处，剩下的字节可能是哪些字，依次。
    """
    text = article.text
    holes = list(re.finditer('\ufffd+', text)) if '\ufffd' in text else []
    allowed = (
        {hole.start(): frozenset(chars) for hole, chars in zip(holes, possible, strict=False)}
        if len(holes) == len(possible)
        else {}
    )
    if '?' in text:
        broken = {match.start() for match in broken_marks(text)}
        holes += [m for m in re.finditer(r'(?<=[^\W\d_A-Za-z])\?(?=[^\W\d_A-Za-z])', text) if m.start() not in broken]
    for n, match in enumerate(sorted(holes, key=lambda one: one.start())):
        span = Span(*match.span())
        found = _fillings(text, span, simplify, allowed.get(span.start, frozenset())) if n < MOST_HOLES else []
        if match[0] != '?':
            marks = LINE_ENDS if match[0] == '\ufffd' and _line_end(text, span.start) == span.end else ()
            yield _hole(span, match[0], found[: 5 - len(marks)], marks=marks)
        elif found and found[0].inside and found[0].saved >= SURELY_LOST and not _asks(text, span.start):
            yield _hole(span, match[0], [one for one in found if one.inside][:5])


def _hole(span: Span, before: str, found: Sequence[Filling], code: str = 'BM002', marks: Sequence[str] = ()) -> Finding:
    marked = [Choice((Edit(span, one),), Fix.NONE, 0.5, '行末标点') for one in marks]
    filled = [Choice((Edit(span, one.char),), Fix.NONE, 0.5, f'成词：{one.word}') for one in found]
    said = '、'.join([*marks, *(one.char for one in found)])
    return Finding(code, span, {'before': before, 'candidates': said}, (*marked, *filled))


def _fillings(
    text: str,
    span: Span,
    simplify: Callable[[str], str],
    allowed: frozenset[str] = frozenset(),
    beside: tuple[str, str] = ('', ''),
) -> list[Filling]:
    from presscopy.restore.gaps import fillings

    left = beside[0] or text[max(0, span.start - 6) : span.start]
    right = beside[1] or text[span.end : span.end + 6]
    return fillings(simplify(left), simplify(right), allowed)


def _asks(text: str, at: int) -> bool:
    """Whether the clause before a “?” is a question."""
    clause = re.split('[，。；：！？,;:!?\n]', text[max(0, at - 30) : at])[-1]
    return any(char in clause for char in '吗呢么嗎麼吧谁誰什何哪几幾怎多是否')


def characters(article: Article) -> Iterator[Finding]:
    """看不见的字符、网页代码、部首和兼容字形、乱码。〔BM003 BM004 BM005 BM006〕"""
    text = article.text
    unusual = [char for char in characters_of(text) if not '\u3021' <= char <= '\udfff']  # neither Han nor kana
    odd = {char: code for char in unusual for low, high, code in RANGES if low <= char <= high}
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
    elif code == 'form':
        usual = next((usual for form, usual in rows('compat_marks') if form == match[1]), '')
        if match[1] == '﹒':
            inside = is_han(match.string[span.start - 1 : span.start]) and is_han(match.string[span.end : span.end + 1])
            usual = '·' if inside else '.'
        if usual:
            yield replace('BM006', span, match[0], usual * len(match[0]))
    elif code == 'private':
        yield Finding('BM003', span, {'before': match[0], 'after': ''})
    else:
        plain = unicodedata.normalize('NFKC', match[0]).translate(RADICALS)
        if plain != match[0] and len(plain) == len(match[0]):
            yield replace(code, span, match[0], plain)


def _entity(match: re.Match[str]) -> Iterator[Finding]:
    from html import unescape

    char = unescape(match[0])
    if char != match[0] and len(char) == 1:
        yield replace('BM005', Span(*match.span()), match[0], char)


def other_encoding(article: Article) -> Finding | None:
    """文件不是 UTF-8，或者开头有字节序标记（BOM）。〔BM009〕

    稿件是什么编码都能读，平时不算问题；只在 `presscopy check --utf8` 时查，给要求全部文件都是 UTF-8 的稿库用。改存：`presscopy fix --output-encoding utf-8 稿件.txt`；
    只去标记：`presscopy fix --bom no 稿件.txt`。Word 文件不算。
    """
    encoding = article.meta.get('encoding', 'utf-8')
    if article.meta.get('format') == 'docx':
        return None
    if encoding != 'utf-8':
        return Finding('BM009', Span(0, 0), {'before': encoding.upper(), 'after': 'UTF-8'})
    if article.meta.get('bom'):
        return Finding('BM009', Span(0, 0), {'before': '', 'after': '', 'context': 'BOM'})
    return None


def line_ends(article: Article) -> Iterator[Finding]:
    """行首行尾的空白、多余空行、整篇的硬回车。〔KG104 KG105 GS103 GS104 BM007〕"""
    text = article.text
    if article.meta.get('mixed'):
        yield Finding('BM007', Span(0, 0), {'before': '', 'after': ''})
    yield from _padding(text)
    if wrapped(text):
        yield from _rejoined(text)
    else:
        for match in re.finditer(r'\n(?:[ \t\u3000\xa0]*\n){2,}', text):
            at = match.start() + match[0].find('\n', 1) + 1
            if text[at : match.end()].strip(' \t\u3000\xa0'):
                yield replace('GS103', Span(at, match.end()), '', '')


def _line_end(text: str, at: int) -> int:
    end = text.find('\n', at)
    return end if end >= 0 else len(text)


def _padding(text: str) -> Iterator[Finding]:
    blanks = [char for char in characters_of(text) if char.isspace() and char != '\n']
    if not any(text[:1] == char or text[-1:] == char or f'\n{char}' in text or f'{char}\n' in text for char in blanks):
        return
    start = 0
    for line in text.split('\n'):
        end = start + len(line)
        body = line.strip()
        if body and len(body) < len(line):
            left = start + len(line) - len(line.lstrip())
            right = start + len(line.rstrip())
            if left > start and not _meant(line[0], body) and not perhaps_a_byte(body[0]):
                yield replace('KG105', Span(start, left), text[start:left], '')
            if right < end and not perhaps_a_byte(body[-1]):
                yield replace('KG104', Span(right, end), text[right:end], '')
        start = end + 1


def _meant(first: str, body: str) -> bool:
    """Whether white space at the beginning of a line is an author's: code, not an indent of Chinese copy, or an item of a list within a list."""
    return (first == ' ' and not any(map(is_han, body))) or bool(re.match(LISTED, body[:6]))


LISTED = r'[-*+>|] |\d{1,2}[.)] |```'
BLANK_LINE = r'\n[ \t\u3000]*\n'
WRAP_LINES = 3  # full lines that show a width
LONGEST_HEADING = 30
LONGEST_SUBHEADING = 40  # of one sentence without its stop
ASKED = '(?:岂|难道|何尝|怎能|怎么能)[^，。！？]*$'  # a question that lost its mark
NARROWEST = 16  # characters or cells; verse is narrower


def wrapped(text: str) -> bool:
    """Whether a whole file is broken at one width: paragraphs apart by blank lines, all their lines but the last equally wide.

    The width may be counted in characters or in cells; marks that may not begin a line leave a line up to two characters short or long.
    """
    groups = [group.split('\n') for group in re.split(BLANK_LINE, text.strip('\n')) if group.strip()]
    if len(groups) < 2:
        return False
    rows = [len(line.rstrip()) for group in groups for line in group[:-1]]
    if not rows or 2 * min(rows) < max(rows) - 2:
        return False  # no way of counting makes them equal
    return any(_one_width(groups, measure, slack) for measure, slack in ((len, 2), (cells, 5)))


def _one_width(groups: list[list[str]], measure: Callable[[str], int], slack: int) -> bool:
    full = [measure(line.rstrip()) for group in groups for line in group[:-1]]
    if len(full) < WRAP_LINES or max(full) < NARROWEST:
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


OPENING = r'据?(?:新华社|中新社|中新网|人民网|本报|本网|本台|本刊)'


BEGINS_ANEW = (
    r'[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[.．](?!\d)|[、)）])|[①-⑳]'
)


def _verse(*lines: Block | None) -> bool:
    """Whether neighbouring lines are all short, and none of them is a title."""
    return all(line and line.role in RUNNING and line.span.end - line.span.start < 1.5 * NARROWEST for line in lines)


def broken_lines(article: Article) -> Iterator[Finding]:
    """句中单独一处硬回车：行末停在句子中间，下一行接着说。改动会并段，请编辑定。〔GS104〕

    整篇按一个宽度折行的另算（见 line_ends）。诗行、表格、名单不报。
    """
    text = article.text
    for zero, one, two in zip((None, *article.blocks), article.blocks, article.blocks[1:], strict=False):
        last = text[one.span.end - 1]
        if last in '。！？”' or not (last in '，、,' or is_han(last) or last.isalnum()):
            continue
        if one.role not in RUNNING or two.role not in RUNNING or text[one.span.end : two.span.start].count('\n') != 1:
            continue
        if two.role == 'item':
            continue  # begins anew
        first = text[two.span.start]
        length = one.span.end - one.span.start
        head = text[two.span.start : two.span.start + 5]
        if re.match(OPENING, head) or re.match(BEGINS_ANEW, head):
            continue  # a long headline over its report, a point of several
        if '\t' in text[one.span.start : two.span.end] or not (
            is_han(first) or first.isalnum() or first in '“《（("「'
        ):
            continue
        stopped = last in '，、,' and length >= NARROWEST - 4 and not _verse(zero, one, two)
        line = text[one.span.start : one.span.end]
        cut = (
            length > (LONGEST_HEADING if '。' in line else LONGEST_SUBHEADING) and text[two.span.end - 1] in '。！？”…'
        )
        cut = cut and (is_han(last) or last.isalnum()) and not re.search(ASKED, line)
        if stopped or cut:
            gap = ' ' if _letter(last) and _letter(first) else ''
            span = Span(one.span.end, two.span.start)
            yield replace('GS104', span, '', gap, Fix.UNSAFE)
