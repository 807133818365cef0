"""The ZIP first, then the erasure: what is gone is gone from the tables and from the files."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests.browse import Browser
from tests.make import Place, World
from tests.productions.papers.make import paper
from tests.zips import names_in, read_in
from webapp.contacts.models import Contact
from webapp.core import clock, files
from webapp.documents.models import Document
from webapp.domain.permissions import Role
from webapp.productions.crew.models import ContractStatus
from webapp.productions.handover import actions
from webapp.productions.handover.models import Handover, HandoverTrace
from webapp.productions.models import Production
from webapp.productions.papers.models import PaperKind, ProductionDrop, ProductionPaper

TO = "administration, Films du Ponant"


@pytest.fixture
def show(world: World) -> Production:
    """A production with two versions of a paper, a contract, a deleted one, and two people of the crew."""
    show = world.production(world.lune)
    old = paper(world, world.lune, show, version="5")
    paper(world, world.lune, show, version="6", replaces_id=old.id)
    paper(world, world.lune, show, "Contrat Lise", kind=PaperKind.CONTRACT)
    gone = paper(world, world.lune, show, "Brouillon")
    with world.inside(world.lune) as session:
        document = session.scalars(select(Document).where(Document.id == gone.document_id)).one()
        document.deleted_at = clock.now()
    world.crew(world.lune, show, "Nadia Belkacem", contract_status=ContractStatus.SENT)
    return show


def handover_of(world: World, place: Place | None = None) -> Handover | None:
    with world.inside(place or world.lune) as session:
        return session.scalars(select(Handover)).one_or_none()


def traces(world: World) -> list[HandoverTrace]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(HandoverTrace)))


def number(world: World, model, place: Place | None = None) -> int:
    with world.inside(place or world.lune) as session:
        return session.scalar(select(func.count()).select_from(model))


def keys(world: World) -> list[str]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Document.file_key)))


def packed(world: World, browse: Browser, show: Production, *parts: str) -> Handover:
    sent = {"parts": list(parts or ("administration", "work", "crew")), "handed_to": TO}
    browse.post("handover.start", sent, production=show.public_id)
    work(world, "pack")
    found = handover_of(world)
    assert found is not None
    return found


def work(world: World, name: str, **values: str) -> None:
    """What the worker does."""
    found = handover_of(world)
    assert found is not None
    getattr(actions, name).now(workspace_id=str(world.lune.id), handover_id=str(found.id), **values)


def erase(world: World, on: date) -> None:
    work(world, "erase", erase_on=on.isoformat())


def test_three_lists_say_what_leaves_what_is_erased_and_what_stays(browse, show):
    page = browse.get("handover.show", production=show.public_id).text
    said = re.sub(r"<[^>]+>|\s+", " ", page)
    for words in (
        "Rendu à l’administration", "Contrats, autorisations, assurances, devis. 1", "Effacé de Raccord",
        "Documents de la production", "Gardé par vous", "Vos contrats, AEM et bulletins", "1 contrat non signé",
    ):  # fmt: skip
        assert words in said
    assert 'value="administration" id="parts" checked' in page
    assert 'value="reach">' in page.replace(" disabled", "")
    assert 'value="other" disabled' in page


def test_a_production_without_anything_says_so(browse, world):
    bare = world.production(world.lune, "Nuit blanche")
    page = browse.get("handover.show", production=bare.public_id).text
    assert "Rien à rendre" in page
    assert "Préparer le ZIP" not in page


def test_the_page_costs_four_statements(browse, show, statements):
    browse.get("handover.show", production=show.public_id)
    assert len(statements) <= 4


def test_the_zip_is_a_dated_tree_with_its_contents_listed(browse, world, show):
    packed(world, browse, show)
    answer = browse.get("handover.zip_file", production=show.public_id)
    root = f"Les Marées, dossier du {clock.today().isoformat()}"
    assert sorted(names_in(answer.data)) == [
        f"{root}/1. Administration/Contrats/2026-11-19 Contrat Lise.pdf",
        f"{root}/2. Équipe/Liste technique.csv",
        f"{root}/3. Tournage et plateau/Plans de travail/2026-11-19 Plan de travail, version 6.pdf",
        f"{root}/3. Tournage et plateau/Plans de travail/Anciennes versions/2026-11-19 Plan de travail, version 5.pdf",
        f"{root}/Sommaire.csv",
    ]
    crew = read_in(answer.data, f"{root}/2. Équipe/Liste technique.csv").decode("utf-8-sig")
    assert "Régie;Nadia Belkacem;Régisseuse générale" in crew
    assert "612345678" not in crew and "+33" not in crew and "@" not in crew
    assert "Contrat Lise.pdf" in read_in(answer.data, f"{root}/Sommaire.csv").decode("utf-8-sig")


def test_phones_and_mails_leave_only_when_that_line_is_ticked(browse, world, show):
    packed(world, browse, show, "reach")
    answer = browse.get("handover.zip_file", production=show.public_id)
    (name,) = [name for name in names_in(answer.data) if "Coordonnées" in name]
    assert "'+33612345678;nadia@exemple.fr" in read_in(answer.data, name).decode("utf-8-sig")


def test_what_is_missing_is_asked_and_nothing_begins(browse, world, show):
    page = browse.post("handover.start", {"handed_to": ""}, status=422, production=show.public_id).text
    assert "À remplir" in page and "Choisissez au moins un dossier" in page
    browse.post(
        "handover.start", {"handed_to": TO, "parts": "nothing"}, status=422, production=show.public_id
    )
    assert handover_of(world) is None


def test_folders_without_a_file_end_with_a_sentence_and_can_be_begun_again(browse, world, show):
    packed(world, browse, show, "other")
    page = browse.get("handover.show", production=show.public_id).text
    assert "Ces dossiers sont vides" in page
    browse.get("handover.zip_file", status=404, production=show.public_id)
    browse.post("handover.schedule", typed(), status=422, production=show.public_id)
    browse.post("handover.drop", production=show.public_id)
    assert handover_of(world) is None


def test_one_handover_at_a_time(browse, world, show):
    first = packed(world, browse, show)
    sent = {"parts": ["work"], "handed_to": TO}
    browse.post("handover.start", sent, status=422, production=show.public_id)
    again = handover_of(world)
    assert again is not None and again.id == first.id


def test_packing_twice_leaves_one_zip(browse, world, show):
    key = packed(world, browse, show).zip_key
    work(world, "pack")
    again = handover_of(world)
    assert again is not None and again.zip_key == key


def typed(days: int = 7, **values: str) -> dict[str, str]:
    return {"erase_on": (clock.today() + timedelta(days=days)).isoformat(), "is_checked": "y", **values}


def test_the_erasure_is_planned_seven_days_later_and_can_be_cancelled(browse, world, show, peek):
    packed(world, browse, show)
    at = {"production": show.public_id}
    page = browse.get("handover.show", **at).text
    assert f'value="{(clock.today() + timedelta(days=7)).isoformat()}"' in page
    for bad, said in (({"is_checked": ""}, "Vérifiez d’abord le ZIP"), ({}, "Au plus tôt demain")):
        refused = browse.post("handover.schedule", typed(0 if not bad else 7) | bad, status=422, **at).text
        assert said in refused
    page = browse.follow(browse.post("handover.schedule", typed(), **at)).text
    assert "Effacement prévu le" in page
    (planned,) = peek(
        "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'productions.handover.actions.erase'"
    )
    assert planned[0].astimezone(clock.PARIS).date() == clock.today() + timedelta(days=7)
    browse.post("handover.drop", status=422, **at)
    browse.post("handover.finish", status=422, **at)
    assert "Effacement annulé" in browse.follow(browse.post("handover.cancel", **at)).text
    erase(world, clock.today() + timedelta(days=7))
    assert number(world, ProductionPaper) == 4
    assert traces(world) == []


def test_a_day_changed_makes_the_first_plan_do_nothing(browse, world, show):
    packed(world, browse, show)
    browse.post("handover.schedule", typed(7), production=show.public_id)
    browse.post("handover.schedule", typed(9), production=show.public_id)
    erase(world, clock.today() + timedelta(days=7))
    assert number(world, ProductionPaper) == 4
    erase(world, clock.today() + timedelta(days=9))
    assert number(world, ProductionPaper) == 0


def test_after_the_erasure_rows_and_bytes_are_gone_and_a_trace_without_anybody_remains(
    app, browse, other, world, show
):
    """Another production of the same workspace, and another workspace, keep theirs."""
    second = world.production(world.lune, "Nuit blanche")
    stays = paper(world, world.lune, second, "Reste")
    theirs = paper(world, world.soleil, world.production(world.soleil, "Soleil noir"), "À l’autre")
    handover = packed(world, browse, show)
    zip_key = handover.zip_key
    before = keys(world)
    kept_key = next(key for key in before if key == _key_of(world, stays))
    gone = [key for key in before if key != kept_key]
    assert len(gone) == 4
    browse.post("handover.schedule", typed(), production=show.public_id)
    erase(world, clock.today() + timedelta(days=7))
    with app.app_context():
        for key in (*gone, zip_key):
            with pytest.raises(FileNotFoundError):
                list(files.store().open(key))
        assert b"".join(files.store().open(kept_key))
    assert [number(world, model) for model in (ProductionPaper, ProductionDrop, Document, Handover)] == [
        1, 0, 1, 0,
    ]  # fmt: skip
    assert number(world, ProductionPaper, world.soleil) == 1
    assert theirs.public_id
    (trace,) = traces(world)
    assert (trace.is_erased, trace.counts["papers"], trace.handed_to) == (True, 4, TO)
    assert trace.by_name == "Camille Roussel"
    assert len(trace.zip_sha256) == 64
    assert "Nadia" not in repr(vars(trace)) and "Lise" not in repr(vars(trace))
    page = browse.get("handover.show", production=show.public_id).text
    assert "Effacé le" in page and "par Camille Roussel" in page
    page = browse.get("handover.attestation", production=show.public_id, trace_id=trace.public_id).text
    assert "Attestation d’effacement" in page and trace.zip_sha256 in page
    assert "Nadia" not in page and "Lise" not in page
    browse.get("handover.zip_file", status=404, production=show.public_id)
    other.get("handover.attestation", status=404, production=show.public_id, trace_id=trace.public_id)
    # Run again by a worker that died in between, nothing more happens.
    actions.erase.now(
        workspace_id=str(world.lune.id), handover_id=str(handover.id), erase_on=clock.today().isoformat()
    )
    assert len(traces(world)) == 1


def _key_of(world: World, made: ProductionPaper) -> str:
    with world.inside(world.lune) as session:
        return session.scalars(select(Document.file_key).where(Document.id == made.document_id)).one()


def test_erasing_at_once_asks_for_the_title(browse, world, show):
    packed(world, browse, show)
    at = {"production": show.public_id}
    assert "Effacer maintenant" in browse.get("handover.ask_erasure", **at).text
    assert (
        "Ce n’est pas le titre" in browse.post("handover.erase", {"typed": "Marées"}, status=422, **at).text
    )
    assert "À remplir" in browse.post("handover.erase", {}, status=422, **at).text
    browse.post("handover.erase", {"typed": "les marées"}, **at)
    erase(world, clock.today())
    assert number(world, ProductionPaper) == 0
    browse.get("handover.ask_erasure", status=404, **at)


def test_what_has_begun_is_not_cancelled_and_can_be_begun_again(browse, world, show):
    packed(world, browse, show)
    page = browse.follow(
        browse.post("handover.erase", {"typed": "Les Marées"}, production=show.public_id)
    ).text
    assert "L’effacement est en cours" in page
    assert browse.url("handover.cancel", production=show.public_id) not in page
    browse.post("handover.erase", {"typed": "Les Marées"}, production=show.public_id)
    page = browse.post("handover.cancel", status=422, production=show.public_id).text
    assert "ne s’annule plus" in page


def test_addresses_of_people_met_here_alone_are_erased_when_asked_and_never_otherwise(browse, world, show):
    second = world.production(world.lune, "Nuit blanche")
    lives = {"address": "3 rue des Lices", "postal_code": "35400", "city": "Saint-Malo"}
    here = world.person(world.lune, "Hugo Lefèvre", phone="+33612345678", **lives)
    both = world.person(world.lune, "Lola Diallo", **lives)
    world.crew(world.lune, show, contact=here)
    world.crew(world.lune, show, contact=both)
    world.crew(world.lune, second, contact=both)
    packed(world, browse, show)
    page = browse.get("handover.show", production=show.public_id).text
    assert "Effacer aussi" in page and 'value="addresses" checked' not in page
    browse.post("handover.schedule", typed(erasers="addresses"), production=show.public_id)
    erase(world, clock.today() + timedelta(days=7))
    with world.inside(world.lune) as session:
        found = {c.name: (c.address, c.city, c.phone) for c in session.scalars(select(Contact))}
    assert found["Hugo Lefèvre"] == (None, None, "+33612345678")
    assert found["Lola Diallo"][0] == "3 rue des Lices"
    assert traces(world)[0].counts["addresses"] == 1


def test_addresses_stay_when_nobody_asked(browse, world, show):
    here = world.person(world.lune, "Hugo Lefèvre", address="3 rue des Lices")
    world.crew(world.lune, show, contact=here)
    packed(world, browse, show)
    browse.post("handover.schedule", typed(), production=show.public_id)
    erase(world, clock.today() + timedelta(days=7))
    with world.inside(world.lune) as session:
        assert "3 rue des Lices" in session.scalars(select(Contact.address)).all()
    assert "addresses" not in traces(world)[0].counts


def test_a_mid_show_handover_erases_nothing(app, browse, world, show):
    zip_key = packed(world, browse, show).zip_key
    page = browse.follow(browse.post("handover.finish", production=show.public_id)).text
    assert "Remis le" in page and "rien d’effacé" in page
    assert number(world, ProductionPaper) == 4
    with app.app_context(), pytest.raises(FileNotFoundError):
        list(files.store().open(zip_key))
    (trace,) = traces(world)
    assert not trace.is_erased
    page = browse.get("handover.attestation", production=show.public_id, trace_id=trace.public_id).text
    assert "Attestation de remise" in page


def test_a_zip_nobody_came_back_to_is_thrown_away(app, browse, world, show, peek):
    zip_key = packed(world, browse, show).zip_key
    (planned,) = peek(
        "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'productions.handover.actions.forget'"
    )
    assert planned[0] > clock.now() + timedelta(days=29)
    work(world, "forget")
    assert handover_of(world) is None
    with app.app_context(), pytest.raises(FileNotFoundError):
        list(files.store().open(zip_key))


def test_a_planned_erasure_keeps_its_zip(browse, world, show):
    packed(world, browse, show)
    browse.post("handover.schedule", typed(), production=show.public_id)
    work(world, "forget")
    assert handover_of(world) is not None


def test_the_day_is_paris_s(browse, world, show):
    packed(world, browse, show)
    with time_machine.travel("2026-12-18T23:30:00+00:00", tick=False):
        page = browse.post(
            "handover.schedule",
            {"erase_on": "2026-12-19", "is_checked": "y"},
            status=422,
            production=show.public_id,
        ).text
        assert "Au plus tôt demain" in page
        browse.post(
            "handover.schedule", {"erase_on": "2026-12-20", "is_checked": "y"}, production=show.public_id
        )


def test_another_workspace_and_a_viewer_do_nothing(app, browse, other, world, show):
    packed(world, browse, show)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    for endpoint in ("show", "zip_file", "ask_erasure"):
        other.get(f"handover.{endpoint}", status=404, production=show.public_id)
        viewer.get(f"handover.{endpoint}", status=403, production=show.public_id)
    for endpoint in ("start", "schedule", "cancel", "erase", "finish", "drop"):
        other.post(f"handover.{endpoint}", typed(), status=404, production=show.public_id)
        viewer.post(f"handover.{endpoint}", typed(), status=403, production=show.public_id)
    assert handover_of(world, world.soleil) is None
    assert number(world, ProductionPaper) == 4


def test_phones_and_mails_of_people_met_here_alone_go_when_asked(browse, world, show):
    other = world.production(world.lune, "Nuit blanche")
    both = world.person(world.lune, "Paul Esteban", phone="+33611111111", email="paul@exemple.fr")
    for where in (show, other):
        world.crew(world.lune, where, "Paul Esteban", contact=both)
    theirs = world.crew(world.soleil, world.production(world.soleil), "Nadia Belkacem")
    packed(world, browse, show)
    browse.post("handover.schedule", typed(erasers="reaches"), production=show.public_id)
    erase(world, clock.today() + timedelta(days=7))
    with world.inside(world.lune) as session:
        people = {c.name: (c.phone, c.email) for c in session.scalars(select(Contact))}
    assert people["Nadia Belkacem"] == (None, None)
    assert people["Paul Esteban"] == ("+33611111111", "paul@exemple.fr")
    with world.inside(world.soleil) as session:
        kept = session.scalars(select(Contact).where(Contact.id == theirs.contact_id)).one()
        assert kept.phone and kept.email
    assert traces(world)[0].counts["reaches"] == 1
