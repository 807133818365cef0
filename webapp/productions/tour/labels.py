"""The feuille de route in the words of a tour."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from webapp.core.formats import hours as duration
from webapp.domain.tour import Cession, Diet, Lack, Left, Mode, Need, Version

VERSIONS = {
    Version.FULL: _l("Complète"),
    Version.ARTIST: _l("Artistes"),
    Version.TECHNICIAN: _l("Technique"),
}
MODES = {
    Mode.TRAIN: _l("Train"),
    Mode.PLANE: _l("Avion"),
    Mode.VAN: _l("Minibus"),
    Mode.CAR: _l("Voiture"),
    Mode.COACH: _l("Car"),
    Mode.TRUCK: _l("Camion décor"),
}
CESSIONS = {
    Cession.OPTION: _l("Option"),
    Cession.TO_MAKE: _l("Cession à faire"),
    Cession.SENT: _l("Cession envoyée"),
    Cession.SIGNED: _l("Cession signée"),
}
CESSION_SIGNS = {
    Cession.OPTION: ("", "wait"),
    Cession.TO_MAKE: ("", "edit"),
    Cession.SENT: ("warn", "wait"),
    Cession.SIGNED: ("ok", "check"),
}
DIETS = {
    Diet.VEGETARIAN: _l("Végétarien"),
    Diet.VEGAN: _l("Végétalien"),
    Diet.NO_PORK: _l("Sans porc"),
    Diet.NO_GLUTEN: _l("Sans gluten"),
    Diet.NO_LACTOSE: _l("Sans lactose"),
    Diet.OTHER: _l("Autre régime"),
}
NEEDS = {
    Need.TRIPS: _l("Pas de trajet à organiser"),
    Need.ROOMS: _l("Pas d’hébergement"),
    Need.MEALS: _l("Pas de repas à prévoir"),
}
PARTS = {
    "calls": _l("Qui appeler"),
    "trips": _l("Trajets"),
    "truck": _l("Camion décor"),
    "services": _l("Services"),
    "meals": _l("Repas"),
    "rooms": _l("Rooming"),
    "allowances": _l("Défraiements"),
    "show": _l("Représentation"),
    "invitations": _l("Invitations"),
    "ending": _l("Démontage et départ"),
    "contract": _l("Cession et dates"),
    "notes": _l("Notes"),
}
NEW_LINES = {
    "calls": _l("Ajouter un contact"),
    "trips": _l("Ajouter un trajet"),
    "meals": _l("Ajouter un repas"),
    "rooms": _l("Ajouter une chambre"),
    "allowances": _l("Ajouter un défraiement"),
    "invitations": _l("Ajouter une invitation"),
}
# Who pays, as it is usually agreed; anything else may be typed.
PAYERS = (_l("Le théâtre"), _l("La compagnie"), _l("Chacun, défrayé"))
ROOM_KINDS = (_l("Simple"), _l("Double"), _l("Lits jumeaux"), _l("Appartement"))
MEALS = (
    _l("Petit déjeuner"),
    _l("Déjeuner"),
    _l("Coupure repas"),
    _l("Dîner"),
    _l("Catering"),
    _l("Panier-repas"),
)


def lack(kind: Lack, count: int) -> str:
    """A short name for what is missing."""
    match kind:
        case Lack.HALL:
            return str(_("lieu"))
        case Lack.CONTRACT:
            return str(_("cession signée"))
        case Lack.SHOW:
            return str(_("heure de représentation"))
        case Lack.DURATION:
            return str(_("durée"))
        case Lack.CAPACITY:
            return str(_("jauge"))
        case Lack.CALLS:
            return str(_("qui appeler"))
        case Lack.SERVICES:
            return str(_("services"))
        case Lack.TRIPS:
            return str(_("trajets"))
        case Lack.PASSENGERS:
            return str(ngettext("trajet de %(num)s personne", "trajet de %(num)s personnes", count))
        case Lack.TICKETS:
            return str(ngettext("%(num)s billet à prendre", "%(num)s billets à prendre", count))
        case Lack.ROOMS:
            return str(_("rooming"))
        case Lack.SLEEPERS:
            return str(ngettext("chambre de %(num)s personne", "chambre de %(num)s personnes", count))
        case Lack.CONFIRMATIONS:
            return str(ngettext("%(num)s confirmation d’hôtel", "%(num)s confirmations d’hôtel", count))
        case Lack.MEALS:
            return str(_("repas"))
        case Lack.PAYERS:
            return str(ngettext("payeur de %(num)s repas", "payeur de %(num)s repas", count))


def left(kind: Left, count: int) -> str:
    """What a version leaves out, said to the assistant."""
    match kind:
        case Left.TRUCK:
            return str(_("Camion décor et son accès"))
        case Left.RIGGING:
            return str(ngettext("%(num)s service de montage", "%(num)s services de montage", count))
        case Left.STRIKE:
            return str(_("Démontage"))
        case Left.STAGE:
            return str(_("Dimensions du plateau"))
        case Left.TRIPS:
            return str(ngettext("%(num)s trajet des autres", "%(num)s trajets des autres", count))
        case Left.TICKETS:
            return str(ngettext("%(num)s numéro de billet", "%(num)s numéros de billets", count))
        case Left.DIETS:
            return str(_("Régimes alimentaires"))
        case Left.ROOMS:
            return str(ngettext("%(num)s chambre des autres", "%(num)s chambres des autres", count))
        case Left.AMOUNTS:
            return str(_("Montants des défraiements"))
        case Left.INVITATIONS:
            return str(ngettext("%(num)s invitation", "%(num)s invitations", count))
        case Left.PHONES:
            return str(_("Téléphones privés, sauf ceux que vous avez choisi de montrer"))


def length(minutes: int | None) -> str:
    return duration(minutes) if minutes else ""


def diets(meal: Any) -> str:
    return ", ".join(f"{count} {str(DIETS[diet]).lower()}" for diet, count in meal.diets.items() if count)
