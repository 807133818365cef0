"""A count in the language of the page: what it counts, how many, and where it comes from."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.core.formats import day as short_day
from webapp.core.formats import joined
from webapp.domain.situations import Count, CountKind, Source, SourceKind

COUNTS = {
    CountKind.SHOT: _l("Jours tournés"),
    CountKind.PLAYED: _l("Représentations jouées"),
    CountKind.CONTRACTS: _l("Contrats signés"),
    CountKind.SHEETS: _l("Feuilles de service envoyées"),
    CountKind.RECEIVED: _l("«\u00a0Bien reçu\u00a0»"),
}


def value_of(count: Count) -> str:
    """`11 sur 28`."""
    if count.of is None:
        return str(count.count)
    return str(_("%(count)s sur %(of)s", count=count.count, of=count.of))


def source_of(source: Source) -> str:
    unit = _("équipe %(number)s", number=source.unit) if source.unit else ""
    return joined(_source(source), unit, between=", ")


def after_a_name(job: str | None) -> str | None:
    """« Sophie Ansel, directrice de production »; initials stay as they are."""
    return job and (job if job[:2].isupper() else job[0].lower() + job[1:])


def _source(source: Source) -> str:
    match source.kind:
        case SourceKind.VERSION:
            return str(_("Planning, version %(number)s", number=source.number))
        case SourceKind.PLANNING:
            return str(_("Planning"))
        case SourceKind.CREW:
            return str(_("Équipe"))
        case SourceKind.LAST_SHEET:
            return str(_("Dernière envoyée\u00a0: %(sheet)s", sheet=_sheet(source)))
        case SourceKind.SHEET if source.number is not None:
            return str(_("Feuille de service J%(number)s", number=source.number))
        case _:
            return str(_("Feuille de service du %(day)s", day=short_day(source.day)))


def _sheet(source: Source) -> str:
    if source.number is not None:
        return str(_("J%(rank)s", rank=source.number))
    return short_day(source.day)
