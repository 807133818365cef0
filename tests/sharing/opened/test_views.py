"""The page of a link as it is answered: its language, its code, its PDF and files, and a tab that comes back."""

import gzip
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests import papers
from tests.browse import HTMX, Browser, check_page
from webapp.core import clock, throttle
from webapp.core.access import Door, mark_of
from webapp.domain.situations import Count, CountKind, Source, SourceKind
from webapp.productions.models import Phase, PhaseKind
from webapp.productions.shared import File
from webapp.sharing import actions, sections
from webapp.sharing.codes import code_digest
from webapp.sharing.models import Part, Share, Situation
from webapp.sharing.opened import door
from webapp.sharing.queries import share_or_404, share_with_productions

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile Safari/604.1"}


def said(page):
    text = re.sub(r"<[^>]+>", " ", re.sub(r"<template.*?</template>", "", page.text, flags=re.S))
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def film(world):
    production = world.production(
        world.lune, "Les Marées", kind="feature", director="Hélène Vasseur",
        company_id=world.company(world.lune, "Films du Ponant").id,
    )  # fmt: skip
    world.day(world.lune, production, date(2026, 12, 14), call_minute=435)
    world.add(
        world.lune,
        Phase(
            production_id=production.id, kind=PhaseKind.SHOOT, start_on=date(2026, 11, 9), end_on=date(2026, 12, 18)
        ),
    )  # fmt: skip
    return production


def stated(world, production, place=None, **values):
    figure = Count(CountKind.SHOT, 11, 28, date(2026, 11, 20), Source(SourceKind.PLANNING)).to_values()
    words = {"text": "Onze jours tournés.", "figures": [figure], "by_name": "Camille Roussel", **values}
    return world.add(
        place or world.lune,
        Situation(production_id=production.id, on=date(2026, 11, 23), at=datetime(2026, 11, 22, 19, 10, tzinfo=UTC), **words),
    )  # fmt: skip


def lock(world, share, code="4821"):
    with world.inside(world.lune) as session:
        session.get_one(Share, (world.lune.id, share.id)).code_digest = (
            code_digest(share.id, code) if code else None
        )


def revoke(world, share):
    with world.inside(world.lune):
        actions.revoke_share(share_or_404(share.public_id))


def test_the_page_says_who_shares_what_until_when_and_where_things_are(world, stranger, film):
    stated(world, film, validated_by="Sophie Ansel", validated_job="directrice de production",
           validated_at=datetime(2026, 11, 23, 6, 40, tzinfo=UTC))  # fmt: skip
    token, _share = world.share(
        world.lune, film, part=Part.PRODUCER, from_job="chargée de production", from_phone="+33639981020",
        contract_ends_on=date(2026, 12, 18), message="Bonne lecture, Marc.", ends_on=date(2026, 12, 20),
    )  # fmt: skip
    page = stranger.get("sharing.shown", token=token)
    text = said(page)
    for words in (
        "Camille Roussel", "chargée de production", "Les Marées, Films du Ponant", "Contrat jusqu’au 18 déc. 2026",
        "Lecture seule, jusqu’au 20 déc. 2026", "Long métrage d’Hélène Vasseur, Films du Ponant. Pour Marc Delcourt, production",
        "Bonne lecture, Marc.", "Situation au lundi 23 novembre 2026", "« Onze jours tournés. »",
        "Camille Roussel, 22 nov. à 20 h 10", "Sophie Ansel, directrice de production, 23 nov. à 7 h 40",
        "11 sur 28", "Planning, 20 nov.", "Dates clés", "Tournage", "9 nov. au 18 déc. 2026", "14 décembre",
        "gardées 90 jours", "Ce lien ne montre jamais",
    ):  # fmt: skip
        assert words in text, words
    assert 'href="tel:+33639981020"' in page.text and "06 39 98 10 20" in text


def test_the_page_and_its_card_tell_nothing_to_a_preview(world, stranger, film):
    token, _share = world.share(world.lune, film, message="Secret de plateau")
    head = stranger.get("sharing.shown", token=token).text.split("<body")[0]
    assert "<title>Document partagé par Camille Roussel" in head
    assert 'property="og:title" content="Document partagé par Camille Roussel"' in head
    assert "Marées" not in head and "Secret" not in head and "Delcourt" not in head
    assert not re.search(r'(?:href|src)="(?:https?:)?//', head)


