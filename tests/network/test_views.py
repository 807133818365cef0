import re
from datetime import timedelta

import pytest

from tests.browse import HTMX, Browser
from webapp.core import clock
from webapp.domain.permissions import Role


def ago(days):
    return clock.today() - timedelta(days=days)


def due(world, name="Inès Kadri", **values):
    values = {"cadence_days": 30, "created_at": clock.now() - timedelta(days=50), **values}
    return world.person(world.lune, name, **values)


def kept(peek, what="kind, note, minutes, happened_on", where="deleted_at IS NULL"):
    return peek(f"SELECT {what} FROM exchanges WHERE {where} ORDER BY created_at")


def test_one_tap_notes_a_call_of_today_and_it_may_be_taken_back(world, browse, peek):
    person = due(world)
    other = due(world, "Omar Seddiki")
    told = {"kind": "call", "note": ""}
    page = browse.follow(browse.post("network.note", told, contact=person.public_id, status=303))
    assert "Appel noté." in page.text and person.name in page.text
    assert kept(peek) == [("call", None, None, clock.today())]
    (exchange,) = peek("SELECT public_id FROM exchanges")
    page = browse.follow(browse.post("network.delete", exchange=exchange[0], status=303))
    assert "Échange supprimé." in page.text and kept(peek) == []
    browse.post("network.restore", exchange=exchange[0], status=303)
    assert len(kept(peek)) == 1
    browse.post("network.restore", exchange=exchange[0], status=404)
    assert other.name not in page.text


def test_with_scripts_the_story_alone_comes_back_with_the_undo(world, browse, peek):
    person = due(world)
    url = browse.url("network.note", contact=person.public_id)
    sent = {"kind": "coffee", "note": "Elle rappelle lundi", "once": "k" * 20}
    for _twice in range(2):
        answer = browse.client.post(url, data=sent, headers=HTMX)
        assert answer.status_code == 200
    assert len(kept(peek)) == 1, "a double tap notes it once"
    answer = browse.client.post(url, data={**sent, "once": "l" * 20}, headers=HTMX)
    assert "Café noté." in answer.text and "/deletion" in answer.text and "Elle rappelle lundi" in answer.text
    assert "<html" not in answer.text and "Pourquoi appeler" not in answer.text
    assert answer.headers["HX-Trigger"] == "touch-changed"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_note_says_something_and_what_is_wrong_keeps_what_was_typed(world, browse, peek, headers):
    person = due(world)
    url = browse.url("network.note", contact=person.public_id)
    empty = browse.client.post(url, data={"kind": "note", "note": " "}, headers=headers)
    assert empty.status_code == 422 and "Écrivez ce que vous voulez garder." in empty.text
    long = browse.client.post(url, data={"kind": "call", "note": "mot " * 600}, headers=headers)
    assert long.status_code == 422 and "mot mot" in long.text
    assert browse.client.post(url, data={"kind": "fax"}, headers=headers).status_code == 422
    assert kept(peek) == []


def test_another_day_and_a_duration_on_a_page_of_its_own(world, browse, peek):
    person = due(world)
    told = {"kind": "meeting", "on": ago(3).isoformat(), "minutes": "45", "note": "Au bureau"}
    browse.post("network.create", told, contact=person.public_id, status=303)
    assert kept(peek) == [("meeting", "Au bureau", 45, ago(3))]
    ((exchange,),) = peek("SELECT public_id FROM exchanges")
    page = browse.get("network.edit", exchange=exchange)
    assert "Au bureau" in page.text and 'value="45"' in page.text
    for wrong, words in (
        ({"on": ago(-1).isoformat()}, "Cette date n’est pas encore arrivée."),
        ({"on": ""}, "À remplir."),
        ({"minutes": "1,5"}, "Indiquez des minutes entières."),
        ({"minutes": "longtemps"}, "n’est pas une quantité"),
    ):
        answer = browse.post("network.update", {**told, **wrong}, exchange=exchange, status=422)
        assert words in answer.text and "Au bureau" in answer.text
    browse.post("network.update", {**told, "kind": "call", "minutes": ""}, exchange=exchange, status=303)
    assert kept(peek) == [("call", "Au bureau", None, ago(3))]


def test_the_page_says_whom_to_call_and_why(world, browse, statements):
    person = due(world, phone="+33639981060", job="Productrice")
    world.exchange(world.lune, person, ago(74))
    due(world, "Ailleurs", cadence_days=None)
    statements.clear()
    page = browse.get("network.index")
    assert len(statements) <= 4
    text = page.text.replace("\u00a0", " ")
    assert "Rythme : tous les 30 jours, dernier échange il y a 74 jours" in text
    assert 'href="tel:+33639981060"' in text
    assert text.index("À rappeler aujourd’hui") < text.index("Qui appeler avant un creux"), (
        "today comes first"
    )
    assert browse.url("ties.index") in text and browse.url("ties.hirers") in text
    for endpoint in ("network.timeline", "network.rhythm"):
        statements.clear()
        browse.get(endpoint, contact=person.public_id)
        assert len(statements) <= 4, endpoint


