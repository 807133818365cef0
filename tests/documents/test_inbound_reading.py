"""A mail is read within bounds, whatever it holds."""

import time

import pytest

from tests.documents.files import JPEG, PDF
from tests.documents.mails import mail, nested, pdf, with_pictures
from webapp.documents.inbound import reading
from webapp.documents.inbound.reading import Mail, read


def files(found: Mail) -> list[tuple[str, str | None]]:
    return [(attached.name, attached.title) for attached in found.files]


def test_files_are_taken_and_the_text_is_not():
    found = read(mail(pdf(), pdf("Bulletin.pdf"), subject="Fwd: TR: Octobre").as_bytes())
    assert (found.sender, found.subject) == ("Maud Kervella", "Octobre")
    assert files(found) == [("AEM octobre.pdf", None), ("Bulletin.pdf", None)]
    assert found.files[0].content == PDF


@pytest.mark.parametrize("name", ["scan.pdf", "IMG_0042.pdf", "20261126.pdf", "Document 1.pdf", ""])
def test_a_name_that_says_nothing_leaves_the_title_to_the_subject(name):
    (attached,) = read(mail(pdf(name), subject="Assurance 2026").as_bytes()).files
    assert attached.title == "Assurance 2026"


def test_pictures_of_signatures_are_left_and_photos_kept():
    found = read(with_pictures(JPEG, JPEG + b"\0" * reading.SMALL_PICTURE))
    assert [len(attached.content) > reading.SMALL_PICTURE for attached in found.files] == [True]


def test_a_mail_within_the_mail_is_not_opened():
    outer = mail(pdf("dehors.pdf"))
    outer.add_attachment(mail(pdf("dedans.pdf")))
    assert [name for name, _title in files(read(outer.as_bytes()))] == ["dehors.pdf"]


def test_accented_names_are_read_in_both_ways_of_writing_them():
    raw = mail(pdf("Été à Brest.pdf"), subject="Été", sender="Élodie Le Goff <e@exemple.fr>").as_bytes()
    old = (
        b"From: =?iso-8859-1?Q?=C9lodie_Le_Goff?= <e@exemple.fr>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: application/pdf; name="=?utf-8?B?w4l0w6kgw6AgQnJlc3QucGRm?="\r\n\r\n' + PDF
    )
    for found in (read(raw), read(old)):
        assert found.sender == "Élodie Le Goff"
        assert files(found)[0][0] == "Été à Brest.pdf"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\xff\xfe",
        b"no header at all",
        b"Subject: =?klingon?B?w4k=?=\r\nFrom: =?x?Q?=\r\n\r\nx",
        b"Subject: =?utf-8?B?" + b"w" * 5_000 + b"?=\r\n\r\nx",
        b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx',
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"Content-Type: application/pdf; name*=klingon''%ff\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64",
        b"Content-Type: application/pdf; name*0*=utf-8''a; name*9999999=b\r\n\r\nx",
        b"From: " + b"<" * 3_000 + b"\r\n\r\nx",
        b"From: a" + b",a@b" * 5_000 + b"\r\n\r\nx",
    ],
    ids=range(11),
)
def test_a_hostile_mail_is_read_or_refused_and_nothing_else(raw):
    try:
        found = read(raw)
    except reading.Unreadable:
        return
    assert len(found.digest) == 64
    assert len(found.sender) <= 200
    assert all(len(attached.name) <= 200 for attached in found.files)


@pytest.mark.parametrize("depth", [3, 50, 2_000])
def test_boxes_in_boxes_are_opened_to_a_depth(depth):
    try:
        found = read(nested(depth))
    except reading.Unreadable:
        assert depth > reading.DEEPEST
        return
    assert bool(found.files) == (depth <= reading.DEEPEST)


def test_thousands_of_parts_and_huge_headers_are_bounded():
    part = b'--b\r\nContent-Type: application/pdf; name="a.pdf"\r\n\r\n%PDF-\r\n'
    raw = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + part * 20_000 + b"--b--\r\n"
    began = time.process_time()
    assert len(read(raw).files) == reading.MOST_FILES
    head = b"".join(f"X-Header-{n}: {'y' * 900}\r\n".encode() for n in range(5_000))
    assert len(read(head + b"Subject: " + b"z" * 1_000_000 + b"\r\n\r\nx").subject) <= reading.LONGEST_HEADER
    assert time.process_time() - began < 20


def test_the_same_mail_has_the_same_digest_and_without_an_identifier_its_bytes_make_it():
    first, second = mail(pdf()).as_bytes(), mail(pdf("autre.pdf")).as_bytes()
    assert read(first).digest == read(second).digest
    bare = mail(message_id="").as_bytes()
    assert read(bare).digest == read(bare).digest != read(bare + b"x").digest
