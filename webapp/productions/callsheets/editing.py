"""The form of a draft, filled from what the sheet says and from who is of the crew."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from webapp.core import clock
from webapp.domain.callsheets.safety import AUDIENS
from webapp.domain.callsheets.sheet import Sheet
from webapp.productions.callsheets import checks, people, words
from webapp.productions.callsheets.calls import Called
from webapp.productions.callsheets.forms import SECTION_FORMS, ApprovalForm, SectionForm, SheetForm
from webapp.productions.callsheets.labels import CARE
from webapp.productions.callsheets.models import Version
from webapp.productions.callsheets.queries import File
from webapp.productions.callsheets.sections import sections, title_of

AnyForm = TypeVar("AnyForm", bound=SectionForm)
BLANK = ("heads", "spots", "extras", "moves", "forecasts", "scenes")


def form_of(sheet: Sheet) -> SheetForm:
    values = asdict(sheet)
    values["needs"] = {need.key: need.text for need in sheet.needs}
    values["heads"] = [{**head, "shows_phone": bool(head["phone"])} for head in values["heads"]]
    return _with_blanks(SheetForm(formdata=None, data=values))


def section_of(name: str, sheet: Sheet, crew: Iterable[Any]) -> SectionForm:
    """One of the long sections, on a page of its own; the cast may be put back on the sheet there."""
    lines = [asdict(line) for line in getattr(sheet, name)]
    if name == "crew":
        lines = [line for line in lines if not line["key"]]
    if name == "cast":
        there = {line["key"] for line in lines}
        off = [asdict(line) for line in people.cast_of(crew, sheet) if line.key not in there]
        lines = [{**line, "is_called": True} for line in lines] + [
            {**line, "is_called": False} for line in off
        ]
    return _with_blanks(SECTION_FORMS[name](formdata=None, data={name: lines}))


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
        "care": CARE,
        "support": AUDIENS,
        "support_is_due": AUDIENS.is_due(clock.today()),
        "words": words,
    }


def section_page(
    file: File, name: str, form: SectionForm, calls: Sequence[Called], crew: Sequence[Any]
) -> dict[str, Any]:
    return {
        "file": file,
        "version": file.last,
        "name": name,
        "title": title_of(name),
        "form": form,
        "calls": calls,
        "names": sorted({contact.name for _member, contact in crew}) if name == "cast" else [],
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


def _with_blanks(form: AnyForm) -> AnyForm:
    for name in form.line_names:
        if name in BLANK and not form[name].entries:
            form.add_line(name)
    return form
