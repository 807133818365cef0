"""Seen in development only: the mails kept on disk, and the component sheet."""

from flask import Blueprint, current_app, render_template

from webapp.core.access import public
from webapp.core.mail import kept_mails

bp = Blueprint("dev", __name__)


@bp.get("/dev/mail")
@public
def mails() -> str:
    return render_template("dev/mail.html", mails=kept_mails(current_app.config["SETTINGS"].data_dir))


@bp.get("/design")
@public
def design() -> str:
    return render_template("design.html", nav="")
