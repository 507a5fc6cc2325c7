"""The command line: one file a command, opened only when it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from presscopy.errors import ExitCode, PressError, os_words

ON_COPY = ('check', 'fix', 'outline', 'typeset')


def run() -> NoReturn:
    """Run the command line and end the process; whatever goes wrong is told in words, with exit code 2."""
    _reopen()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, 'reconfigure'):
            stream.reconfigure(errors='backslashreplace')
    code = _outcome(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _hush()
    if sys.gettrace() or 'coverage' in sys.modules:
        sys.exit(code)
    # all is written: taking apart what was built would cost a sixth of the time and change nothing (mypy leaves so too)
    os._exit(code)


def _reopen() -> None:
    """Streams that the caller has closed: nothing to read, nobody to tell; what is written to the output fails, as it should."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding='utf-8')  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(os.devnull, encoding='utf-8')  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, 'w', encoding='utf-8')  # noqa: SIM115


def _outcome(words: Sequence[str]) -> int:
    """The exit code of the command that was given."""
    try:
        return _done(words)
    except PressError as wrong:
        _say(str(wrong))
    except (KeyboardInterrupt, EOFError):
        _say('已中止')
        return 130
    except BrokenPipeError:
        _hush()
        return ExitCode.CLEAN
    except OSError as wrong:
        _say(f'{wrong.filename or "系统"}：{os_words(wrong)}')
    except MemoryError:
        _say('内存不够，请把文件分开')
    except Exception as wrong:
        if os.environ.get('PRESSCOPY_DEBUG'):
            raise
        _say(f'程序出错：{type(wrong).__name__}: {wrong}\n    稿件没有改动；请把稿件和这条信息发给 presscopy 的维护者')
    return ExitCode.ERROR


def _done(words: Sequence[str]) -> int:
    """Run the command: at once where its words are plain, else as click reads them."""
    if words and words[0] in ON_COPY:
        from presscopy.cli import plain
        from presscopy.cli.common import on_given
        from presscopy.cli.options import COPY

        command = import_module(f'presscopy.cli.{words[0]}').command
        values = plain.read(words[1:], (*COPY, *command.options))
        if values is not None:
            return int(on_given(command.run)(**values))
    from presscopy.cli import group

    return group.main(words)


def _hush() -> None:
    """The reader has gone (| head): nothing is left to say."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(text: str) -> None:
    from presscopy.cli.progress import echo

    echo(text, err=True)
