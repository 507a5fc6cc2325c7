"""One way to set articles for every tool: the same jobs, the same faces, size, leading, measure and number of columns.

    PYTHON bench/setters.py {presscopy,copy,platypus,typst,weasyprint} JOBS.json FONTS

Run by `layout.py`, each tool with the Python that has it. In: an array of jobs `{blocks, text, chars, columns, size, width, height, out}`,
lengths in points. Out: a PDF for each job, and on standard output a JSON array: for each job the seconds it took and what the tool told of it.
`copy` is presscopy on a file of text, as `typeset --as-is` does it; `presscopy` is told the roles of the lines, as its peers are.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from html import escape
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import Any

LEADING = 1.6  # of the size
GUTTER = 2  # em
Job = dict[str, Any]
Setter = Callable[[Job], list[str]]  # writes the PDF, returns the codes of what it told
NOTES, LARGE = ('editors_note',), ('kicker', 'title', 'deck')
PLAIN = ('byline', 'credit', 'signature', 'caption')


def leading(job: Job) -> float:
    """The distance of baselines, to a tenth of a point."""
    return round(float(job['size']) * LEADING, 1)


def margins(job: Job) -> tuple[float, float]:
    """The blank at either side of the columns, and above and below."""
    size, columns = job['size'], job['columns']
    wide = columns * job['chars'] * size + (columns - 1) * GUTTER * size
    high = (job['height'] - 2 * 54) // leading(job) * leading(job)
    return (job['width'] - wide) / 2, (job['height'] - high) / 2


def face_of(role: str) -> str:
    """The face of a part, as in presscopy."""
    if role in LARGE or role in ('heading', 'question'):
        return 'Hei'
    return 'Kai' if role in (*NOTES, *PLAIN) else 'Song'


def presscopy_setter(fonts: str) -> Setter:
    """presscopy as a library, told the roles."""
    library, articles, blocks = (
        import_module(f'presscopy{name}') for name in ('', '.article.article', '.article.block')
    )
    spans, areas = import_module('presscopy.text.span'), import_module('presscopy.layout.typearea')

    def run(job: Job) -> list[str]:
        texts = [text for _, text in job['blocks']]
        starts = accumulate((len(text) + 1 for text in texts), initial=0)
        made = tuple(
            blocks.Block(role, spans.Span(start, start + len(text)))
            for (role, text), start in zip(job['blocks'], starts, strict=False)
        )
        article = articles.Article(spans.Revision('\n'.join(texts) + '\n'), made, {'name': 'article'})
        printed = library.typeset(article, page=wanted(areas, job))
        Path(job['out']).write_bytes(printed.pdf)
        return [finding.code for finding in printed.findings]

    return run


def copy_setter(fonts: str) -> Setter:
    """presscopy on a file, not one character changed: reading, structure, layout, painting, and its own check of the page."""
    desk, composing = import_module('presscopy.desk'), import_module('presscopy.composing')
    areas = import_module('presscopy.layout.typearea')

    def run(job: Job) -> list[str]:
        article = composing.as_it_stands(desk.load(job['text']))
        printed = composing.typeset(article, page=wanted(areas, job))
        broken = composing.unspelled(printed, [article])
        Path(job['out']).write_bytes(printed.pdf)
        return [finding.code for finding in printed.findings] + ([broken] if broken else [])

    return run


def wanted(areas: Any, job: Job) -> Any:
    """The job as presscopy is asked."""
    size = round(job['size'] * 1000)
    sheet = f'{job["width"] / 72 * 25.4:.2f}x{job["height"] / 72 * 25.4:.2f}'
    return areas.Wanted(sheet, job['columns'], job['chars'], 0, size, round(leading(job) * 1000))


def platypus_setter(fonts: str) -> Setter:
    """ReportLab's own paragraphs, `wordWrap='CJK'`."""
    platypus, styles = import_module('reportlab.platypus'), import_module('reportlab.lib.styles')
    metrics, faces = import_module('reportlab.pdfbase.pdfmetrics'), import_module('reportlab.pdfbase.ttfonts')
    for name in ('Song', 'Hei', 'Kai'):
        metrics.registerFont(faces.TTFont(name, f'{fonts}/Presscopy{name}.ttf'))

    def style(job: Job, role: str) -> Any:
        size, more = job['size'], {}
        if role in NOTES:
            more = {'borderWidth': 0.5, 'borderColor': 'black', 'borderPadding': 6}
        if role in ('body', 'answer', *NOTES):
            more['firstLineIndent'] = 2 * size
        return styles.ParagraphStyle(
            role, fontName=face_of(role), fontSize=size, leading=leading(job), wordWrap='CJK', alignment=4, **more
        )

    def run(job: Job) -> list[str]:
        size, (side, top) = job['size'], margins(job)
        measure = job['chars'] * size
        frames = [
            platypus.Frame(side + n * (measure + GUTTER * size), top, measure, job['height'] - 2 * top, 0, 0, 0, 0)
            for n in range(job['columns'])
        ]
        document = platypus.BaseDocTemplate(job['out'], pagesize=(job['width'], job['height']))
        document.addPageTemplates(platypus.PageTemplate('page', frames))
        known = {role: style(job, role) for role in {role for role, _ in job['blocks']}}
        document.build([platypus.Paragraph(escape(text, quote=False), known[role]) for role, text in job['blocks']])
        return []

    return run


