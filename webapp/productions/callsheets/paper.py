"""The page of a sheet, as a PDF."""

from webapp.core import pdf
from webapp.domain.callsheets.sheet import Sheet
from webapp.productions.callsheets import plain


def paper_of(sheet: Sheet) -> bytes:
    return pdf.typeset("productions/callsheets/plain.typ", plain.title_of(sheet), plain.values_of(sheet))
