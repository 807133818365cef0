"""The three locks, each tried as if the others were forgotten, and each seen to bite when it is lifted."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import Connection, ForeignKeyConstraint, delete, func, insert, select, text, union_all, update
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session, aliased

from tests.make import World
from webapp.contacts.models import Contact, Kind
from webapp.core import databases, db, jobs
from webapp.core.db import Base, Database, First
from webapp.core.tenancy import ForeignWorkspace, NoWorkspace, TenantScoped, act_as, new_id
from webapp.engagements.models import Engagement
from webapp.productions.models import Production


@pytest.fixture
def two(world: World) -> World:
    """A company in each workspace."""
    world.company(world.lune, "À moi", city="Brest")
    world.company(world.soleil, "À l’autre", city="Lyon")
    return world


@contextmanager
def lifted(connection: Connection, *statements: str):
    """What the owner could do by mistake, for the rest of this test."""
    connection.exec_driver_sql("SET LOCAL SESSION AUTHORIZATION DEFAULT")
    for statement in statements:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"SET LOCAL SESSION AUTHORIZATION {databases.WEB}")
    yield


def test_the_tests_speak_as_the_web_role(connection):
    row = connection.exec_driver_sql(
        "SELECT current_user, session_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).one()
    assert tuple(row) == ("raccord_web", "raccord_web", False, False)


# ---------------------------------------------------------------- forgotten filter: lock 2, the session

FORGOTTEN = {
    "select": lambda: select(Contact.name),
    "entities": lambda: select(Contact),
    "count": lambda: select(func.count()).select_from(Contact),
    "alias": lambda: select(aliased(Contact).name),
    "subquery": lambda: select(select(Contact.name).subquery().c.name),
    "cte": lambda: select(select(Contact.name).cte().c.name),
    "exists": lambda: select(func.count(Contact.id)).where(select(Contact.id).exists()),
    "scalar subquery": lambda: select(select(func.count(Contact.id)).scalar_subquery()),
    "union": lambda: union_all(select(Contact.name), select(Contact.name)),
}


@pytest.mark.parametrize("shape", FORGOTTEN)
def test_a_forgotten_filter_reads_one_workspace(two: World, connection, shape: str):
    """Row-level security is off here: the session guard alone must hold."""
    with (
        lifted(connection, "ALTER TABLE contacts DISABLE ROW LEVEL SECURITY"),
        two.inside(two.lune) as session,
    ):
        found = session.execute(FORGOTTEN[shape]()).all()
        shown = {row[0].name if isinstance(row[0], Contact) else row[0] for row in found}
        assert shown in ({"À moi"}, {1})


@pytest.mark.parametrize("shape", FORGOTTEN)
def test_without_the_session_guard_and_the_policy_a_forgotten_filter_leaks(
    two: World, connection, shape: str
):
    """The control: the same statements see both workspaces once both locks are off."""
    with lifted(connection, "ALTER TABLE contacts DISABLE ROW LEVEL SECURITY"):
        session = Session(bind=connection, join_transaction_mode="create_savepoint")
        found = session.execute(FORGOTTEN[shape]()).all()
        shown = {row[0].name if isinstance(row[0], Contact) else row[0] for row in found}
        assert shown in ({"À moi", "À l’autre"}, {2})
        session.close()


def test_a_join_keeps_to_the_workspace(two: World, connection):
    with lifted(
        connection,
        "ALTER TABLE contacts DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE engagements DISABLE ROW LEVEL SECURITY",
    ):
        two.engagement(two.lune)
        two.engagement(two.soleil)
        with two.inside(two.lune) as session:
            statement = select(Engagement.id, Contact.name).join(
                Contact, Contact.id != Engagement.employer_id
            )
            assert {row.name for row in session.execute(statement)} <= {"À moi", "Films du Ponant"}


def test_a_change_without_a_filter_stays_in_the_workspace(two: World, connection):
    with (
        lifted(connection, "ALTER TABLE contacts DISABLE ROW LEVEL SECURITY"),
        two.inside(two.lune) as session,
    ):
        assert session.execute(update(Contact).values(city="Nantes")).rowcount == 1
        assert session.execute(delete(Contact)).rowcount == 1
    with two.inside(two.soleil) as session:
        assert session.scalars(select(Contact.city)).all() == ["Lyon"]


def test_no_workspace_is_an_error_not_an_empty_list(app):
    with app.test_request_context(), pytest.raises(NoWorkspace):
        db.db().execute(select(Contact.id))


def test_text_bare_tables_and_bulk_inserts_are_refused(two: World):
    with two.inside(two.lune) as session:
        with pytest.raises(NoWorkspace):
            session.execute(text("SELECT name FROM contacts"))
        with pytest.raises(NoWorkspace):
            session.execute(select(Contact.__table__))
        with pytest.raises(ForeignWorkspace):
            session.execute(insert(Contact), [{"name": "x", "kind": Kind.COMPANY}])


def test_new_rows_are_stamped_and_foreign_ones_refused_at_flush(two: World):
    with two.inside(two.lune) as session:
        session.add(row := Contact(kind=Kind.COMPANY, name="Neuve"))
        session.flush()
        assert row.workspace_id == two.lune.id
        session.add(Contact(kind=Kind.COMPANY, name="Ailleurs", workspace_id=two.soleil.id))
        with pytest.raises(ForeignWorkspace):
            session.flush()
        session.rollback()


def test_a_row_cannot_be_moved_to_another_workspace(two: World):
    with two.inside(two.lune) as session:
        row = session.scalars(select(Contact)).one()
        row.workspace_id = two.soleil.id
        with pytest.raises(ForeignWorkspace):
            session.flush()
        session.rollback()


def test_getting_a_key_of_another_workspace_finds_nothing(two: World):
    foreign = two.company(two.soleil, "Cachée")
    with two.inside(two.lune) as session:
        assert session.get(Contact, (two.soleil.id, foreign.id)) is None
        assert session.get(Contact, (two.lune.id, foreign.id)) is None


# ---------------------------------------------------------------- row-level security: lock 3, below the app


def as_workspace(connection: Connection, workspace_id) -> None:
    connection.exec_driver_sql("SELECT set_config('app.workspace_id', %s, true)", (str(workspace_id),))


def test_raw_sql_reads_one_workspace(two: World, connection):
    as_workspace(connection, two.lune.id)
    assert connection.exec_driver_sql("SELECT name FROM contacts").scalars().all() == ["À moi"]


def test_raw_sql_leaks_once_the_policy_is_lifted(two: World, connection):
    with lifted(connection, "ALTER TABLE contacts DISABLE ROW LEVEL SECURITY"):
        as_workspace(connection, two.lune.id)
        names = connection.exec_driver_sql("SELECT name FROM contacts").scalars().all()
        assert set(names) == {"À moi", "À l’autre"}


def test_raw_sql_without_a_workspace_raises(two: World, connection):
    connection.exec_driver_sql("SELECT set_config('app.workspace_id', '', true)")
    with pytest.raises(DBAPIError, match="uuid"), connection.begin_nested():
        connection.exec_driver_sql("SELECT name FROM contacts")


def test_raw_writes_to_another_workspace_are_refused(two: World, connection):
    as_workspace(connection, two.lune.id)
    assert connection.exec_driver_sql("UPDATE contacts SET city = 'x'").rowcount == 1
    for statement in (
        "INSERT INTO contacts (workspace_id, id, public_id, kind, name, sort_key, folded, also, grams, is_guso, created_at) "
        f"VALUES ('{two.soleil.id}', '{new_id()}', 'aaaaaaaaaaaa', 'company', 'x', 'x', 'x', '', repeat('0', 512)::bit(512), false, now())",
        f"UPDATE contacts SET workspace_id = '{two.soleil.id}'",
    ):
        with pytest.raises(ProgrammingError, match="row-level security"), connection.begin_nested():
            connection.exec_driver_sql(statement)


def test_the_web_role_cannot_lift_its_lock(two: World, connection):
    as_workspace(connection, two.lune.id)
    for statement in (
        "ALTER TABLE contacts DISABLE ROW LEVEL SECURITY",
        "DROP POLICY contacts_tenant ON contacts",
        f"SET LOCAL ROLE {databases.OWNER}",
        "TRUNCATE contacts CASCADE",
    ):
        with (
            pytest.raises(ProgrammingError, match="must be owner|permission denied"),
            connection.begin_nested(),
        ):
            connection.exec_driver_sql(statement)
    with pytest.raises(ProgrammingError, match="row-level security"), connection.begin_nested():
        connection.exec_driver_sql("SET LOCAL row_security = off")
        connection.exec_driver_sql("SELECT name FROM contacts")


def test_a_membership_is_seen_by_its_person_and_its_workspace_alone(two: World, connection):
    count = "SELECT count(*) FROM memberships"
    for name in ("user_id", "workspace_id"):
        connection.exec_driver_sql(f"SELECT set_config('app.{name}', '', true)")
    assert connection.exec_driver_sql(count).scalar_one() == 0
    connection.exec_driver_sql("SELECT set_config('app.user_id', %s, true)", (str(two.lune.account_id),))
    assert connection.exec_driver_sql(count).scalar_one() == 1


# ---------------------------------------------------------------- composite keys: a link cannot cross


def test_a_reference_to_another_workspace_cannot_be_stored(two: World):
    foreign = two.company(two.soleil, "Employeur d’ailleurs")
    with two.inside(two.lune) as session:
        session.add(Production(title="Volée", label="VOL", company_id=foreign.id))
        with pytest.raises(IntegrityError, match="fk_productions"):
            session.flush()
        session.rollback()


def test_a_key_of_one_column_would_let_the_reference_cross(two: World, connection):
    """The control: foreign keys are checked beneath row-level security."""
    foreign = two.company(two.soleil, "Employeur d’ailleurs")
    with (
        lifted(
            connection,
            "ALTER TABLE contacts ADD CONSTRAINT one_column UNIQUE (id)",
            "ALTER TABLE productions DROP CONSTRAINT fk_productions_workspace_id_company_id",
            "ALTER TABLE productions ADD FOREIGN KEY (company_id) REFERENCES contacts (id)",
        ),
        two.inside(two.lune) as session,
    ):
        session.add(Production(title="Volée", label="VOL", company_id=foreign.id))
        session.flush()


TENANT_TABLES = sorted(
    (m.local_table for m in Base.registry.mappers if issubclass(m.class_, TenantScoped)),
    key=lambda table: table.name,
)


@pytest.mark.parametrize("table", TENANT_TABLES, ids=lambda table: table.name)
def test_every_tenant_table_has_its_keys_and_its_policy(table, connection):
    assert [c.name for c in table.primary_key.columns] == ["workspace_id", "id"]
    tenant_names = {t.name for t in TENANT_TABLES}
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table.name in tenant_names:
            assert constraint.column_keys[0] == "workspace_id", f"{constraint.name} can leave the workspace"
    secured = connection.exec_driver_sql(
        "SELECT relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) "
        f"FROM pg_class WHERE oid = '{table.name}'::regclass"
    ).one()
    assert tuple(secured) == (True, True, databases.OWNER)
    assert policies_of(connection, table.name) == [(f"{table.name}_tenant", "{public}", SAME, SAME)]
    for index in table.indexes:
        assert next(iter(index.columns)).name == "workspace_id", (
            f"{index.name} does not begin with the workspace"
        )


SAME = "(workspace_id = ( SELECT (current_setting('app.workspace_id'::text))::uuid AS current_setting))"
PERSON = "( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS \"nullif\")"
HERE = "( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS \"nullif\")"
MINE = f"(account_id = {PERSON})"
OWNERS = "{raccord_owner}"
# Read before a workspace is known; written from inside it, or by the person they belong to.
OTHERS = {
    "sign_ins": [("sign_ins_tenant", "{public}", MINE, MINE)],
    "memberships": [
        ("memberships_tenant", "{public}", f"({MINE} OR (workspace_id = {HERE}))", f"(workspace_id = {HERE})")
    ],
    "workspaces": [
        ("workspaces_functions", OWNERS, "true", None),
        (
            "workspaces_tenant",
            "{public}",
            f"((id = {HERE}) OR (id IN ( SELECT memberships.workspace_id FROM memberships "
            f"WHERE (memberships.account_id = {PERSON}))))",
            f"(id = {HERE})",
        ),
    ],
    "stripe_customers": [
        ("stripe_customers_functions", OWNERS, "true", None),
        ("stripe_customers_tenant", "{public}", f"(workspace_id = {HERE})", f"(workspace_id = {HERE})"),
    ],
    "links": [
        ("links_functions", OWNERS, "true", None),
        (
            "links_tenant",
            "{public}",
            f"({MINE} OR (workspace_id = {HERE}))",
            f"((workspace_id = {HERE}) OR ((workspace_id IS NULL) AND {MINE}))",
        ),
    ],
}


# What takes rows away from the role of links, and gives none to anybody.
NARROWS = (
    "permissive = 'RESTRICTIVE' AND cmd = 'SELECT' AND with_check IS NULL"
    f" AND roles = '{{{databases.SHARE}}}' AND policyname = tablename || '_shared'"
)


def policies_of(connection: Connection, table: str) -> list[tuple]:
    """(name, roles, what is seen, what may be written) of every policy: a second one would widen the first."""
    rows = connection.exec_driver_sql(
        f"SELECT policyname, roles::text, qual, with_check FROM pg_policies WHERE tablename = '{table}'"
        f" AND NOT ({NARROWS}) ORDER BY 1"
    )
    return [tuple(" ".join(value.split()) if value else value for value in row) for row in rows]


@pytest.mark.parametrize("table", OTHERS)
def test_tables_read_before_a_workspace_is_known_have_their_own_policies(connection, table):
    assert policies_of(connection, table) == OTHERS[table]


def test_no_other_table_has_a_policy(connection):
    """One added elsewhere is to be looked at here."""
    named = set(connection.exec_driver_sql("SELECT DISTINCT tablename FROM pg_policies").scalars())
    assert named == {table.name for table in TENANT_TABLES} | set(OTHERS)


def test_nobody_lets_themselves_in(two: World, connection):
    """Knowing one's own id is not being a member: neither a membership, a space nor an invitation is forged."""
    connection.exec_driver_sql("SELECT set_config('app.user_id', %s, true)", (str(two.lune.account_id),))
    connection.exec_driver_sql("SELECT set_config('app.workspace_id', '', true)")
    theirs, me = two.soleil.id, two.lune.account_id
    for statement in (
        f"INSERT INTO memberships (workspace_id, account_id, role, name, created_at) VALUES ('{theirs}', '{me}', 'owner', 'x', now())",
        f"UPDATE memberships SET workspace_id = '{theirs}' WHERE account_id = '{me}'",
        f"UPDATE memberships SET role = 'owner' WHERE account_id = '{me}'",
        f"INSERT INTO workspaces (id, slug, name, created_at) VALUES ('{new_id()}', 'forged', 'x', now())",
        "INSERT INTO links (id, purpose, digest, workspace_id, account_id, payload, created_at, expires_at) "
        f"VALUES ('{new_id()}', 'invitation', 'x', '{theirs}', '{me}', '{{}}', now(), now())",
    ):
        with pytest.raises(ProgrammingError, match="row-level security"), connection.begin_nested():
            connection.exec_driver_sql(statement)


