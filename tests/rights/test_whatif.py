import html
import re
from datetime import date, timedelta
from typing import Any

import pytest

from tests.browse import Browser
from tests.make import World
from tests.rights.make import job
from tests.rights.test_views import open_rights, seen
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.engagements.models import PaperState, Regime, State

HOURS = 60
FIRST = clock.today() + timedelta(days=10)
LAST = FIRST + timedelta(days=4)
TYPED = {
    "employer": "Arte",
    "contract_job": "Régisseuse",
    "start_on": FIRST.isoformat(),
    "end_on": LAST.isoformat(),
    "unit": "hours",
    "hours": "40",
    "gross": "900",
}


def offer(world: World, place: Any = None, **values: Any):
    values = {
        "state": State.OPTION,
        "start_on": FIRST,
        "end_on": LAST,
        "minutes": 40 * HOURS,
        "gross_cents": 100_000,
        **values,
    }
    return world.engagement(place or world.lune, **values)


def running(world: World, place: Any = None) -> date:
    """A right that runs today, and 60 hours done in it."""
    fct_on = clock.today() - timedelta(days=100)
    place = place or world.lune
    done = fct_on + timedelta(days=20)
    job(world, place, done.isoformat(), (done + timedelta(days=4)).isoformat(), 60, gross_cents=120_000)
    open_rights(world, place, fct_on=fct_on, anniversary_on=None)
    return fct_on


def test_an_option_shows_what_it_would_change(browse: Browser, world: World):
    running(world)
    option = offer(world, production_id=world.production(world.lune).id)
    text = seen(browse.get("rights.whatif", engagement=option.public_id))
    assert "Si j’accepte Les Marées" in text
    assert "40 h de plus, encore 407 h avant les 507 h" in text
    assert "avant 60 h après 100 h" in text
    assert "Allocation en cours" in text
    assert "inchangée" in text
    assert "Jours indemnisés" in text
    assert "Rien d’autre à ces dates." in text
    assert "Comment c’est calculé" in text
    assert "Seul France Travail fait foi." in text
    assert "Rien n’est enregistré tant que vous n’avez pas choisi." in text


def test_looking_changes_nothing(browse: Browser, world: World, peek):
    running(world)
    option = offer(world)
    before = peek("SELECT count(*) FROM engagements"), peek("SELECT state FROM engagements ORDER BY 1")
    browse.get("rights.whatif", engagement=option.public_id)
    browse.get("rights.whatif", **TYPED)
    browse.get("rights.whatif_comparison", a=option.public_id)
    assert before == (
        peek("SELECT count(*) FROM engagements"),
        peek("SELECT state FROM engagements ORDER BY 1"),
    )


def test_without_a_right_months_say_they_have_no_allocation(browse: Browser, world: World):
    open_rights(world, is_first_request=True)
    text = seen(browse.get("rights.whatif", engagement=offer(world).public_id))
    assert "Première demande : aucun droit ne court" in text
    assert "Jours indemnisés" not in text
    assert "Salaires et allocation" not in text


def test_an_opening_never_entered_is_asked_for(browse: Browser, world: World):
    text = seen(browse.get("rights.whatif", engagement=offer(world).public_id))
    assert "Votre ouverture de droits n’est pas saisie" in text


def test_the_dates_of_a_signed_job_come_before_the_figures(browse: Browser, world: World):
    running(world)
    hours = {"daily_start_minute": 8 * 60, "daily_end_minute": 18 * 60}
    world.engagement(world.lune, start_on=FIRST, end_on=FIRST, state=State.CONFIRMED, **hours)
    text = seen(browse.get("rights.whatif", engagement=offer(world, **hours).public_id))
    assert "1 impossible" in text
    assert "Mais ces heures sont déjà prises." in text
    assert text.index("Mêmes horaires que Assistante de production") < text.index("Avant, après")


