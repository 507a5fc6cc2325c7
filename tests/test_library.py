"""The library in its few names."""

from __future__ import annotations

import subprocess
import sys

import presscopy
from presscopy.article.article import Article

from .conftest import PROJECT


def test_the_names() -> None:
    assert set(presscopy.__all__) <= {*dir(presscopy), *presscopy._HOMES}
    assert presscopy.convert('沿著河走', 'tw2s') == '沿着河走'
    assert presscopy.Converter('t2s').convert('後來') == '后来'
    article = presscopy.load(PROJECT / 'samples' / 'notice.txt')
    assert isinstance(article, presscopy.Article)
    assert presscopy.edit(article).article.text.startswith('县文化馆')


def test_check_tells_places_in_the_file() -> None:
    found = presscopy.check(Article.of('個(gè)人,好。設(shè)備。經(jīng)濟(jì)。'))
    comma = next(one for one in found if one.code == 'BD101')
    assert tuple(comma.span) == (6, 7)


def test_importing_costs_next_to_nothing() -> None:
    code = 'import sys, presscopy; print([m for m in ("click", "re", "presscopy.desk") if m in sys.modules])'
    done = subprocess.run(
        [sys.executable, '-S', '-c', f'import sys; sys.path = {sys.path!r}; {code}'], capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == '[]'


def test_check_opens_no_heavy_door() -> None:
    heavy = ('reportlab', 'jieba', 'opencc', 'importlib.metadata', 'tomllib', 'pathlib', 'difflib')
    sample = str(PROJECT / 'samples' / 'feature.txt')
    code = f'import sys; from presscopy import desk; desk.edit(desk.load({sample!r})); desk.edit(desk.load({sample!r}))'
    subprocess.run([sys.executable, '-c', code], check=True)  # the compiled dictionaries are in the cache now
    done = subprocess.run(
        [sys.executable, '-c', f'{code}; print([m for m in {heavy!r} if m in sys.modules])'],
        capture_output=True,
        check=True,
    )
    assert set(eval(done.stdout.decode())) <= {'pathlib'}
