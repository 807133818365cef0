import re
from datetime import date

import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.make import World
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.productions.models import Phase, PhaseKind, Production

TIDES = {
    "title": "Les Marées", "kind": "feature", "company": "Films du Ponant", "director": "Hélène Vasseur",
    "phases-0-kind": "preparation", "phases-0-start_on": "2026-09-21", "phases-0-end_on": "2026-11-04",
    "phases-1-kind": "shoot", "phases-1-start_on": "2026-11-05", "phases-1-end_on": "2026-12-15",
}  # fmt: skip
WASH = {
    "title": "La Grande Lessive", "kind": "theatre",
    "phases-0-kind": "shoot", "phases-0-start_on": "2026-12-08", "phases-0-end_on": "2026-12-19",
}  # fmt: skip


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch):
    """Make it another day; the sessions of the tests keep the real hour."""
    return lambda *day: monkeypatch.setattr(clock, "today", lambda: date(*day))


def one(world: World) -> Production:
    with world.inside(world.lune) as session:
        return session.scalars(select(Production)).one()


def test_without_any_a_sentence_says_how_to_begin(browse):
    assert "Un titre suffit" in browse.get("productions.index").text


def test_a_title_is_enough(browse, world: World):
    page = browse.follow(browse.post("productions.create", {"title": "Les Marées", "kind": "feature"})).text
    assert "MARÉES" in page
    production = one(world)
    assert (production.label, production.hue) == ("MARÉES", 1)
    assert "Dates à préciser" in browse.get("productions.index").text


def test_a_production_in_shoot_says_so_and_draws_its_dates(browse, world: World, on):
    on(2026, 11, 23)
    page = browse.follow(browse.post("productions.create", TIDES)).text
    assert "Long métrage d’Hélène Vasseur, Films du Ponant" in page
    assert "Tournage, 5 nov. au 15 déc." in page
    assert "En cours" in page
    card = browse.get("productions.index").text
    assert '<span class="tape now">Tournage</span>' in card


def test_two_that_meet_are_told_with_their_days(browse, on):
    on(2026, 11, 23)
    browse.post("productions.create", TIDES)
    browse.post("productions.create", WASH)
    page = browse.get("productions.index").text
    assert "tombent les mêmes jours" not in page  # the second is still to come
    on(2026, 12, 8)
    page = browse.get("productions.index").text
    assert "8 au 15 déc." in page
    assert "Les Marées et La Grande Lessive tombent les mêmes jours" in page
    assert "Représentations" in page


def test_asking_a_line_stores_nothing_and_loses_nothing(browse, world: World):
    page = browse.post("productions.create", {**TIDES, "more": "1", "once": "abc"}, status=422).text
    assert re.search(r'id="new-line".*?<select autofocus class="input" id="phases-2-kind"', page, re.S)
    again = {**TIDES, "more": "1", "phases-2-kind": "preparation"}
    assert "phases-3-kind" not in browse.post("productions.create", again, status=422).text
    assert 'value="2026-09-21"' in page
    assert "champ à corriger" not in page
    with world.inside(world.lune) as session:
        assert session.scalars(select(Production)).all() == []
    browse.post("productions.create", {**TIDES, "once": "abc"})
    assert one(world).title == "Les Marées"


def test_a_show_names_its_direction_in_words_of_its_trade(browse):
    page = browse.follow(browse.post("productions.create", {**TIDES})).text
    assert "Long métrage d’Hélène Vasseur, Films du Ponant" in page
    page = browse.follow(browse.post("productions.create", {**WASH, "director": "Mathilde Dervaux"})).text
    assert "Théâtre, mise en scène Mathilde Dervaux" in page


def test_empty_lines_are_left_out_and_one_day_needs_one_date(browse, world: World):
    sent = {
        **TIDES,
        "phases-1-end_on": "",
        "phases-2-kind": "post", "phases-2-start_on": "", "phases-2-end_on": "",
    }  # fmt: skip
    browse.post("productions.create", sent)
    with world.inside(world.lune) as session:
        phases = session.scalars(select(Phase).order_by(Phase.start_on)).all()
        assert [(phase.start_on, phase.end_on) for phase in phases] == [
            (date(2026, 9, 21), date(2026, 11, 4)),
            (date(2026, 11, 5), date(2026, 11, 5)),
        ]


def test_wrong_dates_are_told_on_their_line(browse, world: World):
    sent = {**TIDES, "phases-0-end_on": "2026-09-01", "phases-1-start_on": "", "label": "BEAUCOUPTROP"}
    page = browse.post("productions.create", sent, status=422).text
    assert "La fin est avant le début" in page
    assert "Indiquez le premier jour" in page
    assert "3 champs à corriger" in page
    assert "Dernier jour, étape 1" in page
    assert "Au plus 9" in page
    with world.inside(world.lune) as session:
        assert session.scalars(select(Contact)).all() == []


def test_a_production_is_changed_with_its_label_hue_and_lines(browse, world: World):
    browse.post("productions.create", TIDES)
    production = one(world)
    page = browse.get("productions.edit", public_id=production.public_id).text
    assert 'value="Films du Ponant"' in page
    assert 'value="2026-11-05"' in page
    assert 'name="phases-2-kind"' in page
    sent = {**TIDES, "label": "vague", "hue": "5", "phases-0-start_on": "", "phases-0-end_on": ""}
    browse.post("productions.update", sent, public_id=production.public_id)
    changed = one(world)
    assert (changed.label, changed.hue) == ("VAGUE", 5)
    with world.inside(world.lune) as session:
        assert [phase.kind for phase in session.scalars(select(Phase))] == [PhaseKind.SHOOT]
        assert len(session.scalars(select(Contact)).all()) == 1


