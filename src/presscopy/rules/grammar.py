"""YF102–YF107: what stands twice, patterns that are blended, negatives that turn the sense round."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from presscopy.rules.names import TRANSLITERATED
from presscopy.rules.registry import Family
from presscopy.rules.scan import Scan, Waker
from presscopy.rules.view import END_MARKS, View, is_han
from presscopy.tables import words
from presscopy.tables.load import column
from presscopy.text.finding import Choice, Finding, Fix
from presscopy.text.span import Edit, Span

FAMILY = Family()
rule = FAMILY.rule

CLAUSE = '[^。！？；\n]'
# what is lawfully said twice: 一步一步, 十年十年, 很快很快
COUNTING = frozenset('一二三四五六七八九十百千两几半每很越又边点不也忽时')
# characters of function, which stand between words and never twice
FUNCTION = frozenset('的了在是和与为将把被从及以或由对并要也就都而则但且于之其所这那我有到不已让均仍曾')


NOUN_ENDS = frozenset('子者员家会业厂区县村市镇队组线路局院校站题')  # 桌子桌子的: no colour and no shape is said twice
# what nobody says twice, even where a comma follows
NEVER_TWICE = frozenset(
    [
        '目前',
        '近日',
        '日前',
        '昨日',
        '昨天',
        '今天',
        '今年',
        '去年',
        '同时',
        '因此',
        '但是',
        '所以',
        '此外',
        '另外',
        '其中',
        '据悉',
        '然而',
        '随后',
        '截至',
        '如今',
        '会议',
        '记者',
    ]
)
NOUNS_OF_THREE = frozenset(
    ('质量', '水平', '标准', '效率', '起点', '领域', '层次', '渠道')
)  # 高质量高质量发展: no word of the list


# words that news is full of, said twice on purpose only in talk
IN_TALK = frozenset(
    (
        *(
            '表现',
            '解决',
            '实践',
            '宣传',
            '展示',
            '感谢',
            '慰问',
            '坚持',
            '处理',
            '汇报',
            '精神',
            '理解',
            '欢迎',
            '鼓励',
            '努力',
        ),
        *(
            '安排',
            '改善',
            '交流',
            '调解',
            '拜会',
            '运动',
            '特别',
            '非常',
            '健身',
            '整修',
            '激励',
            '演练',
            '缓解',
            '融通',
            '粉碎',
        ),
    )
)
COLLOQUIAL = frozenset('想再多给帮请让该快先咱您你我吧呢“‘')  # stands before what is said twice on purpose
COMMON_NOUN = 8  # 老师, 精神 and the like are words of their own
EVERYDAY = 12  # a word so common is no verb of talk: 告诉告诉我们
FOLLOWS_TWICE = frozenset('我你您他她它咱响叫作')
# 呼哧呼哧, 咕噜咕噜
SOUNDS = frozenset(
    '咕噜咯吱呼哧哇啦叽喳哗啪嗒咚哐当叮铃嘎嘟嘀嗡唰噗嗤咣咔嚓轰隆滴答扑通呀咿唧喔哼唷嘻哈呵噼里吭喀哞咩呜嘘嗖吁吼咝嚓砰梆啷扭'
)
DEGREES = frozenset('老好真太挺飞精')
# 北京|京港大厦, 江苏|苏皖两省: short names of places
SHORT_NAMES = frozenset('京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云陕秦甘陇青宁新藏蒙港澳台穗深汉杭哈昆')
# 班主任|任老师: a title, and a surname
TITLED = frozenset(
    ('主任', '老师', '主席', '部长', '局长', '校长', '院长', '书记', '队长', '代表', '委员', '主编', '编辑', '记者')
)


LENGTHS = 4, 3, 2  # of what is said twice, in characters


def doubles(text: str, *lengths: int) -> Iterator[list[int]]:
    """Where a stretch of each length stands twice in a row.

    The text as one long number, taken against itself moved by that length: what is nought is the same. One pass in C.
    """
    size = 2
    data = text.encode('utf-16-le', 'surrogatepass')
    if len(data) != 2 * len(text):  # some characters take two units
        size, data = 4, text.encode('utf-32-le', 'surrogatepass')
    number = int.from_bytes(data, 'little')
    for length in lengths:
        same = (number ^ (number >> 8 * size * length)).to_bytes(len(data), 'little')
        nought, found = bytes(size * length), []
        at = same.find(nought)
        while at >= 0:
            if at % size == 0:
                found.append(at // size)
            at = same.find(nought, at + size - at % size)
        yield found


def _doubles_in(scan: Scan) -> dict[int, list[int]]:
    """The places of `doubles` by length, looked for once."""
    found: dict[int, list[int]] | None = scan.memo.get('doubles')
    if found is None:
        lengths = (*LENGTHS, 1)
        found = scan.memo['doubles'] = dict(zip(lengths, doubles(scan.text, *lengths), strict=True))
    return found


def _doubled(scan: Scan) -> Collection[int]:
    """The blocks in which two characters or more stand twice in a row; their views are told where."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for length in LENGTHS:
        places = _doubles_in(scan)[length]
        for place in places:
            n, at = scan.at(place)
            if at + 2 * length <= len(scan.texts[n]):  # else the end of the block is in it
                found[n].append((length, at))
    for n, some in found.items():
        scan.view(n).memo['doubled'] = some
    return found


