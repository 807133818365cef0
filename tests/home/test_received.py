"""What came by one's own links, on the page of the day."""

from datetime import date

from tests.browse import Browser
from tests.make import World
from tests.sharing.answers.make import ids, linked, replied
from webapp.domain.permissions import Role
from webapp.sharing.models import ReplyKind

QUESTION = {"kind": ReplyKind.QUESTION, "name": "Sophie Ansel", "words": "Et le parking ?", "subject": "1"}


def test_an_answer_is_read_on_the_page_of_the_day_until_it_is_done(browse: Browser, world: World, peek):
    share, production = linked(world, world.lune)
    replied(world, world.lune, share, production)
    replied(world, world.lune, share, production, **QUESTION)
    page = browse.get("home.today")
    told = browser_words(page)
    assert "Reçu par vos liens 2" in told
    assert told.index("Sophie Ansel pose une question") < told.index("Marc Delcourt confirme")
    for said in ("J12, lundi 23 novembre", "« Et le parking ? »", "Les Marées", "lien de Marc Delcourt"):
        assert said in told
    assert 'href="mailto:marc@exemple.fr?subject=Les%20Mar%C3%A9es%2C%20J12' in page.text
    assert browse.url("productions.show", public_id=production.public_id) in page.text
    for reply in ids(peek):
        done = browse.follow(browse.post("sharing.handle", reply_id=reply, at="home"))
    assert "Réponse traitée." in done.text and "Reçu par vos liens" not in done.text
    browse.post("sharing.handle", reply_id=reply, at="home", undo="y")
    assert "Sophie Ansel pose une question" in browser_words(browse.get("home.today"))


def test_a_few_are_told_and_how_many_wait(browse: Browser, world: World):
    share, production = linked(world, world.lune)
    for day in range(6):
        label = f"J{day}, {date(2026, 11, 2 + day)}"
        replied(world, world.lune, share, production, subject=str(day), label=label)
    told = browser_words(browse.get("home.today"))
    assert "Reçu par vos liens 6" in told
    assert told.count("Marc Delcourt confirme") == 4
    assert "J5, 2026-11-07" in told


def test_another_workspace_reads_and_handles_nothing_of_it(app, other: Browser, world: World, peek):
    share, production = linked(world, world.lune)
    replied(world, world.lune, share, production)
    assert "Reçu par vos liens" not in other.get("home.today").text
    (reply,) = ids(peek)
    other.post("sharing.handle", reply_id=reply, status=404)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    page = viewer.get("home.today").text
    assert "Marc Delcourt confirme" in page and "sharing/replies" not in page
    viewer.post("sharing.handle", reply_id=reply, status=403)
    assert peek("SELECT handled_at FROM share_replies") == [(None,)]


def browser_words(page) -> str:
    return Browser.sentences(page).replace("\u00a0", " ")
