"""Spaces: listed, made, named; members invited, accepted, given a role, removed."""

from datetime import timedelta

import pytest
import time_machine

from tests.accounts.post import Mail, queued
from tests.accounts.test_views import SIGN_UP, cookie_of, path_of, set_password
from tests.browse import Browser
from tests.make import PASSWORD, Place, World
from webapp.core import clock
from webapp.domain.permissions import Role

YES = {"confirmed": "y"}


@pytest.fixture
def viewer(world: World) -> Place:
    return world.member(world.lune, "vera@exemple.fr", Role.VIEWER)


@pytest.fixture
def editor(world: World) -> Place:
    return world.member(world.lune, "edith@exemple.fr", Role.EDITOR)


def invite(browser: Browser, peek, email="jeanne@exemple.fr", role="editor", **more) -> Mail:
    browser.post("workspaces.invite", {"email": email, "role": role, **more})
    return queued(peek)[-1]


def roles(peek, slug="lune") -> dict[str, str]:
    return dict(
        peek(
            "SELECT a.email, m.role FROM memberships m JOIN accounts a ON a.id = m.account_id "
            f"JOIN workspaces w ON w.id = m.workspace_id WHERE w.slug = '{slug}'"
        )
    )


def accept(browser: Browser, mail: Mail, *, status=303, **more):
    return browser.post("workspaces.invitation", {"name": "Jeanne", **more}, token=mail.token, status=status)


# Spaces


def test_a_person_sees_their_own_spaces_alone(browse, statements):
    page = browse.get("workspaces.index").text
    assert "Camille Roussel" in page
    assert "Dominique" not in page
    assert len(statements) <= 2


def test_another_space_is_made_and_switched_to(browse, peek):
    answer = browse.post(
        "workspaces.create", {"name": "Cie du Contretemps", "slug": "soleil", "role": "viewer"}
    )
    assert path_of(answer) == "/w/cie-du-contretemps/"
    assert roles(peek, "cie-du-contretemps") == {"camille@exemple.fr": "owner"}
    page = browse.get("workspaces.index").text
    assert "/w/lune/" in page
    assert "/w/cie-du-contretemps/" in page
    browse.get("workspaces.members", workspace="cie-du-contretemps")
    browse.get("workspaces.members")


def test_a_space_called_like_another_gets_an_address_of_its_own(browse, peek):
    for _ in range(2):
        browse.post("workspaces.create", {"name": "Soleil"})
    slugs = [slug for (slug,) in peek("SELECT slug FROM workspaces WHERE name = 'Soleil'")]
    assert len(set(slugs)) == 2
    assert all(slug.startswith("soleil-") for slug in slugs)
    assert roles(peek, "soleil") == {"dominique@exemple.fr": "owner"}


@pytest.mark.parametrize(
    ("name", "slug"), [("Élodie D’Œuvre", "elodie-d-oeuvre"), ("???", "espace"), ("北京", "espace")]
)
def test_a_space_has_a_readable_address(browse, peek, name, slug):
    browse.post("workspaces.create", {"name": name})
    assert peek(f"SELECT name FROM workspaces WHERE slug = '{slug}'") == [(name,)]


def test_a_space_needs_a_name_that_fits(browse):
    browse.post("workspaces.create", {"name": "  "}, status=422)
    browse.post("workspaces.create", {"name": "x" * 81}, status=422)


def test_the_owner_names_the_space_and_its_address_stays(browse, peek, other):
    browse.post("workspaces.rename", {"name": "Bureau de Camille", "slug": "autre"})
    assert peek("SELECT slug, name FROM workspaces WHERE slug = 'lune'") == [("lune", "Bureau de Camille")]
    other.post("workspaces.rename", {"name": "Pris"}, workspace="lune", status=404)


def test_the_way_in_is_the_first_space_and_without_one_the_list(app, browse, world):
    assert path_of(browse.get("workspaces.way_in", status=302)) == "/w/lune/"
    account_id, login_id = world.account("seul@exemple.fr")
    alone = Browser(app, Place(account_id, "", account_id, "seul@exemple.fr", login_id))
    assert path_of(alone.get("workspaces.way_in", status=302)) == "/workspaces"
    assert "Aucun espace" in alone.get("workspaces.index").text


# Members


