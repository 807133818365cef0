from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from webapp.core import clock
from webapp.domain.invoices.document import Line, VatRegime
from webapp.invoicing.models import SellerRegime
from webapp.invoicing.seller.regimes.spans import spans

FIRST, LATER = date(2024, 3, 1), date(2026, 12, 1)


def held(world: World) -> list[tuple[date, str]]:
    with world.inside(world.lune) as session:
        rows = session.scalars(select(SellerRegime).order_by(SellerRegime.from_on))
        return [(row.from_on, row.regime) for row in rows]


def change(from_on: date, regime: str = "receipts") -> dict[str, str]:
    return {"from_on": from_on.isoformat(), "regime": regime}


def test_stretches_follow_one_another():
    found = spans([(LATER, VatRegime.RECEIPTS), (FIRST, VatRegime.FRANCHISE)], date(2026, 11, 26))
    assert [(one.from_on, one.until_on, one.is_now, one.is_coming) for one in found] == [
        (LATER, None, False, True),
        (FIRST, date(2026, 11, 30), True, False),
    ]


def test_a_regime_begins_in_the_middle_of_a_year(browse: Browser, world: World):
    world.seller(world.lune)
    world.seller(world.soleil)
    page = browse.follow(browse.post("seller.add_regime", change(date(2025, 7, 14)))).text
    assert "Réel, TVA à l’encaissement" in page
    assert "du 1er mars 2024 au 13 juil. 2025" in page
    assert held(world) == [(FIRST, "franchise"), (date(2025, 7, 14), "receipts")]
    with world.inside(world.soleil) as session:
        assert len(session.scalars(select(SellerRegime)).all()) == 1


def test_the_day_of_the_work_decides_what_the_next_document_bears(browse: Browser, world: World):
    world.seller(world.lune)
    client, sold = world.client(world.lune), Line("Conseil", 100_00, vat_bp=2000)
    browse.post("seller.add_regime", change(date(2026, 11, 10)))
    change_on = date(2026, 11, 10)
    before = world.invoice(world.lune, client, sold, on=change_on)  # done in October
    after = world.invoice(world.lune, client, sold, on=change_on, starts_on=change_on, ends_on=change_on)
    assert (before.document.regime, after.document.regime) == (VatRegime.FRANCHISE, VatRegime.RECEIPTS)


def test_what_was_issued_since_is_told_and_kept(browse: Browser, world: World):
    world.seller(world.lune)
    world.invoice(world.lune, world.client(world.lune), on=date(2026, 11, 2))
    page = browse.follow(browse.post("seller.add_regime", change(date(2026, 11, 1)))).text
    assert "1 pièce émise depuis ce jour garde son régime" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (change(FIRST), "commence déjà ce jour-là"),
        (change(date(2026, 5, 1), "franchise"), "C’est déjà votre régime"),
        ({"from_on": "hier", "regime": "receipts"}, "n’est pas une date"),
        ({"from_on": "2026-05-01", "regime": "rien"}, "Choisissez dans la liste"),
    ],
)
def test_what_would_change_nothing_is_refused(browse: Browser, world: World, sent: dict[str, str], said: str):
    world.seller(world.lune)
    assert said in browse.post("seller.add_regime", sent, status=422).text
    assert len(held(world)) == 1


def test_one_that_nothing_used_is_corrected_and_removed(browse: Browser, world: World):
    world.seller(world.lune)
    browse.post("seller.add_regime", change(LATER))
    browse.get("seller.edit_regime", day=LATER.isoformat())
    moved = LATER + timedelta(days=31)
    browse.post("seller.update_regime", change(moved, "debits"), day=LATER.isoformat())
    assert held(world) == [(FIRST, "franchise"), (moved, "debits")]
    browse.post("seller.delete_regime", day=moved.isoformat(), status=422)
    assert len(held(world)) == 2, "asked first"
    browse.post("seller.delete_regime", {"confirmed": "y"}, day=moved.isoformat())
    assert held(world) == [(FIRST, "franchise")]


def test_one_that_a_document_used_stays(browse: Browser, world: World):
    world.seller(world.lune)
    world.invoice(world.lune, world.client(world.lune))
    day = FIRST.isoformat()
    assert f"/regimes/{day}/edit" not in browse.get("seller.regimes").text
    said = browse.post("seller.update_regime", change(FIRST, "debits"), day=day, status=422).text
    assert "il ne change plus" in said
    said = browse.post("seller.delete_regime", {"confirmed": "y"}, day=day, status=422).text
    assert "il ne change plus" in said
    assert held(world) == [(FIRST, "franchise")]


def test_the_first_one_is_corrected_never_removed(browse: Browser, world: World):
    world.seller(world.lune)
    browse.post("seller.update_regime", change(date(2025, 1, 1)), day=FIRST.isoformat())
    assert held(world) == [(date(2025, 1, 1), "receipts")]
    said = browse.post("seller.delete_regime", {"confirmed": "y"}, day="2025-01-01", status=422).text
    assert "ne se retire pas" in said


def test_a_day_without_a_regime_of_its_own_is_not_there(browse: Browser, world: World):
    browse.get("seller.regimes", status=404)
    world.seller(world.lune)
    for day in ("2026-01-01", "hier"):
        browse.get("seller.edit_regime", day=day, status=404)
        browse.post("seller.update_regime", change(LATER), day=day, status=404)


def test_today_is_marked(browse: Browser, world: World):
    world.seller(world.lune)
    browse.post("seller.add_regime", change(clock.today() + timedelta(days=40)))
    page = browse.get("seller.edit").text
    assert "En vigueur" in page
    assert "À venir" in page
