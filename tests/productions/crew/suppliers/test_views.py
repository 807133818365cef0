from tests.make import World

TYPED = {
    "name": "Loc’Image",
    "kind": "rental",
    "purpose": "Caméra",
    "phone": "01 44 00 00 00",
    "email": "loc@exemple.fr",
}


def of(show, **more):
    return {"production": show.public_id, **more}


def one(peek):
    return peek("SELECT public_id FROM suppliers WHERE deleted_at IS NULL")[0][0]


def test_without_any_the_page_says_what_for(browse, show):
    assert "Aucun fournisseur pour l’instant" in browse.get("crew.suppliers", **of(show)).text


def test_a_supplier_becomes_a_contact_and_is_one_tap_away(browse, world: World, show, peek, other):
    page = browse.follow(browse.post("crew.create_supplier", TYPED, **of(show))).text
    assert "Loc’Image" in page and "tel:+33144000000" in page and "Loueur" in page
    assert peek("SELECT kind FROM contacts WHERE name = 'Loc’Image'") == [("company",)]
    theirs = world.production(world.soleil, "Ailleurs")
    assert "Loc’Image" not in other.get("crew.suppliers", **of(theirs)).text


def test_a_known_company_is_taken_up_and_its_number_kept(browse, world: World, show, peek):
    world.company(world.lune, "LOC IMAGE", phone="+33199999999")
    page = browse.post("crew.create_supplier", TYPED, status=422, **of(show)).text
    assert "a déjà le 01" in page and 'value="Caméra"' in page
    browse.post("crew.create_supplier", {**TYPED, "phone": ""}, **of(show))
    assert peek(f"SELECT name, phone, email FROM contacts WHERE workspace_id = '{world.lune.id}'") == [
        ("LOC IMAGE", "+33199999999", "loc@exemple.fr")
    ]


def test_a_supplier_is_changed_taken_away_and_brought_back(browse, show, peek):
    browse.post("crew.create_supplier", TYPED, **of(show))
    supplier = one(peek)
    browse.get("crew.edit_supplier", **of(show, supplier=supplier))
    browse.post(
        "crew.update_supplier", {**TYPED, "purpose": "Optiques", "phone": ""}, **of(show, supplier=supplier)
    )
    assert "Optiques" in browse.get("crew.suppliers", **of(show)).text
    page = browse.post(
        "crew.update_supplier", {**TYPED, "name": ""}, status=422, **of(show, supplier=supplier)
    ).text
    assert "À remplir." in page
    browse.post("crew.remove_supplier", **of(show, supplier=supplier))
    assert "Loc’Image" not in browse.get("crew.suppliers", **of(show)).text.replace(
        "Loc’Image n’est plus", ""
    )
    browse.get("crew.edit_supplier", status=404, **of(show, supplier=supplier))
    browse.post("crew.restore_supplier", **of(show, supplier=supplier))
    assert "Optiques" in browse.get("crew.suppliers", **of(show)).text
