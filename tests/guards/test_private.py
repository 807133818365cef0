"""Private phones, wages, bank, birth, address, health and notes go out of nowhere unless that very field was chosen.

Every address that is open without an account, makes a file, a page to print or a text to share has a verdict here:
which fields it may tell, and how it is read in a workspace full of them. One without a verdict fails.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import template_rendered
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.accounts.post import queued
from tests.browse import Browser
from tests.guards.laden import Laden, Said, laden
from tests.guards.secrets import SECRETS, shared_in, told, told_in
from tests.guards.test_strangers import LETTERS, ORDINARY, public_id, theirs  # noqa: F401 - a fixture
from tests.invoicing.quotes import make as quotes
from tests.make import World
from tests.productions.callsheets import make as callsheets
from tests.rights.declaration.make import at
from tests.sharing.answers.make import replied
from tests.sharing.planted import validated
from webapp.billing.models import ProductionPass
from webapp.career.vault.actions import pack
from webapp.career.vault.models import Vault
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.access import Door, mark_of
from webapp.core.settings import ROOT
from webapp.domain.notices import Notice
from webapp.domain.permissions import Role
from webapp.domain.plans.stages import News, Told
from webapp.invoicing.models import Client, Invoice, Quote, SellerProfile
from webapp.notices.telling import tell, tell_change, tell_reply
from webapp.productions.models import Production
from webapp.productions.planning.models import Day
from webapp.productions.planning.signals import Times
from webapp.rights.declaration.reminders import remind
from webapp.sharing.actions import note_visit
from webapp.sharing.models import Reply, ReplyKind
from webapp.sharing.sections import PARTS
from webapp.subscription import telling
from webapp.subscription.passes.actions import send_pass
from webapp.subscription.passes.queries import pass_or_404

NOTHING: frozenset[str] = frozenset()
REACH = frozenset({"phone", "mail", "address"})
WAGE = frozenset({"wage"})  # of who asks: their own money is what these are for


@pytest.fixture
def full(world: World, browse: Browser, stranger: Browser) -> Laden:
    return laden(world, browse, stranger)


def _bible(it: Laden) -> Said:
    for kind in ("pdf", "csv", "xlsx", "vcf"):
        yield it.get("crew.bible_file", **it.at, kind=kind)


def _credits(it: Laden) -> Said:
    for form in ("pdf", "txt"):
        yield it.get("crew.credits_file", **it.at, form=form)


def _hours(it: Laden) -> Said:
    for form in ("pdf", "xlsx"):
        yield it.get("hours.export", **it.at, week=it.monday.isoformat(), format=form)
        yield it.get("hours.export", **it.at, week=it.monday.isoformat(), format=form, version="1")


def _routes(endpoint: str) -> Callable[[Laden], Said]:
    def read(it: Laden) -> Said:
        for version in ("full", "artist", "technician"):
            yield it.get(endpoint, **it.routed, version=version)
        yield it.get(endpoint, **it.routed, person=it.tour.yves.public_id)

    return read


def _shared_routes(it: Laden) -> Said:
    for page in _routes("tour.version")(it):
        assert not isinstance(page, tuple)
        yield page
        yield shared_in(page.text), "text/plain"


def _shared_sheet(it: Laden) -> Said:
    """Of a page that is the production's own, what leaves it."""
    yield shared_in(it.get("callsheets.show", **it.sheet).text), "text/plain"


def _shared_draft(it: Laden) -> Said:
    it.browse.post("callsheets.next_version", **it.sheet)
    yield it.get("callsheets.paper", **it.sheet)
    page = it.get("callsheets.draft", **it.sheet).text
    if "data-share" in page:
        yield shared_in(page), "text/plain"


def _availability(it: Laden) -> Said:
    yield shared_in(it.get("engagements.availability").text), "text/plain"


def _proposals(it: Laden) -> Said:
    yield shared_in(it.get("proposals.index").text), "text/plain"


def _cvs(it: Laden) -> Said:
    for language in ("fr", "en"):
        yield it.get("career.cv_file", language=language)


