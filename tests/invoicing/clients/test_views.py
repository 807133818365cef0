import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.make import World
from webapp.contacts.models import Contact, Kind
from webapp.core import clock
from webapp.domain.invoices.document import ClientKind, Treatment, VatRegime
from webapp.domain.permissions import Role
from webapp.invoicing.models import Client

HAUTEUR = {
    "contact": "Atelier Hauteur", "kind": "business", "legal_name": "Atelier Hauteur SARL", "siren": "552 100 554",
    "siret": "", "vat_number": "", "address": "18 rue du Port", "postal_code": "29200", "city": "Brest", "country": "FR",
    "email": "compta@hauteur.exemple", "attention": "Léa Morin", "payment_days": "45", "language": "fr",
    "treatment": "", "treatment_reason": "",
}  # fmt: skip
KINDS = {
    ClientKind.BUSINESS: {},
    ClientKind.PUBLIC: {"kind": "public", "siren": "213502388", "buyer_reference": "CULTURE-12"},
    ClientKind.CONSUMER: {"kind": "consumer", "siren": "faux"},
    ClientKind.EU_BUSINESS: {
        "kind": "eu_business", "vat_number": "DE136695976", "country": "DE", "postal_code": "10115", "city": "Berlin",
    },
    ClientKind.ABROAD: {"kind": "abroad", "country": "CH", "postal_code": "1204", "city": "Genève"},
}  # fmt: skip
RULE = {
    ClientKind.BUSINESS: "Sans TVA, franchise en base",
    ClientKind.PUBLIC: "Sans TVA, franchise en base",
    ClientKind.CONSUMER: "Sans TVA, franchise en base",
    ClientKind.EU_BUSINESS: "Autoliquidation",
    ClientKind.ABROAD: "Sans TVA française, prestation hors Union européenne",
}
MENTION = {
    ClientKind.BUSINESS: "article 293 B du CGI",
    ClientKind.PUBLIC: "article 293 B du CGI",
    ClientKind.CONSUMER: "article 293 B du CGI",
    ClientKind.EU_BUSINESS: "Autoliquidation",
    ClientKind.ABROAD: "TVA non applicable",
}


def client_of(world: World) -> Client:
    with world.inside(world.lune) as session:
        return session.scalars(select(Client)).one()


def test_without_a_client_the_list_says_what_to_do(browse: Browser):
    assert "Ajouter un client" in browse.get("clients.index").text


@pytest.mark.parametrize("kind", ClientKind)
def test_each_kind_is_kept_with_what_the_law_wants_and_its_vat(
    browse: Browser, other: Browser, world: World, kind: ClientKind
):
    world.seller(world.lune)
    page = browse.follow(browse.post("clients.create", {**HAUTEUR, **KINDS[kind]})).text
    assert "Client ajouté" in page
    assert RULE[kind] in page
    assert MENTION[kind] in page.replace("\u00a0", " ")
    kept = client_of(world)
    assert (kept.kind, kept.legal_name, kept.payment_days) == (kind, "Atelier Hauteur SARL", 45)
    assert kept.country == KINDS[kind].get("country", "FR")
    if kind is ClientKind.CONSUMER:
        assert kept.siren is None, "what is hidden is not read"
    assert "Hauteur" not in other.get("clients.index").text
    with world.inside(world.lune) as session:
        contact = session.scalars(select(Contact)).one()
    assert contact.name == "Atelier Hauteur"
    assert contact.kind == (Kind.PERSON if kind is ClientKind.CONSUMER else Kind.COMPANY)
    other.get("clients.show", contact=contact.public_id, status=404)


def test_at_the_reel_a_french_client_pays_vat(browse: Browser, world: World):
    world.seller(world.lune, VatRegime.RECEIPTS)
    assert "TVA française" in browse.follow(browse.post("clients.create", HAUTEUR)).text


