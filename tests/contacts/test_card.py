"""One contact: all that its form writes is on its page, and comes back in its form."""

from sqlalchemy import func, select

from tests.browse import Browser
from tests.make import World
from webapp.contacts.actions import add_contact, update_contact
from webapp.contacts.details import Details, WayDetails
from webapp.contacts.models import Contact, Kind, Photo, Tag, Tagging, Way, WayKind
from webapp.contacts.queries import Filters, card_or_404, contacts_found, searched
from webapp.core import clock
from webapp.domain.permissions import Role

FULL = {
    "kind": "person", "name": "Mathilde Dervaux", "job": "Directrice de production", "company": "Brique Rouge",
    "phone": "06 39 98 10 60", "email": "m.dervaux@exemple.fr", "city": "Lille", "languages": "Français, anglais",
    "driving_licence": "B", "birthday": "14 mars", "met": "Café à Lille", "source": "Bible Les Éclats",
    "consented_on": "2026-03-02", "notes": "Préfère le SMS.",
    "ways-0-value": "03 53 01 10 22", "ways-0-label": "Bureau", "ways-1-value": "linkedin.com/in/md",
    "ways-2-value": "mathilde@exemple.org", "ways-2-label": "Perso", "ways-3-value": "", "ways-3-label": "",
    "more_tags": "Nord, Long métrage,  nord",
}  # fmt: skip


def made(browse: Browser, **more: object) -> str:
    """The public id of the contact that the form made."""
    answer = browse.post("contacts.create", {**FULL, **more})
    return answer.headers["Location"].rsplit("/", 1)[1]


def test_everything_typed_is_on_the_page_one_tap_away(browse, world: World, statements):
    omar = world.person(world.lune, "Omar Seddiki")
    public_id = made(browse, introduced_by="omar seddiki")
    statements.clear()
    page = browse.get("contacts.show", public_id=public_id).text
    assert len(statements) <= 4
    for there in (
        'href="tel:+33639981060"', 'href="sms:+33639981060"', 'href="https://wa.me/33639981060"',
        'href="tel:+33353011022"', 'href="mailto:mathilde@exemple.org"', 'href="https://linkedin.com/in/md"',
        browse.url("exports.card", public_id=public_id), "Bureau", "Français, anglais", "14 mars", "Café à Lille",
        "Bible Les Éclats", "2 mars 2026", "Préfère le SMS.", "Omar Seddiki", "Long métrage",
    ):  # fmt: skip
        assert there in page, there
    assert 'href="sms:+33353011022"' not in page  # a landline
    with world.inside(world.lune) as session:
        assert session.scalars(select(Tag.name).order_by(Tag.folded)).all() == ["Long métrage", "nord"]
    assert "Mathilde Dervaux" in browse.get("contacts.show", public_id=omar.public_id).text


def test_the_form_gives_back_what_it_was_given_and_loses_nothing(browse, world: World, statements):
    world.person(world.lune, "Omar Seddiki")
    public_id = made(browse, introduced_by="Omar Seddiki")
    statements.clear()
    page = browse.get("contacts.edit", public_id=public_id).text
    assert len(statements) <= 4
    for value in (
        "06 39 98 10 60",
        "03 53 01 10 22",
        "14/03",
        "Omar Seddiki",
        "2026-03-02",
        "https://linkedin.com/in/md",
    ):
        assert f'value="{value}"' in page, value
    with world.inside(world.lune):
        before = card_or_404(public_id)
        kept = {name: getattr(before.contact, name) for name in Contact.__table__.columns.keys()}  # noqa: SIM118
    again = {
        **{name: value for name, value in FULL.items() if name != "more_tags"}, "birthday": "14/03",
        "phone": "06 39 98 10 60", "introduced_by": "Omar Seddiki", "tags": ["nord", "Long métrage"],
        "ways-1-value": "https://linkedin.com/in/md",
    }  # fmt: skip
    browse.post("contacts.update", again, public_id=public_id)
    with world.inside(world.lune):
        after = card_or_404(public_id)
        assert {name: getattr(after.contact, name) for name in kept} == kept
        assert (after.ways, after.tags) == (before.ways, before.tags)


def test_a_line_is_asked_without_script_and_nothing_typed_is_lost(browse):
    asked = {**FULL, "more": "1", "ways-3-value": "06", "phone": "zéro six"}
    page = browse.post("contacts.create", asked, status=422).text
    assert 'name="ways-4-value"' in page
    for typed in (
        "zéro six",
        "mathilde@exemple.org",
        "Nord, Long métrage,  nord".replace("  ", " "),
        "14 mars",
    ):
        assert f'value="{typed}"' in page, typed


