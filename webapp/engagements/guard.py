"""What is worth a second look before a job is saved: other jobs on its dates, cachets where hours are the rule."""

from dataclasses import dataclass
from uuid import UUID

from webapp.core.fold import fold
from webapp.domain.clashes import Clash, Level, clashes_of
from webapp.engagements.models import Engagement, Regime, State, Unit
from webapp.engagements.queries import as_job, jobs_around
from webapp.engagements.terms import Terms

ITSELF = "itself"


@dataclass(frozen=True)
class Verdict:
    clashes: tuple[Clash, ...]
    has_doubtful_cachets: bool = False

    @property
    def is_clash(self) -> bool:
        """Something to justify; what is only worth knowing does not stop anybody."""
        return any(clash.level > Level.NOTE for clash in self.clashes)

    @property
    def met(self) -> dict[str, Level]:
        """The worst with each of the jobs that deserve a reason."""
        found: dict[str, Level] = {}
        for clash in self.clashes:
            if clash.other is not None and clash.level > Level.NOTE:
                found[clash.other.key] = max(clash.level, found.get(clash.other.key, clash.level))
        return found

    def is_worse_than(self, before: "Verdict") -> bool:
        """A job is met that was not, or was less: the reason given then does not speak of it."""
        known = before.met
        return any(level > known.get(key, Level.NOTE) for key, level in self.met.items())

    @property
    def impossible(self) -> int:
        return sum(clash.level == Level.RED for clash in self.clashes)

    @property
    def tight(self) -> int:
        return sum(clash.level == Level.ORANGE for clash in self.clashes)


def asks_why(now: Verdict, before: Verdict, engagement: Engagement, state: State) -> bool:
    """What was met already was justified once, or brought in as it was. Confirming asks for what never was."""
    is_confirmed = engagement.state == State.OPTION and state == State.CONFIRMED
    return now.is_worse_than(before) or (now.is_clash and is_confirmed and not engagement.clash_reason)


def look(terms: Terms, *, label: str, employer: str, but: UUID | None = None) -> Verdict:
    job = as_job(ITSELF, label, employer, terms)
    around = jobs_around(terms.start_on, terms.end_on, but=but)
    return Verdict(tuple(clashes_of(job, around)), has_doubtful_cachets(terms))


def has_doubtful_cachets(terms: Terms) -> bool:
    """Technicians are declared in hours; in annexe 8 only directors (réalisateurs) are paid by the cachet.

    Practice of the trade, not a text: a cachet is noted only if the AEM shows it. So it is asked, not refused.
    """
    if terms.regime != Regime.SPECTACLE or terms.annexe != 8:
        return False
    is_director = "realisat" in fold(terms.contract_job) and "assistant" not in fold(terms.contract_job)
    return not is_director and any(line.unit == Unit.CACHET for line in terms.lines)
