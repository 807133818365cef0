from datetime import date

import pytest

from webapp.domain.invoices.identifiers import (
    COUNTRIES,
    FRANCE,
    is_in_eu,
    is_in_france,
    parse_bic,
    parse_iban,
    parse_siren,
    parse_siret,
    parse_vat_number,
    siren_of,
    vat_prefix,
)
from webapp.domain.invoices.law import members
from webapp.domain.refusals import Refused

NOW = date(2026, 11, 27)


@pytest.mark.parametrize(("parse", "text", "kept"), [
    (parse_siren, "732 829 320", "732829320"),
    (parse_siren, "732.829.320", "732829320"),
    (parse_siret, "732\u00a0829\u202f320 00074", "73282932000074"),
    (parse_siret, "35600000049837", "35600000049837"),  # La Poste has a key of its own
    (parse_vat_number, "fr 44 732 829 320", "FR44732829320"),
    (parse_vat_number, "BE 0428.759.497", "BE0428759497"),
    (parse_vat_number, "EL 094259216", "EL094259216"),
    (parse_vat_number, "DE136695976", "DE136695976"),
    (parse_iban, "FR14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606"),
    (parse_iban, "BE71 0961 2345 6769", "BE71096123456769"),
    (parse_bic, "psst fr pp xxx", "PSSTFRPPXXX"),
    (parse_bic, "PSSTFRPP", "PSSTFRPP"),
])  # fmt: skip
def test_what_is_typed_is_kept_in_one_form(parse, text: str, kept: str):
    assert parse(text) == kept
    assert parse(kept) == kept


@pytest.mark.parametrize(("parse", "text", "said"), [
    (parse_siren, "", "9 chiffres"),
    (parse_siren, "73282932", "9 chiffres"),
    (parse_siren, "73282932A", "9 chiffres"),
    (parse_siren, "73282932٠", "9 chiffres"),
    (parse_siren, "732829321", "clé"),
    (parse_siret, "732829320", "14 chiffres"),
    (parse_siret, "7328293200007A", "14 chiffres"),
    (parse_siret, "73282932000075", "clé"),
    (parse_vat_number, "", "n’existe pas"),
    (parse_vat_number, "FR45732829320", "n’existe pas"),
    (parse_vat_number, "GB365462436", "n’existe pas"),
    (parse_vat_number, "EU372000041", "n’existe pas"),
    (parse_vat_number, "ZZ1", "n’existe pas"),
    (parse_iban, "", "recopie en entier"),
    (parse_iban, "FR14", "recopie"),
    (parse_iban, "1420041010050500013M02606", "recopie"),
    (parse_iban, "FR1420041010050500013M02607", "clé"),
    (parse_bic, "PSST", "8 ou 11"),
])  # fmt: skip
def test_what_is_wrong_is_said(parse, text: str, said: str):
    with pytest.raises(Refused, match=said):
        parse(text)


def test_a_french_vat_number_holds_the_siren():
    assert parse_vat_number("FR44732829320", country="FR", siren="732829320")
    with pytest.raises(Refused, match="SIREN 552100554"):
        parse_vat_number("FR44732829320", siren="552100554")
    assert parse_vat_number("BE0428759497", siren="552100554")


def test_a_vat_number_is_of_its_country():
    assert parse_vat_number("EL094259216", country="GR")
    with pytest.raises(Refused, match="commence par EL"):
        parse_vat_number("GR094259216", country="GR")
    with pytest.raises(Refused, match="commence par BE"):
        parse_vat_number("DE136695976", country="BE")
    assert (vat_prefix("MC"), vat_prefix("DE")) == ("FR", "DE")


def test_the_siren_is_in_the_siret():
    assert siren_of("732 829 320 00074") == "732829320"
    assert siren_of("") == ""


@pytest.mark.parametrize(("country", "france", "eu"), [
    ("FR", True, False), ("MC", True, False), ("RE", True, False), ("BE", False, True), ("GB", False, False),
    ("CH", False, False), ("NC", False, False),
])  # fmt: skip
def test_where_a_country_is(country: str, france: bool, eu: bool):
    assert (is_in_france(country), is_in_eu(country, NOW)) == (france, eu)


def test_the_union_had_one_more_member():
    assert is_in_eu("GB", date(2020, 12, 31)) and not is_in_eu("GB", date(2021, 1, 1))
    assert members(NOW) | FRANCE <= COUNTRIES
    assert len(COUNTRIES) == 249
