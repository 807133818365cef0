import io
import re
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tests import papers
from tests.browse import Browser
from tests.make import Place, World
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.productions.crew.models import Department, Member
from webapp.productions.hours import queries
from webapp.productions.hours.models import HoursEntry, HoursWeek
from webapp.productions.models import Production

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)


class Set:
    """A feature at work from Monday to Friday, 7h15 to 18h00, with two of the image and an actress."""

    def __init__(self, world: World, place: Place) -> None:
        self.production: Production = world.production(place)
        self.id = self.production.public_id
        for n in range(5):
            world.day(place, self.production, MONDAY + timedelta(days=n), meal_minute=750)
        image = {"department": Department.CAMERA, "contract_job": "Cadreuse"}
        self.nina: Member = world.crew(place, self.production, "Nina Le Goff", **image)
        self.paul: Member = world.crew(place, self.production, "Paul Esteban", **image)
        self.lise: Member = world.crew(
            place, self.production, "Lise Aubertin", department=Department.CAST, contract_job="Comédienne"
        )

    def typed(self, member: Member, **values: str) -> dict[str, str]:
        return {f"{member.public_id}-{name}": value for name, value in values.items()}


@pytest.fixture(autouse=True)
def friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 20))


@pytest.fixture
def crew(world: World) -> Set:
    Set(world, world.soleil)
    return Set(world, world.lune)


def entries(world: World, on: date = MONDAY) -> dict[str, HoursEntry]:
    with world.inside(world.lune) as session:
        rows = session.execute(
            select(Member.public_id, HoursEntry)
            .join(HoursEntry, HoursEntry.member_id == Member.id)
            .where(HoursEntry.on == on)
        ).all()
        session.expunge_all()
    return dict(map(tuple, rows))


def note(browse: Browser, crew: Set, on: date = MONDAY, *, status: int = 303, **values: str):
    data = {"on": on.isoformat(), **values}
    return browse.post("hours.note", data, production=crew.id, status=status)