def _coffre(it: Laden) -> Said:
    """One's own jobs as their list exports them; nothing of the productions' papers nor of their crews."""
    it.browse.post("career.start_vault")
    with it.world.inside(it.world.lune) as session:
        asked = session.scalars(select(Vault.id)).one()
    pack.now(workspace_id=str(it.world.lune.id), vault_id=str(asked))
    yield it.get("career.vault_zip")


def _handed_over(it: Laden) -> Said:
    yield it.packed(), "application/zip"


def _attested(it: Laden) -> Said:
    """Of the ZIP made just before."""
    answer = it.browse.post("handover.finish", **it.at)
    page = it.browse.follow(answer).text
    link = page[page.index("/handover/traces/") :].split('"')[0].split("/")[-1]
    yield it.get("handover.attestation", **it.at, trace_id=link)


def _fiches(it: Laden) -> Said:
    for member in (it.shot.nadia, it.sandra):
        page = it.open(it.fiche_of(member))
        assert not re.search(r'value="no_pork"[^>]*(checked|selected)', page.text)
        yield page


def _feeds(it: Laden) -> Said:
    for path in it.feeds.values():
        answer = it.open(path)
        assert "SUMMARY" in answer.text
        yield answer


def _bill(it: Laden) -> str:
    """The page of an invoice to somebody of the crew, whose phone and address are known."""
    world, place = it.world, it.world.lune
    with world.inside(place) as session:
        found = session.scalars(select(Invoice.public_id)).first()
        sells = session.scalars(select(SellerProfile.id)).first()
    if found:
        return found
    if not sells:
        world.seller(place)
    with world.inside(place) as session:
        person = session.scalars(select(Contact).where(Contact.id == it.sandra.contact_id)).one()
        client = session.scalars(select(Client).where(Client.contact_id == person.id)).first()
    client = client or world.client(place, "Lenoir Films", contact=person, email=None)
    return world.invoice(place, client).public_id


def _opened_bill(more: str = "") -> Callable[[Laden], Said]:
    def read(it: Laden) -> Said:
        bill = _bill(it)
        page = it.browse.follow(it.browse.post("payments.share", invoice_id=bill)).text
        yield it.open(re.search(r"/i/[\w-]+", page)[0] + more)

    return read


def _account(endpoint: str) -> Callable[[Laden], Said]:
    def read(it: Laden) -> Said:
        it.browse.post("payments.settle", invoice_id=_bill(it))
        yield it.get(endpoint, contact=it.contact)

    return read


def _books(endpoint: str) -> Callable[[Laden], Said]:
    def read(it: Laden) -> Said:
        it.browse.post("payments.settle", invoice_id=_bill(it))
        yield it.get(endpoint)

    return read


def _invoiced(endpoint: str) -> Callable[[Laden], Said]:
    def read(it: Laden) -> Said:
        bill = _bill(it)
        if endpoint == "archive.zip":
            yield it.get(endpoint, start_on="2026-11-01", end_on="2026-11-30")
        else:
            yield it.get(endpoint, invoice_id=bill)

    return read


def _offered(more: str) -> Callable[[Laden], Said]:
    """A quote to somebody of the crew, whose phone and address are known."""

    def read(it: Laden) -> Said:
        yield it.open(_quote(it)[1] + more)

    return read


def _quoted(it: Laden) -> Said:
    quote, _path = _quote(it)
    yield it.get("quotes.paper", quote_id=quote.public_id)
    yield it.get("quotes.paper", quote_id=quote.public_id, version=1)


def _shared_quote(it: Laden) -> Said:
    quote, _path = _quote(it)
    yield shared_in(it.get("quotes.show", quote_id=quote.public_id).text), "text/plain"


def _quote(it: Laden) -> tuple[Quote, str]:
    with it.world.inside(it.world.lune) as session:
        person = session.scalars(select(Contact).where(Contact.id == it.sandra.contact_id)).one()
    return quotes.offered(it.world, it.world.lune, person)


