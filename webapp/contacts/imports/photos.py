"""A face made small: 192 pixels a side, and nothing of what the camera wrote beside it."""

import io

from PIL import Image, ImageOps

SIDE = 192
MOST_BYTES = 12 << 20
MOST_PIXELS = 50_000_000
# Of all the pictures of one process, which reads a part of a file: ten seconds or so.
MOST_ALTOGETHER = 1_000_000_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")


class Unreadable(Exception):
    """The picture is lost, not the card."""


unpacked = 0  # pixels, since this process began


def small(content: bytes) -> bytes:
    """The size is known from its first bytes, before anything is unpacked."""
    global unpacked
    if not 0 < len(content) <= MOST_BYTES:
        raise Unreadable
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unreadable
            picture.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG is read no bigger than needed
            unpacked += picture.width * picture.height
            if unpacked > MOST_ALTOGETHER:
                raise Unreadable
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            out = io.BytesIO()
            ImageOps.fit(upright, (SIDE, SIDE)).save(out, "JPEG", quality=80, optimize=True)
    except Unreadable:
        raise
    except Exception as error:  # whatever a hostile picture makes the decoder do
        raise Unreadable from error
    return out.getvalue()