def form_of(page: str) -> dict[str, str]:
    """Every field as the page holds it, to be sent again."""
    sent = {}
    for tag in re.findall(r"<input [^>]+>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and not ('type="checkbox"' in tag and "checked" not in tag):
            sent[name[1]] = value[1] if value else ""
    return {name: value for name, value in sent.items() if name not in ("on", "once", "csrf_token")}


def test_without_people_the_week_says_where_they_come_from(browse: Browser, world: World):
    production = world.production(world.lune)
    page = browse.get("hours.week", production=production.public_id).text
    assert "Personne cette semaine" in page
    assert (
        "Ni l’équipe ni le planning"
        in browse.get("hours.day", production=production.public_id, on="2026-11-16").text
    )


def test_all_as_planned_takes_one_button(browse: Browser, world: World, crew: Set):
    page = browse.get("hours.day", production=crew.id, on=MONDAY.isoformat()).text
    assert "Prévu : convocation 7h15, fin 18h00, coupure 1 h." in page.replace("\u00a0", " ")
    done = browse.follow(note(browse, crew, **form_of(page), fill="planned")).text
    assert "3 personnes notées." in done.replace("\u00a0", " ")
    found = entries(world)
    assert len(found) == 3
    nina = found[crew.nina.public_id]
    assert (nina.call_minute, nina.start_minute, nina.end_minute, nina.break_minutes) == (435, 435, 1080, 60)


def test_then_an_exception_is_typed_and_the_others_stay(browse: Browser, world: World, crew: Set):
    note(browse, crew, fill="planned")
    page = browse.get("hours.day", production=crew.id, on=MONDAY.isoformat()).text
    sent = form_of(page) | crew.typed(
        crew.paul, end="18h40", pause="1h15", travel="30", notes="panne du groupe"
    )
    assert "1 personne notée." in browse.follow(note(browse, crew, **sent)).text.replace("\u00a0", " ")
    found = entries(world)
    paul = found[crew.paul.public_id]
    assert (paul.end_minute, paul.break_minutes, paul.travel_minutes) == (1120, 75, 30)
    assert paul.notes == "panne du groupe"
    assert found[crew.nina.public_id].end_minute == 1080


def test_one_end_for_a_department_leaves_the_others_alone(browse: Browser, world: World, crew: Set):
    note(browse, crew, fill="planned")
    sent = form_of(browse.get("hours.day", production=crew.id, on=MONDAY.isoformat()).text)
    note(browse, crew, **{**sent, "end_of-camera": "0h50", "fill": "end_of-camera"})
    found = entries(world)
    assert {found[one.public_id].end_minute for one in (crew.nina, crew.paul)} == {50}
    assert found[crew.lise.public_id].end_minute == 1080


def test_one_end_for_a_department_begins_the_day_of_who_was_not_noted(
    browse: Browser, world: World, crew: Set
):
    note(browse, crew, **{"end_of-camera": "19:00", "fill": "end_of-camera"})
    found = entries(world)
    assert set(found) == {crew.nina.public_id, crew.paul.public_id}
    assert found[crew.nina.public_id].start_minute == 435


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"start": "25h10", "end": "18h00"}, "les heures vont de 0h00 à 23h59"),
        ({"start": "7h15", "end": "7h15"}, "La fin est à la même heure que le début."),
        ({"start": "7h15", "end": "6h10"}, "22 h 55 de présence : vérifiez la fin."),
        ({"start": "7h15", "end": "18h00", "pause": "11h"}, "La coupure est plus longue que la présence."),
        ({"start": "7h15", "end": "18h00", "pause": "longue"}, "n’est pas une durée"),
        ({"end": "18h00"}, "Indiquez le début."),
        ({"start": "7h15", "absent": "y"}, "Absence ou heures : gardez l’un des deux."),
        ({"start": "7h15", "travel": "9999"}, "La durée dépasse 18 h."),
    ],
)
def test_a_slip_is_told_on_its_line_and_nothing_typed_is_lost(browse, world, crew, typed, said):
    sent = crew.typed(crew.nina, **typed) | crew.typed(crew.paul, start="8h00", end="17h30", notes="studio")
    page = note(browse, crew, **sent, status=422).text.replace("\u00a0", " ")
    assert said in page
    assert "Rien n’est encore enregistré." in page
    assert "Nina Le Goff, " in page
    assert 'value="studio"' in page and 'value="17h30"' in page
    assert entries(world) == {}


def test_a_bad_end_for_all_is_told(browse: Browser, world: World, crew: Set):
    page = note(browse, crew, **{"end_of-camera": "tard", "fill": "end_of-camera"}, status=422).text
    assert "n’est pas une heure" in page and 'value="tard"' in page
    assert entries(world) == {}


def test_an_absence_and_a_day_under_way_are_noted(browse: Browser, world: World, crew: Set):
    note(
        browse,
        crew,
        **crew.typed(crew.nina, absent="y", notes="malade"),
        **crew.typed(crew.paul, start="7h15"),
    )
    found = entries(world)
    assert found[crew.nina.public_id].is_absent and found[crew.nina.public_id].notes == "malade"
    assert found[crew.paul.public_id].end_minute is None
    page = browse.get("hours.week", production=crew.id, week=MONDAY.isoformat()).text
    assert "4 jours à noter" in page.replace("\u00a0", " ")  # Paul's Monday has no end; Friday is today


def test_an_emptied_line_takes_the_note_away(browse: Browser, world: World, crew: Set):
    note(browse, crew, fill="planned")
    sent = form_of(browse.get("hours.day", production=crew.id, on=MONDAY.isoformat()).text)
    note(browse, crew, **sent | crew.typed(crew.nina, call="", start="", end="", pause="", travel=""))
    assert set(entries(world)) == {crew.paul.public_id, crew.lise.public_id}


