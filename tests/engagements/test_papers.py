"""What a contract must bring: ticked, attached, filed from the tray, paid period by period."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.documents.files import EXE, JPEG, PDF, upload
from tests.engagements.make import added
from webapp.core import clock
from webapp.core.formats import day_range
from webapp.documents.models import Document, DocumentKind
from webapp.domain.permissions import Role
from webapp.engagements import queries
from webapp.engagements.models import Paper, PaperKind, PaperState, PayPeriod

YES = {"confirmed": "y"}
LAST = {"start_on": clock.today() - timedelta(days=50), "end_on": clock.today() - timedelta(days=46)}


def paper_of(world, job, kind=PaperKind.AEM, place=None) -> Paper:
    with world.inside(place or world.lune):
        return next(paper for paper in queries.papers_of(job) if paper.kind == kind)


def periods(world, job) -> list[PayPeriod]:
    with world.inside(world.lune):
        return list(queries.periods_of(job))


def document(world, place=None) -> Document:
    with world.inside(place or world.lune) as session:
        return session.scalars(select(Document).order_by(Document.created_at.desc())).first()


def titled(world, kind: str = "AEM", job: str = "Assistante de production") -> str:
    with world.inside(world.lune):
        return f"{kind}, {job}, {day_range(LAST['start_on'], LAST['end_on'], year=True)}"


def sent(paper: Paper, **values):
    return {
        "state": paper.state.value if hasattr(paper.state, "value") else paper.state,
        "note": "",
        **values,
    }


def test_missing_papers_are_listed_by_employer_the_aem_first(world, browse):
    added(world, world.lune, **LAST)
    page = browse.get("engagements.papers").text
    assert "Films du Ponant" in page
    assert "jours de retard" in page
    assert "Bulletin de paie" in browse.get("engagements.papers", kind="payslip").text
    assert "Aucun papier à réclamer" not in page


def ago(days: int) -> dict[str, date]:
    """A job of one day in a month that ended long enough ago for its AEM to be late."""
    day = clock.today() - timedelta(days=days)
    return {"start_on": day, "end_on": day}


def test_the_longest_delay_comes_first_and_brings_its_employer(world, browse):
    """By page: each employer stands where its worst paper does, its own papers together."""
    azur, rouge, verte = (world.company(world.lune, name) for name in ("Azur", "Brique Rouge", "Cie Verte"))
    added(world, world.lune, azur, contract_job="Azur, tard", **ago(100))
    added(world, world.lune, rouge, contract_job="Rouge, hier", **ago(1))
    added(world, world.lune, verte, contract_job="Verte, tard", **ago(160))
    added(world, world.lune, verte, contract_job="Verte, plus tard", **ago(230))
    added(world, world.lune, verte, contract_job="Verte, hier", **ago(2))
    page = browse.sentences(browse.get("engagements.papers", kind="aem"))
    said = ("Verte, plus tard", "Verte, tard", "Verte, hier", "Azur, tard", "Rouge, hier")
    places = [page.index(name) for name in said]
    assert places == sorted(places)


def test_an_employer_over_two_pages_keeps_its_order(world, monkeypatch):
    from webapp.engagements.papers import queries as papers

    monkeypatch.setattr(papers, "PAGE", 3)
    azur, verte = world.company(world.lune, "Azur"), world.company(world.lune, "Cie Verte")
    added(world, world.lune, azur, **ago(100))
    added(world, world.lune, verte, **ago(230))
    with world.inside(world.lune):
        pages = [papers.missing_slots(clock.today(), None, page) for page in (1, 2, 3)]
        assert [[slot.row.employer for slot in page] for page in pages] == [
            ["Cie Verte"] * 3, ["Cie Verte", "Azur", "Azur"], ["Azur"] * 2,
        ]  # fmt: skip
        keys = [slot.paper.public_id for page in pages for slot in page]
        assert len(keys) == len(set(keys)) == 8
        assert pages[0][0].standing == "late"


def test_a_tick_in_the_list_brings_its_figures(world, browse):
    job, other = added(world, world.lune, **ago(100)), added(world, world.lune, **ago(120))
    listed = browse.get("engagements.papers").text
    assert 'AEM <span class="num">2</span>' in listed
    assert "2 papiers en retard" in listed
    aem, last = paper_of(world, job), paper_of(world, other)
    sent = {"held": "y", "listed": "aem"}
    answer = browse.post("engagements.receipt", sent, paper_id=aem.public_id, headers=HTMX, status=200).text
    assert 'hx-target="#papers-counts"' in answer
    assert 'aria-current="page">AEM <span class="num">1</span>' in answer
    assert "1 papier en retard" in answer
    assert "papers-held" not in answer
    answer = browse.post("engagements.receipt", sent, paper_id=last.public_id, headers=HTMX, status=200).text
    assert 'aria-current="page">AEM <span class="num">0</span>' in answer
    assert "en retard" not in answer
    browse.post("engagements.receipt", {"listed": "aem"}, paper_id=last.public_id)
    assert "1 papier en retard" in browse.get("engagements.papers", kind="aem").text


def test_a_paper_opened_from_the_list_leads_back_to_it(world, browse):
    aem = paper_of(world, added(world, world.lune, **LAST))
    listed = browse.get("engagements.papers").text
    opened = browse.url("engagements.paper", paper_id=aem.public_id, listed="aem")
    assert f'href="{opened}"' in listed
    page = browse.get("engagements.paper", paper_id=aem.public_id, listed="aem").text
    back = browse.url("engagements.papers", kind="aem")
    assert page.count(f'href="{back}"') == 2
    assert 'name="listed" value="aem"' in page
    wrong = browse.post("engagements.update_paper", {"listed": "aem", "state": "lost"}, paper_id=aem.public_id, status=422)  # fmt: skip
    assert f'href="{back}"' in wrong.text
    for endpoint in ("update_paper", "receipt", "sighting", "remove_paper"):
        values = sent(aem, listed="aem", held="y", seen="y", **YES)
        answer = browse.post(f"engagements.{endpoint}", values, paper_id=aem.public_id)
        assert answer.headers["Location"] == back


def test_a_paper_removed_from_the_list_without_script_leads_back_to_it(world, browse):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    asked = browse.post(
        "engagements.remove_paper", {"listed": "aem"}, paper_id=aem.public_id, status=422
    ).text
    assert 'name="listed" value="aem"' in asked
    assert browse.url("engagements.paper", paper_id=aem.public_id, listed="aem") in asked
    gone = browse.post("engagements.remove_paper", {"listed": "aem", **YES}, paper_id=aem.public_id)
    assert gone.headers["Location"] == browse.url("engagements.papers", kind="aem")


@pytest.mark.parametrize("listed", ["", "1", "//ailleurs.example"])
def test_a_paper_opened_from_elsewhere_leads_to_its_engagement(world, browse, listed):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    answer = browse.post("engagements.update_paper", sent(aem, listed=listed), paper_id=aem.public_id)
    assert answer.headers["Location"] == browse.url("engagements.show", public_id=job.public_id)


def test_a_kind_nothing_misses_says_so(world, browse):
    added(world, world.lune, **LAST)
    page = browse.get("engagements.papers", kind="amendment").text
    assert "Aucun papier à réclamer" in page
    assert 'class="pager"' not in page


def test_nothing_missing_says_so(browse):
    assert "Aucun papier à réclamer" in browse.get("engagements.papers").text


@pytest.mark.parametrize("headers", [None, HTMX], ids=["plain", "htmx"])
def test_a_copy_is_ticked_and_unticked(world, browse, headers):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    status = 200 if headers else 303
    browse.post("engagements.receipt", {"held": "y"}, paper_id=aem.public_id, headers=headers, status=status)
    found = paper_of(world, job)
    assert (found.state, found.received_on) == (PaperState.RECEIVED, clock.today())
    browse.post("engagements.receipt", {}, paper_id=aem.public_id, headers=headers, status=status)
    assert paper_of(world, job).state == PaperState.TO_COME


def test_a_tick_by_htmx_changes_the_row_and_the_count(world, browse):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    answer = browse.post(
        "engagements.receipt", {"held": "y"}, paper_id=aem.public_id, headers=HTMX, status=200
    )
    assert f'id="paper-{aem.public_id}"' in answer.text
    assert "1 sur 4" in answer.text
    assert "engagements-changed" in answer.headers["HX-Trigger"]


def test_only_an_aem_is_seen_at_france_travail(world, browse):
    job = added(world, world.lune, **LAST)
    browse.post("engagements.sighting", {"seen": "y"}, paper_id=paper_of(world, job).public_id)
    assert paper_of(world, job).seen_on == clock.today()
    payslip = paper_of(world, job, PaperKind.PAYSLIP)
    browse.post("engagements.sighting", {"seen": "y"}, paper_id=payslip.public_id, status=422)
    assert paper_of(world, job, PaperKind.PAYSLIP).seen_on is None


def test_a_file_marks_its_paper_received(world, browse):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    browse.post("engagements.update_paper", sent(aem, file=upload(JPEG, "aem.jpg")), paper_id=aem.public_id)
    found, kept = paper_of(world, job), document(world)
    assert (found.state, found.document_id) == (PaperState.RECEIVED, kept.id)
    assert kept.kind == DocumentKind.AEM
    assert kept.is_filed
    assert kept.title == titled(world)
    assert "assistante" in kept.folded


def test_a_file_nobody_should_send_is_refused_and_what_was_typed_stays(world, browse):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    values = sent(aem, note="demandée deux fois", file=upload(EXE, "aem.pdf"))
    answer = browse.post("engagements.update_paper", values, paper_id=aem.public_id, status=422)
    assert "n’est ni un PDF ni une photo" in answer.text
    assert "demandée deux fois" in answer.text
    found = paper_of(world, job)
    assert (found.state, found.note, found.document_id) == (PaperState.TO_COME, None, None)


def test_the_pdf_of_an_aem_leads_to_its_check_and_a_photo_back(world, browse):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    answer = browse.post(
        "engagements.update_paper", sent(aem, file=upload(PDF, "AEM.PDF")), paper_id=aem.public_id
    )
    assert answer.headers["Location"].endswith(f"/papers/{aem.public_id}/check")
    plain = browse.post("engagements.update_paper", sent(aem, note="vue"), paper_id=aem.public_id)
    assert plain.headers["Location"].endswith(f"/engagements/{job.public_id}")


def test_a_wrong_paper_says_what_is_wrong_and_a_new_file_corrects_it(world, browse):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    browse.post(
        "engagements.update_paper", sent(aem, state="wrong", note="8 h manquent"), paper_id=aem.public_id
    )
    assert "8 h manquent" in browse.get("engagements.show", public_id=job.public_id).text
    again = sent(aem, state="wrong", note="8 h manquent", file=upload(PDF, "aem.pdf"))
    browse.post("engagements.update_paper", again, paper_id=aem.public_id)
    assert paper_of(world, job).state == PaperState.CORRECTED


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"expected_on": "31/02/2026"}, "« 31/02/2026 »"),
        ({"received_on": "2099-01-01"}, "n’est pas encore arrivée"),
        ({"note": "x" * 501}, "500"),
        ({"state": "lost"}, "Où en est-il"),
    ],
)
def test_what_is_wrong_about_a_paper_is_said(world, browse, values, said):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    answer = browse.post("engagements.update_paper", sent(aem, **values), paper_id=aem.public_id, status=422)
    assert said in browse.sentences(answer).replace("\u00a0", " ")
    assert paper_of(world, job).state == PaperState.TO_COME


def in_the_tray(browse: Browser, name: str = "photo du soir.jpg") -> str:
    location = browse.post("documents.create", {"files": upload(JPEG, name)}).headers["Location"]
    return location.rsplit("/", 1)[1]


def test_a_photo_of_the_tray_is_joined_to_the_paper_it_is(world, browse):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    waiting = in_the_tray(browse)
    assert "Joindre à un engagement" in browse.get("documents.show", public_id=waiting).text
    choice = browse.get("engagements.choose_paper", document=waiting).text
    assert browse.url("engagements.attach", paper_id=aem.public_id) in choice
    browse.post("engagements.attach", {"document": waiting}, paper_id=aem.public_id)
    kept = document(world)
    assert (kept.kind, kept.is_filed, kept.title) == (DocumentKind.AEM, True, titled(world))
    assert paper_of(world, job).document_id == kept.id
    assert "Joindre à un engagement" not in browse.get("documents.show", public_id=waiting).text


def test_the_page_of_a_paper_offers_what_waits_in_the_tray(world, browse):
    job = added(world, world.lune, **LAST)
    aem = paper_of(world, job)
    assert "Ou un papier à classer" not in browse.get("engagements.paper", paper_id=aem.public_id).text
    waiting = in_the_tray(browse)
    assert f'value="{waiting}"' in browse.get("engagements.paper", paper_id=aem.public_id).text
    browse.post("engagements.update_paper", sent(aem, waiting=waiting), paper_id=aem.public_id)
    assert paper_of(world, job).document_id == document(world).id


def test_the_title_names_the_show_and_keeps_to_its_length(world, browse):
    nuit = world.production(world.lune, "Nuit blanche")
    long = world.production(world.lune, "Une très longue nuit " * 9)
    for show in (nuit, long):
        payslip = paper_of(world, added(world, world.lune, production_id=show.id, **LAST), PaperKind.PAYSLIP)
        values = sent(payslip, file=upload(PDF, "scan_0001.pdf"))
        browse.post("engagements.update_paper", values, paper_id=payslip.public_id)
        title = document(world).title
        assert len(title) <= 200
        assert title.endswith(titled(world).split("production", 1)[1])
        if show is nuit:
            assert title == titled(world, "Bulletin de paie", "Nuit blanche")


def test_a_title_the_person_gave_is_kept(world, browse):
    aem = paper_of(world, added(world, world.lune, **LAST))
    waiting = in_the_tray(browse)
    with world.inside(world.lune) as session:
        session.scalars(select(Document)).one().title = "AEM des Marées"
    browse.post("engagements.attach", {"document": waiting}, paper_id=aem.public_id)
    assert document(world).title == "AEM des Marées"


def joined(world, browse):
    job = added(world, world.lune, production_id=world.production(world.lune, "Nuit blanche").id, **LAST)
    aem = paper_of(world, job)
    browse.post("engagements.update_paper", sent(aem, file=upload(JPEG, "aem.jpg")), paper_id=aem.public_id)
    return job, document(world)


def test_a_document_says_whose_file_it_is(world, browse, statements):
    job, kept = joined(world, browse)
    page = browse.get("documents.show", public_id=kept.public_id).text
    where = browse.url("engagements.papers_of_document", document=kept.public_id)
    assert f'hx-get="{where}"' in page
    statements.clear()
    part = browse.get("engagements.papers_of_document", document=kept.public_id, headers=HTMX).text
    assert len(statements) <= 4
    here = browse.url("engagements.show", public_id=job.public_id)
    assert f'href="{here}"' in part
    assert "Nuit blanche" in part.split("<hx-partial")[0]
    assert "joint à «\u00a0Nuit blanche\u00a0»" in part.split("<hx-partial")[1]
    answer = browse.get("engagements.papers_of_document", document=kept.public_id, status=303)
    assert answer.headers["Location"] == here


def test_a_document_of_no_engagement_says_nothing_of_it(world, browse):
    browse.post("documents.create", {"files": upload(JPEG, "ticket.jpg")})
    kept = document(world)
    assert "papers/of" not in browse.get("documents.show", public_id=kept.public_id).text
    filing = {"kind": "receipt", "title": "Ticket", "owner": "mine"}
    browse.post("documents.filing", filing, public_id=kept.public_id)
    part = browse.get("engagements.papers_of_document", document=kept.public_id, headers=HTMX).text
    assert part.split("<hx-partial")[0].strip() == ""
    assert "joint" not in part
    page = browse.follow(browse.get("engagements.papers_of_document", document=kept.public_id, status=303))
    assert "n’est joint à aucun engagement" in page.text


def test_throwing_away_what_is_filed_asks_first(world, browse):
    _job, kept = joined(world, browse)
    page = browse.get("documents.show", public_id=kept.public_id).text
    ask = browse.url("documents.ask_deletion", public_id=kept.public_id)
    assert f'href="{ask}" data-dialog="jeter"' in page
    asked = browse.get("documents.ask_deletion", public_id=kept.public_id).text
    assert "S’il est joint à un engagement" in asked
    browse.post("documents.delete", public_id=kept.public_id)
    browse.get("documents.ask_deletion", public_id=kept.public_id, status=404)


def test_the_engagement_of_another_workspaces_document_is_not_told(world, browse, other):
    _job, kept = joined(world, browse)
    other.get("engagements.papers_of_document", document=kept.public_id, headers=HTMX, status=404)
    other.get("documents.ask_deletion", public_id=kept.public_id, status=404)
    viewer = Browser(browse.app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    assert "Nuit blanche" in viewer.get(
        "engagements.papers_of_document", document=kept.public_id, headers=HTMX
    ).text  # fmt: skip
    assert "jeter" not in viewer.get("documents.show", public_id=kept.public_id).text
    viewer.get("documents.ask_deletion", public_id=kept.public_id, status=403)


def test_a_document_already_filed_is_not_joined_twice(world, browse):
    job = added(world, world.lune, **LAST)
    waiting = in_the_tray(browse)
    aem, payslip = paper_of(world, job), paper_of(world, job, PaperKind.PAYSLIP)
    browse.post("engagements.attach", {"document": waiting}, paper_id=aem.public_id)
    answer = browse.post("engagements.attach", {"document": waiting}, paper_id=payslip.public_id, status=422)
    assert "est déjà classé" in answer.text
    assert paper_of(world, job, PaperKind.PAYSLIP).document_id is None


def test_the_other_workspaces_papers_and_documents_are_not_there(world, browse, other):
    mine, theirs = added(world, world.lune, **LAST), added(world, world.soleil, **LAST)
    aem, their_aem = paper_of(world, mine), paper_of(world, theirs, place=world.soleil)
    their_photo, my_photo = in_the_tray(other), in_the_tray(browse)
    for endpoint in ("receipt", "sighting", "update_paper", "remove_paper", "attach"):
        values = sent(aem, document=my_photo, held="y", seen="y")
        browse.post(f"engagements.{endpoint}", values, paper_id=their_aem.public_id, status=404)
    browse.get("engagements.paper", paper_id=their_aem.public_id, status=404)
    browse.get("engagements.choose_paper", document=their_photo, status=404)
    browse.post("engagements.attach", {"document": their_photo}, paper_id=aem.public_id, status=404)
    browse.post(
        "engagements.update_paper", sent(aem, waiting=their_photo), paper_id=aem.public_id, status=404
    )
    assert paper_of(world, mine).document_id is None
    assert paper_of(world, theirs, place=world.soleil).state == PaperState.TO_COME
    assert not document(world, world.soleil).is_filed


def test_a_viewer_sees_papers_and_ticks_none(world, app):
    job = added(world, world.lune, **LAST)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    assert "Joindre ou modifier" not in viewer.get("engagements.papers", kind="all").text
    said = viewer.sentences(viewer.get("engagements.show", public_id=job.public_id))
    assert "Bulletin de paie Attendu" in said
    assert "Attendu Attendu" not in said
    viewer.post("engagements.receipt", {"held": "y"}, paper_id=paper_of(world, job).public_id, status=403)


def test_an_amendment_is_added_and_taken_away(world, browse):
    job = added(world, world.lune, **LAST)
    browse.post("engagements.add_paper", {"kind": "amendment", "period": ""}, public_id=job.public_id)
    amendment = paper_of(world, job, PaperKind.AMENDMENT)
    assert amendment.pay_period_id is None
    asked = browse.post("engagements.remove_paper", paper_id=amendment.public_id, status=422).text
    assert "Retirer ce papier de l’engagement" in asked and 'name="confirmed" value="y"' in asked
    browse.post("engagements.remove_paper", YES, paper_id=amendment.public_id)
    with world.inside(world.lune):
        assert PaperKind.AMENDMENT not in {paper.kind for paper in queries.papers_of(job)}


def test_a_paper_of_no_kind_is_refused(world, browse):
    job = added(world, world.lune, **LAST)
    browse.post("engagements.add_paper", {"kind": "poem", "period": ""}, public_id=job.public_id, status=422)


def test_weeks_of_a_film_are_paid_apart_with_their_papers(world, browse):
    job = added(world, world.lune, start_on=date(2026, 9, 7), end_on=date(2026, 9, 18))
    week = {"start_on": "2026-09-07", "end_on": "2026-09-11", "minutes": "20", "days_worked": "5",
            "gross_cents": "430", "net_expected_cents": "335,50", "paid_on": "2026-09-30"}  # fmt: skip
    browse.post("engagements.pay_periods", week, public_id=job.public_id)
    _month, made = sorted(periods(world, job), key=lambda period: period.end_on, reverse=True)
    assert (made.minutes, made.days_worked, made.gross_cents) == (20 * 60, 5, 430_00)
    assert (made.net_expected_cents, made.paid_on) == (335_50, date(2026, 9, 30))
    page = browse.get("engagements.show", public_id=job.public_id).text
    assert "payé le 30 sept." in page
    with world.inside(world.lune):
        own = [paper.kind for paper in queries.papers_of(job) if paper.pay_period_id == made.id]
    assert sorted(own) == ["aem", "conges_spectacles", "payslip"]
    browse.post(
        "engagements.update_pay_period",
        {**week, "paid_on": ""},
        public_id=job.public_id,
        period_id=made.public_id,
    )
    assert [p.paid_on for p in periods(world, job)] == [None, None]
    ids = {"public_id": job.public_id, "period_id": made.public_id}
    assert "Retirer cette période" in browse.post("engagements.remove_pay_period", status=422, **ids).text
    browse.post("engagements.remove_pay_period", YES, **ids)
    assert len(periods(world, job)) == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"start_on": ""}, "Indiquez le premier jour."),
        ({"start_on": "2026-09-01"}, "reste dans les dates du contrat"),
        ({"start_on": "2026-09-12", "end_on": "2026-09-10"}, ""),
        ({"days_worked": "2,5"}, "jours entiers"),
        ({"days_worked": "12"}, "Plus de jours travaillés"),
        ({"gross_cents": "mille"}, "« mille » n’est pas un montant"),
        ({"minutes": "-4"}, ""),
        ({"paid_on": "2999-01-01"}, ""),
    ],
)
def test_a_wrong_pay_period_is_said_and_not_stored(world, browse, values, said):
    job = added(world, world.lune, start_on=date(2026, 9, 7), end_on=date(2026, 9, 18))
    typed = {"start_on": "2026-09-07", "end_on": "2026-09-11", "minutes": "20", **values}
    answer = browse.post("engagements.pay_periods", typed, public_id=job.public_id, status=422)
    assert said.replace(" ", "") in answer.text.replace("\u00a0", "").replace(" ", "")
    assert len(periods(world, job)) == 1


def test_a_period_whose_paper_came_is_not_removed(world, browse):
    job = added(world, world.lune, **LAST)
    browse.post("engagements.receipt", {"held": "y"}, paper_id=paper_of(world, job).public_id)
    (period, *_rest) = periods(world, job)
    answer = browse.post(
        "engagements.remove_pay_period", YES, public_id=job.public_id, period_id=period.public_id, status=422
    )
    assert "Un papier de cette période est arrivé" in answer.text
    assert periods(world, job)
