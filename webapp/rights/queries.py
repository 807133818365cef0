from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from webapp.core import clock
from webapp.core.db import db
from webapp.domain.rights.counts import CountedLine, MonthCount
from webapp.engagements.work import work_periods
from webapp.rights.estimate import Estimate
from webapp.rights.known import Known
from webapp.rights.models import Opening
from webapp.rights.periods.queries import situations
from webapp.rights.standing import Mode, Standing, counted_from, default_day, stand, why_of


def current_opening() -> Opening | None:
    """The last one entered."""
    newest = select(Opening).order_by(Opening.created_at.desc(), Opening.id.desc()).limit(1)
    return db().scalars(newest).first()


def openings() -> Sequence[Opening]:
    """Every one entered, the last first."""
    return db().scalars(select(Opening).order_by(Opening.created_at.desc(), Opening.id.desc())).all()


def hours_on(known: Known, day: date | None = None) -> Standing:
    """Where the hours stand on a day, counted since the last opening if one is known."""
    opening = known.opening
    on = day or default_day(opening, clock.today())
    periods = work_periods(since=counted_from(opening, on, known.situations))
    return stand(periods, opening, on=on, situations=known.situations)


def show_json(on: date, fct: date | None = None) -> dict[str, Any]:
    """The count for the command line: over twelve months, or since a fin de contrat retenue."""
    opening = Opening(is_first_request=fct is None, fct_on=fct, annexe=8)
    mode = Mode.SINCE if fct else Mode.FIRST
    standing = stand(work_periods(), opening, on=on, mode=mode, situations=situations())
    result = standing.result
    estimate = standing.estimate
    return {
        "on": on.isoformat(),
        "period": {"from": result.window.start_on.isoformat(), "to": result.window.end_on.isoformat()},
        "hours": {
            "work": _hours(result.work_minutes),
            "teaching": _hours(result.teaching_minutes),
            "total": _hours(result.total_minutes),
            "justified": _hours(result.justified_minutes),
            "waiting": _hours(result.waiting_minutes),
        },
        "date_anniversaire": standing.anniversary_on.isoformat(),
        **_allowance(estimate),
        "months": [_month(month) for month in result.months],
        "lines": [_line(line) for line in result.lines],
    }


def _allowance(estimate: Estimate | None) -> dict[str, Any]:
    """Strings with two decimals, as an invoice writes them; null without hours to compute from."""
    if estimate is None:
        return {"sr": None, "nht": None, "aj": None}
    gross, net = estimate.allowance, estimate.net
    return {
        "sr": _decimal(estimate.reference.sr_cents),
        "nht": _decimal(estimate.reference.nht_minutes * 100 // 60),
        "aj": {
            "a": _decimal(gross.a_cents),
            "b": _decimal(gross.b_cents),
            "c": _decimal(gross.c_cents),
            "gross": _decimal(gross.gross_cents),
            "net": _decimal(net.net_cents),
        },
    }


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _month(count: MonthCount) -> dict[str, Any]:
    return {
        "month": count.month.iso,
        "worked": _hours(count.worked_minutes),
        "counted": _hours(count.counted_minutes),
        "cap": _hours(count.cap_minutes),
    }


def _line(line: CountedLine) -> dict[str, Any]:
    return {
        "from": line.period.start_on.isoformat(),
        "to": line.period.end_on.isoformat(),
        "employer": line.period.employer,
        "hours": _hours(line.period.worked_minutes),
        "counted": _hours(line.counted_minutes),
        "why": " ".join(str(said) for said in why_of(line)),
    }


def _hours(minutes: int) -> int | float:
    return minutes // 60 if minutes % 60 == 0 else round(minutes / 60, 2)