def _offered_by_a_link(more: str) -> Callable[[Laden], Said]:
    """Likewise, through a link to a production of theirs."""

    def read(it: Laden) -> Said:
        quote, _path = _quote(it)
        shown = it.world.production(it.world.lune, "Le devis", company_id=it.sandra.contact_id)
        it.world.add(it.world.lune, validated(shown))
        with it.world.inside(it.world.lune) as session:
            session.get_one(Quote, (it.world.lune.id, quote.id)).production_id = shown.id
        token, _share = it.world.share(it.world.lune, shown, grants=sorted(PARTS))
        yield it.open(f"/s/{token}/quotes/{quote.public_id}{more}")

    return read


def _links(ending: str = "") -> Callable[[Laden], Said]:
    """A link that grants every part of every section, its amounts in force."""

    def read(it: Laden) -> Said:
        it.world.add(it.world.lune, validated(it.shot.production))
        token, _share = it.world.share(it.world.lune, it.shot.production, grants=sorted(PARTS))
        yield it.open(f"/s/{token}{ending}")

    return read


def _files_of_links(it: Laden) -> Said:
    """Every file that the page of such a link leads to."""
    (page,) = _links()(it)
    paths = re.findall(r'href="(/s/[^/"]+/files/[^"]+)"', page.text)
    assert paths
    for path in paths:
        yield it.open(path)


def _answers(it: Laden) -> Said:
    """What is confirmed or asked about: a name, and who asks."""
    production = it.shot.production
    token, _share = it.world.share(it.world.lune, production, grants=sorted(PARTS))
    yield it.open(f"/s/{token}/answers/planning/{production.public_id}/{it.shot.day}")


def _kept_links(it: Laden) -> Said:
    """What is handed to another app, and the page as its author looks at it."""
    _token, share = it.world.share(it.world.lune, it.shot.production, grants=sorted(PARTS))
    yield shared_in(it.get("sharing.show", share_id=share.public_id).text), "text/plain"
    yield it.get("sharing.preview", share_id=share.public_id)


def _page(endpoint: str, **values: str) -> Callable[[Laden], Said]:
    def read(it: Laden) -> Said:
        yield it.get(endpoint, **values)

    return read


def _of_show(endpoint: str, **values: str) -> Callable[[Laden], Said]:
    def read(it: Laden) -> Said:
        yield it.get(endpoint, **it.at, **values)

    return read


def _opened(path: Callable[[Laden], str], more: str = "") -> Callable[[Laden], Said]:
    def read(it: Laden) -> Said:
        yield it.open(path(it) + more)

    return read


def _others_own(it: Laden) -> str:
    return it.own("Nadia")


def _address_book(**values: str) -> Callable[[Laden], Said]:
    def read(it: Laden) -> Said:
        for kind in ("vcf", "vcf3", "csv", "xlsx"):
            yield it.get("exports.file", kind=kind, all="y", **values)

    return read


