"""A small mail server for our own domain alone: it relays nothing and answers at once."""

import asyncio
import logging
import signal
import threading
from typing import Any
from uuid import UUID
from weakref import WeakSet

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from werkzeug.exceptions import TooManyRequests

from webapp.core import db, throttle
from webapp.documents.inbound import actions

UNKNOWN = "550 5.1.1 No such address here"
FULL = "452 4.2.2 Too many mails, try again later"
BUSY = "452 4.3.2 Too busy, try again later"
ACCEPTED = "250 2.0.0 Taken"
MOST_RECIPIENTS = 10
MOST_AT_ONCE = 8  # mails being received: each is held in memory until its end
MOST_LINES = (
    600_000  # of one mail; the heaviest, folded as mails are, has fewer, and each costs more than its letters
)
GUESSES = throttle.Limit("inbound addresses", 60, per_minutes=10)


class Handler:
    """What aiosmtpd asks; the database is asked in a thread, one unit of work each time."""

    def __init__(self, app: Flask, domain: str):
        self.app = app
        self.domain = domain
        self.begun: WeakSet[Envelope] = WeakSet()

    async def handle_RCPT(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        if envelope not in self.begun and len(self.begun) >= MOST_AT_ONCE:
            return BUSY
        peer = str(session.peer[0]) if session.peer else ""
        answer = await asyncio.to_thread(self._known, address, peer)
        if answer == ACCEPTED:
            self.begun.add(envelope)
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        return await asyncio.to_thread(self._take, list(envelope.rcpt_tos), content)

    def _known(self, address: str, peer: str) -> str:
        with self.app.app_context():
            try:
                if actions.workspace_at(address, self.domain) is not None:
                    return ACCEPTED
                throttle.spend(GUESSES, peer)
            except TooManyRequests:
                return FULL
            finally:
                db.leave()
        return UNKNOWN

    def _take(self, recipients: list[str], content: bytes) -> str:
        with self.app.app_context():
            try:
                for workspace_id in self._workspaces(recipients):
                    actions.receive(workspace_id, content)
                db.finish(keep=True)
            except TooManyRequests:
                return FULL
            finally:
                db.leave()
        return ACCEPTED

    def _workspaces(self, recipients: list[str]) -> set[UUID]:
        found = (actions.workspace_at(recipient, self.domain) for recipient in recipients)
        return {workspace_id for workspace_id in found if workspace_id is not None}


class Line(SMTP):
    """One connection, cut when a mail is made to weigh: the library counts neither lines nor one without an end."""

    weight = lines = 0

    def _set_post_data_state(self) -> None:
        super()._set_post_data_state()  # type: ignore[no-untyped-call]
        self.weight = self.lines = 0

    def data_received(self, data: bytes) -> None:
        self.weight += len(data)
        self.lines += data.count(b"\n")
        if self.weight > 2 * actions.MOST_BYTES or self.lines > MOST_LINES:
            if isinstance(self.transport, asyncio.Transport):
                self.transport.abort()
            return
        super().data_received(data)


class Listener(Controller):
    def factory(self) -> SMTP:
        return Line(self.handler, **self.SMTP_kwargs)


def listener(app: Flask, host: str, port: int, domain: str) -> Controller:
    """Not started: `start()` and `stop()` are the caller's."""
    logging.getLogger("mail").setLevel(logging.WARNING)  # its own log would tell the secret addresses
    options: dict[str, Any] = {
        "data_size_limit": actions.MOST_BYTES,
        "enable_SMTPUTF8": True,
        "ident": "Raccord",
        "auth_exclude_mechanism": ("LOGIN", "PLAIN"),
    }
    return Listener(Handler(app, domain), hostname=host, port=port, **options)


def listen(app: Flask, host: str, port: int, domain: str) -> None:
    """Until told to stop."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    running = listener(app, host, port, domain)
    running.start()
    try:
        stopped.wait()
    finally:
        running.stop()
