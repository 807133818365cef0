import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.make import World
from webapp.invoicing.lines.queries import catalogue
from webapp.invoicing.models import CatalogueItem

DAY = {"words": "Rédaction d’un dossier d’aide", "detail": "Région ou CNC", "price_cents": "280", "unit": "DAY",
       "vat_bp": "550", "nature": "service"}  # fmt: skip


def item(world: World) -> CatalogueItem:
    with world.inside(world.lune) as session:
        return session.scalars(select(CatalogueItem)).one()


def test_without_anything_the_list_says_what_to_do(browse: Browser):
    assert "Ajouter une prestation" in browse.get("seller.catalogue").text


def test_what_one_sells_is_kept_with_its_price(browse: Browser, other: Browser, world: World):
    page = browse.follow(browse.post("seller.create_item", DAY)).text.replace("\u00a0", " ")
    for told in ("Rédaction d’un dossier d’aide", "280,00 €", "par jour", "TVA 5,5 %"):
        assert told in page, told
    kept = item(world)
    assert (kept.price_cents, kept.unit, kept.vat_bp, kept.nature) == (280_00, "DAY", 550, "service")
    assert "dossier" not in other.get("seller.catalogue").text
    other.get("seller.edit_item", item_id=kept.public_id, status=404)


def test_a_double_click_adds_one(browse: Browser, world: World):
    for _ in range(2):
        browse.post("seller.create_item", {**DAY, "once": "the same form"})
    item(world)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"words": ""}, "À remplir"),
        ({"price_cents": "0"}, "Un prix va de"),
        ({"price_cents": "cher"}, "cher"),
        ({"price_cents": ""}, "À remplir"),
        ({"vat_bp": "1234"}, "Choisissez dans la liste"),
        ({"vat_bp": "vingt"}, "Choisissez dans la liste"),
        ({"unit": "KG"}, "Choisissez dans la liste"),
        ({"nature": "rien"}, "Choisissez dans la liste"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    browse: Browser, world: World, changed: dict[str, str], said: str
):
    page = browse.post("seller.create_item", {**DAY, **changed}, status=422).text
    assert said in page
    assert "Région ou CNC" in page
    with world.inside(world.lune) as session:
        assert session.scalars(select(CatalogueItem)).all() == []


def test_it_is_changed_deleted_and_brought_back(browse: Browser, world: World):
    browse.post("seller.create_item", DAY)
    item_id = item(world).public_id
    assert 'value="280,00"' in browse.get("seller.edit_item", item_id=item_id).text
    browse.post("seller.update_item", {**DAY, "price_cents": "300"}, item_id=item_id)
    assert item(world).price_cents == 300_00
    page = browse.follow(browse.post("seller.delete_item", item_id=item_id)).text
    assert "n’est plus dans vos prestations" in page
    assert f"{item_id}/restoration" in page
    browse.get("seller.edit_item", item_id=item_id, status=404)
    with world.inside(world.lune):
        assert list(catalogue()) == []
    browse.post("seller.restore_item", item_id=item_id)
    with world.inside(world.lune):
        assert [one.words for one in catalogue()] == [DAY["words"]]


def test_search_forgives_accents_and_reads_details(browse: Browser):
    browse.post("seller.create_item", DAY)
    browse.post("seller.create_item", {**DAY, "words": "Relecture", "detail": ""})
    part = browse.get("seller.catalogue", q="redaction cnc", headers=HTMX).text
    assert "dossier" in part
    assert "Relecture" not in part
    assert "<html" not in part
    assert "Ajouter «" in browse.get("seller.catalogue", q="montage").text


def test_what_another_workspace_deleted_is_not_restored_from_here(
    browse: Browser, other: Browser, world: World
):
    other.post("seller.create_item", DAY)
    with world.inside(world.soleil) as session:
        item_id = session.scalars(select(CatalogueItem.public_id)).one()
    other.post("seller.delete_item", item_id=item_id)
    browse.post("seller.restore_item", item_id=item_id, status=404)
    other.post("seller.restore_item", item_id=item_id)
