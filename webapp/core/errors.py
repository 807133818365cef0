"""What goes wrong, said to a person: a sentence, the right status, and nothing half done."""

import logging
from typing import Any
from uuid import uuid4

import psycopg
from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from webapp.core import db
from webapp.core.i18n import spoken
from webapp.core.web import wants_part
from webapp.domain.refusals import Refused

log = logging.getLogger("raccord.errors")

TITLES: dict[int, Any] = {
    400: lazy_gettext("Cette demande n’a pas pu être lue."),
    403: lazy_gettext("Votre rôle ne permet pas cette action."),
    404: lazy_gettext("Cette page n’existe pas, ou n’est pas à vous."),
    405: lazy_gettext("Cette page ne s’ouvre pas de cette façon."),
    409: lazy_gettext("C’est déjà fait."),
    410: lazy_gettext("Cette page n’existe plus."),
    413: lazy_gettext("Le fichier est trop lourd. La limite est de 15 Mo."),
    415: lazy_gettext("Ce type de fichier n’est pas accepté."),
    422: lazy_gettext("Cette action n’est pas possible."),
    429: lazy_gettext("Trop d’essais. Attendez un peu avant de recommencer."),
    500: lazy_gettext("Une erreur est survenue de notre côté. Rien n’a été enregistré."),
    503: lazy_gettext("Raccord ne répond pas pour l’instant. Réessayez dans une minute."),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_down)
    app.register_error_handler(psycopg.OperationalError, _database_down)
    app.register_error_handler(Exception, _unexpected)


def fault(status: int, sentence: str = "", reference: str = "") -> Response:
    """The page of an error, or for HTMX its part; the person's session is already rolled back."""
    db.finish(keep=False)
    part = "errors/_fault.html" if wants_part() else "errors/fault.html"
    page = render_template(
        part, status=status, sentence=sentence or str(TITLES.get(status, TITLES[400])), reference=reference
    )
    return make_response(page, status)


def _refused(refusal: Refused) -> Response:
    return fault(422, spoken(refusal.sentence))


def _stale_form(_error: CSRFError) -> Response:
    return fault(
        400,
        _("Ce formulaire a expiré ou vient d’un autre site. Revenez à la page, rechargez-la et recommencez."),
    )


def _http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    response = fault(error.code or 500, reference=_reference() if (error.code or 500) >= 500 else "")
    if error.code == 405:
        response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return response


def _database_down(error: Exception) -> Response:
    log.error("database", exc_info=error)
    g.pop("session", None)
    response = fault(503, reference=_reference())
    response.headers["Retry-After"] = "30"
    return response


def _unexpected(error: Exception) -> Response:
    log.error("unexpected", exc_info=error, extra={"endpoint": request.endpoint})
    return fault(500, reference=_reference())


def _reference() -> str:
    reference: str = g.get("request_id") or uuid4().hex[:12]
    return reference
