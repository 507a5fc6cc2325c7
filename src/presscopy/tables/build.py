"""Compile `words.bin`, `readings.bin`, `idioms.bin`, `lexicon.bin` and `pairs.bin` from their open sources.

    python -m presscopy.tables.build            # writes them beside this file
    python -m presscopy.tables.build --check    # exit 1 when a file on disk is not what the sources give

Sources (the extra `dev` installs them): the dictionary of jieba (MIT) and the character readings of pypinyin (MIT).
Their licences lie in LICENSES/. The formats are described in `words.py`, `readings.py`, `idioms.py`, `lexicon.py` and `pairs.py`, which read them.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from itertools import accumulate
from pathlib import Path

from presscopy.tables.idioms import MAGIC as IDIOMS_MAGIC
from presscopy.tables.idioms import packed
from presscopy.tables.lexicon import CODES
from presscopy.tables.lexicon import MAGIC as LEXICON_MAGIC
from presscopy.tables.load import rows
from presscopy.tables.pairs import BITS, place
from presscopy.tables.pairs import MAGIC as PAIRS_MAGIC
from presscopy.tables.readings import FIRST, LAST, alike_in_sound
from presscopy.tables.readings import MAGIC as READINGS_MAGIC
from presscopy.tables.words import LONGEST
from presscopy.tables.words import MAGIC as WORDS_MAGIC

FOLDER = Path(__file__).parent
OFTEN = 7  # from so many binary digits of its count on, a word is looked for with two characters changed round
EVERYDAY = 10  # from so many binary digits of its count on, half an idiom is an everyday word


def is_han(char: str) -> bool:
    """A Han character of the basic plane, the reach of both tables."""
    return '\u3400' <= char <= '\u9fff' or char == '〇'


def jieba_words() -> Iterable[tuple[str, int]]:
    """Every word of 2 to LONGEST Han characters in jieba's dictionary, with its count."""
    path = _file_of('jieba', 'jieba/dict.txt')
    for line in path.read_text(encoding='utf-8').splitlines():
        word, count, _ = line.split(' ')
        if 2 <= len(word) <= LONGEST and all(map(is_han, word)):
            yield word, int(count)


def pack_words(words: Iterable[tuple[str, int]]) -> bytes:
    """One file: magic, first-character index, offsets, weights, and the tails in UTF-16-BE.

    A weight is the binary logarithm of the count, at least 1. Big-endian UTF-16 sorts as code points do.
    """
    listed = sorted(dict(words).items())
    index = [0] * 65537
    offsets, weights, tails = [0], bytearray(), bytearray()
    for word, count in listed:
        index[ord(word[0]) + 1] += 1
        tails += word[1:].encode('utf-16-be')
        offsets.append(len(tails))
        weights.append(max(1, count.bit_length()))
    for code in range(65536):
        index[code + 1] += index[code]
    head = struct.pack('<4sI', WORDS_MAGIC, len(listed))
    body = struct.pack(f'<{len(index)}I', *index) + struct.pack(f'<{len(offsets)}I', *offsets)
    return head + body + bytes(weights) + bytes(tails)


def listed_idioms() -> dict[str, int]:
    """Words of four characters on which two lists agree, and the idioms of this project's own table, with their counts.

    Left out is what is no good form: what a table of this project corrects, and what sounds like a commoner one that is one character apart.
    """
    own = [row for name in ('idioms', 'typos', 'variants', 'confusables') for row in rows(f'wording/{name}')]
    wrong = {row[0] for row in own}
    counts = dict(jieba_words())
    phrases = json.loads(_file_of('pypinyin', 'pypinyin/phrases_dict.json').read_text(encoding='utf-8'))
    good = {word for word in phrases if word in counts} | {row[1] for row in rows('wording/idioms')}
    found = {word: counts.get(word, 1) for word in sorted(good - wrong) if len(word) == 4 and all(map(is_han, word))}
    shapes: dict[str, list[str]] = {}
    for word in found:
        for at in range(4):
            shapes.setdefault(f'{word[:at]}?{word[at + 1 :]}', []).append(word)
    for shape, alike in shapes.items():
        at = shape.index('?')
        best = max(alike, key=lambda one: found.get(one, 0))
        for word in alike:
            if found.get(word, 0) < found.get(best, 0) and alike_in_sound(word[at], best[at]):
                found.pop(word, None)
    return found


def pack_idioms(idioms: Iterable[str]) -> bytes:
    """One file: magic, the idioms by either half, and the halves that are no everyday words."""
    listed = sorted(map(packed, idioms))
    turned = sorted((one & 0xFFFFFFFF) << 32 | one >> 32 for one in listed)
    counts = dict(jieba_words())
    halves = sorted({half for word in idioms for half in (word[:2], word[2:])})
    rare = ''.join(half for half in halves if counts.get(half, 0).bit_length() < EVERYDAY).encode('utf-16-le')
    head = struct.pack('<4sII', IDIOMS_MAGIC, len(listed), len(rare))
    return head + struct.pack(f'<{len(listed)}Q', *listed) + struct.pack(f'<{len(turned)}Q', *turned) + rare


# characters of function and of counting: a word that holds one of them is not taken for transposed
LOOSE = frozenset(
    '的了在是和与为将把被从及以或由对并要也就都而则但且于之其所这那我有到不已让他她你您它们'
    '一二三四五六七八九十百千万亿两几半个每各大小上下中前后来去里外年月日时分人天地'
)