def version_of(page):
    return re.search(r"version=(\w+)", page.text)[1]


def regrant(world, share, *grants):
    with world.inside(world.lune):
        found, productions = share_with_productions(share.public_id)
        wanted = actions.Wanted(found.name, found.ends_on, grants, found.from_name)
        actions.change_share(found, wanted, productions)


def test_what_is_not_validated_is_said_and_amounts_wait(world, stranger, film, monkeypatch):
    monkeypatch.setattr("webapp.sharing.opened.queries.AMOUNTS", frozenset({"quotes.amounts"}))
    token, share = world.share(world.lune, film, grants=("planning", "quotes.amounts"))
    stated(world, film)
    text = said(stranger.get("sharing.shown", token=token))
    assert "Pas encore validée" in text and "Montants masqués" in text
    again = {
        "token": token,
        "version": version_of(stranger.get("sharing.shown", token=token)),
        "headers": HTMX,
    }
    stranger.get("sharing.shown", status=204, **again)
    regrant(world, share, "planning")
    assert "Montants masqués" not in stranger.get("sharing.shown", **again).text
    regrant(world, share, "planning", "quotes.amounts")
    stated(world, film, validated_by="Sophie Ansel", validated_at=clock.now())
    assert "Montants masqués" not in said(stranger.get("sharing.shown", token=token))


def test_a_link_with_nothing_to_show_yet_says_so(world, stranger):
    token, _share = world.share(world.lune, world.production(world.lune))
    assert "Rien n’est encore partagé ici." in said(stranger.get("sharing.shown", token=token))


def test_several_productions_are_told_apart(world, stranger, film):
    other = world.production(world.lune, "La Grande Lessive")
    token, _share = world.share(world.lune, film, other)
    page = stranger.get("sharing.shown", token=token)
    assert "<h1>Les Marées, La Grande Lessive</h1>" in page.text
    assert page.text.count('class="tape') == 2
    assert "Rien n’est encore partagé ici." in said(page)


@pytest.mark.parametrize(("language", "asked", "spoken"), [("fr", "", "fr"), ("en", "", "en"), ("fr", "en", "en"), ("en", "fr", "fr"), ("fr", "de", "fr")])  # fmt: skip
def test_the_whole_page_is_in_the_language_of_the_link_or_the_one_asked(
    world, stranger, film, language, asked, spoken
):
    token, _share = world.share(world.lune, film, language=language)
    page = stranger.get("sharing.shown", token=token, langue=asked or None, headers={"Accept-Language": "de"})
    assert f'<html lang="{spoken}"' in page.text
    assert ("Lecture seule" in page.text) == (spoken == "fr")
    assert ("décembre" in page.text) == (spoken == "fr")
    other = "en" if spoken == "fr" else "fr"
    assert f'langue={other}" hreflang="{other}" lang="{other}"' in page.text


def test_a_tab_that_comes_back_gets_what_changed_and_nothing_else(world, stranger, film, statements, peek):
    token, share = world.share(world.lune, film)
    page = stranger.client.get(f"/s/{token}", headers=PHONE)
    again = re.search(r'hx-get="([^"]+)"', page.text)[1].replace("&amp;", "&")
    statements.clear()
    same = stranger.client.get(again, headers={**PHONE, **HTMX})
    assert (same.status_code, same.data, len(statements)) == (204, b"", 3)
    world.day(world.lune, film, date(2026, 12, 15))
    changed = stranger.client.get(again, headers={**PHONE, **HTMX})
    assert changed.status_code == 200
    assert visits(peek) == 1
    assert "15 décembre" in changed.text and "<main" in changed.text and "<html" not in changed.text
    revoke(world, share)
    gone = stranger.client.get(again, headers={**PHONE, **HTMX})
    unknown = stranger.client.get("/s/unknown", headers={**PHONE, **HTMX})
    assert gone.status_code == unknown.status_code == 404
    assert gone.data == unknown.data and gone.headers["HX-Refresh"] == unknown.headers["HX-Refresh"] == "true"
    assert gone.data == stranger.client.get("/s/unknown").data


def visits(peek):
    return peek("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'sharing.actions.note_visit'")[0][
        0
    ]


