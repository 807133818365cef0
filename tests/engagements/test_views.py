import re
from datetime import date, timedelta

import pytest

from tests.browse import Browser
from tests.engagements.make import CACHETS, added
from webapp.core import clock
from webapp.core.forms import MinutesField
from webapp.domain.permissions import Role
from webapp.engagements import queries
from webapp.engagements.models import Engagement, Regime, State, Unit
from webapp.engagements.terms import LineTerms

SENT = {
    "stage": "confirmed",
    "employer": "Films du Ponant",
    "production": "",
    "contract_job": "Assistante de production",
    "start_on": "2026-12-07",
    "end_on": "18/12/2026",
    "counted": "8",
    "lines-0-unit": "hour",
    "lines-0-hours": "72",
    "lines-0-gross": "1 548,00",
}


BONUS = {"unit": "bonus", "gross": "50"}


def stored(world, **where):
    with world.inside(world.lune):
        return (
            queries.db().scalars(queries.select(Engagement).filter_by(**where).order_by(Engagement.id)).all()
        )


def one(world):
    (engagement,) = stored(world)
    return engagement


def test_a_new_job_is_stored_and_shown(world, browse):
    browse.get("engagements.new")
    page = browse.follow(browse.post("engagements.create", SENT))
    assert "Engagement ajouté." in page.text
    assert "Films du Ponant" in page.text
    job = one(world)
    assert (job.minutes, job.gross_cents, job.annexe, job.end_on) == (72 * 60, 154_800, 8, date(2026, 12, 18))


def test_several_lines_mix_cachets_and_hours_and_a_prime(world, browse):
    lines = {
        "counted": "10",
        "lines-1-unit": "cachet",
        "lines-1-quantity": "2",
        "lines-1-gross": "360",
        "lines-2-unit": "bonus",
        "lines-2-gross": "50",
    }
    browse.post("engagements.create", {**SENT, **lines})
    job = one(world)
    assert (job.minutes, job.cachets, job.gross_cents) == (72 * 60, 200, 195_800)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ({"unit": "hour", "hours": "72", "gross": "1548"}, "72 h, 1 548,00 €"),
        ({"unit": "day", "quantity": "5", "hours": "40", "gross": "927"}, "5 (40 h), 927,00 €"),
        ({"unit": "flat", "hours": "20", "gross": "400"}, "20 h, 400,00 €"),
    ],
)
def test_a_line_cannot_be_read_as_another_number(browse, line, read):
    sent = {f"lines-0-{name}": value for name, value in line.items()}
    page = browse.follow(browse.post("engagements.create", SENT | sent))
    assert f'<dd class="num">{read}</dd>' in re.sub(r"[\u00a0\u202f]|&nbsp;|&#160;", " ", page.text)


def test_a_new_form_is_read_from_its_top(browse):
    assert "autofocus" not in browse.get("engagements.new").text.split("<main")[1].split("</main>")[0]


def test_a_new_form_is_opened_with_what_is_already_known(browse):
    known = {
        "employer": "Arte",
        "contract_job": "Régisseuse",
        "start_on": "2026-12-07",
        "hours": "40",
        "gross": "900",
    }
    page = browse.get("engagements.new", stage="lead", **known).text
    for value in ("Arte", "Régisseuse", "2026-12-07", "40", "900,00"):
        assert f'value="{value}"' in page
    cachets = browse.get("engagements.new", cachets="2,5").text
    assert '<option selected value="cachet">' in cachets
    assert 'value="2,5"' in cachets


def test_what_cannot_be_read_in_the_address_is_left_to_type(browse):
    page = browse.get("engagements.new", hours="beaucoup", gross="-5", cachets="", start_on="hier").text
    assert "beaucoup" not in page
    assert 'value="-5' not in page
    assert "à corriger" not in page


def test_one_more_line_needs_no_script_and_stores_nothing(world, browse):
    filled = {f"lines-{place}-{name}": value for place in (1, 2) for name, value in BONUS.items()}
    page = browse.post("engagements.create", {**SENT, **filled, "more": "1"}, status=422).text
    assert re.search(r'id="new-line".*?<select autofocus class="input" id="lines-3-unit"', page, re.S)
    assert "#new-line" in page
    assert 'value="1 548,00"' in page
    assert stored(world) == []


