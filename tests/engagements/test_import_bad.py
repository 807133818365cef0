"""Bad input: each has its sentence, its status, and leaves nothing behind.

A file that cannot be read is refused when it is sent. A line that cannot be read is shown with its
sentence, and a file without a good line is refused when it is confirmed.
"""

import io
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.engagements.spreadsheets import GOOD, HEADER, csv, line, packed, repacked, workbook
from tests.engagements.test_import_views import id_of, sent
from webapp.contacts.models import Contact
from webapp.engagements.imports.models import Import
from webapp.engagements.models import Engagement
from webapp.productions.models import Production

NBSP = "\u00a0"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
NOT_A_SHEET = "Ce fichier n’est ni un CSV ni un classeur Excel (.xlsx)."
NO_HEADER = (
    "Le fichier n’a pas de titres de colonnes. La première ligne doit les porter : Début, Fin, Employeur, Emploi, "
    "Heures, Brut."
)
DAMAGED = "Ce classeur est abîmé et ne s’ouvre pas. Enregistrez-le de nouveau en .xlsx, ou en CSV."
NOT_EXCEL = "Ce fichier n’est pas un classeur Excel (.xlsx). Enregistrez-le en .xlsx ou en CSV."
EMPTY = "Le fichier est vide."
TOO_MANY = "Le fichier a plus de 10\u202f000 lignes. Coupez-le en plusieurs fichiers."
TOO_HEAVY = "Le fichier est trop lourd. La limite est de 15 Mo."
QUOTE = 'Ligne 3 : un guillemet droit (") est mal placé ou n’est pas refermé.'
OLD_EXCEL = (
    "Ce fichier est un classeur Excel d’avant 2007, ou protégé par un mot de passe. Enregistrez-le en .xlsx sans mot "
    "de passe, ou en CSV."
)


def _docx() -> bytes:
    return packed(word__document_xml=b"<w:document/>", mimetype=b"x")


def _bomb() -> bytes:
    return repacked(workbook([list(GOOD)]), xl__media__big_xml=b"\0" * (51 * 1024 * 1024))


def _damaged() -> bytes:
    return workbook([list(GOOD), list(GOOD.values())])[:-600]


def _broken_part() -> bytes:
    return repacked(workbook([list(GOOD)]), xl__worksheets__sheet1_xml=b"<worksheet><sheetData><row>")


