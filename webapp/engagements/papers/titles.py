"""What the file of a paper is called among the documents."""

from webapp.core.formats import day_range
from webapp.core.forms import LONGEST_LINE
from webapp.engagements.papers.queries import Slot
from webapp.engagements.words import paper_name


def title_of(slot: Slot) -> str:
    """`AEM, Nuit blanche, 28 oct. 2026`: with its year, since it is kept for life."""
    row = slot.row
    name = paper_name(slot.paper.kind, regime=row.regime, is_guso=row.is_guso)
    days = day_range(*slot.days, year=True)
    job = (row.production or row.contract_job)[: LONGEST_LINE - len(name) - len(days) - 4]
    return f"{name}, {job}, {days}"
