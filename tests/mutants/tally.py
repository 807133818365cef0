"""What became of the mutants, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MOST_SURVIVORS = 10  # per cent


@dataclass(frozen=True)
class Tally:
    made: int
    killed: int

    @classmethod
    def of(cls, stats: Mapping[str, int]) -> Tally:
        """A mutant that makes a test run without end is seen too; one that no test runs is not."""
        return cls(stats["total"] - stats["skipped"], stats["killed"] + stats["timeout"])

    @property
    def survived(self) -> int:
        return self.made - self.killed

    @property
    def is_enough(self) -> bool:
        return self.made > 0 and self.survived * 100 <= self.made * MOST_SURVIVORS

    def __str__(self) -> str:
        share = 100 * self.survived / self.made if self.made else 0
        return f"mutants: {self.made} made, {self.killed} killed, {self.survived} survived ({share:.1f} %)"
