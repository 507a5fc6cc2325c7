"""What is off is told only where a house asks for it by its whole name; the finer rules on marks and long numbers."""

from __future__ import annotations

import pytest

from presscopy import desk
from presscopy.article.article import Article
from presscopy.config import House
from presscopy.report.located import located
from presscopy.text.finding import Severity

OFF = [
    ('BD316', '他不知道该怎么办？'),
    ('DW106', '明天最高气温25度。'),
    ('GS108', '全县' + '各乡镇抓住农时，' * 15 + '整修水渠。'),
    ('KG103', '会期3天，到会 50人。'),
    ('YF103', '老人慢慢的走着。'),
]


def found(text: str, *select: str, severities: tuple[tuple[str, str], ...] = ()) -> list[str]:
    edited = desk.edit(Article.of(text), House(select=select or ('ALL',), severities=severities))
    return [one.code for step in edited.steps for one in step.findings]


@pytest.mark.parametrize(('code', 'text'), OFF)
def test_off_until_asked_for_by_name(code: str, text: str) -> None:
    assert code not in found(text)
    assert code not in found(text, code[:2])
    assert found(text, code) == [code]
    assert code in found(text, 'ALL', code)
    assert code in found(text, severities=((code, 'warning'),))


def test_what_was_off_is_only_told() -> None:
    edited = desk.edit(Article.of(OFF[0][1]), House(select=('BD316',)))
    assert [one.severity for one in located(edited)] == [Severity.INFO]


@pytest.mark.parametrize(
    ('code', 'text'),
    [
        ('BD310', '今年以来，（截至六月），全县增收。'),
        ('BD310', '柳河镇（原名柳树河。）在县城以北。'),
        ('BD311', '“今年收成好，”林小禾说：“明年更好。”'),
        ('BD311', '会议强调要抓两件事：各乡镇都要抓紧：全面整修水渠。'),
        ('SZ111', '总投资1250000元。'),
    ],
)
def test_finer_points_are_told(code: str, text: str) -> None:
    assert found(text, code) == [code]


@pytest.mark.parametrize(
    ('code', 'text'),
    [
        ('BD310', '今年（截至六月），全县增收。'),
        ('BD310', '（全县增收。）'),
        ('BD311', '“今年收成好。”林小禾说：“明年更好。”'),
        ('BD311', '“要点：甲，乙，丙：丁。”'),
        ('SZ111', '总投资125万元，热线4008123456。'),
    ],
)
def test_what_is_let_be(code: str, text: str) -> None:
    assert found(text, code) == []
