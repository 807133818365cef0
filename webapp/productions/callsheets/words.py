"""How a sheet is named and told in one line: in a list, a mail, a group of the crew."""

from datetime import date

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.core import formats
from webapp.core.formats import long_day, time_of_day, upper_first
from webapp.domain.callsheets.lines import Line, main_spot
from webapp.domain.callsheets.sheet import Sheet
from webapp.productions.callsheets.models import Version
from webapp.productions.labels import in_file_name


def rank_of(sheet: Sheet) -> str:
    """`J12 / 28`, or nothing on a day that is not counted."""
    if sheet.number is None:
        return ""
    said = _("J%(rank)s", rank=sheet.number)
    return f"{said} / {sheet.of}" if sheet.of else str(said)


def title_of(sheet: Sheet) -> str:
    """`Feuille de service n° 12`, or of its day."""
    if sheet.number is not None:
        return str(_("Feuille de service n°\u00a0%(number)s", number=sheet.number))
    return str(_("Feuille de service du %(day)s", day=long_day(sheet.day)))


def place_of(sheet: Sheet) -> str:
    spot = main_spot(sheet)
    return (spot.place or spot.name) if spot else ""


def share_text(sheet: Sheet, address: str = "") -> str:
    """What is said in the group of the crew, where the PDF is joined: times, place, and the link to answer."""
    said = " · ".join(_said(sheet))
    asked = _("Bien reçu\u00a0?")
    return f"{said}\n{asked} {address}" if address else said


def subject_of(sheet: Sheet, line: Line) -> str:
    """A mail says one's own time before it is opened."""
    own = time_of_day(line.call)
    parts = [
        _short(sheet),
        short_day(sheet.day),
        own and _("vous\u00a0: %(time)s", time=own),
        sheet.production,
    ]
    return " · ".join(str(part) for part in parts if part)


def short_day(day: date) -> str:
    """`lun. 23/11`."""
    if str(get_locale()) == "en":
        return format_date(day, "EEE d MMM", locale="en_GB")
    return format_date(day, "EEE dd/MM", locale="fr")


def file_name(sheet: Sheet) -> str:
    """`FDS_J12_v2_les-marees.pdf`, plain letters."""
    rank = f"J{sheet.number}" if sheet.number is not None else sheet.day.isoformat()
    return f"FDS_{rank}_v{sheet.version}_{in_file_name(sheet.production)}.pdf"


def approval_of(version: Version) -> str:
    return approval(version.approved_by, version.approved_job, version.approved_on, version.approved_minute)


def approval(name: str | None, job: str | None, on: date | None, minute: int | None) -> str:
    """`Sophie Ansel, directrice de production, le 22 nov. à 19h00`."""
    if not name:
        return ""
    who = ", ".join(part for part in (name, job) if part)
    if on is None:
        return who
    if minute is None:
        return str(_("%(who)s, le %(day)s", who=who, day=formats.day(on)))
    return str(_("%(who)s, le %(day)s à %(time)s", who=who, day=formats.day(on), time=time_of_day(minute)))


def full_day(sheet: Sheet) -> str:
    return upper_first(long_day(sheet.day))


def _short(sheet: Sheet) -> str:
    if sheet.number is None:
        return str(_("FDS"))
    return str(_("FDS J%(rank)s", rank=sheet.number))


def _said(sheet: Sheet) -> list[str]:
    call, ready, end = (time_of_day(minute) for minute in (sheet.call, sheet.ready, sheet.end))
    parts = [
        _short(sheet),
        short_day(sheet.day),
        call and _("Convoc %(time)s", time=call),
        ready and _("PAT %(time)s", time=ready),
        place_of(sheet),
        end and _("Fin %(time)s", time=end),
    ]
    return [str(part) for part in parts if part]
