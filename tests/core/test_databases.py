"""The five roles: each its own password, none too strong to serve, made from nothing in production."""

import base64
import hashlib
import hmac
import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

from webapp.core import databases
from webapp.core.databases import BACKUP, JOBS, OWNER, SHARE, WEB, Databases
from webapp.core.settings import ROOT, BadSetting, Settings, from_environment

APART = Databases(
    web=f"postgresql+psycopg://{WEB}:one@db/raccord",
    owner=f"postgresql+psycopg://{OWNER}:two@db/raccord",
    jobs=f"postgresql+psycopg://{JOBS}:three@db/raccord",
    share=f"postgresql+psycopg://{SHARE}:five@db/raccord",
    admin="postgresql+psycopg://postgres:four@db/raccord",
)


def plain(url: str, **changes: str) -> str:
    return make_url(url).set(drivername="postgresql", **changes).render_as_string(False)


def opens(kept: str, password: str) -> bool:
    """Whether a SCRAM secret as PostgreSQL keeps it is this password's (RFC 5803)."""
    _scheme, rounds_salt, keys = kept.split("$")
    rounds, salt = rounds_salt.split(":")
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(rounds))
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    return base64.b64encode(hashlib.sha256(client_key).digest()).decode() == keys.split(":")[0]


def test_each_role_has_the_password_of_its_own_address(addresses: Databases):
    with psycopg.connect(plain(addresses.admin)) as conn:
        databases.make_roles(conn, databases.passwords_of(APART))
        kept = dict(conn.execute("SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'raccord%'"))
        conn.rollback()
    own = ((WEB, "one"), (OWNER, "two"), (JOBS, "three"), (SHARE, "five"))
    assert {role: opens(kept[role], word) for role, word in own} == dict.fromkeys(
        (WEB, OWNER, JOBS, SHARE), True
    )
    assert not opens(kept[OWNER], "one")
    assert not opens(kept[BACKUP] or "a$1:YQ==$b:c", "two")
    assert not opens(kept[SHARE], "two")


def run(words: list[str], **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "FLASK_APP": "webapp.app", "SECRET_KEY": "k" * 40, **environment},
    )  # fmt: skip


SERVE = ["-c", "from webapp.app import serving; serving()"]


@pytest.mark.parametrize("environment", ["development", "production", "test"])
@pytest.mark.parametrize("words", [SERVE, ["-m", "flask", "worker"]], ids=["web", "worker"])
def test_a_start_with_too_strong_a_role_ends_with_a_sentence(addresses, tmp_path, words, environment):
    ended = run(
        words, RACCORD_ENV=environment, DATA_DIR=str(tmp_path), PUBLIC_URL="https://raccord.example",
        S3_BUCKET="papers", DATABASE_URL=addresses.owner, DATABASE_OWNER_URL=addresses.owner,
        DATABASE_JOBS_URL=addresses.jobs, DATABASE_SHARE_URL=addresses.share,
    )  # fmt: skip
    assert ended.returncode != 0
    assert "owns tables" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_start_as_the_web_role_goes_on(addresses, tmp_path):
    ended = run(SERVE, DATA_DIR=str(tmp_path), DATABASE_URL=addresses.web, DATABASE_OWNER_URL=addresses.owner)
    assert ended.returncode == 0, ended.stderr


@pytest.fixture
def nothing_yet(addresses: Databases) -> Iterator[dict[str, str]]:
    """The settings of a production whose database is still to be made."""
    name = f"prod_{os.getpid()}"

    def there(url: str) -> str:
        made: URL = make_url(url).set(database=name)
        return made.render_as_string(False)

    yield {
        "RACCORD_ENV": "production", "PUBLIC_URL": "https://raccord.example", "S3_BUCKET": "papers",
        "DATABASE_URL": there(addresses.web), "DATABASE_OWNER_URL": there(addresses.owner),
        "DATABASE_JOBS_URL": there(addresses.jobs), "DATABASE_ADMIN_URL": there(addresses.admin),
        "DATABASE_SHARE_URL": there(addresses.share),
    }  # fmt: skip
    with psycopg.connect(plain(addresses.admin, database="postgres"), autocommit=True) as conn:
        conn.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_production_is_prepared_migrated_and_served_from_nothing(nothing_yet, tmp_path):
    settings = {**nothing_yet, "DATA_DIR": str(tmp_path)}
    for words in (["database", "prepare"], ["database", "prepare"], ["database", "migrate"]):
        ended = run(["-m", "flask", *words], **settings)
        assert ended.returncode == 0, ended.stderr
    assert "Schema at" in ended.stdout
    assert run(SERVE, **settings).returncode == 0


def test_production_needs_a_place_that_outlives_a_restart(monkeypatch, tmp_path):
    for name, value in {
        "RACCORD_ENV": "production", "PUBLIC_URL": "https://raccord.example", "SECRET_KEY": "k" * 40,
        "DATABASE_URL": APART.web, "DATABASE_SHARE_URL": APART.share, "DATA_DIR": str(tmp_path),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("S3_BUCKET", raising=False)
    with pytest.raises(BadSetting, match="outlives a restart"):
        from_environment()
    monkeypatch.setenv("DATA_DIR", "/srv/raccord")
    assert from_environment().data_dir.name == "raccord"
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("S3_BUCKET", "papers")
    assert isinstance(from_environment(), Settings)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL", "DATABASE_SHARE_URL", "PUBLIC_URL"])
def test_production_says_what_it_lacks(monkeypatch, missing):
    for name, value in {
        "RACCORD_ENV": "production", "PUBLIC_URL": "https://raccord.example", "SECRET_KEY": "k" * 40,
        "DATABASE_URL": APART.web, "DATABASE_SHARE_URL": APART.share, "S3_BUCKET": "papers",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    monkeypatch.delenv(missing)
    with pytest.raises(BadSetting, match=missing):
        from_environment()
