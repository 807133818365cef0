"""Accounts: made, confirmed, given another password or address. Open sessions are in `sessions.py`."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from blinker import Signal
from sqlalchemy.exc import IntegrityError

from webapp.accounts import mails, passwords, sessions
from webapp.accounts.models import Account
from webapp.accounts.queries import account_by_email, account_or_404, last_link
from webapp.core import clock, throttle
from webapp.core.db import db
from webapp.core.links import LinkClosed, Opened, make_link, revoke_links, use_link
from webapp.core.tenancy import act_as, new_id
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

CONFIRM, RESET, NEW_EMAIL = "confirm", "reset", "new email"
CONFIRM_LASTS, RESET_LASTS, NEW_EMAIL_LASTS = timedelta(days=3), timedelta(hours=1), timedelta(days=1)

# One address may serve a whole production office: its limit is wide. None is common to everybody.
TRIES_OF_ACCOUNT = throttle.Limit("sign-in account", 10, per_minutes=15)
TRIES_OF_ADDRESS = throttle.Limit("sign-in address", 50, per_minutes=15)
SIGN_UPS = throttle.Limit("sign-up address", 20, per_minutes=60)
MAILS = throttle.Limit("account mails", 5, per_minutes=60)
MAILS_OF_ADDRESS = throttle.Limit("account mails address", 30, per_minutes=60)

signed_up = Signal("A person signed up; sent with the account and `name`, so that rooms above make a place.")


def make_account(email: str, password: str | None, *, name: str, confirmed: bool) -> Account:
    """Without a password the person sets one by mail. Raises Refused for a weak one or a taken address."""
    if password is not None and (weak := passwords.weakness(password, email=email, name=name)):
        raise Refused(weak)
    account = Account(
        id=new_id(),
        email=email.strip().lower(),
        password_digest=passwords.digest_of(password) if password is not None else None,
        confirmed_at=clock.now() if confirmed else None,
    )
    try:
        with db().begin_nested():
            db().add(account)
    except IntegrityError:
        raise Refused(sentence("Cette adresse a déjà un compte.")) from None
    return account


def sign_up(
    email: str, password: str, *, name: str, language: str, browser: str, address: str, then: str | None
) -> None:
    """The same answer and nearly the same work whether or not the address has an account."""
    throttle.spend(SIGN_UPS, address)
    throttle.spend(MAILS, email)
    known = account_by_email(email)
    if known is None:
        try:
            account = make_account(email, password, name=name, confirmed=False)
        except Refused:  # signed up in between: the same answer still
            known = account_by_email(email)
        else:
            account.language = language
            signed_up.send(account, name=name)
            send_confirmation(account, browser=browser, then=then)
            return
    else:
        passwords.is_right(None, password)
    if known is not None:
        _remind(known)


def send_confirmation(account: Account, *, browser: str = "", then: str | None = None) -> None:
    """`browser` is a secret of the browser that signed up: there, confirming also signs in."""
    _confirm_by_mail(account, browser=_digest(browser), then=then)


def resend_confirmation(email: str, *, address: str) -> None:
    """For who signed up here and is not signed in; says nothing of what the address has."""
    spend_mail(email, address)
    account = account_by_email(email)
    if account is not None:
        _remind(account)


def _remind(account: Account) -> None:
    """Signing up again gives nothing to who does it: the first password stays, and the link still signs in
    the browser of the first time alone."""
    if account.is_confirmed:
        mails.send_already(account)
        return
    act_as(db(), person=account.id)
    first = last_link(account.id, CONFIRM)
    known: dict[str, Any] = first.payload if first else {"browser": "", "then": None}
    _confirm_by_mail(account, browser=known["browser"], then=known["then"], again=True)


def _confirm_by_mail(account: Account, *, browser: str, then: str | None, again: bool = False) -> None:
    act_as(db(), person=account.id)
    revoke_links(CONFIRM, account_id=account.id)
    token, _link = make_link(
        CONFIRM,
        lasts=CONFIRM_LASTS,
        account_id=account.id,
        payload={"email": account.email, "browser": browser, "then": then},
    )
    mails.send_confirmation(account, token, again=again)


def confirm(account: Account, opened: Opened) -> None:
    use_link(opened)
    account.confirmed_at = account.confirmed_at or clock.now()


def is_from_browser(opened: Opened, browser: str) -> bool:
    return bool(browser) and opened.payload["browser"] == _digest(browser)


def account_of(opened: Opened) -> Account:
    """The account of a link, if its address is still the one the link was sent for."""
    account = account_or_404(opened.account_id)
    if opened.payload.get("from", opened.payload["email"]) != account.email:
        raise LinkClosed
    act_as(db(), person=account.id)
    return account


def who_knows(email: str, password: str, *, address: str) -> Account | None:
    """The account that this address and password open; as long to answer for an unknown address."""
    throttle.spend(TRIES_OF_ADDRESS, address)
    throttle.spend(TRIES_OF_ACCOUNT, email)
    account = account_by_email(email)
    if not passwords.is_right(account.password_digest if account else None, password) or account is None:
        return None
    throttle.forgive(TRIES_OF_ACCOUNT, email)
    if passwords.is_outdated(account.password_digest or ""):
        account.password_digest = passwords.digest_of(password)
    return account


def ask_reset(email: str, *, address: str) -> None:
    """Nothing said tells whether the address has an account; the digest hides the time of the rest."""
    spend_mail(email, address)
    passwords.is_right(None, email)
    account = account_by_email(email)
    if account is None:
        return
    act_as(db(), person=account.id)
    token, _link = make_link(
        RESET, lasts=RESET_LASTS, account_id=account.id, payload={"email": account.email}
    )
    mails.send_reset(account, token)


def reset_password(account: Account, opened: Opened, password: str) -> None:
    """The link came by mail, so the address is confirmed too; every session ends."""
    use_link(opened)
    account.confirmed_at = account.confirmed_at or clock.now()
    set_password(account, password)


def set_password(account: Account, password: str) -> None:
    account.password_digest = passwords.digest_of(password)
    for purpose in (RESET, NEW_EMAIL):
        revoke_links(purpose, account_id=account.id)
    sessions.end_sign_ins(account.id)
    mails.send_password_notice(account)


def ask_new_email(account: Account, email: str, *, address: str) -> None:
    """A link to the new address, a notice to the old; an address with an account gets a mail saying so."""
    spend_mail(account.email, address)
    throttle.spend(MAILS, email)
    mails.send_address_notice(account, email)
    revoke_links(NEW_EMAIL, account_id=account.id)
    known = account_by_email(email)
    if known is not None:
        mails.send_already(known)
        return
    token, _link = make_link(
        NEW_EMAIL,
        lasts=NEW_EMAIL_LASTS,
        account_id=account.id,
        payload={"email": email, "from": account.email},
    )
    mails.send_new_address(account, email, token)


def take_new_email(account: Account, opened: Opened) -> None:
    """The new address replaces the old; links sent to the old one no longer open, sessions end."""
    use_link(opened)
    try:
        with db().begin_nested():
            account.email = opened.payload["email"]
            account.confirmed_at = clock.now()
    except IntegrityError:
        raise Refused(sentence("Cette adresse a déjà un compte.")) from None
    for purpose in (CONFIRM, RESET):
        revoke_links(purpose, account_id=account.id)
    sessions.end_sign_ins(account.id)


def set_preferences(account_id: UUID, *, language: str, theme: str, time_zone: str) -> None:
    account = account_or_404(account_id)
    account.language, account.theme, account.time_zone = language, theme, time_zone


def spend_mail(email: str, address: str) -> None:
    throttle.spend(MAILS_OF_ADDRESS, address)
    throttle.spend(MAILS, email)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest() if secret else ""
