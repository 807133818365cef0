"""The mail that asks an employer for wages: a draft in the person's own mailbox, never sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from webapp.domain.words import NBSP, Cents
from webapp.money.wages import Wage


@dataclass(frozen=True)
class Draft:
    to: str
    subject: str
    text: str

    @property
    def mailto(self) -> str:
        return f"mailto:{quote(self.to)}?subject={quote(self.subject)}&body={quote(self.text)}"


def reminder(wage: Wage, signed: str) -> Draft:
    """In French whatever the language of the screen: its reader is an employer."""
    row = wage.row
    greeting = f"Bonjour {row.payroll_contact}," if row.payroll_contact else "Bonjour,"
    days = (
        f"du {row.start_on:%d/%m/%Y} au {row.end_on:%d/%m/%Y}"
        if row.start_on != row.end_on
        else f"du {row.start_on:%d/%m/%Y}"
    )
    net = row.net_expected_cents
    amount = f", net attendu{NBSP}: {Cents(net)}" if net else ""
    text = (
        f"{greeting}\n\n"
        f"Sauf erreur de ma part, je n’ai pas encore reçu le salaire de ce contrat{NBSP}:\n"
        f"- {wage.title}, {days}{amount}.\n\n"
        f"Je l’attendais pour le {wage.due_on:%d/%m/%Y}. Pouvez-vous me dire quand il sera versé{NBSP}?\n"
        f"Merci d’avance,\n{signed}"
    )
    return Draft(row.payroll_email or "", f"Salaire, {wage.title}, {days}", text)
