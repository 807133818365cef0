"""Nothing that points at a contact is left behind: a table or a column that comes is moved, or fails here."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import UniqueConstraint, inspect

from webapp.contacts.merging.fields import FIELDS, NOTES, UNASKED
from webapp.contacts.merging.links import MEMORY, PARTS, links_to, model_of, moving_links
from webapp.contacts.merging.words import COUNTS
from webapp.contacts.models import Contact
from webapp.core.db import Base
from webapp.core.settings import ROOT
from webapp.core.tenancy import TenantScoped


def columns_to_contacts() -> set[str]:
    """From the tables themselves, whatever the models say."""
    return {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.target_fullname == "contacts.id"
    }


def test_every_column_that_points_at_a_contact_moves_is_copied_or_remembers():
    moving = {link.name for link in moving_links()}
    assert moving | PARTS | MEMORY == columns_to_contacts()
    assert {
        "engagements.employer_id",
        "productions.company_id",
        "crew_members.agent_id",
        "clients.contact_id",
    } <= moving
    assert not moving & (PARTS | MEMORY)


def test_the_server_knows_every_table():
    """What nobody imports is followed by nobody: said of the app alone, without what tests import."""
    named = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "webapp").rglob("models.py")
    }
    look = "import sys, webapp.app; print(*(name for name in sys.modules if name.endswith('.models')))"
    told = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    assert named <= set(told.stdout.split())


def test_what_moves_may_be_changed_and_meets_no_double(peek: Callable[[str], list[Any]]):
    """A table written once, or of one row a contact, is settled by its own room first: see `contacts_merging`."""
    settled = {"clients"}
    for link in moving_links():
        table = link.model.__tablename__
        assert issubclass(link.model, TenantScoped)
        assert peek(f"SELECT has_table_privilege('raccord_web', '{table}', 'UPDATE')") == [(True,)], table
        held = {
            one.name
            for one in Base.metadata.tables[table].constraints | Base.metadata.tables[table].indexes
            if (isinstance(one, UniqueConstraint) or getattr(one, "unique", False))
            and link.attribute.property.columns[0] in set(one.columns)
        }
        assert not held or table in settled, f"{link.name}: two rows of {held} may become one"


def test_every_field_of_a_card_is_chosen_or_declared():
    known = {column.key for column in inspect(Contact).column_attrs}
    assert {field.key for field in FIELDS} | UNASKED == known
    assert NOTES.key in UNASKED


def test_what_is_counted_exists():
    names = {link.name for table in ("contacts", "clients") for link in links_to(table)}
    said = {"tags", "photos", "ways.phone", "ways.email", "ways.link"}
    assert set(COUNTS) <= names | said
    assert model_of("contacts") is Contact
