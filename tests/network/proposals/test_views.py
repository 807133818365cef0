from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from tests.browse import HTMX, Browser
from tests.make import Place, World
from tests.network.tied import directing, in_days, phase, recommended, worked
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.engagements.models import Engagement, Regime, State
from webapp.network.models import Direction
from webapp.productions.models import Production


@pytest.fixture
def aicha(world: World) -> Contact:
    return called_by(world, world.lune, "Aïcha Diallo")


def called_by(world: World, place: Place, name: str, **values: str) -> Contact:
    """Her call brought two jobs at Films du Ponant, whose next show she heads; the diary is empty."""
    ponant = world.company(place, "Films du Ponant", phone="+33298000001")
    person = world.person(
        place,
        name,
        job="Directrice de production",
        company_id=ponant.id,
        phone="+33612345678",
        email="a@b.fr",
    )
    show = world.production(place, "Nuit blanche", company_id=ponant.id)
    directing(world, place, show, person)
    phase(world, place, show, 10, 40)
    for ended in (30, 90):
        worked(world, place, ponant, ended, production_id=show.id, called_by=name)
    return person


def test_each_reason_is_on_screen_and_the_order_is_explained(browse: Browser, world: World, aicha: Contact):
    recommended(world, world.lune, aicha, Direction.RECEIVED, on=in_days(-200))
    world.exchange(world.lune, aicha, in_days(-52))
    page = browse.get("proposals.index")
    said = browse.sentences(page)
    assert "1 personne à appeler maintenant." in said
    for reason in (
        "« Nuit blanche » se tourne du",
        "Son appel vous a fait travailler 1 fois, du",
        "A donné votre nom 1 fois, le",
        "Dernière piste reçue il y a 34 jours, le",
    ):
        assert said.count(reason) == 2, reason  # under the name, and in « Pourquoi cet ordre »
    assert "Aïcha Diallo 75 points" in said  # 30 + 20 + 5 + 15 + 5
    assert 'href="tel:+33612345678"' in page.text
    assert 'href="sms:+33612345678"' in page.text
    assert 'href="https://wa.me/33612345678"' in page.text
    assert 'href="mailto:a@b.fr"' in page.text
    assert 'data-copy="Disponible à partir du' in page.text


def test_a_full_diary_says_so_and_when_the_next_gap_is(browse: Browser, world: World, aicha: Contact):
    world.engagement(world.lune, start_on=in_days(-3), end_on=in_days(60))
    said = browse.sentences(browse.get("proposals.index"))
    assert "Pas de creux en vue" in said
    assert "Votre agenda est tenu pour les 6 prochaines semaines. Prochain creux : à partir du" in said
    assert "Aïcha" not in said
    assert browse.sentences(browse.get("proposals.card", headers=HTMX)) == ""
    world.engagement(world.lune, start_on=in_days(-3), end_on=in_days(500))
    assert "tenu pour l’année à venir" in browse.sentences(browse.get("proposals.index"))


def test_a_gap_with_nobody_says_what_to_note(browse: Browser, other: Browser, aicha: Contact):
    said = other.sentences(other.get("proposals.index"))
    assert "Personne à proposer pour l’instant" in said
    assert "Aïcha" not in said
    card = browse.sentences(browse.get("proposals.card", headers=HTMX))
    assert "Qui appeler maintenant" in card
    assert browse.url("proposals.card") in browse.get("home.today").text


def test_parts_have_a_page_without_script(browse: Browser):
    for part in ("proposals.section", "proposals.card"):
        assert browse.get(part, status=303).headers["Location"] == browse.url("proposals.index")


@pytest.mark.parametrize(
    "out",
    [
        {"cadence_days": 0},
        {"snoozed_until_on": clock.today() + timedelta(days=3)},
        {"deleted_at": clock.now()},
    ],
    ids=["never", "put off", "deleted"],
)
def test_who_is_left_out_is_not_replaced_by_somebody_of_elsewhere(
    browse: Browser, other: Browser, world, out
):
    person = called_by(world, world.lune, "Aïcha Diallo")
    called_by(world, world.soleil, "Zoé Nunes")
    with world.inside(world.lune) as session:
        for name, value in out.items():
            setattr(session.merge(person), name, value)
    said = browse.sentences(browse.get("proposals.index"))
    assert "Aïcha" not in said and "Zoé" not in said
    assert "Zoé Nunes" in other.sentences(other.get("proposals.index"))


def test_oneself_is_never_proposed(browse: Browser, world: World, aicha: Contact):
    show = world.production(world.lune, "Les Marées")
    directing(world, world.lune, show, world.person(world.lune, "Camille Roussel"))
    phase(world, world.lune, show, 5, 20)
    page = browse.get("proposals.index").text
    assert "Les Marées" not in page and "Aïcha Diallo" in page


def test_a_company_is_proposed_when_nobody_is_known_there(browse: Browser, world: World):
    worked(world, world.lune, world.company(world.lune, "Brique Rouge"), 20)
    assert "Brique Rouge vous a fait travailler 1 fois" in browse.sentences(browse.get("proposals.index"))


def test_a_job_of_another_trade_fills_days_and_brings_no_other(browse: Browser, world: World):
    shop = world.company(world.lune, "Librairie du Port")
    worked(world, world.lune, shop, 20, regime=Regime.GENERAL)
    world.engagement(world.lune, shop, regime=Regime.GENERAL, start_on=in_days(0), end_on=in_days(60))
    assert "Prochain creux : à partir du" in browse.sentences(browse.get("proposals.index"))
    with world.inside(world.lune) as session:
        session.execute(delete(Engagement).where(Engagement.end_on > in_days(0)))
    assert "Librairie" not in browse.get("proposals.index").text


