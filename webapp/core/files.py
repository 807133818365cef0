"""Bytes kept outside the database: a folder, or a bucket that speaks S3.

Names never become paths: a key is the workspace's id and a random one. The type is what the bytes
say, not what the name says, and everything goes out as an attachment that no browser may guess at.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import quote
from uuid import UUID

import puremagic
from flask import Flask, Response, current_app

from webapp.core import office
from webapp.core.settings import Settings
from webapp.core.tenancy import new_id
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence

# What is accepted, and the endings its names may have; the first is given to a name that lies.
ACCEPTED = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
}
EVERY = (
    ACCEPTED | office.ENDINGS
)  # what a production's papers may be; only those of ACCEPTED are ever shown inline
CHUNK = 256 * 1024


class Store(Protocol):
    def put(self, key: str, content: bytes, media_type: str) -> None: ...
    def put_file(self, key: str, file: IO[bytes], media_type: str) -> None: ...
    def open(self, key: str) -> Iterator[bytes]: ...
    def delete(self, key: str) -> None: ...
    def delete_all(self, prefix: str) -> None: ...


class Folder:
    def __init__(self, root: Path):
        self.root = root

    def put(self, key: str, content: bytes, media_type: str) -> None:
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_bytes(content)
        partial.rename(path)

    def put_file(self, key: str, file: IO[bytes], media_type: str) -> None:
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("wb") as out:
            shutil.copyfileobj(file, out, CHUNK)
        partial.rename(path)

    def open(self, key: str) -> Iterator[bytes]:
        with (self.root / key).open("rb") as file:
            yield from iter(lambda: file.read(CHUNK), b"")

    def delete(self, key: str) -> None:
        (self.root / key).unlink(missing_ok=True)

    def delete_all(self, prefix: str) -> None:
        shutil.rmtree(self.root / prefix, ignore_errors=True)


class Bucket:
    def __init__(self, settings: Settings):
        self.settings = settings

    @cached_property
    def client(self) -> Any:
        import boto3  # half a second, paid only where a bucket is used

        return boto3.client(
            "s3",
            endpoint_url=self.settings.s3_endpoint or None,
            region_name=self.settings.s3_region,
        )

    def put(self, key: str, content: bytes, media_type: str) -> None:
        self.client.put_object(Bucket=self.settings.s3_bucket, Key=key, Body=content, ContentType=media_type)

    def put_file(self, key: str, file: IO[bytes], media_type: str) -> None:
        extra = {"ContentType": media_type}
        self.client.upload_fileobj(file, self.settings.s3_bucket, key, ExtraArgs=extra)

    def open(self, key: str) -> Iterator[bytes]:
        body = self.client.get_object(Bucket=self.settings.s3_bucket, Key=key)["Body"]
        yield from body.iter_chunks(CHUNK)

    def delete(self, key: str) -> None:
        self.client.delete_object(Bucket=self.settings.s3_bucket, Key=key)

    def delete_all(self, prefix: str) -> None:
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.settings.s3_bucket, Prefix=prefix
        )
        for page in pages:
            for one in page.get("Contents", ()):
                self.delete(one["Key"])


@dataclass(frozen=True)
class Kept:
    key: str
    name: str
    media_type: str
    size: int
    sha256: str


def init_app(app: Flask, settings: Settings) -> None:
    app.config["MAX_CONTENT_LENGTH"] = settings.upload_bytes + 64 * 1024
    app.config["UPLOAD_BYTES"] = settings.upload_bytes
    app.extensions["files"] = Bucket(settings) if settings.s3_bucket else Folder(settings.data_dir / "files")


def keep(
    stream: IO[bytes], filename: str, workspace_id: UUID, accepted: Mapping[str, tuple[str, ...]] = ACCEPTED
) -> Kept:
    """Store an upload; raises Refused for one that is empty, too heavy, or not of an accepted type."""
    limit = most_bytes()
    content = stream.read(limit + 1)
    name = shown_name(filename)
    if len(content) > limit:
        raise Refused(
            sentence(
                "« %(name)s » est trop lourd. La limite est de %(limit)s Mo.", name=name, limit=limit >> 20
            )
        )
    if not content:
        raise Refused(sentence("« %(name)s » est vide.", name=name))
    media_type = type_of(content)
    if media_type not in ACCEPTED and accepted is not ACCEPTED:
        media_type = office.type_of(content, name)
    if media_type not in accepted:
        raise Refused(_why_not(name, only_photos=accepted is ACCEPTED))
    name = name_of_type(name, media_type)
    key = new_key(workspace_id)
    store().put(key, content, media_type)
    return Kept(key, name, media_type, len(content), hashlib.sha256(content).hexdigest())


def _why_not(name: str, *, only_photos: bool) -> Sentence:
    if only_photos:
        return sentence("« %(name)s » n’est ni un PDF ni une photo (JPEG, PNG, WebP, HEIC).", name=name)
    return sentence(
        "« %(name)s » n’est pas d’un type accepté (PDF, photo, Word, Excel, OpenDocument, texte, Final Draft).",
        name=name,
    )


def type_of(content: bytes) -> str:
    """The media type the bytes themselves show, or an empty string."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1"):
        return "image/heic"
    try:
        return str(puremagic.from_string(content[:4096], mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def shown_name(filename: str) -> str:
    """The name to show: no folder, no control or direction character, at most 120 characters."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(
        c
        for c in last
        if c.isprintable() and c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    stem, dot, suffix = clean.strip(" .").rpartition(".")
    return (f"{stem[:110]}{dot}{suffix[:8]}" if dot else suffix[:120]) or "document"


def name_of_type(name: str, media_type: str) -> str:
    """The name with an ending that tells what the bytes are: a PDF called `a.html` is handed over as `a.pdf`."""
    endings = EVERY[media_type]
    stem, dot, suffix = name.rpartition(".")
    return name if dot and suffix.lower() in endings else f"{stem if dot else name}.{endings[0]}"


def as_attachment(key: str, name: str, media_type: str, size: int, *, inline: bool = False) -> Response:
    """Hand a file over; `inline` only shows a picture or PDF of a type we checked ourselves."""
    is_shown = inline and media_type in ACCEPTED
    return handed_over(store().open(key), name, media_type, size, inline=is_shown)


def handed_over(
    content: Iterable[bytes], name: str, media_type: str, size: int, *, inline: bool = False
) -> Response:
    """Bytes of ours or of the store, that no browser may guess at."""
    ascii_name = name.encode("ascii", "ignore").decode().replace('"', "") or "document"
    response = Response(content, mimetype=media_type)
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Disposition"] = (
        f"{'inline' if inline else 'attachment'}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def new_key(workspace_id: UUID) -> str:
    return f"{workspace_id}/{new_id().hex}"


def read(key: str) -> bytes:
    """All of a file at once: for what is bounded."""
    return b"".join(store().open(key))


def most_bytes() -> int:
    """What one file may weigh."""
    limit: int = current_app.config["UPLOAD_BYTES"]
    return limit


def store() -> Store:
    found: Store = current_app.extensions["files"]
    return found