def test_opening_takes_four_statements_its_visit_included(world, stranger, film, statements, peek):
    """The fourth puts the visit in the queue; the worker notes it."""
    token, _share = world.share(world.lune, film, grants=("planning", "planning.times"))
    stranger.client.get(f"/s/{token}", headers=PHONE)
    statements.clear()
    assert stranger.client.get(f"/s/{token}", headers=PHONE).status_code == 200
    assert len(statements) == 3
    assert visits(peek) == 2
    stranger.client.get(f"/s/{token}", headers={"User-Agent": "facebookexternalhit/1.1"})
    assert visits(peek) == 2


def test_a_long_page_is_light_and_asks_for_few_things(world, stranger, film):
    spot = world.spot(world.lune)
    for after in range(80):
        world.day(
            world.lune, film, date(2027, 1, 4) + timedelta(days=after), place_id=spot.id, call_minute=435
        )
    token, _share = world.share(world.lune, film, grants=sorted(sections.PARTS))
    page = stranger.client.get(f"/s/{token}", headers={"Accept-Encoding": "gzip"})
    assert len(page.data) <= 10_000
    html = gzip.decompress(page.data).decode()
    assert html.count("Criée de Saint-Malo") >= 80
    asked = set(re.findall(r'<(?:link rel="stylesheet"|script)[^>]+(?:href|src)="([^"#]+)"', html))
    waited = [one for one in asked if "/back.js" not in one]  # of use once the page has been left
    assert len(waited) + len(("the page", "icons", "font")) <= 6


def test_a_member_opens_the_link_as_anybody_and_is_no_visitor(world, browse, other, film, peek):
    token, _share = world.share(world.lune, film)
    for someone, counted in ((browse, 0), (other, 1)):
        someone.get("home.today")  # the cookie then says which workspace
        page = someone.client.get(f"/s/{token}", headers=PHONE)
        assert page.status_code == 200 and "Les Marées" in page.text
        assert visits(peek) == counted


def test_a_locked_link_tells_nothing_of_the_production_before_its_code(world, stranger, film):
    token, share = world.share(world.lune, film, from_phone="+33639981020", message="Bonne lecture")
    lock(world, share)
    page = stranger.get("sharing.shown", token=token)
    assert "Camille Roussel" in page.text and 'inputmode="numeric"' in page.text
    for hidden in ("Marées", "Ponant", "Vasseur", "Bonne lecture", "Delcourt", film.public_id):
        assert hidden not in page.text
    for ending in ("/pdf", f"/files/planning/{film.public_id}/x"):
        answer = stranger.client.get(f"/s/{token}{ending}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/s/{token}")
    part = stranger.client.get(f"/s/{token}?version=x", headers=HTMX)
    assert (part.data, part.headers["HX-Redirect"]) == (b"", f"/s/{token}")


def test_a_right_code_is_remembered_until_it_changes(world, stranger, film, app):
    token, share = world.share(world.lune, film)
    lock(world, share)
    for wrong, sentence in (
        ("", "À remplir."),
        ("12", "quatre chiffres"),
        ("0000", "Ce n’est pas le bon code"),
    ):
        refused = stranger.post("sharing.code", {"code": wrong}, token=token, status=422)
        assert sentence in refused.text and "Marées" not in refused.text
    accepted = stranger.post("sharing.code", {"code": " 48 21 "}, token=token)
    assert "Les Marées" in stranger.follow(accepted).text
    assert stranger.client.get(f"/s/{token}/pdf").mimetype == "application/pdf"
    assert "Marées" not in Browser(app, None).get("sharing.shown", token=token).text
    lock(world, share, "1111")
    assert "Marées" not in stranger.get("sharing.shown", token=token).text
    lock(world, share, None)
    assert "Les Marées" in stranger.get("sharing.shown", token=token).text
    assert stranger.client.get(f"/s/{token}/code").headers["Location"] == f"/s/{token}"


def test_a_code_sent_with_the_key_of_a_form_opens_as_without(world, stranger, film, peek):
    token, share = world.share(world.lune, film)
    lock(world, share)
    for _twice in range(2):
        stranger.post("sharing.code", {"code": "4821", "once": "a" * 22}, token=token)
    assert "Les Marées" in stranger.get("sharing.shown", token=token).text
    assert peek("SELECT count(*) FROM once") == [(0,)]


