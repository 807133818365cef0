"""What lines come to: VAT is computed per rate on the sum of the lines and rounded once, half up (BR-CO-17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.invoices.document import Category, Deducted, Document, Line, Nature
from webapp.domain.money import half_up


@dataclass(frozen=True)
class Group:
    """BG-23: the lines of one category and one rate."""

    category: Category
    vat_bp: int
    base_cents: int
    vat_cents: int


@dataclass(frozen=True)
class Totals:
    groups: tuple[Group, ...]
    net_cents: int  # BT-109
    vat_cents: int  # BT-110
    deducted_cents: int  # BT-113
    disbursed_cents: int  # of the net, what is not turnover

    @property
    def gross_cents(self) -> int:
        """BT-112."""
        return self.net_cents + self.vat_cents

    @property
    def due_cents(self) -> int:
        """BT-115."""
        return self.gross_cents - self.deducted_cents

    @property
    def turnover_cents(self) -> int:
        return self.net_cents - self.disbursed_cents


def gross_of_line(line: Line) -> int:
    """Quantity times price, before the discount."""
    return half_up(Fraction(line.quantity * line.price_cents, 100))


def discount_of_line(line: Line) -> int:
    """BT-136."""
    return half_up(Fraction(gross_of_line(line) * line.discount_bp, 10_000))


def net_of_line(line: Line) -> int:
    """BT-131."""
    return gross_of_line(line) - discount_of_line(line)


def groups_of(lines: Iterable[Line]) -> tuple[Group, ...]:
    """The highest rate first."""
    bases: dict[tuple[Category, int], int] = {}
    for line in lines:
        key = (line.category, line.vat_bp)
        bases[key] = bases.get(key, 0) + net_of_line(line)
    return tuple(
        Group(category, bp, base, half_up(Fraction(base * bp, 10_000)))
        for (category, bp), base in sorted(bases.items(), key=lambda one: (-one[0][1], one[0][0]))
    )


def totals_of(lines: Sequence[Line], deposits: Sequence[Deducted] = ()) -> Totals:
    """Options of a quote that nobody took are left out by the caller (`taken`)."""
    groups = groups_of(lines)
    return Totals(
        groups=groups,
        net_cents=sum(group.base_cents for group in groups),
        vat_cents=sum(group.vat_cents for group in groups),
        deducted_cents=sum(deposit.gross_cents for deposit in deposits),
        disbursed_cents=sum(net_of_line(line) for line in lines if line.nature is Nature.DISBURSEMENT),
    )


def totals(document: Document) -> Totals:
    """Of what is certain: the options of a quote aside."""
    return totals_of(taken(document.lines), document.deposits)


def taken(lines: Sequence[Line], options: Iterable[int] = ()) -> tuple[Line, ...]:
    """The lines that count: all but the options, and the options named by their rank among the lines."""
    chosen = set(options)
    return tuple(line for rank, line in enumerate(lines) if not line.is_option or rank in chosen)
