"""`presscopy convert`: script conversion only, a filter."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from presscopy.cli.common import STDIN, Failures, replace_file, write_bytes
from presscopy.errors import ExitCode, PressError
from presscopy.formats.encoding import decode

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
    """只做繁体到简体的转换：读文件或标准输入，写标准输出或 -o。输出为 UTF-8，换行照原样。"""
    from presscopy.script.convert import Converter

    if conversion == 'hk2sp':
        raise PressError('现有词典没有 hk2sp 方案', '--config', '可用 hk2s，或先用 tw2sp 再核对用词')
    converter = Converter(conversion, plain=plain)
    failures = Failures()
    parts: list[bytes] = []
    for name in (*paths, *((source,) if source else ())) or (STDIN,):
        try:
            data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
            parts.append(converter.convert(decode(data, name, encoding).text).encode('utf-8'))
        except (PressError, OSError) as wrong:
            failures.tell(wrong, name)
    if parts or not failures.count:
        if output and output != STDIN:
            replace_file(Path(output), b''.join(parts))
        else:
            write_bytes(b''.join(parts))
    return ExitCode.ERROR if failures.count else ExitCode.CLEAN
