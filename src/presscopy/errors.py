"""Errors as the desk reads them, and the exit codes."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The same for every command and every output format."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2


class PressError(Exception):
    """Something outside the copy went wrong: what, where, and what to try. Texts are Chinese, for the desk."""

    def __init__(self, what: str, where: str = '', remedy: str = '') -> None:
        super().__init__(what)
        self.what, self.where, self.remedy = what, where, remedy

    def __str__(self) -> str:
        first = f'{self.where}：{self.what}' if self.where else self.what
        return f'{first}\n    {self.remedy}' if self.remedy else first


def os_words(wrong: OSError) -> str:
    """What the system says, in the desk's words."""
    import errno

    if isinstance(wrong, ValueError):  # io.UnsupportedOperation
        return '输出关着，写不进去'
    known = {
        errno.ENOENT: '没有这个文件',
        errno.EISDIR: '是文件夹，不是文件',
        errno.ENOTDIR: '路径中间有一段不是文件夹',
        errno.EACCES: '没有权限',
        errno.EPERM: '没有权限',
        errno.EROFS: '所在的盘只读',
        errno.ELOOP: '符号链接绕成了圈',
        errno.ENAMETOOLONG: '文件名太长',
        errno.ENOSPC: '盘满了，写不下',
        errno.EIO: '盘读写出错',
        errno.EMFILE: '打开的文件太多',
    }
    return known.get(wrong.errno or 0) or wrong.strerror or str(wrong)
