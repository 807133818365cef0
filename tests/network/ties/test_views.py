from datetime import date

import pytest

from tests.browse import HTMX, Browser
from tests.make import Place, World
from tests.network.tied import directing, past, recommended
from webapp.contacts.models import Contact, Kind
from webapp.core import clock
from webapp.productions.crew.models import Department, Member
from webapp.productions.models import Production


@pytest.fixture
def aicha(world: World) -> Contact:
    """Directed Les Marées for Films du Ponant, where Camille assisted; was on another show before."""
    return _directed(world, world.lune)


def _directed(world: World, place: Place) -> Contact:
    ponant = world.company(place, "Films du Ponant")
    person = world.person(
        place, "Aïcha Diallo", job="Directrice de production", company_id=ponant.id, phone="+33612345678"
    )
    show = world.production(place, "Les Marées", company_id=ponant.id)
    directing(world, place, show, person)
    world.crew(place, show, "Omar Seddiki")
    world.crew(place, show, "Camille Roussel")  # oneself, in one's own crew
    gone = world.person(place, "Partie Ailleurs", deleted_at=clock.now())
    world.crew(place, show, contact=gone)
    days = {"start_on": date(2026, 3, 2), "end_on": date(2026, 3, 27)}
    world.engagement(
        place,
        ponant,
        production_id=show.id,
        contract_job="Assistante de production",
        called_by="Aicha DIALLO",
        **days,
    )
    past(world, place, person, "Les Éclats", company_id=ponant.id)
    return person


def test_what_two_people_share_is_told_with_years_jobs_and_people(
    browse: Browser, world: World, aicha: Contact
):
    omar_before = world.person(world.lune, "Lola Quéméré")
    past(world, world.lune, omar_before, "les éclats")
    page = browse.sentences(browse.get("ties.show", contact=aicha.public_id))
    assert (
        "Les Marées 2026. Directrice de production ; vous : assistante de production. 1 autre personne"
        in page
    )
    assert "Les Éclats 2024. Assistante" in page
    assert "Omar Seddiki" in page
    assert "Lola Quéméré" in page  # the same show, noted on both cards
    assert "Partie Ailleurs" not in page
    assert page.count("Camille Roussel") == 1  # the menu alone


def test_a_past_show_that_is_a_production_here_is_the_same_show(
    browse: Browser, world: World, aicha: Contact
):
    lola = world.person(world.lune, "Lola Quéméré")
    past(world, world.lune, lola, "LES MARÉES", job="Réalisatrice")
    page = browse.sentences(browse.get("ties.show", contact=lola.public_id))
    assert "Les Marées" in page and "LES MARÉES" not in page
    assert "Réalisatrice ; vous : assistante de production" in page


def test_somebody_of_the_company_shares_its_productions(browse: Browser, world: World, aicha: Contact):
    zoe = world.person(world.lune, "Zoé Nunes", company_id=aicha.company_id)
    page = browse.sentences(browse.get("ties.show", contact=zoe.public_id))
    assert "Sa structure produit ; vous : assistante de production. 2 autres personnes" in page
    assert "n’est dans aucune de ces équipes" in page and "Personne d’autre" not in page


def test_a_company_says_who_is_known_there_and_how(browse: Browser, world: World, aicha: Contact):
    with world.inside(world.lune) as session:
        ponant = session.get_one(Contact, (world.lune.id, aicha.company_id))
    jonas = world.person(world.lune, "Jonas Berthier", introduced_by_id=aicha.id)
    past(world, world.lune, jonas, job="Régisseur", company_id=ponant.id)
    page = browse.sentences(browse.get("ties.show", contact=ponant.public_id))
    assert "Qui je connais chez Films du Ponant" in page
    assert "Directrice de production, aujourd’hui" in page
    assert "Avant : Régisseur, jusqu’en 2024. Présentation : Aïcha Diallo" in page
    assert "Omar Seddiki Sur Les Marées : Régisseuse générale" in page
    assert page.index("Aïcha Diallo") < page.index("Jonas Berthier") < page.index("Omar Seddiki")
    assert "Partie Ailleurs" not in page


