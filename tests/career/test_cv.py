"""The CV on one page in both languages: what was chosen, and nothing else; whatever was typed."""

from datetime import date

import pytest
import time_machine

from tests import papers
from tests.browse import Browser
from tests.make import World
from webapp.career.models import OwnTitle
from webapp.productions.models import ShowKind

HEAD = {
    "name": "Camille Roussel", "phone": "06 12 34 56 78", "email": "camille@exemple.fr", "city": "Rennes",
    "licence": "B", "languages_fr": "Anglais courant", "languages_en": "Fluent English",
    "intro_fr": "Dix ans\nde plateaux.", "intro_en": "Ten years on set.", "skills_fr": "Movie Magic", "skills_en": "",
    "training_fr": "Module VHSS (2025)", "training_en": "Harassment prevention (2025)",
}  # fmt: skip
EVERYTHING = [
    "job", "phone", "email", "city", "intro", "directors", "companies", "training", "skills", "languages", "licence",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-23 09:00:00+01:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def shows(world: World):
    ponant = world.company(world.lune)
    show = world.production(world.lune, director="Hélène Vasseur", company_id=ponant.id)
    play = world.production(world.lune, "La Grande Lessive", kind=ShowKind.THEATRE)
    world.engagement(world.lune, ponant, production_id=show.id)
    world.engagement(
        world.lune, ponant, production_id=play.id, start_on=date(2025, 3, 3), end_on=date(2025, 3, 7),
        contract_job="Répétiteur de foule",
    )  # fmt: skip
    other = world.production(world.soleil, "Ailleurs")
    world.engagement(world.soleil, production_id=other.id)
    return show


def pdf(browse: Browser, language: str) -> bytes:
    answer = browse.get("career.cv_file", language=language)
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="cv-camille-roussel-{language}.pdf"'
    )
    return answer.data


def test_without_any_setting_it_is_there_already_in_both_languages(browse: Browser):
    french, english = (pdf(browse, language) for language in ("fr", "en"))
    assert papers.check(french).pages == 1
    assert papers.check(english, language="en").title == "CV · Camille Roussel"
    said = papers.text_of(french)
    for words in (
        "Camille Roussel",
        "Assistante de production",
        "Les Marées, long métrage",
        "Hélène Vasseur",
        "2026",
    ):
        assert words in said
    said = papers.text_of(english)
    for words in (
        "Production coordinator",
        "Les Marées, feature",
        "Répétiteur de foule",
        "Year",
        "Title",
    ):
        assert words in said, said
    assert "Assistante" not in said and "Ailleurs" not in said


def test_its_head_is_typed_once_and_said_in_each_language(browse: Browser):
    browse.follow(browse.post("career.save_cv", {**HEAD, "shown": EVERYTHING}))
    assert 'value="Dix ans' not in (page := browse.get("career.cv").text) and "Dix ans de plateaux." in page
    said = papers.text_of(pdf(browse, "fr")).replace("\u00a0", " ")
    for words in (
        "Rennes",
        "06 12 34 56 78",
        "camille@exemple.fr",
        "Dix ans de plateaux.",
        "Anglais courant",
        "Formation",
        "Module VHSS (2025)",
        "Permis",
    ):
        assert words in said
    said = papers.text_of(pdf(browse, "en")).replace("\u00a0", " ")
    for words in (
        "+33 6 12 34 56 78",
        "Ten years on set.",
        "Fluent English",
        "Training",
        "Harassment prevention",
    ):
        assert words in said
    assert "Movie Magic" not in said and "Dix ans" not in said
    for language, words in (("fr", "Dix ans de plateaux."), ("en", "Ten years on set.")):
        page = browse.get("career.preview", language=language).text
        assert words in page and f'lang="{language}"' in page


