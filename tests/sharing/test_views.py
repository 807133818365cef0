"""The links of the workspace: listed, told on their production, extended, renewed, cut."""

import re
from datetime import timedelta

import pytest
import segno
from sqlalchemy import select

from tests.browse import HTMX
from webapp.core import clock
from webapp.productions.models import Production
from webapp.sharing.actions import renew_share, token_of_share
from webapp.sharing.models import Device, Share, Visit
from webapp.sharing.queries import share_or_404

TODAY = clock.today()


@pytest.fixture
def marees(world):
    production = world.production(world.lune)
    world.day(world.lune, production, TODAY + timedelta(days=3))
    world.share(world.soleil, world.production(world.soleil, "Soleil"), name="Nour Soleil")
    return production


def opens(stranger, token):
    return stranger.client.get(f"/s/{token}").status_code == 200


def reload(world, share):
    with world.inside(world.lune):
        return share_or_404(share.public_id)


def test_those_about_to_end_come_first_and_the_ended_are_folded(browse, world, marees):
    _t, far = world.share(world.lune, marees, name="Hélène Vasseur")
    _t, near = world.share(world.lune, marees, name="Mairie de Saint-Malo", ends_on=TODAY + timedelta(days=4))
    _t, _over = world.share(world.lune, marees, name="Studio Faubourg", ends_on=TODAY - timedelta(days=1))
    for minutes, device in ((0, Device.COMPUTER), (5, Device.PHONE)):
        at = clock.now() - timedelta(days=1) + timedelta(minutes=minutes)
        world.add(world.lune, Visit(share_id=far.id, at=at, device=device))
    page = browse.get("sharing.index").text
    assert page.index("Mairie") < page.index("Hélène") < page.index("Terminés") < page.index("Faubourg")
    assert "dans 4 jours" in page and "2 liens actifs, 1 terminé" in page
    assert "Vu 2 fois" in page and "téléphone" in page and "Planning" in page
    assert "Soleil" not in page
    browse.post("sharing.extend", {"listed": "y"}, share_id=near.public_id)
    assert reload(world, near).ends_on == TODAY + timedelta(days=34)


def test_the_list_is_searched_by_words_and_by_production(browse, world, marees):
    other = world.production(world.lune, "La Lessive")
    world.share(world.lune, marees, name="Hélène Vasseur")
    world.share(world.lune, other, name="Marc Delcourt")
    for asked in ({"q": "helene"}, {"q": "maree"}, {"production": marees.public_id}):
        page = browse.get("sharing.index", **asked).text
        assert "Hélène Vasseur" in page and "Marc Delcourt" not in page
    part = browse.get("sharing.index", headers=HTMX, q="nour").text
    assert "Aucun lien ici" in part and "<h1" not in part


def test_nothing_yet_says_what_to_do(browse, world, marees):
    assert "Pas encore de lien" in browse.get("sharing.index").text
    part = browse.get("sharing.of", headers=HTMX, production=marees.public_id).text
    assert "Aucun lien" in part and f"new?production={marees.public_id}" in part


def test_a_production_tells_its_links_and_which_of_them_end_with_it(browse, world, marees, stranger):
    aside = world.production(world.lune, "La Lessive")
    world.day(world.lune, aside, TODAY)
    alone, _share = world.share(world.lune, marees, name="Hélène Vasseur")
    both, _share = world.share(world.lune, marees, aside, name="Marc Delcourt")
    for more in ({}, {"ending": "y"}):
        part = browse.get("sharing.of", headers=HTMX, production=marees.public_id, **more).text
        assert "Hélène Vasseur" in part and "Marc Delcourt" in part and "Nour" not in part
    for gone, back in (("archive", "unarchive"), ("delete", "restore")):
        browse.post(f"productions.{gone}", public_id=marees.public_id)
        assert not opens(stranger, alone)
        assert "Les Marées" not in stranger.client.get(f"/s/{both}").text
        assert "La Lessive" in stranger.client.get(f"/s/{both}").text
        browse.post(f"productions.{back}", public_id=marees.public_id)
        assert opens(stranger, alone)


