from webapp.domain.printed import LONGEST_LINE, tidied, unaccented


def test_blanks_are_plain_and_columns_stay_apart():
    assert tidied("PAT\u00a0:\t8h00 \n") == "PAT :   8h00"


def test_a_line_without_end_is_cut():
    assert len(tidied("x" * 10_000)) == LONGEST_LINE


def test_letters_keep_their_places():
    line = "Décor : ŒUVRE ½ ﬁn"
    assert unaccented("Décor") == "decor"
    assert len(unaccented(line)) == len(line)
