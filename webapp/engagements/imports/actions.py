from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import IO
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update

from webapp.contacts.actions import companies_named
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.core.tenancy import workspace_of
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence
from webapp.engagements.actions import New, add_engagements
from webapp.engagements.imports import layouts, traces
from webapp.engagements.imports.drafts import Draft
from webapp.engagements.imports.lines import read_lines
from webapp.engagements.imports.models import Import
from webapp.engagements.imports.queries import Looked, Standing, lines_of, look_at
from webapp.engagements.imports.sheets import Sheet, read
from webapp.engagements.models import Engagement
from webapp.productions import limits
from webapp.productions.actions import productions_titled
from webapp.productions.models import Production

KEPT = timedelta(days=7)
KEPT_CONFIRMED = timedelta(days=30)


@dataclass(frozen=True)
class Report:
    """What an import did: how many lines it added, how many were there, which are wrong and why."""

    added: int
    duplicates: int
    wrong: list[tuple[int, Sentence]] = field(default_factory=list)


def import_file(stream: IO[bytes], filename: str) -> Report:
    """Read a file and add its ready lines, all or none; raises Refused when it cannot be read."""
    sheet = read(stream, filename)
    columns = layouts.recognised(sheet.headers)
    if lacking := layouts.missing(columns):
        raise Refused(layouts.missing_sentence(lacking))
    _one_at_a_time()
    return import_rows(look_at(read_lines(sheet.headers, columns, sheet.rows)))[0]


def import_rows(looked: Sequence[Looked], *, repeated: bool = False) -> tuple[Report, list[Engagement]]:
    """Add the ready lines, and when asked those that repeat another, in the caller's transaction."""
    wanted = {Standing.READY, Standing.REPEATED} if repeated else {Standing.READY}
    added = _add([each.line.draft for each in looked if each.standing in wanted and each.line.draft])
    left = [each for each in looked if each.standing not in wanted]
    report = Report(
        added=len(added),
        duplicates=sum(each.standing != Standing.WRONG for each in left),
        wrong=[(each.line.number, each.line.reason) for each in left if each.standing == Standing.WRONG],
    )
    return report, added


def keep_import(sheet: Sheet) -> Import:
    """Keep a file just read, so that its lines can be looked at before anything is added."""
    forget_old()
    kept = Import(
        file_name=sheet.name,
        kind=sheet.kind,
        delimiter=sheet.delimiter,
        headers=sheet.headers,
        columns=layouts.recognised(sheet.headers),
        rows=sheet.rows,
    )
    db().add(kept)
    db().flush()
    return kept


def choose_columns(kept: Import, columns: Sequence[str]) -> None:
    """Say what each column holds."""
    chosen = [key if key in layouts.BY_KEY else "" for key in columns]
    twice = [key for key in chosen if key and chosen.count(key) > 1]
    if twice:
        raise Refused(
            sentence(
                "«\u00a0%(field)s\u00a0» est choisi pour deux colonnes. Gardez-en une.",
                field=layouts.BY_KEY[twice[0]].label,
            )
        )
    if lacking := layouts.missing(chosen):
        raise Refused(layouts.missing_sentence(lacking))
    kept.columns = chosen


def confirm_import(kept: Import, *, repeated: bool = False) -> Report:
    """Add every ready line of a kept file at once."""
    _one_at_a_time()
    looked = lines_of(kept)
    started_with = traces.known()
    report, added = import_rows(looked, repeated=repeated)
    if not added:
        raise Refused(sentence("Aucune ligne à importer\u00a0: elles sont à corriger, ou déjà présentes."))
    kept.confirmed_at = clock.now()
    kept.counts = {
        "added": report.added,
        "known": report.duplicates,
        "wrong": len(report.wrong),
        **{key: totals_of(added)[key] for key in ("minutes", "cachets", "gross_cents")},
    }
    kept.added = traces.of(added, started_with)
    db().flush()
    return report


def totals_of(added: Sequence[Engagement]) -> dict[str, int]:
    return {key: sum(getattr(one, key) for one in added) for key in ("minutes", "cachets", "gross_cents")}


def undo_import(kept: Import) -> int:
    """Take away what an import added, as long as nothing of it has changed since."""
    if kept.confirmed_at is None or kept.undone_at is not None:
        raise Refused(sentence("Cet import n’a rien ajouté, ou il est déjà annulé."))
    wanted = [UUID(each) for each in kept.added.get("engagements", {})]
    if traces.digests_of_engagements(wanted) != kept.added["engagements"]:
        raise Refused(
            sentence(
                "Des engagements de cet import ont changé depuis\u00a0: il ne s’annule plus d’un coup. Supprimez-les "
                "un par un."
            )
        )
    _leave_out(Engagement, wanted)
    _leave_out_unused(kept)
    kept.undone_at = clock.now()
    return len(wanted)


def forget_old() -> None:
    """In this workspace: files never confirmed after a week, the others once they are no longer undone."""
    now = clock.now()
    db().execute(
        delete(Import).where(
            Import.created_at < now - KEPT,
            or_(Import.confirmed_at.is_(None), Import.confirmed_at < now - KEPT_CONFIRMED),
        )
    )


def _add(drafts: Sequence[Draft]) -> list[Engagement]:
    whos = list(dict.fromkeys((draft.employer, draft.siret) for draft in drafts))
    employers = {who: company.id for who, company in zip(whos, companies_named(whos), strict=True)}
    made_by: dict[str, UUID] = {}  # of two employers of a new production, the first
    # Where there is no room for all, the last worked for are those that stay active.
    latest = sorted(drafts, key=lambda draft: draft.end_on, reverse=True) if limits.is_libre() else drafts
    for draft in latest:
        if draft.production:
            made_by.setdefault(draft.production, employers[draft.employer, draft.siret])
    shows = {
        title: show.id for title, show in zip(made_by, productions_titled(list(made_by.items())), strict=True)
    }
    return add_engagements(
        New(
            draft.terms(
                employers[draft.employer, draft.siret], shows[draft.production] if draft.production else None
            ),
            aem=draft.aem,
        )
        for draft in drafts
    )


def _one_at_a_time() -> None:
    """Of two imports at the same moment, the second sees what the first added."""
    key = func.hashtext(f"imports {workspace_of(db())}")
    db().execute(select(func.pg_advisory_xact_lock(key)))


def _leave_out_unused(kept: Import) -> None:
    """The employers and productions made by the import, when nobody has touched or used them since."""
    shows = traces.unchanged(Production, kept.added.get("productions", {}))
    _leave_out(Production, shows - traces.used(Engagement.production_id, shows))
    companies = traces.unchanged(Contact, kept.added.get("contacts", {}))
    for by in (Engagement.employer_id, Production.company_id, Contact.company_id):
        companies -= traces.used(by, companies)
    _leave_out(Contact, companies)


def _leave_out(model: type[Engagement | Production | Contact], ids: Collection[UUID]) -> None:
    """What deleting one does, for thousands at once."""
    db().execute(update(model).where(model.id.in_(ids)).values(deleted_at=clock.now()))
