"""Who was there the day before, and who comes the day after: what a short rest is counted from."""

from datetime import date, timedelta
from uuid import UUID

from webapp.domain.callsheets.lines import cast_keys, lines_of, presences_in
from webapp.domain.callsheets.sheet import Sheet
from webapp.domain.rest import Presence, ShortRest, short_rests
from webapp.productions.callsheets.queries import Beside, File
from webapp.productions.hours.queries import real_ends
from webapp.productions.planning.models import DayKind

DAY = timedelta(days=1)


def shorts_before(file: File, sheet: Sheet) -> list[ShortRest]:
    """Those whose rest before this day is too short."""
    before = presences_of(file.production.id, file.before, sheet, sheet.day - DAY)
    return short_rests(before, presences_in(sheet), cast=cast_keys(sheet))


def shorts_after(file: File, sheet: Sheet) -> list[ShortRest]:
    """Those whose rest after this day is too short, by what is known of the next one."""
    after = _planned(file.after, sheet, sheet.day + DAY)
    return short_rests(presences_in(sheet), after, cast=cast_keys(sheet))


def presences_of(production_id: UUID, beside: Beside, sheet: Sheet, on: date) -> dict[str, Presence]:
    """As the sheet of that day said, or the planning for whoever is on this one; the real end when it is noted."""
    return {**_planned(beside, sheet, on), **real_ends(production_id, on)}


def _planned(beside: Beside, sheet: Sheet, on: date) -> dict[str, Presence]:
    if beside.sheet:
        return presences_in(beside.sheet)
    day = beside.day
    if day is None or day.kind == DayKind.REST or day.call_minute is None or day.end_minute is None:
        return {}
    return {key: Presence(on, day.call_minute, day.end_minute) for key in lines_of(sheet)}
