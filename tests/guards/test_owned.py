"""Each table that hangs on a production is said to be its own, closed with it, or the person's."""

from webapp.core.db import Base
from webapp.productions.owned import ROOT, THE_PERSONS, parent_of

# A new table goes here, or in THE_PERSONS with the reason why it is written whatever the plan.
A_PRODUCTIONS = {
    "call_sheet_parts", "call_sheet_versions", "call_sheets", "crew_members", "hours_entries", "hours_rules",
    "hours_weeks", "phases", "plan_versions", "private_sheets", "production_days", "production_drops",
    "production_papers", "route_allowances", "route_calls", "route_invitations", "route_meals", "route_rooms",
    "route_seats", "route_sheets", "route_sleepers", "route_trips", "sequences", "service_lengths", "services",
    "share_productions", "situations", "strips", "suppliers", "tasks",
}  # fmt: skip


def test_every_table_of_a_production_is_its_own_or_the_persons(app):
    naming = {
        name
        for name, table in Base.metadata.tables.items()
        if any(key.referred_table.name == ROOT for key in table.foreign_key_constraints)
    }
    owned = {name for name in Base.metadata.tables if parent_of(name) is not None}
    assert owned == A_PRODUCTIONS
    assert naming - owned <= THE_PERSONS
    hanging = {
        name
        for name, table in Base.metadata.tables.items()
        if any(key.referred_table.name in A_PRODUCTIONS for key in table.foreign_key_constraints)
    }
    assert hanging - owned <= THE_PERSONS
    assert set(Base.metadata.tables) >= THE_PERSONS
