import re
from datetime import date
from urllib.parse import quote

import pytest

from tests.browse import Browser
from tests.engagements.make import CACHETS, added
from tests.make import World
from tests.rights.declaration.make import at, declare, seen_on
from webapp.domain.permissions import Role
from webapp.engagements.models import PaperState, State
from webapp.engagements.papers.actions import PayTerms, update_period
from webapp.engagements.queries import periods_of

OPEN, LATE = "2026-11-29", "2026-12-20"


def seen(page) -> str:
    """What is read on a page, spaces of any width as one."""
    text = re.sub(r"<(script|style|template).*?</\1>", "", page.text, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def copies(peek) -> list:
    return peek("SELECT month_on, lines, situations, cancelled_at IS NULL FROM declarations ORDER BY id")


def correct_hours(world: World, job, hours: int, cents: int) -> None:
    with world.inside(world.lune):
        (period,) = periods_of(job)
        terms = PayTerms(period.start_on, period.end_on, minutes=hours * 60, gross_cents=cents)
        update_period(job, period, terms)


def test_the_month_is_ready_to_copy_field_by_field(browse: Browser, world: World):
    with at(OPEN):
        added(world, world.lune)
        added(world, world.lune, world.company(world.lune, "Cie du Contretemps"), lines=(CACHETS,))
        added(world, world.soleil, world.company(world.soleil, "Ailleurs"))
        page = browse.get("declaration.index")
    text = seen(page)
    assert "Déclaration, novembre 2026" in text
    assert "Ouverte depuis le 28 nov., jusqu’au 15 déc. Encore 16 jours." in text
    assert "2 contrats à recopier 40 h , 2 cachets , 1 220,00 € brut" in text
    for value in ("FILMS DU PONANT", "02/11/2026", "06/11/2026", "40", "860,00", "360,00", "2"):
        assert f'data-copy="{value}"' in page.text
    assert 'aria-label="Copier : Heures, Films du Ponant"' in page.text.replace("\u00a0", " ")
    assert "Ailleurs" not in text
    assert "Seul France Travail fait foi." in text


def test_a_contract_still_running_says_so(browse: Browser, world: World):
    with at("2026-11-28"):
        added(world, world.lune, start_on=date(2026, 11, 23), end_on=date(2026, 12, 4))
        text = seen(browse.get("declaration.index"))
    assert "Estimé, contrat en cours" in text
    assert "Contrat du 23 nov. au 4 déc." in text


def test_a_copy_is_kept_with_its_lines_its_situations_and_who_kept_it(browse: Browser, world: World, peek):
    with at(OPEN):
        job = added(world, world.lune)
        page = browse.follow(
            declare(browse, "2026-11", training="y", self_employed="y", self_employed_cents="120")
        )
    text = seen(page)
    assert "Copie gardée." in text
    assert "Copie du 29 nov. à 11 h 00, non modifiable" in text
    assert "Aucun écart entre cette copie et vos contrats d’aujourd’hui." in text
    ((month_on, lines, situations, stands),) = copies(peek)
    assert month_on == date(2026, 11, 1)
    assert [(line["contract"], line["minutes"], line["gross_cents"]) for line in lines] == [
        (job.public_id, 2400, 86_000)
    ]
    assert situations == {"ticked": ["training", "self_employed"], "self_employed_cents": 12_000}
    assert stands
    assert peek("SELECT declared_by, workspace_id FROM declarations") == [
        (world.lune.account_id, world.lune.id)
    ]


def test_the_same_form_sent_twice_keeps_one_copy(browse: Browser, world: World, peek):
    with at(OPEN):
        added(world, world.lune)
        sent = {"seen": seen_on(browse.get("declaration.show", month="2026-11")), "once": "x" * 20}
        for _again in range(2):
            browse.post("declaration.declare", sent, month="2026-11")
    assert len(copies(peek)) == 1


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"none": "y"}, "« Aucune activité » est coché, et le mois a des contrats."),
        ({"none": "y", "self_employed": "y", "self_employed_cents": "3"}, "le mois a des contrats"),
        ({"self_employed": "y"}, "indiquez ce que vous avez encaissé ce mois-ci, 0 si rien."),
        ({"self_employed_cents": "12"}, "cochez-la, ou effacez le montant."),
        ({"self_employed": "y", "self_employed_cents": "12,5O"}, "« 12,5O » n’est pas un montant."),
        ({"self_employed": "y", "self_employed_cents": "-3"}, "Le montant ne peut pas être négatif."),
    ],
)
def test_what_contradicts_itself_is_refused_and_nothing_typed_is_lost(
    browse: Browser, world: World, peek, values, why
):
    with at(OPEN):
        added(world, world.lune)
        page = declare(browse, "2026-11", status=422, sick="y", **values)
    assert why in seen(page)
    assert re.search(r'name="sick" value="y" checked', page.text)
    for name, value in values.items():
        assert re.search(
            rf'name="{name}" value="{value}" checked|name="{name}"[^>]* value="{re.escape(value)}"|value="{re.escape(value)}"',
            page.text,
        )
    assert copies(peek) == []


