from flask_babel import lazy_gettext as _l

from webapp.domain.retro_models import ShowModel
from webapp.productions.models import ShowKind

MODELS = {
    ShowModel.FEATURE: _l("Long métrage"),
    ShowModel.SHORT: _l("Court métrage"),
    ShowModel.SERIES: _l("Série"),
    ShowModel.DOCUMENTARY: _l("Documentaire, flux"),
    ShowModel.COMMERCIAL: _l("Publicité, clip"),
    ShowModel.TOUR: _l("Théâtre, danse, tournée"),
    ShowModel.CONCERT: _l("Concert, événement"),
}
# The model proposed for a kind of show.
MODEL_OF = {
    ShowKind.FEATURE: ShowModel.FEATURE,
    ShowKind.SHORT: ShowModel.SHORT,
    ShowKind.SERIES: ShowModel.SERIES,
    ShowKind.DOCUMENTARY: ShowModel.DOCUMENTARY,
    ShowKind.FLUX: ShowModel.DOCUMENTARY,
    ShowKind.COMMERCIAL: ShowModel.COMMERCIAL,
    ShowKind.CLIP: ShowModel.COMMERCIAL,
    ShowKind.THEATRE: ShowModel.TOUR,
    ShowKind.DANCE: ShowModel.TOUR,
    ShowKind.CONCERT: ShowModel.CONCERT,
    ShowKind.EVENT: ShowModel.CONCERT,
    ShowKind.OTHER: ShowModel.SHORT,
}