def test_a_page_opened_before_another_noted_overwrites_nothing(browse: Browser, world: World, crew: Set):
    stale = form_of(browse.get("hours.day", production=crew.id, on=MONDAY.isoformat()).text)
    note(browse, crew, **crew.typed(crew.nina, start="7h00", end="19h00"))
    note(browse, crew, **stale | crew.typed(crew.paul, start="8h00", end="18h00"))
    found = entries(world)
    assert found[crew.nina.public_id].start_minute == 420  # untouched on the stale page: kept
    assert found[crew.paul.public_id].start_minute == 480
    page = note(browse, crew, **stale | crew.typed(crew.nina, start="9h00", end="18h00"), status=422).text
    assert "Des heures ont été notées entre-temps." in page
    assert "Noté entre-temps : 7h00 à 19h00." in page.replace("\u00a0", " ")
    again = form_of(page)
    note(browse, crew, **again)
    assert entries(world)[crew.nina.public_id].start_minute == 540


def test_a_day_is_emptied_once_asked(browse: Browser, world: World, crew: Set):
    note(browse, crew, fill="planned")
    there = {"on": MONDAY.isoformat()}
    assert (
        "Effacer les heures du lundi 16 novembre"
        in browse.post("hours.clear", there, production=crew.id, status=422).text
    )
    assert len(entries(world)) == 3
    browse.post("hours.clear", {**there, "confirmed": "y"}, production=crew.id)
    assert entries(world) == {}


def test_the_week_adds_up_and_says_what_is_missing(browse: Browser, world: World, crew: Set):
    for on in (MONDAY, TUESDAY, WEDNESDAY):
        note(browse, crew, on, fill="planned")
    note(
        browse,
        crew,
        WEDNESDAY,
        **form_of(browse.get("hours.day", production=crew.id, on=WEDNESDAY.isoformat()).text)
        | crew.typed(crew.nina, end="0h50"),
    )
    page = browse.get("hours.week", production=crew.id).text.replace("\u00a0", " ")
    assert "Semaine du 16 au 22 nov." in page
    assert "À attester au plus tard le lundi 23 novembre" in page
    assert "36 h 05, 12 h 05 supp., 2 h 50 de nuit" in page
    assert "1 jour à noter" in page
    assert "3/3" in page and "0/3" in page


def test_short_rests_show_both_hours_and_the_rule(browse: Browser, world: World, crew: Set):
    """From the real end on Tuesday, planned otherwise; the actress rests twelve hours."""
    note(browse, crew, TUESDAY, **crew.typed(crew.paul, start="12h00", end="21h35", pause="60"))
    note(browse, crew, TUESDAY, **crew.typed(crew.lise, start="10h00", end="19h20"))
    page = browse.get("hours.week", production=crew.id).text.replace("\u00a0", " ")
    assert "2 repos courts" in page
    assert "Fin réelle 21h35, mardi 17 novembre. Convocation 7h15, mercredi 18 novembre." in page
    assert "9 h 40" in page and "11 h demandées" in page
    assert "11 h 55" in page and "12 h demandées" in page
    assert "L3131-1" in page
    one = browse.get("hours.person", production=crew.id, member=crew.paul.public_id).text
    assert "21h35" in one


def test_the_rest_after_sunday_is_told_in_both_weeks(browse: Browser, world: World, crew: Set):
    sunday = MONDAY + timedelta(days=6)
    for on in (sunday, sunday + timedelta(days=1)):
        world.day(world.lune, crew.production, on, end_minute=1260 if on == sunday else 1080)
    for monday in (MONDAY, MONDAY + timedelta(days=7)):
        page = browse.get("hours.week", production=crew.id, week=monday.isoformat()).text.replace(
            "\u00a0", " "
        )
        assert "3 repos courts" in page
        assert "Fin prévue 21h00, dimanche 22 novembre. Convocation 7h15, lundi 23 novembre." in page