def test_a_month_without_a_contract_says_what_to_do_and_begins_with_no_activity(
    browse: Browser, world: World, peek
):
    with at(OPEN):
        added(world, world.soleil)
        page = browse.get("declaration.index")
        assert "Aucun contrat ce mois-ci" in seen(page)
        assert re.search(r'name="none" value="y" checked', page.text)
        assert "cochez « Aucune activité », ou ce qui l’a occupé." in seen(
            declare(browse, "2026-11", status=422)
        )
        declare(browse, "2026-11", none="y")
    assert copies(peek)[0][2]["ticked"] == ["none"]


@pytest.mark.parametrize(("day", "month"), [("2026-11-27", "2026-11"), (OPEN, "2026-12"), (OPEN, "2027-11")])
def test_a_month_is_not_declared_before_its_window_opens(browse: Browser, world: World, peek, day, month):
    with at(day):
        added(world, world.lune)
        page = browse.get("declaration.show", month=month)
        assert "garder une copie" not in page.text
        answer = browse.post(
            "declaration.declare", {"seen": seen_on(page), "sick": "y"}, month=month, status=422
        )
    assert "elle ne peut pas encore être faite." in seen(answer)
    assert re.search(r'name="sick" value="y" checked', answer.text)
    assert copies(peek) == []


def test_the_first_and_the_last_day_of_the_window_are_in_it(browse: Browser, world: World):
    added(world, world.lune)
    with at("2026-11-28", hour=0):
        declare(browse, "2026-11")
    with at("2026-12-15", hour=22):  # 23 h in Paris
        text = seen(browse.get("declaration.show", month="2026-11"))
        assert "Dernier jour." in text
    with at("2026-12-15", hour=23):  # the next day in Paris
        text = seen(browse.get("declaration.show", month="2026-11"))
        assert "Ouverte du 28 nov. au 15 déc." in text


def test_a_past_month_is_noted_late_with_a_notice(browse: Browser, world: World, peek):
    with at(LATE):
        added(world, world.lune)
        assert "La fenêtre de ce mois est fermée." in seen(browse.get("declaration.show", month="2026-11"))
        declare(browse, "2026-11")
    assert len(copies(peek)) == 1


def test_lines_that_changed_since_the_page_was_opened_are_read_again(browse: Browser, world: World, peek):
    with at(OPEN):
        job = added(world, world.lune)
        before = seen_on(browse.get("declaration.show", month="2026-11"))
        correct_hours(world, job, 48, 103_200)
        page = browse.post("declaration.declare", {"seen": before}, month="2026-11", status=422)
        assert "Les lignes ont changé depuis l’ouverture de la page." in seen(page)
        assert copies(peek) == []
        browse.post("declaration.declare", {"seen": seen_on(page)}, month="2026-11")
    assert copies(peek)[0][1][0]["minutes"] == 48 * 60


