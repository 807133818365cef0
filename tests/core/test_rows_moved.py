"""Migrations that move rows, run again on rows as they were."""

from importlib import import_module

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, pool

from webapp.core.databases import Databases
from webapp.core.fold import sort_key
from webapp.core.tenancy import new_id

NETWORK = import_module("migrations.versions.20261127_0020_the_network")
COUNTED = import_module("migrations.versions.20261127_0028_no_workspace_taken_for_empty")
BEFORE = [
    ("Élodie Œuvre", "0639981060", "+33639981060"),
    ("Zoé Lefèvre", "0696123456", "+596696123456"),
    ("Maud", "0262123456", "+262262123456"),
    ("Paie", "3646", "3646"),
    ("Bruxelles", "+3225551212", "+3225551212"),
    ("Sans numéro", None, None),
]


@pytest.fixture
def owner(addresses: Databases):
    engine = create_engine(addresses.owner, poolclass=pool.NullPool)
    with engine.connect() as connection:
        yield connection
        connection.rollback()


def test_numbers_become_e164_and_names_take_their_place_in_every_workspace(owner):
    for table in NETWORK.HELD:
        owner.exec_driver_sql(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for slug in ("before-a", "before-b"):
        space = new_id()
        owner.exec_driver_sql(f"INSERT INTO workspaces VALUES ('{space}', '{slug}', 'x', now(), NULL)")
        for name, phone, _kept in BEFORE:
            owner.exec_driver_sql(
                "INSERT INTO contacts (workspace_id, id, public_id, kind, name, sort_key, folded, also, grams, phone, is_guso, created_at)"
                " VALUES (%s, %s, left(%s, 12), 'person', %s, '', 'x', '', repeat('0', 512)::bit(512), %s, false, now())",
                (space, new_id(), str(new_id().int)[::-1], name, phone),
            )
    with Operations.context(MigrationContext.configure(owner)):
        NETWORK.numbers_and_order()
    rows = owner.exec_driver_sql(
        "SELECT c.name, c.phone, c.sort_key, c.folded FROM contacts c JOIN workspaces w ON w.id = c.workspace_id"
        " WHERE w.slug IN ('before-a', 'before-b')"
    ).all()
    assert sorted((name, phone or "") for name, phone, *_ in rows) == sorted(
        (name, kept or "") for name, _phone, kept in BEFORE * 2
    )
    assert all(place == sort_key(name) for name, _phone, place, _folded in rows)
    assert all((phone or "").lstrip("+") in folded for _name, phone, _place, folded in rows)


def test_what_was_counted_by_workspace_is_forgotten(owner):
    counted = (
        "SELECT count(*) FROM pg_stats WHERE tablename = 'workspaces_counted' AND attname = 'workspace_id'"
    )
    owner.exec_driver_sql(
        "CREATE TABLE workspaces_counted AS SELECT gen_random_uuid() AS workspace_id FROM generate_series(1, 9)"
    )
    owner.exec_driver_sql("CREATE POLICY workspaces_counted_tenant ON workspaces_counted USING (true)")
    owner.exec_driver_sql("ANALYZE workspaces_counted")
    assert owner.exec_driver_sql(counted).scalar_one() == 1
    with Operations.context(MigrationContext.configure(owner)):
        COUNTED.upgrade()
    owner.exec_driver_sql("ANALYZE workspaces_counted")
    assert owner.exec_driver_sql(counted).scalar_one() == 0