def test_a_person_is_seen_over_the_weeks(browse: Browser, world: World, crew: Set):
    world.day(world.lune, crew.production, MONDAY - timedelta(days=3))
    note(browse, crew, MONDAY - timedelta(days=3), **crew.typed(crew.nina, start="8h00", end="20h00"))
    note(browse, crew, fill="planned")
    page = browse.get("hours.person", production=crew.id, member=crew.nina.public_id).text.replace(
        "\u00a0", " "
    )
    assert page.index("16 au 22 nov.") < page.index("9 au 15 nov.")
    assert "59 h 15" in page  # of rest, from Friday 20h00 to Monday 7h15
    assert "12 h" in page and "4 h" in page


def test_each_production_has_its_own_rule(browse: Browser, world: World, crew: Set):
    note(browse, crew, fill="planned")
    browse.post(
        "hours.set_rule",
        {"day_minutes": "7", "night_start": "17:00", "night_end": "06:00"},
        production=crew.id,
    )
    page = browse.get("hours.week", production=crew.id).text.replace("\u00a0", " ")
    assert "9 h 45, 2 h 45 supp., 1 h de nuit" in page
    assert "au-delà de 7 h par jour. Nuit : de 17h00 à 6h00" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"day_minutes": "", "night_start": "22:00", "night_end": "06:00"},
            "Indiquez les heures d’une journée.",
        ),
        (
            {"day_minutes": "30", "night_start": "22:00", "night_end": "06:00"},
            "Une journée a de 1 à 18 heures.",
        ),
        (
            {"day_minutes": "8", "night_start": "22:00", "night_end": "22:00"},
            "commence et finit à la même heure",
        ),
    ],
)
def test_a_rule_that_cannot_be_is_refused(browse, crew, typed, said):
    assert said in browse.post("hours.set_rule", typed, production=crew.id, status=422).text


ATTESTED = {
    "attested_by": "Sophie Ansel",
    "attested_job": "directrice de production",
    "attested_on": "2026-11-20",
}


def attest(browse: Browser, crew: Set, status: int = 303, **values: str):
    data = {**ATTESTED, "week": MONDAY.isoformat(), **values}
    return browse.post("hours.attest", data, production=crew.id, status=status)


def test_an_attested_week_is_frozen(browse: Browser, world: World, crew: Set):
    note(browse, crew, fill="planned")
    assert "9 journées prévues ne sont pas notées" in browse.get(
        "hours.attestation", production=crew.id, week=MONDAY.isoformat()
    ).text.replace("\u00a0", " ")
    page = browse.follow(attest(browse, crew)).text.replace("\u00a0", " ")
    assert "Attestée par Sophie Ansel, directrice de production le 20 nov. 2026, version 1." in page
    refused = note(browse, crew, TUESDAY, **crew.typed(crew.nina, start="7h15", end="18h00"), status=422).text
    assert "Cette semaine est attestée depuis le 20 nov." in refused.replace("\u00a0", " ")
    assert entries(world, TUESDAY) == {}
    browse.post("hours.clear", {"on": MONDAY.isoformat(), "confirmed": "y"}, production=crew.id, status=422)
    assert len(entries(world)) == 3
    attest(browse, crew, status=422)


def test_a_correction_has_a_reason_and_makes_a_new_version(browse: Browser, world: World, crew: Set):
    note(browse, crew, fill="planned")
    attest(browse, crew)
    there = {"week": MONDAY.isoformat()}
    assert "Indiquez pourquoi" in browse.post("hours.correct", there, production=crew.id, status=422).text
    browse.post("hours.correct", {**there, "reason": "Fin de Nina oubliée"}, production=crew.id)
    page = browse.get("hours.week", production=crew.id, **there).text.replace("\u00a0", " ")
    assert "Correction ouverte, version 2 : Fin de Nina oubliée" in page
    sent = form_of(browse.get("hours.day", production=crew.id, on=MONDAY.isoformat()).text)
    note(browse, crew, **sent | crew.typed(crew.nina, end="19h00"))
    attest(browse, crew)
    with world.inside(world.lune) as session:
        versions = session.scalars(select(HoursWeek).order_by(HoursWeek.version)).all()
        assert [one.version for one in versions] == [1, 2]
        ends = [
            {person["name"]: person["days"][0]["end"] for person in one.frozen["people"]}["Nina Le Goff"]
            for one in versions
        ]
    assert ends == [1080, 1140]
    page = browse.get("hours.week", production=crew.id, **there).text
    assert "Versions attestées" in page
    first = browse.get("hours.export", production=crew.id, **there, version="1").data
    assert "18h00" in papers.text_of(first) and "19h00" not in papers.text_of(first)


