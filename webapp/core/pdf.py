"""PDF: pages written in typst beside the other templates, given plain values; tagged, in the person's language.

A page reads `json(bytes(sys.inputs.values))`: what people typed is data there, never markup.
"""

import json
from collections.abc import Mapping
from typing import Any

import typst
from flask import current_app
from flask_babel import get_locale

from webapp.core.settings import ROOT

FONTS = ROOT / "static" / "vendor" / "fonts"


def typeset(template: str, title: str, values: Mapping[str, Any]) -> bytes:
    """The PDF/UA-1 file of `templates/<template>`; `title` is the document's, as readers announce it.

    Each call has a compiler of its own: one shared between threads refuses the second.
    """
    root = str(current_app.jinja_loader.searchpath[0])  # type: ignore[union-attr]
    inputs = {"values": json.dumps(values), "title": title, "lang": str(get_locale() or "fr")[:2]}
    made = typst.compile(
        f"{root}/{template}",
        root=root,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs=inputs,
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made
