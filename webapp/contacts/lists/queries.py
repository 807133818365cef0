from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Kind, SavedList, Tag
from webapp.contacts.queries import Filters
from webapp.core.db import db


def list_or_404(list_id: str) -> SavedList:
    kept = db().scalar(select(SavedList).where(SavedList.public_id == list_id))
    if kept is None:
        raise NotFound
    return kept


def filters_of(kept: SavedList) -> Filters:
    tag = db().scalar(select(Tag.public_id).where(Tag.id == kept.tag_id)) if kept.tag_id else ""
    return Filters(kept.words or "", Kind(kept.kind) if kept.kind else None, tag or "", kept.city or "")
