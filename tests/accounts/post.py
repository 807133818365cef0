"""What the mailman would carry: the mails queued by the pages asked so far."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    body: str

    @property
    def token(self) -> str:
        return re.search(r"https?://\S+/([\w-]{40,})", self.body)[1]


def queued(peek: Callable[[str], list[Any]]) -> list[Mail]:
    rows = peek("SELECT args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver' ORDER BY id")
    return [Mail(args["to"], args["subject"], args["body"]) for (args,) in rows]