def test_an_attested_week_keeps_the_rule_it_was_counted_by(browse: Browser, crew: Set):
    note(browse, crew, fill="planned")
    attest(browse, crew)
    browse.post(
        "hours.set_rule",
        {"day_minutes": "7", "night_start": "22:00", "night_end": "06:00"},
        production=crew.id,
    )
    page = browse.get("hours.week", production=crew.id).text.replace("\u00a0", " ")
    assert "9 h 45, 1 h 45 supp." in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"attested_by": ""}, "Indiquez qui atteste."),
        ({"attested_on": "2026-11-30"}, "Cette date n’est pas encore arrivée."),
        ({"attested_on": "2026-11-13"}, "ce jour est avant."),
    ],
)
def test_who_attests_and_when_are_asked(browse, crew, values, said):
    note(browse, crew, fill="planned")
    assert said in attest(browse, crew, status=422, **values).text


def test_a_week_without_hours_is_not_attested(browse: Browser, crew: Set):
    assert "il n’y a rien à attester" in attest(browse, crew, status=422).text


def test_the_pdf_of_the_week_is_read_aloud_and_signed(browse: Browser, crew: Set):
    note(browse, crew, fill="planned")
    sent = form_of(browse.get("hours.day", production=crew.id, on=MONDAY.isoformat()).text)
    note(browse, crew, **sent | crew.typed(crew.nina, end="23h30", notes="#panic() *x*"))
    answer = browse.get("hours.export", production=crew.id, week=MONDAY.isoformat(), format="pdf", notes="y")
    assert answer.mimetype == "application/pdf"
    paper, text = papers.check(answer.data), papers.text_of(answer.data)
    assert (2, "Image") in paper.headings and (2, "Comédiens") in paper.headings
    for said in (
        "Pas encore attestée",
        "Signature",
        "7h15–23h30",
        "15 h 15",
        "nuit 1 h 30",
        "#panic() *x*",
        "article 29",
    ):
        assert said in text.replace("\u00a0", " "), said
    attest(browse, crew)
    answer = browse.get("hours.export", production=crew.id, week=MONDAY.isoformat())
    assert "attestée par Sophie Ansel, directrice de production" in papers.text_of(answer.data)


def test_the_workbook_has_a_line_a_day_and_runs_nothing(browse: Browser, crew: Set):
    note(browse, crew, fill="planned")
    sent = form_of(browse.get("hours.day", production=crew.id, on=MONDAY.isoformat()).text)
    note(browse, crew, **sent | crew.typed(crew.nina, notes="=HYPERLINK(1)"))
    answer = browse.get("hours.export", production=crew.id, week=MONDAY.isoformat(), format="xlsx", notes="y")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    titles, *lines = list(sheet.iter_rows(values_only=True))
    assert titles[:4] == ("Personne", "Emploi", "Département", "Jour")
    nina = dict(zip(titles, next(line for line in lines if line[0] == "Nina Le Goff"), strict=True))
    assert nina["Jour"].date() == MONDAY
    assert (nina["Début"], nina["Fin"], nina["Coupure (min)"]) == ("7h15", "18h00", 60)
    assert (nina["Travaillées (h)"], nina["Supplémentaires (h)"]) == (9.75, 1.75)
    assert nina["Note"] == "'=HYPERLINK(1)"
    assert len(lines) == 3


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_notes_leave_only_in_the_files_that_say_so(browse: Browser, crew: Set, form: str):
    there = {"production": crew.id, "week": MONDAY.isoformat()}
    note(browse, crew, **crew.typed(crew.paul, start="7h15", end="18h00"))
    assert "Fichiers avec les notes" not in browse.get("hours.week", **there).text
    note(browse, crew, **crew.typed(crew.nina, absent="y", notes="malade"))
    attest(browse, crew)
    assert "format=pdf&amp;notes=y" in browse.get("hours.week", **there).text

    def words(**chosen: str) -> str:
        content = browse.get("hours.export", format=form, **there, **chosen).data
        if form == "pdf":
            return papers.text_of(content)
        return str(list(load_workbook(io.BytesIO(content)).active.values))

    assert "Nina" in words() and "malade" not in words()
    assert "malade" in words(notes="y")


