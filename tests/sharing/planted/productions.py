"""What the rooms of a production show."""

from datetime import UTC, date, datetime

from tests.make import Place, World
from tests.productions.papers.make import paper
from tests.sharing.planted.words import Planted
from webapp.domain.callsheets.kept import as_values
from webapp.domain.callsheets.sheet import CastCall, Child, CrewCall, Head, Need, Scene, Sheet, Spot
from webapp.productions.callsheets.models import CallSheet, Version, Way
from webapp.productions.callsheets.showing import open_to_links
from webapp.productions.crew.models import ContractStatus, Department
from webapp.productions.models import Phase, PhaseKind, Production
from webapp.productions.papers.models import PaperKind
from webapp.productions.planning.models import PlanVersion, Strip


def planning(world: World, place: Place, production: Production) -> Planted:
    spot = world.spot(place, "Phare de Kerzafloc", city="Plouvorgat")
    day = world.day(
        place, production, date(2027, 2, 17), place_id=spot.id, call_minute=337, ready_minute=393, end_minute=1103,
        notes="NOTEPRIVEE",
    )  # fmt: skip
    scene = world.sequence(place, production, "77Z", set_name="Cuisine des Trévidic")
    world.add(
        place,
        PlanVersion(production_id=production.id, number=6, dated_on=date(2026, 11, 19), by_name="X", snapshot={"note": "NOTEPRIVEE"}),
    )  # fmt: skip
    world.add(
        place,
        Phase(production_id=production.id, kind=PhaseKind.SHOOT, start_on=date(2027, 2, 1), end_on=date(2027, 3, 5)),
    )  # fmt: skip
    world.add(place, Strip(day_id=day.id, sequence_id=scene.id))
    return {
        "planning": ("17 février",),
        "planning.places": ("Kerzafloc", "Plouvorgat"),
        "planning.times": ("5h37", "6h33", "18h23"),
        "planning.sequences": ("77Z", "Trévidic"),
    }


def crew(world: World, place: Place, production: Production) -> Planted:
    """A player with an agent, whose phones, mails and notes stand beside."""
    private = {"email": "prive@trebouldec.exemple", "notes": "NOTEDUCONTACT", "city": "Villeprivee"}
    contact = world.person(place, "Ywena Trébouldec", phone="+33639987701", **private)
    agent = world.person(place, "AGENTCACHE Morvézen", phone="+33639987702", email="agent@morvezen.exemple")
    world.crew(
        place, production, contact=contact, agent_id=agent.id, department=Department.CAST, role_number="88",
        role_name="La Passeuse", contract_job="Artiste", start_on=date(2027, 3, 4), end_on=date(2027, 3, 29),
        contract_status=ContractStatus.SENT, dpae_on=date(2027, 1, 7), notes="NOTEDEQUIPE",
    )  # fmt: skip
    return {
        "crew": ("Comédiens", "La Passeuse", "rôle 88"),
        "crew.names": ("Ywena", "Trébouldec"),
        "crew.dates": ("4 au 29 mars",),
        "crew.contracts": ("Contrat envoyé", "0 sur 1"),
    }


def calendar(world: World, place: Place, production: Production) -> Planted:
    """What an application that follows the link reads."""
    spot = world.spot(place, "Anse du Gwenodet", city="Lanvrezel", access="CODEDUPORTAIL")
    world.day(
        place, production, date(2027, 2, 20), place_id=spot.id, call_minute=338, ready_minute=394, end_minute=1104,
        notes="NOTEPRIVEE",
    )  # fmt: skip
    return {
        "calendar": ("J2", "20270220"),
        "calendar.places": ("Gwenodet", "Lanvrezel"),
        "calendar.times": ("T053800", "T182400", "5h38", "6h34"),
    }


def callsheets(world: World, place: Place, production: Production, on: date = date(2027, 2, 19)) -> Planted:
    sheet: CallSheet = world.add(place, CallSheet(production_id=production.id, on=on))
    content = Sheet(
        "FDSPRIVETITRE", on, "FDSPRIVEGENRE", version=7, number=19, of=31,
        call=341, ready=389, meal=707, end=1099,
        heads=(Head("FDSPRIVEFONCTION", "FDSPRIVETETE", "+33699887766"),),
        spots=(Spot("Grenier des Penmarch", "Moulin de Trogoff", "FDSPRIVEADRESSE", "FDSPRIVEACCES", hospital="FDSPRIVEHOPITAL"),),
        scenes=(Scene("88Y", set_name="Verrière de Quélern", summary="FDSPRIVERESUME", roles=("FDSPRIVEROLE",)),),
        cast=(CastCall("x", "1", "FDSPRIVEROLE", "FDSPRIVECOMEDIEN", pickup=337, phone="+33699887766"),),
        crew=(CrewCall("y", "FDSPRIVESERVICE", "FDSPRIVEPOSTE", "FDSPRIVETECHNICIEN", 331, "+33699887766"),),
        needs=(Need("FDSPRIVEBESOIN", "FDSPRIVEALLERGIE"),), meals_diets="FDSPRIVEALLERGIE", vhss="FDSPRIVEVHSS", risks="FDSPRIVERISQUE",
        notes="FDSPRIVENOTE", children=(Child("FDSPRIVEENFANT", 480, 600, "FDSPRIVESANTE"),),
    )  # fmt: skip
    with world.inside(place) as session:
        version = Version(
            sheet_id=sheet.id, number=7, way=Way.BUILT, content=as_values(content), approved_by="Aude Le Quintrec",
            sent_at=datetime(2027, 1, 11, 19, tzinfo=UTC), sender="FDSPRIVEEXPEDITEUR", recipients=["FDSPRIVECLE"],
        )  # fmt: skip
        session.add(version)
        session.flush()
        open_to_links(version, sheet)
    return {
        "callsheets": ("J19", "19 février", "Le Quintrec"),
        "callsheets.places": ("Penmarch", "Trogoff"),
        "callsheets.times": ("5h41", "6h29", "11h47", "18h19"),
        "callsheets.sequences": ("88Y", "Quélern"),
        "callsheets.file": (f"/files/callsheets/{production.public_id}/{sheet.public_id}",),
    }


def documents(world: World, place: Place, production: Production) -> Planted:
    """All of them chosen."""
    shown = paper(
        world, place, production, "Assurance Kervignac", kind=PaperKind.INSURANCE, issuer="PAPIERORIGINE"
    )
    paper(world, place, production, "Devis de Trémargat", kind=PaperKind.BUDGET)
    paper(world, place, production, "PAPIERSECRET", is_confidential=True)
    paper(world, place, production, "PAPIERCONTRAT", kind=PaperKind.CONTRACT)
    return {
        "documents": ("Kervignac",),
        "documents.file": (f"/files/documents/{production.public_id}/{shown.public_id}",),
        "documents.budgets": ("Trémargat",),
    }
