from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from webapp.money.letters import reminder
from webapp.money.wages import Wage


def wage(**values: Any) -> Wage:
    known = {
        "public_id": "y1",
        "start_on": date(2026, 10, 5),
        "end_on": date(2026, 10, 9),
        "contract_job": "Assistante de production",
        "production": "Les Marées",
        "employer": "Films du Ponant",
        "net_expected_cents": None,
        "net_received_cents": None,
        "payroll_contact": None,
        **values,
    }
    return Wage(SimpleNamespace(**known), 86_000)  # type: ignore[arg-type]


def test_the_draft_names_the_work_and_the_day_it_was_due():
    draft = reminder(wage(payroll_contact="Anne Le Goff"), "Camille Roussel")

    assert draft.subject == "Salaire, Les Marées, du 05/10/2026 au 09/10/2026"
    assert draft.text.startswith("Bonjour Anne Le Goff,")
    assert "- Les Marées, du 05/10/2026 au 09/10/2026." in draft.text
    assert "pour le 31/10/2026" in draft.text
    assert draft.text.endswith("Camille Roussel")


def test_an_estimate_is_never_asked_for():
    assert "€" not in reminder(wage(), "Camille").text
    assert "net attendu\u00a0: 662,20\u00a0€" in reminder(wage(net_expected_cents=66_220), "Camille").text


def test_one_day_is_said_alone():
    draft = reminder(wage(end_on=date(2026, 10, 5), production=None), "Camille")

    assert "- Assistante de production, du 05/10/2026." in draft.text


def test_the_address_carries_the_whole_draft():
    draft = reminder(wage(), "Camille & Cie")
    address = urlsplit(draft.mail_to("paie@ponant.fr"))

    assert (address.scheme, address.path) == ("mailto", "paie%40ponant.fr")
    assert parse_qs(address.query) == {"subject": [draft.subject], "body": [draft.text]}
    assert draft.mail_to(None).startswith("mailto:?subject=")
