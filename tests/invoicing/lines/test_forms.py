from typing import Any

from flask import Flask, g

from tests.make import Place, World
from webapp.core.jobs import enter
from webapp.domain.invoices.document import Line, Nature, Treatment, Unit
from webapp.invoicing.lines.forms import LinesForm, OfferedLineForm, rows_of
from webapp.invoicing.lines.sums import sums_of
from webapp.invoicing.models import CatalogueItem

THREE = (
    Line("Coordination", 280_00, quantity=250, unit=Unit.DAY, vat_bp=2000),
    Line("Train", 84_50, nature=Nature.DISBURSEMENT, vat_bp=0, detail="Paris, Brest", discount_bp=1000),
    Line("Repérages", 310_00, vat_bp=550, is_option=True),
)


class Offer(LinesForm):
    lines = rows_of(OfferedLineForm)


def typed(form: LinesForm) -> dict[str, str]:
    """What a browser would send of the form shown."""
    found = {}
    for line in form.line_forms:
        for field in line:
            value = field._value() if hasattr(field, "_value") else field.data
            if field.type != "BooleanField" or field.data:
                found[field.name] = "y" if value is True else str("" if value is None else value)
    return found


def post(app: Flask, kind: type[Any], data: dict[str, str], place: Place | None = None) -> Any:
    with app.test_request_context(method="POST", data=data):
        g.read_only = False
        if place:
            enter(place.id)
        form = kind.sent()
        form.validate()
        return form


def test_lines_come_back_as_they_were(app: Flask):
    with app.test_request_context():
        shown = typed(Offer.shown(THREE))
    assert (shown["lines-0-quantity"], shown["lines-2-vat_bp"]) == ("2,5", "550")
    assert post(app, Offer, shown).typed_lines() == THREE


def test_a_blank_line_is_left_out_and_an_incomplete_one_is_kept(app: Flask):
    data = {"lines-0-words": " ", "lines-0-quantity": "1", "lines-1-price_cents": "12", "lines-1-unit": "HUR"}
    form = post(app, LinesForm, data)
    assert not form.errors
    assert form.typed_lines() == (Line("", 12_00, unit=Unit.HOUR, vat_bp=2000),)


def test_what_cannot_be_read_says_so_and_stays(app: Flask):
    form = post(
        app,
        LinesForm,
        {"lines-0-words": "Journée", "lines-0-price_cents": "3OO", "lines-0-discount_bp": "101"},
    )
    line = form.line_forms[0]
    assert "n’est pas un montant" in line.price_cents.errors[0]
    assert line.discount_bp.errors == ["Une remise va de 0 à 100."]
    assert line.price_cents._value() == "3OO"
    assert form.readable_lines() == (None,)


def test_sixty_lines_are_typed_and_a_hundred_and_one_are_too_many(app: Flask):
    def many(count: int) -> dict[str, str]:
        return {
            f"lines-{n}-{name}": value
            for n in range(count)
            for name, value in (("words", "x"), ("price_cents", "1"))
        }

    assert len(post(app, LinesForm, many(60)).typed_lines()) == 60
    assert post(app, LinesForm, many(101)).errors


def test_one_of_my_services_is_put_on_a_line(world: World, app: Flask):
    own = world.add(
        world.lune,
        CatalogueItem(
            words="Dossier d’aide", detail="Région", price_cents=360_00, vat_bp=1000, unit=Unit.FLAT
        ),
    )
    theirs = world.add(world.soleil, CatalogueItem(words="À eux", price_cents=1_00))
    asked = {
        "line": "pick",
        "picked": own.public_id,
        "lines-0-words": "Journée",
        "lines-0-price_cents": "28O",
    }
    form = post(app, LinesForm, asked, world.lune)
    stranger = post(app, LinesForm, asked | {"picked": theirs.public_id}, world.lune)
    assert (form.is_edited, form.asked_line) == (True, 1)
    assert form.line_forms[0].price_cents._value() == "28O"
    assert form.line_forms[1].line() == Line("Dossier d’aide", 360_00, detail="Région", vat_bp=1000)
    assert stranger.line_forms[1].words.data is None


def test_sums_leave_options_out_and_take_the_treatment(app: Flask):
    sums = sums_of((*THREE, None), Treatment.FRENCH_VAT)
    assert sums.nets == (700_00, 76_05, 310_00, None)
    assert (sums.totals.net_cents, sums.totals.vat_cents, sums.options_cents) == (776_05, 140_00, 327_05)
    assert sums_of(THREE, Treatment.FRANCHISE).totals.vat_cents == 0
