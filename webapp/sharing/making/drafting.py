"""A link as it is typed: its form, and what there is to choose from."""

from dataclasses import dataclass, replace
from uuid import UUID

from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.contacts.queries import contacts_called
from webapp.core import clock
from webapp.core.current import current
from webapp.productions.shared import Scope
from webapp.sharing import presets, sections
from webapp.sharing.actions import Wanted
from webapp.sharing.making import queries
from webapp.sharing.making.forms import ShareForm, new_code, usual_end
from webapp.sharing.making.queries import Choosable, Offer, Paper
from webapp.sharing.models import Share
from webapp.sharing.opened.page import Header

NOT_YET = UUID(int=0)
KEPT = (
    "name", "part", "email", "language", "ends_on", "preset", "grants", "documents", "message", "from_name", "from_job",
    "contract_ends_on",
)  # fmt: skip


@dataclass
class Draft:
    form: ShareForm
    offer: Offer
    chosen: list[Choosable]
    papers: list[Paper]

    @property
    def listed(self) -> list[Choosable]:
        """Those of the link in their order, then those that may be added."""
        return [*self.chosen, *(one for one in self.offer.productions if one not in self.chosen)]

    @property
    def is_right(self) -> bool:
        """Each wrong field is said under itself."""
        right = self.form.validate_on_submit()
        right = self.form.check_productions(self.chosen) and right
        return self.form.check_documents(self.papers) and right

    @property
    def can_be_seen(self) -> bool:
        """Whatever else is still missing."""
        return self.is_right or not self.form.errors.keys() & {"ends_on", "grants", "productions"}

    def wanted(self) -> Wanted:
        called = _called(self.form.name.data)
        return self.form.wanted(called.id if called else None, self.papers)

    def header(self) -> Header:
        typed = self.form.wanted(None, self.papers)
        return header_of(
            replace(typed, name=typed.name or "…", from_name=typed.from_name or current.signature)
        )

    def scope(self) -> Scope:
        return scope_of(
            [one.id for one in self.chosen], self.form.parts, self.form.kept_documents(self.papers)
        )


def begun(public_id: str, contact: Contact | None) -> Draft:
    """A form with what is usual to say. Raises NotFound for a production that is not there."""
    today = clock.today()
    offer = queries.offer_of([public_id], current.signature, today)
    chosen = _known(offer, [public_id])
    production = chosen[0]
    preset = presets.offered()[0]
    form = ShareForm(
        formdata=None,
        data={
            "name": contact.name if contact else None,
            "email": contact.email if contact else None,
            "asked": public_id,
            "productions": [public_id],
            "language": "fr",
            "ends_on": usual_end(production, today),
            "code": new_code(),
            "preset": preset.key,
            "grants": sorted(preset.parts),
            "documents": [],
            "from_name": current.signature,
            "from_job": production.job,
            "from_phone": offer.phone,
            "from_email": offer.email or current.person.email,
            "contract_ends_on": production.contract_ends_on,
        },
    )
    return _draft(form, offer, chosen)


def sent(share: Share | None = None) -> Draft:
    """What was typed; a production of nowhere is a 404, as its own page would be."""
    form = ShareForm()
    form.is_locked = bool(share and share.is_locked)
    ids = form.productions.data or []
    asked = {*ids, *([form.asked.data] if form.asked.data else [])}
    offer = queries.offer_of(asked, current.signature, clock.today())
    if not offer.productions:
        raise NotFound
    return _draft(form, offer, _known(offer, ids))


def shown(share: Share) -> Draft:
    """A link already made, to be changed; one that was cut, or whose productions are gone, is past changing."""
    offer = queries.offer_of_share(share, current.signature, clock.today())
    ids = [one.public_id for one in offer.productions if one.is_asked]
    if share.revoked_at or not ids:
        raise NotFound
    form = ShareForm(
        formdata=None,
        data={
            **{name: getattr(share, name) for name in KEPT},
            "asked": ids[0],
            "productions": ids,
            "asks_code": share.is_locked,
            "tells_phone": bool(share.from_phone),
            "from_phone": share.from_phone or offer.phone,
            "tells_email": bool(share.from_email),
            "from_email": share.from_email or offer.email or current.person.email,
        },
    )
    form.is_locked = share.is_locked
    return _draft(form, offer, form.chosen(offer))


def refill(draft: Draft) -> None:
    """The switches of the preset asked for; all the documents only when everything is."""
    preset = next((one for one in presets.offered() if one.key == draft.form.preset.data), None)
    if preset is None:
        return
    parts = preset.parts
    if not preset.sections:
        draft.form.documents.data = [str(one.id) for one in draft.papers]
        if not draft.papers:
            parts = frozenset(part for part in parts if part.partition(".")[0] != "documents")
    draft.form.grants.data = sorted(parts)


def header_of(wanted: Wanted | Share) -> Header:
    """Of a link made or not: what its page says above all."""
    return Header(
        share=wanted.id if isinstance(wanted, Share) else NOT_YET,
        from_name=wanted.from_name,
        from_job=wanted.from_job,
        from_phone=wanted.from_phone,
        from_email=wanted.from_email,
        contract_ends_on=wanted.contract_ends_on,
        name=wanted.name,
        part=wanted.part,
        language=wanted.language,
        message=wanted.message,
        ends_on=wanted.ends_on,
        code_digest=None,
    )


def scope_of(productions: list[UUID], grants: tuple[str, ...], documents: tuple[UUID, ...]) -> Scope:
    return Scope(tuple(productions), frozenset({"page", *grants}), documents, clock.today())


def _draft(form: ShareForm, offer: Offer, chosen: list[Choosable]) -> Draft:
    has_documents = "documents" in sections.BY_KEY and chosen
    papers = list(queries.papers_of([one.id for one in chosen])) if has_documents else []
    return Draft(form, offer, chosen, papers)


def _known(offer: Offer, public_ids: list[str]) -> list[Choosable]:
    found = offer.named(public_ids)
    if len(found) < len(set(public_ids)):
        raise NotFound
    return found


def _called(name: str) -> Contact | None:
    """The contact of this name, when only one bears it."""
    found = contacts_called(name)
    return found[0] if len(found) == 1 else None
