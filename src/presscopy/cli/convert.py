"""`presscopy convert`: script conversion only, a filter."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import click

from presscopy.cli.common import STDIN, Failures, replace_file, write_bytes
from presscopy.errors import ExitCode, PressError
from presscopy.formats.encoding import BOMS, decode

BLOCK = 8_000_000  # bytes read at a time
CONFIGS = ('auto', 't2s', 'tw2s', 'hk2s', 'tw2sp', 'hk2sp')


@click.command(
    'convert',
    epilog='\b\n例：\n  presscopy convert < 繁体.txt > 简体.txt\n  presscopy convert -c tw2s -i 繁体.txt -o 简体.txt',
)
@click.argument('paths', nargs=-1, metavar='[稿件...]')
@click.option(
    '-c',
    '--config',
    'conversion',
    type=click.Choice(CONFIGS),
    default='auto',
    help='转换方案；auto 逐行判断，简体行不动。',
)
@click.option('-i', '--input', 'source', metavar='文件', help='来稿（OpenCC 的写法）。')
@click.option('-o', '--output', metavar='文件', help='去处；默认标准输出。')
@click.option('--plain', is_flag=True, help='与 OpenCC 词典一字不差，不用报刊字词表。')
@click.option('--encoding', metavar='编码', default='', help='来稿的编码；默认按内容判断。')
def command(
    paths: tuple[str, ...], conversion: str, source: str | None, output: str | None, plain: bool, encoding: str
) -> int:
    """只做繁体到简体的转换：读文件或标准输入，写标准输出或 -o。输出为 UTF-8，换行照原样；多长的稿子都行。"""
    from presscopy.script.convert import Converter

    converter = Converter(conversion, plain=plain)
    failures = Failures()

    def converted() -> Iterator[bytes]:
        for name in (*paths, *((source,) if source else ())) or (STDIN,):
            begun = False
            try:
                with _opened(name) as file:
                    for part in converter.stream(_pieces(file, name, encoding)):
                        yield part.encode('utf-8', 'surrogatepass')
                        begun = True
            except (PressError, OSError) as wrong:
                if begun:
                    raise  # half a manuscript is not written
                failures.tell(wrong, name)

    parts = converted()
    first = next(parts, None)
    if first is not None or not failures.count:
        whole = chain((first,) if first is not None else (), parts)
        if output and output != STDIN:
            replace_file(Path(output), whole)
        else:
            for part in whole:
                write_bytes(part)
    return ExitCode.ERROR if failures.count else ExitCode.CLEAN


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if name == STDIN else open(name, 'rb')


def _pieces(file: BinaryIO, name: str, encoding: str) -> Iterator[str]:
    """The text of a file, a long one in pieces: its encoding is then told by its beginning.

    Raises PressError for what is no text.
    """
    head = file.read(BLOCK)
    if len(head) < BLOCK:
        yield decode(head, name, encoding).text
        return
    whole = head[: head.rfind(b'\n') + 1] or head
    found = decode(whole, name, encoding)
    decoder = codecs.getincrementaldecoder(found.encoding)()
    mark = next((len(one) for one, called in BOMS if found.bom and called == found.encoding), 0)
    try:
        yield decoder.decode(head[mark:])
        while block := file.read(BLOCK):
            yield decoder.decode(block)
        yield decoder.decode(b'', True)
    except UnicodeDecodeError as wrong:
        what = f'不全是 {found.encoding} 编码：后面有字节读不通（{wrong.reason}）'
        raise PressError(what, name, '用 --encoding 指明编码，或把文件分小再转') from None
