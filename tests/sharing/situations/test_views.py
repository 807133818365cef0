"""A situation is proposed, accepted, frozen, validated and taken back; links show what stands."""

import re
from datetime import timedelta

import pytest
from flask import g
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from webapp.core import clock
from webapp.core.db import leave
from webapp.domain.permissions import Role
from webapp.productions.crew.models import ContractStatus, Department
from webapp.sharing.models import Situation
from webapp.sharing.opened.queries import enter, page_of
from webapp.sharing.situations.labels import after_a_name

DAY = timedelta(days=1)


@pytest.fixture
def film(world: World):
    """Two days behind, one ahead, one contract of two signed, and a directrice de production."""
    found = world.production(world.lune)
    for n in (-2, -1, 1):
        world.day(world.lune, found, clock.today() + n * DAY)
    world.crew(world.lune, found, "Nadia Belkacem", contract_status=ContractStatus.SIGNED)
    world.crew(
        world.lune, found, "Sophie Ansel", department=Department.PRODUCTION, contract_job="Directrice de production"
    )  # fmt: skip
    return found


def plain(response) -> str:
    return response.text.replace("\u00a0", " ").replace("&nbsp;", " ")


def typed(browse: Browser, film, **values):
    """The form as a browser would send it back, with what was typed over it."""
    page = browse.get("sharing.situation", production=film.public_id).text
    form = page[page.index('id="write"') :]
    sent = {
        "on": re.search(r'name="on"[^>]*value="([^"]*)"', form)[1],
        "after": re.search(r'name="after"[^>]*value="([^"]*)"', form)[1],
        "text": re.search(r'<textarea[^>]*name="text"[^>]*>\s*([^<]*)</textarea>', form)[1],
        "by_name": "Camille Roussel",
        "by_job": "Chargée de production",
        "figures": re.findall(r'name="figures" value="([^"]*)" checked', form),
    }
    return {**sent, **values}


def write(browse: Browser, film, **values):
    return browse.follow(
        browse.post("sharing.write_situation", typed(browse, film, **values), production=film.public_id)
    )


def kept(world: World) -> list[Situation]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Situation).order_by(Situation.at)))


def on_link(world: World, token: str):
    """The situation and the parts of the page of a link, read as the role of links; they are plain values."""
    with world.app.test_request_context():
        page = page_of(enter(token))
        leave()
    return page.productions[0].situation


def validate(browse: Browser, film, one, status=303, **values):
    now = clock.now().astimezone(clock.PARIS)
    said = {
        "validated_by": "Sophie Ansel", "validated_job": "directrice de production", "on": f"{now:%Y-%m-%d}",
        "minute": f"{now:%H:%M}", **values,
    }  # fmt: skip
    at = {"production": film.public_id, "statement_id": one.public_id}
    return browse.post("sharing.validate", said, status=status, **at)


def test_nothing_is_on_a_link_until_somebody_accepts(world, browse, film):
    token, _share = world.share(world.lune, film)
    page = plain(browse.get("sharing.situation", production=film.public_id))
    assert "Aucune situation" in page and "Deux jours tournés sur trois, un contrat signé sur deux." in page
    assert "2 sur 3" in page and "Planning," in page and "1 sur 2" in page and "Équipe," in page
    assert on_link(world, token) is None
    assert kept(world) == []
    assert "Situation au" in plain(write(browse, film))
    (one,) = kept(world)
    assert (one.text, one.by_name, one.by_job) == (
        "Deux jours tournés sur trois, un contrat signé sur deux.", "Camille Roussel", "Chargée de production",
    )  # fmt: skip
    assert [(it["kind"], it["count"], it["of"]) for it in one.figures] == [
        ("shot", 2, 3),
        ("contracts", 1, 2),
    ]
    shown = on_link(world, token)
    assert (
        shown and shown.text == one.text and shown.by_name == "Camille Roussel" and shown.validated_by is None
    )


