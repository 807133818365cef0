"""Asking for what is missing: a draft in the person's own words, and the reminders that were made."""

from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.engagements.make import CACHETS, added
from tests.engagements.test_papers import LAST, ago, paper_of
from webapp.core import clock
from webapp.core.formats import day
from webapp.domain.permissions import Role
from webapp.engagements.models import PaperKind, PaperState, Regime
from webapp.engagements.papers.chase.letters import draft
from webapp.engagements.papers.models import Channel, PaperReminder, Tone
from webapp.engagements.papers.queries import missing_of

TODAY = clock.today()


def owing(world, place=None, **details):
    """An employer who owes the papers of a job that ended three months ago, and its job."""
    place = place or world.lune
    details = {"payroll_contact": "Nadia Kerbrat", "payroll_email": "paie@ponant.example", **details}
    employer = world.company(place, **details)
    return employer, added(world, place, employer, **ago(100))


def reminders(world, place=None):
    with world.inside(place or world.lune) as session:
        return list(
            session.scalars(select(PaperReminder).order_by(PaperReminder.reminder_id, PaperReminder.id))
        )


def sent(*papers, **values):
    return {
        "paper": [paper.public_id for paper in papers],
        "tone": "firm",
        "channel": "mail",
        "reminded_on": TODAY.isoformat(),
        **values,
    }


def text_of(page: str) -> str:
    return page.split('name="text"')[1].split(">", 1)[1].split("</textarea>")[0].replace("\u00a0", " ")


def link_of(page: str, scheme: str) -> str:
    return page.split(f'href="{scheme}:')[1].split('"')[0].replace("&amp;", "&")


def test_the_list_offers_to_fetch_or_to_ask(world, browse):
    employer, _job = owing(world, employee_space_url="https://espace.example/")
    page = browse.get("engagements.papers", kind="all").text
    assert 'href="https://espace.example/"' in page
    assert browse.url("engagements.chase", employer_id=employer.public_id) in page
    assert "jours de retard" in page
    assert "attendue depuis le" in page


def test_the_page_of_an_employer_says_what_is_expected_and_since_when(world, browse, statements):
    employer, job = owing(world, employee_space_url="https://espace.example/")
    statements.clear()
    page = browse.get("engagements.chase", employer_id=employer.public_id)
    assert len(statements) <= 4
    said = " ".join(browse.sentences(page).split())
    late = (TODAY - paper_of(world, job).expected_on).days
    assert f"{late} jours de retard" in said
    assert f", attendu depuis le {day(job.end_on)}" in said
    assert 'href="https://espace.example/"' in page.text
    assert "Rien n’est envoyé d’ici" in page.text


def test_the_draft_asks_for_what_is_late_until_told_otherwise(world, browse):
    employer, job = owing(world)
    text = text_of(browse.get("engagements.chase", employer_id=employer.public_id).text)
    assert text.startswith("Bonjour Nadia Kerbrat,")
    assert "Je n’ai pas encore reçu l’AEM de mon contrat du" in text
    assert text.endswith("Merci d’avance,\nCamille Roussel")
    both = [paper_of(world, job, kind).public_id for kind in (PaperKind.PAYSLIP, PaperKind.CONTRACT)]
    text = text_of(browse.get("engagements.chase", employer_id=employer.public_id, paper=both).text)
    assert "- bulletin de paie du " in text
    assert "- contrat de travail à signer du " in text
    assert "AEM" not in text


def test_the_mail_and_the_sms_carry_the_draft_to_the_payroll(world, browse):
    employer, _job = owing(world, payroll_phone="+33612345678")
    page = browse.get("engagements.chase", employer_id=employer.public_id).text
    mail, sms = link_of(page, "mailto"), link_of(page, "sms")
    assert mail.startswith("paie%40ponant.example?subject=AEM")
    assert sms.startswith("+33612345678?body=Bonjour%20Nadia")
    body = parse_qs(urlsplit(f"mailto:{mail}").query)["body"][0].replace("\u00a0", " ")
    assert body == text_of(page)


@pytest.mark.parametrize("number", [None, "+33298000002", "3949"])
def test_a_landline_is_not_offered_an_sms(world, browse, number):
    employer, _job = owing(world, payroll_phone=number)
    assert 'href="sms:' not in browse.get("engagements.chase", employer_id=employer.public_id).text


