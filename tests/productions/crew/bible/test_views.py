"""The bible, its files and the générique: nothing personal in them unless that very field was chosen."""

import io
from datetime import date, timedelta

import openpyxl
import pikepdf
import pypdf
import pytest
import vobject

from tests.browse import Browser
from tests.make import World
from tests.measure import quickest
from tests.productions.crew.make import SECRETS, sent
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.productions.crew.models import Department

KINDS = ("pdf", "csv", "xlsx", "vcf")
EVERYTHING = (
    "dates",
    "phones",
    "emails",
    "agents",
    "contracts",
    "suppliers",
    "licences",
    "emergency",
    "diets",
)
PERSONAL = ("612345678", "12 34 56 78", "nadia@exemple.fr")


@pytest.fixture
def crew(world: World, show):
    agency = world.company(world.lune, "Agence Vallon", phone="+33144556677")
    nadia = world.crew(
        world.lune, show, "Nadia Belkacem", start_on=date(2026, 11, 3), end_on=date(2026, 12, 11)
    )
    world.crew(
        world.lune, show, "Lise Aubertin", department=Department.CAST, contract_job="Comédienne",
        role_number="1", role_name="Maud", agent_id=agency.id,
    )  # fmt: skip
    sent(world, world.lune, nadia)
    return nadia


