"""How departments, contracts, what is missing and what is asked are called."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.domain.crew.missing import Lack
from webapp.productions.crew.models import ContractStatus, Department, SupplierKind

DEPARTMENTS = {
    Department.PRODUCTION: _l("Production"),
    Department.DIRECTION: _l("Mise en scène"),
    Department.MANAGEMENT: _l("Régie"),
    Department.CAMERA: _l("Image"),
    Department.SOUND: _l("Son"),
    Department.ELECTRIC: _l("Électricité"),
    Department.GRIP: _l("Machinerie"),
    Department.ART: _l("Décoration"),
    Department.PROPS: _l("Accessoires"),
    Department.COSTUME: _l("Costumes"),
    Department.MAKEUP: _l("Maquillage, coiffure"),
    Department.STAGE: _l("Plateau"),
    Department.LIGHT: _l("Lumière"),
    Department.VIDEO: _l("Vidéo"),
    Department.POST: _l("Postproduction"),
    Department.CAST: _l("Comédiens"),
    Department.EXTRAS: _l("Figuration"),
    Department.OTHER: _l("Autre"),
}
CONTRACTS = {
    ContractStatus.TO_MAKE: _l("Contrat à faire"),
    ContractStatus.SENT: _l("Contrat envoyé"),
    ContractStatus.SIGNED: _l("Contrat signé"),
    ContractStatus.NONE: _l("Sans contrat"),
}
CONTRACT_STEPS = {
    ContractStatus.TO_MAKE: _l("À faire"),
    ContractStatus.SENT: _l("Envoyé"),
    ContractStatus.SIGNED: _l("Signé"),
    ContractStatus.NONE: _l("Sans contrat"),
}
LACKS = {
    Lack.PHONE: _l("Téléphone"),
    Lack.EMAIL: _l("Mail"),
    Lack.DATES: _l("Dates"),
    Lack.DPAE: _l("DPAE"),
    Lack.CONTRACT: _l("Contrat signé"),
    Lack.SHEET: _l("Fiche"),
    Lack.ADDRESS: _l("Adresse"),
    Lack.BANK: _l("RIB"),
    Lack.LEAVE_NUMBER: _l("N° congés spectacles"),
}
SUPPLIERS = {
    SupplierKind.SUPPLIER: _l("Fournisseur"),
    SupplierKind.RENTAL: _l("Loueur"),
    SupplierKind.CATERING: _l("Cantine, traiteur"),
    SupplierKind.TRANSPORT: _l("Transport"),
    SupplierKind.HOTEL: _l("Hôtel"),
    SupplierKind.TOWN_HALL: _l("Mairie, préfecture"),
    SupplierKind.OTHER: _l("Autre"),
}
LICENCES = {
    "none": _l("Aucun"),
    "b": _l("B"),
    "c": _l("C, poids lourd"),
    "d": _l("D, transport de personnes"),
}
DIETS = {
    "all": _l("Tout"),
    "no_meat": _l("Sans viande"),
    "vegan": _l("Végane"),
    "no_pork": _l("Sans porc"),
    "no_gluten": _l("Sans gluten"),
    "other": _l("Autre"),
}
# The fields of the sheet, in their blocks; each block says who reads it.
SHEET = {
    "birth_on": _l("Date de naissance"),
    "birth_place": _l("Commune de naissance"),
    "nationality": _l("Nationalité"),
    "address": _l("Adresse"),
    "postal_code": _l("Code postal"),
    "city": _l("Ville"),
    "bank": _l("IBAN"),
    "leave_number": _l("N° congés spectacles"),
    "licence": _l("Permis"),
    "emergency_name": _l("Personne à prévenir"),
    "emergency_phone": _l("Son téléphone"),
    "size_top": _l("Taille du haut"),
    "size_bottom": _l("Taille du bas"),
    "size_shoes": _l("Pointure"),
    "diet": _l("Régime"),
    "allergies": _l("Allergies"),
}


def department_names() -> dict[str, str]:
    """The department for each way of writing its name, in the language of the page."""
    known = {"hmc": Department.MAKEUP, "casting": Department.CAST, "interprétation": Department.CAST}
    names = {str(name).casefold(): kind for kind, name in DEPARTMENTS.items()}
    return {name: str(kind) for name, kind in (known | names).items()}


def said_of(member: Any) -> str:
    """The job, or for the cast who they play: « Solène, rôle 4 »."""
    if member.department == Department.CAST and member.role_name:
        number = _("rôle %(number)s", number=member.role_number) if member.role_number else ""
        return ", ".join(part for part in (member.role_name, number) if part)
    return str(member.contract_job)
