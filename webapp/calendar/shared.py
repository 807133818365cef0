"""The dates of a production in somebody's own calendar, by an address that follows them: `webapp.sharing.calendars`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select

from webapp.productions.planning.shared import DayShown, days_asked, days_of
from webapp.productions.shared import Field, Rows, Scope, Section


@dataclass(frozen=True)
class CalendarShown:
    days: tuple[DayShown, ...]
    today: date

    @property
    def coming(self) -> int:
        return sum(day.on >= self.today for day in self.days)


def rows(scope: Scope) -> Select[Any]:
    """A production without any day yet has its row: its calendar may be followed already."""
    return days_asked(scope, "calendar")


def values(rows: Rows, scope: Scope) -> CalendarShown | None:
    return CalendarShown(days_of([row for row in rows if row["key"]]), scope.today) if rows else None


SECTION = Section(
    key="calendar",
    label=_l("Agenda"),
    hint=_l("Les dates dans son propre agenda, tenues à jour"),
    fields=(Field("places", _l("Lieux")), Field("times", _l("Horaires"))),
    rows=rows,
    values=values,
    template="calendar/_shared.html",
)
