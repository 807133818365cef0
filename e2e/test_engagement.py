"""A job is typed, the guard finds another at the same hours, one goes on with a reason, then changes one's mind."""

from collections.abc import Callable
from datetime import date, timedelta

from e2e.person import Person
from tests.make import World
from webapp.core import clock

WEEK = timedelta(days=7)


def test_a_job_that_meets_another_is_seen_before_it_is_saved(
    people: Callable[..., Person], world: World
) -> None:
    camille = people(world.lune)
    monday = monday_in_two_weeks()
    camille.open("/w/lune/engagements/")
    camille.check("Engagements")
    camille.open("/w/lune/add")
    camille.check("Ajouter")
    camille.follow("Engagement")
    camille.check("Nouvel engagement")
    types(camille, "Films du Ponant", "Les Marées", monday, hours="40", gross="86O")
    camille.press("Ajouter l’engagement")
    camille.reads("« 86O » n’est pas un montant")
    camille.check("Nouvel engagement")
    camille.fill(Salaire_brut="860,00")
    camille.press("Ajouter l’engagement")
    camille.reads("« Les Marées » n’est pas encore dans vos productions")
    camille.check("Nouvel engagement")
    camille.press("Enregistrer avec cette production")
    camille.check("Les Marées")
    camille.reads("8h00 à 18h00", "40 h", "860,00 €")

    camille.open("/w/lune/engagements/new")
    types(camille, "Studio Faubourg", "", monday, hours="8", gross="150")
    camille.press("Ajouter l’engagement")
    camille.reads("Impossible", "Mêmes horaires que Les Marées, Films du Ponant")
    camille.check("Nouvel engagement")
    assert camille.field("Employeur").input_value() == "Studio Faubourg"
    nothing_more_is_saved(camille)
    camille.field("Raison").fill("remplacée le matin par Aïcha")
    camille.press("Enregistrer quand même")
    camille.check("Assistante de production")
    camille.reads("remplacée le matin par Aïcha")

    camille.page.get_by_text("Autres actions").click()
    camille.press("Supprimer")
    camille.arrives_at("Engagements")
    camille.sees("Engagement supprimé.")
    camille.sees("1 engagement")
    camille.page.locator("#toasts").get_by_role("button", name="Annuler").click()
    camille.arrives_at("Assistante de production")
    other = people(world.soleil)
    assert other.context.request.get(f"{other.base_url}/w/lune/engagements/").status == 404
    other.open("/w/soleil/engagements/")
    other.check("Engagements")
    other.sees_no("Les Marées")


def test_an_option_is_confirmed_or_given_back(people: Callable[..., Person], world: World) -> None:
    camille = people(world.lune)
    monday = monday_in_two_weeks()
    camille.open("/w/lune/engagements/new")
    camille.choose("1re option")
    types(camille, "Brique Rouge", "", monday, hours="40", gross="900")
    camille.field("Réponse avant le").fill((monday - WEEK).isoformat())
    camille.press("Ajouter l’engagement")
    camille.check("Assistante de production")
    camille.reads("1re option", "L’option ne compte ni dans les heures ni dans les papiers.")
    camille.follow("Confirmer")
    camille.check("Confirmer l’engagement")
    camille.press("Confirmer")
    camille.check("Assistante de production")
    camille.reads("Contrat de travail", "Bulletin de paie", "AEM")
    camille.page.get_by_text("Autres actions").click()
    camille.press("Annuler l’engagement")
    camille.sees("Engagement annulé.")
    camille.open("/w/lune/engagements/availability")
    camille.check("Mes dispos")
    camille.open("/w/lune/agenda")
    camille.check("Agenda")


def types(camille: Person, employer: str, production: str, monday: date, *, hours: str, gross: str) -> None:
    camille.fill(Employeur=employer, Production=production, Emploi_au_contrat="Assistante de production")
    camille.fill(Premier_jour=monday.isoformat(), Dernier_jour=(monday + timedelta(days=4)).isoformat())
    camille.fill(Début_de_journée="08:00", Fin_de_journée="18:00")
    camille.fill(Heures_déclarées=hours, Salaire_brut=gross)


def nothing_more_is_saved(camille: Person) -> None:
    there = camille.context.request.get(f"{camille.base_url}/w/lune/engagements/").text()
    assert "Les Marées" in there
    assert "Studio Faubourg" not in there


def monday_in_two_weeks() -> date:
    today = clock.today()
    return today + 2 * WEEK - timedelta(days=today.weekday())
