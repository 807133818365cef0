"""What changes a tag."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from webapp.contacts.actions import spell_again, tags_named
from webapp.contacts.models import Contact, Tag, Tagging
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.network.models import RemovedTag
from webapp.network.tags.queries import tag_called

KEPT = timedelta(days=30)
"""How long a tag thrown away may come back."""


def rename_tag(tag: Tag, name: str) -> None:
    folded = Tag.key_of(name)
    if not folded:
        raise Refused(sentence("Un nom d’étiquette a au moins une lettre ou un chiffre."))
    hold("tags", workspace_of(db()))
    other = tag_called(folded)
    if other is not None and other.id != tag.id:
        raise Refused(sentence("L’étiquette «\u00a0%(name)s\u00a0» existe déjà.", name=other.name))
    tag.name, tag.folded = name, folded
    spell_again(db().scalars(select(Tagging.contact_id).where(Tagging.tag_id == tag.id)).all())


def keep_rhythm(tag: Tag, days: int | None) -> None:
    tag.cadence_days = days
    db().flush()


def remove_tag(tag: Tag) -> RemovedTag:
    """Gone from everybody; who bore it is kept a while, to bring it back."""
    db().execute(delete(RemovedTag).where(RemovedTag.removed_at < clock.now() - KEPT))
    borne = db().scalars(select(Tagging.contact_id).where(Tagging.tag_id == tag.id)).all()
    removed = RemovedTag(
        name=tag.name, cadence_days=tag.cadence_days, contact_ids=[str(contact_id) for contact_id in borne]
    )
    db().add(removed)
    db().delete(tag)
    spell_again(borne)
    return removed


def restore_tag(removed: RemovedTag) -> Tag:
    """Under its name, or joined to the tag that took it meanwhile; contacts erased since are left out."""
    (tag,) = tags_named([removed.name])
    if tag.cadence_days is None:
        tag.cadence_days = removed.cadence_days
    wanted = [UUID(contact_id) for contact_id in removed.contact_ids]
    there = db().scalars(select(Contact.id).where(Contact.id.in_(wanted))).all()
    bearing = set(db().scalars(select(Tagging.contact_id).where(Tagging.tag_id == tag.id)))
    db().add_all(
        Tagging(tag_id=tag.id, contact_id=contact_id) for contact_id in there if contact_id not in bearing
    )
    db().delete(removed)
    spell_again(there)
    return tag
