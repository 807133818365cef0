"""Reads a part of a file from standard input, and writes a line of JSON for each card: run alone, with hardly any right.

The file comes from a stranger. What it may cost is bounded before the first byte is read: time of processor,
memory, no file written.
"""

import base64
import json
import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

SECONDS, MEMORY = 25, 768 << 20


def limit() -> None:
    with suppress(ImportError):  # a newcomer's Windows has no limits but the time its parent waits
        import resource

        for name, most in (
            ("RLIMIT_CPU", SECONDS),
            ("RLIMIT_AS", MEMORY),
            ("RLIMIT_FSIZE", 0),
            ("RLIMIT_CORE", 0),
        ):
            with suppress(ValueError, OSError, AttributeError):
                resource.setrlimit(getattr(resource, name), (most, most))


def read(content: bytes, kind: str, start: int, count: int) -> Iterator[dict[str, Any]]:
    from webapp.contacts.imports import tables, texts, vcards

    content = texts.in_utf8(content)
    if kind == "vcard":
        found = (vcards.read(piece) for piece in islice(vcards.pieces(content), start, start + count))
    else:
        columns = tables.columns_of(content) or []
        found = (tables.read(columns, row) for row in islice(tables.rows(content), start, start + count))
    for number, one in enumerate(found, start + 1):
        yield {
            "position": number,
            "card": one.card.as_json() if one.card else None,
            "picture": base64.b64encode(one.picture).decode() if one.picture else None,
            "reason": {"text": one.reason.text, "values": dict(one.reason.values)} if one.reason else None,
            "raw": one.raw,
        }


def main() -> None:
    limit()
    logging.disable()
    warnings.simplefilter("ignore")
    kind, start, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for said in read(sys.stdin.buffer.read(), kind, start, count):
        sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.write("end\n")


if __name__ == "__main__":
    main()
