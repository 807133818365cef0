"""The month is declared, a copy kept; then the AEM says other hours, and the difference is shown."""

from collections.abc import Callable
from datetime import timedelta

from e2e.person import Person
from tests.engagements.make import added
from tests.make import World
from webapp.core import clock
from webapp.domain.declaration.windows import before, window_of
from webapp.domain.periods import Month

# Its window has opened, whatever the day of the test: the month of today may have to wait for its 28th.
LAST = before(Month.of(clock.today()))
ADDRESS = f"/w/lune/rights/declaration/{LAST.year}-{LAST.number:02d}"
TITLE = f"Déclaration, {LAST.name}"


def test_a_month_is_declared_then_its_aem_tells_another_story(
    people: Callable[..., Person], world: World
) -> None:
    start_on = LAST.start_on + timedelta(days=4)
    added(world, world.lune, start_on=start_on, end_on=start_on + timedelta(days=2))
    camille = people(world.lune)
    camille.open("/w/lune/engagements/")
    camille.follow("Déclaration")
    camille.arrives_at("Déclaration, ")
    camille.check()
    camille.open(ADDRESS)
    camille.check(TITLE)
    camille.reads("1 contrat à recopier", "FILMS DU PONANT", f"{start_on:%d/%m/%Y}", "860,00", "Estimé")

    camille.choose("Aucune activité")
    camille.press("J’ai déclaré, garder une copie")
    camille.reads("« Aucune activité » est coché, et le mois a des contrats.")
    camille.check(TITLE)
    camille.choose("Aucune activité")
    camille.choose("Formation")
    camille.press("J’ai déclaré, garder une copie")
    camille.reads(
        "Ce que vous avez déclaré", "non modifiable", "40 h", "860,00 €", "Formation", "Aucun écart"
    )
    camille.check(TITLE)

    camille.page.get_by_text("Déclarer de nouveau").click()
    camille.follow("Films du Ponant")
    camille.arrives_at("Assistante de production")
    camille.follow("Modifier la période")
    camille.arrives_at("Période de paie")
    camille.fill(Heures="44", Salaire_brut="946")
    camille.press("Enregistrer")
    camille.arrives_at("Assistante de production")
    camille.open("/w/lune/engagements/papers?kind=aem")
    camille.follow("Joindre ou modifier : AEM")
    camille.choose("Reçu")
    camille.press("Enregistrer")
    camille.arrives_at("Papiers attendus")

    camille.open(ADDRESS)
    todo = "À signaler" if window_of(LAST).is_over(clock.today()) else "À corriger avant le 15"
    camille.reads("2 écarts depuis", todo, "40 h 44 h", "plus de jours non indemnisables", "Certain")
    if todo == "À signaler":
        camille.page.get_by_text("Préparer le signalement").click()
        camille.reads("Films du Ponant, heures : 44 h au lieu de 40 h")
    camille.check(TITLE)
    camille.press(
        "J’ai signalé, garder une copie" if todo == "À signaler" else "J’ai corrigé, garder une copie"
    )
    camille.reads("Aucun écart", "Copies précédentes")
    camille.check(TITLE)

    camille.press("Retirer cette copie")
    if camille.has_scripts:
        camille.page.locator("dialog[open]").get_by_role("button", name="Retirer cette copie").click()
    else:
        camille.check("Retirer cette copie ?")
        camille.press("Retirer cette copie")
    camille.reads("2 écarts depuis", "40 h 44 h")
    camille.check(TITLE)


def test_reminders_are_stopped_and_the_file_comes(people: Callable[..., Person], world: World) -> None:
    start_on = LAST.start_on + timedelta(days=4)
    added(world, world.lune, start_on=start_on, end_on=start_on)
    camille = people(world.lune)
    camille.open("/w/lune/rights/declaration/")
    camille.press("Ne plus me le rappeler")
    camille.reads("Aucun mail ne vous rappelle la déclaration.")
    camille.check("Déclaration, ")
    camille.press("Me le rappeler par mail")
    camille.reads("Un mail le")
    camille.open(ADDRESS)
    with camille.page.expect_download() as kept:
        camille.follow("Les lignes en CSV")
    assert kept.value.suggested_filename == f"declaration-{LAST.year}-{LAST.number:02d}.csv"
    assert "FILMS DU PONANT" in kept.value.path().read_text()
    stranger = people(world.soleil)
    stranger.open("/w/soleil/rights/declaration/" + ADDRESS.rsplit("/", 1)[1])
    stranger.reads("Aucun contrat ce mois-ci")
    stranger.check(TITLE)
