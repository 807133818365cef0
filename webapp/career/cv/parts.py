"""What a CV may show besides its titles."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Part(StrEnum):
    JOB = "job"
    PHONE = "phone"
    EMAIL = "email"
    CITY = "city"
    INTRO = "intro"
    DIRECTORS = "directors"
    COMPANIES = "companies"
    TRAINING = "training"
    SKILLS = "skills"
    LANGUAGES = "languages"
    LICENCE = "licence"


NAMES = {
    Part.JOB: _l("Fonction actuelle"),
    Part.PHONE: _l("Téléphone"),
    Part.EMAIL: _l("Mail"),
    Part.CITY: _l("Ville"),
    Part.INTRO: _l("Présentation"),
    Part.DIRECTORS: _l("Réalisation ou mise en scène"),
    Part.COMPANIES: _l("Productions"),
    Part.TRAINING: _l("Formation"),
    Part.SKILLS: _l("Compétences"),
    Part.LANGUAGES: _l("Langues"),
    Part.LICENCE: _l("Permis"),
}
