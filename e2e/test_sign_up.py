"""From nothing to a space of one's own, out again, and in again without the password."""

from collections.abc import Callable

from e2e.person import Person

EMAIL, PASSWORD, OTHER = "camille@exemple.fr", "les marées du matin", "la plage de novembre"


def test_someone_signs_up_confirms_by_mail_and_comes_back(
    people: Callable[..., Person], link_in_mail: Callable[[str, str], str]
) -> None:
    camille = people()
    camille.open("/")
    camille.check("Six employeurs. Une seule page.")
    camille.follow("Créer un compte")
    camille.check("Créer un compte")
    camille.fill(Prénom_et_nom="Camille Roussel", Adresse_mail=EMAIL, Mot_de_passe=PASSWORD)
    camille.press("Créer mon compte")
    camille.check("Confirmez votre adresse")

    camille.open(link_in_mail(EMAIL, "/confirm/"))
    camille.check("Confirmer votre adresse")
    camille.press("Confirmer")
    camille.check("Démarrer en 10 minutes")
    camille.follow("Aujourd’hui")
    camille.check("Bonjour Camille")

    signs_out(camille)
    camille.follow("Se connecter")
    camille.check("Se connecter")
    signs_in(camille, "un autre mot de passe")
    camille.sees("Adresse ou mot de passe incorrect.")
    camille.check("Se connecter")
    assert camille.field("Adresse mail").input_value() == EMAIL
    signs_in(camille, PASSWORD)
    camille.arrives_at("Bonjour Camille")


def test_the_mail_is_read_on_another_device(
    people: Callable[..., Person], link_in_mail: Callable[[str, str], str]
) -> None:
    laptop, phone = people(), people()
    signs_up(laptop)
    phone.open(link_in_mail(EMAIL, "/confirm/"))
    phone.check("Confirmer votre adresse")
    phone.fill(Mot_de_passe=OTHER)
    phone.press("Confirmer")
    phone.sees("Ce n’est pas votre mot de passe.")
    phone.check("Confirmer votre adresse")
    phone.fill(Mot_de_passe=PASSWORD)
    phone.press("Confirmer")
    phone.arrives_at("Démarrer en 10 minutes")
    laptop.open("/sign-in")
    signs_in(laptop, PASSWORD)
    laptop.arrives_at("Bonjour Camille")


def test_a_forgotten_password_is_chosen_again_by_mail(
    people: Callable[..., Person], link_in_mail: Callable[[str, str], str]
) -> None:
    camille = people()
    joins(camille, link_in_mail)
    signs_out(camille)
    camille.open("/sign-in")
    camille.follow("Mot de passe oublié")
    camille.check("Mot de passe oublié")
    camille.fill(Adresse_mail=EMAIL)
    camille.press("Recevoir le lien")
    camille.check("Regardez vos mails")

    link = link_in_mail(EMAIL, "/password/")
    camille.open(link)
    camille.check("Nouveau mot de passe")
    camille.fill(Nouveau_mot_de_passe="court")
    camille.press("Enregistrer")
    camille.sees("12 caractères")
    camille.fill(Nouveau_mot_de_passe=OTHER)
    camille.press("Enregistrer")
    camille.page.wait_for_url(lambda url: "/password/" not in url)

    someone = people()
    someone.open("/sign-in")
    signs_in(someone, PASSWORD)
    someone.sees("Adresse ou mot de passe incorrect.")
    signs_in(someone, OTHER)
    someone.check("Bonjour Camille")
    someone.open(link)
    someone.check("Ce lien a déjà servi ou n’est plus valable.")
    assert someone.page.get_by_label("Nouveau mot de passe").count() == 0


def joins(person: Person, link_in_mail: Callable[[str, str], str]) -> None:
    signs_up(person)
    person.open(link_in_mail(EMAIL, "/confirm/"))
    person.press("Confirmer")
    person.arrives_at("Démarrer en 10 minutes")


def signs_up(person: Person) -> None:
    person.open("/sign-up")
    person.fill(Prénom_et_nom="Camille Roussel", Adresse_mail=EMAIL, Mot_de_passe=PASSWORD)
    person.press("Créer mon compte")
    person.arrives_at("Confirmez votre adresse")


def signs_in(person: Person, password: str) -> None:
    person.fill(Adresse_mail=EMAIL, Mot_de_passe=password)
    person.press("Se connecter")


def signs_out(person: Person) -> None:
    person.open("/account")
    person.press("Se déconnecter")
    person.page.wait_for_url(lambda url: not url.endswith("/account"))
