"""The pages one opens every day, in a workspace after months of work."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import insert

from tests.browse import Browser
from tests.invoicing.invoices.plenty import rows as begun
from tests.invoicing.payments.plenty import rows as paid
from tests.invoicing.plenty import rows as billed
from tests.invoicing.quotes.plenty import rows as quoted
from tests.make import Place, World
from tests.plenty import rows
from tests.productions.callsheets.plenty import rows as sheets
from tests.sharing.plenty import rows as shared
from webapp.core.db import Base

# Endpoint, then the letter of the row its address names; the row's number is in `NUMBER`.
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "today": ("home.today", {}),
    "more": ("home.more", {}),
    "passes": ("subscription.passes", {}),
    "engagements": ("engagements.index", {}),
    "engagements, second page": ("engagements.index", {"page": "2"}),
    "engagement": ("engagements.show", {"public_id": "e"}),
    "engagement, changed": ("engagements.edit", {"public_id": "e"}),
    "engagement, new": ("engagements.new", {}),
    "availability": ("engagements.availability", {}),
    "papers": ("engagements.papers", {"kind": "all"}),
    "paper": ("engagements.paper", {"paper_id": "q"}),
    "chase": ("engagements.chase", {"employer_id": "h"}),
    "aem check": ("engagements.check", {"paper_id": "q"}),
    "import": ("engagements.import_new", {}),
    "rights": ("rights.show", {}),
    "rights, first request": ("rights.show", {"mode": "first"}),
    "rights, working": ("rights.working", {}),
    "opening": ("rights.opening", {}),
    "renewal": ("rights.renewal", {}),
    "year": ("rights.year", {}),
    "periods": ("rights.periods", {}),
    "period": ("rights.period", {"situation_id": "s"}),
    "period, changed": ("rights.edit_period", {"situation_id": "s"}),
    "period, new": ("rights.new_period", {}),
    "incomes": ("rights.incomes", {}),
    "income, changed": ("rights.edit_income", {"income_id": "i"}),
    "declaration": ("declaration.index", {}),
    "declaration, another month": ("declaration.show", {"month": "2025-02"}),
    "money": ("money.index", {}),
    "money, wage": ("money.wage", {"period_id": "y"}),
    "money, reminder": ("money.remind", {"period_id": "y"}),
    "money, income": ("money.new_income", {"kind": "are", "month": "2026-10"}),
    "if I accept": ("rights.whatif", {}),
    "if I accept an option": ("rights.whatif", {"engagement": "o"}),
    "two offers": ("rights.whatif_comparison", {"a": "o", "b": "l"}),
    "agenda": ("calendar.agenda", {}),
    "agenda, month": ("calendar.month", {"month": "2026-11"}),
    "agenda, week": ("calendar.week", {"week": "2026-W48"}),
    "agenda, day": ("calendar.day", {"day": "2026-11-23"}),
    "agenda, year": ("calendar.year", {"year": "2026"}),
    "agenda, feeds": ("calendar.feeds", {}),
    "agenda, imports": ("calendar.imports", {}),
    "contacts, imports": ("cards.index", {}),
    "productions": ("productions.index", {}),
    "production": ("productions.show", {"public_id": "p"}),
    "career": ("career.index", {}),
    "career, second page": ("career.index", {"page": "2"}),
    "career, by function": ("career.index", {"by": "function"}),
    "career, functions": ("career.jobs", {}),
    "career, CV": ("career.cv", {}),
    "career, English of functions": ("career.words", {}),
    "career, CV as it reads": ("career.preview", {"language": "en"}),
    "career, a title": ("career.new_title", {}),
    "career, a minimum": ("career.new_minimum", {}),
    "career, coffre": ("career.vault", {}),
    "places": ("places.index", {}),
    "place": ("places.show", {"public_id": "w"}),
    "place, changed": ("places.edit", {"public_id": "w"}),
    "place, its productions": ("locations.visits", {"public_id": "w"}),
    "production, places": ("locations.index", {"production": "p"}),
    "production, tasks": ("tasks.index", {"production": "p"}),
    "production, task": ("tasks.show", {"production": "p", "task_id": "t"}),
    "production, models of tasks": ("tasks.models", {"production": "p"}),
    "production, cloned": ("cloning.new", {"production": "p"}),
    "feuilles de route": ("tour.index", {"production": "p"}),
    "hours": ("hours.week", {"production": "p"}),
    "hours, a day": ("hours.day", {"production": "p", "on": "2026-11-23"}),
    "hours, rule": ("hours.rule", {"production": "p"}),
    "crew": ("crew.index", {"production": "p"}),
    "crew, second page": ("crew.index", {"production": "p", "page": "2"}),
    "crew, one": ("crew.show", {"production": "p", "member": "m"}),
    "crew, fiche asked": ("crew.fiche_asked", {"production": "p", "member": "m"}),
    "crew, private": ("crew.private", {"production": "p", "member": "m"}),
    "crew, changed": ("crew.edit", {"production": "p", "member": "m"}),
    "crew, new": ("crew.new", {"production": "p"}),
    "crew, copied": ("crew.ask_copy", {"production": "p", "member": "m"}),
    "crew, many": ("crew.many", {"production": "p"}),
    "suppliers": ("crew.suppliers", {"production": "p"}),
    "bible": ("crew.bible_page", {"production": "p"}),
    "credits": ("crew.credits", {"production": "p"}),
    "planning": ("planning.index", {"production": "p"}),
    "planning, a day": ("planning.day", {"production": "p", "day_id": "j"}),
    "planning, a day changed": ("planning.edit_day", {"production": "p", "day_id": "j"}),
    "planning, a day moved": ("planning.moving", {"production": "p", "day_id": "j"}),
    "planning, a day filled": ("planning.filling", {"production": "p", "day_id": "j"}),
    "planning, new days": ("planning.new_days", {"production": "p"}),
    "planning, sequences": ("planning.sequences", {"production": "p"}),
    "planning, a sequence": ("planning.edit_sequence", {"production": "p", "sequence_id": "x"}),
    "planning, a sequence placed": ("planning.placing", {"production": "p", "sequence_id": "x"}),
    "planning, a strip": ("planning.edit_strip", {"production": "p", "strip_id": "z"}),
    "planning, presence": ("planning.presence", {"production": "p"}),
    "planning, versions": ("planning.versions", {"production": "p"}),
    "planning, a version": ("planning.version", {"production": "p", "version_id": "v"}),
    "planning, published": ("planning.new_version", {"production": "p"}),
    "planning, compared": ("planning.comparison", {"production": "p", "from": "v"}),
    "production papers": ("papers.index", {"production": "p"}),
    "production papers, ending": ("papers.index", {"production": "p", "standing": "ending"}),
    "production paper": ("papers.show", {"production": "p", "document_id": "g"}),
    "production paper, new version": ("papers.new_version", {"production": "p", "document_id": "g"}),
    "production papers from the tray": ("papers.tray", {"production": "p"}),
    "handover": ("handover.show", {"production": "p"}),
    "situation": ("sharing.situation", {"production": "p"}),
    "contacts": ("contacts.index", {}),
    "contact": ("contacts.show", {"public_id": "c"}),
    "network": ("network.index", {}),
    "network, those who hired": ("network.index", {"seen": "hired"}),
    "network, a story": ("network.timeline", {"contact": "c"}),
    "network, a rhythm": ("network.rhythm", {"contact": "c"}),
    "network, noted": ("network.new", {"contact": "c"}),
    "tags": ("tags.index", {}),
    "duplicates": ("merging.index", {}),
    "duplicates, compared": ("merging.compare", {"a": "c", "b": "h"}),
    "duplicates, the other chosen": ("merging.choose", {"contact": "c"}),
    "merges": ("merging.recent", {}),
    "contact, changed": ("contacts.edit", {"public_id": "c"}),
    "contact, new": ("contacts.new", {}),
    "contacts, ticked": ("contacts.index", {"select": "y"}),
    "contacts, selection": ("contacts.selection", {"all": "y"}),
    "documents": ("documents.tray", {}),
    "document": ("documents.show", {"public_id": "d"}),
    "search": ("search.index", {"q": "kervel"}),
    "search, mistyped": ("search.index", {"q": "aicha dialo"}),
    "notices": ("notices.index", {}),
    "members": ("workspaces.members", {}),
    "call sheets": ("callsheets.index", {"production": "p"}),
    "call sheet": ("callsheets.show", {"production": "p", "sheet": "f"}),
    "call sheet, draft": ("callsheets.draft", {"production": "p", "sheet": "b"}),
    "call sheet, changed": ("callsheets.edit", {"production": "p", "sheet": "b"}),
    "call sheet, its sequences": (
        "callsheets.edit_section",
        {"production": "p", "sheet": "b", "section": "scenes"},
    ),
    "call sheet, its cast": ("callsheets.edit_section", {"production": "p", "sheet": "b", "section": "cast"}),
    "call sheet, its crew": ("callsheets.edit_section", {"production": "p", "sheet": "b", "section": "crew"}),
    "call sheet, received": ("callsheets.figures", {"production": "p", "document": "g"}),
    "invoices": ("invoices.index", {}),
    "invoices, second page": ("invoices.index", {"page": "2"}),
    "invoices, late": ("invoices.index", {"show": "late"}),
    "invoice, new": ("invoices.new", {}),
    "invoice": ("invoices.show", {"invoice_id": "n"}),
    "invoice, changed": ("invoices.edit", {"invoice_id": "r"}),
    "seller": ("seller.edit", {}),
    "seller, changed": ("seller.form", {}),
    "seller, VAT regimes": ("seller.regimes", {}),
    "seller, a VAT regime": ("seller.edit_regime", {"day": "2025-07-14"}),
    "seller, numbers": ("seller.series", {}),
    "seller, a series": ("seller.edit_series", {"kind": "invoices"}),
    "catalogue": ("seller.catalogue", {}),
    "catalogue, an item": ("seller.edit_item", {"item_id": "a"}),
    "clients": ("clients.index", {}),
    "client": ("clients.show", {"contact": "c"}),
    "client, changed": ("clients.edit", {"contact": "c"}),
    "client, new": ("clients.new", {}),
    "invoice, payments": ("payments.index", {"invoice_id": "n"}),
    "invoice, a payment": ("payments.edit", {"invoice_id": "n", "payment_id": "u"}),
    "invoice, sent": ("payments.compose", {"invoice_id": "n"}),
    "invoice, reminder": ("payments.reminder", {"invoice_id": "n"}),
    "client, statement": ("payments.statement", {"contact": "c"}),
    "ledger": ("ledger.index", {}),
    "ledger, URSSAF": ("ledger.turnover", {}),
    "ledger, VAT": ("ledger.vat", {}),
    "archive": ("archive.period", {}),
    "quotes": ("quotes.index", {}),
    "quotes, second page": ("quotes.index", {"page": "2"}),
    "quotes, those to invoice": ("quotes.index", {"state": "to_invoice"}),
    "quote": ("quotes.show", {"quote_id": "k"}),
    "quote, changed": ("quotes.edit", {"quote_id": "k"}),
    "quote, sent": ("quotes.prepare", {"quote_id": "k"}),
    "quote, signed on paper": ("quotes.sign", {"quote_id": "k"}),
    "quote, new": ("quotes.new", {}),
    "account": ("accounts.show", {}),
    "who to call": ("proposals.index", {}),
    "met often": ("ties.index", {}),
    "employers": ("ties.hirers", {}),
    "known at": ("ties.show", {"contact": "c"}),
    "met beside": ("ties.beside", {"contact": "c"}),
    "recommendations": ("recommendations.index", {}),
    "recommendation, new": ("recommendations.new", {"contact": "c"}),
    "links": ("sharing.index", {}),
    "links, second page": ("sharing.index", {"page": "2"}),
    "link, its production": ("sharing.new", {}),
    "link, new": ("sharing.new", {"production": "p"}),
    "link": ("sharing.show", {"share_id": "S"}),
    "link, changed": ("sharing.edit", {"share_id": "S"}),
    "link, as seen": ("sharing.preview", {"share_id": "S"}),
    "link, scanned": ("sharing.qr", {"share_id": "S"}),
    "link, sent": ("sharing.compose", {"share_id": "S"}),
}
RIGHTS = (
    "rights", "rights, first request", "rights, working", "period", "if I accept an option", "two offers", "renewal",
    "year", "declaration",
)  # fmt: skip
NUMBER = 4  # signed, under way, with its papers
NAMED = {
    "q": ("q", NUMBER * 4 + 2),
    "h": ("c", 7),
    "t": ("t", NUMBER * 12 + 3),
    "b": ("f", NUMBER + 1),
}  # its AEM; an employer that owes papers
LETTERED = "epcdqhsiymfwtjxvzgbanurkS"
OPEN = {"l": 0, "o": 1}  # a lead and an option, named like engagements


TABLES = sorted(table.name for table in Base.metadata.tables.values() if "workspace_id" in table.columns)


def settle(as_superuser: Callable[[str], None]) -> None:
    """Autovacuum does it in life; without it, PostgreSQL takes filled tables for empty and reads some row by row."""
    as_superuser(f"ANALYZE {', '.join(TABLES)}")


def fill(world: World, place: Place, engagements: int, today: date) -> None:
    with world.inside(place) as session:
        for model, values in (
            *rows(place.id, engagements, today),
            *sheets(place.id, engagements, today),
            *billed(place.id, engagements, today),
            *paid(place.id, engagements, today),
            *begun(place.id, engagements, today),
            *quoted(place.id, engagements, today),
            *shared(place.id, engagements, today),
        ):
            session.connection().execute(insert(model.__table__), values)


def address(browser: Browser, name: str) -> str:
    assert browser.place is not None
    endpoint, values = PAGES[name]
    return browser.url(endpoint, **{key: _value(browser.place, value) for key, value in values.items()})


def _value(place: Place, value: str) -> Any:
    if value in OPEN:
        return f"e{OPEN[value]:06d}{place.id.hex[-5:]}"
    letter, number = NAMED.get(value, (value, NUMBER))
    return f"{letter}{number:06d}{place.id.hex[-5:]}" if value in LETTERED else value