def test_what_is_not_ticked_appears_nowhere(browse: Browser):
    browse.post("career.save_cv", {**HEAD, "shown": ["city"]})
    for content in (papers.text_of(pdf(browse, "fr")), browse.get("career.preview", language="fr").text):
        assert "Rennes" in content and "Les Marées" in content
        for words in (
            "06",
            "camille@exemple.fr",
            "Dix ans",
            "Vasseur",
            "Ponant",
            "Movie Magic",
            "courant",
            "VHSS",
        ):
            assert words not in content.split("<article", 1)[-1].split("</article>")[0]


def test_a_wrong_head_is_said_and_keeps_what_was_typed(browse: Browser):
    page = browse.post("career.save_cv", {**HEAD, "email": "camille", "intro_fr": "x" * 401}, status=422).text
    assert "Cette adresse mail n’est pas complète" in page and "Au plus 400 caractères." in page
    assert "Ten years on set." in page
    assert "Ten years on set." not in browse.get("career.cv").text


def test_a_hidden_title_is_not_on_it(browse: Browser, shows):
    browse.post("career.hide_show", production=shows.public_id)
    assert "Les Marées" not in papers.text_of(pdf(browse, "fr"))
    browse.get("career.cv")  # where the toast is said
    assert "Les Marées" not in browse.get("career.preview", language="en").text


def test_a_function_the_table_does_not_know_takes_the_word_of_the_person(browse: Browser, other: Browser):
    page = browse.get("career.words").text
    assert "Répétiteur de foule" in page and 'value="Production coordinator"' in page
    sent = {
        "words-0-key": "assistant de production", "words-0-english": "Production manager",
        "words-1-key": "repetiteur de foule", "words-1-english": "Crowd coach",
        "words-2-key": "directeur de production", "words-2-english": "not mine",
    }  # fmt: skip
    browse.post("career.save_words", sent)
    said = papers.text_of(pdf(browse, "en"))
    assert "Crowd coach" in said and "Production manager" in said
    assert "Production manager" in browse.get("career.index").text
    browse.post("career.save_words", {**sent, "words-0-english": ""})
    assert "Production coordinator" in papers.text_of(pdf(browse, "en"))
    assert "Production coordinator" in browse.get("career.index").text
    browse.post("career.save_words", {**sent, "words-1-english": "x" * 101}, status=422)
    assert "Crowd" not in other.get("career.words").text


def test_a_long_career_with_hostile_words_is_still_one_page(browse: Browser, world: World):
    hostile = '#import "@preview/x" $x^2$ <b>&amp; \u202e😀 ' + "W" * 60
    with world.inside(world.lune) as session:
        session.add_all(
            OwnTitle(
                title=f"{hostile} {number}", first_year=1990 + number % 30, last_year=1990 + number % 30,
                kind=ShowKind.SERIES, director=hostile, company=hostile, job="Assistant de production",
            )
            for number in range(90)
        )  # fmt: skip
    long = {**HEAD, "intro_fr": "mot " * 100, "skills_fr": "mot " * 100, "shown": EVERYTHING}
    browse.post("career.save_cv", long)
    content = pdf(browse, "fr")
    assert papers.check(content).pages == 1
    said = papers.text_of(content)
    assert '#import "@preview/x" $x^2$ <b>&amp;' in said
    assert "titres plus anciens, depuis 1990." in said
    assert browse.get("career.preview", language="fr").text.count("<li><span") == 92
    browse.get("career.index")
    browse.get("career.index", page=2)


def test_on_a_stage_the_same_word_is_another_trade(browse: Browser, world: World):
    for title, kind in (("Sel", ShowKind.SHORT), ("Éclats", ShowKind.DANCE)):
        own = {"first_year": 2024, "last_year": 2024, "job": "Régisseur·euse général·e", "kind": kind}
        world.add(world.lune, OwnTitle(title=title, **own))
    page = browse.get("career.preview", language="en").text
    assert "Unit manager" in page.split("Sel<")[1].split("</li>")[0]
    assert "Stage manager" in page.split("Éclats<")[1].split("</li>")[0]
