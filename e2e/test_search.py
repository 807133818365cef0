"""A supplier is called in two taps and a word, however it is typed; the keyboard alone finds and opens too."""

from collections.abc import Callable

from playwright.sync_api import expect

from e2e.person import Person
from tests.make import World


def test_somebody_is_called_in_two_taps_and_a_word(people: Callable[..., Person], world: World) -> None:
    world.person(world.lune, "Aïcha Diallo", job="Loueuse", phone="+33639981012")
    world.person(world.lune, "Maud Lefèvre", phone="+33639981013")
    world.person(world.soleil, "Aïcha Mendes", phone="+33639981014")
    show = world.production(world.lune, "Les Marées")
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{show.public_id}")
    camille.follow("Rechercher")
    camille.arrives_at("Rechercher")
    field = camille.page.get_by_label("Rechercher dans tout l’espace")
    if camille.has_scripts:
        expect(field).to_be_focused()
    camille.check("Rechercher")
    field.press_sequentially("aicha dialo")
    if not camille.has_scripts:
        field.press("Enter")
    camille.reads("Aïcha Diallo", "Loueuse, 06 39 98 10 12")
    camille.sees_no("Aïcha Mendes")
    call = camille.page.get_by_role("link", name="Appeler Aïcha Diallo")
    assert call.get_attribute("href") == "tel:+33639981012"
    box = call.bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= 40
    camille.check("Rechercher")
    assert "q=aicha" in camille.page.url, "coming back finds the same answers"

    field.fill("zzyzx")
    if not camille.has_scripts:
        field.press("Enter")
    camille.reads("Rien pour « zzyzx »")
    camille.check("Rechercher")
    camille.follow("Ajouter le contact")
    camille.arrives_at("Nouveau contact")
    assert camille.field("Nom").input_value() == "zzyzx"


def test_the_keyboard_finds_opens_and_comes_back(people: Callable[..., Person], world: World) -> None:
    for name in ("Nina Ferrand", "Paul Ferrand"):
        world.person(world.lune, name)
    camille = people(world.lune)
    camille.open("/w/lune/contacts/")
    if not camille.has_scripts:
        camille.open("/w/lune/search?q=ferand")
        camille.follow("Paul Ferrand")
        camille.arrives_at("Paul Ferrand")
        return
    keys = camille.page.keyboard
    keys.press("/")
    camille.arrives_at("Rechercher")
    field = camille.page.get_by_label("Rechercher dans tout l’espace")
    expect(field).to_be_focused()
    expect(camille.page.locator("[data-served]")).to_be_attached()  # its script came
    keys.press("Escape")
    camille.arrives_at("Contacts")
    keys.press("Control+k")
    camille.arrives_at("Rechercher")
    expect(field).to_be_focused()
    expect(camille.page.locator("[data-served]")).to_be_attached()
    keys.type("ferand")
    camille.reads("Nina Ferrand", "Paul Ferrand")
    expect(camille.page.get_by_role("status").filter(has_text="2 résultats")).to_be_attached()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(camille.page.get_by_role("link", name="Paul Ferrand")).to_be_focused()
    keys.press("ArrowUp")
    expect(camille.page.get_by_role("link", name="Nina Ferrand")).to_be_focused()
    keys.press("Enter")
    camille.arrives_at("Nina Ferrand")
    camille.page.go_back()
    camille.reads("Nina Ferrand", "Paul Ferrand")
