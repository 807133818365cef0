from flask import render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from webapp.contacts.queries import contact_by_id
from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, is_confirmed, render_swap, say, see_other, wants_part
from webapp.documents.actions import add_document
from webapp.documents.forms import waiting_choices
from webapp.documents.models import DocumentKind
from webapp.documents.queries import document_or_404
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.engagements.models import PaperKind, PaperState
from webapp.engagements.papers import actions, queries, words
from webapp.engagements.papers.forms import MorePaperForm, PaperForm, PayPeriodForm, filled
from webapp.engagements.papers.titles import title_of
from webapp.engagements.papers.ways import PAPER, back_from, kind_named, listed
from webapp.engagements.queries import engagement_or_404, periods_of
from webapp.engagements.views import BASE, ONE, READ, WRITE, bp

PERIOD = f"{ONE}/pay-periods/<period_id>"


@bp.get(f"{BASE}/papers")
@access(READ)
def papers():
    today, asked, page = clock.today(), request.args.get("kind", ""), request.args.get("page", 1, type=int)
    kind = kind_named(asked)
    counts = queries.missing_counts(today, kind)
    if kind is None and asked != "all" and PaperKind.AEM in counts:
        kind = PaperKind.AEM  # what the rights wait for
    page = min(max(1, page), 10_000)
    return render_template(
        "engagements/papers/index.html",
        groups=queries.by_employer(queries.missing_slots(today, kind, page)),
        counts=counts,
        unchecked=queries.to_check(today) if kind == PaperKind.AEM and page == 1 else [],
        kind=kind,
        page=page,
        found=counts[kind][0] if kind else sum(count for count, _late in counts.values()),
        per_page=queries.PAGE,
    )


@bp.get(f"{BASE}/papers/choice")
@access(WRITE)
def choose_paper():
    """Which of the papers still missing a document of the tray is."""
    document = document_or_404(request.args.get("document", ""))
    today, page = clock.today(), min(max(1, request.args.get("page", 1, type=int)), 10_000)
    return render_template(
        "engagements/papers/choice.html",
        document=document,
        groups=queries.by_employer(queries.missing_slots(today, None, page)),
        page=page,
        found=sum(count for count, _late in queries.missing_counts(today).values()),
        per_page=queries.PAGE,
    )


@bp.get(f"{BASE}/papers/of")
@access(READ)
def papers_of_document():
    """A part for the page of a document, whose room knows nothing of engagements: whose file it is."""
    document = document_or_404(request.args.get("document", ""))
    slots = queries.slots_of_file(document, clock.today())
    if wants_part():
        return render_template("engagements/papers/_of.html", slots=slots)
    if slots:
        return see_other(url_for(".show", public_id=slots[0].row.engagement_id))
    say(_("Ce papier n’est joint à aucun engagement."))
    return see_other(url_for("documents.show", public_id=document.public_id))


@bp.post(f"{PAPER}/attachment")
@access(WRITE)
def attach(paper_id):
    today = clock.today()
    slot = queries.slot_or_404(paper_id, today)
    document = document_or_404(request.form.get("document", ""))
    actions.attach_waiting(slot.paper, document, today, title=title_of(slot))
    say(_("Papier joint et classé."))
    return see_other(url_for(".show", public_id=slot.row.engagement_id))


@bp.post(f"{PAPER}/receipt")
@access(WRITE)
def receipt(paper_id):
    """One tap: the copy is here, or is not."""
    paper = queries.paper_or_404(paper_id)
    actions.hold(paper, bool(request.form.get("held")), clock.today())
    return _ticked(paper)


@bp.post(f"{PAPER}/sighting")
@access(WRITE)
def sighting(paper_id):
    """One tap: the AEM is in my own space at France Travail, or is not."""
    paper = queries.paper_or_404(paper_id)
    actions.see(paper, bool(request.form.get("seen")), clock.today())
    return _ticked(paper)


@bp.post(f"{PAPER}/fault")
@access(WRITE)
def fault(paper_id):
    """One tap: it is wrong, or is not after all."""
    paper, is_wrong = queries.paper_or_404(paper_id), bool(request.form.get("wrong"))
    actions.fault(paper, is_wrong, clock.today())
    undo = url_for(".fault", paper_id=paper_id, listed=listed() or None) if is_wrong else ""
    if not wants_part():
        say(_("Noté faux.") if is_wrong else _("Le papier n’est plus noté faux."), undo=undo)
    return _ticked(paper, undo)


@bp.get(PAPER)
@access(WRITE)
def paper(paper_id):
    slot = queries.slot_or_404(paper_id, clock.today())
    return _paper_page(slot, PaperForm(obj=slot.paper))


@bp.post(PAPER)
@access(WRITE)
def update_paper(paper_id):
    slot, form = queries.slot_or_404(paper_id, clock.today()), PaperForm()
    if not form.validate_on_submit() or not _noted(slot, form):
        return _paper_page(slot, form, status=422)
    say(_("Papier enregistré."))
    return see_other(_after(slot))


@bp.post(f"{PAPER}/deletion")
@access(WRITE)
def remove_paper(paper_id):
    slot = queries.slot_or_404(paper_id, clock.today())
    if not is_confirmed():
        return ask_first(
            _("Retirer ce papier de l’engagement\u00a0?"),
            _("Le fichier joint reste dans vos documents."),
            verb=_("Retirer ce papier"),
            back=url_for(".paper", paper_id=paper_id, listed=listed() or None),
            values={"listed": listed()},
        )
    actions.remove_paper(slot.paper)
    say(_("Papier retiré."))
    return see_other(back_from(slot))


