from flask import current_app, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import invalid, say, see_other
from webapp.domain.refusals import Refused
from webapp.places.queries import places_for_choice
from webapp.productions.callsheets import actions
from webapp.productions.callsheets.received.forms import FIELDS, FiguresForm, PdfForm, form_from
from webapp.productions.callsheets.received.pdfs import read_sheet, refuse_a_bad_pdf
from webapp.productions.callsheets.views import BASE, WRITE, bp
from webapp.productions.papers.queries import paper_or_404
from webapp.productions.queries import production_or_404


@bp.get(f"{BASE}/received")
@access(WRITE)
def drop(production):
    return render_template(
        "productions/callsheets/received/drop.html",
        production=production_or_404(production),
        form=PdfForm(),
        limit=current_app.config["UPLOAD_BYTES"] >> 20,
    )


@bp.post(f"{BASE}/received")
@access(WRITE)
def keep(production):
    found, form = production_or_404(production), PdfForm()
    form.validate_on_submit()
    try:
        if not form.file.data:
            raise Refused(actions.CHOOSE)
        refuse_a_bad_pdf(form.file.data.stream)
        paper = actions.keep_received(found, form.file.data, by=current.person.id)
    except Refused as refusal:
        form.file.errors = [spoken(refusal.sentence)]
        return invalid(
            "productions/callsheets/received/drop.html",
            production=found,
            form=form,
            limit=current_app.config["UPLOAD_BYTES"] >> 20,
        )
    return see_other(url_for(".figures", production=production, document=paper.public_id))


@bp.get(f"{BASE}/received/<document>")
@access(WRITE)
def figures(production, document):
    found = production_or_404(production)
    paper, pdf = _pdf_or_404(found, document)
    read = read_sheet(pdf)
    return render_template(
        "productions/callsheets/received/figures.html",
        **_page(found, paper, pdf, form_from(read)),
    )


@bp.post(f"{BASE}/received/<document>")
@access(WRITE)
def receive(production, document):
    found, form = production_or_404(production), FiguresForm()
    paper, pdf = _pdf_or_404(found, document)
    if not form.validate_on_submit():
        return invalid("productions/callsheets/received/figures.html", **_page(found, paper, pdf, form))
    try:
        sheet = actions.receive_sheet(found, pdf, form.figures())
    except Refused as refusal:
        form.form_errors = [spoken(refusal.sentence)]
        return invalid("productions/callsheets/received/figures.html", **_page(found, paper, pdf, form))
    say(_("Feuille déposée. Vérifiez, puis envoyez."))
    return see_other(url_for(".draft", production=production, sheet=sheet.public_id))


def _pdf_or_404(production, public_id):
    paper, document, _is_replaced = paper_or_404(production.id, public_id, confidential=True)
    if document.media_type != "application/pdf":
        raise NotFound
    return paper, document


def _page(production, paper, document, form):
    return {
        "production": production,
        "paper": paper,
        "document": document,
        "form": form,
        "fields": FIELDS,
        "places": [place.name for place in places_for_choice()],
    }
