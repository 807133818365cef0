"""The files handed out around an import: the model to fill, and the lines left aside with their reason."""

from webapp.core.cells import as_csv
from webapp.engagements.imports import layouts

__all__ = ["as_csv", "model"]


def model() -> str:
    return as_csv([[column.title for column in layouts.MODEL]])
