from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.engagements.make import CACHETS, HOURS, added, terms
from tests.make import World
from webapp.contacts.actions import update_contact
from webapp.contacts.details import Details
from webapp.contacts.models import Contact, Kind
from webapp.domain.refusals import Refused
from webapp.engagements import actions, queries
from webapp.engagements.models import Engagement, PaperKind, PaperState, Regime, State

LONG = {"start_on": date(2026, 10, 20), "end_on": date(2026, 12, 4)}


def periods(world, engagement):
    with world.inside(world.lune):
        return [(p.start_on, p.end_on) for p in queries.periods_of(engagement)]


def papers(world, engagement, *kinds):
    with world.inside(world.lune):
        return [p for p in queries.papers_of(engagement) if not kinds or p.kind in kinds]


def again(engagement):
    """The engagement inside a new unit of work."""
    return queries.engagement_or_404(engagement.public_id)


def same(engagement, **values):
    """The terms it has, others than `values` apart."""
    return replace(queries.terms_of(engagement), **values)


def test_totals_and_searched_words_are_kept_with_the_engagement(world):
    marees = world.production(world.lune, "Les Marées")
    job = added(world, world.lune, lines=(HOURS, CACHETS), production_id=marees.id, place="Saint-Malo")
    assert (job.minutes, job.cachets, job.gross_cents) == (2400, 200, 122_000)
    assert job.folded == "films du ponant les marees assistante de production saint malo"


def test_a_confirmed_job_has_a_pay_period_a_civil_month(world):
    job = added(world, world.lune, **LONG)
    assert periods(world, job) == [
        (date(2026, 10, 20), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 4)),
    ]


def test_its_papers_are_one_contract_and_three_a_period(world):
    job = added(world, world.lune, **LONG)
    kinds = sorted(p.kind for p in papers(world, job))
    assert kinds == sorted(["contract"] + ["payslip", "aem", "conges_spectacles"] * 3)
    assert [p.expected_on for p in papers(world, job, PaperKind.AEM)] == [
        date(2026, 11, 15),
        date(2026, 12, 15),
        date(2027, 1, 15),
    ]


@pytest.mark.parametrize(
    ("regime", "kinds"),
    [(Regime.GENERAL, {"contract", "payslip"}), (Regime.TEACHING, {"contract", "payslip", "aem"})],
)
def test_other_regimes_bring_fewer_papers(world, regime, kinds):
    job = added(world, world.lune, regime=regime, annexe=None)
    assert {p.kind for p in papers(world, job)} == kinds


@pytest.mark.parametrize("state", [State.LEAD, State.OPTION])
def test_nothing_is_expected_of_a_lead_or_an_option(world, state):
    job = added(world, world.lune, state=state)
    assert periods(world, job) == []
    assert papers(world, job) == []


def test_an_import_may_say_that_the_aem_is_in(world):
    job = added(world, world.lune, aem=PaperState.RECEIVED)
    assert {p.kind: p.state for p in papers(world, job)} == {
        "contract": "to_come", "payslip": "to_come", "aem": "received", "conges_spectacles": "to_come"
    }  # fmt: skip


def test_many_are_added_with_as_many_statements_as_one(world, statements):
    employer = world.company(world.lune)
    with world.inside(world.lune):
        statements.clear()
        actions.add_engagement(terms(employer))
        one = len(statements)
    with world.inside(world.lune):
        statements.clear()
        actions.add_engagements([actions.New(terms(employer)) for _ in range(30)])
        assert len(statements) == one


def test_new_terms_replace_the_lines(world):
    job = added(world, world.lune, lines=(HOURS, CACHETS))
    brick = world.company(world.lune, "Brique Rouge")
    with world.inside(world.lune):
        actions.update_engagement(again(job), terms(brick, lines=(CACHETS,)))
    with world.inside(world.lune):
        found = again(job)
        assert [line.unit for line in queries.lines_of(found)] == ["cachet"]
        assert (found.minutes, found.cachets, found.gross_cents) == (0, 200, 36_000)
        assert "brique rouge" in found.folded


