from flask_babel import lazy_gettext as _l

from webapp.productions.crew.models import ContractStatus, Department

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
