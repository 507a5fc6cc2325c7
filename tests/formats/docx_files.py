"""Small Word files for the tests: raw XML in a package of its own, or python-docx's template with parts exchanged."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

import docx
from docx.enum.style import WD_STYLE_TYPE

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KIND = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/></Types>'
)
DOCUMENT, STYLES, NUMBERING = 'word/document.xml', 'word/styles.xml', 'word/numbering.xml'


def run(text: str, properties: str = '') -> str:
    """A run with its text."""
    kept = f'<w:rPr>{properties}</w:rPr>' if properties else ''
    return f'<w:r>{kept}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(inner: str = '', properties: str = '') -> str:
    """A paragraph: of this text, or of this XML."""
    kept = f'<w:pPr>{properties}</w:pPr>' if properties else ''
    return f'<w:p>{kept}{inner if inner.startswith("<") or not inner else run(inner)}</w:p>'


def styled(style: str, text: str) -> str:
    """A paragraph in a style."""
    return par(text, f'<w:pStyle w:val="{style}"/>')


def cell(*paragraphs: str, properties: str = '') -> str:
    """A table cell; paragraphs as text or XML."""
    kept = f'<w:tcPr>{properties}</w:tcPr>' if properties else ''
    inner = ''.join(one if one.startswith(('<w:p>', '<w:tbl>')) else par(one) for one in paragraphs)
    return f'<w:tc>{kept}{inner}</w:tc>'


def table(*rows: Iterable[str]) -> str:
    """A table of rows of cells; a cell as text or XML."""
    made = (''.join(one if one.startswith('<w:tc') else cell(one) for one in row) for row in rows)
    return f'<w:tbl><w:tblPr/><w:tblGrid/>{"".join(f"<w:tr>{row}</w:tr>" for row in made)}</w:tbl>'


def field(code: str, result: str | None = None) -> str:
    """A complex field, with or without a result."""
    shown = '' if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def style(name: str, id: str, inner: str = '', kind: str = 'paragraph') -> str:
    """A style definition."""
    return f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{inner}</w:style>'


def level(at: int, format: str, pattern: str, inner: str = '', start: int = 1) -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{inner}<w:lvlText w:val="{pattern}"/></w:lvl>'


def abstract(name: int, *inner: str) -> str:
    """A list definition."""
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(inner)}</w:abstractNum>'


def num(name: int, of: int, inner: str = '') -> str:
    """A list of a definition."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{inner}</w:num>'


def item(text: str, number: int = 1, at: int = 0) -> str:
    """A numbered paragraph."""
    return par(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def root(tag: str, inner: str) -> str:
    """A part with this root element."""
    return f'{HEAD}<w:{tag} {SPACES}>{inner}</w:{tag}>'


def relations(**targets: str) -> str:
    """A relationship part: types and their targets."""
    each = (
        f'<Relationship Id="rId{i}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(each)}</Relationships>'


def word(*body: str, styles: str = '', numbering: str = '', footnotes: str = '', endnotes: str = '') -> bytes:
    """A Word file of these paragraphs and tables, and of the inner XML of other parts."""
    sides = {'styles': styles, 'numbering': numbering, 'footnotes': footnotes, 'endnotes': endnotes}
    parts = {f'word/{name}.xml': root(name, inner) for name, inner in sides.items() if inner}
    return zipped(
        {
            '[Content_Types].xml': TYPES,
            '_rels/.rels': relations(officeDocument='word/document.xml'),
            DOCUMENT: root('document', f'<w:body>{"".join(body)}<w:sectPr/></w:body>'),
            'word/_rels/document.xml.rels': relations(
                **{name: f'{name}.xml' for name, inner in sides.items() if inner}
            ),
            **parts,
        }
    )


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, 'w', method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files in a zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def exchanged(data: bytes, **parts: str | bytes | None) -> bytes:
    """The same file with parts of word/ exchanged, or left out (None)."""
    files: dict[str, str | bytes] = {**unzipped(data)}
    for name, content in parts.items():
        if content is None:
            del files[f'word/{name}.xml']
        else:
            files[f'word/{name}.xml'] = content
    return zipped(files)


def by_python_docx() -> bytes:
    """A file as python-docx makes it: title, headings, a list of its template, a table."""
    file = docx.Document()
    file.add_heading('柘川县去年新建公园26个', 0)
    file.styles.add_style('署名', WD_STYLE_TYPE.PARAGRAPH)
    file.add_paragraph('本报记者 余思远', style='署名')
    file.add_heading('扮靓乡村', 1)
    file.add_paragraph('全年投入资金2.3亿元。')
    file.add_paragraph('第一条', style='List Number')
    file.add_paragraph('第二条', style='List Number')
    file.add_paragraph('点', style='List Bullet')
    grid = file.add_table(2, 2)
    for i, text in enumerate(('镇', '公园', '北埠', '12')):
        grid.cell(i // 2, i % 2).text = text
    out = BytesIO()
    file.save(out)
    return out.getvalue()
