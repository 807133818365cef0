from datetime import date

from hypothesis import given

from tests.domain.rights.make import periods, work
from tests.domain.rights.sample import sample_periods
from webapp.domain.periods import DateRange
from webapp.domain.rights import scales
from webapp.domain.rights.explain import Step, _cap_scale, explain_hours
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.window import first_request, since_opening
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.words import Minutes

ON = date(2026, 11, 21)


def told(steps: list[Step]) -> list[tuple[str, str | None, str]]:
    return [
        (str(step.label), str(step.formula) if step.formula else None, str(step.result)) for step in steps
    ]


def plain(text: str) -> str:
    return text.replace("~", "\u00a0").replace("_", "\u202f")


def test_a_count_is_told_step_by_step() -> None:
    steps = explain_hours(count_hours(sample_periods(), since_opening(date(2026, 3, 14), ON), on=ON))

    assert told(steps) == [
        ("Période", "Du 15/03/2026 au 21/11/2026 inclus", plain("252~j")),
        ("Travail, annexes 8 et 10", plain("Un cachet vaut 12~h"), plain("598~h")),
        ("Plafond, mai 2026", plain("262~h, plafond 250~h pour plusieurs employeurs"), plain("-12~h")),
        ("Enseignement", plain("24~h, 70~h au plus"), plain("24~h")),
        ("Librairie du Port, Vendeuse", plain("Régime général~: hors annexes 8 et 10."), plain("0~h")),
        (
            "Films du Ponant, Assistante de production",
            plain("Option~: elle comptera une fois confirmée et faite."),
            plain("0~h"),
        ),
        ("Heures comptées", plain("586~h de travail + 24~h d’enseignement"), plain("610~h")),
        ("Justifiées par une AEM", plain("610~h − 104~h en attente d’AEM"), plain("506~h")),
        ("Heures d’avance", plain("610~h − 507~h"), plain("103~h")),
    ]


def test_a_month_cut_by_the_window_shows_its_proration() -> None:
    window = DateRange(date(2026, 3, 27), ON)
    steps = explain_hours(count_hours([work("2026-03-27", "2026-03-31", 60)], window, on=ON))

    assert plain("60~h, plafond 50~h~: 208~h ÷ 20,8 × 5~j") in [str(step.formula) for step in steps]


def test_a_month_of_cachets_names_the_cap_of_its_annexe() -> None:
    singing = work("2026-02-02", "2026-02-27", cachets_hundredths=3000, annexe=10)
    cut = explain_hours(count_hours([singing], first_request(ON), on=ON, annexe=10))[2]

    assert str(cut.formula) == plain("360~h, plafond 336~h")
    assert cut.source == scales.GUIDE


def test_the_source_of_a_cut_is_that_of_its_cap() -> None:
    alone = work("2026-02-02", "2026-02-27", 300)
    both = [alone, work("2026-02-02", "2026-02-27", 300, employer="Brique Rouge")]

    def scale(worked: list[WorkPeriod], annexe: int = 8) -> scales.Scale:
        result = count_hours(worked, first_request(ON), on=ON, annexe=annexe)
        return _cap_scale(next(month for month in result.months if month.cut_minutes), result)

    assert scale([alone]) is scales.MONTH_ONE_EMPLOYER
    assert scale(both) is scales.MONTH_SEVERAL_EMPLOYERS
    assert scale(both, 10) is scales.MONTH_SEVERAL_EMPLOYERS
    sung = work("2026-02-02", "2026-02-27", cachets_hundredths=3000)
    assert scale([sung], 10) is scales.MONTH_CACHETS


def test_hours_cut_inside_a_month_of_annexe_10_are_told_as_such() -> None:
    steps = explain_hours(
        count_hours([work("2026-02-02", "2026-02-27", 216)], first_request(ON), on=ON, annexe=10)
    )

    assert str(steps[2].formula) == plain("216~h, dont des heures au-delà du plafond de l’annexe 8")
    assert steps[2].result == Minutes(-8 * 60)


def test_what_is_missing_is_told_when_the_hours_are_not_reached() -> None:
    last = explain_hours(count_hours([], first_request(ON), on=ON))[-1]

    assert told([last]) == [("Heures manquantes", plain("507~h − 0~h"), plain("507~h"))]


@given(periods())
def test_work_minus_cuts_plus_teaching_is_the_total(worked: list[WorkPeriod]) -> None:
    result = count_hours(worked, first_request(ON), on=ON)
    amounts = {str(step.label): step.result for step in explain_hours(result)}
    told_minutes = sum(
        step.result.count
        for step in explain_hours(result)
        if isinstance(step.result, Minutes)
        and str(step.label).startswith(("Travail", "Plafond", "Enseignement"))
    )

    assert amounts["Heures comptées"] == Minutes(told_minutes)
