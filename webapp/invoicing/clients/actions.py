"""What changes a client."""

from dataclasses import asdict

from webapp.contacts.actions import add_contact
from webapp.contacts.details import Details
from webapp.contacts.models import Contact, Kind
from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.domain.invoices.document import ClientKind
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.clients.queries import client_of, contacts_named
from webapp.invoicing.clients.terms import Terms
from webapp.invoicing.models import Client


def keep_client(contact: Contact, terms: Terms) -> Client:
    """The client of a contact, made the first time; papers already issued keep what they took."""
    hold("client", contact.id)
    client = client_of(contact.id)
    if client is None:
        client = Client(contact_id=contact.id)
        db().add(client)
    for name, value in asdict(terms).items():
        setattr(client, name, value)
    db().flush()
    return client


def contact_for(name: str, terms: Terms) -> Contact:
    """The contact of this name, or a new one; raises Refused when several bear it, or it is a client already."""
    hold("client named", workspace_of(db()), name.casefold())
    there = contacts_named(name)
    if len(there) > 1:
        raise Refused(
            sentence(
                "Plusieurs contacts portent ce nom\u00a0: ouvrez le bon dans Contacts, puis Facturation."
            )
        )
    if not there:
        return add_contact(_details(name, terms))
    if client_of(there[0].id) is not None:
        raise Refused(sentence("Ce contact est déjà un client\u00a0: ouvrez sa fiche."))
    return there[0]


def _details(name: str, terms: Terms) -> Details:
    """A consumer is a person until said otherwise; the rest are companies."""
    return Details(
        kind=Kind.PERSON if terms.kind is ClientKind.CONSUMER else Kind.COMPANY,
        name=name,
        email=terms.email,
        address=terms.address,
        postal_code=terms.postal_code,
        city=terms.city,
        siret=terms.siret,
    )