def test_members_are_seen_by_members_alone(app, browse, other, viewer, statements):
    page = browse.get("workspaces.members").text
    assert len(statements) <= 4
    assert "vera@exemple.fr" in page
    seen = Browser(app, viewer).get("workspaces.members").text
    assert "Camille Roussel" in seen
    assert "camille@exemple.fr" not in seen
    other.get("workspaces.members", workspace="lune", status=404)
    assert "Vera" not in other.get("workspaces.members").text


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
def test_only_owners_manage(app, world, browse, peek, role):
    mail = invite(browse, peek)
    [(link_id,)] = peek("SELECT id FROM links WHERE purpose = 'invitation'")
    someone = Browser(app, world.member(world.lune, "someone@exemple.fr", role))
    page = someone.get("workspaces.members").text
    for address in ("/invitations", "/settings", "/role", "/removal"):
        assert address not in page
    owner = world.lune.account_id
    someone.post("workspaces.invite", {"email": "x@exemple.fr", "role": "owner"}, status=403)
    someone.post("workspaces.rename", {"name": "x"}, status=403)
    someone.post("workspaces.role", {"role": "viewer"}, account_id=owner, status=403)
    someone.post("workspaces.remove", account_id=owner, status=403)
    someone.post("workspaces.resend", link_id=link_id, status=403)
    someone.post("workspaces.revoke", link_id=link_id, status=403)
    assert mail.to == "jeanne@exemple.fr"


def test_a_role_is_changed_and_felt_at_once(app, browse, viewer, peek):
    vera = Browser(app, viewer)
    vera.post("workspaces.rename", {"name": "x"}, status=403)
    browse.post("workspaces.role", {"role": "owner"}, account_id=viewer.account_id)
    vera.post("workspaces.rename", {"name": "Chez Vera"})
    browse.post("workspaces.role", {"role": "god"}, account_id=viewer.account_id, status=422)
    assert roles(peek)["vera@exemple.fr"] == "owner"


def test_a_removed_member_finds_nothing_at_their_next_page(app, browse, viewer):
    vera = Browser(app, viewer)
    vera.get("workspaces.members")
    assert (
        "Retirer Vera de cet espace"
        in browse.post("workspaces.remove", account_id=viewer.account_id, status=422).text
    )
    browse.post("workspaces.remove", YES, account_id=viewer.account_id)
    vera.get("workspaces.members", status=404)
    assert "/w/lune/" not in vera.get("workspaces.index").text


def test_whoever_is_not_in_the_space_is_not_found_there(browse, world, peek):
    stranger = world.soleil.account_id
    browse.post("workspaces.remove", account_id=stranger, status=404)
    browse.post("workspaces.role", {"role": "viewer"}, account_id=stranger, status=404)
    assert roles(peek, "soleil") == {"dominique@exemple.fr": "owner"}


def test_the_workspace_typed_in_a_form_is_ignored(browse, viewer, world, peek):
    browse.post(
        "workspaces.role",
        {"role": "editor", "workspace_id": str(world.soleil.id)},
        account_id=viewer.account_id,
    )
    browse.post("workspaces.rename", {"name": "Ici", "workspace_id": str(world.soleil.id)})
    assert roles(peek)["vera@exemple.fr"] == "editor"
    assert peek("SELECT name FROM workspaces WHERE slug = 'soleil'") == [("Dominique Vidal",)]


def test_anyone_leaves(app, viewer, peek):
    vera = Browser(app, viewer)
    vera.get("workspaces.members")
    assert path_of(vera.post("workspaces.leave", YES)) == "/workspaces"
    assert "vera@exemple.fr" not in roles(peek)
    assert "slug" not in cookie_of(vera)


def test_the_last_owner_neither_leaves_nor_steps_down(browse, editor, world, peek):
    me = world.lune.account_id
    for answer in (
        browse.post("workspaces.leave", YES, status=422),
        browse.post("workspaces.role", {"role": "viewer"}, account_id=me, status=422),
        browse.post("workspaces.remove", YES, account_id=me, status=422),
    ):
        assert "garde au moins un propriétaire" in answer.text
    assert roles(peek)["camille@exemple.fr"] == "owner"
    assert "Quitter cet espace" not in browse.get("workspaces.members").text
    browse.post("workspaces.role", {"role": "owner"}, account_id=editor.account_id)
    assert "Quitter cet espace" in browse.get("workspaces.members").text
    browse.post("workspaces.leave", YES)
    assert roles(peek) == {"edith@exemple.fr": "owner"}


