"""The version of a workspace: counted on in each transaction that writes its rows, told at the door.

Read before the rows, it answers for them: what was made of them holds for as long as the version does.
"""

from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker

WROTE = "wrote"
LEFT = "left"  # the workspaces that were written and left for another
BESIDE = "beside"  # what no page of the workspace shows: that an address was read


def guard(sessions: "sessionmaker[Session]") -> None:
    event.listen(sessions, "after_flush", _flushed)
    event.listen(sessions, "do_orm_execute", _executed)
    event.listen(sessions, "before_commit", count_on)


def go_on(session: Session) -> None:
    """To another workspace: this one is counted on with it, at the end."""
    session.flush()
    workspace_id: UUID | None = session.info.get("workspace_id")
    if session.info.pop(WROTE, False) and workspace_id is not None:
        session.info.setdefault(LEFT, set()).add(workspace_id)


def count_on(session: Session) -> None:
    """The last thing a transaction does, in one order: whoever waits for these rows is waited for by nobody."""
    if session.in_nested_transaction():
        return
    here: UUID | None = session.info.get("workspace_id")
    go_on(session)
    written: set[UUID] = session.info.pop(LEFT, set())
    connection = session.connection() if written else None
    for workspace_id in sorted(written):
        assert connection
        if written != {here}:
            connection.exec_driver_sql(
                "SELECT set_config('app.workspace_id', %s, true)", (str(workspace_id),)
            )
        connection.exec_driver_sql(
            "UPDATE workspaces SET version = version + 1 WHERE id = %s", (workspace_id,)
        )


def _flushed(session: Session, _context: UOWTransaction) -> None:
    session.info[WROTE] = True


def _executed(state: ORMExecuteState) -> None:
    if not state.is_select and not state.execution_options.get(BESIDE):
        state.session.info[WROTE] = True
