"""Which format a file is in, by its content and its name; and writing it back in the same format."""

from __future__ import annotations

import os

from presscopy.article.article import Article
from presscopy.errors import PressError
from presscopy.formats import plain
from presscopy.formats.encoding import FOREIGN

MARKDOWN = ('.md', '.markdown', '.mdown', '.mkd')
PAGES = ('.html', '.htm', '.xhtml', '.mht', '.mhtml')
# by name, for what is no text and whose content does not tell
UNREAD = {
    '.doc': ('是旧式 Word 文件', '请在 Word 或 WPS 里另存为 .docx'),
    '.wps': ('是 WPS 文件', '请在 WPS 里另存为 .docx'),
    '.et': ('是 WPS 表格', '请把文字另存为 .docx 或 .txt'),
    '.rtf': ('是 RTF 文件', '请在 Word 或 WPS 里另存为 .docx'),
    '.pdf': ('是 PDF 文件', '请向来稿方要文字稿（.docx 或 .txt），或从 PDF 复制文字存为 .txt'),
    '.odt': ('是 OpenDocument 文件', '请在文字处理软件里另存为 .docx'),
    '.pages': ('是 Pages 文稿', '请在 Pages 里导出为 Word（.docx）'),
}
LARGEST = 16_000_000  # bytes of one manuscript as text, five million characters,
LARGEST_DOCX = 100_000_000  # and of a Word file, which may carry photographs


def read(data: bytes, name: str = '', encoding: str = '') -> Article:
    """The article in a file's bytes, whatever its format.

    Raises PressError for what is no copy, and for formats that are not read, with what to do about it.
    """
    if data[:4] == b'PK\x03\x04' and not encoding:
        from presscopy.formats import docx

        return docx.read(data, name)
    ending = os.path.splitext(name)[1].lower()
    if ending in PAGES or _is_page(data[:512]):
        raise PressError('是网页', name, '请在浏览器里全选复制，存为 .txt')
    if ending in MARKDOWN:
        from presscopy.formats import markdown

        return markdown.read(data, name, encoding)
    try:
        return plain.read(data, name, encoding)
    except PressError as wrong:
        if ending in UNREAD and data.strip() and not any(data.startswith(head) for head, _, _ in FOREIGN):
            raise PressError(UNREAD[ending][0], name, UNREAD[ending][1]) from wrong
        raise


def _is_page(head: bytes) -> bool:
    begins = head.lstrip(b'\xef\xbb\xbf \t\r\n').lower()
    return begins.startswith((b'<!doctype html', b'<html', b'<?xml')) and b'<html' in head.lower()


def largest(name: str) -> int:
    """How many bytes a file of this name may have."""
    return LARGEST_DOCX if name.lower().endswith('.docx') else LARGEST


def is_text(article: Article) -> bool:
    """Whether the file is text that can be written back; a Word file is read only."""
    return article.meta.get('format', 'txt') != 'docx'


def write(article: Article, text: str, encoding: str = '', marked: bool = False) -> bytes:
    """`text`, the manuscript after its edits, as bytes: in the encoding it came in, or in `encoding`, then without a byte order mark unless `marked`.

    The file is read again before it is given out: it must say what the desk made of it. Raises PressError when it does not, and
    when a character does not fit the encoding.
    """
    data = plain.write(text, article.meta, encoding, marked)
    if article.markup and article.text.strip():
        again = read(data, article.meta.get('name', ''), encoding or article.meta.get('encoding', ''))
        # white space at line ends inside a paragraph depends on what stands beside it
        if ''.join(again.text.split()) != ''.join(article.text.split()):
            raise PressError(
                '没有写：改后的文件再读一遍，文字不一样了',
                article.meta.get('name', ''),
                '用 --diff 看是哪一处；请报告给维护者',
            )
    return data


def encoded(article: Article, text: str) -> bytes:
    """`text` as the bytes of the article's file, in its encoding and with its line ends.

    Raises PressError when a character does not fit the encoding.
    """
    return plain.write(text, article.meta)
