from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.make import World
from tests.productions.tasks.make import task
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.productions.models import Phase, PhaseKind
from webapp.productions.tasks.models import Task

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def stored(world: World) -> list[Task]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Task).where(Task.deleted_at.is_(None)).order_by(Task.position)))


def test_without_a_task_the_tab_says_what_to_do(browse: Browser, world: World):
    production = world.production(world.lune)
    page = browse.get("tasks.index", production=production.public_id).text
    assert "Partir d’un modèle" in page
    assert "Ajouter une tâche" in page


def test_a_task_is_added_with_who_and_for_when(browse: Browser, world: World):
    production = world.production(world.lune)
    member = world.crew(world.lune, production, "Gaël Lucas")
    first = task(world, world.lune, production, "Fiche technique")
    sent = {
        "title": " Plan  de prévention ", "due_on": "4/12/2026", "phase": "preparation", "owner": "gael LUCAS",
        "depends_on": first.public_id, "notes": "À signer",
    }  # fmt: skip
    page = browse.follow(browse.post("tasks.create", sent, production=production.public_id)).text
    assert "Tâche ajoutée" in page
    assert "Gaël Lucas, attend « Fiche technique »" in page.replace("\u00a0", " ")
    kept = next(row for row in stored(world) if row.title == "Plan de prévention")
    assert (kept.due_on, kept.owner_id, kept.owner_name) == (date(2026, 12, 4), member.id, None)
    assert kept.depends_on_id == first.id


def test_the_quick_form_asks_a_title_alone(browse: Browser, world: World):
    production = world.production(world.lune)
    sent = {"title": "Appeler la mairie", "due_on": "", "phase": "shoot"}
    browse.post("tasks.create", sent, production=production.public_id)
    (kept,) = stored(world)
    assert (kept.title, kept.phase, kept.due_on) == ("Appeler la mairie", "shoot", None)


def test_an_owner_outside_the_crew_is_kept_as_typed(browse: Browser, world: World):
    production = world.production(world.lune)
    browse.post(
        "tasks.create",
        {"title": "Clés", "phase": "shoot", "owner": "La gardienne"},
        production=production.public_id,
    )
    (kept,) = stored(world)
    assert (kept.owner_id, kept.owner_name) == (None, "La gardienne")


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(browse: Browser, world: World):
    production = world.production(world.lune)
    sent = {"title": "", "due_on": "bientôt", "phase": "jamais", "owner": "Gaël", "depends_on": "aucune"}
    page = browse.post("tasks.create", sent, production=production.public_id, status=422).text
    for said in (
        "À remplir",
        "n’est pas une date",
        "Choisissez dans la liste",
        'value="bientôt"',
        'value="Gaël"',
    ):
        assert said in page, said
    assert stored(world) == []


def test_tasks_are_told_by_phase_then_by_day_late_ones_in_red_and_blocked_ones_locked(
    browse: Browser, world: World
):
    production = world.production(world.lune, kind="theatre")
    permit = task(world, world.lune, production, "Autorisation", due_on=TODAY - timedelta(days=3))
    task(world, world.lune, production, "Stationnement", due_on=date(2026, 11, 27), depends_on_id=permit.id)
    task(world, world.lune, production, "Facture", phase=PhaseKind.POST)
    page = Browser.sentences(browse.get("tasks.index", production=production.public_id)).replace(
        "\u00a0", " "
    )
    assert "« Autorisation » a 3 jours de retard. Elle retient « Stationnement »." in page
    assert "Préparation 0 sur 2 faites" in page
    assert (
        page.index("Faite : Autorisation")
        < page.index("Faite : Stationnement")
        < page.index("Faite : Facture")
    )
    assert "Retard, 20 nov." in page
    assert "attend « Autorisation » 27 nov. bloquée" in page


@pytest.mark.parametrize(
    ("show", "there"), [("mine", "À moi"), ("late", "En retard"), ("done", "Faite hier")]
)
def test_the_list_is_filtered(browse: Browser, world: World, show: str, there: str):
    production = world.production(world.lune)
    task(world, world.lune, production, "À moi", owner_name="camille roussel")
    task(world, world.lune, production, "En retard", due_on=TODAY - timedelta(days=1))
    task(world, world.lune, production, "Faite hier", done_at=clock.now())
    page = browse.get("tasks.index", production=production.public_id, show=show, headers=HTMX).text
    for title in ("À moi", "En retard", "Faite hier"):
        assert (f"Faite\u00a0: {title}" in page or f"Faite : {title}" in page) == (title == there), title


