import re
from types import MappingProxyType
from typing import Any

import pytest

from tests.browse import HTMX, Browser
from tests.make import World
from tests.search.make import crowd, furnish
from webapp.contacts.models import Contact, Kind
from webapp.domain import permissions
from webapp.domain.permissions import Permission, Role

ROW = re.compile(r'<a class="body rowlink" href="([^"]+)"><span class="t">(.*?)</span>(?:<br><span class="s">(.*?)</span>)?', re.S)  # fmt: skip


@pytest.fixture
def furnished(world: World) -> World:
    furnish(world, world.lune)
    return world


def titles(browse: Browser, said: str) -> list[str]:
    return [bare(title) for _href, title, _line in ROW.findall(browse.get("search.index", q=said).text)]


def bare(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_one_word_finds_everything_of_the_workspace(browse: Browser, furnished: World):
    page = browse.get("search.index", q="marées").text
    found = [bare(title) for _href, title, _line in ROW.findall(page)]
    for title in ("Marée Lefèvre", "Les Marées", "Phare des Marées", "Relever les marées", "Bulletin des marées",
                  "Arrêté marées", "Les Marées, Assistante de production", "Facture pour Port des Marées"):  # fmt: skip
        assert title in found or title == "Marée Lefèvre", title
    assert any(re.fullmatch(r"Facture \S+", title) for title in found)
    headings = re.findall(r'<h2 id="in-\w+">(.*?)</h2>', page)
    assert set(headings) == {"Contacts", "Productions", "Engagements", "Factures et devis", "Papiers et documents", "Lieux", "Tâches"}  # fmt: skip
    assert "Les <mark>Marées</mark>" in page
    for href, _title, _line in ROW.findall(page):
        assert browse.client.get(href.replace("&amp;", "&")).status_code == 200, href


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("aicha", "Aïcha Diallo"),
        ("lefevr", "Marée Lefèvre"),
        ("aicha dialo", "Aïcha Diallo"),
        ("dialo aihca", "Aïcha Diallo"),
        ("scripte lefebre", "Marée Lefèvre"),
        ("marrees", "Les Marées"),
        ("kemere", "Les Marées"),
        ("06 12 34", "Aïcha Diallo"),
        ("+33 (0)6 12 34 56 78", "Aïcha Diallo"),
        ("07.55.55", "Aïcha Diallo"),  # her other number
        ("plongée", "Aïcha Diallo"),  # her tag
        ("ponant assistante", "Aïcha Diallo"),  # her company
        ("phar", "Phare des Marées"),
    ],
)
def test_a_word_typed_wrong_or_without_its_accents_finds(
    browse: Browser, furnished: World, said: str, title: str
):
    assert title in titles(browse, said)


def test_an_invoice_is_found_by_its_number_and_its_client(browse: Browser, furnished: World):
    (number,) = (
        title for title in titles(browse, "étude port") if " pour " not in title and title[:8] == "Facture "
    )
    assert number in titles(browse, number.removeprefix("Facture "))


def test_a_contact_is_called_from_its_row(browse: Browser, furnished: World):
    page = browse.get("search.index", q="aicha").text
    assert re.search(r'href="tel:\+33612345678" aria-label="Appeler Aïcha Diallo"', page)
    assert "Première assistante, 06\u00a012\u00a034\u00a056\u00a078" in bare(page)


def test_what_changed_is_found_by_its_new_words(browse: Browser, furnished: World, world: World):
    browse.post("contacts.create", {"kind": "company", "name": "Scierie Belon"})
    with world.inside(world.lune) as session:
        from webapp.contacts.actions import update_contact
        from webapp.contacts.details import Details

        company = session.query(Contact).filter(Contact.name == "Films du Ponant").one()
        update_contact(company, Details(Kind.COMPANY, "Films du Levant", city="Brest"))
    assert titles(browse, "scieri belont") == ["Scierie Belon"]
    assert "Aïcha Diallo" in titles(browse, "aicha levant")
    assert titles(browse, "aicha ponant") == []


