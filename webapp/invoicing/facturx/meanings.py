"""Mentions of French law for who reads English: the French is what counts, its meaning stands after it."""

from __future__ import annotations

from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.domain.invoices.document import Category, Document, Exemption, Mention, Treatment

IN_THE_HEAD = ("ei", "operation", "replaces", "validity")
"""Mentions of which the head of the page says as much, where it is looked for."""


def mention_said(mention: Mention) -> str:
    return _with(mention.text, _of_mention(mention.key))


def exemption_said(document: Document, exemption: Exemption) -> str:
    return _with(exemption.text, _of_exemption(document, exemption))


def _of_mention(key: str) -> str:
    meanings = {
        "debits": _("TVA due dès la facture, sur option"),
        "discount": _("Pas d’escompte pour paiement anticipé"),
        "penalties": _("Pénalités dues dès le lendemain de l’échéance, sans rappel"),
        "recovery": _("Indemnité forfaitaire de recouvrement due en cas de retard"),
    }
    return str(meanings.get(key, ""))


def _of_exemption(document: Document, exemption: Exemption) -> str:
    if exemption.category is Category.REVERSE_CHARGE:
        is_outside = document.treatment is Treatment.OUTSIDE_EU
        return str(_("Hors du champ de la TVA française") if is_outside else _("TVA due par le client"))
    is_franchise = document.treatment is Treatment.FRANCHISE
    return str(_("Sans TVA\u00a0: petite entreprise exonérée") if is_franchise else _("Débours, sans TVA"))


def _with(text: str, meaning: str) -> str:
    is_french = str(get_locale())[:2] == "fr"
    return text if is_french or not meaning else f"{text} ({meaning})"
