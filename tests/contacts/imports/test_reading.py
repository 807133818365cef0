"""The process that reads, and the one bad card among the others."""

from tests.contacts.imports.cards import card
from webapp.contacts.imports import reading


def test_a_card_that_stops_the_reader_is_left_out_alone(monkeypatch):
    content = "".join(card(f"FN:N{n}") for n in range(8)).encode()
    honest = reading._Part._asked

    def asked(part, start, count):
        if start <= 5 < start + count:
            raise reading.Stumbled
        return honest(part, start, count)

    monkeypatch.setattr(reading._Part, "_asked", asked)
    found = list(reading.cards(content, "vcard", 0, 8))
    assert [one.position for one in found] == list(range(1, 9))
    assert [one.position for one in found if one.card is None] == [6]
    assert found[5].reason == reading.TOO_HARD and "FN:N5" in found[5].raw


def test_the_reader_is_stopped_by_its_limits(monkeypatch):
    monkeypatch.setattr(reading, "WAIT", 0.01)
    (found,) = reading.cards(card("FN:A").encode(), "vcard", 0, 1)
    assert found.reason == reading.TOO_HARD
