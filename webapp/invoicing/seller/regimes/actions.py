"""What changes the VAT regimes; documents keep the one they were issued under."""

from datetime import date

from webapp.core.db import db
from webapp.domain.invoices.document import VatRegime
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.models import SellerRegime
from webapp.invoicing.queries import hold_regimes
from webapp.invoicing.seller.regimes.queries import Held, held_or_404, issued_between, regimes_held


def add_regime(from_on: date, regime: VatRegime) -> int:
    """How many documents, issued since that day, keep the regime of before; Refused when nothing would change."""
    held = _locked()
    _fits(held, from_on, regime)
    db().add(SellerRegime(from_on=from_on, regime=regime))
    db().flush()
    return issued_between(from_on, _next(held, from_on))


def correct_regime(day: date, from_on: date, regime: VatRegime) -> int:
    """Likewise, of one under which nothing was issued."""
    held = _locked()
    found = held_or_404(held, day)
    _is_free(found)
    others = [one for one in held if one is not found]
    _fits(others, from_on, regime)
    if not any(one.row.from_on <= from_on for one in others):
        _starts_early_enough(from_on)
    found.row.from_on, found.row.regime = from_on, regime
    db().flush()
    return issued_between(from_on, _next(others, from_on))


def remove_regime(day: date) -> None:
    """The one before holds instead; the first one has none before."""
    held = _locked()
    found = held_or_404(held, day)
    _is_free(found)
    if found is held[0]:
        raise Refused(
            sentence("Le premier régime ne se retire pas\u00a0: sans lui, rien ne se facture. Corrigez-le.")
        )
    db().delete(found.row)
    db().flush()


def _locked() -> list[Held]:
    hold_regimes()
    return list(regimes_held())


def _is_free(held: Held) -> None:
    if held.issued:
        raise Refused(
            sentence(
                "Des pièces ont été émises sous ce régime (%(count)s)\u00a0: il ne change plus. Ajoutez-en un autre à sa date.",
                count=held.issued,
            )
        )


def _fits(held: list[Held], from_on: date, regime: VatRegime) -> None:
    if any(one.row.from_on == from_on for one in held):
        raise Refused(sentence("Un régime commence déjà ce jour-là\u00a0: corrigez-le."))
    before = [one for one in held if one.row.from_on < from_on]
    if before and before[-1].regime is regime:
        raise Refused(sentence("C’est déjà votre régime ce jour-là."))


def _starts_early_enough(from_on: date) -> None:
    """Moving the first one later leaves days without any."""
    if issued_between(date.min, from_on):
        raise Refused(sentence("Des pièces ont été émises avant ce jour\u00a0: il leur faut un régime."))


def _next(held: list[Held], from_on: date) -> date | None:
    return min((one.row.from_on for one in held if one.row.from_on > from_on), default=None)
