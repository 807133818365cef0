"""Seen in development only: the mails kept on disk, and the component sheet."""

from datetime import date, time
from typing import Any

import wtforms
from flask import Blueprint, abort, current_app, render_template, request

from webapp.core.access import public
from webapp.core.forms import Form
from webapp.core.mail import kept_mails

bp = Blueprint("dev", __name__)

# The stubs of WTForms 3.2 do not know plain strings as choices.
STATES: Any = ["Option", "Confirmé", "Déjà fait"]
LIST: Any = ["Huit", "Dix"]


class Sample(Form):
    """One field of each kind, for the component sheet."""

    state = wtforms.RadioField("Choix", choices=STATES)
    employer = wtforms.StringField("Nom")
    siret = wtforms.StringField("Numéro")
    annexe = wtforms.SelectField("Liste", choices=LIST)
    start_on = wtforms.DateField("Du")
    end_on = wtforms.DateField("Au")
    qty = wtforms.IntegerField("Jours")
    hour = wtforms.TimeField("Heure")
    gross = wtforms.StringField("Montant")
    email = wtforms.EmailField("Adresse mail")
    tel = wtforms.TelField("Téléphone")
    note = wtforms.TextAreaField("Note")
    ok = wtforms.BooleanField("Case à cocher")
    paper = wtforms.FileField("Fichier")


@bp.get("/dev/mail")
@public
def mails() -> str:
    """For this machine alone: whoever is on the same network would read the links of others."""
    if request.remote_addr not in ("127.0.0.1", "::1"):
        abort(404)
    return render_template("dev/mail.html", mails=kept_mails(current_app.config["SETTINGS"].data_dir))


@bp.get("/design")
@public
def design() -> str:
    form = Sample(
        data={
            "state": "Confirmé",
            "employer": "Films du Ponant",
            "siret": "123 456",
            "annexe": "Dix",
            "start_on": date(2026, 12, 7),
            "end_on": date(2026, 12, 18),
            "hour": time(8),
            "gross": "1 548,00",
        }
    )
    form.siret.errors = ["Il manque 8 chiffres."]
    return render_template("design.html", nav="", form=form, date=date)
