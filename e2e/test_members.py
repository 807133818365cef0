"""Somebody is invited to look: they see, and write nothing."""

from collections.abc import Callable

from e2e.person import Person
from e2e.test_sign_up import PASSWORD
from tests.engagements.make import added
from tests.make import World

EMAIL = "ines@exemple.fr"


def test_a_viewer_is_invited_looks_and_cannot_write(
    people: Callable[..., Person], world: World, link_in_mail: Callable[[str, str], str]
) -> None:
    job = added(world, world.lune)
    camille = people(world.lune)
    camille.open("/w/lune/members")
    camille.check("Membres")
    camille.fill(Adresse_mail=EMAIL)
    camille.choose("Peut voir")
    camille.press("Envoyer l’invitation")
    camille.sees(f"Invitation envoyée à {EMAIL}.")
    camille.check("Membres")

    ines = people()
    link = link_in_mail(EMAIL, "/invitations/")
    ines.open(link)
    ines.check("Rejoindre « Camille Roussel »")
    ines.follow("Créer un compte")
    ines.check("Créer un compte")
    ines.fill(Prénom_et_nom="Inès Kadri", Adresse_mail=EMAIL, Mot_de_passe=PASSWORD)
    ines.press("Créer mon compte")
    ines.arrives_at("Confirmez votre adresse")
    ines.open(link_in_mail(EMAIL, "/confirm/"))
    ines.press("Confirmer")
    ines.arrives_at("Rejoindre « Camille Roussel »")
    ines.press("Rejoindre l’espace")
    ines.check("Bonjour Inès")

    ines.open("/w/lune/engagements/")
    ines.check("Engagements")
    ines.sees("Assistante de production")
    assert ines.page.get_by_role("link", name="Importer").count() == 0
    ines.open(f"/w/lune/engagements/{job.public_id}")
    ines.check("Assistante de production")
    for name in ("Modifier", "Supprimer", "Annuler l’engagement"):
        assert ines.page.get_by_role("button", name=name).count() == 0
        assert ines.page.get_by_role("link", name=name, exact=True).count() == 0
    ines.open("/w/lune/engagements/new")
    ines.check("Votre rôle ne permet pas cette action.")
    assert writes(ines, f"/w/lune/engagements/{job.public_id}/deletion") == 403
    camille.open(f"/w/lune/engagements/{job.public_id}")
    camille.arrives_at("Assistante de production")

    someone = people(world.soleil)
    someone.open(link)
    someone.check("Ce lien a déjà servi ou n’est plus valable.")


def writes(person: Person, path: str) -> int:
    """The status of a write that no button offers, with the right token all the same."""
    person.open("/w/lune/more")
    token = person.page.locator("input[name=csrf_token]").first.get_attribute("value")
    answer = person.context.request.post(
        f"{person.base_url}{path}", form={"csrf_token": token or ""}, max_redirects=0
    )
    return answer.status
