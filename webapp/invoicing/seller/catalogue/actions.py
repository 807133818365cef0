from collections.abc import Mapping
from typing import Any

from webapp.core import clock
from webapp.core.db import db
from webapp.invoicing.models import CatalogueItem


def add_item(values: Mapping[str, Any]) -> CatalogueItem:
    item = CatalogueItem()
    _write(item, values)
    db().add(item)
    db().flush()
    return item


def update_item(item: CatalogueItem, values: Mapping[str, Any]) -> None:
    """Lines already written keep what they took."""
    _write(item, values)
    db().flush()


def delete_item(item: CatalogueItem) -> None:
    item.deleted_at = clock.now()
    db().flush()


def restore_item(item: CatalogueItem) -> None:
    item.deleted_at = None
    db().flush()


def _write(item: CatalogueItem, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(item, name, value)
    item.refold()
