import csv
import io
import re
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests.browse import Browser
from tests.make import World
from tests.money.make import done, period, said
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.engagements.models import State
from webapp.rights.actions import OpeningTerms, record_opening
from webapp.rights.periods.actions import IncomeTerms, record_income
from webapp.rights.periods.models import Income, IncomeKind


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2026-11-23 08:00", tick=False):
        yield


def seen(page) -> str:
    text = re.sub(r"<(script|style|template|dialog).*?</\1>", "", page.text, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def notified(world: World, place, **values) -> None:
    """A right that runs since 15 March 2026."""
    values = {"fct_on": date(2026, 3, 14), "aj_cents": 5920, **values}
    with world.inside(place):
        record_opening(OpeningTerms(is_first_request=False, **values))


def test_a_job_over_and_unpaid_is_owed_since_the_end_of_its_month(browse: Browser, world: World):
    done(world, world.lune, world.company(world.lune, "Brique Rouge"))
    done(world, world.soleil, world.company(world.soleil, "Studio Faubourg"))

    text = seen(browse.get("money.index"))

    assert "Salaire, octobre 2026" in text
    assert "Brique Rouge, 5 au 9 oct., 23 j de retard" in text
    assert "662,20 € estimé" in text  # 77 % of 860 €
    assert "En retard 662,20 € En tout 662,20 €" in text
    assert "Jusqu’à 30 jours" in text
    assert "Studio Faubourg" not in text


def test_the_net_expected_is_no_estimate(browse: Browser, world: World):
    said(world, world.lune, done(world, world.lune), net_expected_cents=65_000)

    text = seen(browse.get("money.index"))

    assert "650,00 €" in text
    assert "estimé" not in text


@pytest.mark.parametrize(
    "values",
    [
        {"state": State.OPTION},
        {"state": State.LEAD},
        {"start_on": date(2026, 11, 20), "end_on": date(2026, 11, 25)},
    ],
    ids=["option", "lead", "under way"],
)
def test_only_signed_work_that_is_over_is_owed(browse: Browser, world: World, values):
    done(world, world.lune, **values)

    assert "Rien à encaisser" in browse.get("money.index").text


def test_wages_of_this_month_are_to_come_and_not_chased(browse: Browser, world: World):
    done(world, world.lune, start_on=date(2026, 11, 2), end_on=date(2026, 11, 6))

    text = seen(browse.get("money.index"))

    assert "À venir" in text
    assert "attendu le 30 nov." in text
    assert "En retard 0,00 €" in text
    assert "Relancer :" not in text
    assert "Encaissé :" in text


def test_a_contract_over_two_months_owes_each_month_its_share(browse: Browser, world: World):
    done(world, world.lune, start_on=date(2026, 9, 29), end_on=date(2026, 10, 2))

    text = seen(browse.get("money.index"))

    assert text.count("331,10 € estimé") == 2  # half of 860 € each, at 77 %
    assert "54 j de retard" in text
    assert "23 j de retard" in text
    assert text.index("54 j") < text.index("23 j")


def test_the_employee_space_comes_before_a_reminder(browse: Browser, world: World):
    space = world.company(world.lune, "Studio Faubourg", employee_space_url="https://paie.exemple.fr/")
    done(world, world.lune, space)

    page = browse.get("money.index").text

    assert "Récupérer" in page
    assert "https://paie.exemple.fr/" in page
    assert ">Relancer" not in page


def test_one_tap_takes_wages_as_paid_today_and_undo_gives_them_back(browse: Browser, world: World):
    job = done(world, world.lune)
    key = period(world, world.lune, job).public_id

    page = browse.follow(browse.post("money.receive_wage", period_id=key))

    assert "Salaire encaissé." in page.text
    assert browse.url("money.take_back", period_id=key) in page.text
    assert "Rien à encaisser" in page.text
    assert "Reçu récemment" in page.text
    assert period(world, world.lune, job).paid_on == date(2026, 11, 23)

    browse.post("money.take_back", period_id=key)

    assert period(world, world.lune, job).paid_on is None
    assert "23 j de retard" in seen(browse.get("money.index"))


def test_a_second_tap_keeps_the_day_and_the_amount_noted_first(browse: Browser, world: World):
    job = done(world, world.lune)
    key = period(world, world.lune, job).public_id
    browse.post("money.update_wage", {"paid_on": "10/11/2026", "net_received_cents": "655,10"}, period_id=key)

    browse.post("money.receive_wage", period_id=key)

    paid = period(world, world.lune, job)
    assert (paid.paid_on, paid.net_received_cents) == (date(2026, 11, 10), 65_510)
    assert "655,10 €" in seen(browse.get("money.index"))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"paid_on": ""}, "Indiquez le jour du versement."),
        ({"paid_on": "24/11/2026"}, "Cette date n’est pas encore arrivée."),
        ({"paid_on": "01/10/2026"}, "Payé avant le premier jour du travail"),
        ({"paid_on": "31/02/2026"}, "31/02/2026"),
        ({"paid_on": "10/11/2026", "net_received_cents": "6OO"}, "n’est pas un montant"),
        ({"paid_on": "10/11/2026", "net_received_cents": "-5"}, "négatif"),
        ({"paid_on": "10/11/2026", "net_received_cents": "0"}, "au-dessus de zéro"),
    ],
)
def test_a_wrong_receipt_says_why_and_loses_nothing(browse: Browser, world: World, typed, reason):
    job = done(world, world.lune)
    key = period(world, world.lune, job).public_id

    page = browse.post("money.update_wage", typed, status=422, period_id=key)

    assert reason in page.text
    for value in typed.values():
        assert value in page.text
    assert period(world, world.lune, job).paid_on is None


