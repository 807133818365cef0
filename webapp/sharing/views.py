from flask import Blueprint

bp = Blueprint("sharing", __name__)

from webapp.sharing.calendars import views as _calendars  # noqa: E402, F401
from webapp.sharing.opened import views as _opened  # noqa: E402, F401
from webapp.sharing.quotes import views as _quotes  # noqa: E402, F401
