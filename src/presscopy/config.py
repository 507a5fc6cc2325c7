"""House style: what the desk wants checked, and where each value came from.

Read from `presscopy.toml`, or from `[tool.presscopy]` in `pyproject.toml`, in the folder of the copy or the nearest one above; the command line
wins over both.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from presscopy.errors import PressError

SELECTOR = re.compile(r'[A-Z]{2}\d{0,3}|ALL')
SCRIPTS = ('auto', 't2s', 'tw2s', 'hk2s', 'off')
LEVELS = ('error', 'warning', 'info')


class House(NamedTuple):
    """The settings of one run. Selectors are codes or the beginnings of codes.

    Of the page: sheet, columns, characters a line, lines a column, size and leading; 0 and '' leave it to the program. `font` holds role=path.
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
    font: tuple[str, ...] = ()

    def wants(self, code: str) -> bool:
        """Whether findings of this code are wanted: the longest selector that fits decides, `ignore` wins a tie."""
        chosen = max((len(s) if s != 'ALL' else 0 for s in self.select if s == 'ALL' or code.startswith(s)), default=-1)
        refused = max(
            (len(s) if s != 'ALL' else 0 for s in self.ignore if s == 'ALL' or code.startswith(s)), default=-1
        )
        return chosen > refused


class Settings(NamedTuple):
    """The house, and for every setting the words for where it came from."""

    house: House
    sources: Mapping[str, str]


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
        if not SELECTOR.fullmatch(one) or (one != 'ALL' and not any(code.startswith(one) for code in catalogue())):
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
                return project if b'[tool.presscopy]' in file.read() else ''
        folder, above = os.path.dirname(folder), folder
    return ''


def load(start: str = '.', path: str = '') -> Settings:
    """The settings in force for copy in folder `start`, or those of the file `path`.

    Raises PressError naming file and setting when a value cannot be used.
    """
    path = path or find(start)
    sources = dict.fromkeys(House._fields, '默认')
    if not path:
        return Settings(House(), sources)
    values = _table(path)
    house = House()
    for key, value in values.items():
        name = key.replace('-', '_')
        if name not in House._fields:
            known = '、'.join(f.replace('_', '-') for f in House._fields)
            raise PressError(f'没有“{key}”这一项设置', path, f'可用：{known}')
        house = house._replace(**{name: _checked(name, value, path)})
        sources[name] = path
    return Settings(house, sources)


def _table(path: str) -> dict[str, Any]:
    import tomllib

    try:
        with open(path, 'rb') as file:
            values = tomllib.load(file)
    except OSError as wrong:
        raise PressError(f'设置文件读不出来：{wrong.strerror}', path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise PressError(f'设置文件不是正确的 TOML：{wrong}', path) from None
    if os.path.basename(path) == 'pyproject.toml':
        values = values.get('tool', {}).get('presscopy', {})
    return values


def _checked(name: str, value: Any, where: str) -> Any:
    if name in ('select', 'ignore'):
        return selectors(value, name, where)
    if name == 'font':
        return _fonts(value, where)
    if name in ('columns', 'chars', 'lines'):
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise PressError(f'{name} 应是 0 或正整数', where, '0 为由程序定')
        return value
    if name in ('sheet', 'size', 'leading'):
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            raise PressError(f'{name} 应是文字或数', where, '例如 size = "小五"、sheet = "a3"')
        return str(value)
    allowed = {'script': SCRIPTS, 'fail_level': LEVELS, 'lang': ('zh', 'en')}[name]
    if value not in allowed:
        raise PressError(f'{name.replace("_", "-")} 不能是 {value!r}', where, f'可用：{"、".join(allowed)}')
    return value


def _fonts(value: Any, where: str) -> tuple[str, ...]:
    """`[font]` as role=path; a path is taken from the settings file's folder."""
    if not isinstance(value, dict) or not all(isinstance(path, str) for path in value.values()):
        raise PressError('font 应是“用途 = "字体文件"”', where, '例如 [font] 下写 kai = "fonts/楷体.ttf"')
    folder = os.path.dirname(os.path.abspath(where))
    return tuple(f'{role}={os.path.join(folder, path)}' for role, path in value.items())
