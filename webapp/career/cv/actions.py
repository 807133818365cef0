"""What changes the CV: its head, what it shows, the English of its functions."""

from collections.abc import Mapping
from typing import Any

from webapp.career.cv.models import CvSettings
from webapp.career.cv.queries import settings
from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of


def save(values: Mapping[str, Any]) -> None:
    """Fields of the settings, by name."""
    own = _held()
    for name, value in values.items():
        setattr(own, name, value)
    db().flush()


def translate(words: Mapping[str, str]) -> None:
    """By key of the function; what is not said again keeps its word."""
    own = _held()
    own.job_words = {key: word for key, word in {**own.job_words, **words}.items() if word}
    db().flush()


def _held() -> CvSettings:
    """One row, even when two save at the same time."""
    hold("cv settings", workspace_of(db()))
    own = settings()
    db().add(own)
    return own
