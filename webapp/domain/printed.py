"""Lines of a text that some software printed, made ready to be searched."""

from __future__ import annotations

import unicodedata

LONGEST_LINE = 400
MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
          "novembre", "decembre")  # fmt: skip


def tidied(line: str) -> str:
    """Every blank as a plain space; tabs, which part columns, as several."""
    return "".join(" " if c.isspace() else c for c in line[:LONGEST_LINE].replace("\t", "   ")).rstrip()


def unaccented(text: str) -> str:
    """Lower case without accents, letter for letter, so that places stay the same."""
    return "".join(unicodedata.normalize("NFKD", c)[0].lower()[:1] or c for c in text)
