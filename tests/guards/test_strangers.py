"""The ids of another workspace, asked in every address of one's own: nothing is there, nothing changes.

Each id is real (`soleil` holds it), so that a 404 tells the locks and not a misspelling.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.browse import Browser
from tests.engagements.spreadsheets import SAMPLE
from tests.guards.pages import fill
from tests.invoicing.plenty import logo_of
from tests.make import World
from tests.sharing.answers.make import linked, replied
from webapp.billing.models import ProductionPass
from webapp.calendar.models import ImportedEvent, Subscription
from webapp.career.minimums.models import JobMinimum
from webapp.career.models import OwnTitle
from webapp.contacts.imports.models import CardImport, ImportedCard, Stage
from webapp.contacts.imports.models import Kind as CardKind
from webapp.contacts.merging.models import Merge
from webapp.contacts.models import Contact, Gesture, GestureKind, Photo, SavedList
from webapp.contacts.models import Role as ContactRole
from webapp.core import clock
from webapp.core.db import Base
from webapp.documents.inbound.models import InboundMail
from webapp.documents.models import Document, DocumentKind
from webapp.domain.career.minimums import Basis
from webapp.domain.permissions import Role
from webapp.engagements.models import Engagement, Paper
from webapp.engagements.papers.models import AemDifference, PaperReminder
from webapp.network.models import Direction, Recommendation, RemovedTag
from webapp.places.models import Place as Spot
from webapp.productions.handover.models import Handover, HandoverTrace
from webapp.productions.models import Production, ShowKind
from webapp.productions.papers.models import ProductionDrop, ProductionPaper
from webapp.productions.tour.models import RouteMeal, RouteSheet
from webapp.sharing.models import Reply, Situation

NUMBER = 4
LETTERS = {
    "contacts": "c",
    "exports": "c",
    "places": "w",
    "locations": "w",
    "productions": "p",
    "documents": "d",
    "engagements": "e",
}
RESTORED = {
    "contacts": Contact,
    "places": Spot,
    "productions": Production,
    "documents": Document,
    "engagements": Engagement,
}
# An invoice that is not issued yet, at the same address.
OF_DRAFTS = {f"invoices.{name}" for name in ("edit", "save", "sums", "confirm", "preview", "issue", "delete")}
# Every table of a workspace, so that none is forgotten.
TABLES = sorted(table.name for table in Base.metadata.tables.values() if "workspace_id" in table.columns)


@pytest.fixture
def theirs(world: World, other: Browser) -> dict[str, Any]:
    """What `soleil` holds, by the name an address gives it."""
    fill(world, world.soleil, 40, clock.today())
    sent = other.client.post(
        other.url("engagements.import_create"), data={"file": (BytesIO(SAMPLE), "annee.csv")}
    )
    other.post("workspaces.invite", {"email": "ines@exemple.fr", "role": "viewer"})
    editor = world.member(world.soleil, "editeur@exemple.fr", Role.EDITOR)
    page = other.get("workspaces.members").text
    paper_id = public_id(world, "q", NUMBER * 4 + 2)
    with world.inside(world.soleil) as session:
        paper = session.scalars(select(Paper).where(Paper.public_id == paper_id)).one()
        asked = {
            "reminded_on": clock.today(),
            "channel": "mail",
            "tone": "firm",
            "by_name": "Dominique Vidal",
        }
        session.add(PaperReminder(reminder_id="r12345678901", paper_id=paper.id, **asked))
        noted = AemDifference(
            paper_id=paper.id, field="job", expected="A", received="B", noted_on=clock.today()
        )
        session.add(noted)
    followed, event = imported(world)
    with world.inside(world.soleil) as session:
        one, another = session.scalars(select(Contact.id).order_by(Contact.public_id).limit(2)).all()
        session.add(Merge(public_id="g12345678901", kept_id=one, gone_id=another, by_name="Dominique Vidal"))
    return {
        "import_id": signature(world).public_id,
        "statement_id": _statement(world),
        "calendar_id": followed.public_id,
        "event_id": event.public_id,
        "merge_id": "g12345678901",
        **_papers(world),
        **_route(world),
        **_network(world),
        **_career(world),
        **_book(world),
        **_link(world),
        "employer_id": public_id(world, "c"),
        "sheet": public_id(world, "f", NUMBER + 1),
        "receipt": public_id(world, "r"),
        "section": "scenes",
        "production": public_id(world, "p"),
        "task_id": public_id(world, "t", NUMBER * 12),
        "reminder_id": "r12345678901",
        "difference_id": noted.public_id,
        "import": re.search(r"/import/(\w{12})", sent.headers["Location"])[1],
        "link_id": re.search(r"/invitations/([0-9a-f-]{36})/", page)[1],
        "account_id": str(editor.account_id),
        "paper_id": paper_id,
        "period_id": public_id(world, "y", NUMBER),
        "situation_id": public_id(world, "s", NUMBER),
        "income_id": public_id(world, "i", NUMBER),
        "copy_id": public_id(world, "k", 1),
        "member": public_id(world, "m"),
        "supplier": public_id(world, "f", 1),
        "day_id": public_id(world, "j"),
        "other_id": public_id(world, "j", 5),
        "sequence_id": public_id(world, "x"),
        "strip_id": public_id(world, "z", 3),
        "version_id": public_id(world, "v"),
        "contact": public_id(world, "c"),
        "quote_id": public_id(world, "k"),
        "item_id": public_id(world, "a"),
        "invoice_id": public_id(world, "n"),
        "payment_id": public_id(world, "u"),
        "sha256": logo_of(world.soleil.id)[0],
        "share_id": public_id(world, "S"),
        "pass_id": _pass(world),
    }


def _pass(world: World) -> str:
    """Asked for, and waiting to be paid."""
    with world.inside(world.soleil) as session:
        show = session.scalars(
            select(Production.id).where(Production.public_id == public_id(world, "p"))
        ).one()
        asked = ProductionPass(production_id=show)
        session.add(asked)
        session.flush()
        return asked.public_id


def imported(world: World) -> tuple[Subscription, ImportedEvent]:
    """A calendar of elsewhere that `soleil` keeps, with one date."""
    followed = Subscription(name="Planning", kept_at=clock.now(), read_at=clock.now())
    world.add(world.soleil, followed)
    days = {"start_on": clock.today(), "end_on": clock.today()}
    event = ImportedEvent(subscription_id=followed.id, uid="x", title="Répétition", **days)
    return followed, world.add(world.soleil, event)


def signature(world: World) -> CardImport:
    """A contact to be checked, read at the foot of a mail."""
    kept = CardImport(file_name="Inès Kadri", kind=CardKind.SIGNATURE, stage=Stage.READY, total=1)
    world.add(world.soleil, kept)
    world.add(world.soleil, ImportedCard(import_id=kept.id, position=1, name="x", card={"name": "x"}))
    return kept


def _papers(world: World) -> dict[str, str]:
    """A document of a production, a drop, a file being handed over and one handed over, a mail."""
    with world.inside(world.soleil) as session:
        show = session.scalars(select(Production).where(Production.public_id == public_id(world, "p"))).one()
        zipped = {"zip_size": 1, "zip_files": 1, "zip_sha256": "0" * 64}
        drop = ProductionDrop(production_id=show.id, refused=[])
        session.add(drop)
        session.add(
            Handover(
                production_id=show.id,
                handed_to="À l’administration",
                parts=["work"],
                erasers=[],
                started_by="Dominique Vidal",
                zip_key="none",
                **zipped,
            )
        )
        trace = HandoverTrace(
            production_id=show.id, title="x", handed_to="x", by_name="x", is_erased=False, counts={}, **zipped
        )
        session.add(trace)
        kept = {
            "file_key": "none",
            "file_name": "a.pdf",
            "media_type": "application/pdf",
            "size": 1,
            "sha256": "0" * 64,
        }
        document = Document(title="PDT", kind=DocumentKind.PRODUCTION, filed_at=clock.now(), **kept)
        session.add(document)
        session.flush()
        paper = ProductionPaper(production_id=show.id, document_id=document.id, drop_id=drop.id)
        session.add(paper)
        mail = InboundMail(digest="0" * 64, sender="Maud", kept=0, refused=0)
        session.add(mail)
    return {
        "production": show.public_id,
        "document_id": paper.public_id,
        "document": paper.public_id,
        "drop_id": drop.public_id,
        "trace_id": trace.public_id,
        "mail_id": mail.public_id,
    }


def _statement(world: World) -> str:
    """A situation of the production that has a crew."""
    with world.inside(world.soleil) as session:
        show = session.scalars(select(Production).where(Production.public_id == public_id(world, "p"))).one()
    said = {"on": clock.today(), "text": "x", "by_name": "Dominique Vidal"}
    return world.add(world.soleil, Situation(production_id=show.id, **said)).public_id


def _route(world: World) -> dict[str, str]:
    """A feuille de route and a line of it."""
    with world.inside(world.soleil) as session:
        show = session.scalars(select(Production).where(Production.public_id == public_id(world, "p"))).one()
    day = world.day(world.soleil, show, date(2031, 3, 3))
    route = world.add(world.soleil, RouteSheet(production_id=show.id, day_id=day.id))
    meal = world.add(world.soleil, RouteMeal(sheet_id=route.id, on=day.on, what="Dîner"))
    return {"route_id": route.public_id, "line_id": meal.public_id}


def _network(world: World) -> dict[str, str]:
    """A contact called once, with a tag; another tag thrown away; a name given."""
    person = world.person(world.soleil)
    given = Recommendation(contact_id=person.id, direction=Direction.GIVEN, on=date(2026, 3, 2))
    call = world.exchange(world.soleil, person).public_id
    return {
        "exchange": call,
        "exchange_id": call,
        "recommendation_id": world.add(world.soleil, given).public_id,
        "tag": world.tag(world.soleil, "Nord", person).public_id,
        "removed": world.add(world.soleil, RemovedTag(name="Sud", contact_ids=[str(person.id)])).public_id,
    }


def _career(world: World) -> dict[str, str]:
    """A title remembered by hand and a minimum."""
    title = OwnTitle(title="Sel", first_year=2019, last_year=2019, kind=ShowKind.SHORT, job="Régisseuse")
    least = {"from_on": clock.today(), "basis": Basis.DAY, "cents": 1, "minutes": 480, "source": "lu"}
    minimum = JobMinimum(job="Régisseuse", job_key="regisseur", **least)
    return {
        "title_id": world.add(world.soleil, title).public_id,
        "minimum_id": world.add(world.soleil, minimum).public_id,
    }


def _book(world: World) -> dict[str, str]:
    """A role and the face of somebody, a list, and what a gesture took."""
    with world.inside(world.soleil) as session:
        contact = session.scalars(select(Contact).where(Contact.public_id == public_id(world, "c"))).one()
        session.add(Photo(contact_id=contact.id, content=b"\xff\xd8", sha256="0" * 64))
        role = ContactRole(contact_id=contact.id, job="Régisseuse", show="La Rade")
        kept = SavedList(name="Régie", words="regie")
        content = {"contacts": [str(contact.id)], "at": clock.now().isoformat()}
        gesture = Gesture(kind=GestureKind.DELETION, content=content, made_at=clock.now())
        session.add_all([role, kept, gesture])
    return {"role_id": role.public_id, "list_id": kept.public_id, "gesture_id": gesture.public_id}


def _link(world: World) -> dict[str, str]:
    """A link for somebody, and what they answered."""
    share, production = linked(world, world.soleil)
    replied(world, world.soleil, share, production)
    with world.inside(world.soleil) as session:
        reply = session.scalars(select(Reply.public_id).where(Reply.share_id == share.id)).one()
    return {"share_id": share.public_id, "reply_id": reply}


def public_id(world: World, letter: str, number: int = NUMBER) -> str:
    return f"{letter}{number:06d}{world.soleil.id.hex[-5:]}"


def addresses(app: Flask, world: World, theirs: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(method, endpoint, values) of every address that names something of a workspace."""
    for rule in app.url_map.iter_rules():
        named = rule.arguments - {"workspace", "week", "day", "year", *ORDINARY}
        if "workspace" not in rule.arguments or not named:
            continue
        values = {name: value for name, value in ORDINARY.items() if name in rule.arguments}
        for name in named:
            if name in theirs:
                values[name] = theirs[name]
            elif "import" in rule.endpoint:
                values[name] = theirs["import"]
            else:
                assert name == "public_id", f"{rule.endpoint}: whose id is {name}?"
                values[name] = public_id(world, LETTERS[rule.endpoint.split(".")[0]])
        if rule.endpoint in OF_DRAFTS:
            values["invoice_id"] = public_id(world, "r")
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield method, rule.endpoint, values


