"""Pages as pictures, by PDFium (the optional package pypdfium2)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from presscopy.errors import PressError

DPI = 150


def pictures(pdf: bytes, dpi: int = DPI) -> Iterator[bytes]:
    """Every page of a PDF as a PNG. Raises PressError when the package is not installed."""
    try:
        import pypdfium2
    except ImportError:
        raise PressError('没有装 pypdfium2，存不了图片', '--png', "请先装：pip install 'presscopy[png]'") from None
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        buffer = io.BytesIO()
        page.render(scale=dpi / 72).to_pil().convert('L').save(buffer, 'PNG', optimize=True)
        yield buffer.getvalue()
