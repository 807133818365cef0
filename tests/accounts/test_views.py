"""Signing up, in and out, confirming an address, a forgotten password."""

import html
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine

from tests.accounts.post import queued
from tests.browse import Browser
from tests.make import PASSWORD, World
from webapp.accounts import passwords
from webapp.core import clock

SIGN_UP = {"name": "Aïcha Diallo", "email": " Aicha@Exemple.FR ", "password": PASSWORD}


def sign_in(browser: Browser, email="camille@exemple.fr", password=PASSWORD, *, status=303, **more):
    return browser.post(
        "accounts.sign_in", {"email": email, "password": password, "kept": "y", **more}, status=status
    )


def set_password(world: World, email="camille@exemple.fr", password=PASSWORD):
    from webapp.accounts.queries import account_by_email
    from webapp.core.db import db

    with world.inside(world.lune):
        account_by_email(email).password_digest = passwords.digest_of(password)
        db().flush()


def cookie_of(browser: Browser) -> dict:
    with browser.client.session_transaction() as session:
        return dict(session)


def without_tokens(text: str) -> str:
    return re.sub(r'name="(csrf_token|once)" value="[^"]*"', "", text)


def path_of(response) -> str:
    return urlsplit(response.headers["Location"]).path


# Signing up


def test_signing_up_makes_an_account_a_space_and_an_owner(stranger, peek):
    page = stranger.follow(stranger.post("accounts.sign_up", SIGN_UP))
    assert "aicha@exemple.fr" in page.text
    rows = peek(
        "SELECT a.email, a.confirmed_at, w.slug, w.name, m.role, m.name FROM accounts a "
        "JOIN memberships m ON m.account_id = a.id JOIN workspaces w ON w.id = m.workspace_id "
        "WHERE a.email = 'aicha@exemple.fr'"
    )
    assert rows == [("aicha@exemple.fr", None, "aicha-diallo", "Aïcha Diallo", "owner", "Aïcha Diallo")]


def test_the_link_of_the_mail_confirms_by_its_button_and_signs_in_the_browser_that_signed_up(stranger, peek):
    stranger.post("accounts.sign_up", SIGN_UP)
    [mail] = queued(peek)
    assert mail.to == "aicha@exemple.fr"
    assert f"http://localhost:8000/confirm/{mail.token}" in mail.body

    assert "aicha@exemple.fr" in stranger.get("accounts.confirm", token=mail.token).text
    assert peek("SELECT confirmed_at FROM accounts WHERE email = 'aicha@exemple.fr'") == [(None,)]

    answer = stranger.post("accounts.confirm", token=mail.token)
    assert path_of(answer) == "/in"
    assert path_of(stranger.client.get(answer.headers["Location"])) == "/w/aicha-diallo/start"
    assert peek("SELECT confirmed_at IS NOT NULL FROM accounts WHERE email = 'aicha@exemple.fr'") == [(True,)]


def test_the_link_opened_elsewhere_asks_the_password_to_confirm_and_signs_in(app, stranger, peek):
    stranger.post("accounts.sign_up", SIGN_UP)
    [mail] = queued(peek)
    assert 'type="password"' not in stranger.get("accounts.confirm", token=mail.token).text
    elsewhere = Browser(app, None)
    assert 'type="password"' in elsewhere.get("accounts.confirm", token=mail.token).text
    assert "À remplir" in elsewhere.post("accounts.confirm", token=mail.token, status=422).text
    wrong = elsewhere.post("accounts.confirm", {"password": "un autre"}, token=mail.token, status=422)
    assert "Ce n’est pas votre mot de passe." in wrong.text
    assert "_user_id" not in cookie_of(elsewhere)
    assert peek("SELECT confirmed_at FROM accounts WHERE email = 'aicha@exemple.fr'") == [(None,)]
    assert path_of(elsewhere.post("accounts.confirm", {"password": PASSWORD}, token=mail.token)) == "/in"
    assert "_user_id" in cookie_of(elsewhere)


