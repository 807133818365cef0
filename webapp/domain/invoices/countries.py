"""Which countries are in the Union for VAT on services, and the letters their VAT numbers begin with.

Directive 2006/112/CE, art. 5 and 215; Monaco is dealt with as France. Northern Ireland (XI) is in it for goods only.
"""

from __future__ import annotations

FRANCE = "FR"
LIKE_FRANCE = frozenset({FRANCE, "MC"})
EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
EVERY = frozenset(
    EU
    | set(
        "AD AE AL AM AR AU AZ BA BR BY CA CD CG CH CI CL CM CN CO CR CU DO DZ EC EG ET GA GB GE GH GN GT HK ID IL IN IQ "
        "IR IS JM JO JP KE KH KR KW KZ LA LB LI LK LY MA MC MD ME MG MK ML MM MN MR MU MX MY NA NE NG NI NO NP NZ OM PA "
        "PE PH PK PS PY QA RS RU RW SA SG SM SN SY TD TG TH TN TR TW TZ UA UG US UY UZ VA VE VN XK YE ZA ZM ZW".split()
    )
)


def vat_country(number: str) -> str:
    """The country that gave a VAT number: Greece writes EL."""
    return "GR" if number[:2] == "EL" else number[:2]