def test_search_forgives_accents_and_knows_who(browse: Browser, world: World):
    production = world.production(world.lune)
    task(world, world.lune, production, "Hébergement", owner_name="Maëlle Aubry")
    task(world, world.lune, production, "Billets de train")
    part = browse.get("tasks.index", production=production.public_id, q="maelle HEBERG", headers=HTMX).text
    assert "Hébergement" in part
    assert "Billets" not in part
    assert "Aucune tâche pour" in browse.get("tasks.index", production=production.public_id, q="zzz").text


def test_a_task_is_ticked_then_taken_back(browse: Browser, world: World):
    production = world.production(world.lune)
    one = task(world, world.lune, production)
    where = {"production": production.public_id, "task_id": one.public_id}
    page = browse.follow(browse.post("tasks.tick", {"done": "y"}, **where)).text
    assert "Tâche faite." in page
    assert browse.url("tasks.tick", **where) in page
    assert stored(world)[0].done_at is not None
    first = stored(world)[0].done_at
    browse.post("tasks.tick", {"done": "y"}, **where)
    assert stored(world)[0].done_at == first
    browse.post("tasks.tick", {}, **where)
    assert stored(world)[0].done_at is None


def test_a_tick_answers_with_the_list_and_what_it_unlocks(browse: Browser, world: World):
    production = world.production(world.lune)
    first = task(world, world.lune, production, "Fiche technique")
    task(world, world.lune, production, "Plan de feu", depends_on_id=first.id)
    where = {"production": production.public_id, "task_id": first.public_id}
    assert "attend «" in browse.get("tasks.index", production=production.public_id).text
    part = browse.post("tasks.tick", {"done": "y"}, status=200, headers=HTMX, **where).text
    assert "<html" not in part
    assert "Tâche faite." in part
    assert "attend «" not in part
    assert "1 sur 2 faites" in part


def test_a_ring_is_refused_naming_its_tasks_and_nothing_is_lost(browse: Browser, world: World):
    production = world.production(world.lune)
    first = task(world, world.lune, production, "Fiche technique")
    second = task(world, world.lune, production, "Plan de feu", depends_on_id=first.id)
    sent = {"title": "Fiche technique lumière", "phase": "preparation", "depends_on": second.public_id}
    where = {"production": production.public_id, "task_id": first.public_id}
    page = browse.post("tasks.update", sent, status=422, **where).text.replace("\u00a0", " ")
    assert "« Fiche technique » → « Plan de feu » → « Fiche technique »" in page
    assert 'value="Fiche technique lumière"' in page
    assert {row.title for row in stored(world)} == {"Fiche technique", "Plan de feu"}


def test_a_task_is_changed(browse: Browser, world: World):
    production = world.production(world.lune)
    one = task(world, world.lune, production, owner_name="Idriss Benali", due_on=date(2026, 12, 1))
    where = {"production": production.public_id, "task_id": one.public_id}
    form = browse.get("tasks.show", **where).text
    assert 'value="Idriss Benali"' in form
    assert 'value="2026-12-01"' in form
    browse.post(
        "tasks.update", {"title": "Assurance", "phase": "post", "due_on": "2026-12-02", "owner": ""}, **where
    )
    (kept,) = stored(world)
    assert (kept.title, kept.phase, kept.due_on, kept.owner_name) == (
        "Assurance",
        "post",
        date(2026, 12, 2),
        None,
    )


def test_a_task_tells_what_it_waits_for_what_waits_and_the_margin(browse: Browser, world: World):
    production = world.production(world.lune)
    world.day(world.lune, production, date(2026, 12, 7))
    first = task(world, world.lune, production, "Autorisation", due_on=date(2026, 11, 27))
    second = task(
        world, world.lune, production, "Stationnement", due_on=date(2026, 12, 1), depends_on_id=first.id
    )
    told = [
        Browser.sentences(
            browse.get("tasks.show", production=production.public_id, task_id=one.public_id)
        ).replace("\u00a0", " ")
        for one in (first, second)
    ]
    assert "Fait attendre Stationnement, 1er déc." in told[0]
    assert "Marge restante : 4 jours" in told[0]
    assert "Attend Autorisation, 27 nov." in told[1]
    assert "Marge restante : 6 jours" in told[1]


