import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from tests.productions.planning.make import put
from webapp.places.models import Place
from webapp.productions.planning.models import Sequence

FULL = {
    "number": "41", "effect": "int", "light": "day", "set_name": "Criée, halle aux poissons", "place": "Criée",
    "summary": "Maud découvre la vente.", "story_day": "J2", "eighths": "1 4/8", "seconds": "2'30", "roles": "3, 1",
    "extras": "40", "need_weapons": "Couteau factice", "need_props": "Caisses",
}  # fmt: skip
PASTED = """Numéro\tEffet\tDécor\tRésumé\tPages\tMinutage\tRôles\tFigurants
10A\tEXT NUIT\tQuai\tLa dispute\t3/8\t1:10\t1, 2\t
2\tINT JOUR\tCuisine\tLe repas\t1 7/8\t3:00\t1, 3, 4\t6

10\tI/E J\tVoiture\t\t\t\t\t
"""


def script(world: World) -> list[Sequence]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Sequence).order_by(Sequence.sort_key.collate("C"))))


def test_a_sequence_keeps_all_that_is_typed_and_shows_it_again(browse: Browser, world: World, tides):
    page = browse.follow(browse.post("planning.create_sequence", FULL, production=tides.public_id)).text
    assert "Criée, halle aux poissons" in page and "1 4/8" in page and "2:30" in page and "À placer" in page
    (sequence,) = script(world)
    assert (sequence.eighths, sequence.seconds, sequence.roles, sequence.extras) == (12, 150, ["1", "3"], 40)
    assert sequence.needs == {"weapons": "Couteau factice", "props": "Caisses"}
    with world.inside(world.lune) as session:
        assert session.scalars(select(Place.name)).all() == ["Criée"]
    here = {"production": tides.public_id, "sequence_id": sequence.public_id}
    form = browse.get("planning.edit_sequence", **here).text
    for shown in ("1 4/8", "2:30", "1, 3", "Couteau factice", "Criée"):
        assert f'value="{shown}"' in form
    assert form.count('<details class="fold" open>') == 2
    browse.post("planning.update_sequence", {**FULL, "number": "41B", "need_weapons": ""}, **here)
    (sequence,) = script(world)
    assert (sequence.number, sequence.needs) == ("41B", {"props": "Caisses"})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": ""}, "Indiquez son numéro."),
        ({"number": "1234567890123"}, "Au plus 12 caractères."),
        ({"eighths": "2 9/8"}, "les huitièmes vont de 1 à 7"),
        ({"eighths": "deux"}, "n’est pas un nombre de pages"),
        ({"seconds": "1:75"}, "les secondes vont de 00 à 59"),
        ({"roles": "1, Maud"}, "« Maud » n’est pas un numéro de rôle"),
        ({"extras": "plein"}, "n’est pas un nombre de figurants"),
        ({"summary": "a" * 1001}, "Au plus 1000 caractères."),
        ({"need_drone": "a" * 201}, "Au plus 200 caractères."),
        ({"effect": "autour"}, "Choisissez dans la liste."),
    ],
)
def test_a_wrong_sequence_is_said_and_kept_on_the_page(
    browse: Browser,
    world: World,
    tides,
    wrong: dict[str, str],
    sentence: str,
):
    page = browse.post(
        "planning.create_sequence", {**FULL, **wrong}, production=tides.public_id, status=422
    ).text
    assert sentence in page.replace("\u00a0", " ")
    assert wrong.get("roles", "3, 1") in page
    assert script(world) == []


def test_a_number_is_given_once(browse: Browser, world: World, tides):
    world.sequence(world.lune, tides, "41")
    page = browse.post("planning.create_sequence", FULL, production=tides.public_id, status=422).text
    assert "La séquence 41 existe déjà." in page
    other = world.production(world.lune, "Nuit blanche")
    browse.post("planning.create_sequence", FULL, production=other.public_id)


def test_a_stripboard_is_pasted_in_the_order_of_the_script(browse: Browser, world: World, tides):
    here = {"production": tides.public_id}
    shown = browse.post("planning.paste_sequences", {"lines": PASTED, "check": "1"}, status=422, **here).text
    assert "3 séquences lues" in shown
    assert script(world) == []
    page = browse.follow(browse.post("planning.paste_sequences", {"lines": PASTED}, **here)).text
    assert "3 séquences ajoutées." in page
    made = script(world)
    assert [sequence.number for sequence in made] == ["2", "10", "10A"]
    assert (made[1].effect, made[1].light, made[0].roles, made[2].eighths) == (
        "both",
        "day",
        ["1", "3", "4"],
        3,
    )


