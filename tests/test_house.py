"""House style: words kept, names, words not to be used, levels, and the marks by which the copy asks to be spared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscopy import desk
from presscopy.article.article import Edited
from presscopy.config import House, Settings, load
from presscopy.errors import PressError
from presscopy.formats import files
from presscopy.rules.house import Stretches
from presscopy.text.finding import Fix, Severity
from presscopy.text.span import Span


def edited(text: str, house: House | None = None, name: str = '稿.txt', least: Fix = Fix.SAFE) -> Edited:
    done = desk.edit(files.read(text.encode(), name), house or House(), least=least)
    assert not desk.promises(done, house or House(), least)
    return done


def found(done: Edited) -> list[tuple[str, str]]:
    return [(one.code, step.revision.text[slice(*one.span)]) for step in done.steps for one in step.findings]


def codes(text: str, house: House | None = None, name: str = '稿.txt') -> set[str]:
    return {code for code, _ in found(edited(text, house, name))}


def test_what_is_kept_no_rule_enters() -> None:
    house = House(keep=('良好噢生态', '甲,乙'))
    done = edited('今年良好噢生态,甲,乙两村都说好。\n', house)
    assert desk.manuscript(done) == '今年良好噢生态，甲,乙两村都说好。\n'
    assert 'YF101' not in {code for code, _ in found(done)}
    assert 'YF101' in codes('今年良好噢生态，两村都说好。\n')


def test_the_houses_names_win_over_the_tables() -> None:
    text = '於可欣和錢鍾書來到縣裏，開會討論農業發展。\n'
    assert desk.manuscript(edited(text)) != '於可欣和钱锺书来到县里，开会讨论农业发展。\n'
    house = House(names=(('於可欣', '於可欣'), ('鍾書', '锺书')))
    assert desk.manuscript(edited(text, house)) == '於可欣和钱锺书来到县里，开会讨论农业发展。\n'


def test_a_traditional_name_in_simplified_copy_is_written_as_the_house_does() -> None:
    house = House(names=(('鍾書', '锺书'), ('王哲', '王喆')))
    done = edited('今年以来，钱鍾書和王哲先后来到县里，全县上下都很高兴，大家说好。\n', house)
    assert desk.manuscript(done) == '今年以来，钱锺书和王哲先后来到县里，全县上下都很高兴，大家说好。\n'
    assert ('YC107', '王哲') in found(done)


def test_what_an_editor_decides_is_carried_to_rest() -> None:
    # the first two lines make one that is long enough to be told from verse
    text = '今年以来全县上下抢抓农时不等不靠，农技人员下到田间，\n插得快，\n农技人员把技术送到了每一户农民的手里，一天也没有耽搁过。\n'
    done = edited(text, least=Fix.UNSAFE)
    assert done.article.text.count('\n') == 1
    assert [code for code, _ in found(done)] == ['GS104', 'GS104']


def test_words_not_to_be_used() -> None:
    house = House(words=(('市委', '中共市委', '全称'), ('市委员', '市委委员', ''), ('小三', '', '不雅')))
    done = edited('市委和中共市委都说，市委员里没有小三。\n', house, least=Fix.UNSAFE)
    assert desk.manuscript(done) == '中共市委和中共市委都说，市委委员里没有小三。\n'
    assert [code for code, _ in found(done)].count('YC108') == 1


def test_levels_of_the_house() -> None:
    house = House(severities=(('BD101', 'info'), ('BD', 'warning'), ('BD105', 'off')))
    told = {one.code: one.severity for one in desk.check(files.read('今年以来,全县:好吗?\n'.encode()), house)}
    assert told == {'BD101': Severity.INFO, 'BD104': Severity.WARNING}


def test_what_may_not_be_fixed_is_still_shown() -> None:
    done = edited('今年以来,全县:好。\n', House(unfixable=('BD104',)))
    assert desk.manuscript(done) == '今年以来，全县:好。\n'
    assert ('BD104', ':') in found(done)


@pytest.mark.parametrize(
    ('text', 'after'),
    [
        ('今年以来,全县:好。〔presscopy:ignore BD101〕\n', '今年以来,全县：好。'),
        ('今年以来,全县:好。〔presscopy:ignore〕\n', '今年以来,全县:好。'),
        ('〔presscopy:ignore BD101，BD104〕\n今年以来,全县:好。\n', '今年以来,全县:好。'),
        ('<!-- presscopy: ignore BD -->\n\n今年以来,全县:好。\n', '今年以来,全县:好。'),
        ('〔presscopy:ignore-start BD〕\n今年以来,全县:好。\n〔presscopy:ignore-end〕\n', '今年以来,全县:好。'),
        ('〔presscopy:ignore-start BD〕\n今年以来,全县:好。\n', '今年以来,全县:好。'),
    ],
)
def test_the_copy_may_ask_to_be_spared(text: str, after: str) -> None:
    done = edited(text)
    assert done.article.text.strip() == after
    assert 'presscopy' in desk.manuscript(done)
    assert 'GS901' not in {code for code, _ in found(done)}


def test_a_mark_spares_its_own_line_only() -> None:
    done = edited('今年以来,全县。\n今年以来,全县。〔presscopy:ignore BD101〕\n今年以来,全县。\n')
    assert done.article.text == '今年以来，全县。\n今年以来,全县。\n今年以来，全县。\n'


def test_in_markdown_a_mark_alone_means_the_paragraph() -> None:
    text = '# 题目\n\n<!-- presscopy: ignore BD101 -->\n今年以来,全县\n上下,都好。\n\n今年以来,全县。\n'
    assert desk.manuscript(edited(text, name='稿.md')) == text.replace('今年以来,全县。', '今年以来，全县。')


def test_a_mark_that_spares_nothing_is_told() -> None:
    assert codes('今年以来，全县。〔presscopy:ignore BD101〕\n') == {'GS901'}
    assert codes('今年以来,全县。〔presscopy:ignore BD101 YC101〕\n') == {'GS901'}
    assert codes('今年以来，全县。〔presscopy:ignore ZZ9〕\n') == {'GS902'}
    assert codes('今年以来，全县。〔presscopy:ignore-end〕\n') == {'GS901'}
    for mark in ('〔presscopy:ignor BD101〕', '〔presscopy：忽略 BD101〕', '<!-- presscopy: ignore BD101。 -->'):
        assert codes(f'今年以来，全县增产。{mark}\n') == {'GS902'}
        assert edited(f'今年以来，全县增产。{mark}\n').article.text == '今年以来，全县增产。\n'
    # the blank before a mark is the mark's
    assert codes('今年以来,全县。 〔presscopy:ignore BD101〕\n') == set()
    # what was not looked for cannot be missed
    assert codes('今年以来，全县。〔presscopy:ignore BD101〕\n', House(select=('KG', 'GS'))) == set()


def test_settings_of_words_from_tables(tmp_path: Path) -> None:
    (tmp_path / 'presscopy.toml').write_text(
        'keep = ["甲"]\nnames = "人名.tsv"\nwords = "词.tsv"\n[severities]\nYF106 = "warning"\n[per-file-ignores]\n"旧文/*" = ["YC"]\n',
        encoding='utf-8',
    )
    (tmp_path / '人名.tsv').write_text('# 人名\n於可欣\n鍾書\t锺书\n', encoding='utf-8')
    (tmp_path / '词.tsv').write_text('小三\t\t不雅\n', encoding='utf-8')
    settings = load(str(tmp_path))
    house = settings.house
    assert house.names == (('於可欣', '於可欣'), ('鍾書', '锺书'))
    assert house.words == (('小三', '', '不雅'),)
    assert settings.for_file(str(tmp_path / '旧文' / '一.txt')).ignore == ('YC',)
    assert settings.for_file(str(tmp_path / '新文.txt')).ignore == ()


@pytest.mark.parametrize(
    ('toml', 'table', 'says'),
    [
        ('names = "t.tsv"', '甲\n乙丙\t丁\n', '第2行'),
        ('words = "t.tsv"', '甲\t甲\n', '第1行'),
        ('words = "t.tsv"', '甲\t乙\n甲\t丙\n', '第2行：“甲”写了两次'),
        ('words = "t.tsv"', '甲\t乙\n乙\t丙\n', '第2行：“乙”又是'),
        ('words = "没有.tsv"', '', '没有.tsv'),
        ('keep = 3', '', 'keep'),
        ('[severities]\nBD101 = "fatal"', '', 'BD101'),
        ('[severities]\nQQ1 = "info"', '', 'QQ1'),
        ('per-file-ignores = 1', '', 'per-file-ignores'),
        ('words = "t.tsv"', '甲乙 丙丁\n', '第1行'),
        ('lang = "zh"\nfail-level = 3', '', '第2行：fail-level'),
        ('# select\n[severities]\nBD = "off"\nBD101 = "fatal"', '', '第4行：BD101'),
        ('ingore = ["BD"]', '', '第1行.*\n.*是不是 ignore'),
        ('ignore = ["BD"]\nkeep = “甲”', '', '第2行第8字.*值写得不对'),
        ('[tool.presscopy]\nlang = "zh"', '', 'pyproject'),
    ],
)
def test_a_fault_in_the_settings_names_its_place(tmp_path: Path, toml: str, table: str, says: str) -> None:
    (tmp_path / 'presscopy.toml').write_text(toml, encoding='utf-8')
    (tmp_path / 't.tsv').write_text(table, encoding='utf-8')
    with pytest.raises(PressError, match=says):
        load(str(tmp_path))


def test_settings_in_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / 'presscopy.toml'
    path.write_bytes('\ufeffignore = ["BD"]\r\nlang = "en"\r\n'.encode())
    assert load(str(tmp_path)).house.ignore == ('BD',)
    path.write_bytes('keep = ["甲乙"]'.encode('gbk'))
    with pytest.raises(PressError, match='不是 UTF-8'):
        load(str(tmp_path))
    path.unlink()
    (tmp_path / 'pyproject.toml').write_text('[tool.presscopy.severities]\nBD101 = "info"\n', encoding='utf-8')
    assert load(str(tmp_path)).house.severity('BD101') == 'info'


def test_settings_know_their_file() -> None:
    assert Settings(House(), {}).for_file('稿.txt') == House()


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda one: Span(one[0], one[0] + one[1])), max_size=8
    ),
    st.tuples(st.integers(0, 32), st.integers(0, 6)).map(lambda one: Span(one[0], one[0] + one[1])),
)
def test_stretches_say_what_looking_at_each_place_says(spans: list[Span], asked: Span) -> None:
    inside = {at for start, end in spans for at in range(start, end)}
    here = set(range(*asked))
    made = Stretches(spans)
    if here:
        assert made.meets(asked) == bool(here & inside)
        assert {at for start, end in made.within(asked) for at in range(start, end)} & here == here & inside
    assert {at for start, end in made for at in range(start, end)} == inside
