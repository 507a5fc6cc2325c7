"""Which line is what, and why: from labels, length and end marks alone.

Works on copy in either script and with half-width marks: it looks at a folded shadow of each line, of the same length.
Forms of bylines, captions and notes follow the usage of Chinese newspapers; 引题 / 主题 / 副题 the order kicker, title, deck.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from presscopy.article.article import Article, lines
from presscopy.article.block import ROLES, Block
from presscopy.text.span import Span

# the characters of the labels, Traditional to Simplified, and half-width marks to full
FOLD = str.maketrans(
    '｡．編記話訊電報網員輯攝圖責對讀開欄後點評論語約實習見題問無線臺視聞華聯協會寫綜來黨區縣鄉鎮學業報導為爲說譯繪製據轉載資審檢熱側設計術漢,:;?!()「」『』',
    '。。编记话讯电报网员辑摄图责对读开栏后点评论语约实习见题问无线台视闻华联协会写综来党区县乡镇学业报导为为说译绘制据转载资审检热侧设计术汉，：；？！（）“”‘’',
)
PAPER = '本报|本网|本刊|本台|本社|新华社|新华网|人民日报|人民网|中新社|中新网|央视|全媒体'
RANK = '特约|特派|见习|实习|首席|驻地|融媒|全媒体|摄影|文字'
WRITER = '记者|通讯员|评论员|作者|撰稿人?|特约撰稿|编辑|文/图|图/文|文字|摄影|整理'
NAME = r'[\w·]{2,12}'

NOTES = (
    '编者按',
    '编者的话',
    '编者附记',
    '编者注',
    '编后语',
    '编后',
    '编辑附记',
    '编辑点评',
    '编辑手记',
    '开栏的话',
    '开栏语',
    '写在前面',
)
BYLINE = re.compile(
    rf'(?:□|■|◎|●|○|▲|△)?\s*(?:文\s*/\s*图|图\s*/\s*文|（?(?:{PAPER})*\s?(?:{RANK})*(?:{WRITER}))(?:\s*(?:：|/)?\s*|$)'
)
TRAILING_WRITER = rf'{NAME}(?:\s+{NAME})*\s*(?:文/图|图/文|文并图|/文|撰文|编译|整理|采写)$'
CREDIT = re.compile(
    rf'(?:（?(?:{PAPER})*(?:{RANK})*(?:记者|通讯员)?\s*{NAME}(?:\s+{NAME})*\s*(?:摄影报道|摄影|摄|绘图|绘|供图|制图|漫画)）?'
    rf'|(?:责任编辑|责编|值班编委|本版编辑|版式|版式设计|美编|美术编辑|校对|图片来源|资料图片|编辑|检校|一审|二审|三审)'
    rf'(?:\s*(?:：|/)\s*|\s+){NAME}.*)$'
)
SOURCES = ('（据', '（来源', '（转载自', '（摘自', '（综合', '（作者', '（文据')
CAPTION = (
    r'(?:（?(?:上|下|左|右|中){0,2}）?图(?:为|是|①|②|③|[一二三四1234](?:、|为)|：|片说明|片：)|[①②③④⑤⑥].{2,60}摄$)'
)
SIGNATURE = rf'(?:——)?(?:热心)?(?:读者|作者|来信人|市民|居民|村民|网友|学生|一位\S{{1,6}})\s+{NAME}$'
BLANKS = str.maketrans('\u3000\xa0\t', '   ')
SPEAKER = rf'({NAME}|问|答|Q|A)：'
ASKING = rf'(?:(?:{PAPER})*(?:{RANK})*记者|问|Q|主持人|{PAPER}|编者|提问)$'
NUMERALS = frozenset('一二三四五六七八九十0123456789')

HEADING_LENGTH = 30
TITLE_LENGTH = 45
BYLINE_LENGTH = 48
STOPS = '。；，、：….'
PLAIN_ENDS = '？！'
OPENING, CLOSING = '“‘"\'', '”’"\''  # straight marks stand for either


# what an editor may call the roles
CALLED = {
    '引题': 'kicker', '肩题': 'kicker', '眉题': 'kicker', '主题': 'title', '标题': 'title', '题目': 'title', '副题': 'deck', '副标题': 'deck',
    '署名': 'byline', '作者': 'byline', '编者按': 'editors_note', '按语': 'editors_note', '小标题': 'heading', '正文': 'body',
    '图片说明': 'caption', '图注': 'caption', '责任署名': 'credit', '问': 'question', '答': 'answer', '落款': 'signature', '导语': 'lead', '电头': 'dateline',
}  # fmt: skip


def role_called(name: str) -> str:
    """The role of that name, English or Chinese; '' when there is none."""
    name = name.strip().lower().replace('-', '_').replace("'", '')
    return name if name in ROLES else CALLED.get(name, '')


class _Line(NamedTuple):
    span: Span
    text: str  # folded


class Guess(NamedTuple):
    """What a line may be, why, and how sure that is (0 to 1)."""

    role: str
    reason: str
    certainty: float


# how sure a shape is; below .7 the outline says so
LABELLED, SHAPED, LIKELY, WEAK = 0.97, 0.9, 0.8, 0.6


def assign(article: Article) -> Article:
    """The article with one block a line, each with its role and the reason for it. The text is not changed."""
    found = [_Line(block.span, _fold(article.of_block(block))) for block in lines(article.text)]
    told = _told(article, found)
    roles = [told.get(i) or _by_label(line.text) for i, line in enumerate(found)]
    _speakers(found, roles)
    head = _title_block(found, roles)
    for i in range(len(found)):
        roles[i] = roles[i] or _by_shape(found, i, roles, head)
    guesses = (guess for guess in roles if guess)
    blocks = (Block(g.role, line.span, g.reason, g.certainty) for line, g in zip(found, guesses, strict=True))
    return article._replace(blocks=tuple(blocks))


def _told(article: Article, found: Sequence[_Line]) -> dict[int, Guess]:
    """The lines whose role a style, a mark in the copy or the editor has told; the first word wins."""
    told: dict[int, Guess] = {}
    starts = [line.span.start for line in found]
    for role, span, reason, certainty in article.told:
        for i in range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)):
            if found[i].span.end > span.start:
                told.setdefault(i, Guess(role, reason, certainty))
    return told


def _fold(text: str) -> str:
    text = text.translate(FOLD)
    return re.sub(r'(?<=[^\x00-\x7f])\.', '。', text) if '.' in text else text


def _by_label(text: str) -> Guess | None:
    """The role that a line announces of itself."""
    if label := _note(text):
        return Guess('editors_note', f'以“{label}”开头', LABELLED)
    if ('图' in text[:6] or text[0] in '①②③④⑤⑥') and re.match(CAPTION, text) and len(text) <= 120:
        return Guess('caption', '以“图为”一类说明语开头', LABELLED)
    if text[-1] not in '。；' and len(text) <= BYLINE_LENGTH:
        if CREDIT.match(text):
            return Guess('credit', '图片作者或版面责任人', SHAPED)
        if ' ' in text.translate(BLANKS) and re.match(SIGNATURE, text):
            return Guess('signature', '读者、作者落款', SHAPED)
        if BYLINE.match(text) and _only_names(text) and ('：' not in text[:-1] or len(text) < 20):
            return Guess('byline', '以记者、通讯员、编辑等身份开头的短行', LABELLED)
        if text[-1] in '图文译理写' and re.match(TRAILING_WRITER, text):
            return Guess('byline', '姓名后接文图署名', SHAPED)
        if text.startswith(SOURCES) and text[-1] == '）':
            return Guess('credit', '括号里的稿件来源', SHAPED)
    return None


def _note(text: str) -> str:
    """The label of an editor's note that a line begins with: bracketed or not, then a colon, a space or nothing."""
    bare = text.lstrip('〔【（《')
    label = next((one for one in NOTES if bare.startswith(one)), '')
    rest = bare[len(label) :].lstrip('〕】）》')
    plain = bare == text
    return label if label and (not plain or not rest or rest[0] in '：，' or rest[0].isspace()) else ''


