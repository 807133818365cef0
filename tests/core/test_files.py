"""Files in a folder and in a bucket that really speaks S3; what is refused, and how things go out."""

import io
import os
import socket
import subprocess
import sys
import time
import zipfile

import pytest

from webapp.core import files
from webapp.core.settings import Settings
from webapp.core.tenancy import new_id
from webapp.domain.refusals import Refused

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300")


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


@pytest.fixture(scope="module")
def bucket(tmp_path_factory) -> files.Bucket:
    """A bucket on a real S3 server process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test")
    log = (tmp_path_factory.mktemp("s3") / "log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    made = files.Bucket(
        Settings(s3_bucket="papiers", s3_endpoint=f"http://127.0.0.1:{port}", s3_region="us-east-1")
    )
    made.client.create_bucket(Bucket="papiers")
    yield made
    made.client.close()
    server.terminate()
    server.wait(10)
    log.close()


@pytest.fixture(params=["folder", "bucket"])
def store(request, app, tmp_path):
    before = app.extensions["files"]
    app.extensions["files"] = (
        files.Folder(tmp_path) if request.param == "folder" else request.getfixturevalue("bucket")
    )
    with app.test_request_context():
        yield app.extensions["files"]
    app.extensions["files"] = before


def test_a_file_comes_back_as_it_was(store):
    kept = files.keep(io.BytesIO(PDF), "AEM novembre.pdf", new_id())
    assert b"".join(store.open(kept.key)) == PDF
    assert (kept.name, kept.media_type, kept.size) == ("AEM novembre.pdf", "application/pdf", len(PDF))
    store.delete(kept.key)


def test_a_file_too_heavy_for_memory_comes_back_as_it_was_and_is_deleted(store):
    key, content = f"{new_id()}/{new_id().hex}", PDF * 100_000
    store.put_file(key, io.BytesIO(content), "application/zip")
    assert b"".join(store.open(key)) == content
    store.delete(key)
    gone = FileNotFoundError if isinstance(store, files.Folder) else store.client.exceptions.NoSuchKey
    with pytest.raises(gone):
        list(store.open(key))


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [(PDF, "x", "application/pdf"), (PNG, "faux.pdf", "image/png"), (JPEG, "photo.exe", "image/jpeg")],
)
def test_the_type_is_what_the_bytes_say(store, content, name, media_type):
    assert files.keep(io.BytesIO(content), name, new_id()).media_type == media_type


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "vide.pdf", "« vide.pdf » est vide."),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
            "x.png",
            "ni un PDF ni une photo",
        ),
        (b"<html><script>1</script></html>", "x.pdf", "ni un PDF ni une photo"),
        (zipped(), "x.pdf", "ni un PDF ni une photo"),
        (b"MZ\x90\x00" + b"\0" * 200, "facture.pdf", "ni un PDF ni une photo"),
        (PDF + b"0" * (15 * 1024 * 1024), "lourd.pdf", "La limite est de 15 Mo"),
    ],
)
def test_what_is_refused_says_why(store, content, name, said):
    with pytest.raises(Refused, match=said):
        files.keep(io.BytesIO(content), name, new_id())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\AEM.pdf", "AEM.pdf"),
        ("a\x00b\u202egpj.exe", "abgpj.exe"),
        ("", "document"),
        ("é" * 300 + ".pdf", "é" * 110 + ".pdf"),
    ],
)
def test_a_name_is_never_a_path(typed, shown):
    assert files.shown_name(typed) == shown


def test_files_leave_as_attachments_nobody_may_guess_at(store):
    kept = files.keep(io.BytesIO(PDF), 'é"x.pdf', new_id())
    response = files.as_attachment(kept.key, kept.name, kept.media_type, kept.size)
    assert response.headers["Content-Disposition"].startswith('attachment; filename="x.pdf"')
    assert "sandbox" in response.headers["Content-Security-Policy"]
    response.close()


def test_a_folder_keeps_each_workspace_apart(app):
    with app.test_request_context():
        workspace_id = new_id()
        assert files.keep(io.BytesIO(PDF), "a.pdf", workspace_id).key.startswith(f"{workspace_id}/")
