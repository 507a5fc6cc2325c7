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
