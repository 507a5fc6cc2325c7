"""Which line is what, and why: from labels (`labels`), length, end marks and place.

Works on copy in either script and with half-width marks: it looks at a folded shadow of each line, of the same length.
Forms of bylines, captions and notes follow the usage of Chinese newspapers; 引题 / 主题 / 副题 the order kicker, title, deck.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from presscopy.article.article import Article, lines
from presscopy.article.block import ROLES, Block
from presscopy.article.labels import (
    ASKING,
    BLANKS,
    LABELLED,
    LIKELY,
    PAPERS,
    SENDER,
    SHAPED,
    SPEAKER,
    WEAK,
    Guess,
    at_end,
    by_label,
    is_date,
    is_note_label,
    note_label,
    shadow,
    with_ordinals,
)
from presscopy.article.names import are_names, is_name
from presscopy.errors import PressError
from presscopy.text.characters import characters_of
from presscopy.text.place import Places
from presscopy.text.span import PositionMap, Span

NUMERALS = frozenset('一二三四五六七八九十0123456789')
HEADING_LENGTH = 30
VERSE, VERSE_LINES = 20, 4  # characters of a line of verse, and how many stand together
# 五言、七言: one line of a couplet, or both in one
HALF = r'(?:[^\W\d_A-Za-z]{5}|[^\W\d_A-Za-z]{7})'
METRE = f'({HALF})([，；、：？！。])(?:({HALF})([。；？！]))?'
COUPLETS = 2  # a lone one is a quotation
BARE = f'({HALF})[，；、。！？]?'
POETRY = '[诗词歌谣吟诵][^。！？]{0,12}：$'  # what announces verse at the end of a paragraph
ATTACHED = r'附件?(?:[一二三四五六七八九十\d]{1,2})?[：:\s]'
TITLE_LENGTH, LONG_TITLE = 45, 80
PARAGRAPH, SHORT_PARAGRAPH = Guess('body', '正文段落', LABELLED), Guess('body', '正文段落', LIKELY)
STOPS = '。；，、：….\ufffd'  # the last is a mark that is lost
PLAIN_ENDS = '？！'
OPENING, CLOSING = '“‘"\'', '”’"\''  # straight marks stand for either


# what an editor may call the roles
CALLED = {
    '引题': 'kicker', '肩题': 'kicker', '眉题': 'kicker', '主题': 'title', '标题': 'title', '题目': 'title', '副题': 'deck', '副标题': 'deck',
    '署名': 'byline', '作者': 'byline', '编者按': 'editors_note', '按语': 'editors_note', '小标题': 'heading', '正文': 'body',
    '图片说明': 'caption', '图注': 'caption', '责任署名': 'credit', '问': 'question', '答': 'answer', '落款': 'signature', '导语': 'lead', '电头': 'dateline',
    '诗行': 'verse', '诗': 'verse', '诗句': 'verse', '列表项': 'item', '列表': 'item',
}  # fmt: skip


def roles_listed() -> str:
    """All roles, each with the first Chinese name that it has, for messages."""
    first: dict[str, str] = {}
    for called, role in CALLED.items():
        first.setdefault(role, called)
    return '、'.join(f'{first.get(role, role)}({role})' for role in ROLES)


def role_called(name: str) -> str:
    """The role of that name, English or Chinese; '' when there is none."""
    name = name.strip().lower().replace('-', '_').replace("'", '')
    return name if name in ROLES else CALLED.get(name, '')


class _Line(NamedTuple):
    span: Span
    text: str  # folded


def assign(article: Article) -> Article:
    """The article with one block a line, each with its role and the reason for it. The text is not changed."""
    text = article.text
    whole = shadow(text, characters_of(text))
    found = [_Line(one.span, whole[one.span.start : one.span.end]) for one in lines(text)]
    if '．' in text:
        found = [line._replace(text=with_ordinals(text[slice(*line.span)], line.text)) for line in found]
    told = _told(article, found)
    roles = [told.get(i) or by_label(line.text) for i, line in enumerate(found)]
    _speakers(found, roles)
    head = _title_block(found, roles)
    _notes(found, roles, head)
    _names_below(found, roles, head)
    _endings(found, roles, head)
    _verses(found, roles)
    _stanzas(text, found, roles)
    _attached(found, roles, head)
    plain = '\t' not in text
    for i, line in enumerate(found):
        if not roles[i]:
            roles[i] = PARAGRAPH if plain and len(line.text) > HEADING_LENGTH else _by_shape(found, i, roles, head)
    blocks = [
        Block._make((role, line.span, reason, certainty, level))
        for line, (role, reason, certainty, level) in zip(found, filter(None, roles), strict=True)
    ]
    return article._replace(blocks=tuple(blocks))


def by_editor(article: Article, roles: Mapping[int, str]) -> Article:
    """The article with the roles that an editor gives to lines of the file, by their numbers from 1.

    Raises PressError for a line that holds no copy.
    """
    places = Places(article.manuscript)
    back = PositionMap(article.markup.cuts) if article.markup else None
    by_row: dict[int, list[Block]] = {}
    for block in article.blocks:
        span = back.back(block.span) if back else block.span
        by_row.setdefault(places.of(span.start).row, []).append(block)
    given = []
    for row, role in roles.items():
        if row not in by_row:
            if roles.get(row - 1) == role == roles.get(row + 1):
                continue  # between two stanzas
            raise PressError(f'第{row}行没有文字', '--role', '用 presscopy outline 看各行的行号')
        given += [Block(role, block.span, '编辑指定') for block in by_row[row]]
    return article._replace(told=(*given, *article.told))


def _told(article: Article, found: Sequence[_Line]) -> dict[int, Guess]:
    """The lines whose role a style, a mark in the copy or the editor has told; the first word wins."""
    told: dict[int, Guess] = {}
    starts = [line.span.start for line in found]
    for role, span, reason, certainty, level in article.told:
        for i in range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)):
            if found[i].span.end > span.start:
                told.setdefault(i, Guess(role, reason, certainty, level))
    return told


def _numbered(text: str) -> bool:
    """Whether a line begins with an ordinal: 一、 （一） 1. ① 第一章."""
    if '①' <= text[0] <= '⑳':
        return True
    if text[0] == '其' and text[1:2] in NUMERALS and text[2:3] == '：':
        return True
    number = text.lstrip('第（')[:4]
    end = next((i for i, char in enumerate(number) if char not in NUMERALS), 0)
    if not end:
        return False
    if text[0] == '（':
        return number[end] == '）'
    return number[end] in '、．.章节' and not (number[0].isdigit() and number[end + 1 : end + 2].isdigit())


def _ordinal(text: str) -> str:
    """The form of the ordinal that a line begins with, '' when it has none: N. for 1. and for 12."""
    if not _numbered(text):
        return ''
    if '①' <= text[0] <= '⑳':
        return '①'
    return re.sub(r'[一二三四五六七八九十\d]+', 'N', text[:5])[: 4 if text[0] in '（第其' else 2]


def _speakers(found: list[_Line], roles: list[Guess | None]) -> None:
    """Questions and answers: two or more lines of an asker, and somebody who answers."""
    said = [
        m[1] if roles[i] is None and '：' in line.text[:13] and (m := re.match(SPEAKER, line.text)) else ''
        for i, line in enumerate(found)
    ]
    askers = {i for i, who in enumerate(said) if who and re.match(ASKING, who)}
    if len(askers) < 2:
        return
    count = Counter(who for who in said if who)
    for i, who in enumerate(said):
        if i in askers:
            roles[i] = Guess('question', f'“{who}”发问', SHAPED)
        elif who and (count[who] > 1 or (i and i - 1 in askers)):
            roles[i] = Guess('answer', f'“{who}”作答', SHAPED)


def _is_short(text: str, most: int) -> bool:
    """Whether a line could be a title or heading: short, and not ended like a sentence."""
    return len(text) <= most and text[-1] not in STOPS and '。' not in text[:-1]


def _title_block(found: list[_Line], roles: list[Guess | None]) -> int:
    """Give kicker, title and deck to the short lines that open the copy, or follow a note that opens it; returns where they end."""
    first = 0
    while first < len(found) and (one := roles[first]) is not None and one.role == 'editors_note':
        # a label alone takes the next paragraph along
        first += 2 if is_note_label(found[first].text) and first + 1 < len(found) and roles[first + 1] is None else 1
    head = first
    while head < min(len(found), first + 5) and (
        _in_head(roles[head]) or (roles[head] is None and _is_title_line(found, head, first))
    ):
        head += 1
    if head == len(found) and head > first + 1 and not any(map(_in_head, roles[first:head])):
        head = first + 1
    if first and not _titled(found, roles, first, head):
        return 0
    title = next((i for i in range(first, head) if (one := roles[i]) is not None and one.role == 'title'), -1)
    free = [i for i in range(first, head) if roles[i] is None]
    for i, guess in zip(free, _title_roles([found[i].text for i in free]), strict=True):
        if title >= 0:
            guess = Guess('kicker', '主题之上的短行', LIKELY) if i < title else Guess('deck', '主题之下的短行', LIKELY)
        roles[i] = guess
    return head


def _in_head(told: Guess | None) -> bool:
    """Whether a line is told to be part of the title block."""
    return told is not None and told.role in ('kicker', 'title', 'deck')


def _titled(found: list[_Line], roles: list[Guess | None], first: int, head: int) -> bool:
    """Whether the short lines under a note that opens the copy are a title, and not the first of several headings."""
    if first == head or head == len(found):
        return False
    follows = roles[head]
    if head > first + 1 or (follows is not None and follows.role == 'byline'):
        return True
    later = (i for i in range(head, len(found) - 1) if roles[i] is None and _is_short(found[i].text, HEADING_LENGTH))
    return next(later, None) is None


def _is_title_line(found: list[_Line], i: int, first: int) -> bool:
    text = found[i].text
    # a deck below it says what it is, however long; letters are half as wide as characters
    has_deck = i == first and i + 1 < len(found) and found[i + 1].text.startswith('——')
    most = LONG_TITLE if has_deck else TITLE_LENGTH
    most += sum(map(str.isascii, text)) // 2 if most < len(text) <= 2 * most else 0
    if not _is_short(text, most) or _numbered(text) or '\t' in text:
        return False
    if len(text) > HEADING_LENGTH and not has_deck and text.count('，') > 1:
        return False  # a sentence without its end
    if i > first and (are_names(text.translate(BLANKS)) or _is_office(found, i)):
        return False
    return not (text[0] in OPENING and _quoted(text) and text[-1] in PLAIN_ENDS + CLOSING)


def _is_office(found: list[_Line], i: int) -> bool:
    """Whether a line names the office below what it publishes: 关于……的通知, then 某县林业局."""
    return found[i - 1].text.endswith(PAPERS) and re.fullmatch(SENDER, found[i].text) is not None


def _quoted(text: str) -> bool:
    """Whether a line that opens with a quotation mark is one quotation, and not a line that begins with one."""
    inner = text[1:].rstrip(PLAIN_ENDS + CLOSING)
    return not any(char in CLOSING for char in inner)


def _notes(found: list[_Line], roles: list[Guess | None], head: int) -> None:
    """A label that stands alone makes a note of the paragraph below it; behind the body, of all paragraphs to the end."""
    for i, line in enumerate(found):
        one = roles[i]
        if one is None or one.role != 'editors_note' or not is_note_label(line.text):
            continue
        more = i + 1
        while more < len(found) and roles[more] is None and not _is_short(found[more].text, HEADING_LENGTH):
            roles[more] = Guess('editors_note', f'在“{note_label(line.text)}”之下', LIKELY)
            more += 1
            if i < head or i == 0:
                break


def _names_below(found: list[_Line], roles: list[Guess | None], head: int) -> None:
    """Names below the title are a byline, whatever they are called there."""
    if not head or head >= len(found):
        return
    one = roles[head]
    if one is None and len(found) > head + 1 and _is_office(found, head):
        roles[head] = Guess('byline', '标题之下的发文单位', LIKELY)
    elif one is None and len(found) > head + 1 and are_names(found[head].text.translate(BLANKS)):
        roles[head] = Guess('byline', '标题之下的姓名', LIKELY)
    elif one is not None and one.role == 'signature' and found[head].text.startswith('作者'):
        roles[head] = Guess('byline', '标题之下的作者', SHAPED)


def _endings(found: list[_Line], roles: list[Guess | None], head: int) -> None:
    """The last lines: a name in brackets, a date, and the sender above it."""
    for i in range(len(found) - 1, max(head, len(found) - 4) - 1, -1):
        if roles[i] is None:
            roles[i] = at_end(found[i].text)
    for i in range(max(1, head), len(found) - 1):
        below = roles[i + 1]
        if roles[i] is None and below is not None and below.role == 'signature' and is_date(found[i + 1].text):
            text = found[i].text
            if _is_short(text, HEADING_LENGTH) and (re.fullmatch(SENDER, text) or is_name(text.translate(BLANKS))):
                roles[i] = Guess('signature', '日期之上的落款', SHAPED)


def _verses(found: list[_Line], roles: list[Guess | None]) -> None:
    """Lines of five or seven characters, all alike, whose couplets end in a full stop: two couplets at least."""
    metres = {
        i: metre
        for i, line in enumerate(found)
        if len(line.text) <= VERSE and roles[i] is None and (metre := _metre(line.text))[0]
    }
    # lines that stand together have the same distance from their place in the list
    for (_, count, whole), group in groupby(enumerate(metres), key=lambda one: (one[1] - one[0], *metres[one[1]][:2])):
        rows = [i for _, i in group]
        ends = [metres[i][2] for i in rows]
        if len(ends) >= COUPLETS if whole else _are_couplets(ends):
            for i in rows:
                roles[i] = Guess('verse', f'连续的{"五" if count == 5 else "七"}言诗句', LIKELY)


def _stanzas(text: str, found: list[_Line], roles: list[Guess | None]) -> None:
    """Short lines between blank ones: four or more, of five or of seven characters each, or what the paragraph above calls verse."""
    short = [i for i, line in enumerate(found) if len(line.text) <= VERSE and roles[i] is None]
    apart = [True] * (len(found) + 1)  # whether a blank line stands before each
    for i in {*short, *(i + 1 for i in short)} - {0, len(found)}:
        apart[i] = text.count('\n', found[i - 1].span.end, found[i].span.start) > 1
    poem = _is_poem(found, roles, short)
    start = 0
    for n, i in enumerate(short):
        if n and (apart[i] or short[n - 1] != i - 1):
            start = n
        if not apart[i + 1] or not apart[short[start]]:
            continue
        rows = short[start : n + 1]
        stanza = len(rows) >= 2 * COUPLETS and len(rows) % 2 == 0
        metres = [(m := re.fullmatch(BARE, found[j].text)) and len(m[1]) for j in rows] if stanza else [None]
        above = found[rows[0] - 1].text if rows[0] else ''
        if metres[0] and len(set(metres)) == 1:
            guess = Guess('verse', f'前后空行的{"五" if metres[0] == 5 else "七"}言诗句', LIKELY)
        elif len(rows) >= 2 and re.search(POETRY, above):
            guess = Guess('verse', '前后空行，上文说是诗', LIKELY)
        elif poem and (len(rows) > 1 or i + 1 == len(found)):
            guess = Guess('verse', '署名之下全是短行', WEAK)
        elif poem:
            guess = Guess('heading', '单独一行，下面是诗行', WEAK)
        else:
            continue
        for j in rows:
            roles[j] = guess


def _is_poem(found: list[_Line], roles: list[Guess | None], short: list[int]) -> bool:
    """Whether all that stands below title and byline is short lines, four or more, without figures or labels."""
    if len(short) < 2 * COUPLETS or not short[0] or short != list(range(short[0], len(found))):
        return False
    above = roles[short[0] - 1]
    if above is None or above.role != 'byline':
        return False
    return not any(char in '：；0123456789' for i in short for char in found[i].text) and not _numbered(
        found[short[0]].text
    )


def _attached(found: list[_Line], roles: list[Guess | None], head: int) -> None:
    """附件：1. … and the numbers below it are a list, no headings."""
    for i in range(max(head, 1), len(found)):
        text = found[i].text
        if roles[i] is not None or len(text) > HEADING_LENGTH or text[0] != '附' or not re.match(ATTACHED, text):
            continue
        while i < len(found) and roles[i] is None and _is_short(found[i].text, HEADING_LENGTH):
            roles[i] = Guess('body', '附件', LIKELY)
            i += 1
            if i < len(found) and not _numbered(found[i].text):
                break


def _are_couplets(ends: list[str]) -> bool:
    """Whether lines with these end marks come in pairs, the second of which ends a sentence."""
    return len(ends) >= 2 * COUPLETS and len(ends) % 2 == 0 and all(end in '。；？！' for end in ends[1::2])


def _metre(text: str) -> tuple[int, bool, str]:
    """How many characters the lines of a couplet have, whether the line is a whole couplet, and its end mark; 0 for what is no verse."""
    text = text.strip(OPENING + CLOSING)
    if not any(mark and mark in '，；、：？！。' for mark in (text[5:6], text[7:8])):
        return 0, False, ''
    match = re.fullmatch(METRE, text)
    if not match or (match[3] and len(match[3]) != len(match[1])):
        return 0, False, ''
    return len(match[1]), bool(match[3]), match[4] or match[2]


def _title_roles(texts: list[str]) -> list[Guess]:
    if not texts:
        return []
    title, kicker = Guess('title', '篇首短行，无句末点号', SHAPED), Guess('kicker', '主题之上的短行', LIKELY)
    deck = Guess('deck', '主题之下的短行', LIKELY)
    dashed = next((i for i, text in enumerate(texts) if text.startswith(('——', '--', '—', '──', '－－'))), None)
    if dashed:
        above = [kicker] * (dashed - 1)
        return [*above, title, *[Guess('deck', '以破折号开头', LABELLED)] * (len(texts) - dashed)]
    if len(texts) == 1:
        return [title]
    if len(texts) == 2:
        first, second = map(len, texts)
        long = second >= 20 and first >= 8 and second >= 1.4 * first
        return [title, deck] if long else [kicker._replace(certainty=WEAK), title._replace(certainty=WEAK)]
    return [kicker, title, *[deck] * (len(texts) - 2)]


def _by_shape(found: list[_Line], i: int, roles: list[Guess | None], head: int) -> Guess:
    """Heading or body, by length, end mark and what follows."""
    text = found[i].text
    body = PARAGRAPH if len(text) > HEADING_LENGTH else SHORT_PARAGRAPH
    if '\t' in text:
        return Guess('body', '表格的一行', LIKELY)
    if not _is_short(text, HEADING_LENGTH) or i + 1 == len(found) or i < head:
        return body
    follows = roles[i + 1]
    if follows is not None and follows.role in ('credit', 'signature', 'byline', 'caption') and not _numbered(text):
        return body
    if _numbered(text):
        if any(_ordinal(text) == _ordinal(found[j].text) for j in (i - 1, i + 1) if j >= head):
            return Guess('body', '连续编号的一项', LIKELY)
        return Guess('heading', '带序号的短行，无句末点号', SHAPED)
    if _in_verse(found, i, roles):
        return Guess('body', '连续的短行，如诗行、名单', LIKELY)
    after = len(found[i + 1].text)
    if text[-1] in PLAIN_ENDS:
        before = len(found[i - 1].text) if i else 0
        if text[0] not in OPENING and len(text) <= 18 and after >= 40 and before >= 40 and '，' not in text[:-1]:
            return Guess('heading', '两段正文之间的短问句', WEAK)
        return body
    if (
        text[-1] in CLOSING
        and text[0] in OPENING
        and not any(c in text[1:-1] for c in '“"')
        and any(c in text for c in '。！？')
    ):
        return Guess('body', '一句引语', LIKELY)
    return Guess('heading', '短行，无句末点号，后接正文', LIKELY)


def _in_verse(found: list[_Line], i: int, roles: list[Guess | None]) -> bool:
    """Whether a short line stands among others: a heading has text under it."""

    def alike(j: int) -> bool:
        one = roles[j]
        return (one is None or one.role in ('body', 'heading', 'item', 'verse')) and _is_short(found[j].text, VERSE)

    low = high = i
    # no further than it takes to know: the lines of a long list are asked one by one
    while low and high - low + 1 < VERSE_LINES and alike(low - 1):
        low -= 1
    while high + 1 < len(found) and high - low + 1 < VERSE_LINES and alike(high + 1):
        high += 1
    return high - low + 1 >= VERSE_LINES
