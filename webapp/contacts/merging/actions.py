"""Two cards made one, and two again."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from webapp.contacts.actions import refold
from webapp.contacts.merging import fields, queries
from webapp.contacts.merging.models import Apart, Merge
from webapp.contacts.merging.parts import give_copies, take_copies_back
from webapp.contacts.merging.recording import Recording, plain, take_back, value
from webapp.contacts.merging.signals import contacts_merging, names_moved
from webapp.contacts.models import Contact
from webapp.contacts.queries import people_at
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence


def refuse_what_cannot(kept: Contact, gone: Contact) -> None:
    if kept is gone:
        raise Refused(sentence("Une fiche ne se fusionne pas avec elle-même."))
    if kept.kind != gone.kind:
        raise Refused(sentence("Une personne et une structure restent deux fiches."))
    if gone.merged_into_id == kept.id or kept.merged_into_id == gone.id:
        raise Refused(sentence("Ces deux fiches sont déjà fusionnées."))
    for one in (kept, gone):
        if one.deleted_at:
            raise Refused(sentence("%(name)s n’est plus dans vos contacts.", name=one.name))


def merge(kept_page: str, gone_page: str, picks: Mapping[str, str], by: str) -> Merge:
    """The first card keeps its address and receives everything; the other leaves every list."""
    _in_turn()
    kept, gone = queries.two_or_404(kept_page, gone_page, lock=True)
    refuse_what_cannot(kept, gone)
    recording = Recording(kept, gone, fields.settled(kept, gone, picks).get("name", kept.name))
    contacts_merging.send(recording)
    recording.move_everything()
    firsts = [
        (field.first_of, field.of(one)) for field in fields.FIELDS for one in (kept, gone) if field.first_of
    ]
    changes = _write(kept, fields.settled(kept, gone, picks))
    copies = give_copies(kept, gone, [(kind, said) for kind, said in firsts if kind and said])
    db().flush()
    _spell(kept)
    gone.deleted_at, gone.merged_into_id = clock.now(), kept.id
    done = Merge(
        kept_id=kept.id, gone_id=gone.id, by_name=by, fields=changes, moves=recording.moves, copies=copies
    )
    db().add(done)
    db().flush()
    names_moved.send(None, ids=[kept.id])
    return done


def undo(public_id: str, by: str) -> Merge:
    """What has changed since stays where it is, and is told; nothing made since is lost."""
    _in_turn()
    done, kept, gone = queries.merge_or_404(public_id)
    queries.locked(kept.id, gone.id)
    done = queries.locked_merge(done.id)
    _refuse_to_undo(done, kept, gone)
    gone.deleted_at = gone.merged_into_id = None
    take_copies_back(kept.id, done.copies)
    rows = take_back(done.moves)
    done.left = {"fields": _write_back(kept, done.fields), "rows": rows}
    db().flush()
    _spell(kept, gone)
    done.undone_at, done.undone_by_name = clock.now(), by
    db().flush()
    names_moved.send(None, ids=[kept.id, gone.id])
    return done


def keep_apart(one_page: str, other_page: str) -> None:
    one, other = queries.two_or_404(one_page, other_page)
    refuse_what_cannot(one, other)
    hold("apart", workspace_of(db()))
    if not queries.apart_rows(one, other):
        db().add(Apart(one_id=one.id, other_id=other.id))
        db().flush()


def bring_together(one_page: str, other_page: str) -> None:
    """They may be one after all."""
    one, other = queries.two_or_404(one_page, other_page)
    ids = [row.id for row in queries.apart_rows(one, other)]
    db().execute(delete(Apart).where(Apart.id.in_(ids)))


def _in_turn() -> None:
    """One merge at a time in a workspace: each may change cards that were merged before into either of its own."""
    hold("merges", workspace_of(db()))


def _spell(*cards: Contact) -> None:
    """Their search words, and those of the people of a company, who are found by its name."""
    refold([*cards, *(one for card in cards if card.is_company for one in people_at(card.id))])


def _write(kept: Contact, values: Mapping[str, Any]) -> dict[str, Any]:
    """Each field that changes, as [before, after]."""
    changed = {}
    for key, after in values.items():
        before = getattr(kept, key)
        if before != after:
            changed[key] = [plain(before), plain(after)]
            setattr(kept, key, after)
    db().flush()
    return changed


def _write_back(kept: Contact, changes: Mapping[str, Any]) -> list[str]:
    """The fields written again since, which stay as they are."""
    stay = []
    for key, (before, after) in changes.items():
        if plain(getattr(kept, key)) == after:
            setattr(kept, key, value(Contact, key, before))
        else:
            stay.append(key)
    return stay


def _refuse_to_undo(done: Merge, kept: Contact, gone: Contact) -> None:
    if done.undone_at:
        raise Refused(sentence("Cette fusion est déjà annulée."))
    if not done.may_be_undone:
        raise Refused(sentence("Une fusion s’annule pendant 30 jours\u00a0: ce délai est passé."))
    if kept.merged_into_id:
        raise Refused(
            sentence(
                "%(name)s a été fusionné à son tour\u00a0: annulez d’abord cette fusion-là, dans Fusions récentes.",
                name=kept.name,
            )
        )
    if kept.deleted_at:
        raise Refused(
            sentence(
                "%(name)s a été supprimé depuis\u00a0: ce qui vient de l’autre fiche y est encore. Rétablissez-le d’abord.",
                name=kept.name,
            )
        )
