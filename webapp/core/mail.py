"""Mail: written in the request, sent by a job after its commit; kept as files without a server."""

import smtplib
import ssl
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, make_msgid
from pathlib import Path
from uuid import UUID

from flask import Flask, current_app, render_template

from webapp.core import clock
from webapp.core.jobs import job
from webapp.core.settings import Settings

KEPT_SHOWN = 50


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["mail"] = settings


def send_mail(to: str, template: str, *, workspace_id: UUID | None = None, **context: object) -> None:
    """Queue a mail; `template` is a text file whose first line is the subject."""
    text = render_template(template, **context)
    subject, _, body = text.strip().partition("\n")
    deliver.later(workspace_id=workspace_id, to=to, subject=subject.strip(), body=body.strip() + "\n")


@job
def deliver(to: str, subject: str, body: str) -> None:
    settings: Settings = current_app.extensions["mail"]
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = settings.mail_from
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = make_msgid(domain="raccord")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    if settings.smtp_host:
        _hand_over(settings, message)
    else:
        _keep(settings.data_dir / "mail", message)


def kept_mails(data_dir: Path) -> list[EmailMessage]:
    """The last mails written to disk, newest first."""
    paths = sorted((data_dir / "mail").glob("*.eml"), reverse=True)[:KEPT_SHOWN]
    return [BytesParser(policy=policy.default).parsebytes(path.read_bytes()) for path in paths]


def _hand_over(settings: Settings, message: EmailMessage) -> None:
    with _server(settings) as server:
        if settings.smtp_security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(message)


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
