"""The link of a production, read by its producer without an account: on a phone, in English, on paper, behind a code."""

import io
from collections.abc import Callable
from datetime import timedelta

from pypdf import PdfReader

from e2e.person import IPHONE, Person
from tests.make import World
from tests.productions.papers.make import paper
from tests.sharing.planted import chosen
from webapp.core import clock
from webapp.domain.situations import Count, CountKind, Source, SourceKind
from webapp.productions.models import Phase, PhaseKind, Production
from webapp.sharing import actions
from webapp.sharing.codes import code_digest
from webapp.sharing.models import Share, Situation
from webapp.sharing.queries import share_or_404

WHAT = ("documents", "documents.file", "planning", "planning.places", "planning.times", "planning.sequences")
CLOSED = "Ce lien n’est plus valable."


def shooting(world: World) -> Production:
    """Four weeks of it, where a person said how it stands, somebody having validated what is said."""
    today = clock.today()
    company = world.company(world.lune, "Films du Ponant")
    show = world.production(
        world.lune, "Les Marées", kind="feature", director="Hélène Vasseur", company_id=company.id
    )
    spot = world.spot(world.lune)
    for after in range(-4, 24):
        world.day(
            world.lune, show, today + timedelta(days=after), place_id=spot.id, call_minute=435, ready_minute=480,
            end_minute=1080,
        )  # fmt: skip
    figures = [
        Count(kind, rank, 28, today, Source(SourceKind.PLANNING)).to_values()
        for rank, kind in enumerate(CountKind)
    ]
    for row in (
        Phase(production_id=show.id, kind=PhaseKind.SHOOT, start_on=today, end_on=today + timedelta(days=30)),
        Situation(
            production_id=show.id, on=today, text="Onze jours tournés, dans le plan de travail.", figures=figures,
            by_name="Camille Roussel", validated_by="Sophie Ansel", validated_at=clock.now(),
        ),
    ):  # fmt: skip
        world.add(world.lune, row)
    for title in ("Autorisation mairie", "Assurance RC", "Plan de travail"):
        paper(world, world.lune, show, title)
    return show


def comes_back(reader: Person) -> None:
    """To the tab, from another application."""
    reader.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_link_is_read_printed_and_closed_while_it_is_open(
    people: Callable[..., Person], world: World
) -> None:
    show = shooting(world)
    token, share = world.share(
        world.lune, show, grants=WHAT, from_job="chargée de production", from_phone="+33639981020",
        message="Bonne lecture, Marc.", documents=tuple(chosen(world, world.lune)),
    )  # fmt: skip
    marc = people(user_agent=IPHONE)
    marc.open(f"/s/{token}")
    marc.check("Les Marées")
    marc.reads(
        "Lecture seule", "Pour Marc Delcourt", "Onze jours tournés", "Sophie Ansel", "Criée de Saint-Malo"
    )
    assert "Marées" not in marc.page.title()
    assert marc.page.locator("[data-print]").locator("visible=true").count() == marc.has_scripts
    printed = PdfReader(io.BytesIO(marc.page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    words = " ".join(printed.pages[0].extract_text().split())
    for shown in ("Onze jours tournés", "J28", "Assurance RC"):  # those folded on the screen too
        assert shown in words, shown
    with marc.page.expect_download() as saved:
        marc.follow("Enregistrer en PDF")
    assert saved.value.suggested_filename == f"document-partage-{clock.today():%Y-%m-%d}.pdf"
    marc.follow("English version")
    marc.reads("Read only", "Prepared by")
    marc.check("Les Marées")
    marc.follow("Version française")
    marc.reads("Établie par")

    last = clock.today() + timedelta(days=60)
    world.day(world.lune, show, last)
    if marc.has_scripts:
        comes_back(marc)
        marc.reads("18 jours ensuite")
        marc.check("Les Marées")
    with world.inside(world.lune):
        actions.revoke_share(share_or_404(share.public_id))
    if marc.has_scripts:
        comes_back(marc)
    else:
        marc.follow("English version")
        marc.open(f"/s/{token}")
    marc.check(CLOSED)


def test_a_link_with_a_code_opens_with_it_alone(people: Callable[..., Person], world: World) -> None:
    token, share = world.share(world.lune, world.production(world.lune, "Les Marées"), grants=WHAT)
    with world.inside(world.lune) as session:
        session.get_one(Share, (world.lune.id, share.id)).code_digest = code_digest(share.id, "4821")
    marc = people(user_agent=IPHONE)
    marc.open(f"/s/{token}")
    marc.check("Ce lien demande un code")
    marc.reads("Camille Roussel vous l’a dit")
    marc.sees_no("Les Marées")
    marc.fill(**{"Code_à_4_chiffres": "0000"})
    marc.press("Ouvrir")
    marc.reads("Ce n’est pas le bon code.")
    marc.check("Ce lien demande un code")
    marc.fill(**{"Code_à_4_chiffres": "4821"})
    marc.press("Ouvrir")
    marc.arrives_at("Les Marées")
    marc.reads("Rien n’est encore partagé ici.")
    marc.check("Les Marées")
