from webapp.domain.invoices.countries import EU, EVERY, LIKE_FRANCE, vat_country


def test_the_union_is_of_twenty_seven():
    assert len(EU) == 27
    assert EU < EVERY
    assert "GB" in EVERY - EU


def test_monaco_is_dealt_with_as_france():
    assert {"FR", "MC"} == LIKE_FRANCE


def test_greece_writes_its_vat_numbers_its_own_way():
    assert vat_country("EL094259216") == "GR"
    assert vat_country("DE136695976") == "DE"
