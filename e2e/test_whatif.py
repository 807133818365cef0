"""An offer on the phone, an answer by tonight: what it changes is read before it is given."""

from collections.abc import Callable
from datetime import date, timedelta

from e2e.person import Person
from tests.engagements.make import added
from tests.make import Place, World
from webapp.core import clock
from webapp.engagements.models import Engagement, State, Unit
from webapp.engagements.terms import LineTerms
from webapp.rights import actions
from webapp.rights.actions import OpeningTerms

WEEK = timedelta(days=7)


def opened(world: World, place: Place) -> None:
    """A right that runs, and forty hours done in it."""
    fct_on = clock.today() - timedelta(days=100)
    with world.inside(place):
        actions.record_opening(OpeningTerms(is_first_request=False, fct_on=fct_on, aj_cents=5920))
    start_on = fct_on + timedelta(days=20)
    added(world, place, start_on=start_on, end_on=start_on + timedelta(days=4))


def option(world: World, place: Place, start_on: date, job: str, hours: int, gross: int) -> Engagement:
    line = LineTerms(Unit.HOUR, hours * 100, hours * 60, gross)
    return added(
        world,
        place,
        state=State.OPTION,
        option_rank=1,
        contract_job=job,
        start_on=start_on,
        end_on=start_on + timedelta(days=4),
        lines=(line,),
    )


def test_an_option_is_weighed_compared_and_accepted(people: Callable[..., Person], world: World) -> None:
    opened(world, world.lune)
    start_on = clock.today() + 2 * WEEK
    one = option(world, world.lune, start_on, "Régisseuse", 40, 100_000)
    option(world, world.lune, start_on + WEEK, "Secrétaire de production", 24, 51_600)
    camille = people(world.lune)
    camille.open(f"/w/lune/engagements/{one.public_id}")
    camille.check("Régisseuse")
    camille.follow("Si j’accepte")
    camille.check("Si j’accepte Régisseuse")
    camille.reads(
        "40 h de plus, encore 427 h avant les 507 h",
        "Rien d’autre à ces dates.",
        "Heures comptées",
        "80 h",
        "Date anniversaire",
        "inchangée",
        "Jours indemnisés",
        "Seul France Travail fait foi.",
    )
    working = camille.page.locator("details").filter(has_text="Si vous acceptez, étape par étape")
    working.locator("summary").click()
    camille.reads("Heures manquantes", "507 h − 80 h")
    camille.check()

    camille.follow("Comparer")
    camille.check("Comparer deux propositions")
    camille.reads("Régisseuse", "Secrétaire de production", "Les deux", "104 h")
    camille.page.get_by_label("Seconde proposition").select_option("Ne rien accepter d’autre")
    camille.press("Comparer")
    camille.check("Comparer deux propositions")
    camille.sees_no("Les deux")

    camille.follow("Accepter Régisseuse")
    camille.arrives_at("Confirmer l’engagement")
    camille.press("Confirmer")
    camille.arrives_at("Régisseuse")
    camille.sees_no("Si j’accepte")
    stranger = people(world.soleil)
    asked = f"{stranger.base_url}/w/soleil/rights/whatif/?engagement={one.public_id}"
    assert stranger.context.request.get(asked).status == 404


def test_an_offer_heard_on_the_phone_is_tried_then_noted_as_a_lead(
    people: Callable[..., Person], world: World
) -> None:
    opened(world, world.lune)
    start_on = clock.today() + 2 * WEEK
    camille = people(world.lune)
    camille.open("/w/lune/rights/")
    camille.follow("Si j’accepte")
    camille.check("Si j’accepte")
    camille.reads("Aucune proposition en cours")
    camille.fill(Employeur="Arte", Emploi="Régisseuse", **{"Nombre d’heures": "400"}, Salaire_brut="900")
    camille.fill(Premier_jour=start_on.isoformat(), Dernier_jour=(start_on + WEEK).isoformat())
    camille.press("Voir ce que ça change")
    camille.reads("c’est trop")
    camille.check("Si j’accepte")
    assert camille.field("Employeur").input_value() == "Arte"
    camille.sees_no("Heures comptées")
    camille.fill(**{"Nombre d’heures": "40"})
    camille.press("Voir ce que ça change")
    camille.check("Si j’accepte Régisseuse")
    camille.reads("40 h de plus", "Rien n’est enregistré tant que vous n’avez pas choisi.")

    camille.follow("Enregistrer comme piste")
    camille.check("Nouvel engagement")
    assert camille.field("Employeur").input_value() == "Arte"
    camille.press("Ajouter l’engagement")
    camille.arrives_at("Régisseuse")
    camille.reads("Piste", "40 h")
    camille.follow("Si j’accepte")
    camille.arrives_at("Si j’accepte Régisseuse")
    camille.press("Refuser")
    camille.arrives_at("Régisseuse")
    camille.reads("Sans suite")
