import pytest

from tests.make import World
from webapp.core import clock


def tags(peek):
    return peek("SELECT name, cadence_days FROM tags ORDER BY name")


def borne(peek):
    return peek(
        "SELECT t.name, c.name FROM taggings g JOIN tags t ON t.id = g.tag_id JOIN contacts c ON c.id = g.contact_id ORDER BY 1, 2"
    )


def test_tags_say_how_many_bear_them_and_how_often_to_call(world: World, browse, statements):
    people = [world.person(world.lune, name) for name in ("Un", "Deux")]
    gone = world.person(world.lune, "Partie", deleted_at=clock.now())
    world.tag(world.lune, "Régie", *people, gone, cadence_days=60)
    world.tag(world.lune, "Nord")
    world.tag(world.soleil, "Ailleurs")
    statements.clear()
    page = browse.get("tags.index")
    assert len(statements) <= 4
    assert "2 fiches, tous les 60 jours" in page.text and "aucune fiche, sans rythme" in page.text
    assert "Ailleurs" not in page.text


def test_a_tag_is_renamed_unless_the_name_is_taken(world, browse, peek):
    tag = world.tag(world.lune, "Regie", cadence_days=30)
    world.tag(world.lune, "Nord")
    world.tag(world.soleil, "Théâtre")
    for name, words in (("NORD", "existe déjà"), ("", "À remplir."), ("!!", "au moins une lettre")):
        answer = browse.post("tags.update", {"name": name, "days": "30"}, tag=tag.public_id, status=422)
        assert words in answer.text
    browse.post("tags.update", {"name": "Régie", "days": "30"}, tag=tag.public_id, status=303)
    browse.post("tags.update", {"name": "Théâtre", "days": ""}, tag=tag.public_id, status=303)
    assert sorted(tags(peek)) == [("Nord", None), ("Théâtre", None), ("Théâtre", None)]


@pytest.mark.parametrize(("asked", "days"), [("90", 90), ("never", None), ("nonsense", None)])
def test_its_rhythm_is_one_tap(world, browse, peek, asked, days):
    tag = world.tag(world.lune, "Nord", cadence_days=30)
    browse.post("tags.keep_rhythm", {"rhythm": asked}, tag=tag.public_id, status=303)
    assert tags(peek) == [("Nord", days)]


def test_thrown_away_it_comes_back_with_those_who_bore_it(world, browse, other, peek):
    un, deux, erased = (world.person(world.lune, name) for name in ("Un", "Deux", "Trois"))
    tag = world.tag(world.lune, "Nord", un, deux, erased, cadence_days=45)
    world.tag(world.soleil, "Nord", world.person(world.soleil, "Elle"))
    page = browse.follow(browse.post("tags.delete", tag=tag.public_id, status=303))
    assert "n’est plus sur aucune fiche" in page.text
    assert borne(peek) == [("Nord", "Elle")]
    ((removed,),) = peek("SELECT public_id FROM removed_tags")
    peek(f"DELETE FROM contacts WHERE id = '{erased.id}' RETURNING 1")
    other.post("tags.restore", removed=removed, status=404)
    world.tag(world.lune, "nord", un)  # made anew meanwhile
    browse.post("tags.restore", removed=removed, status=303)
    assert borne(peek) == [("Nord", "Elle"), ("nord", "Deux"), ("nord", "Un")]
    assert ("nord", 45) in tags(peek)
    browse.post("tags.restore", removed=removed, status=404)
