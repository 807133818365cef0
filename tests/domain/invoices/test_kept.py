import json

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invoices.make import DAYS, STAMPS, document
from webapp.domain.invoices.document import (
    Client,
    Deducted,
    Document,
    Exemption,
    Instalment,
    Kind,
    Line,
    Mention,
    Party,
    Reference,
    Seller,
)
from webapp.domain.invoices.draft import Draft
from webapp.domain.invoices.kept import as_values, kept
from webapp.domain.invoices.mentions import with_mentions

texts = st.text(max_size=8)
documents = st.builds(
    Document,
    kind=st.sampled_from(Kind),
    number=texts,
    issued_on=st.dates(),
    seller=st.builds(Seller, notes=st.lists(texts, max_size=2).map(tuple), mediator=texts, logo=texts),
    client=st.from_type(Client),
    lines=st.lists(st.from_type(Line), max_size=3).map(tuple),
    due_on=st.none() | st.dates(),
    starts_on=st.none() | st.dates(),
    delivery=st.none() | st.from_type(Party),
    originals=st.lists(st.from_type(Reference), max_size=2).map(tuple),
    deposits=st.lists(st.from_type(Deducted), max_size=2).map(tuple),
    mentions=st.lists(st.from_type(Mention), max_size=2).map(tuple),
    exemptions=st.lists(st.from_type(Exemption), max_size=2).map(tuple),
    schedule=st.lists(st.from_type(Instalment), max_size=2).map(tuple),
    shows_qr=st.booleans(),
    penalty_bp=st.none() | st.integers(0, 5_000),
    ends_month=st.booleans(),
    cites_cibs=st.booleans(),
)


@given(documents)
def test_what_is_kept_comes_back_the_same(document: Document):
    assert kept(Document, json.loads(json.dumps(as_values(document)))) == document


@given(
    st.builds(
        Draft,
        lines=st.lists(st.from_type(Line), max_size=3).map(tuple),
        issued_on=st.none() | st.dates(),
        delivery=st.none() | st.from_type(Party),
        deducts=st.lists(texts, max_size=2).map(tuple),
        schedule=st.lists(st.from_type(Instalment), max_size=2).map(tuple),
    )
)
def test_so_does_what_is_typed(draft: Draft):
    assert kept(Draft, json.loads(json.dumps(as_values(draft)))) == draft


def test_what_was_kept_before_a_field_was_added_takes_its_default():
    whole = with_mentions(document(DAYS, STAMPS, penalty_bp=1200))
    values = as_values(whole)
    del values["penalty_bp"], values["ends_month"], values["cites_cibs"], values["seller"]["mediator"]
    for mention in values["mentions"]:
        del mention["is_printed"]
    old = kept(Document, {**values, "unknown": 1})
    assert (old.penalty_bp, old.ends_month, old.cites_cibs, old.seller.mediator) == (None, False, False, "")
    assert all(mention.is_printed for mention in old.mentions)
    assert old.lines == whole.lines


def test_values_are_plain():
    values = as_values(document(kind=Kind.CREDIT))
    assert values["kind"] == "credit" and values["issued_on"] == "2026-11-02"
    assert values["originals"] == [{"number": "2026-020", "on": "2026-10-09"}]
    assert values["lines"][0]["category"] == "S"