def test_a_line_left_blank_is_the_one_to_go_on_with(world, browse):
    page = browse.post("engagements.create", {**SENT, "more": "1", "lines-2-unit": "hour"}, status=422).text
    assert re.search(r'<select autofocus class="input" id="lines-1-unit"', page)
    assert 'name="lines-3-gross"' not in page


def test_every_wrong_field_is_counted_and_named(world, browse):
    wrong = {"start_on": "30/02/2026", "lines-0-hours": "x", "lines-1-unit": "bonus", "lines-1-hours": "3"}
    page = browse.post("engagements.create", {**SENT, **wrong}, status=422).text
    assert "3 champs à corriger" in page
    for link in ("#start_on\">Premier jour<", "#lines-0-hours\">Heures déclarées, ligne 1<",
                 "#lines-1-hours\">Heures déclarées, ligne 2<"):  # fmt: skip
        assert link in page
    assert "«\u00a030/02/2026\u00a0» n’existe pas dans le calendrier." in page


@pytest.mark.parametrize(
    ("minutes", "shown"), [(450, "7,5"), (440, "7,33"), (480, "8"), (1, "0,02"), (9001, "150,02")]
)
def test_hours_are_shown_as_their_unit_reads_them(minutes: int, shown: str):
    assert MinutesField.shown(None, minutes) == shown
    assert MinutesField.parse(shown) == minutes


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"employer": ""}, "Indiquez l’employeur"),
        ({"contract_job": " "}, "Indiquez l’emploi"),
        ({"start_on": "31/02/2026"}, "n’existe pas dans le calendrier"),
        ({"end_on": "2026-12-01"}, "La fin est avant le début."),
        ({"end_on": "2036-12-01"}, "au plus trois ans"),
        ({"stage": "done", "start_on": "2099-01-01", "end_on": "2099-01-02"}, "La fin n’est pas passée"),
        ({"daily_start": "08:00"}, "le début et la fin, ou aucun"),
        ({"daily_start": "08:00", "daily_end": "8h00"}, "à la même heure"),
        ({"daily_start": "25:00", "daily_end": "8h00"}, "25:00"),
        ({"idcc": "30A7"}, "Un IDCC a quatre chiffres"),
        ({"lines-0-gross": "84,5O"}, "84,5O"),
        ({"lines-0-hours": "-3"}, "ne peut pas être négative"),
        ({"lines-0-unit": "day"}, "Indiquez combien"),
        (
            {"lines-0-unit": "day", "lines-0-quantity": "9", "lines-0-hours": ""},
            "les heures que portera l’AEM",
        ),
        ({"lines-0-unit": "cachet", "lines-0-quantity": "2"}, "Un cachet n’a pas d’heures déclarées"),
        ({"lines-0-unit": "bonus"}, "Une prime n’a pas d’heures"),
        (
            {"lines-0-unit": "bonus", "lines-0-hours": "", "lines-0-gross": "", "lines-0-quantity": "1"},
            "le montant",
        ),
        ({"lines-0-quantity": "70"}, "diffèrent"),
        ({"lines-0-unit": "kilo"}, "Choisissez dans la liste"),
        ({"counted": "9"}, "Choisissez dans la liste"),
        ({"stage": "cancelled"}, "Choisissez dans la liste"),
        ({"contract_job": "x" * 201}, "Au plus 200 caractères"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(world, browse, changes, said):
    page = browse.post("engagements.create", {**SENT, **changes}, status=422)
    assert said in browse.sentences(page) + page.text
    assert stored(world) == []
    with world.inside(world.lune):
        from webapp.contacts.queries import companies

        assert companies() == []


def test_a_new_title_is_offered_and_then_made(world, browse):
    page = browse.post("engagements.create", {**SENT, "production": "Le Verger"}, status=422).text
    assert re.search(r'name="makes_production" value="y" checked', page)
    assert "Enregistrer avec cette production" in page
    assert "à corriger" not in page and "aria-invalid" not in page
    assert stored(world) == []
    offered = {"production": "Le Verger", "offered_production": "Le Verger", "makes_production": "y"}
    other = browse.post("engagements.create", {**SENT, **offered, "production": "Le Pré"}, status=422).text
    assert 'name="offered_production" value="Le Pré"' in other
    browse.post("engagements.create", {**SENT, **offered})
    job = one(world)
    with world.inside(world.lune):
        show = queries.production_of(job)
        assert (show.title, show.company_id) == ("Le Verger", job.employer_id)


def test_a_title_offered_and_not_wanted_is_to_be_corrected(world, browse):
    sent = {**SENT, "production": "Le Verger", "offered_production": "Le Verger"}
    page = browse.post("engagements.create", sent, status=422).text
    assert "Cochez" in page and "1 champ à corriger" in page
    assert not re.search(r'name="makes_production" value="y" checked', page)
    assert stored(world) == []


def test_a_known_employer_and_title_are_found_whatever_their_accents(world, browse):
    employer = world.company(world.lune)
    marees = world.production(world.lune, "Les Marées")
    browse.post("engagements.create", {**SENT, "employer": "films du PONANT", "production": "les marees"})
    job = one(world)
    assert (job.employer_id, job.production_id) == (employer.id, marees.id)


def test_a_clash_asks_why_and_keeps_the_answer(world, browse):
    other = added(world, world.lune, start_on=date(2026, 12, 8), end_on=date(2026, 12, 9), daily_start_minute=840,
                  daily_end_minute=1380, contract_job="Montage")  # fmt: skip
    sent = {**SENT, "employer": "Brique Rouge", "daily_start": "08:00", "daily_end": "18:00"}
    page = browse.post("engagements.create", sent, status=422)
    assert "Impossible." in page.text
    assert f"/engagements/{other.public_id}" in page.text
    assert len(stored(world)) == 1
    browse.post("engagements.create", {**sent, "clash_reason": "Remplacée le 8 par Aïcha"})
    assert stored(world, clash_reason="Remplacée le 8 par Aïcha")


def test_a_job_kept_in_spite_of_a_clash_is_corrected_without_a_new_reason(world, browse):
    """Its reason stays; one that never had any, brought in from a spreadsheet, is not asked for it now."""
    added(world, world.lune)
    kept = added(world, world.lune, world.company(world.lune, "Brique Rouge"))
    days = {"start_on": "2026-11-02", "end_on": "2026-11-06", "lines-0-hours": "40"}
    sent = {**SENT, **days, "employer": "Brique Rouge", "notes": "salle 2"}
    browse.post("engagements.update", sent, public_id=kept.public_id)
    with world.inside(world.lune):
        assert queries.engagement_or_404(kept.public_id).notes == "salle 2"


def test_a_reason_speaks_of_the_job_it_was_given_for(world, browse):
    """Moved onto a third job, one is asked again; further onto the same, one is not."""
    added(world, world.lune)
    added(world, world.lune, world.company(world.lune, "Studio Faubourg"), start_on=date(2026, 11, 9),
          end_on=date(2026, 11, 13))  # fmt: skip
    kept = added(world, world.lune, world.company(world.lune, "Brique Rouge"))
    sent = {**SENT, "start_on": "2026-11-02", "end_on": "2026-11-09", "lines-0-hours": "40"}
    sent |= {"employer": "Brique Rouge"}
    browse.post("engagements.update", sent, public_id=kept.public_id, status=422)
    browse.post("engagements.update", {**sent, "clash_reason": "Deux mi-temps"}, public_id=kept.public_id)
    browse.post("engagements.update", {**sent, "end_on": "2026-11-10"}, public_id=kept.public_id)
    with world.inside(world.lune):
        assert queries.engagement_or_404(kept.public_id).clash_reason == "Deux mi-temps"


def test_a_reason_given_once_is_not_asked_again_by_taking_back(world, browse):
    added(world, world.lune)
    option = added(world, world.lune, world.company(world.lune, "Brique Rouge"), state=State.OPTION)
    reason = {"clash_reason": "Deux mi-temps"}
    browse.post("engagements.confirmation", reason, public_id=option.public_id)
    browse.post("engagements.go_back", public_id=option.public_id, state="option")
    browse.post("engagements.confirmation", public_id=option.public_id)
    with world.inside(world.lune):
        found = queries.engagement_or_404(option.public_id)
        assert (found.state, found.clash_reason) == ("confirmed", "Deux mi-temps")


def test_a_released_option_comes_back_asking_what_it_now_meets(world, browse):
    option = added(world, world.lune, world.company(world.lune, "Brique Rouge"), state=State.OPTION)
    browse.post("engagements.release", public_id=option.public_id)
    added(world, world.lune)
    page = browse.post("engagements.option", public_id=option.public_id, status=422)
    assert "À remplir pour continuer" in page.text


@pytest.mark.parametrize(("endpoint", "state"), [("option", "option"), ("go_back", "confirmed")])
def test_every_way_onto_taken_days_asks_why(world, browse, endpoint, state):
    added(world, world.lune)
    lead = added(world, world.lune, world.company(world.lune, "Brique Rouge"), state=State.LEAD)
    values = {"state": state} if endpoint == "go_back" else {}
    browse.get(f"engagements.{endpoint}", public_id=lead.public_id, **values)
    page = browse.post(f"engagements.{endpoint}", public_id=lead.public_id, status=422, **values)
    assert "À remplir pour continuer. Gardée avec l’engagement." in page.text
    reason = {"clash_reason": "Deux mi-temps"}
    browse.post(f"engagements.{endpoint}", reason, public_id=lead.public_id, **values)
    with world.inside(world.lune):
        assert queries.engagement_or_404(lead.public_id).state == state


def test_a_deletion_taken_back_onto_taken_days_says_so(world, browse):
    job = added(world, world.lune)
    browse.post("engagements.delete", public_id=job.public_id)
    added(world, world.lune, world.company(world.lune, "Brique Rouge"))
    page = browse.follow(browse.post("engagements.restore", public_id=job.public_id))
    assert "Engagement rétabli. Un autre tombe aux mêmes dates." in page.text


def test_an_option_without_a_rank_gets_none_by_being_released_and_taken_back(world, browse):
    option = added(world, world.lune, state=State.OPTION, option_rank=None)
    browse.post("engagements.release", public_id=option.public_id)
    browse.post("engagements.go_back", public_id=option.public_id, state="option")
    assert one(world).option_rank is None


def test_what_is_only_worth_knowing_does_not_stop_anybody(world, browse):
    browse.post("engagements.create", {**SENT, "lines-0-hours": "260"})
    assert one(world).minutes == 260 * 60


def test_cachets_of_a_technician_are_asked_about_once(world, browse):
    sent = {**SENT, "lines-0-unit": "cachet", "lines-0-hours": "", "lines-0-quantity": "2"}
    page = browse.post("engagements.create", sent, status=422)
    assert "Cachets en annexe 8." in page.text
    assert "Garder les cachets et enregistrer" in page.text
    assert stored(world) == []
    browse.post("engagements.create", {**sent, "keeps_cachets": "y"})
    job = one(world)
    assert job.cachets == 200
    browse.post("engagements.update", {**sent, "contract_job": "Régisseuse"}, public_id=job.public_id)
    assert one(world).contract_job == "Régisseuse"


def test_a_directors_cachets_are_not_asked_about(world, browse):
    sent = {
        **SENT,
        "contract_job": "Réalisatrice",
        "lines-0-unit": "cachet",
        "lines-0-hours": "",
        "lines-0-quantity": "2",
    }
    browse.post("engagements.create", sent)
    assert one(world).cachets == 200


def test_a_lead_keeps_who_called_and_an_option_its_deadline(world, browse):
    more = {"called_by": "Mathilde Dervaux", "call_back_on": "2026-11-26", "option_until_on": "2026-11-27"}
    browse.post("engagements.create", {**SENT, **more, "stage": "lead"})
    lead = one(world)
    assert (lead.state, lead.called_by, lead.call_back_on, lead.option_until_on) == (
        "lead", "Mathilde Dervaux", date(2026, 11, 26), None,
    )  # fmt: skip
    browse.post("engagements.update", {**SENT, **more, "stage": "option-2"}, public_id=lead.public_id)
    option = one(world)
    assert (option.state, option.option_rank, option.option_until_on) == ("option", 2, date(2026, 11, 27))


def test_the_form_of_an_engagement_shows_all_it_holds(world, browse):
    marees = world.production(world.lune, "Les Marées")
    job = added(
        world, world.lune, production_id=marees.id, lines=(CACHETS,), annexe=10, place="Saint-Malo",
        daily_start_minute=8 * 60, daily_end_minute=18 * 60, actual_job="Chargée de production", idcc="3097",
    )  # fmt: skip
    page = browse.get("engagements.edit", public_id=job.public_id)
    for value in (
        "Les Marées",
        "Saint-Malo",
        "08:00",
        "2026-11-02",
        "3097",
        "360,00",
        "Chargée de production",
    ):
        assert f'value="{value}"' in page.text


def test_saving_the_form_as_it_is_changes_nothing(world, browse):
    job = added(world, world.lune, lines=(CACHETS,), annexe=10)
    sent = fields(browse.get("engagements.edit", public_id=job.public_id).text)
    browse.post("engagements.update", sent, public_id=job.public_id)
    with world.inside(world.lune):
        assert queries.terms_of(queries.engagement_or_404(job.public_id)) == queries.terms_of(job)


def test_a_duplicate_asks_for_new_dates(world, browse):
    job = added(world, world.lune, contract_job="Régisseuse")
    page = browse.get("engagements.duplicate", public_id=job.public_id).text
    sent = fields(page)
    assert (sent["contract_job"], sent["start_on"], sent["end_on"]) == ("Régisseuse", "", "")
    assert sent["lines-0-hours"] == "40"


def test_deleting_can_be_taken_back(world, browse):
    job = added(world, world.lune)
    page = browse.follow(browse.post("engagements.delete", public_id=job.public_id))
    assert browse.url("engagements.restore", public_id=job.public_id) in page.text
    browse.get("engagements.show", public_id=job.public_id, status=404)
    browse.follow(browse.post("engagements.restore", public_id=job.public_id))
    browse.get("engagements.show", public_id=job.public_id)


@pytest.mark.parametrize(
    ("state", "endpoint", "after"),
    [
        (State.OPTION, "confirmation", "confirmed"),
        (State.LEAD, "confirmation", "confirmed"),
        (State.OPTION, "release", "released"),
        (State.LEAD, "release", "released"),
        (State.CONFIRMED, "cancellation", "cancelled"),
    ],
)
def test_each_step_can_be_taken_back(world, browse, state, endpoint, after):
    job = added(world, world.lune, state=state, start_on=date(2099, 1, 4), end_on=date(2099, 1, 6))
    page = browse.follow(browse.post(f"engagements.{endpoint}", public_id=job.public_id))
    assert one(world).state == after
    back = browse.url("engagements.go_back", public_id=job.public_id, state=state.value)
    assert back in page.text
    browse.post("engagements.go_back", public_id=job.public_id, state=state.value)
    assert one(world).state == state


def test_confirming_on_taken_days_asks_why(world, browse):
    added(world, world.lune)
    option = added(world, world.lune, world.company(world.lune, "Brique Rouge"), state=State.OPTION)
    browse.get("engagements.confirmation", public_id=option.public_id)
    page = browse.post("engagements.confirmation", public_id=option.public_id, status=422)
    assert "Serré." in page.text
    browse.post("engagements.confirmation", {"clash_reason": "Deux mi-temps"}, public_id=option.public_id)
    with world.inside(world.lune):
        found = queries.engagement_or_404(option.public_id)
        assert (found.state, found.clash_reason) == ("confirmed", "Deux mi-temps")


def test_a_cancelled_job_is_edited_without_coming_back(world, browse):
    job = added(world, world.lune, state=State.CANCELLED)
    browse.get("engagements.edit", public_id=job.public_id)
    browse.post("engagements.update", {**SENT, "stage": "cancelled"}, public_id=job.public_id)
    assert one(world).state == "cancelled"


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_page(world, browse, state):
    job = added(world, world.lune, state=state, option_rank=1 if state == State.OPTION else None,
                option_until_on=date(2026, 11, 20), call_back_on=date(2026, 11, 30), notes="Deux\nlignes")  # fmt: skip
    browse.get("engagements.show", public_id=job.public_id)
    browse.get("engagements.index")


PAGES = ["show", "edit", "duplicate", "confirmation"]
POSTS = ["update", "delete", "restore", "confirmation", "release", "cancellation"]


@pytest.mark.parametrize("endpoint", PAGES)
def test_the_other_workspace_has_no_such_page(world, browse, endpoint):
    theirs = added(world, world.soleil)
    browse.get(f"engagements.{endpoint}", public_id=theirs.public_id, status=404)


@pytest.mark.parametrize("endpoint", POSTS)
def test_the_other_workspace_cannot_be_changed(world, browse, endpoint):
    theirs = added(world, world.soleil)
    browse.post(f"engagements.{endpoint}", SENT, public_id=theirs.public_id, status=404)


@pytest.mark.parametrize("endpoint", POSTS)
def test_a_viewer_reads_and_changes_nothing(world, app, endpoint):
    job = added(world, world.lune)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    page = viewer.get("engagements.show", public_id=job.public_id)
    assert '<form method="post"' not in page.text.split("<main")[1].split("</main>")[0]
    assert (
        viewer.url("engagements.new")
        not in viewer.get("engagements.index").text.split("<main")[1].split("</main>")[0]
    )
    viewer.post(f"engagements.{endpoint}", SENT, public_id=job.public_id, status=403)
    viewer.post("engagements.create", SENT, status=403)


def test_a_deleted_employer_is_named_without_a_link(world, browse):
    employer = world.company(world.lune)
    days = {"start_on": clock.today() - timedelta(days=50), "end_on": clock.today() - timedelta(days=46)}
    job = added(world, world.lune, employer, **days)
    pages = [("engagements.show", {"public_id": job.public_id}), ("engagements.papers", {"kind": "all"})]
    link = browse.url("contacts.show", public_id=employer.public_id)
    for endpoint, values in pages:
        assert f'href="{link}"' in browse.get(endpoint, **values).text
    browse.post("contacts.delete", public_id=employer.public_id)
    for endpoint, values in pages:
        page = browse.get(endpoint, **values).text
        assert "Films du Ponant" in page
        assert f'href="{link}"' not in page


def test_dispos_say_the_free_days(world, browse):
    today = clock.today()
    added(world, world.lune, start_on=today, end_on=today + timedelta(days=4))
    added(world, world.lune, state=State.OPTION, option_rank=1, start_on=today + timedelta(days=7),
          end_on=today + timedelta(days=8), option_until_on=today)  # fmt: skip
    with_options = browse.get("engagements.availability", weeks=4)
    without = browse.get("engagements.availability", weeks=4, options="0")
    assert "Disponible" in with_options.text
    assert "data-copy=" in with_options.text
    assert "21 jours libres" in with_options.text
    assert "23 jours libres" in without.text


@pytest.mark.parametrize("weeks", ["0", "-4", "5", "x", "99999999999999999999"])
def test_dispos_ignore_a_horizon_nobody_offers(browse, weeks):
    assert "12 semaines" in browse.get("engagements.availability", weeks=weeks).text


def fields(html):
    """What a browser would send from the first form of the page's main part."""
    import re

    main = html.split("<main")[1].split("</main>")[0]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", main):
        kind = re.search(r'type="(\w+)"', tag)[1]
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and (kind not in ("radio", "checkbox") or " checked" in tag):
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', main, re.S):
        chosen = re.search(r'<option[^>]*selected[^>]*value="([^"]*)"', options)
        sent[name] = chosen[1] if chosen else re.search(r'value="([^"]*)"', options)[1]
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', main, re.S):
        sent[name] = text.strip()
    return sent


def test_the_figures_of_a_job_leave_out_what_it_has_none_of(world, browse):
    in_cachets = added(world, world.lune, lines=(CACHETS,), annexe=10)
    page = browse.sentences(browse.get("engagements.show", public_id=in_cachets.public_id))
    assert "Cachets 2 Salaire brut" in page
    assert "Compté vers 507 24 h" in page
    unpaid = LineTerms(Unit.HOUR, 4000, 40 * 60, 0)
    general = added(world, world.lune, lines=(unpaid,), regime=Regime.GENERAL, annexe=None)
    page = browse.sentences(browse.get("engagements.show", public_id=general.public_id))
    assert "Heures 40 h Compté vers 507 0 h régime général" in page


def test_an_option_is_worth_nothing_yet(world, browse):
    option = added(world, world.lune, state=State.OPTION)
    assert "Compté vers 507" not in browse.get("engagements.show", public_id=option.public_id).text
