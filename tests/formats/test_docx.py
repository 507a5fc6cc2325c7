"""Copy in Word files: every kind of content as its author saw it, and no file that stops the desk."""

from __future__ import annotations

import copy
import json
import random
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import presscopy
from presscopy.article.article import Article
from presscopy.errors import PressError
from presscopy.formats import docx, docx_numbering, docx_package
from presscopy.formats.docx_numbering import formatted
from presscopy.formats.docx_runs import equation, note_mark, symbol

from .docx_files import (
    DOCUMENT,
    HEAD,
    NUMBERING,
    SPACES,
    STYLES,
    TYPES,
    abstract,
    by_python_docx,
    cell,
    exchanged,
    field,
    item,
    level,
    num,
    par,
    relations,
    root,
    run,
    style,
    styled,
    table,
    unzipped,
    word,
    zipped,
)

GUIDE = r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(zhè),柘)'
RUBY = '<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zhè</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>柘</w:t></w:r></w:rubyBase></w:ruby></w:r>'
BOX = f'<w:txbxContent>{par("框里")}{par("两段")}</w:txbxContent>'
BOTH_BOXES = (
    '<w:r><mc:AlternateContent>'
    f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
    f'<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>'
    '</mc:AlternateContent></w:r>'
)
DELETED_MARK = '<w:rPr><w:del w:id="1"/></w:rPr>'
CONTINUED, LEFT_CONTINUED = '<w:vMerge/>', '<w:hMerge w:val="continue"/>'


def text(*body: str, **parts: str) -> str:
    """What is read of a Word file, without the line end."""
    return docx.read(word(*body, **parts), '稿.docx').text.removesuffix('\n')


