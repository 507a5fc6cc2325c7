"""Single characters that only their neighbours decide: 著 (zhù, or the particle 着), 於 (a surname, or 于), 像 in 想像.

In: a text, a place in it, and the word lists of `tables/script/particles.tsv`. Out: the character to print there, and
whether that is certain; None where the character table is right.
"""

from __future__ import annotations

Words = dict[str, frozenset[str]]
Verdict = tuple[str, bool] | None

RULES = {'著': 'particle', '於': 'surname', '像': 'image'}
_STOPS = frozenset('，。、；：？！…—,.;:?!）)」』》”’\n\r\u3000 \t|｜／/')
_NAME_AT_MOST = 12


def is_han(char: str) -> bool:
    """Whether a character is a Han character of the first plane; not for the empty string."""
    return '\u3400' <= char <= '\u9fff'


def read_words(cells: str) -> Words:
    """The word lists from their stored form; single characters when the list has no spaces."""
    parts = cells.split('\t')
    return {
        name: frozenset(parts[i + 1].split(' ') if ' ' in parts[i + 1] else parts[i + 1])
        for i, name in enumerate(parts)
        if i % 2 == 0
    }


def is_silent(text: str, at: int, titles: frozenset[str], names: frozenset[str]) -> bool:
    """Whether no rule has anything to say of a character of `RULES`, at a glance: 於 within a sentence, 像 not behind 想."""
    char, before = text[at], text[at - 1 : at]
    if char == '於':
        return (
            '\u3400' <= before <= '\u9fff'
            and text[at - 2 : at] not in titles
            and (not names or text[at : at + 3] not in names)
        )
    return char == '像' and before != '想'


def decide(text: str, at: int, words: Words) -> Verdict:
    """What stands at `at`, a character of `RULES`."""
    char = text[at]
    if char == '著':
        return zhe(text, at, words)
    if char == '於':
        return yu(text, at, words)
    return xiang(text, at, words)


def _before(text: str, at: int) -> str:
    """The character before a place; '' at the beginning of a line as of a text."""
    before = text[at - 1 : at] if at else ''
    return '' if before == '\n' else before


def zhe(text: str, at: int, words: Words) -> Verdict:
    """著 zhù is writing and being known (原著 著名 王华著); all else is 着 (看着 着急 睡着)."""
    before, after, pair = _before(text, at), text[at + 1 : at + 2], text[at + 1 : at + 3]
    if after and after in words['著后']:
        return _before_noun(text, at, words)
    if before in words['著前']:
        return ('着', True) if _joined(text, at) else ('著', True)
    if after in words['着后'] or before in words['着前动词']:
        return '着', True
    if not before or after in _STOPS or not after or after in '《〈「『（(的':
        return _signed(text, at, words)
    return '着', is_han(before) and bool(pair)


def _before_noun(text: str, at: int, words: Words) -> Verdict:
    """著名 著作 著書…: unless a verb precedes and the next two characters are a word (聊著名校, 盯著作業)."""
    before, after, pair = _before(text, at), text[at + 1], text[at + 1 : at + 3]
    if pair in words['确非著作'] and text[at + 3 : at + 4] != '已':
        return '着', True
    if before in words['著前'] and not _joined(text, at):
        return '著', True
    if before not in words['着前动词']:
        return '著', True
    if after == '名':
        split = pair in words['名起头的词'] and text[at + 1 : at + 4] not in words['著名另读']
        return ('着' if split else '著'), True
    if after == '作':
        # 盯著作品, 忙著作最後的檢修; but 出版著作
        return ('着' if pair in words['作起头的词'] or before in words['着前确是动词'] else '著'), True
    if after in '称稱录錄书書':
        reading = after in '书書' and before in words['着前确是动词'] and pair[1:] != '立'
        return ('着' if reading or pair in words['称录书起头的词'] else '著'), True
    return ('著' if text[at + 1 : at + 3] in ('有《', '有『', '者《') else '着'), True


def _joined(text: str, at: int) -> bool:
    """A character that often precedes zhù but belongs to a verb here: 討論著, 翻譯著, 編著花籃, 合著眼."""
    before, two, after = text[at - 1], text[at - 2 : at - 1], text[at + 1 : at + 2]
    if before in '論论':
        return bool(two) and two in '爭争討讨議议談谈評评辯辩理推研'
    if before in '譯译':
        return bool(two) and two in '翻口筆笔'
    if before in '編编':
        return bool(after) and after in '竹籃篮筐花辮辫草席繩绳網网故謊谎歌瞎'
    if before == '合':
        return bool(after and after in '眼雙双掌嘴手十') or bool(two and two in '配混結结聯联符吻迎集綜综組组融契貼贴')
    if before == '名':
        return bool(two) and two in '報报點点簽签'
    if before in '原':
        return two in ('還', '还', '復', '复')
    if before == '新':
        return bool(after) and after in '裝装手眼重力色落陸陆'
    return before == '所' and two == '場'


