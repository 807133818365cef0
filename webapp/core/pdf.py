"""PDF: pages written in typst beside the other templates, given plain values; tagged, in the person's language.

A page reads `json(bytes(sys.inputs.values))`: what people typed is data there, never markup.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import typst
from flask import current_app
from flask_babel import get_locale

if TYPE_CHECKING:
    from typst import PDFStandard

from webapp.core.settings import ROOT

FONTS = ROOT / "static" / "vendor" / "fonts"  # built with the other assets
# What our fonts and typst's own can draw: for any other character PDF/UA has no page at all.
UNDRAWN = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u024f\u0391-\u03a1\u03a3-\u045f\u1e00-\u1eff\u2010-\u2027\u202f-\u2040"
    "\u20a0-\u20ac\u2190-\u21ff\u2260\u2264\u2265\u2500-\u2606\u2713\u2717]"
)
BOX = "\u25a1"
LONG_WORD = re.compile(r"\S{30}(?=\S)")


@dataclass(frozen=True)
class Column:
    label: str
    width: int = 0  # a share of what is left; 0 takes what its words need
    align: str = "left"


def part(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[tuple[Sequence[Any], bool]],
    *,
    changed: bool = False,
) -> dict[str, Any]:
    """A titled table of `layouts/paper.typ`: its rows, of words or `{strong, text}`, with whether each changed."""
    shown = [{"cells": list(cells), "changed": is_new} for cells, is_new in rows]
    return {"title": title, "columns": [asdict(one) for one in columns], "rows": shown, "changed": changed}


def typeset(
    template: str,
    title: str,
    values: Mapping[str, Any],
    *,
    standards: Sequence[PDFStandard] = ("ua-1",),
    made_at: datetime | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """The PDF/UA-1 file of `templates/<template>`; `title` is the document's, as readers announce it.

    `files` are bytes the page finds as lists of numbers in `sys.inputs`; with `made_at` the same values give the
    same file. Each call has a compiler of its own: one shared between threads refuses the second.
    """
    root = str(current_app.jinja_loader.searchpath[0])  # type: ignore[union-attr]
    inputs = {
        "values": json.dumps(_drawable(values)),
        "title": drawable(title),
        "lang": str(get_locale() or "fr")[:2],
        **{name: json.dumps(list(content)) for name, content in (files or {}).items()},
    }
    made = typst.compile(
        f"{root}/{template}",
        root=root,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=list(standards),
        sys_inputs=inputs,
        timestamp=made_at,
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def drawable(text: str) -> str:
    """Letters with their accents; a box for what has no glyph, a place to break in a word without end."""
    whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    whole = UNDRAWN.sub(lambda found: "" if unicodedata.category(found[0])[0] in "CM" else BOX, whole)
    return LONG_WORD.sub("\\g<0>\u200b", whole)


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {key: _drawable(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(held) for held in value]
    return value