def test_nothing_found_says_what_to_do(browse: Browser, furnished: World):
    page = browse.get("search.index", q="zzyzx <b>").text.replace("\u00a0", " ")
    assert "Rien pour « zzyzx &lt;b&gt; »" in page
    assert 'href="/w/lune/contacts/new?name=zzyzx+%3Cb%3E"' in page
    assert "Un mot suffit" in browse.get("search.index").text
    assert "Un mot suffit" in browse.get("search.index", q=" …!").text


def test_while_one_types_only_the_answers_come(browse: Browser, furnished: World):
    part = browse.get("search.index", q="aicha", headers=HTMX).text
    assert part.lstrip().startswith('<div class="stack g4 found" id="found"')
    assert '<p class="sr" role="status">1 résultat</p>' in part


def test_many_lead_to_the_list_of_their_room(browse: Browser, world: World):
    for number in range(8):
        world.person(world.lune, f"Nina Ferrand {number}")
    page = browse.get("search.index", q="ferrand").text
    assert len(ROW.findall(page)) == 6
    assert 'href="/w/lune/contacts/?q=ferrand"' in page
    assert "contacts/?q=" not in browse.get("search.index", q="fferrand").text, "its list would be empty"


def test_another_workspace_is_never_found(browse: Browser, other: Browser, furnished: World):
    for said in ("marées", "marrees", "aicha dialo", "06 12 34", "ponant"):
        assert titles(browse, said)
        assert titles(other, said) == [], said
        assert "Aïcha" not in other.get("contacts.suggestions", q=said, headers=HTMX).text
    assert "Aïcha" in browse.get("contacts.suggestions", q="aicha", headers=HTMX).text
    assert browse.client.get("/w/soleil/search?q=aicha").status_code == 404


def test_what_is_deleted_is_not_found(browse: Browser, world: World):
    person = world.person(world.lune, "Yann Kervella")
    assert titles(browse, "kervella") == ["Yann Kervella"]
    browse.post("contacts.delete", public_id=person.public_id)
    assert titles(browse, "kervella") == titles(browse, "kervela") == []


def test_a_viewer_sees_neither_what_is_confidential_nor_drafts(furnished: World, app: Any):
    viewer = Browser(app, furnished.member(furnished.lune, "vera@exemple.fr", Role.VIEWER))
    seen = titles(viewer, "marées")
    assert "Arrêté marées" in seen and "Phare des Marées" in seen
    assert "Budget marées" not in seen and "Facture pour Port des Marées" not in seen
    assert titles(viewer, "budgt marées") == []
    assert "Ajouter le contact" not in viewer.get("search.index", q="zzyzx").text


def test_what_may_not_be_read_is_not_searched(
    browse: Browser, furnished: World, monkeypatch: pytest.MonkeyPatch
):
    granted = permissions.ROLE_GRANTS[Role.OWNER] - {Permission.INVOICING_READ, Permission.INVOICING_WRITE}
    monkeypatch.setattr(permissions, "ROLE_GRANTS", MappingProxyType({Role.OWNER: granted}))
    assert not any("Facture" in title for title in titles(browse, "marées"))
    assert titles(browse, "etud port") == []
    monkeypatch.setattr(permissions, "ROLE_GRANTS", MappingProxyType({Role.OWNER: frozenset({Permission.WORKSPACE_READ})}))  # fmt: skip
    assert titles(browse, "marées") == []


def test_five_thousand_people_are_searched_in_two_statements(
    browse: Browser, world: World, statements: list[str]
):
    crowd(world, world.lune, 5_000)
    crowd(world, world.soleil, 500)
    world.person(world.lune, "Aïcha Diallo", phone="+33639981234")
    for said, most in (
        ("kervella", 1),
        ("aicha dialo", 2),
        ("lefebr", 2),
        ("06 39 98 12", 1),
        ("zzyzx", 2),
        ("a", 1),
    ):
        statements.clear()
        found = titles(browse, said)
        assert len([sent for sent in statements if "UNION ALL" in sent]) <= most, said
        assert len(statements) <= 3, "the door, and two"
        assert found or said == "zzyzx"
        if said in ("aicha dialo", "06 39 98 12"):
            assert found[0] == "Aïcha Diallo"