@rule('YF104', waker=Waker(_doubled))
def doubled_word(view: View) -> list[Finding]:
    """重复的词或短语。语法性。

    动词重叠（研究研究）、逐一（一步一步）、反复（很紧很紧）、引语里的重复，都不算。

        进行进行安全检查 → 进行安全检查
        研究研究、商量商量 → 研究研究、商量商量
        一步一步走好，雪白雪白的墙 → 一步一步走好，雪白雪白的墙
        六张桌子桌子的面馆 → 六张桌子的面馆
        表扬表扬他，咯吱咯吱响，拉得老长老长 → 表扬表扬他，咯吱咯吱响，拉得老长老长
    """
    found: list[Finding] = []
    end = longest = 0
    for length, at in view.memo['doubled']:
        if at < end or length < longest or not _said_twice(view.text, at, length) or view.protected(at):
            continue
        found.append(_twice('YF104', view.text, at, length))
        end, longest = at + 2 * length, length
    return found


def _said_twice(text: str, at: int, length: int) -> bool:
    one = text[at : at + length]
    right = text[at + 2 * length : at + 2 * length + 1]
    if len(set(one)) == 1 or not all(map(is_han, one)) or SOUNDS.issuperset(one):
        return False
    if one in column('reduplicated') and not (one in IN_TALK and COLLOQUIAL.isdisjoint(text[max(0, at - 4) : at])):
        return False  # 多交流交流思想, but not 会上特别特别强调
    if (length == 2 and one[0] in COUNTING) or one[0] == '一':
        return False
    if length < 4 and not words.frequency(one) and not (length == 3 and one[1:] in NOUNS_OF_THREE):
        return False
    noun = right == '的' and one[-1] in NOUN_ENDS and words.frequency(one) >= 8
    if right in ('地', '的') and length == 2 and not noun and not words.frequency(text[at - 2 : at]):
        return False  # 雪白雪白的
    if length == 3 and one[0] in column('surnames') and words.frequency(one) < 12 and one[1:] not in NOUNS_OF_THREE:
        return False  # two lines of a title
    if right == '（' and text[-1] not in END_MARKS:
        return False  # the head of a table: 占从业人员|人员（万人）
    followed = right and right in FOLLOWS_TWICE and words.frequency(one) < EVERYDAY
    degree = one[0] in DEGREES and words.frequency(one) < COMMON_NOUN
    if length == 2 and (followed or text[at - 1 : at] == '得' or degree):
        return False  # 夸赞夸赞他, 咯吱咯吱响, 拉得老长老长
    if right and right in '路街巷桥站港':
        return False  # 上海上海路
    if length == 2 and one[1] in TRANSLITERATED and right and right in TRANSLITERATED and one[0] in TRANSLITERATED:
        return False  # 加拉加斯
    if at and words.frequency(text[at - 1 : at + length]) > words.frequency(one) + 1:
        return False  # 天主教|主教团: the first belongs to a longer word
    left = text[at - 1 : at] if at else ''
    if not (left and is_han(left)) and not (right and is_han(right)) and one not in NEVER_TWICE:
        return False  # 鼓励鼓励！ somebody says so
    # 根据|根据地, 人民|人民日报: the second belongs to a longer word
    after = any(words.frequency(text[at + length : at + 2 * length + n]) >= 4 for n in (1, 2, 3))
    return not after


