"""Cards that may be one, and why; a long list costs what it is long."""

from webapp.domain.duplicates import Card, Reason, pairs, why


def card(rank: int, name: str = "", **values) -> Card:
    return Card(rank, values.pop("kind", "person"), name or f"personne {chr(97 + rank) * 8}", **values)


def found(*cards: Card, apart=()) -> list[tuple[int, int, list[Reason]]]:
    return [(pair.one, pair.other, pair.reasons) for pair in pairs(cards, apart)]


def test_each_reason_is_found_the_surest_first():
    assert found(card(0, mails=("a@b.fr",)), card(1, mails=("c@d.fr", "a@b.fr"))) == [(0, 1, [Reason.MAIL])]
    assert found(card(0, phones=("+33612345678",)), card(1, phones={"+33612345678"})) == [
        (0, 1, [Reason.PHONE])
    ]
    assert found(card(0, siret="1", kind="company"), card(1, siret="1", kind="company")) == [
        (0, 1, [Reason.SIRET])
    ]
    assert found(card(0, "aicha diallo"), card(1, "diallo aicha", city="nantes")) == [(0, 1, [Reason.NAME])]
    both = (card(0, "aicha diallo", mails=("a@b.fr",)), card(1, "aicha diallo", mails=("a@b.fr",)))
    assert found(*both) == [(0, 1, [Reason.MAIL, Reason.NAME])]
    assert why(*both) == [Reason.MAIL, Reason.NAME]
    lone = (card(0, "aicha diallo"), card(1, "aicha diallo"), card(2, phones=("1",)), card(3, phones=("1",)))
    assert [pair[2] for pair in found(*lone)] == [[Reason.PHONE], [Reason.NAME]]


def test_a_name_one_letter_away_counts_in_the_same_town_alone():
    near = [
        card(rank, name, city=city)
        for rank, (name, city) in enumerate((("aicha diallo", "nantes"), ("aicha dialo", "nantes")))
    ]
    assert found(*near) == [(0, 1, [Reason.NEAR])]
    assert found(near[0], card(1, "aicha dialo", city="brest")) == []
    assert found(near[0], card(1, "aicha dialo")) == []
    assert found(near[0], card(1, "aicha diakto", city="nantes")) == []
    assert found(card(0, "lea", city="nantes"), card(1, "leo", city="nantes")) == []


def test_a_person_is_no_company_and_two_told_apart_are_left_alone():
    assert found(card(0, "le bac"), card(1, "le bac", kind="company")) == []
    three = [card(rank, "aicha diallo") for rank in range(3)]
    assert [pair[:2] for pair in found(*three)] == [(0, 1), (0, 2)]
    told = {frozenset((0, 1))}
    assert [pair[:2] for pair in found(*three, apart=told)] == [(0, 2)]
    told |= {frozenset((0, 2))}
    assert [pair[:2] for pair in found(*three, apart=told)] == [(1, 2)]


def test_a_whole_company_at_one_switchboard_makes_a_pair_each_and_no_more():
    """Each card is compared with the first of its key alone: a long list costs what it is long."""
    everybody = [card(rank, f"personne {rank:05d}", phones=("+33140000000",)) for rank in range(3000)]
    assert found(*everybody) == [(0, rank, [Reason.PHONE]) for rank in range(1, 3000)]
