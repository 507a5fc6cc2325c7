"""Plain text: one paragraph a line, `# ` before a heading, `> ` before each line of verse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from presscopy.article.article import Article
from presscopy.article.structure import VERSE
from presscopy.errors import PressError
from presscopy.formats import ignores, marked
from presscopy.formats.encoding import BOMS, Decoded, decode
from presscopy.text.finding import Finding
from presscopy.text.span import Edit, Span

NEWLINES = {'\r\n': 'CRLF', '\n': 'LF', '\r': 'CR'}
LOST = 'BM002'
FAR = 2000  # characters: what stands further down is no title
HEADING = r'(?m)^(#{1,6})[ \u3000]+(?=\S)'
QUOTED = r'(?m)(?:^>.*\n?)+'
QUOTED_LINE = r'(?m)^>[ \u3000]*(.*?)[ \t\u3000]*$'


def read(data: bytes, name: str = '', encoding: str = '') -> Article:
    """The article in a file's bytes: decoded, line ends read as LF.

    `meta` keeps what `write` needs to give the same kind of file back: encoding, bom, newline; `mixed` when line ends differ; `lost` when bytes were no text.
    Raises PressError for an empty file and for what is no text.
    """
    text, meta, trouble = opened(data, name, encoding)
    cuts = list(marked.role_marks(text, name))
    spared = ignores.marks(text)
    heads = list(re.finditer(HEADING, text)) if '#' in text else []
    verse = list(_verse(text)) if '>' in text else []
    if not cuts and not heads and not spared and not verse:
        return Article.of(text, meta)._replace(trouble=trouble)
    roles = marked.heading_roles([(_lines_before(text, head.start()), len(head[1])) for head in heads])
    told = [told for _, told in cuts]
    for head, (role, reason) in zip(heads, roles, strict=True):
        told.append(marked.Told(Span(head.end(), _line_end(text, head.end())), role, reason, 0.95))
    told += [marked.Told(line, 'verse', '以“>”开头的短行', 0.95) for _, line in verse]
    spans = (
        *(span for span, _ in cuts),
        *(Span(*head.span()) for head in heads),
        *(mark.cut for mark in spared),
        *(sign for sign, _ in verse),
    )
    away = [Edit(span, '') for span in marked.apart(spans)]
    wishes = [mark.asks for mark in spared if mark.asks]
    article = marked.article(text, away, meta, told, ignores=wishes)._replace(trouble=trouble)
    if not article.text.strip():
        raise PressError('只有标记，没有文字', name, '请检查来稿是否存完整')
    return article


def _verse(text: str) -> Iterator[tuple[Span, Span]]:
    """The sign and the words of every line of verse: lines that begin with `>`, two or more, all short. Quoted mail has long ones."""
    for run in re.finditer(QUOTED, text):
        lines = list(re.finditer(QUOTED_LINE, run[0]))
        words = [line for line in lines if line[1]]
        if len(words) > 1 and all(len(line[1]) <= VERSE and line[1][0] != '>' for line in words):
            at = run.start()
            for line in lines:
                yield Span(at + line.start(), at + line.start(1)), Span(at + line.start(1), at + line.end(1))


def opened(data: bytes, name: str, encoding: str) -> tuple[str, dict[str, str], tuple[Finding, ...]]:
    """The text of a file with LF at its line ends, what to remember of the file, and what was wrong with its bytes."""
    if not data.strip():
        raise PressError('是空文件', name, '请检查来稿是否存完整')
    decoded = decode(data, name, encoding)
    text = decoded.text
    newline, mixed = '\n', False
    if '\r' in text:
        counts = {end: text.count(end) for end in NEWLINES}
        counts['\n'] -= counts['\r\n']
        counts['\r'] -= counts['\r\n']
        newline = max(counts, key=lambda end: counts[end])
        mixed = sum(1 for count in counts.values() if count) > 1
        text = text.replace('\r\n', '\n').replace('\r', '\n')
    if not text.strip('\ufeff \t\n\u3000\xa0'):
        raise PressError('只有空白', name, '请检查来稿是否存完整')
    if '\ufffd' in text and not text.strip('\ufffd \t\n'):
        raise PressError('没有一个字读得通', name, '请来稿方重新发送，或用 --encoding 指明编码')
    meta = {'name': name, 'encoding': decoded.encoding, 'newline': newline, 'bom': 'yes' if decoded.bom else ''}
    if mixed:
        meta['mixed'] = 'yes'
    if decoded.lost:
        meta['lost'] = str(len(decoded.lost))
    return text, meta, (*_other_encodings(text, decoded), *_possible(decoded))


def _other_encodings(text: str, decoded: Decoded) -> list[Finding]:
    """几种编码拼在一起的文件：哪几行和其余的编码不同。各行都已读出；改写后全文统一为一种编码。〔BM008〕"""
    if not decoded.mixed:
        return []
    starts = [0, *(match.end() for match in re.finditer('\n', text)), len(text) + 1]
    found: list[tuple[int, int, str]] = []
    for line, called in decoded.mixed:
        if found and found[-1][1:] == (line, called):
            found[-1] = (found[-1][0], line + 1, called)
        else:
            found.append((line, line + 1, called))
    return [
        Finding(
            'BM008',
            Span(starts[first], starts[end] - 1),
            {'before': called.upper(), 'after': decoded.encoding.upper(), 'context': f'{first + 1}—{end}' if end > first + 1 else str(end)},
        )
        for first, end, called in found
    ]  # fmt: skip


def _possible(decoded: Decoded) -> Iterator[Finding]:
    """For each place where bytes of one character broke, which characters they may have been: those that share all sound bytes."""
    for at, data in decoded.lost:
        chars: set[str] = set()
        if decoded.encoding == 'utf-8':
            from presscopy.restore.gaps import with_one_byte_more

            chars = with_one_byte_more(data)
        elif decoded.encoding in ('gb18030', 'cp950', 'big5hkscs') and len(data) == 1:
            chars = {bytes((data[0], byte)).decode(decoded.encoding, 'ignore') for byte in range(0x40, 0xFF)}
        # not told by itself: the desk looks for the words
        yield Finding(LOST, Span(at, at + 1), {'before': data.hex(' '), 'after': ''.join(sorted(chars - {''}))})


def _lines_before(text: str, at: int) -> int:
    """How many lines that hold something stand before a place; far down, more than a title may have above it."""
    return sum(1 for line in text[:at].split('\n')[:-1] if line.strip()) if at < FAR else marked.NEAR_TOP


def _line_end(text: str, at: int) -> int:
    end = text.find('\n', at)
    return end if end >= 0 else len(text)


def write(text: str, meta: Mapping[str, str], encoding: str = '', marked: bool = False) -> bytes:
    """A text as bytes: in the encoding it came in (`meta`), or in `encoding` (then without a byte order mark, unless `marked`).

    Raises PressError when a character does not fit the encoding; nothing is replaced.
    """
    called = encoding or meta.get('encoding', 'utf-8')
    try:
        data = text.replace('\n', meta.get('newline', '\n')).encode(called)
    except UnicodeEncodeError as wrong:
        odd = wrong.object[wrong.start]
        row = text.count('\n', 0, text.index(odd)) + 1
        what = f'第{row}行的“{odd}”写不进 {called} 编码，文件没有改动'
        raise PressError(what, meta.get('name', ''), '用 -o 另存为 UTF-8，或加 --output-encoding utf-8') from None
    except LookupError:
        raise PressError(f'没有叫“{called}”的编码', '', '可用：utf-8 gb18030 cp950 big5hkscs utf-16') from None
    if meta.get('bom') and (marked or not encoding):
        data = next((mark for mark, name in BOMS if name == called.lower()), b'') + data
    return data
