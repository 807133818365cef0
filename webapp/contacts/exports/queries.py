from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from webapp.contacts.models import Photo
from webapp.core.db import db


def photos_of(contact_ids: Sequence[UUID]) -> dict[UUID, bytes]:
    found = db().execute(select(Photo.contact_id, Photo.content).where(Photo.contact_id.in_(contact_ids)))
    return {row.contact_id: row.content for row in found}
