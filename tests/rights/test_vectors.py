import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from webapp.core.settings import ROOT
from webapp.rights.vectors.cases import LATEST, Malformed
from webapp.rights.vectors.kinds import KINDS
from webapp.rights.vectors.verdicts import Verdict, verdicts

Run = Callable[..., list[Verdict]]

CASES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    (
        "aj_brute",
        "8",
        {"sr": 22227.79, "nht": 1079},
        {"partie_a": 41.16, "partie_b": 13.61, "partie_c": 12.78, "aj_brute": 67.55},
    ),
    (
        "aj_brute",
        "8",
        {"sr": 18000, "nht": 800, "aj_min": 31.36},
        {"partie_a": 39.06, "partie_b": 11.97, "partie_c": 12.54, "aj_brute": 63.57},
    ),
    ("aj_brute", "10", {"sr": 9229.35, "nht": 710}, {"aj_brute": 55.02}),
    (
        "aj_nette",
        "8",
        {"sr": 22227.79, "nht": 1079},
        {"aj_brute": 67.55, "retraite": 1.53, "csg_crds": 4.02, "aj_nette": 62},
    ),
    (
        "aj_nette",
        "8",
        {"sr": 100000, "nht": 800, "smic_horaire": 12.02, "alsace_moselle": True},
        {"aj_brute": 91, "retraite": 9.30, "csg_crds": 6.58, "aj_nette": 75.12},
    ),
    (
        "aj_nette_from_brute",
        "8",
        {"aj_brute": 70, "sjm": 150, "smic_horaire": 12.02},
        {"retraite": 1.40, "csg_crds": 4.52, "aj_nette": 64.08},
    ),
    ("aj_plafond", "8/10", {"pass_annuel": 47100}, {"aj_plafond": 177.56}),
    ("plafond_cumul", "8/10", {"pmss": 3925}, {"plafond": 4631.50}),
    ("sar", "8", {"sr": 8000, "jours_periode": 365, "jours_maternite": 120}, {"sar": 11918.37}),
    ("sar", "8", {"sr": 8000, "jours_periode": 365}, {"sar": 8000}),
    (
        "differe_specifique",
        "8",
        {"sr": 18000, "nht": 800, "indemnite_percue": 2500, "indemnite_legale": 2000},
        {"sjm": 180, "jours": 2},
    ),
    ("periode_reference", "8", {"fct": "2028-02-29"}, {"debut": "2027-03-01", "fin": "2028-02-29"}),
    ("date_anniversaire", "8", {"fct": "2028-02-29"}, {"date_anniversaire": "2029-02-28"}),
    (
        "admission_dates",
        "10",
        {"fct": "2022-09-12", "inscription": "2022-12-19", "activite": 3},
        {
            "date_anniversaire": "2023-09-12",
            "pra_debut": "2021-09-13",
            "debut_droit": "2022-12-19",
            "delai_fin": "2022-12-28",
            "premier_jour_indemnise": "2022-12-29",
        },
    ),
    (
        "admission_dates",
        "8",
        {"fct": "2026-03-14", "inscription": "2026-03-10", "delai_attente": 0},
        {"debut_droit": "2026-03-15", "delai_fin": "2026-03-14", "premier_jour_indemnise": "2026-03-15"},
    ),
    (
        "readmission_dates",
        "8",
        {
            "fct": "2026-03-19",
            "date_anniversaire_precedente": "2026-03-14",
            "delai_deja_applique": "2025-03-15",
        },
        {"date_anniversaire": "2027-03-19", "debut_droit": "2026-03-20", "delai_attente": 0},
    ),
    (
        "readmission_dates",
        "8",
        {"fct": "2026-03-10", "date_anniversaire_precedente": "2026-03-14"},
        {"date_anniversaire": "2027-03-10", "debut_droit": "2026-03-15", "delai_attente": 7},
    ),
    ("date_examen", "8", {"date_anniversaire": "2023-09-01"}, {"date_examen": "2023-09-02"}),
    (
        "date_examen",
        "8",
        {"date_anniversaire": "2023-09-01", "contrats_spectacle_a_da": [["?", "2023-09-15"]]},
        {"date_examen": "2023-09-16"},
    ),
    (
        "date_examen",
        "8",
        {
            "date_anniversaire": "2023-09-01",
            "contrats_spectacle_a_da": [["2023-08-28", "2023-09-03"]],
            "contrats_spectacle": [["2023-09-04", "2023-09-05"]],
        },
        {"date_examen": "2023-09-06"},
    ),
    (
        "date_examen",
        "8",
        {"date_anniversaire": "2023-09-01", "contrats_spectacle": [["?", "2023-08-15"]]},
        {"date_examen": "2023-09-02"},
    ),
    (
        "eligibilite",
        "10",
        {"cachets": 42, "heures": 3, "date_anniversaire": "2023-12-30"},
        {"heures": 507, "droit_are": True, "clause_rattrapage_heures_ok": False},
    ),
    (
        "eligibilite",
        "8",
        {"heures": 506.5},
        {"heures": 506.5, "droit_are": False, "clause_rattrapage_heures_ok": True},
    ),
    (
        "eligibilite_rattrapage",
        "10",
        {"cachets": 38, "date_anniversaire": "2026-08-31"},
        {
            "heures": 456,
            "droit_are": False,
            "rattrapage_debut": "2026-09-01",
            "rattrapage_fin_max": "2027-02-28",
            "nouvelle_date_anniversaire": "2027-08-31",
        },
    ),
    ("seuil_readmission", "8", {"jours_periode": 425}, {"heures_requises": 591}),
    ("franchise_cp", "8", {"jours_travailles": 240}, {"total": 25, "forfait_mensuel": 3}),
    (
        "franchise_salaires_repartition",
        "8",
        {"total": 33, "mois_civils_droit": 12},
        {"mensuel": [5, 5, 5, 5, 5, 5, 3]},
    ),
    (
        "jours_non_indemnisables",
        "10",
        {"heures": 153, "jours_mois": 30},
        {"jours_non_indemnisables": 19, "jours_indemnisables": 11},
    ),
    ("jours_non_indemnisables", "8", {"heures": 60, "cachets": 5}, {"jours_non_indemnisables": 10}),
    (
        "jours_indemnisables",
        "8",
        {"heures": 60, "jours_mois": 30, "franchises": 4},
        {"jours_non_indemnisables": 10, "jours_indemnisables": 16},
    ),
    (
        "jours_indemnisables",
        "8",
        {"heures": 60, "jours_mois": 30, "franchises": 40},
        {"jours_indemnisables": 0},
    ),
    (
        "mois",
        "8",
        {"heures": 80, "brut": 4000, "aj_brute": 140, "jours_mois": 30, "mois": "2024-04", "pmss": 3864},
        {
            "jours_travail": 10,
            "jours_non_indemnisables": 14,
            "are_avant_plafond": 2240,
            "jours_indemnisables": 4,
            "are": 559.52,
        },
    ),
    (
        "mois",
        "10",
        {"heures": 25, "aj_brute": 50, "mois": "2026-02"},
        {"jours_travail": 2.5, "jours_non_indemnisables": 3, "jours_indemnisables": 25, "are": 1250},
    ),
    (
        "mois",
        "8",
        {"heures": 0, "aj_brute": 50, "mois": "2026-02", "jours_mois": 10},
        {"jours_indemnisables": 10, "are": 500},
    ),
    (
        "mois_plein",
        "10",
        {"jours_mois": 31, "aj_brute": 51.93, "retraite_jour": 1.14},
        {"are_brute": 1609.83, "retraite": 35.34, "net_social": 1574.49},
    ),
    (
        "mois_plein",
        "8",
        {"heures": 60, "jours_mois": 30, "aj_brute": 50, "retraite_jour": 1},
        {"are_brute": 1000, "retraite": 20, "net_social": 980},
    ),
    (
        "serie_mensuelle",
        "8",
        {
            "solde_depart": {"delai_restant": 7, "franchise_cp_restante": 30, "report_cp": 1},
            "mois": [
                {"mois": "2026-01", "heures": 120, "jours": 31},
                {"mois": "2026-02", "heures": 0, "jours": 28},
            ],
        },
        {
            "mois": [
                {"mois": "2026-01", "jni": 21, "delai": 7, "franchise_cp": 3, "jours_indemnises": 0},
                {"mois": "2026-02", "jni": 0, "delai": 0, "franchise_cp": 4, "jours_indemnises": 24},
            ]
        },
    ),
    (
        "serie_mensuelle",
        "8",
        {"solde_depart": {}, "mois": [{"mois": "2026-01", "heures": 0, "jours": 31}]},
        {"mois": [{"jours_indemnises": 31}]},
    ),
    (
        "plafond_heures_mois_partiel",
        "8",
        {"plafond_mensuel": 208, "jours_calendaires_dans_pra": 5},
        {"plafond": 50},
    ),
    (
        "plafond_heures_mois_partiel",
        "8",
        {"plafond_mensuel": 208, "jours_calendaires_dans_pra": 27},
        {"plafond": 208},
    ),
    (
        "micro_entreprise",
        "8",
        {"ca_mensuel": 1200, "smic_horaire": 12.31},
        {"heures": 97.48, "jours_non_indemnisables": 17},
    ),
    (
        "micro_entreprise",
        "10",
        {"ca_mensuel": 1200, "smic_horaire": 12},
        {"heures": 100, "jours_non_indemnisables": 13},
    ),
    (
        "salaire_minimum",
        "8",
        {"semaine_35h": 983.67},
        {"semaine_39h": 1124.19, "jour_7h": 218.59, "jour_8h": 249.82},
    ),
    ("aj_claim", "10", {"sr": 10000, "nht": 700}, {"aj_claim": 56.74}),
    ("coef_claim", "10", {"cachets": 3}, {"jours_non_indemnisables": 4}),
]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def ran(*cases: dict[str, Any]) -> list[Verdict]:
        path = tmp_path / "cases.json"
        path.write_text(json.dumps(cases), encoding="utf-8")
        return list(verdicts(path))

    return ran