WRONG = [
    ("business", "siren", "552 100 555", "clé de contrôle est fausse"),
    ("business", "siren", "", "La loi demande le SIREN"),
    ("business", "siren", "12", "9 chiffres"),
    ("business", "siret", "73282932000074", "commence par le SIREN"),
    ("business", "vat_number", "FR44732829320", "n’est pas celui du SIREN"),
    ("business", "vat_number", "DE136695976", "commence par FR"),
    ("business", "address", "", "À remplir"),
    ("business", "city", "", "À remplir"),
    ("business", "postal_code", "292", "5 chiffres"),
    ("business", "postal_code", "", "À remplir"),
    ("business", "email", "compta", "mail n’est pas complète"),
    ("business", "payment_days", "90", "De 0 à 60 jours"),
    ("business", "kind", "martien", "Choisissez dans la liste"),
    ("business", "language", "de", "Choisissez dans la liste"),
    ("business", "treatment", "reverse_charge", "Écrivez pourquoi"),
    ("business", "contact", "", "À remplir"),
    ("public", "siren", "", "La loi demande le SIREN"),
    ("eu_business", "vat_number", "", "la TVA française est due"),
    ("eu_business", "vat_number", "DE136695977", "numéro de TVA n’existe pas"),
    ("eu_business", "vat_number", "FR44732829320", "commence par DE"),
    ("eu_business", "country", "FR", "ce n’est pas un autre pays"),
    ("eu_business", "country", "BE", "commence par BE"),
    ("business", "country", "BE", "choisissez un autre type de client, ou la France"),
    ("eu_business", "country", "XX", "Choisissez dans la liste"),
    ("abroad", "country", "BE", "Choisissez un autre type"),
    ("abroad", "country", "FR", "Choisissez un autre type"),
]


@pytest.mark.parametrize(
    ("kind", "field", "typed", "said"), WRONG, ids=[f"{k} {field} {t}" for k, field, t, _s in WRONG]
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    browse: Browser, world: World, kind: str, field: str, typed: str, said: str
):
    sent = {**HAUTEUR, **KINDS[ClientKind(kind)], field: typed}
    page = browse.post("clients.create", sent, status=422).text
    assert said in page
    assert 'value="Léa Morin"' in page
    assert 'value="18 rue du Port"' in page or field == "address"
    with world.inside(world.lune) as session:
        assert session.scalars(select(Client)).all() == []
        assert session.scalars(select(Contact)).all() == []


def test_a_siret_is_enough_to_know_the_siren(browse: Browser, world: World):
    browse.post("clients.create", {**HAUTEUR, "siren": "", "siret": "732 829 320 00074"})
    assert client_of(world).siren == "732829320"


def test_a_contact_that_is_there_becomes_the_client(browse: Browser, world: World):
    contact = world.company(world.lune, "Atelier Hauteur")
    browse.post("clients.create", {**HAUTEUR, "contact": "atelier hauteur"})
    assert client_of(world).contact_id == contact.id


def test_a_client_is_made_once(browse: Browser, world: World):
    for _ in range(2):
        browse.post("clients.create", {**HAUTEUR, "once": "the same form"})
    said = browse.post("clients.create", HAUTEUR, status=422).text
    assert "déjà un client" in said
    client_of(world)


def test_two_contacts_of_one_name_are_not_told_apart_by_chance(browse: Browser, world: World):
    world.company(world.lune, "Atelier Hauteur")
    world.person(world.lune, "Atelier Hauteur")
    said = browse.post("clients.create", HAUTEUR, status=422).text
    assert "Plusieurs contacts portent ce nom" in said


def test_from_its_page_a_contact_becomes_a_client(browse: Browser, world: World):
    contact = world.company(
        world.lune, "Brique Rouge", siret="73282932000074", address="1 rue Neuve", postal_code="59100", city="Roubaix"
    )  # fmt: skip
    there = browse.get("contacts.show", public_id=contact.public_id).text
    assert f"/invoicing/clients/{contact.public_id}" in there
    assert "Pas encore un client" in browse.get("clients.show", contact=contact.public_id).text
    form = browse.get("clients.edit", contact=contact.public_id).text
    assert 'value="732 829 320"' in form
    assert 'value="1 rue Neuve"' in form
    sent = {**HAUTEUR, "siren": "732829320"}
    browse.post("clients.update", sent, contact=contact.public_id)
    assert client_of(world).contact_id == contact.id


def test_somebody_of_a_company_is_taken_for_a_business_somebody_alone_is_not(browse: Browser, world: World):
    company = world.company(world.lune)
    for person, kind in (
        (world.person(world.lune, "Inès Kadri", company_id=company.id), "business"),
        (world.person(world.lune, "Lola Vasseur"), "consumer"),
    ):
        form = browse.get("clients.edit", contact=person.public_id).text
        assert re.search(rf'name="kind" value="{kind}"[^>]* checked', form)