@bp.post(f"{ONE}/papers")
@access(WRITE)
def add_paper(public_id):
    engagement = engagement_or_404(public_id)
    periods = {period.public_id: period for period in periods_of(engagement)}
    form = MorePaperForm()
    form.period.choices = [SelectChoice(key) for key in ("", *periods)]
    if not form.validate_on_submit():
        raise Refused(sentence("Choisissez un type de papier dans la liste."))
    made = actions.add_paper(engagement, PaperKind(form.kind.data), periods.get(form.period.data or ""))
    say(_("Papier ajouté. Joignez-le quand il arrive."))
    return see_other(url_for(".paper", paper_id=made.public_id))


@bp.get(f"{ONE}/pay-periods/new")
@access(WRITE)
def new_pay_period(public_id):
    engagement = engagement_or_404(public_id)
    days = {"start_on": engagement.start_on, "end_on": engagement.end_on}
    return _period_page(engagement, None, PayPeriodForm(data=days))


@bp.post(f"{ONE}/pay-periods")
@access(WRITE)
def pay_periods(public_id):
    engagement = engagement_or_404(public_id)
    form = PayPeriodForm()
    if not form.validate_on_submit() or not _accepted(
        form, lambda: actions.add_period(engagement, form.terms())
    ):
        return _period_page(engagement, None, form, status=422)
    say(_("Période de paie ajoutée."))
    return see_other(url_for(".show", public_id=public_id))


@bp.get(PERIOD)
@access(WRITE)
def pay_period(public_id, period_id):
    engagement = engagement_or_404(public_id)
    period = queries.period_or_404(engagement, period_id)
    return _period_page(engagement, period, PayPeriodForm(data=filled(period)))


@bp.post(PERIOD)
@access(WRITE)
def update_pay_period(public_id, period_id):
    engagement = engagement_or_404(public_id)
    period = queries.period_or_404(engagement, period_id)
    form = PayPeriodForm()
    if not form.validate_on_submit() or not _accepted(
        form, lambda: actions.update_period(engagement, period, form.terms())
    ):
        return _period_page(engagement, period, form, status=422)
    say(_("Période de paie enregistrée."))
    return see_other(url_for(".show", public_id=public_id))


@bp.post(f"{PERIOD}/deletion")
@access(WRITE)
def remove_pay_period(public_id, period_id):
    engagement = engagement_or_404(public_id)
    period = queries.period_or_404(engagement, period_id)
    if not is_confirmed():
        return ask_first(
            _("Retirer cette période\u00a0?"),
            _("Ses papiers attendus partent avec elle."),
            verb=_("Retirer cette période"),
            back=url_for(".pay_period", public_id=public_id, period_id=period_id),
        )
    actions.remove_period(engagement, period)
    say(_("Période de paie retirée."))
    return see_other(url_for(".show", public_id=public_id))


def _after(slot):
    """The PDF of an AEM is read at once; anything else leads back."""
    upload = request.files.get("file")
    if slot.is_aem and upload and (upload.filename or "").lower().endswith(".pdf"):
        return url_for(".check", paper_id=slot.paper.public_id, listed=listed() or None)
    return back_from(slot)


def _ticked(paper, undo=""):
    """The row again, and the figures of the page it stands on: the list of what is expected, or its engagement."""
    today, where = clock.today(), listed()
    slot, kind = queries.slot_of(paper, today), kind_named(where)
    engagement = None if where else engagement_or_404(slot.row.engagement_id)
    return render_swap(
        "engagements/papers/tick.swap.html",
        otherwise=back_from(slot),
        event="engagements-changed",
        slot=slot,
        listed=where,
        kind=kind,
        counts=queries.missing_counts(today, kind) if where else None,
        contract=queries.contract_view(engagement, today) if engagement else None,
        undo=undo,
    )


def _noted(slot, form):
    """Write what the form says, and keep its file; a file nobody should send is said on its field."""
    today, paper, title = clock.today(), slot.paper, title_of(slot)
    actions.note(
        paper,
        state=PaperState(form.state.data),
        expected_on=form.expected_on.data,
        received_on=form.received_on.data,
        said=form.note.data,
        today=today,
    )
    upload = request.files.get("file")
    if not upload or not upload.filename:
        if form.waiting.data:
            actions.attach_waiting(paper, document_or_404(form.waiting.data), today, title=title)
        return True
    try:
        document = add_document(upload, by=current.person.id, kind=DocumentKind(paper.kind))
    except Refused as refusal:
        form.file.errors = [spoken(refusal.sentence)]
        return False
    actions.attach(paper, document, today, title=title)
    return True


def _accepted(form, act):
    try:
        act()
    except Refused as refusal:
        form.start_on.errors = [spoken(refusal.sentence)]
        return False
    return True


def _paper_page(slot, form, status=200):
    form.waiting.choices = waiting_choices()
    return render_template(
        "engagements/papers/paper.html",
        slot=slot,
        form=form,
        reminders=queries.reminders_of(slot.paper),
        labels=words,
        listed=listed(),
        back_href=back_from(slot),
    ), status


def _period_page(engagement, period, form, status=200):
    employer = contact_by_id(engagement.employer_id)
    page = "engagements/papers/period.html"
    return render_template(page, engagement=engagement, employer=employer, period=period, form=form), status


from webapp.engagements.papers.chase import views as _chase  # noqa: E402, F401
from webapp.engagements.papers.checks import views as _checks  # noqa: E402, F401
