"""Numbers that name a business, its VAT and its account, brought to one shape or refused with a sentence."""

from __future__ import annotations

import re

from stdnum import bic, iban
from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence


def parse_siren(text: str) -> str:
    """Nine digits whose key is right."""
    bare = _bare(text)
    if not re.fullmatch(r"[0-9]{9}", bare):
        raise Refused(sentence("Un SIREN a 9 chiffres. Exemple\u00a0: 732 829 320"))
    if not siren.is_valid(bare):
        raise Refused(
            sentence("Ce SIREN n’existe pas\u00a0: sa clé de contrôle est fausse. Vérifiez chaque chiffre.")
        )
    return bare


def parse_siret(text: str) -> str:
    """Fourteen digits whose key is right; the first nine are the SIREN."""
    bare = _bare(text)
    if not re.fullmatch(r"[0-9]{14}", bare):
        raise Refused(sentence("Un SIRET a 14 chiffres. Exemple\u00a0: 732 829 320 00074"))
    if not siret.is_valid(bare):
        raise Refused(
            sentence("Ce SIRET n’existe pas\u00a0: sa clé de contrôle est fausse. Vérifiez chaque chiffre.")
        )
    return bare


def parse_vat_number(text: str) -> str:
    """Of a country of the Union, its two letters first."""
    bare = _bare(text)
    try:
        return str(vat.validate(bare))
    except ValidationError:
        raise Refused(
            sentence(
                "Ce numéro de TVA n’existe pas. Il commence par les lettres du pays. Exemple\u00a0: FR44732829320"
            )
        ) from None


def parse_iban(text: str) -> str:
    bare = _bare(text)
    if not iban.is_valid(bare):
        raise Refused(
            sentence(
                "Cet IBAN n’existe pas\u00a0: sa clé de contrôle est fausse. Recopiez-le du RIB, lettre par lettre."
            )
        )
    return bare


def parse_bic(text: str) -> str:
    bare = _bare(text)
    if not bic.is_valid(bare):
        raise Refused(sentence("Un BIC a 8 ou 11 lettres et chiffres. Exemple\u00a0: AGRIFRPP"))
    return bare


def _bare(text: str) -> str:
    return re.sub(r"[\s.-]", "", text).upper()
