from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask, g
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import papers
from tests.measure import quickest
from webapp.core.pdf import BOX, drawable
from webapp.domain.callsheets.sheet import (
    CastCall,
    Child,
    CrewCall,
    ExtrasCall,
    Forecast,
    Head,
    Move,
    Need,
    Scene,
    Sheet,
    Spot,
)
from webapp.productions.callsheets.pdf import sheet_pdf

# Of the process, not of the wall: 40 ms on a quiet machine.
SLOWEST = 0.5
LOW = st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs"])
DEPARTMENTS = (
    "Mise en scène",
    "Image",
    "Son",
    "Électricité",
    "Machinerie",
    "Costumes",
    "Régie",
    "Production",
)


@pytest.fixture(autouse=True)
def spoken(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def sheet(**values: Any) -> Sheet:
    """A day of a feature, five sequences, three roles."""
    return replace(
        Sheet(
            production="Les Marées",
            day=date(2026, 11, 23),
            kind="Tournage",
            version=2,
            company="Films du Ponant",
            number=12,
            of=28,
            approved_by="Sophie Ansel, directrice de production",
            heads=(Head("1re assistante", "Aïcha Diallo", "+33639981012"),),
            call=435,
            ready=480,
            meal=750,
            meal_end=810,
            end=1080,
            sunrise=507,
            sunset=1032,
            weather_morning="Couvert, 9 °C",
            spots=(Spot("Décor 1", "Criée", "12 quai de la Criée", "Porte C", hospital="CH de Saint-Malo"),),
            scenes=scenes(5),
            cast=cast(3),
            extras=(ExtrasCall("Mareyeurs", 12, 480, 500, 540, "tenue"),),
            crew=crew(16),
            needs=(Need("Image", "2e corps, 200 mm"), Need("Animaux", "Un chien, avec son maître")),
            moves=(Move(420, "Hôtel Les Embruns", "Criée", "Lise", "B. Roy", "Trafic 2"),),
            meals_count=58,
            meals_diets="6 sans viande",
            vhss="Référente VHSS\u00a0: Jeanne Morel",
            risks="Sol glissant",
            forecasts=(Forecast(date(2026, 11, 24), "Maison du père, convocation 13h00"),),
            notes="Silence entre 10h00 et 10h20.",
        ),
        **values,
    )


def scenes(count: int) -> tuple[Scene, ...]:
    return tuple(
        Scene(
            str(41 + n), "INT", "JOUR", "Criée", "Maud découvre la vente.", ("1", "3"), 150, 12, "J3", "Glace"
        )
        for n in range(count)
    )


def cast(count: int) -> tuple[CastCall, ...]:
    return tuple(
        CastCall(f"c{n}", str(n + 1), f"Rôle {n + 1}", f"Comédien {n + 1}", 420, 450, "", 540)
        for n in range(count)
    )


def crew(count: int) -> tuple[CrewCall, ...]:
    rank = len(DEPARTMENTS)
    return tuple(
        CrewCall(f"m{n}", DEPARTMENTS[n * rank // count], "Technicien", f"Personne {n + 1}", 420 + n % 3 * 15)
        for n in range(count)
    )


def test_the_sheet_is_read_aloud_with_its_language_its_title_and_its_tables() -> None:
    paper = papers.check(sheet_pdf(sheet()))
    assert paper.title == "Les Marées · Feuille de service n° 12 · Lundi 23 novembre 2026"
    assert paper.headings[:3] == (
        (1, "Les Marées"),
        (2, "Lieux et accès"),
        (2, "Séquences dans l’ordre de tournage"),
    )
    assert paper.count("Table") == 8
    assert paper.pages <= 2


def test_every_field_is_on_the_page() -> None:
    text = papers.text_of(sheet_pdf(sheet()))
    for said in (
        "Films du Ponant · Feuille de service n° 12 · version 2",
        "Validée par Sophie Ansel, directrice de production",
        "J 12 / 28",
        "Convocation 7h15 PAT 8h00 Coupure repas 12h30 Reprise 13h30 Fin prévue 18h00 Minutage utile 12:30",
        "8h27 / 17h12",
        "15 · 17 · 18 · 112",
        "Aïcha Diallo 06 39 98 10 12",
        "1 4/8",
        "5 séquences",
        "7 4/8",
        "Comédien 2 7h00 7h30 9h00",
        "Mareyeurs 12 8h00 8h20 9h00 tenue",
        "2e corps, 200 mm",
        "Un chien, avec son maître",
        "Trafic 2",
        "58 couverts · 6 sans viande",
        "Référente VHSS : Jeanne Morel",
        "Mardi 24 novembre Maison du père",
        "Silence entre 10h00 et 10h20.",
        "Page 1 / 2",
    ):
        assert said.replace("\u00a0", " ") in text.replace("\u00a0", " "), said


def test_phones_of_people_are_where_the_sheet_carries_them() -> None:
    shown = CrewCall("m1", "Image", "Cadreuse", "Nina Le Goff", 435, "+33612345678")
    text = papers.text_of(sheet_pdf(sheet(crew=(shown,), cast=(replace(cast(1)[0], phone="+33687654321"),))))
    assert "Nina Le Goff (Cadreuse) 06 12 34 56 78" in text.replace("\u00a0", " ")
    assert "06 87 65 43 21" in text.replace("\u00a0", " ")
    assert "Téléphone" not in papers.text_of(sheet_pdf(sheet()))


def test_children_come_with_the_hours_they_are_allowed() -> None:
    text = papers.text_of(sheet_pdf(sheet(children=(Child("Léo", 540, 720, "avec sa mère"),))))
    assert "Léo 9h00 12h00 avec sa mère" in text


def test_in_english_times_and_words_are_english() -> None:
    g.language = "en"
    made = sheet_pdf(sheet())
    papers.check(made, language="en")
    assert "7:15" in papers.text_of(made)


def test_an_end_before_the_call_is_of_the_next_day() -> None:
    assert "1h30 le lendemain" in papers.text_of(sheet_pdf(sheet(end=90)))
    assert "le lendemain" not in papers.text_of(sheet_pdf(sheet()))


def test_a_bare_sheet_has_no_empty_part() -> None:
    made = sheet_pdf(Sheet(production="Les Marées", day=date(2026, 11, 23), kind="Tournage"))
    paper = papers.read(made)
    assert paper.is_ua
    assert paper.headings == ((1, "Les Marées"),)


def test_what_changed_is_marked_by_a_word_and_a_bar() -> None:
    before = sheet_pdf(sheet())
    after = sheet_pdf(sheet(), frozenset({"ready", "scenes:42", "cast:c1", "crew:m0", "notes"}))
    assert "modifié" not in papers.text_of(before)
    text = papers.text_of(after)
    for said in ("PAT modifié", "42 modifié", "2 modifié", "Mise en scène modifié", "Notes (modifié)"):
        assert said in text, said
    assert "41 modifié" not in text
    assert _ink(after) > _ink(before)


def _ink(content: bytes) -> int:
    """Dark pixels left of where tables begin: the bars stand out of them."""
    strips = [page.convert("L").crop((0, 0, 50, page.height)) for page in papers.pictures(content)]
    return sum(sum(strip.histogram()[:60]) for strip in strips)


def test_the_same_sheet_makes_the_same_file() -> None:
    assert sheet_pdf(sheet()) == sheet_pdf(sheet())


def test_what_people_type_is_never_markup() -> None:
    typed = "#panic() *gras* _x_ <nom> ] [ $x$ `y` @z \\ // /* = Titre"
    text = papers.text_of(sheet_pdf(sheet(notes=typed, production=typed)))
    assert text.count(typed) >= 2


def test_letters_without_a_glyph_become_boxes_and_those_of_europe_are_kept() -> None:
    text = papers.text_of(
        sheet_pdf(sheet(notes="Zoë Kovačević, Minh Nguyễn, Łukasz, Ștefan, 🎬 中 \u0007fin"))
    )
    assert f"Zoë Kovačević, Minh Nguyễn, Łukasz, Ștefan, {BOX} {BOX} fin" in text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(LOW, max_size=80),
    st.text(max_size=40),
    st.text(alphabet="𝐀a\u0301\u00ad\u200b\u202e\u2028\ufb01ﷺ", max_size=20),
)
def test_no_text_stops_the_page(notes: str, summary: str, odd: str) -> None:
    made = sheet_pdf(sheet(notes=notes + odd, scenes=(Scene("1", summary=summary, set_name=odd),)))
    assert papers.read(made).is_ua


def test_a_word_without_end_breaks() -> None:
    assert max(map(len, drawable("x" * 400).split("\u200b"))) == 30
    assert drawable("prenom.nom@production.example") == "prenom.nom@production.example"


def test_a_large_day_repeats_the_heads_of_its_tables_and_is_quick() -> None:
    large = sheet(scenes=scenes(40), cast=cast(20), crew=crew(100))
    made = sheet_pdf(large)
    assert quickest(lambda: sheet_pdf(large)) < SLOWEST
    text = papers.text_of(made)
    assert papers.check(made).pages <= 5
    assert text.count("Décor et résumé") >= 2
    assert all(f"Personne {n + 1} (" in text for n in range(100))
    assert all(f"Comédien {n + 1} " in text for n in range(20))
