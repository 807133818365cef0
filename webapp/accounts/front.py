"""What the views of this room share: the blueprint, and a session opened on the device that asks."""

from flask import Blueprint, request, session
from flask_babel import gettext as _
from wtforms import Field

from webapp.accounts import actions, sessions
from webapp.accounts.devices import device_of
from webapp.accounts.door import let_in
from webapp.accounts.models import Account

bp = Blueprint("accounts", __name__)


def sign_in_here(account: Account, *, kept: bool = True) -> None:
    device = device_of(request.user_agent.string)
    let_in(sessions.open_sign_in(account, device=device, kept=kept), kept=kept)


def sign_in_again(account: Account) -> None:
    """Another session id in place of this one, after what ended all of them; the person notices nothing."""
    slug = session.get("slug")
    sign_in_here(account, kept=session.permanent)
    if slug:
        session["slug"] = slug


def knows_password(email: str, field: Field) -> bool:
    """Asked before what could take an account away; counted like a sign-in. A refusal is said on the field."""
    if actions.who_knows(email, field.data, address=address_here()):
        return True
    field.errors = [*field.errors, _("Ce n’est pas votre mot de passe.")]
    return False


def address_here() -> str:
    return request.remote_addr or ""
