"""Small factories: everything in its workspace, with values a test may override."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, g
from sqlalchemy.orm import Session

from webapp.accounts.door import digest_of
from webapp.accounts.models import Account, SignIn
from webapp.contacts.models import Contact, Kind, Tag, Tagging
from webapp.core import clock, db
from webapp.core.fold import fold
from webapp.core.jobs import enter
from webapp.core.tenancy import TenantScoped, act_as, new_id
from webapp.domain.invoices.document import ClientKind, VatRegime
from webapp.domain.invoices.document import Kind as PaperKind
from webapp.domain.invoices.document import Line as SoldLine
from webapp.domain.invoices.draft import Draft
from webapp.domain.permissions import Role
from webapp.engagements.models import Engagement, Line, Regime, State, Unit
from webapp.invoicing.drafting import begin_draft
from webapp.invoicing.issuing import issue
from webapp.invoicing.models import (
    Client,
    Invoice,
    InvoiceDraft,
    SellerProfile,
    SellerRegime,
    Series,
    SeriesKind,
)
from webapp.network.models import Exchange, ExchangeKind
from webapp.places.models import Place as Spot
from webapp.productions.crew.models import Department, Member
from webapp.productions.models import Production, ShowKind
from webapp.productions.planning.models import Day
from webapp.productions.planning.models import Sequence as ScriptSequence
from webapp.sharing.actions import Wanted, make_share, token_of_share
from webapp.sharing.models import Share
from webapp.workspaces.models import Membership, Workspace

PASSWORD = "un long mot de passe"
SERIES_PREFIXES = {SeriesKind.INVOICES: "", SeriesKind.CREDITS: "A-", SeriesKind.QUOTES: "D-"}


@dataclass(frozen=True)
class Place:
    """A workspace and its owner's open session."""

    id: UUID
    slug: str
    account_id: UUID
    email: str
    login_id: str