def test_a_task_is_deleted_and_comes_back_with_what_waited_for_it(browse: Browser, world: World):
    production = world.production(world.lune)
    first = task(world, world.lune, production, "Fiche technique")
    task(world, world.lune, production, "Plan de feu", depends_on_id=first.id)
    where = {"production": production.public_id, "task_id": first.public_id}
    page = browse.follow(browse.post("tasks.delete", **where)).text
    assert "Tâche supprimée" in page
    assert "attend «" not in page
    browse.post("tasks.restore", **where)
    assert "attend «" in browse.get("tasks.index", production=production.public_id).text


def test_a_task_does_not_come_back_into_a_ring(browse: Browser, world: World):
    production = world.production(world.lune)
    first = task(world, world.lune, production, "Fiche technique")
    second = task(world, world.lune, production, "Plan de feu", depends_on_id=first.id)
    where = {"production": production.public_id, "task_id": second.public_id}
    browse.post("tasks.delete", **where)
    world_update = {"title": "Fiche technique", "phase": "preparation"}
    browse.post("tasks.update", world_update, production=production.public_id, task_id=first.public_id)
    with world.inside(world.lune) as session:
        session.get(Task, (world.lune.id, first.id)).depends_on_id = second.id
    assert "s’attendraient en rond" in browse.post("tasks.restore", status=422, **where).text
    assert len(stored(world)) == 1


def test_a_model_is_seen_with_its_days_before_anything_is_added(browse: Browser, world: World):
    production = world.production(world.lune, kind="theatre")
    world.day(world.lune, production, date(2027, 3, 8), kind="show")
    page = Browser.sentences(browse.get("tasks.models", production=production.public_id)).replace(
        "\u00a0", " "
    )
    assert "Contrat de cession signé J-60, 7 janv. 2027" in page
    assert "Usage" in page
    assert stored(world) == []


def test_what_binds_tells_its_source_and_when_it_was_read(browse: Browser, world: World):
    production = world.production(world.lune, kind="feature")
    page = browse.get(
        "tasks.models", production=production.public_id, model="feature", first_on="2027-03-08"
    ).text
    assert "Obligation" in page
    assert "relue le 23 nov. 2026" in page


def test_days_come_from_the_phase_when_no_day_is_planned(browse: Browser, world: World):
    production = world.production(world.lune)
    world.add(
        world.lune,
        Phase(
            production_id=production.id,
            kind=PhaseKind.SHOOT,
            start_on=date(2027, 3, 8),
            end_on=date(2027, 4, 2),
        ),
    )
    page = browse.get("tasks.models", production=production.public_id).text
    assert 'value="2027-03-08"' in page
    assert 'value="2027-04-02"' in page


def test_without_any_day_the_first_one_is_asked(browse: Browser, world: World):
    production = world.production(world.lune)
    page = browse.get("tasks.models", production=production.public_id).text
    assert "Ajouter les tâches cochées" not in page
    wrong = browse.get(
        "tasks.models", production=production.public_id, model="short", first_on="", status=422
    ).text
    assert "Indiquez le premier jour" in wrong
    backwards = {"model": "short", "first_on": "2027-03-08", "last_on": "2027-03-01"}
    assert (
        "La fin est avant le début"
        in browse.get("tasks.models", production=production.public_id, status=422, **backwards).text
    )


def test_lines_kept_are_added_once_each_after_what_they_wait_for(browse: Browser, world: World):
    production = world.production(world.lune, kind="theatre")
    sent = {
        "model": "tour",
        "first_on": "2027-03-08",
        "line": ["sale", "tech-sheet", "light-plot", "unknown"],
    }
    page = browse.follow(browse.post("tasks.add_model", sent, production=production.public_id)).text
    assert "3 tâches ajoutées" in page
    by_key = {row.model_key: row for row in stored(world)}
    assert by_key["tech-sheet"].depends_on_id == by_key["sale"].id
    assert by_key["light-plot"].due_on == date(2027, 2, 15)
    again = {**sent, "line": ["sale", "tech-sheet", "safety"]}
    assert (
        "1 tâche ajoutée"
        in browse.follow(browse.post("tasks.add_model", again, production=production.public_id)).text
    )
    assert len(stored(world)) == 4
    kept = {row.model_key: row for row in stored(world)}
    assert kept["safety"].depends_on_id == kept["tech-sheet"].id
    preview = browse.get(
        "tasks.models", production=production.public_id, model="tour", first_on="2027-03-08"
    ).text
    assert preview.count("Déjà là") == 4


