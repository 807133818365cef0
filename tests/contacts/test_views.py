from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.make import World
from webapp.contacts.models import Contact
from webapp.domain.permissions import Role

GOOD_SIRET = "73282932000074"


def test_an_empty_address_book_says_what_to_do(browse):
    page = browse.get("contacts.index").text
    assert "Ajouter un contact" in page and "ou reprenez le carnet de votre téléphone" in page
    assert "Doublons probables" not in page


def test_people_and_companies_are_listed_with_their_number_one_tap_away(browse, world: World):
    company = world.company(world.lune, "Films du Ponant", city="Nantes")
    world.person(
        world.lune,
        "Mathilde Dervaux",
        job="Directrice de production",
        company_id=company.id,
        phone="+33639981060",
    )
    page = browse.get("contacts.index").text
    assert "Directrice de production, Films du Ponant" in page
    assert 'href="tel:+33639981060"' in page


def test_search_forgives_accents_and_case_and_knows_the_company(browse, world: World):
    company = world.company(world.lune, "Œuvre d’Été")
    world.person(world.lune, "Élodie Nuñez", company_id=company.id)
    world.person(world.lune, "Omar Seddiki")
    for words in ("elodie", "NUNEZ elod", "oeuvre ete"):
        found = browse.get("contacts.index", q=words).text
        assert "Élodie Nuñez" in found, words
        assert "Omar Seddiki" not in found, words


def test_a_number_is_found_by_its_pairs(browse, world: World):
    world.person(world.lune, "Omar Seddiki", phone="+33639981060")
    world.person(world.lune, "Naïma Bensalem", phone="+33722000000")
    found = browse.get("contacts.index", q="06 39 98").text
    assert "Omar Seddiki" in found
    assert "Naïma Bensalem" not in found


def test_typing_asks_for_the_list_alone(browse, world: World):
    world.person(world.lune, "Omar Seddiki")
    part = browse.get("contacts.index", q="omar", headers=HTMX).text
    assert "Omar Seddiki" in part
    assert "<html" not in part


def test_the_filter_keeps_companies_alone(browse, world: World):
    world.company(world.lune, "Brique Rouge")
    world.person(world.lune, "Omar Seddiki")
    page = browse.get("contacts.index", kind="company").text
    assert "Brique Rouge" in page
    assert "Omar Seddiki" not in page


def test_fifty_contacts_make_a_page(browse, world: World):
    for number in range(51):
        world.person(world.lune, f"Personne {number:02d}")
    first, second = browse.get("contacts.index").text, browse.get("contacts.index", page=2).text
    assert "Personne 49" in first
    assert "Personne 50" not in first
    assert "Personne 50" in second


def test_the_list_costs_the_same_with_many_rows(browse, world: World, statements):
    company = world.company(world.lune)
    world.person(world.lune, "Une", company_id=company.id)
    statements.clear()
    browse.get("contacts.index")
    few = len(statements)
    for number in range(8):
        world.person(world.lune, f"Personne {number}", company_id=company.id)
    statements.clear()
    browse.get("contacts.index")
    assert len(statements) == few <= 4


def test_an_employer_is_kept_with_all_that_a_contract_asks(browse, world: World):
    sent = {
        "kind": "company", "name": " Films  du Ponant ", "siret": "732 829 320 00074", "naf": "5911c", "idcc": "3097",
        "is_guso": "y", "address": "3 quai de la Fosse", "postal_code": "44000", "city": "Nantes",
        "payroll_contact": "Léa Morel", "payroll_email": "paie@exemple.fr", "payroll_phone": "+33 (0)2 40 00 00 00",
        "payroll_provider": "Movinmotion", "employee_space_url": "salarie.exemple.fr/moi",
    }  # fmt: skip
    page = browse.follow(browse.post("contacts.create", sent)).text
    assert "Contact ajouté" in page
    assert 'href="tel:+33240000000"' in page
    assert 'href="https://salarie.exemple.fr/moi"' in page
    with world.inside(world.lune) as session:
        contact = session.scalars(select(Contact)).one()
        assert (contact.name, contact.siret, contact.naf, contact.idcc) == (
            "Films du Ponant", GOOD_SIRET, "59.11C", "3097",
        )  # fmt: skip
        assert contact.is_guso


