"""Other periods: kept with their proof, refused when absurd, each saying what it changes."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from tests.browse import Browser
from tests.documents.files import EXE, JPEG, PDF, upload
from tests.make import Place, World
from tests.rights.make import job
from tests.rights.test_views import open_rights, seen
from webapp.core import clock
from webapp.documents.actions import add_document, delete_document
from webapp.documents.models import Document, DocumentKind, Retention
from webapp.documents.queries import document_or_404
from webapp.domain.permissions import Role
from webapp.domain.refusals import Refused
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.rights.periods import actions, queries
from webapp.rights.periods.measure import effect_of
from webapp.rights.periods.models import Period

K = SituationKind
TODAY = date(2026, 11, 21)
LEAVE = {"kind": "sick_leave", "start_on": "20/08/2026", "end_on": "26/08/2026"}


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def lived(world: World, place: Place, kind: SituationKind, start: str, end: str, **told: Any) -> Period:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    with world.inside(place):
        return actions.add_period(Situation(key="", kind=kind, start_on=first, end_on=last, **told))


def stored(world: World, place: Place | None = None) -> list[Period]:
    with world.inside(place or world.lune) as session:
        return list(session.scalars(select(Period).order_by(Period.start_on)))


def shown(browse: Browser, period: Period) -> str:
    return seen(browse.get("rights.period", situation_id=period.public_id))


def test_without_any_period_the_page_says_what_to_do(browse: Browser, world: World):
    lived(world, world.soleil, K.SICK_LEAVE, "2026-08-20", "2026-08-26")
    text = seen(browse.get("rights.periods"))
    assert "Aucune autre période" in text
    assert "Ajouter une période" in text
    assert "Arrêt maladie, hors contrat" not in text


def test_a_period_is_added_and_listed_with_what_it_changes(browse: Browser, world: World):
    page = browse.follow(browse.post("rights.create_period", LEAVE))
    assert "Arrêt maladie, hors contrat" in seen(page)
    text = seen(browse.get("rights.periods"))
    assert "20 au 26 août, 7 jours La période d’examen s’allonge de 7 j, sans heures en plus." in text
    assert "Justificatif à joindre" in text
    (period,) = stored(world)
    assert (period.kind, period.start_on, period.end_on) == (
        K.SICK_LEAVE,
        date(2026, 8, 20),
        date(2026, 8, 26),
    )
    assert stored(world, world.soleil) == []


def test_the_same_form_sent_twice_adds_one_period(browse: Browser, world: World):
    for _time in range(2):
        browse.post("rights.create_period", {**LEAVE, "once": "the same key of this form"})
    assert len(stored(world)) == 1


def test_leave_moves_back_the_first_day_of_a_first_request(browse: Browser, world: World):
    job(world, world.lune, "2025-11-10", "2025-11-14", 35)
    job(world, world.lune, "2025-11-17", "2025-11-21", 40)
    job(world, world.lune, "2026-05-04", "2026-05-08", 38)
    open_rights(world, is_first_request=True, fct_on=None)
    text = shown(browse, lived(world, world.lune, K.SICK_LEAVE, "2026-08-20", "2026-08-26"))
    assert "38 h puis 78 h 40 h de plus" in text
    assert "0 j puis 7 j 7 jours de plus" in text
    assert "Premier jour compté 22 nov. 2025 puis 15 nov. 2025" in text
    assert "Sans attestation de la Sécurité sociale, elle n’est pas allongée." in text
    assert "Seul France Travail fait foi." in text
    assert "Guide" in text or "guide" in text


def test_leave_never_goes_back_over_the_last_opening(browse: Browser, world: World):
    job(world, world.lune, "2026-03-09", "2026-03-13", 40)
    open_rights(world)
    text = shown(browse, lived(world, world.lune, K.SICK_LEAVE, "2026-08-20", "2026-08-26"))
    assert "0 h inchangées" in text
    assert "7 jours de plus" in text
    assert "jamais avant 15 mars 2026 inchangé" in text
    assert "Date anniversaire 14 mars 2027 inchangée" in text


def test_days_of_two_leaves_lengthen_the_period_once(browse: Browser, world: World):
    lived(world, world.lune, K.SICK_LEAVE, "2026-08-20", "2026-08-26")
    lived(world, world.soleil, K.SICK_LEAVE, "2026-06-01", "2026-06-30")
    text = shown(browse, lived(world, world.lune, K.PATERNITY, "2026-08-24", "2026-08-30"))
    assert "7 j puis 11 j 4 jours de plus" in text


@pytest.mark.parametrize(
    ("after", "counted"),
    [("2026-09-07", "75 h de plus"), ("2026-05-04", "ces jours ne comptent pas aujourd’hui")],
)
def test_maternity_counts_once_work_follows(browse: Browser, world: World, after: str, counted: str):
    job(world, world.lune, after, after, 8)
    open_rights(world)
    text = shown(browse, lived(world, world.lune, K.MATERNITY, "2026-08-01", "2026-08-15"))
    assert counted in text
    assert "15 j mis à part" in text


def test_days_of_two_assimilated_periods_count_once(world: World):
    job(world, world.lune, "2026-09-07", "2026-09-07", 8)
    lived(world, world.lune, K.MATERNITY, "2026-08-01", "2026-08-10")
    accident = Situation("x", K.WORK_ACCIDENT, date(2026, 8, 6), date(2026, 8, 12))
    with world.inside(world.lune):
        effect = effect_of(accident)
    assert effect.before.total_minutes == (8 + 50) * 60
    assert effect.more_minutes == 2 * 5 * 60


def test_training_shares_its_limit_with_teaching(world: World):
    lived(world, world.lune, K.TRAINING, "2026-06-01", "2026-07-31", minutes=300 * 60)
    with world.inside(world.lune):
        more = Situation("x", K.TRAINING, date(2026, 9, 1), date(2026, 9, 30), minutes=100 * 60)
        effect = effect_of(more)
    assert effect.before.total_minutes == 300 * 60
    assert effect.after.total_minutes == 338 * 60


def test_training_that_unemployment_insurance_pays_counts_for_nothing(browse: Browser, world: World):
    sent = {"kind": "training", "start_on": "14/09/2026", "end_on": "18/09/2026", "minutes": "35"}
    paid = browse.follow(browse.post("rights.create_period", {**sent, "paid_by": "yes"}))
    assert "Formation payée par France Travail" in seen(paid)
    assert "0 h inchangées" in seen(paid)
    later = {**sent, "start_on": "21/09/2026", "end_on": "25/09/2026", "paid_by": "no"}
    assert "0 h puis 35 h 35 h de plus" in seen(browse.follow(browse.post("rights.create_period", later)))


def test_a_period_to_come_is_counted_on_its_last_day(browse: Browser, world: World):
    open_rights(world)
    text = shown(browse, lived(world, world.lune, K.SICK_LEAVE, "2026-12-21", "2027-01-03"))
    assert "comptées au 3 janv. 2027" in text
    assert "0 j puis 14 j" in text


def test_a_resignation_says_what_is_still_to_work(browse: Browser, world: World):
    job(world, world.lune, "2026-10-05", "2026-10-09", 55)
    open_rights(world)
    text = shown(browse, lived(world, world.lune, K.RESIGNATION, "2026-09-30", "2026-09-30"))
    assert "Démission du 30 sept. 2026 : encore 400 h pour en faire 455 h." in text
    assert "à partir du 29 janv. 2027" in text
    calm = lived(world, world.lune, K.RESIGNATION, "2026-05-30", "2026-05-30", is_legitimate=True)
    assert "encore" not in shown(browse, calm)


def test_past_rights_count_for_the_clause_de_rattrapage(browse: Browser, world: World):
    open_rights(world)
    lived(world, world.lune, K.PREVIOUS_RIGHT, "2015-03-15", "2016-03-14")
    lived(world, world.lune, K.PREVIOUS_RIGHT, "2024-03-15", "2025-03-14")
    lived(world, world.soleil, K.PREVIOUS_RIGHT, "2023-03-15", "2024-03-14")
    text = shown(browse, lived(world, world.lune, K.PREVIOUS_RIGHT, "2025-03-15", "2026-03-14"))
    assert "3 ouvertures connues en 10 ans, sur 5." in text
    assert "5 ouvertures en 10 ans ou 2 535 h" in text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": ""}, "Choisissez dans la liste."),
        ({"kind": "holiday"}, "Choisissez dans la liste."),
        ({"start_on": ""}, "Indiquez le premier jour."),
        ({"end_on": ""}, "Indiquez le dernier jour."),
        ({"start_on": "31/02/2026"}, "n’existe pas dans le calendrier"),
        ({"end_on": "19/08/2026"}, "La fin est avant le début."),
        ({"kind": "maternity", "end_on": "23/09/2027"}, "400 jours, c’est trop long pour « Maternité »"),
        ({"start_on": "20/08/2029", "end_on": "26/08/2029"}, "Plus de deux ans à l’avance"),
        ({"kind": "training"}, "Recopiez les heures de l’attestation."),
        ({"kind": "training", "minutes": "-5"}, "La durée ne peut pas être négative."),
        ({"kind": "training", "minutes": "169"}, "Plus de 24 h par jour"),
        ({"kind": "ptp", "minutes": "169"}, "Plus de 24 h par jour"),
        ({"kind": "ptp", "minutes": "35", "gross_cents": "-1"}, "Le montant ne peut pas être négatif."),
        ({"kind": "ptp", "minutes": "35", "gross_cents": "100001"}, "Le montant dépasse 100 000,00 €."),
        ({"in_contract": "perhaps"}, "Choisissez dans la liste."),
        ({"kind": "resignation", "start_on": "22/11/2026"}, "Cette date n’est pas encore arrivée."),
        ({"note": "x" * 501}, "Au plus 500 caractères."),
    ],
)
def test_bad_input_is_said_and_loses_nothing(browse: Browser, world: World, sent: dict[str, str], said: str):
    typed = {**LEAVE, "note": "certificat du 20", **sent}
    answer = browse.post("rights.create_period", typed, status=422)
    assert said in seen(answer)
    assert typed["start_on"] in answer.text
    assert typed["note"][:500] in answer.text
    assert stored(world) == []


@pytest.mark.parametrize(
    "hidden",
    [
        {"minutes": "beaucoup", "gross_cents": "-3", "paid_by": "perhaps"},
        {"in_contract": "yes", "indemnified": "perhaps"},
    ],
)
def test_fields_that_the_kind_hides_are_not_looked_at(browse: Browser, world: World, hidden: dict[str, str]):
    browse.post("rights.create_period", {**LEAVE, "kind": "absence", **hidden})
    (period,) = stored(world)
    assert (period.minutes, period.gross_cents, period.in_contract, period.is_indemnified) == (
        0,
        0,
        False,
        True,
    )
    assert period.is_paid_by_unemployment is False


def test_a_resignation_has_one_day(browse: Browser, world: World):
    browse.post(
        "rights.create_period", {**LEAVE, "kind": "resignation", "end_on": "bientôt", "is_legitimate": "y"}
    )
    (period,) = stored(world)
    assert (period.start_on, period.end_on, period.is_legitimate) == (
        date(2026, 8, 20),
        date(2026, 8, 20),
        True,
    )


def test_the_same_kind_does_not_hold_the_same_day_twice(browse: Browser, world: World):
    lived(world, world.soleil, K.SICK_LEAVE, "2026-08-26", "2026-08-30")
    browse.post("rights.create_period", LEAVE)
    answer = browse.post(
        "rights.create_period", {**LEAVE, "start_on": "26/08/2026", "end_on": "30/08/2026"}, status=422
    )
    assert "déjà notée du 20 août au 26 août" in re.sub(r" 2026", "", seen(answer))
    browse.post("rights.create_period", {**LEAVE, "kind": "paternity"})
    browse.post("rights.create_period", {**LEAVE, "start_on": "27/08/2026", "end_on": "30/08/2026"})
    assert len(stored(world)) == 3


def test_a_period_is_changed_in_place(browse: Browser, world: World):
    period = lived(world, world.lune, K.TRAINING, "2026-09-14", "2026-09-18", minutes=35 * 60)
    page = browse.get("rights.edit_period", situation_id=period.public_id)
    assert 'value="2026-09-14"' in page.text
    assert 'value="35"' in page.text
    sent = {
        "kind": "training",
        "start_on": "14/09/2026",
        "end_on": "19/09/2026",
        "minutes": "42",
        "note": "Afdas",
    }
    answer = browse.post("rights.update_period", sent, situation_id=period.public_id)
    assert "Afdas" in seen(browse.follow(answer))
    (after,) = stored(world)
    assert (after.end_on, after.minutes) == (date(2026, 9, 19), 42 * 60)
    wrong = {**sent, "end_on": "01/09/2026"}
    assert "avant le début" in seen(
        browse.post("rights.update_period", wrong, situation_id=period.public_id, status=422)
    )


def test_changing_a_period_onto_another_is_refused(browse: Browser, world: World):
    lived(world, world.lune, K.SICK_LEAVE, "2026-08-20", "2026-08-26")
    later = lived(world, world.lune, K.SICK_LEAVE, "2026-09-01", "2026-09-03")
    browse.post("rights.update_period", LEAVE, situation_id=later.public_id, status=422)
    assert [period.start_on for period in stored(world)] == [date(2026, 8, 20), date(2026, 9, 1)]


def test_a_period_is_removed_once_confirmed_and_its_proof_stays(browse: Browser, world: World):
    browse.client.post(browse.url("rights.create_period"), data={**LEAVE, "file": upload(PDF, "ij.pdf")})
    (period,) = stored(world)
    asked = browse.post("rights.delete_period", situation_id=period.public_id, status=422)
    assert "Supprimer cette période ?" in seen(asked)
    assert len(stored(world)) == 1
    answer = browse.post("rights.delete_period", {"confirmed": "y"}, situation_id=period.public_id)
    assert "Période supprimée." in browse.follow(answer).text
    assert stored(world) == []
    assert len(documents(world)) == 1


def documents(world: World) -> list[Document]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Document)))


def test_a_photo_proves_a_period(browse: Browser, world: World):
    browse.client.post(browse.url("rights.create_period"), data={**LEAVE, "file": upload(JPEG, "IMG_1.jpg")})
    (period,) = stored(world)
    (document,) = documents(world)
    assert (document.kind, document.retention) == (DocumentKind.PROOF, Retention.LIFE)
    assert document.title.replace("\u2009", " ").startswith("Arrêt maladie, 20")
    text = shown(browse, period)
    assert "IMG_1.jpg" in text
    assert "Justificatif à joindre" not in text
    assert "Sans attestation" not in text
    with world.inside(world.lune):
        delete_document(document_or_404(document.public_id))
    assert "Justificatif à joindre" in shown(browse, period)


def test_a_file_nobody_should_send_keeps_nothing(browse: Browser, world: World):
    answer = browse.client.post(
        browse.url("rights.create_period"), data={**LEAVE, "file": upload(EXE, "ij.pdf")}
    )
    assert answer.status_code == 422
    assert "n’est ni un PDF ni une photo" in seen(answer)
    assert stored(world) == []
    assert documents(world) == []


def test_a_paper_of_the_tray_proves_a_period(browse: Browser, world: World):
    with world.inside(world.lune):
        file = FileStorage(*upload(PDF, "attestation.pdf"))
        waiting = add_document(file, by=world.lune.account_id)
    paper = browse.get("documents.show", public_id=waiting.public_id).text
    assert browse.url("rights.new_period", document=waiting.public_id) in paper
    chosen = f'<option selected value="{waiting.public_id}">attestation'
    assert chosen in browse.get("rights.new_period", document=waiting.public_id).text
    browse.post("rights.create_period", {**LEAVE, "waiting": waiting.public_id})
    (document,) = documents(world)
    assert document.is_filed
    again = {
        "kind": "absence",
        "start_on": "01/10/2026",
        "end_on": "02/10/2026",
        "waiting": waiting.public_id,
    }
    assert "est déjà classé" in seen(browse.post("rights.create_period", again, status=422))
    assert len(stored(world)) == 1


def test_what_france_travail_has_already_is_proven(browse: Browser, world: World):
    page = browse.follow(browse.post("rights.create_period", {**LEAVE, "is_proven": "y"}))
    assert "France Travail l’a déjà." in seen(page)
    with world.inside(world.lune):
        assert [situation.is_proven for situation in queries.situations()] == [True]


def test_situations_are_read_at_once_the_earliest_first(world: World, statements: list[str]):
    lived(world, world.lune, K.ABSENCE, "2026-08-20", "2026-08-26")
    lived(world, world.lune, K.PTP, "2026-02-02", "2026-02-06", minutes=2100, gross_cents=90000)
    lived(world, world.soleil, K.ABSENCE, "2026-08-20", "2026-08-26")
    with world.inside(world.lune):
        statements.clear()
        known = queries.situations()
        assert len(statements) == 1
    assert [(s.kind, s.minutes, s.gross_cents) for s in known] == [(K.PTP, 2100, 90000), (K.ABSENCE, 0, 0)]


def test_the_effect_of_a_period_leaves_itself_aside(world: World):
    period = lived(world, world.lune, K.SICK_LEAVE, "2026-08-20", "2026-08-26")
    with world.inside(world.lune):
        known = queries.situations()
        effect = effect_of(known[0])
    assert known[0].key == period.public_id
    assert (effect.before.longer_days, effect.after.longer_days) == (0, 7)


def test_an_old_period_says_that_it_is_outside(browse: Browser, world: World):
    text = shown(browse, lived(world, world.lune, K.SICK_LEAVE, "2021-08-20", "2021-08-26"))
    assert "Hors de la période comptée" in text
    assert "inchangée" in text


def test_someone_who_reads_only_changes_nothing(app, browse: Browser, world: World):
    period = lived(world, world.lune, K.SICK_LEAVE, "2026-08-20", "2026-08-26")
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    assert "Ajouter" not in seen(viewer.get("rights.periods")).replace("Ajouter une", "")
    assert "Supprimer" not in seen(viewer.get("rights.period", situation_id=period.public_id))
    viewer.post("rights.create_period", LEAVE, status=403)
    viewer.post("rights.delete_period", {"confirmed": "y"}, situation_id=period.public_id, status=403)
    assert len(stored(world)) == 1


def test_the_period_of_another_workspace_is_not_there(browse: Browser, world: World):
    theirs = lived(world, world.soleil, K.SICK_LEAVE, "2026-08-20", "2026-08-26")
    browse.get("rights.period", situation_id=theirs.public_id, status=404)
    browse.get("rights.edit_period", situation_id=theirs.public_id, status=404)
    browse.post("rights.update_period", LEAVE, situation_id=theirs.public_id, status=404)


def test_an_overlap_is_refused_outside_the_form_too(world: World):
    lived(world, world.lune, K.ABSENCE, "2026-08-20", "2026-08-26")
    with pytest.raises(Refused, match="déjà notée du 20/08/2026 au 26/08/2026"):
        lived(world, world.lune, K.ABSENCE, "2026-08-26", "2026-08-26")


def test_the_hours_of_a_period_are_told_apart_from_those_an_aem_proves(browse: Browser, world: World):
    open_rights(world)
    job(world, world.lune, "2026-05-04", "2026-05-08", 35)
    job(world, world.lune, "2026-07-06", "2026-07-10", 35)
    lived(world, world.lune, K.MATERNITY, "2026-06-01", "2026-06-28")
    text = seen(browse.get("rights.show"))
    assert "70 h de travail, 140 h d’autres périodes" in text
    assert "Justifiées 70 h" in text
    assert "Justificatif en attente 140 h" in text
    assert "140 h attendent leur AEM ou leur justificatif." in text


def test_today_tells_a_period_without_proof_from_an_aem(browse: Browser, world: World):
    open_rights(world)
    for first, last in (
        ("2026-04-06", "2026-04-30"),
        ("2026-05-04", "2026-05-29"),
        ("2026-07-06", "2026-07-31"),
    ):
        job(world, world.lune, first, last, 150)
    lived(world, world.lune, K.MATERNITY, "2026-06-01", "2026-06-28")
    assert "450 h justifiées, 140 h en attente." in seen(browse.get("home.today"))
