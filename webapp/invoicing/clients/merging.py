"""Two contacts made one may both be clients: one takes the papers to come, the other keeps those it was issued."""

from sqlalchemy import select

from webapp.contacts.merging.recording import Recording
from webapp.contacts.merging.signals import contacts_merging
from webapp.core.db import db
from webapp.invoicing.models import Client, InvoiceDraft, Quote


def init_app() -> None:
    contacts_merging.connect(_join)


def _join(recording: Recording) -> None:
    """What nobody was sent yet goes to the client that stays; a quote that left and its invoices keep theirs."""
    found = db().execute(
        select(Client.contact_id, Client.id).where(
            Client.contact_id.in_((recording.kept.id, recording.gone.id)), Client.replaced_by_id.is_(None)
        )
    )
    clients = {row.contact_id: row.id for row in found}
    if len(clients) < 2:
        return
    stays, goes = clients[recording.kept.id], clients[recording.gone.id]
    recording.change(Client, "replaced_by_id", None, stays, Client.id == goes)
    recording.change(Quote, "client_id", goes, stays, Quote.version == 0)
    of_nothing = (InvoiceDraft.quote_id.is_(None), InvoiceDraft.original_id.is_(None))
    recording.change(InvoiceDraft, "client_id", goes, stays, *of_nothing)
