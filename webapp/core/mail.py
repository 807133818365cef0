"""Mail: written in the request, sent by a job after its commit; kept as files without a server.

What is attached stays in the store of files: the job carries its key, not its bytes. An address that the
server refuses for good is told to whoever listens (`refused`), and not tried again.
"""

import logging
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any
from uuid import UUID

from blinker import Signal
from flask import Flask, current_app, render_template

from webapp.core import clock, files
from webapp.core.jobs import job
from webapp.core.settings import Settings

KEPT_SHOWN = 50
log = logging.getLogger("raccord.mail")
# Sent with what the mail was about, as `send_mail` was told, and `reason`: the words of the server.
refused = Signal()


@dataclass(frozen=True)
class Attached:
    """A file of the store."""

    key: str
    name: str
    media_type: str = "application/pdf"


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["mail"] = settings


def send_mail(
    to: str,
    template: str,
    *,
    workspace_id: UUID | None = None,
    attached: Sequence[Attached] = (),
    reply_to: str | None = None,
    about: str = "",
    **context: object,
) -> None:
    """Queue a mail; `template` is a text file whose first line is the subject, `about` what a refusal is told of."""
    text = render_template(template, **context)
    subject, _, body = text.strip().partition("\n")
    more: dict[str, Any] = {
        "attached": [asdict(one) for one in attached],
        "reply_to": reply_to,
        "about": about,
    }
    deliver.later(
        workspace_id=workspace_id,
        to=to,
        subject=subject.strip(),
        body=body.strip() + "\n",
        **{name: value for name, value in more.items() if value},
    )


@job
def deliver(
    to: str,
    subject: str,
    body: str,
    attached: Sequence[dict[str, str]] = (),
    reply_to: str = "",
    about: str = "",
) -> None:
    settings: Settings = current_app.extensions["mail"]
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = settings.mail_from
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = make_msgid(domain="raccord")
    message["Auto-Submitted"] = "auto-generated"
    if reply_to:
        message["Reply-To"] = reply_to
    message.set_content(body)
    for one in attached:
        _attach(message, Attached(**one))
    if not settings.smtp_host:
        _keep(settings.data_dir / "mail", message)
    elif reason := _hand_over(settings, message):
        log.warning("mail refused", extra={"about": about})
        refused.send(about, reason=reason)


def kept_mails(data_dir: Path) -> list[EmailMessage]:
    """The last mails written to disk, newest first."""
    paths = sorted((data_dir / "mail").glob("*.eml"), reverse=True)[:KEPT_SHOWN]
    return [BytesParser(policy=policy.default).parsebytes(path.read_bytes()) for path in paths]


def _attach(message: EmailMessage, one: Attached) -> None:
    kind, _, form = one.media_type.partition("/")
    content = files.read(one.key)
    message.add_attachment(content, maintype=kind, subtype=form, filename=one.name)


def _hand_over(settings: Settings, message: EmailMessage) -> str:
    """Nothing when the server took it, its words when it never will; what may pass later raises, and is retried."""
    with _server(settings) as server:
        if settings.smtp_security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refusal:
            answers = list(refusal.recipients.values())
            if not all(_is_final(code) for code, _words in answers):
                raise
            return "; ".join(_said(words) for _code, words in answers)
        except smtplib.SMTPDataError as refusal:
            if not _is_final(refusal.smtp_code):
                raise
            return _said(refusal.smtp_error)
        except smtplib.SMTPNotSupportedError as refusal:  # letters that this server cannot carry
            return _said(str(refusal))
    return ""


def _is_final(code: int) -> bool:
    return 500 <= code < 600


def _said(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]


def _server(settings: Settings) -> smtplib.SMTP:
    """Whoever answers proves who they are: smtplib alone would not look."""
    where = (settings.smtp_host, settings.smtp_port)
    if settings.smtp_security == "tls":
        return smtplib.SMTP_SSL(*where, timeout=20, context=ssl.create_default_context())
    return smtplib.SMTP(*where, timeout=20)


def _keep(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    (folder / f"{stamp}.eml").write_bytes(message.as_bytes())