UNREADABLE = {
    "empty file": (b"", EMPTY, 422),
    "blanks only": (b" \r\n ;;; \r\n", EMPTY, 422),
    "a mark of encoding and nothing else": (b"\xef\xbb\xbf", EMPTY, 422),
    "only headers": (csv(), "Le fichier n’a que des titres de colonnes, et aucune ligne.", 422),
    "no header": ((line() + "\r\n" + line()).encode(), NO_HEADER, 422),
    "one column of words": (b"bonjour\r\ncamille\r\n", NO_HEADER, 422),
    "a picture named .csv": (PNG, NOT_A_SHEET, 422),
    "a PDF named .csv": (b"%PDF-1.7\n%\x00\x01\x02\x03", NOT_A_SHEET, 422),
    "an .exe named .csv": (b"MZ\x90\x00\x03\x00\x00\x00", NOT_A_SHEET, 422),
    "bytes of no encoding": (csv(line()) + b"\x81\x8d\x90", NOT_A_SHEET, 422),
    "control characters": (csv(line(Employeur="Films\x01\x02")), NOT_A_SHEET, 422),
    "NULs among the text": (csv(line()) + b"\x00\x00", NOT_A_SHEET, 422),
    "UTF-16 cut in the middle": (
        csv(line(), encoding="utf-16")[:-1],
        f"Les caractères du fichier ne se lisent pas. Enregistrez-le en «{NBSP}CSV UTF-8{NBSP}» ou en .xlsx.",
        422,
    ),
    "UTF-8 mark and Windows bytes": (
        b"\xef\xbb\xbf" + csv(line(), encoding="cp1252"),
        f"Les caractères du fichier ne se lisent pas. Enregistrez-le en «{NBSP}CSV UTF-8{NBSP}» ou en .xlsx.",
        422,
    ),
    "an Excel file of before 2007": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OLD_EXCEL, 422),
    "a Word document named .xlsx": (_docx(), NOT_EXCEL, 422),
    "an OpenDocument sheet": (packed(content_xml=b"<x/>", mimetype=b"application/vnd.oasis"), NOT_EXCEL, 422),
    "a zip cut short": (_damaged(), DAMAGED, 422),
    "a zip of which only the mark remains": (b"PK\x03\x04" + b"\0" * 50, DAMAGED, 422),
    "a workbook with a broken part": (_broken_part(), DAMAGED, 422),
    "a workbook that unpacks to 51 MB": (
        _bomb,
        "Ce classeur est trop gros une fois décompressé. La limite est de 50 Mo.",
        422,
    ),
    "an empty workbook": (workbook([]), EMPTY, 422),
    "a quote never closed": (csv(line(), line(Employeur='"Films du Ponant')), QUOTE, 422),
    "a quote in the wrong place": (csv(line(), line(Employeur='"Films" du Ponant')), QUOTE, 422),
    "a cell of 200 000 characters": (
        csv(line(), line(Production="x" * 200_000)),
        "Ligne 3 : une cellule est beaucoup trop longue.",
        422,
    ),
    "a first line of a million separators": (
        b";" * 1_000_000,
        "La ligne 1 est beaucoup trop longue. Enregistrez de nouveau la feuille en CSV ou en .xlsx.",
        422,
    ),
    "a line of a million separators": (
        csv(line(), ";" * 1_000_000),
        "La ligne 3 est beaucoup trop longue. Enregistrez de nouveau la feuille en CSV ou en .xlsx.",
        422,
    ),
    "the same header twice": (
        csv(line(), header=HEADER.replace("Fin", "DEBUT")),
        f"La colonne «{NBSP}DEBUT{NBSP}» est là deux fois. Gardez-en une seule.",
        422,
    ),
    "sixty-one columns": (
        csv(line(), header=HEADER + "".join(f";c{n}" for n in range(50))),
        "Le fichier a plus de 60 colonnes.",
        422,
    ),
    "twenty thousand lines": (csv(*[line()] * 20_000), TOO_MANY, 422),
    "eleven thousand rows of a workbook": (lambda: workbook([GOOD, *[["x"]] * 11_000]), TOO_MANY, 422),
    "too much text": (
        csv(*[line() + ";" + "x" * 4_000] * 2_500, header=HEADER + ";Retour"),
        "Le fichier contient trop de texte. Retirez les colonnes inutiles.",
        422,
    ),
    "fifteen megabytes and a bit": (lambda: csv(line()) + b"\n" * (15 * 1024 * 1024), TOO_HEAVY, 413),
    "thirty megabytes": (lambda: csv(line()) + b"x" * (30 * 1024 * 1024), TOO_HEAVY, 413),
}


def _is(text: str, kind: str, example: str) -> str:
    return f"«{NBSP}{text}{NBSP}» n’est pas {kind}. Exemple : {example}."


