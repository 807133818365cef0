from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class Part(StrEnum):
    """What a recipient is to the production."""

    DIRECTOR = "director"  # directeur, directrice de production
    PRODUCER = "producer"
    ADMINISTRATOR = "administrator"
    COPRODUCER = "coproducer"
    BROADCASTER = "broadcaster"  # diffuseur
    VENUE = "venue"  # lieu d'accueil
    OTHER = "other"


class Share(Addressable, TenantScoped, Base):
    """A link for someone without an account: for whom, what it shows, until when.

    What opens it is its row of `links`, whose payload repeats what the database may show through it.
    """

    __tablename__ = "shares"

    link_id: Mapped[UUID] = mapped_column(Uuid)
    contact_id: Mapped[UUID | None] = mapped_column(Uuid)
    name: Mapped[str] = mapped_column(String(200))  # of the recipient, as the page greets them
    part: Mapped[Part] = mapped_column(String(13), default=Part.PRODUCER)
    email: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2), default="fr")
    ends_on: Mapped[date] = mapped_column(Date)  # the last day it opens, in Paris
    message: Mapped[str | None] = mapped_column(String(1000))
    preset: Mapped[str | None] = mapped_column(String(20))
    grants: Mapped[list[str]] = mapped_column(JSONB, default=list)  # "planning", "planning.times"…
    documents: Mapped[list[str]] = mapped_column(JSONB, default=list)  # ids of the documents chosen
    # None: no code. A keyed digest of the four figures said aloud; changing it locks who had opened it.
    code_digest: Mapped[str | None] = mapped_column(String(64))
    # The header: who shares, as they chose to be told to this person.
    from_name: Mapped[str] = mapped_column(String(200))
    from_job: Mapped[str | None] = mapped_column(String(200))
    from_phone: Mapped[str | None] = mapped_column(String(40))
    from_email: Mapped[str | None] = mapped_column(String(254))
    contract_ends_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_to: Mapped[str | None] = mapped_column(String(254))
    refusal: Mapped[str | None] = mapped_column(String(300))  # why the last mail reached nobody
    first_opened_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "link_id"),
        tenant_fk("contact_id", "contacts"),
        CheckConstraint("language IN ('fr', 'en')", name="language"),
        Index("ix_shares_contact", "workspace_id", "contact_id"),
    )

    @property
    def is_locked(self) -> bool:
        return self.code_digest is not None


class ShareProduction(TenantScoped, Base):
    """A production that a link shows, in the order of the page."""

    __tablename__ = "share_productions"

    share_id: Mapped[UUID] = mapped_column(Uuid)
    production_id: Mapped[UUID] = mapped_column(Uuid)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    # Whose it was when it was chosen: of another company since, it is shown no more.
    company_id: Mapped[UUID | None] = mapped_column(Uuid)

    __table_args__ = (
        UniqueConstraint("workspace_id", "share_id", "production_id"),
        tenant_fk("share_id", "shares", ondelete="CASCADE"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        tenant_fk("company_id", "contacts"),
        Index("ix_share_productions_production", "workspace_id", "production_id"),
        Index("ix_share_productions_company", "workspace_id", "company_id"),
    )


class Device(StrEnum):
    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"


class Visited(StrEnum):
    PAGE = "page"
    FILE = "file"
    PDF = "pdf"
    CALENDAR = "calendar"  # the first time an application subscribed


class Visit(TenantScoped, Base):
    """One opening by a person: when and from which kind of device, nothing that tells who; kept ninety days."""

    __tablename__ = "share_visits"

    share_id: Mapped[UUID] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column("visited_at", Instant, default=clock.now)
    device: Mapped[Device] = mapped_column(String(8))
    what: Mapped[Visited] = mapped_column(String(8), default=Visited.PAGE)

    __table_args__ = (
        tenant_fk("share_id", "shares", ondelete="CASCADE"),
        Index("ix_share_visits_share", "workspace_id", "share_id", "visited_at"),
    )


class ReplyKind(StrEnum):
    CONFIRMED = "confirmed"
    QUESTION = "question"


class Reply(Addressable, TenantScoped, Base):
    """What somebody answered through a link about a date or a document; it lands on the home page."""

    __tablename__ = "share_replies"

    share_id: Mapped[UUID] = mapped_column(Uuid)
    production_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[ReplyKind] = mapped_column(String(9))
    section: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(40))  # key of the item in its section
    label: Mapped[str] = mapped_column(String(200))  # as the page named it then
    digest: Mapped[str] = mapped_column("label_digest", String(64))  # of that name, whatever the language
    name: Mapped[str] = mapped_column(String(200))  # as they signed
    words: Mapped[str | None] = mapped_column(String(1000))
    at: Mapped[datetime] = mapped_column("replied_at", Instant, default=clock.now)
    handled_at: Mapped[datetime | None] = mapped_column(Instant)
    told_at: Mapped[datetime | None] = mapped_column(Instant)  # by mail

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("share_id", "shares", ondelete="CASCADE"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        Index("ix_share_replies_share", "workspace_id", "share_id", "replied_at"),
        Index("ix_share_replies_production", "workspace_id", "production_id"),
    )


class Situation(Addressable, TenantScoped, Base):
    """« Situation au … »: a person's sentence about a production, its figures as they were, and who validated it.

    The last one is shown at the top of the links; amounts stay off every link until it is validated.
    """

    __tablename__ = "situations"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    on: Mapped[date] = mapped_column("situation_on", Date)
    text: Mapped[str] = mapped_column(String(1000))
    # Counts as they were, without words: `webapp.domain.situations`.
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    by_name: Mapped[str] = mapped_column(String(200))
    by_job: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column("written_at", Instant, default=clock.now)
    validated_by: Mapped[str | None] = mapped_column(String(200))
    validated_job: Mapped[str | None] = mapped_column(String(200))
    validated_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        Index("ix_situations_production", "workspace_id", "production_id", "written_at"),
    )

    @property
    def is_validated(self) -> bool:
        return self.validated_at is not None