def test_who_reads_the_mail_confirms_no_account_whose_password_another_chose(app, stranger, peek):
    """Somebody signs up first with the address of another, who then signs up too."""
    stranger.post("accounts.sign_up", SIGN_UP | {"password": "le mot de passe d’un autre"})
    owner = Browser(app, None)
    owner.post("accounts.sign_up", SIGN_UP)
    [_first, mail] = queued(peek)
    owner.post("accounts.confirm", {"password": PASSWORD}, token=mail.token, status=422)
    assert peek("SELECT confirmed_at FROM accounts WHERE email = 'aicha@exemple.fr'") == [(None,)]

    owner.post("accounts.forgot", {"email": "aicha@exemple.fr"})
    owner.post("accounts.reset", {"password": PASSWORD}, token=queued(peek)[-1].token)
    sign_in(stranger, "aicha@exemple.fr", "le mot de passe d’un autre", status=422)
    assert path_of(sign_in(owner, "aicha@exemple.fr")) == "/in"


def test_guesses_of_the_password_are_counted_where_the_link_is_opened_too(app, stranger, peek):
    stranger.post("accounts.sign_up", SIGN_UP)
    [mail] = queued(peek)
    elsewhere = Browser(app, None)
    for _ in range(10):
        elsewhere.post("accounts.confirm", {"password": "un autre"}, token=mail.token, status=422)
    elsewhere.post("accounts.confirm", {"password": PASSWORD}, token=mail.token, status=429)


def test_an_address_not_confirmed_opens_nothing_but_the_account(stranger, peek):
    stranger.post("accounts.sign_up", SIGN_UP)
    sign_in(stranger, "aicha@exemple.fr")
    assert path_of(stranger.get("workspaces.index", status=303)) == "/confirm"
    assert path_of(stranger.get("workspaces.members", workspace="aicha-diallo", status=303)) == "/confirm"
    stranger.get("accounts.show")
    stranger.post("accounts.unconfirmed")
    assert [mail.to for mail in queued(peek)] == ["aicha@exemple.fr"] * 2


def test_signing_up_with_a_known_address_looks_the_same_and_tells_its_owner_alone(app, stranger, peek):
    fresh = stranger.post("accounts.sign_up", SIGN_UP)
    other = Browser(app, None)
    known = other.post("accounts.sign_up", SIGN_UP | {"email": "camille@exemple.fr"})
    assert fresh.headers["Location"] == known.headers["Location"]
    assert set(cookie_of(stranger)) == set(cookie_of(other))
    pages = [without_tokens(browser.get("accounts.unconfirmed").text) for browser in (stranger, other)]
    assert len(pages[0]) - len("aicha@exemple.fr") == len(pages[1]) - len("camille@exemple.fr")
    mail = queued(peek)[-1]
    assert mail.to == "camille@exemple.fr"
    assert "déjà un compte" in mail.subject
    assert peek("SELECT count(*) FROM accounts WHERE email = 'camille@exemple.fr'") == [(1,)]
    assert peek("SELECT count(*) FROM workspaces WHERE slug ^@ 'aicha'") == [(1,)]


def test_sending_the_message_again_ends_the_first_link(stranger, peek):
    stranger.post("accounts.sign_up", SIGN_UP)
    stranger.post("accounts.unconfirmed")
    first, second = queued(peek)
    stranger.get("accounts.confirm", token=first.token, status=404)
    assert path_of(stranger.post("accounts.confirm", token=second.token)) == "/in"


def test_signing_up_again_before_confirming_sends_the_link_again(app, stranger, peek):
    stranger.post("accounts.sign_up", SIGN_UP)
    answer = stranger.post("accounts.sign_up", SIGN_UP | {"password": "un second mot de passe"})
    assert path_of(answer) == "/confirm"
    first, second = queued(peek)
    assert second.subject == first.subject == "Confirmez votre adresse mail"
    assert "celui de la première inscription" in second.body
    assert "celui de la première inscription" not in first.body
    stranger.get("accounts.confirm", token=first.token, status=404)
    assert path_of(stranger.post("accounts.confirm", token=second.token)) == "/in"
    assert peek("SELECT count(*) FROM accounts WHERE email = 'aicha@exemple.fr'") == [(1,)]


