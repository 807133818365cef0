"""The page of a sheet, as a PDF: what a version changes is marked."""

from webapp.domain.callsheets.changes import changed_fields
from webapp.domain.callsheets.sheet import Sheet
from webapp.productions.callsheets.pdf import sheet_pdf


def paper_of(sheet: Sheet, before: Sheet | None = None) -> bytes:
    """`before` is the version that people already have."""
    return sheet_pdf(sheet, changed_fields(before, sheet) if before else frozenset())
