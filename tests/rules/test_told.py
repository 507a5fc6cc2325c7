"""What the examples in docstrings cannot show: faults that are only told, and changes that an editor must take."""

from __future__ import annotations

import pytest

from presscopy import desk
from presscopy.article.article import Article
from presscopy.config import House
from presscopy.text.finding import Fix

TOLD = {
    'YF106': '在大家的帮助下，使他渡过难关。｜靠的是大家的努力取得的。｜围绕以经济建设为中心',
    'YF107': '他无时无刻想着群众。｜防止学生不再沉迷网络｜防止孩子不被拐骗｜禁止未经许可不得入内',
    'BD319': '参加《第十届文博会》。｜领取《营业执照》。｜开设《高等数学》课程。',
    'DW101': '时速约350公里每小时｜时速200公里/时｜高80公分｜800瓩｜5浬',
    'DW107': '占地100 m2｜35微克/m3',
    'SZ103': '他85年参加工作。｜’98年夏天，他入伍。｜20年12月，大桥通车。',
    'SZ104': '2021年五月一日，大桥通车。｜5月一日放假。｜五月1日放假。',
    'SZ108': '每户3-5万元。｜人口5—8万人。',
    'SZ109': '约三十人左右｜大概50人左右｜约20多公里｜近百名左右｜20多人左右｜近两万多人',
    'YC104': '多达100多人之多｜危及到安全｜众多村民们',
    'SZ110': '比去年少了3倍｜下降数倍｜减少好几倍｜降低了整整三倍',
    'SZ112': '种了5百亩。｜运来3千吨。',
    'SZ115': '“3.15”晚会｜“5.12”汶川地震｜“七.七”事变｜“十·一”黄金周｜6.18购物节',
    'SZ116': '正月15｜大年初1｜农历八月15',
    'SZ120': '至少需要三年以上｜至少一半以上｜不得少于3人以上｜最低500元以上',
    'SZ122': '千分之3｜三分之2｜3分之2',
}
SILENT = {
    'YF101': '“有哇有哇！”他说。｜哎哟一声叫起来｜哟，下雪了',
    'YF102': '终于了了一桩心愿｜一对对新人｜今年年中｜堂堂正正做人｜反对对方｜县委委员｜没有有效措施｜公司司机',
    'YF104': '大步大步往前走｜成群成群飞来',
    'YF107': '防止他们不再努力｜无时无刻不在想着群众｜避免不必要的浪费｜防止不法分子混入',
    'YC102': '大藏省的检查官｜纪律检查官兵｜影响往来｜出现再次反弹',
    'YC103': '度过童年｜携带口罩｜一副画家的派头',
    'BD319': '《营业执照管理条例》施行。｜电影《颁奖》上映。',
    'BD320': '吐鲁番-哈密盆地｜2021-05-01｜主队以3-1获胜',
    'DW101': '时速120公里｜120公里/小时｜办公升级',
    'DW107': 'M2增长8%｜地铁M2线｜苹果M3芯片',
    'SZ103': '房龄98年。｜70年前，他入伍。｜’97年会召开。',
    'SZ104': '2021年三月三｜农历2021年八月十五日',
    'SZ109': '最近20多年｜节约30多万元｜远近100多里｜合约100余份｜估计为100亿元左右',
    'SZ112': '3千米、5千克、8千伏｜2百分点',
    'SZ113': '星期二家长开放日｜二人转｜零点二个百分点｜二项式｜一天，二天，三天',
    'SZ115': '“2.0”时代｜“3·15”晚会｜“一二·九”运动',
    'SZ120': '至少承担1项省部级以上的项目｜50人以上',
    'SZ122': '百分之二十｜10分之后',
}
TAKEN = {
    'BD112': (
        '他来了—她也来了。｜这就是答案—实干。｜北京—上海高铁',
        '他来了——她也来了。｜这就是答案——实干。｜北京—上海高铁',
    ),
    'YF104': ('目前目前，工程已完工。｜推动高质量高质量发展', '目前，工程已完工。｜推动高质量发展'),
    'YC102': (
        '侯选人名单公布｜接受议务教育｜签订合作协义｜检察院检查官',
        '候选人名单公布｜接受义务教育｜签订合作协议｜检察院检察官',
    ),
    'YC103': (
        '一幅对联｜一副画｜刊登更正启示｜要戴口罩，不带口罩不行',
        '一副对联｜一幅画｜刊登更正启事｜要戴口罩，不戴口罩不行',
    ),
    'YC105': ('万事具备｜举旗不定', '万事俱备｜举棋不定'),
    'BD320': (
        '北京-上海高铁｜5月1日-5日放假｜5月-8月｜周一-周五｜2019年5月-2020年8月',
        '北京—上海高铁｜5月1日—5日放假｜5月—8月｜周一—周五｜2019年5月—2020年8月',
    ),
    'DW102': ('50HZ｜110Kv｜0.8Mpa｜90db｜60KM/H｜2000KWH', '50Hz｜110kV｜0.8MPa｜90dB｜60km/h｜2000kW·h'),
    'DW103': ('3㎢｜10㎖｜3㏊', '3平方千米｜10毫升｜3公顷'),
    'SZ106': ('第3-5章｜1-6年级｜第1-3名｜每天8-10时开放', '第3～5章｜1～6年级｜第1～3名｜每天8—10时开放'),
}


def _one_by_one(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, text) for code, texts in table.items() for text in texts.split('｜')]


def _told(code: str, text: str) -> bool:
    edited = desk.edit(Article.of(text), House(select=(code,), script='off'), least=Fix.SAFE)
    return any(finding.code == code for step in edited.steps for finding in step.findings)


@pytest.mark.parametrize(('code', 'text'), _one_by_one(TOLD))
def test_it_is_told(code: str, text: str) -> None:
    assert _told(code, text)


@pytest.mark.parametrize(('code', 'text'), _one_by_one(SILENT))
def test_nothing_is_told(code: str, text: str) -> None:
    assert not _told(code, text)


@pytest.mark.parametrize('code', TAKEN)
def test_what_an_editor_takes(code: str) -> None:
    befores, afters = TAKEN[code]
    for before, after in zip(befores.split('｜'), afters.split('｜'), strict=True):
        edited = desk.edit(Article.of(before), House(select=(code,), script='off'), least=Fix.UNSAFE)
        assert edited.article.text == after
