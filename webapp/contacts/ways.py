"""What is typed to reach somebody: a number, a mail or a page, told apart by its shape."""

import re
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from webapp.contacts.models import WayKind
from webapp.contacts.numbers import parse_phone
from webapp.domain.crew.paste import MAIL
from webapp.domain.refusals import Refused
from webapp.domain.typed import quoted, tidy
from webapp.domain.words import sentence

LABELS = (
    _l("Mobile"), _l("Bureau"), _l("Pro"), _l("Perso"), _l("Domicile"), _l("Assistante"), _l("Agent"), _l("Site"),
    _l("LinkedIn"), _l("IMDb"),
)  # fmt: skip
KINDS = {WayKind.PHONE: _l("Téléphone"), WayKind.EMAIL: _l("Mail"), WayKind.LINK: _l("Lien")}
LONGEST = 400
NUMBER = re.compile(r"[+(0-9][0-9\s.()/+–-]*")
PAGE = re.compile(r"(?:https?://)?[^\s@/:]+\.[^\W\d_]{2,}(?:[/?#:]\S*)?", re.IGNORECASE)


def parse_way(text: str) -> tuple[WayKind, str]:
    typed = tidy(text)
    if NUMBER.fullmatch(typed):
        return WayKind.PHONE, parse_phone(typed)
    if "@" in typed and "/" not in typed:
        if not MAIL.fullmatch(typed):
            raise Refused(
                sentence("Cette adresse mail n’est pas complète. Exemple\u00a0: camille@exemple.fr")
            )
        return WayKind.EMAIL, typed
    if PAGE.fullmatch(typed) or "://" in typed:
        return WayKind.LINK, parse_page(typed)
    raise Refused(
        sentence(
            "«\u00a0%(typed)s\u00a0» n’est ni un numéro, ni un mail, ni l’adresse d’une page.",
            typed=quoted(typed),
        )
    )


def parse_page(text: str) -> str:
    """A page on the web, and nothing else that a link could start."""
    url = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or "." not in host.strip(".") or re.search(r"[\s<>\"'\\]", url):
        raise Refused(
            sentence("Cette adresse de page n’est pas complète. Exemple\u00a0: https://exemple.fr.")
        )
    return url
