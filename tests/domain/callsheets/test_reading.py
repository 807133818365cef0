"""A sheet made elsewhere: what it says without doubt is proposed, the rest is left to type."""

from datetime import date

import pytest

from webapp.domain.callsheets.reading import Read, read_text

TODAY = date(2026, 11, 23)
SHEET = """
FILMS DU PONANT                       LES MARÉES
Feuille de service n° 13              J13 / 28
Mardi 24 novembre 2026

Convocation générale : 13h00          PAT : 14h00
Coupure repas : 18h30                 Fin prévue : 23h30
Lieu : Maison du père, Rothéneuf      Parking : rue du port
Validée par : Aïcha Diallo

Comédiens
N°   Rôle     Nom              HMC     PAT
1    Maud     Lise Aubertin    12h30   14h00
2    Erwan    Karim Belhadj    14h15   15h30

Prévisions J14 : mercredi 25 novembre, convocation à préciser
"""


def test_a_whole_sheet_is_read():
    assert read_text(SHEET, today=TODAY) == Read(
        number=13,
        of=28,
        day=date(2026, 11, 24),
        call=13 * 60,
        ready=14 * 60,
        meal=18 * 60 + 30,
        end=23 * 60 + 30,
        place="Maison du père, Rothéneuf",
        approved_by="Aïcha Diallo",
    )


def test_a_row_of_labels_gives_the_times_under_them():
    read = read_text(
        "Convocation   PAT    Repas    Fin prévue\n7h15          8h00   12h30    18h00", today=TODAY
    )
    assert (read.call, read.ready, read.meal, read.end) == (435, 480, 750, 1080)


def test_the_times_of_people_are_not_those_of_the_day():
    text = "Rôle     Convocation   PAT\nMaud     7h15   8h00\nErwan    9h15   10h30"
    read = read_text(text, today=TODAY)
    assert read.found == ()


def test_two_different_values_give_none():
    assert read_text("PAT : 8h00\nPAT : 9h00", today=TODAY).ready is None
    assert read_text("PAT : 8h00\nPAT 08:00", today=TODAY).ready == 480


@pytest.mark.parametrize(
    ("text", "number", "of"),
    [
        ("J12/28", 12, 28),
        ("JOUR 4 sur 6", 4, 6),
        ("FDS n°7", 7, None),
        ("Feuille de service J3", 3, None),
        ("Feuille de service du 23 novembre", None, None),
        ("J+1 : extérieur", None, None),
        ("J12 puis J13", None, None),
    ],
)
def test_the_day_s_number(text: str, number: int | None, of: int | None):
    read = read_text(text, today=TODAY)
    assert (read.number, read.of) == (number, of)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lundi 23 novembre", date(2026, 11, 23)),
        ("Vendredi 1er janvier", date(2027, 1, 1)),
        ("23/11/2026", date(2026, 11, 23)),
        ("le 23.11.26", date(2026, 11, 23)),
        ("Mardi 23 novembre", None),
        ("31/02/2026", None),
        ("du 23 novembre 2026 au 25 novembre 2026", None),
    ],
)
def test_the_date(text: str, day: date | None):
    assert read_text(text, today=TODAY).day == day


def test_an_hour_that_does_not_exist_is_not_read():
    assert read_text("PAT : 29h00\nFin : 25:10", today=TODAY).found == ()


def test_a_text_that_says_nothing_gives_nothing():
    assert read_text("", today=TODAY).found == ()
    assert read_text("\x00 ()[] " * 10_000, today=TODAY).found == ()
