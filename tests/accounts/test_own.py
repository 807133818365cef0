"""One's own account: address, password, preferences, open sessions."""

from datetime import timedelta
from uuid import UUID

import time_machine

from tests.accounts.post import queued
from tests.accounts.test_views import ask_reset, cookie_of, path_of, set_password, sign_in
from tests.browse import Browser
from tests.make import PASSWORD, World
from webapp.core import clock

NEW = "une autre phrase longue"


def signed_in(app, world: World) -> Browser:
    """A second device of Camille's, besides `browse`."""
    set_password(world)
    browser = Browser(app, None)
    browser.client.environ_base["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Android 15; Mobile) Gecko/145.0 Firefox/145.0"
    )
    sign_in(browser)
    return browser


def test_the_page_lists_the_devices_in_three_statements(app, browse, world, statements):
    signed_in(app, world)
    statements.clear()
    page = browse.get("accounts.show").text
    assert len(statements) <= 3
    assert "camille@exemple.fr" in page
    assert "Chrome, Linux" in page
    assert "Firefox, Android" in page
    assert page.count("Celui-ci") == 1


# Changing address


def ask_address(browser: Browser, email="roussel@exemple.fr", password=PASSWORD, **more):
    return browser.post("accounts.change_email", {"email": email, "email_password": password}, **more)


def test_a_new_address_replaces_the_old_once_its_link_is_used(app, browse, world, peek):
    phone = signed_in(app, world)
    ask_address(phone)
    notice, link = queued(peek)
    assert (notice.to, link.to) == ("camille@exemple.fr", "roussel@exemple.fr")
    assert "roussel@exemple.fr" in notice.body
    assert link.token not in notice.body
    phone.get("accounts.confirm_email", token=link.token)
    assert peek("SELECT 1 FROM accounts WHERE email = 'roussel@exemple.fr'") == []

    assert path_of(phone.post("accounts.confirm_email", token=link.token)) == "/account"
    assert "roussel@exemple.fr" in phone.get("accounts.show").text
    browse.get("accounts.show", status=303)  # the other device is out
    stranger = Browser(app, None)
    sign_in(stranger, status=422)
    sign_in(stranger, "roussel@exemple.fr")


def test_the_link_of_a_new_address_works_where_nobody_is_signed_in(app, world, peek):
    ask_address(signed_in(app, world))
    stranger = Browser(app, None)
    assert path_of(stranger.post("accounts.confirm_email", token=queued(peek)[-1].token)) == "/sign-in"
    assert "_user_id" not in cookie_of(stranger)
    stranger.post("accounts.confirm_email", token=queued(peek)[-1].token, status=404)


def test_a_reset_link_sent_to_the_old_address_dies_with_it(app, world, peek):
    phone, stranger = signed_in(app, world), Browser(app, None)
    old = ask_reset(stranger, peek)
    ask_address(phone)
    phone.post("accounts.confirm_email", token=queued(peek)[-1].token)
    stranger.get("accounts.reset", token=old.token, status=404)


def test_changing_address_asks_the_password(app, world, peek):
    phone = signed_in(app, world)
    page = ask_address(phone, password="pas celui-là du tout", status=422)
    assert "Ce n’est pas votre mot de passe" in page.text
    assert queued(peek) == []


def test_an_address_taken_by_another_account_looks_the_same_and_changes_nothing(app, world, peek):
    phone = signed_in(app, world)
    assert path_of(ask_address(phone, "dominique@exemple.fr")) == "/account"
    _notice, mail = queued(peek)
    assert mail.to == "dominique@exemple.fr"
    assert "déjà un compte" in mail.subject
    assert "/account/email/" not in mail.body


def test_an_address_taken_meanwhile_is_refused_with_a_sentence(app, world, peek):
    phone = signed_in(app, world)
    ask_address(phone)
    world.account("roussel@exemple.fr")
    page = phone.post("accounts.confirm_email", token=queued(peek)[-1].token, status=422)
    assert "déjà un compte" in page.text


def test_asking_another_address_ends_the_first_request(app, world, peek):
    phone = signed_in(app, world)
    ask_address(phone, "une@exemple.fr")
    first = queued(peek)[-1]
    ask_address(phone, "deux@exemple.fr")
    phone.get("accounts.confirm_email", token=first.token, status=404)


# Changing password


def change(browser: Browser, current=PASSWORD, new=NEW, **more):
    return browser.post(
        "accounts.change_password", {"current_password": current, "new_password": new}, **more
    )