def case(kind: str = "franchise_cp", **told: Any) -> dict[str, Any]:
    known = {"id": "A", "kind": kind, "inputs": {"jours_travailles": 176}, "expected": {"total": 18}}
    return known | told


def test_every_kind_has_its_example() -> None:
    assert {kind for kind, *_ in CASES} == set(KINDS)


@pytest.mark.parametrize(("kind", "annexe", "inputs", "expected"), CASES)
def test_each_kind_is_understood(
    run: Run, kind: str, annexe: str, inputs: dict[str, Any], expected: dict[str, Any]
) -> None:
    told = {"annexe": annexe, "inputs": inputs, "expected": expected, "date": "2026-11-21", "tolerance": 0}

    assert [str(verdict) for verdict in run(case(kind, **told))] == ["A ok"]


def test_the_known_examples_are_right() -> None:
    found = list(verdicts(ROOT / "tests/data/rights-vectors.json"))

    assert [verdict.case.id for verdict in found if not verdict.is_right] == []
    assert len(found) == 32


def test_every_field_that_is_expected_is_compared_and_no_other(run: Run) -> None:
    right, wrong, absent = run(
        case(expected={"forfait_mensuel": 2}),
        case(expected={"total": 18, "forfait_mensuel": 3}),
        case(expected={"total": 18, "mensuel": 2}),
    )

    assert right.is_right
    assert str(wrong) == (
        'A expected {"total": 18, "forfait_mensuel": 3} got {"total": 18, "forfait_mensuel": 2}'
    )
    assert not absent.is_right


