import csv
import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update

from tests.accounts.post import queued
from tests.browse import Browser
from tests.make import PASSWORD, Place, World
from webapp.accounts.passwords import digest_of
from webapp.core import clock, files
from webapp.core.links import make_link
from webapp.core.tenancy import act_as
from webapp.domain.permissions import Role
from webapp.invoicing.models import Series, SeriesKind
from webapp.leaving.actions import ARCHIVE_LASTS, erase_all

SURE = {"password": PASSWORD, "is_sure": "y"}


TENANTS = (
    "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id' "
    "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
)


@pytest.fixture(autouse=True)
def _passwords(world: World, as_superuser):
    as_superuser(f"UPDATE accounts SET password_digest = '{digest_of(PASSWORD)}'")


@pytest.fixture
def rows_of(peek):
    """How many rows each table holds of a workspace, whatever the policies say."""

    def count(place: Place) -> dict[str, int]:
        tables = [name for (name,) in peek(TENANTS)]
        counts = {
            name: peek(f"SELECT count(*) FROM {name} WHERE workspace_id = '{place.id}'")[0][0]
            for name in tables
        }
        return {name: found for name, found in counts.items() if found}

    return count


def billed(world: World, place: Place, number: int = 2) -> list[str]:
    world.seller(place)
    client = world.client(place)
    return [world.invoice(place, client).number for _ in range(number)]


def test_the_account_and_its_space_go_whole_and_nobody_else_s(world: World, browse: Browser, rows_of, peek):
    world.engagement(world.lune, production_id=world.production(world.lune).id)
    billed(world, world.soleil, 1)
    kept = rows_of(world.soleil)
    answer = browse.post("leaving.leave", SURE)
    assert answer.headers["Location"] == "/"
    assert rows_of(world.lune) == {}
    assert rows_of(world.soleil) == kept
    assert peek("SELECT email FROM accounts") == [(world.soleil.email,)]
    browse.get("home.today", status=303)
    assert any("supprimé" in mail.subject for mail in queued(peek))


def test_what_is_issued_is_handed_over_before_anything_goes(world: World, browse: Browser, rows_of, peek):
    numbers = billed(world, world.lune)
    page = browse.post("leaving.leave", SURE, status=422)
    assert "Préparez d’abord l’archive" in page.text
    assert rows_of(world.lune)["invoices"] == 2
    browse.post("leaving.prepare")
    answer = browse.post("leaving.leave", SURE)
    assert rows_of(world.lune) == {}
    stranger = Browser(world.app, None)
    page = stranger.client.get(answer.headers["Location"])
    assert page.status_code == 200 and "2 factures" in page.text
    content = stranger.client.get(f"{answer.headers['Location']}/zip").data
    assert hashlib.sha256(content).hexdigest() in page.text
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert [name.rpartition("/")[2] for name in names] == [
            *(f"{number}.{ending}" for number in numbers for ending in ("pdf", "xml")),
            "Liste.csv",
        ]
        listed = list(csv.reader(io.StringIO(archive.read(names[-1]).decode("utf-8-sig")), delimiter=";"))
        for line, name in zip(listed[1:], names, strict=False):
            assert line[2] == hashlib.sha256(archive.read(name)).hexdigest()
    assert any(answer.headers["Location"] in mail.body for mail in queued(peek))


def test_the_list_of_the_archive_names_each_file_as_it_is(world: World, browse: Browser):
    world.seller(world.lune)
    with world.inside(world.lune) as session:
        session.execute(update(Series).where(Series.kind == SeriesKind.INVOICES).values(prefix="F/"))
    world.invoice(world.lune, world.client(world.lune))
    browse.post("leaving.prepare")
    where = browse.post("leaving.leave", SURE).headers["Location"]
    content = Browser(world.app, None).client.get(f"{where}/zip").data
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        *names, listed = archive.namelist()
        table = archive.read(listed).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert rows[0] == ["Numéro", "Fichier", "SHA-256"]
    assert [row[1] for row in rows[1:]] == [name.partition("/")[2] for name in names]


def test_a_document_issued_since_asks_for_a_newer_archive(world: World, browse: Browser):
    billed(world, world.lune, 1)
    browse.post("leaving.prepare")
    world.invoice(world.lune, world.client(world.lune, "Autre"))
    assert "Préparer l’archive" in browse.get("leaving.show").text
    browse.post("leaving.leave", SURE, status=422)


def test_the_archive_opens_for_thirty_days(world: World, browse: Browser):
    billed(world, world.lune, 1)
    browse.post("leaving.prepare")
    where = browse.post("leaving.leave", SURE).headers["Location"]
    with time_machine.travel(clock.now() + ARCHIVE_LASTS + timedelta(minutes=1)):
        assert Browser(world.app, None).client.get(where).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "faux", "is_sure": "y"}, "Ce n’est pas votre mot de passe."),
        ({"password": PASSWORD}, "Cochez la case"),
    ],
)
def test_without_the_password_and_the_tick_nothing_goes(world: World, browse: Browser, typed, said, rows_of):
    assert said in browse.post("leaving.leave", typed, status=422).text
    assert rows_of(world.lune)["memberships"] == 1


