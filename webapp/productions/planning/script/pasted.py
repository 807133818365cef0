"""A stripboard pasted from a spreadsheet or typed line by line: number; effect; décor; summary; pages; minutage; roles; extras."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webapp.core.fold import fold
from webapp.domain.planning.script import parse_eighths, parse_roles, parse_running
from webapp.domain.refusals import Refused
from webapp.domain.typed import quoted, tidy
from webapp.domain.words import Sentence, sentence
from webapp.productions.planning.models import Effect, Light
from webapp.productions.planning.script.terms import SequenceTerms

MOST_LINES = 400
LONGEST = {"number": 12, "set_name": 200, "summary": 1000}
HEADINGS = {"numero", "n", "no", "seq", "sequence", "num"}
EFFECTS = {
    "int": Effect.INT, "interieur": Effect.INT, "i": Effect.INT,
    "ext": Effect.EXT, "exterieur": Effect.EXT, "e": Effect.EXT,
}  # fmt: skip
LIGHTS = {
    "jour": Light.DAY, "j": Light.DAY, "day": Light.DAY,
    "nuit": Light.NIGHT, "n": Light.NIGHT, "night": Light.NIGHT,
    "aube": Light.DAWN, "dawn": Light.DAWN,
    "crepuscule": Light.DUSK, "soir": Light.DUSK, "dusk": Light.DUSK,
    "mixte": Light.MIXED, "mixed": Light.MIXED,
}  # fmt: skip


@dataclass(frozen=True)
class PastedLine:
    """A line as it was read: what it says, or why it cannot be read."""

    place: int
    text: str
    terms: SequenceTerms | None = None
    error: Sentence | None = None


def read_lines(text: str) -> list[PastedLine]:
    """Empty lines and a line of headings are passed over."""
    lines = [(place, line) for place, line in enumerate(text.splitlines(), 1) if line.strip(" ;\t")]
    if lines and fold(_cells(lines[0][1])[0]) in HEADINGS:
        lines = lines[1:]
    if len(lines) > MOST_LINES:
        raise Refused(sentence("Collez au plus %(most)s lignes à la fois.", most=MOST_LINES))
    seen: set[str] = set()
    found = []
    for place, line in lines:
        read = _read(place, line)
        number = read.terms.number.casefold() if read.terms else ""
        if number and number in seen:
            twice = sentence("La séquence %(number)s est deux fois dans ces lignes.", number=number.upper())
            read = PastedLine(place, line, error=twice)
        seen.add(number)
        found.append(read)
    return found


def read_effect(text: str) -> tuple[Effect | None, Light | None]:
    """Both from one cell: `INT JOUR`, `EXT. nuit`, `INT/EXT jour`, `I/J`."""
    effects, light = [], None
    for word in fold(text).replace(".", " ").split():
        if word in LIGHTS and (word != "n" or light is None):
            light = LIGHTS[word]
        elif word in EFFECTS:
            effects.append(EFFECTS[word])
        else:
            raise Refused(
                sentence(
                    "«\u00a0%(typed)s\u00a0» n’est pas un effet. Exemple\u00a0: INT JOUR.",
                    typed=quoted(tidy(text)),
                )
            )
    return (Effect.BOTH if len(set(effects)) > 1 else effects[0] if effects else None), light


def _read(place: int, line: str) -> PastedLine:
    cells = [*_cells(line), *[""] * 8][:8]
    number, effect, set_name, summary, pages, running, roles, extras = cells
    try:
        if not number:
            raise Refused(sentence("Il manque le numéro de la séquence."))
        for name, value in (("number", number), ("set_name", set_name), ("summary", summary)):
            if len(value) > LONGEST[name]:
                raise Refused(sentence("«\u00a0%(typed)s\u00a0» est trop long.", typed=quoted(value)))
        inside, light = read_effect(effect)
        terms = SequenceTerms(
            number=number,
            effect=inside,
            light=light,
            set_name=set_name or None,
            summary=summary or None,
            eighths=_maybe(parse_eighths, pages),
            seconds=_maybe(parse_running, running),
            roles=tuple(parse_roles(roles)),
            extras=_maybe(read_extras, extras),
        )
    except Refused as refusal:
        return PastedLine(place, line, error=refusal.sentence)
    return PastedLine(place, line, terms)


def read_extras(text: str) -> int:
    """A number of extras."""
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise Refused(
            sentence("«\u00a0%(typed)s\u00a0» n’est pas un nombre de figurants.", typed=quoted(text))
        )
    return int(text)


def _maybe(parse: Callable[[str], Any], text: str) -> Any:
    return parse(text) if text else None


def _cells(line: str) -> list[str]:
    """Apart by tabs, as a spreadsheet copies them, else by semicolons."""
    return [
        tidy("".join(c for c in cell if c.isprintable() or c.isspace()).strip('" '))
        for cell in line.split("\t" if "\t" in line else ";")
    ]