def test_wrong_numbers_are_refused_each_with_its_reason_and_nothing_is_lost(browse, world: World):
    sent = {
        "kind": "company", "name": "Brique Rouge", "siret": "73282932000075", "naf": "cinéma", "idcc": "30970",
        "email": "camille", "phone": "zéro six", "employee_space_url": "http://exemple.fr",
    }  # fmt: skip
    page = browse.post("contacts.create", sent, status=422).text
    for reason in ("clé de contrôle", "quatre chiffres et une lettre", "numéro de quatre chiffres",
                   "mail n’est pas complète", "n’est pas un numéro", "commencer par https://"):  # fmt: skip
        assert reason in page, reason
    for typed in ("73282932000075", "zéro six", "http://exemple.fr"):
        assert f'value="{typed}"' in page, typed
    with world.inside(world.lune) as session:
        assert session.scalars(select(Contact)).all() == []


def test_a_script_is_no_address_of_a_page(browse):
    sent = {
        "kind": "company",
        "name": "Brique Rouge",
        "employee_space_url": "javascript://exemple.fr/%0aalert(1)",
    }
    assert "https://" in browse.post("contacts.create", sent, status=422).text


def test_a_person_brings_the_company_along(browse, world: World):
    sent = {"kind": "person", "name": "Jeanne Ferran", "company": "Cie du Contretemps", "siret": GOOD_SIRET}
    page = browse.follow(browse.post("contacts.create", sent)).text
    assert "Cie du Contretemps" in page
    with world.inside(world.lune) as session:
        company = session.scalars(select(Contact).where(Contact.kind == "company")).one()
        person = session.scalars(select(Contact).where(Contact.kind == "person")).one()
        assert person.company_id == company.id
        assert person.siret is None
    assert "Jeanne Ferran" in browse.get("contacts.show", public_id=company.public_id).text


def test_a_name_already_there_is_shown_and_one_may_go_on(browse, world: World):
    known = world.person(world.lune, "Inès Kadri")
    page = browse.post("contacts.create", {"kind": "person", "name": "ines kadri"}, status=422).text
    assert browse.url("contacts.show", public_id=known.public_id) in page
    assert "Ajouter quand même" in page
    browse.post("contacts.create", {"kind": "person", "name": "ines kadri", "anyway": "company"}, status=422)
    browse.post("contacts.create", {"kind": "person", "name": "ines kadri", "anyway": "person"})
    with world.inside(world.lune) as session:
        assert len(session.scalars(select(Contact)).all()) == 2


def test_the_same_siret_under_another_name_is_shown(browse, world: World):
    world.company(world.lune, "SARL du Ponant", siret=GOOD_SIRET)
    sent = {"kind": "company", "name": "Films du Ponant", "siret": GOOD_SIRET}
    assert "SARL du Ponant" in browse.post("contacts.create", sent, status=422).text


def test_a_contact_of_another_workspace_is_no_duplicate(browse, world: World):
    world.person(world.soleil, "Inès Kadri")
    browse.post("contacts.create", {"kind": "person", "name": "Inès Kadri"})


def test_a_contact_is_changed_and_found_under_its_new_name(browse, world: World):
    contact = world.person(world.lune, "Inès Kadri")
    page = browse.get("contacts.edit", public_id=contact.public_id).text
    assert 'value="Inès Kadri"' in page
    browse.post(
        "contacts.update",
        {"name": "Inès Kadri-Morel", "phone": "06.39.98.10.60"},
        public_id=contact.public_id,
    )
    assert "Inès Kadri-Morel" in browse.get("contacts.index", q="morel").text
    browse.post("contacts.update", {"name": ""}, status=422, public_id=contact.public_id)


