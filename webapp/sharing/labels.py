"""What a recipient is to the production, in words that suit a woman, a man or a house."""

from flask_babel import lazy_gettext as _l

from webapp.sharing.models import Device, Part

PARTS = {
    Part.DIRECTOR: _l("direction de production"),
    Part.PRODUCER: _l("production"),
    Part.ADMINISTRATOR: _l("administration de production"),
    Part.COPRODUCER: _l("coproduction"),
    Part.BROADCASTER: _l("diffuseur"),
    Part.VENUE: _l("lieu d’accueil"),
    Part.OTHER: _l("autre"),
}
LANGUAGES = {"fr": _l("Français"), "en": _l("Anglais")}
DEVICES = {Device.PHONE: _l("téléphone"), Device.TABLET: _l("tablette"), Device.COMPUTER: _l("ordinateur")}


def part_said(part: str) -> str:
    """Nothing for « autre »: said of a person, it tells nothing."""
    return "" if part == Part.OTHER else str(PARTS[Part(part)])
