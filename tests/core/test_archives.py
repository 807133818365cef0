"""What a ZIP says of itself is not believed; what we write can be opened anywhere."""

import zipfile
from io import BytesIO

import pytest

from tests.documents.files import PDF
from tests.zips import bomb, linked, locked, names_in, zip_of
from webapp.core import archives
from webapp.core.archives import Entry, Member, Names, pack, safe, unpack
from webapp.domain.refusals import Refused

MOST = 15 << 20


def opened(content: bytes, most: int = MOST) -> list[Member]:
    return list(unpack(BytesIO(content), "tout.zip", most))


def refusals(content: bytes, most: int = MOST) -> list[str]:
    return [str(member.refusal) for member in opened(content, most) if member.refusal]


def test_files_come_out_without_their_folders_and_without_what_systems_leave():
    content = zip_of(
        {
            "Contrats/": b"",
            "Contrats/Lise.pdf": PDF,
            "../../etc/Nadia.pdf": PDF,
            "C:\\temp\\Hugo.pdf": PDF,
            "__MACOSX/Contrats/._Lise.pdf": b"x",
            "Contrats/.DS_Store": b"x",
            "Thumbs.db": b"x",
        }
    )
    assert [(member.name, member.content) for member in opened(content)] == [
        ("Lise.pdf", PDF),
        ("Nadia.pdf", PDF),
        ("Hugo.pdf", PDF),
    ]


@pytest.mark.parametrize("written", ["Été.pdf".encode(), "Été.pdf".encode("cp850")], ids=["macOS", "Windows"])
def test_accents_of_archives_that_do_not_say_how_they_write_are_read(written: bytes):
    named = zip_of({"x" * len(written): PDF})
    assert opened(named.replace(b"x" * len(written), written))[0].name == "Été.pdf"


def test_a_bomb_is_told_by_its_ratio_and_never_unrolled():
    assert refusals(bomb()) == ["«\u00a0bombe.pdf\u00a0» est compressé de façon anormale."]


def test_several_archives_share_what_may_be_taken_out():
    allowance = archives.Allowance(left=len(PDF) * 3)
    taken = [
        member
        for _ in range(3)
        for member in unpack(BytesIO(zip_of({"a.pdf": PDF, "b.pdf": PDF})), "tout.zip", MOST, allowance)
    ]
    assert [bool(member.content) for member in taken] == [True] * 3 + [False] * 3
    assert "trop lourd" in str(taken[-1].refusal)


def test_a_size_that_lies_is_cut_at_the_bound():
    raw = zip_of({"a.pdf": b"%PDF-" + b"x" * 5_000}, zipfile.ZIP_STORED)
    start = raw.index(b"PK\x01\x02")
    lying = raw[: start + 24] + (10).to_bytes(4, "little") + raw[start + 28 :]
    assert len(opened(lying, 1_000)[0].content) <= 1_000
    assert refusals(raw, 1_000) == ["«\u00a0a.pdf\u00a0» est trop lourd."]


def test_all_together_they_keep_to_a_bound(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 250)
    content = zip_of({f"{n}.txt": b"x" * 100 for n in range(4)}, zipfile.ZIP_STORED)
    found = opened(content)
    assert sum(len(member.content) for member in found) <= 250
    assert [bool(member.refusal) for member in found] == [False, False, True, True]


def test_a_locked_file_a_link_and_a_rare_squeezing_are_refused_alone():
    assert refusals(locked()) == ["«\u00a0secret.pdf\u00a0» est protégé par un mot de passe."]
    assert refusals(linked()) == ["«\u00a0lien.pdf\u00a0» ne se lit pas dans l’archive."]
    assert refusals(zip_of({"a.pdf": PDF}, zipfile.ZIP_LZMA)) == [
        "«\u00a0a.pdf\u00a0» ne se lit pas dans l’archive."
    ]


def test_a_damaged_file_is_refused_and_the_next_one_kept():
    raw = bytearray(zip_of({"a.txt": b"abcdefgh" * 40, "b.pdf": PDF}))
    raw[45] ^= 0xFF
    first, second = opened(bytes(raw))
    assert first.refusal
    assert second.content == PDF


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, zip_of({"a": b"x"})[:-10]],
    ids=["empty", "a mark alone", "a mark and noise", "cut"],
)
def test_what_is_no_archive_is_refused_with_a_sentence(content):
    with pytest.raises(Refused, match="n’est pas un ZIP lisible"):
        opened(content)


def test_too_many_files_or_too_long_a_list_are_refused_before_any_is_read():
    with pytest.raises(Refused, match="plus de 300 fichiers"):
        opened(zip_of({f"{n}.txt": b"" for n in range(301)}))
    raw = zip_of({"a.txt": b"x"})
    end = raw.rindex(b"PK\x05\x06")
    long_list = raw[: end + 12] + (5 << 20).to_bytes(4, "little") + raw[end + 16 :]
    with pytest.raises(Refused, match="n’est pas un ZIP lisible"):
        opened(long_list)


def test_what_goes_out_has_names_that_are_safe_and_given_once():
    out = BytesIO()
    entries = [
        Entry(("Contrats", "Lise : avenant 1.pdf"), [b"a", b"b"]),
        Entry(("Contrats", "lise   avenant 1.PDF"), [b"c"]),
        Entry(("Contrats", "Lise avenant 1.pdf"), [b"d"]),
        Entry(("..", "/etc/passwd"), [b"e"]),
    ]
    assert pack(entries, out, most_bytes=100) == 4
    names = names_in(out.getvalue())
    assert names[0] == "Contrats/Lise avenant 1.pdf"
    assert len({name.lower() for name in names}) == 4
    assert all(".." not in name.split("/") and not name.startswith("/") for name in names)
    with zipfile.ZipFile(out) as archive:
        assert archive.read(names[0]) == b"ab"
        assert archive.testzip() is None


def test_an_archive_too_heavy_is_refused_while_it_is_written():
    endless = Entry(("a.txt",), (b"x" * 100 for _ in range(10**9)))
    with pytest.raises(Refused, match="dépasserait"):
        pack([endless], BytesIO(), most_bytes=1 << 20)


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("CON", "_CON"),
        ("lpt1.pdf", "_lpt1.pdf"),
        ("a/b\\c", "a b c"),
        ("  . ", "document"),
        ("tab\there", "tab here"),
        ("x" * 400, "x" * 120),
    ],
)
def test_one_step_of_a_path_is_safe(word, shown):
    assert safe(word) == shown
    assert Names().given((word,)) == shown
