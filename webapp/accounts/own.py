"""One’s own account: address, password, how the screen looks, the devices that are signed in."""

from typing import Any
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.accounts import actions, sessions
from webapp.accounts.devices import is_hand_held
from webapp.accounts.door import let_out
from webapp.accounts.forms import NewEmailForm, NewPasswordForm, PreferencesForm
from webapp.accounts.front import address_here, bp, knows_password, sign_in_again
from webapp.accounts.queries import account_or_404, open_sign_ins
from webapp.core import clock, i18n
from webapp.core.access import Door, access, signed_in
from webapp.core.current import current
from webapp.core.links import open_link
from webapp.core.web import invalid, leave_for, say, see_other


@bp.get("/account")
@signed_in
def show() -> str:
    return render_template("accounts/show.html", **_page())


@bp.post("/account/email")
@signed_in
def change_email() -> Response:
    form = NewEmailForm()
    if not form.validate_on_submit() or not knows_password(current.person.email, form.email_password):
        return invalid("accounts/show.html", **_page(email_form=form))
    actions.ask_new_email(account_or_404(current.person.id), form.email.data, address=address_here())
    say(_("Un message est parti à %(email)s\u00a0: ouvrez-y son lien.", email=form.email.data))
    return see_other(url_for(".show"))


@bp.route("/account/email/<token>", methods=["GET", "POST"])
@access(Door.LINK)
def confirm_email(token: str) -> str | Response:
    """Opened from the new address, signed in or not; the button changes it, not the opening."""
    opened = open_link(actions.NEW_EMAIL, token)
    account = actions.account_of(opened)
    if request.method != "POST":
        return render_template("accounts/confirm_email.html", email=opened.payload["email"])
    actions.take_new_email(account, opened)
    is_mine = current.user is not None and current.user.id == account.id
    if is_mine:
        sign_in_again(account)
    say(_("Votre adresse est maintenant %(email)s.", email=account.email))
    return leave_for(url_for(".show" if is_mine else ".sign_in"))


@bp.post("/account/password")
@signed_in
def change_password() -> Response:
    form = NewPasswordForm(email=current.person.email)
    if not form.validate_on_submit() or not knows_password(current.person.email, form.current_password):
        return invalid("accounts/show.html", **_page(password_form=form))
    account = account_or_404(current.person.id)
    actions.set_password(account, form.new_password.data)
    sign_in_again(account)
    say(_("Mot de passe changé. Vos autres appareils sont déconnectés."))
    return leave_for(url_for(".show"))


@bp.post("/account/preferences")
@signed_in
def preferences() -> Response:
    form = PreferencesForm()
    if not form.validate_on_submit():
        return invalid("accounts/show.html", **_page(looks_form=form))
    actions.set_preferences(
        current.person.id,
        language=form.language.data,
        theme=form.theme.data,
        time_zone=form.time_zone.data,
    )
    with force_locale(form.language.data):
        say(_("Affichage enregistré."))
    return leave_for(url_for(".show"))


@bp.post("/account/sign-ins/<uuid:sign_in_id>/end")
@signed_in
def end_sign_in(sign_in_id: UUID) -> Response:
    sessions.end_sign_in(current.person.id, sign_in_id)
    if sign_in_id == current.person.sign_in_id:
        let_out()
        return leave_for(url_for("home.landing"))
    say(_("Appareil déconnecté."))
    return see_other(url_for(".show", _anchor="appareils"))


@bp.post("/account/sign-ins/end")
@signed_in
def end_other_sign_ins() -> Response:
    sessions.end_sign_ins(current.person.id, but=current.person.sign_in_id)
    say(_("Vos autres appareils sont déconnectés."))
    return see_other(url_for(".show", _anchor="appareils"))


def _page(
    email_form: NewEmailForm | None = None,
    password_form: NewPasswordForm | None = None,
    looks_form: PreferencesForm | None = None,
) -> dict[str, Any]:
    person = current.person
    return {
        "email_form": email_form or NewEmailForm(formdata=None),
        "password_form": password_form or NewPasswordForm(formdata=None, email=person.email),
        "looks_form": looks_form
        or PreferencesForm(
            formdata=None, language=i18n.language(), theme=person.theme, time_zone=person.time_zone
        ),
        "sign_ins": open_sign_ins(person.id, clock.now()),
        "is_hand_held": is_hand_held,
    }