def test_codes_are_tried_five_times_for_a_link_and_from_an_address(world, stranger, film, app):
    token, share = world.share(world.lune, film)
    beside, same_address = world.share(world.lune, film)
    for one in (share, same_address):
        lock(world, one)
    for _again in range(5):
        stranger.post("sharing.code", {"code": "0000"}, token=token, status=422)
    far = {"REMOTE_ADDR": "203.0.113.9"}
    for address, environment in ((token, {}), (token, far), (beside, {})):
        refused = Browser(app, None).client.post(
            f"/s/{address}/code", data={"code": "4821"}, environ_overrides=environment
        )
        assert refused.status_code == 429
        assert "Attendez un quart d’heure" in refused.text and "Marées" not in refused.text
        check_page(refused.text)


def test_codes_are_tried_forty_times_a_day_for_a_link_from_wherever(world, stranger, film, monkeypatch):
    monkeypatch.setattr(door, "TRIES", throttle.Limit("share codes", 1000, per_minutes=15))
    token, share = world.share(world.lune, film)
    lock(world, share)
    for number in range(41):
        far = {"REMOTE_ADDR": f"203.0.113.{number}"}
        tried = stranger.client.post(f"/s/{token}/code", data={"code": "0000"}, environ_overrides=far)
        assert tried.status_code == (422 if number < 40 else 429)
    assert "Trop d’essais aujourd’hui" in tried.text and "Camille Roussel" in tried.text


def test_a_calendar_application_has_a_key_that_opens_nothing_else(app, world, stranger, film):
    token, share = world.share(world.lune, film, grants=("calendar",))
    assert "k=" not in followed(stranger.get("sharing.shown", token=token))
    lock(world, share)
    stranger.post("sharing.code", {"code": "4821"}, token=token)
    address = followed(stranger.get("sharing.shown", token=token))
    application = Browser(app, None).client
    feed = application.get(address)
    assert (feed.status_code, feed.mimetype) == (200, "text/calendar") and "20261214" in feed.text
    assert application.get(address.replace("k=", "k=x")).status_code == 303
    query = address.partition("?")[2]
    assert "Marées" not in application.get(f"/s/{token}?{query}").text
    assert application.get(f"/s/{token}/pdf?{query}").status_code == 303
    lock(world, share, "1111")
    assert application.get(address).status_code == 303


def followed(page):
    """The path of the calendar, as the page of the link tells it."""
    return re.search(r'"webcal://[^/"]+([^"]+)"', page.text)[1]


def test_the_page_is_saved_as_a_paper_neutral_by_its_name(world, stranger, film):
    stated(world, film)
    for language, name, figure in (
        ("fr", "document-partage", "11 sur 28"),
        ("en", "shared-document", "11 of 28"),
    ):
        token, _share = world.share(
            world.lune,
            film,
            grants=("planning", "planning.times"),
            language=language,
            message="Bonne lecture.",
        )
        answer = stranger.client.get(f"/s/{token}/pdf")
        assert f"{name}-{clock.today():%Y-%m-%d}.pdf" in answer.headers["Content-Disposition"]
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        paper = papers.check(answer.data, language=language)
        assert "Marées" not in paper.title and paper.pages == 1
        text = papers.text_of(answer.data)
        for words in (
            "Les Marées",
            "Marc Delcourt",
            "Bonne lecture.",
            "Onze jours tournés.",
            figure,
            "Hélène Vasseur",
        ):
            assert words in text, words
        assert "7h15" in text.replace("7:15", "7h15")


def test_a_file_is_handed_over_when_its_section_is_granted_and_within_one_production(
    world, stranger, film, monkeypatch
):
    beside, mine = world.production(world.lune, "Autre film"), world.production(world.soleil)
    asked = []

    def file(scope, key):
        asked.append(scope)
        return File("plan.pdf", "application/pdf", content=b"%PDF-1.7") if key == "good" else None

    section = replace(sections.BY_KEY["planning"], file=file)
    monkeypatch.setitem(sections.BY_KEY, "planning", section)
    other = world.production(world.lune, "La Grande Lessive")
    token, _share = world.share(world.lune, film, other)
    answer = stranger.client.get(f"/s/{token}/files/planning/{film.public_id}/good")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, b"%PDF-1.7", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="plan.pdf"')
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert asked[0].productions == (film.id,)
    for ending in (
        f"planning/{film.public_id}/bad", f"crew/{film.public_id}/good", f"nothing/{film.public_id}/good",
        f"planning/{beside.public_id}/good", f"planning/{mine.public_id}/good",
    ):  # fmt: skip
        missing = stranger.client.get(f"/s/{token}/files/{ending}")
        assert missing.status_code == 404 and "Cette page n’existe pas" in missing.text, ending
    bare, _share = world.share(world.lune, film, grants=())
    assert stranger.client.get(f"/s/{bare}/files/planning/{film.public_id}/good").status_code == 404
    assert len(asked) == 2


