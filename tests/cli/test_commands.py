"""The commands as people and scripts use them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run, no_traceback

COPY = '編者按:今年以來,全縣經濟向好.\n'
CLEAN = '编者按：今年以来，全县经济向好。\n'


def test_version_and_help(run: Run) -> None:
    assert run('--version').stdout.startswith(b'presscopy ')
    assert '例' in run('--help').stdout.decode()
    for command in ('check', 'fix', 'convert', 'outline', 'rule', 'config'):
        assert run(command, '--help').returncode == 0, command


def test_check_finds_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text(COPY, encoding='utf-8')
    done = run('check', 'a.txt')
    assert done.returncode == 1
    assert '繁体字' in done.stdout.decode()
    assert (tmp_path / 'a.txt').read_text(encoding='utf-8') == COPY
    (tmp_path / 'a.txt').write_text(CLEAN, encoding='utf-8')
    assert run('check', 'a.txt').returncode == 0


def test_english(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text('今年以来,全县增产。\n', encoding='utf-8')
    assert 'half-width comma' in run('check', '--lang', 'en', '--output-format', 'concise', 'a.txt').stdout.decode()


def test_standard_input_and_its_name(run: Run) -> None:
    done = run('check', '--output-format', 'concise', '--stdin-filename', '头条.txt', '-', data=COPY.encode())
    assert done.stdout.decode().startswith('头条.txt:1:')
    assert run('fix', '-', data=COPY.encode()).stdout.decode() == CLEAN


def test_json_is_an_array_of_records(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text('今年以来,全县增产。\n', encoding='utf-8')
    [record] = json.loads(run('check', '--output-format', 'json', 'a.txt').stdout)
    assert record == {
        'code': 'BD101',
        'name': 'half-comma',
        'message': '中文里用了半角逗号',
        'severity': 'error',
        'filename': 'a.txt',
        'location': {'row': 1, 'column': 5},
        'end_location': {'row': 1, 'column': 6},
        'offset': {'start': 4, 'end': 5},
        'fix': {
            'applicability': 'safe',
            'message': '中文里用了半角逗号',
            'certainty': 1.0,
            'edits': [{'start': 4, 'end': 5, 'content': '，'}],
        },
        'alternatives': [],
    }


def test_select_and_ignore(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text('今年 以来,全县增产.\n', encoding='utf-8')

    def codes(*words):
        return {r['code'] for r in json.loads(run('check', '--output-format', 'json', *words, 'a.txt').stdout)}

    assert codes() == {'BD101', 'BD102', 'KG102'}
    assert codes('--select', 'BD') == {'BD101', 'BD102'}
    assert codes('--select', 'BD', '--ignore', 'BD101') == {'BD102'}
    assert codes('--ignore', 'BD', '--select', 'BD101') == {'BD101'}
    (tmp_path / 'presscopy.toml').write_text('ignore = ["KG"]\n', encoding='utf-8')
    assert codes() == {'BD101', 'BD102'}
    assert 'presscopy.toml' in run('config').stdout.decode()


def test_fix_in_place_keeps_encoding_permissions_and_line_ends(run: Run, tmp_path: Path) -> None:
    path = tmp_path / '稿 件.txt'
    for encoding, bom in (('gb18030', b''), ('utf-8', b'\xef\xbb\xbf'), ('utf-16-le', b'\xff\xfe')):
        path.write_bytes(bom + (COPY * 8).replace('\n', '\r\n').encode(encoding))
        path.chmod(0o640)
        done = run('fix', path)
        assert done.returncode == 0, no_traceback(done)
        assert path.read_bytes() == bom + (CLEAN * 8).replace('\n', '\r\n').encode(encoding)
        assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ['稿 件.txt']


def test_fix_to_a_file_is_utf8_and_leaves_the_source(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_bytes((COPY * 8).encode('big5'))
    assert run('fix', 'a.txt', '-o', 'b.txt').returncode == 0
    assert (tmp_path / 'b.txt').read_bytes() == (CLEAN * 8).encode()
    assert (tmp_path / 'a.txt').read_bytes() == (COPY * 8).encode('big5')


def test_fix_several_to_a_folder(run: Run, tmp_path: Path) -> None:
    for folder in ('一', '二'):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / 'a.txt').write_text(COPY, encoding='utf-8')
    (tmp_path / 'b.txt').write_text(COPY, encoding='utf-8')
    assert run('fix', '一/a.txt', 'b.txt', '-o', '净').returncode == 0
    assert sorted(one.name for one in (tmp_path / '净').iterdir()) == ['a.txt', 'b.txt']
    done = run('fix', '一/a.txt', '二/a.txt', '-o', '新')
    assert done.returncode == 2
    assert '同名' in no_traceback(done)
    assert not (tmp_path / '新').exists()


def test_diff_shows_and_does_not_write(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text(COPY, encoding='utf-8')
    done = run('fix', '--diff', 'a.txt')
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[-2:] == ['-' + COPY.rstrip(), '+' + CLEAN.rstrip()]
    assert (tmp_path / 'a.txt').read_text(encoding='utf-8') == COPY
    (tmp_path / 'a.txt').write_text(CLEAN, encoding='utf-8')
    assert run('fix', '--diff', 'a.txt').returncode == 0


@pytest.mark.skipif(not shutil.which('patch'), reason='there is no patch here')
@pytest.mark.parametrize('copy', ['一,二\n三。\n四,末', '一,二\r\n三。\r\n四,末\r\n', '一,二\x0c三,四\u2028五,六。\n'])
def test_patch_takes_the_diff(run: Run, tmp_path: Path, copy: str) -> None:
    path = tmp_path / '稿 件.txt'
    path.write_bytes(copy.encode())
    diff = run('fix', '--diff', path.name).stdout
    run('fix', path.name)
    mended = path.read_bytes()
    path.write_bytes(copy.encode())
    done = subprocess.run(['patch', '--binary', '-p0'], input=diff, cwd=tmp_path, capture_output=True, check=True)
    assert path.read_bytes() == mended, done.stdout.decode()


def test_what_changes_beside_the_text_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_bytes(CLEAN.replace('\n', '\r\n').encode())
    done = run('fix', '--diff', '--newline', 'lf', 'a.txt')
    assert done.returncode == 1 and '换行改为 LF' in no_traceback(done)
    assert '加上了字节序标记' in no_traceback(run('fix', '--bom', 'yes', 'a.txt'))
    done = run('fix', '--diff', '--output-encoding', 'gb18030', 'a.txt')
    assert done.returncode == 1 and '存为 GB18030 编码' in no_traceback(done)
    assert '字节序标记' not in no_traceback(run('fix', '--bom', 'yes', 'a.txt'))
    said = no_traceback(run('fix', '--output-encoding', 'UTF8', 'a.txt'))
    assert '编码' not in said and '去掉了字节序标记' in said


def test_mixed_line_ends_are_made_one_and_told(run: Run, tmp_path: Path) -> None:
    mixed = '一。\r\n二。\n三。\r\n'.encode()
    (tmp_path / 'a.txt').write_bytes(mixed)
    run('fix', 'a.txt')
    assert (tmp_path / 'a.txt').read_bytes() == mixed
    assert '换行改为 CRLF' in no_traceback(run('fix', '--newline', 'crlf', 'a.txt'))
    assert (tmp_path / 'a.txt').read_bytes() == '一。\r\n二。\r\n三。\r\n'.encode()
    (tmp_path / 'a.txt').write_bytes(mixed + COPY.encode())
    assert '换行统一为' in no_traceback(run('fix', 'a.txt'))


def test_nothing_selected_is_no_clean_bill(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text(COPY, encoding='utf-8')
    done = run('check', '--select', '', 'a.txt')
    assert done.returncode == 2 and '没有写代码' in no_traceback(done)


def test_a_family_of_rules_is_listed(run: Run) -> None:
    listed = run('rule', 'bd3').stdout.decode().split('\n')[:-1]
    assert len(listed) > 5 and all(line.startswith('BD3') for line in listed)
    assert run('rule', 'BD999').returncode == 2


def test_backup_keeps_every_original(run: Run, tmp_path: Path) -> None:
    for n in range(2):
        (tmp_path / 'a.txt').write_text(f'第{n}稿:{COPY}', encoding='utf-8')
        run('fix', '--backup', 'a.txt')
    assert (tmp_path / 'a.txt.bak').read_text(encoding='utf-8').startswith('第0稿')
    assert (tmp_path / 'a.txt.bak2').read_text(encoding='utf-8').startswith('第1稿')


def test_a_link_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'real.txt').write_text(COPY, encoding='utf-8')
    (tmp_path / 'link.txt').symlink_to('real.txt')
    run('fix', 'link.txt')
    assert (tmp_path / 'link.txt').is_symlink()
    assert (tmp_path / 'real.txt').read_text(encoding='utf-8') == CLEAN


def test_no_newline_at_the_end_stays_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text(COPY.rstrip(), encoding='utf-8')
    run('fix', 'a.txt')
    assert (tmp_path / 'a.txt').read_text(encoding='utf-8') == CLEAN.rstrip()


def test_convert_is_a_filter(run: Run, tmp_path: Path) -> None:
    assert (
        run('convert', data='後來,她沿著河走。\r\n简体的王丙乾不动。\n'.encode()).stdout.decode()
        == '后来,她沿着河走。\r\n简体的王丙乾不动。\n'
    )
    (tmp_path / 'a.txt').write_text('軟體\n', encoding='utf-8')
    assert run('convert', '-c', 'tw2sp', '-i', 'a.txt', '-o', 'b.txt').returncode == 0
    assert (tmp_path / 'b.txt').read_text(encoding='utf-8') == '软件\n'
    assert run('convert', '--plain', '-c', 't2s', data='沿著'.encode()).stdout.decode() == '沿著'


def test_outline(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text('春耕備耕忙\n本報記者 林小禾\n  今年以來,全縣搶抓農時。\n', encoding='utf-8')
    [article] = json.loads(run('outline', '--json', 'a.txt').stdout)
    assert article['script'] == 'traditional' and article['encoding'] == 'utf-8'
    told = [(b['role'], b['text'], b['start'], b['end']) for b in article['blocks']]
    assert told == [
        ('title', '春耕备耕忙', 0, 5),
        ('byline', '本报记者 林小禾', 6, 14),
        ('body', '今年以来，全县抢抓农时。', 17, 29),
    ]
    assert '署名' in run('outline', 'a.txt').stdout.decode()


def test_rule_explains(run: Run) -> None:
    said = run('rule', 'BD301').stdout.decode()
    assert 'GB/T 15834' in said and '→' in said
    assert len(run('rule').stdout.decode().splitlines()) > 50


def test_fail_level(run: Run, tmp_path: Path) -> None:
    (tmp_path / 'a.txt').write_text('今年 以来增产。\n', encoding='utf-8')
    assert run('check', 'a.txt').returncode == 1
    assert run('check', '--fail-level', 'error', 'a.txt').returncode == 0


def test_damage_that_is_not_wanted_undone_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    text = '這個(gè)設(shè)備,是經(jīng)濟(jì)勇?lián)?dāng)的。\n'
    (tmp_path / 'a.txt').write_text(text, encoding='utf-8')
    done = run('fix', '--ignore', 'BM', 'a.txt', '-o', '-').stdout.decode()
    assert done == '这个(gè)设(shè)备，是经(jīng)济(jì)勇?lián)?dāng)的。\n'
