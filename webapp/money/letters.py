"""The mail that asks an employer for wages: a draft in the person's own mailbox, never sent from here."""

from __future__ import annotations

from webapp.domain.words import NBSP, Cents
from webapp.engagements.papers.chase.letters import Draft, greeting
from webapp.money.wages import Wage


def reminder(wage: Wage, signed: str) -> Draft:
    """In French whatever the language of the screen: its reader is an employer."""
    row = wage.row
    days = (
        f"du {row.start_on:%d/%m/%Y} au {row.end_on:%d/%m/%Y}"
        if row.start_on != row.end_on
        else f"du {row.start_on:%d/%m/%Y}"
    )
    net = row.net_expected_cents
    amount = f", net attendu{NBSP}: {Cents(net)}" if net else ""
    text = (
        f"{greeting(row.payroll_contact)}\n\n"
        f"Sauf erreur de ma part, je n’ai pas encore reçu le salaire de ce contrat{NBSP}:\n"
        f"- {wage.title}, {days}{amount}.\n\n"
        f"Je l’attendais pour le {wage.due_on:%d/%m/%Y}. Pouvez-vous me dire quand il sera versé{NBSP}?\n"
        f"Merci d’avance,\n{signed}"
    )
    return Draft(f"Salaire, {wage.title}, {days}", text)
