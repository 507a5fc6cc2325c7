"""Which line is what: copy as desks receive it, one case a shape."""

from __future__ import annotations

import pytest

from presscopy.article import labels, structure
from presscopy.article.article import Article
from presscopy.article.names import is_name
from presscopy.errors import PressError
from presscopy.formats import plain

BODY = '今年以来，全县上下抢抓农时，早稻播种进度快于往年，农技人员下到田间地头，把技术送到农民手里。'


def roles(*lines: str) -> str:
    return ' '.join(block.role for block in structure.assign(Article.of('\n'.join(lines))).blocks)


@pytest.mark.parametrize(
    ('lines', 'wanted'),
    [
        (('编者按：今起推出专栏。', '本网记者 苏意伟 编辑 陈聪', BODY), 'editors_note byline body'),
        (('編者按: 今起推出專欄。', '本報記者 林小禾', BODY), 'editors_note byline body'),
        (('〔开栏的话〕今起推出专栏。', BODY), 'editors_note body'),
        (('春耕备耕忙', BODY), 'title body'),
        (('金秋时节', '万亩稻田喜丰收', BODY), 'kicker title body'),
        (
            ('金秋时节', '万亩稻田喜丰收', '亩产创新高', '本报记者 林小禾 通讯员 周大山', BODY),
            'kicker title deck byline body',
        ),
        (('万亩稻田喜丰收', '——青石镇见闻', '林小禾 文/图', BODY), 'title deck byline body'),
        (('走基层', '万亩稻田喜丰收', '--青石镇見聞', BODY), 'kicker title deck body'),
        (('春耕备耕忙', BODY, '抢农时', BODY, '保丰收', BODY), 'title body heading body heading body'),
        (
            ('春耕备耕忙', BODY, '一、抓播种', BODY, '（二）抓管护', BODY, '3.抓服务', BODY),
            'title body heading body heading body heading body',
        ),
        (('春耕备耕忙', '本报讯 4月19日，全县春耕现场会召开。', BODY), 'title body body'),
        (('读者来信', BODY, '读者 林小禾'), 'title body signature'),
        (('春耕备耕忙', BODY, '图为农民在插秧。', '林小禾 摄'), 'title body caption credit'),
        (('春耕備耕忙', BODY, '圖為農民在插秧。', '本報記者 林小禾 攝'), 'title body caption credit'),
        (('春耕备耕忙', BODY, '责任编辑：林小禾  校对：周大山'), 'title body credit'),
        (('春耕备耕忙', BODY, '（据新华社）'), 'title body credit'),
        (
            ('面对面', '一碗面', '记者：生意好吗？', '老周：好。', '记者：为什么？', '老周：面好。'),
            'kicker title question answer question answer',
        ),
        (
            ('一碗面', '问：生意好吗？', '答：好。', '问：为什么？', '答：面好。'),
            'title question answer question answer',
        ),
        (('春耕备耕忙', BODY, '“路通了，心就亮了！”', BODY), 'title body body body'),
        (('春耕备耕忙', BODY, '为什么种得早', BODY), 'title body heading body'),
        (('# 春耕备耕忙', BODY), 'title body'),
        ((BODY, BODY), 'body body'),
        ((BODY,), 'body'),
        (('春耕备耕忙',), 'title'),
    ],
)
def test_roles(lines: tuple[str, ...], wanted: str) -> None:
    assert roles(*lines) == wanted


def test_every_role_has_its_reason() -> None:
    blocks = structure.assign(Article.of(f'春耕备耕忙\n本报记者 林小禾\n{BODY}')).blocks
    assert all(block.reason for block in blocks)


def test_the_text_is_not_changed() -> None:
    text = f'  春耕备耕忙 \n\n　　{BODY}\n'
    article = structure.assign(Article.of(text))
    assert article.text == text
    assert [article.of_block(block) for block in article.blocks] == ['春耕备耕忙', BODY]


