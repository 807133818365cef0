"""Answers as links bring them."""

from datetime import datetime
from typing import Any

from tests.make import Place, World
from webapp.sharing.answers.actions import Answer, note_answer
from webapp.sharing.models import Reply, ReplyKind, Share

MONDAY = "J12, lundi 23 novembre"


def replied(world: World, place: Place, share: Share, production: Any, **said: Any) -> datetime:
    """Marc confirms the J12."""
    answer = {
        "section": "planning", "subject": "000000000000", "label": MONDAY, "digest": "0" * 64,
        "kind": ReplyKind.CONFIRMED, "name": "Marc Delcourt",
    }  # fmt: skip
    with world.inside(place):
        return note_answer(Answer(share=share.id, production=production.public_id, **{**answer, **said}))


def linked(world: World, place: Place, **values: Any) -> tuple[Share, Any]:
    """A link to one production."""
    production = world.production(place, label="MARÉES")
    _token, share = world.share(place, production, email="marc@exemple.fr", **values)
    return share, production


def ids(peek: Any) -> list[str]:
    return [key for (key,) in peek(f"SELECT public_id FROM {Reply.__tablename__} ORDER BY replied_at, id")]
