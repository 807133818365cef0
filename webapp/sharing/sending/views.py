from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.billing import entitlements
from webapp.contacts.queries import contact_by_id
from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.web import say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.plans.standing import Feature
from webapp.sharing.queries import share_with_productions
from webapp.sharing.sending import actions
from webapp.sharing.sending.forms import SendingForm
from webapp.sharing.views import ONE, address_of, bp

WRITE = Permission.SHARES_WRITE


@bp.get(f"{ONE}/sending")
@access(WRITE)
def compose(share_id):
    share, productions = _open(share_id)
    contact = None if share.email else contact_by_id(share.contact_id)
    form = SendingForm(
        formdata=None,
        data={
            "to": share.sent_to or share.email or (contact.email if contact else None),
            "message": actions.first_words(share),
        },
    )
    return _page(share, productions, form)


@bp.post(f"{ONE}/sending")
@access(WRITE)
def send(share_id):
    (share, productions), form = _open(share_id), SendingForm()
    if not form.validate_on_submit():
        return _page(share, productions, form), 422
    entitlements.need(Feature.SHARES, *productions)
    actions.send_share(
        share,
        to=form.to.data,
        message=form.message.data or "",
        url=address_of(share),
        reply_to=share.from_email or current.person.email,
    )
    say(_("Lien envoyé à %(to)s.", to=form.to.data))
    return see_other(url_for(".show", share_id=share_id))


def _open(share_id):
    """One that still opens: nobody is sent a closed door."""
    share, productions = share_with_productions(share_id)
    if share.revoked_at or share.ends_on < clock.today():
        raise NotFound
    return share, productions


def _page(share, productions, form):
    return render_template(
        "sharing/sending.html", share=share, productions=productions, form=form, url=address_of(share)
    )
