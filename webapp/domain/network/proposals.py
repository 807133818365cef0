"""Whom to call before the diary is empty: plain reasons, each with its date, its number and its points.

The order is the sum of points that are told on screen, and nothing else; it does not depend on the order in which
people are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.availability import free_ranges
from webapp.domain.network.touch import News, Proof, ago
from webapp.domain.periods import DAY, DateRange, add_months
from webapp.domain.words import Sentence, Value, sentence

SOON = timedelta(weeks=6)
"""How long before a gap one calls."""
LEAST_DAYS = 10
"""Of a gap worth calling for: more than the nine days of a week without work and its two week-ends."""
QUIET = timedelta(days=14)
"""Somebody spoken to since is left in peace."""
LATER = timedelta(weeks=2)
LOOKED_AT = timedelta(days=365)
SEASON = timedelta(days=60)
"""Of a long gap, what counts as the same period a year before."""
RECENT_MONTHS = 12
LONG_AGO = 30
MOST = 5


class Through(StrEnum):
    """How a job is somebody's doing; the first one that holds is the one told."""

    CALL = "call"
    LEAD = "lead"  # they head the production of the show
    HOUSE = "house"  # their company does


class Because(StrEnum):
    OPENING = "opening"
    COMING = "coming"
    HIRED = "hired"
    SEASON = "season"
    GAVE_MINE = "gave_mine"
    GAVE_THEIRS = "gave_theirs"
    SPOKEN = "spoken"


OPENING, COMING, IN_CREW = 40, 30, 12
HIRED = {Through.CALL: 20, Through.LEAD: 15, Through.HOUSE: 10}
AGAIN, AGAIN_MOST, RECENTLY = 3, 9, 5
GAVE_MINE, GAVE_THEIRS, SAME_SEASON = 15, 8, 10
OVERDUE, FADING = 10, 5

SCALE: tuple[tuple[Sentence, int], ...] = (
    (sentence("Une piste ouverte avec cette personne"), OPENING),
    (sentence("Une de ses productions se prépare, se tourne ou se joue après le début du creux"), COMING),
    (sentence("Sur une de ces productions, à un poste qui n’engage pas l’équipe de production"), IN_CREW),
    (sentence("Son appel vous a fait travailler"), HIRED[Through.CALL]),
    (sentence("À la tête de la production d’un de vos contrats"), HIRED[Through.LEAD]),
    (sentence("Sa structure vous a fait travailler"), HIRED[Through.HOUSE]),
    (sentence("Chaque autre production, jusqu’à %(most)s points", most=AGAIN_MOST), AGAIN),
    (sentence("La dernière fois a moins d’un an"), RECENTLY),
    (sentence("A donné votre nom"), GAVE_MINE),
    (sentence("Vous avez donné son nom"), GAVE_THEIRS),
    (sentence("Vous a fait travailler à la même période l’an dernier"), SAME_SEASON),
    (sentence("Rythme dépassé depuis les dernières nouvelles"), OVERDUE),
    (
        sentence("Sans rythme choisi, dernières nouvelles il y a plus de %(days)s jours", days=LONG_AGO),
        FADING,
    ),
)
"""What each reason is worth, as the page explains it."""


@dataclass(frozen=True)
class Gap:
    days: DateRange
    is_open: bool
    """Nothing is known after it."""

    def is_near(self, today: date) -> bool:
        return self.days.start_on <= today + SOON


@dataclass(frozen=True, order=True)
class Hire:
    """A job, or a lead, that somebody brought; `who` is their job then, or their company.

    `show` is the key of its production: the contracts of one show are one time, however many it was cut into.
    """

    days: DateRange
    title: str
    through: Through = Through.CALL
    who: str = ""
    show: str = ""


@dataclass(frozen=True, order=True)
class Coming:
    """A stretch of a production of theirs; `what` is preparation, shoot or stage.

    `job` is said of who is in its crew and takes nobody on.
    """

    days: DateRange
    title: str
    what: str = "shoot"
    is_house: bool = False
    job: str = ""


@dataclass(frozen=True)
class Known:
    """What the workspace knows of one contact."""

    key: str
    name: str
    house: str = ""  # whose company it is: one of its people is proposed, not all
    hires: tuple[Hire, ...] = ()
    openings: tuple[Hire, ...] = ()
    coming: tuple[Coming, ...] = ()
    gave_mine: tuple[date, ...] = ()
    gave_theirs: tuple[date, ...] = ()
    spoken_on: date | None = None
    news: News | None = None  # the last of any kind: who worked with one last week was not spoken to since
    cadence_days: int | None = None
    snoozed_until_on: date | None = None

    @property
    def last_news(self) -> News | None:
        return self.news or (News(self.spoken_on, Proof.EXCHANGE) if self.spoken_on else None)

    @property
    def is_personal(self) -> bool:
        """Something ties this very person, not only their company."""
        brought = any(one.through != Through.HOUSE for one in (*self.hires, *self.openings))
        return (
            brought
            or any(not one.is_house for one in self.coming)
            or bool(self.gave_mine or self.gave_theirs)
        )

    def is_left_out(self, today: date) -> bool:
        """Never to be proposed, put off, or spoken to a few days ago."""
        if self.cadence_days == 0 or (self.snoozed_until_on is not None and self.snoozed_until_on > today):
            return True
        return self.spoken_on is not None and self.spoken_on > today - QUIET


