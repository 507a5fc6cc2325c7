"""The options of the commands on copy, as rows: what click is built from (`group.py`), and what plain words are read by (`plain.py`).

Reading words that say nothing odd by the rows themselves spares a run the import of click, a sixth of a short check; whatever is not plain, click reads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from presscopy.config import LEVELS


class Option(NamedTuple):
    """One option: its words, and what may follow them."""

    words: tuple[str, ...]  # the short one first
    help: str
    kind: str = 'text'  # or flag, file, number
    metavar: str | None = None
    default: object = None
    choices: tuple[str, ...] = ()
    low: int = 0  # of a number
    high: int = 0
    many: bool = False  # may be given again
    off: str = ''  # the word that turns a flag off
    name: str = ''  # of the parameter, where it is not the long word

    @property
    def parameter(self) -> str:
        """The name of the parameter that takes the value."""
        return self.name or self.words[-1].lstrip('-').replace('-', '_')


class Command(NamedTuple):
    """A command on copy: what it does (its docstring is the help), and its options."""

    run: Callable[..., int]
    options: tuple[Option, ...]
    epilog: str


def flag(*words: str, help: str, off: str = '', default: object = False, name: str = '') -> Option:
    """An option that is there or not."""
    return Option(words, help, 'flag', default=default, off=off, name=name)


def number(word: str, low: int, high: int, *, help: str, metavar: str, default: int | None = None) -> Option:
    """An option with a whole number from `low` to `high`."""
    return Option((word,), help, 'number', metavar, default, low=low, high=high)


COPY = (
    Option(('--select',), '只看这些规则：代码或代码的开头，逗号分开，如 BD,KG101。', metavar='代码'),
    Option(('--ignore',), '不看这些规则。', metavar='代码'),
    Option(('--encoding',), '指明来稿的编码；默认按内容判断。', metavar='编码', default=''),
    Option(('--role',), '指定某一行是什么，如 3=小标题、1=title、5-8=诗行；可重复。', metavar='行号=角色', many=True),
    Option(('--config',), '设置文件；默认取稿件所在文件夹起最近的 presscopy.toml。', 'file', metavar='文件'),
    flag('--force-exclude', help='设置里 exclude 所列的，点名给出也跳过。'),
    Option(('--lang',), '提示语用中文还是英文。', choices=('zh', 'en')),
)
FAIL = Option(('--fail-level',), '有这一级以上的问题就以 1 退出；默认 warning。', choices=tuple(LEVELS))
JOBS = Option(('-j', '--jobs'), '同时用几个进程；默认按稿件多少定。', 'number', '个数', default=0, low=0, high=256)