Verdict = tuple[frozenset[str], Callable[[Laden], Said]]
# Endpoint: the fields it may tell, and its readings in a workspace full of all of them.
VERDICTS: dict[str, Verdict] = {
    "callsheets.own": (NOTHING, _opened(_others_own)),
    "callsheets.own_paper": (NOTHING, _opened(_others_own, "/paper")),
    "callsheets.group": (NOTHING, _opened(lambda it: it.group)),
    "callsheets.group_paper": (NOTHING, _opened(lambda it: it.group, "/paper")),
    "callsheets.paper": (NOTHING, lambda it: iter([it.get("callsheets.paper", **it.sheet)])),
    "callsheets.show": (NOTHING, _shared_sheet),
    "sharing.shown": (NOTHING, _links()),
    "sharing.shown_pdf": (NOTHING, _links("/pdf")),
    "sharing.shown_file": (NOTHING, _files_of_links),
    "sharing.shown_calendar": (NOTHING, _links("/agenda.ics")),
    "sharing.shown_quote": (NOTHING, _offered_by_a_link("")),
    "sharing.quote_decline": (NOTHING, _offered_by_a_link("/refusal")),
    "sharing.quote_question": (NOTHING, _offered_by_a_link("/question")),
    "sharing.answer": (NOTHING, _answers),
    "sharing.show": (NOTHING, _kept_links),
    "crew.fiche": (frozenset({"diet"}), _fiches),  # among the choices, none of them made
    "crew.bible_file": (NOTHING, _bible),
    "crew.credits_file": (NOTHING, _credits),
    "calendar.feed": (NOTHING, _feeds),
    "calendar.month_print": (NOTHING, _page("calendar.month_print", month=f"{clock.today():%Y-%m}")),
    "planning.export_plan": (NOTHING, _of_show("planning.export_plan")),
    "planning.export_days": (NOTHING, _of_show("planning.export_days")),
    "planning.export_sequences": (NOTHING, _of_show("planning.export_sequences")),
    "hours.export": (NOTHING, _hours),
    "tasks.export": (NOTHING, _of_show("tasks.export")),
    "places.print_one": (
        NOTHING,
        lambda it: iter([it.get("places.print_one", public_id=it.spot.public_id)]),
    ),
    "tour.pdf": (NOTHING, _routes("tour.pdf")),
    "tour.print_one": (NOTHING, _routes("tour.print_one")),
    "tour.version": (NOTHING, _shared_routes),
    "papers.zip_file": (NOTHING, _of_show("papers.zip_file")),
    "engagements.availability": (NOTHING, _availability),
    "proposals.index": (NOTHING, _proposals),
    "engagements.import_model": (NOTHING, _page("engagements.import_model")),
    # One's own address book, given to oneself; the notes stay.
    "exports.card": (REACH, lambda it: iter([it.get("exports.card", public_id=it.contact)])),
    "exports.file": (REACH, _address_book()),
    # One's own jobs, money and rights, given to oneself.
    "engagements.export": (WAGE | {"notes", "number", "caller"}, _page("engagements.export")),
    "career.cv_file": (NOTHING, _cvs),
    "career.vault_zip": (WAGE | {"notes", "number", "caller"}, _coffre),
    "rights.export_year": (WAGE, _page("rights.export_year")),
    "rights.print_year": (WAGE, _page("rights.print_year")),
    "rights.export_incomes": (WAGE, _page("rights.export_incomes")),
    "declaration.export": (WAGE, _page("declaration.export", month=f"{clock.today():%Y-%m}")),
    "money.export": (WAGE, _page("money.export")),
    "money.print_page": (WAGE, _page("money.print_page")),
    # An invoice tells its client where to pay.
    "payments.opened": (frozenset({"bank"}), _opened_bill()),
    "payments.opened_pdf": (frozenset({"bank"}), _opened_bill("/pdf")),
    "payments.opened_xml": (frozenset({"bank"}), _opened_bill("/xml")),
    "payments.statement_print": (NOTHING, _account("payments.statement_print")),
    "payments.statement_file": (NOTHING, _account("payments.statement_file")),
    "ledger.receipts_file": (NOTHING, _books("ledger.receipts_file")),
    "ledger.sales_file": (NOTHING, _books("ledger.sales_file")),
    # One's own account, where the client is to pay; nothing of the people behind the client.
    "archive.pdf": (frozenset({"bank"}), _invoiced("archive.pdf")),
    "archive.xml": (frozenset({"bank"}), _invoiced("archive.xml")),
    "archive.zip": (frozenset({"bank"}), _invoiced("archive.zip")),
    "quotes.offer": (NOTHING, _offered("")),
    "quotes.offer_paper": (NOTHING, _offered("/paper")),
    "quotes.decline": (NOTHING, _offered("/refusal")),
    "quotes.question": (NOTHING, _offered("/question")),
    "quotes.paper": (NOTHING, _quoted),
    "quotes.show": (NOTHING, _shared_quote),
    "callsheets.draft": (NOTHING, _shared_draft),
    "handover.zip_file": (NOTHING, _handed_over),
    "handover.attestation": (NOTHING, _attested),
}
# Files handed over as somebody dropped them, and the lines that an import refused: nothing is read or written there.
AS_DROPPED = {
    "cards.rejected",
    "contacts.photo",
    "documents.file",
    "papers.file",
    "engagements.import_rejects",
    "seller.logo",
}
# The letter that asks an employer for one's own papers, to share or to send.
OWN_LETTERS = {"engagements.chase"}
# Read before any workspace is known, or without one.
OUTSIDE = {
    "leaving.archive", "leaving.archive_file",  # one's own invoices, handed over when the account ends
    "health.alive", "health.ready", "home.landing", "home.manifest", "workspaces.invitation", "inbound.mail", "billing.events",
    "accounts.sign_in", "accounts.sign_up", "accounts.forgot", "accounts.reset", "accounts.confirm",
    "accounts.unconfirmed", "accounts.confirm_email", "accounts.language", "static",
    "sharing.code",  # asks, and tells who shares
    "subscription.pass_by_link", "subscription.pay_by_link",  # a title and a price
    "callsheets.own_answer", "callsheets.group_answer", "quotes.answer", "sharing.quote_answer",  # the page again, or nothing
}  # fmt: skip
MAILS = {
    "productions/callsheets/mail/sheet.txt", "productions/crew/mail/fiche.txt", "workspaces/mail/invitation.txt",
    "notices/mail/tomorrow.txt", "notices/mail/option.txt", "notices/mail/contract.txt", "notices/mail/change.txt",
    "notices/mail/reply.txt", "notices/mail/opening.txt",
    "rights/declaration/mail/opens.txt", "rights/declaration/mail/closes.txt",
    "invoicing/payments/mail/letter.txt", "sharing/mail/share.txt", "subscription/passes/mail/pass.txt",
    *(f"subscription/mail/{name}.txt" for name in Told),
    *(f"invoicing/quotes/mail/{name}.txt" for name in ("quote", "confirmation", "accepted", "declined", "question")),
}  # fmt: skip
# To the person themselves, of their account alone.
OF_ACCOUNTS = ("accounts/mail/", "leaving/mail/")


