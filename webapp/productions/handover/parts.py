"""What each room hands over, erases, or leaves open: the three lists of « Rendre le dossier ».

A room adds its lines here; they are counted together, in one statement, so `count` gives a column
and reads nothing. `entries` and `erase` run in the worker, inside the workspace.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import ScalarSelect

from webapp.core.archives import Entry
from webapp.productions.callsheets.actions import erase_sheets
from webapp.productions.crew.actions import erase_private
from webapp.productions.handover import people, rooms
from webapp.productions.hours.actions import erase_hours
from webapp.productions.papers import zips
from webapp.productions.papers.actions import erase_papers
from webapp.productions.papers.models import PaperKind
from webapp.productions.papers.queries import number_ended, number_of
from webapp.productions.tour.actions import erase_sheets as erase_routes
from webapp.productions.tour.queries import number_of_sheets as number_of_routes

Count = Callable[[UUID], ScalarSelect[int]]


@dataclass(frozen=True)
class Part:
    """Files of the ZIP: those of a folder, or of a line of it that may be left out."""

    key: str
    folder: Any  # said to the person, and the name of the folder
    what: Any
    count: Count
    entries: Callable[[UUID], Iterable[Entry]]
    is_chosen: bool = True  # at first; what is private is only given when asked for


@dataclass(frozen=True)
class Eraser:
    """Something that leaves Raccord for good. `erase` gives how many there were, and may be run again."""

    key: str
    name: Any
    what: Any
    count: Count
    erase: Callable[[UUID], int]
    is_optional: bool = False  # offered, not forced: it is the person's as much as the production's


@dataclass(frozen=True)
class Loose:
    """Something still open; `name(n)` says it, `endpoint` leads there with the production's public id."""

    key: str
    name: Callable[[int], str]
    count: Count
    endpoint: str
    sign: str = "alert"


def _papers(key: str, folder: Any, what: Any, *kinds: PaperKind) -> Part:
    return Part(
        key,
        folder,
        what,
        lambda production_id: number_of(production_id, *kinds),
        lambda production_id: zips.entries(production_id, *kinds),
    )


PARTS: Sequence[Part] = (
    _papers(
        "administration",
        _l("1. Administration"),
        _l("Contrats, autorisations, assurances, devis"),
        PaperKind.CONTRACT,
        PaperKind.PERMIT,
        PaperKind.MINOR,
        PaperKind.INSURANCE,
        PaperKind.BUDGET,
    ),
    Part(
        "crew",
        _l("2. Équipe"),
        _l("Liste technique\u00a0: noms, emplois, dates, contrats"),
        people.number_of_members,
        people.crew_list,
    ),
    Part(
        "reach",
        _l("2. Équipe"),
        _l("Coordonnées\u00a0: téléphones et mails de l’équipe"),
        people.number_of_members,
        people.reach_list,
        is_chosen=False,
    ),
    _papers(
        "work",
        _l("3. Tournage et plateau"),
        _l("Scénario, plans de travail, feuilles de service, fiches techniques, conduites, rapports"),
        PaperKind.SCRIPT,
        PaperKind.SCHEDULE,
        PaperKind.CALL_SHEET,
        PaperKind.RIDER,
        PaperKind.LIGHT_PLOT,
        PaperKind.CUE_SHEET,
        PaperKind.REPORT,
    ),
    Part(
        "sheets",
        _l("3. Tournage et plateau"),
        _l("Feuilles de service envoyées, toutes les versions"),
        rooms.number_of_sheets,
        rooms.sheets,
    ),
    Part(
        "routes",
        _l("3. Tournage et plateau"),
        _l("Feuilles de route, pour les artistes et pour les techniciens"),
        number_of_routes,
        rooms.routes,
    ),
    Part(
        "planning",
        _l("3. Tournage et plateau"),
        _l("Planning\u00a0: journées et séquences en tableaux"),
        rooms.number_of_days,
        rooms.planning,
    ),
    Part(
        "hours",
        _l("4. Heures de l’équipe"),
        _l("Semaines attestées, en PDF et en tableaux"),
        rooms.number_of_weeks,
        rooms.weeks,
    ),
    _papers("other", _l("6. Autres documents"), _l("Tout le reste"), PaperKind.OTHER),
)

ERASERS: Sequence[Eraser] = (
    Eraser(
        "papers",
        _l("Documents de la production"),
        _l("Fiches et fichiers, toutes les versions"),
        number_of,
        erase_papers,
    ),
    Eraser(
        "private",
        _l("Fiches de renseignements"),
        _l("État civil, banque, adresses, santé, notes sur chacun"),
        rooms.number_of_private,
        lambda production_id: erase_private(production_id).sheets,
    ),
    Eraser(
        "sheets",
        _l("Feuilles de service"),
        _l("Versions, fichiers, accusés de réception, liens"),
        rooms.number_of_sheets,
        erase_sheets,
    ),
    Eraser(
        "routes",
        _l("Feuilles de route"),
        _l("Trajets, chambres, repas, défraiements"),
        number_of_routes,
        erase_routes,
    ),
    Eraser(
        "hours",
        _l("Heures de l’équipe"),
        _l("Jours notés et semaines attestées"),
        rooms.number_of_hours,
        erase_hours,
    ),
    Eraser(
        "addresses",
        _l("Adresses des personnes de cette seule production"),
        _l("Nom, fonction, téléphone et mail restent dans vos contacts"),
        people.number_of_addresses,
        people.erase_addresses,
        is_optional=True,
    ),
    Eraser(
        "reaches",
        _l("Téléphones et mails des personnes de cette seule production"),
        _l("Leur nom et leur fonction restent dans vos contacts"),
        people.number_of_reaches,
        people.erase_reaches,
        is_optional=True,
    ),
)

OPEN: Sequence[Loose] = (
    Loose("ended", people.said_ended, number_ended, "papers.index", "wait"),
    Loose("unsigned", people.said_unsigned, people.number_unsigned, "crew.index", "users"),
)


def parts_of(keys: Iterable[str]) -> list[Part]:
    chosen = set(keys)
    return [part for part in PARTS if part.key in chosen]


def erasers_of(keys: Iterable[str]) -> list[Eraser]:
    """Those that are not optional, and the others that were ticked."""
    chosen = set(keys)
    return [eraser for eraser in ERASERS if not eraser.is_optional or eraser.key in chosen]
