"""Spreadsheets made for a test: CSV lines, and workbooks with what a person, or an attacker, puts in them."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

SAMPLE = (Path(__file__).parents[1] / "data" / "engagements-2026.csv").read_bytes()
HEADER = "Début;Fin;Employeur;Production;Emploi;Unité;Quantité;Heures;Brut;Annexe;Régime;AEM;SIRET"
GOOD = {
    "Début": "02/11/2026",
    "Fin": "06/11/2026",
    "Employeur": "Films du Ponant",
    "Production": "Les Marées",
    "Emploi": "Assistante de production",
    "Unité": "heure",
    "Quantité": "40",
    "Heures": "40,00",
    "Brut": "860,00",
    "Annexe": "8",
    "Régime": "spectacle",
    "AEM": "reçue",
    "SIRET": "",
}


def line(**changes: str) -> str:
    return ";".join({**GOOD, **changes}.values())


def csv(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> bytes:
    return "\r\n".join([header, *lines]).encode(encoding)


def workbook(rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content: bytes, **changes: bytes) -> bytes:
    """A workbook with members replaced; `__` in a name stands for `/` and `_xml` for its suffix."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        named = {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in changes.items()}
        for member in before.namelist():
            after.writestr(member, named.pop(member, None) or before.read(member))
        for name, data in named.items():
            after.writestr(name, data)
    return out.getvalue()


def packed(**members: bytes) -> bytes:
    """A zip of these files, named as in `repacked`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()
