"""Renewing now or waiting, and the year in figures: two questions asked of the same jobs."""

from collections.abc import Callable
from datetime import date

from e2e.person import Person
from tests.make import World
from tests.rights.make import job
from tests.rights.test_incomes import ARE, earned
from tests.rights.test_renewal import a_year
from tests.rights.test_views import open_rights
from webapp.core import clock
from webapp.engagements.models import PaperState


def test_renewing_is_weighed_against_waiting(people: Callable[..., Person], world: World) -> None:
    a_year(world)
    open_rights(world)
    camille = people(world.lune)
    camille.open("/w/lune/rights/?on=2026-11-21")
    camille.follow("Renouveler ou attendre")
    camille.check("Renouveler ou attendre")
    camille.fill(Demandé_le="2026-11-21")
    camille.press("Comparer")
    camille.reads(
        "Attendre rapporte 917,37 € de plus d’ici le 14 mars 2027.",
        "Il manque 1 h à justifier : 3 AEM attendues.",
        "53,80 €",
        "5,40 € de moins",
        "Prend tout le travail fait, 610 h, comme si les 3 AEM attendues étaient arrivées.",
        "Seul France Travail fait foi.",
    )
    camille.page.locator("summary", has_text="Allocation si vous renouvelez").click()
    camille.reads("31,42 €", "9,60 €", "12,78 €")
    camille.check("Renouveler ou attendre")
    camille.reads("Je demande le réexamen anticipé de mes droits à l’annexe 8")
    portal = camille.page.get_by_role("link", name="Demander le réexamen dans mon espace")
    assert (portal.get_attribute("href") or "").startswith("https://www.francetravail.fr/")
    camille.follow("Voir les AEM attendues")
    camille.arrives_at("Papiers attendus")
    camille.open("/w/lune/rights/renewal/?on=hier")
    camille.reads("n’est pas une date")
    camille.check("Renouveler ou attendre")


def test_a_right_that_may_be_renewed_today_says_so(people: Callable[..., Person], world: World) -> None:
    ponant = world.company(world.lune)
    for month in ("04", "06", "08"):
        days = (f"2026-{month}-01", f"2026-{month}-28")
        job(world, world.lune, *days, 180, employer=ponant, gross_cents=400_000, aem=PaperState.RECEIVED)
    camille = people(world.lune)
    camille.open("/w/lune/rights/renewal/")
    camille.check("Renouveler ou attendre")
    camille.reads("Aucun droit en cours")
    open_rights(world, aj_cents=4_400)
    camille.open("/w/lune/rights/renewal/?on=2026-11-21")
    camille.check("Renouveler ou attendre")
    camille.reads("Possible dès maintenant : 540 h justifiées sur 507 h.", "Renouveler rapporte")


def test_the_year_is_read_month_by_month_and_taken_away(people: Callable[..., Person], world: World) -> None:
    camille = people(world.lune)
    camille.open("/w/lune/rights/year/?year=2026")
    camille.check("Année 2026")
    camille.reads("Rien en 2026")
    a_year(world)
    open_rights(world, fct_on=date(2026, 3, 14))
    earned(world, world.lune, ARE, "2026-06", 165_760, days=28)
    camille.open("/w/lune/rights/")
    camille.follow("Année")
    camille.check(f"Année {clock.today().year}")
    camille.open("/w/lune/rights/year/?year=2026")
    camille.check("Année 2026")
    camille.reads("20 281,36 €", "1 657,60 € reçu", "estimé", "pas de droit", "Seul France Travail fait foi.")
    camille.page.get_by_role("img", name="Revenus nets par mois en 2026").wait_for()
    for kind, start in (("Excel", b"PK"), ("CSV", "\ufeffMois;".encode())):
        address = camille.page.get_by_role("link", name=kind).get_attribute("href")
        answer = camille.context.request.get(f"{camille.base_url}{address}")
        assert answer.body().startswith(start)
    camille.follow("Version à imprimer")
    camille.sees("Retour à l’année")
    camille.check("Année 2026")
    camille.follow("Retour à l’année")
    camille.follow("Année 2025")
    camille.check("Année 2025")
    camille.open("/w/lune/rights/year/?year=hier")
    camille.reads("n’est pas une année que Raccord connaît.")
    camille.check()
    stranger = people(world.soleil)
    stranger.open("/w/soleil/rights/year/?year=2026")
    stranger.reads("Rien en 2026")
