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


class Refusing(Inbox):
    """Takes everything but what it is told to refuse, with the answer told."""

    def __init__(self, answers: dict[str, str]):
        super().__init__()
        self.answers = answers

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer


@pytest.fixture
def picky(app, settings) -> Iterator[Refusing]:
    handler = Refusing(
        {"parti@exemple.fr": "550 5.1.1 Boîte inconnue", "plein@exemple.fr": "452 4.2.2 Pleine"}
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    app.extensions["mail"] = dataclasses.replace(
        settings, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none"
    )
    yield handler
    app.extensions["mail"] = settings
    controller.stop()


def test_an_address_refused_for_good_is_told_and_not_tried_again(app, picky):
    told = []

    def note(about, *, reason):
        told.append((about, reason))

    with mail.refused.connected_to(note), app.app_context():
        mail.deliver.task.func.__wrapped__(to="parti@exemple.fr", subject="x", body="x\n", about="un reçu")
    assert [about for about, _reason in told] == ["un reçu"]
    assert told[0][1].startswith("5.1.1")
    assert picky.messages == []


def test_an_address_refused_for_now_raises_so_that_it_is_tried_again(app, picky):
    told = []

    def note(about, *, reason):
        told.append(about)

    with (
        mail.refused.connected_to(note),
        app.app_context(),
        pytest.raises(mail.smtplib.SMTPRecipientsRefused),
    ):
        mail.deliver.task.func.__wrapped__(to="plein@exemple.fr", subject="x", body="x\n", about="un reçu")
    assert told == []


def test_a_file_of_the_store_is_attached_with_its_name(app, picky):
    with app.app_context():
        mail.files.store().put("abc/def", b"%PDF-1.4 rien", "application/pdf")
        one = {"key": "abc/def", "name": "FDS_J12_v1.pdf", "media_type": "application/pdf"}
        mail.deliver.task.func.__wrapped__(
            to="ines@exemple.fr", subject="x", body="Voici.\n", attached=[one], reply_to="camille@exemple.fr"
        )
    (message,) = picky.messages
    assert message["Reply-To"] == "camille@exemple.fr"
    body, attached = message.get_payload()
    assert "Voici." in body.get_payload(decode=True).decode()
    assert attached.get_filename() == "FDS_J12_v1.pdf"
    assert attached.get_payload(decode=True) == b"%PDF-1.4 rien"
