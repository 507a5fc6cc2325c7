"""What the script stage says beside converting: words of a region, characters outside the standard list."""

from __future__ import annotations

import pytest

import presscopy
from presscopy import Article
from presscopy.text.finding import Fix, Severity


def told(text: str, code: str) -> list[tuple[str, Fix]]:
    return [(str(one.detail['before']), one.fix) for one in presscopy.check(Article.of(text)) if one.code == code]


@pytest.mark.parametrize(('text', 'word'), [('請加強資訊安全。', '資訊安全'), ('伺服器壞了，請更換滑鼠。', '伺服器')])
def test_a_word_of_a_region_is_a_suggestion(text: str, word: str) -> None:
    assert (word, Fix.UNSAFE) in told(text, 'JF105')


@pytest.mark.parametrize('text', ['加强资讯安全。', '他貼上標籤，站在線上。', '使用者很多，建立核心程序。'])
def test_what_is_also_said_here_is_not(text: str) -> None:
    assert told(text, 'JF105') == []


def test_with_unsafe_fixes_the_usual_word_is_taken() -> None:
    from presscopy import desk

    assert desk.edit(Article.of('伺服器壞了。'), least=Fix.UNSAFE).article.text == '服务器坏了。'
    assert desk.edit(Article.of('伺服器壞了。')).article.text == '伺服器坏了。'


def test_characters_outside_the_list_are_hinted_at_once_each() -> None:
    found = [one for one in presscopy.check(Article.of('宏碁電腦，宏碁公司，林湳先生。')) if one.code == 'YZ103']
    assert [one.detail['before'] for one in found] == ['碁', '湳']
    assert all(one.severity is Severity.INFO and one.fix is Fix.NONE for one in found)


def test_what_the_standard_has_a_form_for_is_replaced() -> None:
    assert (
        presscopy.edit(Article.of('妳們喫飯，牠跑了，砲兵、姪子、瑯琊。')).article.text
        == '你们吃饭，它跑了，炮兵、侄子、琅琊。'
    )


@pytest.mark.parametrize(
    'text',
    [
        '日本大藏大臣三塚博今天提出辞呈，三塚不再兼职。',
        '漫画家手塚治虫的故乡是宝塚，歌手峯岸到会。',
        '出席的有林小禾、朱文榘、周大山（壮族）。',
    ],
)
def test_variants_stay_in_names(text: str) -> None:
    assert not [one for one in presscopy.check(Article.of(text)) if one.code == 'YZ101']


def test_a_seldom_variant_outside_words_is_left_to_the_editor() -> None:
    text = '代表朱文榘今天到会，县里的乡亲们在这裏说好。'
    told_there = [one for one in presscopy.check(Article.of(text)) if one.code == 'YZ101']
    assert {(str(one.detail['before']), one.fix, one.severity) for one in told_there} == {
        ('榘', Fix.UNSAFE, Severity.INFO),
        ('裏', Fix.SAFE, Severity.ERROR),
    }


def test_a_list_of_names_keeps_its_variants() -> None:
    from presscopy import desk

    assert desk.edit(Article.of('薛应旂、王汎森')).article.text == '薛应旂、王汎森'
    assert desk.edit(Article.of('陈偉、王萍')).article.text == '陈伟、王萍'
