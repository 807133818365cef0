"""The files handed out around an import: the model to fill, and the lines left aside with their reason."""

from webapp.core.sheets import as_csv
from webapp.engagements.imports import layouts


def model() -> str:
    return as_csv([[column.title for column in layouts.MODEL]])
