"""What periods and incomes are called, and what each kind of period changes in a few words."""

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from webapp.core import clock
from webapp.core.formats import day_range, hours, money, month
from webapp.domain.rights import scales
from webapp.domain.rights.situations import RATTRAPAGE_YEARS, SUSPENDING, Situation, SituationKind, lengthens
from webapp.rights.periods.models import Income, IncomeKind, Period

K = SituationKind
GUIDE = scales.GUIDE  # the rules of most kinds


@dataclass(frozen=True)
class Words:
    """`brief` and `rule` name figures of law, which `rules` fills."""

    name: str
    sign: str
    brief: str
    rule: str


KINDS = {
    K.SICK_LEAVE: Words(
        _l("Arrêt maladie"),
        "heart",
        _l("allonge la période"),
        _l(
            "Entre deux contrats et indemnisé\u00a0: la période d’examen s’allonge d’autant, sans ajouter d’heures. "
            "Pendant un contrat\u00a0: %(each)s par jour."
        ),
    ),
    K.MATERNITY: Words(
        _l("Maternité"),
        "heart",
        _l("%(each)s par jour"),
        _l("Hors contrat\u00a0: %(each)s par jour, si une période de travail suit."),
    ),
    K.ADOPTION: Words(_l("Adoption"), "heart", _l("%(each)s par jour"), _l("Comme une maternité.")),
    K.PATERNITY: Words(_l("Paternité"), "heart", _l("allonge la période"), _l("Comme un arrêt maladie.")),
    K.WORK_ACCIDENT: Words(
        _l("Accident du travail"),
        "alert",
        _l("%(each)s par jour"),
        _l("S’il se prolonge après la fin du contrat."),
    ),
    K.ALD: Words(
        _l("Affection de longue durée (ALD)"),
        "heart",
        _l("%(each)s par jour"),
        _l(
            "Hors contrat, si vous avez déjà eu des droits aux annexes 8 ou 10 et qu’une période de travail suit."
        ),
    ),
    K.TRAINING: Words(
        _l("Formation"),
        "cap",
        _l("heure pour heure"),
        _l(
            "Si France Travail ne la paie pas. %(training)s au plus, enseignement compris. Ni salaire ni heures dans "
            "l’allocation."
        ),
    ),
    K.PTP: Words(
        _l("PTP"),
        "cap",
        _l("heure pour heure"),
        _l("Projet de transition professionnelle\u00a0: compté aussi dans l’allocation."),
    ),
    K.ABSENCE: Words(
        _l("Absence"),
        "sun",
        _l("à déclarer"),
        _l("Au-delà de %(least)s\u00a0jours. %(most)s\u00a0jours par an au plus."),
    ),
    K.RESIGNATION: Words(
        _l("Démission"),
        "exit",
        _l("peut bloquer"),
        _l(
            "Sauf motif légitime, ou %(asked)s travaillées depuis. Réexamen possible après %(review)s\u00a0jours."
        ),
    ),
    K.PREVIOUS_RIGHT: Words(
        _l("Droit précédent"),
        "history",
        _l("clause de rattrapage"),
        _l(
            "De l’ouverture à la date anniversaire. La clause de rattrapage demande %(openings)s\u00a0ouvertures en %(years)s\u00a0ans, "
            "ou %(work)s."
        ),
    ),
}

INCOMES = {
    IncomeKind.ARE: _l("ARE"),
    IncomeKind.MICRO: _l("Micro-entreprise"),
    IncomeKind.CONGES_SPECTACLES: _l("Congés Spectacles"),
}
INCOME_SIGNS = {IncomeKind.ARE: "euro", IncomeKind.MICRO: "receipt", IncomeKind.CONGES_SPECTACLES: "sun"}


def rules() -> list[tuple[str, str, str]]:
    """Of each kind: its name, what it changes in a few words, and its rule, by the figures of today."""
    told = _figures(clock.today())
    return [(words.name, words.brief % told, words.rule % told) for words in KINDS.values()]


def kind_words(kind: str) -> Words:
    return KINDS[K(kind)]


def full_name(situation: Situation) -> str:
    """Its kind, and what makes it count otherwise."""
    name = KINDS[situation.kind].name
    if situation.kind in SUSPENDING and situation.in_contract:
        said = _("%(kind)s, pendant un contrat", kind=name)
    elif situation.kind in SUSPENDING:
        said = _("%(kind)s, hors contrat", kind=name)
    elif situation.is_paid_by_unemployment:
        said = _("%(kind)s payée par France Travail", kind=name)
    else:
        said = _("%(kind)s légitime", kind=name) if situation.is_legitimate else name
    return str(said)


def wants_proof(situation: Situation) -> bool:
    return situation.kind not in (K.ABSENCE, K.PREVIOUS_RIGHT)


def facts(situation: Situation) -> list[tuple[str, str]]:
    """What was typed, as rows of a name and a value."""
    days = situation.range.days
    told = [(_("Dates"), day_range(situation.start_on, situation.end_on, year=True))]
    if situation.kind is not K.RESIGNATION:
        told.append((_("Durée"), ngettext("%(num)d jour", "%(num)d jours", days)))
    if situation.minutes:
        told.append((_("Heures de l’attestation"), hours(situation.minutes)))
    if situation.gross_cents:
        told.append((_("Salaire brut"), money(situation.gross_cents)))
    if lengthens(replace(situation, is_indemnified=True)):
        told.append(
            (_("Indemnisé par la Sécurité sociale"), _("Oui") if situation.is_indemnified else _("Non"))
        )
    return told


def income_name(kind: str) -> str:
    return str(INCOMES[IncomeKind(kind)])


def income_sign(kind: str) -> str:
    return INCOME_SIGNS[IncomeKind(kind)]


def proof_of_period(period: Period) -> str:
    """What its file is called among the documents: `Arrêt maladie, 20 – 26 août 2026`."""
    return f"{KINDS[K(period.kind)].name}, {day_range(period.start_on, period.end_on, year=True)}"


def proof_of_income(income: Income) -> str:
    return f"{income_name(income.kind)}, {month(income.month)}"


def _figures(on: date) -> dict[str, str | int]:
    return {
        "each": hours(scales.value(scales.ASSIMILATED_DAY, on)),
        "training": hours(scales.value(scales.TRAINING, on)),
        "least": scales.value(scales.ABSENCE_TO_DECLARE, on),
        "most": scales.value(scales.ABSENCE_DAYS, on),
        "asked": hours(scales.value(scales.WORK_AFTER_RESIGNATION, on)),
        "review": scales.value(scales.RESIGNATION_REVIEW, on),
        "openings": scales.value(scales.RATTRAPAGE_OPENINGS, on),
        "years": RATTRAPAGE_YEARS,
        "work": hours(scales.value(scales.RATTRAPAGE_HOURS, on)),
    }
