"""YF102–YF107: what stands twice, patterns that are blended, negatives that turn the sense round."""

from __future__ import annotations

import re

from presscopy.rules.names import TRANSLITERATED
from presscopy.rules.registry import Family
from presscopy.rules.view import View, is_han
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
FUNCTION = frozenset('的了在是和与为将把被从及以或由对并要也就都而则但且于之其所这那我')
AGAIN = frozenset(
    [
        '过奖',
        '香甜',
        '大片',
        '多少',
        '如何',
        '黑绿',
        '碧蓝',
        '细长',
        '墨黑',
        '鉴定',
        '想着',
        '看着',
        '说着',
        '走着',
        '哭着',
        '笑着',
        '听着',
        '写着',
        '望着',
        '研究',
        '商量',
        '讨论',
        '总结',
        '考虑',
        '学习',
        '了解',
        '休息',
        '锻炼',
        '活动',
        '打听',
        '介绍',
        '商议',
        '琢磨',
        '观察',
        '关心',
        '照顾',
        '体验',
        '感受',
        '检查',
        '整理',
        '收拾',
        '打扫',
        '回忆',
        '反省',
        '比较',
        '沟通',
        '帮助',
        '表扬',
        '欣赏',
        '尝试',
        '清理',
        '打扮',
        '热闹',
        '高兴',
        '议论',
        '张罗',
        '意思',
        '反思',
        '思考',
        '认识',
        '指点',
        '安慰',
        '开导',
        '教训',
        '放松',
        '轻松',
        '凉快',
        '舒服',
        '痛快',
        '快乐',
        '见识',
        '提醒',
        '老远',
        '哗啦',
        '咔嚓',
        '叮当',
        '扑通',
        '轰隆',
        '滴答',
        '呼噜',
        '咕咚',
        '雪白',
        '金黄',
        '通红',
        '漆黑',
        '碧绿',
        '笔直',
        '冰凉',
        '滚烫',
        '崭新',
        '焦黄',
        '乌黑',
        '加油',
        '谢谢',
        '恭喜',
        '拜拜',
        '再见',
        '慢慢',
        '好好',
        '走走',
        '看看',
        '活跃',
        '巴结',
        '搀和',
        '摆弄',
        '比划',
        '补充',
        '参谋',
        '猜测',
        '筹划',
        '打量',
        '掂量',
        '点拨',
        '反映',
        '翻腾',
        '改造',
        '核对',
        '合计',
        '回顾',
        '检讨',
        '解释',
        '讲究',
        '联络',
        '联系',
        '练习',
        '溜达',
        '评价',
        '清点',
        '权衡',
        '熟悉',
        '疏通',
        '探讨',
        '体会',
        '推敲',
        '温习',
        '消遣',
        '演习',
        '应付',
        '预习',
        '照料',
        '张扬',
        '振作',
        '转悠',
        '准备',
        '复习',
        '巩固',
        '团结',
        '武装',
        '敲打',
        '拍打',
        '教导',
        '劝说',
        '劝导',
        '批评',
        '品尝',
        '请教',
        '求证',
        '试探',
        '收敛',
        '松快',
        '舒展',
        '疏导',
        '数落',
        '说道',
        '谈论',
        '享受',
        '歇息',
        '询问',
        '演示',
        '招呼',
        '折腾',
        '整顿',
        '注意',
    ]
)


