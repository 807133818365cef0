"""What one writes to an employer for its missing papers: a draft, opened in the person's own mail, never sent from here.

In French whatever the language of the screen: its reader is an employer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote
from uuid import UUID

from webapp.domain.aem.differences import Difference
from webapp.domain.aem.figures import Field, Value, worded
from webapp.domain.words import MONTH_NAMES, are_two, plain
from webapp.engagements.models import PaperKind, Regime
from webapp.engagements.papers.models import Tone
from webapp.engagements.papers.queries import Slot

LAST_DELAY = timedelta(days=8)

# The paper with its article, and whether it is « attendue ».
NAMES = {
    PaperKind.CONTRACT: ("le contrat de travail à signer", False),
    PaperKind.AMENDMENT: ("l’avenant à signer", False),
    PaperKind.PAYSLIP: ("le bulletin de paie", False),
    PaperKind.AEM: ("l’AEM", True),
    PaperKind.CONGES_SPECTACLES: ("le certificat d’emploi Congés Spectacles", False),
    PaperKind.WORK_CERTIFICATE: ("le certificat de travail", False),
    PaperKind.FINAL_SETTLEMENT: ("le solde de tout compte", False),
}
GUSO = ("la déclaration Guso", True)
TEACHING = ("l’attestation de l’employeur", True)
WHY = {
    PaperKind.CONTRACT: "Sans contrat signé, rien ne prouve mes dates.",
    PaperKind.AMENDMENT: "Sans avenant signé, rien ne prouve ce qui a changé.",
    PaperKind.PAYSLIP: "J’en ai besoin pour France Travail et pour ma retraite.",
    PaperKind.AEM: "Sans elle, France Travail ne peut pas compter ce travail.",
    PaperKind.CONGES_SPECTACLES: "Sans lui, Audiens ne peut pas payer mes congés.",
}
TOLD = {PaperKind.AEM: "à France Travail", PaperKind.CONGES_SPECTACLES: "à Audiens"}
INSPECTION = "à l’inspection du travail"
SUBJECTS = {Tone.CORDIAL: "", Tone.FIRM: "Relance\u00a0: ", Tone.LAST: "Dernière relance\u00a0: "}
FIELDS = {
    Field.EMPLOYER: "employeur",
    Field.SIRET: "SIRET",
    Field.NAF: "code NAF",
    Field.JOB: "emploi",
    Field.OBJECT_NUMBER: "numéro d’objet",
    Field.START_ON: "premier jour",
    Field.END_ON: "dernier jour",
    Field.ONGOING: "contrat en cours",
    Field.DAYS: "jours travaillés",
    Field.HOURS: "heures",
    Field.CACHETS: "cachets",
    Field.GROSS: "salaire brut",
}


@dataclass(frozen=True)
class Draft:
    subject: str
    text: str

    def mail_to(self, address: str | None) -> str:
        return f"mailto:{quote(address or '')}?subject={quote(self.subject)}&body={quote(self.text)}"

    def sms_to(self, number: str) -> str:
        return f"sms:{number}?body={quote(self.text)}"


def draft(
    slots: Sequence[Slot],
    wrong: Mapping[UUID, Sequence[Difference]],
    *,
    tone: Tone,
    signed: str,
    today: date,
) -> Draft:
    """For papers of one employer; `wrong` says what is, by paper."""
    missing = [slot for slot in slots if not slot.is_wrong]
    faulty = [slot for slot in slots if slot.is_wrong]
    parts = [greeting(slots[0].row.payroll_contact)]
    if missing:
        parts.append(_missing(missing, tone))
    parts += [_faulty(slot, wrong.get(slot.paper.id, ())) for slot in faulty]
    thanks = "Merci d’avance" if tone == Tone.CORDIAL else "Cordialement"
    parts += [_asked(slots, tone, today), f"{thanks},\n{signed}"]
    return Draft(SUBJECTS[tone] + _subject(slots), "\n\n".join(parts))


def greeting(name: str | None) -> str:
    return f"Bonjour {name}," if name else "Bonjour,"


def _missing(slots: Sequence[Slot], tone: Tone) -> str:
    before = _reminded(slots) if tone != Tone.CORDIAL else ""
    opening = f"{before}je n’ai {'pas encore' if tone == Tone.CORDIAL else 'toujours pas'} reçu"
    opening = opening[0].upper() + opening[1:]
    if len(slots) > 1:
        asked = "\n".join(f"- {_line(slot)}" for slot in slots)
        return f"{opening}\u00a0:\n{asked}"
    (slot,) = slots
    why = WHY.get(PaperKind(slot.paper.kind), "")
    return f"{opening} {_whole(slot)}{_expected(slot)}. {why}".rstrip()


def _reminded(slots: Sequence[Slot]) -> str:
    days = [slot.row.reminded_on for slot in slots if slot.row.reminded_on]
    return f"malgré ma relance du {_day(max(days))}, " if days else ""


def _faulty(slot: Slot, wrong: Sequence[Difference]) -> str:
    name, _feminine = _name(slot)
    if not wrong:
        return f"{name[0].upper()}{name[1:]} {_of_contract(slot)} comporte une erreur."
    lines = "\n".join(
        f"- {FIELDS[one.field]}\u00a0: {_said(one.field, one.received)} au lieu de {_said(one.field, one.expected)}"
        for one in wrong
    )
    errors = "une erreur" if len(wrong) == 1 else "des erreurs"
    return f"{name[0].upper()}{name[1:]} {_of_contract(slot)} comporte {errors}\u00a0:\n{lines}"


def _asked(slots: Sequence[Slot], tone: Tone, today: date) -> str:
    faulty = [slot for slot in slots if slot.is_wrong]
    it = "me les envoyer" if len(slots) > 1 else "me l’envoyer"
    if faulty:
        it += f" {_corrected(faulty)}" if len(faulty) == len(slots) else ", avec la correction,"
    also = "corriger aussi auprès de France Travail" if any(slot.is_aem for slot in faulty) else ""
    if tone == Tone.CORDIAL:
        return f"Pouvez-vous {it} cette semaine{', et ' if also else ''}{also}\u00a0?"
    also = f", et de {also}" if also else ""
    if tone == Tone.FIRM:
        return f"Merci de {it} sous 48 heures{also}. Si quelque chose bloque, dites-le-moi."
    until = _day(today + LAST_DELAY)
    return f"Merci de {it} avant le {until}{also}. Sans réponse, je signalerai ce retard {_told(slots)}."


def _corrected(slots: Sequence[Slot]) -> str:
    word = "corrigée" if all(_name(slot)[1] for slot in slots) else "corrigé"
    return f"{word}s" if len(slots) > 1 else word


def _told(slots: Sequence[Slot]) -> str:
    told = list(dict.fromkeys(TOLD.get(PaperKind(slot.paper.kind), INSPECTION) for slot in slots))
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} et {told[-1]}"


def _subject(slots: Sequence[Slot]) -> str:
    row = slots[0].row
    show = row.production or row.contract_job
    if len(slots) > 1:
        return f"Papiers attendus, {show}"
    (slot,) = slots
    name = _bare(slot)
    said = f"Correction\u00a0: {name}" if slot.is_wrong else name[0].upper() + name[1:]
    return f"{said} {_days(*slot.days)}, {show}"


def _line(slot: Slot) -> str:
    show = slot.row.production or slot.row.contract_job
    return f"{_bare(slot)} {_days(*slot.days)}, {show}{_expected(slot)}"


def _bare(slot: Slot) -> str:
    return _name(slot)[0].removeprefix("le ").removeprefix("la ").removeprefix("l’")


def _whole(slot: Slot) -> str:
    return f"{_name(slot)[0]} {_of_contract(slot)}"


def _of_contract(slot: Slot) -> str:
    row = slot.row
    job = row.contract_job[:1].lower() + row.contract_job[1:]
    on = f" sur {row.production} ({job})" if row.production else f" ({job})"
    of = (
        "pour mon engagement"
        if slot.paper.kind in (PaperKind.CONTRACT, PaperKind.AMENDMENT)
        else "de mon contrat"
    )
    return f"{of} {_days(*slot.days)}{on}"


def _expected(slot: Slot) -> str:
    if slot.paper.expected_on is None:
        return ""
    return f", {'attendue' if _name(slot)[1] else 'attendu'} le {_day(slot.paper.expected_on)}"


def _name(slot: Slot) -> tuple[str, bool]:
    kind = PaperKind(slot.paper.kind)
    if kind == PaperKind.PAYSLIP and slot.row.is_guso:
        return GUSO
    return TEACHING if slot.is_aem and slot.row.regime == Regime.TEACHING else NAMES[kind]


def _said(field: Field, value: Value) -> str:
    shown = worded(field, value)
    return (
        _day(shown)
        if isinstance(shown, date)
        else f"«\u00a0{shown}\u00a0»"
        if field == Field.JOB
        else plain(shown)
    )


def _days(start: date, end: date) -> str:
    if start == end:
        return f"du {_day(start)}"
    same = (start.year, start.month) == (end.year, end.month)
    first = _number(start) if same else _day(start)
    return f"des {first} et {_day(end)}" if are_two(start, end) else f"du {first} au {_day(end)}"


def _day(value: date) -> str:
    return f"{_number(value)} {MONTH_NAMES[value.month - 1]} {value.year}"


def _number(value: date) -> str:
    return "1er" if value.day == 1 else str(value.day)
