"""Workbooks as many programs write them, and those written to harm: refused with a sentence, at a small cost."""

import io
import struct
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.engagements.spreadsheets import GOOD, HEAD, handmade, unzipped, workbook, zipped
from tests.engagements.test_import_bad import DAMAGED, TOO_MANY, everything, plain
from tests.engagements.test_import_views import sent
from webapp.domain.refusals import Refused
from webapp.engagements.imports.models import Import
from webapp.engagements.imports.sheets import read

MB = 1024 * 1024
BLANKS = b"<c/>" * 250_000
FULL_ROW = b"<row>%s</row>" % (b"<c><v>1</v></c>" * 61)
LONG_TEXT = " " + "a" * 5_000 + "\U0001f600"

TOO_WIDE = (
    "Une ligne de ce classeur a plus de 16\u202f384 cellules. Copiez vos lignes dans un classeur neuf, ou enregistrez-les "
    "en CSV."
)
TOO_FULL = "Ce classeur a plus d’un million de cellules. Copiez vos lignes dans un classeur neuf, ou enregistrez-les en CSV."
TOO_BIG = "Ce classeur est trop gros une fois décompressé. La limite est de 50 Mo."
TOO_MUCH_TEXT = "Le fichier contient trop de texte. Retirez les colonnes inutiles."


def too_big(part: str, limit: int) -> str:
    return (
        f"Ce classeur est trop gros une fois décompressé : sa partie {part} dépasse {limit} Mo. Copiez vos lignes dans "
        "un classeur neuf, ou enregistrez-les en CSV."
    )


