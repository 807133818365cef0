from werkzeug.datastructures import MultiDict

from webapp.invoicing.lines.edits import Sent, edited


def sent(*words: str) -> Sent:
    typed: Sent = MultiDict({"title": "Dossier"})
    for number, said in enumerate(words):
        typed[f"lines-{number}-words"] = said
        typed[f"lines-{number}-price_cents"] = f"{number}O"  # not an amount, and kept as it is
        typed[f"lines-{number}-vat_bp"] = "1000"
    return typed


def words(typed: Sent) -> list[str]:
    return [typed[f"lines-{number}-words"] for number in range(20) if f"lines-{number}-words" in typed]


def test_a_line_is_added_at_the_rate_of_the_one_before():
    found, place = edited(sent("a", "b"), "add", 9)
    assert place == 2
    assert (found["lines-2-quantity"], found["lines-2-vat_bp"]) == ("1", "1000")
    assert (found["title"], found["lines-1-price_cents"]) == ("Dossier", "1O")


def test_a_line_left_blank_is_used_before_another_is_added():
    typed = sent("a")
    typed["lines-4-words"] = " "
    found, place = edited(typed, "add", 9, {"words": "Journée", "price_cents": "320,00"})
    assert (place, found["lines-1-words"], found["lines-1-price_cents"]) == (1, "Journée", "320,00")
    assert "lines-4-words" not in found


def test_a_line_is_removed_and_the_others_numbered_again():
    found, place = edited(sent("a", "b", "c"), "remove-1", 9)
    assert (words(found), place) == (["a", "c"], 1)
    assert found["lines-1-price_cents"] == "2O"


def test_lines_move_up_and_down_and_no_further():
    assert words(edited(sent("a", "b", "c"), "up-2", 9)[0]) == ["a", "c", "b"]
    assert words(edited(sent("a", "b", "c"), "down-0", 9)[0]) == ["b", "a", "c"]
    assert words(edited(sent("a", "b"), "up-0", 9)[0]) == ["a", "b"]
    assert words(edited(sent("a", "b"), "down-1", 9)[0]) == ["a", "b"]


def test_what_is_not_a_button_of_ours_changes_nothing():
    for asked in ("remove-7", "up-99999", "swap-1", "remove--1"):
        assert words(edited(sent("a", "b"), asked, 9)[0]) == ["a", "b"]


def test_the_last_line_possible_is_the_last():
    found, place = edited(sent("a", "b"), "add", 2)
    assert (words(found), place) == (["a", "b"], 1)
