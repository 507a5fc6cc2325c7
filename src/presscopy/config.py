"""House style: what the desk wants checked, and where each value came from.

Read from `presscopy.toml`, or from `[tool.presscopy]` in `pyproject.toml`, in the folder of the copy or the nearest one above; the command line
wins over both.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from presscopy import codes
from presscopy.errors import PressError, os_words

SELECTOR = r'[A-Z]{2}\d{0,3}|ALL'
HAN_APART = r'[^\W\d_A-Za-z][ \u3000]+[^\W\d_A-Za-z]'  # two columns parted by a blank, not by a tab
SCRIPTS = ('auto', 't2s', 'tw2s', 'hk2s', 'off')
LEVELS = ('error', 'warning', 'info')
HANGS = ('off', 'allow', 'force')
WIDTHS = ('full', 'kaiming', 'half')
LISTS = ('hang', 'indent', 'all')


class House(NamedTuple):
    """The settings of one run. Selectors are codes or the beginnings of codes.

    Of the page: sheet, columns, characters a line, lines a column, size and leading; 0 and '' leave it to the program. `font` holds role=path.
    Of the words: `keep` no rule may enter; `names` as (as the copy may write it, as the house writes it), which win over the script tables; `words` as
    (not to be used, what to use instead or '', why). `severities` holds (selector, level or 'off'), `per_file_ignores` (pattern of the path, selectors).
    `include` and `exclude` are patterns of the files taken from folders, from the settings file's folder.
    """

    select: tuple[str, ...] = ('ALL',)
    ignore: tuple[str, ...] = ()
    script: str = 'auto'
    fail_level: str = 'warning'
    lang: str = 'zh'
    sheet: str = 'a4'
    columns: int = 0
    chars: int = 0
    lines: int = 0
    size: str = ''
    leading: str = ''
    hang: str = 'off'
    marks_style: str = 'full'
    lists: str = 'hang'
    column_rule: bool = False
    running_head: str = ''
    font: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str, str], ...] = ()
    fixable: tuple[str, ...] = ('ALL',)
    unfixable: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def wants(self, code: str) -> bool:
        """Whether findings of this code are wanted: the longest selector that fits decides, `ignore` wins a tie.

        A code that the catalogue leaves off is wanted only where it is selected, or given a level, by its whole name.
        """
        return _wanted(self.select, self.ignore, self.severities)[code]

    def fixes(self, code: str) -> bool:
        """Whether what this code offers may be applied; else it is only shown."""
        return _longest(code, self.fixable) > _longest(code, self.unfixable)

    def severity(self, code: str) -> str:
        """The level that the house gives this code, '' when the catalogue's stands."""
        given = [(len(selector), level) for selector, level in self.severities if code.startswith(selector)]
        return max(given)[1] if given else ''


