"""Cells that a spreadsheet would run: told when they come in, made harmless when they go out."""

from webapp.core.cells import DANGEROUS, neutralised

__all__ = ["SIGN", "neutralised", "unneutralised"]

SIGN = "="


def unneutralised(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text
