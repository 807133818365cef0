"""Numbers that name a business, an account or a country, as people type them: one form kept, or a refusal."""

from __future__ import annotations

import re
from datetime import date

from stdnum import bic, iban
from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret

from webapp.domain.invoices import law
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

COUNTRIES = frozenset(  # ISO 3166-1 alpha-2
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW"
    " BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI"
    " FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN"
    " IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME"
    " MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF"
    " PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV"
    " SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE"
    " YT ZA ZM ZW".split()
)
IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
FRANCE = frozenset(("FR", "MC", "GP", "MQ", "GF", "RE", "YT"))
"""Billed as in France: Monaco, and the départements d’outre-mer that have a code of their own."""
VAT_PREFIXES = {"GR": "EL", "MC": "FR"}
"""Where a VAT number does not start with the code of its country."""


def parse_siren(text: str) -> str:
    digits = _tight(text)
    if not _are_digits(digits, 9):
        raise Refused(sentence("Un SIREN a 9 chiffres. Exemple\u00a0: 732 829 320"))
    if not siren.is_valid(digits):
        raise Refused(
            sentence("Ce SIREN n’existe pas\u00a0: sa clé de contrôle est fausse. Vérifiez chaque chiffre.")
        )
    return digits


def parse_siret(text: str) -> str:
    digits = _tight(text)
    if not _are_digits(digits, 14):
        raise Refused(sentence("Un SIRET a 14 chiffres. Exemple\u00a0: 732 829 320 00074"))
    if not siret.is_valid(digits):
        raise Refused(
            sentence("Ce SIRET n’existe pas\u00a0: sa clé de contrôle est fausse. Vérifiez chaque chiffre.")
        )
    return digits


def siren_of(siret_number: str) -> str:
    return _tight(siret_number)[:9]


def parse_vat_number(text: str, *, country: str = "", siren: str = "") -> str:
    """Of a member of the European Union; `country` is the one it must be of, `siren` the one a French number holds."""
    number = _tight(text)
    if country and not number.startswith(vat_prefix(country)):
        raise Refused(
            sentence(
                "Le numéro de TVA de ce pays commence par %(prefix)s. Vérifiez le numéro ou le pays.",
                prefix=vat_prefix(country),
            )
        )
    try:
        if number[:2].lower() not in vat.MEMBER_STATES | {"el"}:
            raise ValidationError
        number = str(vat.validate(number))
    except ValidationError as error:
        raise Refused(
            sentence(
                "Ce numéro de TVA n’existe pas. Exemples\u00a0: FR44 732 829 320, BE 0428 759 497. Vérifiez"
                " chaque caractère."
            )
        ) from error
    if siren and number.startswith("FR") and number[4:] != siren:
        raise Refused(
            sentence(
                "Ce numéro de TVA n’est pas celui du SIREN %(siren)s\u00a0: ses 9 derniers chiffres le sont.",
                siren=siren,
            )
        )
    return number


def vat_prefix(country: str) -> str:
    return VAT_PREFIXES.get(country, country)


def parse_iban(text: str) -> str:
    number = _tight(text)
    if not IBAN.fullmatch(number):
        raise Refused(
            sentence(
                "Un IBAN commence par deux lettres, FR en France, et se recopie en entier."
                " Exemple\u00a0: FR14 2004 1010 0505 0001 3M02 606"
            )
        )
    if not iban.is_valid(number):
        raise Refused(
            sentence("Cet IBAN n’existe pas\u00a0: sa clé de contrôle est fausse. Vérifiez chaque caractère.")
        )
    return number


def parse_bic(text: str) -> str:
    code = _tight(text)
    if not bic.is_valid(code):
        raise Refused(sentence("Un BIC a 8 ou 11 caractères. Exemple\u00a0: PSSTFRPPXXX"))
    return code


def is_in_france(country: str) -> bool:
    return country in FRANCE


def is_in_eu(country: str, day: date) -> bool:
    """In another member of the European Union than France, on a day."""
    return country in law.members(day) and not is_in_france(country)


def _tight(text: str) -> str:
    """Without spaces, dots nor dashes, in capitals."""
    return "".join(c for c in text.upper() if not c.isspace() and c not in ".-")


def _are_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()