def transposed() -> Iterator[tuple[str, str]]:
    """Common words of three or four characters with two neighbours changed round, which no word explains: 盖覆率, 车火站; no names."""
    counts = dict(jieba_words())
    within = {word[at : at + n] for word in counts for n in (3, 4) if len(word) > n for at in range(len(word) - n + 1)}
    for word, count in sorted(counts.items()):
        if len(word) not in (3, 4) or count.bit_length() < OFTEN or word in names_of_persons():
            continue
        for at in range(len(word) - 1):
            one, other = word[at], word[at + 1]
            turned = word[:at] + other + one + word[at + 2 :]
            beside = turned[max(0, at - 1) : at + 3]
            known = (
                turned in counts or turned in within or any(beside[n : n + 2] in counts for n in range(len(beside) - 1))
            )
            whole = len(word) == 4 and (turned[:3] in counts or turned[1:] in counts)
            if one != other and LOOSE.isdisjoint((one, other)) and not known and not whole:
                yield turned, word


@cache
def names_of_persons() -> frozenset[str]:
    """What jieba's dictionary tags as a person's name."""
    lines = _file_of('jieba', 'jieba/dict.txt').read_text(encoding='utf-8').splitlines()
    return frozenset(line.split(' ')[0] for line in lines if line.split(' ')[2].startswith('nr'))


def pack_lexicon() -> bytes:
    """One file: magic, the first two characters of all rows of the tables of words, where the rows of each begin, the rows without the last cell."""
    begun: dict[str, list[str]] = {}
    for code, name in CODES.items():
        for row in rows(f'wording/{name}'):
            begun.setdefault(row[0][:2], []).append('\t'.join((code, *row[:5])))
    known = {row.split('\t')[1] for some in begun.values() for row in some}
    for wrong, right in transposed():
        if wrong not in known:
            begun.setdefault(wrong[:2], []).append(f'YC102\t{wrong}\t{right}\t-\t-\t-')
    listed = sorted(begun, key=lambda pair: int.from_bytes(pair.encode('utf-16-le'), 'little'))
    blobs = ['\n'.join(begun[pair]).encode('utf-8') for pair in listed]
    starts = [0, *accumulate(map(len, blobs))]
    head = struct.pack('<4sI', LEXICON_MAGIC, len(listed)) + ''.join(listed).encode('utf-16-le')
    return head + struct.pack(f'<{len(starts)}I', *starts) + b''.join(blobs)


def pack_pairs(idioms: bytes, lexicon: bytes) -> bytes:
    """One file: magic, and a bit for each pair of characters by which those two are searched."""
    (count,) = struct.unpack_from('<I', lexicon, 4)
    _, length = struct.unpack_from('<II', idioms, 4)
    bits = bytearray((1 << BITS) // 8)
    for (number,) in struct.iter_unpack('<I', lexicon[8 : 8 + 4 * count] + idioms[len(idioms) - length :]):
        at = place(number)
        bits[at >> 3] |= 1 << (at & 7)
    return PAIRS_MAGIC + bytes(bits)


def pypinyin_readings() -> dict[str, tuple[str, ...]]:
    """Tone-marked readings of every character of the basic plane, in pypinyin's order."""
    path = _file_of('pypinyin', 'pypinyin/pinyin_dict.json')
    table = json.loads(path.read_text(encoding='utf-8'))
    found = {chr(int(code)): tuple(dict.fromkeys(text.split(','))) for code, text in table.items()}
    return {char: said for char, said in found.items() if FIRST <= ord(char) <= LAST}


def pack_readings(table: dict[str, tuple[str, ...]]) -> bytes:
    """One file: magic, the list of syllables, and for each code point where its syllable numbers begin."""
    syllables = sorted({one for said in table.values() for one in said})
    number = {one: i for i, one in enumerate(syllables)}
    starts, pool = [0], []
    for code in range(FIRST, LAST + 1):
        pool += [number[one] for one in table.get(chr(code), ())]
        starts.append(len(pool))
    text = ' '.join(syllables).encode('utf-8')
    head = struct.pack('<4sII', READINGS_MAGIC, len(text), len(pool))
    return head + struct.pack(f'<{len(starts)}I', *starts) + struct.pack(f'<{len(pool)}H', *pool) + text


def _file_of(distribution: str, name: str) -> Path:
    return Path(str(metadata.distribution(distribution).locate_file(name)))


def main() -> int:
    """Write the tables, or with --check compare them."""
    stale = []
    idioms, lexicon = pack_idioms(listed_idioms()), pack_lexicon()
    for name, data in (
        ('words.bin', pack_words(jieba_words())),
        ('readings.bin', pack_readings(pypinyin_readings())),
        ('idioms.bin', idioms),
        ('lexicon.bin', lexicon),
        ('pairs.bin', pack_pairs(idioms, lexicon)),
    ):
        path = FOLDER / name
        if '--check' not in sys.argv[1:]:
            path.write_bytes(data)
            print(f'{name}: {len(data):,} bytes')
        elif not path.exists() or path.read_bytes() != data:
            stale.append(name)
    for name in stale:
        print(f'{name} is not what its source gives: run python -m presscopy.tables.build')
    return 1 if stale else 0


if __name__ == '__main__':
    sys.exit(main())