@pytest.fixture
def untouched(world: World, peek: Callable[[str], list]) -> Callable[[], list]:
    """Everything `soleil` holds, to compare."""

    def read() -> list:
        return [
            (
                table,
                peek(f"SELECT t::text FROM {table} t WHERE workspace_id = '{world.soleil.id}' ORDER BY 1"),
            )
            for table in TABLES
        ]

    return read


def test_swapped_ids_find_nothing_and_change_nothing(app, world, browse, theirs, untouched):
    mark_deleted(world)
    before = untouched()
    tried = 0
    for method, endpoint, values in addresses(app, world, theirs):
        with app.test_request_context():
            url = app.url_for(endpoint, workspace="lune", **values)
        status = browse.client.open(
            url, method=method, data=ANYTHING if method == "POST" else None
        ).status_code
        assert status == 404, f"{method} {url}: {status}"
        tried += 1
    assert tried > 50
    assert untouched() == before


def test_the_same_ids_are_there_for_whom_they_belong_to(app, world, other, theirs):
    """The control: the addresses above are real."""
    for method, endpoint, values in addresses(app, world, theirs):
        if method == "GET" and not endpoint.endswith("file"):
            with app.test_request_context():
                url = app.url_for(endpoint, workspace="soleil", **values)
            status = other.client.get(url).status_code
            assert status in (200, 302), f"{url}: {status}"