def test_a_stranger_who_signs_up_with_an_address_not_confirmed_gets_nothing(app, stranger, peek):
    stranger.post("accounts.sign_up", SIGN_UP)
    other = Browser(app, None)
    other.post("accounts.sign_up", SIGN_UP | {"password": "le mot de passe d’un autre", "next": "/w/x/"})
    other.post("accounts.unconfirmed")
    [*_, last] = queued(peek)
    assert last.to == "aicha@exemple.fr"
    other.post("accounts.confirm", {"password": "le mot de passe d’un autre"}, token=last.token, status=422)
    assert "_user_id" not in cookie_of(other)
    other.post(
        "accounts.sign_in",
        {"email": "aicha@exemple.fr", "password": "le mot de passe d’un autre"},
        status=422,
    )
    assert path_of(sign_in(other, "aicha@exemple.fr")) == "/in"


def test_the_first_browser_is_still_let_in_by_a_link_a_stranger_caused(app, stranger, peek):
    stranger.post("accounts.sign_up", SIGN_UP)
    Browser(app, None).post("accounts.sign_up", SIGN_UP | {"password": "le mot de passe d’un autre"})
    [_first, second] = queued(peek)
    assert path_of(stranger.post("accounts.confirm", token=second.token)) == "/in"
    assert "_user_id" in cookie_of(stranger)


def test_an_account_made_without_a_link_is_sent_one(stranger, peek, world):
    world.account("jean@exemple.fr", confirmed=False)
    stranger.post("accounts.sign_up", SIGN_UP | {"email": "jean@exemple.fr"})
    [mail] = queued(peek)
    stranger.post("accounts.confirm", {"password": SIGN_UP["password"]}, token=mail.token, status=422)
    assert "_user_id" not in cookie_of(stranger)