def test_work_to_come_is_not_paid_in_one_tap(browse: Browser, world: World):
    job = done(world, world.lune, start_on=date(2026, 12, 7), end_on=date(2026, 12, 11))
    key = period(world, world.lune, job).public_id

    page = browse.post("money.receive_wage", period_id=key, status=422)

    assert "pas encore commencé" in page.text


def test_the_reminder_is_a_draft_of_ones_own(browse: Browser, world: World):
    employer = world.company(world.lune, "Brique Rouge", payroll_email="paie@brique.fr")
    key = period(world, world.lune, done(world, world.lune, employer)).public_id

    page = browse.get("money.remind", period_id=key).text

    assert "mailto:paie%40brique.fr?subject=Salaire" in page
    assert "Camille Roussel" in page
    assert "Jamais toute seule" in page


def test_years_imported_at_once_are_taken_as_paid_after_asking(browse: Browser, world: World):
    old = [done(world, world.lune, start_on=date(2026, m, 1), end_on=date(2026, m, 3)) for m in (1, 5)]
    recent = done(world, world.lune)
    theirs = done(world, world.soleil, start_on=date(2026, 1, 1), end_on=date(2026, 1, 3))
    assert "Tout est encaissé" in browse.get("money.index").text

    asked = browse.post("money.receive_old", status=422)
    assert "plus de 60 jours" in seen(asked)
    assert period(world, world.lune, old[0]).paid_on is None

    browse.post("money.receive_old", {"confirmed": "y"})

    assert [period(world, world.lune, job).paid_on for job in old] == [date(2026, 1, 31), date(2026, 5, 31)]
    assert period(world, world.lune, recent).paid_on is None
    assert period(world, world.soleil, theirs).paid_on is None


def test_the_allocation_of_each_month_over_is_owed_from_the_15th_of_the_next(browse: Browser, world: World):
    notified(world, world.lune)
    notified(world, world.soleil, aj_cents=9000)

    text = seen(browse.get("money.index"))

    assert "ARE, octobre 2026" in text
    assert "ARE, mars 2026" in text  # of its 17 days, 7 are waited for
    assert "592,00 € estimé" in text
    assert "ARE, février 2026" not in text
    assert "ARE, novembre 2026" not in text
    assert "France Travail, 8 j de retard" in text
    assert "1 835,20 € estimé" in text  # 31 days of 59,20 €
    assert "Seul France Travail fait foi." in text


