from datetime import timedelta

import pytest

from tests.browse import HTMX
from tests.make import World
from tests.productions.crew.make import sent, typed
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.productions.crew.models import ContractStatus, Department, Member


def of(show, **more):
    return {"production": show.public_id, **more}


def members(world, place, production):
    from webapp.productions.crew.queries import crew_of

    with world.inside(place):
        return [(contact.name, member.contract_job) for member, contact in crew_of(production.id)]


def test_an_empty_crew_says_what_to_do(browse, show):
    page = browse.get("crew.index", **of(show)).text
    assert "Personne dans l’équipe pour l’instant" in page
    assert browse.url("crew.many", **of(show)) in page


def test_the_list_goes_by_department_with_a_phone_one_tap_away(browse, world: World, show):
    world.crew(world.lune, show, "Nadia Belkacem")
    world.crew(
        world.lune,
        show,
        "Sophie Ansel",
        department=Department.PRODUCTION,
        contract_job="Directrice de production",
    )
    page = browse.get("crew.index", **of(show)).text
    assert page.index("Sophie Ansel") < page.index("Nadia Belkacem")
    assert 'href="tel:+33612345678"' in page
    assert "Autre Personne" not in page


def test_what_is_missing_is_named(browse, world: World, show):
    contact = world.person(world.lune, "Tom Lacaze")
    today = clock.today()
    world.crew(world.lune, show, contact=contact, start_on=today, end_on=today + timedelta(days=90))
    text = browse.sentences(browse.get("crew.index", **of(show)))
    assert "Manque : Téléphone Mail DPAE Contrat signé Fiche" in text
    assert "1 personne travaille aujourd’hui sans contrat signé." in text


def test_the_list_is_narrowed_by_words_department_day_and_what_is_missing(browse, world: World, show):
    today = clock.today()
    world.crew(world.lune, show, "Nadia Belkacem", start_on=today, end_on=today + timedelta(days=30))
    world.crew(
        world.lune, show, "Lise Aubertin", department=Department.CAST, contract_job="Comédienne",
        role_number="1", role_name="Maud", start_on=today + timedelta(days=40), end_on=today + timedelta(days=60),
        contract_status=ContractStatus.SIGNED,
    )  # fmt: skip

    def seen(**asked):
        page = browse.get("crew.index", headers=HTMX, **of(show), **asked).text
        return [name for name in ("Nadia", "Lise") if f"{name} " in page]

    assert seen() == ["Nadia", "Lise"]
    assert seen(q="maud") == ["Lise"]
    assert seen(q="regisseuse") == ["Nadia"]
    assert seen(department="cast") == ["Lise"]
    assert seen(on=today.isoformat()) == ["Nadia"]
    assert seen(show="contract") == ["Nadia"]
    assert seen(show="lacking") == ["Nadia"]
    assert seen(show="cast") == ["Lise"]
    assert seen(q="personne de ce nom") == []
    assert seen(on="pas une date", department="rien", show="rien") == ["Nadia", "Lise"]


def test_ends_of_contract_are_told_three_weeks_ahead(browse, world: World, show):
    today = clock.today()
    for name, days in (("Nadia Belkacem", 21), ("Tom Lacaze", 22)):
        world.crew(world.lune, show, name, start_on=today, end_on=today + timedelta(days=days))
    page = browse.get("crew.index", **of(show)).text
    notice = page[page.index("Fins de contrat dans 3 semaines") : page.index('role="search"')]
    assert "Nadia" in notice and "Tom" not in notice


def test_someone_new_is_added_and_becomes_a_contact(browse, world: World, show, peek):
    answer = browse.post("crew.create", typed(), **of(show))
    assert "Sandra Lenoir" in browse.follow(answer).text
    assert peek("SELECT name, phone, email FROM contacts WHERE name = 'Sandra Lenoir'") == [
        ("Sandra Lenoir", "+33639981046", "sandra@exemple.fr")
    ]


def test_a_double_click_adds_once(browse, world: World, show):
    for _ in range(2):
        browse.post("crew.create", typed(once="the same key"), **of(show))
    assert members(world, world.lune, show) == [("Sandra Lenoir", "2e assistante caméra")]


def test_a_contact_chosen_is_prefilled(browse, world: World, show):
    contact = world.person(world.lune, "Inès Kadri", phone="+33611223344", job="Scripte")
    found = browse.get("crew.new", q="kadri", headers=HTMX, **of(show)).text
    assert f"contact={contact.public_id}" in found
    page = browse.get("crew.new", contact=contact.public_id, **of(show)).text
    assert 'value="06 11 22 33 44"' in page and 'value="Scripte"' in page
    assert 'selected value="direction"' in page
    data = typed(contact=contact.public_id, name="Inès Kadri", phone="+33611223344")
    browse.post("crew.create", data, **of(show))
    assert members(world, world.lune, show) == [("Inès Kadri", "2e assistante caméra")]