@pytest.mark.parametrize(
    ("tone", "words"),
    [
        ("cordial", ["Je n’ai pas encore reçu", "cette semaine ?", "Merci d’avance"]),
        ("firm", ["Je n’ai toujours pas reçu", "sous 48 heures", "Cordialement"]),
        ("last", ["Je n’ai toujours pas reçu", "Sans réponse, je signalerai ce retard à France Travail"]),
    ],
)
def test_each_tone_has_its_words(world, browse, tone, words):
    employer, _job = owing(world)
    text = text_of(browse.get("engagements.chase", employer_id=employer.public_id, tone=tone).text)
    assert [word for word in words if word not in text] == []


def test_a_tone_nobody_offers_is_the_cordial_one(world, browse):
    employer, _job = owing(world)
    assert (
        "cette semaine" in browse.get("engagements.chase", employer_id=employer.public_id, tone="rude").text
    )


def test_the_draft_stays_french_on_an_english_screen(world, browse):
    employer, _job = owing(world)
    page = browse.client.get(
        browse.url("engagements.chase", employer_id=employer.public_id), headers={"Accept-Language": "en"}
    ).text
    assert '<html lang="en"' in page
    assert "Je n’ai pas encore reçu l’AEM" in text_of(page)


def letter(world, job, employer, *kinds, tone=Tone.CORDIAL):
    with world.inside(world.lune):
        slots = [slot for slot in missing_of(employer, TODAY) if slot.paper.kind in kinds]
        return draft(slots, {}, tone=tone, signed="Camille", today=TODAY)


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        (
            PaperKind.CONTRACT,
            "le contrat de travail à signer pour mon engagement du",
            "à l’inspection du travail",
        ),
        (PaperKind.PAYSLIP, "le bulletin de paie de mon contrat du", "à l’inspection du travail"),
        (PaperKind.CONGES_SPECTACLES, "Sans lui, Audiens ne peut pas payer mes congés.", "à Audiens"),
        (PaperKind.AEM, "Sans elle, France Travail ne peut pas compter ce travail.", "à France Travail"),
    ],
)
def test_the_words_fit_the_paper(world, kind, words, told):
    employer, job = owing(world)
    assert words in letter(world, job, employer, kind).text
    assert f"je signalerai ce retard {told}." in letter(world, job, employer, kind, tone=Tone.LAST).text


def test_several_papers_are_told_to_each_of_their_offices(world):
    employer, job = owing(world)
    last = letter(world, job, employer, PaperKind.AEM, PaperKind.CONGES_SPECTACLES, tone=Tone.LAST)
    assert "Merci de me les envoyer" in last.text
    assert "à France Travail et à Audiens" in last.text
    assert last.subject.startswith("Dernière relance")


def test_a_school_and_a_guso_employer_are_asked_for_their_own_paper(world):
    school, guso = world.company(world.lune, "École"), world.company(world.lune, "Mairie", is_guso=True)
    course = added(world, world.lune, school, regime=Regime.TEACHING, **ago(100))
    show = added(world, world.lune, guso, lines=(CACHETS,), annexe=10, **ago(100))
    assert "l’attestation de l’employeur de mon contrat" in letter(world, course, school, PaperKind.AEM).text
    assert "la déclaration Guso de mon contrat" in letter(world, show, guso, PaperKind.PAYSLIP).text


def test_a_job_on_a_show_names_it_and_two_days_are_said_as_two(world):
    employer = world.company(world.lune)
    show = world.production(world.lune, "Nuit blanche")
    end = LAST["end_on"]
    job = added(
        world, world.lune, employer, production_id=show.id, start_on=end - timedelta(days=1), end_on=end
    )
    written = letter(world, job, employer, PaperKind.PAYSLIP)
    assert "sur Nuit blanche (assistante de production)" in written.text
    assert "de mon contrat des " in written.text and " et " in written.text
    assert written.subject.startswith("Bulletin de paie des ") and written.subject.endswith(", Nuit blanche")


def test_words_changed_without_script_reach_the_mail(world, browse):
    employer, job = owing(world, payroll_phone="+33612345678")
    aem = paper_of(world, job)
    typed = {
        "paper": aem.public_id,
        "tone": "last",
        "subject": "Mon AEM",
        "text": "Chère Nadia,\r\n& merci ?",
    }
    page = browse.post("engagements.redraft", typed, employer_id=employer.public_id, status=200).text
    assert (
        link_of(page, "mailto")
        == "paie%40ponant.example?subject=Mon%20AEM&body=Ch%C3%A8re%20Nadia%2C%0A%26%20merci%20%3F"
    )
    assert unquote(link_of(page, "sms")).endswith("body=Chère Nadia,\n& merci ?")
    assert 'aria-current="true">Dernier' in page
    assert reminders(world) == []


def test_a_paper_named_that_is_no_longer_awaited_leaves_the_others(world, browse):
    employer, _job = owing(world)
    page = browse.get("engagements.chase", employer_id=employer.public_id, paper="000000000000")
    assert "Message" in page.text
    gone = {"paper": "000000000000", "subject": "Mon AEM"}
    browse.post("engagements.redraft", gone, employer_id=employer.public_id, status=200)


