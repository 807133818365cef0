"""The signature at the foot of a mail, read line by line: a name, what they do, where, and how to reach them."""

import re

from webapp.contacts.imports import texts
from webapp.contacts.imports.drafts import EMAIL, Card, Draft

NUMBER = re.compile(r"(?:\+|\b00)?\(?\d[\d\s.()\u00a0\u202f/-]{6,}\d")
URL = re.compile(
    r"(?:https?://|www\.)[^\s<>|,;]+|(?<![@\w.-])(?:[\w-]+\.)+(?:fr|com|org|net|eu|tv|film|studio|be|ch)\b(?:/\S*)?",
    re.IGNORECASE,
)
TOWN = re.compile(r"(?:^|[\s,–|-])(?P<code>\d{5})\s+(?P<city>[^\W\d_][^\d|]*?)\s*$")
APART = re.compile(r"\s+[|·•–—]\s+|\s+-\s+|\s{3,}|,\s+| chez ")
JOBS = re.compile(
    r"^(?:\d\w* )?(?:assistante?|directeur|directrice|charge|chargee|chef|cheffe|regisseur|regisseuse|producteur|productrice"
    r"|administrateur|administratrice|realisateur|realisatrice|scripte?|monteur|monteuse|comptable|coordinateur|coordinatrice"
    r"|responsable|ingenieure?|technicienn?e?|operateur|operatrice|decorateur|decoratrice|costumiere?"
    r"|maquilleuse?|accessoiriste|machiniste|electro|gaffer|comedienn?e?|secretaire|gerante?|president|presidente|agente?"
    r"|stagiaire|attachee?|auteure?|compositeur|compositrice|manager|producer|production (?:manager|coordinator)|head)\b"
)
COMPANIES = re.compile(
    r"\b(?:films?|productions?|prod|pictures|studios?|sarl|sas|sasu|eurl|scop|compagnie|theatre|association|festival|agence"
    r"|television|cinema|medias?|groupe|company|ltd|entertainment|opera|location|services?)\b"
)
NOISE = re.compile(
    r"^(?:cordialement|bien (?:a vous|cordialement)|bonne journee|belle journee|merci|a bientot|envoye de mon.*|sent from.*"
    r"|amicalement|sinceres salutations|best regards|regards|bises|tel|mob|mobile|portable|fixe|mail|email|e mail|web|site|adresse|m|t)$"
)
STREET = re.compile(
    r"^\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av|bd|boulevard|place|quai|impasse|allee|chemin|route|cours|passage)\b"
)
MOST_LINES = 30


def read(pasted: str) -> Card:
    """A guess to be checked: what is recognised takes its place, the lines left over are the name, the job, the company."""
    draft = Draft()
    left: list[str] = []
    for line in texts.lines(pasted, 4000).splitlines()[:MOST_LINES]:
        left += _left_of(draft, line)
    _name_them(draft, left)
    return draft.finished()


def _left_of(draft: Draft, line: str) -> list[str]:
    """What a line says once its ways to reach somebody are taken from it."""
    line = re.sub(r"^[-–—_*\s]+$|^-- ?$", "", line)
    for mail in EMAIL.findall(line):
        draft.email(mail)
    line = EMAIL.sub(" ", line)
    for url in URL.findall(line):
        draft.link(url.rstrip("."))
    line = URL.sub(" ", line)
    if town := TOWN.search(line):
        street = line[: town.start()].strip(" ,–|-")
        draft.address(street or draft.street, town["code"], town["city"])
        return []
    if STREET.match(texts.bare(line)):
        draft.street = line.strip(" ,")
        return []
    for number in NUMBER.findall(line):
        draft.phone(number)
    line = NUMBER.sub(" ", line)
    pieces = [piece.strip(" :,.|<>()[]\t*") for piece in APART.split(line)]
    return [piece for piece in pieces if len(texts.bare(piece)) > 1 and not NOISE.match(texts.bare(piece))]


def _name_them(draft: Draft, left: list[str]) -> None:
    card = draft.card
    for piece in left:
        folded = texts.bare(piece)
        if not card.job and JOBS.match(folded):
            card.job = piece
        elif not card.name and not COMPANIES.search(folded):
            card.name = piece
        elif not card.company:
            card.company = piece
        else:
            draft.note(piece)
