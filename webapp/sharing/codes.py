"""The four figures that a link may ask for: said aloud, kept as a keyed digest."""

import hmac
from uuid import UUID

from flask import current_app


def code_digest(share_id: UUID, code: str) -> str:
    """Another for each link: the same code elsewhere tells nothing."""
    key: str = current_app.config["SECRET_KEY"]
    return hmac.new(key.encode(), b"share code " + share_id.bytes + code.encode(), "sha256").hexdigest()
