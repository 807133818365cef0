"""A sheet kept as plain values comes back the same."""

import json
from datetime import date

from webapp.domain.callsheets.kept import as_values, sheet_of
from webapp.domain.callsheets.safety import AUDIENS, vhss_line
from webapp.domain.callsheets.sheet import (
    CastCall,
    Child,
    CrewCall,
    ExtrasCall,
    Forecast,
    Head,
    Move,
    Need,
    Scene,
    Sheet,
    Spot,
)

FULL = Sheet(
    "Les Marées",
    date(2026, 11, 23),
    "Tournage",
    number=12,
    of=28,
    heads=(Head("Réalisatrice", "Hélène Vasseur"),),
    spots=(Spot("Halle", "Criée", hospital="CH"),),
    scenes=(Scene("41", roles=("1", "2"), eighths=12),),
    cast=(CastCall("a", "1", "Maud", "Lise", pickup=405),),
    extras=(ExtrasCall("Mareyeurs", 12, is_silhouette=True),),
    crew=(CrewCall("b", "Image", "Chef opérateur", "Paul"),),
    needs=(Need("Image", "Deuxième corps", "camera"),),
    children=(Child("Noémie", 480, 1200),),
    moves=(Move(405, "Gare", "Criée"),),
    forecasts=(Forecast(date(2026, 11, 24), "Maison du père"),),
)


def test_it_comes_back_the_same_through_json():
    assert sheet_of(json.loads(json.dumps(as_values(FULL)))) == FULL


def test_values_of_another_time_are_left_out():
    values = {
        **as_values(FULL),
        "gone": 1,
        "crew": [{"key": "b", "department": "Image", "job": "Chef", "name": "P", "gone": 1}],
    }
    assert sheet_of(values).crew == (CrewCall("b", "Image", "Chef", "P"),)


def test_the_line_to_call_is_dated_and_said_with_or_without_referents():
    assert vhss_line() == "Cellule d’écoute Audiens\u00a0: 01 87 20 30 90"
    assert vhss_line("Jeanne Morel").startswith("Référents VHSS\u00a0: Jeanne Morel. Cellule")
    assert not AUDIENS.is_due(date(2027, 6, 1))
    assert AUDIENS.is_due(date(2028, 1, 1))
