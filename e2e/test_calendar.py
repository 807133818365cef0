"""Three productions at once: the calendar by month, week and day, given to a telephone and fed by a file."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar

from e2e.person import Person
from tests.make import World
from webapp.core import clock
from webapp.engagements.models import State
from webapp.productions.models import ShowKind
from webapp.productions.planning.models import DayKind


def test_three_productions_are_seen_on_the_same_calendar(people: Callable[..., Person], world: World) -> None:
    monday = season(world)
    tuesday = monday + timedelta(days=1)
    camille = people(world.lune)
    camille.open("/w/lune/agenda")
    camille.check("Agenda")
    camille.follow("Semaine")
    camille.open(f"/w/lune/agenda/week/{week(monday)}")
    camille.check()
    camille.reads("Les Marées, J2", "La Grande Lessive, date 1 sur 1", "Deux productions")
    camille.page.get_by_role("link", name="Semaine suivante").click()
    camille.page.wait_for_url(f"**/agenda/week/{week(monday + timedelta(days=7))}")
    camille.check()
    camille.reads("Nuit blanche")

    camille.open(f"/w/lune/agenda/month/{tuesday:%Y-%m}?day={tuesday}")
    camille.check()
    camille.reads("La Grande Lessive")
    camille.page.locator("summary").filter(has_text="Filtrer").click()
    camille.follow("Les Marées")
    camille.page.wait_for_url(re.compile("production="))
    camille.check()
    camille.follow("Jour")
    camille.page.wait_for_url(re.compile(r"/agenda/day/.*production="))
    camille.open(f"/w/lune/agenda/day/{tuesday}")
    camille.check()
    camille.reads("Les Marées, J2", "PAT 8h00", "Criée de Saint-Malo")

    camille.open(f"/w/lune/agenda/year/{tuesday.year}")
    camille.check(str(tuesday.year))
    camille.open(f"/w/lune/agenda/month/{tuesday:%Y-%m}/print")
    camille.check()


def test_views_are_reached_by_the_keyboard(people: Callable[..., Person], world: World) -> None:
    season(world)
    camille = people(world.lune)
    camille.open(f"/w/lune/agenda/month/{clock.today():%Y-%m}")
    camille.page.get_by_role("link", name="Mois suivant").focus()
    camille.page.keyboard.press("Enter")
    camille.page.wait_for_url(lambda url: f"{clock.today():%Y-%m}" not in url)
    camille.page.get_by_role("link", name="Année", exact=True).focus()
    camille.page.keyboard.press("Enter")
    camille.page.wait_for_url("**/agenda/year/**")


def test_the_calendar_is_given_to_a_telephone_then_closed(
    people: Callable[..., Person], world: World
) -> None:
    season(world)
    camille = people(world.lune)
    camille.open("/w/lune/agenda/feeds")
    camille.check("S’abonner à l’agenda")
    camille.reads("Aucune adresse ouverte")
    for box in ("Engagements signés", "Options, et leurs jours de réponse", "Jours de production", "Tâches"):
        camille.choose(box)
    camille.press("Créer l’adresse")
    camille.reads("Choisissez au moins une chose à donner.")
    camille.check()
    camille.choose("Jours de production")
    camille.page.get_by_label("De quelle production").select_option(label="Les Marées")
    camille.press("Créer l’adresse")
    camille.reads("Elle s’affiche une seule fois.")
    camille.check()
    address = camille.page.locator(".secret").inner_text()
    webcal = camille.page.get_by_role("link", name="Ajouter à cet appareil").get_attribute("href")
    assert webcal == "webcal:" + address.partition(":")[2]

    telephone = people()
    answer = telephone.context.request.get(address)
    assert answer.status == 200
    titles = [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.body()).walk("VEVENT")]
    assert sorted(titles) == [f"Les Marées, J{n}" for n in range(1, 6)]
    etag = answer.headers["etag"]
    assert telephone.context.request.get(address, headers={"If-None-Match": etag}).status == 304

    camille.open("/w/lune/agenda/feeds")
    camille.reads("Raccord, Les Marées", "lue aujourd’hui")
    assert camille.page.locator(".secret").count() == 0
    camille.press("Fermer : Raccord, Les Marées")
    says_yes(camille, "Fermer cette adresse")
    camille.reads("Aucune adresse ouverte")
    assert telephone.context.request.get(address).status == 404


def test_a_planning_received_as_ics_is_looked_at_then_kept(
    people: Callable[..., Person], world: World, tmp_path: Path
) -> None:
    today = clock.today()
    camille = people(world.lune)
    camille.open("/w/lune/agenda/imports")
    camille.check("Agendas importés")
    camille.reads("Aucun agenda importé")
    send(camille, tmp_path, "Nom;Date")
    camille.reads("commence par BEGIN:VCALENDAR")
    camille.check("Agendas importés")
    send(camille, tmp_path, planning(today))
    camille.arrives_at("2 dates à ajouter")
    camille.check()
    camille.reads("Réunion de préparation", "Rien n’est encore ajouté")
    camille.press("Ajouter à l’agenda")
    camille.arrives_at("Agendas importés")
    camille.reads("Planning de Jonas", "2 dates")
    camille.check()

    camille.open(f"/w/lune/agenda/day/{today}")
    camille.page.locator("a.ag").filter(has_text="Réunion de préparation").click()
    camille.check("Réunion de préparation")
    camille.press("Masquer cette date")
    camille.reads("La journée")
    assert camille.page.locator("a.ag").filter(has_text="Réunion").count() == 0

    camille.open("/w/lune/agenda/imports")
    camille.follow("Planning de Jonas")
    camille.check("Planning de Jonas")
    camille.reads("Dates masquées")
    camille.press("Retirer cet agenda")
    says_yes(camille, "Retirer cet agenda")
    camille.reads("Aucun agenda importé")


def test_an_address_of_our_own_network_is_refused(people: Callable[..., Person], world: World) -> None:
    camille = people(world.lune)
    camille.open("/w/lune/agenda/imports")
    camille.page.get_by_label("Adresse de l’agenda").fill("http://169.254.169.254/latest/meta-data")
    camille.press("Voir les dates de l’agenda")
    camille.reads("Cette adresse n’est pas publique")
    camille.check("Agendas importés")


def says_yes(person: Person, verb: str) -> None:
    """To the question asked in place, or on a page of its own without script."""
    if person.has_scripts:
        person.page.locator("dialog[open] .btn.danger").click()
    else:
        person.press(verb)


def season(world: World) -> date:
    """Five days of a film from Monday, a play that evening, an option the week after; its Monday."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    film, play = (
        world.production(world.lune),
        world.production(world.lune, "La Grande Lessive", kind=ShowKind.THEATRE, hue=3),
    )
    short = world.production(world.lune, "Nuit blanche", kind=ShowKind.SHORT, hue=4)
    quay = world.spot(world.lune)
    for n in range(5):
        world.day(world.lune, film, monday + timedelta(days=n), place_id=quay.id)
    world.day(
        world.lune, play, monday + timedelta(days=1), kind=DayKind.SHOW,
        call_minute=840, ready_minute=1230, end_minute=1410,
    )  # fmt: skip
    world.engagement(
        world.lune, production_id=short.id, state=State.OPTION, option_rank=1,
        start_on=monday + timedelta(days=8), end_on=monday + timedelta(days=10),
    )  # fmt: skip
    return monday


def week(day: date) -> str:
    year, number, _weekday = day.isocalendar()
    return f"{year}-W{number:02d}"


def planning(today: date) -> str:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", "X-WR-CALNAME:Planning de Jonas",
        "BEGIN:VEVENT", "UID:1", f"DTSTART:{today:%Y%m%d}T090000", f"DTEND:{today:%Y%m%d}T103000",
        "SUMMARY:Réunion de préparation", "LOCATION:Saint-Malo", "END:VEVENT",
        "BEGIN:VEVENT", "UID:2", f"DTSTART;VALUE=DATE:{today:%Y%m%d}", "SUMMARY:Essais caméra", "END:VEVENT",
        "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(lines)


def send(person: Person, folder: Path, content: str) -> None:
    path = folder / "planning.ics"
    path.write_text(content)
    person.page.locator("input[type=file]").set_input_files(path)
    person.press("Voir les dates du fichier")
