"""The characters of transliterated names."""

from __future__ import annotations

# characters of transliterated names, in which a particle may be a syllable
TRANSLITERATED = frozenset(
    '阿埃艾奥巴班贝本比别波博布达戴丹道德登迪蒂杜多恩尔法菲费佛弗福盖戈格贡哈海汉赫霍基吉加贾杰卡凯坎科克肯库拉莱兰朗劳勒雷里利'
    '廉列林隆卢鲁路伦罗洛马玛迈曼梅蒙米密莫姆穆纳奈内尼涅诺努欧帕佩皮珀普奇乔切热日瑞若萨塞桑森沙什史士斯司索塔泰坦特提廷图托瓦威韦维魏温沃乌西希夏香谢辛休雅亚扬耶伊英尤约扎泽詹兹佐'
)
# these stand in such names too, and in much else
ALSO_IN_NAMES = frozenset(
    '夫丽易牛顿爱买合力依古治居翰侯因安简珍妮露洁茜莎娜琳娅丝蕾黛薇辛甘梵高库普京孟杨喀麦曼艾孜吐逊祖农热提江帕夏汗卜撒依姆拜赛扬吾斯满木铁本丁默茨'
)
# halves of Uyghur names
UYGHUR = frozenset(('古丽', '买买', '买提', '吐尔', '阿不', '阿卜', '依明', '艾山', '艾力', '热孜'))


def is_between_names(before: str, after: str) -> bool:
    """Whether a mark stands within a transliterated name: 列夫|托尔斯泰, 阿卜杜拉|本|侯赛因. `before` and `after` are what stands beside it."""
    left, right = _part(before[::-1]), _part(after)
    syllables = left + right
    return (
        bool(left and right)
        and (TRANSLITERATED | ALSO_IN_NAMES).issuperset(syllables)
        and (
            2 * sum(one in TRANSLITERATED for one in syllables) >= len(syllables) - (len(syllables) < 4)
            or not UYGHUR.isdisjoint((left[::-1], right))
        )
    )


def _part(text: str) -> str:
    """The two characters nearest to the mark; one where another mark of the name follows it."""
    return text[:1] if text[1:2] in ('.', '·') else text[:2] if len(text) > 1 else ''
