"""How links and who receives them are called."""

from flask_babel import lazy_gettext as _l

from webapp.sharing.models import Device, Part

PARTS = {
    Part.PRODUCER: _l("Production"),
    Part.DIRECTOR: _l("Direction de production"),
    Part.ADMINISTRATOR: _l("Administration"),
    Part.COPRODUCER: _l("Coproduction"),
    Part.BROADCASTER: _l("Diffuseur"),
    Part.VENUE: _l("Lieu d’accueil"),
    Part.OTHER: _l("Autre"),
}
LANGUAGES = {"fr": _l("Français"), "en": _l("Anglais")}
DEVICES = {Device.PHONE: _l("téléphone"), Device.TABLET: _l("tablette"), Device.COMPUTER: _l("ordinateur")}
