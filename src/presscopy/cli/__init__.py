"""The command line: one file a command, opened only when it is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from presscopy.errors import ExitCode, PressError
from presscopy.version import __version__

COMMANDS = ('check', 'fix', 'convert', 'outline', 'typeset', 'rule', 'config', 'fonts')


class Commands(click.Group):
    """A group that imports a command's file when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the desk."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Open one command."""
        if cmd_name not in COMMANDS:
            from difflib import get_close_matches

            close = get_close_matches(cmd_name, COMMANDS, 1)
            hint = f'，是不是 {close[0]}？' if close else f'，可用：{"、".join(COMMANDS)}'
            raise click.UsageError(f'没有“{cmd_name}”这个命令{hint}', ctx)
        command: click.Command = import_module(f'presscopy.cli.{cmd_name}').command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and its arguments; a file whose name begins like an option is taken for a file."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            known = {option for one in command.get_params(ctx) for option in (*one.opts, *one.secondary_opts)}
            rest = [f'.{os.sep}{one}' if _is_dashed_file(one, known) else one for one in rest]
        return name, command, rest


def _is_dashed_file(word: str, known: set[str]) -> bool:
    return len(word) > 2 and word[0] == '-' and word.split('=')[0] not in known and os.path.isfile(word)


@click.group(
    cls=Commands,
    context_settings={'help_option_names': ['-h', '--help'], 'max_content_width': 100},
    epilog='\b\n例：\n  presscopy check 稿件.txt          看有什么问题\n  presscopy fix 稿件.txt -o 净稿.txt  改好另存\n  presscopy fix --diff 稿件.txt     只看会怎么改',
)
@click.version_option(__version__, '-V', '--version', message='presscopy %(version)s', help='显示版本。')
def group() -> None:
    """把编辑部收到的稿子变成干净的简体稿：修复乱码、繁体转简体、改正标点，每一处改动都说明理由。"""


def run() -> NoReturn:
    """Run the command line and end the process; whatever goes wrong is told in words, with exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, 'reconfigure'):
            stream.reconfigure(errors='backslashreplace')
    code = _outcome()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _hush()
    if sys.gettrace() or 'coverage' in sys.modules:
        sys.exit(code)
    # all is written: taking apart what was built would cost a sixth of the time and change nothing (mypy leaves so too)
    os._exit(code)


def _outcome() -> int:
    """The exit code of the command that was given."""
    try:
        return int(group.main(prog_name='presscopy', standalone_mode=False) or ExitCode.CLEAN)
    except click.exceptions.NoArgsIsHelpError as wrong:
        _say(wrong.format_message())
    except click.UsageError as wrong:
        usage = wrong.ctx.get_usage() + '\n' if wrong.ctx else ''
        _say(f'{usage}用法不对：{_in_chinese(wrong)}')
    except click.ClickException as wrong:
        _say(wrong.format_message())
    except PressError as wrong:
        _say(str(wrong))
    except click.Abort:
        _say('已中止')
        return 130
    except BrokenPipeError:
        _hush()
        return ExitCode.CLEAN
    except OSError as wrong:
        _say(f'{wrong.filename or "系统"}：{wrong.strerror or wrong}')
    except MemoryError:
        _say('内存不够，请把文件分开')
    except Exception as wrong:
        if os.environ.get('PRESSCOPY_DEBUG'):
            raise
        _say(f'程序出错：{type(wrong).__name__}: {wrong}\n    稿件没有改动；请把稿件和这条信息发给 presscopy 的维护者')
    return ExitCode.ERROR


def _hush() -> None:
    """The reader has gone (| head): nothing is left to say."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _in_chinese(wrong: click.UsageError) -> str:
    if isinstance(wrong, click.MissingParameter):
        return f'缺少 {wrong.param.make_metavar(wrong.ctx) if wrong.param and wrong.ctx else wrong.param_hint}'
    if isinstance(wrong, click.NoSuchOption):
        close = f'，是不是 {wrong.possibilities[0]}？' if wrong.possibilities else ''
        return f'没有 {wrong.option_name} 这个选项{close}'
    if isinstance(wrong, click.BadParameter):
        name = wrong.param.opts[0] if wrong.param else ''
        choices = getattr(wrong.param and wrong.param.type, 'choices', None)
        known = f'，可用：{"、".join(map(str, choices))}' if choices else f'：{wrong.message}'
        return f'{name} 的值不对{known}'
    return wrong.format_message()


def _say(text: str) -> None:
    click.echo(text, err=True)