def _only_names(text: str) -> bool:
    return all((char.isalpha() or char.isspace() or char in '·文图/、，：（）.□■◎●○▲△') for char in text)


def _numbered(text: str) -> bool:
    """Whether a line begins with an ordinal: 一、 （一） 1. ① 第一章."""
    if '①' <= text[0] <= '⑳':
        return True
    number = text.lstrip('第（')[:4]
    end = next((i for i, char in enumerate(number) if char not in NUMERALS), 0)
    if not end:
        return False
    if text[0] == '（':
        return number[end] == '）'
    return number[end] in '、．.章节' and not (number[0].isdigit() and number[end + 1 : end + 2].isdigit())


def _speakers(found: list[_Line], roles: list[Guess | None]) -> None:
    """Questions and answers: two or more lines of an asker, and somebody who answers."""
    said = [
        m[1] if roles[i] is None and '：' in line.text[:13] and (m := re.match(SPEAKER, line.text)) else ''
        for i, line in enumerate(found)
    ]
    askers = [i for i, who in enumerate(said) if who and re.match(ASKING, who)]
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
    """Give kicker, title and deck to the short lines that open the copy; returns how many lines they are."""
    head = 0
    while head < min(len(found), 5) and roles[head] is None and _is_title_line(found, head):
        head += 1
    if head == len(found) and head > 1:
        head = 1
    names = _title_roles([line.text for line in found[:head]])
    for i, name in enumerate(names):
        roles[i] = name
    return head


def _is_title_line(found: list[_Line], i: int) -> bool:
    text = found[i].text
    if not _is_short(text, TITLE_LENGTH) or _numbered(text):
        return False
    return not (text[0] in OPENING and text[-1] in PLAIN_ENDS + CLOSING)


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
    body = Guess('body', '正文段落', LABELLED if len(text) > HEADING_LENGTH else LIKELY)
    if '\t' in text:
        return Guess('body', '表格的一行', LIKELY)
    if not _is_short(text, HEADING_LENGTH) or i + 1 == len(found) or i < head:
        return body
    follows = roles[i + 1]
    if follows is not None and follows.role in ('credit', 'signature', 'byline', 'caption') and not _numbered(text):
        return body
    if _numbered(text):
        return Guess('heading', '带序号的短行，无句末点号', SHAPED)
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
