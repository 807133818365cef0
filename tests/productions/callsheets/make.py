"""A day of shooting with its people, and a sheet taken through its life."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select

from tests.browse import Browser
from tests.make import Place, World
from tests.pdfs import pdf_of
from webapp.core import clock
from webapp.productions.callsheets import sending
from webapp.productions.callsheets.models import CallSheet, Receipt, Version
from webapp.productions.crew.models import Department, Member
from webapp.productions.models import Production

RECEIVED = """FILMS DU PONANT                       LES MAREES
Feuille de service n° 13              J13 / 28
{day}
Convocation générale : 13h00          PAT : 14h00
Coupure repas : 18h30                 Fin prévue : 23h30
Lieu : Maison du père
"""


@dataclass
class Show:
    """A production of `place` that shoots tomorrow: an actress with times of her own, four of the crew."""

    place: Place
    production: Production
    on: date
    day: str
    lise: Member
    nadia: Member
    paul: Member
    sami: Member

    @property
    def at(self) -> dict[str, str]:
        return {"production": self.production.public_id}


def show(world: World, place: Place, *, on: date | None = None, title: str = "Les Marées") -> Show:
    on = on or clock.today() + timedelta(days=1)
    production = world.production(place, title, director="Hélène Vasseur")
    spot = world.spot(
        place,
        "Criée de Saint-Malo",
        address="quai du Bajoyer",
        city="Saint-Malo",
        hospital="CH de Saint-Malo",
    )
    day = world.day(place, production, on, place_id=spot.id)
    lise = world.crew(
        place, production, "Lise Aubertin",
        department=Department.CAST, contract_job="Comédienne", role_number="1", role_name="Maud",
    )  # fmt: skip
    nadia = world.crew(place, production, "Nadia Belkacem")
    paul = world.crew(
        place, production, "Paul Esteban", department=Department.CAMERA, contract_job="Chef opérateur"
    )
    sami = world.crew(
        place, production, "Sami Diallo", department=Department.SOUND, contract_job="Ingénieur du son",
        contact=world.person(place, "Sami Diallo", phone="+33698765432"),
    )  # fmt: skip
    return Show(place, production, on, day.public_id, lise, nadia, paul, sami)


def build(browse: Browser, show: Show) -> dict[str, str]:
    """The values of the addresses of a sheet composed from the planning."""
    answer = browse.post("callsheets.build", {"day": show.day}, **show.at)
    return {**show.at, "sheet": answer.headers["Location"].split("/")[-2]}


def typed(browse: Browser, at: dict[str, str], section: str = "") -> dict[str, Any]:
    """The form of a draft as a browser would send it back."""
    page = (
        browse.get("callsheets.edit_section", **at, section=section)
        if section
        else browse.get("callsheets.edit", **at)
    )
    return fields_of(page.text, "sheet")


def save(browse: Browser, at: dict[str, str], section: str = "", **changes: Any) -> None:
    """The form of a draft, or of one of its long sections, sent back with other values."""
    values = typed(browse, at, section) | {name.replace("__", "-"): value for name, value in changes.items()}
    if section:
        browse.post("callsheets.save_section", values, **at, section=section)
    else:
        browse.post("callsheets.save", values, **at)


def fields_of(html: str, form_id: str) -> dict[str, Any]:
    from tests.productions.callsheets.html import Form

    form = Form(form_id)
    form.feed(html)
    return form.values


def approve(browse: Browser, at: dict[str, str]) -> None:
    browse.post(
        "callsheets.approve",
        {"approved_by": "Sophie Ansel", "approved_job": "directrice de production"},
        **at,
    )


def send(
    world: World, browse: Browser, at: dict[str, str], *, to: list[str] | None = None, **more: str
) -> None:
    """Sent, and the minute over: those ticked on the page unless told."""
    page = fields_of(browse.get("callsheets.draft", **at).text, "send")
    keys = page.get("to", []) if to is None else to
    browse.post("callsheets.send", {"to": keys, **more}, **at)
    leave(world, browse.place, at)


def leave(world: World, place: Place | None, at: dict[str, str]) -> None:
    """What the worker does when the minute is over."""
    assert place
    with world.inside(place) as session:
        version = session.scalars(
            select(Version)
            .join(CallSheet, CallSheet.id == Version.sheet_id)
            .where(CallSheet.public_id == at["sheet"])
            .order_by(Version.number.desc())
        ).first()
        assert version and version.leaves_at
        values = {"version_id": str(version.id), "leaves_at": version.leaves_at.isoformat()}
    sending.leave.now(workspace_id=str(place.id), **values)


def receipts(world: World, place: Place) -> dict[str, Receipt]:
    """The last of each person, by first name."""
    with world.inside(place) as session:
        rows = session.scalars(select(Receipt).order_by(Receipt.number)).all()
        return {row.name.split()[0]: row for row in rows}


def link_of(world: World, place: Place, name: str) -> str:
    """The path of the link of one person."""
    from webapp.core.links import token_of

    receipt = receipts(world, place)[name]
    with world.app.test_request_context():
        assert receipt.link_id
        return f"/fds/{token_of(receipt.link_id)}"


def pdf(day: str = "Mardi 24 novembre 2026", text: str = RECEIVED) -> tuple[BytesIO, str]:
    return BytesIO(pdf_of(text.format(day=day))), "FDS_J13_v1.pdf"