class World:
    def __init__(self, app: Flask):
        self.app = app
        self.lune = self.workspace("lune", "Camille Roussel")
        self.soleil = self.workspace("soleil", "Dominique Vidal")

    def account(self, email: str, *, confirmed: bool = True, **values: Any) -> tuple[UUID, str]:
        """A person and an open session: its id and the cookie's content."""
        key = f"key of {email}"
        with self._session() as session:
            account = Account(email=email, confirmed_at=clock.now() if confirmed else None, **values)
            session.add(account)
            session.flush()
            act_as(session, person=account.id)
            session.add(
                SignIn(
                    account_id=account.id,
                    key_digest=digest_of(key),
                    device="Chrome, Linux",
                    expires_at=clock.now() + timedelta(days=30),
                )
            )
        return account.id, f"{account.id}.{key}"

    def workspace(self, slug: str, owner: str) -> Place:
        email = f"{owner.split()[0].lower()}@exemple.fr"
        account_id, login_id = self.account(email)
        with self._session() as session:
            workspace = Workspace(id=new_id(), slug=slug, name=owner)
            act_as(session, person=account_id, workspace=workspace.id)
            session.add(workspace)
            session.flush()
            session.add(
                Membership(workspace_id=workspace.id, account_id=account_id, role=Role.OWNER, name=owner)
            )
        return Place(workspace.id, slug, account_id, email, login_id)

    def member(self, place: Place, email: str, role: Role) -> Place:
        """Another person of a workspace."""
        account_id, login_id = self.account(email)
        with self.inside(place) as session:
            session.add(
                Membership(
                    workspace_id=place.id, account_id=account_id, role=role, name=email.split("@")[0].title()
                )
            )
        return Place(place.id, place.slug, account_id, email, login_id)

    @contextmanager
    def inside(self, place: Place) -> Iterator[Session]:
        """A unit of work inside a workspace, as a job has one."""
        with self.app.test_request_context():
            g.read_only = False
            g.is_lifted = True  # what a test finds there is there, whatever the plan
            enter(place.id)
            yield db.db()
            db.finish(keep=True)

    def add(self, place: Place, row: TenantScoped) -> Any:
        with self.inside(place) as session:
            session.add(row)
        return row

    def company(self, place: Place, name: str = "Films du Ponant", **values: Any) -> Contact:
        contact = Contact(kind=Kind.COMPANY, name=name, **values)
        contact.refold()
        found: Contact = self.add(place, contact)
        return found

    def person(self, place: Place, name: str = "Inès Kadri", **values: Any) -> Contact:
        contact = Contact(kind=Kind.PERSON, name=name, **values)
        contact.refold()
        found: Contact = self.add(place, contact)
        return found

    def tag(self, place: Place, name: str, *contacts: Contact, **values: Any) -> Tag:
        tag: Tag = self.add(place, Tag(name=name, folded=fold(name), **values))
        for contact in contacts:
            self.add(place, Tagging(tag_id=tag.id, contact_id=contact.id))
        return tag

    def exchange(
        self, place: Place, contact: Contact, on: date = date(2026, 11, 2), **values: Any
    ) -> Exchange:
        values = {"kind": ExchangeKind.CALL} | values
        return self.add(place, Exchange(contact_id=contact.id, on=on, **values))

    def production(self, place: Place, title: str = "Les Marées", **values: Any) -> Production:
        values = {"kind": ShowKind.FEATURE, "label": title.split()[-1].upper()[:9], "hue": 1, **values}
        production = Production(title=title, **values)
        production.refold()
        found: Production = self.add(place, production)
        return found

    def spot(self, place: Place, name: str = "Criée de Saint-Malo", **values: Any) -> Spot:
        """A place where work happens; `place` is the workspace."""
        spot = Spot(name=name, **values)
        spot.refold()
        found: Spot = self.add(place, spot)
        return found

    def day(self, place: Place, production: Production, on: date = date(2026, 11, 23), **values: Any) -> Day:
        """A shooting day from 7h15 to 18h00, PAT 8h00."""
        values = {"call_minute": 435, "ready_minute": 480, "end_minute": 1080, **values}
        found: Day = self.add(place, Day(production_id=production.id, on=on, **values))
        return found

    def sequence(
        self, place: Place, production: Production, number: str = "12", **values: Any
    ) -> ScriptSequence:
        found: Sequence = self.add(
            place,
            ScriptSequence(production_id=production.id, number=number, sort_key=number.zfill(6), **values),
        )
        return found

    def crew(
        self, place: Place, production: Production, name: str = "Nadia Belkacem", **values: Any
    ) -> Member:
        """Someone of the régie, with a phone and a mail of their own."""
        contact = values.pop("contact", None) or self.person(
            place, name, phone="+33612345678", email=f"{name.split()[0].lower()}@exemple.fr"
        )
        values = {"department": Department.MANAGEMENT, "contract_job": "Régisseuse générale", **values}
        found: Member = self.add(place, Member(production_id=production.id, contact_id=contact.id, **values))
        return found

    def engagement(self, place: Place, employer: Contact | None = None, **values: Any) -> Engagement:
        """A confirmed job of five days in hours; without pay periods or papers unless actions add them."""
        employer = employer or self.company(place)
        minutes = values.pop("minutes", 40 * 60)
        cachets = values.pop("cachets", 0)
        gross = values.pop("gross_cents", 86_000)
        values = {
            "state": State.CONFIRMED,
            "contract_job": "Assistante de production",
            "start_on": date(2026, 11, 2),
            "end_on": date(2026, 11, 6),
            "regime": Regime.SPECTACLE,
            "annexe": 8,
            **values,
        }
        engagement = Engagement(
            employer_id=employer.id, minutes=minutes, cachets=cachets, gross_cents=gross, **values
        )
        with self.inside(place) as session:
            session.add(engagement)
            session.add(
                Line(
                    engagement_id=engagement.id,
                    unit=Unit.CACHET if cachets else Unit.HOUR,
                    quantity=cachets or minutes * 100 // 60,
                    minutes=0 if cachets else minutes,
                    gross_cents=gross,
                )
            )
        return engagement

    def share(
        self, place: Place, *productions: Production, grants: Sequence[str] = ("planning",), **values: Any
    ) -> tuple[str, Share]:
        """A link to these productions, open for a month: its token, and its row."""
        wanted = {
            "name": "Marc Delcourt",
            "from_name": "Camille Roussel",
            "ends_on": clock.today() + timedelta(days=30),
        }
        with self.inside(place):
            share = make_share(
                Wanted(**{**wanted, "grants": tuple(grants), **values}), [one.id for one in productions]
            )
            return token_of_share(share), share

    def seller(self, place: Place, regime: VatRegime = VatRegime.FRANCHISE, **values: Any) -> SellerProfile:
        """An entrepreneur individuel with all the law asks for, and its three series of numbers."""
        values = {
            "name": "Camille Roussel",
            "activity": "Conseil en production",
            "siret": "73282932000074",
            "vat_number": "FR44732829320",
            "naf": "70.22Z",
            "address": "12 rue des Cordeliers",
            "postal_code": "35400",
            "city": "Saint-Malo",
            "email": "camille@exemple.fr",
            "iban": "FR1420041010050500013M02606",
            **values,
        }
        profile = SellerProfile(**values)
        with self.inside(place) as session:
            session.add(profile)
            session.add(SellerRegime(from_on=date(2024, 3, 1), regime=regime))
            for kind, prefix in SERIES_PREFIXES.items():
                session.add(Series(kind=kind, prefix=prefix, year=2026))
        return profile

    def client(self, place: Place, name: str = "Atelier Hauteur", **values: Any) -> Client:
        """A French business, with its contact."""
        contact = values.pop("contact", None) or self.company(place, name)
        values = {
            "kind": ClientKind.BUSINESS,
            "legal_name": name,
            "siren": "552100554",
            "address": "18 rue du Port",
            "postal_code": "29200",
            "city": "Brest",
            "email": "compta@hauteur.exemple",
            **values,
        }
        found: Client = self.add(place, Client(contact_id=contact.id, **values))
        return found

    def draft(
        self,
        place: Place,
        client: Client,
        *lines: SoldLine,
        kind: PaperKind = PaperKind.INVOICE,
        on: date = date(2026, 11, 2),
        quote_id: UUID | None = None,
        original_id: UUID | None = None,
        production_id: UUID | None = None,
        **typed: Any,
    ) -> InvoiceDraft:
        """Of 3 days at 280 €, done in October, unless said."""
        sold = lines or (SoldLine("Rédaction du dossier d’aide", 280_00, quantity=300),)
        typed = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 10, 3), "issued_on": on, **typed}
        with self.inside(place):
            return begin_draft(
                kind,
                client.id,
                Draft(lines=sold, **typed),
                on,
                quote_id=quote_id,
                original_id=original_id,
                production_id=production_id,
            )

    def invoice(self, place: Place, client: Client, *lines: SoldLine, **values: Any) -> Invoice:
        """Issued, through the same door as those of people; `draft` says with what."""
        draft = self.draft(place, client, *lines, **values)
        with self.inside(place):
            return issue(draft.public_id, date(2026, 12, 31))

    @contextmanager
    def _session(self) -> Iterator[Session]:
        database: db.Database = self.app.extensions["database"]
        with database.transaction() as session:
            yield session