def test_the_income_of_a_micro_entreprise_lowers_the_allocation(browse: Browser, world: World):
    notified(world, world.lune)
    before = owed_cents(browse, "ARE, octobre 2026")
    with world.inside(world.lune):
        record_income(None, IncomeTerms(IncomeKind.MICRO, date(2026, 10, 1), 60_000))

    assert owed_cents(browse, "ARE, octobre 2026") < before


def test_the_allocation_received_is_noted_and_taken_back(browse: Browser, world: World):
    notified(world, world.lune)
    asked = browse.get("money.new_income", kind="are", month="2026-10").text
    assert 'value="1835,20"' in asked

    page = browse.follow(
        browse.post(
            "money.create_income",
            {"kind": "are", "month": "2026-10", "cents": "1 802,10", "received_on": "2026-11-18"},
        )
    )

    text = seen(page)
    assert "ARE notée." in text
    assert "1 802,10 €" in text.partition("Reçu récemment")[2]
    assert "ARE, octobre 2026" not in text.partition("Reçu récemment")[0]
    key = re.search(r"/money/incomes/(\w+)/cancellation", page.text)[1]

    browse.post("money.forget_income", income_id=key)

    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count(Income.id))) == 0
    assert "ARE, octobre 2026" in seen(browse.get("money.index"))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"cents": ""}, "Indiquez le montant reçu."),
        ({"cents": "beaucoup"}, "n’est pas un montant"),
        ({"cents": "0"}, "au-dessus de zéro"),
        ({"cents": "100000"}, "vérifiez le montant"),
        ({"cents": "800", "received_on": "2026-12-24"}, "n’est pas encore arrivée"),
    ],
)
def test_a_wrong_amount_is_not_noted(browse: Browser, world: World, typed, reason):
    sent = {"kind": "are", "month": "2026-10", **typed}

    page = browse.post("money.create_income", sent, status=422)

    assert reason in page.text
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count(Income.id))) == 0


def test_a_month_noted_twice_says_so(browse: Browser, world: World):
    sent = {"kind": "are", "month": "2026-10", "cents": "800"}
    browse.post("money.create_income", sent)

    assert "Déjà noté" in browse.post("money.create_income", {**sent, "cents": "801"}, status=422).text


@pytest.mark.parametrize(
    "asked", [{}, {"kind": "micro", "month": "2026-10"}, {"kind": "are", "month": "2026-13"}, {"kind": "are"}]
)
def test_what_nobody_owes_here_is_not_found(browse: Browser, asked):
    browse.get("money.new_income", status=404, **asked)


def test_conges_spectacles_of_the_year_closed_are_owed_until_noted(browse: Browser, world: World):
    done(world, world.lune, start_on=date(2026, 2, 2), end_on=date(2026, 2, 6))
    done(world, world.soleil, start_on=date(2026, 2, 2), end_on=date(2026, 2, 6), lines=())

    text = seen(browse.get("money.index"))
    assert "Congés Spectacles, 2025-2026" in text
    assert "66,22 € estimé" in text  # 77 % of 86,00 €, as in the year
    assert "Audiens, 192 j de retard" in text

    sent = {
        "kind": "conges_spectacles",
        "month": "2026-11",
        "cents": "84,20",
        "received_on": "2026-11-20",
    }
    page = browse.follow(browse.post("money.create_income", sent))

    assert "Congés Spectacles, 2025-2026" not in page.text
    assert "84,20 €" in seen(page)


def test_without_an_opening_the_list_says_how_to_see_the_allocation(browse: Browser, world: World):
    text = seen(browse.get("money.index"))

    assert "quand votre ouverture de droits est connue" in text
    notified(world, world.lune)
    assert "quand votre ouverture" not in seen(browse.get("money.index"))