def test_the_card_of_a_contact_shows_the_start_of_it(browse: Browser, world: World, aicha: Contact):
    recommended(world, world.lune, aicha, purpose="un court métrage")
    part = browse.sentences(browse.get("ties.of", headers=HTMX, contact=aicha.public_id))
    assert "En commun 2" in part
    assert "un court métrage" in part
    assert "Noter une recommandation" in part
    assert (
        browse.get("ties.of", contact=aicha.public_id, status=302)
        .headers["Location"]
        .endswith(aicha.public_id)
    )
    card = browse.get("contacts.show", public_id=aicha.public_id).text
    assert browse.url("ties.of", contact=aicha.public_id) in card
    alone = world.person(world.lune, "Nadia Belkacem")
    browse.get("ties.show", contact=alone.public_id)


def test_who_comes_back_most_often_comes_first(browse: Browser, world: World, aicha: Contact):
    for title in ("Nuit blanche", "Rue des Lices"):
        show = world.production(world.lune, title)
        directing(world, world.lune, show, aicha)
    page = browse.sentences(browse.get("ties.index"))
    assert page.index("Aïcha Diallo") < page.index("Omar Seddiki")
    assert "3 fois" in page
    often = browse.sentences(browse.get("ties.index", often="1"))
    assert "Aïcha Diallo" in often and "Omar Seddiki" not in often
    beside = browse.sentences(browse.get("ties.beside", contact=aicha.public_id))
    assert "Omar Seddiki" in beside and "1 personne" in beside


def test_employers_say_how_often_and_whose_call_it_was(browse: Browser, world: World, aicha: Contact):
    page = browse.get("ties.hirers")
    said = browse.sentences(page)
    assert "Films du Ponant Dernier contrat : Les Marées, jusqu’au 27 mars 2026" in said
    assert "1 contrat" in said and "depuis 2026" in said
    assert "Appel de Aicha DIALLO" in said
    # Named once as head of the production and once as the caller, whatever the accents.
    assert page.text.count(browse.url("contacts.show", public_id=aicha.public_id)) == 2


def test_the_other_workspace_is_met_nowhere(browse: Browser, other: Browser, world: World, aicha: Contact):
    _directed(world, world.soleil)
    theirs = other.sentences(other.get("ties.index"))
    assert theirs.count("Aïcha Diallo") == 1
    assert browse.sentences(browse.get("ties.index")).count("Aïcha Diallo") == 1
    for endpoint in ("ties.show", "ties.of", "ties.beside"):
        other.get(endpoint, contact=aicha.public_id, status=404, headers=HTMX)


def test_forty_shows_of_eighty_people_cost_four_statements_and_pages_of_fifty(
    browse: Browser, world: World, aicha: Contact, statements: list[str]
):
    _plenty(world, aicha)
    with world.inside(world.lune) as session:
        ponant = session.get_one(Contact, (world.lune.id, aicha.company_id)).public_id
    for endpoint, values in (
        ("ties.show", {"contact": aicha.public_id}),
        ("ties.show", {"contact": ponant}),
        ("ties.beside", {"contact": aicha.public_id, "page": 2}),
        ("ties.index", {"page": 2}),
        ("ties.hirers", {}),
    ):
        statements.clear()
        page = browse.get(endpoint, **values)
        assert len(statements) <= 4, endpoint
        assert page.text.count('class="item"') <= 100
    second = browse.get("ties.index", page=2).text
    assert (
        "Page 2 sur 2" in second and second.count('class="item"') == 32
    )  # 82 people, Omar and Aïcha among them


def _plenty(world: World, aicha: Contact) -> None:
    with world.inside(world.lune) as session:
        people = [Contact(kind=Kind.PERSON, name=f"Personne {k:02d}") for k in range(80)]
        shows = [
            Production(title=f"Film {k}", kind="feature", label=f"F{k}", company_id=aicha.company_id)
            for k in range(40)
        ]
        for row in (*people, *shows):
            row.refold()
        session.add_all([*people, *shows])
        session.flush()
        session.add_all(
            Member(
                production_id=show.id,
                contact_id=person.id,
                department=Department.MANAGEMENT,
                contract_job="Régie",
            )
            for show in shows
            for person in (*people, aicha)
        )