def _signed(text: str, at: int, words: Words) -> Verdict:
    """At the end of a clause or before a title: 著 after a name (高爾基著：, 李文著，王華譯), else 着."""
    before = _before(text, at)
    if not before or before in ' \u3000':
        return '著', bool(before)
    if _translated(text[at + 1 : at + 8]):
        return '著', True
    start = at
    while start > max(0, at - _NAME_AT_MOST) and (is_han(text[start - 1]) or text[start - 1] in '·•'):
        start -= 1
    name, after = text[start:at], text[at + 1 : at + 2]
    if (after == '《' and before in '曾另还還又并並先后後共也已') or (after == '的' and before in '他她'):
        return '著', True
    if after == '的':
        name = name[-3:] if name[-3:-2] in words['姓'] else name[-2:]
    foreign = len(name) > 1 and all(char in words['译名字'] or char in '·•' for char in name)
    if foreign or '·' in name or (2 <= len(name) <= 3 and name[0] in words['姓']):
        return '著', False
    return '着', bool(name)


def _translated(rest: str) -> bool:
    """The byline goes on with a translator or an editor: ，王華譯。"""
    end = 1
    while is_han(rest[end : end + 1]) or rest[end : end + 1] == '·':
        end += 1
    return (
        rest[:1] in ('，', ',', '、', ' ', '\u3000') and 2 < end < len(rest) + 1 and rest[end - 1] in '譯译編编校註注'
    )


def yu(text: str, at: int, words: Words) -> Verdict:
    """於 is 于, but a surname in a signature, after a title (記者於可欣) or before one (於老師); then it stays."""
    before = text[at - 1 : at] if at else '\n'
    following = text[at + 1 : at + 4]
    titled = text[max(0, at - 2) : at] in words['称谓']
    if not titled and is_han(before):
        return None
    if following[:2] in words['於后称呼'] and not titled:
        return '於', True
    if not is_han(following[:1]) or (
        following[0] in words['於后非名'] and not (titled and _said(following[2:], words))
    ):
        return None
    size = 2 if is_han(following[1:2]) and not _said(following[1], words) else 1
    end = following[size : size + 1]
    return _titled(size, end, words) if titled else _alone(text[max(0, at - 3) : at], size, end, words)


def _said(end: str, words: Words) -> bool:
    return bool(end) and end in words['於名后']


def _titled(size: int, end: str, words: Words) -> Verdict:
    """After a title: a name when it ends there, or the person speaks. 學生於操場集合 is a place."""
    if not end or end in _STOPS or _said(end, words):
        return '於', size == 2
    return None


def _alone(lead: str, size: int, end: str, words: Words) -> Verdict:
    """Standing apart (讀者 於秀珍) it is a name; at the start of a clause an editor should look."""
    before = lead[-1:] or '\n'
    named = size == 2 or lead[-3:-1] in words['称谓']
    if named and before in ' \u3000\n（(／/、：:' and (not end or end in _STOPS - {'，', ','}):
        return '於', before != '、'
    return ('于', False) if before in '\n。！？' or _said(end, words) else None


def xiang(text: str, at: int, words: Words) -> Verdict:
    """想像 is 想象 (现代汉语词典), but 想像……一樣 keeps 像."""
    if text[at - 1 : at] != '想':
        return None
    window = text[at + 1 : at + 9]
    for stop in '，。、；：？！\n':
        window = window.partition(stop)[0]
    return ('像', True) if any(word in window[1:] for word in words['像后']) else ('象', True)


def names(text: str, words: Words) -> frozenset[str]:
    """Names with the surname 於 that some place in the text makes certain; they keep it everywhere."""
    found, at = set(), text.find('於')
    titles, none = words['称谓'], frozenset[str]()
    while at >= 0:
        name = text[at : at + 3]
        if (
            not is_silent(text, at, titles, none)
            and yu(text, at, words) == ('於', True)
            and name[1:] not in words['於后称呼']
        ):
            found.add(name)
        at = text.find('於', at + 1)
    return frozenset(name for name in found if len(name) == 3 and all(map(is_han, name)))
