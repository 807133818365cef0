"""Days and lines said in a few words, for pages, choices and files."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.core.formats import hours as hours_said
from webapp.core.formats import long_day, time_of_day, upper_first
from webapp.domain.planning.plan import PlannedDay, PlannedService
from webapp.domain.planning.script import eighths_text
from webapp.productions.planning import labels
from webapp.productions.planning.board import Board, DayCard
from webapp.productions.planning.models import Day, DayKind, Service, StripKind
from webapp.productions.planning.queries import Rank


def pages(eighths: int) -> str:
    """`5 1/8 pages`, `6/8 page`."""
    text = eighths_text(eighths)
    return str(_("%(count)s page", count=text) if eighths < 16 else _("%(count)s pages", count=text))


def running(seconds: int) -> str:
    """`8 min 50`; past an hour `3 h 44`, where seconds tell nothing."""
    minutes, rest = divmod(seconds, 60)
    if minutes >= 60:
        return hours_said(minutes)
    if not minutes:
        return str(_("%(count)s s", count=rest))
    return f"{minutes}\u00a0min\u00a0{rest:02d}" if rest else f"{minutes}\u00a0min"


def load(eighths: int, seconds: int) -> str:
    """Both, when they are known."""
    said = [pages(eighths) if eighths else "", running(seconds) if seconds else ""]
    return ", ".join(word for word in said if word)


def rank_name(rank: Rank | None, *, live: bool) -> str:
    """`J12` on a film, `Date 3` on tour."""
    if rank is None:
        return "–"
    return str(_("Date %(number)s", number=rank.number) if live else _("J%(rank)s", rank=rank.number))


def standing(board: Board, today: date, *, live: bool) -> str:
    """`J12 / 28` on a day that counts, else nothing."""
    rank = board.rank_on(today)
    if rank is None:
        return ""
    said = _("Date %(number)s", number=rank.number) if live else _("J%(rank)s", rank=rank.number)
    return f"{said} / {rank.of}"


def hours(day: PlannedDay) -> str:
    """`7h15 à 18h00, PAT 8h00`, from what is known."""
    call, end, ready = (time_of_day(minute) for minute in (day.call, day.end, day.ready))
    span = (
        _("%(call)s à %(end)s", call=call, end=end)
        if call and end
        else _("convocation %(call)s", call=call)
        if call
        else _("fin %(end)s", end=end)
        if end
        else ""
    )
    said = [span, _start(day, ready) if ready else "", _("journée continue") if day.is_continuous else ""]
    return ", ".join(word for word in said if word)


def about(card: DayCard) -> str:
    return planned_about(card.planned())


def planned_about(day: PlannedDay) -> str:
    """What stands under the date: kind when it is not the ordinary one, place, hours."""
    is_plain = day.kind in (DayKind.SHOOT, DayKind.SHOW)
    is_away = day.kind in (DayKind.REST, DayKind.TRAVEL)
    said = [
        "" if is_plain else labels.day_name(day.kind),
        day.place,
        hours(day),
        day.notes.split("\n")[0][:120] if is_away else "",
    ]
    text = ", ".join(word for word in said if word)
    return upper_first(text) or _("Lieu et horaires à préciser")


def planned_rank(day: PlannedDay, live: bool) -> str:
    if day.number is None:
        return "–"
    return str(_("Date %(number)s", number=day.number) if live else _("J%(rank)s", rank=day.number))


def service(one: PlannedService) -> str:
    """`Réglages, 9h00 à 13h00`."""
    start, end = time_of_day(one.start), time_of_day(one.end)
    span = _("%(call)s à %(end)s", call=start, end=end) if start and end else start or end
    name = "" if one.kind == DayKind.OTHER and one.text else labels.day_name(one.kind)
    text = one.text if name else upper_first(one.text)
    return ", ".join(word for word in (name, text, span) if word)


def line_text(line: Any) -> str:
    """`12h30 Coupure repas, cantine`, of a line that is no sequence."""
    kind = str(labels.STRIPS[StripKind(line.kind)]) if line.kind != StripKind.NOTE or not line.text else ""
    text = ", ".join(word for word in (kind, line.text) if word)
    return " ".join(word for word in (time_of_day(line.minute), text) if word)


def day_values(day: Day) -> dict[str, Any]:
    return {
        "on": day.on,
        "kind": day.kind,
        "unit": day.unit,
        "call": day.call_minute,
        "ready": day.ready_minute,
        "meal": day.meal_minute,
        "end": day.end_minute,
        "is_continuous": day.is_continuous,
        "notes": day.notes,
    }


def service_values(one: Service) -> dict[str, Any]:
    return {
        "half": one.half,
        "kind": one.kind,
        "start": one.start_minute,
        "end": one.end_minute,
        "text": one.text,
    }


def day_title(day: Any, rank: Rank | None, place: Any, *, live: bool = False) -> str:
    said = [
        rank_name(rank, live=live) if rank else labels.day_name(day.kind),
        long_day(day.on),
        place.name if place else "",
        _("équipe %(number)s", number=day.unit) if day.unit > 1 else "",
    ]
    return ", ".join(word for word in said if word)


def _start(day: PlannedDay, ready: str) -> str:
    if day.kind == DayKind.SHOW:
        return str(_("représentation %(ready)s", ready=ready))
    return str(_("PAT %(time)s", time=ready))


def weekday(day: date) -> str:
    """`lun`, without its point."""
    return format_date(day, "EEE", locale=_locale()).rstrip(".")


def number(day: date) -> str:
    """`1er`, `2`."""
    return "1er" if day.day == 1 and _locale() == "fr" else str(day.day)


def short_date(day: date) -> str:
    """`Lun. 7`."""
    return format_date(day, "EEE d", locale=_locale()).capitalize()


def _locale() -> str:
    locale = get_locale()
    return "en_GB" if locale and locale.language == "en" else "fr"


def where(cards: Sequence[DayCard], live: bool) -> str:
    """`J13`, `J13 et J14`: the days a sequence is on."""
    said = [rank_name(card.rank, live=live) if card.rank else long_day(card.day.on) for card in cards]
    return ", ".join(said)
