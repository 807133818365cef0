import pytest

from tests.make import World
from tests.productions.crew.test_views import members

LINES = """Sophie Ansel; Directrice de production; 06 11 11 11 11; sophie@exemple.fr
Image
Paul Esteban; Chef opérateur; 06 22 22 22 22; paul@exemple.fr
Sandra Lenoir\t2e assistante caméra\tsandra@exemple.fr
"""


def of(show):
    return {"production": show.public_id}


def test_a_list_is_looked_at_before_anything_is_added(browse, world: World, show, peek):
    page = browse.client.post(browse.url("crew.add", **of(show)), data={"lines": LINES})
    assert page.status_code == 200
    assert "Ajouter 3 personnes" in page.text
    assert members(world, world.lune, show) == []
    assert peek(f"SELECT count(*) FROM contacts WHERE workspace_id = '{world.lune.id}'") == [(0,)]


def test_once_confirmed_everyone_is_there_in_their_department(browse, world: World, show, peek):
    for _ in range(2):
        browse.post("crew.add", {"lines": LINES, "confirmed": "y", "once": "k"}, **of(show))
    assert members(world, world.lune, show) == [
        ("Sophie Ansel", "Directrice de production"),
        ("Paul Esteban", "Chef opérateur"),
        ("Sandra Lenoir", "2e assistante caméra"),
    ]
    assert peek(f"SELECT department FROM crew_members WHERE workspace_id = '{world.lune.id}' ORDER BY position") == [
        ("production",), ("camera",), ("camera",),
    ]  # fmt: skip


def test_a_known_person_is_taken_up_and_completed(browse, world: World, show, peek):
    world.person(world.lune, "Sophie ANSEL", phone="+33699999999")
    world.person(world.soleil, "Paul Esteban", email="paul@exemple.fr")
    page = browse.client.post(browse.url("crew.add", **of(show)), data={"lines": LINES}).text
    assert page.count("de vos contacts.") == 1
    browse.post("crew.add", {"lines": LINES, "confirmed": "y"}, **of(show))
    assert peek(
        f"SELECT name, phone, email FROM contacts WHERE workspace_id = '{world.lune.id}' AND starts_with(lower(name), 'sophie')"
    ) == [("Sophie ANSEL", "+33699999999", "sophie@exemple.fr")]


def test_somebody_else_of_that_name_is_made_when_told(browse, world: World, show, peek):
    world.person(world.lune, "Sophie Ansel")
    browse.post("crew.add", {"lines": LINES, "confirmed": "y", "other": "1"}, **of(show))
    assert peek(
        f"SELECT count(*) FROM contacts WHERE workspace_id = '{world.lune.id}' AND name = 'Sophie Ansel'"
    ) == [(2,)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Paul; Cadreur; 06 12", "trop court"),
        ("Paul; Cadreur; paul?bcc=evil@exemple.fr", "pas un mail complet"),
        (f"Paul; Cadreur; {'p' * 300}@exemple.fr", "pas un mail complet"),
        ("Paul; Cadreur; paul@exemple.fr, evil@exemple.fr", "pas un mail complet"),
        ("06 12 34 56 78", "Il manque le nom."),
        ("Paul; paul@exemple", "n’est pas un mail complet"),
        ("P" * 201, "dépasse 200 caractères"),
    ],
)
def test_a_wrong_line_says_why_and_stays_in_the_list(browse, world: World, show, line, said):
    page = browse.post("crew.add", {"lines": line}, status=422, **of(show)).text
    assert said in page and line in page
    assert "Aucune ligne ne peut être ajoutée." in page


def test_right_lines_are_added_and_wrong_ones_left_aside(browse, world: World, show):
    lines = f"{LINES}Tom; Cadreur; 06 12\nSophie Ansel; Directrice de production"
    page = browse.client.post(browse.url("crew.add", **of(show)), data={"lines": lines}).text
    assert "Ajouter 3 personnes" in page
    assert "trop court" in page and "Cette ligne est là deux fois." in page
    browse.post("crew.add", {"lines": lines, "confirmed": "y"}, **of(show))
    assert len(members(world, world.lune, show)) == 3


def test_who_is_already_there_in_that_job_is_not_added_again(browse, world: World, show):
    browse.post("crew.add", {"lines": LINES, "confirmed": "y"}, **of(show))
    page = browse.post("crew.add", {"lines": LINES}, status=422, **of(show)).text
    assert page.count("Déjà dans l’équipe à ce poste") == 3
    browse.post("crew.add", {"lines": "Sophie Ansel; Productrice", "confirmed": "y"}, **of(show))
    assert members(world, world.lune, show)[1] == ("Sophie Ansel", "Productrice")


def test_too_much_at_once_is_said(browse, show):
    lines = "\n".join(f"Personne {n}; Poste {n}" for n in range(201))
    page = browse.client.post(browse.url("crew.add", **of(show)), data={"lines": lines}).text
    assert "Ajouter 200 personnes" in page and "Au plus 200 lignes à la fois." in page
    assert "Au plus 30000" in browse.post("crew.add", {"lines": "x" * 30_001}, status=422, **of(show)).text
    assert "À remplir." in browse.post("crew.add", {"lines": "  "}, status=422, **of(show)).text