WRONG_LINES = {
    # Dates.
    "no first day": ({"Début": ""}, "Début : à remplir."),
    "no last day": ({"Fin": ""}, "Fin : à remplir."),
    "a day in words": ({"Début": "lundi"}, f"Début : {_is('lundi', 'une date', '21/11/2026')}"),
    "a 31 February": (
        {"Début": "31/02/2026"},
        f"Début : «{NBSP}31/02/2026{NBSP}» n’existe pas dans le calendrier.",
    ),
    "a 29 February of a common year": (
        {"Fin": "29/02/2027"},
        f"Fin : «{NBSP}29/02/2027{NBSP}» n’existe pas dans le calendrier.",
    ),
    "a thirteenth month": (
        {"Fin": "11/13/2026"},
        f"Fin : «{NBSP}11/13/2026{NBSP}» n’existe pas dans le calendrier.",
    ),
    "a year long gone": (
        {"Début": "02/11/1826"},
        f"Début : «{NBSP}02/11/1826{NBSP}» : l’année va de 1950 à 2100.",
    ),
    "a date without a year": ({"Début": "02/11"}, f"Début : {_is('02/11', 'une date', '21/11/2026')}"),
    "the number of a day in Excel": ({"Début": "46328"}, f"Début : {_is('46328', 'une date', '21/11/2026')}"),
    "the end before the start": (
        {"Début": "18/10/2026", "Fin": "17/10/2026"},
        "La fin (17 oct. 2026) est avant le début (18 oct. 2026).",
    ),
    "a century mistyped": (
        {"Fin": "06/11/2062"},
        "La fin (6 nov. 2062) est plus de trois ans après le début (2 nov. 2026).",
    ),
    # Words.
    "no employer": ({"Employeur": ""}, "Employeur : à remplir."),
    "an employer of blanks": ({"Employeur": "\u00a0 \u2003"}, "Employeur : à remplir."),
    "an employer of direction marks": ({"Employeur": "\u202e\u2066"}, "Employeur : à remplir."),
    "no job": ({"Emploi": ""}, "Emploi : à remplir."),
    "an employer of 201 characters": (
        {"Employeur": "é" * 201},
        "Employeur : le texte dépasse 200 caractères.",
    ),
    "a production of 6 000 characters": (
        {"Production": "é" * 6_000},
        "Production : le texte dépasse 200 caractères.",
    ),
    # Hours.
    "the letter O for a zero": (
        {"Heures": "4O"},
        f"Heures : «{NBSP}4O{NBSP}» n’est pas une durée. Exemple : 7,5 ou 7{NBSP}h{NBSP}30.",
    ),
    "seventy-five minutes": (
        {"Heures": "7h75", "Quantité": ""},
        f"Heures : «{NBSP}7h75{NBSP}» : les minutes vont de 00 à 59.",
    ),
    "hours below zero": ({"Heures": "-8"}, "Heures : La durée ne peut pas être négative."),
    "no hours": ({"Heures": "", "Quantité": ""}, "Heures : à remplir."),
    "zero hours": ({"Heures": "0", "Quantité": ""}, "Heures : indiquez plus que zéro."),
    "four hundred hours in five days": (
        {"Heures": "400", "Quantité": "400"},
        f"400{NBSP}h ne tiennent pas en 5 jours. Vérifiez les dates.",
    ),
    "thirty hours in a day": (
        {"Fin": "02/11/2026", "Heures": "30", "Quantité": "30"},
        f"30{NBSP}h ne tiennent pas dans une journée. Vérifiez les dates.",
    ),
    "more hours than any": ({"Heures": "10001"}, f"Heures : La durée dépasse 10\u202f000{NBSP}h."),
    "hours that contradict the quantity": (
        {"Quantité": "35", "Heures": "40"},
        f"Heures : 40{NBSP}h, alors que la quantité dit 35.",
    ),
    "an error of Excel": (
        {"Heures": "#REF!"},
        f"Heures : «{NBSP}#REF!{NBSP}» n’est pas une durée. Exemple : 7,5 ou 7{NBSP}h{NBSP}30.",
    ),
    # Quantities.
    "a quantity in words": ({"Quantité": "cinq"}, f"Quantité : {_is('cinq', 'une quantité', '1,5')}"),
    "a quantity below zero": ({"Quantité": "-5"}, "Quantité : La quantité ne peut pas être négative."),
    "days without a count": ({"Unité": "jour", "Quantité": ""}, "Quantité : à remplir."),
    "days without hours": ({"Unité": "jour", "Quantité": "5", "Heures": ""}, "Heures : à remplir."),
    "eight days in five": (
        {"Unité": "jour", "Quantité": "8"},
        "8 jours ne tiennent pas en 5 jours. Vérifiez les dates.",
    ),
    "cachets without a count": (
        {"Unité": "cachet", "Quantité": "", "Heures": "24"},
        "Quantité : à remplir, en nombre de cachets.",
    ),
    "three hundred cachets in five days": (
        {"Unité": "cachet", "Quantité": "320", "Heures": ""},
        "320 cachets ne tiennent pas en 5 jours. Vérifiez les dates.",
    ),
    "a bonus with hours": (
        {"Unité": "prime", "Quantité": "1", "Heures": "4"},
        "Heures : une prime n’a pas d’heures.",
    ),
    # Units, régimes, annexes, AEM.
    "an unknown unit": (
        {"Unité": "vacation"},
        f"Unité : «{NBSP}vacation{NBSP}» n’est pas connu. Mots admis : heure, jour, semaine, cachet, service, "
        "forfait, prime.",
    ),
    "a quantity without a unit": (
        {"Unité": "", "Quantité": "5", "Heures": "39"},
        "Unité : à remplir : la quantité et les heures ne sont pas les mêmes.",
    ),
    "an unknown régime": (
        {"Régime": "agricole"},
        f"Régime : «{NBSP}agricole{NBSP}» n’est pas connu. Mots admis : spectacle, général, enseignement.",
    ),
    "an annexe that is not": (
        {"Annexe": "9"},
        f"Annexe : «{NBSP}9{NBSP}» n’est pas connu. Mots admis : 8, 10.",
    ),
    "an unknown state of the AEM": (
        {"AEM": "perdue"},
        f"AEM : «{NBSP}perdue{NBSP}» n’est pas connu. Mots admis : reçue, attendue, à venir, fausse, corrigée.",
    ),
    # Amounts.
    "an amount in words": ({"Brut": "mille"}, f"Brut : {_is('mille', 'un montant', '84,50')}"),
    "the letter O in an amount": ({"Brut": "86O,00"}, f"Brut : {_is('86O,00', 'un montant', '84,50')}"),
    "thousands apart by a dot": ({"Brut": "1.234,50"}, f"Brut : {_is('1.234,50', 'un montant', '84,50')}"),
    "three decimals": ({"Brut": "860,001"}, f"Brut : {_is('860,001', 'un montant', '84,50')}"),
    "an amount below zero": ({"Brut": "-860,00"}, "Brut : Le montant ne peut pas être négatif."),
    "twenty million euros": (
        {"Brut": "20 000 000"},
        f"Brut : Le montant dépasse 10\u202f000\u202f000,00{NBSP}€.",
    ),
    "another currency": ({"Brut": "860 $"}, f"Brut : {_is('860 $', 'un montant', '84,50')}"),
    "a formula": (
        {"Brut": "=B2*C2"},
        f"Brut : «{NBSP}=B2*C2{NBSP}» est une formule. Remplacez-la par sa valeur.",
    ),
    "a formula for an employer": (
        {"Employeur": '=HYPERLINK("http://x")'.replace('"', "'")},
        f"Employeur : «{NBSP}=HYPERLINK(&#39;http://x&#39;){NBSP}» est une formule. Remplacez-la par sa valeur.",
    ),
    # SIRET.
    "a SIRET of thirteen digits": (
        {"SIRET": "7328293200007"},
        f"SIRET : «{NBSP}7328293200007{NBSP}» n’est pas un SIRET, qui a 14 chiffres.",
    ),
    "a SIRET rounded by Excel": (
        {"SIRET": "7,32829E+13"},
        f"SIRET : «{NBSP}7,32829E+13{NBSP}» n’est pas un SIRET, qui a 14 chiffres.",
    ),
    "a SIRET whose key is wrong": (
        {"SIRET": "73282932000075"},
        f"SIRET : «{NBSP}73282932000075{NBSP}» n’existe pas : sa clé de contrôle est fausse.",
    ),
    "a SIRET of Arabic digits": (
        {"SIRET": "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"},
        f"SIRET : «{NBSP}٧٣٢٨٢٩٣٢٠٠٠٠٧٤{NBSP}» n’est pas un SIRET, qui a 14 chiffres.",
    ),
    "a line with a cell too many": (
        {"SIRET": ";12"},
        "La ligne a plus de cellules que de titres. Un séparateur de trop, ou une virgule sans guillemets ?",
    ),
}


