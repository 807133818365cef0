"""The profile of who invoices: its page, its form, its logo."""

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.files import handed_over
from webapp.core.i18n import spoken
from webapp.core.web import invalid, say, see_other
from webapp.domain.invoices.document import VatRegime
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.invoicing import words
from webapp.invoicing.errands import back_from_errand, errand
from webapp.invoicing.queries import seller_facts, seller_profile
from webapp.invoicing.seller import actions, queries
from webapp.invoicing.seller.forms import FirstProfileForm, LogoForm, ProfileForm, form_of
from webapp.invoicing.seller.pictures import MOST_BYTES
from webapp.invoicing.seller.regimes.spans import spans

bp = Blueprint("seller", __name__)

READ, WRITE = Permission.INVOICING_READ, Permission.INVOICING_WRITE
BASE = "/w/<workspace>/invoicing/seller"


@bp.get(BASE)
@access(READ)
def edit():
    """The page of the profile; named after what most come for."""
    return _page(LogoForm())


@bp.get(f"{BASE}/form")
@access(WRITE)
def form():
    profile = seller_profile()
    return render_template(
        "invoicing/seller/form.html",
        form=form_of(profile, current.signature, current.person.email),
        **_asked(profile),
    )


@bp.post(f"{BASE}/form")
@access(WRITE)
def update():
    profile = seller_profile()
    typed = ProfileForm() if profile else FirstProfileForm()
    if not typed.validate_on_submit():
        return invalid("invoicing/seller/form.html", form=typed, **_asked(profile))
    if profile is None:
        regime = VatRegime(typed.regime.data)
        actions.begin_profile(typed.values(), regime, typed.from_on.data, clock.today())
    else:
        actions.update_profile(profile, typed.values())
    say(_("Profil enregistré."))
    return see_other(back_from_errand(url_for(".edit")))


@bp.get(f"{BASE}/logo/<sha256>")
@access(READ)
def logo(sha256):
    kept = queries.logo_or_404(sha256)
    return handed_over([kept.content], "logo", kept.media_type, len(kept.content), inline=True)


@bp.post(f"{BASE}/logo")
@access(WRITE)
def save_logo():
    profile, typed = _profile_or_404(), LogoForm()
    upload = typed.logo.data
    try:
        actions.set_logo(profile, upload.read(MOST_BYTES + 1) if upload else b"")
    except Refused as refusal:
        typed.logo.errors = [spoken(refusal.sentence)]
        return _page(typed), 422
    say(_("Logo enregistré\u00a0: il figure sur vos prochaines pièces."))
    return see_other(url_for(".edit"))


@bp.post(f"{BASE}/logo/deletion")
@access(WRITE)
def drop_logo():
    """The picture stays kept: choosing it again is enough to bring it back."""
    actions.drop_logo(_profile_or_404())
    say(_("Logo retiré de vos prochaines pièces."))
    return see_other(url_for(".edit"))


def _asked(profile):
    here = url_for(".edit")
    return {"is_new": profile is None, "errand": errand(), "back_to": back_from_errand(here), "here": here}


def _profile_or_404():
    profile = seller_profile()
    if profile is None:
        raise NotFound
    return profile


def _page(typed):
    facts, today = seller_facts(), clock.today()
    return render_template(
        "invoicing/seller/show.html",
        facts=facts,
        profile=facts.profile if facts else None,
        spans=spans(facts.regimes, today) if facts else [],
        numbers=queries.numbers(today) if facts else [],
        sold=queries.count_of_catalogue() if facts else 0,
        form=typed,
        words=words,
    )


from webapp.invoicing.seller.catalogue import views as _catalogue  # noqa: E402, F401
from webapp.invoicing.seller.regimes import views as _regimes  # noqa: E402, F401
from webapp.invoicing.seller.series import views as _series  # noqa: E402, F401