CASES = {
    'paragraphs': (par('一段') + par() + par('　　') + par('二段'), '一段\n二段'),
    'runs-join': (par(run('柘') + run('川')), '柘川'),
    'space-kept-when-told': (par(run('余思远 ') + '<w:r><w:t>编辑</w:t></w:r>'), '余思远 编辑'),
    'space-lost-unless-told': (par('<w:r><w:t>\n 柘川 </w:t></w:r>' + run('县')), '柘川县'),
    'line-end-in-text-is-a-space': (par(run('Press\nCopy')), 'Press Copy'),
    'hyperlink': (par('<w:hyperlink r:id="rId9">' + run('链接') + '</w:hyperlink>'), '链接'),
    'smart-tag': (par('<w:smartTag>' + run('柘川县') + '</w:smartTag>'), '柘川县'),
    'content-control': (par('<w:sdt><w:sdtPr/><w:sdtContent>' + run('控件') + '</w:sdtContent></w:sdt>'), '控件'),
    'block-content-control': (f'<w:sdt><w:sdtContent>{par("甲")}{par("乙")}</w:sdtContent></w:sdt>', '甲\n乙'),
    'simple-field': (par('<w:fldSimple w:instr="PAGE">' + run('3') + '</w:fldSimple>'), '3'),
    'complex-field': (par(run('图') + field('SEQ 图', '1')), '图1'),
    'nested-field': (par(field('IF ' + '</w:instrText></w:r>' + field('PAGE', '2') + '<w:r><w:instrText>', '是')), '是'),
    'field-without-result': (par(run('前') + field('XE "索引"') + run('后')), '前后'),
    'field-never-ended': (par('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run('不丢')), '不丢'),
    'phonetic-guide-field': (par(field(GUIDE) + run('川')), '柘川'),
    'phonetic-guide-with-result': (par(field(GUIDE, '柘') + run('川')), '柘川'),
    'phonetic-guide-simple': (par(f'<w:fldSimple w:instr="{GUIDE.replace(chr(34), "&quot;")}"/>'), '柘'),
    'ruby': (par(RUBY + run('川')), '柘川'),
    'tab': (par('<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>'), '甲\t乙'),
    'tab-stops-are-no-tabs': (par('甲', '<w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs>'), '甲'),
    'line-break': (par('<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>'), '甲\n乙\n丙'),
    'page-break': (par('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t><w:br w:type="column"/></w:r>'), '甲乙'),
    'hyphens': (par('<w:r><w:t>ZX</w:t><w:noBreakHyphen/><w:t>117</w:t><w:softHyphen/></w:r>'), 'ZX-117'),
    'symbol': (par('<w:r><w:sym w:font="宋体" w:char="2606"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), '☆\uf0fc'),
    'hidden': (par(run('甲') + run('乙', '<w:vanish/>') + run('丙', '<w:vanish w:val="0"/>')), '甲丙'),
    'hidden-field': (par(run('甲') + field('PAGE', '1').replace('<w:r>', '<w:r><w:rPr><w:vanish/></w:rPr>')), '甲'),
    'insertion': (par('<w:ins w:id="1">' + run('加') + '</w:ins><w:moveTo>' + run('移') + '</w:moveTo>'), '加移'),
    'deletion': (par(run('留') + '<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom>' + run('走') + '</w:moveFrom>'), '留'),
    'deletion-in-insertion': (par('<w:ins>' + run('留') + '<w:del>' + run('删') + '</w:del></w:ins>'), '留'),
    'deleted-paragraph-mark': (par('甲', DELETED_MARK) + par('乙') + par('丙'), '甲乙\n丙'),
    'last-mark-deleted': (par('甲', DELETED_MARK), '甲'),
    'hidden-paragraph-mark': (par('甲', '<w:rPr><w:vanish/></w:rPr>') + par('乙'), '甲乙'),
    'comment': (par('<w:commentRangeStart w:id="0"/>' + run('甲') + '<w:r><w:commentReference w:id="0"/></w:r>'), '甲'),
    'xml-comment': (par(run('甲') + '<!-- 注 --><?x 指令?>' + run('乙')), '甲乙'),
    'choice-only': (par(f'<mc:AlternateContent><mc:Choice>{run("甲")}</mc:Choice><mc:Fallback>{run("乙")}</mc:Fallback></mc:AlternateContent>'), '甲'),
    'fallback': (par(f'<mc:AlternateContent><mc:Fallback>{run("乙")}</mc:Fallback></mc:AlternateContent>'), '乙'),
    'text-box-once': (par(run('锚') + BOTH_BOXES + run('后')) + par('下段'), '锚后\n框里\n两段\n下段'),
    'text-box-vml': (par(f'<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>'), '框里\n两段'),
    'word-art': (par('<w:r><w:pict><v:shape><v:textpath string="特大 喜讯"/></v:shape></w:pict></w:r>'), '特大 喜讯'),
    'raised-figures': (par(run('10') + run('5', '<w:vertAlign w:val="superscript"/>') + run('吨')), '10⁵吨'),
    'raised-words-stay': (par(run('甲') + run('注', '<w:vertAlign w:val="superscript"/>')), '甲注'),
    'formula': (par('<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath>'), '10⁶'),
    'fraction': (par('<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>'), '1/3'),
    'table': (par('前') + table(['甲', '乙'], ['丙', '']) + par('后'), '前\n甲\t乙\n丙\t\n后'),
    'table-blank-row': (table(['甲', '乙'], ['', '']), '甲\t乙'),
    'cell-paragraphs': (table([cell('甲', '', '乙'), '丙']), '甲\u3000乙\t丙'),
    'grid-span': (table([cell('甲', properties='<w:gridSpan w:val="2"/>'), '乙']), '甲\t乙'),
    'vertical-merge': (table(['甲', '乙'], [cell('藏', properties=CONTINUED), '丙']), '甲\t乙\n\t丙'),
    'horizontal-merge': (table(['甲', cell('藏', properties=LEFT_CONTINUED), '乙']), '甲\t乙'),
    'nested-table': (table([cell('甲', table(['内', '表'])), '乙']), '甲\t乙\n内\t表'),
    'frame-of-one-cell': (table([cell('一段', table(['内', '表']), '二段')]), '一段\n内\t表\n二段'),
    'deleted-row': (table(['甲', '乙']).replace('<w:tr>', '<w:tr><w:trPr><w:del/></w:trPr>') + par('丙'), '丙'),
    'row-in-content-control': (table(['甲', '乙']).replace('<w:tr>', '<w:sdt><w:sdtContent><w:tr>').replace('</w:tr>', '</w:tr></w:sdtContent></w:sdt>'), '甲\t乙'),
    'no-headers': (par('正文') + '<w:sectPr><w:headerReference r:id="rId7"/></w:sectPr>', '正文'),
}  # fmt: skip


@pytest.mark.parametrize(('body', 'read'), CASES.values(), ids=CASES.keys())
def test_what_is_read(body: str, read: str) -> None:
    assert text(body) == read


def test_hidden_by_its_style() -> None:
    styles = style('密', 'a1', '<w:rPr><w:vanish/></w:rPr>', 'character') + style(
        '更密', 'a2', '<w:basedOn w:val="a1"/>'
    )
    assert text(par(run('甲') + run('乙', '<w:rStyle w:val="a2"/>')), styles=styles) == '甲'
    shown = '<w:rStyle w:val="a1"/><w:vanish w:val="false"/>'
    assert text(par(run('甲') + run('乙', shown)), styles=styles) == '甲乙'


def test_the_file_tells_what_it_is() -> None:
    article = docx.read(word(par('甲')), '稿.docx')
    assert article.text == '甲\n'
    assert article.meta == {'name': '稿.docx', 'encoding': 'docx', 'newline': '\n', 'bom': '', 'format': 'docx'}


def test_no_stage_takes_the_marks_between_cells_away() -> None:
    article = docx.read(word(par('前'), table([cell('甲', '乙'), '丙'], ['', '丁\t戊'])))
    assert article.text == '前\n甲\u3000乙\t丙\n\t丁\t戊\n'
    assert [tuple(span) for span in article.closed] == [(3, 4), (5, 6), (8, 9)]
    assert article.seams == article.closed
    assert all(article.text[start:end] in '\t\u3000' for start, end in article.closed)


def test_notes_follow_the_copy_in_the_order_of_their_marks() -> None:
    def reference(kind: str, id: int, more: str = '') -> str:
        return f'<w:r><w:{kind}Reference w:id="{id}"{more}/></w:r>'

    def note(kind: str, id: int, said: str, more: str = '') -> str:
        return f'<w:{kind} w:id="{id}"{more}>{par(f"<w:r><w:{kind}Ref/></w:r>" + run(" " + said))}</w:{kind}>'

    body = par(
        run('甲')
        + reference('footnote', 2)
        + run('乙')
        + reference('endnote', 5)
        + run('丙')
        + reference('footnote', 2)
    )
    own = par(run('丁') + reference('footnote', 3, ' w:customMarkFollows="1"') + run('*'))
    footnotes = (
        note('footnote', 0, '分隔线', ' w:type="separator"')
        + note('footnote', 2, '脚注')
        + note('footnote', 3, '*自定')
    )
    got = text(body, own, footnotes=footnotes, endnotes=note('endnote', 5, '尾注') + note('endnote', 6, '没有引用'))
    assert got == '甲①乙②丙①\n丁*\n①脚注\n②尾注\n*自定'
    assert [note_mark(number) for number in (1, 20, 21)] == ['①', '⑳', '〔21〕']


THREE = abstract(
    0,
    level(0, 'chineseCountingThousand', '%1、'),
    level(1, 'chineseCounting', '（%2）'),
    level(2, 'decimal', '%1.%3', '<w:isLgl/>'),
    level(3, 'bullet', '\uf06c'),
    level(4, 'decimal', '第%5条', '<w:lvlRestart w:val="0"/>'),
)


def numbered(numbering: str, *items: tuple[int, int]) -> list[str]:
    """The labels of items, given as (list, level)."""
    lines = text(*(item('·', number, at) for number, at in items), numbering=numbering).split('\n')
    return [line.removesuffix('·') for line in lines]


def test_numbering_is_part_of_what_the_author_saw() -> None:
    items = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 4), (1, 0), (1, 1), (1, 4), (9, 0), (1, 8)]
    labels = ['一、', '（一）', '（二）', '1.1 ', '', '第1条 ', '二、', '（一）', '第2条 ', '', '']
    assert numbered(THREE + num(1, 0), *items) == labels


def test_paragraphs_of_one_list_are_items() -> None:
    # 一、 stands alone, as a heading's number does; a list without bullets or numbers is none
    rows = [item('甲', 1, 0), item('乙', 1, 3), item('丙', 1, 3), par('丁'), item('戊', 1, 1), par('己'), item('庚', 9, 0), item('辛', 9, 0)]  # fmt: skip
    assert [said for _, said, _ in roles(docx.read(word(*rows, numbering=THREE + num(1, 0))))] == ['一、甲', '乙', '丙']
    assert roles(docx.read(word(item('甲', 1, 0), par('乙'), numbering=THREE + num(1, 0)))) == []
    rows = [item('甲', 1, 0), item('乙', 1, 1), item('丙', 1, 3)]
    assert [one.level for one in docx.read(word(*rows, numbering=THREE + num(1, 0))).told] == [0, 1, 3]


def test_lists_of_one_definition_count_on_unless_told_where_to_start() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1)")}</w:lvlOverride>'
    lists = (
        abstract(0, level(0, 'decimal', '%1.', start=3)) + num(1, 0) + num(2, 0) + num(3, 0, override) + num(4, 0, own)
    )
    items = [(1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (4, 0)]
    assert numbered(lists, *items) == ['3. ', '4. ', '5. ', '6. ', '7. ', '8) ']


def test_a_list_style_lends_its_levels() -> None:
    lists = abstract(0, '<w:numStyleLink w:val="L"/>') + abstract(
        1, '<w:styleLink w:val="L"/>', level(0, 'upperRoman', '%1.')
    )
    assert numbered(lists + num(1, 0), (1, 0), (1, 0)) == ['I. ', 'II. ']


def test_a_style_brings_its_level_of_a_list() -> None:
    lists = abstract(
        0,
        level(0, 'chineseCounting', '%1、', '<w:pStyle w:val="a"/>'),
        level(1, 'decimal', '%2．', '<w:pStyle w:val="b"/>'),
    )
    styles = ''.join(
        style(name, id, f'<w:pPr><w:numPr>{more}<w:numId w:val="1"/></w:numPr></w:pPr>')
        for name, id, more in (('条', 'a', ''), ('款', 'b', '<w:ilvl w:val="1"/>'))
    )  # fmt: skip
    styles += style('又款', 'c', '<w:basedOn w:val="b"/>')
    off = par('不编号', '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = [styled('a', '甲'), styled('b', '乙'), styled('c', '丙'), off, styled('a', '丁'), styled('b', '戊')]
    got = text(*body, numbering=lists + num(1, 0), styles=styles)
    assert got.split('\n') == ['一、甲', '1．乙', '2．丙', '不编号', '二、丁', '1．戊']


def test_a_number_alone_shows_in_a_cell() -> None:
    lists = abstract(0, level(0, 'decimal', '%1.')) + num(1, 0)
    alone = item('')
    assert text(alone, table([cell(alone), '甲'], [cell(alone), '乙']), numbering=lists) == '2.\t甲\n3.\t乙'


@pytest.mark.parametrize(
    ('format', 'written'),
    [
        ('decimal', '1 9 10 20 21 101 110'),
        ('decimalZero', '01 09 10 20 21 101 110'),
        ('001', '001 009 010 020 021 101 110'),
        ('upperRoman', 'I IX X XX XXI CI CX'),
        ('lowerRoman', 'i ix x xx xxi ci cx'),
        ('upperLetter', 'A I J T U WWWW FFFFF'),
        ('lowerLetter', 'a i j t u wwww fffff'),
        ('chineseCounting', '一 九 十 二十 二十一 一〇一 一一〇'),
        ('chineseCountingThousand', '一 九 十 二十 二十一 一百零一 一百一十'),
        ('taiwaneseCountingThousand', '一 九 十 二十 二十一 一百零一 一百一十'),
        ('japaneseCounting', '一 九 十 二十 二十一 百一 百十'),
        ('ideographDigital', '一 九 一〇 二〇 二一 一〇一 一一〇'),
        ('chineseLegalSimplified', '壹 玖 壹拾 贰拾 贰拾壹 壹佰零壹 壹佰壹拾'),
        ('decimalEnclosedCircle', '① ⑨ ⑩ ⑳ 21 101 110'),
        ('decimalEnclosedCircleChinese', '① ⑨ ⑩ ⑳ 21 101 110'),
        ('decimalEnclosedParen', '⑴ ⑼ ⑽ ⒇ 21 101 110'),
        ('decimalEnclosedFullstop', '⒈ ⒐ ⒑ ⒛ 21 101 110'),
        ('ideographEnclosedCircle', '㊀ ㊈ ㊉ 20 21 101 110'),
        ('decimalFullWidth', '１ ９ １０ ２０ ２１ １０１ １１０'),
        ('ideographTraditional', '甲 壬 癸 癸 甲 甲 癸'),
        ('ideographZodiac', '子 申 酉 未 申 辰 丑'),
        ('ideographZodiacTraditional', '甲子 壬申 癸酉 癸未 甲申 甲辰 癸丑'),
        ('unknown', '1 9 10 20 21 101 110'),
    ],
)
def test_number_formats(format: str, written: str) -> None:
    assert ' '.join(formatted(number, format) for number in (1, 9, 10, 20, 21, 101, 110)) == written


def test_numbers_that_no_format_reaches_stay_figures() -> None:
    assert formatted(10_010, 'chineseCountingThousand') == '一万零一十'
    for format in ('upperRoman', 'upperLetter', 'chineseCounting', 'decimalEnclosedCircle'):
        assert formatted(0, format) == '0' and formatted(999_999_999, format) == '999999999'


@pytest.mark.parametrize(
    ('code', 'shown'),
    [
        (GUIDE, '柘'),
        (r'eq \o\ac(○,3)', '③'),
        (r'eq \o\ac(□,秘)', '秘'),
        (r'EQ \o(\s\up 9(zhè chuān),柘川)', '柘川'),
        (r'EQ \f(1,2)', '1/2'),
        (r'EQ \x(\f(a\,b,c))', 'a,b/c'),
        ('EQ ' + r'\f(' * 500, ''),
        (r'PAGE \* MERGEFORMAT', ''),
        (r'EQ \o', ''),
        ('', ''),
    ],
)
def test_equation_fields(code: str, shown: str) -> None:
    assert equation(code) == shown


def test_symbols_in_symbol_fonts_stay_for_private_use() -> None:
    assert symbol('Symbol', '61') == '\uf061' and symbol('Wingdings 2', 'F052') == '\uf052'
    assert symbol('宋体', 'D800') == symbol('宋体', '8') == symbol('宋体', 'x') == symbol('', 'FFFFFFFFF') == ''


def roles(article: Article) -> list[tuple[str, str, str]]:
    """Each line that a style spoke of: its role, its text, the reason."""
    return [(one.role, article.of_block(one), one.reason) for one in article.told]


@pytest.mark.parametrize(
    ('name', 'role', 'reason'),
    [
        ('Title', 'title', '样式“标题”'),
        ('主题', 'title', '样式“主题”'),
        ('大标题', 'title', '样式“大标题”'),
        ('Subtitle', 'deck', '样式“副标题”'),
        ('副題', 'deck', '样式“副題”'),
        ('引题', 'kicker', '样式“引题”'),
        ('肩题', 'kicker', '样式“肩题”'),
        ('眉题', 'kicker', '样式“眉题”'),
        ('heading 3', 'heading', '样式“标题 3”'),
        ('标题 2', 'heading', '样式“标题 2”'),
        ('二级标题', 'heading', '样式“二级标题”'),
        ('小标题', 'heading', '样式“小标题”'),
        ('caption', 'caption', '样式“题注”'),
        ('图片说明', 'caption', '样式“图片说明”'),
        ('署名', 'byline', '样式“署名”'),
        ('Author', 'byline', '样式“Author”'),
        ('编者按', 'editors_note', '样式“编者按”'),
        ('落款', 'signature', '样式“落款”'),
    ],
)
def test_a_style_tells_the_role(name: str, role: str, reason: str) -> None:
    article = docx.read(word(par('前一行'), styled('s', '　这一行 '), styles=style(name, 's')))
    assert roles(article) == [(role, '这一行', reason)]
    assert article.told[0].certainty == 0.98
    assert article.told[0].span in [block.span for block in article.blocks]


@pytest.mark.parametrize('name', ['Normal', 'Body Text', '正文', '正文文本', 'Body Text Indent', '仿宋三号', 'toc 1'])
def test_running_text_is_left_to_structure(name: str) -> None:
    assert not docx.read(word(styled('s', '一行'), styles=style(name, 's'))).told


def test_a_style_has_the_role_of_what_it_is_based_on() -> None:
    styles = (
        style('Title', 'a')
        + style('我的', 'b', '<w:basedOn w:val="a"/>')
        + style('正文', 'c', '<w:basedOn w:val="a"/>')
    )
    article = docx.read(word(styled('b', '甲'), styled('c', '乙'), styles=styles))
    assert roles(article) == [('title', '甲', '样式“标题”')]
    loop = style('甲', 'a', '<w:basedOn w:val="b"/>') + style('乙', 'b', '<w:basedOn w:val="a"/>')
    assert not docx.read(word(styled('a', '甲'), styles=loop)).told


def test_an_outline_level_makes_a_heading() -> None:
    styles = style('公文', 's', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') + style('Normal', 'n')
    body = [
        par('甲', '<w:pStyle w:val="n"/><w:outlineLvl w:val="2"/>'),
        styled('s', '乙'),
        par('丙', '<w:outlineLvl w:val="9"/>'),
    ]
    assert roles(docx.read(word(*body, styles=styles))) == [
        ('heading', '甲', '大纲级别 3 级'),
        ('heading', '乙', '大纲级别 2 级'),
    ]


HEADINGS = style('heading 1', '1') + style('heading 2', '2') + style('Title', 't')


@pytest.mark.parametrize(
    ('body', 'told'),
    [
        ([par('引'), styled('1', '题'), styled('2', '小')], ['title', 'heading']),
        ([styled('1', '题'), styled('1', '小')], ['heading', 'heading']),
        ([styled('t', '题'), styled('1', '小')], ['title', 'heading']),
        ([par('甲'), par('乙'), par('丙'), styled('1', '丁')], ['heading']),
        ([styled('1', '<w:r><w:t>题</w:t><w:br/><w:t>目</w:t></w:r>')], ['title', 'title']),
    ],
)
def test_the_only_first_heading_near_the_top_is_the_title(body: list[str], told: list[str]) -> None:
    article = docx.read(word(*body, styles=HEADINGS))
    assert [block.role for block in article.told] == told


def test_a_file_of_python_docx() -> None:
    article = docx.read(by_python_docx())
    lines = [
        '柘川县去年新建公园26个',
        '本报记者 余思远',
        '扮靓乡村',
        '全年投入资金2.3亿元。',
        '1. 第一条',
        '2. 第二条',
        '点',
    ]
    assert article.text.splitlines() == [*lines, '镇\t公园', '北埠\t12']
    assert [(role, said) for role, said, _ in roles(article)] == [
        ('title', lines[0]),
        ('byline', lines[1]),
        ('heading', lines[2]),
        *(('item', line) for line in lines[4:]),
    ]


def test_the_strict_kind_of_word_file() -> None:
    files = {
        name: content.replace(
            b'schemas.openxmlformats.org/wordprocessingml/2006', b'purl.oclc.org/ooxml/wordprocessingml'
        )
        for name, content in unzipped(by_python_docx()).items()
    }
    assert docx.read(zipped(files)).text == docx.read(by_python_docx()).text


def test_the_document_may_have_another_name() -> None:
    files = unzipped(word(par('甲')))
    files['word/document2.xml'] = files.pop(DOCUMENT)
    files['_rels/.rels'] = relations(officeDocument='/word/document2.xml').encode()
    assert docx.read(zipped(files)).text == '甲\n'


def test_utf16_xml() -> None:
    xml = root('document', f'<w:body>{par("甲")}</w:body>').replace('UTF-8', 'UTF-16')
    assert docx.read(exchanged(word(par('乙')), document=xml.encode('utf-16'))).text == '甲\n'


# --- files that are damaged beside the document: the text is read all the same


@pytest.mark.parametrize('part', ['styles', 'numbering', 'footnotes'])
@pytest.mark.parametrize('damage', ['<broken', '', '<w:other/>', 'no xml', None])
def test_a_damaged_part_beside_the_document(part: str, damage: str | None) -> None:
    reference = par('<w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/></w:r>', '<w:pStyle w:val="Title"/>')
    good = word(reference, item('乙'), styles=HEADINGS, numbering=THREE + num(1, 0), footnotes=f'<w:footnote w:id="2">{par("注")}</w:footnote>')  # fmt: skip
    got = docx.read(exchanged(good, **{part: damage}))
    assert (
        got.text == f'甲①\n{"" if part == "numbering" else "一、"}乙\n{"" if part == "footnotes" else "①注" + chr(10)}'
    )


def test_relations_that_are_missing_or_lead_nowhere() -> None:
    good = word(styled('t', '甲'), styles=HEADINGS)
    for relation in (
        None,
        b'',
        b'<broken',
        relations(styles='http://x/y').encode(),
        relations(styles='../../../etc/x').encode(),
    ):
        files = unzipped(good)
        for name in ('_rels/.rels', 'word/_rels/document.xml.rels'):
            if relation is None:
                del files[name]
            else:
                files[name] = relation
        assert docx.read(zipped(files)).text == '甲\n'


def test_nothing_outside_the_file_is_opened() -> None:
    away = relations(styles='http://127.0.0.1:9/styles.xml').replace('/>', ' TargetMode="External"/>')
    files = {**unzipped(word(par('甲'), styles=HEADINGS)), 'word/_rels/document.xml.rels': away.encode()}
    assert docx.read(zipped(files)).text == '甲\n'


# --- refusals


def refused(data: bytes, what: str) -> None:
    """The file is refused with this, with its name and something to do about it."""
    with pytest.raises(PressError) as wrong:
        docx.read(data, '稿.docx')
    assert what in wrong.value.what
    assert wrong.value.where == '稿.docx' and wrong.value.remedy


@pytest.mark.parametrize(
    ('files', 'what'),
    [
        ({'mimetype': 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>'}, 'OpenDocument'),
        ({'mimetype': 'application/vnd.oasis.opendocument.spreadsheet'}, 'OpenDocument'),
        ({'mimetype': 'application/epub+zip'}, 'EPUB'),
        (
            {'[Content_Types].xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'},
            'Excel',
        ),
        ({'xl/workbook.xml': '<a/>'}, 'Excel'),
        ({'_rels/.rels': relations(officeDocument='xl/workbook.xml'), 'xl/workbook.xml': '<a/>'}, 'Excel'),
        ({'ppt/presentation.xml': '<a/>'}, 'PowerPoint'),
        ({'[Content_Types].xml': 'application/wps-office.wps'}, 'WPS'),
        ({'OFD.xml': '<a/>'}, 'OFD'),
        ({'Index/Document.iwa': ''}, 'Pages'),
        ({'[Content_Types].xml': TYPES}, 'word/document.xml'),
        ({'稿件/来稿.docx': ''}, '来稿.docx'),
        ({'a.jpg': ''}, '压缩文件'),
        ({DOCUMENT: f'{HEAD}<a/>'}, '压缩文件'),
        ({}, '压缩文件'),
    ],
)
def test_what_else_comes_in_a_zip(files: dict[str, str], what: str) -> None:
    refused(zipped(files), what)


@pytest.mark.parametrize(
    ('data', 'what'),
    [
        (b'', '空文件'),
        ('一段文字'.encode(), '不是 Word 文件'),
        (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600), '旧式 Word'),
        (word(par('甲'))[:-30], '不完整'),
        (word(par('甲'))[:200], '不完整'),
        (b'PK\3\4', '不完整'),
        (word(), '没有文字'),
        (word(par(), par('　 '), table(['', ''])), '没有文字'),
        (
            word(par('删', DELETED_MARK).replace('<w:r>', '<w:del><w:r>').replace('</w:r>', '</w:r></w:del>')),
            '没有文字',
        ),
    ],
)
def test_what_is_no_word_file_or_has_no_text(data: bytes, what: str) -> None:
    refused(data, what)


@pytest.mark.parametrize(
    ('xml', 'what'),
    [
        ('<broken', '坏掉的标记'),
        ('', '坏掉的标记'),
        (f'<w:document {SPACES}><w:body>' + par('甲') + '</w:body>', '坏掉的标记'),
        (f'<w:document {SPACES}>' + '<w:sdt>' * 5000 + '</w:sdt>' * 5000 + '</w:document>', '太深'),
        (root('document', f'<w:body>{par("甲")}</w:body>').replace('甲', '\x01'), '坏掉的标记'),
    ],
)
def test_a_document_that_cannot_be_read(xml: str, what: str) -> None:
    refused(exchanged(word(par('甲')), document=xml), what)


LAUGHS = '<!DOCTYPE d [<!ENTITY a "哈哈">' + ''.join(f'<!ENTITY a{i} "{"&a;" * 10}">' for i in range(9)) + ']>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize('declared', [LAUGHS, OUTSIDE, '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'])
@pytest.mark.parametrize('encoding', ['utf-8', 'utf-16', 'utf-16-be', 'utf-32', 'utf-7'])
@pytest.mark.parametrize('part', ['document', 'styles'])
def test_declared_entities_are_refused(declared: str, encoding: str, part: str) -> None:
    inner = f'<w:body>{par("&a;")}</w:body>' if 'ENTITY' in declared else '<w:body/>'
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-be")}"?>'
    xml = f'{head}{declared.replace("哈", "ha")}<w:document {SPACES}>{inner}</w:document>'
    data = xml.encode(encoding)
    if encoding == 'utf-7':  # which can write every mark in a way that bytes do not show
        data = data.replace(b'<!', b'+ADwAIQ-')
    refused(exchanged(word(par('甲'), styles=HEADINGS), **{part: data}), '编码' if encoding == 'utf-7' else 'DOCTYPE')


def test_tables_and_boxes_too_deep() -> None:
    nested = 'x'
    for _ in range(60):
        nested = table([cell(nested)])
    refused(word(nested), '30 层')
    boxes = par('x')
    for _ in range(60):
        boxes = par(f'<w:r><w:txbxContent>{boxes}</w:txbxContent></w:r>')
    refused(word(boxes), '30 层')


def test_archives_that_burst() -> None:
    good = unzipped(word(par('甲')))
    refused(zipped({**good, 'word/styles.xml': b' ' * (5 << 20)}), '压缩率')
    refused(zipped({**good, 'word/styles.xml': b' ' * (25 << 20)}), '24 MB')
    half = {f'word/{part}.xml': b'<a>' + b' ' * (13 << 20) for part in ('styles', 'numbering')}
    refused(zipped({**good, **half}, zipfile.ZIP_STORED), '24 MB')
    refused(zipped({**good, **{f'word/media/{i}.bmp': bytes(26 << 20) for i in range(10)}}), '256 MB')
    refused(zipped({**good, **{f'{i}': b'' for i in range(5001)}}), '5000')
    refused(zipped({**good, **{f'{i}'.zfill(60000): b'' for i in range(70)}}), '目录')
    unread = zipped({**good, 'word/theme.xml': b' ' * (30 << 20)})
    assert docx.read(unread).text == '甲\n'


NESTED = '<w:tbl><w:tr><w:tc>' * 25 + '<w:p><w:r><w:t>甲</w:t></w:r></w:p>' + '</w:tc></w:tr></w:tbl>' * 25


@pytest.mark.parametrize(
    'unit',
    [
        *(
            '<w:p/>',
            '<a/>',
            '<a/>b',
            '<a xmlns="b"/>',
            '<w:p>x</w:p>',
            '<!---->',
            '<?a?>',
            '<w:tab/>',
            '<w:br/>',
            NESTED,
        ),
        *(run('甲'), run('甲', '<w:vanish/>'), par('甲'), field('EQ'), '<w:footnoteReference w:id="1"/>', BOX),
        *('<w:tc/>', '<w:tr/>', '<w:tbl/>', table(['甲', '乙']), '<m:f/>', '<w:ins>' * 100 + '</w:ins>' * 100),
        *('<w:style/>', '<w:num/>', '<w:lvl/>', '<w:abstractNum/>', '<w:sdt a="" b="" c="" d="" e=""/>'),
    ],
)
@pytest.mark.parametrize('part', ['document', 'styles', 'numbering', 'footnotes'])
def test_marks_without_end(unit: str, part: str) -> None:
    nodes = unit.count('<') - unit.count('</') + 2 * unit.count('=')
    many = root(part, unit * (docx_package.NODES // nodes + 1))
    sides = {'styles': HEADINGS, 'numbering': num(1, 1), 'footnotes': '<w:footnote/>'}
    files = {**unzipped(word(par('甲'), **sides)), f'word/{part}.xml': many}
    refused(zipped(files, zipfile.ZIP_STORED), '标记多得反常')


def test_parts_that_are_too_much_together() -> None:
    half = '<a/>' * (docx_package.NODES // 2)
    assert docx.read(word(par('甲'), styles=half)).text == '甲\n'
    refused(word(par('甲'), styles=half, endnotes=half), '标记多得反常')


def test_marks_of_the_look_do_not_count() -> None:
    look = '<w:rFonts w:hint="eastAsia" w:ascii="仿宋"/><w:sz w:val="32"/><w:color w:val="000000" />'
    copy = [par(run('甲', look) + '<w:proofErr w:type="gramStart"/>') for _ in range(30_000)]
    ids = [one.replace('<w:p>', '<w:p w:rsidR="00AB12CD" w14:paraId="7F00AB12">') for one in copy]
    files = {**unzipped(word(par('甲'))), DOCUMENT: root('document', f'<w:body>{"".join(ids)}</w:body>')}
    assert docx.read(zipped(files, zipfile.ZIP_STORED)).text == '甲\n' * 30_000
    # where it is no mark but copy, it stays
    copied = '<w:p><w:r><w:t><![CDATA[<w:b/>]]>甲</w:t></w:r></w:p>'
    assert docx.read(word(copied)).text == '<w:b/>甲\n'
    many = root('document', '<w:b/>' * (docx_package.TAGS + 1))
    refused(zipped({**unzipped(word(par('甲'))), DOCUMENT: many}, zipfile.ZIP_STORED), '标记多得反常')


def test_text_without_end() -> None:
    refused(word(*[par('甲')] * 40_001), '4 万段')
    refused(word(par(run('甲') + '<w:r><w:br/></w:r>' + (run('乙') + '<w:r><w:br/></w:r>') * 40_000)), '4 万段')
    refused(
        zipped(
            {**unzipped(word(par('甲'))), DOCUMENT: root('document', f'<w:body>{par("甲" * 2_000_001)}</w:body>')}, 0
        ),
        '200 万字',
    )
    # a number that grows to 60 characters before every character
    grown = num(1, 1) + abstract(1, level(0, 'decimal', '%1' + '长' * 58))
    all_of_it = (
        '<w:style w:type="paragraph" w:default="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    refused(word(*[par('甲')] * 35_000, numbering=grown, styles=all_of_it), '200 万字')
    refused(word(table(['甲'] * 501)), '500 格')


def test_the_numbers_of_empty_paragraphs_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    monkeypatch.setattr(docx_numbering, 'formatted', lambda number, format: written.append(number) or str(number))
    lists = abstract(1, level(0, 'decimal', '%1.')) + num(1, 1)
    assert docx.read(word(*[item('')] * 500, item('甲'), numbering=lists)).text == '501. 甲\n'
    assert written == [501]


def test_only_the_lists_that_the_copy_has_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    monkeypatch.setattr(
        docx_numbering, '_level', lambda element: read.append(element) or docx_numbering.Level(pattern='%1.')
    )
    same = level(0, 'decimal', '%1.') * 1000  # of several for one level the last counts
    lists = ''.join(abstract(i, same) + num(i, i) for i in range(1, 5))
    assert docx.read(word(item('甲'), item('乙'), numbering=lists)).text == '1. 甲\n2. 乙\n'
    assert len(read) == 1


def test_equations_beyond_count_are_left_out() -> None:
    code = r'EQ \o(a,b)' + ' ' * 990
    text = docx.read(word(*[par(f'<w:fldSimple w:instr="{code}"/>' * 500) for _ in range(3)])).text
    assert text == 'b' * 500 + '\n' + 'b' * 500 + '\n'


def test_a_long_manuscript_is_read() -> None:
    fonts = '<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:hint="eastAsia"/>'
    look = f'{fonts}<w:color w:val="000000"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
    pick = random.Random(1)
    runs = [run(''.join(chr(pick.randrange(0x4E00, 0x9FA5)) for _ in range(22)), look) for _ in range(14_000)]
    copy = word(*[par(''.join(runs[i : i + 8])) for i in range(0, len(runs), 8)])
    assert len(unzipped(copy)[DOCUMENT]) > 4_000_000
    text = docx.read(copy).text
    assert len(text) - text.count('\n') == 22 * 14_000


def test_an_entry_that_is_longer_than_it_says() -> None:
    data = bytearray(zipped({DOCUMENT: root('document', f'<w:body>{par("甲" * 5000)}</w:body>')}))
    at = data.rindex(b'PK\1\2') + 24
    data[at : at + 4] = (600).to_bytes(4, 'little')
    refused(bytes(data), '解压不出来')


def test_encrypted_entries_and_odd_methods() -> None:
    data = bytearray(word(par('甲')))
    central = data.rindex(b'PK\1\2', 0, data.rindex(DOCUMENT.encode()))
    for at, content, what in ((8, 1, '加了密'), (10, 14, '压缩方法')):
        changed = data.copy()
        changed[central + at] = content
        refused(bytes(changed), what)


def test_a_wrong_checksum() -> None:
    data = bytearray(zipped({DOCUMENT: root('document', f'<w:body>{par("甲")}</w:body>')}, zipfile.ZIP_STORED))
    at = data.index('甲'.encode())
    data[at : at + 3] = '乙'.encode()
    refused(bytes(data), '解压不出来')


# --- laws


def everything() -> bytes:
    """A file with something of every kind."""
    body = [
        styled('t', '题'),
        item('甲'),
        par(run('乙') + field(GUIDE) + RUBY + BOTH_BOXES),
        par(run('丙') + '<w:r><w:footnoteReference w:id="2"/></w:r>' + field('PAGE', '2'), DELETED_MARK),
        table([cell('丁', table(['戊', '己'])), cell('庚', properties=CONTINUED)]),
        par('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:br/><w:tab/></w:r>' + run('辛', '<w:vanish/>')),
    ]
    return word(*body, styles=HEADINGS, numbering=THREE + num(1, 0), footnotes=f'<w:footnote w:id="2">{par("注")}</w:footnote>')  # fmt: skip


def mutated(seed: int, whole: bytes, part: str = '') -> bytes:
    """A file with some of its bytes changed, cut away or exchanged: in the zip, or in one of its parts."""
    rng = random.Random(seed)
    files = unzipped(whole) if part else {}
    data = bytearray(files[part] if part else whole)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at, other = rng.randrange(len(data)), rng.randrange(len(data))
        match rng.randrange(5):
            case 0:
                data[at] ^= 1 << rng.randrange(8)
            case 1:
                data[at], data[other] = data[other], data[at]
            case 2:
                data[at : at + rng.randrange(1, 9)] = b''
            case 3:
                data[at:at] = data[other : other + rng.randrange(1, 400)]
            case _ if rng.random() < 0.2:
                del data[max(at, 1) :]
        if len(data) < 2:
            break
    return zipped({**files, part: bytes(data)}) if part else bytes(data)


def rearranged(seed: int, whole: bytes, part: str) -> bytes:
    """A file whose XML is still whole, with elements of one part exchanged, repeated, renamed, lost, their values spoilt."""
    rng = random.Random(seed)
    files = unzipped(whole)
    tree = etree.fromstring(files[part])
    for _ in range(rng.choice((1, 2, 5, 20))):
        elements = list(tree.iter())[1:]
        if len(elements) < 2:
            break
        one, other = rng.sample(elements, 2)
        match rng.randrange(5):
            case 0:
                one.tag = other.tag
            case 1:
                one.getparent().remove(one)
            case 2:
                one.append(copy.deepcopy(other))
            case 3:
                parent, at = other.getparent(), other.getparent().index(other)
                if one not in other.iterancestors():
                    parent.insert(at, one)
            case _ if one.attrib:
                one.set(
                    rng.choice(one.keys()), rng.choice(('', '-1', '0', '7', '99999999', '9' * 30, 'x', '%1%9', '题'))
                )
    return zipped({**files, part: etree.tostring(tree)})


def judged(data: bytes) -> str:
    """'read' or 'refused'; anything else that happens is a fault."""
    try:
        article = docx.read(data, '稿.docx')
    except PressError as wrong:
        assert wrong.where == '稿.docx' and wrong.remedy and wrong.what
        return 'refused'
    length = len(article.text)
    assert article.text.endswith('\n') and '\n\n' not in article.text
    spans = [*article.closed, *article.seams, *(block.span for block in article.told)]
    assert all(0 <= start < end <= length for start, end in spans)
    assert all('\n' not in article.of_block(block) for block in article.told)
    return 'read'


@pytest.mark.parametrize('part', ['', DOCUMENT, STYLES, NUMBERING, 'word/footnotes.xml'])
def test_any_bytes_give_an_article_or_a_message(part: str) -> None:
    whole = everything()
    assert judged(whole) == 'read'
    assert {judged(mutated(seed, whole, part)) for seed in range(60)} <= {'read', 'refused'}


@pytest.mark.parametrize('part', [DOCUMENT, STYLES, NUMBERING, 'word/footnotes.xml'])
def test_any_xml_gives_an_article_or_a_message(part: str) -> None:
    whole = everything()
    assert {judged(rearranged(seed, whole, part)) for seed in range(60)} <= {'read', 'refused'}


# --- the open inputs of the reference material


def test_the_word_files_of_the_reference_material(shared: Path) -> None:
    bench = shared / 'pressbench'
    paths = sorted((bench / 'inputs/docx').glob('*.docx'))
    assert len(paths) == 6
    for path in paths:
        article = docx.read(path.read_bytes(), path.name)
        source = json.loads((bench / f'truth/docx/{path.stem}.json').read_text(encoding='utf-8'))['source']
        written = (bench / f'inputs/{source}/{path.stem}.txt').read_text(encoding='utf-8-sig')
        assert article.text.rstrip('\n') == written.rstrip('\n'), path
        gold = (bench / f'articles/{path.stem}/gold.txt').read_text(encoding='utf-8')
        assert presscopy.edit(article).article.text.rstrip('\n') == gold.rstrip('\n'), path


def test_the_marks_of_an_editor_are_obeyed_and_not_copy() -> None:
    rows = ['今年,好。 〔presscopy:ignore BD101〕', '〔presscopy:role 小标题〕', '增产的办法']
    body = [*map(par, rows), table(['甲,乙', '丙 〔presscopy:ignore-start〕'], ['丁', '戊'])]
    article = docx.read(word(*body), '稿.docx')
    assert article.text == '今年,好。\n增产的办法\n甲,乙\t丙\n丁\t戊\n'
    assert article.manuscript.startswith('\n'.join(rows))
    assert [(one.codes, article.text[slice(*one.span)]) for one in article.ignores] == [
        (('BD101',), '今年,好。'),
        (('',), '\n丁\t戊\n'),
    ]
    edited = presscopy.edit(article)
    assert [(b.role, edited.article.of_block(b)) for b in edited.article.blocks][:2] == [
        ('body', '今年,好。'),
        ('heading', '增产的办法'),
    ]
    assert [article.text[slice(*seam)] for seam in article.closed] == ['\t', '\t']
    assert docx.read(word(par('甲〔presscopy〕')), '稿.docx').markup is None