@dataclass(frozen=True)
class Reason:
    because: Because
    said: Sentence
    points: int


@dataclass(frozen=True)
class Proposal:
    known: Known
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)


def next_gap(busy: Iterable[DateRange], today: date) -> Gap | None:
    """The first free days in a row that are worth calling for, in the year to come."""
    horizon = DateRange(today, today + LOOKED_AT)
    for free in free_ranges(busy, horizon):
        if free.days >= LEAST_DAYS:
            return Gap(free, is_open=free.end_on == horizon.end_on)
    return None


def proposals(people: Iterable[Known], gap: Gap, today: date) -> list[Proposal]:
    """At most five, the likeliest first; of a company that alone ties them, one person."""
    found = [
        Proposal(known, reasons)
        for known in people
        if not known.is_left_out(today) and (reasons := reasons_of(known, gap, today))
    ]
    found.sort(key=lambda one: (-one.points, _heard_on(one.known), one.known.name, one.known.key))
    return _one_a_house(found)[:MOST]


def _heard_on(known: Known) -> date:
    return known.last_news.on if known.last_news else date.min


def _one_a_house(found: Sequence[Proposal]) -> list[Proposal]:
    represented = {one.known.house for one in found if one.known.is_personal}
    kept = []
    for one in found:
        if not one.known.is_personal and one.known.house:
            if one.known.house in represented:
                continue
            represented.add(one.known.house)
        kept.append(one)
    return kept


def reasons_of(known: Known, gap: Gap, today: date) -> tuple[Reason, ...]:
    """The dearest first; having spoken once is no reason by itself to have work."""
    work = [
        *_opening(known, today),
        *_coming(known, gap),
        *_hired(known, today),
        *_season(known, gap),
        *_names(known),
    ]
    if not work:
        return ()
    work.sort(key=lambda reason: -reason.points)
    return (*work, *_spoken(known, today))


def _opening(known: Known, today: date) -> Iterable[Reason]:
    ahead = sorted({one.days: one for one in sorted(known.openings) if one.days.end_on >= today}.values())
    if ahead:
        first = ahead[0]
        said = sentence("Piste ouverte\u00a0: %(title)s, %(days)s", title=first.title, days=first.days.said)
        yield Reason(Because.OPENING, _of_several(said, len(ahead)), OPENING)


def _coming(known: Known, gap: Gap) -> Iterable[Reason]:
    """Who takes people on, or their company, before a place in a crew."""
    ahead = sorted(one for one in known.coming if one.days.end_on >= gap.days.start_on)
    strong = [one for one in ahead if not one.job]
    ahead = strong or ahead
    if ahead:
        first, titles = ahead[0], {one.title for one in ahead}
        said = _COMING[first.what](first)
        if not strong:
            said = sentence("%(job)s\u00a0: %(coming)s", job=first.job, coming=said)
        yield Reason(Because.COMING, _of_several(said, len(titles)), COMING if strong else IN_CREW)


_COMING = {
    "preparation": lambda one: sentence(
        "«\u00a0%(title)s\u00a0» se prépare %(days)s", title=one.title, days=one.days.said
    ),
    "shoot": lambda one: sentence(
        "«\u00a0%(title)s\u00a0» se tourne %(days)s", title=one.title, days=one.days.said
    ),
    "stage": lambda one: sentence(
        "«\u00a0%(title)s\u00a0» se joue %(days)s", title=one.title, days=one.days.said
    ),
}


def _hired(known: Known, today: date) -> Iterable[Reason]:
    for through in Through:
        jobs = _times(one for one in known.hires if one.through == through)
        if jobs:
            last = max(jobs, key=lambda job: (job.days.end_on, job.days.start_on))
            again = min(AGAIN * (len(jobs) - 1), AGAIN_MOST)
            recently = RECENTLY if last.days.end_on > add_months(today, -RECENT_MONTHS) else 0
            said = (_hired_once if len(jobs) == 1 else _hired_often)(last, len(jobs))
            yield Reason(Because.HIRED, said, HIRED[through] + again + recently)
            return