def test_a_figure_left_is_not_said_nor_kept_and_typed_words_stay(world, browse, film):
    sent = typed(browse, film)
    ask = {**sent, "figures": sent["figures"][1:], "propose": "y", "by_job": "Coordinatrice"}
    page = plain(browse.post("sharing.write_situation", ask, production=film.public_id, status=422))
    assert "Un contrat signé sur deux.</textarea>" in page and "Coordinatrice" in page
    assert "jours tournés sur trois.</textarea>" not in page
    write(browse, film, figures=sent["figures"][1:], text="Nous tournons à Saint-Malo.")
    (one,) = kept(world)
    assert (one.text, [it["kind"] for it in one.figures]) == ("Nous tournons à Saint-Malo.", ["contracts"])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": " "}, "Écrivez une phrase"),
        ({"text": "a" * 1001}, "Au plus 1000 caractères."),
        ({"on": ""}, "Indiquez le jour."),
        ({"on": "hier"}, "hier"),
        ({"on": (clock.today() + 2 * DAY).isoformat()}, "pas encore arrivée"),
        ({"by_name": ""}, "Indiquez qui l’établit."),
    ],
)
def test_bad_input_is_said_and_loses_nothing(world, browse, film, values, said):
    sent = typed(browse, film, by_job="Coordinatrice", **values)
    page = browse.post("sharing.write_situation", sent, production=film.public_id, status=422).text
    assert said in page and "Coordinatrice" in page and 'value="shot-' in page
    assert kept(world) == []


def test_a_thousand_letters_over_several_lines_are_accepted(world, browse, film):
    write(browse, film, text=("a" * 499 + "\r\n") * 2)
    assert kept(world)[0].text == "a" * 499 + "\n" + "a" * 499


def test_figures_stay_as_they_were_and_are_told_in_the_language_of_the_page(world, browse, film):
    write(browse, film)
    world.day(world.lune, film, clock.today() + 9 * DAY)
    page = plain(browse.get("sharing.situation", production=film.public_id))
    first, form = page.split('id="write"')
    assert "2 sur 3" in first and "2 sur 4" not in first and "2 sur 4" in form
    again = {"production": film.public_id, "again": kept(world)[0].public_id}
    corrected = plain(browse.get("sharing.situation", **again)).split('id="write"')[1]
    assert "2 sur 3" in corrected and "2 sur 4" not in corrected
    token, _share = world.share(world.lune, film)
    (figure, _contracts) = on_link(world, token).figures
    for language, label, value in (("fr", "Jours tournés", "2 sur 3"), ("en", "Days shot", "2 of 3")):
        with world.app.test_request_context():
            g.language = language
            assert (figure.label, figure.value) == (label, value)


def test_what_changed_since_the_page_was_opened_is_read_again_before_it_is_kept(world, browse, film):
    first, second = typed(browse, film), typed(browse, film, text="La mienne.")
    browse.post("sharing.write_situation", first, production=film.public_id)
    page = browse.post("sharing.write_situation", second, production=film.public_id, status=422).text
    assert "Une autre situation est en tête" in page and "La mienne." in page
    assert [one.text for one in kept(world)] == [first["text"]]
    stale = typed(browse, film, text="Chiffres d’avant.")
    world.day(world.lune, film, clock.today() + 9 * DAY)
    page = browse.post("sharing.write_situation", stale, production=film.public_id, status=422).text
    assert "Des chiffres ont changé" in page and "Chiffres d’avant." in page and len(kept(world)) == 1


def test_a_double_click_writes_once(world, browse, film):
    sent = typed(browse, film, once="abc")
    for _ in range(2):
        browse.post("sharing.write_situation", sent, production=film.public_id)
    assert len(kept(world)) == 1


def test_somebody_validates_the_last_one_as_it_is_written(world, browse, film):
    token, _share = world.share(world.lune, film)
    write(browse, film)
    (one,) = kept(world)
    at = {"production": film.public_id, "statement_id": one.public_id}
    form = browse.get("sharing.validation", **at).text
    assert 'value="Sophie Ansel"' in form and 'value="directrice de production"' in form
    for values, said in (
        ({"validated_by": ""}, "Indiquez qui valide."),
        ({"minute": "25:99"}, "25:99"),
        ({"on": (clock.today() - 3 * DAY).isoformat()}, "avant que ce texte soit écrit"),
        ({"on": (clock.today() + DAY).isoformat()}, "pas encore arrivée"),
    ):
        page = validate(browse, film, one, 422, **{"validated_job": "Direction", **values}).text
        assert said in page and "Direction" in page, values
    page = plain(browse.follow(validate(browse, film, one)))
    assert "Validée par Sophie Ansel." in page and "Sophie Ansel, directrice de production," in page
    assert on_link(world, token).validated_by == "Sophie Ansel"
    assert "déjà validée par Sophie Ansel" in plain(validate(browse, film, one, 422, validated_by="Autre"))
    assert kept(world)[0].validated_by == "Sophie Ansel"


