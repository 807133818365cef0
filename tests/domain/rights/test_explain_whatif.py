from dataclasses import replace
from datetime import date

from tests.domain.rights.make import work
from tests.domain.rights.test_moves import plain
from tests.domain.rights.test_whatif import DONE, OFFER, RIGHT, first, since
from webapp.domain.rights.explain_whatif import Part, explain
from webapp.domain.rights.whatif import WhatIf
from webapp.domain.rights.work import Regime


def parts(found: WhatIf) -> dict[str, Part]:
    return {plain(part.title): part for part in explain(found)}


def lines(part: Part) -> list[tuple[str, str, str]]:
    return [(plain(s.label), plain(s.formula or ""), plain(s.result)) for s in part.steps]


def test_the_days_of_a_month_are_told_in_the_order_of_the_guide() -> None:
    month = parts(since(DONE, OFFER))["Argent de décembre 2026"]
    assert lines(month) == [
        ("Jours de travail", "72 h ÷ 8 h", "9 j"),
        ("Jours non indemnisés", "9 j × 1,4, sans les décimales", "12 j"),
        ("Attente et franchises prises", "", "0 j"),
        ("Jours indemnisés", "31 − 12 − 0", "19 j"),
        ("Allocation brute", "19 j × 59,20 €", "1 124,80 €"),
        ("Allocation nette avant impôt", "55,00 € nets pour 59,20 € bruts par jour", "1 045,00 €"),
        ("Salaires nets", "Ordre de grandeur : 77 % du brut, aucun texte ne le dit", "1 191,96 €"),
        ("Ensemble du mois", "", "2 236,96 €"),
    ]
    assert plain(month.result) == "2 236,96 €"


def test_each_figure_of_law_names_its_text() -> None:
    month = parts(since(DONE, OFFER))["Argent de décembre 2026"]
    sources = {plain(step.label): step.source for step in month.steps}
    assert sources["Jours non indemnisés"] is not None
    assert sources["Jours non indemnisés"].url.startswith("https://")
    assert sources["Salaires nets"] is None


def test_a_full_month_and_a_month_over_its_cap_are_told_as_such() -> None:
    full = replace(OFFER, start_on=date(2026, 12, 1), end_on=date(2026, 12, 31), minutes=216 * 60)
    said = lines(parts(since(DONE, full))["Argent de décembre 2026"])
    assert ("Jours non indemnisés", "Mois plein : aucun jour n’est payé", "31 j") in said
    rich = replace(OFFER, gross_cents=400_000)
    capped = {
        label: formula for label, formula, _ in lines(parts(since(DONE, rich))["Argent de décembre 2026"])
    }
    assert capped["Allocation brute"].startswith("Salaires et allocation sous 4 725,90 €")


def test_the_allocation_is_told_part_by_part() -> None:
    part = parts(since(DONE, OFFER))["Allocation du prochain droit"]
    assert lines(part) == [
        ("Salaire de référence", "", "11 148,00 €"),
        ("Heures travaillées retenues", "", "522 h"),
        ("A, les salaires", "31,96 € × (42 % de 11 148,00 € + 5 % de 0,00 €) ÷ 5 000,00 €", "29,93 €"),
        ("B, les heures", "31,96 € × (26 % de 522 h + 8 % de 0 h) ÷ 507 h", "8,56 €"),
        ("C, part fixe", "31,96 € × 40 %", "12,78 €"),
        ("Allocation brute par jour", "A + B + C, au moins 38,00 €, au plus 181,18 €", "51,27 €"),
    ]
    assert plain(part.result) == "51,27 €"
    assert [step.source is not None for step in part.steps] == [False, False, True, True, True, True]


def test_wages_and_hours_beyond_the_knees_are_told_at_their_lower_rate() -> None:
    rich = work("2026-05-04", "2026-08-28", 800, gross_cents=2_000_000)
    said = {
        label: formula
        for label, formula, _ in lines(parts(since([*DONE, rich], OFFER))["Allocation du prochain droit"])
    }
    assert said["A, les salaires"].startswith("31,96 € × (42 % de 14 400,00 € + 5 % de 16 748,00 €)")
    assert said["B, les heures"].startswith("31,96 € × (26 % de 720 h + 8 % de 598 h 10)")


def test_the_hours_are_told_with_the_job() -> None:
    assert plain(parts(since(DONE, OFFER))["Heures comptées"].result) == "522 h"


def test_a_month_without_a_right_has_wages_alone() -> None:
    month = parts(first(DONE, OFFER))["Argent de décembre 2026"]
    assert [label for label, _, _ in lines(month)] == ["Salaires nets"]
    assert RIGHT.aj_cents == 5920


def test_no_allocation_is_explained_without_hours() -> None:
    assert "Allocation du prochain droit" not in parts(first([], replace(OFFER, regime=Regime.GENERAL)))
