from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from webapp.domain.rights.allowance import Basis
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.domain.rights.work import Regime, State, WorkPeriod

HOUR = 60
UNHURRIED = settings(deadline=None, max_examples=min(60, settings.default.max_examples))
"""For examples that count a year of work several times."""


def work(start: str, end: str | None = None, hours: float = 0, **overrides: object) -> WorkPeriod:
    """A justified period of annexe 8 work, from the day `start` to the day `end`."""
    told: dict[str, object] = {
        "key": start,
        "employer": "Films du Ponant",
        "job": "Assistante de production",
        "start_on": date.fromisoformat(start),
        "end_on": date.fromisoformat(end or start),
        "minutes": round(hours * 60),
        "justified": True,
    }
    return WorkPeriod(**(told | overrides))  # type: ignore[arg-type]


def situation(kind: SituationKind, start: str, end: str | None = None, **told: object) -> Situation:
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    return Situation(key=start, kind=kind, start_on=first, end_on=last, **told)  # type: ignore[arg-type]


def basis(euros: float, hours: float, *, on: str = "2026-11-21", annexe: int = 8, **told: int) -> Basis:
    """What an allocation of that day is computed from."""
    return Basis(annexe, round(euros * 100), round(hours * HOUR), date.fromisoformat(on), **told)


@st.composite
def periods(draw: st.DrawFn) -> list[WorkPeriod]:
    return [draw(_period(f"p{place}")) for place in range(draw(st.integers(0, 9)))]


@st.composite
def _period(draw: st.DrawFn, key: str) -> WorkPeriod:
    start_on = draw(st.dates(date(2025, 9, 1), date(2026, 12, 31)))
    end_on = start_on + timedelta(days=draw(st.integers(0, 70)))
    return WorkPeriod(
        key=key,
        employer=draw(st.sampled_from(["Ponant", "Brique Rouge", "Faubourg"])),
        job="Assistante de production",
        start_on=start_on,
        end_on=end_on,
        minutes=draw(st.integers(0, 320 * 60)),
        cachets_hundredths=draw(st.sampled_from([0, 0, 100, 250, 1200])),
        regime=draw(st.sampled_from([Regime.SPECTACLE] * 4 + [Regime.TEACHING, Regime.GENERAL])),
        annexe=draw(st.sampled_from([8, 8, 10, None])),
        state=draw(st.sampled_from([State.DONE] * 4 + list(State))),
        justified=draw(st.booleans()),
        gross_cents=draw(st.integers(0, 6000_00)),
        days_worked=draw(st.sampled_from([None, 1, 5, 12])),
        contract_end_on=draw(st.sampled_from([None, end_on + timedelta(days=20)])),
    )


@st.composite
def lived(draw: st.DrawFn) -> list[Situation]:
    return [draw(one_situation(f"s{place}")) for place in range(draw(st.integers(0, 8)))]


@st.composite
def one_situation(draw: st.DrawFn, key: str) -> Situation:
    start_on = draw(st.dates(date(2025, 6, 1), date(2026, 12, 31)))
    return Situation(
        key=key,
        kind=draw(st.sampled_from([SituationKind.SICK_LEAVE] * 4 + list(SituationKind))),
        start_on=start_on,
        end_on=start_on + timedelta(days=draw(st.integers(0, 150))),
        in_contract=draw(st.sampled_from([False, False, False, True])),
        minutes=draw(st.integers(0, 300 * HOUR)),
        gross_cents=draw(st.integers(0, 3000_00)),
        is_indemnified=draw(st.sampled_from([True, True, True, False])),
        is_paid_by_unemployment=draw(st.booleans()),
        is_legitimate=draw(st.booleans()),
        is_proven=draw(st.booleans()),
    )


def calm() -> st.SearchStrategy[list[WorkPeriod]]:
    """Work that fits in its months: beyond 31 whole days of hours a month is refused."""

    def lighter(each: WorkPeriod) -> WorkPeriod:
        return replace(each, minutes=each.minutes // 6, cachets_hundredths=min(each.cachets_hundredths, 250))

    return periods().map(lambda known: [lighter(each) for each in known])
