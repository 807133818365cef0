from datetime import date, timedelta

import pytest
from sqlalchemy import update

from tests.accounts.post import queued
from tests.make import World
from tests.rights.declaration.make import at
from tests.sharing.answers.make import linked, replied
from webapp.accounts.models import Account
from webapp.core import clock
from webapp.domain.notices import Notice
from webapp.domain.permissions import Role
from webapp.engagements.models import State
from webapp.notices.actions import be_told
from webapp.notices.telling import tell, tell_change, tell_reply
from webapp.productions.models import Production
from webapp.productions.planning.models import Day, DayKind
from webapp.productions.planning.signals import Times, day_changed
from webapp.sharing.actions import note_visit
from webapp.sharing.models import ReplyKind

EVE, TOMORROW = "2026-11-22", date(2026, 11, 23)


def told(place, notice: Notice, on: date) -> None:
    """The job of one workspace, as the worker runs it."""
    tell.now(workspace_id=str(place.id), notice=notice.value, on=on.isoformat())


def shooting(world: World, place, on: date = TOMORROW, **values):
    production = world.production(place)
    spot = world.spot(place, address="Quai de Terre-Neuve", city="Saint-Malo")
    return production, world.day(place, production, on, place_id=spot.id, **values)


def test_tomorrow_says_the_hours_and_the_place_of_each_production(world: World, peek):
    shooting(world, world.lune)
    world.crew(world.lune, world.production(world.lune, "Nuit blanche"))
    with at(EVE, 18):
        for place in (world.lune, world.soleil):
            told(place, Notice.TOMORROW, TOMORROW)
    (mail,) = queued(peek)
    assert mail.to == world.lune.email
    assert mail.subject == "Demain, lundi 23 novembre"
    for said in (
        "Les Marées",
        "Convocation 7h15",
        "PAT 8h00",
        "fin 18h00",
        "Criée de Saint-Malo",
        "/w/lune/notices",
    ):
        assert said in mail.body
    assert "Nuit blanche" not in mail.body
    assert "+336" not in mail.body, "no phone in a mail"


def test_it_is_told_once_and_never_when_nothing_happens(world: World, peek):
    shooting(world, world.lune)
    with at(EVE, 18):
        told(world.lune, Notice.TOMORROW, TOMORROW)
        told(world.lune, Notice.TOMORROW, TOMORROW)
        told(world.lune, Notice.TOMORROW, TOMORROW + timedelta(days=1))
    assert len(queued(peek)) == 1


@pytest.mark.parametrize("values", [{"archived_at": True}, {"deleted_at": True}])
def test_a_production_put_away_tells_nothing(world: World, peek, values):
    production, _day = shooting(world, world.lune)
    with at(EVE, 18):
        with world.inside(world.lune) as session:
            session.execute(
                update(Production)
                .where(Production.id == production.id)
                .values(**dict.fromkeys(values, clock.now()))
            )
        told(world.lune, Notice.TOMORROW, TOMORROW)
    assert queued(peek) == []


def test_a_day_off_tells_nothing(world: World, peek):
    shooting(world, world.lune, kind=DayKind.REST)
    with at(EVE, 18):
        told(world.lune, Notice.TOMORROW, TOMORROW)
    assert queued(peek) == []


def test_a_signed_job_without_a_planned_day_is_told_too_an_option_is_not(world: World, peek):
    world.engagement(world.lune, start_on=TOMORROW, end_on=TOMORROW, daily_start_minute=540)
    world.engagement(
        world.lune, start_on=TOMORROW, end_on=TOMORROW, state=State.OPTION, contract_job="Chargée"
    )
    with at(EVE, 18):
        told(world.lune, Notice.TOMORROW, TOMORROW)
    (mail,) = queued(peek)
    assert "Films du Ponant : Assistante de production" in mail.body
    assert "Début 9h00" in mail.body
    assert "Chargée" not in mail.body
    assert "860" not in mail.body, "a mail says no wage"


def test_members_who_work_here_are_told_but_not_who_only_reads_nor_who_stopped_it(world: World, peek):
    editor = world.member(world.lune, "edith@exemple.fr", Role.EDITOR)
    world.member(world.lune, "vera@exemple.fr", Role.VIEWER)
    shooting(world, world.lune)
    with world.inside(world.lune):
        rest = [notice for notice in Notice if notice is not Notice.TOMORROW]
        be_told(world.lune.account_id, rest, workspace_id=world.lune.id)
    with at(EVE, 18):
        told(world.lune, Notice.TOMORROW, TOMORROW)
    assert [mail.to for mail in queued(peek)] == [editor.email]


