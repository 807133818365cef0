"""The bible, its files, and the draft of the générique."""

from collections.abc import Callable
from datetime import datetime, time

from flask import render_template, request

from webapp.billing import entitlements
from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.web import CSV, XLSX, download
from webapp.domain.crew.credits import as_text
from webapp.domain.plans.standing import Feature
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_day
from webapp.productions.crew import labels, queries
from webapp.productions.crew.bible import fields, files
from webapp.productions.crew.bible.content import Bible, bible, credit_groups
from webapp.productions.crew.bible.fields import Field
from webapp.productions.crew.views import BASE, READ, WRITE, bp
from webapp.productions.labels import in_file_name
from webapp.productions.queries import production_or_404

FILES: dict[str, Callable[[Bible], tuple[str | bytes, str]]] = {
    "pdf": lambda book: (files.bible_pdf(book, current.signature), "application/pdf"),
    "csv": lambda book: (files.csv_of(book), CSV),
    "xlsx": lambda book: (files.xlsx_of(book), XLSX),
    "vcf": lambda book: (files.vcards_of(book), "text/vcard; charset=utf-8"),
}


@bp.get(f"{BASE}/bible")
@access(READ)
def bible_page(production):
    show, since = production_or_404(production), _since()
    rows = queries.with_sheets(show.id)
    return render_template(
        "productions/crew/bible.html",
        production=show,
        bible=_bible(show, rows),
        fields=[field for field in Field if current.may(WRITE) or field not in fields.SEALED],
        names=fields.NAMES,
        asked=request.args.to_dict(flat=False),
        since=since,
        arrived=[row for row in rows if since and row[0].created_at >= since],
        changed=[row for row in rows if since and row[0].created_at < since and _is_changed(row[0], since)],
        left=queries.left_since(show.id, since) if since else [],
        kinds=list(FILES),
        labels=labels,
        signature=current.signature,
        today=clock.today(),
    )


@bp.get(f"{BASE}/bible.<any(pdf, csv, xlsx, vcf):kind>")
@access(READ)
def bible_file(production, kind):
    show = production_or_404(production)
    if kind == "pdf":
        entitlements.need(Feature.PDFS, show.id)
    content, media_type = FILES[kind](_bible(show, queries.with_sheets(show.id)))
    return download(content, _name("bible", show, kind), media_type)


@bp.get(f"{BASE}/credits")
@access(READ)
def credits(production):
    show = production_or_404(production)
    groups = credit_groups(queries.crew_of(show.id))
    return render_template(
        "productions/crew/credits.html",
        production=show,
        groups=groups,
        text=as_text(groups, _titles()),
        labels=labels,
        today=clock.today(),
    )


@bp.get(f"{BASE}/credits.<any(pdf, txt):form>")
@access(READ)
def credits_file(production, form):
    show = production_or_404(production)
    groups = credit_groups(queries.crew_of(show.id))
    if form == "pdf":
        entitlements.need(Feature.PDFS, show.id)
        content = files.credits_pdf(show.title, groups, current.signature)
        return download(content, _name("generique", show, form), "application/pdf")
    text = as_text(groups, _titles())
    return download(text, _name("generique", show, form), "text/plain; charset=utf-8")


def _bible(show, rows):
    asked = fields.chosen(
        request.args.getlist("field"), is_asked="chosen" in request.args, may_write=current.may(WRITE)
    )
    suppliers = queries.suppliers_of(show.id) if Field.SUPPLIERS in asked else []
    return bible(show.title, rows, suppliers, asked)


def _titles():
    return {str(kind): str(name) for kind, name in labels.DEPARTMENTS.items()}


def _since() -> datetime | None:
    """What changed since a morning; a day that cannot be read is not asked."""
    try:
        day = parse_day(request.args["since"]) if request.args.get("since") else None
    except Refused:
        day = None
    return datetime.combine(day, time.min, clock.PARIS) if day else None


def _is_changed(member, since):
    return member.changed_at is not None and member.changed_at >= since


def _name(what, show, kind):
    return f"{what}-{in_file_name(show.title)}-{clock.today().isoformat()}.{kind}"