class Anything:
    """A store where every file is there."""

    def open(self, _key: str) -> Iterator[bytes]:
        yield b"%PDF-"


def goes_out(response: Any) -> bool:
    """A file, a page to print, or a text for the share sheet."""
    if response.status_code != 200:
        return False
    return response.mimetype != "text/html" or any(
        mark in response.text for mark in ('class="sheet-a4"', "data-share=")
    )


def test_every_address_that_lets_something_out_has_a_verdict(app, world, other, theirs, monkeypatch):  # noqa: F811
    monkeypatch.setitem(app.extensions, "files", Anything())
    known = {*VERDICTS, *AS_DROPPED, *OWN_LETTERS, *OUTSIDE}
    days = {"week": "2026-W48", "day": "2026-11-23", "year": "2026"}
    unknown = set()
    for rule in app.url_map.iter_rules():
        mark = mark_of(app.view_functions[rule.endpoint])
        if mark in (Door.PUBLIC, Door.LINK) and rule.endpoint not in known:
            unknown.add(rule.endpoint)
        if "GET" not in rule.methods or "workspace" not in rule.arguments:
            continue
        values = {}
        for name in rule.arguments - {"workspace"}:
            letter = LETTERS.get(rule.endpoint.split(".")[0], "")
            of_room = theirs["import"] if "import" in rule.endpoint else public_id(world, letter)
            values[name] = {**ORDINARY, **days, "public_id": of_room, **theirs}[name]
        with app.test_request_context():
            url = app.url_for(rule.endpoint, workspace="soleil", **values)
        if goes_out(other.client.get(url)) and rule.endpoint not in known:
            unknown.add(rule.endpoint)
    assert unknown == set(), "what may these tell? give each a verdict in tests/guards/test_private.py"
    assert known <= set(app.view_functions), f"gone: {known - set(app.view_functions)}"


