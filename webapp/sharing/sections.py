"""What a link may show, room by room; a room that hands nothing over says why."""

from webapp.calendar import shared as calendar
from webapp.invoicing.invoices import shared as invoices
from webapp.invoicing.quotes import shared as quotes
from webapp.productions.callsheets import shared as callsheets
from webapp.productions.crew import shared as crew
from webapp.productions.papers import shared as papers
from webapp.productions.planning import shared as planning
from webapp.productions.shared import Section

SECTIONS: tuple[Section, ...] = (
    planning.SECTION,
    callsheets.SECTION,
    crew.SECTION,
    papers.SECTION,
    quotes.SECTION,
    invoices.SECTION,
    calendar.SECTION,
)
BY_KEY = {section.key: section for section in SECTIONS}
PARTS = frozenset(part for section in SECTIONS for part in section.parts)
AMOUNTS = frozenset(part for section in SECTIONS for part in section.amounts)
