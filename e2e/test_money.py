"""A job is done and not paid: it is seen, chased, received, taken back; the allocation of a month is noted."""

from collections.abc import Callable
from datetime import timedelta

from e2e.person import Person
from tests.make import World
from tests.money.make import done
from webapp.core import clock
from webapp.domain.periods import Month
from webapp.rights.actions import OpeningTerms, record_opening


def test_wages_owed_are_chased_then_received_and_taken_back(
    people: Callable[..., Person], world: World
) -> None:
    last = Month.of(clock.today().replace(day=1) - timedelta(days=1))
    employer = world.company(world.lune, "Brique Rouge", payroll_email="paie@brique.fr")
    done(world, world.lune, employer, start_on=last.start_on, end_on=last.start_on + timedelta(days=4))
    camille = people(world.lune)
    camille.open("/w/lune/more")
    camille.page.locator("main").get_by_role("link", name="Argent").click()
    camille.check("Argent")
    camille.reads("À encaisser", "Brique Rouge", "662,20 €", "estimé", f"{clock.today().day} j")

    camille.follow("Relancer : Salaire")
    camille.check("Relancer Brique Rouge")
    camille.reads("Bonjour,", "je n’ai pas encore reçu le salaire", "Camille Roussel")
    draft = camille.page.get_by_role("link", name="Ouvrir dans ma messagerie").get_attribute("href") or ""
    assert draft.startswith("mailto:paie%40brique.fr?subject=Salaire")
    camille.follow("À encaisser")

    receives(camille)
    camille.sees("Salaire encaissé.")
    camille.reads("Rien à encaisser", "Reçu récemment")
    camille.check("Argent")
    camille.press("Annuler")
    camille.reads("En retard", "Brique Rouge")

    camille.follow("Salaire")
    camille.arrives_at("Salaire")
    camille.check("Salaire")
    camille.fill(Net_reçu="6O0")
    camille.press("Encaissé")
    camille.reads("« 6O0 » n’est pas un montant")
    camille.check("Salaire")
    camille.fill(Net_reçu="655,10")
    camille.press("Encaissé")
    camille.arrives_at("Argent")
    camille.page.locator("#received summary").click()
    camille.reads("655,10 €")
    camille.check("Argent")


def test_the_allocation_of_a_month_is_noted(people: Callable[..., Person], world: World) -> None:
    today = clock.today()
    last = Month.of(today.replace(day=1) - timedelta(days=1))
    before = Month.of(last.start_on - timedelta(days=1))
    with world.inside(world.lune):
        record_opening(
            OpeningTerms(is_first_request=False, fct_on=before.start_on - timedelta(days=1), aj_cents=5920)
        )
    camille = people(world.lune)
    camille.open("/w/lune/money/?kind=are")
    camille.check("Argent")
    camille.reads("France Travail")
    links = camille.page.get_by_role("link", name="Noter l’ARE reçue")
    assert links.count() == 2
    links.last.click()
    camille.arrives_at(f"ARE, {last.name}")
    camille.check(f"ARE, {last.name}")
    camille.fill(Montant="")
    camille.press("Noter le versement")
    camille.reads("Indiquez le montant reçu.")
    camille.check()
    camille.fill(Montant="1 602,10")
    camille.press("Noter le versement")
    camille.sees("ARE notée.")
    camille.page.locator("#received summary").click()
    camille.reads("1 602,10 €")
    assert camille.page.get_by_role("link", name="Noter l’ARE reçue").count() == 1
    camille.check("Argent")
    camille.press("Annuler")
    camille.sees("Cette somme est de nouveau à encaisser.")
    assert camille.page.get_by_role("link", name="Noter l’ARE reçue").count() == 2

    stranger = people(world.soleil)
    stranger.open("/w/soleil/money/")
    stranger.check("Argent")
    stranger.reads("Rien à encaisser")


def receives(person: Person) -> None:
    person.page.get_by_role("button", name="Encaissé : Salaire").click()