def test_every_mail_has_a_verdict():
    written = {
        path.relative_to(ROOT / "templates").as_posix()
        for path in (ROOT / "templates").rglob("mail/[!_]*.txt")
    }
    assert {name for name in written if not name.startswith(OF_ACCOUNTS)} == MAILS


def test_nothing_private_goes_out_that_was_not_chosen(full: Laden):
    """In the order of the list: what changes the workspace comes last."""
    leaks = {}
    for endpoint, (allowed, read) in VERDICTS.items():
        answers = list(read(full))
        assert answers, endpoint
        for answer in answers:
            fields = told(*answer) if isinstance(answer, tuple) else told_in(answer)
            if not fields <= allowed:
                leaks[endpoint] = sorted(fields - allowed)
    assert leaks == {}


def test_each_secret_is_there_to_be_found(full: Laden, other: Browser):
    """The control: pages of the workspace itself tell every one of them, and the other workspace has none."""
    pages = [
        full.get("crew.show", **full.at, member=full.sandra.public_id),
        full.get("crew.private", **full.at, member=full.sandra.public_id),
        full.get("contacts.show", public_id=full.contact),
        full.get("engagements.show", public_id=full.wage.public_id),
        full.get("productions.show", public_id=full.shot.production.public_id),
        full.get("hours.day", **full.at, on=full.monday.isoformat()),
    ]
    assert set().union(*(told_in(page) for page in pages)) == set(SECRETS)
    for endpoint in ("contacts.index", "engagements.index", "productions.index", "calendar.agenda"):
        assert told_in(other.get(endpoint)) == set()


CHOSEN: list[tuple[set[str], Callable[[Laden], Said]]] = [
    ({"phone"}, _of_show("crew.bible_file", kind="pdf", chosen="y", field="phones")),
    ({"phone"}, _of_show("crew.bible_file", kind="vcf", chosen="y", field="phones")),
    ({"mail"}, _of_show("crew.bible_file", kind="csv", chosen="y", field="emails")),
    ({"mail"}, _of_show("crew.bible_file", kind="xlsx", chosen="y", field="emails")),
    ({"diet"}, _of_show("crew.bible_file", kind="pdf", chosen="y", field="diets")),
    ({"emergency"}, _of_show("crew.bible_file", kind="csv", chosen="y", field="emergency")),
    ({"absence"}, lambda it: iter([it.get("hours.export", **it.at, week=it.monday.isoformat(), notes="y")])),
    (
        {"absence"},
        lambda it: iter([it.get("hours.export", **it.at, week=it.monday.isoformat(), notes="y", format="xlsx")]),
    ),
    ({"phone"}, lambda it: iter([it.get("callsheets.paper", **_with_phones(it))])),
    ({"phone"}, lambda it: iter([_route_with_a_phone(it)])),
    ({"phone", "mail"}, lambda it: iter([(it.packed("reach"), "application/zip")])),
    (REACH | {"notes", "number"}, _address_book(notes="y")),
]  # fmt: skip


def _with_phones(it: Laden) -> dict[str, str]:
    it.browse.post("callsheets.next_version", **it.sheet)
    callsheets.save(it.browse, it.sheet, shows_phones="y")
    return it.sheet


def _route_with_a_phone(it: Laden) -> TestResponse:
    data = {"job": "Plateau", "member": it.tour.yves.public_id, "shows_phone": "y"}
    it.browse.post("tour.update", data, **it.routed, part="calls", line_id=it.tour.lines["stage"])
    return it.get("tour.pdf", **it.routed, version="artist")


def test_a_field_that_was_chosen_goes_out_and_no_other(full: Laden):
    for fields, read in CHOSEN:
        for answer in read(full):
            found = told(*answer) if isinstance(answer, tuple) else told_in(answer)
            assert found == fields


def _tell_of_the_plan(full: Laden) -> None:
    with full.world.inside(full.world.lune):
        for told_of in Told:
            news = News(told_of, "1", clock.now())
            telling._send(
                news, {"is_debit": False, "is_refused": True, "production": full.shot.production.title}
            )


