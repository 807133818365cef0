"""The mail that asks an employer for what is missing: a draft in the person's own mailbox, never sent from here."""

from collections.abc import Sequence
from urllib.parse import quote

from webapp.engagements.models import PaperKind
from webapp.engagements.papers.queries import Slot

# In French whatever the language of the screen: its reader is an employer.
NAMES = {
    PaperKind.CONTRACT: "contrat de travail",
    PaperKind.AMENDMENT: "avenant",
    PaperKind.PAYSLIP: "bulletin de paie",
    PaperKind.AEM: "AEM",
    PaperKind.CONGES_SPECTACLES: "certificat d’emploi Congés Spectacles",
    PaperKind.WORK_CERTIFICATE: "certificat de travail",
    PaperKind.FINAL_SETTLEMENT: "solde de tout compte",
}


def mail_to(slots: Sequence[Slot], signed: str) -> str:
    """A mailto address with subject and text, for the papers of one employer."""
    row = slots[0].row
    greeting = f"Bonjour {row.payroll_contact}," if row.payroll_contact else "Bonjour,"
    asked = "\n".join(f"- {_line(slot)}" for slot in slots)
    text = f"{greeting}\n\nJe n’ai pas encore reçu\u00a0:\n{asked}\n\nPouvez-vous me l’envoyer\u00a0? Merci d’avance,\n{signed}"
    subject = f"Papiers attendus, {row.production or row.contract_job}"
    return f"mailto:{quote(row.payroll_email)}?subject={quote(subject)}&body={quote(text)}"


def _line(slot: Slot) -> str:
    start, end = slot.days
    days = f"du {start:%d/%m/%Y} au {end:%d/%m/%Y}" if start != end else f"du {start:%d/%m/%Y}"
    return f"{NAMES[PaperKind(slot.paper.kind)]}, {slot.row.production or slot.row.contract_job}, {days}"