ORDINARY = {
    "kind": "csv",
    "form": "txt",
    "state": "confirmed",
    "month": f"{clock.today():%Y-%m}",
    "part": "meals",
    "facts": "show",
    "language": "fr",
}


def mark_deleted(world: World) -> None:
    """A restoration must be refused for what it is not, rather than for what is not deleted."""
    with world.inside(world.soleil) as session:
        for room, model in RESTORED.items():
            mine = model.public_id == public_id(world, LETTERS[room], NUMBER + 1)
            session.execute(update(model).where(mine).values(deleted_at=clock.now()))


@pytest.mark.parametrize("room", RESTORED)
def test_what_another_deleted_is_not_restored_from_here(world, browse, other, theirs, room):
    mark_deleted(world)
    theirs_id = public_id(world, LETTERS[room], NUMBER + 1)
    browse.post(f"{room}.restore", public_id=theirs_id, status=404)
    other.post(f"{room}.restore", public_id=theirs_id)


FIELDS: list[tuple[str, dict[str, str]]] = [
    ("engagements.add_paper", {"kind": "payslip", "period": "period"}),
    ("engagements.attach", {"document": "document"}),
    ("engagements.update_paper", {"state": "to_come", "waiting": "document"}),
    (
        "rights.update_period",
        {"kind": "absence", "start_on": "2026-11-02", "end_on": "2026-11-06", "waiting": "document"},
    ),
    ("rights.update_income", {"kind": "micro", "month": "2026-10", "cents": "500", "waiting": "document"}),
]


