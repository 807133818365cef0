"""Words are found with their mistakes: trigrams stand beside the folded words of each row."""

import re
import unicodedata
from zlib import crc32

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BITS = 512
# What each row is found by, where nothing held it yet; the others are folded already.
SAID = {
    "tasks": "title",
    "clients": "legal_name",
    "quotes": "concat_ws(' ', number, title)",
    "invoice_drafts": "title",
}
FOLDED = ("contacts", "productions", "engagements", "documents", "places", "invoices")
HEARD = (
    ("ph", "f"), ("ch", "x"), ("qu", "k"), ("q", "k"), ("c", "k"), ("h", ""), ("y", "i"), ("w", "v"), ("z", "s"),
)  # fmt: skip
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"})


def upgrade() -> None:
    """Every workspace is changed at once: the locks are lifted meanwhile, for the owner of the tables alone."""
    op.add_column("contacts", sa.Column("also", sa.String(length=500), nullable=False, server_default=""))
    for table in SAID:
        op.add_column(table, sa.Column("folded", sa.String(length=300), nullable=False, server_default=""))
    for table in (*FOLDED, *SAID, "contact_ways", "tags", "taggings"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    also_of_contacts()
    for table in (*FOLDED, *SAID):
        op.add_column(table, sa.Column("grams", postgresql.BIT(length=BITS), nullable=True))
        for column in ("grams", "folded"):  # read on every row at each search: never packed, nor kept aside
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE PLAIN")
        fill(table, SAID.get(table))
        op.alter_column(table, "grams", nullable=False)
    for table in SAID:
        op.alter_column(table, "folded", server_default=None)
    op.alter_column("contacts", "also", server_default=None)
    for table in (*FOLDED, *SAID, "contact_ways", "tags", "taggings"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def also_of_contacts() -> None:
    """Other numbers, mails, links and tags, then the company's name."""
    connection = op.get_bind()
    said = connection.exec_driver_sql(
        "SELECT workspace_id, id, string_agg(said, ' ' ORDER BY rank, said) FROM ("
        " SELECT workspace_id, contact_id AS id, value AS said, 1 AS rank FROM contact_ways"
        " UNION ALL SELECT t.workspace_id, t.contact_id, tags.name, 2 FROM taggings t"
        " JOIN tags ON tags.workspace_id = t.workspace_id AND tags.id = t.tag_id"
        " UNION ALL SELECT c.workspace_id, c.id, company.name, 3 FROM contacts c"
        " JOIN contacts company ON company.workspace_id = c.workspace_id AND company.id = c.company_id"
        ") every GROUP BY 1, 2"
    ).all()
    for workspace_id, contact_id, words in said:
        also = fold(dialled(words))[:500]
        connection.exec_driver_sql(
            "UPDATE contacts SET also = %s, folded = left(folded || ' ' || %s, 900)"
            " WHERE workspace_id = %s AND id = %s",
            (also, also, workspace_id, contact_id),
        )


def fill(table: str, said: str | None) -> None:
    connection = op.get_bind()
    rows = connection.exec_driver_sql(f"SELECT workspace_id, id, {said or 'folded'} FROM {table}").all()
    for workspace_id, row_id, words in rows:
        folded = fold(words)[:300] if said else words
        connection.exec_driver_sql(
            f"UPDATE {table} SET grams = %s::bit({BITS}){', folded = %s' if said else ''}"
            " WHERE workspace_id = %s AND id = %s",
            (grams(folded), *([folded] if said else []), workspace_id, row_id),
        )


def fold(text: str) -> str:
    joined = text.translate(LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFKD", joined) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9@.]+", " ", bare.casefold()).strip()


def dialled(text: str) -> str:
    """French numbers as they are dialled too."""
    return re.sub(r"\+33(\d{9})\b", r"+33\1 0\1", text)


def grams(folded: str) -> str:
    bits = 0
    for word in folded.split():
        if word.isalpha():
            padded = f"  {heard(word)}"
            for n in range(len(padded) - 2):
                bits |= 1 << crc32(padded[n : n + 3].encode()) % BITS
    return f"{bits:0{BITS}b}"


def heard(word: str) -> str:
    for written, sound in HEARD:
        word = word.replace(written, sound)
    return "".join(letter for n, letter in enumerate(word) if n == 0 or letter != word[n - 1])