class _Wanted(dict[str, bool]):
    """Which codes are wanted, worked out when one is first asked for."""

    def __init__(self, select: Sequence[str], ignore: Sequence[str], severities: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._select, self._severities = select, severities
        self._ignore = (*ignore, *(selector for selector, level in severities if level == 'off'))

    def __missing__(self, code: str) -> bool:
        left_off = code in codes.off() and code not in self._select and all(code != one for one, _ in self._severities)
        self[code] = wanted = not left_off and _longest(code, self._select) > _longest(code, self._ignore)
        return wanted


@lru_cache(maxsize=32)
def _wanted(select: tuple[str, ...], ignore: tuple[str, ...], severities: tuple[tuple[str, str], ...]) -> _Wanted:
    return _Wanted(select, ignore, severities)


def _longest(code: str, selected: Sequence[str]) -> int:
    """The length of the longest selector that fits a code, -1 when none does."""
    return max((len(s) if s != 'ALL' else 0 for s in selected if s == 'ALL' or code.startswith(s)), default=-1)


class Settings(NamedTuple):
    """The house, and for every setting the words for where it came from."""

    house: House
    sources: Mapping[str, str]
    path: str = ''

    @classmethod
    def unset(cls) -> Settings:
        """What holds where there is no settings file."""
        return cls(House(), dict.fromkeys(House._fields, '默认'))

    def for_file(self, name: str) -> House:
        """The house for one file: with what is ignored in files of its kind. Patterns are of paths from the settings file's folder."""
        if not self.house.per_file_ignores:
            return self.house
        from fnmatch import fnmatch

        below = os.path.relpath(os.path.abspath(name), os.path.dirname(os.path.abspath(self.path))).replace(os.sep, '/')
        more = [
            code
            for pattern, codes in self.house.per_file_ignores
            if fnmatch(below, pattern) or fnmatch(os.path.basename(name), pattern)
            for code in codes
        ]
        return self.house._replace(ignore=(*self.house.ignore, *more))


def selectors(value: Any, name: str, where: str) -> tuple[str, ...]:
    """Check a list of codes or beginnings of codes, given as a list or as text parted by commas.

    Raises PressError for one that fits no rule.
    """
    from presscopy.codes import catalogue

    listed = value.split(',') if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise PressError(f'{name} 应是规则代码的列表', where, f'例如 {name} = ["BD", "KG101"]')
    found = tuple(one.strip().upper() for one in listed if one.strip())
    for one in found:
        if not re.fullmatch(SELECTOR, one) or (one != 'ALL' and not any(code.startswith(one) for code in catalogue())):
            raise PressError(f'没有代码以“{one}”开头的规则', where or name, '用 presscopy rule 看全部规则')
    return found


def find(start: str) -> str:
    """The settings file that governs copy in folder `start`, '' when there is none."""
    folder, above = os.path.abspath(start), ''
    while folder != above:
        named, project = os.path.join(folder, 'presscopy.toml'), os.path.join(folder, 'pyproject.toml')
        if os.path.isfile(named):
            return named
        if os.path.isfile(project):
            with open(project, 'rb') as file:
                return project if re.search(rb'^\s*\[tool\.presscopy[].]', file.read(), re.MULTILINE) else ''
        folder, above = os.path.dirname(folder), folder
    return ''


def load(start: str = '.', path: str = '') -> Settings:
    """The settings in force for copy in folder `start`, or those of the file `path`.

    Raises PressError naming file and setting when a value cannot be used.
    """
    path = path or find(start)
    sources = dict.fromkeys(House._fields, '默认')
    if not path:
        return Settings.unset()
    values = _table(path)
    house = House()
    for key, value in values.items():
        name = key.replace('-', '_')
        if name not in House._fields:
            raise _unknown(key, path)
        try:
            house = house._replace(**{name: _checked(name, value, path)})
        except PressError as wrong:
            raise _placed(wrong, name, value, path) from None
        sources[name] = path
    return Settings(house, sources, path)


def _table(path: str) -> dict[str, Any]:
    import tomllib

    try:
        with open(path, encoding='utf-8-sig') as file:
            text = file.read()
        values = tomllib.loads(text)
    except OSError as wrong:
        raise PressError(f'设置文件读不出来：{os_words(wrong)}', path, '请检查文件名和读写权限') from None
    except UnicodeDecodeError:
        raise PressError('设置文件不是 UTF-8', path, '请另存为 UTF-8') from None
    except tomllib.TOMLDecodeError as wrong:
        raise _not_toml(str(wrong), text, path) from None
    if os.path.basename(path) == 'pyproject.toml':
        values = values.get('tool', {}).get('presscopy', {})
    return values


TOML_SAYS = {
    'Invalid value': '“=”后面的值写得不对',
    'Invalid statement': '这一行看不懂',
    "Expected '='": '缺“=”',
    'Expected newline': '一行里写了两项，或值后面多了字',
    'Cannot overwrite': '同一项写了两次',
    'Cannot declare': '同一节写了两次',
    'Unclosed array': '“[”没有配对',
    'Unterminated string': '引号没有配对',
    'Illegal character': '有不能用的字符，或引号没有配对',
    'Unescaped': '有不能用的“\\”',
}


def _not_toml(said: str, text: str, path: str) -> PressError:
    """What TOML's reader says, in the desk's words, with the line."""
    found = re.search(r'line (\d+), column (\d+)', said)
    place = f'第{found[1]}行第{found[2]}字' if found else f'第{len(text.rstrip().splitlines()) or 1}行'
    told = next((chinese for english, chinese in TOML_SAYS.items() if said.startswith(english)), said)
    remedy = '写成 名称 = 值：文字加半角引号，如 script = "auto"；列表写 ignore = ["KG105"]'
    return PressError(f'设置文件不是正确的 TOML：{told}', f'{path} {place}', remedy)


def _unknown(key: str, path: str) -> PressError:
    """There is no such setting: what may have been meant, or what there is."""
    from difflib import get_close_matches

    known = [name.replace('_', '-') for name in House._fields]
    remedy = f'可用：{"、".join(known)}'
    if close := get_close_matches(key, known, 1):
        remedy = f'是不是 {close[0]}？{remedy}'
    if key == 'tool':
        remedy = '[tool.presscopy] 只写在 pyproject.toml 里；这里直接写各项'
    return PressError(f'没有“{key}”这一项设置', _line(path, key), remedy)


def _placed(wrong: PressError, name: str, value: Any, path: str) -> PressError:
    """What is wrong with a setting, with the line of the file; in a table, the line of the entry that is."""
    if wrong.where != path:
        return wrong
    key = name.replace('_', '-')
    if isinstance(value, dict):
        for entry, one in value.items():
            try:
                _checked(name, {entry: one}, path)
            except PressError:
                key = entry
                break
    return PressError(wrong.what, _line(path, key), wrong.remedy)


def _line(path: str, key: str) -> str:
    """The file, and the line that gives a key, where one does so plainly."""
    spelled = '[-_]'.join(map(re.escape, key.split('-')))
    gives = re.compile(rf'\s*(?:\[(?:tool\.presscopy\.)?)?["\']?{spelled}["\']?\s*[=.\]]')
    with open(path, encoding='utf-8-sig') as file:
        row = next((row for row, line in enumerate(file, 1) if gives.match(line)), 0)
    return f'{path} 第{row}行' if row else path


def _checked(name: str, value: Any, where: str) -> Any:
    if name in ('select', 'ignore', 'fixable', 'unfixable'):
        return selectors(value, name, where)
    if name in ('include', 'exclude'):
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise PressError(f'{name} 应是文件名样式的列表', where, f'例如 {name} = ["存档/", "*.txt"]')
        return tuple(value)
    if name in _OF_WORDS:
        return _OF_WORDS[name](value, where)
    if name == 'severities':
        return _severities(value, where)
    if name == 'per_file_ignores':
        if not isinstance(value, dict):
            raise PressError(
                'per-file-ignores 应是“文件 = [代码]”', where, '例如 [per-file-ignores] 下写 "旧文/*" = ["YC"]'
            )
        return tuple((pattern, selectors(codes, 'per-file-ignores', where)) for pattern, codes in value.items())
    if name == 'font':
        return _fonts(value, where)
    if name in ('columns', 'chars', 'lines'):
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise PressError(f'{name} 应是 0 或正整数', where, '0 为由程序定')
        return value
    if name == 'column_rule':
        if not isinstance(value, bool):
            raise PressError('column-rule 应是 true 或 false', where)
        return value
    if name == 'running_head':
        if not isinstance(value, str) or '\n' in value:
            raise PressError('running-head 应是一行文字', where)
        return value.strip()
    if name in ('sheet', 'size', 'leading'):
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            raise PressError(f'{name} 应是文字或数', where, '例如 size = "小五"、sheet = "a3"')
        return str(value)
    allowed = {
        'script': SCRIPTS,
        'fail_level': LEVELS,
        'lang': ('zh', 'en'),
        'hang': HANGS,
        'marks_style': WIDTHS,
        'lists': LISTS,
    }[name]
    if value not in allowed:
        raise PressError(f'{name.replace("_", "-")} 不能是 {value!r}', where, f'可用：{"、".join(allowed)}')
    return value


def _fonts(value: Any, where: str) -> tuple[str, ...]:
    """`[font]` as role=path; a path is taken from the settings file's folder."""
    if not isinstance(value, dict) or not all(isinstance(path, str) for path in value.values()):
        raise PressError('font 应是“用途 = "字体文件"”', where, '例如 [font] 下写 kai = "fonts/楷体.ttf"')
    folder = os.path.dirname(os.path.abspath(where))
    return tuple(f'{role}={os.path.join(folder, path)}' for role, path in value.items())


def _severities(value: Any, where: str) -> tuple[tuple[str, str], ...]:
    """`[severities]`: a code or the beginning of codes, and the level that the house gives it."""
    if not isinstance(value, dict):
        raise PressError('severities 应是“代码 = "级别"”', where, '例如 [severities] 下写 YF106 = "warning"')
    found = []
    for code, level in value.items():
        (selector,) = selectors([code], 'severities', where)
        if level not in (*LEVELS, 'off'):
            raise PressError(f'{code} 的级别不能是 {level!r}', where, f'可用：{"、".join(LEVELS)}、off')
        found.append((selector, level))
    return tuple(found)


def _listed(value: Any, name: str, where: str) -> Iterator[tuple[list[str], str]]:
    """The rows of a setting of words: a list in the settings file, or the name of a table, one entry a line, its columns parted by tabs.

    Yields the columns and the words for where they stand. Raises PressError naming the file and its line.
    """
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        for one in value:
            yield one.split('\t'), where
        return
    if not isinstance(value, str):
        raise PressError(
            f'{name} 应是词的列表，或词表的文件名', where, f'例如 {name} = ["甲", "乙"] 或 {name} = "{name}.tsv"'
        )
    path = os.path.join(os.path.dirname(os.path.abspath(where)), value)
    try:
        with open(path, encoding='utf-8-sig') as file:
            for row, line in enumerate(file, 1):
                if line.strip() and not line.startswith('#'):
                    yield [part.strip() for part in line.rstrip('\n').split('\t')], f'{path} 第{row}行'
    except OSError as wrong:
        raise PressError(f'{name} 指的词表读不出来：{os_words(wrong)}', path, f'文件名写在 {where} 里') from None
    except UnicodeDecodeError:
        raise PressError('词表不是 UTF-8', path, '请另存为 UTF-8') from None


def _keep(value: Any, where: str) -> tuple[str, ...]:
    found = []
    for (word, *_), place in _listed(value, 'keep', where):
        if not word:
            raise PressError('这一行没有词', place, '一行一个词')
        found.append(word)
    return tuple(found)


def _names(value: Any, where: str) -> tuple[tuple[str, str], ...]:
    """A name a line, as the house writes it; or as the copy may write it, a tab, and as the house writes it, both of one length."""
    found = []
    for (first, *rest), place in _listed(value, 'names', where):
        house = rest[0] if rest and rest[0] else first
        if not first or len(first) != len(house):
            raise PressError(
                f'“{first}”和“{house}”字数不等', place, '一行一个名字；或 来稿写法、制表符、本报写法，字数相等'
            )
        found.append((first, house))
    return tuple(found)


def _words(value: Any, where: str) -> tuple[tuple[str, str, str], ...]:
    """Not to be used, what to use instead (may be empty), why (may be missing)."""
    found: list[tuple[str, str, str]] = []
    places: dict[str, str] = {}
    for (wrong, *rest), place in _listed(value, 'words', where):
        right, reason = [*rest, '', ''][:2]
        if not wrong or wrong == right or (not rest and re.search(HAN_APART, wrong)):
            raise PressError('这一行看不懂', place, '写成 不用的词、制表符、改用的词（可空）、制表符、理由（可空）')
        if wrong in places:
            raise PressError(f'“{wrong}”写了两次', place, f'一个词只写一行；前一处在 {places[wrong]}')
        places[wrong] = place
        found.append((wrong, right, reason))
    for wrong, right, _ in found:
        if right in places:
            raise PressError(f'“{right}”又是不用的词又是改用的词', places[right], f'“{wrong}”改成只指向最后要用的词')
    return tuple(found)


_OF_WORDS = {'keep': _keep, 'names': _names, 'words': _words}
