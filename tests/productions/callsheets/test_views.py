"""A sheet from the day to its answers, as pages."""

from tests.browse import Browser
from tests.make import World
from tests.productions.callsheets.make import approve, build, link_of, receipts, send, show


def test_an_empty_list_says_what_to_do(world: World, browse: Browser):
    production = world.production(world.lune)
    page = browse.get("callsheets.index", production=production.public_id).text
    assert "Aucune feuille de service" in page
    assert "Déposer la feuille reçue" in page


def test_a_day_becomes_a_draft_with_its_people_and_its_place(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    page = browse.get("callsheets.edit", **at).text
    assert "Criée de Saint-Malo" in page
    assert "CH de Saint-Malo" in page
    assert "Nadia Belkacem" in page and "Maud" in page
    assert "01 87 20 30 90" in page
    draft = browse.get("callsheets.draft", **at).text
    assert "Il manque\u00a0: qui valide la feuille." in draft
    assert ">7h15<" in draft


def test_it_is_approved_sent_and_followed(world: World, browse: Browser, stranger: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    approve(browse, at)
    send(world, browse, at)
    page = browse.get("callsheets.show", **at).text
    assert "version 1" in page and "En attente" in page
    assert set(receipts(world, world.lune)) == {"Lise", "Nadia", "Paul", "Sami"}
    link = link_of(world, world.lune, "Nadia")
    opened = stranger.client.get(link, headers={"User-Agent": "Mozilla/5.0 (iPhone)"})
    assert opened.status_code == 200
    assert "Bien reçu, 7h15" in opened.text
