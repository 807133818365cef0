"""Numbers of the address book as people type them, brought to one shape or refused with a sentence."""

import re
from urllib.parse import urlsplit

import phonenumbers

from webapp.domain.refusals import Refused
from webapp.domain.typed import quoted, tidy
from webapp.domain.words import sentence

FEWEST_DIGITS = 8
SHORT_NUMBER = re.compile(r"3[0-9]{3}")  # 3646, 3949: public services in France
# Read as dialled in metropolitan France, then in the overseas departments, whose numbers begin with 0 too.
REGIONS = ("FR", "GP", "GF", "MQ", "RE", "YT", "PM")
# Kept for films and books (ARCEP): no library counts them as French, and one overseas range looks like the last.
FICTION = re.compile(r"0(19900|26191|35301|46571|53649|63998)[0-9]{4}")


def parse_phone(text: str) -> str:
    """`06 12 34 56 78`, `+33 (0)6 12…`, `00336…` give E.164: `+33612345678`; short public numbers stay: `3646`."""
    typed = tidy(text)
    bare = re.sub(r"[\s.()/–-]", "", typed.replace("(0)", "") if typed.startswith(("+", "00")) else typed)
    number = f"+{bare[2:]}" if bare.startswith("00") else bare
    if not re.fullmatch(r"\+?[0-9]{2,15}", number):
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’est pas un numéro. Exemple\u00a0: 06 12 34 56 78.",
                typed=quoted(typed),
            )
        )
    if SHORT_NUMBER.fullmatch(number):
        return number
    if len(number.lstrip("+")) < FEWEST_DIGITS:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» est trop court\u00a0: un numéro a au moins 8 chiffres. Exemple\u00a0: 06 12 34 56 78.",
                typed=quoted(typed),
            )
        )
    return _e164(number)


def _e164(number: str) -> str:
    """What no region knows keeps its digits: ranges open before libraries hear of them."""
    for region in ("FR",) if FICTION.match(number) else REGIONS:
        try:
            read = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            break
        if phonenumbers.is_valid_number(read):
            return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
    return f"+33{number[1:]}" if re.fullmatch(r"0[1-9][0-9]{8}", number) else number


def parse_postal_code(text: str) -> str:
    """Five digits, as in France; elsewhere, where four are common, the country comes first: `B-1000`."""
    typed = tidy(text).upper()
    bare = typed.replace(" ", "")
    if not re.fullmatch(r"[0-9]+", bare):
        return typed
    if not re.fullmatch(r"[0-9]{5}", bare):
        raise Refused(
            sentence(
                "Un code postal français a 5 chiffres. Ailleurs, mettez le pays devant. Exemple\u00a0: B-1000.",
            )
        )
    return bare


def parse_naf(text: str) -> str:
    """`5911c` gives `59.11C`, the code INSEE gives to an activity."""
    bare = re.sub(r"[\s.]", "", text).upper()
    if not re.fullmatch(r"[0-9]{4}[A-Z]", bare):
        raise Refused(sentence("Un code NAF a quatre chiffres et une lettre. Exemple\u00a0: 59.11C."))
    return f"{bare[:2]}.{bare[2:]}"


def parse_idcc(text: str) -> str:
    """The number of a collective agreement, on four digits."""
    bare = re.sub(r"^IDCC\s*", "", tidy(text).upper())
    if not re.fullmatch(r"[0-9]{1,4}", bare):
        raise Refused(sentence("Un IDCC est un numéro de quatre chiffres. Exemple\u00a0: 3097."))
    return bare.zfill(4)


def parse_https(text: str) -> str:
    """The address of a page, over https alone: someone will type a password there."""
    typed = text.strip()
    url = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if not host or "." not in host.strip(".") or re.search(r"[\s<>\"'\\]", url) or "@" in parts.netloc:
        raise Refused(
            sentence("Cette adresse de page n’est pas complète. Exemple\u00a0: https://exemple.fr.")
        )
    if parts.scheme != "https":
        raise Refused(sentence("L’adresse doit commencer par https://."))
    return url
