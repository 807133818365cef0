import pytest

from webapp.core import secret
from webapp.core.secret import Unreadable, seal, unseal

SAID = {"bank": "FR1420041010050500013M02606", "city": "Brest"}


@pytest.fixture(autouse=True)
def _inside(app):
    with app.app_context():
        yield


def test_what_is_sealed_opens_for_the_same_purpose_alone():
    sealed = seal(SAID, "fiche 1")
    assert unseal(sealed, "fiche 1") == SAID
    with pytest.raises(Unreadable):
        unseal(sealed, "fiche 2")


def test_nothing_of_what_is_sealed_can_be_read():
    sealed = seal(SAID, "fiche 1")
    assert b"FR14" not in sealed
    assert b"Brest" not in sealed
    assert seal(SAID, "fiche 1") != sealed  # the same twice does not look the same


def test_another_secret_key_opens_nothing(app):
    sealed = seal(SAID, "fiche 1")
    kept = app.config["SECRET_KEY"]
    app.config["SECRET_KEY"] = "another key, as long as the first one was"
    try:
        with pytest.raises(Unreadable):
            unseal(sealed, "fiche 1")
    finally:
        app.config["SECRET_KEY"] = kept
    assert unseal(sealed, "fiche 1") == SAID


@pytest.mark.parametrize("harmed", [b"", b"\x02", b"\x01not a token"])
def test_what_was_damaged_or_comes_from_another_version_is_said_unreadable(harmed):
    with pytest.raises(Unreadable):
        unseal(harmed, "fiche 1")


def test_the_first_byte_says_the_version():
    assert seal(SAID, "fiche 1")[:1] == secret.VERSION
