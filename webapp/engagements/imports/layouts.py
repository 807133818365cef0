"""The columns of a spreadsheet of jobs: what each holds, its name in our own files, and the names people give it."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.core.fold import fold
from webapp.domain.words import Sentence, sentence


@dataclass(frozen=True)
class Column:
    key: str
    title: str  # at the head of our own files, and recognised like any other name
    label: Sentence  # in the list where a person says what a column holds
    names: tuple[str, ...]  # folded
    required: bool = False


def _column(key: str, title: str, label: Sentence, *names: str, required: bool = False) -> Column:
    return Column(key, title, label, (fold(title), *names), required)


COLUMNS = (
    _column(
        *("start", "Début", sentence("Début")),
        *("date de debut", "date debut", "debut de contrat", "debut contrat", "debut du contrat", "du", "de"),
        *("from", "start", "start date", "date", "jour de debut", "depuis", "debute le", "premier jour"),
        required=True,
    ),
    _column(
        *("end", "Fin", sentence("Fin")),
        *(
            "date de fin",
            "date fin",
            "fin de contrat",
            "fin contrat",
            "fin du contrat",
            "au",
            "a",
            "to",
            "end",
        ),
        *("end date", "jour de fin", "jusqu au", "finit le", "dernier jour", "until"),
        required=True,
    ),
    _column(
        *("employer", "Employeur", sentence("Employeur")),
        *("societe", "structure", "compagnie", "entreprise", "employer", "company", "client", "association"),
        *("nom de l employeur", "raison sociale", "societe de production", "production deleguee", "boite"),
        *("employeurs", "nom employeur", "organisme"),
        required=True,
    ),
    _column(
        *("production", "Production", sentence("Production")),
        *("projet", "titre", "spectacle", "film", "show", "project", "title", "oeuvre", "nom du projet"),
        *("titre du projet", "titre du film", "emission", "serie", "programme", "objet", "nom du spectacle"),
    ),
    _column(
        *("job", "Emploi", sentence("Emploi")),
        *(
            "poste",
            "fonction",
            "emploi au contrat",
            "metier",
            "job",
            "position",
            "role",
            "intitule",
            "qualification",
        ),
        *("emploi occupe", "poste occupe", "intitule du poste", "intitule de l emploi"),
        required=True,
    ),
    _column(
        *("unit", "Unité", sentence("Unité")),
        *("unites", "unite de compte", "unit", "type", "type de contrat", "unite de paie", "paye en", "mode"),
    ),
    _column(
        *("quantity", "Quantité", sentence("Quantité")),
        *(
            "nb",
            "nombre",
            "qte",
            "quantity",
            "qty",
            "nombre d unites",
            "nb unites",
            "nb d unites",
        ),
    ),
    _column(
        *("hours", "Heures", sentence("Heures")),
        *(
            "heure",
            "nb heures",
            "nb d heures",
            "nombre d heures",
            "heures declarees",
            "total heures",
            "hours",
        ),
        *(
            "h",
            "duree",
            "volume horaire",
            "heures travaillees",
            "nbre heures",
            "nbre d heures",
            "heures totales",
        ),
    ),
    _column(
        *("gross", "Brut", sentence("Brut")),
        *(
            "salaire brut",
            "brut eur",
            "montant brut",
            "gross",
            "gross pay",
            "remuneration brute",
            "brut total",
        ),
        *("total brut", "salaire", "salaire brut eur", "brut en euros", "brut euros", "remuneration"),
    ),
    _column(
        *("annexe", "Annexe", sentence("Annexe")), *("annexes", "annex", "annexe 8 10", "annexe 8 ou 10")
    ),
    _column(
        *("regime", "Régime", sentence("Régime")),
        *("regime d emploi", "regime de l emploi", "scheme", "type d heures", "nature"),
    ),
    _column(
        *("aem", "AEM", sentence("AEM")),
        *("aem recue", "etat aem", "etat de l aem", "statut aem", "attestation", "attestation employeur"),
    ),
    _column(
        *("state", "État", sentence("État")),
        *("statut", "state", "status", "etat de l engagement", "avancement"),
    ),
    _column(
        *("cachets", "Cachets", sentence("Cachets")),
        *("cachet", "nb cachets", "nombre de cachets", "nb de cachets", "nbre de cachets"),
    ),
    _column(
        *("place", "Lieu", sentence("Lieu")), *("lieu de travail", "ville", "place", "location", "lieux")
    ),
    _column(*("siret", "SIRET", sentence("SIRET")), *("n siret", "numero siret", "siret employeur")),
    _column(
        *("actual_job", "Fonction réelle", sentence("Fonction réelle")),
        *("fonction au generique", "poste reel", "credited as", "fonction exercee"),
    ),
    _column(*("notes", "Notes", sentence("Notes")), *("note", "memo")),
)
BY_KEY = {column.key: column for column in COLUMNS}
BY_NAME = {name: column.key for column in COLUMNS for name in column.names}
# The spreadsheet handed out as a model stops here; what follows is for files that already have it.
MODEL = COLUMNS[:12]
# One of these says how much work there was.
MEASURES = ("hours", "quantity", "cachets")


def field_of(header: str) -> str:
    """The field a header names, whatever its accents, case and currency; empty when it names none."""
    return BY_NAME.get(fold(header.replace("€", " eur ")).replace(".", "").strip(), "") or BY_NAME.get(
        fold(header).replace(".", " ").strip(), ""
    )


def recognised(headers: Sequence[str]) -> list[str]:
    """The field of each header; of two that name the same one, the first has it."""
    fields: list[str] = []
    for header in headers:
        key = field_of(header)
        fields.append("" if key in fields else key)
    return fields


def named_twice(headers: Sequence[str]) -> str:
    """A header that stands twice, letter for letter once folded, and that we would read; empty when none does."""
    seen: set[str] = set()
    for header in headers:
        name = fold(header)
        if name in seen and field_of(header):
            return header
        seen.add(name)
    return ""


def missing(fields: Sequence[str]) -> list[Column]:
    """The columns without which no line can be read."""
    lacking = [column for column in COLUMNS if column.required and column.key not in fields]
    if not any(key in fields for key in MEASURES):
        lacking.append(BY_KEY["hours"])
    return lacking


def missing_sentence(lacking: Sequence[Column]) -> Sentence:
    names = ", ".join(column.title for column in lacking)
    if len(lacking) == 1:
        return sentence("Il manque une colonne\u00a0: %(names)s.", names=names)
    return sentence("Il manque des colonnes\u00a0: %(names)s.", names=names)
