"""Reading: any encoding, any separator, any workbook, and the header wherever it is."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from tests.engagements.spreadsheets import GOOD, HEADER, SAMPLE, csv, line, repacked, saved, workbook
from webapp.domain.refusals import Refused
from webapp.engagements.imports.layouts import recognised
from webapp.engagements.imports.lines import read_lines
from webapp.engagements.imports.sheets import Sheet, read


def read_bytes(content: bytes, name: str = "contrats.csv") -> Sheet:
    return read(io.BytesIO(content), name)


def drafts(content: bytes):
    sheet = read_bytes(content)
    lines = read_lines(sheet.headers, recognised(sheet.headers), sheet.rows)
    assert not [str(said) for each in lines for said in each.wrong]
    return [each.draft for each in lines]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"], ids=["UTF-8", "BOM", "Windows", "UTF-16"]
)
def test_accents_are_read_in_every_encoding_of_a_spreadsheet(encoding):
    text = SAMPLE.decode("utf-8-sig")
    read_back = read_bytes(text.encode(encoding))
    assert read_back.headers == read_bytes(SAMPLE).headers
    assert read_back.rows == read_bytes(SAMPLE).rows


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_the_separator_is_found(mark):
    row = line(Brut="860").replace("40,00", "40").replace(";", mark)
    sheet = read_bytes(csv(row, header=HEADER.replace(";", mark)))
    assert sheet.delimiter == mark
    assert len(sheet.headers) == 13


def test_a_comma_file_quotes_its_decimals():
    header = "Start,End,Company,Job,Hours,Gross"
    (draft,) = drafts(csv('2026-11-02,2026-11-06,Films du Ponant,Assistant,"39,5","1 234,56"', header=header))
    assert (draft.minutes, draft.gross_cents) == (2370, 123456)


def test_the_separator_told_by_excel_is_believed():
    sheet = read_bytes(b"sep=|\r\n" + csv(line().replace(";", "|"), header=HEADER.replace(";", "|")))
    assert sheet.delimiter == "|"
    assert sheet.rows[0][0] == 3


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_each_machine_ends_them(newline):
    assert len(read_bytes(newline.join([HEADER, line(), line()]).encode()).rows) == 2


def test_a_title_above_the_header_is_passed_over():
    sheet = read_bytes(("Mes contrats 2026;;\n\n" + HEADER + "\n" + line()).encode())
    assert sheet.headers[0] == "Début"
    assert sheet.rows[0][0] == 4  # the number a spreadsheet shows


def test_blank_lines_are_not_lines_and_keep_the_numbers():
    sheet = read_bytes(csv(line(), ";;;", "", line()))
    assert [row[0] for row in sheet.rows] == [2, 5]


def test_a_quoted_cell_may_hold_separators_and_line_breaks():
    row = line(Production='"Les Marées; le ""retour""\nsaison 2"')
    (draft,) = drafts(csv(row))
    assert draft.production == 'Les Marées; le "retour" saison 2'


def test_direction_and_control_characters_are_taken_out():
    (draft,) = drafts(csv(line(Employeur="Films\u202e du\u200b Ponant\u2066")))
    assert draft.employer == "Films du Ponant"


def test_a_workbook_gives_dates_numbers_and_durations():
    head = ["Début", "Fin", "Employeur", "Emploi", "Unité", "Quantité", "Heures", "Brut", "SIRET"]
    rows = [
        head,
        [
            date(2026, 11, 2),
            datetime(2026, 11, 6, 18, 0),  # noqa: DTZ001 - a workbook has no zones
            "Films du Ponant",
            "Scripte",
            "jour",
            5,
            39.0,
            834.32,
            None,
        ],
        [
            date(2026, 12, 1),
            "04/12/2026",
            "Films du Ponant",
            "Scripte",
            "heure",
            None,
            7.3333333,
            0.1 + 0.2,
            73282932000074,
        ],
    ]
    first, second = drafts(workbook(rows))
    assert (first.start_on, first.end_on) == (date(2026, 11, 2), date(2026, 11, 6))
    assert (first.minutes, first.gross_cents) == (2340, 83432)
    assert (second.minutes, second.gross_cents, second.siret) == (440, 30, "73282932000074")


def test_hours_kept_as_a_duration_are_hours():
    book = Workbook()
    sheet = book.active
    sheet.append(["Début", "Fin", "Employeur", "Emploi", "Heures"])
    for value, shape in ((timedelta(hours=39, minutes=30), "[h]:mm"), (time(7, 30), "hh:mm")):
        sheet.append([date(2026, 11, 2), date(2026, 11, 6), "Ponant", "Scripte", value])
        sheet.cell(sheet.max_row, 5).number_format = shape
    assert [draft.minutes for draft in drafts(saved(book))] == [2370, 450]


def test_the_saved_result_of_a_formula_is_read():
    content = workbook(
        [
            ["Début", "Fin", "Employeur", "Emploi", "Heures"],
            [date(2026, 11, 2), date(2026, 11, 6), "Ponant", "Scripte", "=5*8"],
        ]
    )
    with_result = repacked(
        content,
        xl__worksheets__sheet1_xml=_member(content, "xl/worksheets/sheet1.xml")
        .replace(b"<f>5*8</f><v />", b"<f>5*8</f><v>40</v>")
        .replace(b"<f>5*8</f><v></v>", b"<f>5*8</f><v>40</v>")
        .replace(b"<f>5*8</f><v/>", b"<f>5*8</f><v>40</v>"),
    )
    assert drafts(with_result)[0].minutes == 2400


def test_the_first_visible_sheet_is_read():
    book = Workbook()
    hidden = book.active
    hidden.sheet_state = "hidden"
    hidden.append(["rien"])
    shown = book.create_sheet("2026")
    shown.append(list(GOOD))
    shown.append(list(GOOD.values()))
    assert len(read_bytes(saved(book)).rows) == 1


def test_the_content_decides_not_the_name():
    rows = [list(GOOD), list(GOOD.values())]
    assert read_bytes(workbook(rows), "contrats.csv").kind == "xlsx"
    assert read_bytes(csv(line()), "contrats.xlsx").kind == "csv"


def test_entities_that_unfold_without_end_are_refused():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + (
            b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            b'<row><c t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'
        )
    )
    content = workbook([list(GOOD), list(GOOD.values())])
    with pytest.raises(Refused, match="abîmé"):
        read_bytes(repacked(content, xl__worksheets__sheet1_xml=bomb))


def _member(content: bytes, name: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
