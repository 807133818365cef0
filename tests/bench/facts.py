"""What does not depend on the machine: statements of a page and bytes it makes a phone fetch."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine, event

from tests.browse import Browser
from tests.guards.pages import address
from tests.guards.test_weight import fetched, weight_of
from webapp.core import again
from webapp.core.web import App


@dataclass(frozen=True)
class Facts:
    path: str
    statements: int
    repeated: int  # statements of the same page asked once more
    first_bytes: int
    next_bytes: int

    @property
    def again(self) -> "Facts":
        return replace(self, statements=self.repeated)


def facts_of(app: App, browser: Browser, page: str) -> Facts:
    path = address(browser, page)
    html = browser.client.get(path).text
    engine: Engine = app.extensions["database"].engine
    again.forget()
    statements, repeated = (_counted(engine, browser, path) for _ in range(2))
    weight = len(browser.client.get(path, headers={"Accept-Encoding": "gzip"}).data)
    first = weight + sum(weight_of(browser, url) for url in fetched(browser, html))
    return Facts(path, statements, repeated, first, weight)


def _counted(engine: Engine, browser: Browser, path: str) -> int:
    """The door included, though it is sent together with BEGIN."""
    sent: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    def note_door(conn: Any) -> None:
        if first := conn.get_execution_options().get("first"):
            sent.append(first.sql)

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "begin", note_door)
    assert browser.client.get(path).status_code == 200
    event.remove(engine, "before_cursor_execute", note)
    event.remove(engine, "begin", note_door)
    return len(sent)