def test_new_dates_move_the_months_and_keep_what_came_in(world):
    job = added(world, world.lune, **LONG)
    with world.inside(world.lune):
        december = next(p for p in queries.papers_of(job) if p.expected_on == date(2027, 1, 15))
        december.state = PaperState.RECEIVED
    with world.inside(world.lune):
        found = again(job)
        actions.update_engagement(found, same(found, start_on=date(2026, 11, 10), end_on=date(2026, 11, 20)))
    assert periods(world, job) == [
        (date(2026, 11, 10), date(2026, 11, 20)),
        (date(2026, 12, 1), date(2026, 12, 4)),  # its AEM is in: the person decides
    ]


def test_periods_of_the_persons_own_are_left_alone(world):
    job = added(world, world.lune)
    with world.inside(world.lune):
        period = queries.periods_of(job)[0]
        period.end_on = date(2026, 11, 4)
    with world.inside(world.lune):
        found = again(job)
        actions.update_engagement(found, same(found, end_on=date(2026, 12, 20)))
    assert periods(world, job) == [(date(2026, 11, 2), date(2026, 11, 4))]


def test_confirming_an_option_makes_its_periods_and_going_back_takes_them_away(world):
    job = added(world, world.lune, state=State.OPTION, option_rank=1)
    with world.inside(world.lune):
        actions.move_to(again(job), State.CONFIRMED)
    assert len(papers(world, job)) == 4
    with world.inside(world.lune):
        actions.move_to(again(job), State.OPTION)
    assert papers(world, job) == []
    assert periods(world, job) == []


def test_going_back_keeps_a_paper_that_came_in(world):
    job = added(world, world.lune, aem=PaperState.RECEIVED)
    with world.inside(world.lune):
        actions.move_to(again(job), State.OPTION)
    assert [p.kind for p in papers(world, job)] == ["aem"]
    assert len(periods(world, job)) == 1


@pytest.mark.parametrize(
    ("state", "to"),
    [(State.RELEASED, State.CONFIRMED), (State.OPTION, State.CANCELLED), (State.DONE, State.OPTION)],
)
def test_some_ways_are_closed(world, state, to):
    job = added(world, world.lune, state=state)
    with world.inside(world.lune), pytest.raises(Refused):
        actions.move_to(again(job), to)


def test_a_teaching_job_turned_spectacle_gains_its_certificate(world):
    job = added(world, world.lune, regime=Regime.TEACHING)
    with world.inside(world.lune):
        found = again(job)
        actions.update_engagement(found, same(found, regime=Regime.SPECTACLE))
    assert len(papers(world, job, PaperKind.CONGES_SPECTACLES)) == 1
    with world.inside(world.lune):
        found = again(job)
        actions.update_engagement(found, same(found, regime=Regime.GENERAL, annexe=None))
    assert {p.kind for p in papers(world, job)} == {"contract", "payslip"}


def test_who_called_is_renamed_with_their_card(world):
    """Unless somebody else bears the name: nobody can tell whose call it was."""
    aicha, job = (
        world.person(world.lune, "Aïcha Diallo"),
        world.engagement(world.lune, called_by="aïcha diallo"),
    )
    ours = world.engagement(world.soleil, called_by="Aïcha Diallo")
    for name, said in (
        ("Aïcha Diallo-Martin", "Aïcha Diallo-Martin"),
        ("Aïcha Martin", "Aïcha Diallo-Martin"),
    ):
        with world.inside(world.lune) as session:
            update_contact(session.merge(aicha), Details(Kind.PERSON, name))
        with world.inside(world.lune) as session:
            assert again(job).called_by == said
        world.person(world.lune, name)
    with world.inside(world.soleil) as session:
        assert again(ours).called_by == "Aïcha Diallo"


def test_a_job_is_found_by_the_new_name_of_its_employer(world: World):
    employer = world.company(world.lune, "Films du Ponant")
    job = world.engagement(world.lune, employer)
    with world.inside(world.lune) as session:
        kept = session.scalars(select(Contact).where(Contact.id == employer.id)).one()
        update_contact(kept, Details(Kind.COMPANY, "Brique Rouge"))
        found = session.scalars(select(Engagement.folded).where(Engagement.id == job.id)).one()
    assert "brique rouge" in found and "ponant" not in found
