"""The diary empties in a month: who to call, why, and what was said; a name given is noted on the way."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import expect

from e2e.person import Person
from tests.make import Place, World
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.productions.crew.models import Department
from webapp.productions.models import Phase, PhaseKind


def season(world: World, place: Place, directs: str) -> Contact:
    """A job until the week after next, then nothing; the next show of the one who called is being prepared."""

    def day(count: int) -> date:
        return clock.today() + timedelta(days=count)

    ponant = world.company(place, "Films du Ponant")
    person = world.person(
        place, directs, job="Directrice de production", company_id=ponant.id, phone="+33612345678"
    )
    show = world.production(place, "Nuit blanche", company_id=ponant.id)
    world.crew(
        place,
        show,
        contact=person,
        department=Department.PRODUCTION,
        contract_job="Directrice de production",
    )
    world.add(
        place,
        Phase(production_id=show.id, kind=PhaseKind.PREPARATION, start_on=day(30), end_on=day(60)),
    )
    world.engagement(
        place, ponant, start_on=day(-40), end_on=day(-36), called_by=directs, production_id=show.id
    )
    world.engagement(place, ponant, start_on=day(-2), end_on=day(12))
    world.exchange(place, person, day(-52))
    return person


def test_the_gap_is_filled_by_a_call(people: Callable[..., Person], world: World, with_js: bool) -> None:
    aicha = season(world, world.lune, "Aïcha Diallo")
    season(world, world.soleil, "Zoé Nunes")
    camille = people(world.lune)
    camille.open("/w/lune/")
    camille.follow("Qui appeler")
    camille.check("Qui appeler")
    camille.reads(
        "1 personne à appeler maintenant.",
        "« Nuit blanche » se prépare",
        "Son appel vous a fait travailler 1 fois",
        "Dernière piste reçue il y a 40 jours",
        "Disponible à partir du",
    )
    camille.sees_no("Zoé Nunes")
    camille.page.locator("details summary").filter(has_text="Pourquoi cet ordre").click()
    camille.reads("60 points", "Ce que vaut une raison")
    camille.check()
    if with_js:
        camille.press("Copier mes dispos")
        camille.sees("Copié")

    camille.page.get_by_label("Une ligne de note, Aïcha Diallo").fill("Cherche pour mars")
    camille.press("C’est fait, Aïcha Diallo")
    camille.sees("Appel noté : Aïcha Diallo.")
    camille.reads("Personne à proposer pour l’instant")
    camille.check()
    camille.press("Annuler")
    camille.reads("1 personne à appeler maintenant.")
    camille.press("Dans 2 semaines, Aïcha Diallo")
    camille.reads("Personne à proposer pour l’instant")

    camille.open(f"/w/lune/contacts/{aicha.public_id}")
    if with_js:
        camille.reads("En commun", "vous : assistante de production")
        camille.follow("Noter une recommandation")
    else:
        camille.follow("En commun")
        camille.check("En commun")
        camille.open(f"/w/lune/network/recommendations/new?contact={aicha.public_id}")
    camille.check("Noter une recommandation")
    camille.press("Enregistrer")
    camille.sees("Recommandation notée.")
    camille.open("/w/lune/network/recommendations/")
    camille.check("Recommandations")
    camille.reads("Vous avez donné son nom")
    for path, h1 in (("ties/", "Souvent croisés"), ("ties/employers", "Qui m’a fait travailler")):
        camille.open(f"/w/lune/network/{path}")
        camille.check(h1)
        camille.reads("Aïcha Diallo")
    camille.open(f"/w/lune/network/ties/{aicha.public_id}")
    camille.check("En commun")
    expect(camille.page.locator("main")).to_contain_text("Nuit blanche")
