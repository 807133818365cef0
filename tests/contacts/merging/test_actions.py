"""Two cards made one: everything follows, and everything goes back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.make import World
from webapp.contacts.actions import spell_again
from webapp.contacts.merging import actions
from webapp.contacts.merging.models import Apart, Merge
from webapp.contacts.models import Contact, Photo, Role, Tagging, Way, WayKind
from webapp.core import clock
from webapp.domain.refusals import Refused
from webapp.engagements.models import Engagement
from webapp.invoicing.models import Client, Invoice, InvoiceDraft
from webapp.network.models import Direction, Exchange, Recommendation
from webapp.productions.crew.models import Member, Supplier, SupplierKind
from webapp.productions.hours.models import HoursEntry
from webapp.productions.models import Production


@pytest.fixture
def held(world: World, peek: Callable[[str], list[Any]]) -> Callable[[], dict[str, list[Any]]]:
    """Every row of `lune` that merging may touch, but when it was touched."""
    tables = (
        "contacts", "contact_ways", "contact_roles", "taggings", "contact_photos", "exchanges", "recommendations",
        "engagements", "productions", "crew_members", "suppliers", "clients", "invoices", "contacts_apart",
    )  # fmt: skip

    def read() -> dict[str, list[Any]]:
        of_lune = f"WHERE workspace_id = '{world.lune.id}' ORDER BY 1"
        return {table: peek(f"SELECT t::text FROM {table} t {of_lune}") for table in tables}

    return read


def merge(world: World, kept: Contact, gone: Contact, **picks: str) -> Merge:
    with world.inside(world.lune):
        return actions.merge(kept.public_id, gone.public_id, picks, "Camille Roussel")


def undo(world: World, done: Merge) -> Merge:
    with world.inside(world.lune):
        return actions.undo(done.public_id, "Camille Roussel")


def one(world: World, model: type[Any], row: Any) -> Any:
    with world.inside(world.lune) as session:
        return session.scalars(select(model).where(model.id == row.id)).one()


def way(world: World, contact: Contact, kind: WayKind, value: str) -> Way:
    return world.add(world.lune, Way(contact_id=contact.id, kind=kind, value=value))


def test_a_person_keeps_what_was_chosen_and_what_both_knew(world: World, held):
    lune, friend = world.lune, world.person(world.lune, "Jonas Berthier")
    kept = world.person(
        lune,
        "Aïcha Diallo",
        phone="+33639981012",
        email="a.diallo@exemple.fr",
        notes="Vue à Brest.",
        city="Nantes",
    )
    gone = world.person(
        lune, "Aicha Dialo", phone="+33639981013", email="Aicha.d@exemple.net", notes="Parle wolof.", job="2e assistante",
        introduced_by_id=friend.id, cadence_days=60,
    )  # fmt: skip
    way(world, kept, WayKind.EMAIL, "aicha.d@exemple.net")
    way(world, gone, WayKind.LINK, "https://aicha.exemple.fr")
    way(world, gone, WayKind.PHONE, "+33639981012")
    world.tag(lune, "régie", kept, gone)
    world.tag(lune, "proche", gone)
    world.add(lune, Role(contact_id=gone.id, job="Stagiaire", show="Le Bac"))
    world.add(lune, Photo(contact_id=gone.id, content=b"jpeg", sha256="0" * 64))
    introduced = world.person(lune, "Maud Kervella", introduced_by_id=gone.id)
    called = world.exchange(lune, gone)
    named = world.add(
        lune,
        Recommendation(
            direction=Direction.GIVEN, contact_id=gone.id, to_contact_id=kept.id, on=date(2026, 9, 1)
        ),
    )
    with world.inside(lune):
        spell_again([kept.id, gone.id])
    before = held()
    done = merge(world, kept, gone, name="kept", phone="gone", email="kept")

    now = one(world, Contact, kept)
    assert (now.name, now.phone, now.email) == ("Aïcha Diallo", "+33639981013", "a.diallo@exemple.fr")
    assert (now.job, now.city, now.cadence_days) == ("2e assistante", "Nantes", 60)
    assert now.introduced_by_id == friend.id
    assert now.notes == "Vue à Brest.\n\nParle wolof."
    assert "0639981013" in now.folded
    left = one(world, Contact, gone)
    assert left.deleted_at and left.merged_into_id == kept.id
    with world.inside(lune) as session:
        ways = session.scalars(
            select(Way.value).where(Way.contact_id == kept.id).order_by(Way.position, Way.id)
        ).all()
        assert sorted(ways) == ["+33639981012", "aicha.d@exemple.net", "https://aicha.exemple.fr"]
        assert len(session.scalars(select(Tagging).where(Tagging.contact_id == kept.id)).all()) == 2
        assert session.scalars(select(Role.job).where(Role.contact_id == kept.id)).all() == ["Stagiaire"]
        assert session.scalars(select(Photo.content).where(Photo.contact_id == kept.id)).all() == [b"jpeg"]
    assert one(world, Contact, introduced).introduced_by_id == kept.id
    assert one(world, Exchange, called).contact_id == kept.id
    assert one(world, Recommendation, named).contact_id == kept.id
    assert one(world, Recommendation, named).to_contact_id is None, "nobody was recommended to themselves"

    undone = undo(world, done)
    assert undone.left == {"fields": [], "rows": {}}
    assert held() == before


def test_an_employer_s_jobs_shows_and_people_follow_and_are_found_by_its_name(world: World, held):
    lune = world.lune
    kept, gone = (
        world.company(lune, "Films du Ponant"),
        world.company(lune, "Ponant SARL", siret="55210055400013"),
    )
    job = world.engagement(lune, gone, folded="ponant sarl assistante de production")
    show = world.production(lune, company_id=gone.id)
    person = world.person(lune, "Inès Kadri", company_id=gone.id)
    past = world.add(lune, Role(contact_id=person.id, company_id=gone.id, job="Régisseuse"))
    hers = world.company(world.soleil, "Ponant SARL")
    theirs = world.engagement(world.soleil, hers)
    world.engagement(lune, kept)
    with world.inside(lune):
        spell_again([kept.id, gone.id, person.id])
    before = held()
    done = merge(world, kept, gone)
    assert one(world, Contact, person).also == "films du ponant"
    assert one(world, Engagement, job).employer_id == kept.id
    assert one(world, Engagement, job).folded.startswith("films du ponant")
    assert one(world, Production, show).company_id == kept.id
    assert one(world, Contact, person).company_id == kept.id
    assert one(world, Role, past).company_id == kept.id
    assert one(world, Contact, kept).siret == "55210055400013"
    later = world.engagement(lune, kept, start_on=date(2027, 1, 4), end_on=date(2027, 1, 8))
    undo(world, done)
    assert one(world, Engagement, later).employer_id == kept.id, "what was made since stays"
    with world.inside(lune) as session:
        session.delete(session.scalars(select(Engagement).where(Engagement.id == later.id)).one())
    now = held()
    assert now["engagements"] != before["engagements"], "the words of the jobs are the company's again"
    assert one(world, Engagement, job).folded == "ponant sarl assistante de production"
    del now["engagements"], before["engagements"]
    assert now == before
    with world.inside(world.soleil) as session:
        assert (
            session.scalars(select(Engagement.employer_id).where(Engagement.id == theirs.id)).one() == hers.id
        )


def test_who_called_is_written_under_the_name_that_is_kept(world: World, held):
    lune, kept = world.lune, world.person(world.lune, "A. Diallo")
    gone = world.person(lune, "Aïcha Diallo")
    jobs = [world.engagement(lune, called_by=name) for name in ("aïcha diallo", "A. Diallo", "Omar Seddiki")]
    before = held()
    done = merge(world, kept, gone, name="gone")
    assert [one(world, Engagement, job).called_by for job in jobs] == [
        "Aïcha Diallo",
        "Aïcha Diallo",
        "Omar Seddiki",
    ]
    assert undo(world, done).left == {"fields": [], "rows": {}} and held() == before
    world.person(lune, "Aïcha Diallo")  # a third one: nobody can tell whose call it was
    merge(world, kept, gone)
    assert one(world, Engagement, jobs[0]).called_by == "aïcha diallo"


def test_two_clients_read_on_one_page_and_invoices_stay_as_issued(world: World, held):
    lune = world.lune
    world.seller(lune)
    kept, gone = world.company(lune, "Atelier Hauteur"), world.company(lune, "Atelier de la Hauteur")
    ours = world.client(lune, "Atelier Hauteur", contact=kept)
    theirs = world.client(lune, "Atelier de la Hauteur", contact=gone, siren="732829320")
    issued = world.invoice(lune, theirs)
    draft = world.draft(lune, theirs)
    credit = world.draft(lune, theirs, original_id=issued.id)
    before = held()
    done = merge(world, kept, gone)
    assert one(world, Invoice, issued).client_id == theirs.id
    assert one(world, InvoiceDraft, draft).client_id == ours.id
    assert one(world, InvoiceDraft, credit).client_id == theirs.id, "it cancels what that client was issued"
    replaced = one(world, Client, theirs)
    assert (replaced.contact_id, replaced.replaced_by_id) == (kept.id, ours.id)
    undo(world, done)
    assert one(world, InvoiceDraft, draft).client_id == theirs.id
    assert held() == before


def test_a_crew_names_somebody_once_unless_hours_hang_on_both(world: World, held):
    lune, show = world.lune, world.production(world.lune)
    kept, gone = world.person(lune, "Nadia Belkacem"), world.person(lune, "Nadia Belkasem")
    first = world.crew(lune, show, contact=kept)
    twice = world.crew(lune, show, contact=gone)
    other = world.crew(lune, show, contact=gone, contract_job="Chauffeuse")
    firm = world.add(lune, Supplier(production_id=show.id, contact_id=kept.id, kind=SupplierKind.SUPPLIER))
    double = world.add(lune, Supplier(production_id=show.id, contact_id=gone.id, kind=SupplierKind.SUPPLIER))
    worked = {"on": date(2026, 11, 23), "start_minute": 435}
    world.add(lune, HoursEntry(member_id=twice.id, **worked))
    before = held()
    done = merge(world, kept, gone)
    assert one(world, Member, first).deleted_at, "the one that carries hours stays"
    assert one(world, Member, twice).deleted_at is None
    assert {one(world, Member, each).contact_id for each in (first, twice, other)} == {kept.id}
    assert (one(world, Supplier, firm).deleted_at, one(world, Supplier, double).contact_id) == (None, kept.id)
    assert one(world, Supplier, double).deleted_at
    undo(world, done)
    assert held() == before
    world.add(lune, HoursEntry(member_id=first.id, **worked))
    merge(world, kept, gone)
    assert one(world, Member, first).deleted_at is None and one(world, Member, twice).deleted_at is None


def test_what_changed_since_stays_and_is_told(world: World):
    lune, kept, gone = (
        world.lune,
        world.company(world.lune, "Ponant"),
        world.company(world.lune, "Ponant SARL", city="Brest"),
    )
    jobs = [world.engagement(lune, gone) for _ in range(2)]
    elsewhere = world.company(lune, "Brique Rouge")
    way(world, gone, WayKind.LINK, "https://ponant.exemple")
    done = merge(world, kept, gone, name="gone")
    with world.inside(lune) as session:
        session.execute(
            update(Engagement).where(Engagement.id == jobs[0].id).values(employer_id=elsewhere.id)
        )
        session.execute(update(Contact).where(Contact.id == kept.id).values(city="Quimper"))
        for row in session.scalars(select(Way).where(Way.contact_id == kept.id)):
            session.delete(row)  # as a form does that writes them all again
    undone = undo(world, done)
    assert undone.left == {"fields": ["city"], "rows": {"engagements.employer_id": 1}}
    assert (one(world, Contact, kept).name, one(world, Contact, kept).city) == ("Ponant", "Quimper")
    assert one(world, Engagement, jobs[0]).employer_id == elsewhere.id
    assert one(world, Engagement, jobs[1]).employer_id == gone.id
    with world.inside(lune) as session:
        assert session.scalars(select(Way.value).where(Way.contact_id == gone.id)).all() == [
            "https://ponant.exemple"
        ]
    with pytest.raises(Refused, match="déjà annulée"):
        undo(world, done)


def test_an_undoing_that_would_lose_something_says_what_to_do_first(world: World, monkeypatch):
    lune = world.lune
    first, second, third = (world.person(lune, name) for name in ("Aïcha Diallo", "Aicha Dialo", "A. Diallo"))
    one_of_two = merge(world, second, first)
    two_of_two = merge(world, third, second)
    assert one(world, Contact, first).merged_into_id == third.id, "its old address still leads somewhere"
    with pytest.raises(Refused, match="annulez d’abord cette fusion-là"):
        undo(world, one_of_two)
    undo(world, two_of_two)
    with world.inside(lune) as session:
        session.execute(update(Contact).where(Contact.id == second.id).values(deleted_at=clock.now()))
    with pytest.raises(Refused, match="Rétablissez-le"):
        undo(world, one_of_two)
    with world.inside(lune) as session:
        session.execute(update(Contact).where(Contact.id == second.id).values(deleted_at=None))
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=30, minutes=1))
    with pytest.raises(Refused, match="30 jours"):
        undo(world, one_of_two)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=29))
    undo(world, one_of_two)
    assert one(world, Contact, first).deleted_at is None


def test_what_cannot_be_one_is_refused_and_nothing_moves(world: World, held):
    lune, person, company = world.lune, world.person(world.lune), world.company(world.lune)
    gone = world.person(lune, "Parti", deleted_at=clock.now())
    before = held()
    for other, said in (
        (person, "elle-même"),
        (company, "restent deux fiches"),
        (gone, "n’est plus dans vos contacts"),
    ):
        with pytest.raises(Refused, match=said):
            merge(world, person, other)
    assert held() == before
    twin = world.person(lune)
    merge(world, person, twin)
    for kept, other in ((person, twin), (twin, person)):
        with pytest.raises(Refused, match="déjà fusionnées"):
            merge(world, kept, other)


def test_two_notes_too_long_to_stand_together_are_chosen(world: World):
    kept = world.person(world.lune, notes="a" * 3000)
    gone = world.person(world.lune, notes="b" * 3000)
    done = merge(world, kept, gone, notes="gone")
    assert one(world, Contact, kept).notes == "b" * 3000
    undo(world, done)
    assert one(world, Contact, kept).notes == "a" * 3000


def test_two_people_are_told_apart_once_and_what_was_said_follows(world: World):
    lune = world.lune
    homonym, kept, gone = (world.person(lune, "Marie Martin") for _ in range(3))
    with world.inside(lune):
        actions.keep_apart(homonym.public_id, gone.public_id)
        actions.keep_apart(gone.public_id, homonym.public_id)
        actions.keep_apart(gone.public_id, kept.public_id)
    merge(world, kept, gone)
    with world.inside(lune) as session:
        told = {frozenset(row) for row in session.execute(select(Apart.one_id, Apart.other_id))}
    assert told == {frozenset((homonym.id, kept.id)), frozenset((gone.id, kept.id))}
