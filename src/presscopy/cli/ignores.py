"""`presscopy check --add-ignore`: write marks into the copy, so that what is found today is spared."""

from __future__ import annotations

from presscopy import desk
from presscopy.article.article import Article
from presscopy.cli.common import STDIN, Given, replace_file
from presscopy.cli.progress import echo
from presscopy.config import House
from presscopy.errors import ExitCode, PressError
from presscopy.formats import files, ignores
from presscopy.report.located import located
from presscopy.text.finding import Severity
from presscopy.text.place import Places

WISHES = ('GS901', 'GS902')
ROUNDS = 5  # a line spared by one rule may wake another


def add(given: Given) -> int:
    """Give every line with findings at or above the fail level, or that `fix` would change, a mark that names their codes. A second run adds nothing."""
    for name, article, house in given.each():
        if name in given.walked and not files.is_text(article):
            continue
        try:
            if name == STDIN or not files.is_text(article):
                raise PressError('标记只能写进文本文件', name, '请给出 .txt 或 .md 文件')
            text, marked, refused = _marked(article, house)
            if text != article.manuscript:
                replace_file(name, files.encoded(article, text))
            for row in refused:
                echo(f'{name} 第{row}行不能写标记，请写在它上面单独一行', err=True)
            echo(f'{name}：{marked}行写了忽略标记', err=True)
        except (PressError, OSError) as wrong:
            given.failures.tell(wrong, name)
    return ExitCode.ERROR if given.failures.count else ExitCode.CLEAN


def _marked(article: Article, house: House) -> tuple[str, int, list[int]]:
    """The file's text with marks, how many lines have one more, and the lines that cannot have one."""
    level = Severity[house.fail_level.upper()]
    first, text = article.manuscript, article.manuscript
    refused: set[int] = set()
    for _ in range(ROUNDS):
        places = Places(text)
        wanted: dict[int, set[str]] = {}
        for one in located(desk.edit(article, house), each=True):
            row = places.of(one.span.start).row
            spare = one.severity >= level or one.applied
            if spare and one.code not in WISHES and row not in refused and places.line(row).strip():
                wanted.setdefault(row, set()).add(one.code)
        text, cannot = ignores.added(text, wanted, comment=article.meta.get('format') == 'markdown')
        refused.update(cannot)
        if text == article.manuscript:
            break
        again = files.read(files.encoded(article, text), article.meta['name'], article.meta['encoding'])
        article = again._replace(meta=article.meta)
    marked = sum(map(str.__ne__, first.split('\n'), text.split('\n')))
    return text, marked, sorted(refused)
