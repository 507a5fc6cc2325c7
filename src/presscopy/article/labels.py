"""What a line announces of itself: notes, bylines, credits, captions, signatures, datelines, by their labels alone.

Works on copy in either script and with half-width marks: on a folded shadow of the line, of the same length. Forms follow the usage of Chinese newspapers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from presscopy.article.names import are_names
from presscopy.text.span import Span


class Guess(NamedTuple):
    """What a line may be, why, and how sure that is (0 to 1)."""

    role: str
    reason: str
    certainty: float
    level: int = 0


# how sure a shape is; below .7 the outline says so
LABELLED, SHAPED, LIKELY, WEAK = 0.97, 0.9, 0.8, 0.6

# the characters of the labels, Traditional to Simplified, and half-width marks to full
FOLD = str.maketrans(
    '｡．編記話訊電報網員輯攝圖責對讀開欄後點評論語約實習見題問無線臺視聞華聯協會寫綜來黨區縣鄉鎮學業報導為爲說譯繪製據轉載資審檢熱側設計術漢,:;?!()「」『』',
    '。。编记话讯电报网员辑摄图责对读开栏后点评论语约实习见题问无线台视闻华联协会写综来党区县乡镇学业报导为为说译绘制据转载资审检热侧设计术汉，：；？！（）“”‘’',
)
FEW = 12  # characters that are changed one after the other sooner than all at once
PAPER = '本报|本网|本刊|本台|本社|新华社|新华网|人民日报|人民网|中新社|中新网|央视|全媒体'
RANK = '特约|特派|见习|实习|首席|驻地|融媒|全媒体|摄影|文字'
WRITER = '记者|通讯员|评论员|作者|撰稿人?|特约撰稿|编辑|文/图|图/文|文字|摄影|整理'
NAME = r'[\w·]{2,12}'

BULLETS = '□■◎●○▲△◆◇★☆▼▽◀▶◁▷'

BRACKETS = '〔【（《'
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
    '主持人语',
)
BYLINE = re.compile(
    rf'(?:□|■|◎|●|○|▲|△)?\s*(?:文\s*/\s*图|图\s*/\s*文|（?(?:{PAPER})*\s?(?:{RANK})*(?:{WRITER}))(?:\s*(?:：|/)?\s*|$)'
)
ENGLISH_BYLINE = r'By (?:[A-Z][\w.’\'-]*)(?: (?:and |& )?[A-Z][\w.’\'-]*){0,7}'
TRAILING_WRITER = rf'{NAME}(?:\s+{NAME})*\s*(?:文/图|图/文|文并图|/文|撰文|编译|整理|采写)$'
CREDIT = (
    rf'(?:（?(?:{PAPER})*(?:{RANK})*(?:记者|通讯员)?\s*{NAME}(?:\s+{NAME})*\s*(?:摄影报道|摄影|摄|绘图|绘|供图|制图|漫画)）?'
    rf'|（?(?:本版)?(?:责任编辑|责编|值班编委|值班编辑|编辑|版式设计|版式|美编|美术编辑|设计|校对|图片来源|资料图片|图片|检校|一审|二审|三审|终审|监制|审核)'
    rf'(?:\s*(?:：|/)\s*|\s+){NAME}.*)$'
)
OF_CREDITS = frozenset('摄绘图漫编版计校审监')  # every credit has one of these
SOURCES = (
    '（据',
    '（来源',
    '（转载自',
    '（摘自',
    '（综合',
    '（作者系',
    '（作者为',
    '（作者单位',
    '（作者是',
    '（文据',
    '（图片由',
    '（照片由',
    '（供图',
    '（图据',
    '（本文',
)
SUPPLIED = ('供稿）', '供图）', '提供）')
CAPTION = (
    rf'(?:[{BULLETS}↑↓←→]?\s*（?(?:上|下|左|右|中){{0,2}}）?图(?:为|是|①|②|③|[一二三四1234](?:、|为|：)|：|片说明|片：)|[①②③④⑤⑥].{{2,60}}摄$'
    rf'|[{BULLETS}↑↓←→].{{4,100}}摄）?$|（?(?:上|下|左|右)图)'
)
SIGNATURE = rf'(?:——)?(?:热心)?(?:读者|作者|来信人|市民|居民|村民|网友|学生|一位\S{{1,6}})\s+{NAME}$'
BLANKS = str.maketrans('\u3000\xa0\t', '   ')
SPEAKER = rf'(《?{NAME}》?(?:记者)?|问|答|Q|A)：'
ASKING = rf'(?:(?:{PAPER})*(?:{RANK})*记者|问|Q|主持人|{PAPER}|编者|提问|《[^》]+》(?:记者)?)$'

# a sender and a date at the end of a notice or letter
DATE = r'(?:[12]\d{3}|二[〇○零0]\S{2})年\s*[\d一二三四五六七八九十]{1,3}月\s*(?:[\d一二三四五六七八九十]{1,3}日)?$'
SENDER = r'.{0,24}(?:委员会|委办公室|政府|办公室|委|局|厅|部|院|社|公司|集团|中心|协会|学会|联合会|总工会|工会|学校|中学|小学|大学|医院|编辑部|村民委员会|社区|党支部|筹备组|领导小组)$'
# what an office publishes, by the last word of its title
PAPERS = (
    '通知',
    '通告',
    '公告',
    '公示',
    '通报',
    '意见',
    '方案',
    '办法',
    '决定',
    '须知',
    '启事',
    '倡议书',
    '公开信',
    '函',
)
# 本报讯（记者 林小禾）  新华社北京1月1日电（记者 林小禾）
DATELINE = (
    rf'(?:(?:{PAPER}|《?\w{{2,8}}报》?)?(?:\w{{2,6}})?(?:\d{{1,2}}月)?\d{{1,2}}日(?:专)?电|(?:{PAPER}|据\w{{2,10}})(?:讯|消息|综合消息|专稿)|本报\w{{2,8}}(?:\d{{1,2}}月\d{{1,2}}日)?讯)'
    rf'(?:\s*（(?:{PAPER})*\s*(?:{RANK})*(?:{WRITER})[^）]{{1,40}}）)?'
)
BYLINE_LENGTH = 48
# 记者手记 and the like are headings: what follows 记者, 作者, 编辑 there is no name
COLUMNS = '(?:记者|作者|编辑|评论员|通讯员)(?:手记|札记|观察|调查|见闻|感言|心语|点评|视线|视点|追踪|连线|提问|追问|后记|随笔|简介|寄语|之家|节)'
BEFORE_CAPTIONS = BULLETS + '↑↓←→①②③④⑤⑥'
BEGIN_LABELS = frozenset(BEFORE_CAPTIONS + BRACKETS).union(note[0] for note in NOTES)
BESIDE = r'(?:文|图|文字|撰文|摄影|制图|翻译|编译|整理)\s*(?:/|：)\s*'


def dateline(text: str) -> Span | None:
    """Where the dateline of a paragraph stands (电头): 本报讯（记者 …）, 新华社…电（记者 …）; None when it has none. `text` is folded."""
    match = re.match(DATELINE, text)
    return Span(*match.span()) if match else None


def fold(line: str) -> str:
    """The shadow of a line: labels Simplified, marks full-width, of the same length."""
    return with_ordinals(line, shadow(line, frozenset(line)))


def shadow(text: str, there: frozenset[str]) -> str:
    """A whole text as `fold` sees it, but for the points of ordinals; `there` are its characters."""
    found = [code for code in FOLD if chr(code) in there]
    if len(found) > FEW:
        text = text.translate(FOLD)
    else:
        for code in found:
            text = text.replace(chr(code), chr(FOLD[code]))
    return re.sub(r'\.(?<=[^\x00-\x7f]\.)', '。', text) if '.' in there else text


def with_ordinals(line: str, text: str) -> str:
    """The shadow of a line in which the wide point of an ordinal at its head is no full stop."""
    number = re.match(r'\d{1,2}．', line) if '．' in line[1:3] else None
    return number[0] + text[number.end() :] if number else text


def by_label(text: str) -> Guess | None:
    """The role that a folded line announces of itself."""
    long = text[-1] in '。；' or len(text) > BYLINE_LENGTH
    if long and text[0] not in BEGIN_LABELS and '图' not in text[:6]:
        return None
    if label := note_label(text):
        return Guess('editors_note', f'以“{label}”开头', LABELLED)
    if (text[0] in BEFORE_CAPTIONS or '图' in text[:6]) and len(text) <= 120 and re.match(CAPTION, text):
        return Guess('caption', '以“图为”一类说明语开头', LABELLED)
    if long:
        return None
    if (text[-1] in '讯电' or '讯（' in text or '电（' in text) and re.fullmatch(DATELINE, text):
        return Guess('dateline', '单独成行的电头', SHAPED)
    if text[-1] == '）' and (text.startswith(SOURCES) or (text[0] == '（' and text.endswith(SUPPLIED))):
        return Guess('credit', '括号里的稿件来源、作者身份或供图', SHAPED)
    if text.endswith('摄影报道') and _only_names(text):
        return Guess('byline', '某某摄影报道', SHAPED)
    if not OF_CREDITS.isdisjoint(text) and re.match(CREDIT, text):
        return Guess('credit', '图片作者或版面责任人', SHAPED)
    if text.startswith('本版') and text[-1] in '摄供绘' and '图' in text:
        return Guess('credit', '本版图片的作者', SHAPED)
    if ' ' in text.translate(BLANKS) and re.match(SIGNATURE, text):
        return Guess('signature', '读者、作者落款', SHAPED)
    if (
        BYLINE.match(text)
        and _only_names(text)
        and not re.search(COLUMNS, text)
        and ('：' not in text[:-1] or len(text) < 20)
    ):
        return Guess('byline', '以记者、通讯员、编辑等身份开头的短行', LABELLED)
    if text.startswith('By ') and re.fullmatch(ENGLISH_BYLINE, text):
        return Guess('byline', '以 By 开头的英文署名', SHAPED)
    if text[-1] in '图文译理写' and re.match(TRAILING_WRITER, text):
        return Guess('byline', '姓名后接文图署名', SHAPED)
    if text[0] in BULLETS and are_names(text[1:].translate(BLANKS)):
        return Guess('byline', '符号后接姓名', SHAPED)
    if (
        (beside := re.split(BESIDE, text.translate(BLANKS)))[0] == ''
        and len(beside) > 1
        and all(map(are_names, beside[1:]))
    ):
        return Guess('byline', '文、图作者的姓名', SHAPED)
    return None


def note_label(text: str) -> str:
    """The label of an editor's note that a line begins with: bracketed or not, then a colon, a space or nothing."""
    bare = text.lstrip(BRACKETS)
    if not bare.startswith(NOTES):
        return ''
    label = next(one for one in NOTES if bare.startswith(one))
    rest = bare[len(label) :].lstrip('〕】）》')
    plain = bare == text
    return label if (not plain or not rest or rest[0] in '：，' or rest[0].isspace()) else ''


def is_note_label(text: str) -> bool:
    """Whether a line is the label of an editor's note and nothing else."""
    label = note_label(text)
    return bool(label) and text.strip('〔【（《〕】）》： \u3000') == label


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return '月' in text and text.rstrip()[-1:] in '月日' and bool(re.fullmatch(DATE, text))


def at_end(text: str) -> Guess | None:
    """What a folded line announces of itself behind the body: a name in brackets, a sender, a date."""
    if text[0] == '（' and text[-1] == '）' and are_names(text[1:-1].translate(BLANKS)):
        return Guess('byline', '篇末括号里的姓名', SHAPED)
    if is_date(text):
        return Guess('signature', '篇末单独成行的日期', SHAPED)
    return None


def _only_names(text: str) -> bool:
    return all((char.isalpha() or char.isspace() or char in '·文图/、，：（）.' + BULLETS) for char in text)