# Invitations


def test_an_invitation_says_who_invites_to_what_and_as_what(browse, stranger, peek):
    mail = invite(browse, peek, role="viewer")
    assert mail.to == "jeanne@exemple.fr"
    assert f"http://localhost:8000/invitations/{mail.token}" in mail.body
    assert "Camille Roussel" in mail.subject
    page = stranger.get("workspaces.invitation", token=mail.token)
    for said in (
        "Camille Roussel",
        "Rejoindre",
        "Vous pourrez tout voir, sans modifier.",
        "/sign-in?next=/invitations/",
        "/sign-up?next=",
    ):
        assert said in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_a_pending_invitation_is_listed_until_it_is_answered(browse, other, peek):
    mail = invite(browse, peek)
    assert "jeanne@exemple.fr" in browse.get("workspaces.members").text
    assert "jeanne@exemple.fr" not in other.get("workspaces.members").text
    accept(other, mail)
    assert "Invitations en attente" not in browse.get("workspaces.members").text


def test_an_invitation_is_accepted_with_any_account_and_gives_the_role_it_said(other, browse, peek, world):
    mail = invite(browse, peek)
    answer = accept(other, mail, role="owner", workspace_id=str(world.soleil.id), email="x@exemple.fr")
    assert path_of(answer) == "/w/lune/"
    assert roles(peek)["dominique@exemple.fr"] == "editor"
    assert "Jeanne" in other.get("workspaces.members", workspace="lune").text
    index = other.get("workspaces.index").text
    assert "/w/lune/" in index
    assert "/w/soleil/" in index
    other.post("workspaces.rename", {"name": "x"}, workspace="lune", status=403)


def test_a_double_click_accepts_once(other, browse, peek):
    mail = invite(browse, peek)
    first, second = accept(other, mail, once="same"), accept(other, mail, once="same")
    assert first.headers["Location"] == second.headers["Location"]
    accept(other, mail, once="another", status=404)
    assert len(roles(peek)) == 2


def test_who_is_not_signed_in_signs_in_and_comes_back(stranger, browse, world, peek):
    mail = invite(browse, peek)
    set_password(world, "dominique@exemple.fr")
    answer = accept(stranger, mail)
    assert answer.headers["Location"] == f"/sign-in?next=/invitations/{mail.token}"
    back = stranger.post(
        "accounts.sign_in",
        {"email": "dominique@exemple.fr", "password": PASSWORD, "next": f"/invitations/{mail.token}"},
    )
    assert path_of(back) == f"/invitations/{mail.token}"
    accept(stranger, mail)
    assert roles(peek)["dominique@exemple.fr"] == "editor"


def test_who_has_no_account_signs_up_confirms_and_comes_back(stranger, browse, peek):
    mail = invite(browse, peek, "aicha@exemple.fr")
    stranger.post("accounts.sign_up", SIGN_UP | {"next": f"/invitations/{mail.token}"})
    confirmation = queued(peek)[-1]
    assert (
        path_of(stranger.post("accounts.confirm", token=confirmation.token)) == f"/invitations/{mail.token}"
    )
    assert "Aïcha Diallo" in stranger.get("workspaces.invitation", token=mail.token).text
    accept(stranger, mail)
    assert roles(peek)["aicha@exemple.fr"] == "editor"


def test_an_address_not_confirmed_joins_nothing(app, browse, world, peek):
    mail = invite(browse, peek)
    account_id, login_id = world.account("paul@exemple.fr", confirmed=False)
    paul = Browser(app, Place(account_id, "", account_id, "paul@exemple.fr", login_id))
    assert path_of(accept(paul, mail)) == "/confirm"
    assert len(roles(peek)) == 1


def test_joining_asks_a_name(other, browse, peek):
    mail = invite(browse, peek)
    assert "Dominique Vidal" in other.get("workspaces.invitation", token=mail.token).text
    accept(other, mail, name=" ", status=422)
    accept(other, mail)


def test_whoever_is_already_in_keeps_their_role(app, browse, world, peek):
    mail = invite(browse, peek, role="viewer")
    accept(browse, mail)
    assert roles(peek) == {"camille@exemple.fr": "owner"}


