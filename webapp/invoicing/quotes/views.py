"""My side of quotes: the list, the form, and one with what became of it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.files import handed_over
from webapp.core.i18n import spoken
from webapp.core.web import (
    ask_first,
    invalid,
    is_confirmed,
    page_asked,
    render_page,
    say,
    see_other,
    wants_part,
)
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.offers import Standing
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.queries import client_or_404
from webapp.invoicing.quotes import actions, billing, editing, labels, listing, queries, sending, words
from webapp.invoicing.quotes.choices import choices_of
from webapp.invoicing.quotes.composing import document_of, pdf_of
from webapp.productions.queries import production_or_404

bp = Blueprint("quotes", __name__)
BASE = "/w/<workspace>/invoicing/quotes"
ONE = f"{BASE}/<quote_id>"
READ, WRITE = Permission.INVOICING_READ, Permission.INVOICING_WRITE
NEW, EDIT = "invoicing/quotes/new.html", "invoicing/quotes/edit.html"


@bp.get(BASE)
@access(READ)
@answered_again
def index():
    said, page, today = request.args.get("q", "").strip()[:200], page_asked(), clock.today()
    asked = request.args.get("state", "")
    standing = Standing(asked) if asked in list(Standing) else None
    production = request.args.get("production", "")[:12]
    sums = listing.sums_of_standings(said, today, production)
    return render_page(
        "invoicing/quotes/index.html",
        "invoicing/quotes/_found.html",
        quotes=listing.quotes_found(standing, said, today, page, production),
        sums=sums,
        found=sums[standing].count if standing else sum(one.count for one in sums.values()),
        words=said,
        standing=standing,
        production=production or None,
        labels=labels,
        page_number=page,
        per_page=listing.PAGE,
    )


@bp.get(f"{BASE}/new")
@access(WRITE)
def new():
    client, production = request.args.get("client", ""), request.args.get("production", "")
    choices = choices_of(clock.today())
    if not choices.clients:
        return render_template("invoicing/quotes/no_client.html")
    form = editing.shown(editing.usual(), choices, client=client, production=production)
    return render_template(NEW, **editing.page(form, choices, url_for(".create")))


@bp.post(BASE)
@access(WRITE)
def create():
    choices = choices_of(clock.today())
    form = editing.sent(choices)
    if answer := _again(NEW, form, choices, url_for(".create")):
        return answer
    quote = actions.begin_quote(
        client_or_404(form.client.data).id,
        editing.typed(form, editing.usual()),
        clock.today(),
        production_id=_production_id(form),
    )
    return _onwards(quote)


@bp.post(f"{BASE}/sums")
@access(WRITE)
def sums():
    """What the lines come to, as they are typed."""
    choices = choices_of(clock.today())
    form = editing.sent(choices)
    found, _shows_vat = editing.summed(form, choices)
    return invalid("invoicing/lines/sums.swap.html", sums=found, vat_rate=rate)


@bp.get(ONE)
@access(READ)
def show(quote_id):
    file, today = queries.file_or_404(quote_id), clock.today()
    return render_template(
        "invoicing/quotes/show.html",
        file=file,
        quote=file.quote,
        standing=file.standing(today),
        parts=billing.parts_of(file),
        story=words.story(file.events),
        url=sending.address_of(file.quote),
        document=file.last.document if file.last else None,
        lines=file.last.document.lines if file.last else file.quote.draft.lines,
        is_new_version=sending.is_new_version(file.quote),
        labels=labels,
        words=words,
        shared=_shared(file),
    )


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit(quote_id):
    file = queries.quote_with_client(quote_id)
    choices = _choices(file)
    form = editing.shown(
        file.quote.draft,
        choices,
        client=file.contact.public_id,
        production=file.production.public_id if file.production else "",
    )
    return render_template(EDIT, **_editing(file, form, choices))


@bp.post(f"{ONE}/edit")
@access(WRITE)
def update(quote_id):
    file = queries.quote_with_client(quote_id)
    choices = _choices(file)
    form = editing.sent(choices)
    action, more = url_for(".update", quote_id=quote_id), {"file": file, "draft": file.quote.draft}
    if answer := _again(EDIT, form, choices, action, **more):
        return answer
    quote = file.quote
    if form.client.data != file.contact.public_id or _production_id(form) != quote.production_id:
        client = (
            client_or_404(form.client.data) if form.client.data != file.contact.public_id else file.client
        )
        try:
            actions.move_quote(quote, client.id, _production_id(form))
        except Refused as refusal:
            form.client.errors = [spoken(refusal.sentence)]
            return invalid(EDIT, **editing.page(form, choices, action, **more))
    actions.keep_quote(quote, editing.typed(form, quote.draft), clock.today())
    return _onwards(quote)


@bp.post(f"{ONE}/copies")
@access(WRITE)
def duplicate(quote_id):
    copied = actions.copy_quote(queries.quote_or_404(quote_id), clock.today())
    say(_("Copie faite, en brouillon."))
    return see_other(url_for(".edit", quote_id=copied.public_id))


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def delete(quote_id):
    quote = queries.quote_or_404(quote_id)
    if not is_confirmed():
        return ask_first(
            _("Supprimer le brouillon\u00a0?"),
            _("Ce qui y est écrit est perdu."),
            verb=_("Supprimer le brouillon"),
            back=url_for(".show", quote_id=quote_id),
        )
    actions.drop_quote(quote)
    say(_("Brouillon supprimé."))
    return see_other(url_for(".index"))


@bp.get(f"{ONE}/paper")
@access(READ)
def paper(quote_id):
    """The bytes of a version; without a number, the draft as it stands."""
    number = request.args.get("version", type=int)
    if number is not None:
        version = queries.version_or_404(queries.quote_or_404(quote_id), number)
        return _pdf(version.document, version.pdf)
    file = queries.quote_with_client(quote_id)
    try:
        document = document_of(file.quote, file.client, file.contact, clock.today())
    except Problems:
        return redirect(url_for(".prepare", quote_id=quote_id), 302)
    return _pdf(document, pdf_of(document))


def _choices(file):
    return choices_of(clock.today(), client=file.contact, production=file.production)


def _editing(file, form, choices):
    action = url_for(".update", quote_id=file.quote.public_id)
    return editing.page(form, choices, action, file=file, draft=file.quote.draft)


def _again(template, form, choices, action, **more):
    """The form once more: a button of its lines was pressed, or something is wrong."""
    if form.is_edited:
        template = "invoicing/lines/edited.swap.html" if wants_part() else template
    elif not editing.asks_a_part(form) and form.validate_on_submit():
        return None
    return invalid(template, **editing.page(form, choices, action, **more))


def _production_id(form):
    return production_or_404(form.production.data).id if form.production.data else None


def _onwards(quote):
    """Saved: to the page that sends, or to the quote."""
    say(_("Brouillon enregistré."))
    page = ".prepare" if "next" in request.form else ".show"
    return see_other(url_for(page, quote_id=quote.public_id))


def _shared(file):
    """What goes with the link into a message."""
    url = sending.address_of(file.quote)
    if not url or not file.last:
        return ""
    told = sending.first_words(file.client, file.last.document.title, file.last.version.valid_until)
    return f"{told}\n\n{url}"


def _pdf(document, content):
    name = sending.paper_name(document)
    return handed_over([content], name, "application/pdf", len(content), inline=True)


from webapp.invoicing.quotes.answers import views as _answers  # noqa: E402, F401
from webapp.invoicing.quotes.outgoing import views as _outgoing  # noqa: E402, F401
