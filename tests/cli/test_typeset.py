"""`presscopy typeset` and `presscopy fonts` as an editor runs them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import PROJECT, Run, no_traceback

COPY = '今年以来,全县增产。工業經濟跑出新速度,全縣規模以上工業增加值同比增長9.4%。\n'
SAMPLE = PROJECT / 'samples' / 'county-review.txt'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / '稿 件.txt'
    path.write_text(COPY, encoding='utf-8')
    return path


def pages(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def text(path: Path) -> str:
    from tests.pages.reader import read

    return ''.join(glyph.text for glyph in read(path.read_bytes()).glyphs if not glyph.artifact)


def test_the_pdf_lies_beside_the_copy(run: Run, copy: Path) -> None:
    done = run('typeset', copy.name)
    assert done.returncode == 0, no_traceback(done)
    assert pages(copy.with_suffix('.pdf')) == 1
    assert (
        text(copy.with_suffix('.pdf')) == '今年以来，全县增产。工业经济跑出新速度，全县规模以上工业增加值同比增长9.4%。'
    )
    assert copy.read_text(encoding='utf-8') == COPY, 'the copy itself is not touched'


def test_the_account_says_what_was_changed_and_where_to_look(run: Run) -> None:
    done = run('typeset', SAMPLE, '-o', '大样.pdf')
    said = done.stdout.decode()
    assert done.returncode == 0
    assert '拼音括注140处' in said and '字316处' in said and '标点72处' in said
    assert '请编辑看1处\n    第11行第124字  YF101 句中夹入语气词“噢”' in said
    assert said.splitlines()[-1] == '版面 大样.pdf：1页，A4，2栏，每栏23字×44行，五号字'
    assert len(said.splitlines()) < 8


def test_the_account_in_english(run: Run, copy: Path) -> None:
    said = run('typeset', copy.name, '--lang', 'en').stdout.decode()
    assert 'changed' in said and '1 page(s)' in said and '改' not in said.replace(copy.name, '')


def test_as_is_changes_nothing(run: Run, copy: Path) -> None:
    done = run('typeset', '--as-is', copy.name, '-o', 'a.pdf')
    assert done.returncode == 0
    assert text(copy.parent / 'a.pdf') == COPY.strip()
    assert '没有要改的' in done.stdout.decode()


def test_unsafe_fixes_take_the_first_suggestion(run: Run, tmp_path: Path) -> None:
    run('typeset', SAMPLE, '--unsafe-fixes', '-o', 'a.pdf')
    assert '噢' not in text(tmp_path / 'a.pdf')


def test_the_title_block_is_supplied(run: Run, copy: Path) -> None:
    words = ['--kicker', '引题在此', '--title', '主题：“新”事', '--deck', '——副题', '--byline', '本报记者 林小禾']
    done = run('typeset', copy.name, '-o', 'a.pdf', *words)
    assert done.returncode == 0, no_traceback(done)
    path = copy.parent / 'a.pdf'
    assert text(path).startswith('引题在此主题：“新”事——副题本报记者 林小禾今年以来，')
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo['/Title']) == '主题：“新”事'
        assert str(pdf.docinfo['/Author']) == '本报记者 林小禾'


def test_a_byline_goes_below_the_title_that_the_copy_has(run: Run, tmp_path: Path) -> None:
    run('typeset', PROJECT / 'samples/notice.txt', '-o', 'a.pdf', '--byline', '本报记者 林小禾')
    assert text(tmp_path / 'a.pdf').startswith('县文化馆冬季公益课堂开始报名本报记者 林小禾本报讯')


@pytest.mark.parametrize(
    ('words', 'said'),
    [
        (['--title', '另一个题'], '已有这一行'),
        (['--deck', ' '], '一行文字'),
        (['--deck', 'a\nb'], '一行文字'),
        (['--size', '大号'], '字号'),
        (['--sheet', 'a5x'], '开张'),
        (['--chars', '3'], '太少'),
        (['--chars', '60', '--columns', '3'], '放不进'),
        (['--lines', '2'], '太少'),
        (['--leading', '5'], '行距'),
        (['--leading', '0'], '--leading'),
        (['--columns', '0'], '--columns'),
        (['--font', 'kai'], '用途=文件'),
        (['--font', 'kai=没有.ttf'], '没有这个字体文件'),
        (['--font', '楷=a.ttf'], '用途'),
        (['-o', 'a.txt'], '.pdf'),
        (['-o', '没有这个夹/a.pdf'], '没有这个文件夹'),
        (['--colums', '2'], '是不是 --columns'),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, tmp_path: Path, words: list[str], said: str) -> None:
    done = run('typeset', PROJECT / 'samples/notice.txt', '-o', 'a.pdf', *words)
    assert done.returncode == 2
    assert said in no_traceback(done)
    assert list(tmp_path.iterdir()) == [], 'nothing half written'


@pytest.mark.parametrize(
    ('words', 'told'),
    [
        (['--chars', '13'], 'A4，3栏，每栏13字'),
        (['--chars', '27'], 'A4，2栏，每栏27字×51行，小五字'),
        (['--columns', '1', '--size', '四号'], '通栏36字×33行，四号字'),
        (['--sheet', 'a3'], 'A3，3栏'),
        (['--sheet', 'galley'], 'GALLEY，通栏28字'),
        (['--sheet', '185x260', '--size', '9pt', '--leading', '14'], '185X260，2栏'),
        (['--lines', '30', '--leading', '20'], '×30行'),
    ],
)
def test_the_page_is_as_asked_for(run: Run, tmp_path: Path, words: list[str], told: str) -> None:
    done = run('typeset', PROJECT / 'samples/feature.txt', '-o', 'a.pdf', *words)
    assert done.returncode == 0, no_traceback(done)
    assert told in done.stdout.decode()
    sizes = {'a3': (842, 1191), '185x260': (524, 737)}
    with pikepdf.open(tmp_path / 'a.pdf') as pdf:
        box = [float(value) for value in pdf.pages[0].mediabox]
        assert (round(box[2]), round(box[3])) == sizes.get(words[1], (595, 842))


def test_settings_say_it_too_and_the_command_line_wins(run: Run, copy: Path) -> None:
    settings = 'chars = 18\nsize = "小五"\n[font]\nsong = "box.ttf"\n'
    (copy.parent / 'presscopy.toml').write_text(settings, encoding='utf-8')
    (copy.parent / 'box.ttf').write_bytes((PROJECT / 'tests/fonts/pressbox.ttf').read_bytes())
    assert '每栏18字' in run('typeset', copy.name).stdout.decode()
    assert b'Pressbox' in copy.with_suffix('.pdf').read_bytes()
    assert '每栏20字' in run('typeset', copy.name, '--chars', '20').stdout.decode()
    shown = run('config', copy.name).stdout.decode()
    assert shown.split('chars')[1].split()[0] == '18' and 'presscopy.toml' in shown
    for bad in ('chars = "多"', 'font = 3', 'size = [1]'):
        (copy.parent / 'presscopy.toml').write_text(bad, encoding='utf-8')
        done = run('typeset', copy.name)
        assert done.returncode == 2 and 'presscopy.toml' in no_traceback(done)


def test_several_manuscripts(run: Run, copy: Path) -> None:
    other = copy.with_name('二.txt')
    other.write_text('第二篇稿子在这里。\n', encoding='utf-8')
    assert run('typeset', copy.name, '二.txt').returncode == 0
    assert pages(copy.with_suffix('.pdf')) == pages(other.with_suffix('.pdf')) == 1
    assert run('typeset', copy.name, '二.txt', '-o', '夹/').returncode == 0
    assert sorted(path.name for path in (copy.parent / '夹').iterdir()) == ['二.pdf', '稿 件.pdf']
    assert run('typeset', copy.name, '二.txt', '-o', '本期.pdf').returncode == 0
    assert pages(copy.parent / '本期.pdf') == 2
    done = run('typeset', copy.name, '二.txt', '--title', '题', '-o', 'c.pdf')
    assert done.returncode == 2 and '一篇' in no_traceback(done)


def test_two_of_one_name_are_refused_before_anything_is_written(run: Run, copy: Path) -> None:
    (copy.parent / '甲').mkdir()
    (copy.parent / '甲' / copy.name).write_text('另一篇。\n', encoding='utf-8')
    done = run('typeset', copy.name, f'甲/{copy.name}', '-o', '夹/')
    assert done.returncode == 2 and '都要写成' in no_traceback(done)
    assert not (copy.parent / '夹').exists()


def test_the_others_still_run(run: Run, copy: Path) -> None:
    done = run('typeset', '没有.txt', copy.name, '-o', 'a.pdf')
    assert done.returncode == 2 and '没有这个文件' in no_traceback(done)
    assert pages(copy.parent / 'a.pdf') == 1


def test_the_manuscript_is_never_written_over(run: Run, tmp_path: Path) -> None:
    """Even one that is called .pdf."""
    path = tmp_path / '稿.pdf'
    path.write_text(COPY, encoding='utf-8')
    for words in ([], ['-o', '稿.pdf'], ['-o', './']):
        done = run('typeset', '稿.pdf', *words)
        assert done.returncode == 2 and '盖掉' in no_traceback(done)
    assert path.read_text(encoding='utf-8') == COPY


def test_standard_input_and_output(run: Run, tmp_path: Path) -> None:
    done = run('typeset', '-', data=COPY.encode())
    assert done.returncode == 0 and done.stdout.startswith(b'%PDF-')
    assert '标准输出' in done.stderr.decode()
    assert run('typeset', '-', '-o', 'a.pdf', data=COPY.encode()).returncode == 0
    assert (tmp_path / 'a.pdf').read_bytes() == done.stdout
    # with no `-o`, a file name leads to a file beside it
    assert list(tmp_path.glob('*.pdf')) == [tmp_path / 'a.pdf']


def test_pictures(run: Run, copy: Path) -> None:
    done = run('typeset', copy.name, '--png')
    assert done.returncode == 0, no_traceback(done)
    picture = copy.with_name('稿 件-1.png')
    assert picture.read_bytes().startswith(b'\x89PNG')
    assert '稿 件-1.png' in done.stdout.decode()


def test_a_character_that_no_face_has_is_told_and_fails(run: Run, copy: Path) -> None:
    copy.write_text('今年，\U0002a6d6村增产。\n', encoding='utf-8')
    done = run('typeset', copy.name)
    assert done.returncode == 1
    assert '第1行第4字  PF101 所有字体里都没有“\U0002a6d6”' in done.stdout.decode()
    assert pages(copy.with_suffix('.pdf')) == 1


def test_every_character_that_no_face_has_is_told(run: Run, copy: Path) -> None:
    copy.write_text('名字里有𪚥。\n' * 20, encoding='utf-8')
    said = run('typeset', '--as-is', copy.name).stdout.decode()
    assert said.count('PF101') == 20 and '另有' not in said


def test_fail_level_is_for_those_who_ask(run: Run) -> None:
    assert run('typeset', SAMPLE, '-o', 'a.pdf').returncode == 0
    assert run('typeset', SAMPLE, '-o', 'a.pdf', '--fail-level', 'warning').returncode == 1
    assert run('typeset', SAMPLE, '-o', 'a.pdf', '--fail-level', 'error').returncode == 0


@pytest.mark.skipif(sys.platform == 'win32' or os.geteuid() == 0, reason='root may write anywhere')
def test_an_unwritable_target_is_left(run: Run, copy: Path) -> None:
    target = copy.with_suffix('.pdf')
    target.write_bytes(b'mine')
    target.chmod(0o444)
    done = run('typeset', copy.name)
    assert done.returncode == 2 and target.read_bytes() == b'mine'
    no_traceback(done)


@pytest.mark.parametrize('data', [b'', b'\0\0\0', bytes(range(256)) * 8, b'%PDF-1.7\n'])
def test_what_is_no_copy_is_refused(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / 'a.txt').write_bytes(data)
    done = run('typeset', 'a.txt')
    assert done.returncode == 2
    no_traceback(done)
    assert not (tmp_path / 'a.pdf').exists()


def test_fonts_tells_which_face_serves_what(run: Run) -> None:
    said = run('fonts').stdout.decode()
    assert said.count('通用规范汉字8105个：齐全') == 4
    assert 'Presscopy Song' in said and '小标题' in said
    said = run('fonts', '--font', f'kai={PROJECT}/tests/fonts/pressbox.ttf').stdout.decode()
    assert '缺' in said and 'Pressbox' in said


def test_page_faults_have_their_rule(run: Run) -> None:
    said = run('rule', 'PF203').stdout.decode()
    assert '数' in said and 'GB/T 15835' in said


def test_hanging_and_the_style_of_marks_by_option_and_by_house(run: Run, copy: Path) -> None:
    """Half marks take less room; a house may ask for what the command line may."""
    made = {}
    for name, options in {'plain': [], 'half': ['--marks-style', 'half'], 'hung': ['--hang', 'force']}.items():
        done = run('typeset', SAMPLE, '-o', f'{name}.pdf', '--chars', '13', *options)
        assert done.returncode == 0, no_traceback(done)
        made[name] = (copy.parent / f'{name}.pdf').read_bytes()
    assert len(set(made.values())) == 3
    (copy.parent / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    (copy.parent / 'presscopy.toml').write_text('marks-style = "half"\nhang = "off"\n', encoding='utf-8')
    assert run('typeset', SAMPLE.name, '-o', 'house.pdf', '--chars', '13').returncode == 0
    assert (copy.parent / 'house.pdf').read_bytes() == made['half']
    (copy.parent / 'presscopy.toml').write_text('hang = "maybe"\n', encoding='utf-8')
    done = run('typeset', copy.name)
    assert done.returncode == 2 and 'off、allow、force' in done.stderr.decode()


def test_what_does_not_fit_the_pages_fails_and_is_told(run: Run, copy: Path) -> None:
    copy.write_text(COPY * 200, encoding='utf-8')
    done = run('typeset', copy.name, '--pages', '1')
    assert done.returncode == 1
    said = done.stdout.decode()
    assert 'PF209' in said and '行排不下' in said and '自查不合' not in done.stderr.decode()
    assert pages(copy.with_suffix('.pdf')) == 1
    assert run('typeset', copy.name, '--pages', '99').returncode == 0


def test_articles_flow_into_one_file(run: Run, copy: Path) -> None:
    paths = [copy.parent / f'{n}.txt' for n in range(4)]
    for n, path in enumerate(paths):
        path.write_text(f'第{n}篇的标题\n\n{COPY}', encoding='utf-8')
    names = [path.name for path in paths]
    assert run('typeset', *names, '-o', 'apart.pdf').returncode == 0
    options = ['--flow', '--turns', '--column-rule', '--running-head', '云溪日报', '--first-page', '3']
    done = run('typeset', *names, '-o', 'flow.pdf', *options)
    assert done.returncode == 0, no_traceback(done)
    assert '1页' in done.stdout.decode().splitlines()[-1]
    assert (pages(copy.parent / 'apart.pdf'), pages(copy.parent / 'flow.pdf')) == (4, 1)
    assert text(copy.parent / 'apart.pdf') == text(copy.parent / 'flow.pdf')


def test_running_text_on_a_grid(run: Run, copy: Path) -> None:
    assert run('typeset', copy.name, '-o', 'plain.pdf').returncode == 0
    done = run('typeset', copy.name, '-o', 'grid.pdf', '--fixed-grid')
    assert done.returncode == 0 and not done.stderr, no_traceback(done)
    assert text(copy.parent / 'grid.pdf') == text(copy.parent / 'plain.pdf')


def test_lists_and_verse_by_option_by_house_and_by_role(run: Run, copy: Path) -> None:
    """Items hang unless they are not to; a range of lines may be told to be verse."""
    text = f'# 春耕忙\n\n{COPY.strip()}\n\n1. {COPY.strip()}\n2. {COPY.strip()}\n'.replace('\n\n\n', '\n\n')
    (copy.parent / '稿.md').write_text(text, encoding='utf-8')
    made = {}
    for name, options in {'plain': [], 'hang': ['--lists', 'hang'], 'indent': ['--lists', 'indent']}.items():
        done = run('typeset', '稿.md', '-o', f'{name}.pdf', *options)
        assert done.returncode == 0, no_traceback(done)
        made[name] = (copy.parent / f'{name}.pdf').read_bytes()
    assert made['plain'] == made['hang'] != made['indent']
    (copy.parent / 'presscopy.toml').write_text('lists = "indent"\n', encoding='utf-8')
    assert run('typeset', '稿.md', '-o', 'house.pdf').returncode == 0
    assert (copy.parent / 'house.pdf').read_bytes() == made['indent']
    (copy.parent / '诗.txt').write_text(
        '春耕忙\n轻轻的我走了\n正如我轻轻的来\n\n我轻轻的招手\n' + COPY, encoding='utf-8'
    )
    said = run('outline', '--role', '2-5=诗行', '诗.txt').stdout.decode()
    assert said.count('诗行') == 3
    for wrong in ('5-2=诗行', '2-=诗行诗行', '1-99999=诗行'):
        done = run('outline', '--role', wrong, '诗.txt')
        assert (done.returncode, '行号' in no_traceback(done)) == (2, True), wrong
