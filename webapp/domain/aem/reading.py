"""The text of an AEM, whatever software printed it, read as proposed values.

No figure rather than a wrong one: a value is taken beside or under its own label, or in the column of a
table; a label that leads to two different values gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import takewhile

from webapp.domain.aem.figures import Field, Value, parse
from webapp.domain.printed import MONTHS, tidied, unaccented
from webapp.domain.refusals import Refused

MOST_LINES = 400  # five pages
MOST_ROWS = 6  # of a table: an AEM tells of one contract, twice at most
Found = tuple[Field, str]

# Sought in lower case without accents, letter for letter, so that places stay the same.
COUNT = r"(?:nombre|nbre|nb)"
LABELS = {
    Field.SIRET: r"(?:n\S{0,2} ?(?:de )?|numero (?:de )?)?siret(?: de l.employeur)?",
    Field.NAF: r"(?:code )?(?:naf ?/ ?ape|ape ?/ ?naf|naf|ape)",
    Field.OBJECT_NUMBER: r"(?:n\S{0,2} ?|numero )d.objet",
    Field.JOB: r"emploi (?:occupe|exerce|au contrat)|intitule (?:de l.emploi|du poste)|nature de l.emploi"
    r"|qualification professionnelle|fonction exercee|(?:emploi|qualification|fonction)(?= *:)",
    Field.START_ON: r"date (?:de )?debut(?: (?:d.emploi|(?:du|de) contrat|de (?:la )?periode))?",
    Field.END_ON: r"date (?:de )?fin(?: (?:d.emploi|(?:du|de) contrat|de (?:la )?periode))?",
    Field.ONGOING: r"contrat (?:de travail )?(?:toujours )?en cours",
    Field.DAYS: rf"(?:{COUNT} (?:de )?)?jours (?:effectivement |reellement )?travailles|{COUNT} (?:de )?jours",
    Field.HOURS: rf"(?:{COUNT} (?:d.)?)?heures (?:effectuees|travaillees|de travail|remunerees)|{COUNT} (?:d.)?heures",
    Field.CACHETS: rf"(?:{COUNT} (?:de )?)?cachets",
    Field.GROSS: r"(?:salaires?|remunerations?) brute?s?(?: (?:total|verse|mensuel|en euros|soumis(?:es)? a contributions?"
    r"|avant (?:abattement|deduction)(?: (?:pour )?frais professionnels)?))?",
}  # fmt: skip
HEADERS = {
    "du": Field.START_ON, "debut": Field.START_ON, "au": Field.END_ON, "fin": Field.END_ON, "jours": Field.DAYS,
    "heures": Field.HOURS, "brut": Field.GROSS, "emploi": Field.JOB, "qualification": Field.JOB,
}  # fmt: skip
END = r"(?![\d/]|[.,]\d)"
DATE = rf"\d{{1,2}} ?[/.-] ?\d{{1,2}} ?[/.-] ?\d{{4}}|\d{{1,2}} \d{{1,2}} \d{{4}}|\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)}) \d{{4}}"
VALUES = {
    Field.SIRET: r"\d(?:[ .]?\d){13}(?!\d)",
    Field.NAF: r"\d{2}[ .]?\d{2} ?[a-z]\b",
    Field.OBJECT_NUMBER: r"(?=[a-z./-]*\d)[a-z\d][a-z\d/.-]{3,19}",
    Field.JOB: r"[a-z][^:\d]*?(?=\s{2,}| du \d|$)",
    Field.START_ON: DATE,
    Field.END_ON: DATE,
    Field.DAYS: rf"\d{{1,2}}(?:[.,]0{{1,2}})?{END}",
    Field.HOURS: rf"\d{{1,3}}(?: ?h ?\d{{2}}|[.,]\d{{1,2}})?{END}",
    Field.CACHETS: rf"\d{{1,2}}(?:[.,]\d{{1,2}})?{END}",
    Field.GROSS: r"\d{1,3}(?:[ .]\d{3})+,\d{2}(?!\d)|\d{1,3}(?: \d{3})+\.\d{2}(?!\d)|\d+[.,]\d{2}(?!\d)|\d+(?= ?€)",
}
# Between a label and its value: a remark in brackets, dots, a colon; never a word, which would be another label.
GAP = r" *(?:\([^)\d]{0,40}\))? *[:._…]*(?: *€)? *"
UNIT = r" *(?:€|euros?|eur|h|heures?|j|jours?|cachets?)?"
IS_AEM = re.compile(r"\baem\b|a\.e\.m\b|attestation (?:(?:de l.)?employeur|mensuelle)")
SPAN = re.compile(rf"\bdu ({DATE}) au ({DATE})")
PERIOD = re.compile(r"periode (?:d.emploi|de travail|travaillee|d.activite)")
CONTRACT = re.compile(r"contrat|emploi|embauche")
OTHER_SPAN = re.compile(r"paie|paye|versement|reference|conge|calcul")
CROSSED = re.compile(r"(?:\[ ?x ?\]|\(x\)|[☒☑✓✔]|\bx) *(oui|non)\b")
BOX = re.compile(r"\[ *\]|\( *\)|[☐□]")
ALONE, GROUPED = (
    re.compile(rf"cachets {kind}{GAP}({VALUES[Field.CACHETS]})") for kind in ("isoles", "groupes")
)
DAY_FIELDS = (Field.START_ON, Field.END_ON)


def is_aem(text: str) -> bool:
    return bool(IS_AEM.search(unaccented(text)))


def read_text(text: str) -> dict[Field, Value]:
    """The values that the text gives without doubt; none from a paper that does not call itself an AEM."""
    if not is_aem(text):
        return {}
    lines = [tidied(line) for line in text.splitlines()[:MOST_LINES] if line.strip()]
    folded = [unaccented(line) for line in lines]
    labelled = [*_labelled(lines, folded), *_in_tables(lines, folded)]
    found = [pair for pair in labelled if pair[0] not in DAY_FIELDS]
    found += _days(folded, [pair for pair in labelled if pair[0] in DAY_FIELDS])
    seen: dict[Field, set[Value]] = {}
    for field, typed in found:
        with suppress(Refused):
            seen.setdefault(field, set()).add(parse(field, _spelled(field, typed)))
    seen |= _cachets_apart(folded)
    return {field: next(iter(seen[field])) for field in Field if len(seen.get(field, ())) == 1}


def _labelled(lines: list[str], folded: list[str]) -> Iterator[Found]:
    """Beside its label, or alone on the line under a label that is alone at the end of its own."""
    for n, line in enumerate(folded):
        for field, label in BESIDE.items():
            for place in label.finditer(line):
                beside = lines[n][place.end() :]
                if not beside.strip():
                    yield from _under(field, lines[n + 1 : n + 2])
                elif field == Field.ONGOING:
                    yield from _answer(line[place.end() :])
                elif value := VALUE_AT[field].match(line, place.end()):
                    yield from _kept(field, lines[n][value.start() : value.end()])


def _under(field: Field, below: list[str]) -> Iterator[Found]:
    for line in below:
        if field == Field.ONGOING:
            yield from _answer(unaccented(line))
        elif WHOLE[field].fullmatch(unaccented(line.strip())):
            yield from _kept(field, line.strip())


def _kept(field: Field, typed: str) -> Iterator[Found]:
    """A job that holds the label of something else is the heading of a table."""
    if field != Field.JOB or not any(label.search(unaccented(typed)) for label in BESIDE.values()):
        yield field, typed


def _answer(rest: str) -> Iterator[Found]:
    crossed = {found[1] for found in CROSSED.finditer(rest)}
    said = crossed or (set() if BOX.search(rest) else set(re.findall(r"\b(?:oui|non)\b", rest)))
    if len(said) == 1:
        yield Field.ONGOING, said.pop()


def _in_tables(lines: list[str], folded: list[str]) -> Iterator[Found]:
    """Headings of three columns or more, then rows with as many cells."""
    for n, line in enumerate(folded):
        fields = [_heading(cell) for cell in _cells(line)]
        if sum(field is not None for field in fields) < 3:
            continue
        rows = (
            (_cells(lines[k]), _cells(folded[k])) for k in range(n + 1, min(len(lines), n + 1 + MOST_ROWS))
        )
        for said, plain in takewhile(lambda row: len(row[0]) == len(fields), rows):  # noqa: B023
            for field, cell, bare in zip(fields, said, plain, strict=True):
                if field and field in WHOLE and WHOLE[field].fullmatch(bare):
                    yield field, cell
                elif field == Field.ONGOING:
                    yield from _answer(bare)


def _heading(cell: str) -> Field | None:
    bare = re.sub(r" *\([^)]*\)| *:$", "", cell)
    named = (field for field, label in LABELS.items() if re.fullmatch(label.replace("(?= *:)", ""), bare))
    return next(named, None) or HEADERS.get(bare)


def _days(folded: list[str], labelled: list[Found]) -> list[Found]:
    """The period of work before the dates of the contract, which may last longer, and before bare dates."""
    spans = [(line, span) for line in folded if not OTHER_SPAN.search(line) for span in SPAN.finditer(line)]
    of_work = [span for line, span in spans if PERIOD.search(line)]
    of_contract = [span for line, span in spans if CONTRACT.search(line)]
    every = [span for _line, span in spans]
    return _ends(of_work) or labelled or _ends(of_contract) or _ends(every)


def _ends(spans: Iterable[re.Match[str]]) -> list[Found]:
    return [pair for span in spans for pair in ((Field.START_ON, span[1]), (Field.END_ON, span[2]))]


def _cachets_apart(folded: list[str]) -> dict[Field, set[Value]]:
    """Isolated and grouped ones are counted apart on some papers; both have been worth the same since 2016."""
    parts = [{found[1] for line in folded for found in part.finditer(line)} for part in (ALONE, GROUPED)]
    if not any(parts):
        return {}
    if any(len(part) > 1 for part in parts):
        return {Field.CACHETS: set()}
    with suppress(Refused):
        numbers = [parse(Field.CACHETS, part.pop()) for part in parts if part]
        return {Field.CACHETS: {sum(number for number in numbers if isinstance(number, int))}}
    return {Field.CACHETS: set()}


def _spelled(field: Field, typed: str) -> str:
    """As the parsers of typed values take it."""
    typed = typed.strip()
    match field:
        case Field.START_ON | Field.END_ON:
            return _numbered(unaccented(typed))
        case Field.GROSS:
            amount = re.sub(r"[^\d.,]", "", typed)
            return amount.replace(".", "") if "," in amount else amount
        case Field.SIRET:
            return re.sub(r"\D", "", typed)
        case Field.NAF:
            bare = re.sub(r"[ .]", "", typed).upper()
            return f"{bare[:2]}.{bare[2:]}"
        case Field.DAYS | Field.HOURS | Field.CACHETS:
            return re.sub(r" *(?:heures?|jours?|cachets?|[hj])$", "", unaccented(typed))
        case Field.JOB:
            return typed.strip(" .;,-")
    return typed


def _numbered(day: str) -> str:
    for number, month in enumerate(MONTHS, 1):
        day = re.sub(rf"(?:er)? {month} ", f"/{number:02d}/", day)
    return re.sub(r" ?[/.-] ?| ", "/", day)


def _cells(line: str) -> list[str]:
    return [cell for cell in re.split(r"\s{2,}|\s*\|\s*", line.strip()) if cell]


BESIDE = {field: re.compile(rf"(?<![a-z])(?:{label})(?![a-z]){GAP}") for field, label in LABELS.items()}
VALUE_AT = {field: re.compile(value) for field, value in VALUES.items()}
WHOLE = {field: re.compile(rf"(?:{value}){UNIT}") for field, value in VALUES.items()}