@pytest.mark.parametrize(
    ("expected", "tolerance", "right"),
    [
        (18, 0, True),
        (18.0, 0, True),
        (18.004, None, True),
        (18.005, None, True),
        (18.006, None, False),
        (17.995, None, True),
        (17.994, None, False),
        (19, 1, True),
        (19.01, 1, False),
        (17, 1.0, True),
        (True, 100, False),
        (False, 100, False),
        ("18", 100, False),
        (None, 100, False),
        ([18], 100, False),
        ({"total": 18}, 100, False),
    ],
)
def test_numbers_agree_within_the_tolerance_and_nothing_else_is_a_number(
    run: Run, expected: Any, tolerance: float | None, right: bool
) -> None:
    told = {"expected": {"total": expected}} | ({} if tolerance is None else {"tolerance": tolerance})

    assert run(case(**told))[0].is_right is right


@pytest.mark.parametrize(
    ("expected", "right"),
    [
        ({"droit_are": False}, True),
        ({"droit_are": True}, False),
        ({"droit_are": 0}, False),
        ({"droit_are": "False"}, False),
        ({"heures": True}, False),
    ],
)
def test_a_truth_is_not_a_number(run: Run, expected: dict[str, Any], right: bool) -> None:
    assert run(case("eligibilite", inputs={"heures": 1}, expected=expected))[0].is_right is right


