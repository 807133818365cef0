"""My quotes and invoices: the seller, the clients, the drafts, and what is issued, written once."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock, lock_written_once

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_items",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.String(length=1000), nullable=True),
        sa.Column("unit", sa.String(length=3), nullable=False),
        sa.Column("price_cents", sa.BigInteger(), nullable=False),
        sa.Column("vat_bp", sa.SmallInteger(), nullable=False),
        sa.Column("nature", sa.String(length=12), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_catalogue_items_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_catalogue_items")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_catalogue_items_workspace_id_public_id")
        ),
    )
    op.create_table(
        "number_series",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("digits", sa.SmallInteger(), nullable=False),
        sa.Column("is_yearly", sa.Boolean(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "last_number >= 0 AND digits BETWEEN 1 AND 8", name=op.f("ck_number_series_number")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_number_series_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("workspace_id", "kind", name=op.f("uq_number_series_workspace_id_kind")),
    )
    op.create_table(
        "seller_logos",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_seller_logos_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_seller_logos")),
        sa.UniqueConstraint("workspace_id", "sha256", name=op.f("uq_seller_logos_workspace_id_sha256")),
    )
    op.create_table(
        "seller_regimes",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("regime", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_seller_regimes_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_seller_regimes")),
        sa.UniqueConstraint("workspace_id", "from_on", name=op.f("uq_seller_regimes_workspace_id_from_on")),
    )
    op.create_table(
        "clients",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("legal_name", sa.String(length=200), nullable=False),
        sa.Column("siren", sa.String(length=9), nullable=True),
        sa.Column("siret", sa.String(length=14), nullable=True),
        sa.Column("vat_number", sa.String(length=20), nullable=True),
        sa.Column("address", sa.String(length=400), nullable=True),
        sa.Column("postal_code", sa.String(length=10), nullable=True),
        sa.Column("city", sa.String(length=100), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("attention", sa.String(length=200), nullable=True),
        sa.Column("buyer_reference", sa.String(length=100), nullable=True),
        sa.Column("payment_days", sa.SmallInteger(), nullable=True),
        sa.Column("treatment", sa.String(length=15), nullable=True),
        sa.Column("treatment_reason", sa.String(length=400), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("payment_days BETWEEN 0 AND 60", name=op.f("ck_clients_payment_days")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_clients_workspace_id_contact_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_clients_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_clients")),
        sa.UniqueConstraint("workspace_id", "contact_id", name=op.f("uq_clients_workspace_id_contact_id")),
    )
    op.create_table(
        "seller_profiles",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("trade_name", sa.String(length=200), nullable=True),
        sa.Column("activity", sa.String(length=200), nullable=True),
        sa.Column("siret", sa.String(length=14), nullable=True),
        sa.Column("naf", sa.String(length=6), nullable=True),
        sa.Column("address", sa.String(length=400), nullable=True),
        sa.Column("postal_code", sa.String(length=10), nullable=True),
        sa.Column("city", sa.String(length=100), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("vat_number", sa.String(length=20), nullable=True),
        sa.Column("iban", sa.String(length=34), nullable=True),
        sa.Column("bic", sa.String(length=11), nullable=True),
        sa.Column("payment_days", sa.SmallInteger(), nullable=False),
        sa.Column("ends_month", sa.Boolean(), nullable=False),
        sa.Column("penalty_bp", sa.Integer(), nullable=True),
        sa.Column("insurance", sa.String(length=400), nullable=True),
        sa.Column("mediator", sa.String(length=400), nullable=True),
        sa.Column("terms", sa.String(length=2000), nullable=True),
        sa.Column("accent", sa.String(length=7), nullable=True),
        sa.Column("logo_id", sa.Uuid(), nullable=True),
        sa.Column("micro", sa.String(length=10), nullable=True),
        sa.Column("declares", sa.String(length=10), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.CheckConstraint("payment_days BETWEEN 0 AND 60", name=op.f("ck_seller_profiles_payment_days")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "logo_id"],
            ["seller_logos.workspace_id", "seller_logos.id"],
            name=op.f("fk_seller_profiles_workspace_id_logo_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_seller_profiles_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_seller_profiles")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_seller_profiles_workspace_id")),
    )
    op.create_table(
        "quotes",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=35), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("has_changes", sa.Boolean(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("link_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_quotes_workspace_id_client_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_quotes_workspace_id_production_id"),
            ondelete="SET NULL (production_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_quotes_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_quotes")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_quotes_workspace_id_number")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_quotes_workspace_id_public_id")),
    )
    op.create_index("ix_quotes_created", "quotes", ["workspace_id", "created_at"], unique=False)
    op.create_table(
        "invoices",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=35), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("client_name", sa.String(length=200), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=True),
        sa.Column("quote_id", sa.Uuid(), nullable=True),
        sa.Column("original_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("net_cents", sa.BigInteger(), nullable=False),
        sa.Column("vat_cents", sa.BigInteger(), nullable=False),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("due_cents", sa.BigInteger(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("xml", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("xml_sha256", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('invoice', 'deposit', 'credit', 'corrective')", name=op.f("ck_invoices_kind")
        ),
        sa.CheckConstraint("gross_cents > 0", name=op.f("ck_invoices_gross")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_invoices_workspace_id_client_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "original_id"],
            ["invoices.workspace_id", "invoices.id"],
            name=op.f("fk_invoices_workspace_id_original_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_invoices_workspace_id_production_id"),
            ondelete="SET NULL (production_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "quote_id"],
            ["quotes.workspace_id", "quotes.id"],
            name=op.f("fk_invoices_workspace_id_quote_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_invoices_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_invoices")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_invoices_workspace_id_number")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_invoices_workspace_id_public_id")),
    )
    op.create_index("ix_invoices_issued", "invoices", ["workspace_id", "issued_on"], unique=False)
    op.create_index("ix_invoices_original", "invoices", ["workspace_id", "original_id"], unique=False)
    op.create_index("ix_invoices_client", "invoices", ["workspace_id", "client_id"], unique=False)
    op.create_index("ix_invoices_quote", "invoices", ["workspace_id", "quote_id"], unique=False)
    op.create_table(
        "quote_versions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "quote_id"],
            ["quotes.workspace_id", "quotes.id"],
            name=op.f("fk_quote_versions_workspace_id_quote_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_quote_versions_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_quote_versions")),
        sa.UniqueConstraint(
            "workspace_id",
            "quote_id",
            "version",
            name=op.f("uq_quote_versions_workspace_id_quote_id_version"),
        ),
    )
    op.create_table(
        "billing_events",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=True),
        sa.Column("quote_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("(invoice_id IS NULL) != (quote_id IS NULL)", name=op.f("ck_billing_events_one")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "invoice_id"],
            ["invoices.workspace_id", "invoices.id"],
            name=op.f("fk_billing_events_workspace_id_invoice_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "quote_id"],
            ["quotes.workspace_id", "quotes.id"],
            name=op.f("fk_billing_events_workspace_id_quote_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_billing_events_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_billing_events")),
    )
    op.create_index(
        "ix_billing_events_invoice", "billing_events", ["workspace_id", "invoice_id", "at"], unique=False
    )
    op.create_index(
        "ix_billing_events_quote", "billing_events", ["workspace_id", "quote_id", "at"], unique=False
    )
    op.create_table(
        "invoice_deductions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deposit_id", sa.Uuid(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deposit_id"],
            ["invoices.workspace_id", "invoices.id"],
            name=op.f("fk_invoice_deductions_workspace_id_deposit_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "invoice_id"],
            ["invoices.workspace_id", "invoices.id"],
            name=op.f("fk_invoice_deductions_workspace_id_invoice_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_invoice_deductions_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_invoice_deductions")),
        sa.UniqueConstraint(
            "workspace_id",
            "deposit_id",
            "invoice_id",
            name=op.f("uq_invoice_deductions_workspace_id_deposit_id_invoice_id"),
        ),
    )
    op.create_table(
        "invoice_drafts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=True),
        sa.Column("quote_id", sa.Uuid(), nullable=True),
        sa.Column("original_id", sa.Uuid(), nullable=True),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_invoice_drafts_workspace_id_client_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "original_id"],
            ["invoices.workspace_id", "invoices.id"],
            name=op.f("fk_invoice_drafts_workspace_id_original_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_invoice_drafts_workspace_id_production_id"),
            ondelete="SET NULL (production_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "quote_id"],
            ["quotes.workspace_id", "quotes.id"],
            name=op.f("fk_invoice_drafts_workspace_id_quote_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_invoice_drafts_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_invoice_drafts")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_invoice_drafts_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_invoice_drafts_created", "invoice_drafts", ["workspace_id", "created_at"], unique=False
    )
    op.create_table(
        "invoice_payments",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_invoice_payments_cents")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "invoice_id"],
            ["invoices.workspace_id", "invoices.id"],
            name=op.f("fk_invoice_payments_workspace_id_invoice_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_invoice_payments_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_invoice_payments")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_invoice_payments_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_invoice_payments_invoice", "invoice_payments", ["workspace_id", "invoice_id"], unique=False
    )
    op.create_index("ix_invoice_payments_paid", "invoice_payments", ["workspace_id", "paid_on"], unique=False)
    op.create_table(
        "quote_answers",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("job", sa.String(length=200), nullable=True),
        sa.Column("words", sa.String(length=2000), nullable=True),
        sa.Column("options", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("agent", sa.String(length=400), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["quote_versions.workspace_id", "quote_versions.id"],
            name=op.f("fk_quote_answers_workspace_id_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_quote_answers_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_quote_answers")),
        sa.UniqueConstraint(
            "workspace_id", "version_id", name=op.f("uq_quote_answers_workspace_id_version_id")
        ),
    )
    for table in (
        "catalogue_items",
        "number_series",
        "seller_regimes",
        "clients",
        "seller_profiles",
        "quotes",
        "invoice_drafts",
        "invoice_payments",
    ):
        lock(table)
    for table in (
        "seller_logos",
        "quote_versions",
        "quote_answers",
        "invoices",
        "invoice_deductions",
        "billing_events",
    ):
        lock_written_once(table)
