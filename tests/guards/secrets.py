"""What a workspace knows of people that is nobody else's, and how to read it in anything that goes out."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

import openpyxl
from werkzeug.test import TestResponse

from tests import papers

# By field: each way it may be written, spaces aside.
SECRETS: dict[str, tuple[str, ...]] = {
    "phone": ("639981146", "612345678", "698765432", "655443322", "611223344", "677889900", "600000001"),
    "mail": ("sandra.perso@", "nadia@exemple", "lise@exemple", "paul@exemple"),
    "wage": ("47813", "478,13", "478.13"),
    "bank": ("FR1420041010", "50500013M02606", "482137"),
    "birth": ("1993-04", "18/04/1993", "18avril1993"),
    "address": ("ruedesLilas", "35799"),
    "diet": ("Sansporc", "no_pork"),
    "allergies": ("Arachide",),
    "emergency": ("PauleLenoir", "639981099"),
    "number": ("2930435238001",),
    "notes": ("Fâchéeavec", "Prudenceàlapaie", "Rappellerdemain", "Chaînehésitante"),
    "absence": ("malade",),
    "caller": ("AnneLeGoff",),
}


def told(content: bytes | str, media_type: str) -> set[str]:
    """The fields that a file or a page tells."""
    said = "".join(_words(content, media_type).split()).replace("\u200b", "")
    return {field for field, forms in SECRETS.items() if any(form.lower() in said.lower() for form in forms)}


def told_in(response: TestResponse) -> set[str]:
    return told(response.data, response.mimetype)


def shared_in(html: str) -> str:
    """What a page hands to the share sheet of the phone."""
    found = re.findall(r'data-share="([^"]+)"', html)
    assert found, "nothing to share on this page"
    return unescape("\n".join(found))


def _words(content: bytes | str, media_type: str) -> str:
    data = content if isinstance(content, bytes) else content.encode()
    match media_type:
        case "application/pdf":
            return papers.text_of(data)
        case "application/zip":
            return "\n".join(_members(data))
        case kind if "spreadsheetml" in kind:
            book = openpyxl.load_workbook(io.BytesIO(data))
            return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)
        case "text/csv":
            return "\n".join(
                " ".join(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
            )
        case "text/calendar" | "text/vcard":
            return data.decode().replace("\r\n ", "").replace("\\", "")
        case "text/html":
            page = data.decode()
            return unescape(page) + unescape(re.sub(r"<[^>]+>", "", page))
        case kind if kind.startswith("text/"):
            return data.decode()
    raise AssertionError(f"who reads {media_type}?")


ENDINGS = {
    "pdf": "application/pdf",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
    "xml": "text/xml",
    "vcf": "text/vcard",
}


def _members(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name
            yield _words(archive.read(name), ENDINGS[name.rsplit(".", 1)[-1]])