# 一张张, 脚踏实地|地, 今年|年中: what is doubled behind these, or is one of these, is lawful or said by two words
BEFORE_REDUPLICATED = frozenset('一二三四五六七八九十两几这那每各')
OFTEN_TWICE = frozenset(
    '地得年月日天个会当可来人家作'
    '说谈想走聊问讲听写唱跳练试品逛玩夸评查算数翻摸碰帮教找等坐站躺歇吃喝尝闻看瞧瞅读念画'  # 再说说, 来谈谈
)
MEASURES = frozenset('期场次件层届轮批块本册段句项桩笔类处')
# what ends a compound and begins the word behind it: 电视部|部长, 一等奖|奖杯, 无烟煤|煤质, 上|上下下
COMPOUNDED = frozenset(
    '司部站馆室股局处科镇乡校所社团班港街州省奖展店系门界长师党军国京上下房手床楼屋煤油气钢铁水电粮药茶酒车船机树花果菜鱼肉米面布纸书报图票款税费价'
)
FIRM = '[^，。；、：！？\n]{2,8}(?:公司|集团|超市|酒店|商行|牌)'
COMMON = 9  # a word so common ends on the first of the two
FAR = 6  # binary digits by which it is commoner
FAIRLY = 6  # a word so common ends on the first or begins on the second, and nothing else does
KNOWN = 4  # a doubled character so common is a word: 常常, 渐渐
# 了了一桩心愿: the second is a verb
ENDED = ('终于', '总算', '算是', '就此', '已经', '不能', '未能', '最终', '没完')


def _doubled_once(scan: Scan) -> Collection[int]:
    """The blocks in which a Han character stands once too often; their views are told where."""
    found: dict[int, list[int]] = defaultdict(list)
    text = scan.text
    for place in _doubles_in(scan)[1]:
        char = text[place]
        if is_han(char) and (_left_over if char in FUNCTION else _once_too_often)(text, place):
            n, at = scan.at(place)
            found[n].append(at)
    for n, some in found.items():
        scan.view(n).memo['doubled once'] = some
    return found


@rule('YF102', waker=Waker(_doubled_once))
def doubled_character(view: View) -> list[Finding]:
    """多出一个相同的字。语法性。

    叠字词（天天、实实在在）和两个词相接（目的的、除了了解、反对对方、会议|议程）不算。

        在在全县推广 → 在全县推广
        我们要要坚持绿色发展 → 我们要坚持绿色发展
        会议议强调，加快发展展经济 → 会议强调，加快发展经济
        发发动机点火，推推动工作，出出现问题 → 发动机点火，推动工作，出现问题
        电视部部长、来度度假、无烟煤煤质好 → 电视部部长、来度度假、无烟煤煤质好
        完成了了任务，对对企业 → 完成了任务，对企业
        取得得了成效，受到到了欢迎 → 取得了成效，受到了欢迎
        除了了解情况，还要解决问题 → 除了了解情况，还要解决问题
        实实在在做事，暖暖和和过冬 → 实实在在做事，暖暖和和过冬
        学习的目的的确明确，了了一桩心愿 → 学习的目的的确明确，了了一桩心愿
        县委委员、会议议程、一张张贺卡、脚踏实地地干 → 县委委员、会议议程、一张张贺卡、脚踏实地地干
        最后再说说交通，请他把把关 → 最后再说说交通，请他把把关
        敬酒不吃吃罚酒，场场期期都看 → 敬酒不吃吃罚酒，场场期期都看
        北京京港大厦、班主任任老师，从申请到到账 → 北京京港大厦、班主任任老师，从申请到到账
    """
    return [_twice('YF102', view.text, at, 1) for at in view.memo['doubled once'] if not view.protected(at)]