# What runs as the owner, over every workspace: each answers one narrow question, to the role named.
ABOVE = {
    "resolve_link": {databases.WEB},
    "close_link": {databases.WEB},
    "find_workspace": {databases.WEB},
    "every_workspace": {databases.JOBS},
    "spaces_left": {databases.WEB},
    "erase_account": {databases.WEB},
    "workspace_of_customer": {databases.WEB},
    "enter_share": {databases.SHARE},
    "shared": {databases.SHARE},
    "shared_link": {databases.SHARE},
    "shared_documents": {databases.SHARE},
    # What no link grants is not answered; web reads no more than its own workspace.
    "shared_quotes": {databases.SHARE, databases.WEB},
    "shared_quote_paper": {databases.SHARE, databases.WEB},
    "shared_offer": {databases.SHARE, databases.WEB},
    "shared_invoices": {databases.SHARE, databases.WEB},
    "shared_invoice_paper": {databases.SHARE, databases.WEB},
}


def test_what_runs_above_the_policies_is_known_and_asked_by_one_role(connection):
    rows = connection.exec_driver_sql(
        "SELECT proname, array(SELECT pg_get_userbyid(a.grantee)::text FROM aclexplode(proacl) a "
        "WHERE a.grantee <> proowner) FROM pg_proc "
        "WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )
    assert {name: set(roles) for name, roles in rows} == ABOVE


def test_only_the_queue_may_list_the_workspaces_and_it_reads_nothing_of_them(two: World, connection):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.begin_nested():
        connection.exec_driver_sql("SELECT every_workspace()")
    connection.exec_driver_sql("SET LOCAL SESSION AUTHORIZATION DEFAULT")
    connection.exec_driver_sql(f"SET LOCAL SESSION AUTHORIZATION {databases.JOBS}")
    listed = connection.exec_driver_sql("SELECT every_workspace()").scalars().all()
    assert set(listed) == {two.lune.id, two.soleil.id}
    for table in ("workspaces", "memberships", "accounts", "engagements", "declarations"):
        with pytest.raises(ProgrammingError, match="permission denied"), connection.begin_nested():
            connection.exec_driver_sql(f"SELECT * FROM {table}")


def test_every_table_with_a_workspace_is_secured(connection):
    """A table added without its lock is named here, whatever its model says."""
    open_tables = (
        connection.exec_driver_sql(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id' "
            "WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        )
        .scalars()
        .all()
    )
    assert open_tables == []


# ---------------------------------------------------------------- the real pool: nothing stays behind


@pytest.fixture
def pooled(addresses):
    """The engine as in production, on rows really committed."""
    database, admin = Database(addresses.web), Database(addresses.admin)
    ids = [new_id(), new_id()]
    with admin.transaction() as session:
        for number, workspace_id in enumerate(ids):
            session.connection().exec_driver_sql(
                f"INSERT INTO workspaces VALUES ('{workspace_id}', 'pool-{number}', 'p', now(), NULL)"
            )
            session.connection().exec_driver_sql(
                "INSERT INTO contacts (workspace_id, id, public_id, kind, name, sort_key, folded, also, grams, is_guso, created_at) "
                f"VALUES ('{workspace_id}', '{new_id()}', 'x', 'company', 'company {number}', '', '', '', repeat('0', 512)::bit(512), false, now())"
            )
    yield database, ids
    with admin.transaction() as session:
        for workspace_id in ids:
            session.connection().exec_driver_sql(
                f"DELETE FROM contacts WHERE workspace_id = '{workspace_id}'"
            )
            session.connection().exec_driver_sql(f"DELETE FROM workspaces WHERE id = '{workspace_id}'")
    for each in (database, admin):
        each.engine.dispose()


def names_in(database: Database, workspace_id) -> list[str]:
    first = First("SELECT set_config('app.workspace_id', %s, true)", (str(workspace_id),))
    return names_after(database, first)


def names_after(database: Database, first: First | None) -> list[str]:
    """Below the guard on purpose: the setting of the transaction is what is tried. Committed, as a POST
    is: a rollback would undo a setting of the session too, and hide it."""
    with database.transaction(first) as session:
        return list(session.connection().exec_driver_sql("SELECT name FROM contacts").scalars())


def alone(database: Database, within) -> None:
    """Run something, then find nothing of it on the connection it used."""
    within()
    with pytest.raises(DBAPIError, match="uuid"):
        names_after(database, None)


def test_connections_used_again_by_many_threads_never_mix_workspaces(pooled):
    database, ids = pooled
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda n: (n % 2, names_in(database, ids[n % 2])), range(300)))
    assert all(found == [f"company {which}"] for which, found in answers)


