"""What a paragraph's style says: the part it plays, its numbering, whether its text is hidden.

In: the styles part, then the properties of one paragraph or run after another. Style names are Word's own, in English as files
keep them or in Chinese, and those that newsrooms give. ECMA-376 part 1, 17.7 (Styles).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from presscopy.formats.docx_package import W, is_on, value, whole

ROLE_OF = {
    name: role
    for role, names in (
        ('title', 'title 标题 主题 主标题 大标题 总标题 正标题 文章标题 新闻标题 稿件标题'),
        ('deck', 'subtitle 副标题 副题'),
        ('kicker', 'kicker 引题 引标题 肩题 肩标题 眉题'),
        ('heading', 'heading 小标题 小题 分标题 分题 插题 节标题'),
        ('caption', 'caption 题注 图片说明 图注 图说 图片题注 插图说明'),
        ('credit', 'credit 图片署名 摄影署名 图片来源'),
        ('byline', 'byline author 署名 作者 记者 作者署名 记者署名'),
        ('editors_note', 'editorsnote 编者按 按语 编者的话 编者按语 开栏的话 编后'),
        ('signature', 'signature 落款 签名'),
        ('lead', 'lead 导语'),
        ('verse', 'verse poem poetry 诗 诗歌 诗词 诗行 诗句'),
        (
            'item',
            'listbullet listbullet2 listbullet3 listnumber listnumber2 listnumber3 列表 列表项 列表项目符号 列表编号',
        ),
        (
            'body',
            'normal bodytext bodytext2 bodytext3 bodytextindent bodytextfirstindent normalindent normal(web) nospacing',
        ),
        ('body', '正文 正文文本 正文缩进 正文首行缩进 正文文本缩进 无间隔'),
    )
    for name in names.split()
}
FOLD = str.maketrans('標題說註導語編記圖縮進總來開欄後簽', '标题说注导语编记图缩进总来开栏后签')
HEADING = re.compile(r'(?:heading|标题)([1-9])|标题([一二三四五六七八九])|([一二三四五六七八九1-9])级(?:标题|小标题)')
SHOWN = {'title': '标题', 'subtitle': '副标题', 'caption': '题注', 'signature': '签名'}  # as Word in Chinese calls them
FIGURES = '一二三四五六七八九'
SURE = 0.98


class Part(NamedTuple):
    """The role of a paragraph, the reason for it, and which level of heading it is (0: none)."""

    role: str
    reason: str
    level: int = 0


class _Look(NamedTuple):
    """What a style comes to, with the styles it is based on."""

    part: Part | None = None
    hidden: bool = False
    number: str | None = None
    level: int | None = None
    numbered: str = ''  # the style that the numbering comes from


class Styles:
    """The styles of a file by their id."""

    def __init__(self, root: Any) -> None:
        self.styles: dict[str, Any] = {}
        self.looks: dict[str, _Look] = {}
        self.default = ''
        for style in () if root is None else root.findall(W + 'style'):
            name = style.get(W + 'styleId') or ''
            self.styles[name] = style
            if style.get(W + 'type') == 'paragraph' and style.get(W + 'default') in ('1', 'true', 'on'):
                self.default = name

    def part(self, properties: Any) -> Part | None:
        """The part that a paragraph with these properties plays, None when its style leaves that open."""
        told = self._of(properties).part
        return told or _outlined(value(properties, 'outlineLvl'))

    def numbering(self, properties: Any) -> tuple[str, int | None, str]:
        """The list of a paragraph (w:numId, '' or '0' for none), its level, and the style both come from."""
        look = self._of(properties)
        number, level = value(properties, 'numPr', 'numId'), value(properties, 'numPr', 'ilvl')
        if number is not None:
            return number, whole(level), ''
        return look.number or '', look.level if level is None else whole(level), look.numbered

    def hides(self, properties: Any) -> bool:
        """Whether text in a paragraph with these properties is hidden unless it says otherwise."""
        return self._of(properties).hidden

    def hides_run(self, style: str | None) -> bool:
        """Whether a character style hides its text."""
        return bool(style) and self._look(style or '').hidden

    def _of(self, properties: Any) -> _Look:
        return self._look(value(properties, 'pStyle') or self.default)

    def _look(self, style: str) -> _Look:
        if style not in self.looks:
            self._follow(style)
        return self.looks[style]

    def _follow(self, style: str) -> None:
        """Resolve a style and those it is based on, the basis first; each is looked at once, and a circle ends where it closes."""
        chain: dict[str, Any] = {}
        at = style
        while at in self.styles and at not in chain and at not in self.looks:
            chain[at] = self.styles[at]
            at = value(chain[at], 'basedOn') or ''
        look = self.looks.get(at, _Look())
        for name, element in reversed(chain.items()):
            look = self.looks[name] = _over(look, element, name)
        if not chain:  # not defined, as when the styles part is damaged: the id is most often the name
            self.looks[style] = _Look(part=_named(style) or None)


def _over(base: _Look, style: Any, name: str) -> _Look:
    """What a style comes to: what it says itself, and for the rest what the style says that it is based on."""
    part, hidden = _told(style), style.find(f'{W}rPr/{W}vanish')
    number, level = value(style, 'pPr', 'numPr', 'numId'), value(style, 'pPr', 'numPr', 'ilvl')
    return _Look(
        part=base.part if part is None else part or None,
        hidden=base.hidden if hidden is None else is_on(hidden),
        number=base.number if number is None else number,
        level=base.level if level is None else whole(level),
        numbered=base.numbered if number is None else name,
    )


def _told(style: Any) -> Part | tuple[()] | None:
    """The part a style names; () for running text; None when the style it is based on should be asked."""
    names = f'{value(style, "name") or ""},{value(style, "aliases") or ""}'
    for name in names[:200].split(','):
        told = _named(name)
        if told is not None:
            return told
    return _outlined(value(style, 'pPr', 'outlineLvl'))


def _named(name: str) -> Part | tuple[()] | None:
    name = name.strip()[:40]
    plain = ''.join(name.lower().split()).replace('-', '').replace('_', '').replace("'", '').translate(FOLD)
    reason = f'样式“{SHOWN.get(plain, name)}”'
    if match := HEADING.fullmatch(plain):
        figure = match[1] or match[2] or match[3]
        level = FIGURES.index(figure) + 1 if figure in FIGURES else int(figure)
        return Part('heading', f'样式“标题 {level}”' if match[1] else reason, level)
    role = ROLE_OF.get(plain)
    if role is None:
        return None
    return () if role == 'body' else Part(role, reason)


def _outlined(level: str | None) -> Part | None:
    """A heading by its outline level (from 0 up; 9 is running text)."""
    at = whole(level, 9)
    return Part('heading', f'大纲级别 {at + 1} 级', at + 1) if 0 <= at < 9 else None