@pytest.mark.parametrize(
    ('lines', 'wanted'),
    [
        (
            (
                '全县春耕现场会召开',
                '编者的话：今起推出专栏。',
                BODY,
            ),
            'title editors_note body',
        ),
        (
            (
                '全县春耕现场会召开',
                BODY,
                '编后：小小一粒种子，承载着大大的希望。',
            ),
            'title body editors_note',
        ),
        (
            (
                '全县春耕现场会召开',
                BODY,
                '编后',
                '小小一粒种子，承载着大大的希望，也寄托着农民的期盼。',
            ),
            'title body editors_note editors_note',
        ),
        (
            (
                '编者按',
                '今起推出专栏，回望一年来的变化，敬请关注。',
                '春耕备耕忙',
                BODY,
            ),
            'editors_note editors_note title body',
        ),
        (
            (
                '开栏的话',
                '今起推出专栏，回望一年来的变化，敬请关注。',
                BODY,
            ),
            'editors_note editors_note body',
        ),
        (
            (
                '【编者按】今起推出专栏，回望一年来的变化，敬请关注。',
                '春耕备耕忙',
                '本报记者 林小禾',
                BODY,
            ),
            'editors_note title byline body',
        ),
        (
            (
                '编者按：今起推出专栏，回望一年来的变化，敬请关注。',
                '春耕备耕忙',
                '——青石镇见闻',
                '本报记者 林小禾',
                BODY,
            ),
            'editors_note title deck byline body',
        ),
        (
            (
                '春耕备耕忙',
                '记者 林小禾 摄影报道',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '本报记者 林小禾 通讯员 周大山 王 伟',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '□ 本报记者 林小禾',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '□林小禾',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '文/图 林小禾',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '文/林小禾 图/周大山',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '■ 林小禾 周大山',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '林小禾',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '王 伟',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '作者：林小禾',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                '通讯员 林小禾 报道',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '（记者 林小禾）',
            ),
            'title body byline',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '（林小禾）',
            ),
            'title body byline',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '（本报记者 林小禾 通讯员 周大山）',
            ),
            'title body byline',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                f'{BODY}（记者 林小禾）',
            ),
            'title body body',
        ),
        (
            (
                '春耕备耕忙',
                '本报讯（记者 林小禾）4月19日，全县春耕现场会召开。',
                BODY,
            ),
            'title body body',
        ),
        (
            (
                '春耕备耕忙',
                '新华社北京1月1日电（记者林小禾）国务院日前召开会议。',
                BODY,
            ),
            'title body body',
        ),
        (
            (
                '春耕备耕忙',
                '本报讯 （记者林小禾 通讯员周大山） 4月19日，全县春耕现场会召开。',
                BODY,
            ),
            'title body body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '图为农民在插秧。林小禾 摄',
            ),
            'title body caption',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '▲农民在田间插秧。 林小禾摄',
            ),
            'title body caption',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '图①：农民在插秧。',
            ),
            'title body caption',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '上图：农民在插秧。',
            ),
            'title body caption',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '左图为插秧现场，右图为育秧大棚。',
            ),
            'title body caption',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '林小禾摄',
            ),
            'title body credit',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '新华社记者 林小禾 摄',
            ),
            'title body credit',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '（图片由县农业农村局提供）',
            ),
            'title body credit',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '本版图片均由林小禾摄',
            ),
            'title body credit',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '本版责编 林小禾 版式设计 周大山',
            ),
            'title body credit',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '相关链接',
                '什么是再生稻',
                '再生稻是头季稻收割后，利用稻桩上存活的休眠芽再长出一季的水稻。',
            ),
            'title body heading heading body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '【相关链接】',
                '再生稻是头季稻收割后，利用稻桩上存活的休眠芽再长出一季的水稻。',
            ),
            'title body heading body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '链接：再生稻',
                '再生稻是头季稻收割后，利用稻桩上存活的休眠芽再长出一季的水稻。',
            ),
            'title body heading body',
        ),
        (
            (
                '通  知',
                '各乡镇人民政府：',
                '现将有关事项通知如下，请认真贯彻执行，并将情况及时上报县政府办公室。',
                '柘川县人民政府',
                '2024年4月19日',
            ),
            'title body body signature signature',
        ),
        (
            (
                '倡议书',
                '全县青少年朋友们：',
                BODY,
                '共青团柘川县委员会',
                '2024年4月19日',
            ),
            'title body body signature signature',
        ),
        (
            (
                '一碗面里的三十年',
                '记者：大家都说您的面好，秘诀是什么？',
                '干阿福：哪有什么秘诀，就是不偷懒。',
                '记者：汤呢？',
                '干阿福：汤更马虎不得。',
            ),
            'title question answer question answer',
        ),
        (
            (
                '一碗面里的三十年',
                'Q：大家都说您的面好，秘诀是什么？',
                'A：哪有什么秘诀，就是不偷懒。',
                'Q：汤呢？',
                'A：汤更马虎不得。',
            ),
            'title question answer question answer',
        ),
        (
            (
                '一碗面里的三十年',
                '《柘川日报》：大家都说您的面好，秘诀是什么？',
                '干阿福：哪有什么秘诀，就是不偷懒。',
                '《柘川日报》：汤呢？',
                '干阿福：汤更马虎不得。',
            ),
            'title question answer question answer',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '1．抓播种',
                BODY,
                '2．抓管护',
                BODY,
            ),
            'title body heading body heading body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '其一：抓播种',
                BODY,
                '其二：抓管护',
                BODY,
            ),
            'title body heading body heading body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '★抓播种',
                BODY,
                '★抓管护',
                BODY,
            ),
            'title body heading body heading body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '01 抓播种',
                BODY,
                '02 抓管护',
                BODY,
            ),
            'title body heading body heading body',
        ),
        (
            (
                '全县春耕生产现场会召开 王大山强调',
                '抢抓农时 稳定面积 确保丰收',
                '林小禾主持会议',
                BODY,
            ),
            'kicker title deck body',
        ),
        (
            (
                '“双减”之后，孩子的时间去哪儿了？',
                '本报记者 林小禾',
                BODY,
            ),
            'title byline body',
        ),
        (
            (
                '稳增长 促改革 惠民生',
                '——2024年全县经济社会发展综述之一',
                '本报记者 林小禾 通讯员 周大山 编辑 郁青',
                BODY,
            ),
            'title deck byline body',
        ),
        (
            (
                '柘川新闻',
                '春耕备耕忙',
                '本报讯 4月19日，全县春耕现场会召开。',
                BODY,
            ),
            'kicker title body body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '抓播种',
                BODY,
            ),
            'title body heading body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '“这下好了！”',
                BODY,
            ),
            'title body body body',
        ),
        (
            (
                '春耕备耕忙',
                '（一）',
                BODY,
                '（二）',
                BODY,
            ),
            'title heading body heading body',
        ),
        (
            (
                '父亲的麦田',
                '林小禾',
                '风吹麦浪的时候，我总想起父亲。他戴着草帽，站在田埂上，像一株沉默的麦子。',
                BODY,
            ),
            'title byline body body',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '(作者系县农业农村局局长)',
            ),
            'title body credit',
        ),
        (
            (
                '春耕备耕忙',
                BODY,
                '（作者单位：柘川县农业农村局）',
            ),
            'title body credit',
        ),
        (
            ('咏春（外一首）', '林小禾', '春风拂面柳丝长', '燕子衔泥筑画梁', '最是一年春好处', '农家备耕闹田庄'),
            'title byline body body body body',
        ),
    ],
)
def test_forms_of_newspapers(lines: tuple[str, ...], wanted: str) -> None:
    assert roles(*lines) == wanted