def words(browse: Browser, show, kind: str, *fields: str) -> str:
    asked = {"chosen": "y", "field": list(fields)} if fields else {}
    content = browse.get("crew.bible_file", production=show.public_id, kind=kind, **asked).data
    match kind:
        case "pdf":
            text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        case "xlsx":
            rows = openpyxl.load_workbook(io.BytesIO(content)).active.values
            text = "\n".join(" ".join(str(cell) for cell in row if cell is not None) for row in rows)
        case "vcf":
            text = content.decode().replace("\r\n ", "")
        case _:
            text = content.decode()
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_personal_goes_out_unless_it_was_chosen(browse, show, crew, kind):
    text = words(browse, show, kind)
    assert "Nadia" in text and "Lise" in text and "Autre Personne" not in text
    assert [known for known in (*PERSONAL, *SECRETS, "+33144556677") if known in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_phones_go_out_when_they_were_chosen_and_nothing_else_of_the_person(browse, show, crew, kind):
    text = words(browse, show, kind, "phones")
    assert "612345678" in text.replace(" ", "")
    assert [known for known in ("nadia@exemple.fr", *SECRETS) if known in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_bank_and_allergies_go_out_whatever_is_chosen_never(browse, show, crew, kind):
    text = words(browse, show, kind, *EVERYTHING)
    for secret in ("FR14", "482 137", "Lilas", "1993", "Arachide"):
        assert secret not in text


def test_sealed_fields_go_out_one_by_one(browse, show, crew):
    assert "Paule Lenoir" in words(browse, show, "csv", "emergency")
    assert "Paule" not in words(browse, show, "csv", "licences")
    assert "Sans porc : 1" in words(browse, show, "pdf", "diets")
    assert "Sans porc" not in words(browse, show, "csv", "diets")


def test_who_only_reads_gets_no_sealed_field(app, world, show, crew):
    reader = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    for kind in KINDS:
        text = words(reader, show, kind, *EVERYTHING)
        assert "Paule" not in text and "Sans porc" not in text
    assert "Personnes à prévenir" not in reader.get("crew.bible_page", production=show.public_id).text


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_its_owner_wants_out_of_the_bible_stays_out(browse, world, show, kind):
    world.crew(world.lune, show, "Nadia Belkacem", shares_phone=False)
    text = words(browse, show, kind, "phones", "emails")
    assert "612345678" not in text.replace(" ", "")
    assert "nadia@exemple.fr" in text


def test_the_page_shows_what_the_files_hold(browse, show, crew):
    page = browse.get("crew.bible_page", production=show.public_id).text
    assert "Nadia Belkacem" in page and "3 nov. au 11 déc." in page.replace("\u00a0", " ")
    assert [known for known in (*PERSONAL, *SECRETS) if known in page] == []
    page = browse.get(
        "crew.bible_page", production=show.public_id, chosen="y", field=["phones", "agents"]
    ).text
    assert ("Agence Vallon" in page and "+33612345678" in page.replace("\u00a0", "")) or "06\u00a012" in page
    assert "3 nov." not in page.replace("\u00a0", " ")


def test_cards_are_read_by_phones_one_a_person(browse, world, show, crew):
    from webapp.contacts.models import Contact

    with world.inside(world.lune) as session:
        contact = session.get(Contact, (world.lune.id, crew.contact_id))
    world.crew(world.lune, show, contact=contact, contract_job="Repérages")
    cards = list(vobject.readComponents(words(browse, show, "vcf", "phones", "emails")))
    nadia = next(card for card in cards if card.fn.value == "Nadia Belkacem")
    assert len(cards) == 2
    assert nadia.version.value == "3.0"
    assert nadia.title.value == "Régisseuse générale, Repérages"
    assert nadia.tel.value == "+33612345678"
    assert nadia.n.value.family == "Belkacem"


def test_a_spreadsheet_runs_nothing_that_was_typed(browse, world, show):
    world.crew(world.lune, show, "=HYPERLINK(1)", contract_job="+cmd")
    assert "'=HYPERLINK" in words(browse, show, "csv")
    assert "'=HYPERLINK" in words(browse, show, "xlsx")


def test_the_pdf_is_tagged_and_says_its_language_and_title(browse, show, crew):
    for endpoint, named in (("crew.bible_file", "kind"), ("crew.credits_file", "form")):
        content = browse.get(endpoint, production=show.public_id, **{named: "pdf"}).data
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang).startswith("fr")
            assert "Les Marées" in str(pdf.docinfo["/Title"])


@pytest.mark.parametrize("path", ["bible.exe", "credits.csv"])
def test_an_unknown_kind_of_file_is_nothing(browse, show, path):
    url = browse.url("crew.index", production=show.public_id)
    assert browse.client.get(f"{url}{path}").status_code == 404


def test_what_changed_since_a_day_is_told(browse, world, show, as_superuser):
    old = world.crew(world.lune, show, "Ancien Paul")
    moved = world.crew(world.lune, show, "Bougée Zoé")
    gone = world.crew(world.lune, show, "Partie Ana")
    as_superuser("UPDATE crew_members SET created_at = now() - interval '30 days'")
    world.crew(world.lune, show, "Nouvelle Léa")
    browse.post("crew.step", {"step": "signed"}, production=show.public_id, member=moved.public_id)
    browse.post("crew.remove", production=show.public_id, member=gone.public_id)
    since = (clock.today() - timedelta(days=2)).isoformat()
    page = browse.get("crew.bible_page", production=show.public_id, since=since).text
    part = page[page.index('id="b-since"') : page.index("Bible de «")]
    assert [name for name in ("Léa", "Zoé", "Ana", "Paul") if name in part] == ["Léa", "Zoé", "Ana"]
    assert (
        part.index("Arrivées")
        < part.index("Léa")
        < part.index("Modifiés")
        < part.index("Zoé")
        < part.index("Partis")
    )
    assert old.public_id not in part
    later = (clock.today() + timedelta(days=2)).isoformat()
    assert "Rien n’a changé" in browse.get("crew.bible_page", production=show.public_id, since=later).text


def test_the_generique_uses_the_credited_job_and_the_roles(browse, world, show):
    world.crew(
        world.lune,
        show,
        "Camille Roussel",
        department=Department.PRODUCTION,
        contract_job="Assistante de production",
        credit_job="Chargée de production",
    )
    world.crew(
        world.lune,
        show,
        "Lise Aubertin",
        department=Department.CAST,
        contract_job="Comédienne",
        role_name="Maud",
    )
    page = browse.sentences(browse.get("crew.credits", production=show.public_id))
    assert "Chargée de production Camille Roussel au contrat : Assistante de production" in page
    assert "Maud Lise Aubertin" in page
    text = browse.get("crew.credits_file", production=show.public_id, form="txt").text
    assert text.startswith(
        "COMÉDIENS\nMaud\u00a0: Lise Aubertin\n\nPRODUCTION\nChargée de production\u00a0: Camille"
    )


def test_without_anyone_both_pages_say_where_to_begin(browse, show):
    for endpoint in ("crew.bible_page", "crew.credits"):
        assert "se remplit avec l’équipe" in browse.get(endpoint, production=show.public_id).text
    for kind in KINDS:
        browse.get("crew.bible_file", production=show.public_id, kind=kind)


def test_a_hundred_and_twenty_people_make_a_few_pages_soon(browse, world, show):
    lines = "\n".join(f"Personne {n}; Poste {n}; 06 {n:08d}; p{n}@exemple.fr" for n in range(120))
    browse.post("crew.add", {"lines": lines, "confirmed": "y"}, production=show.public_id)
    assert "Personne 119" in words(browse, show, "pdf", *EVERYTHING)
    assert quickest(lambda: words(browse, show, "pdf", *EVERYTHING)) < 2
