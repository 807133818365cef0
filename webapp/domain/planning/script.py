"""What a sequence measures and how it is numbered, as a script supervisor types them."""

from __future__ import annotations

import re

from webapp.domain.refusals import Refused
from webapp.domain.typed import quoted, tidy
from webapp.domain.words import sentence

EIGHTHS = re.compile(r"(?:(?P<pages>[0-9]{1,3})(?: |$))?(?:(?P<eighths>[0-9]{1,2})/8)?")
RUNNING = re.compile(
    r"(?P<minutes>[0-9]{1,3}) ?(?::|'|’|′|min\.?|mn) ?(?:(?P<seconds>[0-9]{1,2}) ?(?:\"|''|’’|″|s)?)?"
)
SECONDS = re.compile(r"(?P<seconds>[0-9]{1,4}) ?(?:\"|''|’’|″|s)")
RUN = re.compile(r"[0-9]+|[^0-9]+")
ROLE = re.compile(r"[0-9]{1,3}")
MOST_PAGES = 500
MOST_ROLES = 60
LENGTHS = "0123456789abcdefghijklmnopqrstuvwxyz"


def parse_eighths(text: str) -> int:
    """Eighths of a page from `2 3/8`, `3/8`, `2`."""
    typed = tidy(text).replace(" / ", "/")
    found = EIGHTHS.fullmatch(typed)
    if not typed or found is None:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’est pas un nombre de pages. Exemple\u00a0: 2 3/8.",
                typed=quoted(typed),
            )
        )
    pages, eighths = int(found["pages"] or 0), int(found["eighths"] or 0)
    if eighths > 7 and pages:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0»\u00a0: après les pages, les huitièmes vont de 1 à 7.",
                typed=quoted(typed),
            )
        )
    if pages > MOST_PAGES:
        raise Refused(sentence("«\u00a0%(typed)s\u00a0» fait trop de pages.", typed=quoted(typed)))
    return pages * 8 + eighths


def eighths_text(eighths: int) -> str:
    """`2 3/8`, `6/8`, `4`."""
    pages, rest = divmod(eighths, 8)
    if not rest:
        return str(pages)
    return f"{pages} {rest}/8" if pages else f"{rest}/8"


def parse_running(text: str) -> int:
    """Seconds from `1:30`, `1'30`, `1 min 30`, `45"`, `45 s`; a number alone is minutes."""
    typed = tidy(text)
    if found := SECONDS.fullmatch(typed):
        return int(found["seconds"])
    found = RUNNING.fullmatch(typed if not typed.isdigit() else f"{typed}:00")
    if found is None:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’est pas un minutage. Exemple\u00a0: 1:30.", typed=quoted(typed)
            )
        )
    seconds = int(found["seconds"] or 0)
    if seconds > 59:
        raise Refused(
            sentence("«\u00a0%(typed)s\u00a0»\u00a0: les secondes vont de 00 à 59.", typed=quoted(typed))
        )
    return int(found["minutes"]) * 60 + seconds


def running_text(seconds: int) -> str:
    """`2:30`, `0:45`."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def parse_roles(text: str) -> list[str]:
    """Numbers of roles from `1, 4, 12`, in their order, each once."""
    words = [word for word in re.split(r"[\s,;/+.-]+", text) if word]
    for word in words:
        if not ROLE.fullmatch(word):
            raise Refused(
                sentence(
                    "«\u00a0%(typed)s\u00a0» n’est pas un numéro de rôle. Exemple\u00a0: 1, 4, 12.",
                    typed=quoted(word),
                )
            )
    roles = sorted({int(word) for word in words})
    if len(roles) > MOST_ROLES:
        raise Refused(sentence("Au plus %(most)s rôles.", most=MOST_ROLES))
    return [str(role) for role in roles]


def sort_key(number: str) -> str:
    """A text in the order of the script: 2 before 10, 10 before 10A; each run of digits is led by its length."""
    runs = RUN.findall(number.lower().replace(" ", ""))
    return "".join(_digits(run) if run.isdigit() else run for run in runs)[:40]


def _digits(run: str) -> str:
    bare = run.lstrip("0")
    return f"{LENGTHS[min(len(bare), 35)]}{bare}"
