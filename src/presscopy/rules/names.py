"""The characters of transliterated names."""

from __future__ import annotations

# characters of transliterated names, in which a particle may be a syllable
TRANSLITERATED = frozenset(
    '阿埃艾奥巴班贝本比别波博布达戴丹道德登迪蒂杜多恩尔法菲费佛弗福盖戈格贡哈海汉赫霍基吉加贾杰卡凯坎科克肯库拉莱兰朗劳勒雷里利'
    '廉列林隆卢鲁路伦罗洛马玛迈曼梅蒙米密莫姆穆纳奈内尼涅诺努欧帕佩皮珀普奇乔切热日瑞若萨塞桑森沙什史士斯司索塔泰坦特提廷图托瓦威韦维魏温沃乌西希夏香谢辛休雅亚扬耶伊英尤约扎泽詹兹佐'
)
