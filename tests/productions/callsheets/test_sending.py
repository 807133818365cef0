"""A minute to change one's mind, then a frozen version, mails, and again only those concerned."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from pypdf import PdfReader
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from tests.productions.callsheets.make import approve, build, receipts, save, send, show, typed
from webapp.core import clock, files, links
from webapp.productions.callsheets import sending
from webapp.productions.callsheets.models import CallSheet, Version
from webapp.productions.crew.models import Member


@pytest.fixture
def sheet(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    approve(browse, at)
    return shot, at


def mails(peek) -> list[dict]:
    found = peek("SELECT args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver' ORDER BY id")
    return [row[0] for row in found]


def versions(world: World) -> list[Version]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Version).order_by(Version.number)))


def test_nothing_leaves_during_the_minute_and_it_can_be_stopped(world: World, browse: Browser, sheet, peek):
    shot, at = sheet
    browse.post("callsheets.send", {"to": [shot.nadia.public_id]}, **at)
    page = browse.get("callsheets.show", **at).text
    assert "Envoi en cours" in page and "Annuler l’envoi" in page
    assert "FDS J1 · " in page and "Convoc 7h15 · PAT 8h00 · Criée de Saint-Malo · Fin 18h00" in page
    (first,) = versions(world)
    stamp = first.leaves_at.isoformat()
    assert peek("SELECT count(*) FROM procrastinate_jobs WHERE scheduled_at > now() + interval '50 s'") == [
        (1,)
    ]
    browse.post("callsheets.cancel", **at)
    sending.leave.now(workspace_id=str(world.lune.id), version_id=str(first.id), leaves_at=stamp)
    assert mails(peek) == []
    assert receipts(world, world.lune) == {}
    assert versions(world)[0].is_draft
    browse.post("callsheets.send", {"to": [shot.nadia.public_id]}, **at)
    sending.leave.now(workspace_id=str(world.lune.id), version_id=str(first.id), leaves_at=stamp)
    assert mails(peek) == []  # the minute that was stopped is not the one that runs


def test_once_gone_it_cannot_be_stopped_and_does_not_leave_twice(world: World, browse: Browser, sheet, peek):
    _shot, at = sheet
    send(world, browse, at)
    before = len(mails(peek))
    (version,) = versions(world)
    sending.leave.now(
        workspace_id=str(world.lune.id), version_id=str(version.id), leaves_at=version.leaves_at.isoformat()
    )
    assert len(mails(peek)) == before == 3
    assert "Trop tard" in browse.post("callsheets.cancel", **at, status=422).text


def test_what_left_is_frozen_to_the_byte(world: World, browse: Browser, sheet, app):
    _shot, at = sheet
    values = typed(browse, at)
    send(world, browse, at)
    (version,) = versions(world)
    with app.app_context():
        content = b"".join(files.store().open(version.file_key))
    assert hashlib.sha256(content).hexdigest() == version.sha256
    browse.post("callsheets.save", {**values, "ready": "09:00"}, **at, status=404)
    browse.post("callsheets.approve", {"approved_by": "Une autre"}, **at, status=404)
    browse.post("callsheets.delete", {"confirmed": "y"}, **at, status=422)
    after = versions(world)[0]
    assert (after.content, after.sha256) == (version.content, version.sha256)


def test_what_is_lacking_is_said_and_who_was_ticked_stays_so(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    page = browse.post("callsheets.send", {"to": [shot.nadia.public_id]}, status=422, **at).text
    assert "Il manque qui valide la feuille." in page
    assert page.count(" checked") == 1
    approve(browse, at)
    assert "Choisissez au moins une personne." in browse.post("callsheets.send", {}, status=422, **at).text
    with time_machine.travel(clock.now() + timedelta(days=4)):
        assert "est passée" in browse.post("callsheets.send", {"to": ["x"]}, status=422, **at).text


def test_a_change_after_the_approval_takes_it_back(world: World, browse: Browser, sheet):
    _shot, at = sheet
    values = typed(browse, at)
    browse.post("callsheets.save", values, **at)
    assert versions(world)[0].approved_by == "Sophie Ansel"  # saved as it was
    browse.post("callsheets.save", {**values, "end": "19:00"}, **at)
    assert versions(world)[0].approved_by is None


def test_each_mail_says_one_s_own_line_and_nothing_of_the_others(world: World, browse: Browser, sheet, peek):
    _shot, at = sheet
    save(browse, at, "cast", cast__0__pickup="06:45", cast__0__pickup_at="hôtel", cast__0__makeup="07:00")
    approve(browse, at)
    send(world, browse, at)
    sent = {mail["to"]: mail for mail in mails(peek)}
    assert set(sent) == {"lise@exemple.fr", "nadia@exemple.fr", "paul@exemple.fr"}  # Sami has no address
    lise = sent["lise@exemple.fr"]
    assert lise["subject"].startswith("FDS J1 · ") and "vous\u00a0: 6h45" in lise["subject"]
    assert "On vient vous chercher à 6h45, hôtel" in lise["body"]
    assert "HMC\u00a0: 7h00" in lise["body"]
    assert "Nadia" not in lise["body"] and "7h15" not in lise["body"]
    assert "/fds/" in lise["body"]
    assert lise["reply_to"] == world.lune.email
    assert [one["name"] for one in lise["attached"]] == ["FDS_J1_v1_les-marees.pdf"]
    assert "Convocation à 7h15" in sent["nadia@exemple.fr"]["body"]


def test_no_private_phone_is_in_a_mail_a_link_or_the_page(
    world: World, browse: Browser, sheet, peek, stranger
):
    _shot, at = sheet
    send(world, browse, at)
    numbers = (
        "612345678",
        "06 12 34 56 78",
        "06\u00a012\u00a034\u00a056\u00a078",
        "698765432",
    )
    said = [str(mail) for mail in mails(peek)]
    with world.app.test_request_context():
        own = links.token_of(receipts(world, world.lune)["Nadia"].link_id)
    said += [stranger.client.get(f"/fds/{own}").text, stranger.client.get(group_path(world)).text]
    said.append(text_of(browse, at))
    for number in numbers:
        assert not [one for one in said if number in one], number
    assert "Nadia Belkacem" in said[-1]


def test_phones_are_on_the_page_only_where_they_were_ticked(world: World, browse: Browser, sheet):
    _shot, at = sheet
    browse.post("callsheets.save", {**typed(browse, at), "shows_phones": "y"}, **at)
    assert "06 12 34 56 78" in text_of(browse, at)
    values = typed(browse, at)
    values.pop("shows_phones")
    browse.post(
        "callsheets.save", {**values, "heads-0-phone": "06 01 02 03 04", "heads-0-shows_phone": "y"}, **at
    )
    text = text_of(browse, at)
    assert "06 01 02 03 04" in text and "06 12 34 56 78" not in text


def test_a_phone_its_owner_keeps_to_the_production_is_on_no_page(world: World, browse: Browser, sheet):
    shot, at = sheet
    with world.inside(world.lune) as session:
        session.get(Member, (world.lune.id, shot.sami.id)).shares_phone = False
    ticked = {"shows_phones": "y", "heads-0-name": "Sami Diallo", "heads-0-shows_phone": "y"}
    browse.post("callsheets.save", {**typed(browse, at), **ticked}, **at)
    text = text_of(browse, at)
    assert "06 12 34 56 78" in text and "Sami Diallo" in text
    assert "06 98 76 54 32" not in text


def test_a_moved_pat_asks_again_only_those_it_concerns(world: World, browse: Browser, sheet, peek, stranger):
    shot, at = sheet
    save(browse, at, "crew", **{f"t-{shot.nadia.public_id}": "06:15"})
    approve(browse, at)
    send(world, browse, at)
    for name in ("Nadia", "Paul"):
        with world.app.test_request_context():
            token = links.token_of(receipts(world, world.lune)[name].link_id)
        stranger.client.post(f"/fds/{token}", data={"does": "confirm"})
    browse.post("callsheets.next_version", **at)
    browse.post("callsheets.save", {**typed(browse, at), "ready": "09:00"}, **at)
    page = browse.get("callsheets.draft", **at).text
    assert "Ce que change la version 2" in page and "3 personnes seront redemandées" in page
    approve(browse, at)
    before = len(mails(peek))
    send(world, browse, at)
    again = {mail["to"]: mail for mail in mails(peek)[before:]}
    assert set(again) == {"lise@exemple.fr", "paul@exemple.fr"}  # Nadia is awaited at 6h15, as before
    now = receipts(world, world.lune)
    assert (now["Nadia"].number, now["Nadia"].confirmed_at is not None) == (1, True)
    assert (now["Paul"].number, now["Paul"].confirmed_at, now["Sami"].number) == (2, None, 2)
    assert "PAT : 8h00 → 9h00" in again["paul@exemple.fr"]["body"]
    follow = browse.get("callsheets.show", **at).text
    assert "version 2" in follow and "Remplacée" in follow


def test_the_others_are_told_without_being_asked_when_it_is_chosen(
    world: World, browse: Browser, sheet, peek
):
    shot, at = sheet
    send(world, browse, at, to=[shot.nadia.public_id, shot.paul.public_id])
    browse.post("callsheets.next_version", **at)
    browse.post("callsheets.save", {**typed(browse, at), "notes": "Bottes."}, **at)
    approve(browse, at)
    before = len(mails(peek))
    send(world, browse, at, to=[], others="y")
    assert {mail["to"] for mail in mails(peek)[before:]} == {"nadia@exemple.fr", "paul@exemple.fr"}
    assert {receipt.number for receipt in receipts(world, world.lune).values()} == {1}


def test_who_is_taken_off_is_told_not_to_come(world: World, browse: Browser, sheet, peek):
    shot, at = sheet
    send(world, browse, at)
    browse.post("callsheets.next_version", **at)
    values = typed(browse, at, "crew")
    values["on"].remove(shot.paul.public_id)
    browse.post("callsheets.save_section", values, **at, section="crew")
    approve(browse, at)
    before = len(mails(peek))
    send(world, browse, at)
    (told,) = mails(peek)[before:]
    assert told["to"] == "paul@exemple.fr" and "n’est plus demandée" in told["body"]
    assert receipts(world, world.lune)["Paul"].is_called is False


def test_a_short_rest_is_flagged_before_sending(world: World, browse: Browser):
    shot = show(world, world.lune)
    world.day(
        world.lune,
        shot.production,
        shot.on - timedelta(days=1),
        call_minute=840,
        ready_minute=900,
        end_minute=1410,
    )
    at = build(browse, shot)
    page = browse.get("callsheets.draft", **at).text
    assert "Repos court, Lise Aubertin" in page and "Repos court, Nadia Belkacem" in page
    assert "Fin prévue la veille à 23h30, attendu à 7h15" in page


def test_a_reminder_goes_to_those_who_have_not_answered(world: World, browse: Browser, sheet, peek, stranger):
    _shot, at = sheet
    send(world, browse, at)
    with world.app.test_request_context():
        token = links.token_of(receipts(world, world.lune)["Nadia"].link_id)
    stranger.client.post(f"/fds/{token}", data={"does": "confirm"})
    before = len(mails(peek))
    browse.post("callsheets.remind", **at)
    assert {mail["to"] for mail in mails(peek)[before:]} == {"lise@exemple.fr", "paul@exemple.fr"}


def test_a_draft_is_thrown_away_once_asked(world: World, browse: Browser, sheet):
    _shot, at = sheet
    assert "Supprimer le brouillon" in browse.post("callsheets.delete", status=422, **at).text
    browse.post("callsheets.delete", {"confirmed": "y"}, **at)
    with world.inside(world.lune) as session:
        assert session.scalars(select(CallSheet)).all() == []


def test_a_day_has_one_sheet_however_often_it_is_composed(world: World, browse: Browser):
    shot = show(world, world.lune)
    assert f'value="{shot.day}"' in browse.get("callsheets.index", **shot.at).text
    places = {
        browse.post("callsheets.build", {"day": shot.day}, **shot.at).headers["Location"] for _ in range(2)
    }
    assert len(places) == 1
    assert f'value="{shot.day}"' not in browse.get("callsheets.index", **shot.at).text
    browse.post("callsheets.build", {"day": "000000000000"}, **shot.at, status=404)


def test_a_day_whose_sheet_has_gone_leads_to_its_follow_up(world: World, browse: Browser, sheet):
    shot, at = sheet
    send(world, browse, at)
    answer = browse.post("callsheets.build", {"day": shot.day}, **shot.at)
    assert answer.headers["Location"].endswith(f"/callsheets/{at['sheet']}")


def test_what_is_typed_wrong_in_the_form_is_said_and_nothing_is_lost(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    values = {**typed(browse, at), "call": "25h00", "notes": "À ne pas perdre", "extras-0-count": "douze",
              "extras-0-label": "Mareyeurs", "forecasts-0-text": "J13"}  # fmt: skip
    page = browse.post("callsheets.save", values, status=422, **at).text
    assert "les heures vont de 0h00 à 23h59" in page and 'value="25h00"' in page
    assert "À ne pas perdre" in page and 'value="douze"' in page and "Un nombre entier" in page
    assert "Indiquez le jour." in page
    more = browse.post("callsheets.save", {**values, "more": "extras"}, status=422, **at).text
    assert "À ne pas perdre" in more and 'id="new-line"' in more
    assert versions(world)[0].sheet.call == 435


def test_what_is_typed_wrong_in_a_long_section_is_said_too(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    values = {**typed(browse, at, "crew"), f"t-{shot.nadia.public_id}": "6h99", "more": "crew"}
    page = browse.post("callsheets.save_section", values, status=422, **at, section="crew").text
    assert 'value="6h99"' in page and "les heures vont de 0h00 à 23h59" in page and 'id="new-line"' in page
    bad = {"scenes-0-number": "", "scenes-0-summary": "La halle", "scenes-0-eighths": "12/9"}
    page = browse.post("callsheets.save_section", bad, status=422, **at, section="scenes").text
    assert "La halle" in page and 'value="12/9"' in page and "À remplir, ou videz la ligne." in page
    browse.get("callsheets.edit_section", **at, section="scenes")


def test_a_reinforcement_of_the_day_is_on_the_page_and_off_the_list_of_links(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    more = {"crew__0__name": "Renée Fort", "crew__0__job": "Renfort régie", "crew__0__call": "06:00"}
    save(browse, at, "crew", **more)
    save(browse, at, "crew")
    assert "Renée Fort" in text_of(browse, at)
    assert "Renée Fort" not in browse.get("callsheets.draft", **at).text


def test_every_field_typed_is_on_the_page(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    values = typed(browse, at) | {
        "meal": "12:30", "meal_end": "13:30", "weather_morning": "Couvert, 9 °C", "hours_kind": "Mixte",
        "spots-0-parking_reserved": "arrêté 114",
        "extras-0-label": "Mareyeurs", "extras-0-count": "12", "extras-0-is_silhouette": "y",
        "needs-weapons": "Armurier présent", "needs-drone": "Plan de vol", "needs-camera": "Deuxième corps",
        "needs-prelight": "La veille", "moves-0-at": "06:45", "moves-0-leaves": "Gare", "moves-0-arrives": "Criée",
        "moves-0-driver": "Nolwenn", "meals_count": "58", "meals_diets": "4 végétariens", "risks": "Quai mouillé",
        "forecasts-0-day": "2026-11-30", "forecasts-0-text": "Maison du père", "notes": "Bottes",
    }  # fmt: skip
    values |= {"children-0-name": "Noémie Garance", "children-0-start": "08:00", "children-0-end": "20:00"}
    browse.post("callsheets.save", values, **at)
    scene = {"number": "41", "summary": "La halle", "roles": "1, 2", "seconds": "2:10", "eighths": "1 2/8",
             "effects": "brume"}  # fmt: skip
    save(browse, at, "scenes", **{f"scenes__0__{name}": value for name, value in scene.items()})
    text = text_of(browse, at)
    for said in ("12h30", "13h30", "Couvert", "Mixte", "arrêté 114", "La halle", "2:10", "1 2/8", "brume",
                 "silhouette", "Armurier", "Plan de vol", "Deuxième corps", "Prélight", "Nolwenn", "58",
                 "4 végétariens", "01 87 20 30 90", "Quai mouillé", "Maison du père", "Bottes", "Noémie Garance",
                 "8h00", "20h00", "112"):  # fmt: skip
        assert said in text, said
    page = browse.get("callsheets.draft", **at).text
    assert "Noémie Garance, hors de ses heures" in page  # called at 7h15, allowed from 8h00


def text_of(browse: Browser, at: dict[str, str]) -> str:
    answer = browse.client.get(browse.url("callsheets.paper", **at))
    assert answer.status_code == 200
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages).replace(
        "\u00a0", " "
    )


def group_path(world: World) -> str:
    with world.inside(world.lune) as session:
        link_id = session.scalars(select(CallSheet)).one().group_link_id
        assert link_id
        return f"/fds/group/{links.token_of(link_id)}"
