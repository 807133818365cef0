"""A feature's week and a tour's half-days, from the first date to the difference between two versions."""

from collections.abc import Callable
from datetime import date, timedelta

from e2e.person import Person
from tests.make import World
from webapp.core import clock
from webapp.productions.models import ShowKind

SCRIPT = """41; INT JOUR; Criée, halle aux poissons; Maud découvre la vente.; 1 4/8; 2:30; 1, 3
42; INT JOUR; Criée, bureau vitré; Erwan propose de racheter.; 1 2/8; 2:10; 1, 2
52; EXT NUIT; Maison du père, cour; Solène s’enfuit.; 4/8; 0:50; 4"""


def monday() -> date:
    """The week one is in, so that its days are open on the page."""
    today = clock.today()
    return today - timedelta(days=today.weekday())


def test_a_week_of_a_feature_is_planned_published_and_compared(
    people: Callable[..., Person], world: World
) -> None:
    start = monday()
    tides = world.production(world.lune)
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{tides.public_id}")
    camille.follow("Planning")
    camille.reads("Pas encore de journée")
    camille.check("Les Marées")
    camille.page.get_by_role("link", name="Ajouter des journées").locator("visible=true").last.click()
    camille.check("Ajouter des journées")
    camille.fill(Du=start.isoformat(), Au=(start + timedelta(days=6)).isoformat(), Sauf_ces_dates="hier")
    camille.fill(Lieu="Criée de Saint-Malo", Convocation="07:15", PAT="08:00", Fin="18:00")
    camille.press("Ajouter les journées")
    camille.reads("« hier » n’est pas une date")
    camille.fill(Sauf_ces_dates="")
    camille.press("Ajouter les journées")
    camille.arrives_at("Les Marées")
    camille.reads("Cette semaine", "Criée de Saint-Malo, 7h15 à 18h00, PAT 8h00", "J5")
    camille.check("Les Marées")

    camille.follow("Séquences")
    camille.reads("Pas encore de séquence")
    camille.follow("Coller des séquences")
    camille.fill(Séquences=SCRIPT.replace("4/8; 0:50", "9/4; 0:50"))
    camille.press("Vérifier")
    camille.reads("1 ligne à corriger", "« 9/4 » n’est pas un nombre de pages")
    camille.check("Coller des séquences")
    camille.fill(Séquences=SCRIPT)
    camille.press("Ajouter les séquences")
    camille.reads("3 séquences", "3 2/8 pages", "3 à placer")
    camille.check("Les Marées")

    camille.follow("Jours")
    camille.open(f"/w/lune/productions/{tides.public_id}/planning/?all=1")
    camille.page.locator(".jrow .rowlink").first.click()
    camille.reads("Rien sur cette journée")
    day_one = camille.page.url.removeprefix(camille.base_url)
    camille.follow("Placer des séquences")
    camille.check("Placer des séquences")
    camille.choose("41")
    camille.choose("42")
    camille.press("Placer sur cette journée")
    camille.reads("Déroulé", "2 6/8 pages, 4 min 40")
    camille.page.get_by_role("button", name="Monter : séquence 42").click()
    camille.page.locator(".strip .sq").first.get_by_text("42").wait_for()
    camille.page.locator("h1").wait_for()
    camille.check()
    camille.follow("Séquence ou ligne")
    camille.page.get_by_label("Ligne", exact=True).select_option(label="Coupure repas")
    camille.fill(Heure="12:30", Texte="cantine Ty Breizh")
    camille.press("Ajouter la ligne")
    camille.reads("12h30 Coupure repas, cantine Ty Breizh")

    camille.open(f"/w/lune/productions/{tides.public_id}/planning/versions/new")
    camille.check("Publier le planning")
    camille.press("Publier")
    camille.arrives_at("Version 1")
    camille.check("Version 1")

    camille.open(day_one)
    camille.follow("Déplacer ou échanger")
    camille.check("Déplacer la journée")
    camille.press("Échanger")
    camille.arrives_at("Les Marées")
    camille.sees("sont échangés.")
    camille.reads("changements depuis la version 1")
    camille.open(day_one)
    camille.press("Verrouiller")
    camille.reads("Verrouillée")
    camille.follow("Déplacer ou échanger")
    camille.press("Déplacer")
    camille.page.get_by_text("est verrouillé. Ouvrez son cadenas").wait_for()
    camille.open(f"/w/lune/productions/{tides.public_id}/planning/versions/")
    camille.check("Versions du planning")
    camille.press("Comparer")
    camille.reads("Par jour", "Date")
    camille.check("De la version 1 au brouillon")
    camille.open(f"/w/lune/productions/{tides.public_id}/planning/presence")
    camille.reads("Rôle 1", "Rôle 4", "1 séquence à placer")
    camille.check("Les Marées")
    stranger = people(world.soleil)
    assert stranger.context.request.get(f"{camille.base_url}{day_one}").status == 404


def test_a_tour_has_three_half_days_and_its_services(people: Callable[..., Person], world: World) -> None:
    wash = world.production(world.lune, "La Grande Lessive", kind=ShowKind.THEATRE)
    today = clock.today()
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{wash.public_id}/planning/")
    camille.follow("Une seule journée")
    camille.check("Ajouter une journée")
    camille.fill(Date=today.isoformat(), Lieu="Théâtre du Passe-Rive", Début_de_la_représentation="20:00")
    lines = camille.page.get_by_role("group")
    for number, half, kind, start, end in (
        (1, "Matin", "Montage plateau", "08:30", "12:30"),
        (2, "Soir", "Représentation", "20:00", ""),
    ):
        line = lines.filter(has_text=f"Ligne {number}")
        line.get_by_label("Moment").select_option(label=half)
        line.get_by_label("Service").select_option(label=kind)
        line.get_by_label("De", exact=True).fill(start)
        line.get_by_label("À", exact=True).fill(end)
    camille.press("Ajouter la journée")
    camille.reads("Montage plateau, 8h30 à 12h30", "Représentation, 20h00", "2 services de 4 h")
    camille.check()
    camille.follow("Planning")
    camille.reads("Théâtre du Passe-Rive", "Date 1 / 1", "Représentation, 20h00")
    camille.check("La Grande Lessive")
    camille.press("Compter en services de 3 h")
    camille.reads("services de 3 h")
    camille.page.get_by_role("row").filter(has_text="Représentation").locator("td").last.get_by_text(
        "3"
    ).wait_for()
