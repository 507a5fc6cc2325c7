"""The output formats for machines: each is read back by what reads it, and says what `json` says."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from tests.conftest import Run, no_traceback

MACHINES = ('json', 'json-lines', 'github', 'gitlab', 'sarif', 'junit')
# 𠮷 lies beyond the first plane: two UTF-16 code units
COPY = '標題\n\n𠮷先生說,全縣經濟向好.他說"好"。\n今年 以来,增产.\n'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / '稿 件,一:二%.txt'
    path.write_text(COPY, encoding='utf-8')
    return path


def records(run: Run, *words: str | Path) -> list[dict]:
    return json.loads(run('check', '--output-format', 'json', *words).stdout)


def sarif(run: Run, *words: str | Path) -> dict:
    """The log, which the model made from the standard's schema has accepted; it allows no keys that the schema does not."""
    told = json.loads(run('check', '--output-format', 'sarif', *words).stdout)
    model = Sarif.model_validate({key: value for key, value in told.items() if key != '$schema'})
    assert model.model_config.get('extra') == 'forbid'
    return told['runs'][0]


@pytest.mark.parametrize('form', ('full', 'concise', *MACHINES))
def test_same_exit_codes_for_every_format(run: Run, tmp_path: Path, copy: Path, form: str) -> None:
    (tmp_path / '净.txt').write_text('今年以来，增产。\n', encoding='utf-8')
    assert run('check', '--output-format', form, copy.name).returncode == 1
    assert run('check', '--output-format', form, '净.txt').returncode == 0
    assert run('check', '--output-format', form, '--exit-zero', copy.name).returncode == 0
    done = run('check', '--output-format', form, '--exit-zero', copy.name, '没有.txt', '净.txt')
    assert done.returncode == 2
    assert '没有.txt：没有这个文件' in no_traceback(done)


def test_the_documents_stay_valid_without_findings_and_with_unreadable_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / '净.txt').write_text('今年以来，增产。\n', encoding='utf-8')
    for paths in (['净.txt'], ['没有.txt'], ['没有.txt', '净.txt']):
        said = {form: run('check', '--output-format', form, *paths).stdout.decode() for form in MACHINES}
        assert json.loads(said['json']) == json.loads(said['gitlab']) == []
        assert said['json-lines'] == said['github'] == ''
        suites = ET.fromstring(said['junit'])
        assert int(suites.attrib['errors']) == paths.count('没有.txt')
        assert int(suites.attrib['failures']) == 0
        told = sarif(run, *paths)
        assert told['results'] == []
        [invocation] = told['invocations']
        assert invocation['executionSuccessful'] == ('没有.txt' not in paths)


def test_json_lines_are_the_records_of_json(run: Run, copy: Path) -> None:
    said = run('check', '--output-format', 'json-lines', copy.name, copy.name).stdout.decode()
    assert [json.loads(line) for line in said.splitlines()] == records(run, copy.name, copy.name)


def test_github_escapes_what_its_commands_are_made_of(run: Run, copy: Path) -> None:
    said = run('check', '--output-format', 'github', '--select', 'KG102', copy.name).stdout.decode()
    assert said == (
        '::warning title=presscopy (KG102),file=稿 件%2C一%3A二%25.txt,line=4,endLine=4,col=3,endColumn=4'
        '::稿 件,一:二%25.txt:4:3: KG102 汉字之间有空格\n'
    )


def test_gitlab_issues_have_names_of_their_own_that_outlive_moved_lines(run: Run, copy: Path) -> None:
    def issues() -> list[dict]:
        return json.loads(run('check', '--output-format', 'gitlab', '--each', copy.name).stdout)

    before = issues()
    assert len({one['fingerprint'] for one in before}) == len(before) == len(records(run, '--each', copy.name))
    assert {one['severity'] for one in before} <= {'info', 'minor', 'major', 'critical', 'blocker'}
    assert all(one['location']['path'] == copy.name and one['location']['lines']['begin'] > 0 for one in before)
    copy.write_text('新的一行。\n' + COPY, encoding='utf-8')
    after = issues()
    assert [one['fingerprint'] for one in after if one['check_name'] == 'KG102'] == [
        one['fingerprint'] for one in before if one['check_name'] == 'KG102'
    ]


def test_gitlab_paths_start_at_the_projects_folder(run: Run, tmp_path: Path, copy: Path) -> None:
    done = run('check', '--output-format', 'gitlab', copy, CI_PROJECT_DIR=str(tmp_path.parent))
    assert json.loads(done.stdout)[0]['location']['path'] == f'{tmp_path.name}/{copy.name}'


def test_junit_has_a_suite_a_file_and_a_case_a_finding(run: Run, tmp_path: Path, copy: Path) -> None:
    (tmp_path / '净.txt').write_text('今年以来，增产。\n', encoding='utf-8')
    (tmp_path / '控制.txt').write_text('今年\x01以来\ufffe，增产。\n', encoding='utf-8')
    names = [copy.name, '净.txt', '控制.txt']
    suites = ET.fromstring(run('check', '--output-format', 'junit', *names).stdout)
    assert [one.attrib['name'] for one in suites] == names
    assert [len(one.findall('testcase')) for one in suites][1] == 1
    found = records(run, *names)
    failing = [one for one in found if one['severity'] != 'info']
    assert int(suites.attrib['failures']) == len(suites.findall('.//failure')) == len(failing)
    assert len(suites.findall('.//testcase')) == len(found) + 1