def test_a_reminder_is_kept_with_all_its_papers(world, browse):
    employer, job = owing(world)
    aem, payslip = paper_of(world, job), paper_of(world, job, PaperKind.PAYSLIP)
    answer = browse.post("engagements.remind", sent(aem, payslip), employer_id=employer.public_id)
    kept = reminders(world)
    assert {one.paper_id for one in kept} == {aem.id, payslip.id}
    assert len({one.reminder_id for one in kept}) == 1
    one = kept[0]
    assert (one.channel, one.tone, one.reminded_on, one.by_name) == (
        Channel.MAIL,
        Tone.FIRM,
        TODAY,
        "Camille Roussel",
    )
    assert "Relance notée." in browse.follow(answer).text
    assert f"Relancé le {day(TODAY)}" in browse.get("engagements.papers", kind="payslip").text
    assert "Relancé" not in browse.get("engagements.papers", kind="contract").text


def test_the_list_counts_reminders_and_the_letter_recalls_the_last(world, browse):
    employer, job = owing(world)
    aem, before = paper_of(world, job), TODAY - timedelta(days=8)
    for on in (before, TODAY):
        browse.post(
            "engagements.remind", sent(aem, reminded_on=on.isoformat()), employer_id=employer.public_id
        )
    assert f"Relancé le {day(TODAY)}, 2 fois" in browse.get("engagements.papers", kind="aem").text
    assert "Malgré ma relance du" in text_of(
        browse.get("engagements.chase", employer_id=employer.public_id, tone="firm").text
    )
    assert "relance" not in text_of(browse.get("engagements.chase", employer_id=employer.public_id).text)


def test_sending_the_form_twice_reminds_once(world, browse):
    employer, job = owing(world)
    values = sent(paper_of(world, job), once="une seule fois")
    for _time in range(2):
        browse.post("engagements.remind", values, employer_id=employer.public_id)
    assert len(reminders(world)) == 1


def test_a_reminder_noted_by_mistake_is_taken_back_for_all_its_papers(world, browse):
    employer, job = owing(world)
    aem, payslip = paper_of(world, job), paper_of(world, job, PaperKind.PAYSLIP)
    answer = browse.post("engagements.remind", sent(aem, payslip), employer_id=employer.public_id)
    (reminder_id,) = {one.reminder_id for one in reminders(world)}
    undo = browse.url("engagements.forget_reminder", reminder_id=reminder_id)
    assert f'action="{undo}"' in browse.follow(answer).text
    browse.post("engagements.forget_reminder", reminder_id=reminder_id)
    assert reminders(world) == []
    browse.post("engagements.forget_reminder", reminder_id=reminder_id, status=404)


def test_the_page_of_a_paper_tells_its_reminders(world, browse, statements):
    employer, job = owing(world)
    aem = paper_of(world, job)
    browse.post("engagements.remind", sent(aem, channel="sms"), employer_id=employer.public_id)
    statements.clear()
    page = browse.get("engagements.paper", paper_id=aem.public_id)
    assert len(statements) <= 4
    assert "Par SMS, ton ferme, Camille Roussel" in page.text
    (one,) = reminders(world)
    answer = browse.post("engagements.forget_reminder", {"paper": aem.public_id}, reminder_id=one.reminder_id)
    assert answer.headers["Location"] == browse.url("engagements.paper", paper_id=aem.public_id)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reminded_on": ""}, "Indiquez le jour de la relance."),
        ({"reminded_on": "2099-01-01"}, "n’est pas encore arrivée"),
        ({"reminded_on": "31/02/2026"}, "31/02/2026"),
        ({"channel": "pigeon"}, "Choisissez dans la liste."),
    ],
)
def test_what_is_wrong_about_a_reminder_is_said(world, browse, values, said):
    employer, job = owing(world)
    aem = paper_of(world, job)
    answer = browse.post(
        "engagements.remind", sent(aem, **values), employer_id=employer.public_id, status=422
    )
    assert said in answer.text.replace("\u00a0", " ")
    assert f'name="paper" value="{aem.public_id}"' in answer.text
    assert 'aria-current="true">Ferme' in answer.text
    assert reminders(world) == []


def test_a_reminder_of_no_paper_is_refused(world, browse):
    employer, job = owing(world)
    browse.post("engagements.receipt", {"held": "y"}, paper_id=paper_of(world, job).public_id)
    stale = sent(paper_of(world, job))  # received meanwhile, in another window
    answer = browse.post("engagements.remind", stale, employer_id=employer.public_id, status=422)
    assert "Choisissez au moins un papier." in answer.text


