"""Signing up and in, confirming an address, a forgotten password. One’s own page is in `own.py`."""

import secrets

from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from webapp.accounts import actions, own, sessions
from webapp.accounts.door import let_out
from webapp.accounts.forms import ConfirmForm, ForgotForm, ResetForm, SignInForm, SignUpForm
from webapp.accounts.front import address_here, bp, knows_password, sign_in_here
from webapp.accounts.queries import account_or_404
from webapp.core import i18n
from webapp.core.access import Door, access, public, signed_in
from webapp.core.addresses import path_here
from webapp.core.current import current
from webapp.core.links import open_link
from webapp.core.web import invalid, leave_for, say, see_other

__all__ = ["bp", "own"]


@bp.route("/sign-up", methods=["GET", "POST"])
@public
def sign_up():
    if current.user:
        return redirect(url_for("workspaces.way_in"))
    form = SignUpForm(next=path_here(request.args.get("next")))
    if request.method != "POST":
        return render_template("accounts/sign_up.html", form=form)
    if not form.validate_on_submit():
        return invalid("accounts/sign_up.html", form=form)
    browser = _secret_of_browser(form.email.data)
    actions.sign_up(
        form.email.data,
        form.password.data,
        name=form.name.data,
        language=i18n.language(),
        browser=browser,
        address=address_here(),
        then=path_here(form.next.data),
    )
    session["sign_up"] = {"email": form.email.data, "browser": browser}
    return leave_for(url_for(".unconfirmed"))


def _secret_of_browser(email: str) -> str:
    """The same for an address signed up twice from here, so that its link still signs in here."""
    asked = session.get("sign_up", {})
    return asked["browser"] if asked.get("email") == email else secrets.token_urlsafe(16)


@bp.route("/confirm", methods=["GET", "POST"])
@public
def unconfirmed():
    """“Look at your mail”: after signing up, or signed in with an address still to confirm."""
    if current.user and current.user.is_confirmed:
        return redirect(url_for("workspaces.way_in"))
    asked = session.get("sign_up", {})
    email = current.user.email if current.user else asked.get("email", "")
    if request.method != "POST":
        return render_template("accounts/unconfirmed.html", email=email)
    if not email:
        return leave_for(url_for(".sign_in"))
    if current.user:
        actions.spend_mail(email, address_here())
        actions.send_confirmation(account_or_404(current.user.id))
    else:
        actions.resend_confirmation(email, address=address_here())
    say(_("Message renvoyé."))
    return leave_for(url_for(".unconfirmed"))


@bp.route("/confirm/<token>", methods=["GET", "POST"])
@access(Door.LINK)
def confirm(token):
    """Mail scanners open links, so opening confirms nothing: the button does, with the password too where
    nobody signed up. Else who reads the mail would confirm an account whose password another chose."""
    opened = open_link(actions.CONFIRM, token)
    account = actions.account_of(opened)
    is_here = current.user is not None and current.user.id == account.id
    is_known = is_here or actions.is_from_browser(opened, session.get("sign_up", {}).get("browser", ""))
    form = ConfirmForm()
    page = {"email": account.email, "form": None if is_known else form}
    if request.method != "POST":
        return render_template("accounts/confirm.html", **page)
    if not is_known and not (form.validate_on_submit() and knows_password(account.email, form.password)):
        return invalid("accounts/confirm.html", **page)
    actions.confirm(account, opened)
    if not is_here:
        _take_place(account)
    say(_("Adresse confirmée."))
    return leave_for(path_here(opened.payload["then"]) or url_for("workspaces.way_in", first=1))


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    form = SignInForm(next=path_here(request.args.get("next")))
    if request.method != "POST":
        if current.user:
            return redirect(path_here(request.args.get("next")) or url_for("workspaces.way_in"))
        return render_template("accounts/sign_in.html", form=form, refused=False)
    if not form.validate_on_submit():
        return invalid("accounts/sign_in.html", form=form, refused=False)
    account = actions.who_knows(form.email.data, form.password.data, address=address_here())
    if account is None:
        return invalid("accounts/sign_in.html", form=form, refused=True)
    _take_place(account, kept=form.kept.data)
    return leave_for(path_here(form.next.data) or url_for("workspaces.way_in"))


def _take_place(account, *, kept=True):
    """Signed in here, instead of whoever was."""
    if current.user:
        sessions.end_sign_in(current.user.id, current.user.sign_in_id)
    sign_in_here(account, kept=kept)


@bp.post("/sign-out")
@signed_in
def sign_out():
    sessions.end_sign_in(current.person.id, current.person.sign_in_id)
    let_out()
    return leave_for(url_for("home.landing"))


@bp.route("/password", methods=["GET", "POST"])
@public
def forgot():
    form = ForgotForm(email=current.user.email if current.user else None)
    if request.method != "POST":
        return render_template("accounts/forgot.html", form=form, sent=request.args.get("sent") == "1")
    if not form.validate_on_submit():
        return invalid("accounts/forgot.html", form=form, sent=False)
    actions.ask_reset(form.email.data, address=address_here())
    return see_other(url_for(".forgot", sent=1))


@bp.route("/password/<token>", methods=["GET", "POST"])
@access(Door.LINK)
def reset(token):
    opened = open_link(actions.RESET, token)
    account = actions.account_of(opened)
    form = ResetForm(email=account.email)
    if request.method != "POST":
        return render_template("accounts/reset.html", form=form, email=account.email)
    if not form.validate_on_submit():
        return invalid("accounts/reset.html", form=form, email=account.email)
    actions.reset_password(account, opened, form.password.data)
    if current.user and current.user.id == account.id:
        let_out()
    say(_("Mot de passe changé. Connectez-vous."))
    return leave_for(url_for(".sign_in"))


@bp.post("/language")
@public
def language():
    """The switch at the foot of public pages: kept on the device, and in the account of who is signed in."""
    chosen = request.form.get("language")
    if chosen in i18n.LANGUAGES:
        session["language"] = chosen
        if current.user:
            account_or_404(current.user.id).language = chosen
    return leave_for(path_here(request.form.get("next")) or url_for("home.landing"))
