"""The zip that a workbook is, its parts read as they come and never beyond their limit."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

MOST_UNPACKED = 50 * 1024 * 1024
MOST_MEMBERS = 2_000
MEMBER_MARK = b"PK\x01\x02"  # at the head of each line of the zip's table of contents
# Others unpack thousands of times their weight in one go.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CHUNK = 64 * 1024


class Package:
    def __init__(self, content: bytes) -> None:
        # Counted before it is opened: a table of contents takes ten times its weight once read.
        if content.count(MEMBER_MARK) > MOST_MEMBERS:
            raise _too_big()
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        if sum(member.file_size for member in self.archive.infolist()) > MOST_UNPACKED:
            raise _too_big()
        self.names = frozenset(self.archive.namelist())

    def chunks(self, name: str, most: int) -> Iterator[bytes]:
        """The unpacked bytes of a part, whose declared size may be a lie."""
        member = self.archive.getinfo(name)
        if member.compress_type not in METHODS:
            raise zipfile.BadZipFile(name)
        if member.file_size > most:
            raise _part_too_big(name, most)
        read = 0
        with self.archive.open(member) as unpacked:
            while chunk := unpacked.read(CHUNK):
                read += len(chunk)
                if read > most:
                    raise _part_too_big(name, most)
                yield chunk


def _too_big() -> Refused:
    return Refused(sentence("Ce classeur est trop gros une fois décompressé. La limite est de 50 Mo."))


def _part_too_big(name: str, most: int) -> Refused:
    return Refused(
        sentence(
            "Ce classeur est trop gros une fois décompressé\u00a0: sa partie %(part)s dépasse %(limit)s Mo. Copiez vos "
            "lignes dans un classeur neuf, ou enregistrez-les en CSV.",
            part=PurePosixPath(name).name[:80],
            limit=most >> 20,
        )
    )
