"""Passwords: what is refused, and their digests (argon2id, as OWASP's Password Storage sheet sets it)."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from webapp.core.fold import fold
from webapp.domain.words import Sentence, sentence

SHORTEST, LONGEST = 12, 200
FEWEST_DIFFERENT = 5
# Known lists hold few of twelve characters and more; these are what a French list gives, folded.
COMMON = frozenset(
    """
    123456789012 1234567890123 12345678901234 123456789123 123456123456 0123456789012 123412341234
    012345678910 012345678901 098765432109 987654321098 111222333444 azertyuiop12 azertyuiop123
    azertyuiopqs azertyuiopqsdf azertyuiopqsdfghjklm azertyazerty qwertyuiop12 qwertyuiop123
    qwertyuiopas qwertyuiopasdf qwertyqwerty 1q2w3e4r5t6y 1qaz2wsx3edc 1a2z3e4r5t6y abcdefghijkl
    abcdefghijklm abcd12345678 abcdef123456 abc123abc123 motdepasse12 motdepasse123 motdepasse1234
    motdepassemotdepasse monmotdepasse lemotdepasse motdepasse2024 motdepasse2025 motdepasse2026
    password1234 password12345 password123456 passwordpassword mypassword123 changemeplease
    administrateur administrator administration administrator1 iloveyou1234 jetaimejetaime
    jetaimemonamour bonjourbonjour bonjour12345 bonjour123456 soleilsoleil soleil123456 doudoudoudou
    chouchouchou loulouloulou marseille13000 parissaintgermain olympiquedemarseille intermittent
    intermittente intermittents intermittentduspectacle assistantdeproduction assistanteproduction
    correcthorsebatterystaple
    """.split()
)
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def weakness(password: str, *, email: str = "", name: str = "") -> Sentence | None:
    """Why this password is refused, or None."""
    if len(password) < SHORTEST:
        return sentence("12 caractères au moins. Une phrase convient.")
    if len(password) > LONGEST:
        return sentence("200 caractères au plus.")
    folded = _bare(password)
    if folded in COMMON or len(set(password)) < FEWEST_DIFFERENT:
        return sentence("Ce mot de passe est trop courant. Une phrase convient.")
    if folded in {_bare(email), _bare(email.partition("@")[0]), _bare(name)}:
        return sentence("Ce mot de passe reprend votre nom ou votre adresse.")
    return None


def digest_of(password: str) -> str:
    return HASHER.hash(_same_bytes(password))


def is_right(digest: str | None, password: str) -> bool:
    """Takes the same time without a digest; what is too long is wrong without reading it."""
    if len(password) > LONGEST:
        return False
    try:
        return HASHER.verify(digest or _nobodys(), _same_bytes(password)) and digest is not None
    except (Argon2Error, InvalidHashError):
        return False


def is_outdated(digest: str) -> bool:
    """True when the digest was made with other parameters than today's."""
    return HASHER.check_needs_rehash(digest)


@cache
def _nobodys() -> str:
    return HASHER.hash("nobody has this one")


def _same_bytes(password: str) -> str:
    """An accent typed on a Mac and on Windows is the same letter."""
    return unicodedata.normalize("NFC", password)


def _bare(text: str) -> str:
    return fold(text).replace(" ", "").replace("@", "").replace(".", "")