def test_an_exception_is_written_with_its_reason(browse: Browser, world: World):
    world.seller(world.lune, VatRegime.RECEIPTS)
    client = world.client(world.lune)
    with world.inside(world.lune) as session:
        contact = session.scalars(select(Contact.public_id)).one()
    sent = {**HAUTEUR, "treatment": "outside_eu", "treatment_reason": "Prestation faite à Genève"}
    page = browse.follow(browse.post("clients.update", sent, contact=contact)).text
    assert "Sans TVA française, prestation hors Union européenne" in page
    assert "Exception de votre choix : Prestation faite à Genève" in page.replace("\u00a0", " ")
    with world.inside(world.lune) as session:
        kept = session.scalars(select(Client)).one()
        assert (kept.id, kept.treatment) == (client.id, Treatment.OUTSIDE_EU)
    form = browse.get("clients.edit", contact=contact).text
    assert re.search(r'value="outside_eu"[^>]* checked', form)
    browse.post("clients.update", {**HAUTEUR, "treatment_reason": "oubliée"}, contact=contact)
    assert re.search(
        r'name="treatment" value=""[^>]* checked', browse.get("clients.edit", contact=contact).text
    )
    assert client_of(world).treatment_reason is None


def test_what_was_issued_keeps_the_client_it_was_issued_to(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = world.invoice(world.lune, client)
    with world.inside(world.lune) as session:
        contact = session.scalars(select(Contact.public_id)).one()
    browse.post("clients.update", {**HAUTEUR, "legal_name": "Hauteur et fils"}, contact=contact)
    assert invoice.document.client.name == "Atelier Hauteur"
    assert "Hauteur et fils" in browse.get("clients.show", contact=contact).text


def test_without_a_profile_the_page_says_what_is_missing(browse: Browser, world: World):
    page = browse.follow(browse.post("clients.create", HAUTEUR)).text
    assert "Compléter mon profil" in page


def test_search_knows_names_towns_and_numbers(browse: Browser, world: World):
    world.client(
        world.lune, "Théâtre du Passe-Rive", contact=world.company(world.lune, "Passe-Rive", city="Rennes")
    )
    world.client(world.lune, "Brique Rouge", siren="732829320")
    for words, found in (("theatre", 0), ("RENNES", 1), ("732829320", 0)):
        part = browse.get("clients.index", q=words, headers=HTMX).text
        assert "<html" not in part
        assert ("Brique Rouge" in part) == (words == "732829320")
        assert ("Passe-Rive" in part) == bool(found)
    assert "Ajouter «" in browse.get("clients.index", q="inconnu").text


def test_the_filter_keeps_one_kind(browse: Browser, world: World):
    world.client(world.lune, "Brique Rouge")
    world.client(world.lune, "Kino GmbH", kind=ClientKind.EU_BUSINESS, country="DE")
    page = browse.get("clients.index", kind="eu_business").text
    assert "Kino GmbH" in page
    assert "Allemagne" in page
    assert "Brique Rouge" not in page
    assert "Brique Rouge" in browse.get("clients.index", kind="n’importe").text


def test_a_contact_thrown_away_is_no_client_any_more(browse: Browser, world: World):
    contact = world.company(world.lune, "Brique Rouge")
    world.client(world.lune, "Brique Rouge", contact=contact)
    browse.post("contacts.delete", public_id=contact.public_id)
    assert "Brique Rouge" not in browse.get("clients.index").text.split("<main")[1].split("</main")[0]
    browse.get("clients.show", contact=contact.public_id, status=404)


def test_whoever_only_reads_changes_nothing(world: World):
    contact = world.company(world.lune, "Brique Rouge")
    viewer = Browser(world.app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    page = viewer.get("clients.show", contact=contact.public_id).text
    assert "Faire de ce contact un client" not in page
    viewer.post("clients.update", HAUTEUR, contact=contact.public_id, status=403)


def test_one_who_also_employs_is_told_with_why(browse: Browser, world: World):
    world.seller(world.lune)
    contact = world.company(world.lune, "Films du Ponant")
    world.client(world.lune, "Films du Ponant", contact=contact)
    page = browse.get("clients.show", contact=contact.public_id).text
    assert "Ce client n’est pas votre employeur" in page
    assert "depuis 24 mois" in page
    end = clock.today() - timedelta(days=20)
    world.engagement(world.lune, contact, start_on=end, end_on=end)
    page = browse.get("clients.show", contact=contact.public_id).text
    assert "Films du Ponant vous emploie aussi." in page
    assert "Le travail salarié ne se facture pas" in page
    assert 'href="#pourquoi"' in page and 'id="pourquoi"' in page
    assert "Vous emploie aussi" in browse.get("clients.index").text


def test_days_of_a_client_s_next_invoice_are_its_own(browse: Browser, world: World):
    world.seller(world.lune)
    browse.post("clients.create", {**HAUTEUR, "payment_days": "0"})
    invoice = world.invoice(world.lune, client_of(world), on=date(2026, 11, 2))
    assert invoice.due_on == date(2026, 11, 2)
