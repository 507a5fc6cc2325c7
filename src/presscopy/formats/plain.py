"""Plain text: one paragraph a line."""

from __future__ import annotations

from presscopy.article.article import Article
from presscopy.errors import PressError
from presscopy.formats.encoding import BOMS, decode

NEWLINES = {'\r\n': 'CRLF', '\n': 'LF', '\r': 'CR'}


def read(data: bytes, name: str = '', encoding: str = '') -> Article:
    """The article in a file's bytes: decoded, line ends read as LF.

    `meta` keeps what `write` needs to give the same kind of file back: encoding, bom, newline; `mixed` when line ends differ.
    Raises PressError for an empty file and for what is no text.
    """
    if not data.strip():
        raise PressError('是空文件', name, '请检查来稿是否存完整')
    decoded = decode(data, name, encoding)
    text = decoded.text
    counts = {end: text.count(end) for end in NEWLINES}
    counts['\n'] -= counts['\r\n']
    counts['\r'] -= counts['\r\n']
    newline = max(counts, key=lambda end: counts[end]) if any(counts.values()) else '\n'
    mixed = sum(1 for count in counts.values() if count) > 1
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    if not text.strip('\ufeff \t\n\u3000\xa0'):
        raise PressError('只有空白', name, '请检查来稿是否存完整')
    meta = {'name': name, 'encoding': decoded.encoding, 'newline': newline, 'bom': 'yes' if decoded.bom else ''}
    return Article.of(text, {**meta, 'mixed': 'yes'} if mixed else meta)


def write(article: Article, encoding: str = '') -> bytes:
    """The article as bytes: in the encoding it came in, or in `encoding` (then without a byte order mark).

    Raises PressError when a character does not fit the encoding; nothing is replaced.
    """
    called = encoding or article.meta.get('encoding', 'utf-8')
    text = article.text.replace('\n', article.meta.get('newline', '\n'))
    try:
        data = text.encode(called)
    except UnicodeEncodeError as wrong:
        row = article.text.count('\n', 0, wrong.start) + 1
        what = f'第{row}行的“{text[wrong.start]}”写不进 {called} 编码，文件没有改动'
        raise PressError(what, article.meta.get('name', ''), '用 -o 另存为 UTF-8，或加 --encoding utf-8') from None
    except LookupError:
        raise PressError(f'没有叫“{called}”的编码', '', '可用：utf-8 gb18030 cp950 big5hkscs utf-16') from None
    if article.meta.get('bom') and not encoding:
        data = next(mark for mark, name in BOMS if name == called) + data
    return data
