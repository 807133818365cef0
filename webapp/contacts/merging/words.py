"""What merging calls reasons, and what hangs on a card."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from webapp.contacts.merging.fields import LABELS
from webapp.core.formats import joined
from webapp.domain.duplicates import Reason

REASONS: dict[Reason, Any] = {
    Reason.MAIL: _l("Même mail"),
    Reason.PHONE: _l("Même téléphone"),
    Reason.SIRET: _l("Même SIRET"),
    Reason.NAME: _l("Même nom"),
    Reason.NEAR: _l("Nom proche, même ville"),
}

Count = Callable[[int], str]
# By column: a table of a room above is known by its name alone.
COUNTS: dict[str, Count] = {
    "ways.phone": lambda n: ngettext("%(num)d numéro", "%(num)d numéros", n),
    "ways.email": lambda n: ngettext("%(num)d mail", "%(num)d mails", n),
    "ways.link": lambda n: ngettext("%(num)d lien", "%(num)d liens", n),
    "photos": lambda n: ngettext("%(num)d photo", "%(num)d photos", n),
    "contact_roles.contact_id": lambda n: ngettext("%(num)d fonction passée", "%(num)d fonctions passées", n),
    "tags": lambda n: ngettext("%(num)d étiquette", "%(num)d étiquettes", n),
    "contacts.company_id": lambda n: ngettext("%(num)d personne", "%(num)d personnes", n),
    "contacts.introduced_by_id": lambda n: ngettext(
        "%(num)d personne présentée", "%(num)d personnes présentées", n
    ),
    "contact_roles.company_id": lambda n: ngettext("%(num)d ancien poste", "%(num)d anciens postes", n),
    "engagements.employer_id": lambda n: ngettext("%(num)d engagement", "%(num)d engagements", n),
    "productions.company_id": lambda n: ngettext("%(num)d production", "%(num)d productions", n),
    "crew_members.contact_id": lambda n: ngettext(
        "%(num)d poste dans une équipe", "%(num)d postes dans des équipes", n
    ),
    "crew_members.agent_id": lambda n: ngettext(
        "%(num)d artiste représenté", "%(num)d artistes représentés", n
    ),
    "suppliers.contact_id": lambda n: ngettext(
        "fournisseur d’%(num)d production", "fournisseur de %(num)d productions", n
    ),
    "exchanges.contact_id": lambda n: ngettext("%(num)d échange", "%(num)d échanges", n),
    "recommendations.contact_id": lambda n: ngettext("%(num)d recommandation", "%(num)d recommandations", n),
    "clients.contact_id": lambda n: ngettext("%(num)d fiche client", "%(num)d fiches client", n),
    "invoices.client_id": lambda n: ngettext("%(num)d facture", "%(num)d factures", n),
    "invoice_drafts.client_id": lambda n: ngettext(
        "%(num)d brouillon de facture", "%(num)d brouillons de facture", n
    ),
    "quotes.client_id": lambda n: ngettext("%(num)d devis", "%(num)d devis", n),
}
# Kept without being worth a word.
SILENT = {
    "contacts_apart.one_id", "contacts_apart.other_id", "contacts.merged_into_id", "clients.replaced_by_id",
    "crew_members.deleted_at", "suppliers.deleted_at", "engagements.called_by",
}  # fmt: skip


def told(held: Mapping[str, int]) -> str:
    """`2 mails, 3 engagements`; what a room added since is counted together."""
    said = [COUNTS[name](count) for name in COUNTS if (count := held.get(name))]
    others = sum(count for name, count in held.items() if name not in COUNTS and name not in SILENT)
    if others:
        said.append(ngettext("%(num)d autre élément", "%(num)d autres éléments", others))
    return joined(*said, between=", ")


def moved(moves: list[dict[str, Any]]) -> dict[str, int]:
    """By column, how many rows changed."""
    counts: dict[str, int] = {}
    for move in moves:
        name = f"{move['table']}.{move['column']}"
        counts[name] = counts.get(name, 0) + len(move["ids"])
    return counts


def copied(copies: Mapping[str, Any]) -> dict[str, int]:
    """Likewise of what the kept card was given."""
    kinds = [mark[0] for mark in copies.get("contact_ways", [])]
    counts = {f"ways.{kind}": kinds.count(kind) for kind in kinds}
    parts = {"taggings": "tags", "contact_roles": "contact_roles.contact_id", "contact_photos": "photos"}
    return counts | {name: len(copies[table]) for table, name in parts.items() if table in copies}


def left_told(left: Mapping[str, Any] | None) -> str:
    """What stayed on the kept card when the rest went back: `Notes, 1 engagement`."""
    if not left:
        return ""
    names = [str(LABELS.get(key, key)) for key in left["fields"] if key in LABELS]
    return joined(*names, told(left["rows"]) or None, between=", ")
