"""What each column of an address book in CSV holds: Google's and Outlook's, in French and English, and plain ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.contacts.imports.texts import bare


@dataclass(frozen=True)
class Column:
    key: str
    label: str = ""


NAMES = {
    "name": "name|nom complet|full name|display name|nom affiche|nom et prenom|nom prenom|prenom nom|contact|nom du contact|personne",
    "first": "first name|given name|prenom",
    "middle": "middle name|additional name|deuxieme prenom",
    "last": "last name|family name|surname|nom|nom de famille",
    "nickname": "nickname|surnom",
    "company": "company|organization name|organization 1 name|organisation|organization|societe|entreprise|structure|compagnie"
    "|employeur|company name|organisation 1 nom",
    "department": "department|organization department|organization 1 department|service|departement",
    "job": "job title|organization title|organization 1 title|job|title|fonction|poste|metier|profession|titre de fonction"
    "|titre du poste|emploi|role",
    "notes": "notes|note|remarques|commentaires|comments|remarque",
    "birthday": "birthday|anniversaire|date de naissance|naissance",
    "tags": "labels|group membership|categories|categorie|category|etiquettes|etiquette|tags|groupes|libelles",
    "language": "language|langue|langues|languages",
    "photo": "photo",
    "street": "address|adresse|rue|street|adresse postale|address 1 street|address line 1",
    "postal": "postal code|zip|zip code|code postal|cp|address 1 postal code",
    "city": "city|ville|town|commune|address 1 city",
    "country": "country|pays|address 1 country",
    "link": "website|web page|page web|site web|site|site internet|website 1 value|url|linkedin|instagram",
}
BY_NAME = {name: key for key, names in NAMES.items() for name in names.split("|")}
# Kept for a second address: Outlook has three.
PLACES = {
    "business": "business|bureau|work|professionnelle",
    "home": "home|domicile|personnelle|privee",
    "other": "other|autre",
}
PARTS = {
    "street": r"street|rue|adresse|address",
    "postal": r"postal code|code postal|zip|cp",
    "city": r"city|ville",
    "country": r"country(?: region)?|pays(?: region)?",
}
PHONES = (
    (r"(?:mobile|portable|gsm|cell)", "Mobile"),
    (r"(?:fax|telecopie)", "Fax"),
    (r"(?:business|bureau|work|company|societe|professionnel|pro|direct)", "Bureau"),
    (r"(?:home|domicile|perso|personnel|fixe)", "Domicile"),
    (r"(?:main|primary|standard|principal)", "Standard"),
)
A_PHONE = re.compile(r"phone|telephone|\btels?\b|mobile|portable|\bfax\b|telecopie|\bgsm\b")
A_MAIL = re.compile(
    r"^e ?mail|^mail|adresse de messagerie|courriel|adresse e ?mail|adresse mail|e mail address"
)
NO_VALUE = re.compile(r"\b(?:type|label|display name|nom complet|affichage|phonetic|yomi)\b")


def column_of(header: str, *, is_outlook: bool) -> Column:
    """Its key, empty when it is none of ours."""
    name = bare(header)
    if is_outlook and name in ("title", "titre"):
        return Column("")  # Monsieur, Madame
    if name in BY_NAME:
        return Column(BY_NAME[name])
    if found := re.fullmatch(r"(phone|e ?mail|website) (\d) (type|label|value)", name):
        kind = found[1].replace(" ", "")
        return Column(f"{kind} {found[2]} {'value' if found[3] == 'value' else 'label'}")
    if place := _place(name):
        return place
    if NO_VALUE.search(name):
        return Column("")
    if A_MAIL.search(name):
        return Column("email")
    if A_PHONE.search(name):
        label = next((label for pattern, label in PHONES if re.search(pattern, name)), "")
        return Column("phone", label)
    return Column("")


def recognised(headers: Sequence[str]) -> list[Column]:
    is_outlook = bool({bare(header) for header in headers} & {"first name", "prenom"}) and any(
        bare(header) in ("suffix", "suffixe", "job title", "fonction") for header in headers
    )
    return [column_of(header, is_outlook=is_outlook) for header in headers]


def is_table(columns: Sequence[Column]) -> bool:
    """Enough to tell somebody, or to reach them."""
    keys = {column.key.partition(" ")[0] for column in columns}
    return bool(keys & {"name", "first", "last", "company"}) and len(keys - {""}) >= 2


def _place(name: str) -> Column | None:
    for place, words in PLACES.items():
        for part, pattern in PARTS.items():
            if re.fullmatch(
                rf"(?:(?:{words}) (?:{pattern})|(?:{pattern})(?: postale?)? (?:{words})) ?[123]?", name
            ):
                return Column(f"{place} {part}")
    return None