def _lying() -> bytes:
    """A sheet of 21 MB that says it has a kilobyte."""
    content = handmade(b"<row>%s</row>" % (b"<c/>" * (21 * MB // 4)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    return content.replace(struct.pack("<I", size), struct.pack("<I", 1024))


def _many_members() -> bytes:
    return zipped({f"a{n}": b"" for n in range(3_000)} | unzipped(handmade(b"")))


def _distinct_texts() -> bytes:
    texts = "".join(f"<si><t>{n:05d}\U0001f600</t></si>" for n in range(300_000))
    numbers = iter(range(300_000))
    row = b"<row>" + b'<c t="s"><v>%d</v></c>' * 30 + b"</row>"
    rows = b"".join(row % tuple(next(numbers) for _ in range(30)) for _ in range(9_900))
    return handmade(rows, strings=texts.encode())


HARMFUL = {
    "a row of eleven million cells": (
        lambda: handmade(b"<row>%s</row>" % (BLANKS * 45)),
        too_big("sheet1.xml", 20),
    ),
    "a row of five million cells": (lambda: handmade(b"<row>%s</row>" % (BLANKS * 19)), TOO_WIDE),
    "a row one cell wider than any": (lambda: handmade(b"<row>%s</row>" % (b"<c/>" * 16_385)), TOO_WIDE),
    "rows as wide as can be": (lambda: handmade(b"<row>%s</row>" % (b"<c/>" * 16_000) * 300), TOO_FULL),
    "a million styles": (lambda: handmade(b"", styles=b"<xf/>" * MB), too_big("styles.xml", 4)),
    "five thousand formats": (
        lambda: handmade(b"", formats=b"".join(b'<numFmt numFmtId="%d"/>' % n for n in range(5_000))),
        DAMAGED,
    ),
    "a million texts": (
        lambda: handmade(b"", strings=b"<si><t>abcdef</t></si>" * MB),
        too_big("sharedStrings.xml", 20),
    ),
    "a workbook of a hundred thousand names": (
        lambda: handmade(b"", book=b'<definedName name="a">1</definedName>' * 100_000),
        too_big("workbook.xml", 1),
    ),
    "one long text said half a million times": (
        lambda: handmade(
            b"<row>%s</row>" % (b'<c t="s"><v>0</v></c>' * 60) * 9_000,
            strings=b'<si><t xml:space="preserve">%s</t></si>' % LONG_TEXT.encode(),
        ),
        TOO_MUCH_TEXT,
    ),
    "three million blank rows": (lambda: handmade(b"<row/>" * 3_000_000), TOO_MANY),
    "a row of number two billion": (lambda: handmade(b'<row r="2000000000"/>'), TOO_MANY),
    "elements one in the other": (lambda: handmade(b"<a>" * (6 * MB)), DAMAGED),
    "a tag with a million attributes": (
        lambda: handmade(b"<row %s/>" % b" ".join(b'a%d=">"' % n for n in range(MB))),
        DAMAGED,
    ),
    "a million names": (lambda: handmade(b"".join(b"<a%x/>" % n for n in range(MB))), DAMAGED),
    "a comment of nineteen megabytes": (lambda: handmade(b"<!--%s-->" % (b"a" * 19 * MB)), DAMAGED),
    "a document type": (
        lambda: zipped(
            unzipped(handmade(b"")) | {"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY e "1">]><workbook/>'}
        ),
        DAMAGED,
    ),
    "an external entity": (
        lambda: zipped(
            unzipped(handmade(b""))
            | {
                "xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>'
            }
        ),
        DAMAGED,
    ),
    "a size that lies": (_lying, DAMAGED),
    "another way of packing, a thousand times tighter": (
        lambda: zipped(unzipped(handmade(b"<row>%s</row>" % BLANKS)), zipfile.ZIP_BZIP2),
        DAMAGED,
    ),
    "three thousand members": (_many_members, TOO_BIG),
    "a column of ten letters": (lambda: handmade(b'<row><c r="ABCDEFGHIJ2"><v>1</v></c></row>'), DAMAGED),
    "a text that is not there": (lambda: handmade(b'<row><c t="s"><v>3</v></c></row>'), DAMAGED),
    "a text before the first": (
        lambda: handmade(b'<row><c t="s"><v>-1</v></c></row>', strings=b"<si><t>a</t></si>"),
        DAMAGED,
    ),
}
# Those that would cost most, and whose cost is measured.
MOST_HARMFUL = (
    "a row of eleven million cells",
    "a row of five million cells",
    "rows as wide as can be",
    "a million styles",
    "one long text said half a million times",
    "elements one in the other",
    "a tag with a million attributes",
    "a million names",
    "a comment of nineteen megabytes",
    "a size that lies",
    "another way of packing, a thousand times tighter",
)
# Big, strange, and yet read: the most that the limits let in.
HEAVY = {
    "rows as full as can be": lambda: handmade(FULL_ROW * 9_900),
    "three hundred thousand texts": _distinct_texts,
    "eight hundred thousand styles": lambda: handmade(FULL_ROW, styles=b"<xf/>" * 800_000),
    "four thousand formats slow to tell apart": lambda: handmade(
        b"<row>%s</row>" % b"".join(b'<c s="%d"><v>1</v></c>' % n for n in range(60)) * 9_000,
        formats=b"".join(b'<numFmt numFmtId="%d" formatCode="%s"/>' % (n, b"[" * 900) for n in range(3_900)),
        styles=b"".join(b'<xf numFmtId="%d"/>' % n for n in range(3_900)),
    ),
}
COSTLY = {
    **{name: HARMFUL[name][0] for name in MOST_HARMFUL},
    **HEAVY,
    "a CSV line of separators": lambda: b";" * (15 * MB),
}
MEASURED = """
import sys, time
from pathlib import Path
from webapp.domain.refusals import Refused
from webapp.engagements.imports.sheets import read

def peak():  # of this process alone, in kilobytes
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])

before, began = peak(), time.process_time()
with open(sys.argv[1], "rb") as stream:
    try:
        read(stream, "x")
    except Refused:
        pass
print(peak() - before, time.process_time() - began)
"""


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_workbook_is_refused_with_a_sentence(browse, world, name):
    made, said = HARMFUL[name]
    page = sent(browse, made(), "contrats.xlsx", status=422)
    assert plain(said) in plain(page.text)
    assert everything(world) == [0, 0, 0]
    with world.inside(world.lune) as session:
        assert session.scalars(select(Import.id)).all() == []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured on Linux")
@pytest.mark.parametrize("name", COSTLY)
def test_no_file_costs_much_memory_or_time(tmp_path, name):
    file = tmp_path / "file"
    file.write_bytes(COSTLY[name]())
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)], capture_output=True, text=True, check=True, timeout=60
    )
    kilobytes, seconds = map(float, run.stdout.split())
    assert kilobytes < 150 * 1024
    assert seconds < 3


def rows_of(content: bytes) -> list[list[int | str]]:
    return read(io.BytesIO(content), "contrats.xlsx").rows


def test_ten_thousand_lines_of_a_workbook_are_read():
    job = [date(2026, 11, 2), date(2026, 11, 6), "Films du Ponant", "Scripte", 40, 860.5]
    rows = rows_of(workbook([HEAD, *[job] * 10_000]))
    assert len(rows) == 10_000
    assert rows[-1] == [10_001, "02/11/2026", "06/11/2026", "Films du Ponant", "Scripte", "40", "860,50"]


def test_a_workbook_of_libreoffice_is_read():
    """Styles of its own, a formula with its text, blank cells kept for their border, texts shared or in pieces."""
    strings = (
        b'<si><t xml:space="preserve">Films du Ponant</t></si>'
        b'<si><r><rPr><b val="true"/></rPr><t>Script</t></r><r><t>e</t></r><rPh sb="0" eb="1"><t>non</t></rPh></si>'
    )
    row = (
        b'<row r="2" customFormat="false" ht="12.8" hidden="false" outlineLevel="0" collapsed="false">'
        b'<c r="A2" s="1" t="n"><v>46328</v></c><c r="B2" s="1" t="n"><v>46332</v></c><c r="C2" s="0" t="s"><v>0</v></c>'
        b'<c r="D2" s="0" t="s"><v>1</v></c><c r="E2" s="2" t="n"><f aca="false">SUM(G2:H2)</f><v>1.64583333333333</v></c>'
        b'<c r="F2" s="0" t="str"><f aca="false">CONCATENATE(&quot;8&quot;,&quot;60&quot;)</f><v>860</v></c>'
        b'<c r="H2" s="2"/></row>'
    )
    content = handmade(
        row,
        strings=strings,
        formats=b'<numFmt numFmtId="164" formatCode="General"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/>'
        b'<numFmt numFmtId="166" formatCode="[hh]:mm:ss"/>',
        styles=b'<xf numFmtId="164"/><xf numFmtId="165"><alignment horizontal="general"/></xf><xf numFmtId="166"/>',
    )
    assert rows_of(content) == [[2, "02/11/2026", "06/11/2026", "Films du Ponant", "Scripte", "39:30", "860"]]


def test_a_workbook_whose_names_have_prefixes_is_read():
    parts = unzipped(handmade(b"<row><c><v>1</v></c></row>"))
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        data = parts[name].replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
        parts[name] = data.replace(b"xmlns=", b"xmlns:x=")
    assert rows_of(zipped(parts)) == [[2, "1", "", "", "", "", ""]]


def test_days_counted_from_1904_are_read():
    content = handmade(
        b'<row><c s="1"><v>44866</v></c></row>',
        styles=b'<xf/><xf numFmtId="14"/>',
        book=b'<workbookPr date1904="1"/>',
    )
    assert rows_of(content)[0][1] == "02/11/2026"


def test_rows_left_out_keep_the_numbers_of_the_screen():
    assert [
        row[0] for row in rows_of(handmade(b'<row r="4"><c><v>1</v></c></row><row><c><v>2</v></c></row>'))
    ] == [4, 5]


def test_a_chart_before_the_sheet_is_passed_over():
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(list(GOOD))
    book.active.append(list(GOOD.values()))
    book.create_chartsheet("graphique", 0)
    out = io.BytesIO()
    book.save(out)
    assert len(rows_of(out.getvalue())) == 1


def test_a_formula_that_gives_no_text_is_an_empty_cell():
    (row,) = rows_of(handmade(b'<row><c><v>1</v></c><c t="str"><f>IF(A2=1,"","x")</f><v></v></c></row>'))
    assert row[:3] == [2, "1", ""]


def test_a_cell_marked_as_a_day_that_is_none_is_told():
    (row,) = rows_of(
        handmade(b'<row><c s="1"><v>99999999999</v></c></row>', styles=b'<xf/><xf numFmtId="14"/>')
    )
    assert row[1] == "#VALUE!"


def test_a_sheet_whose_workbook_does_not_lead_to_it_is_refused():
    parts = unzipped(handmade(b""))
    with pytest.raises(Refused, match="aucune feuille visible"):
        rows_of(zipped(parts | {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b"rId1", b"rId9")}))
