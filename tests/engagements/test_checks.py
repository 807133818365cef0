"""An AEM beside what it should say: right in one tap, or one field wrong, and what that can cause."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.documents.files import JPEG, upload
from tests.domain.aem import texts
from tests.engagements.make import CACHETS, HOURS, added
from tests.engagements.test_chase import text_of
from tests.engagements.test_papers import document, paper_of, periods, sent
from tests.pdfs import locked, pdf_of
from webapp.core import clock, files
from webapp.domain.permissions import Role
from webapp.engagements import queries
from webapp.engagements.models import PaperKind, PaperState
from webapp.engagements.papers.models import AemDifference
from webapp.productions.models import ShowKind

DAYS = {"start_on": date(2026, 10, 5), "end_on": date(2026, 10, 9)}


def worked(world, place=None, **values):
    """Five days for Brique Rouge, as the AEM of `texts.OFFICIAL` tells them, and its AEM."""
    place = place or world.lune
    employer = world.company(place, "Brique Rouge Productions", siret="73282932000074", naf="59.11C")
    show = world.production(place, "Un dimanche", kind=ShowKind.DOCUMENTARY, object_number="26D1184407")
    job = added(world, place, employer, production_id=show.id, **{**DAYS, **values})
    return job, paper_of(world, job, place=place)


def noted(world, place=None):
    with world.inside(place or world.lune) as session:
        return list(session.scalars(select(AemDifference).order_by(AemDifference.id)))


def differs(browse, paper, field, received, **options):
    values = {"field": field, "received": received}
    return browse.post("engagements.note_difference", values, paper_id=paper.public_id, **options)


def page_of(browse, paper, **values):
    return browse.get("engagements.check", paper_id=paper.public_id, **values).text.replace("\u00a0", " ")


def rows_of(page):
    """The list of what is expected: label, value."""
    found = page.split('<ul class="diffs">')[1].split("</ul>")[0]
    lines = [line.split("<span>")[1:] for line in found.split("<li>")[1:]]
    return {
        one[0].split("</span>")[0]: one[0].split('<span class="val">')[1].split("</span>")[0] for one in lines
    }


def test_what_is_expected_comes_from_the_contract_the_employer_and_the_show(world, browse, statements):
    job, aem = worked(world, actual_job="Régisseuse")
    (period,) = periods(world, job)
    with world.inside(world.lune) as session:
        session.merge(period).days_worked = 5
    statements.clear()
    page = page_of(browse, aem)
    assert len(statements) <= 4
    assert rows_of(page) == {
        "Employeur": "Brique Rouge Productions", "SIRET": "732 829 320 00074", "Code NAF": "59.11C",
        "Emploi au contrat": "Assistante de production", "Numéro d’objet": "26D1184407",
        "Premier jour": "5 oct. 2026", "Dernier jour": "9 oct. 2026", "Contrat en cours": "Non",
        "Jours travaillés": "5", "Heures": "40 h", "Salaire brut": "860,00 €",
    }  # fmt: skip


def test_what_is_not_known_is_not_compared(world, browse):
    job = added(world, world.lune, **DAYS)
    page = page_of(browse, paper_of(world, job))
    assert "Pas comparés, faute de les connaître : SIRET, Code NAF, Numéro d’objet, Jours travaillés." in page
    answer = differs(browse, paper_of(world, job), "days", "4", status=422)
    assert "complétez d’abord" in answer.text
    assert noted(world) == []


def test_a_contract_over_two_months_is_under_way_in_the_first(world, browse):
    job, _aem = worked(world, start_on=date(2026, 10, 5), end_on=date(2026, 11, 20))
    first, last = periods(world, job)
    with world.inside(world.lune):
        by_period = {p.pay_period_id: p for p in queries.papers_of(job) if p.kind == PaperKind.AEM}
    page = page_of(browse, by_period[first.id])
    assert rows_of(page)["Contrat en cours"] == "Oui"
    assert "la part du contrat selon les jours" in page
    assert browse.url("engagements.pay_period", public_id=job.public_id, period_id=first.public_id) in page
    assert "Salaire brut" not in rows_of(page)
    assert rows_of(page_of(browse, by_period[last.id]))["Contrat en cours"] == "Non"


def test_cachets_are_compared_where_the_job_has_some(world, browse):
    _job, aem = worked(world, lines=(CACHETS,), annexe=10)
    rows = rows_of(page_of(browse, aem))
    assert rows["Cachets"] == "2"
    assert "Heures" not in rows
    _job, mixed = worked(world, lines=(CACHETS, HOURS))
    assert {"Cachets": "2", "Heures": "40 h"}.items() <= rows_of(page_of(browse, mixed)).items()


def test_a_right_aem_is_received_and_checked_in_one_tap(world, browse):
    job, aem = worked(world)
    answer = browse.post("engagements.conformity", {"listed": "aem"}, paper_id=aem.public_id)
    assert answer.headers["Location"] == browse.url("engagements.papers", kind="aem")
    found = paper_of(world, job)
    today = clock.today()
    assert (found.state, found.received_on, found.checked_on) == (PaperState.RECEIVED, today, today)
    assert "Vérifiée le" in page_of(browse, aem)
    browse.post("engagements.receipt", {}, paper_id=aem.public_id)
    assert paper_of(world, job).checked_on is None


def test_one_field_is_asked_at_a_time(world, browse):
    _job, aem = worked(world)
    assert 'name="received"' not in page_of(browse, aem)
    page = page_of(browse, aem, field="hours")
    assert page.count('name="received"') == 1
    assert 'name="field" value="hours"' in page
    assert browse.url("engagements.check", paper_id=aem.public_id, field="gross") in page
    assert 'type="date"' in page_of(browse, aem, field="end")
    assert 'name="received" value="yes"' in page_of(browse, aem, field="ongoing")
    for unknown in ("days", "poem", ""):
        assert 'name="received"' not in page_of(browse, aem, field=unknown)


@pytest.mark.parametrize(
    ("field", "received", "kept", "said"),
    [
        ("hours", "32", ("2400", "1920"), "8 h de moins vers vos 507 h"),
        ("gross", "688", ("86000", "68800"), "172,00 € de moins dans votre salaire de référence"),
        ("job", "Secrétaire", ("Assistante de production", "Secrétaire"), "liste de l’annexe 8"),
        ("naf", "70.22Z", ("59.11C", "70.22Z"), "le contrat peut être refusé"),
        ("end", "2026-11-09", ("2026-10-09", "2026-11-09"), "novembre 2026, et non octobre 2026"),
        ("ongoing", "yes", ("no", "yes"), "Contrat en cours"),
        ("object", "26D0000001", ("26D1184407", "26D0000001"), "numéro d’objet faux"),
    ],
)
def test_a_difference_is_kept_in_red_with_what_it_can_cause(world, browse, field, received, kept, said):
    job, aem = worked(world)
    answer = differs(browse, aem, field, received)
    assert answer.headers["Location"] == browse.url("engagements.check", paper_id=aem.public_id)
    (one,) = noted(world)
    assert (one.field, (one.expected, one.received), one.closed_on) == (field, kept, None)
    found = paper_of(world, job)
    assert (found.state, found.received_on) == (PaperState.WRONG, clock.today())
    page = page_of(browse, aem)
    assert said in page
    assert 'class="bad"' in page and 'class="why danger"' in page
    assert "Seul France Travail fait foi." in page


def test_a_cachet_less_is_twelve_hours_less(world, browse):
    _job, aem = worked(world, lines=(CACHETS,), annexe=10)
    differs(browse, aem, "cachets", "1")
    assert "12 h de moins vers vos 507 h" in page_of(browse, aem)


def test_more_days_lengthen_the_franchise(world, browse):
    job, aem = worked(world)
    (period,) = periods(world, job)
    with world.inside(world.lune) as session:
        session.merge(period).days_worked = 5
    differs(browse, aem, "days", "9")
    assert "La franchise congés payés compte ces jours : elle peut s’allonger." in page_of(browse, aem)


@pytest.mark.parametrize(
    ("field", "received", "said"),
    [
        ("hours", "", "Recopiez ce qui est écrit"),
        ("hours", "400", "400 h en un mois"),
        ("hours", "-3", "négative"),
        ("hours", "40,00", "C’est ce qui est attendu"),
        ("end", "31/02/2026", "n’existe pas dans le calendrier"),
        ("gross", "mille", "n’est pas un montant"),
        ("job", "ASSISTANT DE PRODUCTION", "C’est ce qui est attendu"),
        ("job", "x" * 201, "Au plus 200 caractères"),
        ("poem", "x", "Champ"),
    ],
)
def test_what_cannot_be_written_on_an_aem_is_said_and_not_kept(world, browse, field, received, said):
    job, aem = worked(world)
    answer = differs(browse, aem, field, received, status=422)
    assert said in answer.text.replace("\u00a0", " ")
    if field != "poem" and received:
        assert f'value="{received}"' in answer.text
    assert noted(world) == []
    assert paper_of(world, job).state == PaperState.TO_COME


def test_a_field_said_again_is_one_difference(world, browse):
    _job, aem = worked(world)
    for received in ("32", "24"):
        differs(browse, aem, "hours", received)
    assert [one.received for one in noted(world)] == [str(24 * 60)]


def test_a_difference_noted_by_mistake_leaves_the_paper_as_it_came(world, browse):
    job, aem = worked(world)
    differs(browse, aem, "hours", "32")
    differs(browse, aem, "gross", "688")
    hours, gross = noted(world)
    ids = {"paper_id": aem.public_id}
    browse.post("engagements.forget_difference", difference_id=hours.public_id, **ids)
    assert paper_of(world, job).state == PaperState.WRONG
    browse.post("engagements.forget_difference", difference_id=gross.public_id, **ids)
    assert (paper_of(world, job).state, noted(world)) == (PaperState.RECEIVED, [])


def test_the_correction_is_asked_for_with_its_differences(world, browse):
    _job, aem = worked(world)
    differs(browse, aem, "hours", "32")
    differs(browse, aem, "job", "Secrétaire")
    chase = (
        page_of(browse, aem)
        .split("Demander la correction")[0]
        .rsplit('<a class="btn primary" href="', 1)[1]
        .split('"')[0]
    )
    text = text_of(browse.client.get(chase.replace("&amp;", "&")).text)
    assert "L’AEM de mon contrat du 5 au 9 octobre 2026 sur Un dimanche" in text
    assert "- emploi : « Secrétaire » au lieu de « Assistante de production »" in text
    assert "- heures : 32 h au lieu de 40 h" in text
    assert (
        "Pouvez-vous me l’envoyer corrigée cette semaine, et corriger aussi auprès de France Travail ?"
        in text
    )
    assert "2 écarts" in browse.get("engagements.papers", kind="aem").text


@pytest.mark.parametrize("way", ["receipt", "file", "state", "conformity"])
def test_once_corrected_the_differences_are_closed_and_kept(world, browse, way):
    job, aem = worked(world)
    differs(browse, aem, "hours", "32")
    (one,) = noted(world)
    match way:
        case "receipt":
            browse.post("engagements.receipt", {"held": "y"}, paper_id=aem.public_id)
        case "file":
            values = sent(aem, state="wrong", file=upload(pdf_of("AEM"), "aem.pdf"))
            browse.post("engagements.update_paper", values, paper_id=aem.public_id)
        case "state":
            browse.post("engagements.update_paper", sent(aem, state="corrected"), paper_id=aem.public_id)
        case "conformity":
            browse.post("engagements.conformity", paper_id=aem.public_id)
    assert paper_of(world, job).state == PaperState.CORRECTED
    assert [kept.closed_on for kept in noted(world)] == [clock.today()]
    page = page_of(browse, aem)
    assert "Écarts corrigés" in page and "32 h au lieu de 40 h" in page
    assert 'class="bad"' not in page
    browse.post(
        "engagements.forget_difference", paper_id=aem.public_id, difference_id=one.public_id, status=404
    )


def with_file(browse, paper, content, name="aem.pdf"):
    browse.post("engagements.update_paper", sent(paper, file=upload(content, name)), paper_id=paper.public_id)


def read(browse, paper, headers=None):
    return browse.get("engagements.aem_reading", paper_id=paper.public_id, headers=headers).text.replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("headers", [None, HTMX], ids=["plain", "htmx"])
def test_the_values_of_a_pdf_are_proposed_and_not_written(world, browse, headers, statements):
    job, aem = worked(world)
    with_file(browse, aem, pdf_of(texts.OFFICIAL.replace("40,00", "32,00")))
    assert browse.url("engagements.aem_reading", paper_id=aem.public_id) in page_of(browse, aem)
    statements.clear()
    part = read(browse, aem, headers)
    assert len(statements) <= 4
    assert "Lu dans le PDF" in part and "1 écart" in part
    assert "32 h" in part and "au lieu de 40 h" in part
    assert 'name="received" value="32h00"' in part
    assert part.count('name="received"') == 1
    assert ("<h1" in part) == (headers is None)
    assert noted(world) == []
    assert paper_of(world, job).state == PaperState.RECEIVED
    differs(browse, aem, "hours", "32h00")
    assert noted(world)[0].received == str(32 * 60)


def test_a_pdf_that_says_what_it_should_has_no_difference(world, browse):
    _job, aem = worked(world)
    with_file(browse, aem, pdf_of(texts.OFFICIAL))
    part = read(browse, aem)
    assert "Aucun écart lu" in part
    assert 'name="received"' not in part


def test_what_nothing_is_expected_of_is_shown_without_a_verdict(world, browse):
    job = added(world, world.lune, **DAYS)
    aem = paper_of(world, job)
    with_file(browse, aem, pdf_of(texts.OFFICIAL))
    assert "Rien à quoi le comparer." in read(browse, aem)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4\nrien de lisible", "Ce PDF n’a pas pu être lu."),
        (locked(pdf_of("AEM")), "protégé par un mot de passe"),
        (pdf_of(""), "Ce PDF est une image"),
        (pdf_of(*["AEM"] * 6), "plus de 5 pages"),
        (pdf_of("BULLETIN DE PAIE\nNombre d’heures : 40"), "ne dit pas qu’il est une AEM"),
        (pdf_of("AEM\nrien d’autre"), "Aucune valeur n’a pu être lue"),
    ],
    ids=["broken", "locked", "scan", "long", "payslip", "silent"],
)
def test_a_pdf_that_says_nothing_gives_a_sentence_and_no_figure(world, browse, content, said):
    job, aem = worked(world)
    with_file(browse, aem, content)
    part = read(browse, aem)
    assert said in part
    assert "Noter l’écart" not in part
    assert rows_of(page_of(browse, aem))["Heures"] == "40 h"
    assert paper_of(world, job).state == PaperState.RECEIVED


def test_a_photo_is_not_read(world, browse):
    _job, aem = worked(world)
    with_file(browse, aem, JPEG, "aem.jpg")
    page = page_of(browse, aem)
    assert "Lire le PDF" not in page
    assert "Joignez le PDF" in read(browse, aem)


def test_a_file_that_is_gone_gives_a_sentence(world, browse, app):
    _job, aem = worked(world)
    with_file(browse, aem, pdf_of(texts.OFFICIAL))
    with app.test_request_context():
        files.store().delete(document(world).file_key)
    assert "Ce PDF n’a pas pu être lu." in read(browse, aem)


def test_an_aem_that_came_with_its_file_waits_to_be_checked(world, browse, other, statements):
    job, aem = worked(world)
    link = browse.url("engagements.check", paper_id=aem.public_id, listed="aem")
    with_file(browse, aem, pdf_of(texts.OFFICIAL))
    statements.clear()
    page = browse.get("engagements.papers", kind="aem").text
    assert len(statements) <= 4
    assert "À vérifier" in page and f'href="{link}"' in page
    assert "À vérifier" not in browse.get("engagements.papers", kind="payslip").text
    assert "À vérifier" not in other.get("engagements.papers", kind="aem").text
    browse.post("engagements.conformity", paper_id=aem.public_id)
    assert "À vérifier" not in browse.get("engagements.papers", kind="aem").text
    assert ", vérifiée" in browse.get("engagements.show", public_id=job.public_id).text


def test_an_aem_ticked_without_a_file_or_long_ago_does_not_wait(world, browse):
    _job, ticked = worked(world)
    browse.post("engagements.receipt", {"held": "y"}, paper_id=ticked.public_id)
    _job, old = worked(world)
    with_file(browse, old, pdf_of(texts.OFFICIAL))
    values = sent(old, state="received", received_on="2026-01-05")
    browse.post("engagements.update_paper", values, paper_id=old.public_id)
    assert "À vérifier" not in browse.get("engagements.papers", kind="aem").text


def test_only_an_aem_is_checked(world, browse):
    job, _aem = worked(world)
    payslip = paper_of(world, job, PaperKind.PAYSLIP)
    for endpoint in ("check", "aem_reading"):
        browse.get(f"engagements.{endpoint}", paper_id=payslip.public_id, status=404)
    browse.post("engagements.conformity", paper_id=payslip.public_id, status=404)
    differs(browse, payslip, "hours", "32", status=404)


def test_the_aem_of_another_workspace_is_not_there(world, browse, other):
    _mine, my_aem = worked(world)
    job, aem = worked(world, world.soleil)
    differs(other, aem, "hours", "32")
    (one,) = noted(world, world.soleil)
    for endpoint in ("check", "aem_reading"):
        browse.get(f"engagements.{endpoint}", paper_id=aem.public_id, status=404)
    browse.post("engagements.conformity", paper_id=aem.public_id, status=404)
    differs(browse, aem, "gross", "1", status=404)
    for paper in (aem, my_aem):
        browse.post(
            "engagements.forget_difference", paper_id=paper.public_id, difference_id=one.public_id, status=404
        )
    assert len(noted(world, world.soleil)) == 1
    assert noted(world) == []
    assert paper_of(world, job, place=world.soleil).state == PaperState.WRONG


def test_a_viewer_checks_nothing(world, app):
    _job, aem = worked(world)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    viewer.get("engagements.check", paper_id=aem.public_id, status=403)
    viewer.post("engagements.conformity", paper_id=aem.public_id, status=403)


def test_the_object_number_of_a_show_is_typed_with_it(world, browse):
    values = {"title": "Les Marées", "kind": "feature", "object_number": " 26D1184407 "}
    answer = browse.post("productions.create", values)
    assert answer.status_code == 303
    show = answer.headers["Location"].rsplit("/", 1)[1]
    assert 'value="26D1184407"' in browse.get("productions.edit", public_id=show).text
    wrong = browse.post("productions.create", {**values, "object_number": "1" * 21}, status=422)
    assert "Au plus 20 caractères." in wrong.text
