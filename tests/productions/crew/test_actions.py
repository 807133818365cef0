"""Someone typed once is found everywhere; what they sent of themselves is gone when the dossier is handed back."""

from datetime import date

from tests.make import World
from tests.productions.crew.make import SECRETS, sent
from webapp.contacts.models import Contact
from webapp.core.links import Link
from webapp.productions.crew.actions import (
    Erased,
    add_member,
    complete,
    erase_private,
    person_of,
    remove_member,
)
from webapp.productions.crew.entries import Entry, Reach
from webapp.productions.crew.fiche.actions import ask
from webapp.productions.crew.models import Department, Member
from webapp.productions.crew.queries import crew_of, listed

ENTRY = Entry(Department.SOUND, "Perchman", start_on=date(2026, 11, 3), end_on=date(2026, 12, 11))


def test_an_agent_is_a_person_known_else_an_agency_made_once(world: World, show):
    agent = world.person(world.lune, "Agnès Vallon", phone="+33144556677")
    with world.inside(world.lune):
        for name, agent_name in (("Lise", "agnès vallon"), ("Paul", "Agence Nord"), ("Zoé", "AGENCE NORD")):
            entry = Entry(Department.CAST, "Comédien", agent=agent_name)
            add_member(show.id, entry, person_of(Reach(name)))
        found = {row[1].name: (row.agent, row.agent_phone) for row in listed(show.id)}
    assert found == {
        "Lise": (agent.name, "+33144556677"),
        "Paul": ("Agence Nord", None),
        "Zoé": ("Agence Nord", None),
    }


def test_members_come_in_the_order_they_were_added(world: World, show):
    with world.inside(world.lune):
        for name in ("Zoé", "Ali"):
            add_member(show.id, ENTRY, person_of(Reach(name)))
        assert [row[1].name for row in crew_of(show.id)] == ["Zoé", "Ali"]


def test_a_contact_is_completed_of_what_it_lacked(world: World):
    contact = world.person(world.lune, "Zoé", phone="+33600000000")
    with world.inside(world.lune) as session:
        found = session.get(Contact, (world.lune.id, contact.id))
        complete(found, Reach("Zoé", "+33611111111", "zoe@exemple.fr"))
        assert (found.phone, found.email) == ("+33600000000", "zoe@exemple.fr")
        assert "zoe@exemple.fr" in found.folded


def test_handing_the_dossier_back_erases_every_sheet_of_the_production(world: World, show, peek):
    """Those of people taken away among them; the other production and the other workspace keep theirs."""
    other = world.production(world.lune, "Nuit blanche")
    theirs = world.crew(world.soleil, world.production(world.soleil, "Ailleurs"))
    kept = world.crew(world.lune, other, "Paul Esteban")
    here = [world.crew(world.lune, show, name) for name in ("Sandra Lenoir", "Tom Lacaze")]
    for place, member in (
        (world.lune, here[0]),
        (world.lune, here[1]),
        (world.lune, kept),
        (world.soleil, theirs),
    ):
        sent(world, place, member)
    with world.inside(world.lune) as session:
        ask(session.get(Member, (world.lune.id, here[0].id)), by="Camille")
        ask(session.get(Member, (world.lune.id, kept.id)), by="Camille")
        remove_member(session.get(Member, (world.lune.id, here[1].id)))
        assert erase_private(show.id) == Erased(sheets=2, health=2, links=1)
        assert erase_private(show.id) == Erased(0, 0, 0)
    left = {member_id for (member_id,) in peek("SELECT member_id FROM private_sheets")}
    assert left == {kept.id, theirs.id}
    assert peek("SELECT payload->>'member' FROM links WHERE revoked_at IS NULL") == [(str(kept.id),)]


def test_nothing_of_a_sheet_can_be_read_in_the_database(world: World, show, peek):
    member = world.crew(world.lune, show)
    sent(world, world.lune, member)
    for table in ("private_sheets", "crew_members", "contacts", "links"):
        (rows,) = peek(f"SELECT string_agg(t::text, ' ') FROM {table} t")
        said = rows[0] or ""
        decoded = bytes.fromhex(
            "".join(c for c in said if c in "0123456789abcdef")
            + "0" * (sum(c in "0123456789abcdef" for c in said) % 2)
        )
        for secret in SECRETS:
            assert secret not in said
            assert secret.encode() not in decoded


def test_the_last_link_alone_opens(world: World, show):
    member = world.crew(world.lune, show)
    with world.inside(world.lune) as session:
        row = session.get(Member, (world.lune.id, member.id))
        ask(row, by="Camille")
        ask(row, by="Camille")
        closed = [link.revoked_at is not None for link in session.query(Link).order_by(Link.created_at)]
    assert closed == [True, False]
