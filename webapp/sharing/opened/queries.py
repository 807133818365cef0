"""What a link opens: three statements, its door with BEGIN, what frames the page, all the sections at once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from webapp.billing import stripe
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import First, db, leave, open_with
from webapp.core.links import LinkClosed, count_a_guess, digest_of
from webapp.domain.plans.standing import Feature, plan_from
from webapp.productions.models import Phase, Production, ShowKind
from webapp.productions.shared import Scope, by_production, gathered
from webapp.sharing.models import Part, Reply, ReplyKind, Share, Situation
from webapp.sharing.opened.confirmed import confirmations_of
from webapp.sharing.opened.page import Header, Page, ProductionShown, Shown, phases_of, situation_of
from webapp.sharing.sections import AMOUNTS, SECTIONS

HEADER = (
    Share.from_name,
    Share.from_job,
    Share.from_phone,
    Share.from_email,
    Share.contract_ends_on,
    Share.name,
    Share.part,
    Share.language,
    Share.message,
    Share.ends_on,
    Share.code_digest,
)


@dataclass(frozen=True)
class Opened:
    """What a good link gives, before anything of it is read."""

    workspace_id: UUID
    share: UUID
    scope: Scope


def enter(token: str) -> Opened:
    """The rest of this request reads as the role of links, within this one. Raises LinkClosed for any that does not
    open."""
    first = First("SELECT enter_share(%s, %s)", (digest_of(token), clock.now()))
    leave()  # whoever is signed in reads no more than anybody else
    session = open_with(first, shared=True)
    found = first.rows[0][0]
    if found is None:
        count_a_guess()
        raise LinkClosed
    if not _is_open(found):
        raise LinkClosed
    session.info["workspace_id"] = UUID(found["workspace_id"])
    scope = Scope(
        productions=tuple(UUID(one) for one in found["productions"]),
        parts=frozenset(found["grants"]),
        documents=tuple(UUID(one) for one in found["documents"]),
        today=clock.today(),
    )
    return Opened(UUID(found["workspace_id"]), UUID(found["share"]), scope)


def _is_open(found: dict[str, Any]) -> bool:
    """Links are Pro: without it those of a workspace are closed, and open again by themselves with it. Who holds one is
    no guesser."""
    if not stripe.is_sold():
        return True
    live = [UUID(one) for one in found["live"]]
    return plan_from(found["plan"]).may(Feature.SHARES, clock.now(), *live)


def header_of(opened: Opened) -> Header:
    """Alone: what a page that asks for the code needs."""
    row = db().execute(select(*HEADER).where(Share.id == opened.share)).one_or_none()
    if row is None:
        raise LinkClosed
    return _header(opened.share, row)


def page_of(opened: Opened) -> Page:
    """Two statements."""
    header, frames = _framed(opened)
    return _page(header, frames, opened.scope)


def scope_of(opened: Opened, key: str) -> tuple[Header, Scope | None]:
    """One statement: what one production of the link shows, amounts that wait aside; None for another's."""
    header, frames = _framed(opened)
    found = next((UUID(one["id"]) for one in frames if one["key"] == key), None)
    return header, replace(in_force(opened.scope, frames), productions=(found,)) if found else None


def page_as(header: Header, scope: Scope) -> Page | None:
    """The same page for its author, before or after the link is made; None without a production."""
    frames = db().scalar(
        select(_frames(scope)).select_from(Production).where(Production.id.in_(scope.productions)).limit(1)
    )
    return _page(header, frames, scope) if frames else None


def in_force(scope: Scope, frames: Collection[Any]) -> Scope:
    """Amounts wait until the last situation of every production shown is validated."""
    is_validated = all(one["situation"] and one["situation"]["validated_at"] for one in frames)
    if is_validated:
        return scope
    return replace(scope, parts=scope.parts - AMOUNTS)


def _framed(opened: Opened) -> tuple[Header, list[dict[str, Any]]]:
    asked = select(*HEADER, _frames(opened.scope).label("frames")).where(Share.id == opened.share)
    row = db().execute(asked).one_or_none()
    if row is None or not row.frames:
        raise LinkClosed
    return _header(opened.share, row), row.frames