@pytest.mark.parametrize(("endpoint", "values"), FIELDS, ids=[endpoint for endpoint, _values in FIELDS])
def test_ids_swapped_in_the_fields_of_a_form_find_nothing(world, browse, theirs, untouched, endpoint, values):
    fill(world, world.lune, 40, clock.today())
    own = {
        "engagements.add_paper": {"public_id": own_id(world, "e")},
        "rights.update_period": {"situation_id": own_id(world, "s")},
        "rights.update_income": {"income_id": own_id(world, "i")},
    }.get(endpoint, {"paper_id": own_id(world, "q", NUMBER * 4 + 2)})
    foreign = {"period": theirs["period_id"], "document": public_id(world, "d", 0)}
    sent = {name: foreign.get(value, value) for name, value in values.items()}
    before = untouched()
    answer = browse.client.post(browse.url(endpoint, **own), data=sent)
    assert answer.status_code in (404, 422), answer.status_code
    assert untouched() == before


@pytest.mark.parametrize("query", ["production", "document"])
def test_ids_swapped_in_the_query_of_an_address_find_nothing(world, browse, theirs, query):
    endpoint = {"production": "engagements.new", "document": "engagements.choose_paper"}[query]
    browse.get(endpoint, status=404, **{query: public_id(world, query[0], 0)})


