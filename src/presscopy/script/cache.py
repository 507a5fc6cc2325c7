"""Compiled tables on disk, so that a start reads no dictionary.

In: a kind of conversion. Out: its `Compiled` tables, from the cache or fresh. The cache is plain text, checked by length,
checksum, and the size and time of every file it was made from. Whatever goes wrong with it is silent: the tables are
compiled again.
"""

from __future__ import annotations

import os
import sys
from zlib import crc32

FORMAT = 'presscopy script 1'
LOOK = '徵藉瞭乾昇陞'  # characters with two readings: where no phrase decides them, an editor should look
_HERE = os.path.dirname(os.path.abspath(__file__))


class Compiled:
    """One kind of conversion, as texts. The order of `__slots__` is the order of lines in the cache.

    source, target  where there are several stages, the character table of all: one of `target` for each of `source`
    stages          form feeds between stages; in a stage, tabs between source, target, keys, values; vertical tabs
                    between the phrases of keys and of values
    anchors         the characters at which a phrase may decide otherwise than the table
    bigrams         the pairs of neighbours inside phrases, without separator
    marks           one letter for each phrase of the last stage: the layer it comes from
    traditional     the characters only Traditional writing uses
    simplified      the characters only Simplified writing uses
    known           tab-joined words in which the reading of a doubtful character is known
    words           the word lists of the particle rules: name and members by turns, tab-joined
    """

    __slots__ = (
        'anchors',
        'bigrams',
        'known',
        'marks',
        'simplified',
        'source',
        'stages',
        'target',
        'traditional',
        'words',
    )
    anchors: str
    bigrams: str
    known: str
    marks: str
    simplified: str
    source: str
    stages: str
    target: str
    traditional: str
    words: str


_loaded: dict[str, Compiled] = {}


def load(kind: str) -> Compiled:
    """The tables of a kind. Raises PressError when they must be compiled and the dictionaries are unusable."""
    tables = _loaded.get(kind)
    if tables is None:
        path = _path(kind)
        tables = (path and _read(path, kind)) or _compile(kind, path)
        _loaded[kind] = tables
    return tables


def folder() -> str:
    """Where the cache lies: $PRESSCOPY_CACHE, else the user's cache folder; empty when there is none."""
    chosen = os.environ.get('PRESSCOPY_CACHE')
    if chosen:
        return chosen
    windows = os.environ.get('LOCALAPPDATA') if sys.platform == 'win32' else ''
    base = windows or os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache')
    return os.path.join(base, 'presscopy') if os.path.isabs(base) else ''


def _key(kind: str) -> str:
    more = ''
    if kind.startswith('region'):  # compiled anew when newer dictionaries come or go
        from presscopy.script.dictionaries import regional

        more = str(regional('HKPhrasesRev') is not None)
    return '\t'.join((FORMAT, kind, sys.prefix, _HERE, more))


def _path(kind: str) -> str:
    base = folder()
    return os.path.join(base, f'script-{kind}-{crc32(_key(kind).encode()):08x}.txt') if base else ''


def stamp(path: str) -> str:
    """A file's path, size and time: what must stand still for a cached table to hold."""
    stat = os.stat(path)
    return f'{path}\t{stat.st_size}\t{stat.st_mtime_ns}'


def _read(path: str, kind: str) -> Compiled | None:
    try:
        with open(path, 'rb') as file:
            head, _, body = file.read().partition(b'\n')
        if head != f'{crc32(body):08x} {len(body)}'.encode():
            return None
        key, stamps, *fields = body.decode().split('\n')
        if key != _key(kind) or len(fields) != len(Compiled.__slots__):
            return None
        cells = stamps.split('\t')
        if any(stamp(name) != '\t'.join(cells[i : i + 3]) for i, name in enumerate(cells) if i % 3 == 0):
            return None
    except (OSError, ValueError):
        return None
    stored = Compiled()
    for name, field in zip(Compiled.__slots__, fields, strict=True):
        setattr(stored, name, field)
    return stored


def _compile(kind: str, path: str) -> Compiled:
    from contextlib import suppress

    from presscopy.script.compile import compile_kind

    compiled, stamps = compile_kind(kind)
    if path:
        with suppress(OSError, ValueError):
            _write(path, compiled, kind, stamps)
    return compiled


def _write(path: str, compiled: Compiled, kind: str, stamps: list[str]) -> None:
    fields = [_key(kind), '\t'.join(stamps), *(getattr(compiled, name) for name in Compiled.__slots__)]
    if any('\n' in field for field in fields):
        raise ValueError('a field must be one line')
    body = '\n'.join(fields).encode()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    part = f'{path}.{os.getpid()}.part'
    try:
        with open(part, 'wb') as file:
            file.write(f'{crc32(body):08x} {len(body)}\n'.encode() + body)
        os.replace(part, path)
    except OSError:
        if os.path.exists(part):
            os.unlink(part)
        raise
