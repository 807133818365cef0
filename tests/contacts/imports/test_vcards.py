"""What phones really write, card by card."""

import base64
import io
import time
import zlib
from typing import Any

import pytest
from PIL import Image

from tests.contacts.imports.cards import card, photo, picture
from webapp.contacts.imports import photos, texts, vcards
from webapp.contacts.imports.vcards import Read

LONG = "x" * 100_000


def read(content: str | bytes) -> list[Read]:
    content = content.encode() if isinstance(content, str) else content
    return [vcards.read(piece) for piece in vcards.pieces(texts.in_utf8(content))]


def one(*lines: str, version: str = "3.0") -> dict[str, Any]:
    (found,) = read(card(*lines, version=version))
    assert found.card is not None, found.reason
    return vars(found.card)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["N:Belkacem;Nadia;;Mme;"], {"name": "Nadia Belkacem", "kind": "person"}),
        (["N:;;;;", "ORG:Films du Ponant"], {"name": "Films du Ponant", "kind": "company", "company": ""}),
        (["FN:Films du Ponant", "ORG:Films du Ponant;"], {"name": "Films du Ponant", "kind": "company"}),
        (["FN:Nadia", "N:;Nadia;;;", "ORG:Ponant;Régie"], {"company": "Ponant", "notes": "Service : Régie"}),
        (["N:Duo;;;;", "ORG:Le Duo", "X-ABShowAs:COMPANY"], {"name": "Le Duo", "kind": "company"}),
        (["NICKNAME:Nad", "TEL:0612345678"], {"name": "Nad"}),
        (["EMAIL:nadia@exemple.fr"], {"name": "nadia@exemple.fr"}),
        (["TEL:0612345678"], {"name": "06\u00a012\u00a034\u00a056\u00a078"}),
        (["FN:Nadia", "NICKNAME:Nad, Nana"], {"name": "Nadia"}),
        (["FN:'Nadia'"], {"name": "Nadia"}),
        (["FN:Dupont\\, Jean"], {"name": "Dupont, Jean"}),
        (["FN:\u202aNadia\u202c\u200b"], {"name": "Nadia"}),
        (["FN:A", "TITLE:Cheffe op", "ROLE:Cadreuse"], {"job": "Cheffe op, Cadreuse"}),
        (["FN:A", "BDAY:1988-03-14"], {"birthday": "1988-03-14"}),
        (["FN:A", "BDAY:19880314T000000Z"], {"birthday": "1988-03-14"}),
        (["FN:A", "BDAY:--0314"], {"birthday": "--03-14"}),
        (["FN:A", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14"], {"birthday": "--03-14"}),
        (["FN:A", "BDAY:1604-02-29"], {"birthday": "--02-29"}),
        (["FN:A", "BDAY:1988-02-31"], {"birthday": ""}),
        (["FN:A", "ADR;TYPE=WORK:;Bât. B;3 rue X;Brest;;29200;FRANCE"],
         {"address": "Bât. B, 3 rue X", "postal_code": "29200", "city": "Brest"}),
        (["FN:A", "ADR:;;Rue Y 4;Bruxelles;;1000;Belgique"], {"address": "Rue Y 4, 1000, Belgique", "city": "Bruxelles"}),
        (["FN:A", "CATEGORIES:Régie,Son", "CATEGORIES:regie,myContacts"], {"tags": ["Régie", "Son"]}),
        (["FN:A", "LANG:fr", "LANG:en-GB"], {"languages": "français, anglais"}),
        (["FN:A", "NOTE:une\\, deux\\nTrois"], {"notes": "une, deux\nTrois"}),
        (["FN:A", "NOTE:une\r\n  ligne pliée"], {"notes": "une ligne pliée"}),
        (["FN:A", "NOTE:sans\r\nmarge: bien sûr"], {"notes": "sans\nmarge: bien sûr"}),
        (["FN:A", "URL:www.exemple.fr", "URL:javascript:alert(1)", "item1.URL:http\\://b.fr"],
         {"links": [["https://www.exemple.fr", ""], ["http://b.fr", ""]]}),
        (["FN:A", "EMAIL:Moi <a@b.fr>", "EMAIL;TYPE=HOME,pref:c@d.fr", "EMAIL:A@B.fr"],
         {"emails": [["c@d.fr", "Personnel"], ["a@b.fr", ""]]}),
        (["FN:A", "item1.TEL:0142000001", "item1.X-ABLabel:_$!<Work>!$_", "item2.TEL:0142000002", "item2.X-ABLabel:Atelier"],
         {"phones": [["+33142000001", "Bureau"], ["+33142000002", "Atelier"]]}),
        (["FN:A", "TEL;TYPE=FAX:0142000001", "TEL;TYPE=WORK:01.42.00.00.02", "TEL;TYPE=cell:06 12 34 56 78"],
         {"phones": [["+33612345678", "Mobile"], ["+33142000002", "Bureau"], ["+33142000001", "Fax"]]}),
        (["FN:A", "TEL:+33 (0)6 12 34 56 78", "TEL:0033612345678", "TEL:tel:+33-6-12-34-56-78"],
         {"phones": [["+33612345678", ""]]}),
        (["FN:A", "TEL:0142000001 poste 12"], {"phones": [["+33142000001", "poste 12"]]}),
        (["FN:A", "TEL:06 12 34 56 78 / 06 12 34 56 79"], {"phones": [["+33612345678", ""], ["+33612345679", ""]]}),
        (["FN:A", "TEL:demander à Paul"], {"phones": [], "notes": "Téléphone : demander à Paul"}),
        (["FN:A", "TEL:+32 470 12 34 56"], {"phones": [["+32470123456", ""]]}),
        (['TEL;TYPE="cell,pref":0612345678', 'FN;X-A="b:c;d":A'], {"name": "A", "phones": [["+33612345678", "Mobile"]]}),
    ],
)  # fmt: skip
def test_version_3(lines, said):
    found = one(*lines)
    assert {name: found[name] for name in said} == said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;A=C3=AFcha;;;"], {"name": "Aïcha Lefèvre"}),
        (["FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Zo=E9"], {"name": "Zoé"}),
        (["FN;ENCODING=QUOTED-PRINTABLE:A=C3=\r\n=AFcha=20=\r\nLef=C3=A8vre"], {"name": "Aïcha Lefèvre"}),
        (["FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:une=0D=0Adeux"], {"notes": "une\ndeux"}),
        (["FN:A", "TEL;CELL;PREF:0612345678", "TEL;WORK;VOICE:0142000001"],
         {"phones": [["+33612345678", "Mobile"], ["+33142000001", "Bureau"]]}),
        (["FN;CHARSET=rot13:Nadia"], {"name": "Nadia"}),
    ],
)  # fmt: skip
def test_version_2_1_as_phones_still_export_it(lines, said):
    found = one(*lines, version="2.1")
    assert {name: found[name] for name in said} == said


