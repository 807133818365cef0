"""What states, units, régimes and papers are called."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.core import formats
from webapp.engagements.models import PaperKind, Regime, State, Unit
from webapp.engagements.standing import PaperStanding

STATES = {
    State.LEAD: _l("Piste"),
    State.OPTION: _l("Option"),
    State.CONFIRMED: _l("Confirmé"),
    State.DONE: _l("Fait"),
    State.RELEASED: _l("Sans suite"),
    State.CANCELLED: _l("Annulé"),
}
OPTION_RANKS = {1: _l("1re option"), 2: _l("2e option")}
STATE_MARKS = {
    State.LEAD: ("", "phone"),
    State.OPTION: ("info", "wait"),
    State.CONFIRMED: ("ok", "check"),
    State.DONE: ("", "check"),
    State.RELEASED: ("", "x"),
    State.CANCELLED: ("", "x"),
}

UNITS = {
    Unit.HOUR: _l("Heures"),
    Unit.DAY: _l("Jours"),
    Unit.WEEK: _l("Semaines"),
    Unit.CACHET: _l("Cachets"),
    Unit.SERVICE: _l("Services"),
    Unit.FLAT: _l("Forfait"),
    Unit.BONUS: _l("Prime"),
}

REGIMES = {
    Regime.SPECTACLE: _l("Spectacle"),
    Regime.GENERAL: _l("Régime général"),
    Regime.TEACHING: _l("Enseignement"),
}

PAPERS = {
    PaperKind.CONTRACT: _l("Contrat de travail"),
    PaperKind.AMENDMENT: _l("Avenant"),
    PaperKind.PAYSLIP: _l("Bulletin de paie"),
    PaperKind.AEM: _l("AEM"),
    PaperKind.CONGES_SPECTACLES: _l("Certificat Congés Spectacles"),
    PaperKind.WORK_CERTIFICATE: _l("Certificat de travail"),
    PaperKind.FINAL_SETTLEMENT: _l("Solde de tout compte"),
}

STANDINGS = {
    PaperStanding.TO_COME: _l("À venir"),
    PaperStanding.EXPECTED: _l("Attendu"),
    PaperStanding.LATE: _l("En retard"),
    PaperStanding.RECEIVED: _l("Reçu"),
    PaperStanding.WRONG: _l("Faux"),
    PaperStanding.CORRECTED: _l("Corrigé"),
}
FEMININE_STANDINGS = {
    PaperStanding.TO_COME: _l("À venir"),
    PaperStanding.EXPECTED: _l("Attendue"),
    PaperStanding.LATE: _l("En retard"),
    PaperStanding.RECEIVED: _l("Reçue"),
    PaperStanding.WRONG: _l("Fausse"),
    PaperStanding.CORRECTED: _l("Corrigée"),
}
AEM_STANDINGS = {
    PaperStanding.TO_COME: _l("AEM à venir"),
    PaperStanding.EXPECTED: _l("AEM attendue"),
    PaperStanding.LATE: _l("AEM en retard"),
    PaperStanding.RECEIVED: _l("AEM reçue"),
    PaperStanding.WRONG: _l("AEM fausse"),
    PaperStanding.CORRECTED: _l("AEM corrigée"),
}
STANDING_MARKS = {
    PaperStanding.TO_COME: ("", "cal"),
    PaperStanding.EXPECTED: ("info", "wait"),
    PaperStanding.LATE: ("danger", "alert"),
    PaperStanding.RECEIVED: ("ok", "check"),
    PaperStanding.WRONG: ("danger", "alert"),
    PaperStanding.CORRECTED: ("ok", "check"),
}


def state_name(state: State, option_rank: int | None = None) -> str:
    if state == State.OPTION and option_rank in OPTION_RANKS:
        return str(OPTION_RANKS[option_rank])
    return str(STATES[state])


def regime_name(regime: str, annexe: int | None) -> str:
    if regime == Regime.SPECTACLE and annexe:
        return str(_("Annexe %(number)s", number=annexe))
    return str(REGIMES[Regime(regime)])


def paper_name(kind: str, *, regime: str = Regime.SPECTACLE, is_guso: bool = False) -> str:
    """A GUSO employer gives one statement in the place of the payslip; a school, an attestation."""
    if kind == PaperKind.PAYSLIP and is_guso:
        return str(_("Déclaration GUSO"))
    if kind == PaperKind.AEM and regime == Regime.TEACHING:
        return str(_("Attestation de l’employeur"))
    return str(PAPERS[PaperKind(kind)])


def standing_name(standing: PaperStanding, kind: str, *, is_guso: bool = False) -> str:
    """Agreeing with the paper: an AEM, an attestation or a GUSO statement is « reçue »."""
    names = FEMININE_STANDINGS if is_feminine(kind, is_guso=is_guso) else STANDINGS
    return str(names[standing])


def is_feminine(kind: str, *, is_guso: bool = False) -> bool:
    return kind == PaperKind.AEM or (kind == PaperKind.PAYSLIP and is_guso)


def amount_of(minutes: int, cachets: int) -> str:
    """What a job counts for, in its own units: `56 h`, `2 cachets`, `2 cachets + 6 h`."""
    parts = []
    if cachets:
        number = formats.quantity(cachets)
        parts.append(
            _("%(number)s cachet", number=number) if cachets < 200 else _("%(number)s cachets", number=number)
        )
    if minutes or not cachets:
        parts.append(formats.hours(minutes))
    return " + ".join(parts)


def days_line(start_minute: int | None, end_minute: int | None) -> str:
    """The hours of a day: `8h00 à 18h00`, with the next day said."""
    if start_minute is None or end_minute is None:
        return ""
    start, end = formats.time_of_day(start_minute), formats.time_of_day(end_minute)
    if end_minute <= start_minute:
        return str(_("%(start)s à %(end)s le lendemain", start=start, end=end))
    return str(_("%(start)s à %(end)s", start=start, end=end))