@pytest.mark.parametrize(
    ("months", "right"),
    [
        ([4, 4, 4], True),
        ([4, 4], False),
        ([4, 4, 4, 0], False),
        ([4, 4, 5], False),
        ({"0": 4}, False),
        (4, False),
        ([], False),
    ],
)
def test_a_list_agrees_in_length_and_order(run: Run, months: Any, right: bool) -> None:
    told = {"inputs": {"total": 12, "mois_civils_droit": 3}, "expected": {"mensuel": months}}

    assert run(case("franchise_salaires_repartition", **told))[0].is_right is right


@pytest.mark.parametrize(
    ("expect", "total", "right"),
    [
        ("differs", 19, True),
        ("differs", 18, False),
        ("coincides", 18, True),
        ("coincides", 19, False),
        ("", 18, True),
        ("", 19, False),
    ],
)
def test_a_claim_that_is_wrong_is_right_to_differ(run: Run, expect: str, total: int, right: bool) -> None:
    assert run(case(expect=expect, expected={"total": total}))[0].is_right is right


@pytest.mark.parametrize("expect", ["", "differs", "coincides"])
@pytest.mark.parametrize(
    ("kind", "inputs", "said"),
    [
        ("franchise_cp", {"jours": 1}, "inputs not understood: KeyError 'jours_travailles'"),
        (
            "franchise_cp",
            {"jours_travailles": "176"},
            "inputs not understood: TypeError '176' is not a whole number",
        ),
        (
            "franchise_cp",
            {"jours_travailles": True},
            "inputs not understood: TypeError True is not a whole number",
        ),
        ("franchise_cp", {"jours_travailles": 1.5}, "is not a whole number"),
        (
            "aj_brute",
            {"sr": "18000", "nht": 800},
            "inputs not understood: TypeError '18000' is not an amount",
        ),
        (
            "aj_brute",
            {"sr": 18000, "nht": None},
            "inputs not understood: TypeError None is not a number of hours",
        ),
        ("aj_brute", {"sr": 18000, "nht": 0}, "Sans heures retenues, pas d’allocation à calculer."),
        ("aj_nette_from_brute", {"aj_brute": 70, "sjm": None}, "inputs not understood: TypeError"),
        ("date_anniversaire", {"fct": "31/02/2026"}, "inputs not understood: ValueError"),
        ("date_anniversaire", {"fct": 2026}, "inputs not understood: TypeError"),
        ("periode_reference", {"fct": "0001-01-01"}, "inputs not understood: ValueError"),
        (
            "date_examen",
            {"date_anniversaire": "2023-09-01", "contrats_spectacle": [["?"]]},
            "inputs not understood: ValueError",
        ),
        (
            "date_examen",
            {"date_anniversaire": "2023-09-01", "contrats_spectacle": [["?", "?"]]},
            "inputs not understood: ValueError",
        ),
        (
            "date_examen",
            {"date_anniversaire": "2023-09-01", "contrats_spectacle": 3},
            "inputs not understood: TypeError",
        ),
        (
            "micro_entreprise",
            {"ca_mensuel": 1200, "smic_horaire": 0},
            "inputs not understood: ZeroDivisionError",
        ),
        ("mois", {"heures": 0, "aj_brute": 50, "mois": "2026-13"}, "inputs not understood: "),
        ("mois", {"heures": 0, "aj_brute": 50, "mois": 3}, "inputs not understood: AttributeError"),
        ("mois", {"heures": 745, "aj_brute": 50}, "Un mois n’a pas autant d’heures."),
        ("mois", {"heures": 10, "brut": -1, "aj_brute": 50}, "Un mois n’a ni heures ni salaires négatifs."),
        (
            "sar",
            {"sr": 8000, "jours_periode": 365, "jours_maternite": 365},
            "Les jours de maternité dépassent la période.",
        ),
    ],
)
def test_inputs_that_cannot_be_are_wrong_whatever_is_expected(
    run: Run, kind: str, inputs: dict[str, Any], said: str, expect: str
) -> None:
    found = run(case(kind, inputs=inputs, expect=expect))[0]

    assert not found.is_right
    assert str(found).startswith('A expected {"total": 18} got ')
    assert said in str(found)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"id": ""}, " has no id."),
        ({"id": 3}, "3 has no id."),
        ({"kind": None}, "A has no kind."),
        ({"kind": "lune"}, "A is of an unknown kind, lune."),
        ({"inputs": []}, "A has no inputs."),
        ({"inputs": {}}, "A has no inputs."),
        ({"expected": {}}, "A has no expected."),
        ({"expected": 18}, "A has no expected."),
        ({"annexe": "9"}, "A is of an unknown annexe, 9."),
        ({"annexe": None}, "A is of an unknown annexe, None."),
        ({"tolerance": -1}, "A has no tolerance."),
        ({"tolerance": "0.005"}, "A has no tolerance."),
        ({"tolerance": True}, "A has no tolerance."),
        ({"tolerance": None}, "A has no tolerance."),
        ({"tolerance": float("nan")}, "A has no tolerance."),
        ({"expect": "perhaps"}, "A expects neither a difference nor a coincidence."),
        ({"expect": None}, "A expects neither a difference nor a coincidence."),
    ],
)
def test_a_malformed_case_stops_before_the_first_verdict(run: Run, told: dict[str, Any], said: str) -> None:
    with pytest.raises(Malformed) as malformed:
        run(case(), case(**told))
    assert str(malformed.value) == said