def test_a_space_with_another_owner_stays_with_them(world: World, browse: Browser, rows_of):
    odile = world.member(world.lune, "odile@exemple.fr", Role.OWNER)
    world.company(world.lune)
    assert "Reste aux autres propriétaires" in browse.get("leaving.show").text
    browse.post("leaving.leave", SURE)
    left = rows_of(world.lune)
    assert (left["contacts"], left["memberships"]) == (1, 1)
    Browser(world.app, odile).get("home.today")


def test_members_who_are_not_owners_are_named_before_they_lose_it(world: World, browse: Browser):
    world.member(world.lune, "odile@exemple.fr", Role.EDITOR)
    assert "1 autre personne n’y aura plus accès." in browse.get("leaving.show").text


def test_the_files_of_the_space_go_too(world: World, app):
    with app.app_context():
        for key in (f"{world.lune.id}/a", f"{world.soleil.id}/b"):
            files.store().put(key, b"x", "application/pdf")
    erase_all.now(space=str(world.lune.id))
    with app.app_context():
        with pytest.raises(FileNotFoundError):
            files.read(f"{world.lune.id}/a")
        assert files.read(f"{world.soleil.id}/b") == b"x"


def test_an_archive_whose_link_is_about_to_close_is_prepared_again(world: World, browse: Browser, rows_of):
    """Its link counts its thirty days from when it was prepared, not from when one leaves."""
    billed(world, world.lune, 1)
    browse.post("leaving.prepare")
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        assert "Préparer l’archive" in browse.get("leaving.show").text
        browse.post("leaving.leave", SURE, status=422)
        assert rows_of(world.lune)["invoices"] == 1
        browse.post("leaving.prepare")
        where = browse.post("leaving.leave", SURE).headers["Location"]
    with time_machine.travel(clock.now() + ARCHIVE_LASTS + timedelta(days=1), tick=False):
        assert Browser(world.app, None).client.get(where).status_code == 200


def test_as_many_documents_of_another_space_are_not_the_same(
    world: World, browse: Browser, as_superuser, rows_of
):
    """Lune is given to somebody, Soleil is received: the archive is still that of Lune."""
    billed(world, world.lune, 1)
    billed(world, world.soleil, 1)
    browse.post("leaving.prepare")
    world.member(world.lune, "odile@exemple.fr", Role.OWNER)
    as_superuser(
        f"UPDATE memberships SET account_id = '{world.lune.account_id}' WHERE workspace_id = '{world.soleil.id}'"
    )
    browse.post("leaving.leave", SURE, status=422)
    assert rows_of(world.soleil)["invoices"] == 1


def test_the_list_of_the_archive_names_its_files_as_they_are(world: World, browse: Browser, as_superuser):
    for place in (world.lune, world.soleil):
        world.seller(place)
    as_superuser("UPDATE number_series SET prefix = 'F/' WHERE kind = 'invoices'")
    as_superuser("UPDATE workspaces SET name = '../Camille'")
    as_superuser(
        f"UPDATE memberships SET account_id = '{world.lune.account_id}' WHERE workspace_id = '{world.soleil.id}'"
    )
    for place in (world.lune, world.soleil):
        world.invoice(place, world.client(place))
    browse.post("leaving.prepare")
    where = browse.post("leaving.leave", SURE).headers["Location"]
    content = Browser(world.app, None).client.get(f"{where}/zip").data
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        lists = {name for name in names if name.endswith("Liste.csv")}
        assert len(lists) == 2
        listed = set()
        for name in lists:
            text = archive.read(name).decode("utf-8-sig")
            assert text.startswith("Numéro;")
            for line in list(csv.reader(io.StringIO(text), delimiter=";"))[1:]:
                path = f"{name.rpartition('/')[0]}/{line[1]}"
                assert hashlib.sha256(archive.read(path)).hexdigest() == line[2]
                listed.add(path)
    assert listed == names - lists
    assert not any(".." in name or name.startswith("/") for name in names)


def test_another_archive_takes_the_place_of_the_one_before(world: World, browse: Browser, peek, app):
    billed(world, world.lune, 1)
    browse.post("leaving.prepare")
    (first,) = peek("SELECT payload->>'key' FROM links WHERE purpose = 'archive'")[0]
    browse.post("leaving.prepare")
    now = peek(
        "SELECT args->>'key' FROM procrastinate_jobs WHERE task_name = 'core.kept_files.erase' AND scheduled_at IS NULL"
    )
    assert now == [(first,)]


def test_no_link_of_the_person_outlives_the_account(world: World, browse: Browser, peek):
    browse.post("accounts.forgot", {"email": world.lune.email})
    with world.inside(world.lune) as session:
        act_as(session, person=world.lune.account_id)
        make_link(
            "new-email",
            lasts=timedelta(hours=1),
            account_id=world.lune.account_id,
            payload={"email": "neuve@exemple.fr"},
        )
    browse.post("leaving.leave", SURE)
    assert peek(f"SELECT purpose FROM links WHERE account_id = '{world.lune.account_id}'") == []
