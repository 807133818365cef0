"""What a bible may tell of people: nothing personal goes in unless that very field was chosen."""

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Field(StrEnum):
    DATES = "dates"
    PHONES = "phones"
    EMAILS = "emails"
    AGENTS = "agents"
    CONTRACTS = "contracts"
    SUPPLIERS = "suppliers"
    # Of what people sent of themselves: for those who write, and never all of it.
    LICENCES = "licences"
    EMERGENCY = "emergency"
    DIETS = "diets"  # counted, never named


SEALED = frozenset({Field.LICENCES, Field.EMERGENCY, Field.DIETS})
USUAL = frozenset({Field.DATES, Field.SUPPLIERS})

NAMES = {
    Field.DATES: _l("Dates d’arrivée et de départ"),
    Field.PHONES: _l("Téléphones personnels"),
    Field.EMAILS: _l("Mails personnels"),
    Field.AGENTS: _l("Agents des comédiens"),
    Field.CONTRACTS: _l("État des contrats"),
    Field.SUPPLIERS: _l("Fournisseurs"),
    Field.LICENCES: _l("Permis"),
    Field.EMERGENCY: _l("Personnes à prévenir"),
    Field.DIETS: _l("Régimes alimentaires, comptés"),
}


def chosen(asked: Iterable[str], *, is_asked: bool, may_write: bool) -> frozenset[Field]:
    """What was ticked, or the usual fields before anything was; sealed ones for those who write alone."""
    if not is_asked:
        return USUAL
    known = {Field(name) for name in asked if name in list(Field)}
    return frozenset(known if may_write else known - SEALED)
