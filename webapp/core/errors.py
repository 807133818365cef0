"""What goes wrong, said to a person: a sentence, the right status, and nothing half done."""

import logging
from typing import Any
from uuid import uuid4

import psycopg
from flask import Flask, Response, current_app, g, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from webapp.core import clock, db
from webapp.core.addresses import path_here, split_address
from webapp.core.i18n import spoken
from webapp.core.links import LinkClosed
from webapp.core.web import wants_part
from webapp.domain.refusals import Refused, Way

log = logging.getLogger("raccord.errors")

TITLES: dict[int, Any] = {
    400: lazy_gettext("Cette demande n’a pas pu être lue."),
    403: lazy_gettext("Votre rôle ne permet pas cette action."),
    404: lazy_gettext("Cette page n’existe pas, ou plus."),
    405: lazy_gettext("Cette page ne s’ouvre pas de cette façon."),
    409: lazy_gettext("C’est déjà fait."),
    410: lazy_gettext("Cette page n’existe plus."),
    413: lazy_gettext("Le fichier est trop lourd."),
    415: lazy_gettext("Ce type de fichier n’est pas accepté."),
    422: lazy_gettext("Cette action n’est pas possible."),
    429: lazy_gettext("Trop d’essais. Attendez un peu avant de recommencer."),
    500: lazy_gettext("Le problème vient de nous."),
    503: lazy_gettext("Raccord ne répond pas pour l’instant."),
}
NOTHING_SAVED = lazy_gettext("Rien n’a été enregistré.")
COMFORT: dict[int, Any] = {
    403: lazy_gettext("Rien n’a changé. Qui possède l’espace peut vous donner un autre rôle."),
    404: lazy_gettext(
        "L’adresse a pu changer, ou l’accès vous a été retiré. Vos données ne sont pas en cause."
    ),
    500: lazy_gettext(
        "Rien n’a été enregistré. Réessayez dans une minute\u00a0; si cela se répète, donnez-nous la référence."
    ),
    503: lazy_gettext("Vos données ne sont pas en cause. Réessayez dans une minute."),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(LinkClosed, _closed_link)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_down)
    app.register_error_handler(psycopg.OperationalError, _database_down)
    app.register_error_handler(Exception, _unexpected)


def fault(status: int, sentence: str = "", reference: str = "", way: Way | None = None) -> Response:
    """The page of an error, or for HTMX its part; the person's session is already rolled back."""
    db.finish(keep=False)
    page = render_template(
        "errors/_part.html" if wants_part() else "errors/fault.html",
        status=status,
        sentence=sentence or str(TITLES.get(status, TITLES[400])),
        comfort=str(COMFORT.get(status, NOTHING_SAVED if request.method == "POST" else "")),
        reference=reference,
        at=clock.now(),
        back=_way_back(),
        again=request.full_path.rstrip("?") if status >= 500 and request.method == "GET" else "",
        way=(url_for(way.page), spoken(way.words)) if way else None,
    )
    return make_response(page, status)


def _way_back() -> str:
    """The page the person was on, if it is another one, of this site, that can be read."""
    came = split_address(request.headers.get("HX-Current-URL") or request.referrer)
    path = path_here(f"{came.path}?{came.query}" if came.query else came.path)
    is_here = request.method == "GET" and came.path == request.path
    if came.netloc != request.host or path is None or is_here:
        return ""
    adapter = current_app.create_url_adapter(request)
    return path if adapter and adapter.test(came.path, "GET") else ""


def _closed_link(_error: LinkClosed) -> Response:
    db.finish(keep=False)
    return make_response(render_template("errors/link.html"), 404)


def _refused(refusal: Refused) -> Response:
    return fault(422, spoken(refusal.sentence), way=refusal.way)


def _stale_form(_error: CSRFError) -> Response:
    return fault(
        400,
        _("Ce formulaire a expiré ou vient d’un autre site. Revenez à la page, rechargez-la et recommencez."),
    )


def _http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    sentence = _too_heavy() if error.code == 413 else ""
    response = fault(
        error.code or 500, sentence, reference=_reference() if (error.code or 500) >= 500 else ""
    )
    if error.code == 405:
        response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return response


def _too_heavy() -> str:
    """A form may weigh a little more than its files, for what is typed beside them."""
    limit = (request.max_content_length or 0) >> 20
    return str(_("Le fichier est trop lourd. La limite est de %(limit)s Mo.", limit=limit))


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
