"""The fiche de renseignements: asked from the crew, filled in by who holds the link."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.core.access import Door, access
from webapp.core.current import current
from webapp.core.links import enter_by_link
from webapp.core.web import ask_first, invalid, is_confirmed, say, see_other
from webapp.productions.crew import labels, queries
from webapp.productions.crew.actions import revoke_fiches
from webapp.productions.crew.fiche import actions, erasure  # noqa: F401 - its walk is known to the worker
from webapp.productions.crew.fiche.forms import FicheForm
from webapp.productions.crew.fiche.queries import asked_until
from webapp.productions.crew.fiche.sheet import CIVIL, ON_SET, SIZES, opened
from webapp.productions.crew.listing import Asked, listing
from webapp.productions.crew.views import BASE, ONE, WRITE, bp
from webapp.productions.queries import production_or_404


@bp.get(f"{ONE}/fiche")
@access(WRITE)
def fiche_asked(production, member):
    return _asking(production, member)


@bp.post(f"{ONE}/fiche")
@access(WRITE)
def ask_fiche(production, member):
    """A new link: by mail, or shown once to be shared."""
    show = production_or_404(production)
    who, contact, _agent, _sheet = queries.someone_or_404(show.id, member)
    if request.form.get("via") == "mail" and contact.email:
        actions.ask_by_mail(who, contact, show, by=current.signature)
        say(_("Fiche demandée à %(email)s.", email=contact.email))
        return see_other(url_for(".show", production=production, member=member))
    return _asking(production, member, url=actions.ask(who, by=current.signature))


@bp.post(f"{ONE}/fiche/revocation")
@access(WRITE)
def revoke_fiche(production, member):
    show = production_or_404(production)
    revoke_fiches([queries.member_or_404(show.id, member).id])
    say(_("Le lien est coupé."))
    return see_other(url_for(".show", production=production, member=member))


@bp.post(f"{BASE}/fiches")
@access(WRITE)
def ask_fiches(production):
    """Everyone employed whose fiche has not come, by mail."""
    show = production_or_404(production)
    waited = listing(queries.listed(show.id), Asked(), clock.today()).to_ask
    if not is_confirmed():
        return ask_first(
            ngettext(
                "Demander sa fiche à %(num)d personne\u00a0?",
                "Demander leur fiche à %(num)d personnes\u00a0?",
                len(waited),
            ),
            _("Chacun reçoit un mail en votre nom, avec un lien valable vingt et un jours."),
            verb=_("Envoyer les demandes"),
            back=url_for(".index", production=production),
        )
    sent = actions.ask_all(((line.member, line.contact) for line in waited), show, by=current.signature)
    say(ngettext("%(num)d demande envoyée.", "%(num)d demandes envoyées.", sent))
    return see_other(url_for(".index", production=production))


@bp.get(f"{ONE}/private")
@access(WRITE)
def private(production, member):
    show = production_or_404(production)
    who, contact, _agent, sheet = queries.someone_or_404(show.id, member)
    if sheet is None:
        raise NotFound
    return render_template(
        "productions/crew/private.html",
        production=show,
        member=who,
        contact=contact,
        fiche=sheet,
        said=opened(sheet),
        blocks=(CIVIL, ON_SET, SIZES),
        labels=labels,
    )


@bp.post(f"{ONE}/private/erasure")
@access(WRITE)
def erase(production, member):
    show = production_or_404(production)
    who, contact, _agent, sheet = queries.someone_or_404(show.id, member)
    if sheet is None:
        raise NotFound
    if not is_confirmed():
        return ask_first(
            _("Effacer la fiche de %(name)s\u00a0?", name=contact.name),
            _("Tout ce que cette personne a envoyé est effacé pour de bon."),
            verb=_("Effacer la fiche"),
            back=url_for(".private", production=production, member=member),
        )
    actions.erase_sheet(sheet)
    say(_("La fiche est effacée."))
    return see_other(url_for(".show", production=production, member=who.public_id))


@bp.post(f"{ONE}/proposal")
@access(WRITE)
def answer_proposal(production, member):
    show = production_or_404(production)
    _who, contact, _agent, sheet = queries.someone_or_404(show.id, member)
    if sheet is None:
        raise NotFound
    accepts = request.form.get("accepts") == "y"
    actions.answer_proposal(sheet, contact, accepts=accepts)
    say(_("Coordonnées mises à jour.") if accepts else _("Coordonnées laissées comme elles étaient."))
    return see_other(url_for(".show", production=production, member=member))


@bp.route("/fiche/<token>", methods=["GET", "POST"])
@access(Door.LINK)
def fiche(token):
    """Opening changes nothing: mail scanners open links."""
    offer, member, contact = actions.offered(enter_by_link(queries.FICHE, token))
    form = FicheForm(shares_phone=member.shares_phone)
    if request.method != "POST":
        return _page(form, offer)
    if withdrawn := request.form.get("withdraw"):
        return _withdraw(member, withdrawn)
    if not form.validate_on_submit():
        return invalid("productions/crew/fiche.html", form=form, offer=offer)
    actions.receive(member, contact, form.answers())
    say(_("Merci, votre fiche est envoyée."))
    return see_other(request.path)


def _withdraw(member, what):
    if what == "health":
        actions.withdraw_health(member.id)
        say(_("Votre régime et vos allergies sont effacés."))
    else:
        actions.withdraw(member.id)
        say(_("Vos renseignements sont effacés."))
    return see_other(request.path)


def _page(form, offer):
    return render_template("productions/crew/fiche.html", form=form, offer=offer)


def _asking(production, member, url=""):
    show = production_or_404(production)
    who, contact, _agent, sheet = queries.someone_or_404(show.id, member)
    return render_template(
        "productions/crew/fiche_asked.html",
        production=show,
        member=who,
        contact=contact,
        fiche=sheet,
        until=None if url else asked_until(who.id),
        url=url,
        lasts=actions.LASTS.days,
    )
