import re

from tests.browse import Browser
from tests.make import World
from webapp.domain.notices import Notice


def ticked(page) -> list[str]:
    return re.findall(r'name="notice" value="(\w+)" checked', page.text)


def test_everything_is_told_until_one_says_otherwise(browse: Browser):
    assert ticked(browse.get("notices.index")) == [*(notice.value for notice in Notice), "declaration"]


def test_one_is_stopped_for_oneself_alone(browse: Browser, world: World, peek):
    browse.post("notices.index", {"notice": ["tomorrow", "option"]}, status=303)
    assert ticked(browse.get("notices.index")) == ["tomorrow", "option"]
    assert peek("SELECT DISTINCT workspace_id, account_id FROM notice_silences") == [
        (world.lune.id, world.lune.account_id)
    ]
    assert peek("SELECT count(*) FROM declaration_silences") == [(1,)]


def test_it_can_be_asked_again_and_a_second_click_changes_nothing(browse: Browser, peek):
    browse.post("notices.index", {}, status=303)
    for _click in range(2):
        browse.post(
            "notices.index", {"notice": [*(notice.value for notice in Notice), "declaration"]}, status=303
        )
    assert peek("SELECT count(*) FROM notice_silences") == [(0,)]
    assert peek("SELECT count(*) FROM declaration_silences") == [(0,)]


def test_a_word_nobody_knows_is_left_out(browse: Browser, peek):
    browse.post("notices.index", {"notice": ["everything", "tomorrow"]}, status=303)
    assert ticked(browse.get("notices.index")) == ["tomorrow"]
