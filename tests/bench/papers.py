"""What an invoice costs to make: its page and its XML, in the file that lasts."""

from collections.abc import Iterator
from functools import partial

from flask import Flask

from tests.invoicing.samples import MANY, REAL, document
from tests.measure import quickest
from webapp.invoicing.facturx.papers import papers_of


def costs(app: Flask) -> Iterator[tuple[str, float, int]]:
    """What, its milliseconds of processor, its bytes."""
    with app.app_context():
        for lines in (5, len(MANY)):
            make = partial(papers_of, document(*MANY[:lines], regime=REAL))
            size = len(make().pdf)  # fonts, schema and catalogue are read once
            yield f"invoice PDF, {lines} lines", quickest(make) * 1000, size
