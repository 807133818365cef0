from dataclasses import replace
from datetime import date

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


def test_the_three_parts_add_up_to_the_allocation() -> None:
    found = since(DONE, OFFER)
    part = parts(found)["Allocation du prochain droit"]
    assert found.after.reference is not None
    aj = found.after.reference.allowance
    said = {label: result for label, _, result in lines(part)}
    assert said["A, les salaires"] == plain(f"{aj.a_cents // 100},{aj.a_cents % 100:02d} €")
    assert plain(part.result) == said["Allocation brute par jour"]
    assert aj.a_cents + aj.b_cents + aj.c_cents == aj.gross_cents


def test_the_hours_are_told_with_the_job() -> None:
    assert plain(parts(since(DONE, OFFER))["Heures comptées"].result) == "522 h"


def test_a_month_without_a_right_has_wages_alone() -> None:
    month = parts(first(DONE, OFFER))["Argent de décembre 2026"]
    assert [label for label, _, _ in lines(month)] == ["Salaires nets"]
    assert RIGHT.aj_cents == 5920


def test_no_allocation_is_explained_without_hours() -> None:
    assert "Allocation du prochain droit" not in parts(first([], replace(OFFER, regime=Regime.GENERAL)))