def test_the_rhythm_counts_as_the_list_of_who_is_due_counts_it(browse: Browser, world: World, aicha: Contact):
    """She called with a job that ended lately: that is news of her, with no exchange noted since."""
    world.exchange(world.lune, aicha, in_days(-200))
    with world.inside(world.lune) as session:
        session.merge(aicha).cadence_days = 60
    said = browse.sentences(browse.get("proposals.index"))
    assert "Dernière piste reçue il y a 34 jours" in said and "rythme prévu : 60 jours" in said
    assert "Dernier échange" not in said


def test_a_call_of_a_homonym_is_nobody_s(browse: Browser, world: World, aicha: Contact):
    world.person(world.lune, "Aïcha Diallo")
    said = browse.sentences(browse.get("proposals.index"))
    assert "Son appel vous a fait travailler" not in said.split("Pourquoi cet ordre")[0]
    assert "Directrice de production sur « Nuit blanche », où vous étiez du" in said


def test_what_is_not_done_yet_is_no_job_done(browse: Browser, world: World):
    ponant = world.company(world.lune, "Films du Ponant")
    for state, first in ((State.LEAD, 60), (State.OPTION, 80), (State.CONFIRMED, 100)):
        world.engagement(
            world.lune,
            ponant,
            state=state,
            start_on=in_days(first),
            end_on=in_days(first + 4),
            contract_job=state,
        )
    said = browse.sentences(browse.get("proposals.index"))
    assert "Piste ouverte : lead" in said
    assert "vous a fait travailler 1 fois" not in said


def test_a_show_one_is_taken_on_already_is_no_reason(browse: Browser, world: World, aicha: Contact):
    with world.inside(world.lune) as session:
        show = session.scalars(select(Production)).one()
    world.engagement(world.lune, production_id=show.id, start_on=in_days(20), end_on=in_days(30))
    said = browse.sentences(browse.get("proposals.index"))
    assert "Aïcha Diallo" in said and "se tourne" not in said.split("Pourquoi cet ordre")[0]


def test_done_notes_a_call_with_its_line_and_is_undone(browse: Browser, aicha: Contact, peek):
    page = browse.follow(browse.post("proposals.done", {"note": "Rappelle lundi"}, contact=aicha.public_id))
    assert peek("SELECT kind, note, happened_on FROM exchanges") == [
        ("call", "Rappelle lundi", clock.today())
    ]
    assert "Appel noté : Aïcha Diallo." in page.text.replace("\u00a0", " ")
    assert "Personne à proposer" in page.text
    undo = page.text.split('class="toast ok"')[1].split('action="')[1].split('"')[0]
    assert browse.client.post(undo).status_code == 303
    assert peek("SELECT count(*) FROM exchanges WHERE deleted_at IS NULL") == [(0,)]
    assert "1 personne à appeler" in browse.sentences(browse.get("proposals.index"))
    assert browse.client.post(undo).status_code == 404


def test_in_two_weeks_puts_off_and_is_undone(browse: Browser, aicha: Contact, peek):
    page = browse.follow(browse.post("proposals.put_off", contact=aicha.public_id))
    assert peek("SELECT snoozed_until_on FROM contacts WHERE kind = 'person'") == [(in_days(14),)]
    assert browse.url("proposals.bring_back", contact=aicha.public_id) in page.text
    browse.post("proposals.bring_back", contact=aicha.public_id)
    assert peek("SELECT snoozed_until_on FROM contacts WHERE kind = 'person'") == [(None,)]


def test_in_place_the_section_comes_back_with_its_undo(browse: Browser, aicha: Contact):
    part = browse.post("proposals.put_off", contact=aicha.public_id, headers=HTMX, status=200).text
    assert part.lstrip().startswith("<section") and 'id="proposals"' in part
    assert browse.url("proposals.bring_back", contact=aicha.public_id) in part


def test_a_note_too_long_is_said_and_kept(browse: Browser, aicha: Contact, peek):
    answer = browse.post("proposals.done", {"note": "x" * 201}, contact=aicha.public_id, status=422)
    assert "Au plus 200 caractères." in browse.sentences(answer)
    assert "x" * 201 in answer.text
    part = browse.post(
        "proposals.done", {"note": "x" * 201}, contact=aicha.public_id, status=422, headers=HTMX
    )
    assert "<html" not in part.text
    assert peek("SELECT count(*) FROM exchanges") == [(0,)]


def test_a_stranger_s_contact_is_not_there(
    browse: Browser, other: Browser, world: World, aicha: Contact, peek
):
    exchange = world.exchange(world.lune, aicha)
    for endpoint in ("proposals.done", "proposals.put_off", "proposals.bring_back"):
        other.post(endpoint, contact=aicha.public_id, status=404)
    other.post("proposals.take_back", exchange_id=exchange.public_id, status=404)
    assert peek("SELECT count(*) FROM exchanges WHERE deleted_at IS NULL") == [(1,)]


def test_four_statements_however_many_jobs(
    browse: Browser, world: World, aicha: Contact, statements: list[str]
):
    for ended in range(10, 400, 10):
        worked(world, world.lune, world.company(world.lune, f"Maison {ended}"), ended)
    for endpoint, headers in (
        ("proposals.index", None),
        ("proposals.section", HTMX),
        ("proposals.card", HTMX),
    ):
        statements.clear()
        browse.get(endpoint, headers=headers)
        assert len(statements) <= 4, endpoint
    page = browse.get("proposals.index").text
    assert page.count('class="prop"') == 5
    assert len(page) < 60_000
