"""The page of the coffre: what it holds, what is missing, and its ZIP."""

from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.career.vault import actions, queries
from webapp.career.views import BASE, WRITE, bp
from webapp.core import archives, clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.files import as_attachment
from webapp.core.i18n import language
from webapp.core.web import say, see_other
from webapp.domain.words import Sentence


@bp.get(f"{BASE}/vault/")
@access(WRITE)
def vault():
    own = queries.vault()
    count, size = queries.weighed()
    failure = own.failure if own else None
    return render_template(
        "career/vault/show.html",
        vault=own,
        failure=Sentence(failure["text"], failure["values"]) if failure else None,
        count=count,
        size=size,
        owing=queries.owing(clock.today()),
        kept_until=(own.started_at + actions.KEPT) if own else None,
    )


@bp.post(f"{BASE}/vault/")
@access(WRITE)
def start_vault():
    actions.start(by_name=current.signature, language=language())
    say(_("Le ZIP se prépare."))
    return see_other(url_for(".vault"))


@bp.get(f"{BASE}/vault/zip")
@access(WRITE)
def vault_zip():
    own = queries.vault()
    if own is None or not own.zip_key:
        raise NotFound
    day = own.started_at.astimezone(clock.PARIS).date().isoformat()
    name = archives.safe(f"{_('Coffre de %(name)s, %(day)s', name=own.started_by, day=day)}.zip")
    return as_attachment(own.zip_key, name, "application/zip", own.zip_size or 0)


@bp.post(f"{BASE}/vault/deletion")
@access(WRITE)
def drop_vault():
    own = queries.vault()
    if own is None:
        raise NotFound
    actions.drop(own)
    say(_("ZIP jeté. Vos papiers n’ont pas bougé."))
    return see_other(url_for(".vault"))
