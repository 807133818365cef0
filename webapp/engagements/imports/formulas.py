"""Cells that a spreadsheet would run: told when they come in, made harmless when they go out."""

SIGN = "="
# An export puts an apostrophe before what a spreadsheet would run; reading takes it away again.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def neutralised(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def unneutralised(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text
