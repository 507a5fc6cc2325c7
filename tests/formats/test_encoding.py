"""Files are read by what is in them."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presscopy.errors import PressError
from presscopy.formats.encoding import Decoded, decode
from tests.restore.sentences import SENTENCES

TRADITIONAL = (
    '編者按：今年以來，全縣上下圍繞“加快建設”的目標，統籌推進各項工作，交出了一份高分答卷。本網推出專欄，敬請關注。'
)
SIMPLIFIED = (
    '编者按：今年以来，全县上下围绕“加快建设”的目标，统筹推进各项工作，交出了一份高分答卷。本网推出专栏，敬请关注。'
)
BIG5 = TRADITIONAL.replace('“', '「').replace('”', '」')
LINES = (
    '我县秋粮收购全面展开',
    '本报讯 9月26日，县粮食收储公司的院子里，满载稻谷的农用车排起了长队。',
    '“今年的价钱比去年高，卖粮也方便，在手机上预约好时间，来了就能过磅。”种粮大户老周说。',
    '据了解，全县共设收购点17个，仓容12.6万吨，截至目前已收购新粮3.4万吨，同比增长8.5%。',
    '县里要求各收购点做到价格上榜、样品上柜，坚决不打“白条”，让农民卖“明白粮、放心粮”。',
    '（记者 李文 通讯员 赵小雨）',
)
IN_BIG5 = tuple(line for line in SENTENCES if line.encode('cp950', 'ignore').decode('cp950') == line)


def clean(text: str, encoding: str, bom: bool = False) -> Decoded:
    return Decoded(text, encoding, bom)


# ── which encoding ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ('text', 'encoding', 'told'),
    [
        (SIMPLIFIED, 'utf-8', 'utf-8'),
        (SIMPLIFIED, 'gb18030', 'gb18030'),
        (SIMPLIFIED[:12], 'gbk', 'gb18030'),
        (TRADITIONAL, 'gb18030', 'gb18030'),
        (BIG5, 'cp950', 'cp950'),
        (BIG5[:14] + '～', 'cp950', 'cp950'),
        (BIG5 + '在深水埗舉行嘅活動', 'big5hkscs', 'big5hkscs'),
        (SIMPLIFIED, 'utf-16-le', 'utf-16-le'),
        (TRADITIONAL + 'A1', 'utf-16-be', 'utf-16-be'),
        (SIMPLIFIED + 'A1', 'utf-32-le', 'utf-32-le'),
    ],
)
def test_the_content_tells_the_encoding(text: str, encoding: str, told: str) -> None:
    assert decode(text.encode(encoding)) == clean(text, told)


@pytest.mark.parametrize('encoding', ['utf-8-sig', 'utf-16', 'utf-32'])
def test_a_byte_order_mark_is_taken_off_and_remembered(encoding: str) -> None:
    found = decode(SIMPLIFIED.encode(encoding))
    assert found.text == SIMPLIFIED and found.bom


def test_gb18030_has_a_byte_order_mark_too() -> None:
    assert decode(('\ufeff' + SIMPLIFIED).encode('gb18030')) == clean(SIMPLIFIED, 'gb18030', True)


def test_a_named_encoding_is_obeyed() -> None:
    assert decode('稿'.encode('gbk'), '稿.txt', 'gbk').text == '稿'
    with pytest.raises(PressError, match='utf-8'):
        decode('稿'.encode('gbk'), '稿.txt', 'utf-8')
    with pytest.raises(PressError, match='没有叫“klingon”的编码'):
        decode('稿'.encode('gbk'), '稿.txt', 'klingon')


def test_a_broken_file_is_refused_with_its_place() -> None:
    with pytest.raises(PressError, match=r'第\d+个字节'):
        decode(SIMPLIFIED.encode() + b'\xff\xff\x81 \xff')


def test_ascii_is_utf8() -> None:
    assert decode(b'plain text').encoding == 'utf-8'


@pytest.mark.parametrize('encoding', ['utf-8', 'gb18030', 'utf-16-le', 'utf-16-be', 'utf-32-be'])
@pytest.mark.parametrize(
    'text',
    [
        '暴雨红色预警',
        '两会今日开幕',
        '让老百姓看得起病',
        '高铁开通 山城圆梦',
        '村里来了“新农人”',
        'GDP 1,234.5 亿元 +6.3%\n',
        '2024-11-08\t39.5\t合计\n',
        '张伟 王芳 李娜 刘洋 陈静 杨帆 赵磊 黄婷',
        '翁婧祎 瞿颖 邹喆 綦江 逄锦聚 訾悦 佘诗 冼东妹',
        '枯藤老树昏鸦，小桥流水人家',
        '<p class="lead">本报讯</p>\n',
        '暴雨紅色預警',
        '兩會今日開幕',
        '高鐵開通 山城圓夢',
    ],
)
def test_a_headline_is_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == clean(text, encoding)


@pytest.mark.parametrize('encoding', ['cp950', 'big5hkscs', 'gb18030'])
@pytest.mark.parametrize(
    'text',
    [
        '暴雨紅色預警',
        '讓老百姓看得起病',
        '港鐵票價下月起上調',
        'GDP 1,234.5 億元 +6.3%\n',
        '張偉 王芳 李娜 劉洋 陳靜 楊帆 趙磊 黃婷',
        '麥兆輝 鄧麗欣 葉德嫻 關錦鵬 羅家英 譚詠麟',
        '枯藤老樹昏鴉，小橋流水人家',
        'Tel: 02-2388 6666 郵遞區號 100\n',
        '<p class="lead">本報訊</p>\n',
    ],
)
def test_a_traditional_headline_is_enough(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found.text == text and (found.encoding == encoding or encoding == 'big5hkscs')


@pytest.mark.parametrize(
    'text',
    [
        'It’s a start.\n',
        'Wait… what?\n',
        '“We’re open,” she said – and the café was.\n',
        'A naïve résumé, £5 a piece.\n',
    ],
)
def test_english_with_curly_quotes_is_no_chinese(text: str) -> None:
    assert decode(text.encode('cp1252')) == clean(text, 'cp1252')


def test_english_with_a_few_han_characters_is_chinese() -> None:
    text = 'The 19th Asian Games (亚运会) opened in Hangzhou on Sept. 23.\n'
    assert decode(text.encode('gb18030')) == clean(text, 'gb18030')


@pytest.mark.parametrize('text', ['Привет, мир', 'café', 'αβγ', '±5 °C · ×', 'šč'])
def test_letters_of_two_bytes_stay_utf8(text: str) -> None:
    assert decode(text.encode()) == clean(text, 'utf-8')


def test_gb18030_that_could_be_utf8() -> None:
    data = 'index.html?id=1024 詳見\n'.encode('gb18030')
    assert data.decode('utf-8').isprintable() is False  # it is valid
    assert decode(data).text == 'index.html?id=1024 詳見\n'


@pytest.mark.parametrize('encoding', ['utf-8', 'gb18030', 'cp950', 'big5hkscs', 'utf-16-le', 'utf-32-be'])
def test_pieces_of_copy_are_read_right(encoding: str) -> None:
    dice = random.Random(3)
    copy = '\n'.join(IN_BIG5 if encoding in ('cp950', 'big5hkscs') else (*LINES, *SENTENCES))
    wrong = 0
    for _ in range(400):
        start = dice.randrange(len(copy) - 8)
        piece = copy[start : start + dice.randrange(8, 400)]
        found = decode(piece.encode(encoding))
        wrong += found.text != piece or bool(found.mixed or found.lost)
    assert wrong <= 2


# ── pasted together ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize('end', ['\n', '\r\n', '\r'])
@pytest.mark.parametrize(
    ('most', 'other'),
    [('utf-8', 'gb18030'), ('gb18030', 'utf-8'), ('utf-8', 'cp950'), ('cp950', 'utf-8'), ('gb18030', 'cp950')],
)
def test_lines_of_another_encoding_are_read_and_told(most: str, other: str, end: str) -> None:
    lines = [*IN_BIG5[:3], 'ASCII 1', *IN_BIG5[3:5], '', *IN_BIG5[5:9]]
    pasted = {1, 3, 4, 9}
    data = end.encode().join(line.encode(other if n in pasted else most) for n, line in enumerate(lines))
    assert decode(data) == Decoded(end.join(lines), most, False, ((1, other), (4, other), (9, other)))


def test_pasted_files_may_have_a_mark() -> None:
    data = codecs.BOM_UTF8 + '\n'.join(LINES).encode() + b'\n' + LINES[2].encode('gbk')
    assert decode(data) == Decoded('\n'.join((*LINES, LINES[2])), 'utf-8', True, ((6, 'gb18030'),))


def test_a_mark_before_text_that_is_something_else_goes() -> None:
    assert decode(codecs.BOM_UTF8 + '\n'.join(LINES).encode('gbk')) == clean('\n'.join(LINES), 'gb18030')


@pytest.mark.parametrize(
    'odd',
    [
        '────────────────',
        '★★★★★★★★',
        '①②③④⑤⑥⑦⑧⑨⑩',
        'ⅠⅡⅢⅣⅤⅥ',
        'αβγδεζηθ',
        'ひらがなとカタカナ',
        'АБВГДЕЖ',
        '犇骉羴猋',
        '，。、；：？！',
        '１２３４５６',
    ],
)
def test_an_odd_line_is_not_another_encoding(odd: str) -> None:
    for encoding in ('utf-8', 'gb18030'):
        text = '\n'.join([*LINES, odd, odd, *LINES])
        assert decode(text.encode(encoding)) == clean(text, encoding)


@given(st.lists(st.sampled_from([*LINES, *SENTENCES]), min_size=1, max_size=30), st.integers(0, 40))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_a_clean_file_is_neither_pasted_nor_broken(lines: list[str], cut: int) -> None:
    text = '\n'.join(lines)[cut:] + '稿'
    for encoding in ('utf-8', 'gb18030', 'utf-16-le', 'utf-32-le'):
        found = decode(text.encode(encoding))
        assert not found.mixed and not found.lost
        assert found.text == text or len(text) < 6


# ── broken ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize('encoding', ['utf-8', 'gb18030', 'cp950', 'utf-16-le', 'utf-16-be', 'utf-8-sig', 'utf-16'])
def test_a_last_character_cut_off_is_told(encoding: str) -> None:
    lines = IN_BIG5[:4] if encoding == 'cp950' else LINES[:5]
    text = '\n'.join(lines)[:-1]
    data = f'{text}粮'.replace('粮', '糧' if encoding == 'cp950' else '粮').encode(encoding)
    found = decode(data[:-1])
    assert found.text == text + '\ufffd'
    assert [at for at, _ in found.lost] == [len(text)]
    assert data[:-1].endswith(found.lost[0][1])


def test_a_broken_byte_is_told_with_its_place() -> None:
    text = '\n'.join(LINES)
    data = bytearray(text.encode())
    at = text.index('农用车')
    start = len(text[:at].encode())
    data[start] = 0xFF
    assert decode(bytes(data)) == Decoded(
        text[:at] + '\ufffd' + text[at + 1 :], 'utf-8', False, (), ((at, b'\xff\x86\x9c'),)
    )


@pytest.mark.parametrize(('encoding', 'lines'), [('gb18030', LINES), ('cp950', IN_BIG5[:8])])
def test_a_byte_gone_costs_one_character_not_the_line(encoding: str, lines: tuple[str, ...]) -> None:
    text = '\n'.join(lines)
    at = 0
    for at in range(40, len(text)):
        start = len(text[:at].encode(encoding))
        data = text.encode(encoding)[:start] + text.encode(encoding)[start + 1 :]
        # where the wrong pairs end with a letter, or Hong Kong has characters for them, nothing shows
        if all('\ufffd' in data.decode(one, 'replace') for one in (encoding, 'big5hkscs')):
            break
    found = decode(data)
    assert (found.encoding, len(found.lost), found.mixed) == (encoding, 1, ())
    assert found.text[: at - 1] == text[: at - 1] and found.text[at + 2 :] == text[at + 2 :]


def test_a_named_encoding_bears_as_much() -> None:
    data = '\n'.join(LINES).encode('gb18030') + b'\xc1'
    found = decode(data, '稿.txt', 'gbk')
    assert (found.encoding, found.lost) == ('gbk', ((len('\n'.join(LINES)), b'\xc1'),))


def test_what_was_lost_before_is_not_lost_now() -> None:
    assert decode(f'全县\ufffd作会议召开。\n{SIMPLIFIED}'.encode()).lost == ()


def test_many_broken_bytes_are_refused() -> None:
    data = b''.join(line.encode() + b'\xff\n' for line in LINES)
    with pytest.raises(PressError, match='第31个字节，第1行'):
        decode(data)


# ── anything ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def answers(data: bytes, encoding: str = '') -> None:
    try:
        found = decode(data, '', encoding)
    except PressError:
        return
    found.text.encode('utf-8')  # no half of a surrogate pair
    lines = found.text.replace('\r\n', '\n').replace('\r', '\n').split('\n')
    assert all(0 <= n < len(lines) and called != found.encoding for n, called in found.mixed)
    assert all(found.text[at] == '\ufffd' and piece for at, piece in found.lost)
    assert found.text.count('\ufffd') >= len(found.lost)


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=200, derandomize=True)
@example(b'')
@example(b'\xff\xfe')
@example(b'\xff\xfe\x00')
@example(b'\x81')
@example(b'\x81\x30\x81')
@example(b'\x01\x02')
@example(codecs.BOM_UTF8 + b'\xff')
def test_any_bytes_are_answered(data: bytes) -> None:
    answers(data)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*LINES, *SENTENCES, 'plain ASCII', '★', '']),
            st.sampled_from(['utf-8', 'gb18030', 'cp950', 'big5hkscs', 'utf-16-le', 'utf-32-be', 'cp1252']),
            st.one_of(st.just(b''), st.binary(max_size=3)),
        ),
        max_size=8,
    ),
    st.sampled_from([b'\n', b'\r\n', b'\r', b'']),
    st.sampled_from(['', '', 'utf-8', 'gbk', 'cp950', 'utf-16', 'utf-32-le', 'ascii', 'utf-7', 'hex', 'no such']),
    st.integers(0, 5),
)
@settings(deadline=None, max_examples=200, derandomize=True)
def test_any_patchwork_is_answered(pieces: list[tuple[str, str, bytes]], end: bytes, encoding: str, cut: int) -> None:
    data = end.join(text.encode(called, 'ignore') + noise for text, called, noise in pieces)
    answers(data[: len(data) - cut], encoding)


@pytest.mark.parametrize('unit', [b'\0', b'\xff', b'\x81', b'\xd8', b'\xff\n', '好\n'.encode('gbk'), '全'.encode()])
def test_a_large_file_of_one_thing_is_answered(unit: bytes) -> None:
    answers(unit * (1_000_000 // len(unit)) + b'\xff')
