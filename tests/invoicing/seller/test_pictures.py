import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from webapp.domain.refusals import Refused
from webapp.invoicing.models import SellerLogo, SellerProfile
from webapp.invoicing.seller.pictures import MOST_BYTES, MOST_PROFILE, checked


def png(width: int = 4, height: int = 4, *, spoiled: bool = False, profile: bytes | None = None) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + b"\x1d\x4e\xd8" * 4 for _ in range(4))
    data = b"not deflated" if spoiled else zlib.compress(rows)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    colours = chunk(b"iCCP", b"colours\0\0" + zlib.compress(profile, 9)) if profile else b""
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + colours + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def jpeg(inks: int) -> bytes:
    """Its headers, as far as the size and the number of inks."""
    start = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = struct.pack(">BHHB", 8, 4, 4, inks) + bytes(3 * inks)
    return start + b"\xff\xc0" + struct.pack(">H", 2 + len(frame)) + frame + b"\xff\xd9"


def test_a_png_is_drawn_and_taken():
    assert checked(png()) == "image/png"
    assert checked(png(profile=bytes(100_000))) == "image/png"


BAD: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "Choisissez une image"),
    ("a drawing that may hold scripts", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ni un PNG ni un JPEG"),
    ("a page", b"<html><script>alert(1)</script>", "ni un PNG ni un JPEG"),
    ("a PDF", b"%PDF-1.7", "ni un PNG ni un JPEG"),
    ("too heavy", png() + bytes(MOST_BYTES), "trop lourde"),
    ("too large", png(width=30_000, height=30_000), "pixels de côté"),
    ("no pixel", png(width=0), "pixels de côté"),
    ("spoiled", png(spoiled=True), "ne s’ouvre pas"),
    ("a profile that fills the memory", png(profile=bytes(MOST_PROFILE + 1)), "ne s’ouvre pas"),
    ("cut short", png()[:20], "ne s’ouvre pas"),
    ("for the printer", jpeg(4), "CMJN"),
    ("a JPEG of headers alone", jpeg(3), "ne s’ouvre pas"),
]


@pytest.mark.parametrize(("content", "said"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_a_picture_no_paper_could_bear_is_refused(content: bytes, said: str):
    with pytest.raises(Refused) as refusal:
        checked(content)
    assert said in str(refusal.value.sentence)


def logo(content: bytes) -> dict[str, Any]:
    return {"logo": (BytesIO(content), "logo.png")}


def test_a_logo_is_shown_then_taken_off(browse: Browser, other: Browser, world: World):
    world.seller(world.lune)
    page = browse.follow(browse.post("seller.save_logo", logo(png()))).text
    with world.inside(world.lune) as session:
        digest = session.scalars(select(SellerLogo.sha256)).one()
    assert f"/seller/logo/{digest}" in page
    answer = browse.get("seller.logo", sha256=digest)
    assert (answer.data, answer.mimetype) == (png(), "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    other.get("seller.logo", sha256=digest, status=404)
    page = browse.follow(browse.post("seller.drop_logo")).text
    assert "Logo retiré" in page
    assert f"/seller/logo/{digest}" not in page
    with world.inside(world.lune) as session:
        assert session.scalars(select(SellerProfile.logo_id)).one() is None
        assert session.scalars(select(SellerLogo)).one().content == png(), "issued papers still bear it"


def test_the_same_picture_is_kept_once(browse: Browser, world: World):
    world.seller(world.lune)
    browse.post("seller.save_logo", logo(png()))
    browse.post("seller.drop_logo")
    browse.post("seller.save_logo", logo(png()))
    with world.inside(world.lune) as session:
        session.scalars(select(SellerLogo)).one()


@pytest.mark.parametrize("content", [b"", b"GIF89a"])
def test_a_bad_logo_is_said_at_its_field(browse: Browser, world: World, content: bytes):
    world.seller(world.lune)
    page = browse.post("seller.save_logo", logo(content), status=422).text
    assert 'id="logo-e"' in page
    with world.inside(world.lune) as session:
        assert session.scalars(select(SellerLogo)).all() == []


def test_without_a_profile_there_is_nothing_to_put_a_logo_on(browse: Browser):
    browse.post("seller.save_logo", logo(png()), status=404)
    browse.post("seller.drop_logo", status=404)
