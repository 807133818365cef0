"""The look itself: what it refuses, with and without scripts, and what it need not look at twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from e2e.look import standing
from e2e.person import Person

PAGE = """<!doctype html><html lang="fr"><head><title>Une page</title></head><body><main><h1>Une page</h1>{}</main></body></html>"""


def test_what_axe_refuses_is_refused_with_and_without_scripts(people: Callable[..., Person]) -> None:
    someone = people()
    shown(someone, PAGE.format("<p>Rien à dire.</p>"))
    someone.check("Une page")
    shown(someone, PAGE.format('<img src="/none.png">'))
    for _twice in range(2):
        with pytest.raises(AssertionError, match="image-alt"):
            someone.check("Une page")
    shown(someone, PAGE.format('<p style="color: #ccc">Trop pâle.</p>'))
    with pytest.raises(AssertionError, match="color-contrast"):
        someone.check("Une page")


def test_what_is_shown_without_scripts_alone_is_looked_at_there(people: Callable[..., Person]) -> None:
    someone = people()
    shown(someone, PAGE.format("<noscript><input></noscript><script>document.title = ''</script>"))
    if someone.has_scripts:
        with pytest.raises(AssertionError, match="document-title"):
            someone.check("Une page")
    else:
        with pytest.raises(AssertionError, match="Element does not have an implicit"):
            someone.check("Une page")
        assert someone.page.title() == "Une page", "its own script never ran"
        assert someone.page.locator("noscript input").count() == 1


def test_a_page_is_told_from_another_by_its_colours_and_fields(people: Callable[..., Person]) -> None:
    someone = people()
    keys = []
    for form in (
        '<input type="hidden" name="once" value="{}"><input type="checkbox" aria-label="Oui">',
        '<input type="checkbox" aria-label="Oui" checked>',
        '<input type="checkbox" aria-label="Oui" style="opacity: 0.5">',
    ):
        for key in ("a", "b"):
            shown(someone, PAGE.format(form.format(key)))
            keys.append(standing(someone.page))
    assert keys[::2] == keys[1::2]
    assert len(set(keys)) == 3


def shown(person: Person, html: str) -> None:
    def answer(route: Route) -> None:
        is_page = route.request.is_navigation_request()
        route.fulfill(body=html if is_page else "", content_type="text/html; charset=utf-8")

    person.page.unroute_all()
    person.page.route("**/*", answer)
    person.open("/")