def test_what_belongs_to_a_production_is_not_found_under_another(app, world, other, theirs, untouched):
    """Two productions of one workspace, which its owner may both change."""
    elsewhere = world.production(world.soleil, "Nuit blanche").public_id
    ordinary = {"production", "section", *ORDINARY}
    before, tried = untouched(), 0
    for method, endpoint, values in addresses(app, world, theirs):
        if "production" in values and set(values) - ordinary:
            with app.test_request_context():
                url = app.url_for(endpoint, workspace="soleil", **{**values, "production": elsewhere})
            sent = {**ANYTHING, "confirmed": "y"} if method == "POST" else None
            status = other.client.open(url, method=method, data=sent).status_code
            assert status == 404, f"{method} {url}: {status}"
            tried += 1
    assert tried > 60
    assert untouched() == before


INSIDE: list[tuple[str, dict[str, str]]] = [
    ("callsheets.build", {"day": "day_id"}),
    ("tour.create", {"day": "day_id"}),
    ("planning.place_sequence", {"day": "day_id", "where": "last"}),
    ("planning.swap_day", {"other": "day_id"}),
]


@pytest.mark.parametrize(("endpoint", "fields"), INSIDE, ids=[endpoint for endpoint, _fields in INSIDE])
def test_a_day_of_a_production_is_not_taken_by_the_form_of_another(
    world, other, theirs, untouched, endpoint, fields
):
    show = world.production(world.soleil, "Nuit blanche")
    own = {
        "planning.place_sequence": {"sequence_id": world.sequence(world.soleil, show).public_id},
        "planning.swap_day": {"day_id": world.day(world.soleil, show).public_id},
    }.get(endpoint, {})
    before = untouched()
    sent = {name: theirs.get(value, value) for name, value in fields.items()}
    answer = other.client.post(other.url(endpoint, production=show.public_id, **own), data=sent)
    assert answer.status_code in (404, 422), answer.status_code
    assert untouched() == before


def own_id(world: World, letter: str, number: int = NUMBER) -> str:
    return f"{letter}{number:06d}{world.lune.id.hex[-5:]}"


ANYTHING = {
    "kind": "person", "name": "À moi", "title": "À moi", "label": "MOI", "hue": "1", "state": "received",
    "held": "y", "seen": "y", "role": "viewer", "stage": "confirmed", "employer": "À moi",
    "field": "job", "received": "À moi", "wrong": "y", "channel": "mail", "reminded_on": "2026-11-02",
    "contract_job": "À moi", "start_on": "2026-11-02", "end_on": "2026-11-06", "clash_reason": "à moi",
}  # fmt: skip
