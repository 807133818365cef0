"""Two thousand cards of every version, one in seven there twice: none lost, none doubled, twice the same."""

import quopri

from sqlalchemy import func, select

from tests.contacts.imports.cards import card, imported, people, photo, picture, words, work
from webapp.contacts.imports.models import CardImport
from webapp.contacts.models import Contact, Way
from webapp.core.db import db

FIRST = (
    "Aïcha",
    "Bruno",
    "Chloé",
    "Driss",
    "Élodie",
    "Farid",
    "Gaëlle",
    "Hugo",
    "Inès",
    "Jonas",
    "Karim",
    "Léa",
)
CARDS, TWICE, BAD = 2_000, 300, 20


def somebody(number: int) -> tuple[str, str, str]:
    return f"{FIRST[number % 12]} Lefèvre-{number}", f"0612{number:06d}", f"p{number}@exemple.fr"


def one(number: int) -> str:
    """2.1, 3.0 and 4.0 in turn, each with its own habits."""
    name, mobile, mail = somebody(number)
    match number % 3:
        case 0:
            said = quopri.encodestring(name.encode()).decode()
            return card(
                f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{said.partition(' ')[2]};{said.partition(' ')[0]};;;",
                f"TEL;CELL:{mobile[:2]} {mobile[2:4]} {mobile[4:6]} {mobile[6:8]} {mobile[8:]}",
                f"EMAIL;INTERNET:{mail}",
                version="2.1",
            )
        case 1:
            more = [photo(picture())] if number % 300 == 1 else []
            note = "NOTE:Rencontrée\r\n  à Brest"
            return card(
                f"FN:{name}",
                f"item1.TEL:+33{mobile[1:]}",
                f"EMAIL:{mail}",
                note,
                f"ORG:Structure {number % 40}",
                *more,
            )
        case _:
            return card(
                f"FN:{name}",
                f"TEL;VALUE=uri:tel:+33-{mobile[1]}-{mobile[2:]}",
                f"EMAIL:{mail}",
                version="4.0",
            )


def again(number: int) -> str:
    """The same person, written otherwise, with one thing more."""
    name, mobile, _mail = somebody(number)
    return card(f"FN:{name.upper()}", f"TEL;TYPE=CELL:0033 {mobile[1:]}", f"TEL;TYPE=WORK:0142{number:06d}")


def test_two_thousand_cards_come_in_at_once_and_once(browse, world):
    distinct = CARDS - TWICE - BAD
    cards = [one(number) for number in range(distinct)]
    cards += [again(number) for number in range(TWICE)]
    cards += [card(f"NOTE:vide {number}") for number in range(BAD)]
    content = "".join(cards)
    import_id = imported(browse, world, content)
    page = words(browse.get("cards.show", import_id=import_id))
    assert "Import terminé" in page
    assert [counts(world, import_id)[key] for key in ("added", "filled", "known", "rejected", "left")] == [
        distinct,
        0,
        TWICE,
        BAD,
        0,
    ]
    assert browse.get("cards.rejected", import_id=import_id).text.count("NOTE:vide") == BAD

    found = people(world, world.lune)
    assert len(found) == distinct + 40, "each of them once, and the companies they are of"
    for number in range(distinct):
        name, mobile, mail = somebody(number)
        assert (found[name].phone, found[name].email) == (f"+33{mobile[1:]}", mail)
    with world.inside(world.lune):
        assert db().scalar(select(func.count(Way.id))) == TWICE, "what the second card of each adds"

    twice = imported_nothing(browse, world, content)
    assert [twice[key] for key in ("new", "complete")] == [0, 0]
    with world.inside(world.lune):
        assert db().scalar(select(func.count(Contact.id))) == distinct + 40


def counts(world, import_id):
    with world.inside(world.lune):
        return db().scalars(select(CardImport).where(CardImport.public_id == import_id)).one().counts


def imported_nothing(browse, world, content):
    from tests.contacts.imports.cards import read
    from webapp.contacts.imports.queries import counts_of

    import_id = read(browse, world, content)
    work(world, world.lune)
    with world.inside(world.lune):
        kept = db().scalars(select(CardImport).where(CardImport.public_id == import_id)).one()
        return {standing: of["all"] for standing, of in counts_of(kept.id).items()}