def test_a_wrong_line_says_which_one_and_why(browse, world: World):
    wrong = {
        "ways-1-value": "javascript://x",
        "ways-2-value": "",
        "birthday": "31/02",
        "consented_on": "2099-01-01",
    }
    page = browse.post("contacts.create", {**FULL, **wrong}, status=422).text
    for told in ("adresse de page n’est pas complète", "ou videz la ligne", "n’existe pas dans le calendrier",
                 "pas encore arrivée", "Numéro, mail ou page, ligne 2"):  # fmt: skip
        assert told in page, told
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_who_introduced_whom_is_somebody_of_the_book_and_one_alone(browse, other, world: World):
    world.person(world.soleil, "Omar Seddiki")
    page = browse.post("contacts.create", {**FULL, "introduced_by": "Omar Seddiki"}, status=422).text
    assert "Personne de ce nom dans vos contacts" in page
    world.person(world.lune, "Omar Seddiki", job="Producteur")
    second = world.person(world.lune, "Omar Seddiki", job="Régisseur")
    page = browse.post("contacts.create", {**FULL, "introduced_by": "Omar Seddiki"}, status=422).text
    assert "Plusieurs contacts portent ce nom" in page
    public_id = made(browse, introduced_by="Omar Seddiki, régisseur")
    with world.inside(world.lune):
        card = card_or_404(public_id)
        assert card.contact.introduced_by_id == second.id
    own = {**FULL, "name": "Inès Kadri", "introduced_by": "Inès Kadri"}
    contact = world.person(world.lune, "Inès Kadri")
    assert "lui-même" in browse.post("contacts.update", own, status=422, public_id=contact.public_id).text


def test_ways_and_tags_that_are_not_told_stay(world: World):
    with world.inside(world.lune) as session:
        way = WayDetails(WayKind.EMAIL, "a@exemple.fr", "Perso")
        contact = add_contact(Details(Kind.PERSON, "Inès Kadri", ways=(way,), tags=("Nord",)))
        add_contact(Details(Kind.PERSON, "Omar", tags=("NORD",)))
        update_contact(contact, Details(Kind.PERSON, "Inès Kadri-Morel"))
        assert session.scalar(select(func.count()).select_from(Way)) == 1
        assert session.scalar(select(func.count()).select_from(Tagging)) == 2
        assert session.scalar(select(func.count()).select_from(Tag)) == 1


def test_an_old_address_leads_to_the_contact_that_was_kept(browse, other, world: World):
    kept = world.person(world.lune, "Inès Kadri")
    gone = world.person(world.lune, "Ines Kadri", deleted_at=clock.now(), merged_into_id=kept.id)
    answer = browse.get("contacts.show", status=302, public_id=gone.public_id)
    assert answer.headers["Location"].endswith(kept.public_id)
    browse.get("contacts.edit", status=404, public_id=gone.public_id)
    browse.get("exports.card", status=404, public_id=gone.public_id)
    browse.post("contacts.restore", status=404, public_id=gone.public_id)
    other.get("contacts.show", status=404, public_id=gone.public_id)


def test_a_face_is_given_to_those_of_the_workspace_alone(browse, other, app, world: World):
    person, bare = world.person(world.lune), world.person(world.lune, "Omar Seddiki")
    world.add(world.lune, Photo(contact_id=person.id, content=b"\xff\xd8jpeg", sha256="ab" * 32))
    page = browse.get("contacts.show", public_id=person.public_id).text
    address = browse.url("contacts.photo", public_id=person.public_id, v="ab" * 6)
    assert address in page
    picture = browse.client.get(address)
    assert (picture.mimetype, picture.data) == ("image/jpeg", b"\xff\xd8jpeg")
    assert picture.headers["Cache-Control"].startswith("private, max-age")
    browse.get("contacts.photo", status=404, public_id=bare.public_id)
    other.get("contacts.photo", status=404, public_id=person.public_id)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    assert viewer.client.get(address).status_code == 200


def test_one_field_finds_by_tag_way_company_and_number_however_typed(world: World):
    with world.inside(world.lune):
        ways = (WayDetails(WayKind.PHONE, "+33353011022"), WayDetails(WayKind.EMAIL, "Perso@Exemple.org"))
        add_contact(Details(Kind.PERSON, "Mathilde Dervaux", phone="+33639981060", company="Brique Rouge",
                            ways=ways, tags=("Long métrage",)))  # fmt: skip
        add_contact(Details(Kind.PERSON, "Omar Seddiki", phone="+33722000000", tags=("Nord",)))
        for words in ("metrage", "mathilde brique", "06.39.98", "+33 (0)6 39 98", "0033 6 39 98 10 60", "dervaux 0639",
                      "03 53 01 10 22", "perso@exemple"):  # fmt: skip
            assert [row.name for row in contacts_found(Filters(words, Kind.PERSON), 1)] == [
                "Mathilde Dervaux"
            ], words
        assert contacts_found(Filters("06 99 99"), 1) == []
    assert searched("Lefèvre 06 39 98 10 60") == ["lefevre", "0639981060"]
