"""The command line as click reads it: every command and option, help, completion, and messages for what is wrong."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from presscopy.cli.options import COPY, Command, Option
from presscopy.cli.progress import echo
from presscopy.errors import ExitCode
from presscopy.version import __version__

COMMANDS = ('check', 'fix', 'convert', 'outline', 'typeset', 'rule', 'config', 'fonts')
FILE = click.Path(readable=False)  # whether it can be read is told when it is read; shells complete the name


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
        opened = import_module(f'presscopy.cli.{cmd_name}').command
        return on_copy(cmd_name, opened) if isinstance(opened, Command) else opened

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


def on_copy(name: str, command: Command) -> click.Command:
    """A command on copy for click: the files, its own options behind those that all share."""
    from presscopy.cli.common import on_given

    paths = click.Argument(['paths'], type=FILE, nargs=-1, required=True, metavar='稿件或文件夹...')
    params: list[click.Parameter] = [paths, *map(option, (*COPY, *command.options))]
    return click.Command(
        name, callback=on_given(command.run), params=params, help=command.run.__doc__, epilog=command.epilog
    )


def option(one: Option) -> click.Option:
    """One option for click."""
    words = [f'{one.words[-1]}/{one.off}'] if one.off else [*one.words]
    named = [*words, one.parameter]
    if one.kind == 'flag':
        return click.Option(named, is_flag=True, default=one.default, help=one.help)
    kind: Any = click.STRING
    if one.choices:
        kind = click.Choice(one.choices)
    elif one.kind == 'number':
        kind = click.IntRange(one.low, one.high)
    elif one.kind == 'file':
        kind = FILE
    more: dict[str, Any] = {} if one.many else {'default': one.default}
    return click.Option(named, type=kind, metavar=one.metavar, multiple=one.many, help=one.help, **more)


@click.group(
    cls=Commands,
    context_settings={'help_option_names': ['-h', '--help'], 'max_content_width': 100},
    epilog='\b\n例：\n  presscopy check 稿件.txt          看有什么问题\n  presscopy fix 稿件.txt -o 净稿.txt  改好另存\n  presscopy fix --diff 稿件.txt     只看会怎么改',
)
@click.version_option(__version__, '-V', '--version', message='presscopy %(version)s', help='显示版本。')
def group() -> None:
    """把编辑部收到的稿子变成干净的简体稿：修复乱码、繁体转简体、改正标点，每一处改动都说明理由。"""


def main(words: Sequence[str]) -> int:
    """The exit code of the command that these words give; what is wrong with them is told."""
    try:
        return int(group.main([*words], prog_name='presscopy', standalone_mode=False) or ExitCode.CLEAN)
    except click.exceptions.NoArgsIsHelpError as wrong:
        echo(wrong.format_message(), err=True)
    except click.UsageError as wrong:
        usage = wrong.ctx.get_usage() + '\n' if wrong.ctx else ''
        echo(f'{usage}用法不对：{_in_chinese(wrong)}', err=True)
    except click.ClickException as wrong:
        echo(wrong.format_message(), err=True)
    except click.Abort:
        raise KeyboardInterrupt from None
    return ExitCode.ERROR


def _in_chinese(wrong: click.UsageError) -> str:
    if isinstance(wrong, click.MissingParameter):
        return f'缺少 {wrong.param.make_metavar(wrong.ctx) if wrong.param and wrong.ctx else wrong.param_hint}'
    if isinstance(wrong, click.NoSuchOption):
        close = f'，是不是 {wrong.possibilities[0]}？' if wrong.possibilities else ''
        return f'没有 {wrong.option_name} 这个选项{close}'
    if isinstance(wrong, click.BadOptionUsage):
        takes_none = 'does not take' in wrong.message
        return f'{wrong.option_name} 后面{"不带值" if takes_none else "缺少值"}'
    if isinstance(wrong, click.BadParameter):
        name = wrong.param.opts[-1] if wrong.param else ''
        return f'{name} 的值不对{_wanted(wrong)}'
    return wrong.format_message().replace('Got unexpected extra argument', '多了参数').rstrip('.')


def _wanted(wrong: click.BadParameter) -> str:
    """What the value should have been."""
    kind = wrong.param.type if wrong.param else None
    if isinstance(kind, click.Choice):
        return f'，可用：{"、".join(map(str, kind.choices))}'
    if isinstance(kind, click.IntRange):
        return f'，应是 {kind.min} 到 {kind.max} 的整数'
    return f'：{wrong.message}'
