from collections.abc import Collection
from uuid import UUID

from webapp.core.db import db, hold
from webapp.domain.notices import Notice
from webapp.notices.models import NoticeSilence
from webapp.notices.queries import silences_of


def be_told(account_id: UUID, wanted: Collection[Notice], *, workspace_id: UUID) -> None:
    """These and no others."""
    hold("notice silence", workspace_id, account_id)
    silent = {silence.notice: silence for silence in silences_of(account_id)}
    for notice in Notice:
        if notice in wanted and notice in silent:
            db().delete(silent[notice])
        elif notice not in wanted and notice not in silent:
            db().add(NoticeSilence(account_id=account_id, notice=notice))
    db().flush()
