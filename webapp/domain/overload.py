"""Months in which jobs together go over what the law counts."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain.jobs import Job
from webapp.domain.periods import DateRange, Month, spread
from webapp.domain.rights import scales
from webapp.domain.rights.caps import MonthlyCaps
from webapp.domain.rights.work import Regime, cachets_to_minutes
from webapp.domain.words import Hundredths, Minutes, Sentence, sentence


def months_over(
    job: Job, others: Sequence[Job], caps: MonthlyCaps | None = None
) -> list[tuple[DateRange, Sentence]]:
    """The days of the job in such a month, and what to say of it.

    The job is counted with those already signed: another option may never happen. `caps` are those of the
    law on its first day unless told otherwise.
    """
    if not _is_capped(job):
        return []
    if caps is None and scales.known(scales.MONTH_ONE_EMPLOYER, job.start_on) is None:
        return []
    caps = caps or MonthlyCaps.on(job.start_on)
    together = [job, *(other for other in others if other.state.is_signed and _is_capped(other))]
    over = []
    for month in job.range.months():
        said = (
            _cachets_over(together, month, caps) if job.annexe == 10 else _hours_over(together, month, caps)
        )
        days = month.range.intersection(job.range)
        if said and days:
            over.append((days, said))
    return over


def _is_capped(job: Job) -> bool:
    return job.regime is Regime.SPECTACLE and job.annexe in (8, 10)


def _hours_over(together: Sequence[Job], month: Month, caps: MonthlyCaps) -> Sentence | None:
    worked = [(one.employer.strip().casefold(), _worked(one, month)) for one in together]
    cap = caps.hours_minutes(len({employer for employer, minutes in worked if minutes}))
    total = sum(minutes for _, minutes in worked)
    if total <= cap:
        return None
    return sentence(
        "En %(month)s\u00a0: %(worked)s, %(cap)s au plus comptent en annexe 8.",
        month=month.name,
        worked=Minutes(total),
        cap=Minutes(cap),
    )


def _cachets_over(together: Sequence[Job], month: Month, caps: MonthlyCaps) -> Sentence | None:
    cachets = sum(spread(one.cachets_hundredths, one.range, month.range) for one in together)
    most = caps.cachets_minutes * 100 // cachets_to_minutes(100, month.end_on)
    if cachets <= most:
        return None
    return sentence(
        "En %(month)s\u00a0: %(cachets)s cachets, %(cap)s au plus comptent en annexe 10.",
        month=month.name,
        cachets=Hundredths(cachets),
        cap=Hundredths(most),
    )


def _worked(job: Job, month: Month) -> int:
    if not job.range.overlaps(month.range):
        return 0
    minutes = job.minutes + cachets_to_minutes(job.cachets_hundredths, job.end_on)
    return spread(minutes, job.range, month.range)
