"""Mails as people and machines send them, good and hostile."""

from email.message import EmailMessage

from tests.documents.files import PDF

PDF_PART = ("application", "pdf")


def mail(
    *files: tuple[bytes, str, str], subject: str = "Papiers", sender: str = "Maud Kervella <maud@exemple.fr>",
    message_id: str = "<1@exemple.fr>", to: str = "x@in.raccord.example",
) -> EmailMessage:  # fmt: skip
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    if message_id:
        message["Message-ID"] = message_id
    message.set_content("Bonjour, voici les papiers.")
    for content, name, kind in files:
        main, _slash, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


def pdf(name: str = "AEM octobre.pdf", content: bytes = PDF) -> tuple[bytes, str, str]:
    return content, name, "application/pdf"


def with_pictures(small: bytes, big: bytes) -> bytes:
    """A signature's logo and a photo put in the text, as phones do."""
    message = mail()
    message.add_alternative("<img src=cid:a><img src=cid:b>", subtype="html")
    html = message.get_payload()[1]
    html.add_related(small, "image", "jpeg", cid="<a>")
    html.add_related(big, "image", "jpeg", cid="<b>")
    return message.as_bytes()


def nested(depth: int) -> bytes:
    """Boxes in boxes, a PDF in the last one."""
    heads = b"".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode() for n in range(depth)
    )
    part = b'Content-Type: application/pdf; name="fond.pdf"\r\n\r\n' + PDF + b"\r\n"
    tails = b"".join(f"--b{n}--\r\n".encode() for n in reversed(range(depth)))
    return b"Message-ID: <deep@exemple.fr>\r\nMIME-Version: 1.0\r\n" + heads + part + tails
