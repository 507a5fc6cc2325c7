"""What does not agree within one article is told, and what does is let be."""

from __future__ import annotations

import time

import pytest

from presscopy import desk
from presscopy.article.article import Article
from presscopy.config import House
from presscopy.rules.consistency import CODES


def found(text: str) -> list[tuple[str, str]]:
    edited = desk.edit(Article.of(text), House(select=CODES))
    return [(one.code, step.revision.text[slice(*one.span)]) for step in edited.steps for one in step.findings]


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('会议定于2月30日召开。', ('XW107', '2月30日')),
        ('合同于13月5日到期。', ('XW107', '13月5日')),
        ('办法自2023年2月29日起施行。', ('XW107', '2023年2月29日')),
        ('会期到四月三十一日。', ('XW107', '四月三十一日')),
        ('自2024年5月6日（星期二）起施行。', ('XW108', '2024年5月6日（星期二')),
        ('5月8日至3日开放。', ('XW109', '5月8日至3日')),
        ('2016年至2012年累计投入8亿元。', ('XW109', '2016年至2012年')),
        ('全县建起水库3个、电站4个，共8个。', ('XW110', '共8个')),
        ('拨款100万元、借款200万元，合计350万元。', ('XW110', '合计350万元')),
        ('今天是2月30号。', ('XW107', '2月30号')),
        ('2024年5月6日至2024年5月3日举行。', ('XW109', '2024年5月6日至2024年5月3日')),
        ('种粮占60%，养殖占30%，其余占20%。', ('XW110', '其余占20%')),
        ('参加的共50人，其中男30人、女25人。', ('XW110', '男30人、女25人')),
        ('报名学员120名：男生70名，女生60名。', ('XW110', '男生70名，女生60名')),
        ('周大山（1950—2020），享年60岁。', ('XW111', '享年60岁')),
        ('周大山生于1931年，2020年在县里去世，享年99岁。', ('XW111', '享年99岁')),
        ('周大山1980年出生，今年50岁。2024年5月，他回乡。', ('XW111', '今年50岁')),
        ('局长苏意伟说，书记苏意伟表示。\n一周后，局长苏意韦，来到田间。', ('XW106', '苏意韦')),
        ('青石镇发了通知。\n青石镇的村民都到了。\n青石镇有茶。\n清石镇又开了会。', ('XW106', '清石镇')),
        ('交出“两战赢”答卷。\n助力“两战”双赢。\n夺取“两战赢”。', ('XW106', '“两战”双赢')),
        ('1. 抓生产\n一、改田\n二、修路\n2. 抓生活', ('GS102', '一、')),
    ],
)
def test_what_does_not_agree(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    'text',
    [
        '2024年2月29日（星期四）开会。',
        '农历2月30日，村里唱戏。',
        '十二月三十一日，全部完工。',
        '2024年5月6日，周二虎来到村里。',
        '供暖期为11月15日至3月15日。',
        '2012年至2016年累计投入8亿元。',
        '公元前206年至公元220年。',
        '全县建起水库3个、电站4个，共7个。',
        '全县新建水库3个、电站4个等，共9个。',
        '种粮占60%，养殖占30%，其余占10%。',
        '党员占60%，大专以上占70%。',
        '拨款1.2亿元、借款2.4亿元，合计3.7亿元。',
        '今年2月30号楼竣工。',
        '2023年11月6日至2024年2月3日举行。',
        '周大山1980年出生，今年45岁。2024年5月，他回乡。',
        '周大山1980年出生，今年50岁。',
        '参加的共50人，其中男30人、女20人。',
        '党员50人，男12人，女8人。',
        '约50人，其中男30人、女25人。',
        '周大山（1950—2020），享年72岁。',
        '周大山1950年参加工作，2020年在县里去世，享年90岁。',
        '生于1931年的周大山2020年5月病逝，享年88岁。',
        '局长苏意伟说，书记苏意伟、局长苏意韦，一同来到。',
        '青石镇、清石镇、青石镇、青石镇，一同来到。',
        '建设“两山”转化平台，讲“两山论”。',
        '一、改田\n（一）修路\n1. 铺石\n（二）架桥\n二、造林',
    ],
)
def test_what_agrees(text: str) -> None:
    assert found(text) == []


def test_a_long_article_costs_as_it_is_long() -> None:
    line = '2024年5月6日（星期一），局长苏意伟说，全县建起水库3个、电站4个，共7个，今年50岁。\n'
    started = time.process_time()
    assert found(line * 4000) == []
    assert time.process_time() - started < 4
