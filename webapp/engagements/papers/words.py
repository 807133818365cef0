"""What the fields of an AEM, the ways to ask and the tones are called."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.core import formats
from webapp.domain.aem.figures import Field, Value
from webapp.engagements.papers.models import Channel, Tone

FIELDS = {
    Field.EMPLOYER: _l("Employeur"),
    Field.SIRET: _l("SIRET"),
    Field.NAF: _l("Code NAF"),
    Field.JOB: _l("Emploi au contrat"),
    Field.OBJECT_NUMBER: _l("Numéro d’objet"),
    Field.START_ON: _l("Premier jour"),
    Field.END_ON: _l("Dernier jour"),
    Field.ONGOING: _l("Contrat en cours"),
    Field.DAYS: _l("Jours travaillés"),
    Field.HOURS: _l("Heures"),
    Field.CACHETS: _l("Cachets"),
    Field.GROSS: _l("Salaire brut"),
}
CHANNELS = {
    Channel.MAIL: _l("Par mail"),
    Channel.SMS: _l("Par SMS"),
    Channel.CALL: _l("Par téléphone"),
    Channel.OTHER: _l("Autrement"),
}
TONES = {Tone.CORDIAL: _l("Cordial"), Tone.FIRM: _l("Ferme"), Tone.LAST: _l("Dernier")}


def names_of(fields: Iterable[Field]) -> str:
    return ", ".join(str(FIELDS[field]) for field in fields)


def figure(field: Field, value: Value) -> str:
    """A value of the paper as people read it."""
    if isinstance(value, bool):
        return str(_("Oui") if value else _("Non"))
    if isinstance(value, date):
        return formats.day(value, year=True)
    if not isinstance(value, int):
        return " ".join((value[:3], value[3:6], value[6:9], value[9:])) if field == Field.SIRET else value
    match field:
        case Field.HOURS:
            return formats.hours(value)
        case Field.GROSS:
            return formats.money(value)
        case Field.CACHETS:
            return formats.quantity(value)
    return str(value)
