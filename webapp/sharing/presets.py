"""Ready-made choices of what a link shows; one is offered once all its rooms hand a section over."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from webapp.core.formats import joined
from webapp.sharing import sections


@dataclass(frozen=True)
class Preset:
    key: str
    label: Any  # lazy
    hint: Any
    sign: str  # an icon
    sections: tuple[str, ...]  # none: all there are
    has_amounts: bool = False

    @property
    def is_offered(self) -> bool:
        return sections.BY_KEY.keys() >= set(self.sections)

    @property
    def parts(self) -> frozenset[str]:
        shown = self.sections or sections.BY_KEY
        every = {part for key in shown for part in sections.BY_KEY[key].parts}
        return frozenset(every if self.has_amounts else every - sections.AMOUNTS)


PRESETS = (
    Preset("planning", _l("Planning seul"), _l("Jours, lieux, horaires"), "cal", ("planning",)),
    Preset(
        "service",
        _l("Planning et feuilles de service"),
        _l("Le plan de travail, chaque feuille envoyée"),
        "clap",
        ("planning", "callsheets"),
    ),
    Preset("crew", _l("Contacts pro"), _l("Équipe par métier, sans mobiles privés"), "users", ("crew",)),
    Preset("documents", _l("Documents"), _l("Ceux que vous choisissez"), "file", ("documents",)),
    Preset(
        "invoice", _l("Facture à payer"), _l("Vos factures, rien d’autre"), "receipt", ("invoices",), True
    ),
    Preset("quote", _l("Devis à accepter"), _l("À lire et à accepter"), "euro", ("quotes",), True),
    Preset("all", _l("Tout ce qui est permis"), _l("Chaque section, montants compris"), "eye", (), True),
)


def offered() -> list[Preset]:
    return [one for one in PRESETS if one.is_offered]


def preset_of(grants: Iterable[str]) -> Preset | None:
    """The ready-made choice that these parts are, whichever way they were ticked."""
    parts = frozenset(grants)
    return next((one for one in offered() if one.parts == parts), None)


def content_of(grants: Iterable[str]) -> str:
    """What a link shows, in a few words: « Planning seul », « Planning, Équipe »."""
    parts = frozenset(grants)
    if preset := preset_of(parts):
        return str(preset.label)
    return joined(*(str(one.label) for one in sections.SECTIONS if one.key in parts), between=", ")


def whole(parts: Iterable[str]) -> tuple[str, ...]:
    """Known parts alone; a field goes with its section."""
    known = sections.PARTS & set(parts)
    return tuple(sorted(part for part in known if part.partition(".")[0] in known))