def test_nothing_ticked_adds_nothing_and_says_so(browse: Browser, world: World):
    production = world.production(world.lune)
    sent = {"model": "short", "first_on": "2027-03-08"}
    page = browse.follow(browse.post("tasks.add_model", sent, production=production.public_id)).text
    assert "Rien à ajouter" in page
    assert stored(world) == []


def test_a_model_that_is_none_is_refused(browse: Browser, world: World):
    production = world.production(world.lune)
    sent = {"model": "opera", "first_on": "demain", "line": ["sale"]}
    page = browse.post("tasks.add_model", sent, production=production.public_id, status=422).text
    assert "Choisissez dans la liste" in page
    assert "n’est pas une date" in page


def test_the_file_opens_in_a_spreadsheet_and_runs_nothing(browse: Browser, world: World):
    production = world.production(world.lune, label="MARÉES")
    first = task(world, world.lune, production, "=1+1", due_on=date(2026, 12, 1), owner_name="Gaël Lucas")
    task(
        world,
        world.lune,
        production,
        "Suite",
        depends_on_id=first.id,
        done_at=clock.now(),
        phase=PhaseKind.POST,
    )
    answer = browse.get("tasks.export", production=production.public_id)
    assert answer.mimetype == "text/csv"
    assert 'filename="taches-marees.csv"' in answer.headers["Content-Disposition"]
    head, one, two = answer.text.lstrip("\ufeff").splitlines()
    assert head == "Étape;Tâche;Pour le;Qui;Attend;Faite le;Notes"
    assert one == "Préparation;'=1+1;01/12/2026;Gaël Lucas;;;"
    assert two.startswith("Après;Suite;;;'=1+1;")


def test_the_form_sent_twice_adds_once(browse: Browser, world: World):
    production = world.production(world.lune)
    sent = {"title": "Clés", "phase": "shoot", "once": "la même clé"}
    for _again in range(2):
        browse.post("tasks.create", sent, production=production.public_id)
    assert len(stored(world)) == 1


def test_the_task_of_another_production_or_workspace_is_not_there(browse: Browser, world: World):
    mine, other_one = world.production(world.lune), world.production(world.lune, "Éclats")
    foreign = task(world, world.soleil, world.production(world.soleil), "La leur")
    elsewhere = task(world, world.lune, other_one)
    for one in (foreign, elsewhere):
        where = {"production": mine.public_id, "task_id": one.public_id}
        browse.get("tasks.show", status=404, **where)
        for endpoint in ("update", "tick", "delete"):
            browse.post(
                f"tasks.{endpoint}", {"title": "À moi", "phase": "shoot", "done": "y"}, status=404, **where
            )
    sent = {"title": "Clés", "phase": "shoot", "depends_on": foreign.public_id}
    browse.post("tasks.create", sent, production=mine.public_id, status=422)


def test_a_viewer_reads_without_a_box_to_tick(app, world: World):
    production = world.production(world.lune)
    one = task(world, world.lune, production, notes="À signer")
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    assert 'name="done"' not in viewer.get("tasks.index", production=production.public_id).text
    page = viewer.get("tasks.show", production=production.public_id, task_id=one.public_id).text
    assert "À signer" in page
    assert "Enregistrer" not in page


def test_the_list_costs_the_same_with_many_tasks(browse: Browser, world: World, statements: list[str]):
    production = world.production(world.lune)
    member = world.crew(world.lune, production)
    costs = []
    for count in (2, 12):
        for number in range(count):
            task(world, world.lune, production, f"Tâche {number}", owner_id=member.id)
        statements.clear()
        browse.get("tasks.index", production=production.public_id)
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 4


def test_someone_who_leaves_the_crew_leaves_the_task(browse: Browser, world: World):
    production = world.production(world.lune)
    member = world.crew(world.lune, production)
    task(world, world.lune, production, owner_id=member.id)
    with world.inside(world.lune) as session:
        session.delete(session.get(type(member), (world.lune.id, member.id)))
    (kept,) = stored(world)
    assert kept.owner_id is None
    browse.get("tasks.index", production=production.public_id)