def test_another_option_on_the_same_days_is_only_tight(browse: Browser, world: World):
    offer(world, contract_job="Secrétaire de production")
    text = seen(browse.get("rights.whatif", engagement=offer(world).public_id))
    assert "1 serré" in text
    assert "Mêmes dates que l’option Secrétaire de production" in text


def test_what_one_can_do_leads_to_what_exists(browse: Browser, world: World):
    option, lead = offer(world), offer(world, state=State.LEAD)
    page = browse.get("rights.whatif", engagement=option.public_id).text
    assert browse.url("engagements.confirmation", public_id=option.public_id) in page
    assert f'action="{browse.url("engagements.release", public_id=option.public_id)}"' in page
    assert "Garder l’option" in page
    page = browse.get("rights.whatif", engagement=lead.public_id).text
    assert f'action="{browse.url("engagements.option", public_id=lead.public_id)}"' in page


def test_a_viewer_looks_and_does_not_act(app, browse: Browser, world: World):
    option = offer(world)
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    for page in (
        viewer.get("rights.whatif", engagement=option.public_id),
        viewer.get("rights.whatif", **TYPED),
        viewer.get("rights.whatif_comparison", a=option.public_id),
    ):
        assert "40 h de plus" in seen(page)
        for verb in ("Accepter", "Refuser", "Enregistrer comme piste"):
            assert verb not in seen(page)


def test_an_offer_of_another_workspace_is_not_found(browse: Browser, world: World):
    theirs, mine = offer(world, world.soleil), offer(world)
    browse.get("rights.whatif", engagement=theirs.public_id, status=404)
    browse.get("rights.whatif_comparison", a=mine.public_id, b=theirs.public_id, status=404)
    browse.get("rights.whatif_comparison", a="nowhere", status=404)
    assert theirs.public_id not in browse.get("rights.whatif").text


def test_jobs_of_another_workspace_are_neither_counted_nor_met(browse: Browser, world: World):
    running(world, world.soleil)
    world.engagement(world.soleil, start_on=FIRST, end_on=LAST, state=State.CONFIRMED)
    text = seen(browse.get("rights.whatif", engagement=offer(world).public_id))
    assert "avant 0 h après 40 h" in text
    assert "Rien d’autre à ces dates." in text


def test_a_job_already_answered_goes_to_its_own_page(browse: Browser, world: World):
    for state in (State.CONFIRMED, State.RELEASED):
        signed = offer(world, state=state)
        answer = browse.get("rights.whatif", engagement=signed.public_id, status=303)
        assert answer.headers["Location"].endswith(f"/engagements/{signed.public_id}")


def test_an_option_without_figures_says_what_is_missing(browse: Browser, world: World):
    bare = offer(world, minutes=0, gross_cents=0)
    assert "Ni heures ni salaire notés" in seen(browse.get("rights.whatif", engagement=bare.public_id))


def test_a_job_that_cannot_be_gives_a_sentence_and_no_figure(browse: Browser, world: World):
    mad = offer(world, minutes=400 * HOURS, start_on=FIRST, end_on=FIRST + timedelta(days=1))
    page = browse.get("rights.whatif", engagement=mad.public_id, status=422)
    assert "Vérifiez les heures ou les dates." in seen(page)
    assert "Avant, après" not in page.text
    page = browse.get("rights.whatif_comparison", a=mad.public_id, status=422)
    assert "Vérifiez les heures ou les dates." in seen(page)
    assert "Heures comptées" not in page.text


def test_a_typed_job_is_counted_and_can_become_a_lead_or_an_option(browse: Browser, world: World):
    running(world)
    page = browse.get("rights.whatif", **TYPED)
    assert "Si j’accepte Régisseuse" in seen(page)
    assert "40 h de plus" in seen(page)
    for stage in ("lead", "option-1"):
        kept = {name: value for name, value in TYPED.items() if name != "unit"}
        form = browse.get("engagements.new", stage=stage, **kept).text
        for value in ("Arte", "Régisseuse", FIRST.isoformat(), LAST.isoformat(), "40", "900,00"):
            assert f'value="{value}"' in form
        assert stage in page.text