def doubles(text: str, length: int) -> list[int]:
    """Where a stretch of this length stands twice in a row.

    The text as one long number, taken against itself moved by that length: what is nought is the same. One pass in C.
    """
    data = text.encode('utf-32-le', 'surrogatepass')
    number = int.from_bytes(data, 'little')
    same = (number ^ (number >> 32 * length)).to_bytes(len(data), 'little')
    nought, found = bytes(4 * length), []
    at = same.find(nought)
    while at >= 0:
        if at % 4 == 0:
            found.append(at // 4)
        at = same.find(nought, at + 4 - at % 4)
    return found


@rule('YF104')
def doubled_word(view: View) -> list[Finding]:
    """重复的词或短语。语法性。

    动词重叠（研究研究）、逐一（一步一步）、反复（很紧很紧）、引语里的重复，都不算。

        进行进行安全检查 → 进行安全检查
        研究研究、商量商量 → 研究研究、商量商量
        一步一步走好 → 一步一步走好
    """
    found: list[Finding] = []
    end = 0
    for length in (4, 3, 2):
        for at in doubles(view.text, length):
            if at >= end and not view.protected(at) and _said_twice(view.text, at, length):
                found.append(_twice('YF104', view.text, at, length))
                end = at + 2 * length
        if found:
            break
    return found


def _said_twice(text: str, at: int, length: int) -> bool:
    one = text[at : at + length]
    right = text[at + 2 * length : at + 2 * length + 1]
    if len(set(one)) == 1 or not all(map(is_han, one)) or one in AGAIN:
        return False
    if (length == 2 and one[0] in COUNTING) or one[0] == '一':
        return False
    if length < 4 and not words.frequency(one):
        return False
    if right in ('地', '的') and length == 2 and not words.frequency(text[at - 2 : at]):
        return False
    if length == 3 and one[0] in column('surnames') and words.frequency(one) < 12:
        return False  # two lines of a title
    if length == 2 and one[1] in TRANSLITERATED and right and right in TRANSLITERATED and one[0] in TRANSLITERATED:
        return False  # 加拉加斯
    # 根据|根据地, 人民|人民日报: the second belongs to a longer word
    after = any(words.frequency(text[at + length : at + 2 * length + n]) >= 4 for n in (1, 2, 3))
    return not after


@rule('YF102')
def doubled_character(view: View) -> list[Finding]:
    """多出一个相同的字。语法性。

    叠字词（天天、实实在在）和两个词相接（目的的、除了了解、反对对方）不算。

        在在全县推广 → 在全县推广
        我们要要坚持绿色发展 → 我们要坚持绿色发展
        除了了解情况，还要解决问题 → 除了了解情况，还要解决问题
        实实在在做事，暖暖和和过冬 → 实实在在做事，暖暖和和过冬
        学习的目的的确明确 → 学习的目的的确明确
    """
    text = view.text
    return [
        _twice('YF102', text, at, 1)
        for at in doubles(text, 1)
        if is_han(text[at]) and not view.protected(at) and _left_over(text, at)
    ]


def _left_over(text: str, at: int) -> bool:
    char = text[at]
    if char not in FUNCTION or text[at - 1 : at] == char or text[at + 2 : at + 3] == char:
        return False
    around = text[max(0, at - 3) : at + 5]
    middle = at - max(0, at - 3)
    # a word over both, or words that end on the first or begin on the second
    least = 8 if char in '了的' else 5
    for a in range(max(0, middle - 3), middle + 2):
        for b in range(max(a + 2, middle + 1), min(len(around), a + 5) + 1):
            strength = words.frequency(around[a:b])
            if strength and a <= middle < b - 1:
                return False
            if strength >= least and (b == middle + 1 or a == middle + 1):
                return False
    left, right = text[at - 1 : at], text[at + 2 : at + 3]
    if (left and right and left == text[at - 2 : at - 1]) or (right and right == text[at + 3 : at + 4]):
        return False  # 实实在在, 和和气气
    return is_han(right) or is_han(left)


def _twice(code: str, text: str, at: int, length: int) -> Finding:
    span = Span(at + length, at + 2 * length)
    context = text[max(0, at - 3) : at + 2 * length + 3]
    detail: dict[str, str | int] = {'before': text[at : at + length], 'context': context}
    return Finding(code, span, detail, (Choice((Edit(span, ''),), Fix.UNSAFE, 0.9),))


BLENDS = (
    rf'(?:^|[，。；：])(?:通过|经过|由于|随着|在)[^，。！？；\n]{{2,30}}，(?:从而|就|也)?(?:使得?|让|令)(?!用|命|馆|者)'
    rf'|本着[^，。！？；\n]{{2,20}}为(?:原则|目的|宗旨|目标|出发点)'
    rf'|之所以{CLAUSE}{{1,40}}的?(?:原因|缘故)(?:是|在)'
    rf'|之所以{CLAUSE}{{1,40}}是因为{CLAUSE}{{1,30}}(?:的原因|的缘故|造成的|所致)'
    r'|(?:围绕|以)[^，。！？；\n]{2,20}为(?:中心|核心|重点)(?:来)?(?:展开|进行)'
    r'|(?:原因|理由)是(?:由于|因为)[^，。！？；\n]{2,30}(?:造成|引起|导致|所致)'
    r'|由于[^，。！？；\n]{2,30}的原因(?:，|造成|导致)'
    r'|(?:深受|备受|受到)[^，。！？；\n]{1,10}所(?:欢迎|喜爱|喜欢)'
    r'|(?:是)?以[^，。！？；\n]{2,16}(?:组成|构成)的(?:[，。]|$)'
    r'|(?:大约|约|近)[^，。！？；\n]{1,12}(?:左右|上下|多名|余名|多人|余人)(?=[，。、的])'
    r'|关于[^，。！？；\n]{2,20}(?:的)?问题上'
    r'|对于[^，。！？；\n]{2,16}来讲来说'
)


@rule(
    'YF106',
    pattern=BLENDS,
    on=('通过', '经过', '由于', '随着', '本着', '之所以', '原因是', '理由是', '深受', '备受', '受到', '关于', '围绕'),
)
def blended_pattern(view: View, match: re.Match[str]) -> Finding:
    """两种句式杂糅，或少了主语：通过……使……、本着……为原则、之所以……的原因。语法性。

    只提醒，怎么改由编辑定。

        通过培训，使村民掌握了技术。 → 通过培训，使村民掌握了技术。
    """
    text = match[0].lstrip('，。；：')
    end = match.end()
    return Finding('YF106', Span(end - len(text), end), {'before': text})


REVERSED = (
    r'(?:防止|避免|杜绝|以防|以免|谨防|严防)[^，。！？；\n]{0,12}(?:不再|不要再|不会再|没有再|不发生|不出现)'
    r'|切忌(?:不要|不可|不能|勿|别|莫)|切勿不|(?:禁止|严禁|不准|不许)(?:不要|不得|不准|不许|不能)'
    r'|无时无刻(?![^，。！？；\n]{0,6}(?:不|没有|没))[^，。！？；\n]{0,4}(?:都|在)'
    r'|难免(?:不会|不要)|(?:忘记|忘了)不要'
    r'|(?:否认|否定|不能否认|无法否认|不可否认)[^，。！？；\n]{0,10}(?:不是没有|没有不)'
    r'|(?:缺乏)[^，。！？；\n]{0,6}不(?:够|足)的(?:问题)?'
    r'|非[^，。！？；\n]{1,8}不可不'
)


@rule(
    'YF107',
    pattern=REVERSED,
    on=(
        '防止',
        '避免',
        '杜绝',
        '以防',
        '以免',
        '谨防',
        '严防',
        '切忌',
        '切勿',
        '禁止',
        '严禁',
        '不准',
        '无时无刻',
        '难免',
        '否认',
        '忘',
    ),
)
def negation_clash(view: View, match: re.Match[str]) -> Finding:
    """否定不当，说反了意思：防止……不再、切忌不要、无时无刻……都。逻辑性；语法性。

    “无时无刻不……”是对的。

        切忌不要大意 → 切忌不要大意
    """
    return Finding('YF107', Span(*match.span()), {'before': match[0]})