def test_a_new_password_ends_the_other_sessions_and_renews_this_one(app, browse, world, peek):
    phone = signed_in(app, world)
    before = cookie_of(phone)["_user_id"]
    copied = Browser(app, None)
    with copied.client.session_transaction() as session:
        session["_user_id"] = before
    change(phone)
    phone.get("accounts.show")
    assert cookie_of(phone)["_user_id"] != before
    browse.get("accounts.show", status=303)
    copied.get("accounts.show", status=303)
    sign_in(Browser(app, None), password=NEW)
    sign_in(Browser(app, None), status=422)
    assert queued(peek)[-1].to == "camille@exemple.fr"


def test_a_new_password_ends_the_reset_links_and_the_asked_address(app, world, peek):
    phone, stranger = signed_in(app, world), Browser(app, None)
    reset = ask_reset(stranger, peek)
    ask_address(phone)
    address = queued(peek)[-1]
    change(phone)
    stranger.get("accounts.reset", token=reset.token, status=404)
    stranger.get("accounts.confirm_email", token=address.token, status=404)


def test_a_new_password_asks_the_current_one_and_is_not_weak(app, world):
    phone = signed_in(app, world)
    assert "Ce n’est pas votre mot de passe" in change(phone, current="autre chose encore", status=422).text
    assert "trop courant" in change(phone, new="motdepasse123", status=422).text
    assert "reprend votre nom" in change(phone, new="camille@exemple.fr", status=422).text


def test_the_current_password_cannot_be_guessed_here_either(app, world):
    phone = signed_in(app, world)
    for _ in range(10):
        change(phone, current="autre chose encore", status=422)
    change(phone, status=429)


# Preferences


def test_preferences_are_kept_and_seen(browse, peek):
    chosen = {"language": "en", "theme": "dark", "time_zone": "Indian/Reunion"}
    browse.post("accounts.preferences", chosen)
    assert peek("SELECT language, theme, time_zone FROM accounts WHERE email = 'camille@exemple.fr'") == [
        ("en", "dark", "Indian/Reunion")
    ]
    page = browse.get("accounts.show").text
    assert '<html lang="en" data-theme="dark"' in page


def test_another_language_is_spoken_at_once(browse):
    chosen = {"language": "en", "theme": "dark", "time_zone": "Europe/Paris"}
    page = browse.follow(browse.post("accounts.preferences", chosen)).text
    assert "Display saved." in page and "Affichage enregistré" not in page


def test_unknown_preferences_are_refused(browse, peek):
    for wrong in ({"theme": "pink"}, {"language": "xx"}, {"time_zone": "Mars/Olympus"}):
        chosen = {"language": "fr", "theme": "dark", "time_zone": "Europe/Paris"} | wrong
        browse.post("accounts.preferences", chosen, status=422)
    assert peek("SELECT DISTINCT theme FROM accounts") == [("system",)]


def test_signing_out_leaves_the_device_its_language_and_theme(browse):
    browse.post("accounts.preferences", {"language": "en", "theme": "dark", "time_zone": "Europe/Paris"})
    browse.post("accounts.sign_out")
    assert '<html lang="en" data-theme="dark"' in browse.get("accounts.sign_in").text


def test_the_language_switch_of_who_is_signed_in_is_kept_in_the_account(browse, peek):
    browse.post("accounts.language", {"language": "en"})
    assert peek("SELECT language FROM accounts WHERE email = 'camille@exemple.fr'") == [("en",)]


# Open sessions


def sign_in_of(peek, device: str) -> UUID:
    return peek(f"SELECT id FROM sign_ins WHERE device = '{device}' ORDER BY created_at")[0][0]


def test_another_device_is_put_out(app, browse, world, peek):
    phone = signed_in(app, world)
    browse.post("accounts.end_sign_in", sign_in_id=sign_in_of(peek, "Firefox, Android"))
    phone.get("accounts.show", status=303)
    assert "Firefox, Android" not in browse.get("accounts.show").text


def test_all_other_devices_are_put_out(app, browse, world):
    phone = signed_in(app, world)
    phone.post("accounts.end_other_sign_ins")
    phone.get("accounts.show")
    browse.get("accounts.show", status=303)


def test_the_session_of_another_person_is_not_found(other, browse, peek, world):
    [(theirs,)] = peek(f"SELECT id FROM sign_ins WHERE account_id = '{world.soleil.account_id}'")
    browse.post("accounts.end_sign_in", sign_in_id=theirs, status=404)
    other.get("accounts.show")


def test_a_session_past_its_date_is_neither_listed_nor_let_in(app, browse, world):
    phone = signed_in(app, world)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        browse.get("accounts.show", status=303)  # thirty days, as the factory made it
        assert "Chrome, Linux" not in phone.get("accounts.show").text