def _once_too_often(text: str, at: int) -> bool:
    """Whether a character of a word stands twice: 会议|议强调, 发|发动机."""
    char, left, right = text[at], text[at - 1 : at], text[at + 2 : at + 3]
    if char == '得' and right == '了':
        return words.frequency(left + char) >= COMMON  # 取得得了成效
    if char in OFTEN_TWICE or (left and left in BEFORE_REDUPLICATED):
        return False
    if left == '不' or char in MEASURES or (char == '量' and right in tuple('大小价多少能力')):
        return False  # 敬酒不吃|吃罚酒, 期期爆满
    if char in (left, right) or (left and left == text[at - 2 : at - 1]) or (right and right == text[at + 3 : at + 4]):
        return False
    if (char in SHORT_NAMES and right in SHORT_NAMES) or (left + char in TITLED and char in column('surnames')):
        return False
    known = words.frequency(char * 2)
    if known >= KNOWN:  # 出|出现: a much commoner word begins with the second, none ends on the first
        commoner = words.frequency(char + right) >= known + FAR and not words.frequency(left + char)
        return commoner and char not in COUNTING and _of_one_word(text, at)
    return _runs_on(text, at) or _of_one_word(text, at)


def _of_one_word(text: str, at: int) -> bool:
    """Whether a word ends on the first or begins on the second and the other one belongs to none; no part of a compound (电视部|部长), no verb said twice (散|散步)."""
    char, left, right = text[at], text[at - 1 : at], text[at + 2 : at + 3]
    if (
        char in NOUN_ENDS
        or char in COMPOUNDED
        or right == '然'
        or (left and left in '“‘')
        or char + right in column('separable_verbs')
    ):
        return False
    if char in TRANSLITERATED and (left in TRANSLITERATED or right in TRANSLITERATED):
        return False
    if words.frequency(left + char) and words.frequency(char + right):
        return False  # 中国|国家
    if re.match(FIRM, text[at + 1 : at + 14]):
        return False  # names are coined so: 乐乐购超市
    low = max(0, at - 3)
    if any(
        words.frequency(text[a:b]) and b - a > 2
        for a in range(low, at + 1)
        for b in range(at + 2, min(len(text), a + 5) + 1)
    ):
        return False
    ends = max((words.frequency(text[a : at + 1]) for a in range(low, at)), default=0)
    begins = max((words.frequency(text[at + 1 : b]) for b in range(at + 3, min(len(text), at + 5) + 1)), default=0)
    if ends and begins:
        return False
    return begins >= FAIRLY or (ends >= FAIRLY and is_han(right))


def _runs_on(text: str, at: int) -> bool:
    """Whether a word of two characters ends on the first, and nothing begins with the second: 会议|议强调."""
    left, right = text[at - 1 : at], text[at + 2 : at + 3]
    if not (is_han(left) and is_han(right)) or words.frequency(left + text[at]) < COMMON:
        return False
    around = text[max(0, at - 3) : at + 6]
    middle = at - max(0, at - 3)
    return not any(
        words.frequency(around[a:b]) and (a, b) != (middle, middle + 2)
        for a in range(middle + 2)
        for b in range(max(a + 2, middle + 3 if a == middle + 1 else middle + 2), min(len(around), a + 5) + 1)
    )