def test_a_kind_alone_is_shown_and_the_sums_stay_whole(browse: Browser, world: World):
    done(world, world.lune)
    notified(world, world.lune)

    whole = seen(browse.get("money.index"))
    part = seen(browse.get("money.index", kind="wages"))

    total = re.search(r"En tout ([\d ,]+)", whole)[1]
    assert f"En tout {total}" in part
    assert "Salaire, octobre 2026" in part
    assert "ARE, octobre 2026" not in part
    assert "Salaire, octobre 2026" in whole


def test_the_file_says_each_line_and_which_are_estimates(browse: Browser, world: World):
    said(
        world,
        world.lune,
        done(world, world.lune, world.company(world.lune, "=cmd()")),
        net_expected_cents=65_005,
    )
    done(world, world.lune, start_on=date(2026, 11, 2), end_on=date(2026, 11, 6))
    done(world, world.soleil, world.company(world.soleil, "Studio Faubourg"))

    answer = browse.get("money.export")
    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))

    assert "attachment" in answer.headers["Content-Disposition"]
    assert rows[0] == ["Nature", "Qui", "Quoi", "Montant", "Estimé", "Échéance", "Jours de retard"]
    assert rows[1] == ["Salaire", "'=cmd()", "Salaire, octobre 2026", "650,05", "non", "31/10/2026", "23"]
    assert rows[2][3:] == ["662,20", "oui", "30/11/2026", "0"]
    assert len(rows) == 3


def test_the_printed_page_adds_up(browse: Browser, world: World):
    done(world, world.lune)
    done(world, world.lune)

    text = seen(browse.get("money.print_page"))

    assert "En tout 1 324,40 €" in text
    assert text.count("662,20 € estimé") == 2


def test_a_viewer_reads_and_writes_nothing(app, world: World):
    key = period(world, world.lune, done(world, world.lune)).public_id
    viewer = Browser(app, world.member(world.lune, "lea@exemple.fr", Role.VIEWER))

    assert "Encaissé" not in viewer.get("money.index").text
    viewer.get("money.wage", period_id=key)
    for endpoint in ("money.receive_wage", "money.take_back", "money.update_wage"):
        viewer.post(endpoint, period_id=key, status=403)
    viewer.post("money.receive_old", status=403)
    viewer.get("money.new_income", kind="are", month="2026-10", status=403)


def test_a_deleted_job_owes_nothing(browse: Browser, world: World):
    job = done(world, world.lune)
    key = period(world, world.lune, job).public_id
    browse.post("engagements.delete", public_id=job.public_id)

    assert "Rien à encaisser" in browse.get("money.index").text
    browse.post("money.receive_wage", period_id=key, status=404)
    browse.get("money.wage", period_id=key, status=404)


def test_what_came_long_ago_is_no_more_recent(browse: Browser, world: World):
    job = done(world, world.lune)
    said(world, world.lune, job, paid_on=clock.today() - timedelta(days=31))
    assert "Reçu récemment" not in browse.get("money.index").text

    said(world, world.lune, job, paid_on=clock.today() - timedelta(days=30))
    assert "Reçu récemment" in browse.get("money.index").text


def test_many_lines_come_by_pages_under_the_sum_of_their_whole_age(browse: Browser, world: World):
    employer = world.company(world.lune)
    for _ in range(42):
        done(world, world.lune, employer)

    first, second = seen(browse.get("money.index")), seen(browse.get("money.index", page=2))

    assert first.count("Salaire, octobre 2026") >= 40
    assert "Page 1 sur 2" in first
    assert "Page 2 sur 2" in second
    assert "27 812,40 €" in second.partition("Jusqu’à 30 jours")[2]


def test_money_is_reached_from_the_page_of_more(browse: Browser):
    assert browse.url("money.index") in browse.get("home.more").text


def owed_cents(browse: Browser, what: str) -> int:
    page = browse.get("money.index").text
    row = page.partition(f">{what}<")[2]
    return round(float(re.search(r'<data value="([\d.]+)"', row)[1]) * 100)
