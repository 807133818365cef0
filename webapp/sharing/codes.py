"""The code of a link, four figures said aloud: a keyed digest of it is kept, and what was opened with it remembered.

Ten thousand codes are soon tried: the digest is worth nothing without the secret key, and tries are counted where
the code is asked (`webapp.sharing.opened.door`).
"""

import hmac
from uuid import UUID

from flask import current_app

from webapp.sharing.opened.page import Header

FIGURES = 4


def code_digest(share_id: UUID, code: str) -> str:
    """What a link keeps of its code."""
    return _keyed("code", share_id, code)


def is_right(header: Header, code: str) -> bool:
    return header.code_digest is not None and _same(header.code_digest, code_digest(header.share, code))


def mark_of(header: Header) -> str:
    """What the session of whoever gave the code keeps: another code makes another mark."""
    return _keyed("opened", header.share, header.code_digest or "")


def has_mark(header: Header, mark: object) -> bool:
    return isinstance(mark, str) and _same(mark, mark_of(header))


def calendar_key(header: Header) -> str | None:
    """What follows `?k=` in the address that a calendar application, which types no code, asks; None without a code."""
    return _keyed("calendar", header.share, header.code_digest) if header.code_digest else None


def is_calendar_key(header: Header, key: str) -> bool:
    return _same(calendar_key(header) or "", key)


def _keyed(purpose: str, share_id: UUID, said: str) -> str:
    key: str = current_app.config["SECRET_KEY"]
    return hmac.digest(key.encode(), f"share {purpose} {share_id.hex} {said}".encode(), "sha256").hex()


def _same(one: str, other: str) -> bool:
    """In a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())