def _left_over(text: str, at: int) -> bool:
    char = text[at]
    if text[at - 1 : at] == char or text[at + 2 : at + 3] == char:
        return False
    if char == '的' and (text[at + 2 : at + 3] == '士' or text[at - 1 : at] == '打'):
        return False  # 进来的|的士, 打的|的时候
    if char == '把' and re.match('[^，。；：！？\n]{0,4}[关脉舵]', text[at + 2 : at + 7]):
        return False  # 把把质量关
    if char == '到' and text[at + 2 : at + 3] == '了' and words.frequency(text[max(0, at - 1) : at + 1]) >= COMMON:
        return True  # 受到到了欢迎
    if char == '到' and re.search('[从自由][^，。；：！？\n]{1,8}$', text[max(0, at - 9) : at]):
        return False  # 从申请到|到账
    if char == '了' and (text[max(0, at - 2) : at] in ENDED or not words.frequency(text[max(0, at - 2) : at])):
        return False
    around = text[max(0, at - 3) : at + 5]
    middle = at - max(0, at - 3)
    # a word over both, or words that end on the first or begin on the second
    least = 8 if char in '了的' else 3 if char in '有到不' else 5
    for a in range(max(0, middle - 3), middle + 2):
        for b in range(max(a + 2, middle + 1), min(len(around), a + 5) + 1):
            strength = words.frequency(around[a:b])
            if strength and a <= middle < b - 1 and (a, b) != (middle, middle + 2):
                return False
            if strength and (strength >= least or b - a > 3) and (b == middle + 1 or a == middle + 1):
                return False
    left, right = text[at - 1 : at], text[at + 2 : at + 3]
    if (left and right and left == text[at - 2 : at - 1]) or (right and right == text[at + 3 : at + 4]):
        return False  # 实实在在, 和和气气
    if left and left in BEFORE_REDUPLICATED and words.frequency(char * 2):
        return False  # 一对对
    return is_han(right) or is_han(left)


def _twice(code: str, text: str, at: int, length: int) -> Finding:
    span = Span(at + length, at + 2 * length)
    context = text[max(0, at - 3) : at + 2 * length + 3]
    detail: dict[str, str | int] = {'before': text[at : at + length], 'context': context}
    return Finding(code, span, detail, (Choice((Edit(span, ''),), Fix.UNSAFE, 0.9),))


SO = ('', '从而', '就', '也')
THROUGH = r'(?:^|[，。；：])(?:通过|经过|由于|随着)[^，。！？；\n]{2,30}，(?:从而|就|也)?(?:使得?|让|令)(?!用|命|馆|者)'
UNDER = r'(?:^|[，。；：])(?:在|当)[^，。！？；\n]{2,20}[下中后]，(?:从而|就|也)?(?:使得?|让)(?!用|命|馆|者)'
BLENDS = (
    r'靠的是[^，。！？；\n]{2,20}(?:取得|完成|实现|得来|建成)的'
    r'|围绕以[^，。！？；\n]{2,20}为(?:中心|核心|重点)'
    rf'|本着[^，。！？；\n]{{2,20}}为(?:原则|目的|宗旨|目标|出发点)'
    rf'|之所以{CLAUSE}{{1,40}}的?(?:原因|缘故)(?:是|在)'
    rf'|之所以{CLAUSE}{{1,40}}是因为{CLAUSE}{{1,30}}(?:的原因|的缘故|造成的|所致)'
    r'|围绕[^，。！？；\n]{2,20}为(?:中心|核心|重点)(?:来)?(?:展开|进行|开展)'
    r'|(?:原因|理由)是(?:由于|因为)[^，。！？；\n]{2,30}(?:造成|引起|导致|所致)'
    r'|由于[^，。！？；\n]{2,30}的原因(?:，(?!(?:从而|就|也)?[使让令])|造成|导致)'
    r'|(?:深受|备受|受到)[^，。！？；\n]{1,10}所(?:欢迎|喜爱|喜欢)'
    r'|(?:关于|对于)[^，。！？；\n]{1,20}(?:的)?问题上'
)


