from flask import Blueprint

bp = Blueprint("sharing", __name__)

from webapp.sharing.answers import views as _answers  # noqa: E402, F401
from webapp.sharing.opened import views as _opened  # noqa: E402, F401
from webapp.sharing.visits import jobs as _visits  # noqa: E402, F401
