"""A link made from a production: what is asked, what is refused, and what its reader gets."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.browse import HTMX, Browser
from tests.productions.papers.make import paper
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.productions.models import Phase, PhaseKind
from webapp.sharing import codes
from webapp.sharing.models import Share, ShareProduction, Visit
from webapp.sharing.queries import share_or_404

LATER = clock.today() + timedelta(days=40)


@pytest.fixture
def shows(world):
    """Two productions of one company, one of another; a day of the first; one of another workspace."""
    ponant, brique = world.company(world.lune, "Films du Ponant"), world.company(world.lune, "Brique Rouge")
    marees = world.production(world.lune, company_id=ponant.id)
    spot = world.spot(world.lune)
    world.day(world.lune, marees, LATER, place_id=spot.id, call_minute=435)
    return {
        "marees": marees,
        "dimanche": world.production(world.lune, "Dimanche", company_id=ponant.id),
        "lessive": world.production(world.lune, "La Lessive", company_id=brique.id),
        "theirs": world.production(world.soleil, "Soleil"),
        "ponant": ponant,
    }


def typed(*shown, **values):
    return {
        "name": "Marc Delcourt",
        "part": "producer",
        "asked": shown[0].public_id,
        "productions": [one.public_id for one in shown],
        "language": "fr",
        "ends_on": LATER.isoformat(),
        "preset": "planning",
        "grants": ["planning", "planning.places"],
        "from_name": "Camille Roussel",
        **values,
    }


def made(world, answer):
    with world.inside(world.lune):
        return share_or_404(answer.headers["Location"].split("/")[-1].split("?")[0])


def test_the_form_says_what_is_usual_and_shows_nobody_s_number(browse, world, shows):
    world.engagement(
        world.lune,
        shows["ponant"],
        production_id=shows["marees"].id,
        end_on=LATER,
        actual_job="Coordinatrice",
    )
    world.seller(world.lune, phone="+33639981003", email="camille@exemple.fr")
    page = browse.get("sharing.new", production=shows["marees"].public_id).text
    assert re.search(rf'name="ends_on"[^>]*value="{LATER}"', page)
    assert 'value="Coordinatrice"' in page and "Dimanche" in page
    assert "La Lessive" not in page and "Soleil" not in page
    assert re.search(r'name="tells_phone" value="y">', page), "off until it is chosen"
    browse.post("sharing.create", typed(shows["marees"], from_phone="06 39 98 10 03"))
    with world.inside(world.lune) as session:
        assert session.scalars(select(Share.from_phone)).all() == [None]


@pytest.mark.parametrize(("phase", "end"), [(LATER, LATER), (date(2020, 1, 2), None), (None, None)])
def test_without_a_contract_a_link_ends_with_the_production_or_in_a_month(browse, world, shows, phase, end):
    if phase:
        days = {"start_on": phase, "end_on": phase}
        world.add(world.lune, Phase(production_id=shows["marees"].id, kind=PhaseKind.SHOOT, **days))
    page = browse.get("sharing.new", production=shows["marees"].public_id).text
    end = end or clock.today() + timedelta(days=30)
    assert re.search(rf'name="ends_on"[^>]*value="{end}"', page)


def test_a_link_is_made_once_and_opens_on_what_was_chosen(browse, world, shows, stranger):
    contact = world.person(world.lune, "Marc Delcourt")
    sent = typed(
        shows["marees"],
        shows["dimanche"],
        once="k1",
        message="Bonjour Marc",
        tells_phone="y",
        from_phone="0639981003",
    )
    answer = browse.post("sharing.create", sent)
    assert browse.post("sharing.create", sent).headers["Location"] == answer.headers["Location"]
    share = made(world, answer)
    assert (share.contact_id, share.preset) == (contact.id, None)
    page = browse.follow(answer).text
    token = re.search(r"/s/([\w-]{43})", page)[1]
    shown = stranger.client.get(f"/s/{token}").text
    for word in ("Les Marées", "Dimanche", "Criée de Saint-Malo", "Bonjour Marc"):
        assert word in shown
    assert "7h15" not in shown and "La Lessive" not in shown
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(Share)) == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Dites pour qui est ce lien."),
        ({"ends_on": "2020-01-02"}, "Ce jour est déjà passé."),
        ({"ends_on": "2040-01-02"}, "Deux ans au plus."),
        ({"grants": []}, "Choisissez au moins une section."),
        ({"grants": ["planning.times", "wages"]}, "Choisissez au moins une section."),
        ({"asks_code": "y", "code": "12"}, "Quatre chiffres."),
        ({"tells_phone": "y"}, "Écrivez le numéro à montrer"),
        ({"tells_email": "y"}, "Écrivez l’adresse à montrer"),
        ({"email": "marc"}, "Cette adresse mail n’est pas complète."),
        ({"productions": []}, "Choisissez au moins une production."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(browse, world, shows, wrong, told):
    page = browse.post("sharing.create", typed(shows["marees"], message="À garder", **wrong), status=422).text
    assert told in page and "À garder" in page
    with world.inside(world.lune) as session:
        assert session.scalars(select(Share)).all() == []


def test_one_link_never_joins_two_companies(browse, shows):
    page = browse.post("sharing.create", typed(shows["marees"], shows["lessive"]), status=422).text
    assert "Un lien montre les productions d’une même structure." in page
    browse.post("sharing.create", typed(shows["marees"], shows["theirs"]), status=404)
    browse.get("sharing.new", status=404, production=shows["theirs"].public_id)


def test_a_preset_refills_the_switches_with_and_without_scripts(browse, shows):
    sent = typed(shows["marees"], refill="preset", grants=[], message="À garder")
    whole = browse.post("sharing.create", sent, status=422).text
    part = browse.post("sharing.switches", sent, status=422, headers=HTMX).text
    assert "À garder" in whole and "À garder" not in part
    for text in (whole, part):
        assert re.search(r'value="planning.sequences" checked', text)
    assert "Choisissez au moins" not in whole


def test_the_preview_is_the_very_page_and_counts_nothing(browse, world, shows):
    page = browse.post("sharing.create", typed(shows["marees"], look="y", message="Bonjour"), status=422).text
    assert "Comme Marc Delcourt le voit" in page and "Criée de Saint-Malo" in page and "7h15" not in page
    back = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert back["message"] == "Bonjour"
    again = browse.post(
        "sharing.create", typed(shows["marees"], back="y", message="Bonjour"), status=422
    ).text
    assert "Bonjour" in again and 'role="alert"' not in again
    screen = browse.post(
        "sharing.sketch", typed(shows["marees"], language="en"), status=422, headers=HTMX
    ).text
    assert "&lt;html lang=&#34;en&#34;" in screen and "Criée de Saint-Malo" in screen
    assert "&lt;script" not in screen
    for missing, is_seen in (({"name": ""}, True), ({"grants": []}, False)):
        sent = typed(shows["marees"], **missing)
        part = browse.post("sharing.sketch", sent, status=422, headers=HTMX).text
        assert ("Criée" in part) is is_seen
    _token, share = world.share(world.lune, shows["marees"], grants=("planning", "planning.places"))
    assert "Criée de Saint-Malo" in browse.get("sharing.preview", share_id=share.public_id).text
    with world.inside(world.lune) as session:
        assert session.scalars(select(Visit)).all() == []


def test_what_a_link_shows_is_changed_and_the_next_tap_shows_it(browse, world, shows, stranger):
    token, share = world.share(world.lune, shows["marees"], grants=("planning",))
    assert "7h15" not in stranger.client.get(f"/s/{token}").text
    assert "Marc Delcourt" in browse.get("sharing.edit", share_id=share.public_id).text
    changed = typed(shows["marees"], shows["dimanche"], grants=["planning", "planning.times"])
    browse.post("sharing.update", {**changed, "ends_on": ""}, status=422, share_id=share.public_id)
    browse.post("sharing.update", changed, share_id=share.public_id)
    page = stranger.client.get(f"/s/{token}").text
    assert "7h15" in page and "Criée" not in page and "Dimanche" in page
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(ShareProduction)) == 2


def test_a_code_is_kept_as_a_digest_and_stays_until_another_is_typed(app, browse, world, shows):
    answer = browse.post("sharing.create", typed(shows["marees"], asks_code="y", code="4821"))
    assert "4821" in browse.follow(answer).text, "told once"
    share = made(world, answer)
    with app.app_context():
        assert share.code_digest == codes.code_digest(share.id, "4821")
    assert "4821" not in browse.get("sharing.edit", share_id=share.public_id).text
    for sent, is_kept in (({"asks_code": "y", "code": ""}, True), ({}, False)):
        browse.post("sharing.update", typed(shows["marees"], **sent), share_id=share.public_id)
        with world.inside(world.lune):
            assert share_or_404(share.public_id).is_locked is is_kept


def test_a_viewer_reads_and_makes_nothing(app, world, shows):
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    token, share = world.share(world.lune, shows["marees"])
    page = viewer.get("sharing.show", share_id=share.public_id).text
    assert "Couper le lien" not in page and "Changer" not in page
    assert token not in page, "who holds it would confirm and accept"
    assert "/qr" not in viewer.get("sharing.index").text
    viewer.get("sharing.qr", share_id=share.public_id, status=403)
    viewer.get("sharing.preview", share_id=share.public_id)
    viewer.get("sharing.new", status=403)
    viewer.post("sharing.create", typed(shows["marees"]), status=403)


def test_a_link_is_made_from_a_list_of_productions(browse, world, shows, other):
    page = browse.get("sharing.new").text
    assert "Les Marées" in page and "Soleil" not in page
    _token, share = world.share(world.soleil, shows["theirs"])
    for endpoint in ("edit", "preview", "show", "qr", "compose"):
        browse.get(f"sharing.{endpoint}", status=404, share_id=share.public_id)
    assert "Pas encore de production" not in other.get("sharing.new").text


def test_documents_are_chosen_one_by_one_and_a_confidential_one_never_is(browse, world, shows, stranger):
    open_one, secret, aside = (
        paper(world, world.lune, shows[show], title=title, is_confidential=hidden)
        for show, title, hidden in (
            ("marees", "Plan de feu", False),
            ("marees", "Devis secret", True),
            ("lessive", "Fiche technique", False),
        )
    )
    page = browse.get("sharing.new", production=shows["marees"].public_id).text
    assert "Plan de feu" in page and "Devis secret" not in page and "Fiche technique" not in page
    ids = [str(one.document_id) for one in (open_one, secret, aside)]
    sent = typed(shows["marees"], grants=["documents"])
    refused = browse.post("sharing.create", {**sent, "documents": ids[1:]}, status=422).text
    assert "Choisissez les documents à montrer." in refused
    share = made(world, browse.post("sharing.create", {**sent, "documents": ids}))
    assert share.documents == ids[:1]
    every = typed(shows["marees"], refill="preset", preset="all")
    part = browse.post("sharing.switches", every, status=422, headers=HTMX).text
    assert re.search(rf'value="{ids[0]}"[^>]* checked', part)


def test_a_link_past_changing_is_not_changed(browse, world, shows):
    _token, share = world.share(world.lune, shows["marees"])
    at = {"share_id": share.public_id}
    browse.post("sharing.create", {}, status=404)
    browse.post("productions.archive", public_id=shows["marees"].public_id)
    browse.get("sharing.edit", status=404, **at)
    assert "n’est plus là" in browse.get("sharing.preview", **at).text
    browse.post("productions.unarchive", public_id=shows["marees"].public_id)
    none_left = typed(shows["marees"], productions=[])
    assert (
        "Choisissez au moins une production."
        in browse.post("sharing.update", none_left, status=422, **at).text
    )
    browse.post("sharing.revoke", {"confirmed": "y"}, **at)
    browse.get("sharing.edit", status=404, **at)
    browse.post("sharing.update", typed(shows["marees"]), status=404, **at)