def test_a_deleted_contact_leaves_the_lists_and_comes_back(browse, world: World):
    contact = world.company(world.lune, "Brique Rouge")
    page = browse.follow(browse.post("contacts.delete", public_id=contact.public_id)).text
    assert browse.url("contacts.restore", public_id=contact.public_id) in page
    assert "Annuler" in page
    browse.get("contacts.show", status=404, public_id=contact.public_id)
    assert "Brique Rouge" not in browse.get("contacts.suggestions", q="brique", headers=HTMX).text
    browse.post("contacts.restore", public_id=contact.public_id)
    assert "Brique Rouge" in browse.get("contacts.index").text


def test_suggestions_are_options_named_by_what_is_typed(browse, world: World):
    world.company(world.lune, "Films du Ponant")
    world.person(world.lune, "Filomène Petit")
    options = browse.get("contacts.suggestions", kind="company", employer="FILM", headers=HTMX).text
    assert 'value="Films du Ponant"' in options
    assert "Filomène" not in options
    assert browse.client.get(browse.url("contacts.suggestions", q="film")).status_code == 302


def test_the_other_workspace_sees_and_changes_nothing(browse, other, world: World):
    contact = world.company(world.lune, "Films du Ponant")
    assert "Films du Ponant" not in other.get("contacts.index").text
    for endpoint in ("contacts.show", "contacts.edit"):
        other.get(endpoint, status=404, public_id=contact.public_id)
        other.get(endpoint, status=404, public_id=contact.public_id, workspace="lune")
    for endpoint in ("contacts.update", "contacts.delete", "contacts.restore"):
        other.post(endpoint, {"name": "À moi"}, status=404, public_id=contact.public_id)
        other.post(endpoint, {"name": "À moi"}, status=404, public_id=contact.public_id, workspace="lune")
    assert "Films du Ponant" in browse.get("contacts.index").text


def test_a_viewer_reads_and_is_offered_nothing_to_write(app, world: World):
    contact = world.company(world.lune, "Films du Ponant")
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    listed = viewer.get("contacts.index").text
    shown = viewer.get("contacts.show", public_id=contact.public_id).text
    assert "Films du Ponant" in listed
    for page in (listed, shown):
        assert viewer.url("contacts.new") not in page
        assert viewer.url("contacts.edit", public_id=contact.public_id) not in page
    viewer.get("contacts.new", status=403)
    viewer.get("contacts.edit", status=403, public_id=contact.public_id)
    viewer.post("contacts.create", {"kind": "person", "name": "X"}, status=403)
    for endpoint in ("contacts.update", "contacts.delete", "contacts.restore"):
        viewer.post(endpoint, {"name": "X"}, status=403, public_id=contact.public_id)


def test_nobody_signed_in_is_sent_to_sign_in(stranger, world: World):
    answer = stranger.client.get(stranger.url("contacts.index", workspace="lune"))
    assert answer.status_code in (302, 303)


def test_one_may_change_ones_mind_about_the_kind(browse, world: World):
    """Both kinds are in the page, so that choosing the other loses nothing; only the kind chosen is looked at."""
    page = browse.get("contacts.new", kind="company", name="Brique Rouge").text
    assert 'name="kind" value="company" checked' in page
    assert 'name="job"' in page
    assert 'name="siret"' in page
    typed = {"kind": "person", "name": "Omar Seddiki", "phone": "zéro six", "siret": "12", "naf": "cinéma", "job": "Régisseur"}  # fmt: skip
    page = browse.post("contacts.create", typed, status=422).text
    assert "1 champ à corriger" in page
    for value in ("Omar Seddiki", "zéro six", "12", "cinéma", "Régisseur"):
        assert f'value="{value}"' in page
    browse.post("contacts.create", {**typed, "phone": "+33639981060"})
    with world.inside(world.lune) as session:
        contact = session.scalars(select(Contact)).one()
        assert (contact.kind, contact.job, contact.siret, contact.naf) == ("person", "Régisseur", None, None)


def test_the_form_of_a_contact_asks_what_its_kind_has(browse, world: World):
    company, person = world.company(world.lune), world.person(world.lune)
    page = browse.get("contacts.edit", public_id=company.public_id).text
    assert 'name="siret"' in page and 'name="job"' not in page
    page = browse.get("contacts.edit", public_id=person.public_id).text
    assert 'name="job"' in page and 'name="siret"' not in page