def test_a_hue_that_does_not_exist_is_refused(browse):
    browse.post("productions.create", {"title": "Les Marées", "kind": "feature", "hue": "7"}, status=422)


def test_an_archive_is_read_and_comes_back(browse, world: World):
    production = world.production(world.lune, "Les Marées")
    page = browse.follow(browse.post("productions.archive", public_id=production.public_id)).text
    assert browse.url("productions.unarchive", public_id=production.public_id) in page
    assert "Les Marées" in browse.get("productions.index", tab="archived").text
    assert "Sortir des archives" in browse.get("productions.show", public_id=production.public_id).text
    browse.post("productions.unarchive", public_id=production.public_id)
    assert "Les Marées" in browse.get("productions.index").text


def test_deleting_asks_first_and_may_be_taken_back(browse, world: World):
    production = world.production(world.lune, "Les Marées")
    assert (
        "Ses engagements restent"
        in browse.get("productions.ask_deletion", public_id=production.public_id).text
    )
    page = browse.follow(browse.post("productions.delete", public_id=production.public_id)).text
    assert browse.url("productions.restore", public_id=production.public_id) in page
    browse.get("productions.show", status=404, public_id=production.public_id)
    browse.post("productions.restore", public_id=production.public_id)
    browse.get("productions.show", public_id=production.public_id)


def test_the_list_is_searched_as_one_types(browse, world: World):
    world.production(world.lune, "Les Marées")
    world.production(world.lune, "Nuit blanche")
    part = browse.get("productions.index", q="marees", headers=HTMX).text
    assert "<html" not in part
    assert "Les Marées" in part
    assert "Nuit blanche" not in part
    assert "Rien pour" in browse.get("productions.index", q="introuvable").text


def test_the_first_tab_that_holds_something_is_shown(browse, world: World, on):
    on(2027, 2, 1)
    browse.post("productions.create", TIDES)
    assert "Terminées" in browse.get("productions.index").text
    assert "Finie le 15 déc." in browse.get("productions.index").text
    assert "Pas de production en cours" in browse.get("productions.index", tab="current").text
    world.production(world.lune, "Nuit blanche", kind="other", company_id=world.company(world.lune).id)
    page = browse.get("productions.index").text
    assert "Dates à préciser" in page
    assert "Les Marées" not in page
    assert "Les Marées" in browse.get("productions.index", q="marees").text
    assert "Les Marées" not in browse.get("productions.index", q="marees", tab="undated").text


def test_archives_are_shown_when_asked_or_found(browse, world: World):
    world.production(world.lune, "Les Marées", archived_at=clock.now())
    assert "Pas de production en cours" in browse.get("productions.index").text
    assert 'class="card prodcard"' in browse.get("productions.index", q="marees").text


def test_an_unknown_kind_is_not_said(browse, world: World):
    company = world.company(world.lune)
    known = {"kind": "other", "company_id": company.id, "director": "Sana Belkacem"}
    production = world.production(world.lune, "Nuit blanche", **known)
    assert "Autre" not in browse.get("productions.index").text
    page = browse.get("productions.show", public_id=production.public_id).text
    assert "<p>Sana Belkacem, Films du Ponant</p>" in page


def test_the_list_costs_the_same_with_many_productions(browse, world: World, statements):
    world.production(world.lune, "Les Marées")
    statements.clear()
    browse.get("productions.index")
    few = len(statements)
    for number in range(6):
        production = world.production(world.lune, f"Titre {number}", company_id=world.company(world.lune).id)
        day = date(2026, 11, number + 1)
        world.add(
            world.lune, Phase(production_id=production.id, kind=PhaseKind.SHOOT, start_on=day, end_on=day)
        )
    statements.clear()
    browse.get("productions.index")
    assert len(statements) == few <= 4


def test_a_deleted_company_is_still_named(browse, world: World):
    browse.post("productions.create", TIDES)
    with world.inside(world.lune) as session:
        company = session.scalars(select(Contact)).one()
    browse.post("contacts.delete", public_id=company.public_id)
    page = browse.get("productions.show", public_id=one(world).public_id).text
    assert "Films du Ponant" in page
    assert f'href="{browse.url("contacts.show", public_id=company.public_id)}"' not in page


def test_the_other_workspace_sees_and_changes_nothing(browse, other, world: World):
    production = world.production(world.lune, "Les Marées")
    assert "Les Marées" not in other.get("productions.index").text
    for endpoint in ("show", "edit", "ask_deletion"):
        other.get(f"productions.{endpoint}", status=404, public_id=production.public_id)
        other.get(f"productions.{endpoint}", status=404, public_id=production.public_id, workspace="lune")
    for endpoint in ("update", "archive", "unarchive", "delete", "restore"):
        other.post(f"productions.{endpoint}", TIDES, status=404, public_id=production.public_id)
    assert "Les Marées" in browse.get("productions.index").text


def test_a_viewer_reads_and_is_offered_nothing_to_write(app, world: World):
    production = world.production(world.lune, "Les Marées")
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    for page in (
        viewer.get("productions.index").text,
        viewer.get("productions.show", public_id=production.public_id).text,
    ):
        assert "Les Marées" in page
        assert viewer.url("productions.new") not in page
        assert viewer.url("productions.edit", public_id=production.public_id) not in page
        assert viewer.url("productions.delete", public_id=production.public_id) not in page
    viewer.get("productions.new", status=403)
    viewer.post("productions.create", TIDES, status=403)
    for endpoint in ("update", "archive", "unarchive", "delete", "restore"):
        viewer.post(f"productions.{endpoint}", TIDES, status=403, public_id=production.public_id)