def _send_a_pass(full: Laden) -> None:
    with full.world.inside(full.world.lune) as session:
        asked = ProductionPass(production_id=session.scalars(select(Production.id)).first())
        session.add(asked)
        session.flush()
        send_pass(
            pass_or_404(asked.public_id), to="compta@exemple.fr", message="Bonjour", language="fr",
            url="https://raccord.example/p/x", by="Camille Roussel", reply_to="camille@exemple.fr",
        )  # fmt: skip


def test_mails_tell_hours_and_places_and_nothing_of_people(full: Laden, peek):
    """Every mail there is, those to the accounts themselves aside; the page that a sheet joins is read above."""
    used: set[str] = set()

    def note(_app: Any, template: Any, **_more: Any) -> None:
        used.add(template.name)

    place, today, day = full.world.lune, clock.today(), full.shot.on
    with template_rendered.connected_to(note, full.world.app):
        full.browse.post("callsheets.next_version", **full.sheet)
        callsheets.save(full.browse, full.sheet, ready="09:00")
        callsheets.approve(full.browse, full.sheet)
        callsheets.send(full.world, full.browse, full.sheet)
        full.browse.post("crew.ask_fiche", {"via": "mail"}, **full.at, member=full.sandra.public_id)
        letter = {"to": "compta@hauteur.fr", "subject": "Facture", "text": "La voici.", "with_link": "y"}
        full.browse.post("payments.send", letter, invoice_id=_bill(full))
        quotes.answered(full.world, place, full.stranger)
        full.browse.post("workspaces.invite", {"email": "ines@exemple.fr", "role": Role.VIEWER.value})
        full.world.member(place, "edith@exemple.fr", Role.EDITOR)
        _tell(full, Notice.TOMORROW, day)
        _tell(full, Notice.OPTION, today + timedelta(days=2))
        _tell(full, Notice.CONTRACT, today + timedelta(days=21))
        _move(full)
        _reply(full)
        _send_a_link(full)
        _send_a_pass(full)
        _tell_of_the_plan(full)
        full.world.engagement(place, gross_cents=47_813)  # in November 2026
        for day_on, reminder in (("2026-11-28", "opens"), ("2026-12-13", "closes")):
            with at(day_on):
                remind.now(workspace_id=str(place.id), month_on="2026-11-01", reminder=reminder)
    assert used >= MAILS, f"never sent here: {MAILS - used}"
    for mail in queued(peek):
        assert told(f"{mail.subject}\n{mail.body}", "text/plain") == set(), mail.subject


def _tell(it: Laden, notice: Notice, on: date) -> None:
    tell.now(workspace_id=str(it.world.lune.id), notice=notice.value, on=on.isoformat())


def _send_a_link(it: Laden) -> None:
    _token, share = it.world.share(it.world.lune, it.shot.production)
    it.browse.post("sharing.send", {"to": "marc@ponant.fr", "message": "Bonjour"}, share_id=share.public_id)


def _reply(it: Laden) -> None:
    """Through a link opened for the first time."""
    _token, share = it.world.share(it.world.lune, it.shot.production)
    of_share = {"workspace_id": str(it.world.lune.id), "share": str(share.id)}
    note_visit.now(**of_share, seen_at=clock.now().isoformat(), device="phone", what="page")
    replied(it.world, it.world.lune, share, it.shot.production, kind=ReplyKind.QUESTION, words="0612345678")
    with it.world.inside(it.world.lune) as session:
        reply = session.scalars(select(Reply.id)).one()
    tell_reply.now(workspace_id=str(it.world.lune.id), reply_id=str(reply))


def _move(it: Laden) -> None:
    with it.world.inside(it.world.lune) as session:
        day = session.scalars(select(Day).where(Day.public_id == it.shot.day)).one()
        before, day_id = Times.of(day), str(day.id)
        day.ready_minute = 500
    tell_change.now(workspace_id=str(it.world.lune.id), day_id=day_id, before=vars(before), by=None)
