"""An address book that remembers: several ways, roles, tags, a face; what was said, and who recommended whom."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

from migrations.locks import lock

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NUMBERS = (
    ("contacts", "phone"),
    ("contacts", "payroll_phone"),
    ("places", "hospital_phone"),
    ("place_keepers", "phone"),
    ("route_calls", "phone"),
    ("seller_profiles", "phone"),
)
HELD = tuple(dict.fromkeys(table for table, _column in NUMBERS))
# The first digits after the 0, and the country they belong to; 06 39 98 is kept for films.
COUNTRIES = (
    ("63998", "+33"),
    ("(590|690|691)", "+590"),
    ("(594|694)", "+594"),
    ("(596|696|697)", "+596"),
    ("(262|263|692|693|269|639)", "+262"),
    ("508", "+508"),
    ("[1-9]", "+33"),
)
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"})


def upgrade() -> None:
    """Every workspace is changed at once: the locks are lifted meanwhile, for the owner of the tables alone."""
    for table in HELD:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.create_table(
        "tags",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=60), nullable=False),
        sa.Column("cadence_days", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint("cadence_days BETWEEN 1 AND 730", name=op.f("ck_tags_cadence_days")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_tags_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_tags")),
        sa.UniqueConstraint("workspace_id", "folded", name=op.f("uq_tags_workspace_id_folded")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_tags_workspace_id_public_id")),
    )
    op.create_table(
        "contact_photos",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_contact_photos_workspace_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_contact_photos_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_contact_photos")),
        sa.UniqueConstraint(
            "workspace_id", "contact_id", name=op.f("uq_contact_photos_workspace_id_contact_id")
        ),
    )
    op.create_table(
        "contact_roles",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("job", sa.String(length=200), nullable=False),
        sa.Column("show", sa.String(length=200), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_contact_roles_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "company_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_contact_roles_workspace_id_company_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_contact_roles_workspace_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_contact_roles_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_contact_roles")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_contact_roles_workspace_id_public_id")
        ),
    )
    op.create_index("ix_contact_roles_company", "contact_roles", ["workspace_id", "company_id"], unique=False)
    op.create_index("ix_contact_roles_contact", "contact_roles", ["workspace_id", "contact_id"], unique=False)
    op.create_table(
        "contact_ways",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("value", sa.String(length=400), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=True),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_contact_ways_workspace_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_contact_ways_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_contact_ways")),
    )
    op.create_index("ix_contact_ways_contact", "contact_ways", ["workspace_id", "contact_id"], unique=False)
    op.create_index("ix_contact_ways_value", "contact_ways", ["workspace_id", "value"], unique=False)
    op.create_table(
        "exchanges",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_exchanges_workspace_id_contact_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_exchanges_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_exchanges")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_exchanges_workspace_id_public_id")),
    )
    op.create_index(
        "ix_exchanges_contact", "exchanges", ["workspace_id", "contact_id", "happened_on"], unique=False
    )
    op.create_table(
        "recommendations",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("to_contact_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(length=200), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_recommendations_workspace_id_contact_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "to_contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_recommendations_workspace_id_to_contact_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_recommendations_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_recommendations")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_recommendations_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_recommendations_contact", "recommendations", ["workspace_id", "contact_id"], unique=False
    )
    op.create_index(
        "ix_recommendations_to_contact", "recommendations", ["workspace_id", "to_contact_id"], unique=False
    )
    op.create_table(
        "taggings",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_taggings_workspace_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tag_id"],
            ["tags.workspace_id", "tags.id"],
            name=op.f("fk_taggings_workspace_id_tag_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_taggings_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_taggings")),
        sa.UniqueConstraint(
            "workspace_id", "tag_id", "contact_id", name=op.f("uq_taggings_workspace_id_tag_id_contact_id")
        ),
    )
    op.create_index("ix_taggings_contact", "taggings", ["workspace_id", "contact_id"], unique=False)
    op.add_column("contacts", sa.Column("sort_key", sa.String(length=250), nullable=False, server_default=""))
    op.add_column("contacts", sa.Column("languages", sa.String(length=200), nullable=True))
    op.add_column("contacts", sa.Column("driving_licence", sa.String(length=50), nullable=True))
    op.add_column("contacts", sa.Column("birthday", sa.String(length=10), nullable=True))
    op.add_column("contacts", sa.Column("met", sa.String(length=500), nullable=True))
    op.add_column("contacts", sa.Column("introduced_by_id", sa.Uuid(), nullable=True))
    op.add_column("contacts", sa.Column("source", sa.String(length=200), nullable=True))
    op.add_column("contacts", sa.Column("consented_on", sa.Date(), nullable=True))
    op.add_column("contacts", sa.Column("cadence_days", sa.SmallInteger(), nullable=True))
    op.add_column("contacts", sa.Column("snoozed_until_on", sa.Date(), nullable=True))
    op.add_column("contacts", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    op.alter_column(
        "contacts",
        "folded",
        existing_type=sa.VARCHAR(length=600),
        type_=sa.String(length=900),
        existing_nullable=False,
    )
    op.drop_index(op.f("ix_contacts_folded"), table_name="contacts")
    op.create_index("ix_contacts_company", "contacts", ["workspace_id", "company_id"], unique=False)
    op.create_index("ix_contacts_phone", "contacts", ["workspace_id", "phone"], unique=False)
    op.create_index("ix_contacts_sort", "contacts", ["workspace_id", "sort_key"], unique=False)
    op.create_check_constraint(op.f("ck_contacts_cadence_days"), "contacts", "cadence_days BETWEEN 0 AND 730")
    op.create_foreign_key(
        op.f("fk_contacts_workspace_id_introduced_by_id"),
        "contacts",
        "contacts",
        ["workspace_id", "introduced_by_id"],
        ["workspace_id", "id"],
        ondelete="RESTRICT",
    )
    op.create_foreign_key(
        op.f("fk_contacts_workspace_id_merged_into_id"),
        "contacts",
        "contacts",
        ["workspace_id", "merged_into_id"],
        ["workspace_id", "id"],
        ondelete="RESTRICT",
    )
    for table in (
        "tags",
        "contact_photos",
        "contact_roles",
        "contact_ways",
        "exchanges",
        "recommendations",
        "taggings",
    ):
        lock(table)
    numbers_and_order()
    for table in HELD:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def numbers_and_order() -> None:
    """Numbers become E.164 and names take their place."""
    for table, column in NUMBERS:
        for begins, country in COUNTRIES:
            op.execute(
                f"UPDATE {table} SET {column} = '{country}' || substr({column}, 2)"
                f" WHERE {column} ~ '^0{begins}[0-9]*$' AND length({column}) = 10"
            )
    connection = op.get_bind()
    named = connection.exec_driver_sql("SELECT workspace_id, id, name, folded, phone FROM contacts").all()
    for workspace_id, contact_id, name, folded, phone in named:
        digits = (phone or "").removeprefix("+")
        connection.exec_driver_sql(
            "UPDATE contacts SET sort_key = %s, folded = %s WHERE workspace_id = %s AND id = %s",
            (place_of(name), f"{folded} {digits}".strip()[:900], workspace_id, contact_id),
        )
    op.alter_column("contacts", "sort_key", server_default=None)


def place_of(name: str) -> str:
    bare = name.translate(LIGATURES)
    letters = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    folded = re.sub(r"[^a-z0-9@.]+", " ", letters.casefold()).strip()
    return f"{folded or name.casefold()}\x1f{unicodedata.normalize('NFD', name)[::-1]}"[:250]
