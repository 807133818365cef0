"""Figures of law: each with its value, the day it starts and the text that says so.

Durations are in minutes. A figure is never written elsewhere: the screens show its source beside it. The
convention of 15/11/2024 keeps annexes 8 and 10 unchanged from 01/01/2025, hence no figure of that date:
https://www.culture.gouv.fr/presse/communiques-de-presse/mme-rachida-dati-ministre-de-la-culture-salue-l-entree-en-vigueur-le-1er-janvier-2025-de-l-arrete-portant-agrement-de-la-convention-du-15-novem
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence


class Unit(StrEnum):
    MINUTES = "minutes"
    CACHETS = "cachets"
    TENTHS_OF_DAY = "tenths of a day"


@dataclass(frozen=True)
class Source:
    text: str
    on: date
    url: str


@dataclass(frozen=True)
class Figure:
    value: int
    from_on: date
    source: Source


@dataclass(frozen=True)
class Scale:
    """The successive values of one figure, oldest first."""

    name: Sentence
    unit: Unit
    figures: tuple[Figure, ...]


def known(scale: Scale, day: date) -> Figure | None:
    return next((figure for figure in reversed(scale.figures) if figure.from_on <= day), None)


def on(scale: Scale, day: date) -> Figure:
    figure = known(scale, day)
    if figure is None:
        raise Refused(sentence("Aucun chiffre connu au %(day)s\u00a0: %(name)s.", day=day, name=scale.name))
    return figure


HOUR = 60

ANNEXE_8_ARTICLE_3 = Source(
    "Règlement d’assurance chômage, annexe VIII, article 3 (décret n°\u00a02019-797)",
    date(2019, 7, 26),
    "https://www.legifrance.gouv.fr/affichTexteArticle.do?idArticle=JORFARTI000038830434"
    "&cidTexte=JORFTEXT000038829574&dateTexte=20190728&categorieLien=id&oldAction=",
)
GUIDE = Source(
    "France Travail, guide «\u00a0Intermittents du spectacle\u00a0», p.\u00a04 à 9",
    date(2026, 2, 1),
    "https://www.francetravail.fr/files/live/sites/PE/files/fichiers-en-telechargement/"
    "fichiers-en-telechargement---dem/GUIDE-INTERMITTENT.pdf",
)
# The cachet has been worth 12 h, alone or in a group, since the agreement of 2016 came into force.
CACHET_OF_2016 = Source(
    "Annexes VIII et X en vigueur au 1er août 2016",
    date(2016, 8, 1),
    "https://www.elo-demelo.fr/administratif_gestion_paie_intermittent.G.htm",
)

# The decree of 26/07/2019 applies from this day; the guide of 2026 restates its values.
DECREE_FROM = date(2019, 11, 1)


def _since_decree(name: Sentence, value: int, source: Source, unit: Unit = Unit.MINUTES) -> Scale:
    return Scale(name, unit, (Figure(value, DECREE_FROM, source),))


THRESHOLD = _since_decree(sentence("Heures pour ouvrir des droits"), 507 * HOUR, ANNEXE_8_ARTICLE_3)
CACHET = Scale(
    sentence("Durée d’un cachet"), Unit.MINUTES, (Figure(12 * HOUR, date(2016, 8, 1), CACHET_OF_2016),)
)
MONTH_ONE_EMPLOYER = _since_decree(
    sentence("Plafond d’un mois, un seul employeur"), 208 * HOUR, ANNEXE_8_ARTICLE_3
)
MONTH_SEVERAL_EMPLOYERS = _since_decree(
    sentence("Plafond d’un mois, plusieurs employeurs"), 250 * HOUR, ANNEXE_8_ARTICLE_3
)
MONTH_DEROGATION = _since_decree(sentence("Plafond d’un mois, sur dérogation"), 260 * HOUR, GUIDE)
MONTH_CACHETS = _since_decree(sentence("Plafond d’un mois, annexe 10"), 28, GUIDE, Unit.CACHETS)
PARTIAL_MONTH_DIVISOR = _since_decree(
    sentence("Diviseur d’un mois incomplet"), 208, ANNEXE_8_ARTICLE_3, Unit.TENTHS_OF_DAY
)
TEACHING = _since_decree(sentence("Limite d’enseignement"), 70 * HOUR, GUIDE)
TEACHING_FROM_50 = _since_decree(sentence("Limite d’enseignement à partir de 50 ans"), 120 * HOUR, GUIDE)
TEACHING_AGE = 50
TRAINING = _since_decree(sentence("Limite de formation"), 338 * HOUR, ANNEXE_8_ARTICLE_3)

DAILY_REST = Scale(
    sentence("Repos entre deux journées"),
    Unit.MINUTES,
    (
        Figure(
            11 * HOUR,
            date(1998, 6, 14),
            Source(
                "Code du travail, article L220-1 (loi n°\u00a098-461)",
                date(1998, 6, 13),
                "https://admi.net/code/CTRAVAIL-L220-1.html",
            ),
        ),
        Figure(
            11 * HOUR,
            date(2016, 8, 10),
            Source(
                "Code du travail, article L3131-1 (loi n°\u00a02016-1088)",
                date(2016, 8, 8),
                "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006072050/",
            ),
        ),
    ),
)

EVERY_SCALE = (
    THRESHOLD,
    CACHET,
    MONTH_ONE_EMPLOYER,
    MONTH_SEVERAL_EMPLOYERS,
    MONTH_DEROGATION,
    MONTH_CACHETS,
    PARTIAL_MONTH_DIVISOR,
    TEACHING,
    TEACHING_FROM_50,
    TRAINING,
    DAILY_REST,
)
