import re
from datetime import date

import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from webapp.domain.invoices.document import VatRegime
from webapp.domain.permissions import Role
from webapp.invoicing.models import Activity, SellerProfile, SellerRegime, Series, SeriesKind

TYPED = {
    "name": "Camille Roussel", "trade_name": "Atelier Roussel", "activity": "Conseil en production",
    "siret": "732 829 320 00074", "naf": "7022z", "address": "12 rue des Cordeliers", "postal_code": "35400",
    "city": "Saint-Malo", "email": "camille@exemple.fr", "phone": "06 12 34 56 78", "vat_number": "FR 44 732 829 320",
    "iban": "FR14 2004 1010 0505 0001 3M02 606", "bic": "PSSTFRPP", "payment_days": "45", "ends_month": "y",
    "penalty": "own", "penalty_bp": "12,5", "insurance": "Mutuelle du spectacle, France", "mediator": "cnpm-mediation.fr",
    "terms": "Acompte de 30 %.\nSolde à la remise.", "accent": "#1D4ED8", "micro": "liberal", "declares": "monthly",
    "started_on": "2024-03-01", "regime": "franchise", "from_on": "2024-03-01",
}  # fmt: skip


def profile_of(world: World) -> SellerProfile:
    with world.inside(world.lune) as session:
        return session.scalars(select(SellerProfile)).one()


def test_the_room_says_first_what_it_is_for(browse: Browser):
    page = Browser.sentences(browse.get("seller.edit"))
    assert "votre activité indépendante seulement" in page
    assert "jamais vos salaires" in page
    assert "L.7121-3" in page
    assert "Créer mon profil" in page


def test_a_profile_is_made_whole_with_its_regime_and_its_series(browse: Browser, world: World):
    page = browse.follow(browse.post("seller.update", TYPED)).text
    for told in ("Camille Roussel EI", "732 829 320 00074", "45 jours, fin de mois", "12,5 % par an",
                 "Franchise en base, sans TVA", "2026-001", "A-2026-001", "D-2026-001", "Chaque mois", "#1d4ed8"):  # fmt: skip
        assert told in page.replace("\u00a0", " "), told
    kept = profile_of(world)
    assert (kept.siret, kept.naf, kept.vat_number) == ("73282932000074", "70.22Z", "FR44732829320")
    assert (kept.iban, kept.bic, kept.penalty_bp) == ("FR1420041010050500013M02606", "PSSTFRPP", 1250)
    assert (kept.micro, kept.started_on) == (Activity.LIBERAL, date(2024, 3, 1))
    with world.inside(world.lune) as session:
        assert [(r.from_on, r.regime) for r in session.scalars(select(SellerRegime))] == [
            (date(2024, 3, 1), VatRegime.FRANCHISE)
        ]
        assert {s.kind: s.prefix for s in session.scalars(select(Series))} == {
            SeriesKind.INVOICES: "",
            SeriesKind.CREDITS: "A-",
            SeriesKind.QUOTES: "D-",
        }
    with world.inside(world.soleil) as session:
        assert session.scalars(select(SellerProfile)).all() == []


def test_a_double_click_makes_one_profile(browse: Browser, world: World):
    for _ in range(2):
        browse.post("seller.update", {**TYPED, "once": "the same form"})
    profile_of(world)


WRONG = [
    ("siret", "732 829 320 00075", "clé de contrôle est fausse"),
    ("siret", "123", "14 chiffres"),
    ("siret", "", "À remplir"),
    ("iban", "FR14 2004 1010 0505 0001 3M02 607", "Cet IBAN n’existe pas"),
    ("bic", "XX", "8 ou 11 caractères"),
    ("vat_number", "FR45732829320", "numéro de TVA n’existe pas"),
    ("vat_number", "FR83404833048", "n’est pas celui du SIREN"),
    ("vat_number", "DE136695976", "commence par FR"),
    ("payment_days", "61", "De 0 à 60 jours"),
    ("payment_days", "12,5", "De 0 à 60 jours"),
    ("penalty_bp", "5", "Au moins trois fois le taux"),
    ("penalty_bp", "", "Indiquez le taux"),
    ("accent", "#ffd21f", "Trop claire"),
    ("naf", "conseil", "quatre chiffres et une lettre"),
    ("postal_code", "354", "5 chiffres"),
    ("email", "camille", "mail n’est pas complète"),
    ("name", "", "À remplir"),
    ("regime", "", "Choisissez dans la liste"),
    ("from_on", "", "À remplir"),
    ("started_on", "2099-01-01", "pas encore arrivée"),
]


@pytest.mark.parametrize(("field", "typed", "said"), WRONG, ids=[f"{one[0]} {one[1]}" for one in WRONG])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    browse: Browser, world: World, field: str, typed: str, said: str
):
    page = browse.post("seller.update", {**TYPED, field: typed}, status=422).text
    assert said in page
    assert 'value="Atelier Roussel"' in page
    assert "Solde à la remise." in page
    if typed and field != "accent":
        assert f'value="{typed}"' in page
    with world.inside(world.lune) as session:
        assert session.scalars(select(SellerProfile)).all() == []


def test_penalties_are_three_times_the_legal_rate_unless_said(browse: Browser, world: World):
    browse.post("seller.update", {**TYPED, "penalty": "thrice", "penalty_bp": "rien"})
    assert profile_of(world).penalty_bp is None
    assert "Trois fois le taux d’intérêt légal" in browse.get("seller.edit").text


def test_a_change_keeps_regimes_and_series(browse: Browser, world: World):
    world.seller(world.lune)
    form = browse.get("seller.form").text
    assert 'value="732 829 320 00074"' in form
    assert 'name="regime"' not in form
    assert 'value="#15161b"' in form, "without a colour of its own, ink rather than the browser's black"
    assert re.search(r'name="micro" value=""[^>]* checked', form)
    assert re.search(r'name="penalty" value="thrice"[^>]* checked', form)
    sent = {**TYPED, "name": "Camille Le Goff", "micro": "", "phone": ""}
    assert "Camille Le Goff EI" in browse.follow(browse.post("seller.update", sent)).text
    kept = profile_of(world)
    assert kept.micro is None
    with world.inside(world.lune) as session:
        assert len(session.scalars(select(SellerRegime)).all()) == 1
        assert len(session.scalars(select(Series)).all()) == 3


def test_whoever_only_reads_sees_no_form(world: World):
    world.seller(world.lune)
    viewer = Browser(world.app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    page = viewer.get("seller.edit").text
    assert "Camille Roussel EI" in page
    assert "Être payé" in page
    assert 'href="/w/lune/invoicing/seller/form"' not in page
    viewer.get("seller.form", status=403)


def test_each_workspace_has_its_own_profile(browse: Browser, other: Browser, world: World):
    world.seller(world.soleil, name="Dominique Vidal")
    assert "Dominique" not in browse.get("seller.edit").text
    assert "Dominique Vidal EI" in other.get("seller.edit").text
