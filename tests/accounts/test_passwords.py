import pytest
from argon2 import PasswordHasher

from webapp.accounts import passwords


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("onze lettre", "12 caractères au moins"),
        ("x" * 201, "200 caractères au plus"),
        ("123456789012", "trop courant"),
        ("Azertyuiop123", "trop courant"),
        ("Mot de passe 123", "trop courant"),
        ("aaaaaaaaaaaaaaaa", "trop courant"),
        ("abababababababab", "trop courant"),
        ("Camille Roussel", "reprend votre nom"),
        ("camille@exemple.fr", "reprend votre nom"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password, why):
    assert why in str(passwords.weakness(password, email="camille@exemple.fr", name="Camille Roussel"))


@pytest.mark.parametrize("password", ["trois chats gris", "x" * 100 + "yzab", "ünïcödé, pourquoi pas"])
def test_a_long_enough_password_of_any_kind_is_accepted(password):
    assert passwords.weakness(password, email="camille@exemple.fr", name="Camille Roussel") is None


def test_the_digest_is_argon2id_with_the_parameters_decided():
    assert passwords.digest_of("trois chats gris").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_digest_knows_its_password_and_no_other():
    digest = passwords.digest_of("trois chats gris")
    assert passwords.is_right(digest, "trois chats gris")
    assert not passwords.is_right(digest, "trois chats noirs")
    assert not passwords.is_right(None, "nobody has this one")
    assert not passwords.is_right("not a digest", "trois chats gris")


def test_an_accent_is_the_same_however_it_was_typed():
    assert passwords.is_right(passwords.digest_of("une e\u0301toile filante"), "une \u00e9toile filante")


def test_an_overlong_password_never_reaches_the_hash(monkeypatch):
    def reached(*_args):
        raise AssertionError("hashed")

    monkeypatch.setattr(PasswordHasher, "verify", reached)
    assert not passwords.is_right("$argon2id$", "x" * 201)


def test_a_digest_of_other_parameters_is_outdated():
    assert passwords.is_outdated(PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("x"))
    assert not passwords.is_outdated(passwords.digest_of("x"))
