"""What the freelancer's own quotes and invoices show."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from sqlalchemy import select

from tests.make import Place, World
from tests.sharing.planted.words import Planted
from webapp.contacts.models import Contact
from webapp.domain.invoices.document import Client as Buyer
from webapp.domain.invoices.document import Document, Kind, Line, Seller
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.models import Client, Invoice, Payment, Quote, QuoteState, QuoteVersion, content_of
from webapp.productions.models import Production


def quotes(world: World, place: Place, production: Production) -> Planted:
    """One sent, then typed again; beside it a draft, and one to another client."""
    ours, theirs = _clients(world, place, production)
    typed = Draft(lines=(SOLD,), title="BROUILLONSEUL", valid_until=date(2027, 3, 1))
    made = _quote(
        world, place, production, ours, 1, "Repérages de Kerlouarn", replace(typed, title="RETAPEDEPUIS")
    )
    _quote(world, place, production, theirs, 2, "AUTRECLIENT", typed)
    world.add(
        place,
        Quote(client_id=ours.id, production_id=production.id, content=content_of(typed), title=typed.title),
    )
    return {
        "quotes": ("Devis D-", "Kerlouarn"),
        "quotes.amounts": ("734,56",),
        "quotes.file": (f"/files/quotes/{production.public_id}/{made.public_id}",),
        "quotes.accept": (f'/quotes/{made.public_id}"', "Lire et accepter"),
    }


def invoices(world: World, place: Place, production: Production) -> Planted:
    """One issued and paid in part; beside it a draft, and one to another client."""
    ours, theirs = _clients(world, place, production)
    made = _invoice(world, place, production, ours, 1, "Casting de Trégarvan")
    _invoice(world, place, production, theirs, 2, "AUTRECLIENT")
    world.add(
        place, Payment(invoice_id=made.id, paid_on=date(2026, 11, 9), cents=1_106_15, note="NOTEDEPAIEMENT")
    )
    world.draft(place, ours, title="BROUILLONSEUL", production_id=production.id)
    return {
        "invoices": ("Trégarvan", "Payée en partie"),
        "invoices.amounts": ("913,47", "807,32"),
        "invoices.file": (f"/files/invoices/{production.public_id}/{made.public_id}",),
    }


SOLD = Line("LIGNEVENDUE", 1_734_56)
PAPER = b"%PDF-1.7 planted"


def _quote(
    world: World, place: Place, production: Production, client: Client, rank: int, title: str, since: Draft
) -> Quote:
    number = f"D-{production.public_id}-{rank}"
    document = replace(
        _document(Kind.QUOTE, number, title), valid_until=since.valid_until, note="NOTEDUDEVIS"
    )
    made = Quote(
        client_id=client.id, production_id=production.id, number=number, state=QuoteState.SENT, version=1,
        content=content_of(since), title=title, total_cents=SOLD.price_cents, valid_until=since.valid_until,
    )  # fmt: skip
    world.add(place, made)
    world.add(
        place,
        QuoteVersion(
            quote_id=made.id, version=1, issued_on=document.issued_on, valid_until=document.valid_until,
            gross_cents=SOLD.price_cents, content=content_of(document), pdf=PAPER, pdf_sha256=sha256(PAPER).hexdigest(),
        ),
    )  # fmt: skip
    return made


def _invoice(
    world: World, place: Place, production: Production, client: Client, rank: int, title: str
) -> Invoice:
    document = _document(Kind.INVOICE, f"{production.public_id}-{rank}", title)
    made: Invoice = world.add(
        place,
        Invoice(
            kind=document.kind, number=document.number, issued_on=document.issued_on, due_on=date(2027, 3, 1),
            client_id=client.id, client_name=client.legal_name, production_id=production.id, title=title,
            net_cents=2_913_47, vat_cents=0, gross_cents=2_913_47, due_cents=2_913_47, content=content_of(document),
            folded="", pdf=PAPER, xml=b"<planted/>", pdf_sha256=sha256(PAPER).hexdigest(), xml_sha256="0" * 64,
        ),
    )  # fmt: skip
    return made


def _document(kind: Kind, number: str, title: str) -> Document:
    seller = Seller(name="Camille Roussel", iban="FR1420041010050500013M02606")
    return Document(
        kind, number, date(2026, 11, 2), seller, Buyer(name="Films du Ponant"), (SOLD,), title=title
    )


def _clients(world: World, place: Place, production: Production) -> tuple[Client, Client]:
    """The company of the production, and another one."""
    company = world.company(place, "Films du Ponant")
    with world.inside(place) as session:
        row = session.get_one(Production, (place.id, production.id))
        row.company_id = row.company_id or company.id
        known = session.scalars(select(Client).where(Client.contact_id == row.company_id)).first()
        company = session.get_one(Contact, (place.id, row.company_id))
    ours = known or world.client(place, "Films du Ponant", contact=company)
    return ours, world.client(place, "Autre client")