def test_a_connection_used_again_keeps_no_workspace(pooled):
    database, ids = pooled
    names_in(database, ids[0])
    session = database.open(read_only=True)
    with pytest.raises(DBAPIError, match="uuid"):
        session.connection().exec_driver_sql("SELECT name FROM contacts")
    session.close()


def test_a_setting_of_the_session_would_stay_on_the_connection(pooled):
    """The control: set for the session instead of the transaction, the workspace lingers."""
    database, ids = pooled
    session = database.open(read_only=True)
    raw = session.connection()
    raw.exec_driver_sql("SELECT set_config('app.workspace_id', %s, false)", (str(ids[0]),))
    session.commit()
    session.close()
    session = database.open(read_only=True)
    assert session.connection().exec_driver_sql("SELECT name FROM contacts").scalars().all() == ["company 0"]
    session.close()


@pytest.fixture
def door(pooled, addresses):
    """Someone signed in, a member of the first of the two spaces: what the door asks for."""
    _database, ids = pooled
    admin, account = Database(addresses.admin), new_id()
    with admin.transaction() as session:
        for statement in (
            "INSERT INTO accounts (id, email, confirmed_at, theme, time_zone, created_at) "
            f"VALUES ('{account}', 'door@exemple.fr', now(), 'system', 'UTC', now())",
            "INSERT INTO sign_ins (id, account_id, key_digest, device, is_kept, created_at, seen_at, expires_at) "
            f"VALUES ('{new_id()}', '{account}', 'digest', 'x', false, now(), now(), now() + interval '1 day')",
            "INSERT INTO memberships (workspace_id, account_id, role, name, created_at) "
            f"VALUES ('{ids[0]}', '{account}', 'owner', 'x', now())",
        ):
            session.connection().exec_driver_sql(statement)

    def knock(slug: str) -> First:
        return First("SELECT * FROM enter(%s, %s, %s, now())", (account, "digest", slug))

    yield knock
    with admin.transaction() as session:
        for statement in (
            f"DELETE FROM memberships WHERE account_id = '{account}'",
            f"DELETE FROM sign_ins WHERE account_id = '{account}'",
            f"DELETE FROM accounts WHERE id = '{account}'",
        ):
            session.connection().exec_driver_sql(statement)
    admin.engine.dispose()


