"""What the planning says when it changes, to whoever listens above."""

from dataclasses import dataclass

from blinker import Signal

from webapp.productions.planning.models import Day


@dataclass(frozen=True)
class Times:
    """What of a day makes people come at another hour or elsewhere; plain values, for a job."""

    on: str
    call: int | None
    ready: int | None
    end: int | None
    place_id: str | None

    @classmethod
    def of(cls, day: Day) -> "Times":
        place_id = str(day.place_id) if day.place_id else None
        return cls(day.on.isoformat(), day.call_minute, day.ready_minute, day.end_minute, place_id)

    @property
    def key(self) -> str:
        return f"{self.on} {self.call} {self.ready} {self.end} {self.place_id}"


# Sent by a Day as it is now, with `before`, its Times.
day_changed = Signal("the hours, the place or the date of a day changed")