def test_an_employer_that_owes_nothing_says_so(world, browse):
    employer = world.company(world.lune)
    assert "Rien à réclamer" in browse.get("engagements.chase", employer_id=employer.public_id).text


def test_a_person_is_no_employer(world, browse):
    person = world.person(world.lune)
    browse.get("engagements.chase", employer_id=person.public_id, status=404)


def test_a_deleted_employer_still_owes(world, browse):
    employer, _job = owing(world)
    browse.post("contacts.delete", {"confirmed": "y"}, public_id=employer.public_id)
    page = browse.get("engagements.chase", employer_id=employer.public_id).text
    assert "l’AEM de mon contrat" in page
    link = browse.url("contacts.show", public_id=employer.public_id)
    assert f'href="{link}"' not in page


def test_the_other_workspace_is_neither_asked_for_nor_told(world, browse, other):
    mine, job = owing(world)
    theirs, their_job = owing(world, world.soleil)
    their_aem = paper_of(world, their_job, place=world.soleil)
    other.post("engagements.remind", sent(their_aem), employer_id=theirs.public_id)
    (one,) = reminders(world, world.soleil)
    browse.get("engagements.chase", employer_id=theirs.public_id, status=404)
    browse.post("engagements.remind", sent(their_aem), employer_id=theirs.public_id, status=404)
    browse.post("engagements.remind", sent(their_aem), employer_id=mine.public_id, status=422)
    browse.post("engagements.forget_reminder", reminder_id=one.reminder_id, status=404)
    browse.post("engagements.redraft", sent(their_aem), employer_id=theirs.public_id, status=404)
    assert "Relancé" not in browse.get("engagements.papers", kind="all").text
    assert len(reminders(world, world.soleil)) == 1
    assert reminders(world) == []
    assert paper_of(world, job).state == PaperState.TO_COME


def test_a_viewer_reads_the_draft_and_notes_no_reminder(world, app):
    employer, job = owing(world)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    page = viewer.get("engagements.chase", employer_id=employer.public_id).text
    assert "J’ai relancé" not in page
    viewer.post("engagements.remind", sent(paper_of(world, job)), employer_id=employer.public_id, status=403)


@pytest.mark.parametrize("headers", [None, HTMX], ids=["plain", "htmx"])
def test_one_tap_says_a_paper_is_wrong_and_another_that_it_is_corrected(world, browse, headers):
    _employer, job = owing(world)
    payslip = paper_of(world, job, PaperKind.PAYSLIP)
    status, way = (200 if headers else 303), {"paper_id": payslip.public_id, "headers": headers}
    answer = browse.post("engagements.fault", {"wrong": "y"}, status=status, **way)
    assert paper_of(world, job, PaperKind.PAYSLIP).state == PaperState.WRONG
    page = answer.text if headers else browse.follow(answer).text
    assert "Noté faux." in page
    assert browse.url("engagements.fault", paper_id=payslip.public_id) in page
    browse.post("engagements.receipt", {"held": "y"}, status=status, **way)
    found = paper_of(world, job, PaperKind.PAYSLIP)
    assert (found.state, found.received_on) == (PaperState.CORRECTED, TODAY)


@pytest.mark.parametrize(("held", "then"), [("y", PaperState.RECEIVED), ("", PaperState.TO_COME)])
def test_wrong_by_mistake_stands_again_as_it_did(world, browse, held, then):
    _employer, job = owing(world)
    payslip = paper_of(world, job, PaperKind.PAYSLIP)
    browse.post("engagements.receipt", {"held": held}, paper_id=payslip.public_id)
    browse.post("engagements.fault", {"wrong": "y"}, paper_id=payslip.public_id)
    browse.post("engagements.fault", paper_id=payslip.public_id)
    assert paper_of(world, job, PaperKind.PAYSLIP).state == then
    browse.post("engagements.fault", paper_id=payslip.public_id)
    assert paper_of(world, job, PaperKind.PAYSLIP).state == then


def test_a_wrong_paper_is_asked_for_corrected(world, browse):
    employer, job = owing(world)
    payslip = paper_of(world, job, PaperKind.PAYSLIP)
    browse.post("engagements.fault", {"wrong": "y"}, paper_id=payslip.public_id)
    page = browse.get("engagements.chase", employer_id=employer.public_id, paper=payslip.public_id).text
    assert "Le bulletin de paie de mon contrat du" in text_of(page)
    assert "comporte une erreur." in text_of(page)
    assert "Pouvez-vous me l’envoyer corrigé cette semaine ?" in text_of(page)
