"""One line of a feuille de route being typed: its form, blank, held or sent, and how it is stored."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import request
from werkzeug.exceptions import NotFound

from webapp.domain.tour import Diet, Mode
from webapp.places.models import Place
from webapp.productions.tour import actions
from webapp.productions.tour.forms import (
    AllowanceForm,
    CallForm,
    InvitationForm,
    LineForm,
    MealForm,
    RoomForm,
    TripForm,
)
from webapp.productions.tour.queries import Crew, Sheet

FORMS: dict[str, type[LineForm]] = {
    "calls": CallForm,
    "trips": TripForm,
    "meals": MealForm,
    "rooms": RoomForm,
    "allowances": AllowanceForm,
    "invitations": InvitationForm,
}
DAYS = ("on", "arrive_on", "leave_on", "paid_on")
# What the next line has in common with the one just added.
ALIKE = {
    "trips": (
        "on",
        "mode",
        "leaves",
        "leaves_minute",
        "arrives",
        "arrives_minute",
        "is_next_day",
        "reference",
    ),
    "meals": ("on", "payer", "count"),
    "rooms": ("place", "hotel", "arrive_on", "leave_on", "kind", "confirmation", "has_breakfast", "payer"),
    "allowances": ("label", "days", "rate_cents", "payer"),
    "invitations": ("member", "by"),
    "calls": (),
}


class Filling:
    def __init__(self, part: str, sheet: Sheet, crew: Crew, hotels: Sequence[Place]):
        self.part, self.sheet, self.crew, self.hotels = part, sheet, crew, hotels
        self.model = actions.LINES[part]
        self.keys = {str(member.id): member.public_id for member, _contact in crew}
        self.ids: dict[str, UUID] = {member.public_id: member.id for member, _contact in crew}

    def blank(self, *, like: str, mode: str) -> LineForm:
        """With what is known: the days, those present; after another line, what it has in common with it."""
        before = next((line for line in self.sheet.lines[self.part] if line["public_id"] == like), None)
        values = self._first_values(mode)
        if before is not None:
            held = self._values(before)
            values |= {name: held[name] for name in ALIKE[self.part]}
        return self._form(data=values)

    def form_of(self, line: dict[str, Any]) -> LineForm:
        more = {}
        if self.part == "trips":
            more["tickets"] = {
                self.keys[seat["member_id"]]: (seat["is_taken"], seat["ticket"] or "")
                for seat in line["seats"]
                if seat["member_id"] in self.keys
            }
        return self._form(data=self._values(line), **more)

    def sent(self) -> LineForm:
        return self._form(request.form)

    def line_or_404(self, public_id: str) -> dict[str, Any]:
        found = next((line for line in self.sheet.lines[self.part] if line["public_id"] == public_id), None)
        if found is None:
            raise NotFound
        return found

    def add(self, form: Any) -> str:
        """The public id of what was added; of rooms made for each person, nothing to name."""
        row, values = self.sheet.row, self._stored(form)
        if self.part == "rooms" and form.each.data and form.people.data:
            actions.add_rooms(row, values, self._members(form))
            return ""
        line = actions.add_line(self.part, row, values)
        self._place_people(line, form)
        return str(line.public_id)

    def update(self, line: Any, form: Any) -> None:
        actions.write(line, self._stored(form))
        self._place_people(line, form)

    def opens(self, form: Any) -> str:
        """The part where the line is shown."""
        return "truck" if self.part == "trips" and form.mode.data == Mode.TRUCK else self.part

    def _place_people(self, line: Any, form: Any) -> None:
        if self.part == "trips":
            actions.seat(line, {self.ids[key]: held for key, held in form.seats().items()})
        if self.part == "rooms":
            actions.lodge(line, self._members(form))

    def _members(self, form: Any) -> list[UUID]:
        return [self.ids[key] for key in form.people.data or ()]

    def _stored(self, form: Any) -> dict[str, Any]:
        values: dict[str, Any] = form.values()
        if "member" in form:
            values["member_id"] = self.ids.get(form.member.data)
        if self.part == "rooms":
            values["place_id"] = actions.place_named_by(form.place.data, self.hotels)
        return values

    def _form(self, *args: Any, **more: Any) -> LineForm:
        people = [(member.public_id, contact.name) for member, contact in self.crew]
        return FORMS[self.part](*args, of=self.sheet, people=people, hotels=self.hotels, **more)

    def _first_values(self, mode: str) -> dict[str, Any]:
        first, last = self.sheet.day.on, self.sheet.until_on
        town = (self.sheet.place.city or self.sheet.place.name) if self.sheet.place else None
        values: dict[str, Any] = {"on": first, "arrive_on": first, "leave_on": last + timedelta(days=1)}
        match self.part:
            case "trips":
                is_truck = mode == Mode.TRUCK
                values |= {"mode": Mode.TRUCK if is_truck else Mode.TRAIN, "arrives": town}
                values["people"] = [] if is_truck else self._without("trips", "seats")
            case "rooms":
                values["people"] = self._without("rooms", "sleepers")
            case "meals":
                values["count"] = len(self._present()) or None
            case "allowances":
                values["days"] = ((last - first).days + 1) * 100
            case "invitations":
                values["count"] = 2
        return values

    def _present(self) -> list[str]:
        first, last = self.sheet.day.on, self.sheet.until_on
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return [member.public_id for member, _contact in self.crew if any(member.is_in(day) for day in days)]

    def _without(self, part: str, people: str) -> list[str]:
        """Those present who have no place yet."""
        placed = {
            key
            for line in self.sheet.lines[part]
            if line.get("mode") != Mode.TRUCK
            for key in self._keys_of(line[people])
        }
        return [key for key in self._present() if key not in placed]

    def _keys_of(self, placed: list[dict[str, Any]]) -> list[str]:
        return [self.keys[one["member_id"]] for one in placed if one["member_id"] in self.keys]

    def _values(self, line: dict[str, Any]) -> dict[str, Any]:
        values = dict(line)
        for name in DAYS:
            if values.get(name):
                values[name] = date.fromisoformat(values[name])
        if "member_id" in line:
            values["member"] = self.keys.get(line["member_id"] or "", "")
        if self.part == "trips":
            values["people"] = self._keys_of(line["seats"])
        if self.part == "rooms":
            values["people"] = self._keys_of(line["sleepers"])
            values["place"] = next((p.public_id for p in self.hotels if str(p.id) == line["place_id"]), "")
            values["hotel"] = line["hotel"] or ("" if values["place"] else (line["place"] or {}).get("name"))
        if self.part == "meals":
            values |= {diet: line["diets"].get(diet) for diet in Diet}
        return values