@pytest.mark.parametrize(
    "same",
    [{"name": "SANDRA LENOIR", "phone": "", "email": ""}, {"name": "Sandra L."}, {"name": "S.", "phone": ""}],
    ids=["name", "phone", "mail"],
)
def test_somebody_alike_is_proposed_and_not_made_twice(browse, world: World, show, peek, same):
    known = world.person(world.lune, "Sandra Lenoir", phone="+33639981046", email="Sandra@exemple.fr")
    world.person(world.soleil, "Sandra Lenoir")
    page = browse.post("crew.create", typed(**same), status=422, **of(show)).text
    assert "Vous avez peut-être déjà ce contact." in page
    assert page.count('name="same"') == 2
    browse.post("crew.create", typed(**same, same=known.public_id), **of(show))
    assert peek(f"SELECT count(*) FROM contacts WHERE workspace_id = '{world.lune.id}'") == [(1,)]
    assert members(world, world.lune, show) == [("Sandra Lenoir", "2e assistante caméra")]


def test_somebody_else_of_the_same_name_is_another_contact(browse, world: World, show, peek):
    world.person(world.lune, "Sandra Lenoir")
    browse.post("crew.create", typed(same="new"), **of(show))
    assert peek(f"SELECT count(*) FROM contacts WHERE workspace_id = '{world.lune.id}'") == [(2,)]


def test_what_is_known_is_completed_and_never_overwritten(browse, world: World, show, peek):
    known = world.person(world.lune, "Sandra Lenoir", phone="+33600000000")
    browse.post("crew.create", typed(same=known.public_id), **of(show))
    assert peek(f"SELECT phone, email FROM contacts WHERE id = '{known.id}'") == [
        ("+33600000000", "sandra@exemple.fr")
    ]


def test_the_same_job_twice_is_refused_and_loses_nothing(browse, world: World, show):
    known = world.person(world.lune, "Sandra Lenoir")
    world.crew(world.lune, show, contact=known, contract_job="2e assistante caméra")
    page = browse.post("crew.create", typed(same=known.public_id), status=422, **of(show)).text
    assert "Cette personne a déjà ce poste dans l’équipe." in page
    assert 'value="sandra@exemple.fr"' in page
    browse.post("crew.create", typed(same=known.public_id, contract_job="Cadreuse"), **of(show))
    assert [job for _name, job in members(world, world.lune, show)] == ["2e assistante caméra", "Cadreuse"]


def test_what_is_wrong_is_said_and_kept(browse, show):
    page = browse.post(
        "crew.create",
        typed(phone="06 12", email="sandra", end_on="2026-11-01", contract_job="", name="Sandra"),
        status=422,
        **of(show),
    ).text
    for said in ("trop court", "mail n’est pas complète", "La fin est avant le début.", "À remplir."):
        assert said in page
    assert 'value="06 12"' in page and 'value="Sandra"' in page


def test_a_person_s_page_reaches_them_every_way(browse, world: World, show):
    agency = world.company(world.lune, "Agence Vallon", phone="+33144556677")
    member = world.crew(world.lune, show, "Lise Aubertin", agent_id=agency.id)
    page = browse.get("crew.show", member=member.public_id, **of(show)).text
    for way in (
        "tel:+33612345678",
        "sms:+33612345678",
        "https://wa.me/33612345678",
        "mailto:lise@exemple.fr",
        'data-copy="+33612345678"',
        "tel:+33144556677",
    ):
        assert way in page


def test_what_is_changed_of_a_person_is_changed_everywhere(browse, world: World, show, peek):
    """Typed once: the contact, and every production they work on."""
    other = world.production(world.lune, "Nuit blanche")
    member = world.crew(world.lune, show, "Sandra Lenoir")
    with world.inside(world.lune) as session:
        contact = session.get(Contact, (world.lune.id, member.contact_id))
    world.crew(world.lune, other, contact=contact, contract_job="Cadreuse")
    browse.post(
        "crew.update", typed(name="Sandra Le Noir", phone="+33700000001"), member=member.public_id, **of(show)
    )
    for endpoint, chosen in (
        ("crew.index", {}),
        ("crew.bible_page", {"field": "phones", "chosen": "y"}),
        ("crew.credits", {}),
    ):
        for production in (show, other):
            page = browse.get(endpoint, **of(production), **chosen).text
            assert "Sandra Le Noir" in page
            if endpoint != "crew.credits":
                assert "+33700000001" in page or "07\u00a000\u00a000\u00a000\u00a001" in page
    assert "Sandra Le Noir" in browse.get("contacts.show", public_id=contact.public_id).text