@pytest.mark.parametrize(
    ("day", "todo"), [("2026-12-10", "À corriger avant le 15 déc."), (LATE, "À signaler")]
)
def test_papers_that_come_later_show_what_they_change(browse: Browser, world: World, day, todo):
    with at(OPEN):
        job = added(world, world.lune)
        declare(browse, "2026-11")
    with at(day):
        correct_hours(world, job, 48, 103_200)
        text = seen(browse.get("declaration.show", month="2026-11"))
    assert f"2 écarts depuis {todo}" in text
    assert "Films du Ponant, heures 40 h 48 h Plus de travail, donc plus de jours non indemnisables" in text
    assert "Films du Ponant, salaire brut 860,00 € 1 032,00 € Plus de brut" in text
    told = "- Films du Ponant, heures : 48 h au lieu de 40 h"
    assert (told in text) is (day == LATE), "reported only once it can no longer be corrected"


def test_a_contract_added_later_is_missing_from_the_copy(browse: Browser, world: World):
    with at(OPEN):
        added(world, world.lune)
        declare(browse, "2026-11")
        added(world, world.lune, world.company(world.lune, "Brique Rouge"))
        text = seen(browse.get("declaration.index"))
    assert "1 écart depuis" in text
    assert "Brique Rouge, contrat non déclaré" in text
    assert "exclues des 507 h" in text
    assert "Le nouveau chiffre est encore estimé." in text


def test_declaring_again_makes_a_new_copy_and_keeps_the_older_one(browse: Browser, world: World, peek):
    with at(OPEN):
        job = added(world, world.lune)
        declare(browse, "2026-11", sick="y")
        correct_hours(world, job, 48, 103_200)
    with at("2026-11-30"):
        page = browse.get("declaration.show", month="2026-11")
        assert "J’ai corrigé, garder une copie" in page.text
        assert re.search(r'name="sick" value="y" checked', page.text), "what was said last is there again"
        text = seen(browse.follow(declare(browse, "2026-11", sick="y")))
    assert "Aucun écart" in text
    assert "Copies précédentes" in text
    assert [lines[0]["minutes"] for _month, lines, *_rest in copies(peek)] == [40 * 60, 48 * 60]


def test_a_copy_made_by_mistake_is_cancelled_after_asking(browse: Browser, world: World, peek):
    with at(OPEN):
        added(world, world.lune)
        page = browse.follow(declare(browse, "2026-11"))
        copy_id = re.search(r"/copies/(\w{12})/cancellation", page.text)[1]
        asked = browse.post("declaration.cancel_copy", month="2026-11", copy_id=copy_id, status=422)
        assert "Retirer cette copie ?" in seen(asked).replace("\u00a0", " ")
        assert copies(peek)[0][3], "nothing happened yet"
        browse.post("declaration.cancel_copy", {"confirmed": "y"}, month="2026-11", copy_id=copy_id)
        text = seen(browse.get("declaration.show", month="2026-11"))
        assert "À faire jusqu’au 15 déc." in text
        assert not copies(peek)[0][3], "kept all the same"
        browse.post(
            "declaration.cancel_copy", {"confirmed": "y"}, month="2026-11", copy_id=copy_id, status=404
        )


def test_the_copy_of_another_month_or_workspace_is_not_here(browse: Browser, other: Browser, world: World):
    with at(OPEN):
        added(world, world.soleil)
        page = other.follow(declare(other, "2026-11"))
        copy_id = re.search(r"/copies/(\w{12})/cancellation", page.text)[1]
        for one, month in ((browse, "2026-11"), (other, "2026-10")):
            one.post("declaration.cancel_copy", {"confirmed": "y"}, month=month, copy_id=copy_id, status=404)
        assert "Copie du" not in seen(browse.get("declaration.show", month="2026-11"))


