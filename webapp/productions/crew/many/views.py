from flask import render_template, request, url_for
from flask_babel import ngettext

from webapp.contacts.queries import every_person
from webapp.core.access import access
from webapp.core.fold import fold
from webapp.core.web import invalid, is_confirmed, say, see_other
from webapp.productions.crew import labels, queries
from webapp.productions.crew.many.actions import add_many
from webapp.productions.crew.many.forms import ManyForm
from webapp.productions.crew.many.reading import look
from webapp.productions.crew.models import Department
from webapp.productions.crew.views import BASE, WRITE, bp
from webapp.productions.queries import production_or_404


@bp.get(f"{BASE}/many")
@access(WRITE)
def many(production):
    return render_template(
        "productions/crew/many.html",
        production=production_or_404(production),
        form=ManyForm(formdata=None),
        looked=None,
        labels=labels,
    )


@bp.post(f"{BASE}/many")
@access(WRITE)
def add(production):
    """First shown as it was understood; added once confirmed, unless nothing can be."""
    show, form = production_or_404(production), ManyForm()
    shown = {"production": show, "form": form, "labels": labels}
    if not form.validate_on_submit():
        return invalid("productions/crew/many.html", looked=None, **shown)
    crew = {(member.contact_id, fold(member.contract_job)) for member, _contact in queries.crew_of(show.id)}
    chosen = Department(form.department.data) if form.department.data else None
    looked = look(form.lines.data or "", chosen, every_person(), crew, labels.department_names())
    if not any(line.is_ready for line in looked):
        return invalid("productions/crew/many.html", looked=looked, **shown)
    if not is_confirmed():
        return render_template("productions/crew/many.html", looked=looked, **shown)
    others = {int(number) for number in request.form.getlist("other") if number.isdecimal()}
    added = add_many(show.id, looked, others)
    say(ngettext("%(num)d personne ajoutée.", "%(num)d personnes ajoutées.", added))
    return see_other(url_for(".index", production=production))
