"""The mail server of the house, asked by a real client over a real socket."""

import smtplib
import socket
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from tests.documents.files import PDF
from tests.documents.mails import mail, pdf
from tests.make import World
from webapp.core.db import db
from webapp.documents.inbound import actions
from webapp.documents.inbound import listener as server
from webapp.documents.models import Document

DOMAIN = "in.raccord.example"


@pytest.fixture
def address(world: World) -> str:
    with world.inside(world.lune):
        return f"{actions.change_address(world.lune.id).token}@{DOMAIN}"


@pytest.fixture
def client(app) -> Iterator[smtplib.SMTP]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = server.listener(app, "127.0.0.1", port, DOMAIN)
    running.start()
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as speaking:
        yield speaking
    running.stop()


def taken(peek) -> list[dict[str, str]]:
    wanted = "SELECT args FROM procrastinate_jobs WHERE task_name = 'documents.inbound.actions.take_in'"
    return [args for (args,) in peek(wanted)]


def documents(world: World, place) -> list[str]:
    with world.inside(place):
        return list(db().scalars(select(Document.title)))


def test_a_mail_is_taken_and_its_papers_come_to_the_tray(world, client, address, peek):
    assert client.send_message(mail(pdf()), "maud@exemple.fr", [address]) == {}
    (args,) = taken(peek)
    actions.take_in.now(**args)
    assert documents(world, world.lune) == ["AEM octobre"]
    assert documents(world, world.soleil) == []


def test_an_address_that_is_nobody_s_or_elsewhere_s_is_refused(client, address, peek):
    for to in (f"nobody@{DOMAIN}", "maud@gmail.example", f"{address.split('@')[0]}@elsewhere.example"):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.send_message(mail(pdf()), "maud@exemple.fr", [to])
        assert refused.value.recipients[to][0] == 550
    assert taken(peek) == []


def test_among_several_only_ours_is_taken_once(client, address, peek):
    refused = client.send_message(mail(pdf()), "maud@exemple.fr", [address, "x@y.example", address.upper()])
    assert set(refused) == {"x@y.example"}
    assert len(taken(peek)) == 1


def test_a_mail_too_heavy_is_refused_before_it_is_sent_and_after(client, address, peek):
    heavy = mail(pdf(content=PDF + b"\0" * actions.MOST_BYTES))
    with pytest.raises(smtplib.SMTPSenderRefused) as refused:
        client.send_message(heavy, "maud@exemple.fr", [address])
    assert refused.value.smtp_code == 552
    client.ehlo()
    client.mail("maud@exemple.fr")
    client.rcpt(address)
    code, _said = client.data(b"x: y\r\n\r\n" + (b"z" * 70 + b"\r\n") * (actions.MOST_BYTES // 70))
    assert code == 552
    assert taken(peek) == []


def test_guessing_addresses_is_slowed_down(client, peek, monkeypatch):
    monkeypatch.setattr(server, "GUESSES", server.throttle.Limit("few guesses", 2, per_minutes=10))
    client.ehlo()
    client.mail("maud@exemple.fr")
    codes = [client.rcpt(f"guess{n}@{DOMAIN}")[0] for n in range(4)]
    assert codes == [550, 550, 452, 452]


def test_a_changed_address_no_longer_receives(world, client, address, peek):
    with world.inside(world.lune):
        actions.change_address(world.lune.id)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        client.send_message(mail(pdf()), "maud@exemple.fr", [address])


def test_the_command_asks_where_mails_come(app):
    answer = app.test_cli_runner().invoke(args=["inbound"])
    assert answer.exit_code == 1
    assert "INBOUND_PORT and INBOUND_DOMAIN" in answer.output


def test_its_log_does_not_tell_the_addresses(client, address, caplog):
    with caplog.at_level("INFO"):
        client.send_message(mail(pdf()), "maud@exemple.fr", [address])
    assert address.split("@")[0] not in caplog.text


def test_many_recipients_are_bounded(client, address):
    client.ehlo()
    client.mail("maud@exemple.fr")
    codes = [client.rcpt(address)[0] for _ in range(server.MOST_RECIPIENTS + 1)]
    assert codes[-1] == 452 and set(codes[:-1]) == {250}


def begun(client: smtplib.SMTP, address: str) -> None:
    client.ehlo()
    client.mail("maud@exemple.fr")
    assert client.rcpt(address)[0] == 250
    client.putcmd("data")
    assert client.getreply()[0] == 354


@pytest.mark.parametrize(
    "piece", [b"\r\n" * 65_536, b"a" * 131_072], ids=["a million empty lines", "one without an end"]
)
def test_a_mail_made_to_weigh_is_cut(client, address, peek, monkeypatch, piece):
    monkeypatch.setattr(server, "MOST_LINES", 200_000)
    monkeypatch.setattr(actions, "MOST_BYTES", 2 << 20)
    begun(client, address)
    with pytest.raises(OSError):  # noqa: PT011 - reset, broken or closed, as the system says it
        for _ in range(200):
            client.sock.sendall(piece)
        raise AssertionError("all of it was read")
    assert taken(peek) == []


def test_after_a_heavy_mail_the_next_one_is_counted_anew(client, address, peek, monkeypatch):
    monkeypatch.setattr(server, "MOST_LINES", 2_000)
    for _ in range(3):
        text = b"Message-ID: <x>\r\n\r\n" + b"z\r\n" * 1_500
        assert client.sendmail("maud@exemple.fr", [address], text) == {}
    assert len(taken(peek)) == 3


def test_only_so_many_mails_are_held_at_once(client, address, monkeypatch):
    monkeypatch.setattr(server, "MOST_AT_ONCE", 1)
    begun(client, address)
    with smtplib.SMTP("127.0.0.1", client.sock.getpeername()[1], timeout=20) as second:
        second.ehlo()
        second.mail("maud@exemple.fr")
        assert second.rcpt(address)[0] == 452
        client.sock.sendall(b"x: y\r\n\r\n.\r\n")
        assert client.getreply()[0] == 250
        assert second.rcpt(address)[0] == 250


@pytest.mark.parametrize(
    "said",
    [b"RCPT TO:<\xff\xfe@in.raccord.example>", b"RCPT TO:<a\0b@in.raccord.example>", b"RCPT TO:<" + b"a" * 900 + b"@x.fr>",
     b"AUTH PLAIN AGEAYg==", b"VRFY maud", b"EXPN all", b"STARTTLS", b"\xff\xff\xff"],
)  # fmt: skip
def test_strange_commands_are_answered_and_the_next_mail_taken(client, address, peek, said):
    client.ehlo()
    client.mail("maud@exemple.fr")
    client.sock.sendall(said + b"\r\n")
    assert 250 < client.getreply()[0] < 560
    client.rset()
    assert client.send_message(mail(pdf()), "maud@exemple.fr", [address]) == {}
    assert len(taken(peek)) == 1
