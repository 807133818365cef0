"""The planning laid out: each day with its rank and its strips, what waits in the pool, and what changed since the last version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from webapp.domain.periods import monday_of
from webapp.domain.planning.plan import (
    Difference,
    Plan,
    PlannedDay,
    PlannedService,
    PlannedStrip,
    Sort,
    differences,
)
from webapp.domain.planning.services import services_of
from webapp.places.models import Place
from webapp.productions.planning.models import Day, DayKind, Half, Sequence
from webapp.productions.planning.queries import Rank, days_with_lines, ranks, sequences_of

AHEAD = timedelta(days=4)
FEW = 5


@dataclass(frozen=True)
class Line:
    """A strip as it is shown: a sequence, or what happens between two."""

    public_id: str
    kind: str
    minute: int | None
    text: str | None
    sequence: Sequence | None


@dataclass(frozen=True)
class DayCard:
    day: Day
    place: Place | None
    rank: Rank | None
    lines: tuple[Line, ...]
    services: tuple[PlannedService, ...]

    @property
    def sequences(self) -> list[Sequence]:
        return [line.sequence for line in self.lines if line.sequence]

    @cached_property
    def eighths(self) -> int:
        return sum(sequence.eighths or 0 for sequence in self.sequences)

    @cached_property
    def seconds(self) -> int:
        return sum(sequence.seconds or 0 for sequence in self.sequences)

    def in_half(self, half: str) -> list[PlannedService]:
        return [service for service in self.services if service.half == half]

    def count(self, length: int) -> int:
        """Its services, of so many minutes each."""
        return sum(services_of(one.kind, one.start, one.end, length) for one in self.services)

    def planned(self) -> PlannedDay:
        day = self.day
        return PlannedDay(
            key=day.public_id,
            on=day.on,
            kind=str(day.kind),
            unit=day.unit,
            number=self.rank.number if self.rank else None,
            place=self.place.name if self.place else "",
            call=day.call_minute,
            ready=day.ready_minute,
            meal=day.meal_minute,
            end=day.end_minute,
            is_continuous=day.is_continuous,
            notes=day.notes or "",
            strips=tuple(_planned(line) for line in self.lines),
            services=self.services,
        )


@dataclass(frozen=True)
class Week:
    start_on: date
    cards: tuple[DayCard, ...]

    @property
    def end_on(self) -> date:
        return self.start_on + timedelta(days=6)


@dataclass(frozen=True)
class Run:
    """Days in a row at one place: a stop of a tour."""

    place: Place | None
    cards: tuple[DayCard, ...]


@dataclass(frozen=True)
class Board:
    cards: tuple[DayCard, ...]
    pool: tuple[Sequence, ...]
    script: tuple[Sequence, ...]

    @cached_property
    def plan(self) -> Plan:
        return Plan(tuple(card.planned() for card in self.cards))

    @property
    def weeks(self) -> list[Week]:
        """Those that hold days, from their Monday."""
        found: dict[date, list[DayCard]] = {}
        for card in self.cards:
            found.setdefault(monday_of(card.day.on), []).append(card)
        return [Week(start, tuple(cards)) for start, cards in found.items()]

    def weeks_from(self, today: date) -> list[Week]:
        """This week and those to come, or all of them once it is over."""
        weeks = self.weeks
        return [week for week in weeks if week.end_on >= today] or weeks

    def near(self, today: date) -> set[str]:
        """Keys of the days whose strips one wants at hand: from yesterday to four days ahead, else the nearest few."""
        around = [card for card in self.cards if timedelta(days=-1) <= card.day.on - today <= AHEAD]
        coming = [card for card in self.cards if card.day.on > today]
        return {card.day.public_id for card in around or coming[:FEW] or self.cards[-FEW:]}

    @property
    def runs(self) -> list[Run]:
        found: list[list[DayCard]] = []
        for card in self.cards:
            if found and _goes_on(found[-1], card):
                found[-1].append(card)
            else:
                found.append([card])
        return [Run(next((c.place for c in cards if c.place), None), tuple(cards)) for cards in found]

    def rank_on(self, day: date) -> Rank | None:
        """Of the first crew that works on a day."""
        return next((card.rank for card in self.cards if card.day.on == day and card.rank), None)

    def days_of_sequence(self, sequence_id: UUID) -> list[DayCard]:
        return [card for card in self.cards if any(one.id == sequence_id for one in card.sequences)]


@dataclass(frozen=True)
class Drift:
    """What the draft changes of the last version."""

    all: tuple[Difference, ...]

    @property
    def days(self) -> set[str]:
        """Keys of the days that changed, whose sequences did or that are new."""
        return {one.day.key for one in self.all}

    @property
    def moved(self) -> set[str]:
        """Numbers of the sequences that are elsewhere."""
        return {one.number for one in self.all if one.sort in (Sort.MOVED, Sort.PLACED)}


def board_of(production_id: UUID) -> Board:
    sequences = {sequence.id: sequence for sequence in sequences_of(production_id)}
    rows = days_with_lines(production_id)
    found = ranks([row.Day for row in rows])
    cards = tuple(_card(row, found.get(row.Day.id), sequences) for row in rows)
    placed = {sequence.id for card in cards for sequence in card.sequences}
    script = tuple(sequences.values())
    return Board(cards, tuple(one for one in script if one.id not in placed), script)


def drift(board: Board, last: Plan | None) -> Drift:
    return Drift(tuple(differences(last, board.plan)) if last is not None else ())


def rail(cards: Iterable[DayCard]) -> list[tuple[date, DayCard | None, bool]]:
    """Days of the rail: (day, its card or None when nobody works, whether a gap leads to it)."""
    found: list[tuple[date, DayCard | None, bool]] = []
    for card in cards:
        day = card.day.on
        if found and found[-1][0] == day:
            continue
        missed = (day - found[-1][0]).days - 1 if found else 0
        if 0 < missed <= 2:
            found += [(day - timedelta(days=back), None, False) for back in range(missed, 0, -1)]
        found.append((day, card, bool(found) and (missed > 2 or day.weekday() == 0)))
    return found


def _card(row: Any, rank: Rank | None, sequences: dict[UUID, Sequence]) -> DayCard:
    lines = tuple(
        Line(public_id, kind, minute, text, sequences.get(UUID(sequence_id)) if sequence_id else None)
        for public_id, kind, sequence_id, minute, text in row.strips or ()
    )
    services = tuple(
        PlannedService(half, kind, start, end, text or "")
        for half, kind, start, end, text in row.services or ()
    )
    order = list(Half)
    return DayCard(
        row.Day, row.Place, rank, lines, tuple(sorted(services, key=lambda one: order.index(Half(one.half))))
    )


def _planned(line: Line) -> PlannedStrip:
    sequence = line.sequence
    if sequence is None:
        return PlannedStrip(kind=line.kind, text=line.text or "", minute=line.minute)
    return PlannedStrip(
        kind=line.kind,
        number=sequence.number,
        minute=line.minute,
        set_name=sequence.set_name or "",
        effect=sequence.effect or "",
        light=sequence.light or "",
        eighths=sequence.eighths,
        seconds=sequence.seconds,
    )


def _goes_on(run: list[DayCard], card: DayCard) -> bool:
    """The road to a place is told with it: it ends the stop before."""
    place = next((one.place.id for one in run if one.place), None)
    is_near = (card.day.on - run[-1].day.on).days <= 2
    if card.place is None:
        return is_near and not (place and card.day.kind == DayKind.TRAVEL)
    return is_near and place in (None, card.place.id)
