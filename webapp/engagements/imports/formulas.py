"""Cells that a spreadsheet would run: told when they come in; `core/sheets.py` makes them harmless going out."""

from webapp.core.sheets import DANGEROUS

SIGN = "="


def unneutralised(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text
