"""The page of a link on paper: the same sections, in the same order, without a production in the name of the file."""

from flask_babel import gettext as _

from webapp.core.fold import slug
from webapp.core.formats import day, joined, on_days, upper_first
from webapp.core.pdf import typeset
from webapp.core.phones import phone
from webapp.sharing.opened.page import Header, Page, ProductionShown, SituationShown


def pdf_of(page: Page) -> bytes:
    header, today = page.header, day(page.today, year=True)
    neutral = _("Document partagé par %(name)s", name=header.from_name)
    values = {
        "title": page.title,
        "over": joined(header.from_name, header.from_job, between=", "),
        "under": page.subtitle,
        "label": page.productions[0].label if len(page.productions) == 1 else None,
        "aside": [today, *_reached(header)],
        "running": joined(neutral, today),
        "note": _(
            "Lu le %(day)s par un lien en lecture seule. La page à jour est à la même adresse.", day=today
        ),
        "words": {"page": _("Page"), "changed": ""},
        "message": header.message or "",
        "productions": [_production(one, page) for one in page.productions],
        "withheld": _("Montants masqués\u00a0: ils s’affichent une fois la situation validée.")
        if page.withheld
        else "",
        "empty": _("Rien n’est encore partagé ici.") if page.is_empty else "",
    }
    return typeset("sharing/opened/page.typ", joined(neutral, today), values)


def name_of(page: Page) -> str:
    neutral = slug(_("Document partagé"))
    return f"{neutral}-{page.today:%Y-%m-%d}.pdf"


def _reached(header: Header) -> list[str]:
    until = header.contract_ends_on
    said = _("Contrat jusqu’au %(day)s", day=day(until, year=True)) if until else ""
    return [one for one in (said, phone(header.from_phone)) if one]


def _production(shown: ProductionShown, page: Page) -> dict[str, object]:
    dates = [joined(name, on_days(one.start_on, one.end_on, year=True)) for name, one in shown.dates]
    return {
        "title": joined(shown.title, shown.about) if len(page.productions) > 1 else "",
        "situation": _situation(shown.situation) if shown.situation else None,
        "dates_title": _("Dates clés"),
        "dates": [upper_first(said) for said in dates],
        "parts": [part for one in shown.sections for part in one.section.paper(one.value)],
    }


def _situation(situation: SituationShown) -> dict[str, object]:
    return {
        "title": _("Situation au %(day)s", day=situation.day),
        "text": _("« %(text)s »", text=situation.text),
        "by": [
            joined(_("Établie par"), situation.written, between=" "),
            joined(_("Validée par"), situation.validated, between=" ")
            if situation.validated
            else _("Pas encore validée"),
        ],
        "figures": [
            {"label": one.label, "text": one.value, "more": joined(one.source, day(one.on), between=", ")}
            for one in situation.figures
        ],
    }