def test_sarif_says_what_json_says(run: Run, copy: Path) -> None:
    told, found = sarif(run, copy.name), records(run, copy.name)
    assert told['columnKind'] == 'utf16CodeUnits'
    rules = told['tool']['driver']['rules']
    assert [rules[one['ruleIndex']]['id'] for one in told['results']] == [one['code'] for one in found]
    assert all(rule['shortDescription']['text'] and rule['help']['text'] for rule in rules)
    levels = {'error': 'error', 'warning': 'warning', 'info': 'note'}
    assert [one['level'] for one in told['results']] == [levels[one['severity']] for one in found]
    assert len({one['partialFingerprints']['presscopyLine/v1'] for one in told['results']}) == len(found)
    location = told['results'][0]['locations'][0]['physicalLocation']['artifactLocation']
    assert location['uri'] == '%E7%A8%BF%20%E4%BB%B6%2C%E4%B8%80%3A%E4%BA%8C%25.txt'


def test_sarif_fixes_give_what_fix_writes(run: Run, copy: Path) -> None:
    lines = [line.encode('utf-16-le') for line in COPY.split('\n')]
    starts = [sum(len(line) + 2 for line in lines[:n]) for n in range(len(lines))]

    def at(region: dict, end: str) -> int:
        return starts[region[f'{end}Line'] - 1] + 2 * (region[f'{end}Column'] - 1)

    changes = []
    for result in sarif(run, copy.name)['results']:
        for fix in result.get('fixes', ())[:1]:
            if fix['properties']['applicability'] == 'safe':
                [change] = fix['artifactChanges']
                for one in change['replacements']:
                    region = one['deletedRegion']
                    changes.append((at(region, 'start'), at(region, 'end'), one['insertedContent']['text']))
    text = COPY.encode('utf-16-le')
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new.encode('utf-16-le') + text[end:]
    assert text.decode('utf-16-le') == run('fix', copy.name, '-o', '-').stdout.decode()
    assert changes


def test_sarif_offers_no_fix_for_a_word_file(run: Run, tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph('今年以来,全县增产.')
    document.save(str(tmp_path / '稿.docx'))
    results = sarif(run, '稿.docx')['results']
    assert results
    assert not any('fixes' in one for one in results)


def test_the_report_goes_to_a_file_whole_or_not_at_all(run: Run, tmp_path: Path, copy: Path) -> None:
    target = tmp_path / '报告.json'
    done = run('check', '--output-format', 'json', '--output-file', target.name, copy.name)
    assert (done.returncode, done.stdout) == (1, b'')
    assert json.loads(target.read_text('utf-8')) == records(run, copy.name)
    before = target.read_bytes()
    assert (
        run('check', '--output-format', 'json', '--output-file', target.name, '--select', 'XX', copy.name).returncode
        == 2
    )
    assert target.read_bytes() == before
    assert run('check', '--output-file', '没有/报告.txt', copy.name).returncode == 2
    run('check', '--output-file', '看.txt', copy.name)
    assert (tmp_path / '看.txt').read_bytes() == run('check', copy.name).stdout
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([copy.name, target.name, '看.txt'])


def test_file_names_that_are_no_text_do_not_break_a_report(run: Run, tmp_path: Path) -> None:
    name = b'\xb8\xe5.txt'
    try:
        Path(bytes(tmp_path).decode(), name.decode('utf-8', 'surrogateescape')).write_text(COPY, encoding='utf-8')
    except OSError:
        pytest.skip('this file system takes only names that are text')
    for form in ('full', 'concise', *MACHINES):
        done = run('check', '--output-format', form, name.decode('utf-8', 'surrogateescape'))
        assert done.returncode == 1, no_traceback(done)
        if form in ('json', 'gitlab', 'sarif'):
            json.loads(done.stdout)
        if form == 'junit':
            ET.fromstring(done.stdout)


def test_a_report_is_not_written_over_copy(run: Run, tmp_path: Path, copy: Path) -> None:
    for option in (['--output-file', copy.name], ['--baseline', copy.name, '--write-baseline']):
        assert run('check', *option, copy.name).returncode == 2
        assert copy.read_text('utf-8') == COPY
    # a report that lies among the copy is no copy
    for _ in range(2):
        run('check', '--output-format', 'concise', '--output-file', '报告.txt', '.')
        assert {line.split(':')[0] for line in (tmp_path / '报告.txt').read_text('utf-8').splitlines()} == {'稿 件,一'}


def test_what_is_offered_stands_where_it_was_found(run: Run, tmp_path: Path) -> None:
    # the first line loses characters in the round in which the second is looked at
    (tmp_path / 'a.txt').write_text('他 们 断 断 续 续 地 说。\n他说‘好’，走了。\n', encoding='utf-8')
    offered = [one for one in json.loads(run('check', '--output-format', 'json', 'a.txt').stdout) if one['fix']]
    assert {'BD207', 'KG102'} <= {one['code'] for one in offered}
    for one in offered:
        start, end = one['offset']['start'], one['offset']['end']
        assert all(start <= edit['start'] <= edit['end'] <= end for edit in one['fix']['edits']), one
