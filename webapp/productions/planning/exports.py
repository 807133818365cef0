"""The planning as files: a table a spreadsheet opens, and the plan de travail to print."""

from typing import Any

from flask_babel import gettext as _

from webapp.core.formats import day as short_day
from webapp.core.formats import long_day, time_of_day, upper_first
from webapp.core.pdf import typeset
from webapp.core.sheets import as_csv
from webapp.domain.planning.plan import Plan
from webapp.domain.planning.script import eighths_text, running_text
from webapp.productions.labels import LIVE
from webapp.productions.models import Production, ShowKind
from webapp.productions.planning import labels, words
from webapp.productions.planning.board import Board, DayCard, drift
from webapp.productions.planning.models import Need, PlanVersion
from webapp.productions.planning.models import Sequence as Scene

# In French whatever the language of the screen, as every file that goes out.
DAY_TITLES = (
    "Date", "Jour", "Type", "Équipe", "Lieu", "Convocation", "PAT", "Coupure repas", "Fin", "Journée continue",
    "Séquences", "Pages", "Minutage", "Demi-journées", "Notes",
)  # fmt: skip
SCENE_TITLES = (
    "Séquence", "Effet", "Lumière", "Décor", "Résumé", "Jour récit", "Pages", "Minutage", "Rôles", "Figurants",
    "Jours",
)  # fmt: skip


def days_csv(board: Board) -> str:
    return as_csv([DAY_TITLES, *(_day_row(card) for card in board.cards)])


def sequences_csv(board: Board) -> str:
    needs = [str(labels.NEEDS[need]) for need in Need]
    return as_csv([[*SCENE_TITLES, *needs], *(_scene_row(board, scene) for scene in board.script)])


def plan_pdf(production: Production, board: Board, last: PlanVersion | None) -> bytes:
    """One table a day, tagged; what is typed is data there."""
    live = ShowKind(production.kind) in LIVE
    title, standing = _("Plan de travail, %(title)s", title=production.title), _standing(board, last)
    values = {
        "title": title,
        "under": standing,
        "running": f"{title} · {standing}",
        "note": standing,
        "words": {"page": _("Page"), "changed": ""},
        "columns": [_("Séq."), _("Effet"), _("Décor et résumé"), _("Rôles"), _("Pages"), _("Minutage")],
        "days": [_pdf_day(card, live) for card in board.cards],
        "pool_title": _("À placer"),
        "pool": [_pdf_scene(scene) for scene in board.pool],
    }
    return typeset("productions/planning/plan.typ", title, values)


def _standing(board: Board, last: PlanVersion | None) -> str:
    """Which version it is, and whether it changed since."""
    if last is None:
        return str(_("Brouillon"))
    published = short_day(last.dated_on, year=True)
    if drift(board, Plan.from_values(last.snapshot or {})).all:
        return str(
            _("Version %(number)s du %(day)s, et les changements depuis", number=last.number, day=published)
        )
    return str(_("Version %(number)s du %(day)s", number=last.number, day=published))


def _day_row(card: DayCard) -> list[str]:
    day = card.day
    return [
        f"{day.on:%d/%m/%Y}",
        f"J{card.rank.number}" if card.rank else "",
        labels.day_name(day.kind),
        str(day.unit),
        card.place.name if card.place else "",
        *(time_of_day(m) for m in (day.call_minute, day.ready_minute, day.meal_minute, day.end_minute)),
        "oui" if day.is_continuous else "non",
        ", ".join(scene.number for scene in card.sequences),
        eighths_text(card.eighths) if card.eighths else "",
        running_text(card.seconds) if card.seconds else "",
        "; ".join(f"{labels.half_name(one.half)}\u00a0: {words.service(one)}" for one in card.services),
        day.notes or "",
    ]


def _scene_row(board: Board, scene: Scene) -> list[str]:
    days = [f"{card.day.on:%d/%m/%Y}" for card in board.days_of_sequence(scene.id)]
    return [
        scene.number,
        str(labels.EFFECTS[scene.effect]) if scene.effect else "",
        str(labels.LIGHTS[scene.light]) if scene.light else "",
        scene.set_name or "",
        scene.summary or "",
        scene.story_day or "",
        eighths_text(scene.eighths) if scene.eighths else "",
        running_text(scene.seconds) if scene.seconds else "",
        ", ".join(scene.roles),
        str(scene.extras or ""),
        ", ".join(days),
        *(scene.needs.get(need, "") for need in Need),
    ]


def _pdf_day(card: DayCard, live: bool) -> dict[str, Any]:
    return {
        "rank": words.rank_name(card.rank, live=live) if card.rank else "",
        "title": upper_first(long_day(card.day.on)),
        "about": words.about(card),
        "load": words.load(card.eighths, card.seconds),
        "lines": [_pdf_line(line) for line in card.lines],
        "services": [f"{labels.half_name(one.half)}\u00a0: {words.service(one)}" for one in card.services],
        "notes": card.day.notes or "",
    }


def _pdf_line(line: Any) -> dict[str, Any]:
    return _pdf_scene(line.sequence) if line.sequence else {"note": words.line_text(line)}


def _pdf_scene(scene: Scene) -> dict[str, Any]:
    return {
        "cells": [
            scene.number,
            labels.effect_name(scene.effect, scene.light),
            ". ".join(word for word in (scene.set_name, scene.summary) if word),
            ", ".join(scene.roles),
            eighths_text(scene.eighths) if scene.eighths else "",
            running_text(scene.seconds) if scene.seconds else "",
        ],
        "night": scene.light == "night",
    }
