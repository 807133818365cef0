"""Words folded for search, order and addresses: no accents, no case, no punctuation.

The embedded PostgreSQL has neither unaccent nor ICU, so a folded column stands in the row.
"""

import re
import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, func

# Of the letters that French names bear: what is in no folded column is folded where it is compared.
LETTERS, BARE = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’'-/,", "aaaaaaceeeeiiiinooooouuuuyy     "
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"})


def fold(*texts: str | None) -> str:
    """`fold("Élodie", "Œuvre d’Été")` is `elodie oeuvre d ete`."""
    joined = " ".join(text for text in texts if text).translate(LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFKD", joined) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9@.]+", " ", bare.casefold()).strip()


def sort_key(name: str) -> str:
    """The French order: letters first; accents decide between words otherwise alike, from the end.

    `cote`, `côte`, `coté`, `côté`. Compared byte by byte, as the database does: a space comes before any letter.
    """
    return f"{fold(name) or name.casefold()}\x1f{unicodedata.normalize('NFD', name)[::-1]}"[:250]


def folded(*columns: Any) -> ColumnElement[str]:
    """Likewise of columns, for a few rows: nothing indexes it."""
    said: ColumnElement[str] = func.lower(func.concat_ws(" ", *columns))
    for ligature, letters in (("œ", "oe"), ("æ", "ae")):
        said = func.replace(said, ligature, letters)
    return func.translate(said, LETTERS, BARE)


def slug(text: str, most: int = 60) -> str:
    """For an address or the name of a file: `Élodie D’Œuvre` is `elodie-d-oeuvre`; nothing when no letter is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text))[:most].strip("-")