def test_the_mail_speaks_the_language_of_the_account(world: World, peek):
    shooting(world, world.lune)
    with world.inside(world.lune) as session:
        session.execute(update(Account).where(Account.id == world.lune.account_id).values(language="en"))
    with at(EVE, 18):
        told(world.lune, Notice.TOMORROW, TOMORROW)
    (mail,) = queued(peek)
    assert mail.subject.startswith("Tomorrow")


def test_an_option_is_told_two_days_before_it_ends_and_again_if_it_was_moved(world: World, peek):
    option = world.engagement(world.lune, state=State.OPTION, option_until_on=date(2026, 11, 24))
    world.engagement(world.soleil, state=State.OPTION, option_until_on=date(2026, 11, 30))
    with at(EVE, 7):
        for place in (world.lune, world.soleil):
            told(place, Notice.OPTION, date(2026, 11, 24))
            told(place, Notice.OPTION, date(2026, 11, 24))
    (mail,) = queued(peek)
    assert mail.subject == "Une option expire le mardi 24 novembre"
    assert f"/w/lune/engagements/{option.public_id}" in mail.body


def test_contracts_of_a_crew_that_end_are_told_by_production_and_day(world: World, peek):
    production = world.production(world.lune)
    for name in ("Nadia Belkacem", "Jonas Berthier"):
        world.crew(world.lune, production, name, end_on=date(2026, 12, 13))
    with at(EVE, 8):
        told(world.lune, Notice.CONTRACT, date(2026, 12, 13))
        told(world.soleil, Notice.CONTRACT, date(2026, 12, 13))
    (mail,) = queued(peek)
    assert mail.subject == "Les Marées\u00a0: des contrats se terminent le dimanche 13 décembre"
    assert "Nadia" not in mail.body, "names stay on the page"


def changed(place, day, before: Times, by=None) -> None:
    tell_change.now(
        workspace_id=str(place.id), day_id=str(day.id), before=vars(before), by=str(by) if by else None
    )


def moved(world: World, place, day, **values) -> None:
    with world.inside(place) as session:
        session.execute(update(Day).where(Day.id == day.id).values(**values))


def test_a_changed_hour_is_told_to_the_others_with_both_hours(world: World, peek):
    editor = world.member(world.lune, "edith@exemple.fr", Role.EDITOR)
    _production, day = shooting(world, world.lune)
    before = Times.of(day)
    moved(world, world.lune, day, ready_minute=450)
    with at(EVE):
        changed(world.lune, day, before, by=world.lune.account_id)
        changed(world.lune, day, before, by=world.lune.account_id)
    (mail,) = queued(peek)
    assert mail.to == editor.email
    assert mail.subject == "Les Marées\u00a0: changement pour le lundi 23 novembre"
    assert "PAT : 8h00 → 7h30" in mail.body
    assert "Convocation" not in mail.body, "what did not change is not said"


@pytest.mark.parametrize(
    ("day_on", "values"),
    [("2026-11-22", {}), ("2026-11-24", {"ready_minute": 450}), ("2026-11-15", {"ready_minute": 450})],
    ids=["put back as it was", "already past", "more than a week ahead"],
)
def test_what_is_no_news_is_not_told(world: World, peek, day_on, values):
    world.member(world.lune, "edith@exemple.fr", Role.EDITOR)
    _production, day = shooting(world, world.lune)
    before = Times.of(day)
    if values:
        moved(world, world.lune, day, **values)
    with at(day_on):
        changed(world.lune, day, before, by=world.lune.account_id)
    assert queued(peek) == []


def test_the_planning_is_heard_and_the_mail_waits_a_little(world: World, peek):
    _production, day = shooting(world, world.lune)
    with world.inside(world.lune) as session:
        day = session.get(Day, (world.lune.id, day.id))
        day_changed.send(day, before=Times.of(day))
    ((args, waits),) = peek(
        "SELECT args, scheduled_at > now() + interval '4 minutes' FROM procrastinate_jobs"
        " WHERE task_name = 'notices.telling.tell_change'"
    )
    assert waits
    assert args["day_id"] == str(day.id)
    assert args["workspace_id"] == str(world.lune.id)


