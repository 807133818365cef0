"""Files of contacts for the tests, and the way to walk an import."""

import base64
import io
import re
from functools import cache

from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.browse import Browser
from tests.make import Place, World
from webapp.contacts.imports.jobs import go_on
from webapp.contacts.imports.models import AT_WORK, CardImport
from webapp.contacts.models import Contact, Photo, Tag, Tagging, Way
from webapp.core.db import db


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


@cache
def picture(colour: str = "red", size: tuple[int, int] = (640, 480)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Chez moi"
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def photo(content: bytes) -> str:
    """Folded as phones fold it."""
    said = base64.b64encode(content).decode()
    return "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(said[i : i + 74] for i in range(0, len(said), 74))


def send(browser: Browser, content: bytes | str, name: str = "contacts.vcf"):
    """As one body: the test client would leave a big one in a file it does not close."""
    content = content.encode() if isinstance(content, str) else content
    part = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return browser.client.post(
        browser.url("cards.create"),
        data=part.encode() + content + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )


def words(response: TestResponse) -> str:
    """The page, its fixed spaces made plain."""
    return response.text.replace("\u00a0", " ")


def read(browser: Browser, world: World, content: bytes | str, name: str = "contacts.vcf") -> str:
    """Send a file and let the worker read it; the address of the import."""
    sent = send(browser, content, name)
    assert sent.status_code == 303, browser.sentences(sent)
    import_id = re.search(r"/imports/(\w{12})", sent.headers["Location"])[1]
    work(world, browser.place)
    return import_id


def work(world: World, place: Place | None) -> None:
    """What the worker does, to its end."""
    assert place is not None
    for _part in range(100):
        with world.inside(place):
            busy = db().scalar(select(CardImport.id).where(CardImport.stage.in_(AT_WORK)))
        if busy is None:
            return
        with world.app.app_context():
            go_on.now(workspace_id=str(place.id), import_id=str(busy))
    raise AssertionError("the import never ends")


def imported(
    browser: Browser, world: World, content: bytes | str, name: str = "contacts.vcf", **choices: object
) -> str:
    """Read, then apply as proposed."""
    import_id = read(browser, world, content, name)
    browser.post("cards.apply", {"tag": "", **choices}, import_id=import_id)
    work(world, browser.place)
    return import_id


def people(world: World, place: Place) -> dict[str, Contact]:
    with world.inside(place):
        rows = db().scalars(select(Contact).where(Contact.deleted_at.is_(None)).order_by(Contact.id)).all()
        assert len({row.name for row in rows}) == len(rows), "a name is there twice"
        return {row.name: row for row in rows}


def ways(world: World, place: Place, contact: Contact) -> list[tuple[str, str]]:
    with world.inside(place):
        rows = db().scalars(select(Way).where(Way.contact_id == contact.id).order_by(Way.position, Way.id))
        return [(row.value, row.label or "") for row in rows]


def tags(world: World, place: Place, contact: Contact) -> set[str]:
    with world.inside(place):
        found = (
            select(Tag.name).join(Tagging, Tagging.tag_id == Tag.id).where(Tagging.contact_id == contact.id)
        )
        return set(db().scalars(found))


def face(world: World, place: Place, contact: Contact) -> bytes | None:
    with world.inside(place):
        return db().scalar(select(Photo.content).where(Photo.contact_id == contact.id))
