"""Which lines are which."""

import pytest

from presscopy.script import gate


@pytest.mark.parametrize(
    ('line', 'script'),
    [
        ('本報記者 余思遠', 'traditional'),
        ('一碗麵裡的三十年', 'traditional'),
        ('村里干部種下几畝余糧', 'traditional'),
        ('本报记者 余思远', 'simplified'),
        ('王丙乾、李喆、赵昇', 'simplified'),
        ('全县干部群众，門前三包落实', 'simplified'),
        ('这個报告的內頁', 'mixed'),
        ('云里雾', 'simplified'),
        ('云里面后台', 'neutral'),
        ('乾隆', 'neutral'),
        ('', 'neutral'),
        ('2024年', 'neutral'),
        ('東京電力が会見', 'japanese'),
        ('ひらがな', 'japanese'),
        ('這家名叫鮮の物的商店今天開業，顧客盈門', 'traditional'),
    ],
)
def test_classify(line: str, script: str) -> None:
    assert gate.classify(line) == script
    assert gate.classify(line, many=True) == script


def test_characters() -> None:
    assert all(map(gate.is_traditional_only, '後裏裡這們餘鍾畫'))
    assert not any(map(gate.is_traditional_only, '后里云面干丑种余准几著乾徵於甯昇'))
    assert all(map(gate.is_simplified_only, '这们钟书赵县'))
    assert not any(map(gate.is_simplified_only, '后里云面干丑种余准几著着乾群峰床'))


def test_levels() -> None:
    assert [gate.level(char) for char in '一乙鍾锺馀'] == [1, 1, 0, 3, 0]
    assert sum(map(bool, map(gate.level, map(chr, range(0x3400, 0x30000))))) == 8105
