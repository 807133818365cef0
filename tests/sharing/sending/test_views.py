"""A link sent by mail: what leaves, to whom, in which language, and what is told when nobody receives it."""

import re
from datetime import timedelta

import pytest

from tests.accounts.post import queued
from webapp.core import clock
from webapp.core.mail import refused
from webapp.sharing.queries import share_or_404


@pytest.fixture
def share(world):
    _token, share = world.share(
        world.lune, world.production(world.lune), email="marc@exemple.fr", language="en", message="Hello Marc"
    )
    return share


def test_a_link_leaves_by_mail_under_a_neutral_subject_in_the_language_of_its_reader(
    app, browse, world, share, peek
):
    at = {"share_id": share.public_id}
    page = browse.get("sharing.compose", **at).text
    assert 'value="marc@exemple.fr"' in page and "Hello Marc" in page
    wrong = browse.post("sharing.send", {"to": "marc", "message": "À garder"}, status=422, **at).text
    assert "À garder" in wrong
    sent = {"to": "marc@exemple.fr", "message": "Hello Marc", "once": "k"}
    browse.post("sharing.send", sent, **at)
    browse.post("sharing.send", sent, **at)
    mails = queued(peek)
    assert len(mails) == 1, "sent twice is sent once"
    (mail,) = mails
    (asked,) = peek("SELECT args->>'reply_to' FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
    assert (mail.to, asked) == ("marc@exemple.fr", (world.lune.email,))
    assert "Les Marées" not in mail.subject + mail.body
    assert mail.body.startswith("Hello Marc") and re.search(r"/s/[\w-]{43}", mail.body)
    page = browse.get("sharing.show", **at).text
    assert "Envoyé à marc@exemple.fr" in page
    with world.inside(world.lune):
        assert share_or_404(share.public_id).sent_at is not None


def test_an_address_that_refuses_is_told_on_the_page_of_the_link(app, browse, world, share):
    at = {"share_id": share.public_id}
    browse.post("sharing.send", {"to": "refuse@exemple.fr", "message": "Bonjour"}, **at)
    with world.inside(world.lune):
        refused.send(f"share {share.id}", reason="550 Unknown here")
    page = browse.get("sharing.show", **at).text
    assert "Le mail à refuse@exemple.fr n’est pas arrivé." in page and "550 Unknown here" in page


def test_a_closed_door_is_sent_to_nobody(browse, world, share):
    _token, over = world.share(
        world.lune, world.production(world.lune, "Fini"), ends_on=clock.today() - timedelta(days=1)
    )
    browse.post("sharing.send", {"to": "a@exemple.fr", "message": "x"}, status=404, share_id=over.public_id)
