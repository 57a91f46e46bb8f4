"""Small pictures of what was printed."""

from __future__ import annotations

import base64
import io

#: The pictures are 34 mm wide; so fine that headings can be read.
DOTS_PER_INCH = 250
WIDTH_INCHES = 34 / 25.4


def draw_first_side(data: bytes) -> str:
    """Return a small picture of the first side of a file."""
    import pypdfium2  # here, since most commands never draw

    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        scale = WIDTH_INCHES * DOTS_PER_INCH / page.get_width()
        image = page.render(scale=scale, grayscale=True).to_pil()
    target = io.BytesIO()
    image.quantize(16).save(target, "png", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(target.getvalue()).decode()}"
