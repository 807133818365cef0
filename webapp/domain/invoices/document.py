"""A quote or an invoice as plain values, named after the terms of EN 16931 (BT, BG) where it has one.

Amounts are integer cents, rates basis points, quantities hundredths.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    QUOTE = "quote"
    INVOICE = "invoice"
    DEPOSIT = "deposit"  # facture d’acompte
    CREDIT = "credit"  # avoir
    CORRECTIVE = "corrective"  # facture rectificative: takes the place of another


class Activity(StrEnum):
    """What thresholds the turnover is held to."""

    LIBERAL = "liberal"  # BNC
    SERVICES = "services"  # BIC
    SALES = "sales"


class VatRegime(StrEnum):
    FRANCHISE = "franchise"
    RECEIPTS = "receipts"  # réel, VAT due when the money comes: the rule for services
    DEBITS = "debits"  # réel, by option: due when invoiced


class ClientKind(StrEnum):
    BUSINESS = "business"
    PUBLIC = "public"
    CONSUMER = "consumer"  # also an association that is not taxable
    EU_BUSINESS = "eu_business"
    ABROAD = "abroad"


class Treatment(StrEnum):
    """How VAT is dealt with; the first four follow from regime and client, and may be chosen with a reason."""

    FRENCH_VAT = "french_vat"
    FRANCHISE = "franchise"
    REVERSE_CHARGE = "reverse_charge"
    OUTSIDE_EU = "outside_eu"


class Category(StrEnum):
    """BT-151."""

    STANDARD = "S"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"


class Nature(StrEnum):
    SERVICE = "service"
    GOODS = "goods"
    EXPENSE = "expense"  # frais refacturés: part of the price, with VAT
    DISBURSEMENT = "disbursement"  # débours: spent in the client’s name, outside the turnover and VAT


class Unit(StrEnum):
    """BT-130, codes of UN/ECE Recommendation 20."""

    FLAT = "C62"
    DAY = "DAY"
    HOUR = "HUR"
    WEEK = "WEE"
    MONTH = "MON"
    KILOMETRE = "KMT"
    PIECE = "H87"


class Operation(StrEnum):
    """First letter of BT-23, and a mention of the law."""

    SERVICES = "S"
    GOODS = "B"
    BOTH = "M"


@dataclass(frozen=True)
class Line:
    words: str
    price_cents: int
    quantity: int = 100
    unit: Unit = Unit.FLAT
    detail: str = ""
    discount_bp: int = 0
    vat_bp: int = 0
    category: Category = Category.STANDARD
    nature: Nature = Nature.SERVICE
    is_option: bool = False
    """Of a quote: counted once the client takes it."""


@dataclass(frozen=True)
class Party:
    name: str
    address: str = ""  # lines
    postal_code: str = ""
    city: str = ""
    country: str = "FR"  # ISO 3166-1 alpha-2
    siren: str = ""
    siret: str = ""
    vat_number: str = ""
    email: str = ""
    phone: str = ""
    attention: str = ""  # whom it is for, in the house


@dataclass(frozen=True)
class Seller(Party):
    """An entrepreneur individuel: « EI » stands beside the name wherever it is printed."""

    trade_name: str = ""
    activity: str = ""
    naf: str = ""
    iban: str = ""
    bic: str = ""
    notes: tuple[str, ...] = ()  # insurance, centre de gestion
    accent: str = ""  # #rrggbb
    logo: str = ""  # SHA-256 of the picture kept beside
    mediator: str = ""  # of consumers


@dataclass(frozen=True)
class Client(Party):
    kind: ClientKind = ClientKind.BUSINESS
    language: str = "fr"


@dataclass(frozen=True)
class Reference:
    """An invoice quoted by another: BT-25 and BT-26."""

    number: str
    on: date


@dataclass(frozen=True)
class Deducted(Reference):
    """A deposit taken off a final invoice, VAT included."""

    gross_cents: int = 0
    vat_cents: int = 0


@dataclass(frozen=True)
class Instalment:
    """Of the schedule of a quote: so much, when."""

    words: str
    share_bp: int


@dataclass(frozen=True)
class Mention:
    """A sentence the law or the person wants on the page; `code` is its subject in BT-21 where it has one."""

    key: str
    text: str
    code: str = ""
    is_printed: bool = True
    """Else it is for the XML alone, which is refused without it."""


@dataclass(frozen=True)
class Exemption:
    """Why a category bears no VAT: BT-120 and BT-121."""

    category: Category
    text: str
    code: str = ""


@dataclass(frozen=True)
class Document:
    kind: Kind
    number: str
    issued_on: date
    seller: Seller
    client: Client
    lines: tuple[Line, ...]
    due_on: date | None = None
    regime: VatRegime = VatRegime.FRANCHISE
    treatment: Treatment = Treatment.FRANCHISE
    treatment_reason: str = ""  # typed by the person who chose another one
    title: str = ""
    starts_on: date | None = None  # BT-73: of the service
    ends_on: date | None = None  # BT-74
    order_number: str = ""  # BT-13
    buyer_reference: str = ""  # BT-10: service code of a public body
    contract_number: str = ""  # BT-12: numéro d’engagement, market
    delivery: Party | None = None  # BG-13, when it is not where the client is
    note: str = ""
    terms: str = ""  # BT-20
    quote_number: str = ""
    originals: tuple[Reference, ...] = ()  # of a credit note or a corrective invoice
    deposits: tuple[Deducted, ...] = ()
    mentions: tuple[Mention, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    valid_until: date | None = None  # of a quote
    schedule: tuple[Instalment, ...] = ()
    version: int = 1  # of a quote
    shows_qr: bool = True
    penalty_bp: int | None = None  # agreed rate of late payment, a year; none: three times the legal rate
    ends_month: bool = False  # the seller’s terms run to the end of the month
    cites_cibs: bool = (
        False  # the person wants the articles of the code that follows the CGI, where both may stand
    )

    @property
    def operation(self) -> Operation:
        sold = {line.nature is Nature.GOODS for line in self.lines if line.nature is not Nature.DISBURSEMENT}
        if sold == {True}:
            return Operation.GOODS
        return Operation.BOTH if True in sold else Operation.SERVICES
