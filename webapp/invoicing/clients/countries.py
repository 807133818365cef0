"""Countries by their name in the reader's language."""

from flask_babel import get_locale

from webapp.core.fold import fold
from webapp.domain.invoices.identifiers import COUNTRIES


def country_name(code: str) -> str:
    locale = get_locale()
    return str(locale.territories.get(code, code)) if locale else code


def countries_by_name() -> dict[str, str]:
    return dict(sorted(((code, country_name(code)) for code in COUNTRIES), key=lambda one: fold(one[1])))
