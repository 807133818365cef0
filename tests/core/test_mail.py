"""Mail through a real SMTP server, and kept on disk without one."""

import dataclasses
import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from webapp.core import mail


class Inbox(Message):
    def __init__(self):
        super().__init__()
        self.messages = []

    def handle_message(self, message):
        self.messages.append(message)


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    handler = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


def test_a_mail_reaches_the_server_with_its_accents(app, settings, inbox):
    handler, port = inbox
    app.extensions["mail"] = dataclasses.replace(
        settings, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none"
    )
    with app.app_context():
        mail.deliver.task.func.__wrapped__(to="ines@exemple.fr", subject="Été", body="Votre feuille d’été.\n")
    (message,) = handler.messages
    assert message["To"] == "ines@exemple.fr"
    assert "feuille d’été" in message.get_payload(decode=True).decode()
    app.extensions["mail"] = settings


def test_a_subject_cannot_add_a_header(app, settings, tmp_path):
    app.extensions["mail"] = dataclasses.replace(settings, data_dir=tmp_path)
    with app.app_context():
        mail.deliver.task.func.__wrapped__(
            to="a@exemple.fr", subject="Bonjour\r\nBcc: x@exemple.fr", body="x\n"
        )
    (message,) = mail.kept_mails(tmp_path)
    assert message["Bcc"] is None
    assert message["Subject"] == "Bonjour Bcc: x@exemple.fr"
    app.extensions["mail"] = settings