def plain(text: str) -> str:
    """Spaces of any kind as one, so that the table can be read."""
    return " ".join(text.replace("&#34;", '"').split())


def everything(world) -> list[int]:
    with world.inside(world.lune) as session:
        counted = (Engagement, Contact, Production)
        return [session.scalar(select(func.count()).select_from(model)) for model in counted]


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_whole(browse, world, name):
    content, expected, status = UNREADABLE[name]
    page = sent(browse, content() if callable(content) else content, status=status)
    assert plain(expected) in plain(page.text)
    assert everything(world) == [0, 0, 0]
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(Import)) == 0


@pytest.mark.parametrize("name", WRONG_LINES)
def test_a_line_that_cannot_be_read_says_why_and_is_not_imported(browse, world, name):
    changes, expected = WRONG_LINES[name]
    kept = sent(browse, csv(line(**changes)))
    shown = browse.follow(kept).text
    assert plain(expected) in plain(shown)
    assert "À corriger" in shown
    page = browse.post("engagements.import_confirm", public_id=id_of(kept), status=422)
    assert "Aucune ligne à importer" in page.text
    assert everything(world) == [0, 0, 0]


def test_a_formula_whose_result_was_not_saved_is_told(browse, world):
    content = workbook(
        [
            ["Début", "Fin", "Employeur", "Emploi", "Heures", "Brut"],
            [date(2026, 11, 2), date(2026, 11, 6), "Ponant", "Scripte", 40, "=E2*21.5"],
        ]
    )
    page = browse.follow(sent(browse, content, "contrats.xlsx"))
    assert f"«{NBSP}=E2*21.5{NBSP}» est une formule" in page.text


