"""The text of one PDF, from standard input to standard output: run alone, with hardly any right.

The file comes from a stranger. What it may cost is bounded before the first byte is read: time of
processor, memory, no file written. The answer is the word `text` and the text, or one word that says why not.
"""

import logging
import sys
from contextlib import suppress
from io import BytesIO

SECONDS, MEMORY = 4, 512 << 20
LONGEST = 200_000


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


def answer(content: bytes, most_pages: int) -> str:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        return "encrypted"
    if len(reader.pages) > most_pages:
        return "long"
    pages = [page.extract_text(extraction_mode="layout") for page in reader.pages]
    said = "\n".join(pages)[:LONGEST]
    return f"text\n{said}" if any(c.isalnum() for c in said) else "scan"


def main() -> None:
    limit()
    logging.disable()
    try:
        said = answer(sys.stdin.buffer.read(), int(sys.argv[1]))
    except Exception:  # whatever a hostile file makes the parser do
        said = "unreadable"
    sys.stdout.buffer.write(said.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