def test_two_people_of_one_name_get_two_addresses_for_their_spaces(app, peek):
    for email in ("un@exemple.fr", "deux@exemple.fr"):
        Browser(app, None).post("accounts.sign_up", SIGN_UP | {"email": email})
    slugs = peek("SELECT slug FROM workspaces WHERE name = 'Aïcha Diallo' ORDER BY length(slug)")
    assert slugs[0] == ("aicha-diallo",)
    assert len(slugs) == 2
    assert slugs[1][0].startswith("aicha-diallo-")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("email", "aicha@exemple", "n’est pas complète"),
        ("email", "aicha", "n’est pas complète"),
        ("email", "aicha@exemple.fr\r\nBcc: x@y.fr", "n’est pas complète"),
        ("email", "", "À remplir"),
        ("name", "", "À remplir"),
        ("name", "x" * 81, "80 caractères"),
        ("password", "trop court", "12 caractères"),
        ("password", "motdepasse123", "trop courant"),
        ("password", "x" * 201, "200 caractères"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(stranger, peek, field, value, said):
    page = stranger.post("accounts.sign_up", SIGN_UP | {field: value}, status=422)
    assert said in html.unescape(page.text)
    assert ("Aïcha Diallo" in page.text) == (field != "name")
    assert PASSWORD not in page.text
    assert peek("SELECT count(*) FROM accounts") == [(2,)]


def test_fields_that_are_not_asked_are_ignored(stranger, peek):
    forged = {"confirmed_at": "2020-01-01", "role": "viewer", "workspace_id": "1", "slug": "lune", "id": "1"}
    stranger.post("accounts.sign_up", SIGN_UP | forged)
    assert peek(
        "SELECT a.confirmed_at, m.role, w.slug FROM accounts a JOIN memberships m ON m.account_id = a.id "
        "JOIN workspaces w ON w.id = m.workspace_id WHERE a.email = 'aicha@exemple.fr'"
    ) == [(None, "owner", "aicha-diallo")]


def test_a_double_click_signs_up_once(stranger, peek):
    stranger.get("accounts.sign_up")
    first, second = (stranger.post("accounts.sign_up", SIGN_UP | {"once": "same"}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(queued(peek)) == 1


def test_signing_up_too_often_from_one_place_waits(stranger):
    for number in range(20):
        stranger.post("accounts.sign_up", SIGN_UP | {"email": f"a{number}@exemple.fr"})
    stranger.post("accounts.sign_up", SIGN_UP | {"email": "last@exemple.fr"}, status=429)


# Signing in


def test_signing_in_leads_to_the_first_space(stranger, world):
    set_password(world)
    answer = sign_in(stranger, " CAMILLE@exemple.fr ")
    assert path_of(answer) == "/in"
    assert path_of(stranger.client.get("/in")) == "/w/lune/"
    stranger.get("workspaces.members", workspace="lune")


def test_signing_in_changes_the_session_and_forgets_what_it_held(stranger, world):
    set_password(world)
    with stranger.client.session_transaction() as session:
        session["planted"] = "by someone else"
        session["csrf_token"] = "known"
    sign_in(stranger)
    session = cookie_of(stranger)
    assert "planted" not in session
    assert session.get("csrf_token") != "known"
    first = session["_user_id"]
    sign_in(stranger)
    assert cookie_of(stranger)["_user_id"] != first
    copied = Browser(stranger.app, None)
    with copied.client.session_transaction() as session:
        session["_user_id"] = first
    copied.get("accounts.show", status=303)


def test_an_unknown_address_and_a_wrong_password_get_the_same_page(stranger, world):
    set_password(world)
    wrong = sign_in(stranger, password="pas le bon du tout", status=422)
    unknown = sign_in(stranger, "camille@exemple.eu", "pas le bon du tout", status=422)
    assert "Adresse ou mot de passe incorrect" in wrong.text
    assert without_tokens(wrong.text).replace("exemple.fr", "exemple.eu") == without_tokens(unknown.text)


def test_an_unknown_address_costs_as_much_work(stranger, world, monkeypatch):
    set_password(world)
    verified = []
    real = passwords.HASHER.__class__.verify

    def counted(self, digest, password):
        verified.append(digest.split("$")[3])
        return real(self, digest, password)

    monkeypatch.setattr(passwords.HASHER.__class__, "verify", counted)
    sign_in(stranger, password="pas le bon du tout", status=422)
    sign_in(stranger, "nobody@exemple.fr", status=422)
    assert verified == ["m=19456,t=2,p=1"] * 2


def test_an_overlong_password_is_simply_wrong(stranger, world):
    set_password(world)
    assert "incorrect" in sign_in(stranger, password="x" * 100_000, status=422).text


def test_an_account_is_tried_ten_times_then_waits_and_others_do_not(stranger, world):
    set_password(world)
    set_password(world, "dominique@exemple.fr")
    for _ in range(10):
        sign_in(stranger, password="pas le bon du tout", status=422)
    sign_in(stranger, status=429)
    sign_in(stranger, "dominique@exemple.fr")


def test_an_unknown_account_waits_too(stranger):
    for _ in range(10):
        sign_in(stranger, "nobody@exemple.fr", status=422)
    sign_in(stranger, "nobody@exemple.fr", status=429)


def test_an_address_is_tried_fifty_times_then_waits_and_other_addresses_do_not(stranger, world):
    set_password(world)
    for number in range(50):
        sign_in(stranger, f"a{number}@exemple.fr", "x" * 201, status=422)
    sign_in(stranger, status=429)
    stranger.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    sign_in(stranger)


def test_a_good_password_forgives_the_tries_before(stranger, world):
    set_password(world)
    for _ in range(3):
        for _ in range(5):
            sign_in(stranger, password="pas le bon du tout", status=422)
        sign_in(stranger)


def test_an_old_digest_is_made_anew_when_its_password_is_given(stranger, world, peek):
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    from webapp.accounts.queries import account_by_email

    with world.inside(world.lune):
        account_by_email("camille@exemple.fr").password_digest = old
    sign_in(stranger)
    [(digest,)] = peek("SELECT password_digest FROM accounts WHERE email = 'camille@exemple.fr'")
    assert "m=19456,t=2,p=1" in digest
    assert passwords.is_right(digest, PASSWORD)


@pytest.mark.parametrize(
    "then",
    ["//evil.example", "/\\evil.example", "\\/evil", "javascript:alert(1)", "https://evil.example", "/x\r\nLocation: y",
     "/%0d%0aSet-Cookie:a", " //evil", "", "/\t/evil", "evil", "///evil"],
)  # fmt: skip
def test_only_a_path_of_this_site_is_followed_after_signing_in(stranger, world, then):
    set_password(world)
    location = sign_in(stranger, next=then).headers["Location"]
    assert location in {"/in", "/%0d%0aSet-Cookie:a"}
    assert stranger.client.get("/sign-in", query_string={"next": then}).status_code == 302


def test_the_page_asked_for_opens_after_signing_in(stranger, world):
    set_password(world)
    asked = stranger.get("workspaces.members", workspace="lune", status=303)
    page = stranger.client.get(asked.headers["Location"])
    assert 'value="/w/lune/members"' in page.text
    assert sign_in(stranger, next="/w/lune/members").headers["Location"] == "/w/lune/members"


def test_a_session_not_kept_ends_with_the_browser_and_in_twelve_hours(stranger, world):
    set_password(world)
    answer = stranger.post("accounts.sign_in", {"email": "camille@exemple.fr", "password": PASSWORD})
    assert "Expires" not in answer.headers["Set-Cookie"]
    with time_machine.travel(clock.now() + timedelta(hours=13)):
        stranger.get("accounts.show", status=303)


def test_a_kept_session_lasts_sixty_days(stranger, world):
    set_password(world)
    assert "Expires" in sign_in(stranger).headers["Set-Cookie"]
    with time_machine.travel(clock.now() + timedelta(days=59)):
        stranger.get("accounts.show")
    with time_machine.travel(clock.now() + timedelta(days=61)):
        stranger.get("accounts.show", status=303)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger, world):
    set_password(world)
    cookie = sign_in(stranger).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(app, browse, world):
    thief = Browser(app, world.lune)
    thief.get("accounts.show")
    browse.post("accounts.sign_out")
    assert "_user_id" not in cookie_of(browse)
    thief.get("accounts.show", status=303)


def test_a_post_without_a_token_is_refused(app, stranger, world):
    app.config["WTF_CSRF_ENABLED"] = True
    set_password(world)
    sign_in(stranger, status=400)
    stranger.post("accounts.sign_up", SIGN_UP, status=400)


# Forgotten password


def ask_reset(browser: Browser, peek, email="camille@exemple.fr"):
    browser.post("accounts.forgot", {"email": email})
    return queued(peek)[-1]


def test_a_forgotten_password_is_chosen_again_by_a_link(app, stranger, browse, peek):
    mail = ask_reset(stranger, peek)
    assert mail.to == "camille@exemple.fr"
    stranger.get("accounts.reset", token=mail.token)
    stranger.get("accounts.reset", token=mail.token)
    answer = stranger.post("accounts.reset", {"password": "un autre mot de passe"}, token=mail.token)
    assert path_of(answer) == "/sign-in"
    browse.get("accounts.show", status=303)  # every session ended
    sign_in(stranger, password="un autre mot de passe")
    assert "a changé" in queued(peek)[-1].subject


def test_a_reset_link_serves_once(stranger, peek):
    mail = ask_reset(stranger, peek)
    stranger.post("accounts.reset", {"password": "un autre mot de passe"}, token=mail.token)
    stranger.post("accounts.reset", {"password": "encore un autre mot"}, status=404, token=mail.token)


def test_a_weak_new_password_leaves_the_link_open(stranger, peek):
    mail = ask_reset(stranger, peek)
    stranger.post("accounts.reset", {"password": "motdepasse123"}, status=422, token=mail.token)
    stranger.post("accounts.reset", {"password": "un autre mot de passe"}, token=mail.token)


def test_one_reset_ends_the_other_links(stranger, peek):
    first, second = ask_reset(stranger, peek), ask_reset(stranger, peek)
    stranger.post("accounts.reset", {"password": "un autre mot de passe"}, token=second.token)
    stranger.get("accounts.reset", status=404, token=first.token)


def test_a_reset_link_lasts_one_hour(stranger, peek):
    mail = ask_reset(stranger, peek)
    with time_machine.travel(clock.now() + timedelta(minutes=59)):
        stranger.get("accounts.reset", token=mail.token)
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        stranger.get("accounts.reset", status=404, token=mail.token)


def test_a_confirmation_lasts_three_days(stranger, peek):
    stranger.post("accounts.sign_up", SIGN_UP)
    [mail] = queued(peek)
    with time_machine.travel(clock.now() + timedelta(hours=71)):
        stranger.get("accounts.confirm", token=mail.token)
    with time_machine.travel(clock.now() + timedelta(hours=73)):
        stranger.get("accounts.confirm", status=404, token=mail.token)


def test_unknown_expired_and_used_links_give_the_same_answer(stranger, peek):
    used = ask_reset(stranger, peek)
    stranger.follow(stranger.post("accounts.reset", {"password": "un autre mot de passe"}, token=used.token))
    expired = ask_reset(stranger, peek)
    unknown = stranger.get("accounts.reset", status=404, token="x" * 43)
    spent = stranger.get("accounts.reset", status=404, token=used.token)
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        over = stranger.get("accounts.reset", status=404, token=expired.token)
    other_purpose = stranger.get("accounts.confirm", status=404, token=expired.token)
    assert unknown.data == spent.data == over.data == other_purpose.data
    assert {page.headers["Referrer-Policy"] for page in (unknown, spent, over)} == {"no-referrer"}


def test_an_unknown_address_gets_the_same_page_and_no_mail(app, stranger, peek):
    known = stranger.follow(stranger.post("accounts.forgot", {"email": "camille@exemple.fr"}))
    other = Browser(app, None)
    unknown = other.follow(other.post("accounts.forgot", {"email": "nobody@exemple.fr"}))
    assert without_tokens(known.text) == without_tokens(unknown.text)
    assert [mail.to for mail in queued(peek)] == ["camille@exemple.fr"]


def test_the_links_in_mails_never_come_from_the_host_that_a_request_claims(app, stranger, peek):
    headers = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "Forwarded": "host=evil.example",
    }
    stranger.client.post("/password", data={"email": "camille@exemple.fr"}, headers=headers)
    stranger.client.post("/password", data={"email": "dominique@exemple.fr"}, base_url="http://evil.example")
    bodies = [mail.body for mail in queued(peek)]
    assert len(bodies) == 2
    assert all("evil" not in body and "http://localhost:8000/password/" in body for body in bodies)


def test_a_mailbox_is_not_flooded(stranger, peek):
    for _ in range(5):
        stranger.post("accounts.forgot", {"email": "camille@exemple.fr"})
    stranger.post("accounts.forgot", {"email": "camille@exemple.fr"}, status=429)
    assert len(queued(peek)) == 5


def test_mails_speak_the_language_of_the_person(app, stranger, world, peek):
    world.account("john@exemple.fr", language="fr")
    stranger.client.post("/password", data={"email": "john@exemple.fr"}, headers={"Accept-Language": "en"})
    assert queued(peek)[-1].subject == "Choisissez un nouveau mot de passe"


# Language of strangers


def test_a_stranger_changes_the_language_for_this_device(stranger):
    answer = stranger.post("accounts.language", {"language": "en", "next": "/sign-in"})
    assert path_of(answer) == "/sign-in"
    assert '<html lang="en"' in stranger.get("accounts.sign_in").text


def test_the_language_switch_follows_no_foreign_address_and_no_unknown_language(stranger):
    answer = stranger.post("accounts.language", {"language": "xx", "next": "//evil.example"})
    assert answer.headers["Location"] == "/"
    assert "language" not in cookie_of(stranger)


def test_who_is_signed_in_leaves_the_pages_of_strangers(browse):
    for endpoint in ("accounts.sign_in", "accounts.sign_up", "accounts.unconfirmed"):
        assert path_of(browse.get(endpoint, status=302)) == "/in"