def test_version_4():
    found = one(
        "FN:Nadia", "KIND:individual", "TEL;VALUE=uri;PREF=1;TYPE=\"cell\":tel:+33612345678;ext=4", "EMAIL;PREF=2:a@b.fr",
        "EMAIL;PREF=1:c@d.fr", version="4.0",
    )  # fmt: skip
    assert found["phones"] == [["+33612345678", "Mobile"]]
    assert [mail for mail, _label in found["emails"]] == ["c@d.fr", "a@b.fr"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + card("FN:Zoé").encode(),
        card("FN:Zoé").encode("utf-16"),
        card("FN:Zoé").encode("cp1252"),
        card("FN:Zoé").replace("\r\n", "\n").encode(),
        card("FN:Zoé").replace("\r\n", "\r").encode(),
        card("FN:Zoé").replace("BEGIN:VCARD", "begin:vcard ").encode(),
        card("FN:Zo\r\n é").encode(),
        "BEGIN:VCARD\nFN:Zoé".encode(),
    ],
)
def test_marks_ends_of_lines_and_letters_of_any_kind(content):
    (found,) = read(content)
    assert found.card is not None and found.card.name == "Zoé"


def test_a_letter_folded_in_its_middle_is_whole_again():
    (found,) = read(b"BEGIN:VCARD\r\nFN:Zo\xc3\r\n \xa9\r\nEND:VCARD\r\n")
    assert found.card is not None and found.card.name == "Zoé"


def test_a_bad_card_loses_no_other():
    content = card("FN:A") + card("NOTE:rien") + "perdu\r\n" + card("garbage", ":::", ";;;") + card("FN:B")
    content += (
        "BEGIN:VCARD\r\nFN:C\r\n"
        + card("FN:D", "AGENT:", "BEGIN:VCARD", "FN:Nested", "END:VCARD")
        + card("FN:E")
    )
    found = read(content)
    assert [one.card.name for one in found if one.card] == ["A", "B", "C", "D", "E"]
    assert [str(one.reason) for one in found if one.reason] == [
        str(vcards.EMPTY),
        str(vcards.OUTSIDE),
        str(vcards.EMPTY),
    ]
    assert "NOTE:rien" in found[1].raw and found[2].raw == "perdu"
    (cut,) = (one for one in found if one.card and one.card.name == "C")
    assert cut.card is not None and cut.card.remarks[0]["text"] == str(vcards.CUT)