@rule(
    'YF106',
    pattern=THROUGH,
    on=tuple(f'，{so}{verb}' for so in SO for verb in '使让令'),
    beside=('通过', '经过', '由于', '随着'),
)
@rule('YF106', pattern=UNDER, on=tuple(f'{end}，{so}{verb}' for end in '下中后' for so in SO for verb in '使让'))
@rule(
    'YF106',
    pattern=BLENDS,
    on=(
        *('靠的是', '围绕以', '本着', '之所以', '的原因，', '的原因造成', '的原因导致', '问题上'),
        *(
            f'为{what}{how}'
            for what in ('中心', '核心', '重点')
            for how in ('展开', '进行', '开展', '来展', '来进', '来开')
        ),
        *(f'{why}是{since}' for why in ('原因', '理由') for since in ('由于', '因为')),
        *(f'所{liked}' for liked in ('欢迎', '喜爱', '喜欢')),
    ),
)
def blended_pattern(view: View, match: re.Match[str]) -> Finding:
    """两种句式杂糅，或少了主语：通过……使……、本着……为原则、之所以……的原因。语法性。

    只提醒，怎么改由编辑定。

        通过培训，使村民掌握了技术。 → 通过培训，使村民掌握了技术。
    """
    text = match[0].lstrip('，。；：')
    end = match.end()
    return Finding('YF106', Span(end - len(text), end), {'before': text})


STILL_FEARED = (
    r'(?:防止|避免|杜绝|以防|谨防|严防)(?:(?!确保|保证|做到|守住|力争|实现|从而|使)[^，、。！？；\n]){0,12}'
    r'(?:(?:不再|不要再|不会再|没有再)(?:次|度)?(?:发生|出现|重演|上演|蔓延|扩大|反弹|受|遭|犯|有|沉迷|走失|流失|上当|被|感染|复发|泄漏|泄露|污染|返贫|扩散|传播|下滑|掉队)'
    r'|不发生|不出现|不上当|不反弹|不复发|不返贫|不(?:被|受)(?:[骗拐盗]|侵[害犯占]|伤|感染|污染|破坏))'
)
REVERSED = (
    r'切忌(?:不要|不可|不能|勿|别|莫)|切勿不|(?:禁止|严禁)[^，。、！？；\n]{0,8}(?:不得|不准|不许)|(?:禁止|严禁|不准|不许)(?:不要|不得|不准|不许|不能)'
    r'|无时无刻(?![^，。！？；\n]{0,6}(?:不|没有|没))(?![，。！？；、”])'
    r'|(?:不能|不可|无法|没有人|没人)否认[^，。！？；\n]{0,10}不是'
    r'|难免(?:不会|不要)|(?:忘记|忘了)不要'
)


@rule(
    'YF107',
    pattern=STILL_FEARED,
    on=(
        '不再',
        '不要再',
        '不会再',
        '没有再',
        '不发生',
        '不出现',
        '不上当',
        '不反弹',
        '不复发',
        '不返贫',
        '不被',
        '不受',
    ),
    beside=('防止', '避免', '杜绝', '以防', '谨防', '严防'),
)
@rule(
    'YF107',
    pattern=REVERSED,
    on=('切忌', '切勿', '禁止', '严禁', '不准不', '不许不', '无时无刻', '难免不', '忘记不要', '忘了不要', '否认'),
)
def negation_clash(view: View, match: re.Match[str]) -> Finding:
    """否定不当，说反了意思：防止……不再、切忌不要、无时无刻……都。逻辑性；语法性。

    “无时无刻不……”是对的。

        切忌不要大意 → 切忌不要大意
        防止致贫、确保不出现规模性返贫 → 防止致贫、确保不出现规模性返贫
    """
    return Finding('YF107', Span(*match.span()), {'before': match[0]})