@pytest.mark.parametrize(
    ('text', 'wanted'),
    [
        ('本报讯（记者 林小禾）4月19日，现场会召开。', '本报讯（记者 林小禾）'),
        ('新华社北京1月1日电（记者林小禾、周大山）国务院日前', '新华社北京1月1日电（记者林小禾、周大山）'),
        ('本報訊 (記者 林小禾) 昨日', '本報訊 (記者 林小禾)'),
        ('中新网澜江11月3日电 昨日', '中新网澜江11月3日电'),
        ('据新华社消息，昨日', '据新华社消息'),
        ('本报记者昨日获悉', None),
        ('日电公司昨日宣布', None),
    ],
)
def test_datelines(text: str, wanted: str | None) -> None:
    place = labels.dateline(labels.fold(text))
    assert (text[place.start : place.end] if place else None) == wanted


@pytest.mark.parametrize('name', ['王伟', '王 伟', '林小禾', '欧阳修', '歐陽小禾', '陳聰', '阿卜杜拉·买买提'])
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize('text', ['春耕', '的确良', '王', '王伟，', '', '王伟2', '司马光砸缸'])
def test_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ('lines', 'wanted'),
    [
        (('白日依山尽，', '黄河入海流。', '欲穷千里目，', '更上一层楼。'), 'verse verse verse verse'),
        (('“白日依山盡,', '黃河入海流。', '欲窮千里目,', '更上一層樓。”'), 'verse verse verse verse'),
        (('春风得意马蹄疾，一日看尽长安花。', '不是闲人闲不得，闲人不是等闲人。'), 'verse verse'),
        # one couplet is a quotation, answers and cries are no verse, nor are lines of unlike length or without end marks
        (('春风得意马蹄疾，一日看尽长安花。',), 'body'),
        (('我家五口人，', '种田三亩半。'), 'body body'),
        (('你们回来啦？', '我们回来啦！', '吃过饭没有？', '刚刚吃完了，'), 'body body body body'),
        (('白日依山尽，', '黄河入海流去。', '欲穷千里目，', '更上一层高楼。'), 'body body body body'),
    ],
)
def test_verse_is_guessed_only_where_its_form_is_plain(lines: tuple[str, ...], wanted: str) -> None:
    assert roles('春耕备耕忙', BODY, *lines, BODY) == f'title body {wanted} body'


