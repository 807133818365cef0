from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class Kind(StrEnum):
    VCARD = "vcard"
    CSV = "csv"
    SIGNATURE = "signature"


class Stage(StrEnum):
    """In order; those that end in -ing are the worker's."""

    READING = "reading"
    MATCHING = "matching"
    READY = "ready"
    CHECKING = "checking"  # matched again, since the address book may have changed meanwhile
    APPLYING = "applying"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


class Standing(StrEnum):
    NEW = "new"
    COMPLETE = "complete"  # somebody there already, and the card knows more
    CLOSE = "close"  # maybe somebody there already: a person says
    KNOWN = "known"
    REPEATED = "repeated"  # the same as another card of the file, which takes what it adds
    REJECTED = "rejected"


class Choice(StrEnum):
    ADD = "add"
    FILL = "fill"
    LEAVE = "leave"


UNDONE_WITHIN = timedelta(days=30)
AT_WORK = (Stage.READING, Stage.MATCHING, Stage.CHECKING, Stage.APPLYING, Stage.UNDOING)


class CardImport(Addressable, TenantScoped, Base):
    """A file of contacts, from its sending to the end of the thirty days in which it is undone."""

    __tablename__ = "contact_imports"

    file_name: Mapped[str] = mapped_column(String(130))
    kind: Mapped[Kind] = mapped_column(String(10))
    stage: Mapped[Stage] = mapped_column(String(10), default=Stage.READING)
    file_key: Mapped[str | None] = mapped_column(String(100))  # gone once read
    headers: Mapped[list[str]] = mapped_column(JSONB, default=list)  # of a CSV, for the lines left out
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    total: Mapped[int] = mapped_column(Integer, default=0)  # cards of the file
    done: Mapped[int] = mapped_column(Integer, default=0)  # of what the worker is at, out of `goal`
    goal: Mapped[int] = mapped_column(Integer, default=0)
    tag: Mapped[str] = mapped_column(String(60), default="")  # of all the new ones
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    moved_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)
    made_tags: Mapped[list[str]] = mapped_column(JSONB, default=list)
    held: Mapped[list[str]] = mapped_column(JSONB, default=list)  # names kept by the undoing: changed since

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        CheckConstraint("kind IN ('vcard', 'csv', 'signature')", name="kind"),
        Index("ix_contact_imports_created_at", "workspace_id", "created_at"),
    )

    @property
    def is_at_work(self) -> bool:
        return self.stage in AT_WORK

    @property
    def may_be_undone(self) -> bool:
        return self.applied_at is not None and clock.now() < self.applied_at + UNDONE_WITHIN

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.goal) if self.goal else 0


class ImportedCard(TenantScoped, Base):
    """A card of the file, what it would do, what a person said about it."""

    __tablename__ = "contact_import_cards"

    import_id: Mapped[UUID] = mapped_column(Uuid)
    position: Mapped[int] = mapped_column(Integer)
    standing: Mapped[Standing] = mapped_column(String(10), default=Standing.NEW)
    choice: Mapped[Choice] = mapped_column(String(5), default=Choice.LEAVE)
    name: Mapped[str] = mapped_column(String(200), default="")
    sort_key: Mapped[str] = mapped_column(String(250), default="")
    card: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    contact_id: Mapped[UUID | None] = mapped_column(Uuid)
    evidence: Mapped[str] = mapped_column(String(10), default="")  # mail, phone, name, close, shared
    adds: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    differs: Mapped[dict[str, list[str]]] = mapped_column(
        JSONB, default=dict
    )  # field: what is there, the file's
    takes: Mapped[list[str]] = mapped_column(JSONB, default=list)  # of these fields, those a person wants
    first_position: Mapped[int | None] = mapped_column(Integer)  # of the card it repeats
    is_personal: Mapped[bool] = mapped_column(Boolean, default=False)
    is_applied: Mapped[bool] = mapped_column(Boolean, default=False)
    reason: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    raw: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        tenant_fk("import_id", "contact_imports", ondelete="CASCADE"),
        tenant_fk("contact_id", "contacts", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "import_id", "position"),
        Index("ix_contact_import_cards_list", "workspace_id", "import_id", "standing", "sort_key"),
        Index("ix_contact_import_cards_contact", "workspace_id", "contact_id"),
    )


class ImportedPhoto(TenantScoped, Base):
    """A face of the file, already small; kept apart from its card, which is read fifty at a time."""

    __tablename__ = "contact_import_photos"

    import_id: Mapped[UUID] = mapped_column(Uuid)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        tenant_fk("import_id", "contact_imports", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "import_id", "sha256"),
    )


class Trace(TenantScoped, Base):
    """What an import did to a contact, so that it is taken back, and nothing else with it."""

    __tablename__ = "contact_import_traces"

    import_id: Mapped[UUID] = mapped_column(Uuid)
    contact_id: Mapped[UUID] = mapped_column(Uuid)
    is_new: Mapped[bool] = mapped_column(Boolean, default=False)
    digest: Mapped[str] = mapped_column(String(64), default="")  # of a new one, as the import left it
    fields: Mapped[dict[str, list[str | None]]] = mapped_column(JSONB, default=dict)  # before, after
    ways: Mapped[list[list[str]]] = mapped_column(JSONB, default=list)  # kind, value
    tags: Mapped[list[str]] = mapped_column(JSONB, default=list)
    photo: Mapped[str] = mapped_column(String(64), default="")
    is_undone: Mapped[bool] = mapped_column(Boolean, default=False)

    __table_args__ = (
        tenant_fk("import_id", "contact_imports", ondelete="CASCADE"),
        tenant_fk("contact_id", "contacts", ondelete="CASCADE"),
        Index(
            "ix_contact_import_traces_import", "workspace_id", "import_id"
        ),  # two, once their contacts are one
        Index("ix_contact_import_traces_contact", "workspace_id", "contact_id"),
    )