def test_a_corrected_text_is_another_situation_that_nobody_validated(world, browse, film):
    token, _share = world.share(world.lune, film)
    write(browse, film)
    (first,) = kept(world)
    validate(browse, film, first)
    write(browse, film, text="Deux jours tournés.", again=first.public_id)
    one, last = kept(world)
    assert one.is_validated and not last.is_validated
    shown = on_link(world, token)
    assert (shown.text, shown.validated_by) == ("Deux jours tournés.", None)
    assert "Une autre situation a été écrite depuis" in plain(validate(browse, film, one, 422))


@pytest.mark.parametrize("action", ["withdraw_validation", "remove_situation"])
def test_a_validation_or_a_situation_is_taken_back_once_confirmed(world, browse, film, action):
    token, _share = world.share(world.lune, film)
    write(browse, film, text="La première.")
    validate(browse, film, kept(world)[0])
    write(browse, film, text="La seconde.")
    last = kept(world)[-1]
    validate(browse, film, last)
    at = {"production": film.public_id, "statement_id": last.public_id}
    assert 'name="confirmed"' in browse.post(f"sharing.{action}", {}, status=422, **at).text
    assert len(kept(world)) == 2 and kept(world)[-1].is_validated
    browse.post(f"sharing.{action}", {"confirmed": "y"}, **at)
    shown = on_link(world, token)
    if action == "remove_situation":
        assert (shown.text, shown.validated_by) == ("La première.", "Sophie Ansel")
        browse.post(f"sharing.{action}", {"confirmed": "y"}, status=404, **at)
    else:
        assert (shown.text, shown.validated_by) == ("La seconde.", None)
        assert [one.is_validated for one in kept(world)] == [True, False]


def test_those_before_are_listed_page_by_page(world, browse, film):
    for n in range(23):
        said = {"text": f"Phrase {n}.", "by_name": "Camille", "on": clock.today()}
        world.add(world.lune, Situation(production_id=film.id, at=clock.now() - n * DAY, **said))
    first = browse.get("sharing.situation", production=film.public_id).text
    assert "Phrase 0." in first and "Phrase 19." in first and "Phrase 20." not in first
    second = browse.get("sharing.situation", production=film.public_id, page=2).text
    assert "Phrase 22." in second and "Phrase 19." not in second and 'id="write"' not in second


def test_a_viewer_reads_and_a_stranger_finds_nothing(app, world, browse, other, film):
    write(browse, film)
    (one,) = kept(world)
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    page = viewer.get("sharing.situation", production=film.public_id).text
    assert "Deux jours tournés" in page and 'id="write"' not in page and "Supprimer" not in page
    at = {"production": film.public_id, "statement_id": one.public_id}
    other.get("sharing.situation", production=film.public_id, status=404)
    aside = world.production(world.lune, "Autre film")
    for endpoint in ("validate", "withdraw_validation", "remove_situation"):
        viewer.post(f"sharing.{endpoint}", {"confirmed": "y"}, status=403, **at)
        other.post(f"sharing.{endpoint}", {"confirmed": "y"}, status=404, **at)
        browse.post(
            f"sharing.{endpoint}", {"confirmed": "y"}, status=404, **{**at, "production": aside.public_id}
        )
    assert len(kept(world)) == 1


def test_the_page_of_a_production_leads_there(browse, film):
    assert (
        browse.url("sharing.situation", production=film.public_id)
        in browse.get("productions.show", public_id=film.public_id).text
    )


@pytest.mark.parametrize(
    ("job", "said"), [("Chargée de production", "chargée de production"), ("HMC", "HMC"), (None, None)]
)
def test_a_function_follows_a_name(job, said):
    assert after_a_name(job) == said
