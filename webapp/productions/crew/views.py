"""The tab “Équipe” of a production: the list, and one person in it."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts.models import Kind
from webapp.contacts.queries import contact_or_404, names_like, people_alike, people_found
from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.fold import fold
from webapp.core.i18n import spoken
from webapp.core.web import invalid, render_page, say, see_other
from webapp.domain.crew.missing import lacking
from webapp.domain.crew.trades import department_of
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_day
from webapp.productions.crew import actions, labels, queries
from webapp.productions.crew.fiche.sheet import opened
from webapp.productions.crew.forms import CopyForm, MemberForm
from webapp.productions.crew.listing import Asked, Show, facts_of, listing
from webapp.productions.crew.models import Answer, Department
from webapp.productions.queries import production_or_404, productions_for_choice

bp = Blueprint("crew", __name__)

BASE = "/w/<workspace>/productions/<production>/crew"
ONE = f"{BASE}/<member>"
READ, WRITE = Permission.PRODUCTIONS_READ, Permission.PRODUCTIONS_WRITE


@bp.get(f"{BASE}/")
@access(READ)
@answered_again
def index(production):
    show, today = production_or_404(production), clock.today()
    return render_page(
        "productions/crew/index.html",
        "productions/crew/_found.html",
        production=show,
        listing=listing(queries.listed(show.id), _asked(), today),
        today=today,
        labels=labels,
    )


@bp.get(f"{BASE}/new")
@access(WRITE)
def new(production):
    """Somebody of the address book, found by a few words, or someone new."""
    show = production_or_404(production)
    contact = contact_or_404(request.args["contact"]) if "contact" in request.args else None
    words = request.args.get("q", "").strip()[:200]
    form = MemberForm(
        formdata=None,
        name=contact.name if contact else words,
        phone=contact.phone if contact else None,
        email=contact.email if contact else None,
        contract_job=contact.job if contact else None,
        department=department_of(fold(contact.job)) if contact and contact.job else Department.PRODUCTION,
        shares_phone=True,
    )
    return render_page(
        "productions/crew/new.html",
        "productions/crew/_people.html",
        production=show,
        form=form,
        contact=contact,
        words=words,
        people=people_found(words) if words and not contact else [],
        alike=[],
        agents=[],
    )


@bp.post(f"{BASE}/")
@access(WRITE)
def create(production):
    show, form = production_or_404(production), MemberForm()
    known = contact_or_404(request.form["contact"]) if request.form.get("contact") else None
    if not form.validate_on_submit():
        return _new_again(show, form, known)
    reach = form.reach()
    alike = [] if known else people_alike(reach.name, reach.phone, reach.email)
    chosen = known or next((one for one in alike if one.public_id == form.same.data), None)
    if alike and chosen is None and form.same.data != "new":
        return _new_again(show, form, None, alike)
    contact = chosen or actions.person_of(reach)
    if known:
        actions.reach_out(contact, reach)
    elif chosen:
        actions.complete(contact, reach)
    try:
        actions.add_member(show.id, form.entry(), contact)
    except Refused as refusal:
        form.contract_job.errors = [spoken(refusal.sentence)]
        return _new_again(show, form, known)
    say(_("%(name)s est dans l’équipe.", name=contact.name))
    return see_other(url_for(".index", production=production))


@bp.get(ONE)
@access(READ)
def show(production, member):
    show, today = production_or_404(production), clock.today()
    who, contact, agent, sheet = queries.someone_or_404(show.id, member)
    proposed = opened(sheet).reach if sheet and sheet.answer == Answer.WAITING else None
    return render_template(
        "productions/crew/show.html",
        production=show,
        member=who,
        contact=contact,
        agent=agent,
        fiche=sheet,
        proposed=proposed,
        lacks=lacking(facts_of(who, contact, sheet.filled if sheet else None), today),
        today=today,
        labels=labels,
    )


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit(production, member):
    show = production_or_404(production)
    who, contact, agent, _sheet = queries.someone_or_404(show.id, member)
    return render_template(
        "productions/crew/edit.html",
        production=show,
        member=who,
        contact=contact,
        form=_form_of(who, contact, agent),
        agents=[],
    )


@bp.post(ONE)
@access(WRITE)
def update(production, member):
    show = production_or_404(production)
    who, contact, agent, _sheet = queries.someone_or_404(show.id, member)
    form = _form_of(who, contact, agent)
    if not form.validate_on_submit():
        return invalid(
            "productions/crew/edit.html", production=show, member=who, contact=contact, form=form, agents=[]
        )
    actions.update_member(who, contact, form.entry(), form.reach())
    say(_("Enregistré."))
    return see_other(url_for(".show", production=production, member=member))


@bp.post(f"{ONE}/step")
@access(WRITE)
def step(production, member):
    who = queries.member_or_404(production_or_404(production).id, member)
    try:
        taken = actions.Step(request.form.get("step", ""))
    except ValueError:
        taken = None
    if taken:
        actions.take_step(who, taken, clock.today())
        say(_("C’est noté."))
    return see_other(url_for(".show", production=production, member=member))


@bp.post(f"{ONE}/removal")
@access(WRITE)
def remove(production, member):
    show = production_or_404(production)
    who, contact, _agent, _sheet = queries.someone_or_404(show.id, member)
    actions.remove_member(who)
    say(
        _("%(name)s n’est plus dans l’équipe.", name=contact.name),
        undo=url_for(".restore", production=production, member=member),
    )
    return see_other(url_for(".index", production=production))


@bp.post(f"{ONE}/return")
@access(WRITE)
def restore(production, member):
    actions.restore_member(queries.member_or_404(production_or_404(production).id, member, deleted=True))
    say(_("Remis dans l’équipe."))
    return see_other(url_for(".show", production=production, member=member))


@bp.get(f"{ONE}/copy")
@access(WRITE)
def ask_copy(production, member):
    return _copy_page(*_copying(production, member))


@bp.post(f"{ONE}/copy")
@access(WRITE)
def copy(production, member):
    show, row, form = _copying(production, member)
    if not form.validate_on_submit():
        return _copy_page(show, row, form), 422
    target = production_or_404(form.to.data)
    try:
        copied = actions.copy_member(row[0], target.id)
    except Refused as refusal:
        form.to.errors = [spoken(refusal.sentence)]
        return _copy_page(show, row, form), 422
    say(_("Ajouté à «\u00a0%(title)s\u00a0». Il reste les dates.", title=target.title))
    return see_other(url_for(".edit", production=target.public_id, member=copied.public_id))


def _asked() -> Asked:
    """What cannot be read in the address is not asked."""
    args = request.args
    try:
        on = parse_day(args["on"]) if args.get("on") else None
    except Refused:
        on = None
    return Asked(
        words=args.get("q", "").strip()[:200],
        show=Show(args["show"]) if args.get("show") in list(Show) else Show.ALL,
        department=Department(args["department"]) if args.get("department") in list(Department) else None,
        on=on,
        page=min(max(args.get("page", 1, type=int), 1), 10_000),
    )


def _new_again(show, form, contact, alike=()):
    """The form with everything typed, and the people it may be."""
    return invalid(
        "productions/crew/new.html",
        production=show,
        form=form,
        contact=contact,
        words="",
        people=[],
        alike=alike,
        agents=names_like("", Kind.COMPANY),
    )


def _form_of(member, contact, agent):
    return MemberForm(
        obj=member,
        data={
            "name": contact.name,
            "phone": contact.phone,
            "email": contact.email,
            "agent": agent.name if agent else None,
        },
    )


def _copying(production, member):
    show = production_or_404(production)
    row = queries.someone_or_404(show.id, member)
    others = [one for one in productions_for_choice() if one.id != show.id]
    return show, row, CopyForm(others)


def _copy_page(show, row, form):
    return render_template(
        "productions/crew/copy.html", production=show, member=row[0], contact=row[1], form=form
    )


from webapp.productions.crew.bible import views as _bible  # noqa: E402, F401
from webapp.productions.crew.fiche import views as _fiche  # noqa: E402, F401
from webapp.productions.crew.many import views as _many  # noqa: E402, F401
from webapp.productions.crew.suppliers import views as _suppliers  # noqa: E402, F401
