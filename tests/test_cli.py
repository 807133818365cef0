"""Commands, as typed in a terminal: their figures, their sentences, their exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.engine import make_url

from tests.make import World
from webapp.app import create_app
from webapp.core.databases import Databases
from webapp.core.settings import ROOT, Settings

SAMPLE = ROOT / "tests/data/engagements-2026.csv"
Command = Callable[..., Result]


@pytest.fixture(scope="module")
def settings(addresses: Databases, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        data_dir=tmp_path_factory.mktemp("data"), secret_key="k" * 40, database_url=addresses.web,
        database_owner_url=addresses.owner, database_jobs_url=addresses.jobs,
    )  # fmt: skip


@pytest.fixture(scope="module")
def own_app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture
def flask(own_app: Flask, addresses: Databases) -> Iterator[Command]:
    """Runs a command on the database of the tests; what it stored is taken away afterwards."""
    runner = own_app.test_cli_runner()

    def run(*words: str, stdin: str | bytes = "") -> Result:
        ended = runner.invoke(args=words, input=stdin)
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
        return ended

    yield run
    url = make_url(addresses.admin).set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(url) as conn:
        conn.execute(
            "TRUNCATE accounts, workspaces, links, throttle_counts, once, procrastinate_jobs CASCADE"
        )


@pytest.fixture
def camille(flask: Command) -> Command:
    made = flask("workspaces", "create", "--slug", "camille", "--owner", "camille@exemple.fr")
    assert made.exit_code == 0, made.stderr
    return flask


def hours(flask: Command, *words: str) -> dict:
    ended = flask("rights", "show", "--workspace", "camille", *words, "--json")
    assert ended.exit_code == 0, ended.stderr
    return json.loads(ended.stdout)


def test_a_year_of_jobs_gives_its_hours(camille: Command):
    ended = camille("engagements", "import", "--workspace", "camille", str(SAMPLE))
    assert (ended.exit_code, ended.stdout) == (0, "20 added, 0 already there, 0 wrong.\n")

    first = hours(camille, "--on", "2026-11-21")
    assert first["period"] == {"from": "2025-11-22", "to": "2026-11-21"}
    assert first["hours"] == {"work": 1079, "teaching": 24, "total": 1103, "justified": 999, "waiting": 104}
    assert first["date_anniversaire"] == "2027-11-21"
    months = {month["month"]: month for month in first["months"]}
    assert (months["2026-02"]["counted"], months["2026-05"]["counted"]) == (208, 250)
    assert (first["sr"], first["nht"]) == ("22227.79", "1079.00")
    assert first["aj"] == {"a": "41.16", "b": "13.61", "c": "12.78", "gross": "67.55", "net": "62.00"}
    whys = {line["employer"]: line["why"] for line in first["lines"] if not line["counted"]}
    assert any("égime général" in why for why in whys.values())
    assert set(first["lines"][0]) == {"from", "to", "employer", "hours", "counted", "why"}

    assert hours(camille, "--on", "2026-11-20")["hours"]["total"] == 1047
    since = hours(camille, "--on", "2026-11-21", "--fct", "2026-03-14")
    assert since["hours"]["total"] == 610
    assert (since["hours"]["work"], since["hours"]["teaching"]) == (586, 24)
    assert since["period"]["from"] == "2026-03-15"
    assert (since["sr"], since["nht"]) == ("11703.96", "586.00")
    assert since["aj"]["gross"] == "53.80"

    again = camille("engagements", "import", "--workspace", "camille", str(SAMPLE))
    assert (again.exit_code, again.stdout) == (0, "0 added, 20 already there, 0 wrong.\n")


def test_a_space_without_work_has_no_allocation_to_show(camille: Command):
    told = hours(camille, "--on", "2026-11-21")
    assert (told["sr"], told["nht"], told["aj"]) == (None, None, None)


def test_worked_examples_are_run_one_line_each(flask: Command):
    ended = flask("rights", "vectors", str(ROOT / "tests/data/rights-vectors.json"))
    lines = ended.stdout.splitlines()
    assert ended.exit_code == 0, ended.stdout
    assert len(lines) == 32
    assert lines[0] == "AJ-A8-GUIDE-EX6 ok"
    assert all(line.endswith(" ok") for line in lines)


def test_a_wrong_example_is_told_and_fails(flask: Command, tmp_path: Path):
    case = {"id": "WRONG", "annexe": "8", "kind": "franchise_cp", "tolerance": 0.005}
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([{**case, "inputs": {"jours_travailles": 176}, "expected": {"total": 19}}]))
    ended = flask("rights", "vectors", str(path))
    assert ended.exit_code == 1
    assert ended.stdout == 'WRONG expected {"total": 19} got {"total": 18, "forfait_mensuel": 2}\n'


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "holds no list of cases"),
        ('{"id": "A"}', "holds no list of cases"),
        ("[3]", "case 1 is not an object"),
        ('[{"id": "A", "kind": "mois", "inputs": {}, "expected": {"are": 1}}]', "A has no inputs"),
        ('[{"id": "A", "kind": "lune", "inputs": {"a": 1}, "expected": {"b": 1}}]', "unknown kind, lune"),
    ],
)
def test_a_malformed_file_of_examples_is_a_sentence(flask: Command, tmp_path: Path, written, said):
    path = tmp_path / "cases.json"
    path.write_text(written)
    ended = flask("rights", "vectors", str(path))
    assert ended.exit_code == 1
    assert said in ended.stderr
    assert ended.stdout == ""


def test_wrong_lines_are_named_and_the_rest_is_in(camille: Command, tmp_path: Path):
    year = SAMPLE.read_text(encoding="utf-8-sig").splitlines()
    wrong = year[1].replace("/2025", "/20255").replace("/2026", "/20266")
    path = tmp_path / "year.csv"
    path.write_text("\n".join([year[0], wrong, year[2]]), encoding="utf-8")
    ended = camille("engagements", "import", "--workspace", "camille", str(path))
    assert ended.exit_code == 0
    assert "1 added, 0 already there, 1 wrong." in ended.stdout
    assert ended.stderr.startswith("line 2: ")
    path.write_text("\n".join([year[0], wrong]), encoding="utf-8")
    assert camille("engagements", "import", "--workspace", "camille", str(path)).exit_code == 1


def test_an_account_is_made_whose_address_is_confirmed(flask: Command):
    words = ("accounts", "create", "--email", "Inès@Exemple.fr".replace("è", "e"), "--password-stdin")
    made = flask(*words, stdin="la criée de Saint-Malo\n")
    assert (made.exit_code, made.stdout) == (0, "Account ines@exemple.fr made.\n")
    again = flask(*words, stdin="la criée de Saint-Malo\n")
    assert again.exit_code == 1
    assert "déjà un compte" in again.stderr


ACCOUNT = ("accounts", "create", "--password-stdin", "--email")
SPACE = ("workspaces", "create", "--owner", "camille@exemple.fr", "--slug")
RIGHTS = ("rights", "show", "--workspace", "camille", "--json", "--on")


@pytest.mark.parametrize(
    ("words", "stdin", "said"),
    [
        ((*ACCOUNT, "pas-une-adresse"), "la criée de Saint-Malo", "not a mail address"),
        ((*ACCOUNT, ""), "la criée de Saint-Malo", "not a mail address"),
        ((*ACCOUNT, f"{'a' * 300}@exemple.fr"), "la criée de Saint-Malo", "not a mail address"),
        ((*ACCOUNT, "ines@exemple.fr"), "court", "12 caractères"),
        ((*ACCOUNT, "ines@exemple.fr"), b"\xff\xfe\xe9", "UTF-8"),
        ((*SPACE, "Bad Slug"), "", "minuscules"),
        ((*SPACE, ""), "", "minuscules"),
        ((*SPACE, "a" * 41), "", "minuscules"),
        ((*SPACE, "camille"), "", "déjà prise"),
        (("workspaces", "create", "--slug", "x", "--owner", "nobody"), "", "not a mail address"),
        ((*RIGHTS, "0001-01-01"), "", "between 1950 and 2100"),
        ((*RIGHTS, "2026-02-30"), "", "does not match"),
        (("rights", "show", "--workspace", "nowhere", "--json", "--on", "2026-11-21"), "", "no workspace"),
        (("engagements", "import", "--workspace", "nowhere", str(SAMPLE)), "", "no workspace"),
        (("engagements", "import", "--workspace", "camille", "absent.csv"), "", "does not exist"),
        (("engagements", "import", "--workspace", "camille", str(ROOT / "README.md")), "", ""),
    ],
)  # fmt: skip
def test_what_is_typed_wrong_gets_a_sentence_and_no_trace(camille: Command, words, stdin, said):
    ended = camille(*words, stdin=stdin)
    assert ended.exit_code != 0
    assert said in ended.stderr.replace("\u00a0", " ")
    assert len(ended.stderr.strip()) > 10


def test_invoices_are_written_in_a_folder(flask: Command, own_app: Flask, tmp_path: Path):
    world = World(own_app)
    world.seller(world.lune)
    world.invoice(world.lune, world.client(world.lune))
    out = tmp_path / "factures"
    ended = flask("invoicing", "export", "--workspace", "lune", "--out", str(out))
    assert (ended.exit_code, ended.stdout) == (0, f"{out / '2026-001.pdf'}\n1 written.\n")
    assert (out / "2026-001.pdf").read_bytes().startswith(b"%PDF-1.7")
    none = flask("invoicing", "export", "--workspace", "soleil", "--out", str(tmp_path / "none"))
    assert (none.exit_code, none.stdout) == (0, "No document was issued yet.\n")


@pytest.mark.parametrize("out", ["a file", "a file/below"])
def test_invoices_are_not_written_where_they_cannot_be(camille: Command, tmp_path: Path, out: str):
    (tmp_path / "a file").touch()
    words = ("invoicing", "export", "--workspace", "camille", "--out")
    ended = camille(*words, str(tmp_path / out))
    assert ended.exit_code != 0 and "a file" in ended.stderr
    unknown = camille("invoicing", "export", "--workspace", "nobody", "--out", str(tmp_path / "new"))
    assert unknown.exit_code != 0 and "There is no workspace “nobody”." in unknown.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"SMTP_PORT": "abc"}, "SMTP_PORT"),
        ({"RACCORD_ENV": "holidays"}, "RACCORD_ENV"),
        ({"RACCORD_ENV": "production", "SECRET_KEY": ""}, "SECRET_KEY"),
        ({"DATABASE_URL": "postgresql://nobody:x@127.0.0.1:1/none"}, "does not open"),
    ],
)
def test_a_wrong_setting_is_a_sentence(addresses: Databases, tmp_path: Path, environment, said):
    ended = subprocess.run(
        [sys.executable, "-m", "flask", *RIGHTS, "2026-11-21"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "FLASK_APP": "webapp.app", "DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 40,
             "DATABASE_URL": addresses.web, "DATABASE_OWNER_URL": addresses.owner, **environment},
    )  # fmt: skip
    assert ended.returncode != 0
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_demo_is_made_once_and_in_development_only(flask: Command, own_app: Flask, settings: Settings):
    assert "is made" in flask("seed").stdout
    assert "is there" in flask("seed").stdout
    own_app.config["SETTINGS"] = replace(settings, environment="production")
    try:
        refused = flask("seed")
    finally:
        own_app.config["SETTINGS"] = settings
    assert refused.exit_code != 0
    assert "development only" in refused.stderr
