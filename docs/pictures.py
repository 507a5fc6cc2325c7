"""Make the pictures of README.md and docs/: the first page of every sample, and copy in → page out.

    python docs/pictures.py

Needs the extra `dev` (pypdfium2, Pillow). The files are committed; run it after a change that can be seen on the page, and look at them.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import presscopy
from presscopy.layout.fonts import bundled
from presscopy.paint.png import pictures

DOCS = Path(__file__).resolve().parent
SAMPLES = DOCS.parent / 'samples'
SHOWN = 'county-review'
DPI = 110
GROUND, SHEET, INK, QUIET = '#f3f2ee', '#ffffff', '#222222', '#777777'
FAULTS = (
    (re.compile(r'\?[a-zÀ-ɏ]+\)'), '#f5b7b1'),
    (re.compile(r'\([a-zÀ-ɏ]+\)'), '#fde3a7'),
    (re.compile(r'[,:;](?=[^\d])'), '#cfe2ff'),
    (re.compile('噢'), '#f5b7b1'),
)


def page_of(path: Path) -> Image.Image:
    """The first page of a sample as `typeset` makes it."""
    printed = presscopy.typeset(presscopy.edit(presscopy.load(path)).article)
    return Image.open(io.BytesIO(next(pictures(printed.pdf, DPI))))


def marked(text: str) -> list[tuple[str, str]]:
    """Every character with the colour of the fault it belongs to, '' for none."""
    colours = [''] * len(text)
    for pattern, colour in FAULTS:
        for match in pattern.finditer(text):
            colours[match.start() : match.end()] = [colours[i] or colour for i in range(*match.span())]
    return list(zip(text, colours, strict=True))


def copy_panel(text: str, width: int, height: int) -> Image.Image:
    """The copy as it came, what is wrong with it in colour, as much as fits."""
    panel = Image.new('RGB', (width, height), SHEET)
    draw = ImageDraw.Draw(panel)
    face = ImageFont.truetype(bundled('song'), 19, layout_engine=ImageFont.Layout.BASIC)
    margin, step = 40, 31
    x, y = margin, margin
    for char, colour in marked(text):
        wide = face.getlength(char)
        if char == '\n' or x + wide > width - margin:
            x, y = margin, y + step + (10 if char == '\n' else 0)
        if y > height - margin - step:
            draw.text((margin, y), '……', fill=QUIET, font=face)
            return panel
        if char == '\n':
            continue
        if colour:
            draw.rectangle((x, y + 1, x + wide, y + 26), fill=colour)
        draw.text((x, y), char, fill=INK, font=face)
        x += wide
    return panel


def copy_to_page(text: str, page: Image.Image) -> Image.Image:
    """Copy on the left, page on the right."""
    page = page.crop((0, 0, page.width, page.height * 4 // 5))
    gap, head = 36, 54
    left = copy_panel(text, page.width, page.height)
    whole = Image.new('RGB', (left.width + page.width + 3 * gap, page.height + head + gap), GROUND)
    label = ImageFont.truetype(bundled('hei'), 22, layout_engine=ImageFont.Layout.BASIC)
    draw = ImageDraw.Draw(whole)
    for x, panel, words in ((gap, left, '来稿'), (left.width + 2 * gap, page, '版面')):
        draw.text((x, 16), words, fill=QUIET, font=label)
        whole.paste(panel, (x, head))
    return whole


def main() -> None:
    """Write them all."""
    for path in sorted(SAMPLES.iterdir()):
        page_of(path).save(DOCS / f'page-{path.stem}.png', optimize=True)
    text = (SAMPLES / f'{SHOWN}.txt').read_text(encoding='utf-8')
    picture = copy_to_page(text, page_of(SAMPLES / f'{SHOWN}.txt'))
    small = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.Resampling.LANCZOS)
    small.quantize(64).save(DOCS / 'copy.png', optimize=True)


if __name__ == '__main__':
    main()
