"""A link by mail: a neutral subject, the link and its end, and that openings are counted."""

from uuid import UUID

from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.core import clock, throttle
from webapp.core.db import db
from webapp.core.mail import refused, send_mail
from webapp.core.tenancy import workspace_of
from webapp.sharing.models import Share
from webapp.sharing.queries import share_by_id

ABOUT = "share "
MAILS = throttle.Limit("share mails", 100, per_minutes=60)
RECEIVED = throttle.Limit("shares received", 6, per_minutes=60)


def first_words(share: Share) -> str:
    """What the mail says unless something else is typed."""
    with force_locale(share.language):
        return share.message or "\n\n".join(
            (_("Bonjour,"), _("Voici les informations à jour de la production. La page s’ouvre sans compte."))
        )


def send_share(share: Share, *, to: str, message: str, url: str, reply_to: str) -> None:
    """Raises TooManyRequests."""
    throttle.spend(MAILS, str(workspace_of(db())))
    throttle.spend(RECEIVED, to.lower())
    with force_locale(share.language):
        send_mail(
            to,
            "sharing/mail/share.txt",
            workspace_id=workspace_of(db()),
            reply_to=reply_to,
            about=f"{ABOUT}{share.id}",
            share=share,
            message=message,
            url=url,
        )
    share.sent_at, share.sent_to, share.refusal = clock.now(), to, None
    share.email = share.email or to
    db().flush()


@refused.connect
def _note_refusal(about: str, *, reason: str) -> None:
    """The server of mails will never take this address: told on the page of the link."""
    if about.startswith(ABOUT) and (share := share_by_id(UUID(about.removeprefix(ABOUT)))):
        share.refusal = reason[:300]
        db().flush()
