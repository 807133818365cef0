"""What is read by very few is kept sealed in the database: a copy of its tables tells nothing.

The key comes from SECRET_KEY and from what is sealed, so that a value put in another's place does not
open. The first byte says how the rest was sealed: another way may come, and the former still opens.
"""

import base64
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

VERSION = b"\x01"


class Unreadable(Exception):
    """Sealed with another key, for something else, or damaged."""


def seal(values: dict[str, Any], purpose: str) -> bytes:
    """`purpose` names what is sealed and whose it is; it is asked again to open."""
    return VERSION + _box(purpose).encrypt(json.dumps(values).encode())


def unseal(sealed: bytes, purpose: str) -> dict[str, Any]:
    if sealed[:1] != VERSION:
        raise Unreadable
    try:
        values: dict[str, Any] = json.loads(_box(purpose).decrypt(sealed[1:]))
    except InvalidToken as wrong:
        raise Unreadable from wrong
    return values


def _box(purpose: str) -> Fernet:
    return _made(str(current_app.config["SECRET_KEY"]), purpose)


@lru_cache(256)
def _made(key: str, purpose: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"raccord sealed 1 {purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derived.derive(key.encode())))
