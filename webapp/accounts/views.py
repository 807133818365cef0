from flask import Blueprint

from webapp.core.access import Door, access, public, signed_in

bp = Blueprint("accounts", __name__)


@bp.route("/sign-up", methods=["GET", "POST"])
@public
def sign_up():
    return ""


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    return ""


@bp.post("/sign-out")
@signed_in
def sign_out():
    return ""


@bp.route("/confirm", methods=["GET", "POST"])
@public
def unconfirmed():
    return ""


@bp.route("/confirm/<token>", methods=["GET", "POST"])
@access(Door.LINK)
def confirm(token):
    return ""


@bp.route("/password", methods=["GET", "POST"])
@public
def forgot():
    return ""


@bp.route("/password/<token>", methods=["GET", "POST"])
@access(Door.LINK)
def reset(token):
    return ""


@bp.get("/account")
@signed_in
def show():
    return ""


@bp.post("/account/email")
@signed_in
def change_email():
    return ""


@bp.route("/account/email/<token>", methods=["GET", "POST"])
@access(Door.LINK)
def new_email(token):
    return ""


@bp.post("/account/password")
@signed_in
def change_password():
    return ""


@bp.post("/account/preferences")
@signed_in
def preferences():
    return ""


@bp.post("/account/sign-ins/<uuid:sign_in_id>/end")
@signed_in
def end_sign_in(sign_in_id):
    return ""


@bp.post("/account/sign-ins/end")
@signed_in
def end_other_sign_ins():
    return ""


@bp.post("/language")
@public
def language():
    return ""