def test_the_door_opens_the_workspace_of_the_address_for_one_transaction(pooled, door):
    database, _ids = pooled
    alone(database, lambda: names_after(database, door("pool-0")) == ["company 0"] or pytest.fail("closed"))
    with pytest.raises(DBAPIError, match="uuid"):
        names_after(database, door("pool-1"))  # not a member there


def test_the_door_lets_many_through_without_mixing_them(pooled, door):
    database, _ids = pooled

    def pass_through(n: int) -> list[str] | None:
        try:
            return names_after(database, door(f"pool-{n % 2}"))
        except DBAPIError:
            return None

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(pass_through, range(200)))
    assert answers == [["company 0"], None] * 100


@pytest.fixture
def pooled_app(pooled):
    app = Flask("pooled")
    app.extensions["database"] = pooled[0]
    return app


def test_a_job_enters_its_workspace_for_one_transaction(pooled, pooled_app):
    database, ids = pooled

    def work() -> None:
        with pooled_app.app_context():
            jobs.enter(ids[0])
            assert db.db().scalars(select(Contact.name)).all() == ["company 0"]
            db.finish(keep=True)
            db.leave()

    alone(database, work)


def test_acting_as_somebody_lasts_one_transaction(pooled, pooled_app):
    database, ids = pooled

    def act() -> None:
        with pooled_app.app_context():
            act_as(db.db(), person=new_id(), workspace=ids[1])
            assert db.db().scalars(select(Contact.name)).all() == ["company 1"]
            db.finish(keep=True)
            db.leave()

    alone(database, act)


def test_a_get_cannot_write(pooled):
    database, ids = pooled
    first = First("SELECT set_config('app.workspace_id', %s, true)", (str(ids[0]),))
    session = database.open(read_only=True, first=first)
    with pytest.raises(DBAPIError, match="read-only"):
        session.connection().exec_driver_sql("UPDATE contacts SET city = 'x'")
    session.close()


def test_a_role_that_bypasses_or_owns_is_refused_at_start(addresses):
    from webapp.core.settings import BadSetting

    databases.refuse_strong_roles(addresses)
    with pytest.raises(BadSetting, match="owns tables"):
        databases.refuse_strong_roles(replace(addresses, web=addresses.owner))
    with pytest.raises(BadSetting, match="bypasses"):
        databases.refuse_strong_roles(replace(addresses, share=addresses.admin))
