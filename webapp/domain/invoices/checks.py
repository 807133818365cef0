"""What keeps a document from being issued: each problem beside the field where it is put right.

The law (CGI ann. II 242 nonies A, C. com. L. 441-9 and L. 441-10), the French rules of electronic invoices
(BR-FR-01 to 32, CO, DEC) and EN 16931 refuse; nothing is here that only would be better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.invoices import law
from webapp.domain.invoices.document import (
    Category,
    Client,
    ClientKind,
    Document,
    Kind,
    Line,
    Party,
    Reference,
    Treatment,
    VatRegime,
)
from webapp.domain.invoices.identifiers import (
    COUNTRIES,
    is_in_eu,
    is_in_france,
    parse_bic,
    parse_iban,
    parse_siren,
    parse_siret,
    parse_vat_number,
)
from webapp.domain.invoices.late import why_not_penalty
from webapp.domain.invoices.numbering import NUMBER
from webapp.domain.invoices.totals import totals
from webapp.domain.invoices.treatment import treated, treatment_of
from webapp.domain.periods import Month
from webapp.domain.refusals import Refused
from webapp.domain.words import Cents, Sentence, sentence

WHOLE_BP = 10_000
YEARS = range(2000, 2100)  # BR-FR-03
LONGEST = {
    "title": 200,
    "note": 2000,
    "terms": 2000,
    "treatment_reason": 400,
    "order_number": 50,
    "buyer_reference": 100,
    "contract_number": 50,
}
LONGEST_WORDS, LONGEST_DETAIL, LONGEST_NAME = 200, 1000, 200
SOLD = (Kind.INVOICE, Kind.CORRECTIVE)  # what is over, and so has a date of service
PAYABLE = (Kind.INVOICE, Kind.DEPOSIT, Kind.CORRECTIVE)
CORRECTING = (Kind.CREDIT, Kind.CORRECTIVE)
IN_DIRECTORY = (ClientKind.BUSINESS, ClientKind.PUBLIC)
"""Found under their SIREN; of others the electronic address (BT-49, BR-FR-12) is an e-mail."""


@dataclass(frozen=True)
class Problem:
    """`field` is `lines.2.price_cents`, `client.siren`, `seller.iban`, `issued_on`…, or empty for the whole."""

    field: str
    said: Sentence


class Problems(Exception):
    """A document that cannot be issued; nothing was."""

    def __init__(self, found: Sequence[Problem]):
        super().__init__("; ".join(str(one.said) for one in found))
        self.found = list(found)


def problems_of(document: Document) -> list[Problem]:
    """Everything wrong at once, so that one visit puts it right."""
    return [problem for check in CHECKS for problem in check(document)]


def _lines(document: Document) -> Iterator[Problem]:
    if not document.lines:
        yield Problem("lines", sentence("Ajoutez au moins une ligne."))
        return
    for rank, line in enumerate(document.lines):
        for field, said in _of_line(document, line):
            yield Problem(f"lines.{rank}.{field}", said)
    if totals(document).gross_cents <= 0:
        yield Problem("lines", sentence("Le total doit être au-dessus de zéro."))


def _of_line(document: Document, line: Line) -> Iterator[tuple[str, Sentence]]:
    if not line.words.strip():
        yield "words", sentence("Dites ce qui est vendu.")
    if len(line.words) > LONGEST_WORDS:
        yield "words", _too_long(LONGEST_WORDS)
    if len(line.detail) > LONGEST_DETAIL:
        yield "detail", _too_long(LONGEST_DETAIL)
    if line.price_cents <= 0:
        yield (
            "price_cents",
            sentence(
                "Le prix doit être au-dessus de zéro. Pour offrir une ligne, mettez une remise de %(whole)s\u00a0%%.",
                whole=100,
            ),
        )
    if line.quantity <= 0:
        yield "quantity", sentence("La quantité doit être au-dessus de zéro.")
    if not 0 <= line.discount_bp <= WHOLE_BP:
        yield "discount_bp", sentence("Une remise va de 0 à %(whole)s\u00a0%%.", whole=100)
    if line.is_option and document.kind is not Kind.QUOTE:
        yield (
            "is_option",
            sentence("Une facture n’a pas d’option\u00a0: retirez cette ligne ou facturez-la."),
        )
    if said := _why_no_vat_rate(document, line):
        yield "vat_bp", said


def _why_no_vat_rate(document: Document, line: Line) -> Sentence | None:
    if treated(line, document.treatment).category is not line.category:
        return sentence(
            "La TVA de cette ligne n’est pas celle du document. Enregistrez le brouillon à nouveau."
        )
    if line.category is not Category.STANDARD:
        return (
            sentence("Cette ligne ne porte pas de TVA\u00a0: son taux est %(rate)s\u00a0%%.", rate=0)
            if line.vat_bp
            else None
        )
    if line.vat_bp == 0:
        return sentence(
            "Choisissez un taux de TVA\u00a0: avec la TVA française, %(rate)s\u00a0%% n’en est pas un.",
            rate=0,
        )
    days = (document.issued_on, *(original.on for original in document.originals))
    if not any(law.is_vat_rate(line.vat_bp, day) for day in days):
        return sentence("Ce taux de TVA n’existe pas en France au %(day)s.", day=document.issued_on)
    return None


def _number(document: Document) -> Iterator[Problem]:
    """BR-FR-01 and 02; none yet before issuing."""
    if document.number and not NUMBER.fullmatch(document.number):
        yield Problem(
            "number",
            sentence("Un numéro a au plus 35 caractères, sans espace\u00a0: lettres, chiffres et + - _ /."),
        )


def _texts(document: Document) -> Iterator[Problem]:
    for field, longest in LONGEST.items():
        if len(getattr(document, field)) > longest:
            yield Problem(field, _too_long(longest))
    for field, party in (("seller", document.seller), ("client", document.client)):
        if len(party.name) > LONGEST_NAME:
            yield Problem(f"{field}.name", _too_long(LONGEST_NAME))


def _seller(document: Document) -> Iterator[Problem]:
    seller = document.seller
    if not seller.name.strip():
        yield Problem("seller.name", sentence("Indiquez votre nom dans votre profil de vendeur."))
    if not seller.siret:
        yield Problem(
            "seller.siret", sentence("Indiquez votre SIRET\u00a0: la loi le demande sur chaque document.")
        )
    else:
        yield from _refused("seller.siret", parse_siret, seller.siret)
        if seller.siren != seller.siret[:9]:
            yield Problem("seller.siret", sentence("Votre SIRET ne commence pas par votre SIREN."))
    yield from _place("seller", seller, sentence("Complétez votre adresse\u00a0: rue, code postal et ville."))
    if not is_in_france(seller.country):
        yield Problem("seller.country", sentence("Raccord émet les factures d’un vendeur établi en France."))
    if seller.iban:
        yield from _refused("seller.iban", parse_iban, seller.iban)
    elif _has_qr(document):
        yield Problem(
            "seller.iban", sentence("Indiquez votre IBAN, ou retirez le code de paiement de cette facture.")
        )
    if seller.bic:
        yield from _refused("seller.bic", parse_bic, seller.bic)


def _has_qr(document: Document) -> bool:
    return document.shows_qr and document.kind in PAYABLE and totals(document).due_cents > 0


def _seller_vat(document: Document) -> Iterator[Problem]:
    seller = document.seller
    if seller.vat_number:
        yield from _refused(
            "seller.vat_number",
            lambda number: parse_vat_number(number, country="FR", siren=seller.siren),
            seller.vat_number,
        )
    elif document.treatment is Treatment.FRENCH_VAT:
        yield Problem(
            "seller.vat_number",
            sentence("Indiquez votre numéro de TVA\u00a0: une facture avec TVA le porte."),
        )
    elif document.treatment is Treatment.REVERSE_CHARGE:
        yield Problem(
            "seller.vat_number",
            sentence(
                "Indiquez votre numéro de TVA\u00a0: l’autoliquidation le demande, même en franchise. Il s’obtient"
                " auprès de votre service des impôts."
            ),
        )


def _treatment(document: Document) -> Iterator[Problem]:
    """VAT shown in franchise is owed (CGI 283, 3), and a franchise one does not have excuses nothing."""
    is_exempt = document.regime is VatRegime.FRANCHISE
    if is_exempt and document.treatment is Treatment.FRENCH_VAT:
        yield Problem(
            "treatment", sentence("En franchise, vous ne facturez pas de TVA\u00a0: écrite, elle serait due.")
        )
    if not is_exempt and document.treatment is Treatment.FRANCHISE:
        yield Problem(
            "treatment", sentence("Vous n’êtes pas en franchise de TVA au %(day)s.", day=document.issued_on)
        )
    by_rule = treatment_of(document.regime, document.client.kind)
    if document.treatment is not by_rule and not document.treatment_reason.strip() and not document.originals:
        yield Problem(
            "treatment_reason",
            sentence("Dites pourquoi ce client n’a pas la TVA que la règle générale lui donne."),
        )


def _client(document: Document) -> Iterator[Problem]:
    client = document.client
    if not client.name.strip():
        yield Problem("client.name", sentence("Indiquez le nom du client."))
    if client.siren:
        yield from _refused("client.siren", parse_siren, client.siren)
    if client.siret:
        yield from _refused("client.siret", parse_siret, client.siret)
        if client.siren and client.siret[:9] != client.siren:
            yield Problem("client.siret", sentence("Ce SIRET ne commence pas par le SIREN du client."))
    misplaced = list(_client_country(client, document.issued_on))
    yield from misplaced
    if document.kind is Kind.QUOTE:
        return
    if client.kind is not ClientKind.CONSUMER:
        yield from _place("client", client, sentence("Complétez l’adresse du client."))
    if not misplaced:
        yield from _client_numbers(document)


def _client_numbers(document: Document) -> Iterator[Problem]:
    client = document.client
    if client.kind is ClientKind.BUSINESS and not client.siren:
        yield Problem(
            "client.siren",
            sentence("Indiquez le SIREN du client\u00a0: la facture d’une entreprise française le porte."),
        )
    if client.kind is ClientKind.PUBLIC and not client.siren:
        yield Problem(
            "client.siren",
            sentence("Indiquez le SIREN de cet organisme public\u00a0: Chorus Pro le demande."),
        )
    if client.kind not in IN_DIRECTORY and not client.email:
        yield Problem(
            "client.email",
            sentence("Indiquez l’adresse e-mail du client\u00a0: la facture électronique en demande une."),
        )
    is_reversed = document.treatment is Treatment.REVERSE_CHARGE
    if client.vat_number and client.kind is not ClientKind.ABROAD:
        yield from _refused(
            "client.vat_number", lambda number: _client_vat(client, number), client.vat_number
        )
    elif is_reversed and not client.vat_number:
        yield Problem(
            "client.vat_number",
            sentence("Indiquez le numéro de TVA du client\u00a0: sans lui, la TVA française s’applique."),
        )


def _client_vat(client: Client, number: str) -> str:
    country = "FR" if is_in_france(client.country) else client.country
    return parse_vat_number(number, country=country, siren=client.siren if country == "FR" else "")


def _client_country(client: Client, day: date) -> Iterator[Problem]:
    said: Sentence | None = None
    is_french, is_european = is_in_france(client.country), is_in_eu(client.country, day)
    if client.country not in COUNTRIES:
        said = sentence("Choisissez un pays de la liste.")
    elif client.kind in (ClientKind.BUSINESS, ClientKind.PUBLIC) and not is_french:
        said = sentence("Ce client est hors de France\u00a0: changez son pays, ou dites quel client il est.")
    elif client.kind is ClientKind.EU_BUSINESS and not is_european:
        said = sentence(
            "Ce pays n’est pas un autre pays de l’Union européenne\u00a0: changez-le, ou dites quel client il est."
        )
    elif client.kind is ClientKind.ABROAD and (is_french or is_european):
        said = sentence("Ce pays est dans l’Union européenne\u00a0: changez-le, ou dites quel client il est.")
    if said:
        yield Problem("client.country", said)


def _delivery(document: Document) -> Iterator[Problem]:
    """BR-57."""
    if document.delivery and document.delivery.country not in COUNTRIES:
        yield Problem("delivery.country", sentence("Choisissez le pays de la livraison."))


def _days(document: Document) -> Iterator[Problem]:
    for field in ("issued_on", "due_on", "starts_on", "ends_on", "valid_until"):
        day: date | None = getattr(document, field)
        if day and day.year not in YEARS:
            yield Problem(field, sentence("Vérifiez l’année\u00a0: elle va de 2000 à 2099."))
    if document.kind in SOLD and not (document.starts_on or document.ends_on):
        yield Problem(
            "ends_on",
            sentence("Indiquez quand la prestation a eu lieu\u00a0: un jour, ou du premier au dernier."),
        )
    if document.starts_on and document.ends_on and document.ends_on < document.starts_on:
        yield Problem("ends_on", sentence("La fin de la prestation précède son début."))


def _due(document: Document) -> Iterator[Problem]:
    if document.kind not in PAYABLE:
        return
    if document.due_on is None:
        yield Problem("due_on", sentence("Indiquez jusqu’à quand la facture est à régler."))
    elif document.due_on < document.issued_on:
        yield Problem("due_on", sentence("L’échéance précède la date de la facture."))
    elif said := _why_too_late(document, document.due_on):
        yield Problem("due_on", said)


def _why_too_late(document: Document, due_on: date) -> Sentence | None:
    """C. com. L. 441-10, I. Of the two ways of counting 45 days and the end of the month, the longer is let through."""
    if document.client.kind in (ClientKind.CONSUMER, ClientKind.ABROAD):
        return None
    issued_on = document.issued_on
    days = law.value(law.LONGEST_TERM, issued_on)
    latest = issued_on + timedelta(days=days)
    if document.ends_month:
        more = timedelta(days=law.value(law.LONGEST_TERM_MONTH_END, issued_on))
        latest = max(latest, Month.of(issued_on).end_on + more, Month.of(issued_on + more).end_on)
    if due_on <= latest:
        return None
    return sentence(
        "La loi ne laisse pas plus de %(days)s jours pour régler\u00a0: au plus tard le %(latest)s.",
        days=days,
        latest=latest,
    )


def _penalty(document: Document) -> Iterator[Problem]:
    """A consumer owes none, a public body that of its code."""
    if document.penalty_bp is None or document.client.kind in (ClientKind.CONSUMER, ClientKind.PUBLIC):
        return
    if said := why_not_penalty(document.penalty_bp, document.issued_on):
        yield Problem("seller.penalty_bp", said)


def _deposits(document: Document) -> Iterator[Problem]:
    if not document.deposits:
        return
    sums = totals(document)
    if document.kind not in SOLD:
        yield Problem("deposits", sentence("Seule une facture finale déduit des acomptes."))
    if sums.due_cents < 0:
        yield Problem(
            "deposits",
            sentence(
                "Les acomptes dépassent le total de %(over)s\u00a0: faites un avoir de la différence.",
                over=Cents(-sums.due_cents),
            ),
        )
    if any(deposit.on > document.issued_on for deposit in document.deposits):
        yield Problem("issued_on", sentence("La facture ne peut pas précéder un acompte qu’elle déduit."))


def _originals(document: Document) -> Iterator[Problem]:
    """BR-FR-CO-04 and CO-05."""
    if document.kind not in CORRECTING:
        return
    if document.kind is Kind.CORRECTIVE and len(document.originals) != 1:
        yield Problem("originals", sentence("Une facture rectificative remplace une facture, une seule."))
    elif not document.originals:
        yield Problem("originals", sentence("Un avoir cite la facture qu’il diminue."))
    if not all(_is_told(original) for original in document.originals):
        yield Problem("originals", sentence("Le numéro de la facture citée n’est pas recevable."))
    if any(original.on > document.issued_on for original in document.originals):
        yield Problem("issued_on", sentence("La date ne peut pas précéder celle de la facture citée."))


def _is_told(original: Reference) -> bool:
    return bool(NUMBER.fullmatch(original.number))


def _quote(document: Document) -> Iterator[Problem]:
    if document.kind is not Kind.QUOTE:
        return
    if document.valid_until is None:
        yield Problem("valid_until", sentence("Indiquez jusqu’à quand le devis est valable."))
    elif document.valid_until < document.issued_on:
        yield Problem("valid_until", sentence("Le devis ne peut pas finir avant sa date."))
    if document.schedule and (
        sum(part.share_bp for part in document.schedule) != WHOLE_BP
        or any(part.share_bp <= 0 for part in document.schedule)
    ):
        yield Problem(
            "schedule",
            sentence("Les parts de l’échéancier doivent faire %(whole)s\u00a0%% en tout.", whole=100),
        )


def _place(prefix: str, party: Party, said: Sentence) -> Iterator[Problem]:
    """Other countries do without a postal code."""
    needed = ["address", "city", *(["postal_code"] if is_in_france(party.country) else [])]
    missing = [field for field in needed if not str(getattr(party, field)).strip()]
    if missing:
        yield Problem(f"{prefix}.{missing[0]}", said)


def _refused(field: str, parse: Callable[[str], object], text: str) -> Iterator[Problem]:
    try:
        parse(text)
    except Refused as refusal:
        yield Problem(field, refusal.sentence)


def _too_long(longest: int) -> Sentence:
    return sentence("Au plus %(max)s caractères.", max=longest)


CHECKS: tuple[Callable[[Document], Iterator[Problem]], ...] = (
    _number,
    _lines,
    _texts,
    _seller,
    _seller_vat,
    _treatment,
    _client,
    _delivery,
    _days,
    _due,
    _penalty,
    _deposits,
    _originals,
    _quote,
)