def test_a_missing_file_has_no_navigation_even_for_a_member(world, browse, film):
    token, _share = world.share(world.lune, film)
    missing = browse.client.get(f"/s/{token}/files/planning/{film.public_id}/x")
    assert missing.status_code == 404 and "/w/lune" not in missing.text


def addresses(app, token):
    """Every public address of a link, with how it is asked."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("sharing.") and mark_of(app.view_functions[rule.endpoint]) is Door.LINK:
            beside = dict.fromkeys(rule.arguments - {"token"}, "000000000000")
            with app.test_request_context():
                path = app.url_for(rule.endpoint, token=token, **beside)
            yield from ((rule.endpoint, method, path) for method in sorted(rule.methods & {"GET", "POST"}))


def test_unknown_expired_and_revoked_are_one_page_at_every_address(app, world, stranger, film, monkeypatch):
    gone, share = world.share(world.lune, film)
    locked, closed = world.share(world.lune, film)
    over, _old = world.share(world.lune, film, ends_on=date(2026, 12, 1))
    lock(world, closed)
    for one in (share, closed):
        revoke(world, one)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 5, tzinfo=clock.PARIS))
    monkeypatch.setattr("webapp.core.links.GUESSES", throttle.Limit("links", 900, per_minutes=10))
    answers = set()
    for token in ("unknown", gone, over, locked):
        for _endpoint, method, path in addresses(app, token):
            for way in ({}, HTMX):
                answers.add(seen(stranger.client.open(path, method=method, headers=way), is_part=bool(way)))
    assert len(answers) == 1
    status, body, _headers = answers.pop()
    assert status == 404 and "Ce lien n’est plus valable." in body.decode()
    check_page(body.decode())


def test_every_address_of_a_locked_link_asks_for_its_code(app, world, stranger, film):
    token, share = world.share(world.lune, film, grants=sorted(sections.PARTS))
    lock(world, share)
    for endpoint, method, path in addresses(app, token):
        if endpoint not in (door.SHOWN, "sharing.code"):
            answer = stranger.client.open(path, method=method)
            assert (answer.status_code, answer.headers.get("Location")) == (303, f"/s/{token}"), (
                method,
                path,
            )


def test_the_language_asked_goes_along_with_the_links_of_the_page(world, stranger, film):
    token, share = world.share(world.lune, film, grants=sorted(sections.PARTS))
    page = stranger.get("sharing.shown", token=token, langue="en")
    links = re.findall(rf'(?:href|hx-get|action)="(/s/{token}[^"]*)"', page.text)
    assert len(links) >= 3
    assert [one for one in links if "langue=en" not in one and "langue=fr" not in one] == []
    assert "langue" not in re.search(r'webcal:[^"]+', page.text)[0]
    lock(world, share)
    assert (
        f'action="/s/{token}/code?langue=en"' in stranger.get("sharing.shown", token=token, langue="en").text
    )


def seen(answer, *, is_part=False):
    assert (answer.headers.get("HX-Refresh") == "true") is is_part
    told = ("Set-Cookie", "X-Request-Id", "HX-Refresh")
    return answer.status_code, answer.data, tuple(sorted((k, v) for k, v in answer.headers if k not in told))


def test_openings_of_one_link_are_throttled(world, stranger, film, monkeypatch):
    monkeypatch.setattr(door, "OPENINGS", throttle.Limit("share openings", 2, per_minutes=10))
    token, _share = world.share(world.lune, film)
    beside, _other = world.share(world.lune, film)
    assert [stranger.client.get(f"/s/{token}").status_code for _again in range(3)] == [200, 200, 429]
    assert stranger.client.get(f"/s/{beside}").status_code == 200