def test_a_member_is_not_invited_again(browse, viewer, peek):
    page = browse.post("workspaces.invite", {"email": "Vera@exemple.fr", "role": "editor"}, status=422)
    assert "déjà dans l’espace" in page.text
    assert queued(peek) == []


@pytest.mark.parametrize("wrong", [{"email": "jeanne"}, {"email": ""}, {"role": "god"}])
def test_a_wrong_invitation_is_said_and_nothing_leaves(browse, peek, wrong):
    browse.post("workspaces.invite", {"email": "jeanne@exemple.fr", "role": "editor"} | wrong, status=422)
    assert queued(peek) == []


def test_unknown_expired_used_and_revoked_invitations_give_the_same_bytes(browse, stranger, other, peek):
    used, revoked, expired = (invite(browse, peek, f"{n}@exemple.fr") for n in ("used", "revoked", "expired"))
    accept(other, used)
    [(link_id,)] = peek("SELECT id FROM links WHERE payload->>'email' = 'revoked@exemple.fr'")
    browse.post("workspaces.revoke", link_id=link_id)
    pages = [
        stranger.get("workspaces.invitation", token=t, status=404)
        for t in ("x" * 43, used.token, revoked.token)
    ]
    with time_machine.travel(clock.now() + timedelta(days=14, minutes=1)):
        pages.append(stranger.get("workspaces.invitation", token=expired.token, status=404))
    assert len({page.data for page in pages}) == 1
    assert accept(other, revoked, status=404)
    assert len(roles(peek)) == 2


def test_an_invitation_lasts_fourteen_days(browse, stranger, peek):
    mail = invite(browse, peek)
    with time_machine.travel(clock.now() + timedelta(days=13, hours=23)):
        stranger.get("workspaces.invitation", token=mail.token)


def test_sending_again_replaces_the_link(browse, stranger, peek):
    first = invite(browse, peek, role="viewer")
    [(link_id,)] = peek("SELECT id FROM links WHERE purpose = 'invitation'")
    browse.post("workspaces.resend", link_id=link_id)
    second = queued(peek)[-1]
    assert second.to == first.to
    stranger.get("workspaces.invitation", token=first.token, status=404)
    assert "sans modifier" in stranger.get("workspaces.invitation", token=second.token).text
    assert browse.get("workspaces.members").text.count("<b>jeanne@exemple.fr</b>") == 1
    browse.post("workspaces.resend", link_id=link_id, status=404)


def test_the_invitations_of_another_space_are_not_found(browse, other, stranger, peek):
    mail = invite(other, peek)
    [(link_id,)] = peek("SELECT id FROM links WHERE purpose = 'invitation'")
    browse.post("workspaces.revoke", link_id=link_id, status=404)
    browse.post("workspaces.resend", link_id=link_id, status=404)
    stranger.get("workspaces.invitation", token=mail.token)


def test_the_invitations_of_someone_removed_end_with_them(app, browse, editor, stranger, peek):
    browse.post("workspaces.role", {"role": "owner"}, account_id=editor.account_id)
    mail = invite(Browser(app, editor), peek)
    browse.post("workspaces.remove", YES, account_id=editor.account_id)
    stranger.get("workspaces.invitation", token=mail.token, status=404)


def test_a_space_sends_thirty_invitations_an_hour(browse):
    for number in range(30):
        browse.post("workspaces.invite", {"email": f"a{number}@exemple.fr", "role": "viewer"})
    browse.post("workspaces.invite", {"email": "last@exemple.fr", "role": "viewer"}, status=429)


def test_a_name_with_markup_is_shown_as_text(browse, other, stranger, peek):
    browse.post("workspaces.rename", {"name": '<img src=x onerror="alert(1)">'})
    mail = invite(browse, peek)
    page = stranger.get("workspaces.invitation", token=mail.token).text
    assert "<img" not in page
    accept(other, mail, name="<script>alert(1)</script>")
    assert "<script>alert" not in browse.get("workspaces.members").text


def test_guessing_invitations_is_counted_and_stopped(stranger):
    for number in range(30):
        stranger.get("workspaces.invitation", token=f"{number:043d}", status=404)
    stranger.get("workspaces.invitation", token="9" * 43, status=429)