def test_real_ends_are_those_worked_that_day(browse: Browser, world: World, crew: Set):
    note(
        browse,
        crew,
        **crew.typed(crew.nina, start="7h15", end="19h00"),
        **crew.typed(crew.paul, start="7h15"),
    )
    with world.inside(world.lune):
        found = queries.real_ends(crew.production.id, MONDAY)
    assert set(found) == {crew.nina.public_id}
    presence = found[crew.nina.public_id]
    assert (presence.call_minute, presence.end_minute, presence.is_worked) == (435, 1140, True)
    with world.inside(world.soleil):
        assert queries.real_ends(crew.production.id, MONDAY) == {}


def test_a_bad_day_or_kind_is_not_there(browse: Browser, crew: Set):
    browse.get("hours.day", production=crew.id, on="hier", status=404)
    browse.get("hours.attestation", production=crew.id, week="", status=404)
    browse.get("hours.export", production=crew.id, week=MONDAY.isoformat(), format="doc", status=404)
    browse.get("hours.export", production=crew.id, week=MONDAY.isoformat(), version=7, status=404)
    browse.get("hours.week", production=crew.id, week="hier", status=404)
    browse.post("hours.note", {"fill": "planned"}, production=crew.id, status=404)
    assert "Heures du vendredi 20 novembre" in browse.get("hours.day", production=crew.id).text


def test_a_viewer_reads_and_writes_nothing(world: World, crew: Set):
    viewer = Browser(world.app, world.member(world.lune, "vue@exemple.fr", Role.VIEWER))
    assert "Faire attester" not in viewer.get("hours.week", production=crew.id).text
    viewer.get("hours.day", production=crew.id, on=MONDAY.isoformat())
    note(viewer, crew, fill="planned", status=403)
    assert entries(world) == {}


def test_another_workspace_finds_nothing(other: Browser, browse: Browser, world: World, crew: Set):
    other.get("hours.week", production=crew.id, status=404)
    other.get("hours.day", production=crew.id, on=MONDAY.isoformat(), status=404)
    other.get("hours.person", production=crew.id, member=crew.nina.public_id, status=404)
    other.post("hours.note", {"on": MONDAY.isoformat(), "fill": "planned"}, production=crew.id, status=404)
    other.post("hours.set_rule", production=crew.id, status=404)
    assert entries(world) == {}


def test_pages_of_sixty_people_ask_four_times(
    browse: Browser, world: World, crew: Set, statements: list[str]
):
    for n in range(57):
        world.crew(
            world.lune, crew.production, f"Personne {n}", department=Department.GRIP, contract_job="Machino"
        )
    for on in (MONDAY, TUESDAY):
        note(browse, crew, on, fill="planned")
    for name, values in (
        ("week", {}),
        ("day", {"on": MONDAY.isoformat()}),
        ("person", {"member": crew.nina.public_id}),
        ("rule", {}),
    ):
        statements.clear()
        assert browse.client.get(browse.url(f"hours.{name}", production=crew.id, **values)).status_code == 200
        assert len(statements) <= 4, "\n\n".join([name, *statements])
