"""Importing: once, whole, with employers and productions found or made, and taken back while untouched."""

import gc
import io
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests.engagements.spreadsheets import SAMPLE, csv, line
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.domain.refusals import Refused
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.window import first_request, since_opening
from webapp.engagements.imports import actions, sheets
from webapp.engagements.imports.models import Import
from webapp.engagements.imports.queries import Standing, lines_of
from webapp.engagements.models import Engagement, Paper, PayPeriod
from webapp.engagements.work import work_periods
from webapp.productions.models import Production


def kept(content: bytes) -> Import:
    return actions.keep_import(sheets.read(io.BytesIO(content), "contrats.csv"))


def count(session, model) -> int:
    alive = [model.deleted_at.is_(None)] if hasattr(model, "deleted_at") else []
    return session.scalar(select(func.count()).select_from(model).where(*alive))


def test_a_file_is_imported_from_the_command_line(world):
    with world.inside(world.lune) as session:
        report = actions.import_file(io.BytesIO(SAMPLE), "engagements-2026.csv")
        assert (report.added, report.duplicates, report.wrong) == (20, 0, [])
        assert [count(session, model) for model in (Engagement, Contact, Production)] == [20, 7, 6]


def test_the_same_file_again_finds_twenty_duplicates(world):
    with world.inside(world.lune):
        actions.import_file(io.BytesIO(SAMPLE), "engagements-2026.csv")
        report = actions.import_file(io.BytesIO(SAMPLE), "engagements-2026.csv")
        assert (report.added, report.duplicates) == (0, 20)


def test_the_hours_of_the_sample_are_all_there(world):
    with world.inside(world.lune) as session:
        actions.import_file(io.BytesIO(SAMPLE), "engagements-2026.csv")
        sums = session.execute(
            select(
                func.sum(Engagement.minutes), func.sum(Engagement.cachets), func.sum(Engagement.gross_cents)
            )
        ).one()
        assert tuple(sums) == (1134 * 60, 8_00, 25_166_64)
        assert len(work_periods()) == 20


@pytest.mark.parametrize(
    ("on", "window", "total", "justified"),
    [
        (date(2026, 11, 21), first_request(date(2026, 11, 21)), 1103, 999),
        (date(2026, 11, 20), first_request(date(2026, 11, 20)), 1047, 999),
        (date(2026, 11, 21), since_opening(date(2026, 3, 14), date(2026, 11, 21)), 610, 506),
    ],
)
def test_the_rights_counted_on_what_was_imported_are_those_of_the_sample(world, on, window, total, justified):
    with world.inside(world.lune):
        actions.import_file(io.BytesIO(SAMPLE), "engagements-2026.csv")
        counted = count_hours(work_periods(), window, on=on)
    assert (counted.total_minutes, counted.justified_minutes) == (total * 60, justified * 60)


def test_wrong_lines_are_told_with_their_number_and_the_others_come_in(world):
    with world.inside(world.lune):
        report = actions.import_file(io.BytesIO(csv(line(), line(Heures="4O"), line(Fin=""))), "contrats.csv")
        assert report.added == 1
        assert [number for number, _said in report.wrong] == [3, 4]
        assert str(report.wrong[1][1]) == "Fin\u00a0: à remplir."


def test_a_file_without_its_columns_is_refused_whole(world):
    with world.inside(world.lune), pytest.raises(Refused, match="Il manque une colonne\u00a0: Emploi"):
        actions.import_file(
            io.BytesIO(
                csv(line(), header="Début;Fin;Employeur;Production;Métier réel;Unité;Quantité;Heures")
            ),
            "x.csv",
        )


def test_an_employer_and_a_production_are_found_whatever_their_accents(world):
    company = world.company(world.lune, "FILMS DU PONANT")
    production = world.production(world.lune, "Les marees")
    with world.inside(world.lune) as session:
        actions.import_file(
            io.BytesIO(csv(line(), line(Début="01/12/2026", Fin="02/12/2026", Quantité="16", Heures="16"))),
            "x.csv",
        )
        assert [count(session, model) for model in (Engagement, Contact, Production)] == [2, 1, 1]
        pairs = set(session.execute(select(Engagement.employer_id, Engagement.production_id)))
        assert pairs == {(company.id, production.id)}