def test_the_last_twelve_months_say_how_they_stand(browse: Browser, world: World):
    with at("2026-11-28"):
        job = added(world, world.lune, start_on=date(2026, 10, 5), end_on=date(2026, 10, 9))
        added(world, world.lune, start_on=date(2025, 12, 1), end_on=date(2025, 12, 5))
        declare(browse, "2026-10")
    with at(OPEN):
        correct_hours(world, job, 48, 86_000)
        text = seen(browse.get("declaration.index"))
    months = text[text.index("Douze derniers mois") :]
    assert (
        "Novembre 2026 À faire jusqu’au 15 déc. Octobre 2026 Déclaré le 28 nov. 1 écart Septembre 2026 Non noté comme déclaré"
        in months
    )
    assert "Décembre 2025" in months
    assert "Novembre 2025" not in months


def test_months_before_anything_was_noted_are_not_said_to_be_missing(browse: Browser, world: World):
    added(world, world.lune, start_on=date(2026, 10, 5), end_on=date(2026, 10, 9))
    with at("2026-11-28"):
        text = seen(browse.get("declaration.index"))
    months = text[text.index("Douze derniers mois") :]
    assert "Octobre 2026 Non noté comme déclaré" in months
    assert "Septembre 2026" not in months


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "26-11", "2020-12", "2100-01", "novembre", "2026-1"])
def test_a_month_that_does_not_exist_is_404(browse: Browser, month):
    browse.get("declaration.show", month=month, status=404)


def test_the_lines_go_out_as_a_file(browse: Browser, other: Browser, world: World):
    added(world, world.lune, aem=PaperState.RECEIVED)
    answer = browse.get("declaration.export", month="2026-11")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="declaration-2026-11.csv"'
    assert "FILMS DU PONANT;02/11/2026;06/11/2026;40;;860,00;certains" in answer.text
    assert "PONANT" not in other.get("declaration.export", month="2026-11").text


def test_who_only_reads_sees_the_month_and_cannot_keep_a_copy(app, browse: Browser, world: World):
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    with at(OPEN):
        added(world, world.lune)
        declare(browse, "2026-11")
        page = viewer.get("declaration.show", month="2026-11")
        assert "gardée par un autre membre" in seen(page)
        assert "Retirer cette copie" not in page.text
        assert "Rappel par mail" not in seen(page)
        viewer.post("declaration.declare", month="2026-11", status=403)


def test_reminders_are_stopped_and_put_back_by_who_receives_them(
    browse: Browser, other: Browser, world: World, peek
):
    with at(OPEN):
        page = browse.get("declaration.index")
        assert "Un mail le 28 nov., puis le 13 déc. si le mois n’est pas noté" in seen(page)
        for _twice in range(2):
            browse.post("declaration.be_silent")
        assert "Aucun mail ne vous rappelle la déclaration." in seen(browse.get("declaration.index"))
        assert "Un mail le 28 nov." in seen(other.get("declaration.index"))
        assert peek("SELECT account_id FROM declaration_silences") == [(world.lune.account_id,)]
        past = seen(other.get("declaration.show", month="2026-09"))
        assert "Un mail le 28 nov." in past, "those of September have left long ago"
        browse.post("declaration.be_reminded")
        assert peek("SELECT count(*) FROM declaration_silences") == [(0,)]


def test_an_option_is_not_declared(browse: Browser, world: World):
    with at(OPEN):
        added(world, world.lune, state=State.OPTION)
        assert "Aucun contrat ce mois-ci" in seen(browse.get("declaration.index"))


def test_the_tabs_of_engagements_lead_here(browse: Browser, world: World):
    for endpoint in ("engagements.index", "engagements.papers", "declaration.index"):
        assert quote(browse.url("declaration.index")) in browse.get(endpoint).text
