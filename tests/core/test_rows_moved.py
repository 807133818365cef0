"""Migrations that move rows, run again on rows as they were."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, pool

from webapp.core.databases import Databases
from webapp.core.fold import sort_key
from webapp.core.tenancy import new_id
from webapp.domain.callsheets.kept import sheet_of
from webapp.domain.callsheets.shown import shown_parts

NETWORK = import_module("migrations.versions.20261127_0020_the_network")
COUNTED = import_module("migrations.versions.20261127_0028_no_workspace_taken_for_empty")
AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
PAPERS = import_module("migrations.versions.20261127_0030_what_links_show_of_papers")
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


SHEET = {
    "day": "2026-11-23", "number": 12, "of": 28, "call": 435, "end": 1080, "is_continuous": True, "notes": "SECRET",
    "spots": [{"name": "Halle", "place": "Criée", "address": "SECRET"}, {"name": "Loges"}],
    "scenes": [{"number": "41", "set_name": "Halle", "summary": "SECRET"}, {"number": "42"}],
    "crew": [{"name": "SECRET", "phone": "SECRET"}],
}  # fmt: skip


def test_sheets_already_sent_are_set_apart_for_links_and_nothing_else_of_them(owner):
    """As if sent today: the last version of each that left, in every workspace."""
    for table in (*PAPERS.HELD, "call_sheet_parts", "productions"):
        owner.exec_driver_sql(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for slug in ("before-a", "before-b"):
        space, production = new_id(), new_id()
        owner.exec_driver_sql(f"INSERT INTO workspaces VALUES ('{space}', '{slug}', 'x', now(), NULL)")
        insert(owner, "productions", workspace_id=space, id=production, public_id="p", kind="feature", title="x",
               folded="x", label="X", hue=1, grams="0" * 512, created_at=AT)  # fmt: skip
        for key, versions in (("sent", (True, True, False)), ("draft", (False,))):
            sheet = new_id()
            insert(owner, "call_sheets", workspace_id=space, id=sheet, public_id=key, production_id=production,
                   sheet_on=date(2026, 11, 23), unit=len(versions), created_at=AT)  # fmt: skip
            for number, is_sent in enumerate(versions, 1):
                insert(owner, "call_sheet_versions", workspace_id=space, id=new_id(), sheet_id=sheet, number=number,
                       way="built", content=json.dumps({**SHEET, "meal": number}), recipients="[]", tells_others=False,
                       language="fr", created_at=AT, saved_at=AT, sent_at=AT if is_sent else None,
                       approved_by="Sophie", approved_on=date(2026, 11, 22))  # fmt: skip
    with Operations.context(MigrationContext.configure(owner)):
        PAPERS.move()
    rows = owner.exec_driver_sql("SELECT sheet_key, part, content FROM call_sheet_parts").all()
    assert "SECRET" not in repr(rows)
    assert sorted(key for key, *_ in rows) == ["sent"] * 8
    parts = {part: content for _key, part, content in rows}
    assert datetime.fromisoformat(parts["day"].pop("sent_at")) == AT
    told = replace(
        sheet_of({"production": "x", "kind": "", **SHEET, "crew": [], "meal": 2}), version=2, unit=3
    )
    assert parts["day"].pop("approved_on") == "2026-11-22" and parts["day"].pop("approved_by") == "Sophie"
    assert not any(parts["day"].pop(name) for name in ("is_received", "approved_job", "approved_minute"))
    assert parts == json.loads(json.dumps(shown_parts(told)))


def insert(owner, table, **values):
    names = ", ".join(values)
    owner.exec_driver_sql(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(values))})", tuple(values.values())
    )
