"""What must be done before, during and after a show, by kind of show, dated from its first and last days.

`checked_on` says when a text was read; a line without a source is practice of the trade, to be adapted.
A line `since` a day binds the shows that begin from that day on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.words import Sentence, sentence

PREPARATION, SHOOT, POST = "preparation", "shoot", "post"
CHECKED_ON = date(2026, 11, 23)


class ShowModel(StrEnum):
    FEATURE = "feature"
    SHORT = "short"
    SERIES = "series"
    DOCUMENTARY = "documentary"
    COMMERCIAL = "commercial"
    TOUR = "tour"
    CONCERT = "concert"


@dataclass(frozen=True)
class Duty:
    """A line of a model: so many days after the first day, or the last; before them when negative."""

    key: str
    title: Sentence
    days: int
    phase: str = PREPARATION
    from_end: bool = False
    after: str | None = None
    source: Sentence | None = None  # none: practice
    note: Sentence | None = None
    since: date | None = None
    checked_on: date = CHECKED_ON

    @property
    def is_binding(self) -> bool:
        return self.source is not None

    def due_on(self, first_on: date, last_on: date) -> date:
        return (last_on if self.from_end else first_on) + timedelta(days=self.days)


def duties(model: ShowModel, first_on: date) -> tuple[Duty, ...]:
    """The lines of a model for a show that begins that day."""
    return tuple(duty for duty in MODELS[model] if duty.since is None or duty.since <= first_on)


CNC = sentence("CNC, aides au cinéma et à l’audiovisuel")
CNC_TAX_CREDIT = sentence("CNC, crédit d’impôt")
LABOUR_CODE = sentence("Code du travail, enfants du spectacle")

CARBON_FIRST = Duty(
    "carbon-first",
    sentence("Bilan carbone prévisionnel, avec le devis"),
    -90,
    source=CNC,
    note=sentence("Joint à la demande d’aide, avec le devis."),
)
CARBON_LAST = Duty(
    "carbon-last",
    sentence("Bilan carbone définitif, avec le coût définitif"),
    180,
    POST,
    from_end=True,
    after="carbon-first",
    source=CNC,
)
TAX_CREDIT = Duty(
    "tax-credit",
    sentence("Crédit d’impôt\u00a0: demande d’agrément provisoire"),
    -30,
    source=CNC_TAX_CREDIT,
    note=sentence("Reçue par le CNC avant le premier jour de tournage."),
)
VHSS_TRAINING = Duty(
    "vhss-training",
    sentence("Formation VHSS de l’équipe, module sur le plateau"),
    0,
    SHOOT,
    source=CNC,
    note=sentence(
        "Fiction longue\u00a0: dans les 15 jours du premier jour de tournage. Le justificatif est demandé à l’agrément de production."
    ),
)
VHSS_HEADS = Duty(
    "vhss-heads",
    sentence("Formation VHSS\u00a0: régisseur général et 1er assistant réalisateur"),
    0,
    source=CNC,
    note=sentence("Depuis le 1er janvier 2026."),
    since=date(2026, 1, 1),
)
MINORS = Duty(
    "minors",
    sentence("Moins de 16 ans\u00a0: dossiers d’autorisation individuelle"),
    -60,
    source=LABOUR_CODE,
    note=sentence("Trois semaines à un mois avant la commission, selon le département."),
)
PERMITS = Duty(
    "permits", sentence("Autorisations de tournage\u00a0: mairies, préfecture, propriétaires"), -45
)
PARKING = Duty(
    "parking", sentence("Ventousage\u00a0: arrêtés de stationnement demandés"), -21, after="permits"
)
INSURANCE = Duty("insurance", sentence("Assurances\u00a0: tournage déclaré"), -30)
MEDICAL = Duty("medical", sentence("Thalie Santé\u00a0: visites à jour"), -30)
SCOUTING = Duty("scouting", sentence("Repérages techniques"), -21)
GEAR = Duty(
    "gear", sentence("Matériel réservé\u00a0: image, lumière, machinerie, son"), -21, after="scouting"
)
SCHEDULE = Duty("schedule", sentence("Plan de travail publié"), -14, after="scouting")
CONTRACTS = Duty("contracts", sentence("Contrats envoyés à l’équipe"), -10)
SIGNED = Duty("signed", sentence("Contrats signés"), -2, after="contracts")
DPAE = Duty("dpae", sentence("DPAE faites"), -2, note=sentence("Avant chaque prise de poste."))
VHSS_PERSON = Duty("vhss-person", sentence("Référent VHSS nommé, affiché sur la feuille de service"), -7)
CREW_LIST = Duty("crew-list", sentence("Bible et liste technique envoyées"), -7)
CALL_SHEET = Duty("call-sheet", sentence("Première feuille de service"), -1, after="schedule")
HOURS = Duty("hours", sentence("Feuilles d’heures de la dernière semaine attestées"), 5, POST, from_end=True)
RETURNS = Duty("returns", sentence("Matériel, décors et véhicules rendus"), 3, POST, from_end=True)
AEM = Duty("aem", sentence("AEM et certificats d’emploi réclamés"), 15, POST, from_end=True)
HANDOVER = Duty("handover", sentence("Dossier rendu à la production"), 30, POST, from_end=True)

BEFORE_A_SHOOT = (
    MINORS, PERMITS, INSURANCE, MEDICAL, SCOUTING, PARKING, GEAR, SCHEDULE, CONTRACTS, VHSS_PERSON, CREW_LIST, SIGNED,
    DPAE, CALL_SHEET,
)  # fmt: skip
AFTER_WORK = (RETURNS, HOURS, AEM, HANDOVER)

DELIVERY = Duty("delivery", sentence("PAD livré au diffuseur"), 120, POST, from_end=True)
MIX = Duty("mix", sentence("Montage validé, mixage et étalonnage réservés"), 60, POST, from_end=True)
FESTIVALS = Duty("festivals", sentence("Inscriptions en festivals"), 90, POST, from_end=True, after="mix")

IMAGE_RIGHTS = Duty("image-rights", sentence("Autorisations de droit à l’image prêtes à signer"), -7)
ARCHIVES = Duty("archives", sentence("Archives et musiques\u00a0: droits demandés"), -30)

QUOTE = Duty("quote", sentence("Devis validé et bon de commande reçu"), -21)
CASTING = Duty("casting", sentence("Casting validé par l’agence et le client"), -12)
SETS = Duty("sets", sentence("Décors validés"), -18)
MEETING = Duty("meeting", sentence("Réunion de préproduction (PPM)"), -7, after="casting")
SHORT_PERMITS = Duty(
    "permits",
    sentence("Autorisations de tournage\u00a0: mairies, préfecture, propriétaires"),
    -15,
    after="sets",
)
SHORT_GEAR = Duty("gear", sentence("Matériel réservé\u00a0: image, lumière, machinerie, son"), -10)
SHORT_SHEET = Duty("call-sheet", sentence("Feuille de service"), -1, after="meeting")
MASTER = Duty("master", sentence("Version validée, PAD livré"), 15, POST, from_end=True)
ROYALTY_WAGES = Duty("usage", sentence("Droits d’utilisation des comédiens réglés"), 30, POST, from_end=True)

SALE = Duty("sale", sentence("Contrat de cession signé"), -60)
TECH_SHEET = Duty("tech-sheet", sentence("Fiche technique validée avec le lieu"), -30, after="sale")
LIGHT_PLOT = Duty("light-plot", sentence("Plan de feu implanté"), -21, after="tech-sheet")
TRUCK = Duty("truck", sentence("Stationnement du camion\u00a0: autorisation demandée"), -21)
SET_INSURANCE = Duty("set-insurance", sentence("Assurance du décor en tournée"), -35)
TRAINS = Duty("trains", sentence("Billets de train"), -21)
ROOMS = Duty("rooms", sentence("Hébergement confirmé, rooming envoyé"), -14)
SAFETY = Duty("safety", sentence("Plan de prévention signé"), -4, after="tech-sheet")
ROUTE = Duty("route", sentence("Feuille de route, versions artiste et technicien"), -7, after="trains")
GUESTS = Duty("guests", sentence("Invitations, liste close"), -1)
SACD = Duty("sacd", sentence("Droits d’auteur\u00a0: représentations déclarées"), 10, POST, from_end=True)
SALE_INVOICE = Duty(
    "sale-invoice", sentence("Facture de cession à émettre par la compagnie"), 5, POST, from_end=True
)
LIVE_RETURNS = Duty("returns", sentence("Décor, costumes et matériel rentrés"), 3, POST, from_end=True)

RIDER = Duty("tech-sheet", sentence("Fiche technique et plan de scène envoyés"), -30, after="sale")
BACKLINE = Duty("backline", sentence("Backline et matériel loués"), -21, after="tech-sheet")
PUBLIC_FILE = Duty(
    "public-file",
    sentence("Dossier de sécurité et déclaration en mairie"),
    -60,
    note=sentence("Le délai dépend de la jauge et de la commune\u00a0: demandez-le à la mairie."),
)
SOUND_CHECK = Duty(
    "sound-check", sentence("Horaires de balance et de raccord envoyés"), -7, after="tech-sheet"
)
SACEM = Duty("sacem", sentence("Sacem\u00a0: concert déclaré"), -15)

LIVE_CONTRACTS = (CONTRACTS, SIGNED, DPAE)

MODELS: dict[ShowModel, tuple[Duty, ...]] = {
    ShowModel.FEATURE: (
        CARBON_FIRST, TAX_CREDIT, *BEFORE_A_SHOOT, VHSS_HEADS, VHSS_TRAINING, *AFTER_WORK, MIX, CARBON_LAST,
    ),
    ShowModel.SHORT: (*BEFORE_A_SHOOT, *AFTER_WORK, MIX, FESTIVALS),
    ShowModel.SERIES: (CARBON_FIRST, TAX_CREDIT, *BEFORE_A_SHOOT, *AFTER_WORK, MIX, DELIVERY, CARBON_LAST),
    ShowModel.DOCUMENTARY: (
        PERMITS, INSURANCE, ARCHIVES, SCOUTING, GEAR, CONTRACTS, IMAGE_RIGHTS, SIGNED, DPAE, *AFTER_WORK, MIX, DELIVERY,
    ),
    ShowModel.COMMERCIAL: (
        QUOTE, MINORS, CASTING, SETS, SHORT_PERMITS, INSURANCE, SHORT_GEAR, CONTRACTS, MEETING, SIGNED, DPAE, SHORT_SHEET,
        RETURNS, AEM, MASTER, ROYALTY_WAGES,
    ),
    ShowModel.TOUR: (
        SALE, MINORS, SET_INSURANCE, TECH_SHEET, LIGHT_PLOT, TRUCK, TRAINS, ROOMS, *LIVE_CONTRACTS, ROUTE, SAFETY, GUESTS,
        LIVE_RETURNS, SALE_INVOICE, SACD, AEM,
    ),
    ShowModel.CONCERT: (
        SALE, PUBLIC_FILE, RIDER, BACKLINE, TRAINS, SACEM, ROOMS, *LIVE_CONTRACTS, SOUND_CHECK, ROUTE, GUESTS,
        LIVE_RETURNS, SALE_INVOICE, AEM,
    ),
}  # fmt: skip


def in_order(chosen: Iterable[Duty], first_on: date, last_on: date) -> list[Duty]:
    """The soonest first."""
    return sorted(chosen, key=lambda duty: duty.due_on(first_on, last_on))