def test_a_day_gone_since_tells_nothing(world: World, peek):
    _production, day = shooting(world, world.lune)
    with at(EVE):
        changed(world.soleil, day, Times.of(day))
    assert queued(peek) == []


@pytest.mark.parametrize("gone", ["deleted_at", "archived_at"])
def test_a_change_of_a_production_put_away_since_tells_nothing(world: World, peek, gone):
    world.member(world.lune, "edith@exemple.fr", Role.EDITOR)
    production, day = shooting(world, world.lune)
    before = Times.of(day)
    moved(world, world.lune, day, ready_minute=450)
    with at(EVE):
        with world.inside(world.lune) as session:
            mine = update(Production).where(Production.id == production.id)
            session.execute(mine.values(**{gone: clock.now()}))
        changed(world.lune, day, before)
    assert queued(peek) == []


def test_whoever_was_taken_out_of_the_space_is_told_nothing_more(world: World, peek, browse):
    editor = world.member(world.lune, "edith@exemple.fr", Role.EDITOR)
    _production, day = shooting(world, world.lune)
    before = Times.of(day)
    moved(world, world.lune, day, ready_minute=450)
    browse.post("workspaces.remove", {"confirmed": "y"}, account_id=editor.account_id)
    with at(EVE, 18):
        changed(world.lune, day, before, by=world.lune.account_id)
        told(world.lune, Notice.TOMORROW, TOMORROW)
    assert {mail.to for mail in queued(peek)} == {world.lune.email}


def answered(world: World, place, peek) -> list[dict]:
    """The jobs left by the answers so far."""
    return [
        args
        for (args,) in peek(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.telling.tell_reply' ORDER BY id"
        )
    ]


def test_answers_to_a_link_are_told_in_one_mail_that_names_nobody_in_its_subject(world: World, peek):
    (share, production), theirs = linked(world, world.lune), linked(world, world.soleil)
    replied(world, world.lune, share, production)
    replied(world, world.soleil, *theirs)
    question = {"kind": ReplyKind.QUESTION, "subject": "1", "label": "Devis", "words": "Le 0612345678 ?"}
    replied(world, world.lune, share, production, **question)
    jobs = answered(world, world.lune, peek)
    for job in (*jobs, *jobs):
        tell_reply.now(**job)
    mails = {mail.to: mail for mail in queued(peek)}
    assert len(queued(peek)) == len(mails) == 2
    mail = mails[world.lune.email]
    assert mail.subject == "2 réponses sont arrivées par un de vos liens"
    assert mails[world.soleil.email].subject == "Une réponse est arrivée par un de vos liens"
    for said in ("Marc Delcourt confirme", "J12, lundi 23 novembre", "pose une question", "/w/lune/"):
        assert said in mail.body
    assert "0612345678" not in mail.body, "what was asked is read on the page"


def test_what_was_handled_or_stopped_is_not_told(world: World, peek, browse):
    share, production = linked(world, world.lune)
    replied(world, world.lune, share, production)
    ((reply,),) = peek("SELECT public_id FROM share_replies")
    browse.post("sharing.handle", reply_id=reply, at="home")
    with world.inside(world.soleil):
        rest = [notice for notice in Notice if notice is not Notice.REPLY]
        be_told(world.soleil.account_id, rest, workspace_id=world.soleil.id)
    replied(world, world.soleil, *linked(world, world.soleil))
    for job in answered(world, world.lune, peek):
        tell_reply.now(**job)
    assert queued(peek) == []


def test_the_first_opening_of_a_link_is_told_once(world: World, peek):
    share, _production = linked(world, world.lune)
    linked(world, world.soleil)
    with world.inside(world.lune) as session:
        session.execute(update(Account).where(Account.id == world.lune.account_id).values(language="en"))
    for hour in (9, 15):
        note_visit.now(
            workspace_id=str(world.lune.id),
            share=str(share.id),
            seen_at=f"2026-11-23T{hour:02d}:00:00+00:00",
            device="phone",
            what="page",
        )
    (mail,) = queued(peek)
    assert mail.to == world.lune.email
    assert "Marc" not in mail.subject and "Marées" not in mail.subject
    for said in ("Marc Delcourt", "Les Marées", "23 Nov, 10:00", "Stop receiving this mail"):
        assert said in mail.body
