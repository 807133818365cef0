from dataclasses import replace
from typing import Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core.forms import (
    CentsField,
    DayField,
    Form,
    Length,
    LineField,
    QuantityField,
    TextField,
    choices_of,
    not_before,
)
from webapp.domain.invoices.document import Kind, Party, Treatment
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.invoices.writing.desk import Choices, Desk
from webapp.invoicing.lines.forms import LinesForm
from webapp.invoicing.words import DOCUMENTS, TREATMENTS

BEGUN = (Kind.INVOICE, Kind.DEPOSIT)


class DraftForm(LinesForm):
    """All of a draft. It may be incomplete: what issuing asks is said when issuing."""

    client = SelectField(_l("Client"))
    production = SelectField(_l("Production"))
    title = LineField(_l("Objet"))
    issued_on = DayField(_l("Date d’émission"))
    due_on = DayField(_l("Échéance"))
    starts_on = DayField(_l("Prestation, du"))
    ends_on = DayField(_l("Prestation, au"), [not_before("starts_on")])
    order_number = LineField(_l("N° de commande"), [Length(max=50)])
    contract_number = LineField(_l("N° de marché ou d’engagement"), [Length(max=50)])
    buyer_reference = LineField(_l("Référence du client, code service"), [Length(max=100)])
    delivery_name = LineField(_l("Livré chez"))
    delivery_address = LineField(_l("Adresse"))
    delivery_postal_code = LineField(_l("Code postal"), [Length(max=10)])
    delivery_city = LineField(_l("Ville"), [Length(max=100)])
    note = TextField(_l("Note sur la facture"), [Length(max=2000)])
    treatment = SelectField(_l("TVA"), default="")
    treatment_reason = LineField(_l("Pourquoi"))
    deducts = SelectMultipleField(
        _l("Acomptes à déduire"), widget=ListWidget(), option_widget=CheckboxInput(), validate_choice=False
    )
    shows_qr = BooleanField(_l("QR code de virement"))
    is_independent = BooleanField(_l("Ce n’est pas du travail salarié"))

    deposits: frozenset[str] | set[str] = frozenset()  # that may be deducted

    def offer(self, desk: Desk, usual: Treatment | None) -> Self:
        """The choices of the lists, and which of them a credit note may not change."""
        own, clients = desk.contact.public_id, desk.choices.clients if desk.original is None else []
        offered = [SelectChoice(one.public_id, one.name) for one in clients]
        if own not in [one.public_id for one in clients]:
            offered.insert(0, SelectChoice(own, desk.client.legal_name))
        self.client.choices = offered
        productions = desk.choices.productions
        offered = _or_none(productions)
        if desk.production not in ["", *(one.public_id for one in productions)]:
            offered.append(SelectChoice(desk.production, _("Production supprimée")))
        self.production.choices = offered
        rule = TREATMENTS[usual] if usual else _("votre régime")
        self.treatment.choices = [
            SelectChoice("", _("Selon la règle\u00a0: %(rule)s", rule=rule)),
            *choices_of(TREATMENTS),
        ]
        self.deposits = {one.public_id for one in desk.choices.deposits}
        return self

    def validate_treatment_reason(self, field):
        if self.treatment.data and not field.data:
            raise ValidationError(_("Dites pourquoi\u00a0: la raison reste avec la facture."))

    def validate_deducts(self, field):
        """A deposit that was deducted meanwhile is left out."""
        field.data = [one for one in field.data or [] if one in self.deposits]

    def draft(self, previous: Draft) -> Draft:
        """What can be read of it; all of it once it is valid."""
        return replace(
            previous,
            lines=tuple(line for line in self.readable_lines() if line),
            title=self.title.data or "",
            issued_on=self.issued_on.data,
            due_on=self.due_on.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            order_number=self.order_number.data or "",
            contract_number=self.contract_number.data or "",
            buyer_reference=self.buyer_reference.data or "",
            delivery=self._delivery(previous.delivery),
            note=self.note.data or "",
            treatment=Treatment(self.treatment.data) if self.treatment.data in TREATMENTS else None,
            treatment_reason=(self.treatment_reason.data or "") if self.treatment.data else "",
            deducts=tuple(self.deducts.data or ()),
            shows_qr=self.shows_qr.data,
        )

    def _delivery(self, previous: Party | None) -> Party | None:
        fields = (self.delivery_name, self.delivery_address, self.delivery_postal_code, self.delivery_city)
        name, address, postal_code, city = (field.data or "" for field in fields)
        if not (name or address or postal_code or city):
            return None
        return replace(previous or Party(""), name=name, address=address, postal_code=postal_code, city=city)


def shown(draft: Draft, client: str, production: str) -> DraftForm:
    """The form filled with what is kept."""
    place = draft.delivery or Party("")
    return DraftForm.shown(
        draft.lines,
        client=client,
        production=production,
        title=draft.title or None,
        issued_on=draft.issued_on,
        due_on=draft.due_on,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        order_number=draft.order_number or None,
        contract_number=draft.contract_number or None,
        buyer_reference=draft.buyer_reference or None,
        delivery_name=place.name or None,
        delivery_address=place.address or None,
        delivery_postal_code=place.postal_code or None,
        delivery_city=place.city or None,
        note=draft.note or None,
        treatment=draft.treatment or "",
        treatment_reason=draft.treatment_reason or None,
        deducts=list(draft.deducts),
        shows_qr=draft.shows_qr,
    )


class BeginForm(Form):
    """Which document, for whom; a deposit says how much."""

    kind = RadioField(
        _l("Document"), choices=choices_of({kind: DOCUMENTS[kind] for kind in BEGUN}), default=Kind.INVOICE
    )
    client = SelectField(_l("Client"), validate_choice=False)
    production = SelectField(_l("Production"), validate_choice=False)
    title = LineField(_l("Objet"))
    total_cents = CentsField(_l("Montant total prévu, HT"))
    share_bp = QuantityField(_l("Part de l’acompte"))
    deposit_cents = CentsField(_l("ou montant de l’acompte, HT"))

    def offer(self, choices: Choices) -> Self:
        self.client.choices = [
            SelectChoice("", _("Choisir")),
            *(SelectChoice(one.public_id, one.name) for one in choices.clients),
        ]
        self.production.choices = _or_none(choices.productions)
        self.clients = {one.public_id for one in choices.clients}
        self.productions = {"", *(one.public_id for one in choices.productions)}
        return self

    def validate_client(self, field):
        if field.data not in self.clients:
            raise ValidationError(_("Choisissez le client."))

    def validate_production(self, field):
        if field.data not in self.productions:
            raise ValidationError(_("Choisissez dans la liste."))

    def validate_share_bp(self, field):
        if field.data is not None and not 0 < field.data <= 100_00:
            raise ValidationError(_("Une part va de 1 à 100."))
        if field.data is not None and self.deposit_cents.data is not None:
            raise ValidationError(_("Indiquez la part ou le montant, pas les deux."))

    @property
    def is_deposit(self):
        return self.kind.data == Kind.DEPOSIT


def _or_none(productions):
    return [SelectChoice("", _("Aucune")), *(SelectChoice(one.public_id, one.title) for one in productions)]