def test_a_case_without_an_id_is_named_by_its_place(run: Run) -> None:
    nameless = case()
    del nameless["id"]

    with pytest.raises(Malformed, match=r"case 2 has no id\."):
        run(case(), nameless)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"", "cases.json is not JSON"),
        (b"\xff\xfe", "cases.json is not JSON"),
        (b"[" * 100_000, "cases.json is not JSON"),
        (b"{}", "cases.json holds no list of cases."),
        (b"[]", "cases.json holds no list of cases."),
        (b"[[]]", "case 1 is not an object."),
        (b"[NaN]", "case 1 is not an object."),
        (b"[1e400]", "1e400 is not a number of a case."),
        (b"[1e-400]", "1e-400 is not a number of a case."),
        (b"[1e999999999999999999999]", "is not a number of a case."),
        (b"[1" + b"0" * 400 + b"]", "is not a number of a case."),
        (b"[1" + b"0" * 5_000 + b"]", "is not a number of a case."),
        (rb'["\ud800"]', "cases.json is not JSON"),
    ],
)
def test_a_malformed_file_is_a_sentence(tmp_path: Path, written: bytes, said: str) -> None:
    path = tmp_path / "cases.json"
    path.write_bytes(written)

    with pytest.raises(Malformed, match=said):
        verdicts(path)
    with pytest.raises(Malformed, match="none.json is not JSON"):
        verdicts(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("told", "on"),
    [
        ("2026-04-14", date(2026, 4, 14)),
        ("2025-10", date(2025, 10, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2025", date(2025, 12, 31)),
        ("2026", date(2026, 12, 31)),
        ("2026-02 (edition 'Fevrier 2026')", date(2026, 2, 28)),
        ("undated (2025-2026 level)", LATEST),
        ("undated", LATEST),
        ("2026-02-30", LATEST),
        ("2026-13", LATEST),
        ("2030-01-01", date(2030, 1, 1)),
        ("1900", LATEST),
        (None, LATEST),
        (20260414, date(2026, 12, 31)),
    ],
)
def test_the_figures_are_those_of_the_day_the_case_names(run: Run, told: Any, on: date) -> None:
    assert run(case(date=told))[0].case.on == on


def test_the_annexe_is_eight_unless_told_otherwise(run: Run) -> None:
    told = ({}, {"annexe": "8"}, {"annexe": 10}, {"annexe": "10"}, {"annexe": "8/10"})

    assert [one.case.annexe for one in run(*(case(**annexe) for annexe in told))] == [8, 8, 10, 10, 8]


def test_a_case_older_than_the_decree_is_read_by_its_first_figures(tmp_path: Path) -> None:
    case = {
        "id": "OLD", "annexe": "10", "kind": "aj_brute", "date": "2019-07-26", "tolerance": 0.005,
        "inputs": {"sr": 10000, "nht": 700, "aj_min": 31.36}, "expected": {"aj_brute": 55.68},
    }  # fmt: skip
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([case]))
    assert [str(verdict) for verdict in verdicts(path)] == ["OLD ok"]