def test_a_typed_job_can_be_changed_without_typing_it_again(browse: Browser, world: World):
    card = browse.client.get(f"{browse.url('rights.whatif', **TYPED)}&_scheme=javascript&_external=1")
    back = re.search(r'<a class="back" href="([^"]+)"', card.text)
    assert back is not None
    form = browse.client.get(html.unescape(back[1]))
    assert form.status_code == 200
    assert "à corriger" not in form.text
    for value in ("Arte", "Régisseuse", FIRST.isoformat(), LAST.isoformat(), "40", "900"):
        assert f'value="{value}"' in form.text


def test_a_typed_job_in_cachets_is_worth_twelve_hours_each(browse: Browser, world: World):
    page = browse.get("rights.whatif", **{**TYPED, "unit": "cachets", "cachets": "2", "hours": "quarante"})
    assert "24 h de plus" in seen(page)
    assert "cachets=2" in page.text
    form = browse.get("engagements.new", stage="lead", cachets="2", gross="900").text
    assert '<option selected value="cachet">' in form


def test_nothing_typed_asks_for_each_thing(browse: Browser, world: World):
    page = browse.get("rights.whatif", **dict.fromkeys(TYPED, ""), status=422)
    for said in ("Indiquez l’employeur", "Indiquez le premier jour", "Indiquez le dernier jour"):
        assert said in seen(page)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start_on": "31/02/2027"}, "n’existe pas dans le calendrier"),
        ({"start_on": "demain"}, "n’est pas une date"),
        ({"start_on": LAST.isoformat(), "end_on": FIRST.isoformat()}, "La fin est avant le début"),
        ({"start_on": "2020-01-06", "end_on": "2020-01-10"}, "Ces dates sont passées"),
        ({"end_on": (FIRST + timedelta(days=900)).isoformat()}, "Plus d’un an"),
        ({"hours": "400", "end_on": (FIRST + timedelta(days=20)).isoformat()}, "c’est trop pour un mois"),
        ({"hours": "-8"}, "La durée ne peut pas être négative"),
        ({"hours": ""}, "Indiquez les heures"),
        ({"hours": "beaucoup"}, "n’est pas une durée"),
        ({"unit": "cachets"}, "Indiquez combien"),
        ({"unit": "weeks"}, "Choisissez dans la liste"),
        ({"gross": "-5"}, "Le montant ne peut pas être négatif"),
        ({"gross": ""}, "Indiquez le salaire brut"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(browse: Browser, world: World, changes, said):
    start = date(FIRST.year + (FIRST.month == 12), FIRST.month % 12 + 1, 1)
    if "c’est trop" in said:
        changes = {
            **changes,
            "start_on": start.isoformat(),
            "end_on": (start + timedelta(days=27)).isoformat(),
        }
    typed = {**TYPED, **changes}
    page = browse.get("rights.whatif", **typed, status=422)
    assert said in seen(page)
    assert "Heures comptées" not in page.text
    for name in ("employer", "contract_job", "gross"):
        assert not typed[name] or f'value="{typed[name]}"' in page.text


def test_no_offer_says_what_to_do(app, browse: Browser, world: World):
    page = browse.get("rights.whatif")
    assert "Aucune proposition en cours" in seen(page)
    assert browse.url("engagements.new", stage="lead") in page.text
    assert "Aucune proposition en cours" in seen(browse.get("rights.whatif_comparison"))
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    assert browse.url("engagements.new", stage="lead") not in viewer.get("rights.whatif").text


def test_two_offers_stand_side_by_side_with_what_sets_them_apart(browse: Browser, world: World):
    running(world)
    one = offer(world, contract_job="Régisseuse")
    week = timedelta(days=7)
    two = offer(
        world, contract_job="Secrétaire", start_on=FIRST + week, end_on=LAST + week, minutes=24 * HOURS
    )
    page = browse.get("rights.whatif_comparison", a=one.public_id, b=two.public_id)
    text = seen(page)
    assert "avant 60 h après 100 h" in text
    assert "avant 60 h après 84 h" in text
    assert "Les deux" in text
    assert "avant 60 h après 124 h" in text
    hours = page.text.split("Heures comptées")[0].rsplit("<div", 1)[1]
    assert "differs" in hours
    same = page.text.split("Date anniversaire")[0].rsplit("<div", 1)[1]
    assert "differs" not in same


def test_two_offers_on_the_same_days_are_not_offered_together(browse: Browser, world: World):
    one, two = offer(world, contract_job="Régisseuse"), offer(world, contract_job="Secrétaire")
    text = seen(browse.get("rights.whatif_comparison", a=one.public_id, b=two.public_id))
    assert "Les deux ensemble : leurs dates se touchent" in text
    assert "Régisseuse + Secrétaire" not in text


def test_work_after_the_anniversary_may_only_serve_the_exam_after(browse: Browser, world: World):
    running(world)
    said = "après votre date anniversaire"
    assert said not in seen(browse.get("rights.whatif", engagement=offer(world).public_id))
    late = {"start_on": FIRST + timedelta(days=300), "end_on": LAST + timedelta(days=300)}
    text = seen(browse.get("rights.whatif", engagement=offer(world, **late).public_id))
    assert said in text
    assert "Sans droit en cours ces mois-là" in text


def test_one_offer_stands_against_nothing(browse: Browser, world: World):
    one, _two = offer(world, contract_job="Régisseuse"), offer(world, contract_job="Secrétaire")
    text = seen(browse.get("rights.whatif_comparison", a=one.public_id, b=""))
    assert "avant 0 h après 40 h" in text
    assert "Les deux" not in text


def test_the_comparison_opens_on_the_first_two_offers(browse: Browser, world: World):
    one = offer(world)
    later = timedelta(days=7)
    two = offer(world, start_on=FIRST + later, end_on=LAST + later)
    pair = browse.url("rights.whatif_comparison", a=one.public_id, b=two.public_id)
    assert pair.replace("&", "&amp;") in browse.get("rights.whatif").text
    assert "à corriger" not in browse.get("rights.whatif_comparison").text


def test_the_same_offer_twice_is_refused(browse: Browser, world: World):
    one = offer(world)
    page = browse.get("rights.whatif_comparison", a=one.public_id, b=one.public_id, status=422)
    assert "Choisissez deux propositions différentes." in seen(page)
    for second in ("", one.public_id):
        page = browse.get("rights.whatif_comparison", a="", b=second, status=422)
        assert "Choisissez une proposition." in seen(page)


def test_the_way_in_is_on_the_engagement_and_in_the_list(browse: Browser, world: World):
    option, lead = offer(world), offer(world, state=State.LEAD)
    signed = job(world, world.lune, "2026-04-06", "2026-04-10", 35, aem=PaperState.RECEIVED)
    way_in = {
        e.public_id: browse.url("rights.whatif", engagement=e.public_id) for e in (option, lead, signed)
    }
    listed = browse.get("engagements.index").text
    for engagement in (option, lead):
        assert (
            way_in[engagement.public_id]
            in browse.get("engagements.show", public_id=engagement.public_id).text
        )
        assert way_in[engagement.public_id] in listed
    assert way_in[signed.public_id] not in browse.get("engagements.show", public_id=signed.public_id).text
    assert way_in[signed.public_id] not in listed


def test_work_of_the_general_scheme_changes_nothing_for_the_rights(browse: Browser, world: World):
    running(world)
    elsewhere = offer(world, regime=Regime.GENERAL, annexe=None)
    text = seen(browse.get("rights.whatif", engagement=elsewhere.public_id))
    assert "Rien ne change pour vos droits" in text
