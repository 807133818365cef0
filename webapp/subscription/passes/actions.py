"""A pass asked for, and the one page where it is paid: an older one is closed before another opens."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from flask_babel import force_locale
from sqlalchemy import select

from webapp.billing import stripe
from webapp.billing.actions import refresh_pass
from webapp.billing.models import PassState, ProductionPass
from webapp.core import clock, throttle
from webapp.core.db import db, hold
from webapp.core.links import change_link, make_link, token_of
from webapp.core.mail import refused, send_mail
from webapp.core.tenancy import workspace_of
from webapp.domain.plans.prices import Interval, Sold, price_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.subscription.passes.queries import Held, waiting_pass

PURPOSE = "pass"
ABOUT = "pass "
# A company takes its time; asking again makes it last as long anew.
LASTS = timedelta(days=120)
MAILS = throttle.Limit("pass mails", 20, per_minutes=60)
RECEIVED = throttle.Limit("passes received", 4, per_minutes=60)
NOT_SOLD = sentence("Rien n’est vendu ici\u00a0: tout est déjà ouvert.")


def ask_pass(production_id: UUID) -> ProductionPass:
    """The one that waits for its payment, or a new one: two clicks ask for one."""
    if not stripe.is_sold():
        raise Refused(NOT_SOLD)
    hold("passes of", production_id)
    found = waiting_pass(production_id)
    if found is None:
        found = ProductionPass(production_id=production_id)
        db().add(found)
        db().flush()
    return found


def page_of(
    held: Held, *, is_for_company: bool, customer: str | None, back: str, language: str
) -> stripe.Paid | None:
    """Where it is paid now; None when it is paid, or about to be told so."""
    row, workspace_id = held.row, workspace_of(db())
    hold("plan", workspace_id)  # as whoever hears of a payment does
    db().refresh(row)
    if row.is_bought:
        return None
    if row.session_id is not None:
        is_same = row.is_for_company is is_for_company
        former = _still(row.session_id, customer, is_kept=is_same)
        if former is not None and former.status == "open":
            return former
        if former is not None and former.status == "complete" and not former.is_failed:
            refresh_pass.later(workspace_id=workspace_id, lock=f"plan {workspace_id}", session=row.session_id)
            return None
    row.pages, row.is_for_company = row.pages + 1, is_for_company
    asked = sha256(f"{held.title} {customer} {back} {language}".encode()).hexdigest()[:16]
    made = stripe.begin_pass(
        row.id,
        workspace_id,
        held.title,
        customer=customer,
        key=f"pass {row.id} {row.pages} {asked}",
        back=back,
        language=language,
    )
    row.session_id, row.state = made.id, PassState.WAITING
    db().flush()
    return made


def link_for(row: ProductionPass, language: str, by: str) -> None:
    """Made once; asked again, the same address lasts longer, and speaks the language said."""
    payload = {"pass": str(row.id), "language": language, "by": by}
    if row.link_id is None:
        _token, link = make_link(
            PURPOSE, lasts=LASTS, workspace_id=workspace_of(db()), payload=payload, is_told_again=True
        )
        row.link_id = link.id
        db().flush()
    else:
        change_link(PURPOSE, row.link_id, expires_at=clock.now() + LASTS, payload=payload)


def token_of_pass(row: ProductionPass) -> str:
    return token_of(row.link_id) if row.link_id else ""


def send_pass(held: Held, *, to: str, message: str, language: str, url: str, by: str, reply_to: str) -> None:
    """Raises TooManyRequests."""
    throttle.spend(MAILS, str(workspace_of(db())))
    throttle.spend(RECEIVED, to.lower())
    with force_locale(language):
        send_mail(
            to,
            "subscription/passes/mail/pass.txt",
            workspace_id=workspace_of(db()),
            reply_to=reply_to,
            about=f"{ABOUT}{held.row.id} {to}",
            title=held.title,
            message=message,
            url=url,
            by=by,
            cents=price_of(Sold.PASS, Interval.ONCE).cents,
        )
    held.row.sent_at, held.row.sent_to = clock.now(), to
    db().flush()


@refused.connect
def _note_refusal(about: str, *, reason: str) -> None:
    """The server of mails will never take this address: it was sent to nobody, and the page of the pass says so."""
    if not about.startswith(ABOUT):
        return
    pass_id, _space, to = about.removeprefix(ABOUT).partition(" ")
    row = db().scalar(select(ProductionPass).where(ProductionPass.id == UUID(pass_id)))
    if row is not None and row.sent_to == to:
        row.sent_at = None
        db().flush()


def _still(session_id: str, customer: str | None, *, is_kept: bool) -> stripe.Paid | None:
    """The page as it is; one for another payer, or for a customer that is gone, is closed first, unless it is paid
    meanwhile. None for one that Stripe never heard of, as with the key of another account."""
    try:
        found = stripe.session(session_id)
    except stripe.Gone:
        return None
    if found.status != "open" or (is_kept and found.customer == customer):
        return found
    stripe.expire_session(session_id)
    return stripe.session(session_id)
