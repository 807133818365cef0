"""What machines read: the schema, the official rules of EN 16931 and of the French reform, and the very cents."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.invoicing.anything import anything
from tests.invoicing.samples import AMERICAN, BELGIAN, BUSINESS, CONSUMER, ISSUED, SAMPLES, SELLER, document
from webapp.core.settings import ROOT
from webapp.domain.invoices.checks import problems_of
from webapp.domain.invoices.document import Document, Kind, Line, Reference, Unit
from webapp.domain.invoices.totals import discount_of_line, net_of_line, totals
from webapp.invoicing.facturx import xml
from webapp.invoicing.facturx.xml import BrokenXml, xml_of

RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
NAMES = {"ram": RAM, "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"}


class Read:
    """The XML of a document, asked by path."""

    def __init__(self, of: Document):
        self.root = etree.fromstring(xml_of(of))

    def all(self, path: str) -> list[str]:
        found = self.root.xpath(f"//{path}", namespaces=NAMES)
        return [one if isinstance(one, str) else str(one.text) for one in found]

    def one(self, path: str) -> str:
        (found,) = self.all(path)
        return found

    def cents(self, path: str) -> int:
        units, rest = self.one(path).split(".")
        return int(units) * 100 + int(rest)


def rules_broken(folder: Path) -> list[list[str]]:
    """File, rule, weight, words; in another process, where the reader of XSLT harms nobody."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.invoicing.facturx.schematrons", str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    count = str(len(list(folder.glob("*.xml"))))
    assert [line[3] for line in lines if not line[0]] == [count, count]  # both rules read every file
    return [line for line in lines if line[0]]


def test_the_official_rules_find_nothing_wrong_nor_doubtful(tmp_path: Path):
    drawn = {f"drawn {rank}": one for rank, one in enumerate(anything(seed=5, count=100))}
    for name, sample in {**SAMPLES, **drawn}.items():
        (tmp_path / f"{name}.xml").write_bytes(xml_of(sample))
    assert rules_broken(tmp_path) == []


def test_the_official_rules_do_find_what_is_wrong(tmp_path: Path):
    right = xml_of(SAMPLES["vat"])
    (tmp_path / "sums.xml").write_bytes(right.replace(b">1380.00<", b">1380.01<"))
    (tmp_path / "frame.xml").write_bytes(right.replace(b"<ram:ID>S1<", b"<ram:ID>S4<"))
    (tmp_path / "deposit.xml").write_bytes(xml_of(SAMPLES["deposit"]).replace(b"<ram:ID>S1<", b"<ram:ID>S4<"))
    (tmp_path / "siren.xml").write_bytes(right.replace(b'"0225">552100554<', b'"0225">552100555<'))
    found = {(name, rule) for name, rule, _weight, _words in rules_broken(tmp_path)}
    assert {name for name, _rule in found} == {"sums", "deposit", "siren"}
    assert {("deposit", "BR-FR-CO-08_BT-23"), ("siren", "BR-FR-21_BT-49")} <= found