def test_a_production_that_went_to_another_company_leaves_the_links_of_the_first(browse, world, stranger):
    ponant, brume = (world.company(world.lune, name) for name in ("Films du Ponant", "Brume Films"))
    shows = [
        world.production(world.lune, title, company_id=ponant.id) for title in ("Les Marées", "La Lessive")
    ]
    for show in shows:
        world.day(world.lune, show, TODAY)
    alone, share = world.share(world.lune, shows[0])
    both, _share = world.share(world.lune, *shows)

    def goes_to(company):
        with world.inside(world.lune) as session:
            session.get_one(Production, (world.lune.id, shows[0].id)).company_id = company

    for elsewhere in (brume.id, None, ponant.id):
        goes_to(elsewhere)
        is_theirs = elsewhere != brume.id  # one without a company has gone to nobody
        assert opens(stranger, alone) is is_theirs
        page = stranger.client.get(f"/s/{both}").text
        assert ("Les Marées" in page) is is_theirs and "La Lessive" in page
        told = browse.get("sharing.show", share_id=share.public_id).text
        assert ("Sa production n’est plus là" in told) is not is_theirs
    goes_to(brume.id)
    with world.inside(world.lune):
        renew_share(share_or_404(share.public_id))
        assert not opens(stranger, token_of_share(share_or_404(share.public_id)))


def test_a_link_is_extended_to_a_day_within_bounds(browse, world, marees, stranger):
    token, share = world.share(world.lune, marees, ends_on=TODAY - timedelta(days=2))
    assert not opens(stranger, token)
    wrong = browse.post("sharing.extend", {"ends_on": "2020-01-02"}, status=422, share_id=share.public_id)
    assert "Ce jour est déjà passé." in wrong.text
    until = (TODAY + timedelta(days=10)).isoformat()
    browse.post("sharing.extend", {"ends_on": until}, share_id=share.public_id)
    assert opens(stranger, token)


def test_a_link_is_cut_once_confirmed_and_stays_cut(browse, world, marees, stranger):
    token, share = world.share(world.lune, marees)
    at = {"share_id": share.public_id}
    assert "Couper le lien de Marc Delcourt" in browse.post("sharing.revoke", status=422, **at).text
    assert opens(stranger, token)
    page = browse.follow(browse.post("sharing.revoke", {"confirmed": "y"}, **at)).text
    assert not opens(stranger, token) and "Coupé le" in page and token not in page
    browse.post("sharing.extend", {"ends_on": TODAY.isoformat()}, status=404, **at)
    browse.post("sharing.renew", {"confirmed": "y"}, status=404, **at)
    browse.get("sharing.compose", status=404, **at)


def test_another_address_opens_the_same_page_and_the_first_no_more(browse, world, marees, stranger):
    token, share = world.share(world.lune, marees)
    at = {"share_id": share.public_id}
    browse.post("sharing.renew", status=422, **at)
    assert opens(stranger, token)
    page = browse.follow(browse.post("sharing.renew", {"confirmed": "y"}, **at)).text
    new = re.search(r"/s/([\w-]{43})", page)[1]
    assert new != token and not opens(stranger, token) and opens(stranger, new)


def test_a_code_to_scan_is_drawn_for_the_address_while_it_opens(browse, world, marees):
    token, share = world.share(world.lune, marees)
    _token, over = world.share(world.lune, marees, ends_on=TODAY - timedelta(days=1))
    page = browse.get("sharing.qr", share_id=share.public_id).text
    address = f"{browse.app.config['SETTINGS'].public_url}/s/{token}"
    assert segno.make_qr(address, error="m").svg_inline(border=2, light="#fff", omitsize=True) in page
    assert "<path" not in browse.get("sharing.qr", share_id=over.public_id).text


def test_a_list_of_many_is_paged(browse, world, marees, statements):
    for number in range(52):
        world.share(world.lune, marees, name=f"Lien {number:02d}")
    statements.clear()
    first = browse.get("sharing.index").text
    assert len(statements) <= 4
    assert first.count('class="title"') == 50 and "Page 1 sur 2" in first
    assert browse.get("sharing.index", page="2").text.count('class="title"') == 2
    with world.inside(world.lune) as session:
        assert len(session.scalars(select(Share)).all()) == 52
