from types import SimpleNamespace
from typing import Any

from webapp.search.labels import marked
from webapp.search.parts import FEW, MANY, Source
from webapp.search.queries import Found
from webapp.search.results import Group, grouped


def found(source: Source, rank: int, number: int = 0, is_near: bool = False) -> Found:
    row: Any = SimpleNamespace(source=source, public_id=f"{source}{number}")
    return Found(row, rank, is_near)


def test_the_nearest_group_comes_first_then_the_usual_order():
    groups = grouped([found(Source.TASK, 2), found(Source.PLACE, 0), found(Source.CONTACT, 2)])
    assert [one.group for one in groups] == [Group.PLACES, Group.CONTACTS, Group.TASKS]


def test_invoices_and_quotes_are_one_group_of_a_few():
    groups = grouped(
        [*(found(Source.QUOTE, 1, n) for n in range(3)), *(found(Source.INVOICE, 0, n) for n in range(3))]
    )
    (bills,) = groups
    assert len(bills.found) == FEW
    assert [one.row.source for one in bills.found] == [Source.INVOICE] * 3 + [Source.QUOTE]
    assert bills.full == {Source.QUOTE}


def test_only_what_holds_the_words_is_worth_the_list_of_its_room():
    (near,) = grouped(found(Source.CONTACT, 11, n, is_near=True) for n in range(9))
    assert len(near.found) == MANY and near.full == frozenset()


def test_the_words_found_are_marked_and_nothing_else_is_trusted():
    assert (
        marked("Aïcha <i> Diallo", ["aicha", "dialo"]) == "<mark>Aïcha</mark> &lt;i&gt; <mark>Diallo</mark>"
    )
    assert marked("L’Œuvre", ["oeuvre"]) == "L’<mark>Œuvre</mark>"