@pytest.mark.parametrize(
    ('lines', 'wanted'),
    [
        (('', '云起千峰静', '风来万壑鸣', '归人不知处', '灯火隔溪明', ''), 'verse verse verse verse'),
        (('云起千峰静', '风来万壑鸣', '归人不知处', '灯火隔溪明'), 'body body body body'),
        (('', '桌子四张', '椅子二十把', '黑板一块', '粉笔十盒', ''), 'body body body body'),
        (('他写下一首小诗：', '', '如果山也会老', '它一定是从', '水声开始', ''), 'body verse verse verse'),
        (('他带来几样东西：', '', '锄头', '谷种', '化肥', '薄膜', ''), 'body body body body body'),
    ],
)
def test_verse_between_blank_lines(lines: tuple[str, ...], wanted: str) -> None:
    assert roles('春耕备耕忙', BODY, *lines, BODY) == f'title body {wanted} body'


def test_short_lines_below_a_byline_are_a_poem() -> None:
    poem = ('提着一盏旧灯，慢慢', '走过桥头、渡口', '走过没有名字的巷子', '天就亮了')
    assert roles('街巷', '江晚舟', '', *poem) == 'title byline verse verse verse verse'
    assert (
        roles('街巷', '江晚舟', '', *poem[:2], '', '夜', '', *poem)
        == 'title byline verse verse heading verse verse verse verse'
    )
    assert 'verse' not in roles('街巷', '江晚舟', '', *poem, BODY)
    assert 'verse' not in roles('获奖名单', '江晚舟', '一等奖：林小禾', '二等奖：陈聪', '三等奖：王伟', '优秀奖：李明')


def test_long_titles() -> None:
    title = '关于进一步加强全县中小学校、幼儿园及周边食品安全、交通安全、消防安全综合整治工作情况的调查与思考'
    assert roles(title, '——以云溪县三个乡镇为例', BODY) == 'title deck body'
    assert roles(title, BODY) == 'body body'
    english = 'The Old Street Wakes Up: Twelve Mornings in Qingshiba Community'
    assert roles(english, 'By Lu Wendi', BODY) == 'title byline body'