def _page(header: Header, frames: list[dict[str, Any]], scope: Scope) -> Page:
    shown = in_force(scope, frames)
    asked = [section for section in SECTIONS if shown.has(section.key)]
    told: dict[str, dict[UUID, Any]] = {}
    if asked:
        row = (
            db()
            .execute(
                select(
                    Production.id, *(gathered(section.rows(shown)).label(section.key) for section in asked)
                )
                .where(Production.id.in_(shown.productions))
                .limit(1)
            )
            .one()
        )
        told = {
            section.key: {
                production_id: section.values(rows, shown)
                for production_id, rows in by_production(getattr(row, section.key)).items()
            }
            for section in asked
        }
    ordered = sorted(frames, key=lambda one: scope.productions.index(UUID(one["id"])))
    return Page(
        header=header,
        productions=tuple(
            ProductionShown(
                key=one["key"],
                title=one["title"],
                kind=ShowKind(one["kind"]),
                director=one["director"],
                company=one["company"],
                label=one["label"],
                hue=one["hue"],
                phases=phases_of(one["phases"]),
                situation=situation_of(one["situation"]),
                sections=tuple(
                    Shown(section, value)
                    for section in asked
                    if (value := told[section.key].get(UUID(one["id"]))) is not None
                ),
                confirmations=confirmations_of(one["confirmed"], header.share),
            )
            for one in ordered
        ),
        parts=shown.parts,
        withheld=scope.parts & AMOUNTS - shown.parts,
        today=scope.today,
    )


def _header(share: UUID, row: Any) -> Header:
    return Header(
        share=share,
        from_name=row.from_name,
        from_job=row.from_job,
        from_phone=row.from_phone,
        from_email=row.from_email,
        contract_ends_on=row.contract_ends_on,
        name=row.name,
        part=Part(row.part),
        language=row.language,
        message=row.message,
        ends_on=row.ends_on,
        code_digest=row.code_digest,
    )


def _frames(scope: Scope) -> Any:
    """Each production with its phases and its last situation, as one value; deleted ones are not there."""
    phases = (
        select(Phase.kind, Phase.name, Phase.start_on.label("start"), Phase.end_on.label("end"))
        .where(Phase.production_id == Production.id)
        .order_by(Phase.start_on, Phase.end_on)
        .correlate(Production)
    )
    last = (
        select(
            Situation.on.label("on"),
            Situation.text,
            Situation.figures,
            Situation.by_name,
            Situation.by_job,
            Situation.at.label("at"),
            Situation.validated_by,
            Situation.validated_job,
            Situation.validated_at,
        )
        .where(Situation.production_id == Production.id)
        .order_by(Situation.at.desc(), Situation.id.desc())
        .limit(1)
        .correlate(Production)
        .subquery("last_situation")
    )
    each = (
        select(
            Production.id,
            Production.public_id.label("key"),
            Production.title,
            Production.kind,
            Production.director,
            Production.label,
            Production.hue,
            Contact.name.label("company"),
            gathered(phases).label("phases"),
            gathered(_confirmed()).label("confirmed"),
            select(func.to_jsonb(last.table_valued())).select_from(last).scalar_subquery().label("situation"),
        )
        .outerjoin(Contact, Contact.id == Production.company_id)
        .where(Production.id.in_(scope.productions), Production.deleted_at.is_(None))
    )
    return gathered(each)


def _confirmed() -> Any:
    """The role of links reads those of its own link alone; its author, whatever was confirmed."""
    return (
        select(
            Reply.share_id,
            Reply.section,
            Reply.subject,
            Reply.digest.label("digest"),
            Reply.name,
            Reply.at.label("at"),
        )
        .where(Reply.production_id == Production.id, Reply.kind == ReplyKind.CONFIRMED)
        .order_by(Reply.at, Reply.id)
        .correlate(Production)
    )