def _times(hires: Iterable[Hire]) -> list[Hire]:
    """One for each show, from its first day to its last; a job without a show is a time of its own."""
    grouped: dict[str | DateRange, list[Hire]] = {}
    for one in sorted(hires):
        grouped.setdefault(one.show or one.days, []).append(one)
    return [replace(own[-1], days=_span(own)) for own in grouped.values()]


def _span(own: Sequence[Hire]) -> DateRange:
    return DateRange(min(one.days.start_on for one in own), max(one.days.end_on for one in own))


def _hired_once(last: Hire, _count: int) -> Sentence:
    values: dict[str, Value] = {"who": last.who, "title": last.title, "days": last.days.said}
    if last.through == Through.CALL:
        return sentence("Son appel vous a fait travailler 1 fois, %(days)s (%(title)s)", **values)
    if last.through == Through.LEAD:
        return sentence("%(who)s sur «\u00a0%(title)s\u00a0», où vous étiez %(days)s", **values)
    return sentence("%(who)s vous a fait travailler 1 fois, %(days)s (%(title)s)", **values)


def _hired_often(last: Hire, count: int) -> Sentence:
    values: dict[str, Value] = {"count": count, "who": last.who, "title": last.title, "days": last.days.said}
    if last.through == Through.CALL:
        return sentence(
            "Son appel vous a fait travailler %(count)s fois, la dernière %(days)s (%(title)s)", **values
        )
    if last.through == Through.LEAD:
        return sentence(
            "%(who)s sur %(count)s de vos productions, la dernière %(days)s (%(title)s)", **values
        )
    return sentence(
        "%(who)s vous a fait travailler %(count)s fois, la dernière %(days)s (%(title)s)", **values
    )


def _season(known: Known, gap: Gap) -> Iterable[Reason]:
    end_on = min(gap.days.end_on, gap.days.start_on + SEASON - DAY)
    before = DateRange(add_months(gap.days.start_on, -12), add_months(end_on, -12))
    jobs = sorted({one.days: one for one in known.hires if one.days.overlaps(before)}.values())
    if jobs:
        said = sentence(
            "À la même période l’an dernier\u00a0: %(title)s, %(days)s",
            title=jobs[0].title,
            days=jobs[0].days.said,
        )
        yield Reason(Because.SEASON, _of_several(said, len(jobs)), SAME_SEASON)


def _names(known: Known) -> Iterable[Reason]:
    """Recommendations, which call for one another."""
    if known.gave_mine:
        count, last = len(known.gave_mine), max(known.gave_mine)
        once = sentence("A donné votre nom 1 fois, le %(day)s", day=last)
        often = sentence("A donné votre nom %(count)s fois, la dernière le %(day)s", count=count, day=last)
        yield Reason(Because.GAVE_MINE, once if count == 1 else often, GAVE_MINE)
    if known.gave_theirs:
        count, last = len(known.gave_theirs), max(known.gave_theirs)
        once = sentence("Vous avez donné son nom 1 fois, le %(day)s", day=last)
        often = sentence(
            "Vous avez donné son nom %(count)s fois, la dernière le %(day)s", count=count, day=last
        )
        yield Reason(Because.GAVE_THEIRS, once if count == 1 else often, GAVE_THEIRS)


def _spoken(known: Known, today: date) -> Iterable[Reason]:
    """The last news and the rhythm, counted as the list of who is due counts them."""
    if known.last_news is None:
        return
    on, days = known.last_news.on, (today - known.last_news.on).days
    if known.last_news.proof == Proof.WORK and days <= 0:
        yield Reason(Because.SPOKEN, sentence("Vous travaillez ensemble en ce moment"), 0)
        return
    values: dict[str, Value] = {"what": _LAST[known.last_news.proof], "ago": ago(on, today), "day": on}
    if known.cadence_days is None:
        said = sentence("%(what)s %(ago)s, le %(day)s", **values)
        yield Reason(Because.SPOKEN, said, FADING if days > LONG_AGO else 0)
        return
    said = sentence(
        "%(what)s %(ago)s, le %(day)s\u00a0; rythme prévu\u00a0: %(cadence)s jours",
        **values,
        cadence=known.cadence_days,
    )
    yield Reason(Because.SPOKEN, said, OVERDUE if days > known.cadence_days else 0)


_LAST = {
    Proof.EXCHANGE: sentence("Dernier échange"),
    Proof.LEAD: sentence("Dernière piste reçue"),
    Proof.MAIL: sentence("Dernier mail envoyé"),
    Proof.WORK: sentence("Dernier travail ensemble"),
}


def _of_several(first: Sentence, count: int) -> Sentence:
    return first if count == 1 else sentence("%(first)s (1 sur %(count)s)", first=first, count=count)
