"""The story of a contact fills itself from what the workspace holds, and tells nobody more than they may read."""

import re

import pytest

from tests.browse import HTMX
from tests.network.known import everything
from tests.rights.declaration.make import at
from webapp.domain.permissions import Permission
from webapp.network.entries import entry_of
from webapp.network.story import story_of

ALL = set(Permission)


def told(world, place, contact, may=frozenset(ALL), **values) -> list[str]:
    with at("2026-11-27"), world.inside(place):
        return [
            f"{entry.title} | {entry.sub}".replace("\u00a0", " ").replace("\u202f", " ")
            for entry in (entry_of(row, contact.name) for row in story_of(contact, may, **values))
        ]


def holds(lines: list[str], *wanted: str) -> None:
    for one in wanted:
        assert any(one in line for line in lines), f"{one}: {lines}"


def test_a_person_s_story_tells_all_that_was_lived_together(world):
    known = everything(world, world.lune)
    everything(world, world.soleil)
    lines = told(world, world.lune, known.person)
    holds(
        lines,
        "Appel, 12 min | 2 oct.",
        "Note | 1er nov.",
        "Confirmé : Un dimanche à Roubaix | 2 au 6 nov., 40 h, Assistante de production, Brique Rouge",
        "Un dimanche à Roubaix | 12 janv. au 27 févr., Directrice de production",
        "Feuille de service du 3 févr. | Un dimanche à Roubaix, version 1, Confirmée le 2 févr.",
        "Fiche de renseignements demandée",
        "Vous avez recommandé Mathilde Dervaux à Omar Seddiki | 4 mai 2025, Régie",
        "Omar Seddiki a donné votre nom à Mathilde Dervaux",
        "par l’intermédiaire de Omar Seddiki",
        "Fusion avec « M. Dervaux »",
        "Vous a fait connaître Naïma Bensalem",
    )
    assert len(lines) == 11, "nothing of the other workspace, nothing twice"


def test_a_house_s_story_tells_jobs_papers_and_money(world):
    known = everything(world, world.lune)
    lines = told(world, world.lune, known.house)
    holds(
        lines,
        "Piste : Coordinatrice",
        "Confirmé : Un dimanche à Roubaix | 2 au 6 nov., 40 h, Assistante de production",
        "Relance : AEM | 20 nov., Par mail",
        "Production de Un dimanche à Roubaix | 12 janv. au 27 févr.",
        "Sur la liste de Un dimanche à Roubaix",
        "Facture 2026-001 | 2 nov., 840,00 €",
        "Facture 2026-001 envoyée | 3 nov., c@exemple.fr",
        "Paiement de la facture 2026-001 | 21 nov., 840,00 €",
        "Ajout à vos contacts",
    )
    assert len(lines) == 9


@pytest.mark.parametrize(
    ("scope", "hidden"),
    [
        ("invoicing", ("Facture", "Paiement")),
        ("engagements", ("Piste", "Confirmé", "Relance : AEM")),
        ("productions", ("Production de", "Sur la liste", "Feuille de service")),
    ],
)
def test_what_one_may_not_read_is_not_told(world, scope, hidden):
    known = everything(world, world.lune)
    may = {permission for permission in Permission if permission.scope != scope}
    for contact in (known.house, known.person):
        lines = told(world, world.lune, contact, may)
        assert not [line for line in lines if line.startswith(hidden)]
        assert lines


def test_the_page_is_the_latest_first_and_paged(world, browse, statements):
    person = world.person(world.lune)
    for number in range(60):
        world.exchange(world.lune, person, note=f"mot {number}")
    statements.clear()
    part = browse.client.get(browse.url("network.timeline", contact=person.public_id), headers=HTMX)
    assert len(statements) <= 4
    assert part.text.count("« mot") == 9 and "Toute l’histoire, 61 lignes" in part.text
    page = browse.get("network.timeline", contact=person.public_id)
    assert len(re.findall(r"« mot", page.text)) == 49, "with the day they were added, fifty"
    second = browse.get("network.timeline", contact=person.public_id, page=2)
    assert second.text.count("« mot") == 11


def test_a_deleted_contact_has_no_page_left(world, browse):
    person = world.person(world.lune)
    browse.post("contacts.delete", public_id=person.public_id)
    browse.get("network.timeline", contact=person.public_id, status=404)
