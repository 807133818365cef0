from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from sqlalchemy import exists, select
from werkzeug.exceptions import NotFound

from webapp.accounts.models import Account
from webapp.core.db import db
from webapp.domain.declaration.changes import Difference, differences
from webapp.domain.declaration.lines import Line, lines_of
from webapp.domain.declaration.situations import Situation, Situations, situations_known
from webapp.domain.declaration.windows import CALENDARS, Window, last_months, month_at_hand, window_of
from webapp.domain.periods import DateRange, Month
from webapp.domain.permissions import Role
from webapp.engagements.models import Engagement
from webapp.engagements.queries import alive
from webapp.engagements.work import paid_periods
from webapp.rights.declaration.copies import read_line, read_situations
from webapp.rights.declaration.models import Declaration, SentReminder, Silence
from webapp.rights.known import Known, incomes_listed, situations_listed, situations_of
from webapp.rights.models import Opening
from webapp.workspaces.models import Membership


@dataclass(frozen=True)
class Sheet:
    """One month: what there is to declare today, and what was declared."""

    window: Window
    on: date
    lines: list[Line]
    copies: list[Declaration] = field(default_factory=list)
    """The newest first; those cancelled are not here."""

    @property
    def month(self) -> Month:
        return self.window.month

    @property
    def copy(self) -> Declaration | None:
        """The one that rules."""
        return self.copies[0] if self.copies else None

    @cached_property
    def declared(self) -> list[Line]:
        return lines_in(self.copy) if self.copy else []

    @cached_property
    def differences(self) -> list[Difference]:
        return differences(self.declared, self.lines) if self.copy else []

    @property
    def is_to_correct(self) -> bool:
        """The copy differs, and the window is still open: the portal takes a correction."""
        return bool(self.differences) and not self.window.is_over(self.on)


@dataclass(frozen=True)
class Board:
    """The month shown, and the last twelve, the newest first."""

    shown: Sheet
    sheets: list[Sheet]


def board(on: date, month: Month | None = None) -> Board:
    """The month asked, or the one to do now."""
    months = last_months(on)
    asked = {*months, month} if month else set(months)
    copies = _copies_of(asked)
    periods = paid_periods(
        *({DateRange(months[-1].start_on, months[0].end_on)} | {one.range for one in asked})
    )
    shown = month or month_at_hand(on, copies)
    sheets = {
        one: Sheet(window_of(one), on, lines_of(one, periods, on), copies.get(one, []))
        for one in asked
        if one >= CALENDARS[0].first
    }
    return Board(sheets[shown], _worth_showing([sheets[one] for one in months if one in sheets], shown))


def _worth_showing(sheets: list[Sheet], shown: Month) -> list[Sheet]:
    """Down to the first month that holds something: those before it were never to declare here."""
    first = min((one.month for one in sheets if one.lines or one.copies or one.month == shown), default=shown)
    return [one for one in sheets if one.month >= first]


def sheet(month: Month, on: date) -> Sheet:
    lines = lines_of(month, paid_periods(month.range), on)
    return Sheet(window_of(month), on, lines, _copies_of({month}).get(month, []))


@dataclass(frozen=True)
class Beside:
    """What the page shows besides contracts: whether mails remind, and what the month is known to hold."""

    is_reminded: bool
    known: Known


def beside(account_id: UUID) -> Beside:
    silent = exists(select(Silence.id).where(Silence.account_id == account_id))
    row = (
        db()
        .execute(select(silent, situations_listed().label("situations"), incomes_listed().label("incomes")))
        .one()
    )
    found = Known(None, situations_of(row.situations), row.incomes or ())
    return Beside(not row[0], found)


def lines_in(copy: Declaration) -> list[Line]:
    return [read_line(kept) for kept in copy.lines]


def situations_in(copy: Declaration) -> Situations:
    return read_situations(copy.situations)


def ticked(sheet: Sheet, known: Known = Known(None)) -> Situations:
    """What the form begins with: what was said last, as far as it is still possible."""
    if sheet.copy is None:
        earned = known.micro.get(sheet.month)
        return situations_known(sheet.month, known.situations, earned, has_lines=bool(sheet.lines))
    said = situations_in(sheet.copy)
    return replace(said, ticked=said.ticked - {Situation.NONE}) if sheet.lines else said


def copy_or_404(month: Month, public_id: str) -> Declaration:
    wanted = select(Declaration).where(
        Declaration.public_id == public_id,
        Declaration.month_on == month.start_on,
        Declaration.cancelled_at.is_(None),
    )
    found = db().scalar(wanted)
    if found is None:
        raise NotFound
    return found


def silence_of(account_id: UUID) -> Silence | None:
    return db().scalar(select(Silence).where(Silence.account_id == account_id))


def is_declared(month: Month) -> bool:
    return bool(_copies_of({month}))


def has_something_to_declare() -> bool:
    """Somebody works here: an engagement or an opening of rights was entered."""
    first = (select(Engagement.id).where(alive()).limit(1), select(Opening.id).limit(1))
    return any(db().scalar(one) is not None for one in first)


def owners_to_remind(workspace_id: UUID, month: Month, reminder: str) -> Sequence[Account]:
    """The owners whose address is theirs, who want the mail and have not had it."""
    silent = select(Silence.id).where(Silence.account_id == Account.id)
    told = select(SentReminder.id).where(
        SentReminder.account_id == Account.id,
        SentReminder.month_on == month.start_on,
        SentReminder.reminder == reminder,
    )
    wanted = (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.workspace_id == workspace_id,
            Membership.role == Role.OWNER,
            Account.confirmed_at.is_not(None),
            ~exists(silent),
            ~exists(told),
        )
        .order_by(Account.id)
    )
    return db().scalars(wanted).all()


def _copies_of(months: set[Month]) -> dict[Month, list[Declaration]]:
    wanted = select(Declaration).where(
        Declaration.month_on.in_([one.start_on for one in sorted(months)]), Declaration.cancelled_at.is_(None)
    )
    found: dict[Month, list[Declaration]] = {}
    for copy in db().scalars(wanted.order_by(Declaration.declared_at.desc(), Declaration.id.desc())):
        found.setdefault(Month.of(copy.month_on), []).append(copy)
    return found