def test_lines_that_cannot_be_read_are_told_one_by_one_and_nothing_is_added(
    browse: Browser,
    world: World,
    tides,
):
    lines = "1;INT JOUR;Cuisine;;2 9/8\n2;DEHORS;Quai\n;EXT;Quai\n3;EXT;Quai;;;;1, Maud\n4;INT\n4;EXT"
    page = browse.post(
        "planning.paste_sequences", {"lines": lines}, production=tides.public_id, status=422
    ).text.replace("\u00a0", " ")
    for sentence in (
        "5 lignes à corriger",
        "les huitièmes vont de 1 à 7",
        "« DEHORS » n’est pas un effet",
        "Il manque le numéro de la séquence.",
        "« Maud » n’est pas un numéro de rôle",
        "La séquence 4 est deux fois dans ces lignes.",
    ):
        assert sentence in page
    assert "2;DEHORS;Quai" in page
    assert script(world) == []


def test_pasting_again_refuses_then_updates_what_is_there(browse: Browser, world: World, tides):
    world.sequence(world.lune, tides, "2", story_day="J1", needs={"drone": "survol"})
    here = {"production": tides.public_id}
    page = browse.post("planning.paste_sequences", {"lines": PASTED}, status=422, **here).text
    assert "La séquence 2 existe déjà." in page
    answer = browse.post("planning.paste_sequences", {"lines": PASTED, "update": "y"}, **here)
    assert "2 séquences ajoutées, 1 mise à jour." in browse.follow(answer).text
    known = next(sequence for sequence in script(world) if sequence.number == "2")
    assert (known.set_name, known.story_day, known.needs) == ("Cuisine", "J1", {"drone": "survol"})


@pytest.mark.parametrize("lines", ["", "   \n;;;", "1;INT\n" * 401])
def test_nothing_or_too_much_to_paste_is_said(browse: Browser, world: World, tides, lines: str):
    page = browse.post(
        "planning.paste_sequences", {"lines": lines}, production=tides.public_id, status=422
    ).text
    assert "Collez au" in page
    assert script(world) == []


def test_deleting_a_sequence_asks_first_and_takes_it_off_its_days(browse: Browser, world: World, tides):
    day, sequence = world.day(world.lune, tides), world.sequence(world.lune, tides, "41")
    put(world, day, sequence)
    here = {"production": tides.public_id, "sequence_id": sequence.public_id}
    assert "Supprimer la séquence 41" in browse.post("planning.delete_sequence", status=422, **here).text
    assert len(script(world)) == 1
    browse.post("planning.delete_sequence", {"confirmed": "y"}, **here)
    assert script(world) == []
    assert (
        "Rien sur cette journée"
        in browse.get("planning.day", production=tides.public_id, day_id=day.public_id).text
    )


def test_roles_are_on_the_days_of_their_sequences(browse: Browser, world: World, tides):
    one = world.day(world.lune, tides)
    put(world, one, world.sequence(world.lune, tides, "41", roles=["1", "10"]))
    world.sequence(world.lune, tides, "42", roles=["2"])
    theirs = world.production(world.soleil)
    world.sequence(world.soleil, theirs, "1", roles=["99"])
    page = browse.get("planning.presence", production=tides.public_id).text
    assert page.index("Rôle 1<") < page.index("Rôle 2<") < page.index("Rôle 10<")
    assert "1 séquence à placer" in page
    assert "Rôle 99" not in page


def test_a_long_script_is_measured_in_hours(browse: Browser, world: World, tides):
    for number in range(2):
        world.sequence(world.lune, tides, str(number), seconds=95 * 60 + 20, eighths=80)
    page = browse.get("planning.sequences", production=tides.public_id).text
    assert "20 pages, 3\u00a0h\u00a010, 2 à placer" in page


def test_sequences_go_out_as_a_table(browse: Browser, world: World, tides):
    browse.post("planning.create_sequence", {**FULL, "summary": "=cmd"}, production=tides.public_id)
    table = browse.get("planning.export_sequences", production=tides.public_id).text
    assert "41;INT;Jour;Criée, halle aux poissons;'=cmd;J2;1 4/8;2:30;1, 3;40;;Caisses" in table
