"""What an employer owes is asked for in one's own words; what it sends is compared before it is believed."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import expect

from e2e.person import Person
from tests.domain.aem import texts
from tests.engagements.make import added
from tests.make import World
from tests.pdfs import pdf_of
from webapp.core import clock
from webapp.core.formats import day


def test_late_papers_are_asked_for_and_the_reminder_kept(people: Callable[..., Person], world: World) -> None:
    ponant = world.company(
        world.lune, payroll_contact="Nadia", payroll_email="paie@ponant.example", payroll_phone="+33612345678",
        employee_space_url="https://espace.example/",
    )  # fmt: skip
    long_ago = clock.today() - timedelta(days=100)
    added(world, world.lune, ponant, start_on=long_ago, end_on=long_ago)
    added(world, world.soleil, start_on=long_ago, end_on=long_ago)
    camille = people(world.lune)
    camille.open("/w/lune/engagements/papers?kind=all")
    camille.check("Papiers attendus")
    camille.reads("jours de retard", "attendue depuis le")
    fetched = camille.page.get_by_role("link", name="Récupérer dans l’espace salarié de Films du Ponant")
    assert fetched.get_attribute("href") == "https://espace.example/"

    camille.follow("Relancer Films du Ponant")
    camille.check("Relancer Films du Ponant")
    camille.reads("4 papiers attendus", "Rien n’est envoyé d’ici")
    text = camille.page.get_by_label("Texte")
    expect(text).to_have_value(re.compile("Je n’ai pas encore reçu l’AEM"))
    camille.choose("Bulletin de paie")
    camille.press("Refaire le message")
    expect(text).to_have_value(re.compile("- AEM du .*- bulletin de paie du ", re.DOTALL))
    camille.follow("Ferme")
    expect(text).to_have_value(re.compile("- AEM du .*sous 48 heures", re.DOTALL))
    camille.check("Relancer Films du Ponant")
    text.fill("Nadia, peux-tu m’envoyer ces deux papiers ?")
    if not camille.has_scripts:
        camille.press("Reporter le texte")
        camille.check("Relancer Films du Ponant")
    for name, start in (
        ("Mail", "mailto:paie%40ponant.example?subject=Relance"),
        ("SMS", "sms:+33612345678?body="),
    ):
        href = camille.page.get_by_role("link", name=name, exact=True).get_attribute("href")
        assert href is not None and href.startswith(start)
        assert unquote(href).endswith("Nadia, peux-tu m’envoyer ces deux papiers ?")
    camille.choose("Par SMS")
    camille.press("J’ai relancé")
    camille.sees("Relance notée.")
    assert camille.page.get_by_text(f"Relancé le {day_of_today(world)}").count() == 2

    camille.open("/w/lune/engagements/papers?kind=payslip")
    camille.reads(f"Relancé le {day_of_today(world)}")
    camille.follow("Joindre ou modifier : Bulletin de paie")
    camille.check("Bulletin de paie")
    camille.reads("Par SMS, ton ferme, Camille Roussel")
    camille.press("Retirer")
    camille.sees("Relance retirée.")
    camille.check("Bulletin de paie")
    camille.open("/w/lune/engagements/papers?kind=all")
    camille.sees_no("Relancé le")


def test_a_wrong_payslip_is_said_in_one_tap_and_corrected_in_another(
    people: Callable[..., Person], world: World
) -> None:
    today = clock.today()
    job = added(world, world.lune, start_on=today - timedelta(days=50), end_on=today - timedelta(days=46))
    camille = people(world.lune)
    camille.open("/w/lune/engagements/papers?kind=payslip")
    camille.press("Faux : Bulletin de paie")
    camille.sees("Noté faux.")
    camille.check("Papiers attendus")
    camille.follow("Relancer Films du Ponant")
    camille.arrives_at("Relancer Films du Ponant")
    expect(camille.page.get_by_label("Texte")).to_have_value(re.compile("comporte une erreur"))
    camille.open("/w/lune/engagements/papers?kind=payslip")
    camille.press("Corrigé : Bulletin de paie")
    expect(camille.page.get_by_role("link", name="Bulletin de paie 0")).to_be_visible()
    camille.open(f"/w/lune/engagements/{job.public_id}")
    camille.reads("Corrigé le")


def test_an_aem_is_read_compared_and_sent_back(
    people: Callable[..., Person], world: World, tmp_path: Path
) -> None:
    rouge = world.company(world.lune, "Brique Rouge", siret="73282932000074", naf="59.11C")
    job = added(world, world.lune, rouge, start_on=date(2026, 10, 5), end_on=date(2026, 10, 9))
    camille = people(world.lune)
    camille.open(f"/w/lune/engagements/{job.public_id}")
    camille.follow("Joindre ou modifier : AEM")
    camille.page.locator("input[type=file]").set_input_files(
        aem(tmp_path, texts.OFFICIAL.replace("40,00", "32,00"))
    )
    camille.press("Enregistrer")
    camille.arrives_at("Vérifier l’AEM")
    camille.reads("732 829 320 00074", "40 h", "860,00 €")
    if not camille.has_scripts:
        camille.follow("Lire le PDF")
    camille.reads("Lu dans le PDF", "1 écart", "Rien n’est noté sans vous")
    camille.check("Vérifier l’AEM")
    camille.press("Noter l’écart : Heures")
    camille.sees("Écart noté, AEM fausse.")
    camille.reads("32 h au lieu de 40 h", "8 h de moins vers vos 507 h, et une AJ plus basse")

    camille.follow("Un autre écart")
    camille.sees("Ce qui est différent")
    camille.follow("Salaire brut")
    expect(camille.page.get_by_role("link", name="Salaire brut")).to_have_attribute("aria-current", "true")
    camille.fill(**{"Écrit_sur_l’AEM": "mille"})
    camille.press("Noter l’écart")
    camille.reads("« mille » n’est pas un montant")
    camille.check("Vérifier l’AEM")
    camille.fill(**{"Écrit_sur_l’AEM": "688"})
    camille.press("Noter l’écart")
    camille.reads("172,00 € de moins dans votre salaire de référence", "2 écarts")
    camille.check("Vérifier l’AEM")

    camille.follow("Demander la correction")
    camille.check("Relancer Brique Rouge")
    asked = re.compile("heures.: 32.h au lieu de 40.h\n- salaire brut.: 688,00.€ au lieu de 860,00.€")
    expect(camille.page.get_by_label("Texte")).to_have_value(asked)

    camille.open(f"/w/lune/engagements/{job.public_id}")
    camille.follow("Voir les écarts : AEM")
    camille.arrives_at("Vérifier l’AEM")
    camille.press("La nouvelle AEM est conforme")
    camille.arrives_at("Assistante de production")
    camille.reads("Corrigée le")
    camille.follow("Vérifier : AEM")
    camille.arrives_at("Vérifier l’AEM")
    camille.reads("Écarts corrigés", "Vérifiée le")
    camille.sees_no("Demander la correction")
    camille.check("Vérifier l’AEM")


def test_a_right_aem_is_received_in_one_tap(
    people: Callable[..., Person], world: World, tmp_path: Path
) -> None:
    job = added(world, world.lune, start_on=date(2026, 10, 5), end_on=date(2026, 10, 9))
    camille = people(world.lune)
    camille.open("/w/lune/engagements/papers")
    camille.follow("Vérifier : AEM")
    camille.check("Vérifier l’AEM")
    camille.press("Conforme")
    camille.arrives_at("Papiers attendus")
    camille.reads("Aucun papier à réclamer")
    camille.open(f"/w/lune/engagements/{job.public_id}")
    camille.reads("Reçue le")


def aem(folder: Path, text: str) -> Path:
    path = folder / "aem.pdf"
    path.write_bytes(pdf_of(text))
    return path


def day_of_today(world: World) -> str:
    with world.inside(world.lune):
        return day(clock.today())
