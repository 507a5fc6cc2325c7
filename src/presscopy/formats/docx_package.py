"""The parts of a Word file that hold copy, checked before and while they are read.

In: the bytes of a .docx. Out: the XML of its document, and of the styles, the numbering and the notes where they can be read.
ECMA-376 part 2, Open Packaging Conventions. python-docx parses the XML; its own loader is not used, because it takes in every
part, photographs and all, without bounds, and gives up at the first damaged one.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any, NamedTuple

from presscopy.errors import PressError

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
MATH = '{http://schemas.openxmlformats.org/officeDocument/2006/math}'
MC = '{http://schemas.openxmlformats.org/markup-compatibility/2006}'
# Word's “Strict Open XML” says the same things under other names
STRICT = (
    (b'http://purl.oclc.org/ooxml/wordprocessingml/main', W[1:-1].encode()),
    (b'http://purl.oclc.org/ooxml/officeDocument/math', MATH[1:-1].encode()),
)
# no copy in these, whatever they hold: properties, what was deleted or moved away, readings above characters
SKIPPED = frozenset(
    W + tag
    for tag in (
        *('pPr', 'rPr', 'tblPr', 'trPr', 'tcPr', 'sdtPr', 'sdtEndPr', 'rubyPr', 'fldData', 'ffData'),
        *('del', 'moveFrom', 'delText', 'delInstrText', 'rt'),
    )
)

ALL_BYTES = 256 << 20  # the declared sizes of all parts together
DIRECTORY_BYTES, ENTRIES = 4 << 20, 5000  # of the zip: the names of its parts, and how many there are
# A copy of 300,000 characters, each run of 22 with its own fonts and sizes, takes 5 MB of XML: 55,000 nodes when what says only how
# the copy looks is taken out. A book of a million characters: 16 MB, 190,000 nodes.
XML_BYTES = 24 << 20  # of all parts that are read
TAGS = 1_500_000  # “<” of a part as it comes
NODES = 300_000  # of all parts: elements and texts, 130 bytes each once they are parsed, and, twice, attributes
# XML that shrinks more than this, beyond this size, was made to burst; copy shrinks 6 to 10 times
RATIO, RATIO_BYTES = 100, 4 << 20

# Only how the copy looks: empty elements that nothing here asks for, most of what a Word file consists of
LOOKS = (
    'rFonts sz szCs color lang kern spacing ind jc lvlJc b bCs i iCs u w shd highlight position fitText effect em noProof '
    'snapToGrid proofErr lastRenderedPageBreak bookmarkStart bookmarkEnd widowControl kinsoku wordWrap overflowPunct topLinePunct '
    'autoSpaceDE autoSpaceDN adjustRightInd textAlignment keepNext keepLines tcW vAlign gridCol top left bottom right insideH '
    'insideV trHeight lsdException'
)
# and the numbers that Word gives to paragraphs, runs and rows
IDS = r'(<w:(?:p|r|tr))(?: w(?:14)?:(?:rsid\w+|paraId|textId)="[0-9A-F]{8}")++(?=[ />])'
ENCODING = re.compile(rb'<\?xml[^>]*?encoding\s*=\s*["\']([^"\'>]*)')
# those in which “<” is the byte that it is in ASCII, and UTF-16, whose bytes hold it too; a package has UTF-8 or UTF-16
ENCODINGS = re.compile(
    rb'utf-?8|utf-?16(?:le|be)?|(?:us-)?ascii|iso-8859-\d+|windows-125\d|gb2312|gbk|gb18030|big5', re.IGNORECASE
)

OLE = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
ENTRY, END = b'PK\x01\x02', b'PK\x05\x06'  # of a zip's directory
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
DECLARATIONS = tuple(
    mark.encode(encoding) for mark in ('<!DOCTYPE', '<!ENTITY') for encoding in ('ascii', 'utf-16-le', 'utf-16-be')
)
SIDES = ('styles', 'numbering', 'footnotes', 'endnotes')

SAVE_AGAIN = '请在 Word 或 WPS 里打开，另存为新的 .docx；打不开就请来稿方重发'
DISTRUST = '请不要打开这个文件，向来稿方要一份纯文本稿'
AS_TEXT = '请在 Word 里全选复制，选“只保留文本”粘到新文件'
IN_PARTS = '请把稿件分成几个文件'
# what else comes in a zip: a word of its mimetype, its content types or the names in it, what it is, what to do
KINDS = (
    ('opendocument.text', '是 OpenDocument 文字文件（.odt）', '请在 WPS 或 LibreOffice 里另存为 .docx'),
    ('opendocument.', '是 OpenDocument 文件，不是文字稿', '请把文字复制出来，存为 .docx 或 .txt'),
    ('epub+zip', '是 EPUB 电子书', '请把文字复制出来，存为 .docx 或 .txt'),
    ('wps-office', '是 WPS 文件', '请在 WPS 里另存为 .docx'),
    ('spreadsheetml.sheet.main', '是 Excel 表格（.xlsx）', '请把文字复制到 Word，存为 .docx'),
    ('\nxl/workbook', '是 Excel 表格（.xlsx）', '请把文字复制到 Word，存为 .docx'),
    ('presentationml.', '是 PowerPoint 演示文稿（.pptx）', '请把文字复制到 Word，存为 .docx'),
    ('\nppt/presentation', '是 PowerPoint 演示文稿（.pptx）', '请把文字复制到 Word，存为 .docx'),
    ('\nofd.xml', '是 OFD 版式文件', '请从 OFD 阅读器里复制文字，存为 .txt，或向来稿方要文字稿'),
    ('\nindex/document.iwa', '是 Pages 文稿', '请在 Pages 里导出为 Word（.docx）'),
    ('\n[content_types].xml', '缺少正文部分（word/document.xml），文件不完整', SAVE_AGAIN),
)


class Damaged(PressError):
    """A part that is missing or cannot be read. Copy can do without any but the document itself."""


class Parts(NamedTuple):
    """The root elements of the parts that are read; None for what the file does not have, or has in pieces."""

    document: Any
    styles: Any = None
    numbering: Any = None
    footnotes: Any = None
    endnotes: Any = None


def parts(data: bytes, name: str = '') -> Parts:
    """The parts of the Word file in `data`; `name` is for the messages.

    Raises PressError for what is no Word file, is damaged in the document itself, or was made to harm.
    """
    package = _Package(data, name)
    main = package.main()
    document = package.tree(main)
    if document.tag != W + 'document':
        raise package.foreign()
    folder, file = posixpath.split(main)
    targets = package.targets(f'{folder}/_rels/{file}.rels'.lstrip('/'), folder)
    return Parts(document, *(package.beside(targets.get(side, f'{folder}/{side}.xml')) for side in SIDES))


def inside(element: Any) -> Iterator[Any]:
    """The children of an element; of alternatives (mc:AlternateContent) those of the first choice, else of the fallback."""
    if element.tag != MC + 'AlternateContent':
        return iter(element)
    chosen = element.find(MC + 'Choice')
    if chosen is None:
        chosen = element.find(MC + 'Fallback')
    return iter(() if chosen is None else chosen)


def within(element: Any, wanted: Collection[str]) -> Iterator[Any]:
    """The nearest descendants with one of these tags, through content controls, insertions and other wrappings."""
    stack = [inside(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in wanted:
            yield child
        elif child.tag not in SKIPPED and isinstance(child.tag, str):
            stack.append(inside(child))


def value(parent: Any, *tags: str) -> str | None:
    """The w:val at the end of a path of tags, None when there is none."""
    for tag in tags:
        if parent is None:
            return None
        parent = parent.find(W + tag)
    found: str | None = None if parent is None else parent.get(W + 'val')
    return found


def whole(text: str | None, default: int = 0) -> int:
    """A number of the file as int; `default` for what is no number or too long for one that counts anything."""
    try:
        return int(text) if text and len(text) < 10 else default
    except ValueError:
        return default


def is_on(switch: Any) -> bool:
    """Whether a switch such as w:vanish, when it is there, is on."""
    return switch.get(W + 'val') not in ('0', 'false', 'off', 'none')


class _Package:
    """A zip whose directory has been checked; its parts by name, in lower case as names are compared in packages."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.bytes, self.nodes = XML_BYTES, NODES  # that may still be read
        self.archive = _archive(data, name)
        entries = self.archive.infolist()
        self.entries = {entry.filename.replace('\\', '/').lstrip('/').lower(): entry for entry in entries}
        for path, entry in self.entries.items():
            self._check(path, entry)
        if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > ALL_BYTES:
            raise PressError(f'解压后超过 {ALL_BYTES >> 20} MB', name, '请删去稿中的图片、附件再存一份，或只交文字')

    def _check(self, path: str, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 1:
            raise PressError('压缩包加了密', self.name, '请来稿方去掉密码再发')

    def main(self) -> str:
        """The name of the document part, as the package tells it, else the usual one."""
        told = self.targets('_rels/.rels', '').get('officedocument', '')
        main = told if told in self.entries else 'word/document.xml'
        if main not in self.entries:
            raise self.foreign()
        return main

    def targets(self, path: str, folder: str) -> dict[str, str]:
        """The parts that a relationship part names, by the last word of their type. What lies outside the file is not followed."""
        root = self.beside(path)
        found: dict[str, str] = {}
        for relation in () if root is None else root:
            kind = (relation.get('Type') or '').rpartition('/')[2].lower()
            if relation.get('TargetMode') != 'External' and kind in (*SIDES, 'officedocument'):
                target = posixpath.normpath(posixpath.join('/', folder, relation.get('Target') or ''))
                found.setdefault(kind, target.lstrip('/').lower())
        return found

    def beside(self, path: str) -> Any:
        """The root element of a part that copy can do without; None when it is missing or damaged."""
        try:
            return self.tree(path)
        except Damaged:
            return None

    def tree(self, path: str) -> Any:
        """The root element of a part. Raises Damaged when it cannot be read, PressError when it was made to harm."""
        from docx.oxml.parser import parse_xml

        blob = self._spared(path, self._xml(path))
        for strict, usual in STRICT:
            blob = blob.replace(strict, usual)
        try:
            root: Any = parse_xml(blob)
        except (SyntaxError, ValueError) as wrong:  # lxml's XMLSyntaxError is a SyntaxError
            what = '标记套得太深' if 'depth' in str(wrong) else '有坏掉的标记'
            raise Damaged(f'“{path[-40:]}”里{what}，读不下去', self.name, SAVE_AGAIN) from None
        if root.getroottree().docinfo.internalDTD is not None:  # declared in an encoding that the bytes did not show
            raise self._declared(path)
        return root

    def _xml(self, path: str) -> bytes:
        """The bytes of a part, as many as may still be read, in an encoding that shows its marks."""
        entry = self.entries.get(path)
        size = entry.file_size if entry else 0
        if size > self.bytes:
            raise PressError(
                f'“{path[-40:]}”解压后太大，正文和样式合起来不能超过 {XML_BYTES >> 20} MB', self.name, IN_PARTS
            )
        if entry and size > RATIO_BYTES and size > RATIO * entry.compress_size:
            raise PressError(f'“{path[-40:]}”的压缩率高得反常，像是压缩炸弹', self.name, DISTRUST)
        blob = self._bytes(path, size)
        self.bytes -= len(blob)
        told = ENCODING.match(blob, 3 if blob.startswith(b'\xef\xbb\xbf') else 0)
        if told and not ENCODINGS.fullmatch(told[1]):
            raise PressError(f'“{path[-40:]}”的编码不是 UTF-8 或 UTF-16', self.name, SAVE_AGAIN)
        if b'<' not in blob[:8]:  # EBCDIC, which the parser would know by its first bytes
            raise Damaged(f'“{path[-40:]}”里有坏掉的标记，读不下去', self.name, SAVE_AGAIN)
        if any(mark in blob for mark in DECLARATIONS):
            raise self._declared(path)
        return blob

    def _spared(self, path: str, blob: bytes) -> bytes:
        """XML without what says only how the copy looks. Raises PressError when there is too much even so."""
        tags = blob.count(b'<')
        if tags <= TAGS and b'<!' not in blob:  # in comments and CDATA a mark is none
            looks = '|'.join(LOOKS.split())
            blob = re.sub(rf'<w:(?:{looks})(?: [\w:]+="[^"<]*")*+ ?/>'.encode(), b'', blob)
            blob = re.sub(IDS.encode(), rb'\1', blob)
        elements, texts = blob.count(b'<') - blob.count(b'</'), blob.count(b'>') - blob.count(b'><')
        self.nodes -= elements + texts + 2 * blob.count(b'=')
        if tags > TAGS or self.nodes < 0:
            raise PressError(f'“{path[-40:]}”里的标记多得反常', self.name, AS_TEXT)
        return blob

    def _declared(self, path: str) -> PressError:
        return PressError(f'“{path[-40:]}”带有实体声明（DOCTYPE），正常的 Word 文件没有', self.name, DISTRUST)

    def _bytes(self, path: str, most: int) -> bytes:
        entry = self.entries.get(path)
        if entry is None:
            raise Damaged(f'缺少“{path[-40:]}”', self.name, SAVE_AGAIN)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # all that ECMA-376 knows
            raise Damaged(f'“{path[-40:]}”的压缩方法不认得', self.name, SAVE_AGAIN)
        try:
            with self.archive.open(entry) as file:
                blob = file.read(min(most, entry.file_size) + 1)
        except ZIP_FAULTS:
            raise Damaged(f'“{path[-40:]}”解压不出来，文件可能没有传完', self.name, SAVE_AGAIN) from None
        return blob

    def foreign(self) -> PressError:
        """What the zip is, when it is no Word file."""
        evidence = ''
        for path in ('mimetype', '[content_types].xml'):
            if path in self.entries:
                try:
                    evidence += self._bytes(path, 1 << 20).decode('ascii', 'ignore').lower()
                except Damaged:
                    continue
        evidence += '\n' + '\n'.join(self.entries)
        for word, what, remedy in KINDS:
            if word in evidence:
                return PressError(what, self.name, remedy)
        copy = next((path for path in self.entries if path.endswith(('.docx', '.doc', '.txt'))), '')
        what = f'是压缩文件，里面有“{posixpath.basename(copy)[-40:]}”' if copy else '是压缩文件，里面没有 Word 正文'
        return PressError(what, self.name, '请先解压，把里面的稿件交给 presscopy')


def _archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The zip in these bytes, with a directory of bounded length."""
    if not data:
        raise PressError('是空文件', name, '请检查来稿是否存完整')
    if data.startswith(OLE):
        raise PressError(
            '是旧式 Word（.doc）或 WPS 文件，或者设了打开密码', name, '请在 Word 或 WPS 里去掉密码，另存为 .docx'
        )
    # each entry of the directory begins with these four bytes; counted first, because zipfile keeps an object for each
    end = data.rfind(END)
    directory = int.from_bytes(data[end + 12 : end + 16], 'little') if end >= 0 else 0
    if directory > DIRECTORY_BYTES or data.count(ENTRY) > ENTRIES:
        raise PressError(f'压缩包里的文件超过 {ENTRIES} 个，或者目录长得反常', name, DISTRUST)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except ZIP_FAULTS:
        what = '文件不完整，可能没有传完' if data.startswith(b'PK') else '不是 Word 文件（.docx）'
        raise Damaged(what, name, SAVE_AGAIN) from None