def test_an_employer_found_by_its_siret_is_the_same_next_time(world):
    world.company(world.lune, "Ponant SAS", siret="73282932000074")
    content = csv(line(SIRET="73282932000074"))
    with world.inside(world.lune) as session:
        assert actions.import_file(io.BytesIO(content), "x.csv").added == 1
        assert count(session, Contact) == 1
        assert actions.import_file(io.BytesIO(content), "x.csv").duplicates == 1


def test_the_other_workspace_is_not_looked_at(world):
    with world.inside(world.soleil):
        actions.import_file(io.BytesIO(SAMPLE), "x.csv")
    with world.inside(world.lune) as session:
        assert actions.import_file(io.BytesIO(SAMPLE), "x.csv").added == 20
        assert count(session, Engagement) == 20


def test_equal_lines_of_one_file_are_one_job_unless_asked(world):
    with world.inside(world.lune) as session:
        one = kept(csv(line(), line(Employeur="films du  PONANT"), line(Brut="861")))
        assert [each.standing for each in lines_of(one)] == [
            Standing.READY,
            Standing.REPEATED,
            Standing.READY,
        ]
        assert lines_of(one)[1].first == 2
        assert actions.confirm_import(one).added == 2
        assert count(session, Engagement) == 2


def test_equal_lines_come_in_when_asked_and_are_all_known_after(world):
    content = csv(line(), line())
    with world.inside(world.lune) as session:
        assert actions.confirm_import(kept(content), repeated=True).added == 2
        assert count(session, Engagement) == 2
        assert [each.standing for each in lines_of(kept(content))] == [Standing.KNOWN, Standing.KNOWN]


def test_an_option_brings_no_papers(world):
    with world.inside(world.lune) as session:
        actions.import_file(io.BytesIO(csv(line(AEM="option"))), "x.csv")
        assert [count(session, model) for model in (Engagement, Paper, PayPeriod)] == [1, 0, 0]


def test_undoing_takes_back_jobs_employers_and_productions(world):
    world.company(world.lune, "Brique Rouge")
    with world.inside(world.lune) as session:
        one = kept(SAMPLE)
        actions.confirm_import(one)
        assert actions.undo_import(one) == 20
        assert [count(session, model) for model in (Engagement, Contact, Production)] == [0, 1, 0]
        assert [each.standing for each in lines_of(one)] == [Standing.READY] * 20


def test_undoing_twice_or_before_is_refused(world):
    with world.inside(world.lune):
        one = kept(csv(line()))
        with pytest.raises(Refused, match="rien ajouté"):
            actions.undo_import(one)
        actions.confirm_import(one)
        actions.undo_import(one)
        with pytest.raises(Refused, match="déjà annulé"):
            actions.undo_import(one)


def test_an_import_with_a_job_changed_since_is_not_undone(world):
    with world.inside(world.lune) as session:
        one = kept(csv(line()))
        actions.confirm_import(one)
        session.scalars(select(Paper)).first().note = "demandée au téléphone"
        session.flush()
        with pytest.raises(Refused, match="ont changé depuis"):
            actions.undo_import(one)


def test_an_employer_used_or_changed_since_stays(world):
    with world.inside(world.lune) as session:
        one = kept(csv(line()))
        actions.confirm_import(one)
        session.scalars(select(Contact)).one().payroll_email = "paie@ponant.example"
        session.flush()
        actions.undo_import(one)
        assert [count(session, model) for model in (Engagement, Contact, Production)] == [0, 1, 0]


