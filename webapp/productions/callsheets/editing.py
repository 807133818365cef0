"""The form of a draft, filled from what the sheet says and from who is of the crew."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from webapp.core import clock
from webapp.domain.callsheets.safety import AUDIENS
from webapp.domain.callsheets.sheet import Sheet
from webapp.productions.callsheets import checks, people, words
from webapp.productions.callsheets.forms import LINES, ApprovalForm, SheetForm
from webapp.productions.callsheets.labels import CARE
from webapp.productions.callsheets.models import Version
from webapp.productions.callsheets.queries import File
from webapp.productions.callsheets.sections import sections

BLANK = ("heads", "spots", "scenes", "extras", "moves", "forecasts")


def form_of(sheet: Sheet, crew: Iterable[Any]) -> SheetForm:
    values = asdict(sheet)
    values["needs"] = {need.key: need.text for need in sheet.needs}
    for name in ("cast", "crew"):
        values[name] = [{**line, "is_called": True} for line in values[name]]
    values["cast"] += [_off(line) for line in people.cast_of(crew, sheet) if not _is_on(line, sheet.cast)]
    values["crew"] += [_off(line) for line in people.crew_of_day(crew, sheet) if not _is_on(line, sheet.crew)]
    form = SheetForm(formdata=None, data=values)
    for name in BLANK:
        if not form[name].entries:
            form.add_line(name)
    return form


def page(file: File, form: SheetForm, crew: Sequence[Any]) -> dict[str, Any]:
    sheet, before = file.last.sheet, file.current
    lacking = [*checks.missing(file.last), *checks.advised(sheet)]
    return {
        "file": file,
        "version": file.last,
        "form": form,
        "sections": sections(sheet, before=before.sheet if before else None, lacking=lacking, form=form),
        "before": before.sheet if before else None,
        "lacking": lacking,
        "names": sorted({contact.name for _member, contact in crew}),
        "phones": [(contact.name, contact.phone) for _member, contact in crew if contact.phone],
        "care": CARE,
        "line_names": LINES,
        "support": AUDIENS,
        "support_is_due": AUDIENS.is_due(clock.today()),
        "words": words,
    }


def approval_of(version: Version) -> ApprovalForm:
    return ApprovalForm(
        formdata=None,
        data={
            "approved_by": version.approved_by,
            "approved_job": version.approved_job,
            "approved_on": version.approved_on or clock.today(),
            "approved_minute": version.approved_minute,
        },
    )


def approvers(crew: Iterable[Any]) -> list[tuple[str, str]]:
    """(name, function) of those who may approve: production, mise en scène, régie first."""
    return [(contact.name, people.job_of(member)) for member, contact in crew]


def _off(line: Any) -> dict[str, Any]:
    return {**asdict(line), "is_called": False}


def _is_on(line: Any, lines: Iterable[Any]) -> bool:
    return any(one.key == line.key for one in lines)