def test_a_face_is_made_small_and_says_nothing_else():
    (found,) = read(card("FN:A", photo(picture())))
    assert found.picture is not None and b"Chez moi" not in found.picture
    unmargined = "PHOTO;BASE64:\r\n" + "\r\n".join(
        base64.b64encode(picture()).decode()[i : i + 76] for i in range(0, 9999, 76)
    )
    (bare,) = read(card("FN:A", unmargined + "\r\n", "TEL:0612345678", version="2.1"))
    assert bare.picture is not None and bare.card is not None and bare.card.phones
    (as_data,) = read(
        card("FN:A", "PHOTO:data:image/jpeg;base64," + base64.b64encode(picture()).decode(), version="4.0")
    )
    assert as_data.picture == found.picture


def bomb() -> bytes:
    """A PNG of 60 000 × 60 000, as told by its first bytes."""
    head = b"\x00\x00\xea\x60\x00\x00\xea\x60\x08\x02\x00\x00\x00"
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + chunk + zlib.crc32(chunk).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("PHOTO;ENCODING=b:" + base64.b64encode(b"not a picture at all").decode(), vcards.PHOTO_BAD),
        ("PHOTO;ENCODING=b:" + base64.b64encode(bomb()).decode(), vcards.PHOTO_BAD),
        ("PHOTO;VALUE=uri:http://169.254.169.254/latest", vcards.PHOTO_AWAY),
        ("PHOTO:https://exemple.fr/a.jpg", vcards.PHOTO_AWAY),
    ],
)
def test_a_face_that_cannot_be_had_is_said_and_the_card_stays(line, said):
    (found,) = read(card("FN:A", line))
    assert found.card is not None and found.picture is None
    assert [remark["text"] for remark in found.card.remarks] == [str(said)]


def test_a_picture_too_heavy_is_not_even_opened():
    with pytest.raises(photos.Unreadable):
        photos.small(b"\xff\xd8\xff" + b"\0" * photos.MOST_BYTES)


@pytest.mark.parametrize(
    "lines",
    [
        ["FN:" + LONG],
        ["FN:A", 'TEL;TYPE="' + LONG + ":1"],
        ["FN:A", "NOTE:" + "\\;" * 50_000, "N:" + "\\" * 100_000 + ";b"],
        ["FN:A", "ADR:" + ";" * 100_000],
        ["FN:A", "EMAIL:" + "a@" * 50_000],
        ["FN:A", "TEL:" + "0" * 100_000, "TEL:" + "06 " * 30_000],
        ["FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\r\n" * 50_000],
        ["FN:A", "X-" + "A" * 100_000 + ":1", "A;" * 50_000],
        ["FN:A", "CATEGORIES:" + "a," * 50_000],
        ["FN:A", *(f"TITLE:{n}{LONG[:1_900]}" for n in range(1_500))],
        ["FN:A", *("ORG:A;" + ";".join(f"service {n} {m}" for m in range(300)) for n in range(300))],
        ["FN:A", "CATEGORIES:" + ",".join(f"t{n}" for n in range(100_000))],
    ],
)
def test_a_hostile_card_costs_little(lines):
    began = time.process_time()
    assert len(read(card(*lines))) == 1
    assert time.process_time() - began < 2


def test_a_card_without_end_of_lines_is_refused_alone():
    first, second = read(card("FN:A", *["TEL:0612345678"] * 2_500) + card("FN:B"))
    assert first.reason == vcards.TOO_LONG and second.card is not None


def test_pictures_cost_so_much_and_no_more(monkeypatch):
    """Each within bounds; a file of thousands would keep a processor for an hour."""
    monkeypatch.setattr(photos, "unpacked", 0)
    monkeypatch.setattr(photos, "MOST_ALTOGETHER", 2_500_000)
    bomb = io.BytesIO()
    Image.new("1", (1_000, 1_000)).save(bomb, "PNG")
    found = [read(card(f"FN:N{n}", photo(bomb.getvalue())))[0] for n in range(4)]
    assert [bool(one.picture) for one in found] == [True, True, False, False]
    assert all(one.card for one in found) and found[3].card.remarks[0]["text"] == vcards.PHOTO_BAD.text
