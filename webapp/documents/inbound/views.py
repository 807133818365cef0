"""The address of a workspace, and the door by which a mail provider hands mails over."""

import hashlib
import hmac

from flask import Blueprint, abort, current_app, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.core.access import access, public
from webapp.core.current import current
from webapp.core.web import ask_first, is_confirmed, say, see_other
from webapp.documents.inbound import actions, queries
from webapp.domain.permissions import Permission

bp = Blueprint("inbound", __name__)
RECIPIENT, SIGNATURE = "X-Inbound-To", "X-Inbound-Signature"


@bp.url_value_preprocessor
def _allow_a_mail(endpoint, _values):
    if endpoint == "inbound.mail":
        request.max_content_length = actions.MOST_BYTES


@bp.post("/inbound/mail")
@public
def mail():
    """A raw mail, signed: HMAC-SHA256 of the recipient, a line feed and the body, with INBOUND_SECRET.

    Whoever signs learns nothing of which addresses exist: an unknown one is answered like the others.
    """
    settings = current_app.config["SETTINGS"]
    recipient, raw = request.headers.get(RECIPIENT, ""), request.get_data()
    if not settings.inbound_secret or not settings.inbound_domain:
        abort(400)
    if not hmac.compare_digest(signature_of(settings.inbound_secret, recipient, raw), _signature()):
        abort(400)
    workspace_id = actions.workspace_at(recipient, settings.inbound_domain)
    if workspace_id is not None and raw:
        actions.receive(workspace_id, raw)
    return "", 202


@bp.post("/w/<workspace>/documents/address")
@access(Permission.DOCUMENTS_WRITE)
def change():
    if queries.address() is not None and not is_confirmed():
        return ask_first(
            _("Changer d’adresse\u00a0?"),
            _("L’adresse actuelle ne recevra plus rien. Prévenez qui vous y envoie des papiers."),
            verb=_("Changer d’adresse"),
            back=url_for("documents.tray"),
        )
    actions.change_address(current.workspace_id)
    say(_("Nouvelle adresse prête."))
    return see_other(url_for("documents.tray"))


@bp.post("/w/<workspace>/documents/mails/<mail_id>/hiding")
@access(Permission.DOCUMENTS_WRITE)
def hide(mail_id):
    found = queries.mail_by_public_id(mail_id)
    if found is None:
        raise NotFound
    actions.hide(found)
    return see_other(url_for("documents.tray"))


def signature_of(secret: str, recipient: str, raw: bytes) -> str:
    return hmac.new(secret.encode(), f"{recipient}\n".encode() + raw, hashlib.sha256).hexdigest()


def _signature() -> str:
    given = request.headers.get(SIGNATURE, "").removeprefix("sha256=").lower()
    return given if given.isascii() else ""
