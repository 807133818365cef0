"""The feuilles de service that left, as a link shows them: the last version of each day and crew, and nobody on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from webapp.core.db import db
from webapp.core.formats import joined, long_day, moment, time_of_day, upper_first
from webapp.core.pdf import Column, part
from webapp.domain.callsheets.sheet import Scene, Sheet, Spot
from webapp.domain.callsheets.shown import Part, shown_sheet
from webapp.productions.callsheets import words
from webapp.productions.callsheets.extract import extract_pdf
from webapp.productions.callsheets.models import SheetPart
from webapp.productions.models import Production
from webapp.productions.shared import Field, File, Rows, Scope, Section


@dataclass(frozen=True)
class Approval:
    name: str
    job: str | None
    on: date | None
    minute: int | None

    @property
    def told(self) -> str:
        return words.approval(self.name, self.job, self.on, self.minute)


@dataclass(frozen=True)
class SheetShown:
    """`sheet` is bare: it has the parts that were granted, never a person."""

    key: str
    sheet: Sheet
    sent_at: datetime
    approval: Approval | None
    has_file: bool

    @property
    def name(self) -> str:
        """`J12 / 28, lundi 23 novembre, équipe 2`."""
        crew = _("équipe %(n)s", n=self.sheet.unit) if self.sheet.unit > 1 else ""
        return upper_first(joined(words.rank_of(self.sheet), long_day(self.sheet.day), crew, between=", "))

    @property
    def left(self) -> str:
        """Which version, when, and who said yes to it."""
        sent = _(
            "Version %(number)s, envoyée le %(when)s", number=self.sheet.version, when=moment(self.sent_at)
        )
        approved = _("validée par %(who)s", who=self.approval.told) if self.approval else ""
        return joined(sent, approved, between=", ")

    @property
    def places(self) -> str:
        """With the décors they stand for, unless its sequences name them."""
        sets = {scene.set_name for scene in self.sheet.scenes if scene.set_name}
        return joined(*dict.fromkeys(_place(spot, sets) for spot in self.sheet.spots))

    @property
    def hours(self) -> str:
        sheet = self.sheet
        said = (
            (_("convocation %(call)s", call=time_of_day(sheet.call)) if sheet.call is not None else ""),
            (_("PAT %(ready)s", ready=time_of_day(sheet.ready)) if sheet.ready is not None else ""),
            _meal(sheet),
            (_("fin %(end)s", end=time_of_day(sheet.end)) if sheet.end is not None else ""),
        )
        return upper_first(joined(*said, between=", "))

    @property
    def scenes(self) -> str:
        told = joined(*map(_scene, self.sheet.scenes))
        return str(_("Séq. %(told)s", told=told)) if told else ""


@dataclass(frozen=True)
class SheetsShown:
    sheets: tuple[SheetShown, ...]  # by day
    today: date
    # A PDF that somebody else made: nobody knows what it tells, so it never goes through a link.
    has_received: bool

    @property
    def coming(self) -> tuple[SheetShown, ...]:
        return tuple(one for one in self.sheets if one.sheet.day >= self.today)

    @property
    def past(self) -> tuple[SheetShown, ...]:
        """The last first."""
        return tuple(one for one in reversed(self.sheets) if one.sheet.day < self.today)


def _place(spot: Spot, sets: Collection[str]) -> str:
    if not spot.place or spot.place == spot.name:
        return spot.name
    rest = reduce(lambda name, told: name.replace(told, ""), sorted(sets, key=len, reverse=True), spot.name)
    return f"{spot.place} ({spot.name})" if rest.strip(", ") else spot.place


def _meal(sheet: Sheet) -> str:
    if sheet.is_continuous:
        return str(_("journée continue"))
    if sheet.meal is None:
        return ""
    if sheet.meal_end is None:
        return str(_("coupure %(meal)s", meal=time_of_day(sheet.meal)))
    return str(_("coupure %(meal)s à %(end)s", meal=time_of_day(sheet.meal), end=time_of_day(sheet.meal_end)))


def _scene(scene: Scene) -> str:
    return joined(scene.number, scene.set_name, between=" ")


def rows(scope: Scope) -> Select[Any]:
    """A row for each sheet, with the parts that were granted."""
    granted = [Part.DAY, *(one for one in Part if scope.has(f"callsheets.{one}"))]
    return (
        select(
            SheetPart.production_id,
            SheetPart.sheet_key.label("key"),
            func.jsonb_object_agg(SheetPart.part, SheetPart.content).label("parts"),
        )
        .where(SheetPart.production_id.in_(scope.productions), SheetPart.part.in_(granted))
        .group_by(SheetPart.production_id, SheetPart.sheet_key)
    )


def values(rows: Rows, scope: Scope) -> SheetsShown | None:
    found = sorted(
        (_shown(row["key"], row["parts"], scope) for row in rows),
        key=lambda one: (one.sheet.day, one.sheet.unit),
    )
    if not found:
        return None
    is_without_file = scope.has("callsheets.file") and not all(one.has_file for one in found)
    return SheetsShown(tuple(found), scope.today, is_without_file)


def _shown(key: str, parts: Mapping[str, Any], scope: Scope, production: str = "") -> SheetShown:
    left = parts[Part.DAY]
    on = left["approved_on"]
    return SheetShown(
        key=key,
        sheet=shown_sheet(production, parts),
        sent_at=datetime.fromisoformat(left["sent_at"]),
        approval=Approval(
            left["approved_by"],
            left["approved_job"],
            date.fromisoformat(on) if on else None,
            left["approved_minute"],
        )
        if left["approved_by"]
        else None,
        has_file=scope.has("callsheets.file") and not left["is_received"],
    )


def subjects(value: SheetsShown) -> dict[str, str]:
    """Those of days to come."""
    return {
        one.key: _(
            "Feuille de service, %(name)s, version %(number)s", name=one.name, number=one.sheet.version
        )
        for one in value.coming
    }


def paper(value: SheetsShown) -> list[dict[str, Any]]:
    columns = [Column(_("Jour"), 2), Column(_("Version"), 2), Column(_("Lieu, horaires, séquences"), 3)]
    cells = [
        (one.name, one.left, joined(one.places, one.hours, one.scenes, between="\n"))
        for one in (*value.coming, *value.past)
    ]
    return [part(_("Feuilles de service"), columns, [(row, False) for row in cells])]


def file(scope: Scope, key: str) -> File | None:
    """Made of what is granted; there is none of a sheet that was received."""
    if not scope.has("callsheets.file"):
        return None
    found = (
        db()
        .execute(
            rows(scope)
            .add_columns(func.min(Production.title).label("title"))
            .join(Production, Production.id == SheetPart.production_id)
            .where(SheetPart.sheet_key == key, Production.deleted_at.is_(None))
        )
        .first()
    )
    if found is None or Part.DAY not in found.parts:
        return None
    shown = _shown(found.key, found.parts, scope, found.title)
    if not shown.has_file:
        return None
    content = extract_pdf(replace(shown.sheet, approved_by=shown.approval.told if shown.approval else ""))
    return File(words.file_name(shown.sheet), "application/pdf", content=content, size=len(content))


SECTION = Section(
    key="callsheets",
    label=_l("Feuilles de service"),
    hint=_l("Celles qui sont parties, sans personne de l’équipe"),
    fields=(
        Field("places", _l("Lieux et décors")),
        Field("times", _l("Horaires"), _l("Convocation générale, PAT, coupure, fin")),
        Field("sequences", _l("Séquences")),
        Field("file", _l("PDF"), _l("Un extrait, sans noms ni téléphones")),
    ),
    rows=rows,
    values=values,
    template="productions/callsheets/_shared.html",
    subjects=subjects,
    paper=paper,
    file=file,
)