def test_who_has_no_mail_nor_line_in_the_directory_misses_that_rule_alone(tmp_path: Path):
    """Such an invoice never goes through the reform’s way for invoices: it is reported."""
    for name, client in (("consumer", CONSUMER), ("abroad", AMERICAN), ("European", BELGIAN)):
        (tmp_path / f"{name}.xml").write_bytes(xml_of(document(client=replace(client, email=""))))
    assert {(name, rule) for name, rule, *_said in rules_broken(tmp_path)} == {
        ("consumer", "BR-FR-12_BT-49"),
        ("abroad", "BR-FR-12_BT-49"),
        ("European", "BR-FR-12_BT-49"),
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_could_be_issued(name: str):
    assert problems_of(SAMPLES[name]) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_amounts_are_those_people_read(name: str):
    sample = SAMPLES[name]
    sums, read = totals(sample), Read(sample)
    assert read.cents("ram:TaxBasisTotalAmount") == sums.net_cents
    assert read.cents("ram:TaxTotalAmount[@currencyID='EUR']") == sums.vat_cents
    assert read.cents("ram:GrandTotalAmount") == sums.gross_cents
    assert read.cents("ram:DuePayableAmount") == sums.due_cents
    assert [round(float(one) * 100) for one in read.all("ram:SpecifiedTradeSettlementLineMonetarySummation/*")] == [
        net_of_line(line) for line in sample.lines
    ]  # fmt: skip


def test_each_kind_has_its_code_and_its_frame():
    of = {
        name: (Read(SAMPLES[name]).one("ram:TypeCode[ancestor::*[local-name()='ExchangedDocument']]"))
        for name in SAMPLES
    }
    assert {of[name] for name in ("franchise", "vat", "final", "many")} == {"380"}
    assert (of["deposit"], of["credit"], of["corrective"]) == ("386", "381", "384")
    frame = "ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID"
    assert [Read(SAMPLES[name]).one(frame) for name in ("vat", "deposit", "final", "goods", "rates")] == [
        "S1", "S1", "S4", "B1", "M1",
    ]  # fmt: skip


def test_vat_is_due_as_the_regime_says():
    assert Read(SAMPLES["vat"]).all("ram:DueDateTypeCode") == ["72"]
    assert Read(SAMPLES["debits"]).all("ram:DueDateTypeCode") == ["5"]
    assert Read(SAMPLES["goods"]).all("ram:DueDateTypeCode") == ["29"]
    deposit = replace(SAMPLES["goods"], kind=Kind.DEPOSIT)
    assert Read(deposit).all("ram:DueDateTypeCode") == ["72"]
    assert Read(SAMPLES["franchise"]).all("ram:DueDateTypeCode") == []


def test_the_seller_is_numbered_with_and_without_vat():
    exempt, taxed = Read(SAMPLES["franchise"]), Read(SAMPLES["vat"])
    seller = "ram:SellerTradeParty"
    assert exempt.one(f"{seller}/ram:Name") == "Camille Roussel EI"
    assert exempt.one(f"{seller}/ram:Description") == "Entrepreneur individuel (EI)"
    assert exempt.one(f"{seller}/ram:GlobalID[@schemeID='0009']") == SELLER.siret
    assert exempt.one(f"{seller}/ram:SpecifiedLegalOrganization/ram:ID[@schemeID='0002']") == SELLER.siren
    assert exempt.one(f"{seller}//ram:URIID[@schemeID='0225']") == SELLER.siren
    assert exempt.all(f"{seller}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='FC']") == [SELLER.siren]
    assert exempt.all(f"{seller}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']") == []
    assert taxed.all(f"{seller}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']") == [SELLER.vat_number]


@pytest.mark.parametrize(
    ("name", "scheme", "address", "audience"),
    [
        ("franchise", "0225", BUSINESS.siren, "B2B"),
        ("public", "0225", "213502388", "B2B"),
        ("consumer", "EM", CONSUMER.email, "B2C"),
        ("European", "EM", BELGIAN.email, "B2BINT"),
        ("abroad", "EM", AMERICAN.email, "B2BINT"),
    ],
)  # fmt: skip
def test_the_buyer_is_reached_where_such_a_client_can_be(name: str, scheme: str, address: str, audience: str):
    read = Read(SAMPLES[name])
    assert (
        read.one(f"ram:BuyerTradeParty/ram:URIUniversalCommunication/ram:URIID[@schemeID='{scheme}']")
        == address
    )
    assert read.one("ram:IncludedNote[ram:SubjectCode='BAR']/ram:Content") == audience


def test_a_number_that_is_not_of_vat_is_that_of_a_register():
    assert Read(SAMPLES["abroad, numbered"]).one("ram:BuyerTradeParty/ram:SpecifiedLegalOrganization/ram:ID") == "36-4123456"  # fmt: skip
    assert (
        Read(SAMPLES["British"]).one("ram:BuyerTradeParty/ram:SpecifiedTaxRegistration/ram:ID")
        == "GB365462436"
    )
    assert set(Read(SAMPLES["abroad"]).all("ram:CategoryCode")) == {"E"}
    assert set(Read(SAMPLES["British"]).all("ram:CategoryCode")) == {"AE"}


def test_what_is_exempt_says_why_with_its_code():
    found = [
        (Read(SAMPLES[name]).all("ram:ExemptionReason"), Read(SAMPLES[name]).all("ram:ExemptionReasonCode"))
        for name in ("franchise", "vat", "rebilled, franchise", "European, disbursed", "abroad")
    ]
    reasons = [["; ".join(texts).replace("\xa0", " "), codes] for texts, codes in found]
    assert reasons == [
        ["TVA non applicable, article 293 B du CGI", ["VATEX-FR-FRANCHISE"]],
        ["", []],
        [
            "TVA non applicable, article 293 B du CGI ; Débours, article 267, II, 2° du CGI",
            ["VATEX-FR-FRANCHISE"],
        ],
        [
            "Autoliquidation, article 283-2 du CGI et articles 44 et 196 de la directive 2006/112/CE"
            "; Débours, article 267, II, 2° du CGI",
            ["VATEX-EU-AE", "VATEX-EU-79-C"],
        ],
        ["TVA non applicable, article 259, 1° du CGI", []],
    ]


def test_documents_quoted_are_numbered_and_dated():
    dates = "ram:InvoiceReferencedDocument/ram:FormattedIssueDateTime/*"
    numbers = "ram:InvoiceReferencedDocument/ram:IssuerAssignedID"
    for name, expected in (
        ("final", (["2026-020"], ["20260902"])),
        ("credit", (["2026-031"], ["20261009"])),
        ("corrective", (["2026-031"], ["20261009"])),
    ):
        assert (Read(SAMPLES[name]).all(numbers), Read(SAMPLES[name]).all(dates)) == expected
    assert Read(SAMPLES["corrective"]).all("ram:IncludedNote/ram:Content")[-1].startswith("Acompte déduit")


def test_money_is_asked_by_transfer_and_never_for_a_credit_note():
    means = "ram:SpecifiedTradeSettlementPaymentMeans"
    french, american, credit = Read(SAMPLES["vat"]), Read(SAMPLES["abroad"]), Read(SAMPLES["credit"])
    assert french.one(f"{means}/ram:TypeCode") == "58"
    assert french.one(f"{means}//ram:IBANID") == SELLER.iban
    assert french.one(f"{means}//ram:BICID") == SELLER.bic
    assert american.one(f"{means}/ram:TypeCode") == "30"
    assert credit.all(f"{means}/ram:TypeCode") == []
    assert "rembourser" in credit.one("ram:SpecifiedTradePaymentTerms/ram:Description")
    assert Read(SAMPLES["settled"]).all(f"{means}/ram:TypeCode") == []


def test_a_public_body_finds_its_references():
    read = Read(SAMPLES["public"])
    assert read.one("ram:BuyerReference") == "CULTURE-12"
    assert read.one("ram:ContractReferencedDocument/ram:IssuerAssignedID") == "EJ-2026-0815"
    assert read.one("ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID") == "BC-88"


def test_a_discount_of_a_line_says_its_percent_and_its_base():
    sample = SAMPLES["discount"]
    read = Read(sample)
    assert read.all("ram:SpecifiedTradeAllowanceCharge/ram:CalculationPercent") == ["10", "12.5"]
    assert read.all("ram:SpecifiedTradeAllowanceCharge/ram:ActualAmount") == ["84.00", "38.75"]
    assert [discount_of_line(line) for line in sample.lines] == [84_00, 38_75]


def test_days_of_the_service_are_told():
    read = Read(SAMPLES["vat"])
    assert read.all("ram:BillingSpecifiedPeriod//udt:DateTimeString") == ["20260928", "20260930"]
    assert read.one("ram:ActualDeliverySupplyChainEvent//udt:DateTimeString") == "20260930"
    one_day = Read(document(starts_on=date(2026, 9, 28), ends_on=None))
    assert one_day.all("ram:BillingSpecifiedPeriod//udt:DateTimeString") == []
    assert one_day.one("ram:ActualDeliverySupplyChainEvent//udt:DateTimeString") == "20260928"


@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp;</b> ]]> \x00\x0b\ud800",
        "« Été » à Lôčronañ — 100 %\r\nDeuxième ligne",
        "𝒜" * 400,
    ],
)
def test_what_people_type_is_words_and_nothing_else(text: str):
    words = Line(text, 10_00, detail=text, unit=Unit.PIECE)
    read = Read(document(words, client=replace(BUSINESS, name=text, attention=text), note=text, title=text))
    assert read.one("ram:SpecifiedTradeProduct/ram:Name") == read.one("ram:BuyerTradeParty/ram:Name")
    assert "\x00" not in read.one("ram:BuyerTradeParty/ram:Name")


def test_what_the_schema_refuses_goes_nowhere(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xml, "_when", lambda _document: {})
    with pytest.raises(BrokenXml, match="TradeDelivery"):
        xml_of(SAMPLES["vat"])


def test_the_same_document_gives_the_same_bytes():
    again = document(kind=Kind.CREDIT, originals=(Reference("2026-030", ISSUED),))
    assert xml_of(again) == xml_of(replace(again))
