"""The table, its ratios, and the gates that are missed."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.facts import Facts

KB = 1000
LIST = "engagements"
AGAIN = ", again"  # asked before, and nothing was written since
OF_RIGHTS = ("rights", "period", "if I accept", "two offers", "renewal", "year", "declaration")


@dataclass(frozen=True)
class Cost:
    """One short measure of a page, or the medians of several."""

    rate: float
    wait_ms: float
    web_ms: float
    database_ms: float

    @property
    def cpu_ms(self) -> float:
        return self.web_ms + self.database_ms

    @classmethod
    def middle(cls, of: Sequence["Cost"]) -> "Cost":
        names = ("rate", "wait_ms", "web_ms", "database_ms")
        return cls(*(statistics.median(getattr(cost, name) for cost in of) for name in names))


@dataclass(frozen=True)
class Page:
    name: str
    cost: Cost
    alone: Cost  # the same page where one workspace is stored
    facts: Facts


@dataclass(frozen=True)
class Measured:
    hello: Cost
    floor: Cost
    pages: Sequence[Page]

    def missed(self) -> list[str]:
        return [text for page in self.pages for text in self._missed_by(page)]

    def _missed_by(self, page: Page) -> list[str]:
        cpu, alone, facts = page.cost.cpu_ms, page.alone, page.facts
        gates = (
            ("G3 CPU, x the naive page", cpu / self.floor.cpu_ms, 0.6),
            ("G4 CPU, x hello", cpu / self.hello.cpu_ms, 6),
            ("G5 CPU, x with one workspace", cpu / alone.cpu_ms, 1.15),
            ("G5 p50, x with one workspace", page.cost.wait_ms / alone.wait_ms, 1.15),
            ("G6 statements", facts.statements, 4),
            ("G7 first load, kB", facts.first_bytes / KB, 60),
            ("G8 next page, kB", facts.next_bytes / KB, 10),
            *self._beside_the_list(page),
        )
        return [f"{page.name}: {gate}: {got:.2f} for {most}" for gate, got, most in gates if got > most]

    def _beside_the_list(self, page: Page) -> list[tuple[str, float, float]]:
        """A page of rights costs at most twice the list of engagements."""
        listed = next((one for one in self.pages if one.name == LIST), None)
        if listed is None or not page.name.startswith(OF_RIGHTS):
            return []
        return [("CPU, x the list of engagements", page.cost.cpu_ms / listed.cost.cpu_ms, 2)]


HEADS = ("", "req/s", "p50 ms", "web ms", "db ms", "CPU ms", "x hello", "x naive", "x list", "growth", "SQL", "first kB", "next kB")  # fmt: skip


def table(measured: Measured) -> str:
    rows = [HEADS, _row("hello", measured.hello, measured), _row("naive page", measured.floor, measured)]
    for page in measured.pages:
        facts = page.facts
        growth = f"{page.cost.cpu_ms / page.alone.cpu_ms:.2f}"
        bytes_ = (f"{facts.first_bytes / KB:.1f}", f"{facts.next_bytes / KB:.1f}")
        rows.append(
            (
                *_row(page.name, page.cost, measured),
                _beside(page, measured),
                growth,
                str(facts.statements),
                *bytes_,
            )
        )
    widths = [max(len(row[n]) for row in rows if n < len(row)) for n in range(len(HEADS))]
    return "\n".join("  ".join(_set(cell, widths[n], n) for n, cell in enumerate(row)) for row in rows)


def _beside(page: Page, measured: Measured) -> str:
    listed = next((one for one in measured.pages if one.name == LIST), page)
    return f"{page.cost.cpu_ms / listed.cost.cpu_ms:.2f}"


def _set(cell: str, width: int, column: int) -> str:
    return cell.rjust(width) if column else cell.ljust(width)


def _row(name: str, cost: Cost, measured: Measured) -> tuple[str, ...]:
    return (
        name,
        f"{cost.rate:.0f}",
        f"{cost.wait_ms:.1f}",
        f"{cost.web_ms:.2f}",
        f"{cost.database_ms:.2f}",
        f"{cost.cpu_ms:.2f}",
        f"{cost.cpu_ms / measured.hello.cpu_ms:.2f}",
        f"{cost.cpu_ms / measured.floor.cpu_ms:.2f}",
    )