def test_files_never_confirmed_are_forgotten_after_a_week(world):
    with world.inside(world.lune) as session:
        kept(csv(line()))
        done = kept(csv(line()))
        actions.confirm_import(done)
        with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
            actions.forget_old()
        assert session.scalars(select(Import.public_id)).all() == [done.public_id]
        with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
            actions.forget_old()
        assert session.scalars(select(Import.public_id)).all() == []


def test_an_employer_or_a_production_of_another_job_stays(world):
    with world.inside(world.lune) as session:
        one = kept(csv(line(), line(Employeur="Brique Rouge", Production="La Digue")))
        actions.confirm_import(one)
        actions.import_file(io.BytesIO(csv(line(Production="", Brut="900"))), "x.csv")
        actions.import_file(io.BytesIO(csv(line(Employeur="Cie du Large", Production="La Digue"))), "x.csv")
        actions.undo_import(one)
        there = select(Contact.name).where(Contact.deleted_at.is_(None)).order_by(Contact.name)
        assert session.scalars(there).all() == ["Brique Rouge", "Cie du Large", "Films du Ponant"]
        shows = select(Production.title).where(Production.deleted_at.is_(None))
        assert session.scalars(shows).all() == ["La Digue"]


def test_one_employer_is_made_whatever_the_way_its_lines_write_it(world):
    content = csv(
        line(Brut="1"),
        line(Brut="2", Employeur="FILMS DU PONANT", SIRET="73282932000074"),
        line(Brut="3", Employeur="Le Ponant (SAS)", SIRET="73282932000074"),
        line(Brut="4", Employeur="films du ponant"),
        line(Brut="5", SIRET="35600000000048"),
    )
    with world.inside(world.lune) as session:
        actions.import_file(io.BytesIO(content), "x.csv")
        made = session.scalars(select(Contact).order_by(Contact.siret)).all()
        assert [(each.name, each.siret) for each in made] == [
            ("Films du Ponant", "35600000000048"),
            ("Films du Ponant", "73282932000074"),
        ]
        assert made[1].folded == "films du ponant 73282932000074"
        jobs = select(Engagement.gross_cents).where(Engagement.employer_id == made[0].id)
        assert session.scalars(jobs).all() == [5_00]


def test_a_production_is_made_once_by_its_first_employer_with_the_next_hue(world):
    world.production(world.lune, "Nuit blanche", hue=6)
    content = csv(
        line(Brut="1", Production="La Digue", Employeur="Brique Rouge"),
        line(Brut="2", Production="LA DIGUE"),
        line(Brut="3", Production="Sillage"),
        line(Brut="4", Production="nuit blanche"),
    )
    with world.inside(world.lune) as session:
        actions.import_file(io.BytesIO(content), "x.csv")
        rows = session.execute(
            select(Production.title, Production.label, Production.hue, Contact.name)
            .outerjoin(Contact, Contact.id == Production.company_id)
            .order_by(Production.title)
        )
        assert [tuple(row) for row in rows] == [
            ("La Digue", "DIGUE", 1, "Brique Rouge"),
            ("Nuit blanche", "BLANCHE", 6, None),
            ("Sillage", "SILLAGE", 2, "Films du Ponant"),
        ]


def test_importing_and_undoing_many_lines_takes_no_more_statements(world, statements):
    """However many employers and productions they name."""
    costs = []
    for count_of_lines in (1, 300):
        lines = [
            line(Brut=f"{n},00", Employeur=f"Maison {n}", Production=f"Film {n}")
            for n in range(count_of_lines)
        ]
        with world.inside(world.lune):
            one = kept(csv(*lines))
            statements.clear()
            actions.confirm_import(one)
            confirming = len(statements)
            actions.undo_import(one)
            costs.append((confirming, len(statements) - confirming))
    assert costs[0] == costs[1]
    assert costs[1] <= (30, 20)


def test_the_garbage_collector_is_on_again_after_an_import(world):
    with world.inside(world.lune):
        actions.import_file(io.BytesIO(SAMPLE), "x.csv")
    assert gc.isenabled()