def test_home_tells_three_of_them_at_most_or_nothing(world, browse, statements):
    url = browse.url("network.due")
    assert browse.client.get(url, headers=HTMX).text == ""
    for name in ("Un", "Deux", "Trois", "Quatre"):
        due(world, name)
    statements.clear()
    part = browse.client.get(url, headers=HTMX).text
    assert len(statements) <= 4
    assert part.count('class="item"') == 3 and '<span class="muted num">4</span>' in part
    assert browse.client.get(url).headers["Location"].endswith("/network/")
    assert url in browse.get("home.today").text


def test_done_with_a_line_takes_off_the_list_and_comes_back_when_undone(world, browse, peek):
    person = due(world)
    page = browse.follow(
        browse.post("network.done", {"kind": "call", "note": "Rappelle en mars"}, contact=person.public_id)
    )
    assert (
        "Inès Kadri\u00a0: c’est fait." in page.text
        and "Rythme" not in page.text.split("due-t")[1].split("</section>")[0]
    )
    assert kept(peek) == [("call", "Rappelle en mars", None, clock.today())]
    ((exchange,),) = peek("SELECT public_id FROM exchanges")
    browse.post("network.delete", exchange=exchange, status=303)
    assert "aucun échange noté" in browse.get("network.index").text


def test_later_takes_off_the_list_until_that_day_and_may_be_undone(world, browse, peek):
    person = due(world)
    for until, days in (("tomorrow", 1), ("two_weeks", 14), ("nonsense", 1)):
        answer = browse.post("network.snooze", {"until": until, "back": "network"}, contact=person.public_id)
        assert answer.headers["Location"].endswith("/network/")
        assert peek("SELECT snoozed_until_on FROM contacts") == [(ago(-days),)]
    assert "aucun échange noté" not in browse.get("network.index").text
    assert "Annuler le report" in browse.get("network.rhythm", contact=person.public_id).text
    browse.post("network.wake", contact=person.public_id, status=303)
    assert "aucun échange noté" in browse.get("network.index").text


def test_undoing_a_second_later_gives_back_the_first(world, browse, peek):
    person = due(world)
    browse.post("network.snooze", {"until": "month"}, contact=person.public_id)
    first = peek("SELECT snoozed_until_on FROM contacts")
    page = browse.follow(browse.post("network.snooze", {"until": "tomorrow"}, contact=person.public_id))
    assert peek("SELECT snoozed_until_on FROM contacts") != first
    (undo,) = re.findall(r'action="([^"]*/waking\?until=[^"]*)"', page.text)
    assert browse.client.post(undo).status_code == 303
    assert peek("SELECT snoozed_until_on FROM contacts") == first
    browse.post("network.wake", contact=person.public_id, until="hier")
    assert peek("SELECT snoozed_until_on FROM contacts") == [(None,)], "what is no day is none"


def test_a_rhythm_is_one_tap_or_another_number(world, browse, peek):
    person = due(world, cadence_days=None)
    world.tag(world.lune, "Nord", person, cadence_days=45)
    values = {"contact": person.public_id}

    def days():
        return peek("SELECT cadence_days FROM contacts")[0][0]

    for asked, wanted in (("60", 60), ("never", 0), ("tags", None)):
        browse.post("network.keep_rhythm", {"rhythm": asked}, **values, status=303)
        assert days() == wanted
    browse.post("network.keep_rhythm", {"days": "12"}, **values, status=303)
    assert days() == 12
    for wrong in ("0", "800", "1,5", "souvent"):
        answer = browse.post("network.keep_rhythm", {"days": wrong}, **values, status=422)
        assert f'value="{wrong}"' in answer.text
    assert days() == 12
    browse.post("network.keep_rhythm", {"days": ""}, **values, status=303)
    assert days() is None
    url = browse.url("network.keep_rhythm", **values)
    part = browse.client.post(url, data={"rhythm": "30"}, headers=HTMX).text.replace("\u00a0", " ")
    assert (
        'value="30" aria-pressed="true"' in part and "Pourquoi appeler" in part and "45 j, « Nord »" in part
    )


def test_who_may_only_read_is_shown_no_button(app, world, browse):
    person = due(world)
    world.exchange(world.lune, person, ago(60), note="Au port")
    viewer = Browser(app, world.member(world.lune, "lecteur@exemple.fr", Role.VIEWER))
    for endpoint in ("network.timeline", "network.rhythm"):
        page = viewer.get(endpoint, contact=person.public_id)
        assert "<form" not in page.text.split("<main")[1].split("</main>")[0]
    assert "c’est fait" not in viewer.get("network.index").text.lower()
    viewer.post("network.note", {"kind": "call"}, contact=person.public_id, status=403)
    world.tag(world.lune, "Nord", person)
    assert "Nord" in viewer.get("tags.index").text


def test_oneself_is_neither_called_back_nor_listed(world, browse):
    due(world, "Camille Roussel")
    due(world)
    page = browse.get("network.index").text
    assert "Inès Kadri" in page
    assert "Camille Roussel" not in page.split("<main")[1].split("</main>")[0]
    assert "Camille Roussel" not in browse.get("network.due", headers=HTMX).text
