"""A production that Libre does not keep open: every address of it is read and exported, none writes."""

from typing import Any

from tests.guards.test_strangers import addresses, theirs, untouched  # noqa: F401 - fixtures
from tests.productions.selling import sold, was_tried
from webapp.core.access import mark_of
from webapp.productions import closed, limits

READ_ONLY = str(limits.READ_ONLY)
# Of productions, what is Pro is told so; the same facts leave by their other exports.
IS_PRO = "Les PDF des productions sont Pro."
OF_A_FILE = ("file", "zip_file")


def test_everything_of_it_is_read_and_nothing_is_written(app, world, other, theirs, untouched):  # noqa: F811
    made = [world.production(world.soleil, f"Ouverte depuis {n}") for n in range(3)]
    was_tried(world, world.soleil)
    read = written = forms = 0
    with sold(app):
        before = untouched()
        for method, endpoint, values in addresses(app, world, theirs):
            if not is_of_a_production(app, endpoint, values):
                continue
            with app.test_request_context():
                url = app.url_for(endpoint, workspace="soleil", **values)
            if method == "GET" and not endpoint.endswith(OF_A_FILE):
                answer = other.client.get(url)
                if is_form(app, endpoint):  # told before anything is typed
                    assert answer.status_code == 422 and READ_ONLY in answer.text, url
                    forms += 1
                else:
                    assert answer.status_code in (200, 302) or IS_PRO in answer.text, (
                        f"{url}: {answer.status_code}"
                    )
                if "tabbar" in answer.text:
                    assert "netbar back" in answer.text, url
                read += 1
            elif method == "POST" and not is_let(endpoint):
                answer = other.client.post(url, data=theirs)
                assert answer.status_code == 422, f"{url}: {answer.status_code}"
                assert READ_ONLY in answer.text, url
                written += 1
        assert read > 60 and written > 60
        assert 30 < forms < read / 2
        assert untouched() == before
        other.post("productions.archive", public_id=made[0].public_id)
        other.post("productions.archive", public_id=theirs["production"])


def is_of_a_production(app: Any, endpoint: str, values: dict[str, str]) -> bool:
    is_marked = mark_of(app.view_functions[endpoint]) in closed.OF_IT
    return is_marked and ("production" in values or endpoint.startswith("productions."))


def is_let(endpoint: str) -> bool:
    is_leaving = endpoint in closed.LEAVING or endpoint.startswith("handover.")
    return is_leaving or endpoint in closed.COMING_AND_GOING


def is_form(app, endpoint: str) -> bool:
    """A page of who writes, but for those that are read or lead to what Libre lets."""
    is_read = endpoint in closed.READ_BY_WHO_WRITES or endpoint.startswith("handover.")
    return mark_of(app.view_functions[endpoint]) in closed.ITS_OWN and not is_read
