from flask_babel import lazy_gettext as _l

from webapp.places.models import PlaceKind

PLACES = {
    PlaceKind.SET: _l("Décor"),
    PlaceKind.HALL: _l("Salle"),
    PlaceKind.STUDIO: _l("Studio"),
    PlaceKind.BASE: _l("Base, cantine, loges"),
    PlaceKind.HOTEL: _l("Hôtel"),
    PlaceKind.OTHER: _l("Autre lieu"),
}