def test_a_contact_changed_in_the_address_book_shows_in_the_crew(browse, world: World, show):
    contact = world.person(world.lune, "Inès Kadri")
    world.crew(world.lune, show, contact=contact)
    browse.post(
        "contacts.update",
        {"name": "Inès Le Goff", "phone": "+33611111111", "email": "ines@exemple.fr", "kind": "person"},
        public_id=contact.public_id,
    )
    page = browse.get("crew.index", **of(show)).text
    assert "Inès Le Goff" in page and "tel:+33611111111" in page and "Inès Kadri" not in page


def test_the_steps_of_a_contract_are_one_tap(browse, world: World, show, peek):
    member = world.crew(world.lune, show)
    for step in ("dpae", "sent", "signed", "rien"):
        browse.post("crew.step", {"step": step}, member=member.public_id, **of(show))
    today = clock.today()
    assert peek(
        f"SELECT dpae_on, contract_sent_on, contract_status FROM crew_members WHERE id = '{member.id}'"
    ) == [(today, today, "signed")]


def test_someone_taken_away_comes_back_by_undo(browse, world: World, show):
    member = world.crew(world.lune, show)
    page = browse.follow(browse.post("crew.remove", member=member.public_id, **of(show))).text
    assert "n’est plus dans l’équipe." in page
    assert members(world, world.lune, show) == []
    browse.get("crew.show", member=member.public_id, status=404, **of(show))
    browse.post("crew.restore", member=member.public_id, **of(show))
    assert len(members(world, world.lune, show)) == 1
    browse.post("crew.restore", member=member.public_id, status=404, **of(show))


def test_a_person_is_copied_to_another_production_without_dates_or_papers(browse, world: World, show, peek):
    other = world.production(world.lune, "Nuit blanche")
    today = clock.today()
    member = world.crew(
        world.lune, show, start_on=today, end_on=today, dpae_on=today, notes="Privé", contract_status=ContractStatus.SIGNED
    )  # fmt: skip
    sent(world, world.lune, member)
    browse.get("crew.ask_copy", member=member.public_id, **of(show))
    browse.post("crew.copy", {"to": other.public_id}, member=member.public_id, **of(show))
    assert members(world, world.lune, other) == [("Nadia Belkacem", "Régisseuse générale")]
    assert peek(
        f"SELECT start_on, end_on, dpae_on, notes, contract_status FROM crew_members WHERE production_id = '{other.id}'"
    ) == [(None, None, None, None, "to_make")]
    assert peek("SELECT count(*) FROM private_sheets") == [(1,)]
    page = browse.post(
        "crew.copy", {"to": other.public_id}, member=member.public_id, status=422, **of(show)
    ).text
    assert "Cette personne a déjà ce poste sur cette production." in page


def test_a_copy_goes_to_one_s_own_productions_alone(browse, world: World, show):
    theirs = world.production(world.soleil, "Ailleurs")
    member = world.crew(world.lune, show)
    browse.post("crew.copy", {"to": theirs.public_id}, member=member.public_id, status=422, **of(show))


def test_a_member_is_found_under_their_own_production_alone(browse, world: World, show):
    other = world.production(world.lune, "Nuit blanche")
    member = world.crew(world.lune, show)
    browse.get("crew.show", production=other.public_id, member=member.public_id, status=404)
    browse.post("crew.remove", production=other.public_id, member=member.public_id, status=404)


def test_a_hundred_and_twenty_people_cost_four_statements(browse, world: World, show, statements):
    kinds = list(Department)
    with world.inside(world.lune) as session:
        for number in range(120):
            contact = Contact(kind="person", name=f"Personne {number}", phone=f"06{number:08d}")
            contact.refold()
            session.add(contact)
            session.flush()
            session.add(
                Member(
                    production_id=show.id, contact_id=contact.id, department=kinds[number % len(kinds)],
                    contract_job=f"Poste {number}",
                )
            )  # fmt: skip
    everything = [
        "dates",
        "phones",
        "emails",
        "agents",
        "contracts",
        "suppliers",
        "licences",
        "emergency",
        "diets",
    ]
    for endpoint, chosen in (
        ("crew.index", {}),
        ("crew.bible_page", {"field": everything, "chosen": "y"}),
        ("crew.bible_file", {"kind": "csv", "field": everything, "chosen": "y"}),
        ("crew.credits", {}),
        ("crew.suppliers", {}),
    ):
        statements.clear()
        page = browse.get(endpoint, **of(show), **chosen)
        assert len(statements) <= 4, endpoint
        if endpoint == "crew.index":
            assert page.text.count('class="who"') == 60
            assert browse.get(endpoint, page=2, **of(show)).text.count('class="who"') == 60
        elif endpoint != "crew.suppliers":
            assert page.text.count("Personne ") >= 120
