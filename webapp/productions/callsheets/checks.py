"""What a draft lacks, and what is to be looked at before it leaves."""

from dataclasses import dataclass
from datetime import date

from webapp.domain.callsheets.changes import Change, general_changes, person_changes
from webapp.domain.callsheets.lines import Line, late_children, lines_of, main_spot
from webapp.domain.callsheets.sheet import Child, Sheet
from webapp.domain.refusals import Refused
from webapp.domain.rest import ShortRest
from webapp.domain.words import Sentence, sentence
from webapp.productions.callsheets.models import Version, Way
from webapp.productions.callsheets.presences import shorts_after, shorts_before
from webapp.productions.callsheets.queries import File

MISSING = {
    "call": sentence("la convocation"),
    "place": sentence("le lieu"),
    "hospital": sentence("l’hôpital le plus proche"),
    "approval": sentence("qui valide la feuille"),
}
ADVISED = {
    "ready": sentence("le PAT"),
    "meal": sentence("la coupure repas"),
    "end": sentence("la fin prévue"),
}


def missing(version: Version) -> list[str]:
    """What must be said before it leaves, by its name."""
    sheet, spot = version.sheet, main_spot(version.sheet)
    lacks = [] if sheet.call is not None else ["call"]
    if spot is None or not (spot.place or spot.name):
        lacks.append("place")
    if version.way == Way.BUILT and not any(one.hospital for one in sheet.spots):
        lacks.append("hospital")
    return lacks if version.is_approved else [*lacks, "approval"]


def advised(sheet: Sheet) -> list[str]:
    """What most sheets say."""
    lacks = [name for name in ("ready", "end") if getattr(sheet, name) is None]
    return lacks if sheet.meal is not None or sheet.is_continuous else [*lacks, "meal"]


@dataclass(frozen=True)
class Checked:
    """A draft beside the version it replaces and the days around it."""

    sheet: Sheet
    lines: dict[str, Line]
    general: tuple[Change, ...]
    personal: dict[str, tuple[Change, ...]]
    before: tuple[ShortRest, ...]
    after: tuple[ShortRest, ...]
    children: tuple[Child, ...]
    missing: tuple[str, ...]
    advised: tuple[str, ...]
    is_first: bool

    @property
    def asked(self) -> list[str]:
        """Keys of those to ask: everyone the first time, then those for whom something changes."""
        return list(self.lines) if self.is_first else list(self.personal)

    @property
    def shorts(self) -> dict[str, ShortRest]:
        return {short.key: short for short in self.before}

    @property
    def is_clear(self) -> bool:
        return not (self.before or self.after or self.children or self.advised)


def checked(file: File, version: Version) -> Checked:
    sheet = version.sheet
    old = file.current.sheet if file.current and file.current.number < version.number else None
    lines = lines_of(sheet)
    before = tuple(shorts_before(file, sheet))
    return Checked(
        sheet=sheet,
        lines={**lines, **(_gone(old, lines) if old else {})},
        general=general_changes(old, sheet) if old else (),
        personal=person_changes(old, sheet) if old else {},
        before=before,
        after=tuple(shorts_after(file, sheet)),
        children=late_children(sheet),
        missing=tuple(missing(version)),
        advised=tuple(advised(sheet)),
        is_first=old is None,
    )


def refuse_what_cannot_leave(version: Version, today: date) -> None:
    """Raises Refused with what is to be done first."""
    if lacks := missing(version):
        raise Refused(sentence("Il manque %(what)s.", what=_listed(lacks)))
    if (today - version.sheet.day).days > 1:
        raise Refused(sentence("Cette journée est passée\u00a0: sa feuille ne part plus."))


def _listed(names: list[str]) -> Sentence:
    said = MISSING[names[0]]
    for name in names[1:]:
        said = sentence("%(some)s, %(more)s", some=said, more=MISSING[name])
    return said


def _gone(old: Sheet, lines: dict[str, Line]) -> dict[str, Line]:
    """Those of the version before who are not on this one: they are told."""
    return {key: line for key, line in lines_of(old).items() if key not in lines}