def typst_setter(fonts: str) -> Setter:
    """Typst: justified, lines broken by total fit; a line is as high as its type, so that all baselines can be shared."""
    typst = import_module('typst')

    def quoted(text: str) -> str:
        return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'

    def run(job: Job) -> list[str]:
        size, (side, top) = job['size'], margins(job)
        between = leading(job) - size
        source = [
            f'#set page(width: {job["width"]}pt, height: {job["height"]}pt, margin: (x: {side}pt, y: {top}pt), columns: {job["columns"]})',
            f'#set columns(gutter: {GUTTER * size}pt)',
            f'#set text(font: "Presscopy Song", size: {size}pt, lang: "zh", region: "cn", top-edge: .88em, bottom-edge: -.12em)',
            f'#set par(justify: true, leading: {between}pt, spacing: {between}pt, first-line-indent: (amount: 2em, all: true))',
        ]
        for role, text in job['blocks']:
            face = f'font: "Presscopy {face_of(role)}"'
            if role in NOTES:
                source.append(f'#block(width: 100%, stroke: .5pt, inset: {size}pt, par(text({face}, {quoted(text)})))')
            elif role in ('body', 'answer'):
                source.append(f'#par({quoted(text)})')
            else:
                source.append(f'#par(first-line-indent: 0em, text({face}, {quoted(text)}))')
        path = Path(job['out']).with_suffix('.typ')
        path.write_text('\n\n'.join(source), 'utf-8')
        typst.compile(str(path), output=job['out'], font_paths=[fonts], root='/')
        return []

    return run


def weasyprint_setter(fonts: str) -> Setter:
    """WeasyPrint: HTML in columns."""
    weasyprint = import_module('weasyprint')

    def run(job: Job) -> list[str]:
        size, (side, top) = job['size'], margins(job)
        faces = ''.join(
            f'@font-face {{font-family: {name}; src: url(file://{fonts}/Presscopy{name}.ttf)}}'
            for name in ('Song', 'Hei', 'Kai')
        )
        style = (
            f'{faces} @page {{size: {job["width"]}pt {job["height"]}pt; margin: {top}pt {side}pt}}'
            f'body {{margin: 0; font: {size}pt/{leading(job)}pt Song; text-align: justify; line-break: strict;'
            f'columns: {job["columns"]}; column-gap: {GUTTER * size}pt; column-fill: auto}} p {{margin: 0}}'
            f'.editors_note {{border: .5pt solid; padding: {size}pt}} .body, .answer, .editors_note {{text-indent: 2em}}'
            f'.heading {{break-after: avoid}}'
        )
        lines = (
            f'<p class="{role}" style="font-family: {face_of(role)}">{escape(text)}</p>' for role, text in job['blocks']
        )
        page = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>{style}</style><body>{"".join(lines)}'
        weasyprint.HTML(string=page).write_pdf(job['out'])
        return []

    return run


SETTERS = {
    'presscopy': presscopy_setter,
    'copy': copy_setter,
    'platypus': platypus_setter,
    'typst': typst_setter,
    'weasyprint': weasyprint_setter,
}


def main(words: Sequence[str]) -> None:
    """Set every job and tell how long each took."""
    tool, jobs, fonts = words
    run = SETTERS[tool](fonts)
    done = []
    for job in json.loads(Path(jobs).read_text('utf-8')):
        begin = time.perf_counter()
        told = run(job)
        done.append({'seconds': time.perf_counter() - begin, 'told': told})
    print(json.dumps(done, ensure_ascii=False))


if __name__ == '__main__':
    main(sys.argv[1:])
