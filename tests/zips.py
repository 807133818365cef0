"""Archives and office files, good and bad, made as small as they can be."""

import zipfile
from io import BytesIO

TYPES = '<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="{}"/></Types>'
OOXML = "application/vnd.openxmlformats-officedocument"
DOCX_MAIN = f"{OOXML}.wordprocessingml.document.main+xml"
XLSX_MAIN = f"{OOXML}.spreadsheetml.sheet.main+xml"
FDX = b'<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft DocumentType="Script" Version="1"></FinalDraft>'


def zip_of(files: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def ooxml(main: str = DOCX_MAIN, **more: bytes) -> bytes:
    parts = {"[Content_Types].xml": TYPES.format(main).encode(), "main.xml": b"<x/>", **more}
    return zip_of(parts)


def odt(**more: bytes) -> bytes:
    return zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>", **more})


DOCX = ooxml()
XLSX = ooxml(XLSX_MAIN)
ODT = odt()
DOCM = ooxml("application/vnd.ms-word.document.macroEnabled.main+xml", **{"word/vbaProject.bin": b"x"})


def bomb(megabytes: int = 64) -> bytes:
    """Zeros, a thousand times smaller once squeezed."""
    return zip_of({"bombe.pdf": b"%PDF-" + b"\0" * (megabytes << 20)})


def locked(content: bytes = b"x") -> bytes:
    """An archive that says its only file needs a password."""
    raw = bytearray(zip_of({"secret.pdf": content}))
    raw[6] |= 1
    start = raw.index(b"PK\x01\x02")
    raw[start + 8] |= 1
    return bytes(raw)


def linked() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("lien.pdf")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def names_in(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.namelist()


def read_in(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)