def test_everything_wrong_with_a_line_is_told_at_once(browse):
    page = browse.follow(sent(browse, csv(line(Début="hier", Brut="mille", Employeur=""))))
    for column in ("Début", "Brut", "Employeur"):
        assert f"{column}{NBSP}: " in page.text


@pytest.mark.parametrize("lacking", ["Début", "Fin", "Employeur", "Emploi"])
def test_a_missing_column_is_named_and_may_be_chosen(browse, world, lacking):
    header = HEADER.replace(lacking, "Inconnu", 1)
    kept = sent(browse, csv(line(), header=header))
    assert kept.headers["Location"].endswith("/columns")
    assert f"Il manque une colonne{NBSP}: {lacking}." in browse.follow(kept).text
    refused = browse.post("engagements.import_choose", public_id=id_of(kept), status=422)
    assert "Il manque des colonnes" in refused.text
    browse.post("engagements.import_confirm", public_id=id_of(kept), status=422)
    assert everything(world) == [0, 0, 0]


def test_a_page_that_names_a_script_shows_it_as_text(browse):
    page = browse.follow(
        sent(browse, csv(line(Employeur="<script>alert(1)</script>", Emploi="<b onclick=x>")))
    )
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


def test_a_file_name_is_shown_without_its_folders(browse):
    data = {"file": (io.BytesIO(csv(line())), "../../etc/\u202egnp.contrats.csv")}
    page = browse.follow(browse.post("engagements.import_new", data))
    assert "gnp.contrats.csv" in page.text
    assert "etc/" not in page.text
