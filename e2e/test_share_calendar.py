"""The crew and the days of a link, and its dates followed from another calendar, without an account."""

from collections.abc import Callable
from datetime import timedelta

from icalendar import Calendar

from e2e.person import Person
from tests.make import World
from webapp.core import clock


def test_a_producer_reads_the_crew_and_follows_the_dates(people: Callable[..., Person], world: World) -> None:
    marees, today = world.production(world.lune), clock.today()
    for after in range(-2, 10):
        world.day(world.lune, marees, today + timedelta(days=after))
    world.crew(world.lune, marees, notes="Rappeler sa mère")
    grants = ("planning", "planning.times", "crew", "crew.names", "calendar")
    token, _share = world.share(world.lune, marees, grants=grants)

    marc = people()
    marc.open(f"/s/{token}")
    marc.check("Les Marées")
    marc.reads("Aujourd’hui", "J3", "Nadia Belkacem", "Régisseuse générale", "10 dates à venir")
    for private in ("12 34 56 78", "612345678", "Rappeler"):
        marc.sees_no(private)
    marc.page.locator("summary").filter(has_text="jours ensuite").click()
    marc.page.locator("summary").filter(has_text="2 jours passés").click()
    marc.check()
    marc.reads("J1,", "J12,")

    address = marc.page.get_by_role("link", name="Ouvrir l’adresse").get_attribute("href")
    follow = marc.page.get_by_role("link", name="Suivre dans mon agenda").get_attribute("href")
    assert follow and address and follow == address.replace("http:", "webcal:")
    answer = marc.page.request.get(address)
    events = Calendar.from_ical(answer.text()).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [f"Les Marées, J{rank}" for rank in range(1, 13)]
    assert {type(event["DTSTART"].dt) for event in events} == {type(today)}, "hours were not granted here"
