"""What changes a series: everything before its first document is issued here, nothing after."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.domain.invoices.series import Shape, may_meet
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.models import Series, SeriesKind
from webapp.invoicing.queries import series_of
from webapp.invoicing.seller.queries import is_begun


@dataclass(frozen=True)
class Setting:
    shape: Shape
    last_number: int
    last_on: date | None


class Met(Refused):
    """Another series would write the same numbers: its prefix is to be changed."""


def set_series(kind: SeriesKind, setting: Setting, today: date) -> Series:
    """Under the lock that issuing takes: a first document cannot slip in between."""
    hold("series", workspace_of(db()))  # two series changed at once could come to meet
    series = series_of(kind, lock=True)
    if series is None:
        raise Refused(sentence("Complétez votre profil de vendeur."))
    if is_begun(kind):
        raise Refused(
            sentence("Une pièce de cette série est émise\u00a0: ses numéros se suivent et ne changent plus.")
        )
    _meets_none(kind, setting.shape)
    series.prefix, series.digits = setting.shape.prefix, setting.shape.digits
    series.is_yearly = setting.shape.is_yearly
    series.last_number, series.last_on = setting.last_number, setting.last_on
    series.year = setting.last_on.year if setting.last_on else today.year
    db().flush()
    return series


def _meets_none(kind: SeriesKind, shape: Shape) -> None:
    for other in db().scalars(select(Series).where(Series.kind != kind)):
        if may_meet(shape, Shape(other.prefix, other.digits, other.is_yearly)):
            raise Met(
                sentence(
                    "Une autre série écrirait les mêmes numéros\u00a0: donnez à celle-ci un préfixe à elle."
                )
            )
