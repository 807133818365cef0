"""The mails of an account, in the language of who reads them; their links never come from a Host header."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from flask_babel import force_locale

from webapp.accounts.models import Account
from webapp.core.addresses import absolute
from webapp.core.mail import send_mail


def send_confirmation(account: Account, token: str, *, again: bool = False) -> None:
    """Sent again, it tells which password counts and how to choose another."""
    url, forgot_url = absolute("accounts.confirm", token=token), absolute("accounts.forgot") if again else ""
    _send(account, "confirmation", url=url, forgot_url=forgot_url)


def send_already(account: Account) -> None:
    """Somebody signed up with the address of an account: only its owner learns that there is one."""
    _send(account, "already", url=absolute("accounts.sign_in"), forgot_url=absolute("accounts.forgot"))


def send_reset(account: Account, token: str) -> None:
    _send(account, "reset", url=absolute("accounts.reset", token=token))


def send_new_address(account: Account, email: str, token: str) -> None:
    _send(account, "new_address", to=email, email=email, url=absolute("accounts.confirm_email", token=token))


def send_address_notice(account: Account, email: str) -> None:
    _send(account, "address_notice", email=email, url=absolute("accounts.forgot"))


def send_password_notice(account: Account) -> None:
    _send(account, "password_notice", url=absolute("accounts.forgot"))


def _send(account: Account, name: str, *, to: str = "", **context: Any) -> None:
    with in_language(account.language):
        send_mail(to or account.email, f"accounts/mail/{name}.txt", **context)


def in_language(language: str | None) -> AbstractContextManager[Any]:
    """The reader's language, or the one spoken now when the reader has not chosen."""
    return force_locale(language) if language else nullcontext()