def test_what_an_office_publishes() -> None:
    notice = ('关于做好春季绿化工作的通知', '云溪县林业局', '各乡镇人民政府：', BODY)
    assert roles(*notice) == 'title byline body body'
    end = ('附件：1.任务分解表', '2.验收标准', '云溪县林业局', '2024年2月18日')
    assert roles(*notice, *end) == 'title byline body body body body signature signature'


def test_a_dateline_that_stands_alone_is_no_title() -> None:
    assert roles('全县粮食生产情况', '本报讯', BODY) == 'title dateline body'
    assert roles('全县粮食生产情况', '新华社北京1月1日电（记者 林小禾）', BODY) == 'title dateline body'


@pytest.mark.parametrize('text', ['记者手记', '本报记者观察', '记者节感言', '作者简介'])
def test_what_is_called_after_writers_is_no_byline(text: str) -> None:
    assert roles('春耕', BODY, text, BODY) == 'title body heading body'


def test_a_credit_in_brackets_is_no_heading() -> None:
    assert roles('春耕', BODY, '（责任编辑：闻一鸣）', '编后：' + BODY) == 'title body credit editors_note'
    assert roles('春耕', BODY, '（县水务公司供稿）') == 'title body credit'


def test_a_weak_guess_says_so() -> None:
    blocks = structure.assign(Article.of(f'金秋时节\n万亩稻田喜丰收\n{BODY}')).blocks
    assert [block.certainty < 0.7 for block in blocks] == [True, True, False]


def test_what_is_told_is_obeyed() -> None:
    article = Article.of(f'金秋时节\n万亩稻田喜丰收\n{BODY}')
    told = structure.by_editor(article, {1: 'deck', 3: 'lead'})
    assert [block.role for block in structure.assign(told).blocks] == ['deck', 'title', 'lead']
    with pytest.raises(PressError, match='第9行'):
        structure.by_editor(article, {9: 'deck'})
    stanzas = Article.of('甲\n\n乙')
    assert [block.role for block in structure.by_editor(stanzas, dict.fromkeys((1, 2, 3), 'verse')).told] == [
        'verse'
    ] * 2


@pytest.mark.parametrize(
    ('source', 'wanted'),
    [
        (f'春耕备耕忙\n> 轻轻的我走了\n>正如我轻轻的来\n>\n> 我轻轻的招手\n{BODY}\n', 'title verse verse verse body'),
        (f'春耕备耕忙\n〔presscopy:role 诗行〕\n轻轻的我走了\n正如我轻轻的来\n\n{BODY}\n', 'title verse verse body'),
        # quoted mail has long lines; one line alone is no verse
        (f'春耕备耕忙\n{BODY}\n> 你好，\n> {BODY}\n', 'title body body body'),
        (f'春耕备耕忙\n{BODY}\n> 你好\n', 'title body body'),
    ],
)
def test_marks_of_verse_in_plain_text(source: str, wanted: str) -> None:
    article = structure.assign(plain.read(source.encode()))
    assert ' '.join(block.role for block in article.blocks) == wanted
    assert article.manuscript == source


def test_a_long_list_of_names_is_not_read_once_for_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    short = structure._is_short

    def counted(text: str, most: int) -> bool:
        nonlocal asked
        asked += 1
        return short(text, most)

    monkeypatch.setattr(structure, '_is_short', counted)
    blocks = structure.assign(Article.of('林小禾\n' * 2000)).blocks
    assert len(blocks) == 2000 and {block.role for block in blocks[5:-1]} == {'body'}
    assert asked < 20 * 2000


def test_a_line_whose_last_mark_is_lost_is_no_heading() -> None:
    """Restoring puts U+FFFD in the place of a full stop that it cannot tell from an ellipsis."""
    assert roles('全县经济再上新台阶', BODY, '价格创下新高\ufffd', BODY) == 'title body body body'
