"""XML written by a stranger, read as it comes: what it costs is bounded, and it may define nothing."""

from collections.abc import Iterable, Iterator
from xml.parsers import expat

DEEPEST = 64
# Each name is kept by the parser until its end.
MOST_NAMES = 5_000
LONGEST_TAG = 256 * 1024


class Hostile(Exception):
    """No file made by a spreadsheet is so."""


class Reader:
    """What is made of the elements of a part, known by their names without prefix."""

    finished = False  # true once the rest does not matter

    def __init__(self) -> None:
        self.path: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens; `path` ends with its parent."""

    def end(self, name: str) -> None:
        """An element closes; `path` ends with its parent."""

    def text(self, text: str) -> None:
        """Text of the last element of `path`, maybe not all of it."""


def fed(reader: Reader, chunks: Iterable[bytes]) -> Iterator[None]:
    """Give the reader what it reads; its caller has a turn after each chunk."""
    names = _Names()
    interned: dict[str, str] = {}
    parser = expat.ParserCreate(intern=interned)
    parser.buffer_text = True
    path = reader.path

    def start(name: str, attributes: dict[str, str]) -> None:
        name = names[name]
        reader.start(name, attributes)
        path.append(name)
        if len(path) > DEEPEST:
            raise Hostile("deep")

    def end(_name: str) -> None:
        reader.end(path.pop())

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _no_document_type
    given = 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        given += len(chunk)
        # What is not closed yet waits in the parser's memory: a tag, its attributes, a comment.
        if given - parser.CurrentByteIndex > LONGEST_TAG or len(interned) > MOST_NAMES:
            raise Hostile("tag")
        yield
        if reader.finished:
            return
    parser.Parse(b"", True)
    yield


def read(reader: Reader, chunks: Iterable[bytes]) -> None:
    for _turn in fed(reader, chunks):
        pass


class _Names(dict[str, str]):
    """Names without their prefix, each cut once."""

    def __missing__(self, name: str) -> str:
        if len(self) >= MOST_NAMES:
            raise Hostile("names")
        self[name] = name.rpartition(":")[2]
        return self[name]


def _no_document_type(*_declared: object) -> None:
    raise Hostile("document type")
