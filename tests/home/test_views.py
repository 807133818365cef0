import json
import re
from datetime import date

import pytest
import time_machine

from tests.browse import Browser
from tests.make import World
from tests.productions.callsheets import make as callsheets
from tests.rights.declaration.make import at
from tests.rights.make import job
from webapp.core import clock
from webapp.core.tenancy import new_id
from webapp.documents.models import Document
from webapp.domain.permissions import Role
from webapp.engagements.models import Paper, PaperKind, PaperState, State
from webapp.rights.actions import OpeningTerms, record_opening


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2026-11-23 08:00", tick=False):
        yield


def seen(page) -> str:
    text = re.sub(r"<(script|style|template|dialog).*?</\1>", "", page.text, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_stranger_reads_what_it_is_and_no_price(stranger: Browser):
    page = stranger.get("home.landing")
    assert "Six employeurs" in page.text
    assert "/sign-up" in page.text
    assert "/sign-in" in page.text
    assert "12\u00a0€" not in page.text
    assert "par mois" not in page.text


def test_a_stranger_who_asks_for_english_gets_english(stranger: Browser):
    assert 'lang="en"' in stranger.get("home.landing", headers={"Accept-Language": "en"}).text


def test_a_signed_in_visitor_is_sent_to_the_last_workspace(browse: Browser):
    browse.get("home.today")
    assert browse.get("home.landing", status=303).headers["Location"].endswith("/w/lune/")


def test_a_signed_in_visitor_without_a_workspace_at_hand_chooses_one(browse: Browser):
    assert browse.get("home.landing", status=303).headers["Location"].endswith("/workspaces")


def test_the_manifest_describes_the_app(stranger: Browser):
    answer = stranger.get("home.manifest")
    assert answer.mimetype == "application/manifest+json"
    told = json.loads(answer.text)
    assert (told["name"], told["display"], told["start_url"]) == ("Raccord", "standalone", "/")
    assert told["icons"][0]["src"].startswith("/")
    assert stranger.client.get(told["icons"][0]["src"]).status_code == 200


def test_the_day_shows_its_jobs_with_whose_when_and_where(browse: Browser, world: World):
    ponant = world.company(world.lune, "Films du Ponant")
    film = world.production(world.lune, "Les Marées", hue=2)
    world.engagement(
        world.lune,
        ponant,
        production_id=film.id,
        start_on=date(2026, 11, 23),
        end_on=date(2026, 11, 27),
        daily_start_minute=435,
        daily_end_minute=1080,
    )
    text = seen(browse.get("home.today"))
    for said in (
        "Lundi 23 novembre",
        "Bonjour Camille",
        "MARÉES",
        "Les Marées",
        "7h15",
        "18h00",
        "Films du Ponant",
    ):
        assert said in text


def test_what_must_be_answered_and_the_week_are_told(browse: Browser, world: World):
    ponant = world.company(world.lune, "Films du Ponant")
    far = {"start_on": date(2027, 1, 4), "end_on": date(2027, 1, 8)}
    world.engagement(
        world.lune, ponant, state=State.OPTION, option_rank=2, option_until_on=date(2026, 11, 23), **far
    )
    world.engagement(
        world.lune, ponant, state=State.LEAD, called_by="Anne Le Goff", call_back_on=date(2026, 11, 20), **far
    )
    world.engagement(
        world.lune, ponant, contract_job="Repérages", start_on=date(2026, 11, 26), end_on=date(2026, 11, 26)
    )
    text = seen(browse.get("home.today"))
    assert "2e option, Films du Ponant" in text
    assert "Répondre aujourd’hui" in text
    assert "Rappeler Anne Le Goff" in text
    assert "Repérages Jeudi 26 novembre" in text


def test_late_papers_and_the_tray_are_told(browse: Browser, world: World):
    rouge = world.company(world.lune, "Brique Rouge")
    october = world.engagement(world.lune, rouge, start_on=date(2026, 10, 5), end_on=date(2026, 10, 9))
    with world.inside(world.lune) as session:
        for _ in range(4):
            session.add(
                Paper(
                    engagement_id=october.id,
                    kind=PaperKind.AEM,
                    state=PaperState.EXPECTED,
                    expected_on=date(2026, 11, 15),
                )
            )
        session.add(
            Document(
                title="Photo",
                file_key=str(new_id()),
                file_name="a.jpg",
                media_type="image/jpeg",
                size=9,
                sha256="",
            )
        )
    text = seen(browse.get("home.today"))
    assert "AEM, Brique Rouge 5 au 9 oct., 8 jours de retard" in text
    assert "1 autre papier en retard" in text
    assert "1 papier à classer" in text


def test_the_hours_wait_for_the_opening_then_count_from_it(browse: Browser, world: World):
    job(world, world.lune, "2026-02-02", "2026-02-06", 41)
    job(world, world.lune, "2026-04-06", "2026-04-10", 35)
    assert "Où en sont vos droits" in seen(browse.get("home.today"))
    with world.inside(world.lune):
        record_opening(OpeningTerms(is_first_request=False, fct_on=date(2026, 3, 14)))
    text = seen(browse.get("home.today"))
    assert "Encore 472 h à faire." in text
    assert "Depuis le 15 mars 2026" in text


def test_a_new_workspace_is_walked_through_its_first_steps(browse: Browser, world: World, peek):
    first = browse.get("home.today")
    assert "Démarrer en 10 minutes" in seen(first)
    assert 'class="done"' not in first.text

    with world.inside(world.lune):
        record_opening(OpeningTerms(is_first_request=True))
    world.person(world.lune)
    for title in ("Un", "Deux", "Trois"):
        world.production(world.lune, title)
    assert browse.get("home.today").text.count('class="done"') == 3
    assert "3 étapes sur 4" in browse.get("home.start").text

    world.engagement(world.lune)
    assert "Démarrer en 10 minutes" not in seen(browse.get("home.today"))


def test_the_first_steps_can_be_put_away(browse: Browser, peek):
    page = browse.follow(browse.post("home.welcome"))
    assert "Démarrer en 10 minutes" not in seen(page)
    assert peek("SELECT slug FROM workspaces WHERE welcomed_at IS NOT NULL") == [("lune",)]
    assert "Reprendre vos contrats" in browse.get("home.start").text


def test_the_other_workspace_shows_nothing_of_it(other: Browser, world: World):
    world.engagement(
        world.lune, contract_job="Repérages", start_on=date(2026, 11, 23), end_on=date(2026, 11, 23)
    )
    assert "Repérages" not in other.get("home.today").text
    other.place = world.lune
    for endpoint in ("home.today", "home.start", "home.add", "home.more"):
        other.get(endpoint, status=404)
    other.post("home.welcome", status=404)


def test_a_viewer_sees_no_way_to_write(app, world: World):
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    page = viewer.get("home.today").text
    assert "Ne plus montrer" not in page
    assert "Ajouter un engagement" not in page
    assert "permet de lire" in viewer.get("home.add").text
    viewer.post("home.welcome", status=403)


def test_the_page_of_what_can_be_added_and_the_page_of_the_rest(browse: Browser):
    assert "/engagements/new" in browse.get("home.add").text
    page = browse.get("home.more").text
    for path in ("/contacts/", "/documents/", "/members", "/workspaces", "/account", "/sign-out"):
        assert path in page


def test_the_day_costs_the_same_however_many_jobs(browse: Browser, world: World, statements: list[str]):
    with world.inside(world.lune):
        record_opening(OpeningTerms(is_first_request=False, fct_on=date(2026, 3, 14)))
    ponant = world.company(world.lune)
    counts = []
    for more in (1, 8):
        for n in range(more):
            job(
                world,
                world.lune,
                f"2026-11-{17 + n}",
                "2026-11-25",
                20,
                aem=PaperState.EXPECTED,
                employer=ponant,
            )
        statements.clear()
        browse.get("home.today")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4


def test_the_guard_names_the_workspace_in_every_part(browse: Browser, statements: list[str]):
    """The list of what is dated joins seven queries: each carries its own workspace."""
    browse.get("home.today")
    dated = next(sent for sent in statements if "UNION ALL" in sent)
    jobs, papers, days, tasks, quotes, bills, replies = dated.split("UNION ALL")
    assert "engagements.workspace_id =" in jobs
    assert "papers.workspace_id =" in papers
    for table in (
        "production_days",
        "production_days_1",
        "productions",
        "crew_members",
        "contacts",
        "call_sheets",
        "call_sheet_versions",
    ):
        assert f"{table}.workspace_id =" in days
    for table in ("tasks", "productions"):
        assert f"{table}.workspace_id =" in tasks
    for table in ("quotes", "quote_versions", "quote_answers", "clients", "invoices", "invoice_drafts"):
        assert f"{table}.workspace_id =" in quotes
    for table in ("invoices", "payments", "billing_events"):
        assert f"{table}.workspace_id =" in bills
    for table in ("share_replies", "shares", "productions", "contacts"):
        assert f"{table}.workspace_id =" in replies


def test_importing_stays_within_reach_on_a_phone(app, world, browse):
    here = browse.url("engagements.import_new")
    for endpoint in ("home.more", "home.add"):
        assert here in browse.get(endpoint).text
    assert here in browse.get("home.today").text.split('id="ajouter"')[1]
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    for endpoint in ("home.more", "home.add"):
        assert here not in viewer.get(endpoint).text


def test_the_tray_is_a_place_of_the_rail_even_empty(browse):
    rail = browse.get("home.today").text.split('class="tabbar"')[1]
    assert f'class="rail-only" href="{browse.url("documents.tray")}"' in rail
    rail = browse.get("documents.tray").text.split('class="tabbar"')[1]
    assert f'href="{browse.url("documents.tray")}" aria-current="page"' in rail


def test_who_may_add_nothing_is_offered_nothing_to_add(app, world, browse):
    assert 'class="add"' in browse.get("home.today").text
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    page = viewer.get("home.today").text
    assert 'class="add"' not in page
    assert 'id="ajouter"' not in page
    assert "pas d’y ajouter" in viewer.get("home.add").text


def test_a_production_of_the_day_is_read_at_a_glance(browse: Browser, world: World):
    with at("2026-11-23"):
        production = world.production(world.lune)
        world.day(world.lune, production)
        world.crew(world.lune, production, "Jonas Berthier")
        page = browse.get("home.today").text
    for said in ("J1 / 1", "7h15", "8h00", "18h00", "Lieu à préciser", 'href="tel:+33612345678"'):
        assert said in page
    assert "Rien aujourd’hui" not in page


def test_the_card_of_a_day_leads_to_its_call_sheet_draft_or_sent(browse: Browser, world: World):
    show = callsheets.show(world, world.lune, on=clock.today())
    at = callsheets.build(browse, show)
    assert browse.url("callsheets.draft", **at) in browse.get("home.today").text
    callsheets.approve(browse, at)
    callsheets.send(world, browse, at)
    page = browse.get("home.today").text
    assert f'href="{browse.url("callsheets.show", **at)}"' in page
    assert browse.url("callsheets.draft", **at) not in page
